; Mandelbrot - draws the famous set in letters, with nothing but float arithmetic.

(define width 72)
(define height 28)
(define limit 200)
(define shades " .:-=+*%@#")

; How many steps z = z*z + c takes to leave the circle of radius 2.
(define (steps cr ci)
  (let loop ((zr 0.0) (zi 0.0) (k 0))
    (let ((zr2 (* zr zr)) (zi2 (* zi zi)))
      (if (or (= k limit) (> (+ zr2 zi2) 4.0))
          k
          (loop (+ (- zr2 zi2) cr)
                (+ (* 2.0 zr zi) ci)
                (+ k 1))))))

(define (shade k)
  (cond ((= k limit) (string-ref shades 9))
        ((> k 30) (string-ref shades 8))
        (else (string-ref shades (quotient k 4)))))

(do ((y 0 (+ y 1)))
    ((= y height))
  (do ((x 0 (+ x 1)))
      ((= x width))
    (display (shade (steps (- (/ (* 3.2 x) width) 2.3)
                           (- (/ (* 2.4 y) height) 1.2)))))
  (newline))
