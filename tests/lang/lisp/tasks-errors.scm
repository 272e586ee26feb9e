;; needs: tasks
; Errors inside of tasks that are caught there.
(define c (chan))
(spawn (lambda () (send! c (guard (e (#t (list 'caught e))) (raise 'in-task)))))
(print (recv! c)) ; => (caught in-task)
(spawn (lambda () (guard (e (#t (send! c (error-kind e)))) (vector-ref (vector) 0))))
(print (recv! c)) ; => range
; Waiting inside of a try, and cleaning up after it.
(define log '())
(spawn (lambda () (try (send! c 'first) (raise 'x) (catch e (send! c (list 'caught e))) (finally (send! c 'cleanup)))))
(print (recv! c) (recv! c) (recv! c)) ; => first (caught x) cleanup
; A task that recurses deeply.
(spawn (lambda () (send! c (let down ((n 10000)) (if (= n 0) 0 (+ 1 (down (- n 1))))))))
(print (recv! c)) ; => 10000
; Wrong arguments.
(define (kind thunk) (guard (e (#t (error-kind e))) (thunk)))
(print (kind (lambda () (send! 5 1))) (kind (lambda () (recv! '())))) ; => type type
(print (kind (lambda () (chan -1))) (kind (lambda () (chan 'x)))) ; => range type
; Switching tasks in the middle of an expression keeps what was computed.
(define (slow x) (yield) x)
(spawn (lambda () (let loop ((n 0)) (if (< n 50) (begin (yield) (loop (+ n 1)))))))
(print (+ (slow 1) (* (slow 2) (slow 3)) (- (slow 10) (slow 4)))) ; => 13
(print (list (slow 'a) (list (slow 'b) (slow 'c)) (slow 'd))) ; => (a (b c) d)
