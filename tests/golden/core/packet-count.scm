; The tail-recursive packet counter: its letrec becomes a loop.
(define (count-packets packets)
  (letrec ((count (lambda (packets n)
                    (if (empty? packets)
                        n
                        (count (rest packets) (+ n 1))))))
    (count packets 0)))
