(call-with-values (lambda () (values 1 2 3)) (lambda (a b c) (print a b c))) ; => 1 2 3
(print (call-with-values (lambda () 5) list)) ; => (5)
(print (call-with-values (lambda () (values)) list)) ; => ()
(print (call-with-values values list)) ; => ()
(print (+ 1 (values 2))) ; => 3
(print (call-with-values (lambda () (values 1 2)) +)) ; => 3
(print (call-with-values * -)) ; => -1
(define (two) (values 'a 'b))
(call-with-values two (lambda all (print all))) ; => (a b)
(call-with-values two (lambda (x) x))
;!! arity: expected 1 value, got 2
