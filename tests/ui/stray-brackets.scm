(define (f x] x)
(f 1))
[list 1 2)
