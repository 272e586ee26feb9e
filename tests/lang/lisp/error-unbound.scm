; A name without a value.
(print 1) ; => 1
(define (f) (g 1))
(f)
;!! unbound: g has no value
;!! line 3
