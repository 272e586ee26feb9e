; What may be read before its turn has a cell and a check.
(define (early)
  (letrec ((get (lambda () value))
           (value (get)))
    value))
(define (reassigned)
  (define (f n) (if (= n 0) 0 (f (- n 1))))
  (set! f (lambda (n) n))
  (f 3))
