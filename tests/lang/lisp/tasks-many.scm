;; needs: tasks
; Many tasks, and tasks that wait for each other in chains.
(define results (chan 100))
(define (start n) (if (> n 0) (begin (spawn (lambda () (send! results n))) (start (- n 1)))))
(start 1000)
(define (sum n total) (if (= n 0) total (sum (- n 1) (+ total (recv! results)))))
(print (sum 1000 0)) ; => 500500
; A daisy chain: each adds one to what it gets from its neighbour.
(define (chain n out) (if (= n 0) out (let ((in (chan))) (spawn (lambda () (send! out (+ 1 (recv! in))))) (chain (- n 1) in))))
(define end (chan))
(define begin-of-chain (chain 300 end))
(send! begin-of-chain 0)
(print (recv! end)) ; => 300
; Ping-pong.
(define ping (chan))
(define pong (chan))
(spawn (lambda () (let loop () (let ((n (recv! ping))) (send! pong (+ n 1)) (loop)))))
(print (let loop ((n 0)) (if (>= n 1000) n (begin (send! ping n) (loop (recv! pong)))))) ; => 1000
; Several producers, several consumers, one end signal for each consumer.
(define work (chan 5))
(define done (chan))
(define (producer from to) (lambda () (do ((i from (+ i 1))) ((= i to) (send! done 'produced)) (send! work i))))
(define (consumer) (let loop ((total 0)) (let ((x (recv! work))) (if (eq? x 'end) (send! done total) (loop (+ total x))))))
(spawn (producer 0 100))
(spawn (producer 100 200))
(spawn consumer)
(spawn consumer)
(spawn consumer)
(define (collect n total produced)
  (if (= n 0)
      total
      (let ((x (recv! done)))
        (if (eq? x 'produced)
            (begin
              (if (= produced 1) (begin (send! work 'end) (send! work 'end) (send! work 'end)))
              (collect (- n 1) total (+ produced 1)))
            (collect (- n 1) (+ total x) produced)))))
(print (collect 5 0 0)) ; => 19900
; A sieve of tasks.
(define (source limit) (let ((out (chan 1))) (spawn (lambda () (do ((i 2 (+ i 1))) ((> i limit) (send! out #f)) (send! out i)))) out))
(define (sift p in) (let ((out (chan 1))) (spawn (lambda () (let loop () (let ((n (recv! in))) (cond ((not n) (send! out #f)) ((= 0 (remainder n p)) (loop)) (else (send! out n) (loop))))))) out))
(define (primes in) (let ((p (recv! in))) (if p (cons p (primes (sift p in))) '())))
(print (primes (source 60))) ; => (2 3 5 7 11 13 17 19 23 29 31 37 41 43 47 53 59)
