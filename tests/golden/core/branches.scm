(define (classify x y)
  (cond ((assv x '((1 . a))) => cdr)
        ((or (f x) (g y)))
        ((and (not (null? x)) (or (pair? x) (< 0 x 10))) (when y (display x)) 'some)
        (else (unless x 'none))))
(define (kind c)
  (case c
    ((#\a #\e) 'vowel)
    ((1 2 3 4 5 6 7) => list)
    ((() #t "s") 'odd)
    (else 'other)))
(define (f x) x)
(define (g x) x)
;;; lowered
(define @classify
  (lambda classify (x y)
    (let ((t (native assv x '((1 . a)))))
      (if t
        (tail @cdr t)
        (let ((t.3 (let ((t.2 (call @f x))) (if t.2 t.2 (call @g y)))))
          (if t.3
            t.3
            (if (if (not (null? x)) (if (pair? x) #t (let ((t.4 x)) (if (< 0 t.4) (< t.4 10) #f))) #f)
              (seq (if y (native display x) (unit)) 'some)
              (if x (unit) 'none))))))))
(define @kind
  (lambda kind (c)
    (let ((key c))
      (if (if (eq? key #\a) #t (eq? key #\e))
        'vowel
        (if (native memv key '(1 2 3 4 5 6 7))
          (tail @list key)
          (if (if (eq? key '()) #t (if (eq? key #t) #t (eq? key "s")))
            'odd
            'other))))))
(define @f (lambda f (x) x))
(define @g (lambda g (x) x))
;;; fold
(define @classify
  (lambda classify (x y)
    (let ((t (native assv x '((1 . a)))))
      (if t
        (tail @cdr t)
        (let ((t.3 (let ((t.2 (call @f x))) (if t.2 t.2 (call @g y)))))
          (if t.3
            t.3
            (if (if (null? x) #f (if (pair? x) #t (let ((t.4 x)) (if (< 0 t.4) (< t.4 10) #f))))
              (seq (if y (native display x) (unit)) 'some)
              (if x (unit) 'none))))))))
(define @kind
  (lambda kind (c)
    (let ((key c))
      (if (if (eq? key #\a) #t (eq? key #\e))
        'vowel
        (if (native memv key '(1 2 3 4 5 6 7))
          (tail @list key)
          (if (if (eq? key '()) #t (if (eq? key #t) #t (eq? key "s")))
            'odd
            'other))))))
(define @f (lambda f (x) x))
(define @g (lambda g (x) x))
;;; loops
(define @classify
  (lambda classify (x y)
    (let ((t (native assv x '((1 . a)))))
      (if t
        (tail @cdr t)
        (let ((t.3 (let ((t.2 (call @f x))) (if t.2 t.2 (call @g y)))))
          (if t.3
            t.3
            (if (if (null? x) #f (if (pair? x) #t (let ((t.4 x)) (if (< 0 t.4) (< t.4 10) #f))))
              (seq (if y (native display x) (unit)) 'some)
              (if x (unit) 'none))))))))
(define @kind
  (lambda kind (c)
    (let ((key c))
      (if (if (eq? key #\a) #t (eq? key #\e))
        'vowel
        (if (native memv key '(1 2 3 4 5 6 7))
          (tail @list key)
          (if (if (eq? key '()) #t (if (eq? key #t) #t (eq? key "s")))
            'odd
            'other))))))
(define @f (lambda f (x) x))
(define @g (lambda g (x) x))
