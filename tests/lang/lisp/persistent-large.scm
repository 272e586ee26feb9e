;; needs: large
;; slow
; A hundred thousand versions, some of which stay.
(define (push-all n)
  (let loop ((i 0) (v (pvector)) (kept '()))
    (if (= i n)
        (cons v kept)
        (loop (+ i 1) (pvector-push v i) (if (zero? (remainder i 10000)) (cons v kept) kept)))))
(define all (push-all 100000))
(print (map pvector-length all)) ; => (100000 90000 80000 70000 60000 50000 40000 30000 20000 10000 0)
(print (pvector-fold + 0 (car all)) (pvector-fold + 0 (cadr all))) ; => 4999950000 4049955000
(define (pop-to n v) (if (= (pvector-length v) n) v (pop-to n (pvector-pop v))))
(define v (list-ref all 9))
(print (pop-to 5 v)) ; => #pvec(0 1 2 3 4)
(define (set-all v i) (if (= i 10000) v (set-all (pvector-set v i (- i)) (+ i 1))))
(print (pvector-fold + 0 (set-all v 0)) (pvector-ref v 9999)) ; => -49995000 9999
(define (fill n) (let loop ((i 0) (m (pmap))) (if (= i n) m (loop (+ i 1) (pmap-set m i (number->string i))))))
(define m (fill 10000))
(print (pmap-count m) (pmap-ref m 5432)) ; => 10000 5432
(define (thin m i) (if (>= i 10000) m (thin (pmap-delete m i) (+ i 2))))
(define odd (thin m 0))
(print (pmap-count odd) (pmap-contains? odd 4) (pmap-ref odd 5) (pmap-count m)) ; => 5000 #f 5 10000
(print (equal? m (fill 10000)) (equal? odd m)) ; => #t #f
