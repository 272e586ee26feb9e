; What a task is given: a function, or an expression to evaluate.
;; needs: tasks
(define c (chan 10))
(define n 1)
(define (job) (send! c 'job))
(spawn job)
(spawn (lambda () (send! c 'lambda)))
(spawn (send! c (list 'expression n)))
(spawn (begin (send! c 'first) (send! c 'second)))
(define (make tag) (lambda () (send! c tag)))
(spawn (make 'made))
(spawn (let ((x 5)) (send! c x)))
(set! n 2)
(define (drain k) (if (= k 0) '() (let ((x (recv! c))) (cons x (drain (- k 1))))))
(print (drain 7)) ; => (job lambda (expression 2) first second made 5)
(print (task? (spawn (car '(1))))) ; => #t
(print (try (spawn 5) (catch e (error-kind e)))) ; => type
(for-each spawn (list job (make 'again)))
(print (drain 2)) ; => (job again)
