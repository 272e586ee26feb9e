; Names that are not plain, and names that meet.
(define |a b| 1)
(define (f @x |& y|) (let ((x 1)) (let ((x (g x))) (lambda (y) (list |a b| @x |& y| x y (let ((y 2)) (set! y 3) y))))))
(define (g x) (lambda all (set! x all) (lambda (a . more) x)))
