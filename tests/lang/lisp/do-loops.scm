; The loop form `do`.
(do ((i 0 (+ i 1))) ((= i 3)) (print i))
; => 0
; => 1
; => 2
(print (do ((i 0 (+ i 1)) (sum 0 (+ sum i))) ((= i 5) sum))) ; => 10
(print (do ((vec (make-vector 5)) (i 0 (+ i 1))) ((= i 5) vec) (vector-set! vec i i))) ; => #(0 1 2 3 4)
(print (let ((x '(1 3 5 7 9))) (do ((x x (cdr x)) (sum 0 (+ sum (car x)))) ((null? x) sum)))) ; => 25
; A variable without a step keeps its value.
(print (do ((i 0 (+ i 1)) (k 7)) ((= i 3) (list i k)))) ; => (3 7)
; Several expressions in the body and at the end.
(define log '())
(print (do ((i 0 (+ i 1))) ((= i 2) (set! log (cons 'end log)) 'done)
         (set! log (cons (list 'a i) log))
         (set! log (cons (list 'b i) log)))) ; => done
(print (reverse log)) ; => ((a 0) (b 0) (a 1) (b 1) end)
; Nested.
(define count 0)
(do ((i 0 (+ i 1))) ((= i 10))
  (do ((j 0 (+ j 1))) ((= j i))
    (set! count (+ count 1))))
(print count) ; => 45
; Steps are computed from the old values.
(print (do ((a 1 b) (b 2 a) (n 0 (+ n 1))) ((= n 3) (list a b)))) ; => (2 1)
; Fibonacci numbers by the hundred thousand turns.
(print (do ((i 0 (+ i 1)) (a 0 b) (b 1 (remainder (+ a b) 1000007))) ((= i 100000) a))) ; => 584523
