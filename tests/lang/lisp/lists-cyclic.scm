; Lists that lead back into themselves: every walk ends.
(define (cyclic)
  (let ((l (list 1 2 3)))
    (set-cdr! (cddr l) (cdr l))
    l))
(define l (cyclic))
(define (message thunk)
  (guard (e ((error-object? e) (substring (error-object-message e) 0 40)))
    (thunk)))
(print (list? l)) ; => #f
(print (message (lambda () (length l)))) ; => length: expected a list, got (1 2 3 2 3 
(print (message (lambda () (reverse l)))) ; => reverse: expected a list, got (1 2 3 2 3
(print (message (lambda () (append l '())))) ; => append: expected a list, got (1 2 3 2 3 
(print (message (lambda () (list-copy l)))) ; => list-copy: expected a list, got (1 2 3 2
(print (message (lambda () (list->vector l)))) ; => list->vector: expected a list, got (1 2 
(print (message (lambda () (list->string l)))) ; => list->string: expected a list, got (1 2 
(print (message (lambda () (string-join l)))) ; => string-join: expected a list, got (1 2 3
(print (message (lambda () (memq 'x l)))) ; => memq: expected a list, got (1 2 3 2 3 2 
(print (message (lambda () (member "x" l)))) ; => member: expected a list, got (1 2 3 2 3 
(print (message (lambda () (last-pair l)))) ; => last-pair: expected a list, got (1 2 3 2
(print (message (lambda () (apply + l)))) ; => apply: expected a list, got (1 2 3 2 3 2
; What is found, or asked for, before the list is gone through is fine.
(print (car (memv 3 l))) ; => 3
(print (list-ref l 1000000000000)) ; => 3
(print (car (list-tail l 1000000000001))) ; => 2
(print (length (append '(1) '(2)))) ; => 2
; Comparing ends too.
(print (equal? l (cyclic))) ; => #t
(print (equal? l (cons 1 (cyclic)))) ; => #f
