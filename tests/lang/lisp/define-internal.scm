; Definitions inside of bodies.
(define (f x)
  (define a 10)
  (define (g y) (+ y a))
  (g x))
(print (f 5)) ; => 15
; They may refer to each other.
(define (parity n)
  (define (even? n) (if (= n 0) 'even (odd? (- n 1))))
  (define (odd? n) (if (= n 0) 'odd (even? (- n 1))))
  (even? n))
(print (parity 10) (parity 11)) ; => even odd
; A later one may use the value of an earlier one.
(define (chain)
  (define a 1)
  (define b (+ a 1))
  (define c (+ b 1))
  (list a b c))
(print (chain)) ; => (1 2 3)
; In let, lambda, when and begin bodies.
(print (let ((x 1)) (define y 2) (+ x y))) ; => 3
(print ((lambda (x) (define y (* x x)) (+ y 1)) 4)) ; => 17
; They hide what is outside, in the whole body.
(define name 'outside)
(define (hide) (define (get) name) (define name 'inside) (get))
(print (hide) name) ; => inside outside
; Assigned after use in a closure.
(define (counter)
  (define n 0)
  (define (next!) (set! n (+ n 1)) n)
  (next!) (next!)
  (list n (next!)))
(print (counter)) ; => (2 3)
; Defined functions with rest parameters.
(define (list-of . items) items)
(define (at-least-one first . more) (list first more))
(print (list-of) (list-of 1 2)) ; => () (1 2)
(print (at-least-one 1) (at-least-one 1 2 3)) ; => (1 ()) (1 (2 3))
; Redefinition at the top level.
(define v 1)
(define (get-v) v)
(print (get-v)) ; => 1
(define v 2)
(print (get-v)) ; => 2
(begin (define p 1) (define q 2))
(print (+ p q)) ; => 3
