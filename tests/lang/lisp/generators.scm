; Programs in a functional style: streams of closures, church numerals, memoising.
(define (stream-from n) (cons n (lambda () (stream-from (+ n 1)))))
(define (stream-take s k) (if (= k 0) '() (cons (car s) (stream-take ((cdr s)) (- k 1)))))
(define (stream-filter f s) (if (f (car s)) (cons (car s) (lambda () (stream-filter f ((cdr s))))) (stream-filter f ((cdr s)))))
(define (sieve s) (cons (car s) (lambda () (sieve (stream-filter (lambda (n) (> (remainder n (car s)) 0)) ((cdr s)))))))
(print (stream-take (sieve (stream-from 2)) 15)) ; => (2 3 5 7 11 13 17 19 23 29 31 37 41 43 47)
(define zero (lambda (f) (lambda (x) x)))
(define (succ n) (lambda (f) (lambda (x) (f ((n f) x)))))
(define (plus a b) (lambda (f) (lambda (x) ((a f) ((b f) x)))))
(define (times a b) (lambda (f) (a (b f))))
(define (number n) ((n (lambda (x) (+ x 1))) 0))
(define two (succ (succ zero)))
(define three (succ two))
(print (number (plus two three)) (number (times two three)) (number (three two))) ; => 5 6 8
(define (memoise f)
  (let ((seen (make-hash-map)))
    (lambda (n)
      (let ((known (hash-ref seen n #f)))
        (or known (let ((v (f n))) (hash-set! seen n v) v))))))
(define fib (memoise (lambda (n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))))
(print (fib 70)) ; => 190392490709135
(print (fib 75)) ; => 2111485077978050
; Mutual recursion over data: an evaluator for a small language.
(define (evaluate e env)
  (cond ((number? e) e)
        ((symbol? e) (cdr (assq e env)))
        (else
         (case (car e)
           ((add) (+ (evaluate (cadr e) env) (evaluate (caddr e) env)))
           ((mul) (* (evaluate (cadr e) env) (evaluate (caddr e) env)))
           ((let) (evaluate (cadddr e) (cons (cons (cadr e) (evaluate (caddr e) env)) env)))
           ((fn) (lambda (v) (evaluate (caddr e) (cons (cons (cadr e) v) env))))
           ((if) (if (= 0 (evaluate (cadr e) env)) (evaluate (cadddr e) env) (evaluate (caddr e) env)))
           (else ((evaluate (car e) env) (evaluate (cadr e) env)))))))
(print (evaluate '(let x 5 (add x (mul x 2))) '())) ; => 15
(print (evaluate '(((fn a (fn b (add a b))) 3) 4) '())) ; => 7
(print (evaluate '(if 0 1 (if 1 2 3)) '())) ; => 2
