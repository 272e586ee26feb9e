; Hash maps: keys of every kind, in order of insertion.
(define m (make-hash-map))
(print (hash-map? m) (hash-map? '()) (hash-count m)) ; => #t #f 0
(hash-set! m 'a 1)
(hash-set! m "b" 2)
(hash-set! m 3 'three)
(hash-set! m 3.0 'three-point-zero)
(hash-set! m #\c 'char)
(hash-set! m '(1 2) 'list)
(hash-set! m #(1 2) 'vector)
(hash-set! m #u8(1 2) 'bytes)
(hash-set! m #t 'true)
(hash-set! m '() 'nil)
(hash-set! m "a longer string key" 'long)
(hash-set! m -0.5 'fraction)
(print (hash-count m)) ; => 12
(print (hash-ref m 'a) (hash-ref m "b") (hash-ref m 3) (hash-ref m 3.0)) ; => 1 2 three three-point-zero
(print (hash-ref m #\c) (hash-ref m (list 1 2)) (hash-ref m (vector 1 2)) (hash-ref m (bytevector 1 2))) ; => char list vector bytes
(print (hash-ref m #t) (hash-ref m '()) (hash-ref m (string-append "a longer" " string key")) (hash-ref m -0.5)) ; => true nil long fraction
(print (hash-ref m 'missing 'default)) ; => default
(print (hash-ref m #f #f)) ; => #f
(print (guard (e (#t (error-kind e))) (hash-ref m 'missing))) ; => range
(print (hash-contains? m 'a) (hash-contains? m 'z)) ; => #t #f
; Setting again keeps the place.
(hash-set! m 'a 'again)
(print (hash-count m) (car (hash-keys m)) (car (hash-values m))) ; => 12 a again
; Deleting and setting again moves to the end.
(hash-delete! m 'a)
(hash-delete! m 'never-there)
(print (hash-count m) (hash-contains? m 'a) (car (hash-keys m))) ; => 11 #f b
(hash-set! m 'a 'back)
(print (car (reverse (hash-keys m))) (hash-ref m 'a)) ; => a back
(define n (hash-map 'x 1 'y 2 'z 3))
(print (hash-keys n) (hash-values n) (hash->list n)) ; => (x y z) (1 2 3) ((x . 1) (y . 2) (z . 3))
(define c (hash-copy n))
(hash-set! c 'x 'changed)
(hash-delete! c 'y)
(print (hash->list n) (hash->list c)) ; => ((x . 1) (y . 2) (z . 3)) ((x . changed) (z . 3))
(hash-clear! n)
(print (hash-count n) (hash-keys n) (hash-ref n 'x 'gone)) ; => 0 () gone
(hash-set! n 'x 'new)
(print (hash->list n)) ; => ((x . new))
; Records and functions are keys by identity.
(define-record-type thing (make-thing name) thing? (name thing-name))
(define t1 (make-thing 'a))
(define t2 (make-thing 'a))
(hash-set! c t1 'first)
(hash-set! c t2 'second)
(hash-set! c car 'car)
(print (hash-ref c t1) (hash-ref c t2) (hash-ref c (make-thing 'a) 'unknown) (hash-ref c car)) ; => first second unknown car
; A map in a map, and values that are functions.
(hash-set! c 'inner (hash-map 'f (lambda (x) (* x 2))))
(print ((hash-ref (hash-ref c 'inner) 'f) 21)) ; => 42
