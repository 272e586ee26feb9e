(define (q a b)
  (list `(1 2 ,a) `(,@a) `(,a . ,b) `(x ,@a y ,@b) `#(1 ,a ,@b) `(1 `(2 ,(3 ,a))) `constant `(a (b ,b))))
