; Promises. The pair of a promise says whether it is done: #t, and then its value
; follows; value, and then a function that gives the value; #f, and then a function
; that gives another promise, whose pair it shares from then on. So chains of
; promises are forced in constant space.

(define (make-promise x)
  (if (promise? x) x (%promise #t x)))
(define (force p)
  (if (promise? p) (%force p) p))
(define (%force p)
  (let* ((cell (%promise-cell p)) (kind (car cell)))
    (if (eq? kind #t)
        (cdr cell)
        (let ((v ((cdr cell))))
          (if (eq? (car cell) #t)
              (cdr cell)
              (if (and (not kind) (promise? v))
                  (let ((other (%promise-cell v)))
                    (set-car! cell (car other))
                    (set-cdr! cell (cdr other))
                    (%set-promise-cell! v cell)
                    (%force p))
                  (begin
                    (set-car! cell #t)
                    (set-cdr! cell v)
                    v)))))))

; Streams: pairs whose second part is a promise.
(define (stream-pair? s)
  (and (pair? s) (promise? (cdr s))))
(define (stream-car s) (car s))
(define (stream-cdr s) (force (cdr s)))
(define (stream-head s n)
  (if (= n 0) '() (cons (car s) (stream-head (force (cdr s)) (- n 1)))))
(define (stream-tail s n)
  (if (= n 0) s (stream-tail (force (cdr s)) (- n 1))))

; What a task computes meanwhile. The result stays in the channel for all who wait.
(define (%async thunk)
  (let ((c (chan 1)))
    (spawn (lambda () (send! c (try (cons #t (thunk)) (catch e (cons #f e))))))
    (%promise 'value
      (lambda ()
        (let ((r (recv! c)))
          (send! c r)
          (if (car r) (cdr r) (throw (cdr r))))))))
(define (await p) (force p))
