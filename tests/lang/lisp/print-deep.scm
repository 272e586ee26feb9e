; Data nested deeper than the host's stack could follow.
(define (nest n x) (if (= n 0) x (nest (- n 1) (list x))))
(print (nest 5 'x)) ; => (((((x)))))
(define text (str (nest 100000 'x)))
(print (substring text 0 8)) ; => ((((((((
(print (< (string-length text) 10000)) ; => #t
(define (nest-vector n x) (if (= n 0) x (nest-vector (- n 1) (vector x))))
(print (nest-vector 3 'x)) ; => #(#(#(x)))
(print (< (string-length (str (nest-vector 100000 'x))) 10000)) ; => #t
; Long but flat is printed whole.
(print (string-length (str (iota 10000)))) ; => 48891
(print (string-length (str (make-vector 10000 'ab)))) ; => 30002
