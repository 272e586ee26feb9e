; The clauses of `guard`, rethrowing, nesting.
(define (test thunk)
  (guard (e ((symbol? e) (list 'symbol e))
            ((string? e) => (lambda (x) (list 'string x)))
            ((assq 'a (if (list? e) e '())) => cdr)
            ((number? e) 'first 'second 'number))
    (thunk)))
(print (test (lambda () 'no-error))) ; => no-error
(print (test (lambda () (raise 'sym)))) ; => (symbol sym)
(print (test (lambda () (raise "str")))) ; => (string #t)
(print (test (lambda () (raise (list (cons 'a 42)))))) ; => 42
(print (test (lambda () (raise 5)))) ; => number
; Nothing fits: it goes on outwards.
(print (guard (outer (#t (list 'outer outer))) (test (lambda () (raise '#(vector)))))) ; => (outer #(vector))
(print (guard (e (else (list 'else e))) (raise 'x))) ; => (else x)
; Raised from a handler.
(print (guard (outer (#t (list 'outer outer))) (guard (e (#t (raise (list 'again e)))) (raise 'x)))) ; => (outer (again x))
; Rethrown as it is.
(print (guard (outer ((error-object? outer) (error-object-message outer))) (guard (e (#t (raise e))) (error "original" 1)))) ; => original
; Three levels; the middle one lets it pass.
(print (guard (a (#t (list 'a a))) (guard (b ((number? b) 'b)) (guard (c ((string? c) 'c)) (raise 'deep))))) ; => (a deep)
; The value of the body, of several expressions, and of definitions within.
(print (guard (e (#t 'bad)) 1 2 3)) ; => 3
(print (let ((x 10)) (guard (e (#t (+ x e))) (let ((y 5)) (raise (* x y)))))) ; => 60
; Variables set in the body keep what they got.
(define count 0)
(define (bump!) (set! count (+ count 1)))
(guard (e (#t (bump!))) (bump!) (bump!) (raise 'x) (bump!))
(print count) ; => 3
(print (let ((n 0)) (guard (e (#t (set! n (+ n 100)))) (set! n 1) (raise 'x)) n)) ; => 101
; Caught deep inside of calls that are not finished.
(define (dive n) (if (= n 0) (raise 'bottom) (+ 1 (dive (- n 1)))))
(print (guard (e (#t e)) (dive 1000))) ; => bottom
(print (+ 1 (guard (e (#t 41)) (dive 10)))) ; => 42
; A thousand times in a loop.
(define (repeat n hits) (if (= n 0) hits (repeat (- n 1) (+ hits (guard (e (#t 1)) (if (even? n) (raise 'x) 0))))))
(print (repeat 1000 0)) ; => 500
; In a loop's body, as an argument, in a condition.
(print (let loop ((i 0) (acc '())) (if (= i 4) (reverse acc) (loop (+ i 1) (cons (guard (e (#t (list 'caught i))) (if (odd? i) (raise 'odd) i)) acc))))) ; => (0 (caught 1) 2 (caught 3))
(print (if (guard (e (#t #f)) (raise 'x)) 'yes 'no)) ; => no
(print (list 1 (guard (e (#t 2)) (raise 'x)) 3)) ; => (1 2 3)
; A closure made in a handler keeps what was caught.
(define later (guard (e (#t (lambda () e))) (raise 'kept)))
(print (later)) ; => kept
