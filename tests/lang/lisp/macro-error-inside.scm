(define-syntax first-of (syntax-rules () ((_ x) (car x))))
(define (f)
  (first-of 5))
(f)
;!! type: car: expected a pair, got 5
;!! line 3
