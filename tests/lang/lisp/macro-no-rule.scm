(define-syntax two (syntax-rules () ((_ a b) (list a b))))
(define (f) (two 1 2))
(print (two 1 2 3))
;!! form: no rule of the macro `two` fits this use
;!! line 3
