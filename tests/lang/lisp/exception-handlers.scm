(print (with-exception-handler (lambda (e) 10) (lambda () (+ 1 (raise-continuable 'c))))) ; => 11
(print (with-exception-handler
  (lambda (e) 5)
  (lambda ()
    (+ (raise-continuable 'a)
       (with-exception-handler (lambda (e) (+ 1 (raise-continuable e))) (lambda () (raise-continuable 'b))))))) ; => 11
; The handler runs where the error is, under the handlers outside.
(print (guard (e (#t (list 'outer e)))
  (with-exception-handler (lambda (e) (raise (list 'wrapped e))) (lambda () (raise 'x))))) ; => (outer (wrapped x))
(print (guard (e (#t (error-object-message e)))
  (with-exception-handler
   (lambda (e) (raise e))
   (lambda () (vector-ref (vector 1 2) 5))))) ; => vector-ref: index 5 is out of range for length 2
; A guard within comes first, one without comes last.
(print (with-exception-handler
  (lambda (e) (print "not called"))
  (lambda () (guard (e (#t (list 'inner e))) (raise 'y))))) ; => (inner y)
(print (guard (e ((symbol? e) (list 'sym e)))
  (with-exception-handler
   (lambda (e) 42)
   (lambda () (+ 1 (raise-continuable 'z)))))) ; => 43
; What cannot go on does not.
(print (guard (e (#t (error-object-message e) (error-object-irritants e)))
  (with-exception-handler (lambda (e) 'ignored) (lambda () (raise 'bad))))) ; => (bad)
; Regular recursion through map with a closure that fails.
(define (sum-all tree) (if (pair? tree) (apply + (map sum-all tree)) (+ tree 0)))
(print (guard (e (#t (error-object-message e))) (sum-all '(1 (2 (3 x)))))) ; => +: expected a number, got x
(print (sum-all '(1 (2 (3 4))))) ; => 10
(guard (e (#t (print (error-object-message e)))) (with-exception-handler 5 (lambda () 1))) ; => with-exception-handler: the handler is not a function:
(with-exception-handler
 (lambda (e) (print "seen" e))
 (lambda () (raise 'done)))
; => seen done
;!! uncaught: a handler returned from what cannot go on: done
