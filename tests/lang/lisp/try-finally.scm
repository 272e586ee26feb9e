; try, catch and finally.
(print (try 1 2 (catch e 'caught))) ; => 2
(print (try (raise 'x) (catch e (list 'caught e)))) ; => (caught x)
(print (try (car 5) (catch e (error-kind e)))) ; => type
(define log '())
(define (note x) (set! log (cons x log)) x)
(define (noted) (let ((l (reverse log))) (set! log '()) l))
; The cleanup runs on either way out and does not change the value.
(print (try (note 'body) (finally (note 'cleanup)))) ; => body
(print (noted)) ; => (body cleanup)
(print (try (note 'body) (raise 'x) (catch e (note 'catch) (list 'caught e)) (finally (note 'cleanup)))) ; => (caught x)
(print (noted)) ; => (body catch cleanup)
; Without a catch the error goes on after the cleanup.
(print (guard (e (#t (note 'outer) e)) (try (note 'body) (raise 'x) (finally (note 'cleanup))))) ; => x
(print (noted)) ; => (body cleanup outer)
; An error in the handler still cleans up.
(print (guard (e (#t e)) (try (raise 'first) (catch e (raise (list e 'second))) (finally (note 'cleanup))))) ; => (first second)
(print (noted)) ; => (cleanup)
; An error in the cleanup takes the place of the first.
(print (guard (e (#t e)) (try (raise 'first) (finally (note 'cleanup) (raise 'from-cleanup))))) ; => from-cleanup
(print (noted)) ; => (cleanup)
; Nested, from the inside out.
(print (try
         (try
           (try (note 1) (raise 'deep) (finally (note 2)))
           (catch e (note 3) (raise (list 'wrapped e)))
           (finally (note 4)))
         (catch e (note 5) e)
         (finally (note 6)))) ; => (wrapped deep)
(print (noted)) ; => (1 2 3 4 5 6)
; In a loop, and around a function that calls deeply.
(define (work n) (try (if (odd? n) (raise n) n) (catch e (- e)) (finally (note n))))
(print (map work '(1 2 3 4))) ; => (-1 2 -3 4)
(print (noted)) ; => (1 2 3 4)
(define (dive n) (if (= n 0) (raise 'bottom) (+ 1 (try (dive (- n 1)) (finally (note n))))))
(print (try (dive 5) (catch e e))) ; => bottom
(print (noted)) ; => (1 2 3 4 5)
; Variables of the function are seen and set in all parts.
(define (account)
  (let ((balance 100) (state 'new))
    (try (set! balance (- balance 30)) (raise 'stop) (set! balance 0)
         (catch e (set! state e))
         (finally (set! balance (+ balance 1))))
    (list balance state)))
(print (account)) ; => (71 stop)
