(define (pairs n)
  (let outer ((i 0) (found '()))
    (if (= i n)
        found
        (let inner ((j 0) (found found))
          (cond ((= j n) (outer (+ i 1) found))
                ((odd? (+ i j)) (inner (+ j 1) (cons (cons i j) found)))
                (else (inner (+ j 1) found)))))))
;;; lowered
(define @pairs
  (lambda pairs (n)
    (fix ((outer (lambda outer (i found) (captures n outer)
              (if (= i n)
                found
                (fix ((inner (lambda inner (j found) (captures n outer i inner)
                          (if (= j n)
                            (tail outer (+ i 1) found)
                            (if (native odd? (+ i j))
                              (tail inner (+ j 1) (cons (cons i j) found))
                              (tail inner (+ j 1) found))))))
                  (tail inner 0 found))))))
      (tail outer 0 '()))))
;;; fold
(define @pairs
  (lambda pairs (n)
    (fix ((outer (lambda outer (i found) (captures n outer)
              (if (= i n)
                found
                (fix ((inner (lambda inner (j found) (captures n outer i inner)
                          (if (= j n)
                            (tail outer (+ i 1) found)
                            (if (native odd? (+ i j))
                              (tail inner (+ j 1) (cons (cons i j) found))
                              (tail inner (+ j 1) found))))))
                  (tail inner 0 found))))))
      (tail outer 0 '()))))
;;; loops
(define @pairs
  (lambda pairs (n)
    (loop L0 ((i 0)
              (found '()))
      (if (= i n)
        found
        (loop L1 ((j 0)
                  (found.2 found))
          (if (= j n)
            (recur L0 (+ i 1) found.2)
            (if (native odd? (+ i j))
              (recur L1 (+ j 1) (cons (cons i j) found.2))
              (recur L1 (+ j 1) found.2))))))))
