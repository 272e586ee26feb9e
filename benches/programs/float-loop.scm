; A loop over floats: the logistic map, whose every step depends on the last.
(define n 2000000)

(define (run)
  (let loop ((i 0) (x 0.5) (sum 0.0))
    (if (< i n)
        (loop (+ i 1) (* (* 3.75 x) (- 1.0 x)) (+ sum x))
        (/ sum n))))

(display (floor (* 1000.0 (run))))
(newline)
