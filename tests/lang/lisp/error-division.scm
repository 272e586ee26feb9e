; Division by zero.
(define (mean l) (quotient (apply + l) (length l)))
(print (mean '(1 2 3))) ; => 2
(print (mean '()))
;!! divide-by-zero: division by zero
;!! line 2
