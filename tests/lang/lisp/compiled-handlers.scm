; Frames of functions that a throw looks into are whole, even when they were compiled.
(define calls 0)
(define (wrap thunk)
  (guard (e (#t (list 'outer e)))
    (with-exception-handler
      (lambda (e) (set! calls (+ calls 1)) (raise (list 'wrapped e)))
      thunk)))
(print (wrap (lambda () (raise 'x)))) ; => (outer (wrapped x))
(print (wrap (lambda () (raise 'y)))) ; => (outer (wrapped y))
(print (wrap (lambda () (car (wrap (lambda () (raise 'z))))))) ; => outer
(print (wrap (lambda () (raise 'w)))) ; => (outer (wrapped w))
(print calls) ; => 4
