; Numbers are the same by exactness and value, wherever they lie.
(define big 100000000000000000000)
(print (eqv? 100000000000000000000 100000000000000000000) (equal? big (* 10 (quotient big 10)))) ; => #t #t
(print (eqv? big 1e20) (eqv? big (- big)) (eqv? big (+ big 1)) (equal? (list big 1/2) (list big 1/2))) ; => #f #f #f #t
(print (eqv? 1/2 (/ 2 4)) (eqv? 1/2 0.5) (eqv? 1/2 -1/2) (eqv? 1+i 1+i) (eqv? 1+i 1-i)) ; => #t #f #f #t #f
(print (eqv? 0.0 -0.0) (eqv? +nan.0 +nan.0) (eqv? 0.0+0.0i 0.0-0.0i)) ; => #f #t #f
(print (memv big (list 1 2 big 3)) (memv 1/2 '(1 1/2 2)) (assv big (list (list 1 2) (list big 4)))) ; => (100000000000000000000 3) (1/2 2) (100000000000000000000 4)
(define m (make-hash-map))
(hash-set! m big 'big)
(hash-set! m 1/3 'third)
(hash-set! m 1+2i 'complex)
(hash-set! m 0.5 'half)
(print (hash-ref m (* 10 (quotient big 10))) (hash-ref m (/ 2 6)) (hash-ref m (+ 1 +2i)) (hash-ref m 1/2 'none)) ; => big third complex none
(let loop ((i 0)) (if (< i 100) (begin (hash-set! m (expt 7 i) i) (hash-set! m (/ 1 (expt 3 i)) (- i)) (loop (+ i 1)))))
(print (hash-count m) (hash-ref m (expt 7 70)) (hash-ref m (expt 1/3 64)) (hash-ref m (expt 7.0 2) 'none)) ; => 202 70 -64 none
(hash-delete! m (expt 7 70))
(print (hash-ref m (expt 7 70) 'gone)) ; => gone
(define (name x)
  (case x
    ((1 100000000000000000000) 'round)
    ((1/2) 'half)
    ((+i) 'unit)
    (else 'other)))
(print (map name (list big (- big) (/ 5 10) (sqrt -1) 1 1.0))) ; => (round other half unit round other)
(print (boolean=? #t #t) (boolean=? #f #f #f) (boolean=? #t #f #t)) ; => #t #t #f
(print (guard (e (#t (error-object-message e))) (boolean=? #t 1))) ; => boolean=?: expected a boolean, got 1
