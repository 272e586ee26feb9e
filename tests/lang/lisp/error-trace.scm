; The functions that are open when an error happens, and only those.
(define (inner x) (+ 1 (car x)))
(define (middle x) (list (inner x)))
(define outer (lambda (x) (let ((y (middle x))) (list y))))
(define (passes-on x) (outer x))
(define (finished x) x)
(print (finished 1)) ; => 1
(print (guard (e (#t 'caught)) (outer 5))) ; => caught
(list (map (lambda (x) (list (outer x))) '(7)))
;!! type: car: expected a pair, got 7
;!! line 2
