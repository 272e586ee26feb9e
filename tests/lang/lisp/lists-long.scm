; Long lists: nothing that works on them may need the host's stack.
(define l (iota 200000))
(print (length l)) ; => 200000
(print (length (append l l))) ; => 400000
(print (car (reverse l))) ; => 199999
(print (list-ref l 150000)) ; => 150000
(print (length (list-copy l))) ; => 200000
(print (equal? l (iota 200000))) ; => #t
(print (equal? l (append (iota 199999) '(x)))) ; => #f
(print (apply + l)) ; => 19999900000
(print (length (map (lambda (x) (* x 2)) l))) ; => 200000
(print (vector-length (list->vector l)) (length (vector->list (make-vector 200000 0)))) ; => 200000 200000
(print (car (memv 199999 l))) ; => 199999
(print (string-length (list->string (map (lambda (x) #\x) l)))) ; => 200000
(define sum 0)
(for-each (lambda (x) (set! sum (+ sum x))) l)
(print sum) ; => 19999900000
(print (fold-left + 0 l)) ; => 19999900000
(print (length (filter even? l))) ; => 100000
; Deeply nested to the left.
(define (nest n acc) (if (= n 0) acc (nest (- n 1) (list acc))))
(define deep (nest 100000 '()))
(define (depth x n) (if (null? x) n (depth (car x) (+ n 1))))
(print (depth deep 0)) ; => 100000
(print (equal? deep (nest 100000 '()))) ; => #t
(print (equal? deep (nest 100001 '()))) ; => #f
