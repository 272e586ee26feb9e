;; slow
; Hash maps that grow, shrink and grow again.
(define m (make-hash-map))
(do ((i 0 (+ i 1))) ((= i 100000)) (hash-set! m i (* i i)))
(print (hash-count m) (hash-ref m 0) (hash-ref m 316) (hash-ref m 99999)) ; => 100000 0 99856 9999800001
(do ((i 0 (+ i 2))) ((>= i 100000)) (hash-delete! m i))
(print (hash-count m) (hash-contains? m 50000) (hash-ref m 50001)) ; => 50000 #f 2500100001
(print (car (hash-keys m)) (cadr (hash-keys m))) ; => 1 3
(do ((i 0 (+ i 2))) ((>= i 100000)) (hash-set! m i 'back))
(print (hash-count m) (hash-ref m 50000) (car (reverse (hash-keys m)))) ; => 100000 back 99998
(define (all-there? i) (or (= i 100000) (and (hash-contains? m i) (all-there? (+ i 1)))))
(print (all-there? 0)) ; => #t
; Every key goes, one after the other, from the front.
(for-each (lambda (k) (hash-delete! m k)) (hash-keys m))
(print (hash-count m) (hash-keys m)) ; => 0 ()
(hash-set! m 'alone 1)
(print (hash->list m)) ; => ((alone . 1))
; One key set and deleted again and again must not make the map grow without end.
(do ((i 0 (+ i 1))) ((= i 100000)) (hash-set! m 'k i) (hash-delete! m 'k))
(print (hash-count m)) ; => 1
; Words as keys.
(define words (make-hash-map))
(do ((i 0 (+ i 1))) ((= i 30000))
  (let ((w (string-append "word-" (number->string (remainder i 700)))))
    (hash-set! words w (+ 1 (hash-ref words w 0)))))
(print (hash-count words) (hash-ref words "word-0") (hash-ref words "word-699") (apply + (hash-values words))) ; => 700 43 42 30000
