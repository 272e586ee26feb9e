; Tail calls of the function itself, in a loop too; not those of others.
(define (gcd* a b) (if (= b 0) a (gcd* b (remainder a b))))
(define (even*? n) (if (= n 0) #t (odd*? (- n 1))))
(define (odd*? n) (if (= n 0) #f (even*? (- n 1))))
(define (rest* . l) (if (null? l) 0 (rest* 1)))
(define (search l n)
  (let loop ((l l))
    (cond ((null? l) (if (= n 0) #f (search '(1) (- n 1))))
          (else (loop (cdr l))))))
