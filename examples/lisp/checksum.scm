; Checksums - the Internet checksum (RFC 1071) over 100,000 IPv4 headers in pooled buffers.

; The checksum adds the 16-bit words of a stretch of bytes, brings what
; overflowed 16 bits back in, and inverts the result. +int is the addition
; for integers only: it needs no look at any other kind of number.
(define (checksum packet start length)
  (let ((sum 0)
        (i start)
        (end (-int (+int start length) 1)))
    (let add-words ()
      (if (< i end)
          (begin
            (set! sum (+int sum (u16-ref packet i)))
            (set! i (+int i 2))
            (add-words))))
    ; An odd last byte counts as the upper half of a word.
    (if (= i end)
        (set! sum (+int sum (*int 256 (u8-ref packet i)))))
    (let fold ()
      (if (> sum #xffff)
          (begin
            (set! sum (+int (bitwise-and sum #xffff) (arithmetic-shift sum -16)))
            (fold))))
    (bitwise-xor sum #xffff)))

; ---- Two examples whose results are known ----

(define (show-hex name n)
  (display name)
  (display (number->string n 16))
  (newline))

; The bytes of the example in RFC 1071; their sum is ddf2.
(show-hex "RFC 1071 example:  "
          (checksum (bytevector #x00 #x01 #xf2 #x03 #xf4 #xf5 #xf6 #xf7) 0 8))

; A well-known IPv4 header, its checksum field zero; b861 is right.
(show-hex "a known header:    "
          (checksum (bytevector #x45 #x00 #x00 #x73 #x00 #x00 #x40 #x00 #x40 #x11
                                #x00 #x00 #xc0 #xa8 #x00 #x01 #xc0 #xa8 #x00 #xc7)
                    0 20))

; ---- 100,000 packets ----

(define seed 1)
(define (random-below! limit)
  (set! seed (remainder (* seed 48271) 2147483647))
  (remainder seed limit))

; Ethernet header in bytes 0-13, IPv4 header in bytes 14-33.
(define (write-headers! p number)
  (u16-set! p 12 #x0800)
  (u8-set! p 14 #x45)
  (u16-set! p 16 (+int 28 (random-below! 1473)))
  (u16-set! p 18 (bitwise-and number #xffff))
  (u8-set! p 22 64)
  (u8-set! p 23 (if (< (random-below! 10) 7) 6 17))
  (u32-set! p 26 (+int #x0a000000 (random-below! 65536)))
  (u32-set! p 30 #xc0a80001))

; What a router does: one hop less, and a new checksum.
(define (forward! p)
  (u8-set! p 22 (-int (u8-ref p 22) 1))
  (u16-set! p 24 0)
  (u16-set! p 24 (checksum p 14 20)))

; A header with a right checksum adds up to zero.
(define (intact? p) (= 0 (checksum p 14 20)))

; Every packet takes a buffer from the pool and gives it back, so the
; whole run needs just one. Every thousandth packet is damaged on the way.
(define (run count)
  (let loop ((i 0) (good 0) (bad 0) (mix 0))
    (if (= i count)
        (list good bad mix)
        (let ((p (packet-buffer)))
          (write-headers! p i)
          (forward! p)
          (let ((sum (u16-ref p 24)))
            (if (= 999 (remainder i 1000))
                (u8-set! p 33 7))
            (let ((ok (intact? p)))
              (release-buffer! p)
              (loop (+int i 1)
                    (if ok (+int good 1) good)
                    (if ok bad (+int bad 1))
                    (bitwise-xor sum (remainder (*int mix 3) 65536)))))))))

(define result (run 100000))
(display "intact packets:    ")
(display (first result))
(newline)
(display "damaged packets:   ")
(display (second result))
(newline)
(show-hex "all sums mixed:    " (third result))
