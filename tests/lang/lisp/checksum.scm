; The Internet checksum (RFC 1071) against known results.
(define (checksum p start len)
  (let ((sum 0) (i start) (end (- (+ start len) 1)))
    (let loop ()
      (if (< i end)
          (begin (set! sum (+int sum (u16-ref p i))) (set! i (+int i 2)) (loop))))
    (if (= i end) (set! sum (+int sum (* 256 (u8-ref p i)))))
    (let fold ()
      (if (> sum 65535)
          (begin (set! sum (+int (bitwise-and sum 65535) (arithmetic-shift sum -16))) (fold))))
    (bitwise-xor sum 65535)))
(define (hex n) (number->string n 16))
(print (hex (checksum (bytevector 0 1 #xf2 3 #xf4 #xf5 #xf6 #xf7) 0 8))) ; => 220d
(print (hex (checksum (bytevector #x45 0 0 #x73 0 0 #x40 0 #x40 #x11 0 0 #xc0 #xa8 0 1 #xc0 #xa8 0 #xc7) 0 20))) ; => b861
(print (hex (checksum (bytevector #x45 0 0 #x73 0 0 #x40 0 #x40 #x11 #xb8 #x61 #xc0 #xa8 0 1 #xc0 #xa8 0 #xc7) 0 20))) ; => 0
(print (hex (checksum (bytevector) 0 0))) ; => ffff
(print (hex (checksum (bytevector 1) 0 1))) ; => feff
(print (hex (checksum (bytevector 255 255 255 255) 0 4))) ; => 0
(print (hex (checksum (bytevector 9 9 #x12 #x34 #x56) 2 3))) ; => 97cb
