; Integers have 51 bits; results that need more are floats, and floats stay floats.
(define most 1125899906842623)
(define least -1125899906842624)
(print most) ; => 1125899906842623
(print least) ; => -1125899906842624
(print (+ most 0)) ; => 1125899906842623
(print (+ most 1)) ; => 1125899906842624.0
(print (- least 1)) ; => -1125899906842625.0
(print (- least)) ; => 1125899906842624.0
(print (abs least)) ; => 1125899906842624.0
(print (- (+ most 1) 1)) ; => 1125899906842623.0
(print (+ (- most 1) 1)) ; => 1125899906842623
(print (exact? (+ most 1))) ; => #f
(print (exact? (+ (- most 1) 1))) ; => #t
(print (* 33554432 33554432)) ; => 1125899906842624.0
(print (* 33554432 33554431)) ; => 1125899873288192
(print (* -33554432 33554432)) ; => -1125899906842624
(print (* most most)) ; => 1.2676506002282271e30
(print (* least 1)) ; => -1125899906842624
(print (* least -1)) ; => 1125899906842624.0
(print (quotient least -1)) ; => 1125899906842624.0
(print (/ least -1)) ; => 1125899906842624.0
(print (= (+ most 1) 1125899906842624.0)) ; => #t
; The same at a site that has seen only small integers before.
(define (add x y) (+ x y))
(define (warm n) (if (> n 0) (begin (add n n) (warm (- n 1)))))
(warm 300)
(print (add most 1)) ; => 1125899906842624.0
(print (add 1 2)) ; => 3
(print (add 1.5 2)) ; => 3.5
(print (add most 1)) ; => 1125899906842624.0
; Counting across the border in a loop.
(let loop ((i (- most 2)) (left 5))
  (if (> left 0)
      (begin (print i) (loop (+ i 1) (- left 1)))))
; => 1125899906842621
; => 1125899906842622
; => 1125899906842623
; => 1125899906842624.0
; => 1125899906842625.0
