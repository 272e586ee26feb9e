(define-syntax swap! (syntax-rules () ((_ a b) #t)))
(call/cc (lambda (k) (k 1)))
(map values '(1 2))
(import (scheme base) (srfi 1))
