; The wrong record at an accessor, before and after the site has seen right ones.
(define-record-type point (make-point x y) point? (x point-x set-point-x!) (y point-y))
(define-record-type size (make-size w x) size? (w size-w) (x size-x))
(define (kind thunk) (guard (e (#t (error-kind e))) (thunk)))
(define (get-x p) (point-x p))
(define p (make-point 1 2))
(define s (make-size 10 20))
(print (kind (lambda () (get-x s)))) ; => type
(print (get-x p) (get-x p)) ; => 1 1
(print (kind (lambda () (get-x s))) (get-x p)) ; => type 1
(print (kind (lambda () (get-x 5))) (kind (lambda () (get-x '()))) (kind (lambda () (get-x "p")))) ; => type type type
(print (kind (lambda () (get-x #f))) (get-x p)) ; => type 1
(define (put-x! p v) (set-point-x! p v))
(print (kind (lambda () (put-x! s 5))) (size-x s)) ; => type 20
(put-x! p 7)
(print (kind (lambda () (put-x! s 5))) (kind (lambda () (put-x! 'p 5))) (get-x p)) ; => type type 7
; A thousand right ones, then a wrong one.
(define (many n) (if (= n 0) 'done (begin (get-x p) (many (- n 1)))))
(many 1000)
(print (kind (lambda () (get-x s)))) ; => type
; The constructor counts its arguments.
(print (kind (lambda () (make-point 1))) (kind (lambda () (make-point 1 2 3)))) ; => arity arity
(print (kind (lambda () (point-x)))) ; => arity
; What the message says.
(print (guard (e (#t (error-object-message e))) (get-x 5))) ; => x: expected a record of type point, got 5
