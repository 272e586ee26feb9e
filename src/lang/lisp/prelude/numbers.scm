; Numbers: what gives two of them.

(define (floor/ n d)
  (values (floor-quotient n d) (floor-remainder n d)))
(define (truncate/ n d)
  (values (truncate-quotient n d) (truncate-remainder n d)))
(define (exact-integer-sqrt n)
  (let ((root (%exact-sqrt n)))
    (values (car root) (cdr root))))
