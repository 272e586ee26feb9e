; A function called from compiled code that goes on as a closure: when all of it is
; left, the closure's variables must be those of the closure.
(define (chain n tail)
  (let deep ((i n)) (if (= i 0) '() (cons tail (deep (- i 1))))))
(define (sum l) (if (pair? l) (+ (car l) (sum (cdr l))) 0))
(define (all n)
  (do ((j 0 (+ j 1)) (s 0 (+ s (sum (chain 65 j))))) ((= j n) s)))
(print (all 40)) ; => 50700
(define (odd-part n k) (if (= n 0) k (let ((f (lambda (m) (if (= m 0) (error "end" k m) (even-part (- m 1) (+ k m)))))) (f n))))
(define (even-part n k) (if (= n 0) k (odd-part n k)))
(define (caught n) (guard (e (#t (error-object-irritants e))) (+ 1 (even-part n 0))))
(define (many n) (if (= n 0) '() (cons (caught n) (many (- n 1)))))
(print (many 12)) ; => (79 67 56 46 37 29 22 16 11 7 4 2)
