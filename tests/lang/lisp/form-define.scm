(print "never printed")
(define)
;!! form:
;!! line 2
