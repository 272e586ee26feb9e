(print "never printed")
(define (f x) (if))
;!! form:
;!! line 2
