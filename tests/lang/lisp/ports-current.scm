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
