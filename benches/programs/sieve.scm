; Counting the primes below n with a vector of marks.
(define n 200000)

(define (sieve)
  (let ((composite (make-vector n #f)))
    (do ((i 2 (+ i 1))
         (count 0 (if (vector-ref composite i)
                      count
                      (do ((k (+ i i) (+ k i)))
                          ((>= k n) (+ count 1))
                        (vector-set! composite k #t)))))
        ((= i n) count))))

(display (sieve))
(newline)
