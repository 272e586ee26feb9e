(define (q a b)
  (list `(1 2 ,a) `(,@a) `(,a . ,b) `(x ,@a y ,@b) `#(1 ,a ,@b) `(1 `(2 ,(3 ,a))) `constant `(a (b ,b))))
;;; lowered
(define @q
  (lambda q (a b)
    (native list
      (native list 1 2 a)
      a
      (cons a b)
      (native append (native list 'x) a (native list 'y) b)
      (native list->vector (native append (native list 1 a) b))
      (native list
        1
        (native list
          'quasiquote
          (native list 2 (native list 'unquote (native list 3 a)))))
      'constant
      (native list 'a (native list 'b b)))))
;;; fold
(define @q
  (lambda q (a b)
    (native list
      (native list 1 2 a)
      a
      (cons a b)
      (native append (native list 'x) a (native list 'y) b)
      (native list->vector (native append (native list 1 a) b))
      (native list
        1
        (native list
          'quasiquote
          (native list 2 (native list 'unquote (native list 3 a)))))
      'constant
      (native list 'a (native list 'b b)))))
;;; loops
(define @q
  (lambda q (a b)
    (native list
      (native list 1 2 a)
      a
      (cons a b)
      (native append (native list 'x) a (native list 'y) b)
      (native list->vector (native append (native list 1 a) b))
      (native list
        1
        (native list
          'quasiquote
          (native list 2 (native list 'unquote (native list 3 a)))))
      'constant
      (native list 'a (native list 'b b)))))
