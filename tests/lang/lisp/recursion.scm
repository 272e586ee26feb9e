; Recursion that branches, and some that is a few thousand calls deep.
(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
(print (fib 20)) ; => 6765
(define (fact n) (if (= n 0) 1 (* n (fact (- n 1)))))
(print (fact 15)) ; => 1307674368000
(print (fact 20)) ; => 2432902008176640000
(define (ack m n)
  (cond ((= m 0) (+ n 1)) ((= n 0) (ack (- m 1) 1)) (else (ack (- m 1) (ack m (- n 1))))))
(print (ack 2 3) (ack 3 3)) ; => 9 61
(define (tak x y z)
  (if (< y x) (tak (tak (- x 1) y z) (tak (- y 1) z x) (tak (- z 1) x y)) z))
(print (tak 12 8 4)) ; => 5
(define (hanoi n from to via)
  (if (= n 0) 0 (+ (hanoi (- n 1) from via to) 1 (hanoi (- n 1) via to from))))
(print (hanoi 10 'a 'b 'c)) ; => 1023
(define (count-up n) (if (= n 0) 0 (+ 1 (count-up (- n 1)))))
(print (count-up 3000)) ; => 3000
(define (flatten x)
  (cond ((null? x) '()) ((pair? x) (append (flatten (car x)) (flatten (cdr x)))) (else (list x))))
(print (flatten '(1 (2 (3 (4 (5)))) ((6) 7)))) ; => (1 2 3 4 5 6 7)
; Functions with many arguments and many locals.
(define (many a b c d e f g h i j k l m n o p)
  (let ((x (+ a b c d)) (y (+ e f g h)) (z (+ i j k l)) (w (+ m n o p)))
    (list x y z w (+ x y z w) p a)))
(print (many 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16)) ; => (10 26 42 58 136 16 1)
(define (append-map f l) (apply append (map f l)))
(define (permutations l)
  (if (null? l) '(())
      (append-map (lambda (x)
                    (map (lambda (p) (cons x p)) (permutations (filter (lambda (y) (not (= x y))) l))))
                  l)))
(print (permutations '(1 2 3))) ; => ((1 2 3) (1 3 2) (2 1 3) (2 3 1) (3 1 2) (3 2 1))
