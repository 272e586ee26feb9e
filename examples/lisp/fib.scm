; Fibonacci - the classic recursion: nothing but calls, comparisons and additions.

(define (fib n)
  (if (< n 2)
      n
      (+ (fib (- n 1)) (fib (- n 2)))))

; One line per result. The last one alone makes 242,785 calls.
(do ((n 0 (+ n 5)))
    ((> n 25))
  (display "fib(")
  (display n)
  (display ") = ")
  (display (fib n))
  (newline))
