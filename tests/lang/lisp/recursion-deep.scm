;; needs: deep
; Recursion that is not in tail position, one million calls deep.
(define (count-up n) (if (= n 0) 0 (+ 1 (count-up (- n 1)))))
(print (count-up 1000000)) ; => 1000000
(define (build n) (if (= n 0) '() (cons n (build (- n 1)))))
(define l (build 300000))
(print (length l) (car l)) ; => 300000 300000
(define (sum l) (if (null? l) 0 (+ (car l) (sum (cdr l)))))
(print (sum l)) ; => 45000150000
; Deep, then shallow, then deep again.
(print (count-up 10)) ; => 10
(print (count-up 500000)) ; => 500000
