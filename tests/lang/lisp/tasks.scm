;; needs: tasks
; Tasks and channels.
(define c (chan 10))
(print (chan? c) (chan? 5)) ; => #t #f
(send! c 1)
(send! c 2)
(print (recv! c) (recv! c)) ; => 1 2
(define t (spawn (lambda () (send! c 'from-task))))
(print (task? t) (task? c)) ; => #t #f
(print (recv! c)) ; => from-task
; The order on one channel is the order of sending.
(spawn (lambda () (for-each (lambda (x) (send! c x)) (iota 50))))
(define (take n) (if (= n 0) '() (let ((x (recv! c))) (cons x (take (- n 1))))))
(print (equal? (take 50) (iota 50))) ; => #t
; Rendezvous: the sender goes on only when somebody has received.
(define meet (chan))
(define sent '())
(spawn (lambda ()
         (send! meet 'a) (set! sent (cons 'a sent))
         (send! meet 'b) (set! sent (cons 'b sent))))
(print (recv! meet) (memq 'b sent)) ; => a #f
(print (recv! meet)) ; => b
(yield) (yield) (yield)
(print sent) ; => (b a)
; A buffered channel lets the sender run ahead by as much as it holds.
(define two (chan 2))
(define count 0)
(spawn (lambda () (let loop ((i 0)) (if (< i 6) (begin (send! two i) (set! count (+ count 1)) (loop (+ i 1)))))))
(yield) (yield) (yield)
(print count) ; => 2
(print (recv! two)) ; => 0
(yield) (yield) (yield)
(print count) ; => 3
(print (recv! two) (recv! two) (recv! two) (recv! two) (recv! two)) ; => 1 2 3 4 5
; Anything can be sent: closures, channels, records, data.
(define-record-type job (make-job f reply) job? (f job-f) (reply job-reply))
(define jobs (chan))
(define (worker) (let ((j (recv! jobs))) (send! (job-reply j) ((job-f j))) (worker)))
(spawn worker)
(spawn worker)
(define (ask f) (let ((reply (chan))) (send! jobs (make-job f reply)) (recv! reply)))
(print (ask (lambda () (* 6 7))) (ask (lambda () '(a list))) (ask (lambda () "text"))) ; => 42 (a list) text
; As values, the words for tasks are functions.
(for-each spawn (map (lambda (n) (lambda () (send! c (* n n)))) '(1 2 3 4)))
(print (apply + (take 4))) ; => 30
(print (map recv! (let ((d (chan 3))) (for-each (lambda (x) (send! d x)) '(7 8 9)) (list d d d)))) ; => (7 8 9)
