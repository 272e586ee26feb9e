; Making closures, calling them, and changing a variable they share.
(define n 300000)

(define (make-counter step)
  (let ((count 0))
    (lambda ()
      (set! count (+ count step))
      count)))

(define (compose f g) (lambda (x) (f (g x))))
(define (adder k) (lambda (x) (+ x k)))

(define (run)
  (let ((one (make-counter 1)) (three (make-counter 3)))
    (let loop ((i 0) (sum 0))
      (if (< i n)
          (loop (+ i 1)
                (remainder (+ sum ((compose (adder i) (adder (one))) (three))) 65521))
          sum))))

(display (run))
(newline)
