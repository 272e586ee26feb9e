; Each turn of a loop has its own variable, in a cell if it is set.
(define (counters n)
  (do ((i 0 (+ i 1))
       (out '() (cons (lambda () (set! i (+ i 10)) i) out)))
      ((= i n) out)))
(define (make-counter start)
  (let ((step 1))
    (lambda () (set! start (+ start step)) start)))
