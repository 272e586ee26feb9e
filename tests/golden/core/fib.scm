(define (fib n)
  (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
(fib 30)
;;; lowered
(define @fib
  (lambda fib (n) (if (< n 2) n (+ (call @fib (- n 1)) (call @fib (- n 2))))))
(call @fib 30)
;;; fold
(define @fib
  (lambda fib (n) (if (< n 2) n (+ (call @fib (- n 1)) (call @fib (- n 2))))))
(call @fib 30)
;;; loops
(define @fib
  (lambda fib (n) (if (< n 2) n (+ (call @fib (- n 1)) (call @fib (- n 2))))))
(call @fib 30)
