; Patterns: literals, variables, lists, vectors, records, alternatives, guards.
(define (kind x)
  (match x
    (0 'zero)
    (1.5 'float)
    (#t 'yes)
    (#\a 'letter)
    ("text" 'string)
    ('sym 'symbol)
    ('(1 (2)) 'quoted)
    (nil 'empty)
    (true 'never)
    (false 'no)
    (_ 'other)))
(print (map kind (list 0 1.5 #t #\a (string-append "te" "xt") 'sym (list 1 (list 2)) '() #f 7)))
; => (zero float yes letter string symbol quoted empty no other)
(print (match 5 (1 'one) (2 'two)))                       ; => ()
(print (match (+ 40 2) (x (* x 2))))                      ; => 84
(print (match 1 (1 (define a 2) (define b 3) (+ a b))))   ; => 5

; Lists.
(define (sum l)
  (match l
    (Nil 0)
    ((Cons x xs) (+ x (sum xs)))))
(print (sum (iota 101)))                                  ; => 5050
(define (shape x)
  (match x
    ((list) 'none)
    ((list a) (list 'one a))
    ((list a b) (list 'two a b))
    ((list a (list b c) . rest) (list 'nested a b c rest))
    ((a b . c) (list 'more a b c))
    ((cons a b) (list 'pair a b))
    (else (list 'bound else))))
(print (shape '()) (shape '(1)) (shape '(1 2)))           ; => none (one 1) (two 1 2)
(print (shape '(1 (2 3) 4 5)) (shape '(1 2 3)) (shape '(1 . 2)) (shape 9))
; => (nested 1 2 3 (4 5)) (more 1 2 (3)) (pair 1 2) (bound 9)
(print (match '(1 2 3) ([a b] 'no) ([a . more] more)))    ; => (2 3)
(print (match '(1 (2 3)) ([a [b c]] (+ a b c))))          ; => 6
(print (match '(point 3 4) ((list 'point x y) (+ x y))))  ; => 7

; Vectors.
(define (corner v)
  (match v
    (#() 'empty)
    (#(x) x)
    (#(0 y) (list 'axis y))
    ((vector x (list y z)) (list x y z))
    (_ 'no)))
(print (map corner (list #() #(1) #(0 2) (vector 1 (list 2 3)) #(1 2) '(1))))
; => (empty 1 (axis 2) (1 2 3) no no)

; Alternatives, conjunctions, negation.
(define (size n) (match n ((or 1 2 3) 'small) ((and m (? even?)) (list 'even m)) ((not (or 5 7)) 'odd) (_ 'prime)))
(print (map size '(1 3 4 5 6 7 9)))                       ; => (small small (even 4) prime (even 6) prime odd)
(define (either x) (match x ((or (list 'left v) (list 'right _ v)) (list 'got v)) ((or) 'never) (_ 'none)))
(print (either '(left 1)) (either '(right 2 3)) (either '(left 1 2))) ; => (got 1) (got 3) none
(print (match '(4 2) ((list (or 1 4) (or x)) x)))         ; => 2
(print (match '(1 2) ((as whole (cons h t)) (list whole h t)))) ; => ((1 2) 1 (2))
(print (match '(1 2) ((and l (list _ _) (cons a _)) (list l a)))) ; => ((1 2) 1)

; Guards.
(define (sign n)
  (match n
    ((when x (> x 0)) (list '+ x))
    (x when (< x 0) (list '- x))
    (_ 0)))
(print (map sign '(5 -5 0)))                              ; => ((+ 5) (- -5) 0)
(print (match 2 ((when (as x (or 1 2 3)) (even? x)) "even small") (_ "other"))) ; => even small
(print (match '(1 2) ((list (when a (> a 1)) b) 'no) ((list a b) when (< a b) (list b a)))) ; => (2 1)

; Ranges.
(define (grade n)
  (match n
    ((..= 0 59) 'F) ((.. 60 90) 'B) ((..= 90 100) 'A) (_ '?)))
(print (map grade '(0 59 60 89 90 100 101 59.5 x)))       ; => (F F B B A A ? ? ?)
(define low 10)
(print (match 15 ((.. low (* 2 low)) 'in) (_ 'out)))      ; => in

; Views run once.
(define count 0)
(define (half n) (set! count (+ count 1)) (quotient n 2))
(print (match 10 ((view half 4) 'no) ((view half (when h (odd? h))) (list 'odd h)))) ; => (odd 5)
(print count)                                             ; => 2
(print (match "abc" ((view string-length n) n)))          ; => 3
(print (match -5 ((view abs 5) 'five)))                   ; => five

; Records by their type.
(define-record-type point (make-point x y) point? (x px) (y py))
(define-record-type <leaf> (leaf value) leaf? (value leaf-value))
(define (describe r)
  (match r
    ((point 0 0) 'origin)
    ((point x (<leaf> v)) (list x v))
    ((point x y) (list x y))
    ((<leaf> v) v)
    (_ 'none)))
(print (map describe (list (make-point 0 0) (make-point 1 2) (make-point 1 (leaf 5)) (leaf 6) 7)))
; => (origin (1 2) (1 5) 6 none)
(define (inner)
  (define-record-type <box> (box v) box? (v unbox))
  (match (box 3) ((<box> v) v)))
(print (inner))                                           ; => 3

; Closures keep the variables of their own clause; tail calls stay tail calls.
(define (adder l) (match l ((cons a _) (lambda (n) (set! a (+ a n)) a))))
(define add (adder '(10)))
(add 5)
(print (add 1))                                           ; => 16
(define (loop l n) (match l ((list) n) ((cons _ t) (loop t (+ n 1)))))
(print (loop (iota 300) 0)) ; => 300
(define (evaluate e)
  (match e
    ((list '+ a b) (+ (evaluate a) (evaluate b)))
    ((list '* a b) (* (evaluate a) (evaluate b)))
    ((? number? n) n)))
(print (evaluate '(+ 1 (* 2 (+ 3 4)))))                   ; => 15
