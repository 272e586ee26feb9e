; Packets as byte vectors: built, counted, taken apart.
(define seed 1)
(define (next! limit)
  (set! seed (remainder (* seed 48271) 2147483647))
  (remainder seed limit))
(define (make-packet)
  (let ((p (make-bytevector 38)))
    (u16-set! p 12 (if (< (next! 100) 3) #x0806 #x0800))
    (u16-set! p 16 (+ 28 (next! 1473)))
    (u8-set! p 23 (if (< (next! 10) 7) 6 17))
    (u32-set! p 26 (+ #x0a000000 (next! 65536)))
    (u16-set! p 36 (next! 65536))
    p))
(define capture (let loop ((i 0) (l '())) (if (= i 1000) l (loop (+ i 1) (cons (make-packet) l)))))
(define (count-packets wanted? packets)
  (letrec ((count (lambda (packets n)
                    (if (empty? packets) n
                        (count (rest packets) (if (wanted? (first packets)) (+ n 1) n))))))
    (count packets 0)))
(define (ip? p) (= (u16-ref p 12) #x0800))
(print (count-packets (lambda (p) #t) capture)) ; => 1000
(print (count-packets ip? capture)) ; => 974
(print (count-packets (lambda (p) (and (ip? p) (= (u8-ref p 23) 6))) capture)) ; => 654
(print (apply + (map (lambda (p) (u16-ref p 16)) capture))) ; => 773158
(print (apply max (map (lambda (p) (u16-ref p 36)) capture))) ; => 65431
(define (dotted n)
  (string-join (map (lambda (i) (number->string (bitwise-and 255 (arithmetic-shift n (* -8 i))))) '(3 2 1 0)) "."))
(print (dotted (u32-ref (first capture) 26)) (dotted #xc0a80001)) ; => 10.0.141.6 192.168.0.1
