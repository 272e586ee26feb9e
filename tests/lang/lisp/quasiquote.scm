; Quoted and half-quoted data.
(define (show x) (write x) (newline))
(show 'a) ; => a
(show '(a . (b . (c . ())))) ; => (a b c)
(show '()) ; => ()
(show '(1 "two" #\3 4.0 #t #f ())) ; => (1 "two" #\3 4.0 #t #f ())
(show (quote (a b))) ; => (a b)
(show '#(1 a "x")) ; => #(1 a "x")
(define x 5)
(define l '(1 2 3))
(show `(x ,x)) ; => (x 5)
(show `(1 ,(+ 1 1) ,@(map - '(3 4)) 5)) ; => (1 2 -3 -4 5)
(show `(,@l)) ; => (1 2 3)
(show `(,@l . tail)) ; => (1 2 3 . tail)
(show `(0 ,@l . ,x)) ; => (0 1 2 3 . 5)
(show `(,@'() end)) ; => (end)
(show `(a (b (c ,x)))) ; => (a (b (c 5)))
(show `#(1 ,x ,@l)) ; => #(1 5 1 2 3)
(show `x) ; => x
(show `,x) ; => 5
(show `(a . ,x)) ; => (a . 5)
(show (quasiquote (a (unquote x) (unquote-splicing l)))) ; => (a 5 1 2 3)
; A new list each time.
(define (make) `(1 ,x))
(define m (make))
(set-car! m 'changed)
(show (make)) ; => (1 5)
; Quoted data is one object.
(define (constant) '(1 2))
(show (eq? (constant) (constant))) ; => #t
; Inner levels stay as they are until their own level is reached.
(define nested `(1 `(2 ,(3 ,x))))
(show (car (cadr nested))) ; => quasiquote
(show (cadr (cadr (cadr (cadr nested))))) ; => (3 5)
