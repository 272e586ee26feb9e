;; needs: continuations tasks
(define other #f)
(spawn (lambda () (call/cc (lambda (k) (set! other k))) (print "task")))
(yield) ; => task
(print (guard (e (#t (error-object-message e))) (other 1))) ; => a continuation can only be called in the task it was made in
; Each task has its own extents and parameters.
(define p (make-parameter 1))
(define c (chan))
(%parameterize (list p) (list 2)
  (lambda ()
    (spawn (lambda () (send! c (p)) (%parameterize (list p) '(3) (lambda () (yield) (send! c (p))))))
    (print (recv! c) (p)))) ; => 2 2
(print (p)) ; => 1
(print (recv! c) (p)) ; => 3 1
(other 5)
;!! form: a continuation can only be called in the task
