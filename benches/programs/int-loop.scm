; A loop over integers: add, multiply, remainder, compare.
(define n 2000000)

(define (run)
  (let loop ((i 0) (sum 0))
    (if (< i n)
        (loop (+ i 1) (remainder (+ sum (* i 7)) 1000003))
        sum)))

(display (run))
(newline)
