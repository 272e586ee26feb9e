; Tasks and channels: two producers and a relay, through buffered and unbuffered channels.
(define n 30000)

(define (produce out from step)
  (spawn
    (lambda ()
      (let loop ((i from))
        (if (< i n)
            (begin (send! out i) (loop (+ i step)))
            (send! out 'end))))))

(define (relay in out enders)
  (spawn
    (lambda ()
      (let loop ((left enders))
        (if (= left 0)
            (send! out 'end)
            (let ((item (recv! in)))
              (if (eq? item 'end)
                  (loop (- left 1))
                  (begin (send! out (* 2 item)) (loop left)))))))))

(define (sum in)
  (let loop ((total 0))
    (let ((item (recv! in)))
      (if (eq? item 'end) total (loop (+ total item))))))

(define (run)
  (let ((buffered (chan 100)) (meeting (chan)))
    (produce buffered 0 2)
    (produce buffered 1 2)
    (relay buffered meeting 2)
    (sum meeting)))

(display (run))
(newline)
