(define-syntax only-pairs
  (syntax-rules () ((_ (a . b)) 'a) ((_ x) (syntax-error "not a pair:" x (more x)))))
(only-pairs (1 . 2))
(only-pairs seven)
;!! form: not a pair: seven (more seven)
;!! line 4
