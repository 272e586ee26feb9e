;; needs: tasks
; Nobody will ever send.
(define c (chan))
(print "waiting") ; => waiting
(recv! c)
;!! deadlock: every task waits
;!! line 5
