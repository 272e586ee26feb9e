; Names that are not plain, and names that meet.
(define |a b| 1)
(define (f @x |& y|) (let ((x 1)) (let ((x (g x))) (lambda (y) (list |a b| @x |& y| x y (let ((y 2)) (set! y 3) y))))))
(define (g x) (lambda all (set! x all) (lambda (a . more) x)))
;;; lowered
(define (global "a b") 1)
(define @f
  (lambda f (v@x --y)
    (let ((x 1))
      (let ((x.2 (call @g x)))
        (lambda #f (y) (captures v@x --y (x x.2))
          (native list
            (global "a b")
            v@x
            --y
            x
            y
            (let ((y.2 2)) (set y.2 3) y.2)))))))
(define @g
  (lambda g (&x)
    (lambda #f all (captures &x)
      (set &x all)
      (lambda #f (a . more) (captures &x) &x))))
;;; fold
(define (global "a b") 1)
(define @f
  (lambda f (v@x --y)
    (let ((x (call @g 1)))
      (lambda #f (y) (captures v@x --y x)
        (native list
          (global "a b")
          v@x
          --y
          x
          y
          (let ((y.2 2)) (set y.2 3) y.2))))))
(define @g
  (lambda g (&x)
    (lambda #f all (captures &x)
      (set &x all)
      (lambda #f (a . more) (captures &x) &x))))
;;; loops
(define (global "a b") 1)
(define @f
  (lambda f (v@x --y)
    (let ((x (call @g 1)))
      (lambda #f (y) (captures v@x --y x)
        (native list
          (global "a b")
          v@x
          --y
          x
          y
          (let ((y.2 2)) (set y.2 3) y.2))))))
(define @g
  (lambda g (&x)
    (lambda #f all (captures &x)
      (set &x all)
      (lambda #f (a . more) (captures &x) &x))))
