; Takeuchi's function - three arguments, many calls, a tiny answer.

(define calls 0)

; The three inner calls are ordinary ones; the outer one is a tail call.
(define (tak x y z)
  (set! calls (+ calls 1))
  (if (< y x)
      (tak (tak (- x 1) y z)
           (tak (- y 1) z x)
           (tak (- z 1) x y))
      z))

(display "tak(18, 12, 6) = ")
(display (tak 18 12 6))
(newline)
(display "It took ")
(display calls)
(display " calls.")
(newline)
