; Recursive Fibonacci: calls, comparisons and small-integer arithmetic.
(define n 30)

(define (fib k)
  (if (< k 2)
      k
      (+ (fib (- k 1)) (fib (- k 2)))))

(display (fib n))
(newline)
