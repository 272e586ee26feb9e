; Pairs and lists.
(define (show x) (write x) (newline))
(show (cons 1 2)) ; => (1 . 2)
(show (cons 1 '())) ; => (1)
(show (cons 1 (cons 2 3))) ; => (1 2 . 3)
(show '(1 (2 3) (4 . 5) . 6)) ; => (1 (2 3) (4 . 5) . 6)
(show (list)) ; => ()
(show (list 1 "two" #\3 'four)) ; => (1 "two" #\3 four)
(print (car '(1 2)) (cdr '(1 2)) (cadr '(1 2)) (cddr '(1 2)) (caddr '(1 2 3)) (cadddr '(1 2 3 4))) ; => 1 (2) 2 () 3 4
(print (caar '((1) 2)) (cdar '((1 5) 2)) (cdddr '(1 2 3 4))) ; => 1 (5) (4)
(print (first '(1 2 3)) (second '(1 2 3)) (third '(1 2 3)) (rest '(1 2 3))) ; => 1 2 3 (2 3)
(print (empty? '()) (empty? '(1)) (null? '()) (null? 0) (pair? '(1)) (pair? '())) ; => #t #f #t #f #t #f
(print (list? '(1 2)) (list? '()) (list? '(1 . 2)) (list? 5)) ; => #t #t #f #f
(print (length '()) (length '(1 2 3))) ; => 0 3
(print (append) (append '(1)) (append '(1) '(2 3) '() '(4))) ; => () (1) (1 2 3 4)
(print (append '(1 2) 3) (append '() 5)) ; => (1 2 . 3) 5
(print (reverse '()) (reverse '(1 2 3)) (reverse '(1 (2 3) 4))) ; => () (3 2 1) (4 (2 3) 1)
(print (list-tail '(1 2 3) 0) (list-tail '(1 2 3) 2) (list-tail '(1 2 3) 3)) ; => (1 2 3) (3) ()
(print (list-ref '(a b c) 0) (list-ref '(a b c) 2)) ; => a c
(print (memq 'c '(a b c d)) (memq 'x '(a b)) (member '(1) '((0) (1) (2))) (memv 1.5 '(1 1.5 2))) ; => (c d) #f ((1) (2)) (1.5 2)
(print (assq 'b '((a 1) (b 2))) (assq 'x '((a 1))) (assoc "b" '(("a" . 1) ("b" . 2))) (assv 2 '((1 . a) (2 . b)))) ; => (b 2) #f (b . 2) (2 . b)
(print (iota 5) (iota 3 1) (iota 4 0 10) (iota 0)) ; => (0 1 2 3 4) (1 2 3) (0 10 20 30) ()
(print (make-list 3 'x) (cons* 1 2 '(3 4)) (cons* 5)) ; => (x x x) (1 2 3 4) 5
(print (last-pair '(1 2 3))) ; => (3)
(define p (cons 1 2))
(set-car! p 'a)
(set-cdr! p '(b))
(print p) ; => (a b)
; What append shares and what it copies.
(define tail (list 3 4))
(define both (append (list 1 2) tail))
(set-car! tail 'three)
(print both) ; => (1 2 three 4)
(define copy (list-copy both))
(set-car! copy 'one)
(print both copy) ; => (1 2 three 4) (one 2 three 4)
(print (equal? '(1 (2 #(3 "4"))) (list 1 (list 2 (vector 3 "4"))))) ; => #t
(print (eq? '() '()) (eq? (list 1) (list 1)) (equal? (list 1) (list 1))) ; => #t #f #t
