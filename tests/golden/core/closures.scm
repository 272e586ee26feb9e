; Each turn of a loop has its own variable, in a cell if it is set.
(define (counters n)
  (do ((i 0 (+ i 1))
       (out '() (cons (lambda () (set! i (+ i 10)) i) out)))
      ((= i n) out)))
(define (make-counter start)
  (let ((step 1))
    (lambda () (set! start (+ start step)) start)))
;;; lowered
(define @counters
  (lambda counters (n)
    (fix ((do (lambda do (&i out) (captures n do)
              (if (= &i n)
                out
                (tail do
                  (+ &i 1)
                  (cons
                    (lambda #f () (captures &i) (set &i (+ &i 10)) &i)
                    out))))))
      (tail do 0 '()))))
(define @make-counter
  (lambda make-counter (&start)
    (let ((step 1))
      (lambda #f () (captures &start step)
        (set &start (+ &start step))
        &start))))
;;; fold
(define @counters
  (lambda counters (n)
    (fix ((do (lambda do (&i out) (captures n do)
              (if (= &i n)
                out
                (tail do
                  (+ &i 1)
                  (cons
                    (lambda #f () (captures &i) (set &i (+ &i 10)) &i)
                    out))))))
      (tail do 0 '()))))
(define @make-counter
  (lambda make-counter (&start)
    (lambda #f () (captures &start) (set &start (+ &start 1)) &start)))
;;; loops
(define @counters
  (lambda counters (n)
    (loop L0 ((&i 0)
              (out '()))
      (if (= &i n)
        out
        (recur L0
          (+ &i 1)
          (cons (lambda #f () (captures &i) (set &i (+ &i 10)) &i) out))))))
(define @make-counter
  (lambda make-counter (&start)
    (lambda #f () (captures &start) (set &start (+ &start 1)) &start)))
