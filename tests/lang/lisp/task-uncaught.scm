;; needs: tasks
; An error in a task that nothing catches ends the program.
(define c (chan))
(spawn (lambda () (error "in the task" 1)))
(recv! c)
(print "not reached")
;!! uncaught: in the task 1
