; Packet counter - counts 100,000 generated packets recursively, kind by kind.

; ---- A capture: the first 42 bytes of each packet, as a sniffer keeps them ----

; Pseudo-random numbers, the same ones on every run.
(define seed 1)
(define (random-below! limit)
  (set! seed (remainder (* seed 48271) 2147483647))
  (remainder seed limit))

; Bytes 0-13 are the Ethernet header, 14-33 the IPv4 header, then ports.
; All fields are big-endian, as on the wire.
(define (make-packet)
  (let ((p (make-bytevector 42))
        (dice (random-below! 100)))
    (u16-set! p 0 #x0200)                          ; to 02:00:00:00:00:01
    (u32-set! p 2 1)
    (u16-set! p 6 #x0200)                          ; from one of 250 machines
    (u32-set! p 8 (+ 2 (random-below! 250)))
    (u16-set! p 12 (if (< dice 3) #x0806 #x0800))  ; 3 in 100 are ARP, not IPv4
    (u8-set! p 14 #x45)                            ; version 4, five words of header
    (u16-set! p 16 (+ 28 (random-below! 1473)))    ; length of the whole packet
    (u8-set! p 22 64)                              ; hops it may still take
    (u8-set! p 23 (cond ((< dice 70) 6)            ; TCP
                        ((< dice 95) 17)           ; UDP
                        (else 1)))                 ; ICMP
    (u32-set! p 26 (+ #x0a000002 (random-below! 250)))
    (u32-set! p 30 #x0a000001)
    (u16-set! p 34 (+ 1024 (random-below! 60000)))
    (u16-set! p 36 (if (< dice 50) 443 53))
    p))

(define capture
  (let loop ((i 0) (packets '()))
    (if (= i 100000)
        packets
        (loop (+ i 1) (cons (make-packet) packets)))))

; ---- Counting: a function that calls itself with the rest of the list ----

; The call of `count` in the last place needs no frame of its own:
; a list of any length is counted in constant space.
(define (count-packets wanted? packets)
  (letrec ((count (lambda (packets total)
                    (if (empty? packets)
                        total
                        (count (rest packets)
                               (if (wanted? (first packets)) (+ total 1) total))))))
    (count packets 0)))

(define (any? p) #t)
(define (ipv4? p) (= (u16-ref p 12) #x0800))
(define (protocol? number)
  (lambda (p) (and (ipv4? p) (= (u8-ref p 23) number))))
(define (big? p) (and (ipv4? p) (> (u16-ref p 16) 1000)))

(define (report what wanted?)
  (display what)
  (display (count-packets wanted? capture))
  (newline))

(report "packets  " any?)
(report "IPv4     " ipv4?)
(report "TCP      " (protocol? 6))
(report "UDP      " (protocol? 17))
(report "ICMP     " (protocol? 1))
(report "over 1000 bytes: " big?)

; The bytes that went over the wire, added up the same way.
(define (wire-bytes packets total)
  (if (empty? packets)
      total
      (wire-bytes (rest packets)
                  (+ total 14 (u16-ref (first packets) 16)))))

(display "bytes on the wire: ")
(display (wire-bytes capture 0))
(newline)
