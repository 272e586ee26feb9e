; Functions that are redefined while calls of them are remembered.
(define (f) 'first)
(define (call-f) (f))
(print (call-f) (call-f)) ; => first first
(define (f) 'second)
(print (call-f)) ; => second
(set! f (lambda () 'third))
(print (call-f)) ; => third
; Between the turns of a loop, at one and the same site.
(define (g n) (* n 1))
(define (run i acc)
  (if (= i 6) (reverse acc)
      (begin
        (if (= i 2) (set! g (lambda (n) (* n 10))))
        (if (= i 4) (set! g (lambda (n) (list n))))
        (run (+ i 1) (cons (g i) acc)))))
(print (run 0 '())) ; => (0 1 20 30 (4) (5))
; A function that redefines itself while it runs.
(define (h n) (set! h (lambda (n) (list 'new n))) (if (= n 0) 'old (h (- n 1))))
(print (h 3)) ; => (new 2)
(print (h 3)) ; => (new 3)
; A self tail call after the global got another value.
(define (count n acc)
  (if (= n 3) (set! count (lambda (n acc) (list 'other n acc))))
  (if (= n 0) acc (count (- n 1) (+ acc 1))))
(define count-before count)
(print (count-before 5 0)) ; => (other 2 3)
; Another number of parameters.
(define (k x) x)
(define (call-k) (k 1))
(print (call-k)) ; => 1
(define (k x . more) (list x more))
(print (call-k)) ; => (1 ())
; A builtin that the program replaces, and gets back.
(define old-car car)
(define (first-of l) (car l))
(print (first-of '(1 2))) ; => 1
(set! car (lambda (l) 'mine))
(print (first-of '(1 2))) ; => mine
(set! car old-car)
(print (first-of '(1 2))) ; => 1
(define (square x) (list 'my x))
(print (square 3)) ; => (my 3)
; A value where a function was.
(define (m) 1)
(define (call-m) (m))
(call-m)
(set! m 5)
(print (guard (e (#t (error-object-message e))) (call-m))) ; => 5 is not a function
(set! m (lambda () 'fine))
(print (call-m)) ; => fine
