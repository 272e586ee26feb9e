; What is true, and the forms that ask.
(define (truth x) (if x 'true 'false))
(print (map truth (list #t #f 0 0.0 "" '() 'a (vector)))) ; => (true false true true true true true true)
(print (not #f) (not #t) (not 0) (not '())) ; => #t #f #f #f
(print (and) (and 1) (and 1 2) (and #f 2) (and 1 #f 3)) ; => #t 1 2 #f #f
(print (or) (or 1) (or #f 2) (or #f #f) (or 1 (car '()))) ; => #f 1 2 #f 1
(print (and #f (car '()))) ; => #f
(print (boolean? #t) (boolean? #f) (boolean? 0) (boolean? '())) ; => #t #t #f #f
(print (if #f 'a 'b)) ; => b
(print (if (or #f (and 1 #f)) 'a 'b)) ; => b
(print (if (not (and (or #f 1) (not #f))) 'a 'b)) ; => b
; `and` and `or` give values, not just truth.
(define (lookup key) (cond ((assq key '((a . 1) (b . 2))) => cdr) (else 'none)))
(print (lookup 'a) (lookup 'b) (lookup 'c)) ; => 1 2 none
(define calls 0)
(define (count! x) (set! calls (+ calls 1)) x)
(print (or (count! #f) (count! 'found) (count! 'never)) calls) ; => found 2
(print (and (count! 1) (count! #f) (count! 2)) calls) ; => #f 4
