; Promises and streams.
(define count 0)
(define p (delay (begin (set! count (+ count 1)) (* count 10))))
(print (promise? p) (promise? 5) p)                        ; => #t #f #<promise>
(print (force p) (force p) count)                          ; => 10 10 1
(print (force 7) (force (make-promise 8)) (force (make-promise p)) (eq? p (make-promise p))) ; => 7 8 10 #t
(print (promise? (make-promise (list 1))) (force (delay (values 3)))) ; => #t 3
; A chain of any length in constant space.
(define (down n) (if (= n 0) (delay 'bottom) (delay-force (down (- n 1)))))
(print (force (down 400)))                                 ; => bottom
(print (force (delay-force (make-promise 5))) (force (delay-force 6)) (force (delay-force (delay (delay 1))))) ; => 5 6 #<promise>
; Forced again while it is forced: the first value stays.
(define x 5)
(define n 0)
(define q (delay (begin (set! n (+ n 1)) (if (> n x) n (force q)))))
(print (force q))                                          ; => 6
(set! x 10)
(print (force q))                                          ; => 6
; What fails is tried again.
(define tries 0)
(define r (delay (begin (set! tries (+ tries 1)) (if (< tries 2) (throw 'not-yet) tries))))
(print (try (force r) (catch e e)) (force r) (force r))    ; => not-yet 2 2
; Two promises that came to be the same.
(define shared (delay (begin (set! count (+ count 1)) count)))
(define other (delay-force shared))
(print (force other) (force shared) count)                 ; => 2 2 2
; Streams.
(define (from n) (cons-stream n (from (+ n 1))))
(define s (from 1))
(print (stream-pair? s) (stream-pair? '(1)) (stream-car (stream-cdr s)) (stream-head s 5)) ; => #t #f 2 (1 2 3 4 5)
(print (stream-car (stream-tail s 100)))                   ; => 101
(define (keep f s) (if (f (stream-car s)) (cons-stream (stream-car s) (keep f (stream-cdr s))) (keep f (stream-cdr s))))
(print (stream-head (keep even? s) 4))                     ; => (2 4 6 8)
(print (map force (list (delay 1) 2 (make-promise 3))))    ; => (1 2 3)
