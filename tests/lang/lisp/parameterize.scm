; Parameters.
(define radix (make-parameter 10 (lambda (x) (if (and (exact-integer? x) (<= 2 x 16)) x (error "invalid radix" x)))))
(define plain (make-parameter 'a))
(define (show) (list (radix) (plain)))
(print (show))                                             ; => (10 a)
(print (parameterize ((radix 2) (plain 'b)) (show)))       ; => (2 b)
(print (show))                                             ; => (10 a)
(print (parameterize ((plain 1)) (define x (plain)) (parameterize ((plain 2) (radix 16)) (list x (plain) (radix) (parameterize () (show))))))
; => (1 2 16 (16 2))
(print (try (parameterize ((radix 0)) (show)) (catch e (error-object-irritants e)))) ; => (0)
(print (show))                                             ; => (10 a)
(print (try (parameterize ((plain 'inside)) (throw (plain))) (catch e (list e (plain))))) ; => (inside a)
(define f (parameterize ((plain 'then)) (lambda () (plain))))
(print (f))                                                ; => a
(print (try (parameterize ((5 1)) 1) (catch e (error-object-message e)))) ; => parameterize: expected a parameter, got 5
; Values are computed outside.
(print (parameterize ((plain 1) (radix (if (eq? (plain) 'a) 8 9))) (show))) ; => (8 1)
(define (nest n) (if (= n 0) (plain) (parameterize ((plain n)) (nest (- n 1)))))
(print (nest 20) (plain))                                  ; => 1 a
(print (map (lambda (x) (parameterize ((plain x)) (plain))) '(1 2 3))) ; => (1 2 3)
