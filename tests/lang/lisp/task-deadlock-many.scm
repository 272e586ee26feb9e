;; needs: tasks
; Two tasks that wait for each other while the main one waits for both.
(define a (chan))
(define b (chan))
(define done (chan))
(spawn (lambda () (send! b (recv! a)) (send! done 1)))
(spawn (lambda () (send! a (recv! b)) (send! done 2)))
(print (recv! done))
;!! deadlock: every task waits
