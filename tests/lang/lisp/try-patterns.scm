; `catch` with patterns, several clauses, and `throw`.
(define (handle thunk)
  (try (thunk)
    (catch "other" 1)
    (catch 'sym 2)
    (catch (list 'code n) (* n 10))
    (catch (when n (and (number? n) (> n 100))) 'large)
    (catch (.. 0 10) 'digit)))
(print (handle (lambda () (throw "other"))))              ; => 1
(print (handle (lambda () (throw 'sym))))                 ; => 2
(print (handle (lambda () (throw (list 'code 4)))))       ; => 40
(print (handle (lambda () (raise 101))))                  ; => large
(print (handle (lambda () (throw 5))))                    ; => digit
(print (handle (lambda () 'fine)))                        ; => fine
; What no clause takes goes on.
(print (try (handle (lambda () (throw 50))) (catch e (list 'outer e)))) ; => (outer 50)
(print (try (throw 42) (catch (e) e)))                    ; => 42
(print (try (throw 42) (catch [e] e) (catch e (list e)))) ; => (42)
(print (try (throw 42) (catch _ 'any) (catch e e)))       ; => any
(print (try (car 5) (catch "x" 1) (catch e (error-kind e)))) ; => type
(define log '())
(print (try
         (try (throw 'a) (catch 'b 1) (finally (set! log (cons 'done log))))
         (catch e (list e log))))                         ; => (a (done))
(print (try (do (throw "error") 999) (catch "error" 1) (catch _ 2) (finally (+ 1 1)))) ; => 1
(print (map (lambda (x) (try (throw x) (catch e e))) '(1 2))) ; => (1 2)
(print (try (for-each throw '(7 8)) (catch e e)))         ; => 7
(print (try (throw 1) (catch e)))                         ; => #<unit>
(throw 'out)
;!! uncaught: out
