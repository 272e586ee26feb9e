; The tail-recursive packet counter: its letrec becomes a loop.
(define (count-packets packets)
  (letrec ((count (lambda (packets n)
                    (if (empty? packets)
                        n
                        (count (rest packets) (+ n 1))))))
    (count packets 0)))
;;; lowered
(define @count-packets
  (lambda count-packets (packets)
    (fix ((count (lambda count (packets n) (captures count)
              (if (null? packets) n (tail count (cdr packets) (+ n 1))))))
      (tail count packets 0))))
;;; fold
(define @count-packets
  (lambda count-packets (packets)
    (fix ((count (lambda count (packets n) (captures count)
              (if (null? packets) n (tail count (cdr packets) (+ n 1))))))
      (tail count packets 0))))
;;; loops
(define @count-packets
  (lambda count-packets (packets)
    (loop L0 ((packets.2 packets)
              (n 0))
      (if (null? packets.2) n (recur L0 (cdr packets.2) (+ n 1))))))
