; Old versions stay as they were, and whatever only they hold stays alive.
(define (push-all v from to)
  (if (= from to) v (push-all (pvector-push v (list from)) (+ from 1) to)))
(define (sum v) (pvector-fold (lambda (x total) (+ (car x) total)) 0 v))
(define short (push-all (pvector) 0 70))
(define long (push-all short 70 200))
(define changed (pvector-set (pvector-set long 5 '(1000)) 150 '(2000)))
(define cut (pvector-slice changed 100 160))
(print (pvector-length short) (pvector-length long) (pvector-length changed) (pvector-length cut)) ; => 70 200 200 60
(print (sum short) (sum long) (sum changed) (sum cut)) ; => 2415 19900 22745 9620
(define twice (pvector-append long (pvector-append cut short)))
(print (sum twice) (pvector-length twice) (pvector-ref twice 200) (pvector-ref twice 329)) ; => 31935 330 (100) (69)
(define history
  (let loop ((i 0) (v (pvector)) (all '()))
    (if (= i 30) (reverse all) (loop (+ i 1) (pvector-push v (list i)) (cons v all)))))
(print (map pvector-length (list-tail history 27))) ; => (27 28 29)
(print (apply + (map sum history))) ; => 4060
(define maps
  (let loop ((i 0) (m (pmap)) (all '()))
    (if (= i 60)
        (reverse all)
        (loop (+ i 1) (pmap-set m (list 'key (remainder i 40)) (list i)) (cons m all)))))
(print (apply + (map pmap-count maps))) ; => 1580
(print (pmap-ref (list-ref maps 45) '(key 5)) (pmap-ref (list-ref maps 59) '(key 5))) ; => (5) (45)
(print (pmap-fold (list-ref maps 59) (lambda (k v n) (+ n (car v))) 0)) ; => 1540
