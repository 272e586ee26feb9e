; A variable of `letrec` that is read before it has a value.
(define (f)
  (letrec ((a (lambda () b))
           (c (a))
           (b 5))
    c))
(f)
;!! unbound: b is used before it has a value
