; Primes - the sieve of Eratosthenes in a vector of marks.

(define limit 100000)
(define composite (make-vector limit #f))

; Strikes out every multiple of p.
(define (strike! p)
  (do ((k (* p p) (+ k p)))
      ((>= k limit))
    (vector-set! composite k #t)))

(define (sieve!)
  (do ((p 2 (+ p 1)))
      ((>= (* p p) limit))
    (if (not (vector-ref composite p))
        (strike! p))))

(define (primes-below n)
  (let loop ((k (- n 1)) (found '()))
    (cond ((< k 2) found)
          ((vector-ref composite k) (loop (- k 1) found))
          (else (loop (- k 1) (cons k found))))))

(sieve!)
(define primes (primes-below limit))
(display "Primes below ")
(display limit)
(display ": ")
(display (length primes))
(newline)
(display "The first of them:")
(let loop ((p primes))
  (if (< (car p) 60)
      (begin
        (display " ")
        (display (car p))
        (loop (cdr p)))))
(newline)
