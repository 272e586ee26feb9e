; Constants spread, branches that cannot be taken go, errors stay.
(define (f x)
  (let ((header 20) (debug #f) (name "n"))
    (when debug (display "never"))
    (let ((twice (* header 2)))
      (lambda (y) (if (not (< x y)) (+ twice header) (list name name (quotient 1 0)))))))
(define (g) (if (and (= 1 1) (or #f (null? '()))) 'yes 'no))
(+ 1125899906842623 1)
;;; lowered
(define @f
  (lambda f (x)
    (let ((header 20)
          (debug #f)
          (name "n"))
      (if debug (native display "never") (unit))
      (let ((twice (* header 2)))
        (lambda #f (y) (captures x twice header name)
          (if (not (< x y))
            (+ twice header)
            (native list name name (quotient 1 0))))))))
(define @g (lambda g () (if (if (= 1 1) (if #f #t (null? '())) #f) 'yes 'no)))
(+ 1125899906842623 1)
;;; fold
(define @f
  (lambda f (x)
    (let ((name "n"))
      (lambda #f (y) (captures x name)
        (if (< x y) (native list name name (quotient 1 0)) 60)))))
(define @g (lambda g () 'yes))
(+ 1125899906842623 1)
;;; loops
(define @f
  (lambda f (x)
    (let ((name "n"))
      (lambda #f (y) (captures x name)
        (if (< x y) (native list name name (quotient 1 0)) 60)))))
(define @g (lambda g () 'yes))
(+ 1125899906842623 1)
