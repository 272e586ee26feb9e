; What tasks compute meanwhile.
;; needs: tasks
(print (await (async (+ 1 2))) (await (promise 4)))        ; => 3 4
(define a (async (yield) (throw 'failed)))
(print (try (await a) (catch e (list 'caught e))))         ; => (caught failed)
(print (try (await a) (catch e (list 'again e))))          ; => (again failed)
(define c (chan))
(define b (async (recv! c)))
(define x (async (* 2 (await b))))
(define y (async (* 3 (await b))))
(yield)
(send! c 5)
(print (await x) (await y) (await b))                      ; => 10 15 5
(print (map await (map (lambda (n) (async (* n n))) '(1 2 3)))) ; => (1 4 9)
(print (await 6))                                          ; => 6
