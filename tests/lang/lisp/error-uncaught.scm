; An error that nothing catches ends the program; what was printed stays.
(print "before") ; => before
(define (f x) (+ 1 (g x)))
(define (g x) (error "cannot do it with" x "and" 'y))
(f 5)
(print "after")
;!! uncaught: cannot do it with 5 "and" y
;!! line 4
