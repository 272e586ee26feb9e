; A record type that is defined again is another type; old records stay what they were.
(define-record-type thing (make-thing a b) thing? (a thing-a) (b thing-b))
(define old (make-thing 1 2))
(define old-b thing-b)
(define (get-b t) (thing-b t))
(print (get-b old)) ; => 2
(define-record-type thing (make-thing z a b) thing? (z thing-z) (a thing-a) (b thing-b))
(define new (make-thing 7 8 9))
(print (get-b new) (thing-a new) (thing-z new)) ; => 9 8 7
(print (thing? new) (thing? old)) ; => #t #f
(print (guard (e (#t (error-kind e))) (get-b old))) ; => type
(print (get-b new)) ; => 9
