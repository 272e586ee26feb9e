; Call and field sites that see more and more different things.
(define-record-type r1 (make-r1 v) r1? (v r1-v))
(define-record-type r2 (make-r2 pad v) r2? (pad r2-pad) (v r2-v))
(define-record-type r3 (make-r3 p q v) r3? (p r3-p) (q r3-q) (v r3-v))
(define (value r)
  (cond ((r1? r) (r1-v r)) ((r2? r) (r2-v r)) ((r3? r) (r3-v r)) (else r)))
(define all (list (make-r1 1) (make-r2 0 2) (make-r3 0 0 3) 4))
(define (sum l n) (if (= n 0) 0 (+ (fold-left (lambda (s r) (+ s (value r))) 0 l) (sum l (- n 1)))))
(print (sum all 100)) ; => 1000
; One call site, many callees.
(define (call f x) (f x))
(define fs
  (list (lambda (x) x) (lambda (x) (+ x 1)) (lambda (x) (* x 2)) (lambda (x . r) (list x r))
        - list abs (lambda (x) (- x 1)) number->string (lambda (y) 'const)))
(print (map (lambda (f) (call f 5)) fs)) ; => (5 6 10 (5 ()) -5 (5) 5 4 5 const)
(print (map (lambda (f) (call f 5)) (reverse fs))) ; => (const 5 4 5 (5) -5 (5 ()) 10 6 5)
(define (loop n acc) (if (= n 0) acc (loop (- n 1) (+ acc (call (if (odd? n) (lambda (x) 1) (lambda (x) 2)) 0)))))
(print (loop 1000 0)) ; => 1500
; One arithmetic site, all kinds of operands in turn.
(define (add a b) (+ a b))
(print (map add '(1 1.5 1 2.5 1125899906842623) '(2 2 2.5 2.5 1))) ; => (3 3.5 3.5 5.0 1125899906842624)
(define (try-add a b) (guard (e (#t (error-kind e))) (add a b)))
(print (try-add 1 'a) (try-add "x" 1) (try-add 1 2) (try-add 1.0 '()) (try-add 1.0 2.0)) ; => type type 3 type 3.0
; The same closure code with different captures at one site.
(define (make n) (lambda (x) (+ x n)))
(print (map (lambda (n) (call (make n) 10)) '(1 2 3 4 5 6 7 8 9))) ; => (11 12 13 14 15 16 17 18 19)
; A site whose callee takes another number of arguments now and then.
(define (apply-two f) (f 1 2))
(define (safe f) (guard (e (#t (error-kind e))) (apply-two f)))
(print (map safe (list + (lambda (a b) a) (lambda (a) a) (lambda a a) cons car (lambda (a b . c) c)))) ; => (3 1 arity (1 2) (1 . 2) arity ())
