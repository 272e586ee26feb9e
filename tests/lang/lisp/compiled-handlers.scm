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
; What only the handler wants lives on over a call of compiled code that is left.
(define (f n o) (guard (e (#t (+ o 1))) (f (modulo o 33554432) '())))
(print (do ((j 0 (+ j 1)) (all '() (cons (f 7 j) all))) ((= j 12) all)))
; => (12 11 10 9 8 7 6 5 4 3 2 1)
