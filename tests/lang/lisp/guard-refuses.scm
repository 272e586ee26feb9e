; A `guard` whose clauses do not fit has what was raised raised again where it was.
(print (with-exception-handler (lambda (e) 42)
  (lambda () (guard (e ((string? e) 'no)) (+ 1 (raise-continuable 'x)))))) ; => 43
(print (with-exception-handler (lambda (e) (list 'answer e))
  (lambda ()
    (guard (a ((string? a) 'no))
      (cons 1 (guard (b ((number? b) 'no)) (cons 2 (raise-continuable 'x)))))))) ; => (1 2 answer x)
; What a clause gives is the value of its `guard`, and what it throws is for those outside.
(print (guard (a ((symbol? a) (list 'outer a))) (guard (b ((number? b) 'no)) (raise 'x)))) ; => (outer x)
(print (with-exception-handler (lambda (e) 'no)
  (lambda () (+ 1 (guard (e ((symbol? e) 41)) (* 100 (raise-continuable 'x))))))) ; => 42
(print (with-exception-handler (lambda (e) 5)
  (lambda () (guard (e ((assq 'a e) => cdr) ((assq 'b e))) (* 2 (raise-continuable '((c . 1)))))))) ; => 10
(print (guard (e ((assq 'a e) => cdr) ((assq 'b e))) (raise '((b . 23))))) ; => (b . 23)
(define log '())
(define (note x) (set! log (cons x log)) x)
(define (noted) (let ((l (reverse log))) (set! log '()) l))
(define (extent name thunk)
  (dynamic-wind (lambda () (note (list 'in name))) thunk (lambda () (note (list 'out name)))))
(define (refuse) (note 'tested) #f)
(print (guard (e ((symbol? e) (list 'caught e)))
  (guard (e ((raise 'in-test) 'no)) (extent 'a (lambda () (raise "x")))))) ; => (caught in-test)
(print (noted)) ; => ((in a) (out a))
; Clauses run outside of the extents of the body, and what follows inside of them.
(print (with-exception-handler (lambda (e) (note (list 'handler e)) 10)
  (lambda ()
    (extent 'a (lambda ()
      (guard (e ((refuse) 'no))
        (extent 'b (lambda () (+ 1 (raise-continuable 'x)))))))))) ; => 11
(print (noted)) ; => ((in a) (in b) (out b) tested (in b) (handler x) (out b) (out a))
(print (guard (o (#t (note 'taken) (list 'outer o)))
  (extent 'a (lambda ()
    (guard (e ((refuse) 'no))
      (extent 'b (lambda () (+ 1 (raise 'x))))))))) ; => (outer x)
(print (noted)) ; => ((in a) (in b) (out b) tested (in b) (out b) (out a) taken)
(print (with-exception-handler (lambda (e) (note 'handler) e)
  (lambda ()
    (extent 1 (lambda ()
      (guard (a (#f 1))
        (extent 2 (lambda ()
          (guard (b (#f 2)) (extent 3 (lambda () (raise-continuable 'v)))))))))))) ; => v
(print (noted)) ; => ((in 1) (in 2) (in 3) (out 3) (in 3) (out 3) (out 2) (in 2) (in 3) handler (out 3) (out 2) (out 1))
; Parameters are those of each place.
(define p (make-parameter 1))
(print (with-exception-handler (lambda (e) (list (p) e))
  (lambda ()
    (parameterize ((p 2))
      (guard (e ((begin (note (p)) #f) 'no)) (parameterize ((p 3)) (raise-continuable 'x))))))) ; => (3 x)
(print (noted)) ; => (2)
(print (with-exception-handler (lambda (e) (list (p) e))
  (lambda ()
    (guard (e (#f 'no))
      (parameterize ((p 4))
        (dynamic-wind
          (lambda () (note (p)))
          (lambda () (parameterize ((p 5)) (raise-continuable 'x)))
          (lambda () (note (p))))))))) ; => (5 x)
(print (noted)) ; => (4 4 4 4)
; What is set stays so.
(print (let ((n 0))
  (with-exception-handler (lambda (e) 1)
    (lambda ()
      (guard (e ((begin (set! n (+ n 10)) #f) 'no))
        (set! n (+ n 1))
        (let ((v (raise-continuable 'x))) (+ n v))))))) ; => 12
; A handler that must not come back, and does.
(print (guard (top (#t (error-object-message top) (error-object-irritants top)))
  (with-exception-handler (lambda (e) (note (list 'handler e)) 'ignored)
    (lambda () (guard (e ((string? e) 'no)) (extent 'c (lambda () (raise 'bad)))))))) ; => (bad)
(print (noted)) ; => ((in c) (out c) (in c) (handler bad) (out c))
(print (guard (e ((pair? e) e))
  (with-exception-handler (lambda (e) (raise (list 'outer e)))
    (lambda ()
      (guard (e ((string? e) 'no))
        (with-exception-handler (lambda (e) (raise (list 'inner e))) (lambda () (raise 'x)))))))) ; => (outer (inner x))
; Within a handler.
(print (with-exception-handler (lambda (e) 1)
  (lambda ()
    (with-exception-handler (lambda (e) (guard (x ((string? x) 'no)) (+ e (raise-continuable 'y))))
      (lambda () (guard (x ((string? x) 'no)) (+ 100 (raise-continuable 10)))))))) ; => 111
; Errors of builtins, deep inside.
(define (dive n) (if (= n 0) (raise-continuable 'bottom) (+ 1 (dive (- n 1)))))
(print (with-exception-handler (lambda (e) 1) (lambda () (guard (e ((string? e) 'no)) (dive 500))))) ; => 501
(print (guard (e ((error-object? e) (error-kind e)))
  (guard (e ((symbol? e) 'no)) (extent 'd (lambda () (vector-ref (vector 1 2) 5)))))) ; => range
(print (noted)) ; => ((in d) (out d) (in d) (out d))
; Often.
(print (with-exception-handler (lambda (e) e)
  (lambda ()
    (guard (e ((string? e) (list 'string e)))
      (let loop ((i 0) (sum 0))
        (if (< i 100)
            (loop (+ i 1) (+ sum (raise-continuable i)))
            (raise-continuable (number->string sum)))))))) ; => (string 4950)
; `else` and `#t` take everything; `try` does not send back, and `finally` runs once.
(print (with-exception-handler (lambda (e) 'no) (lambda () (guard (e (else e)) (list (raise-continuable 1)))))) ; => 1
(print (with-exception-handler (lambda (e) 'no) (lambda () (try (list (raise-continuable 2)) (catch e e))))) ; => 2
(print (guard (o (#t (note 'taken)))
  (guard (e ((refuse) 'no)) (try (raise 'x) (finally (note 'cleaned)))))) ; => taken
(print (noted)) ; => (cleaned tested taken)
; An error that nobody takes is where it was.
(define (f x)
  (guard (e ((string? e) 1))
    (extent 'e
      (lambda ()
        (+ 1 (vector-ref x 10))))))
(f (vector 1 2))
;!! range: vector-ref: index 10
;!! line 106
