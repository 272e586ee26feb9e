; Closures and the variables they capture.
(define (adder n) (lambda (x) (+ x n)))
(define add3 (adder 3))
(define add10 (adder 10))
(print (add3 4) (add10 4) (add3 (add10 1))) ; => 7 14 14
; Captures of captures.
(define (f a) (lambda (b) (lambda (c) (lambda (d) (list a b c d)))))
(print ((((f 1) 2) 3) 4)) ; => (1 2 3 4)
; Parameters that shadow.
(define x 'global)
(define (shadow x) (let ((x (list x x))) (lambda () x)))
(print ((shadow 'inner)) x) ; => (inner inner) global
; Functions as data.
(define table (list (cons 'double (lambda (x) (* 2 x))) (cons 'square (lambda (x) (* x x)))))
(print ((cdr (assq 'double table)) 21) ((cdr (assq 'square table)) 7)) ; => 42 49
(print ((lambda (x y) (- x y)) 10 4)) ; => 6
(print ((lambda args args) 1 2 3) ((lambda args args))) ; => (1 2 3) ()
(print ((lambda (a . more) (list a more)) 1 2 3) ((lambda (a . more) (list a more)) 1)) ; => (1 (2 3)) (1 ())
(define (compose . fs)
  (if (null? fs) (lambda (x) x)
      (lambda (x) ((car fs) ((apply compose (cdr fs)) x)))))
(print ((compose (adder 1) (lambda (x) (* x 2)) (adder 5)) 10)) ; => 31
; Curried self-application: the Y combinator.
(define (y f) ((lambda (g) (g g)) (lambda (g) (f (lambda (n) ((g g) n))))))
(print ((y (lambda (fact) (lambda (n) (if (= n 0) 1 (* n (fact (- n 1))))))) 10)) ; => 3628800
