(print "never printed")
(define f (lambda (x x) x))
;!! form:
;!! line 2
