; Patterns and templates of syntax-rules.
(define-syntax swap!
  (syntax-rules () ((_ a b) (let ((tmp a)) (set! a b) (set! b tmp)))))
(define tmp 1)
(define other 2)
(swap! tmp other)
(print tmp other) ; => 2 1

(define-syntax any
  (syntax-rules ()
    ((_) #f)
    ((_ e) e)
    ((_ e more ...) (let ((t e)) (if t t (any more ...))))))
(print (any) (any 1) (any #f #f 3 (car '()))) ; => #f 1 3
(define t 5)
(print (any #f t)) ; => 5

; Nested ellipses, and what follows an ellipsis.
(define-syntax my-let
  (syntax-rules ()
    ((_ ((name value) ...) body ...) ((lambda (name ...) body ...) value ...))
    ((_ loop ((name value) ...) body ...)
     ((letrec ((loop (lambda (name ...) body ...))) loop) value ...))))
(print (my-let ((a 1) (b 2)) (+ a b))) ; => 3
(print (my-let again ((i 0) (all '())) (if (= i 3) all (again (+ i 1) (cons i all))))) ; => (2 1 0)
(define-syntax rows
  (syntax-rules () ((_ (head cell ...) ...) '((head ...) (cell ... ...) ((cell ... head) ...)))))
(print (rows (1 2 3) (4) (5 6))) ; => ((1 4 5) (2 3 6) ((2 3 1) (4) (6 5)))
(define-syntax last-of (syntax-rules () ((_ x ... y z) '(y z (x ...)))))
(print (last-of 1 2) (last-of 1 2 3 4)) ; => (1 2 ()) (3 4 (1 2))
(define-syntax ends (syntax-rules () ((_ x ... y . z) '((x ...) y z))))
(print (ends 1) (ends 1 2 . 3)) ; => (() 1 ()) ((1) 2 3)
(define-syntax pairs (syntax-rules () ((_ (a . b) ...) '((a b) ...))))
(print (pairs (1 . 2) (3 4) (5))) ; => ((1 2) (3 (4)) (5 ()))
(define-syntax params (syntax-rules () ((_ (a ... . r) e) (lambda (a ... . r) e))))
(print ((params (x y . z) (list x y z)) 1 2 3) ((params r r) 1 2)) ; => (1 2 (3)) (1 2)
(define-syntax across (syntax-rules () ((_ x (y ...) ...) '((x y ...) ...))))
(print (across 0 (1 2) () (3))) ; => ((0 1 2) (0) (0 3))

; Vectors, data, _ and words.
(define-syntax vec (syntax-rules () ((_ #(a b ...)) (list a '#(b ... end)))))
(print (vec #(1 2 3))) ; => (1 #(2 3 end))
(define-syntax kind
  (syntax-rules () ((_ 1) 'one) ((_ "a") 'string) ((_ #\a) 'char) ((_ #t) 'true) ((_ ()) 'nil) ((_ 1.5) 'real) ((_ _) 'else)))
(print (kind 1) (kind "a") (kind #\a) (kind #t) (kind ()) (kind 1.5) (kind "b")) ; => one string char true nil real else
(define-syntax large (syntax-rules () ((_ 100000000000000000000) 'yes) ((_ 1/3) 200000000000000000000) ((_ x) "no")))
(print (large 100000000000000000000) (large 1/3) (large 2)) ; => yes 200000000000000000000 no
(define-syntax for
  (syntax-rules (in from to)
    ((_ x in list body ...) (for-each (lambda (x) body ...) list))
    ((_ x from a to b body ...) (do ((x a (+ x 1))) ((> x b)) body ...))))
(for x in '(1 2) (display x))
(for i from 3 to 5 (display i))
(newline) ; => 12345
(define-syntax twice-under (syntax-rules () ((_ _ _ x) x)))
(print (twice-under 1 2 3)) ; => 3
(define-syntax quoted (syntax-rules () ((_ x) (list 'x '(y . x) `(z ,x ,@(list x x) #(x ,x))))))
(define y 7)
(print (quoted y)) ; => (y (y . y) (z 7 7 7 #(y 7)))

; Another ellipsis, an ellipsis as itself, macros that define macros.
(define-syntax own (syntax-rules ::: () ((_ (a b :::) :::) '((a b ::: ...) :::))))
(print (own (1 2) (3))) ; => ((1 2 ...) (3 ...))
(define-syntax dots (syntax-rules (...) ((_ ...) 'dots) ((_ x) 'x)))
(print (dots ...) (dots 5)) ; => dots 5
(define-syntax literal-dots (syntax-rules () ((_ x ...) '((... ...) x ... (... (y ...))))))
(print (literal-dots 1 2)) ; => (... 1 2 (y ...))
(define-syntax more-dots (syntax-rules () ((_ (a b ...) ...) '(((a b) ...) ...))))
(print (more-dots (1 2 3) (4 5))) ; => (((1 2) (1 3)) ((4 5)))
(define-syntax each-with (syntax-rules () ((_ (x ...) y ...) '((x y ...) ...))))
(print (each-with (1 2 3) a b)) ; => ((1 a b) (2 a b) (3 a b))
(define-syntax define-collector
  (syntax-rules ()
    ((_ name first ...)
     (define-syntax name
       (syntax-rules () ((_ more (... ...)) (list first ... more (... ...))))))))
(define-collector collect 1 2)
(print (collect) (collect 3 4)) ; => (1 2) (1 2 3 4)

; Recursion through two macros, a long one, and a macro under another name.
(define-syntax even-count? (syntax-rules () ((_) #t) ((_ x . more) (odd-count? . more))))
(define-syntax odd-count? (syntax-rules () ((_) #f) ((_ x . more) (even-count? . more))))
(print (even-count? a b c d) (even-count? a b c)) ; => #t #f
(define-syntax reversed
  (syntax-rules ()
    ((_ () done) 'done)
    ((_ (x . more) (y ...)) (reversed more (x y ...)))))
(print (length (reversed (1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20) ()))) ; => 20
(define-syntax whichever any)
(define-syntax whenever if)
(print (whichever #f 2) (whenever #f 1 2)) ; => 2 2
