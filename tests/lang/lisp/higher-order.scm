; Functions of the prelude that take functions.
(print (map (lambda (x) (* x x)) '(1 2 3))) ; => (1 4 9)
(print (map + '(1 2 3) '(10 20 30))) ; => (11 22 33)
(print (map + '(1 2 3) '(10 20))) ; => (11 22)
(print (map car '((a 1) (b 2)))) ; => (a b)
(print (map (lambda (x) x) '())) ; => ()
(for-each (lambda (x) (print x)) '(a b))
; => a
; => b
(for-each (lambda (x y) (print x y)) '(1 2) '(3 4))
; => 1 3
; => 2 4
(print (filter odd? '(1 2 3 4 5))) ; => (1 3 5)
(print (filter odd? '())) ; => ()
(print (fold-left + 0 '(1 2 3)) (fold-right + 0 '(1 2 3))) ; => 6 6
(print (fold-left cons '() '(1 2 3))) ; => (((() . 1) . 2) . 3)
(print (fold-right cons '() '(1 2 3))) ; => (1 2 3)
(print (fold-left list 'z '(a b)) (fold-right list 'z '(a b))) ; => ((z a) b) (a (b z))
(print (reduce + 0 '(1 2 3 4)) (reduce + 0 '()) (reduce max 0 '(3 9 2))) ; => 10 0 9
(print (apply max '(3 1 4 1 5)) (apply list '())) ; => 5 ()
(print (vector-map (lambda (x) (* 2 x)) #(1 2 3))) ; => #(2 4 6)
(vector-for-each (lambda (x) (print x)) #(x y))
; => x
; => y
(print (let ((n 0)) (string-for-each (lambda (c) (if (char=? c #\a) (set! n (+ n 1)))) "banana") n)) ; => 3
; The function may do anything, even throw or use the same word.
(print (map (lambda (l) (map (lambda (x) (+ x 1)) l)) '((1 2) () (3)))) ; => ((2 3) () (4))
(print (guard (e (#t (list 'stopped-at e))) (for-each (lambda (x) (if (= x 3) (raise x))) '(1 2 3 4)))) ; => (stopped-at 3)
(print (map (lambda (x) (guard (e (#t 'bad)) (/ 12 x))) '(3 0 4))) ; => (4 bad 3)
(define order '())
(for-each (lambda (x) (set! order (cons x order))) '(1 2 3))
(print order) ; => (3 2 1)
(print (procedure? car) (procedure? (lambda () 1)) (procedure? map) (procedure? 'car)) ; => #t #t #t #f
