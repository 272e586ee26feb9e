; Derived forms in all their shapes.
(define (p x) (write x) (newline))
(define x '(2 3))
(define y 9)
; Quasiquotation with levels, dots and vectors.
(p `(1 . ,y))                                              ; => (1 . 9)
(p `(,@x . 5))                                             ; => (2 3 . 5)
(p `((1 ,@x) ,@'() ,@x))                                   ; => ((1 2 3) 2 3)
(p `#(,@x ,y #(,y) (,@x) ,@x))                             ; => #(2 3 9 #(9) (2 3) 2 3)
(define (inner q) (cadr (cadr q)))
(p (inner `(1 `(2 ,(3 ,y)))))                              ; => (2 (unquote (3 9)))
(p (inner `(1 `(2 ,(3 ,@x)))))                             ; => (2 (unquote (3 2 3)))
(p (inner `(1 `(2 ,@(3 ,@x)))))                            ; => (2 (unquote-splicing (3 2 3)))
(p (inner `(1 `#(,(2 ,y)))))                               ; => #((unquote (2 9)))
(p (caddr `(x . `(y ,(z ,y)))))                            ; => (y (unquote (z 9)))
(p `(a unquote y))                                         ; => (a . 9)
; Bodies mix definitions and expressions.
(p (let () (define a 1) (set! a 2) (define b (* a 10)) (list a b))) ; => (2 20)
(p (let* ((a 1)) (define b 2) (+ a b)))                    ; => 3
(p (letrec* ((a 1) (b (lambda () (c))) (c (lambda () (+ a 1)))) (b))) ; => 2
(p (let loop () 5))                                        ; => 5
(p (let* () 6))                                            ; => 6
(p (do ((x 5)) (#t x)))                                    ; => 5
(p (guard (e (#t e)) (define a 1) (define b (raise (list a))) b)) ; => (1)
; Keys of every kind.
(define (key k)
  (case k
    ((a #\a 1) => (lambda (x) (list 'one x)))
    ((#t 2.5) 'two)
    ((()) 'nil)
    (else => (lambda (x) (list 'else x)))))
(p (map key (list 'a #\a 1 #t 2.5 '() #f)))                ; => ((one a) (one #\a) (one 1) two two nil (else #f))
(p (list (when #f 1) (when #t 1 2) (unless #f 3 4)))       ; => (#<unit> 2 4)
; Handlers see the extents that were left; what none takes goes on.
(define log '())
(define (note x) (set! log (cons x log)) #f)
(p (guard (e ((note 'test)) ((symbol? e) (note 'taken) e))
     (dynamic-wind (lambda () (note 'in)) (lambda () (raise 'boom)) (lambda () (note 'out))))) ; => boom
(p (reverse log))                                          ; => (in out test taken)
(p (guard (e (else (list e 'outer))) (guard (e ((number? e) 'inner)) (raise 'word)))) ; => (word outer)
; What cleans up does not stop a handler from answering.
(set! log '())
(p (with-exception-handler
     (lambda (e) (note e) 10)
     (lambda () (+ 1 (try (+ 1 (raise-continuable 'c)) (finally (note 'finally))))))) ; => 12
(p log)                                                    ; => (finally c)
