; Classify packets - two tasks look at 100,000 packets and send what they find through a channel.

; ---- A capture: Ethernet, IPv4 and port fields of each packet ----

(define seed 7)
(define (random-below! limit)
  (set! seed (remainder (* seed 48271) 2147483647))
  (remainder seed limit))

(define ports (vector 80 443 443 443 53 53 25 22 8080 40000))

(define (make-packet)
  (let ((p (make-bytevector 42))
        (dice (random-below! 100)))
    (u16-set! p 12 (if (< dice 3) #x0806 #x0800))  ; 3 in 100 are ARP, not IPv4
    (u8-set! p 14 #x45)                            ; version 4, five words of header
    (u16-set! p 16 (+ 28 (random-below! 1473)))
    (u8-set! p 22 64)
    (u8-set! p 23 (cond ((< dice 60) 6)            ; TCP
                        ((< dice 90) 17)           ; UDP
                        (else 1)))                 ; ICMP
    (u32-set! p 26 (+ #x0a000002 (random-below! 250)))
    (u32-set! p 30 #x0a000001)
    (u16-set! p 34 (+ 1024 (random-below! 60000)))
    (u16-set! p 36 (vector-ref ports (random-below! 10)))
    p))

(define (make-packets count)
  (let loop ((i 0) (packets '()))
    (if (= i count)
        packets
        (loop (+ i 1) (cons (make-packet) packets)))))

; ---- What kind of packet is it? ----

(define (classify p)
  (if (not (= (u16-ref p 12) #x0800))
      'other
      (let ((port (u16-ref p 36)))
        (case (u8-ref p 23)
          ((6) (case port
                 ((80 443 8080) 'web)
                 ((25) 'mail)
                 ((22) 'shell)
                 (else 'tcp)))
          ((17) (if (= port 53) 'names 'udp))
          ((1) 'icmp)
          (else 'other)))))

; ---- Two tasks, one channel ----

; The channel holds 100 results. A task that finds it full waits
; until the main program has taken some out.
(define results (chan 100))

(define (classify-all packets)
  (for-each (lambda (p) (send! results (classify p))) packets)
  (send! results 'done))

(define first-half (make-packets 50000))
(define second-half (make-packets 50000))
(spawn (lambda () (classify-all first-half)))
(spawn (lambda () (classify-all second-half)))

; ---- The tally ----

(define tally (make-hash-map))

(define (collect running)
  (if (> running 0)
      (let ((kind (recv! results)))
        (if (eq? kind 'done)
            (collect (- running 1))
            (begin
              (hash-set! tally kind (+ 1 (hash-ref tally kind 0)))
              (collect running))))))

(collect 2)

(for-each
  (lambda (kind)
    (display kind)
    (display ": ")
    (display (hash-ref tally kind 0))
    (newline))
  '(web mail shell tcp names udp icmp other))
