;; needs: continuations
; Escaping.
(print (call/cc (lambda (k) (+ 1 (k 42))))) ; => 42
(print (call-with-current-continuation (lambda (k) 7))) ; => 7
(define (find-first good? l)
  (call/cc (lambda (return) (for-each (lambda (x) (if (good? x) (return x))) l) #f)))
(print (find-first even? '(1 3 4 5)) (find-first even? '(1 3))) ; => 4 #f
(print (procedure? (call/cc (lambda (k) k)))) ; => #t

; Coming back.
(define again #f)
(define count 0)
(print (+ 100 (call/cc (lambda (k) (set! again k) 1))))
; => 101
(set! count (+ count 1))
(if (< count 3) (again count))
; => 101
; => 102
(print count) ; => 3

; What was set stays set.
(define (revisit)
  (let ((n 0) (k #f))
    (call/cc (lambda (c) (set! k c)))
    (set! n (+ n 1))
    (if (< n 3) (k #f))
    n))
(print (revisit)) ; => 3
(define (in-a-loop l)
  (let ((total 0) (k #f) (first #t))
    (do ((l l (cdr l))) ((null? l))
      (set! total (+ total (call/cc (lambda (c) (if (not k) (set! k c)) (car l))))))
    (if first (begin (set! first #f) (k 100)) total)))
(print (in-a-loop '(1 2 3))) ; => 105

; Generators.
(define (walker tree)
  (define return #f)
  (define (visit t)
    (cond ((pair? t) (visit (car t)) (visit (cdr t)))
          ((null? t) #f)
          (else (call/cc (lambda (next) (set! resume next) (return t))))))
  (define resume (lambda (x) (visit tree) (return 'done)))
  (lambda () (call/cc (lambda (k) (set! return k) (resume #f)))))
(define w (walker '(1 (2 (3)) 4)))
(let loop ((x (w)) (seen '()))
  (if (eq? x 'done)
      (print (reverse seen)) ; => (1 2 3 4)
      (loop (w) (cons x seen))))

; map is not disturbed by coming back into the middle of it.
(define k #f)
(define tries 0)
(let ((r (map (lambda (x) (call/cc (lambda (c) (if (= x 2) (set! k c)) (* x 10)))) '(1 2 3))))
  (print r)
  (set! tries (+ tries 1))
  (if (< tries 3) (k (* tries 1000))))
; => (10 20 30)
; => (10 1000 30)
; => (10 2000 30)

; Several values, and none.
(call-with-values (lambda () (call/cc (lambda (k) (k 1 2 3)))) print) ; => 1 2 3
(call-with-values (lambda () (call/cc (lambda (k) (k)))) list)
(define (loop-escapes n)
  (let loop ((i 0) (sum 0))
    (if (= i n) sum (loop (+ i 1) (+ sum (call/cc (lambda (k) (if (odd? i) (k 1) 2))))))))
(print (loop-escapes 1000)) ; => 1500
; Out of a deep recursion.
(print (call/cc (lambda (k) (let deep ((n 0)) (if (= n 5000) (k 'up) (+ 1 (deep (+ n 1)))))))) ; => up
; Apply finds them, too.
(print (apply call/cc (list (lambda (k) (apply k '(9)))))) ; => 9
