; Waiting for several channels; the first operation that can be done is done.
;; needs: tasks
(define a (chan 2))
(define b (chan 2))
(define meet (chan))
(send! b 1)
(print (select ((recv! a) 'a) ((recv! b x) (list 'b x)) (default 'none))) ; => (b 1)
(print (select ((recv! a) 'a) ((recv! b) 'b) (default 'none)))            ; => none
(print (select ((recv! a)) (else 'other)))                                ; => other
(send! a 2)
(send! b 3)
(print (select ((recv! a)) ((recv! b))))                                  ; => 2
(print (select ((recv! a)) ((recv! b) => list) (default 4)))              ; => (3)
(print (select ((send! a 5) 'sent) ((send! b 6) 'sent-b)))                ; => sent
(send! a 7)
(print (select ((send! a 8) 'a) ((send! b 9) 'b)))                        ; => b
(print (recv! a) (recv! a) (recv! b))                                     ; => 5 7 9
(print (select ((send! meet 1) 'met) (default)))                          ; => #<unit>

; Waiting until another task comes.
(spawn (send! meet 10))
(print (select ((recv! a) 'a) ((recv! meet x) (+ x 1))))                  ; => 11
(define got '())
(spawn (set! got (recv! meet)))
(print (select ((recv! a) 'a) ((send! meet 12) 'sent)))                   ; => sent
(yield)
(print got)                                                               ; => 12
; A task that selected waits for nothing else afterwards.
(spawn (begin (send! a (select ((recv! meet x) x) ((recv! b x) (list x)))) (send! a 'end)))
(yield)
(send! b 20)
(print (recv! a) (recv! a))                                               ; => (20) end
(print (try-send! meet 1))                                                ; => #f
; Two that select meet each other.
(spawn (send! a (select ((recv! meet x) (list 'got x)) ((send! meet 2) 'gave))))
(yield)
(print (select ((recv! meet x) (list 'got x)) ((send! meet 3) 'gave)))    ; => (got 2)
(print (recv! a))                                                         ; => gave
; The same channel twice.
(spawn (send! a (select ((recv! meet) 'first) ((recv! meet) 'second))))
(yield)
(send! meet 1)
(print (recv! a))                                                         ; => first
(print (try-send! meet 1))                                                ; => #f

; Without waiting.
(print (try-recv! a) (try-send! a 1) (try-recv! a))                       ; => (#f ()) #t (#t 1)
(define one (chan 1))
(print (try-send! one 1) (try-send! one 2))                               ; => #t #f
(print (map (lambda (f) (f one)) (list try-recv! chan?)))                 ; => ((#t 1) #t)

; Many at once: the order is that of the clauses and of coming.
(define quit (chan))
(define (worker id in out)
  (let loop ((n 0))
    (select
      ((recv! in x) (send! out (list id x)) (loop (+ n 1)))
      ((recv! quit) (send! out (list id 'done n))))))
(define in (chan))
(define out (chan 20))
(define (start id) (worker id in out))
(for-each (lambda (id) (spawn (start id))) '(1 2))
(for-each (lambda (x) (send! in x)) '(a b c))
(send! quit #t)
(send! quit #t)
(define (drain n) (if (= n 0) '() (let ((x (recv! out))) (cons x (drain (- n 1))))))
(print (drain 5)) ; => ((1 a) (1 b) (1 done 2) (2 c) (2 done 1))
(define kinds (list (lambda () (select ((recv! 5) 1))) (lambda () (select ((send! 'c 1) 1) (default 2)))))
(print (map (lambda (f) (try (f) (catch e (error-object-message e)))) kinds))
; => (select: expected a channel, got 5 select: expected a channel, got c)
(spawn (lambda () (select ((recv! quit) 1) ((send! in 2) 2))))
(select ((recv! a) 1) ((recv! b) 2))
;!! deadlock: main selects among chan 1, chan 2, task 9 selects among chan 5, chan 6
