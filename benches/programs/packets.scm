; Packet counting: a tail recursion with `letrec` over a list of byte vectors.
(define n 20000)

(define (make-packet i)
  (let ((p (make-bytevector 42)))
    (u16-set! p 12 (if (= 0 (remainder i 33)) #x0806 #x0800))
    (u16-set! p 16 (+ 28 (remainder (* i 37) 1473)))
    (u8-set! p 23 (if (< (remainder i 10) 7) 6 17))
    p))

(define capture
  (let loop ((i 0) (packets '()))
    (if (= i n) packets (loop (+ i 1) (cons (make-packet i) packets)))))

(define (count-protocol number packets)
  (letrec ((count (lambda (packets total)
                    (if (empty? packets)
                        total
                        (count (rest packets)
                               (if (and (= (u16-ref (first packets) 12) #x0800)
                                        (= (u8-ref (first packets) 23) number))
                                   (+int total 1)
                                   total))))))
    (count packets 0)))

(define (run rounds)
  (let loop ((r 0) (total 0))
    (if (= r rounds)
        total
        (loop (+ r 1)
              (+ total (count-protocol 6 capture) (* 3 (count-protocol 17 capture)))))))

(display (run 20))
(newline)
