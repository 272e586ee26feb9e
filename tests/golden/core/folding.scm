; Constants spread, branches that cannot be taken go, errors stay.
(define (f x)
  (let ((header 20) (debug #f) (name "n"))
    (when debug (display "never"))
    (let ((twice (* header 2)))
      (lambda (y) (if (not (< x y)) (+ twice header) (list name name (quotient 1 0)))))))
(define (g) (if (and (= 1 1) (or #f (null? '()))) 'yes 'no))
(+ 1125899906842623 1)
