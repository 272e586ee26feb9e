; What this version does not have is refused before anything runs.
(print "never printed")
(define (f) (call/cc (lambda (k) (k 1))))
;!! unsupported: call/cc
;!! line 3
