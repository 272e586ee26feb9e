; Errors that are caught: what they are and what they say.
(define (message thunk) (guard (e ((error-object? e) (error-object-message e)) (#t (list 'raised e))) (thunk)))
(define (kind thunk) (guard (e ((error-object? e) (error-kind e)) (#t 'raised)) (thunk)))
(print (message (lambda () (error "went wrong" 1 2)))) ; => went wrong
(print (guard (e (#t (error-object-irritants e))) (error "went wrong" 1 "two" 'three))) ; => (1 two three)
(print (kind (lambda () (error "x")))) ; => user
(print (message (lambda () (raise 'symbol))) (message (lambda () (raise 42))) (message (lambda () (raise '(a b))))) ; => (raised symbol) (raised 42) (raised (a b))
(print (message (lambda () (raise #f)))) ; => (raised #f)
(print (message (lambda () (car 5)))) ; => car: expected a pair, got 5
(print (message (lambda () (cdr '())))) ; => cdr: expected a pair, got ()
(print (message (lambda () (vector-ref (vector 1 2 3) 7)))) ; => vector-ref: index 7 is out of range for length 3
(print (message (lambda () (vector-ref (vector 1 2 3) -1)))) ; => vector-ref: index -1 is out of range for length 3
(print (message (lambda () (vector-ref '(1) 0)))) ; => vector-ref: expected a vector, got (1)
(print (message (lambda () (vector-ref (vector 1) 'x)))) ; => vector-ref: expected an index, got x
(print (message (lambda () (+ 1 "2")))) ; => +: expected a number, got "2"
(print (message (lambda () (- 'a 1)))) ; => -: expected a number, got a
(print (message (lambda () (< 1 'b)))) ; => <: expected a number, got b
(print (message (lambda () (quotient 1 0))) (kind (lambda () (quotient 1 0)))) ; => division by zero divide-by-zero
(print (kind (lambda () (/ 5 0))) (kind (lambda () (modulo 5 0))) (kind (lambda () (remainder 5 0)))) ; => divide-by-zero divide-by-zero divide-by-zero
(print (message (lambda () (5 6)))) ; => 5 is not a function
(print (message (lambda () ("f" 6)))) ; => "f" is not a function
(define (two a b) a)
(print (message (lambda () (two 1)))) ; => two: expected 2 arguments, got 1
(print (message (lambda () (two 1 2 3)))) ; => two: expected 2 arguments, got 3
(define (one-or-more a . b) b)
(print (message (lambda () (one-or-more)))) ; => one-or-more: expected at least 1 argument, got 0
(print (message (lambda () ((lambda (x) x))))) ; => <lambda>: expected 1 argument, got 0
(print (kind (lambda () (string-ref "abc" 3))) (kind (lambda () (substring "abc" 2 1))) (kind (lambda () (string-append "a" 1)))) ; => range range type
(print (kind (lambda () (list-ref '(1 2) 2))) (kind (lambda () (list-tail '(1 2) 3))) (kind (lambda () (length '(1 . 2))))) ; => range range type
(print (kind (lambda () (bytevector-u8-ref (bytevector 1) 1))) (kind (lambda () (u16-ref (bytevector 1 2) 1))) (kind (lambda () (u32-ref (bytevector 1 2 3) 0)))) ; => range range range
(print (kind (lambda () (u8-set! (bytevector 1) 0 256))) (kind (lambda () (u16-set! (bytevector 1 2) 0 65536))) (kind (lambda () (u8-set! (bytevector 1) 0 -1)))) ; => range range range
(print (kind (lambda () (u8-set! (bytevector 1) 0 'x))) (kind (lambda () (make-vector -1)))) ; => type range
(print (kind (lambda () (undefined-function 1)))) ; => unbound
(print (message (lambda () undefined-variable))) ; => undefined-variable has no value
(print (kind (lambda () (set! never-defined 1)))) ; => unbound
(print (kind (lambda () (hash-ref (make-hash-map) 'k))) (kind (lambda () (hash-ref '() 'k)))) ; => range type
(print (kind (lambda () (apply + 1))) (kind (lambda () (apply + '(1 . 2)))) (kind (lambda () (apply 5 '())))) ; => type type type
(print (kind (lambda () (symbol->string "a"))) (kind (lambda () (string->symbol 'a))) (kind (lambda () (string-length 'a)))) ; => type type type
(print (error-object? 5) (guard (e (#t (error-object? e))) (error "x"))) ; => #f #t
