; Functions that choose by the number of arguments.
(define area (case-lambda ((r) (list 'circle r)) ((a b) (list 'box a b)) ((a b . more) (list 'more a b more))))
(print (area 1) (area 2 3) (area 4 5 6) (area 7 8 9 10)) ; => (circle 1) (box 2 3) (more 4 5 (6)) (more 7 8 (9 10))
(print area) ; => #<function area>
(define range
  (case-lambda
    ((e) (range 0 e))
    ((b e) (do ((r '() (cons e r)) (e (- e 1) (- e 1))) ((< e b) r)))))
(print (range 3) (range 3 5)) ; => (0 1 2) (3 4)
(print (apply area '(1 2 3)) (map (case-lambda ((x) (list x)) ((x y) (+ x y))) '(1 2) '(3 4)))
; => (more 1 2 (3)) (4 6)
; Clauses are tried in their order.
(define order (case-lambda (all (list 'all all)) ((a) 'never)))
(print (order) (order 1) (order 1 2)) ; => (all ()) (all (1)) (all (1 2))
(define mixed (case-lambda (() 'none) ((a b c) (list 'three a b c)) ((a . rest) (list a rest))))
(print (mixed) (mixed 1) (mixed 1 2) (mixed 1 2 3) (mixed 1 2 3 4))
; => none (1 ()) (1 (2)) (three 1 2 3) (1 (2 3 4))
(define many (case-lambda ((a b) (list a b)) (r r)))
(print (many) (many 1) (many 1 2) (many 1 2 3) (many #f) (many #f #f)) ; => () (1) (1 2) (1 2 3) (#f) (#f #f)
; Variables that are set and captured belong to one call.
(define (counter)
  (define n 0)
  (case-lambda
    (() (set! n (+ n 1)) n)
    ((by) (set! by (* 2 by)) (lambda () (set! n (+ n by)) (set! by (+ by 1)) n))))
(define c (counter))
(c)
(c)
(define add (c 5))
(print (add) (add) (c)) ; => 12 23 24
(print ((counter))) ; => 1
; Loops and tail calls.
(define (repeat n)
  (define step (case-lambda ((i) (step i '())) ((i out) (if (= i 0) out (step (- i 1) (cons i out))))))
  (step n))
(print (repeat 4)) ; => (1 2 3 4)
(define tail (case-lambda ((n) (tail n 0)) ((n sum) (if (= n 0) sum (tail (- n 1) (+ sum 1)))) ((n sum . _) 'no)))
(print (tail 500)) ; => 500
; A call site that meets several of them, and plain functions.
(define (call f) (f 1))
(print (map call (list area many list (lambda (x) (- x)) (lambda (x . r) (cons x r)) (lambda x x) mixed)))
; => ((circle 1) (1) (1) -1 (1) (1) (1 ()))
(define (call2 f) (f 1 2))
(print (map call2 (list area many list (lambda (x y) (- x y)) (lambda (x . r) (cons x r)) (lambda x x) mixed)))
; => ((box 1 2) (1 2) (1 2) -1 (1 2) (1 2) (1 (2)))
(define (opt a . more) (if (null? more) a (cons a more)))
(print (opt 1) (opt 1 2) (let loop ((n 3) (sum 0)) (if (= n 0) sum (loop (- n 1) (+ sum (opt n)))))) ; => 1 (1 2) 6
; Without a clause for the number.
(define gap (case-lambda ((a) 1) ((a b c) 3) ((a b c d) 4)))
(define (message f) (try (f) (catch e (error-object-message e))))
(print (gap 1) (gap 1 2 3) (gap 1 2 3 4))      ; => 1 3 4
(print (message (lambda () (gap 1 2))))        ; => gap: no clause takes 2 arguments
(print (message (lambda () (gap))))            ; => gap: expected 1 to 4 arguments, got 0
(print (message (lambda () (gap 1 2 3 4 5))))  ; => gap: expected 1 to 4 arguments, got 5
(print (message (lambda () ((case-lambda ((a) 1)))))) ; => <lambda>: expected 1 argument, got 0
(print (message (lambda () ((case-lambda ((a b . c) 1)) 1)))) ; => <lambda>: expected at least 2 arguments, got 1
(let ((f (case-lambda ((x) x) ((x y) (define z (+ x y)) (* z z))))) (print (f 1) (f 1 2))) ; => 1 9
