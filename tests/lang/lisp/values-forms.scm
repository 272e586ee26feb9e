; Forms that bind several values.
(print (let-values (((a b) (values 1 2)) ((c) (values 3)) ((d . e) (values 4 5 6)) (all (values 7 8))) (list a b c d e all)))
; => (1 2 3 4 (5 6) (7 8))
(define (two) (values 1 2))
(define (three) (values 1 2 3))
(define (none) (values))
(define (one) 'x)
(print (let-values (((a b) (two)) ((c) (one)) ((d . e) (three)) (all (none)) (() (none)) ((f g . h) (two))) (list a b c d e all f g h)))
; => (1 2 x 1 (2 3) () 1 2 ())
; All expressions come before all bindings, or after the one before.
(define a 'outer)
(print (let-values (((a b) (values 1 2)) ((c d) (values a a))) (list a b c d)))  ; => (1 2 outer outer)
(print (let*-values (((a b) (values 1 2)) ((c d) (values a b)) ((a) (values (+ c d)))) (list a b c d))) ; => (3 2 1 2)
(print (let-values () (define x 5) x) (let*-values () 6))  ; => 5 6
(print (receive (a b . c) (values 1 2 3 4) (list a b c)) (receive all (two) all) (receive (x) (one) x)) ; => (1 2 (3 4)) (1 2) x
(print (call-with-values (lambda () (values 4 5)) (lambda (a b) (- a b))))  ; => -1
(print (call-with-values two cons) (call-with-values (lambda () (define x 2) (values x x)) list)) ; => (1 . 2) (2 2)
(print (call-with-values one (lambda all all)) (call-with-values none (lambda () 'nothing))) ; => (x) nothing
(define cwv call-with-values)
(print (cwv three list))                                   ; => (1 2 3)
; Closures keep their own variables; values that are set are set.
(define fs (let-values (((a b) (two))) (set! a 10) (list (lambda () a) (lambda () (set! a (+ a b)) a))))
(print ((cadr fs)) ((car fs)))                             ; => 12 12
(define (loop n sum) (if (= n 0) sum (let-values (((q r) (values (quotient n 2) (- n 1)))) (loop r (+ sum q)))))
(print (loop 300 0))                                       ; => 22500
; Definitions.
(define-values (x y) (two))
(define-values (p . q) (three))
(define-values all (values 'a 'b))
(define-values () (none))
(print x y p q all)                                        ; => 1 2 1 (2 3) (a b)
(define (f)
  (define z 1)
  (define-values (a b . c) (values z (+ z 1) 3 4))
  (define-values (d) (values (g)))
  (define (g) (list a b c))
  (set! a 'changed)
  (list a b c d (g)))
(print (f))                                                ; => (changed 2 (3 4) (1 2 (3 4)) (changed 2 (3 4)))
(begin (define-values (u v) (values 8 9)) (print u v))     ; => 8 9
(define-values (x y) (values 'again y))
(print x y)                                                ; => again 2
; Not as many as there are names.
(define (message f) (try (f) (catch e (list (error-kind e) (error-object-message e)))))
(print (message (lambda () (let-values (((a b) (three))) a))))   ; => (arity expected 2 values, got 3)
(print (message (lambda () (let-values (((a b) (one))) a))))     ; => (arity expected 2 values, got 1)
(print (message (lambda () (let-values (((a b . c) (one))) a)))) ; => (arity expected at least 2 values, got 1)
(print (message (lambda () (let-values ((() (two))) 1))))        ; => (arity expected 0 values, got 2)
(print (message (lambda () (receive (a) (none) a))))             ; => (arity expected 1 value, got 0)
(print (message (lambda () (call-with-values two (lambda (a) a))))) ; => (arity expected 1 value, got 2)
(print (message (lambda () (call-with-values two car))))         ; => (arity car: expected 1 argument, got 2)
(print (message (lambda () (define-values (a b) (none)) a)))     ; => (arity expected 2 values, got 0)
