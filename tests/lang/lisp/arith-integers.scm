; Sums, differences, products of integers, with every number of operands.
(print (+)) ; => 0
(print (*)) ; => 1
(print (+ 5)) ; => 5
(print (* 5)) ; => 5
(print (- 5)) ; => -5
(print (- 0)) ; => 0
(print (+ 1 2)) ; => 3
(print (+ 1 2 3 4 5)) ; => 15
(print (- 10 1)) ; => 9
(print (- 10 1 2 3)) ; => 4
(print (* 2 3)) ; => 6
(print (* 1 2 3 4 5 6 7 8 9 10)) ; => 3628800
(print (* -3 7)) ; => -21
(print (- -3 -7)) ; => 4
(print (+ 1 -1)) ; => 0
; Operands are variables, constants, calls: each place may be any of them.
(define a 40)
(define (two) 2)
(print (+ a 2)) ; => 42
(print (+ 2 a)) ; => 42
(print (+ a (two))) ; => 42
(print (+ (two) a)) ; => 42
(print (- (two) a)) ; => -38
(print (- a 1)) ; => 39
(print (- 1 a)) ; => -39
(print (* a a)) ; => 1600
; As values.
(define (twice f x y) (f x (f x y)))
(print (twice + 3 4)) ; => 10
(print (twice - 3 4)) ; => 4
(print (twice * 3 4)) ; => 36
(print (apply + '(1 2 3))) ; => 6
