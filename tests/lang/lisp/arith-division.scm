; Division in all its forms.
(print (/ 6 3)) ; => 2
(print (/ 6 4)) ; => 3/2
(print (/ -6 4)) ; => -3/2
(print (/ 1 3.0)) ; => 0.3333333333333333
(print (/ 6.0 3)) ; => 2.0
(print (/ 2)) ; => 1/2
(print (/ 1)) ; => 1
(print (/ 0.5)) ; => 2.0
(print (/ 100 5 2)) ; => 10
(print (/ 0 5)) ; => 0
; The sign rules of the three integer divisions.
(print (quotient 17 5)) ; => 3
(print (quotient -17 5)) ; => -3
(print (quotient 17 -5)) ; => -3
(print (quotient -17 -5)) ; => 3
(print (remainder 17 5)) ; => 2
(print (remainder -17 5)) ; => -2
(print (remainder 17 -5)) ; => 2
(print (remainder -17 -5)) ; => -2
(print (modulo 17 5)) ; => 2
(print (modulo -17 5)) ; => 3
(print (modulo 17 -5)) ; => -3
(print (modulo -17 -5)) ; => -2
(print (modulo 15 5)) ; => 0
(print (modulo -15 5)) ; => 0
(print (modulo 0 7)) ; => 0
; Floats that are whole numbers are divided too.
(print (quotient 17.0 5)) ; => 3.0
(print (remainder -17.0 5)) ; => -2.0
(print (modulo -17.0 5.0)) ; => 3.0
; q * d + r = n, for all signs.
(define (check n d)
  (and (= n (+ (* d (quotient n d)) (remainder n d)))
       (< (abs (remainder n d)) (abs d))
       (or (= 0 (modulo n d)) (eq? (negative? (modulo n d)) (negative? d)))))
(print (let loop ((n -20) (d -6) (all #t))
         (cond ((> n 20) all)
               ((> d 6) (loop (+ n 1) -6 all))
               ((= d 0) (loop n 1 all))
               (else (loop n (+ d 1) (and all (check n d))))))) ; => #t
