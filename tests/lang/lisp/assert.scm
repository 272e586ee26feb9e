; Assertions that hold say nothing.
(assert (= 1 1))
(print "so far") ; => so far
(define (half n) (assert (even? n)) (quotient n 2))
(print (half 10)) ; => 5
(print (guard (e ((error-object? e) 'caught)) (half 7))) ; => caught
(half 3)
;!! uncaught:
;!! line 4
