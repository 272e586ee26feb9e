; What would change a persistent vector gives a new one.
(define v (pvector 1 2 3))
(print v (pvector) (pvector "a" #\b 'c 2.5)) ; => #pvec(1 2 3) #pvec() #pvec(a b c 2.5)
(write (pvector "a" #\b '(c . d))) (newline) ; => #pvec("a" #\b (c . d))
(print (pvector? v) (pvector? (vector 1)) (vector? v)) ; => #t #f #f
(define w (pvector-set v 1 'two))
(define x (pvector-push w 4))
(define y (pvector-pop x))
(print v w x y) ; => #pvec(1 2 3) #pvec(1 two 3) #pvec(1 two 3 4) #pvec(1 two 3)
(print (eq? w y) (equal? w y) (equal? v w)) ; => #f #t #f
(print (pvector-length x) (pvector-ref x 3)) ; => 4 4
(print (list->pvector '(1 2)) (pvector->list x)) ; => #pvec(1 2) (1 two 3 4)
(print (vector->pvector #(1 2)) (pvector->vector x)) ; => #pvec(1 2) #(1 two 3 4)
(print (pvector-append) (pvector-append v) (pvector-append v (pvector) w)) ; => #pvec() #pvec(1 2 3) #pvec(1 2 3 1 two 3)
(print (pvector-slice x 1) (pvector-slice x 1 3) (pvector-slice x 4)) ; => #pvec(two 3 4) #pvec(two 3) #pvec()
(print (pvector-map (lambda (n) (* n n)) v)) ; => #pvec(1 4 9)
(pvector-for-each (lambda (n) (display n) (display ";")) v) (newline) ; => 1;2;3;
(print (pvector-fold cons '() v) (pvector-fold + 0 v)) ; => (3 2 1) 6

; Equality and hashing go by contents.
(print (equal? (pvector 1 (pvector "x")) (pvector 1 (pvector (string #\x))))) ; => #t
(print (equal? (pvector 1 2) #(1 2)) (equal? (pvector 1 2) '(1 2))) ; => #f #f
(define m (hash-map (pvector 1 "a") 'found))
(print (hash-ref m (pvector 1 (string #\a)) 'lost) (hash-ref m (pvector 1) 'lost)) ; => found lost
(print (member (pvector 2) (list (pvector 1) (pvector 2) (pvector 3)))) ; => (#pvec(2) #pvec(3))

; Data that contains itself ends.
(define box (vector 0))
(define ring (pvector 'ring box))
(vector-set! box 0 ring)
(print ring) ; => #0=#pvec(ring #(#0#))
(define box2 (vector 0))
(define ring2 (pvector 'ring box2))
(vector-set! box2 0 ring2)
(print (equal? ring ring2)) ; => #t

; Errors.
(define (try-it thunk) (guard (e (#t (print (error-kind e) (error-object-message e)))) (thunk)))
(try-it (lambda () (pvector-ref v 3))) ; => range pvector-ref: index 3 is out of range for length 3
(try-it (lambda () (pvector-ref v -1))) ; => range pvector-ref: index -1 is out of range for length 3
(try-it (lambda () (pvector-ref v 'a))) ; => type pvector-ref: expected an index, got a
(try-it (lambda () (pvector-set v 3 0))) ; => range pvector-set: index 3 is out of range for length 3
(try-it (lambda () (pvector-pop (pvector)))) ; => range pvector-pop: there is no element
(try-it (lambda () (pvector-slice v 2 1))) ; => range pvector-slice: range 2 to 1 is out of range for length 3
(try-it (lambda () (pvector-push '(1) 2))) ; => type pvector-push: expected a persistent vector, got (1)
(try-it (lambda () (pvector-append v 5))) ; => type pvector-append: expected a persistent vector, got 5
(try-it (lambda () (vector-ref v 0))) ; => type vector-ref: expected a vector, got #pvec(1 2 3)
(try-it (lambda () (list->pvector 5))) ; => type list->pvector: expected a list, got 5
(try-it (lambda () (pvector-map car 5))) ; => type pvector-length: expected a persistent vector, got 5
