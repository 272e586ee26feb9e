; Captured variables that are assigned are shared, one per evaluation of their binding.
(define (make-counter)
  (let ((n 0)) (lambda () (set! n (+ n 1)) n)))
(define c1 (make-counter))
(define c2 (make-counter))
(c1) (c1)
(print (c1) (c2) (c1)) ; => 3 1 4
; Two closures over one variable.
(define (cell v) (cons (lambda () v) (lambda (new) (set! v new))))
(define box (cell 'old))
((cdr box) 'new)
(print ((car box))) ; => new
; An assignment by the function itself is seen by the closure, and the other way.
(define (both)
  (let* ((n 1) (get (lambda () n)) (put (lambda (x) (set! n x))))
    (set! n 2)
    (let ((first (get)))
      (put 3)
      (list first (get) n))))
(print (both)) ; => (2 3 3)
; A parameter that is assigned and captured.
(define (accumulate total)
  (lambda (x) (set! total (+ total x)) total))
(define acc (accumulate 100))
(acc 10)
(print (acc 20)) ; => 130
; Three levels down.
(define (deep)
  (let ((n 0))
    (let ((inc (lambda () (lambda () (lambda () (set! n (+ n 1)))))))
      (((inc)))
      (((inc)))
      n)))
(print (deep)) ; => 2
; Each turn of a loop has variables of its own.
(define fs
  (let loop ((i 0) (acc '()))
    (if (= i 4) (reverse acc) (loop (+ i 1) (cons (lambda () (set! i (+ i 10)) i) acc)))))
(print (map (lambda (f) (f)) fs)) ; => (10 11 12 13)
(print (map (lambda (f) (f)) fs)) ; => (20 21 22 23)
(define gs '())
(do ((i 0 (+ i 1))) ((= i 3)) (set! gs (cons (lambda () i) gs)))
(print (map (lambda (g) (g)) gs)) ; => (2 1 0)
; A local that is assigned but not captured.
(define (count-to n)
  (let ((i 0) (sum 0))
    (let loop ()
      (if (< i n) (begin (set! i (+ i 1)) (set! sum (+ sum i)) (loop))))
    (list i sum)))
(print (count-to 100)) ; => (100 5050)
