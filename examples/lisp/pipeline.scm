; A pipeline - tasks that pass numbers along through channels, each doing its part.

; A stage reads from one channel and writes to another, until 'end comes by.
(define (stage in out work)
  (spawn
    (lambda ()
      (let loop ((item (recv! in)))
        (if (eq? item 'end)
            (send! out 'end)
            (begin
              (work item (lambda (result) (send! out result)))
              (loop (recv! in))))))))

(define numbers (chan 4))
(define squares (chan 4))
(define odd-ones (chan))     ; no room at all: sender and receiver meet

; The source counts to 20.
(spawn
  (lambda ()
    (do ((i 1 (+ i 1)))
        ((> i 20) (send! numbers 'end))
      (send! numbers i))))

; The first stage squares; the second lets only odd numbers through.
(stage numbers squares (lambda (n emit) (emit (* n n))))
(stage squares odd-ones (lambda (n emit) (if (odd? n) (emit n))))

; The main program is the sink.
(define (drain total)
  (let ((item (recv! odd-ones)))
    (if (eq? item 'end)
        total
        (begin
          (display item)
          (display " ")
          (drain (+ total item))))))

(define total (drain 0))
(newline)
(display "sum of the odd squares up to 20 squared: ")
(display total)
(newline)

; A sieve of tasks: each prime gets a task that strikes out its multiples.
(define (source limit)
  (let ((out (chan 8)))
    (spawn (lambda ()
             (do ((i 2 (+ i 1)))
                 ((> i limit) (send! out 'end))
               (send! out i))))
    out))

(define (without-multiples-of p in)
  (let ((out (chan 8)))
    (stage in out (lambda (n emit) (if (> (remainder n p) 0) (emit n))))
    out))

(let loop ((in (source 50)))
  (let ((p (recv! in)))
    (if (eq? p 'end)
        (newline)
        (begin
          (display p)
          (display " ")
          (loop (without-multiples-of p in))))))
