; Sorting.
(print (sort '(3 1 2) <)) ; => (1 2 3)
(print (sort '(3 1 2) >)) ; => (3 2 1)
(print (sort '() <) (sort '(1) <)) ; => () (1)
(print (sort '("pear" "apple" "fig") string<?)) ; => (apple fig pear)
; What counts as equal keeps its order.
(print (sort '((b . 1) (a . 2) (b . 0) (a . 1)) (lambda (x y) (string<? (symbol->string (car x)) (symbol->string (car y))))))
; => ((a . 2) (a . 1) (b . 1) (b . 0))
(print (sort (list 5 3 5 1 3) (lambda (a b) (< a b)))) ; => (1 3 3 5 5)
; The list that is given stays as it is.
(define l (list 3 1 2))
(sort l <)
(print l) ; => (3 1 2)
; A long one, checked.
(define (numbers n seed) (if (= n 0) '() (cons (remainder seed 1000) (numbers (- n 1) (remainder (* seed 48271) 2147483647)))))
(define big (sort (numbers 2000 17) <))
(define (sorted? l) (or (null? l) (null? (cdr l)) (and (<= (car l) (cadr l)) (sorted? (cdr l)))))
(print (sorted? big) (length big) (= (apply + big) (apply + (numbers 2000 17)))) ; => #t 2000 #t
(print (sorted? (sort (iota 2000) <)) (sorted? (sort (reverse (iota 2000)) <))) ; => #t #t
