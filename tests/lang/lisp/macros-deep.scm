;; slow
; Long uses, and results that are used by further macros.
(define-syntax count
  (syntax-rules () ((_) 0) ((_ x y z . more) (+ 3 (count . more))) ((_ x . more) (+ 1 (count . more)))))
(print (count a b c d e f g h i j k)) ; => 11
(define-syntax all-of
  (syntax-rules () ((_ (x ...) e ...) (begin (all-of-one x e ...) ...))))
(define-syntax all-of-one (syntax-rules () ((_ x e ...) (begin (display (+ x e)) ...))))
(all-of (1 2 3) 10 20) (newline) ; => 112112221323
(define-syntax while
  (syntax-rules () ((_ test body ...) (let again () (when test body ... (again))))))
(define i 0)
(while (< i 100000) (set! i (+ i 1)))
(print i) ; => 100000
