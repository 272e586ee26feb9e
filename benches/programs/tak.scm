; Takeuchi's function: calls with three arguments, and a tail call around them.
(define n 18)

(define (tak x y z)
  (if (< y x)
      (tak (tak (- x 1) y z)
           (tak (- y 1) z x)
           (tak (- z 1) x y))
      z))

(display (tak n (quotient (* n 2) 3) (quotient n 3)))
(newline)
