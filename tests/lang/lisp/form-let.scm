(print "never printed")
(let ((x 1) (y)) x)
;!! form:
;!! line 2
