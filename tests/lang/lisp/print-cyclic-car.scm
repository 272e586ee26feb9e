; Data that contains itself, in the other direction and through vectors, maps and records.
(define p (list 'x 'y))
(set-car! p p)
(define text (str p))
(print (substring text 0 10)) ; => ((((((((((
(print (> (string-length text) 1000)) ; => #t
(define v (vector 1 2))
(vector-set! v 1 v)
(print (substring (str v) 0 15)) ; => #(1 #(1 #(1 #(1
(define m (make-hash-map))
(hash-set! m 'self m)
(print (< 1000 (string-length (str m)) 10000000)) ; => #t
(define-record-type box (make-box in) box? (in box-in set-box-in!))
(define b (make-box 1))
(set-box-in! b b)
(print (< 1000 (string-length (str b)) 10000000)) ; => #t
; In an error's message.
(print (< (string-length (guard (e (#t (error-object-message e))) (car v))) 200)) ; => #t
; As keys and in comparisons.
(define h (make-hash-map))
(hash-set! h v 'v)
(print (hash-ref h v)) ; => v
(define w (vector 1 2))
(vector-set! w 1 w)
(print (equal? v v) (equal? v w)) ; => #t #t
