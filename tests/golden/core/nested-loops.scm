(define (pairs n)
  (let outer ((i 0) (found '()))
    (if (= i n)
        found
        (let inner ((j 0) (found found))
          (cond ((= j n) (outer (+ i 1) found))
                ((odd? (+ i j)) (inner (+ j 1) (cons (cons i j) found)))
                (else (inner (+ j 1) found)))))))
