; Integers of 51 bits lie in values; what needs more goes on exactly.
(define most 1125899906842623)
(define least -1125899906842624)
(print most) ; => 1125899906842623
(print least) ; => -1125899906842624
(print (+ most 0)) ; => 1125899906842623
(print (+ most 1)) ; => 1125899906842624
(print (- least 1)) ; => -1125899906842625
(print (- least)) ; => 1125899906842624
(print (abs least)) ; => 1125899906842624
(print (- (+ most 1) 1)) ; => 1125899906842623
(print (+ (- most 1) 1)) ; => 1125899906842623
(print (exact? (+ most 1))) ; => #t
(print (exact? (+ (- most 1) 1))) ; => #t
(print (* 33554432 33554432)) ; => 1125899906842624
(print (* 33554432 33554431)) ; => 1125899873288192
(print (* -33554432 33554432)) ; => -1125899906842624
(print (* most most)) ; => 1267650600228227149696889520129
(print (* least 1)) ; => -1125899906842624
(print (* least -1)) ; => 1125899906842624
(print (quotient least -1)) ; => 1125899906842624
(print (/ least -1)) ; => 1125899906842624
(print (= (+ most 1) 1125899906842624.0)) ; => #t
(print (eqv? (+ most 1) 1125899906842624.0)) ; => #f
; The same at a site that has seen only small integers before.
(define (add x y) (+ x y))
(define (warm n) (if (> n 0) (begin (add n n) (warm (- n 1)))))
(warm 300)
(print (add most 1)) ; => 1125899906842624
(print (add 1 2)) ; => 3
(print (add 1.5 2)) ; => 3.5
(print (add most 1)) ; => 1125899906842624
; Counting across the border in a loop.
(let loop ((i (- most 2)) (left 5))
  (if (> left 0)
      (begin (print i) (loop (+ i 1) (- left 1)))))
; => 1125899906842621
; => 1125899906842622
; => 1125899906842623
; => 1125899906842624
; => 1125899906842625
