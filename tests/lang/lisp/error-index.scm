; An index outside of a vector.
(define v (make-vector 3 0))
(do ((i 0 (+ i 1)))
    ((= i 4))
  (vector-set! v i i))
;!! range: vector-set!: index 3 is out of range for length 3
;!! line 5
