; Evaluating data. An environment is a list of import sets, after a mark; without
; any it is that of the program.

(define (eval expression . environment)
  ((%eval expression (if (pair? environment) (car environment) '(%environment)))))
(define (environment . sets) (cons '%environment sets))
(define (interaction-environment) '(%environment))
(define (scheme-report-environment version) '(%environment (scheme r5rs)))
(define (null-environment version) '(%environment (scheme r5rs)))
