; let, let*, letrec, letrec*, named let.
(print (let () 5)) ; => 5
(print (let ((x 1) (y 2)) (+ x y))) ; => 3
(print (let ((x 1)) (let ((x 2) (y x)) (list x y)))) ; => (2 1)
(print (let* ((x 1) (y (+ x 1)) (z (* y 2))) (list x y z))) ; => (1 2 4)
(print (let* () 'none)) ; => none
(print (let* ((x 1) (x (+ x 1)) (x (* x 10))) x)) ; => 20
(define x 'outer)
(print (let ((x 'inner) (y x)) (list x y))) ; => (inner outer)
(print (letrec ((even? (lambda (n) (if (= n 0) #t (odd? (- n 1)))))
                (odd? (lambda (n) (if (= n 0) #f (even? (- n 1))))))
         (list (even? 10) (odd? 10) (even? 7) (odd? 7)))) ; => (#t #f #f #t)
(print (letrec* ((a 1) (f (lambda () (+ a 1))) (b (f))) (list a b))) ; => (1 2)
(print (letrec ((loop (lambda (n acc) (if (= n 0) acc (loop (- n 1) (* n acc)))))) (loop 10 1))) ; => 3628800
(print (let loop ((i 0)) (if (< i 10) (loop (+ i 1)) i))) ; => 10
(print (let loop ((i 0) (acc '())) (if (= i 5) acc (loop (+ i 1) (cons i acc))))) ; => (4 3 2 1 0)
(print (let loop () 'once)) ; => once
; All initial values and all new values are computed before anything is bound.
(print (let loop ((a 1) (b 2) (n 0)) (if (= n 3) (list a b) (loop b a (+ n 1))))) ; => (2 1)
; A named let whose name is used as a value, and not only in tail position.
(print (let walk ((tree '((1 2) (3 (4 5)) 6)))
         (cond ((null? tree) 0)
               ((pair? tree) (+ (walk (car tree)) (walk (cdr tree))))
               (else tree)))) ; => 21
(print (let f ((l '(1 2 3))) (if (null? l) '() (cons (* 10 (car l)) (f (cdr l)))))) ; => (10 20 30)
(print (let again ((n 3)) (if (= n 0) '() (append (map again '(0 0)) (again (- n 1)))))) ; => (() () () () () ())
; Nested loops, the inner one returning into the outer.
(print (let outer ((i 1) (acc '()))
         (if (> i 3) (reverse acc)
             (outer (+ i 1)
                    (cons (let inner ((j 1) (s 0)) (if (> j i) s (inner (+ j 1) (+ s (* i j))))) acc))))) ; => (1 6 18)
; The inner loop goes on with the outer one.
(print (let outer ((i 0) (n 0))
         (if (= i 3) n
             (let inner ((j 0) (n n))
               (if (= j 4) (outer (+ i 1) n) (inner (+ j 1) (+ n 1))))))) ; => 12
