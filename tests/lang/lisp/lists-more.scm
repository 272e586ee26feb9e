; Lists: the rest of R7RS.
(define (show x) (write x) (newline))
(define (message thunk) (guard (e (#t (print (error-object-message e)))) (thunk)))
(define l (list 'a 'b 'c))
(list-set! l 1 '(new))
(show l) ; => (a (new) c)
(message (lambda () (list-set! l 3 'x))) ; => list-set!: index 3 is out of range for length 3
(message (lambda () (list-set! l 'x 'x))) ; => list-set!: expected an index, got x
(define m (list-copy l))
(set-car! m 1)
(show (list l m (list-copy '(1 2 . 3)) (list-copy 5) (list-copy '()))) ; => ((a (new) c) (1 (new) c) (1 2 . 3) 5 ())
(show (list (caaar '(((1)))) (cddadr '(1 (2 3 . 4))) (cadddr '(1 2 3 4)) (cddddr '(1 2 3 4 . 5)))) ; => (1 4 4 5)
(define tree '((((1 . 2) . (3 . 4)) . ((5 . 6) . (7 . 8))) . (((9 . 10) . (11 . 12)) . ((13 . 14) . (15 . 16)))))
(show (map (lambda (f) (f tree))
           (list caaaar caaadr caadar caaddr cadaar cadadr caddar cadddr cdaaar cdaadr cdadar cdaddr cddaar cddadr cdddar cddddr)))
; => (1 9 5 13 3 11 7 15 2 10 6 14 4 12 8 16)
(message (lambda () (caddar '((1 2))))) ; => caddar: expected a pair, got ()
(show (append '(1) '(2 . 3))) ; => (1 2 . 3)
(show (list (boolean=? #t #t) (boolean=? #t #f) (boolean=? #f #f #f) (symbol=? 'a 'a 'a) (symbol=? 'a 'b))) ; => (#t #f #t #t #f)
(message (lambda () (boolean=? #t 1))) ; => boolean=?: expected a boolean, got 1
(message (lambda () (symbol=? 'a "a"))) ; => symbol=?: expected a symbol, got "a"
(show (list (member 2.0 '(1 2 3) =) (assoc 2.0 '((1 one) (2 two)) =) (member 9 '(1 2) =) (assoc 9 '() =))) ; => ((2 3) (2 two) #f #f)
(show (and (memq 'r7rs (features)) #t)) ; => #t
; What is no list.
(message (lambda () (map car 5))) ; => map: expected a list, got 5
(message (lambda () (map list '(1 2 . 3)))) ; => map: expected a list, got (1 2 . 3)
(message (lambda () (for-each list 'x))) ; => for-each: expected a list, got x
(message (lambda () (member 1 '(2 . 3) =))) ; => member: expected a list, got (2 . 3)
(message (lambda () (filter odd? '(1 . 2)))) ; => filter: expected a list, got (1 . 2)
(message (lambda () (any odd? 5))) ; => any: expected a list, got 5
(message (lambda () (fold + 0 5))) ; => fold: expected a list, got 5
; Lists of different lengths, and circular ones, end with the shortest.
(define ring (list 1 2))
(set-cdr! (cdr ring) ring)
(show (map + '(10 20 30) ring)) ; => (11 22 31)
(show (map list '(1 2 3) '(a b))) ; => ((1 a) (2 b))
