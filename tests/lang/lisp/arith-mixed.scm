; Integers and floats together.
(print (+ 1 2.5)) ; => 3.5
(print (+ 2.5 1)) ; => 3.5
(print (- 1 0.5)) ; => 0.5
(print (- 0.5 1)) ; => -0.5
(print (* 2 0.25)) ; => 0.5
(print (* 0 1.5)) ; => 0.0
(print (+ 1.0 2.0)) ; => 3.0
(print (+ 0.1 0.2)) ; => 0.30000000000000004
(print (- 0.0)) ; => -0.0
(print (< 1 1.5)) ; => #t
(print (< 1.5 1)) ; => #f
(print (= 1 1.0)) ; => #t
(print (>= 2 2.0)) ; => #t
(print (<= 2.0 2)) ; => #t
(print (> 2.5 2)) ; => #t
(print (= 0.0 -0.0)) ; => #t
(print (eq? 0.0 -0.0)) ; => #f
(print (eqv? 1 1.0)) ; => #f
(print (equal? 1 1.0)) ; => #f
(print (eqv? 1.5 1.5)) ; => #t
(print (eqv? 100000 100000)) ; => #t
; One site that sees everything in turn.
(define (f x y) (- (* x y) 1))
(print (f 2 3)) ; => 5
(print (f 2.0 3)) ; => 5.0
(print (f 2 3.5)) ; => 6.0
(print (f 1.5 1.5)) ; => 1.25
(print (f 2 3)) ; => 5
; Not-a-number is not equal to anything, infinity is the greatest.
(define inf (/ 1.0 0.0))
(define nan (- inf inf))
(print inf) ; => +inf.0
(print (- inf)) ; => -inf.0
(print nan) ; => +nan.0
(print (= nan nan)) ; => #f
(print (< nan 1)) ; => #f
(print (>= nan 1)) ; => #f
(print (nan? nan)) ; => #t
(print (nan? 1)) ; => #f
(print (< 1e300 inf)) ; => #t
(print (/ 1 0.0)) ; => +inf.0
(print (/ -1 0.0)) ; => -inf.0
(print (if (< nan nan) 'less (if (> nan nan) 'more 'neither))) ; => neither
