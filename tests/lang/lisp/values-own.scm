; A program's own function of that name counts everywhere in it.
(define (call-with-values a b) (list 'mine (a) (b 1)))
(print (call-with-values (lambda () 5) (lambda (x) x)))    ; => (mine 5 1)
(let ((call-with-values +)) (print (call-with-values 1 2))) ; => 3
