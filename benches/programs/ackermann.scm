; Ackermann's function of 3 and n: deep recursion and tail calls by turns.
(define n 8)

(define (ack m k)
  (cond ((= m 0) (+ k 1))
        ((= k 0) (ack (- m 1) 1))
        (else (ack (- m 1) (ack m (- k 1))))))

(display (ack 3 n))
(newline)
