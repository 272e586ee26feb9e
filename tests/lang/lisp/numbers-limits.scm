; Numbers that would be too large fail before the work begins, and can be caught.
(define (kind thunk) (guard (e (#t (error-kind e))) (thunk)))
(print (kind (lambda () (expt 10 (expt 10 10))))) ; => memory
(print (kind (lambda () (expt 10 (expt 10 100))))) ; => memory
(print (kind (lambda () (expt 1/3 (expt 10 10))))) ; => memory
(print (kind (lambda () (expt 1+i (expt 10 10))))) ; => memory
(print (kind (lambda () (arithmetic-shift 1 (expt 2 40))))) ; => memory
(print (kind (lambda () (arithmetic-shift 1 (expt 2 80))))) ; => memory
(define half (arithmetic-shift 1 8000000))
(print (kind (lambda () (* half half)))) ; => memory
(print (kind (lambda () (/ 1 half)))) ; => memory
(print (kind (lambda () (gcd half 3)))) ; => memory
(print (quotient half (arithmetic-shift 1 7999990)) (- half half)) ; => 1024 0
(print (expt 1 (expt 10 100)) (expt -1 (+ 1 (expt 10 100))) (expt 0 (expt 10 100))) ; => 1 -1 0
(print (guard (e (#t (error-object-message e))) (expt 10 (expt 10 10)))) ; => expt: the numbers are too large
; A long number in a message.
(print (guard (e (#t (error-object-message e))) (car (expt 10 2000)))) ; => car: expected a pair, got #<number of 6644 bits>
(print (guard (e (#t (error-object-message e))) (car (expt 10 70)))) ; => car: expected a pair, got 100000000000000000000000000000000000000000000000000000000000...
