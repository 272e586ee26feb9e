; Data that contains itself is printed with labels.
(define (show x) (write x) (newline))
(define (shared x) (write-shared x) (newline))
(define l (list 1 2 3))
(show (list l l)) ; => ((1 2 3) (1 2 3))
(shared (list l l)) ; => (#0=(1 2 3) #0#)
(shared (cons (cddr l) l)) ; => (#0=(3) 1 2 . #0#)
(set-cdr! (cddr l) l)
(show l) ; => #0=(1 2 3 . #0#)
(print l) ; => #0=(1 2 3 . #0#)
(shared l) ; => #0=(1 2 3 . #0#)
(show (cdr l)) ; => #0=(2 3 1 . #0#)
(show (cons 0 l)) ; => (0 . #0=(1 2 3 . #0#))
(show (list l l)) ; => (#0=(1 2 3 . #0#) #0#)
(print (str l) (list? l) (guard (e (#t (error-kind e))) (length l))) ; => #0=(1 2 3 . #0#) #f type
(define p (list 'x 'y))
(set-car! p p)
(show p) ; => #0=(#0# y)
(define q (list 'a 'b))
(set-car! (cdr q) (cdr q))
(show (list p q)) ; => (#0=(#0# y) (a . #1=(#1#)))
(define v (vector 1 2))
(vector-set! v 1 v)
(show v) ; => #0=#(1 #0#)
(define m (make-hash-map))
(hash-set! m 'self m)
(show m) ; => #0=#hash((self . #0#))
(define-record-type box (make-box in) box? (in box-in set-box-in!))
(define b (make-box 1))
(set-box-in! b (list b))
(show b) ; => #0=#<box in: (#0#)>
; Shared parts of any kind that has parts; strings and what is empty have none.
(define s (string #\s))
(define e (vector))
(define w (vector 1 (vector 2)))
(shared (list s s e e w w (vector-ref w 1))) ; => ("s" "s" #() #() #0=#(1 #1=#(2)) #0# #1#)
(show (list s s w w)) ; => ("s" "s" #(1 #(2)) #(1 #(2)))
(write-simple (list w w 'sym "s"))
(newline) ; => (#(1 #(2)) #(1 #(2)) sym "s")
(define r (list 1))
(set-cdr! r r)
(print (guard (e (#t (error-kind e))) (with-output-to-string (lambda () (write-simple r))))) ; => memory
; Small data whose text is not.
(define (tower n x) (if (= n 0) x (tower (- n 1) (cons x x))))
(print (guard (e (#t (error-kind e))) (with-output-to-string (lambda () (write (tower 50 '())))))) ; => memory
(shared (tower 3 'x)) ; => (#0=(#1=(x . x) . #1#) . #0#)
; In an error's message they have none.
(print (< (string-length (guard (e (#t (error-object-message e))) (car v))) 200)) ; => #t
; As keys and in comparisons.
(define h (make-hash-map))
(hash-set! h v 'v)
(print (hash-ref h v)) ; => v
(define u (vector 1 2))
(vector-set! u 1 u)
(print (equal? v v) (equal? v u)) ; => #t #t
