; Functions that give two numbers.
(define (both f . args) (call-with-values (lambda () (apply f args)) list))
(print (both floor/ 5 2) (both floor/ -5 2) (both floor/ 5 -2) (both floor/ -5 -2)) ; => (2 1) (-3 1) (-3 -1) (2 -1)
(print (both truncate/ 5 2) (both truncate/ -5 2) (both truncate/ 5 -2) (both truncate/ -5.0 2)) ; => (2 1) (-2 -1) (-2 1) (-2.0 -1.0)
(print (both floor/ (expt 10 20) 7) (both truncate/ (- (expt 10 20)) 7)) ; => (14285714285714285714 2) (-14285714285714285714 -2)
(print (floor-quotient -7 2) (floor-remainder -7 2) (truncate-quotient -7 2) (truncate-remainder -7 2)) ; => -4 1 -3 -1
(print (both exact-integer-sqrt 17) (both exact-integer-sqrt 0) (both exact-integer-sqrt (expt 10 41))) ; => (4 1) (0 0) (316227766016837933199 562477137586013626399)
(define (root? n)
  (call-with-values (lambda () (exact-integer-sqrt n))
    (lambda (root rest) (and (= n (+ (* root root) rest)) (<= 0 rest (* 2 root))))))
(define (all n step) (or (> n (expt 10 90)) (and (root? n) (root? (- (* n n) 1)) (root? (* n n)) (all (+ 1 (* n step)) step))))
(print (all 1 3) (all 2 10) (all 1000 999983)) ; => #t #t #t
(print (guard (e (#t (error-object-message e))) (exact-integer-sqrt -1))) ; => exact-integer-sqrt: expected an integer that is not negative, got -1
(print (guard (e (#t (error-object-message e))) (floor/ 1 0))) ; => division by zero
