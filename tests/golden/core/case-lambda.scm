(define f
  (case-lambda
    ((a) (f a 1))
    ((a b) (lambda () (set! b a) b))
    ((a b . rest) rest)))
(define g (case-lambda ((a) a) ((a b c) c) ((a b c d) d)))
(define (h a . rest) rest)
;;; lowered
(define @f
  (lambda f (a (? &b) . rest)
    (if (eq? &b (missing))
      (tail @f a 1)
      (if (null? rest)
        (lambda #f () (captures a &b) (set &b a) &b)
        (let ((rest.2 rest)) rest.2)))))
(define @g
  (lambda g (a (? b) (? c) (? d))
    (if (eq? b (missing))
      a
      (if (if (not (eq? c (missing))) (eq? d (missing)) #f)
        c
        (if (not (eq? d (missing)))
          d
          (native %no-clause
            'g
            (cons
              a
              (if (eq? b (missing))
                '()
                (cons
                  b
                  (if (eq? c (missing))
                    '()
                    (cons c (if (eq? d (missing)) '() (cons d '())))))))))))))
(define @h (lambda h (a . rest) rest))
;;; fold
(define @f
  (lambda f (a (? &b) . rest)
    (if (eq? &b (missing))
      (tail @f a 1)
      (if (null? rest)
        (lambda #f () (captures a &b) (set &b a) &b)
        (let ((rest.2 rest)) rest.2)))))
(define @g
  (lambda g (a (? b) (? c) (? d))
    (if (eq? b (missing))
      a
      (if (if (eq? c (missing)) #f (eq? d (missing)))
        c
        (if (eq? d (missing))
          (native %no-clause
            'g
            (cons
              a
              (if (eq? b (missing))
                '()
                (cons
                  b
                  (if (eq? c (missing))
                    '()
                    (cons c (if (eq? d (missing)) '() (cons d '()))))))))
          d)))))
(define @h (lambda h (a . rest) rest))
;;; loops
(define @f
  (lambda f (a (? &b) . rest)
    (if (eq? &b (missing))
      (tail @f a 1)
      (if (null? rest)
        (lambda #f () (captures a &b) (set &b a) &b)
        (let ((rest.2 rest)) rest.2)))))
(define @g
  (lambda g (a (? b) (? c) (? d))
    (if (eq? b (missing))
      a
      (if (if (eq? c (missing)) #f (eq? d (missing)))
        c
        (if (eq? d (missing))
          (native %no-clause
            'g
            (cons
              a
              (if (eq? b (missing))
                '()
                (cons
                  b
                  (if (eq? c (missing))
                    '()
                    (cons c (if (eq? d (missing)) '() (cons d '()))))))))
          d)))))
(define @h (lambda h (a . rest) rest))
