; Errors - raising them, catching them, and what is done on the way out.

; `error` takes a message and whatever is worth knowing.
(define (safe-sqrt x)
  (if (< x 0)
      (error "no square root of" x)
      (sqrt x)))

; `guard` catches; its clauses are tried like those of `cond`.
(define (try thunk)
  (guard (e ((error-object? e)
             (display "caught: ")
             (display (error-object-message e))
             (for-each (lambda (i) (display " ") (write i)) (error-object-irritants e))
             (newline)
             'failed)
            ((symbol? e)
             (display "caught the symbol ")
             (display e)
             (newline)
             'odd))
    (thunk)))

(display (try (lambda () (safe-sqrt 16))))
(newline)
(display (try (lambda () (safe-sqrt -4))))
(newline)

; Anything can be raised.
(display (try (lambda () (raise 'out-of-cheese))))
(newline)

; What goes wrong inside the machine is caught the same way.
(try (lambda () (vector-ref (vector 1 2 3) 7)))
(try (lambda () (car "not a pair")))
(try (lambda () (quotient 1 0)))

; A handler can clean up and pass the error on.
(try
  (lambda ()
    (guard (e (#f 'never))
      (display "working")
      (newline)
      (raise 'interrupted))))

; Nobody catches this last one. The report shows where it happened
; and which functions were on the way there.
(define (inner x) (+ 1 (safe-sqrt x)))
(define (outer x) (+ 1 (inner x)))
(outer -1)
