; A trace through named functions, one without a name and the main program.
(define (inner x) (+ 1 (car x)))
(define (middle f x) (list (f x)))
(define (outer x) (list (middle (lambda (y) (list (inner y))) x)))
(print (list 'result (outer 7)))
;!! type: car: expected a pair, got 7
;!! line 2
;!! trace inner <lambda> middle outer <main>
