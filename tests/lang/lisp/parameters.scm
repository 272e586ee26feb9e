(define p (make-parameter 10))
(define q (make-parameter 5 (lambda (x) (* x 2))))
(print (p) (q)) ; => 10 10
(define (show) (print (p) (q)))
(%parameterize (list p q) (list 1 7) show) ; => 1 14
(show) ; => 10 10
(%parameterize (list p) (list 1) (lambda () (%parameterize (list p) (list 2) show) (show)))
; => 2 10
; => 1 10
(guard (e (#t (show))) (%parameterize (list p) (list 3) (lambda () (raise 'x)))) ; => 10 10
(print (procedure? p)) ; => #t
(print (map (lambda (f) (f)) (list p q))) ; => (10 10)
(guard (e (#t (print (error-object-message e)))) (%parameterize (list 5) (list 1) (lambda () 1))) ; => parameterize: expected a parameter, got 5
(p 1)
;!! arity: a parameter: expected 0 arguments, got 1
