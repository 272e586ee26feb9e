;; needs: continuations
; A continuation that leaves takes the current port with it.
(define (show x) (write x) (newline))
(show (call/cc (lambda (k) (with-output-to-string (lambda () (display "lost") (k 'out)))))) ; => out
(print "outside") ; => outside
(define k #f)
(define turns 0)
(define text
  (with-output-to-string
   (lambda ()
     (display "a")
     (call/cc (lambda (here) (set! k here)))
     (display "b"))))
(show text) ; => "ab"
; => "abb"
(set! turns (+ turns 1))
(if (< turns 2) (k #f))
; The current ports are parameters.
(define gathered (open-output-string))
(parameterize ((current-output-port gathered))
  (display "in")
  (print 1)
  (write-string "side" (current-output-port)))
(show (get-output-string gathered)) ; => "in1\nside"
(show (parameterize ((current-input-port (open-input-string "x y"))) (list (read) (read-char) (read-line)))) ; => (x #\space "y")
(print (guard (e (#t (error-object-message e))) (parameterize ((current-output-port 5)) (display 1)))) ; => display: expected a textual output port, got 5
(define errors (open-output-string))
(parameterize ((current-error-port errors)) (display "oops" (current-error-port)))
(show (get-output-string errors)) ; => "oops"
