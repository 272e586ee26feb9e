; Comparison of two and of many.
(print (< 1 2) (< 2 1) (< 1 1)) ; => #t #f #f
(print (<= 1 2) (<= 2 1) (<= 1 1)) ; => #t #f #t
(print (> 1 2) (> 2 1) (> 1 1)) ; => #f #t #f
(print (>= 1 2) (>= 2 1) (>= 1 1)) ; => #f #t #t
(print (= 1 2) (= 1 1)) ; => #f #t
(print (< 1 2 3 4) (< 1 2 2 4) (<= 1 2 2 4)) ; => #t #f #t
(print (> 4 3 2 1) (> 4 3 3) (>= 4 3 3)) ; => #t #f #t
(print (= 1 1 1) (= 1 1 2)) ; => #t #f
(print (< 1) (= 1)) ; => #t #t
(print (< -1 0) (< -1.5 -1) (> 0.1 0)) ; => #t #t #t
; As tests of `if`, with constants on either side, both ways.
(define (sign x) (if (< x 0) 'minus (if (> x 0) 'plus 'zero)))
(print (map sign '(-3 0 3 -0.5 0.0 0.5))) ; => (minus zero plus minus zero plus)
(define (sign2 x) (if (> 0 x) 'minus (if (< 0 x) 'plus 'zero)))
(print (map sign2 '(-3 0 3 -0.5 0.0 0.5))) ; => (minus zero plus minus zero plus)
(define (not-less x y) (if (not (< x y)) 'yes 'no))
(print (not-less 1 2) (not-less 2 1) (not-less 1.0 1)) ; => no yes yes
(define (between? lo x hi) (and (<= lo x) (<= x hi)))
(print (between? 1 1 3) (between? 1 4 3) (between? 1 2.5 3)) ; => #t #f #t
(define (same? x y) (if (= x y) 'same 'other))
(print (same? 3 3) (same? 3 3.0) (same? 3 4)) ; => same same other
