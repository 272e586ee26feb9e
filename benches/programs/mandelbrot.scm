; Points of an n by n grid that stay in the Mandelbrot set for 50 steps.
(define n 240)

(define (steps cr ci)
  (let loop ((zr 0.0) (zi 0.0) (k 0))
    (if (= k 50)
        k
        (let ((zr2 (* zr zr)) (zi2 (* zi zi)))
          (if (> (+ zr2 zi2) 4.0)
              k
              (loop (+ (- zr2 zi2) cr) (+ (* 2.0 (* zr zi)) ci) (+ k 1)))))))

(define (count-inside)
  (do ((y 0 (+ y 1))
       (total 0 (do ((x 0 (+ x 1))
                     (row 0 (if (= 50 (steps (- (/ (* 3.0 x) n) 2.25) (- (/ (* 3.0 y) n) 1.5)))
                                (+ row 1)
                                row)))
                    ((= x n) (+ total row)))))
      ((= y n) total)))

(display (count-inside))
(newline)
