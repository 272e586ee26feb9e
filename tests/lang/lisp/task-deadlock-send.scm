;; needs: tasks
; A full channel that nobody empties.
(define c (chan 2))
(send! c 1)
(send! c 2)
(print "full") ; => full
(send! c 3)
;!! deadlock: every task waits
;!! line 7
