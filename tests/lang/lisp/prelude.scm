; More of the prelude: searching, folding, updating, composing.
(print (fold + 0 '(1 2 3)) (fold cons '() '(1 2 3)) (fold cons* '() '(a b) '(1 2))) ; => 6 (3 2 1) (b 2 a 1)
(print (fold-left + 0 '(1 2) '(10 20)) (fold-right list 'z '(a b) '(1 2))) ; => 33 (a 1 (b 2 z))
(print (any odd? '(2 4 5)) (any odd? '(2 4)) (any odd? '()) (any (lambda (x) (and (> x 2) (* x 10))) '(1 2 3 4))) ; => #t #f #f 30
(print (every odd? '(1 3)) (every odd? '(1 2)) (every odd? '()) (every (lambda (x) x) '(1 2 3))) ; => #t #f #t 3
(print (delete 2 '(1 2 3 2)) (delete '(1) '((1) (2))) (list-index even? '(1 3 4)) (list-index even? '(1 3))) ; => (1 3) ((2)) 2 #f
(print (member 2.0 '(1 2 3) =) (assoc 2.0 '((1 . a) (2 . b)) =)) ; => (2 3) (2 . b)
(print (string-map char-upcase "abc") (vector-map + #(1 2) #(10 20 30))) ; => ABC #(11 22)
(define m (hash-map 'a 1))
(hash-update! m 'a (lambda (x) (+ x 1)))
(hash-update! m 'b (lambda (x) (cons 'new x)) '())
(print (hash->list m)) ; => ((a . 2) (b new))
(hash-for-each m (lambda (k v) (print k v)))
; => a 2
; => b (new)
(print ((compose car cdr) '(1 2 3)) ((compose) 5) ((compose - abs +) 1 -5)) ; => 2 5 -4
(print (apply + 1 2 '(3 4)) (apply list 1 '())) ; => 10 (1)
(print (sort (vector 3 1 2) <)) ; => #(1 2 3)
(print (map (lambda (f) (f 4)) (list sqrt square - /))) ; => (2 16 -4 1/4)
; A program may define words of the prelude itself without harm to the rest.
(define (reverse l) 'mine)
(define (fold-left . x) 'mine)
(define (append . x) 'mine)
(print (map - '(1 2)) (sort '(2 1) <) (filter odd? '(1 2 3)) (reverse '(1 2)) (fold-right cons '() '(1 2))) ; => (-1 -2) (1 2) (1 3) mine (1 2)
