; Operations on the bits of integers, negative ones as two's complement.
(print (bitwise-and 12 10) (bitwise-or 12 10) (bitwise-xor 12 10)) ; => 8 14 6
(print (bitwise-and) (bitwise-or) (bitwise-xor)) ; => -1 0 0
(print (bitwise-and 7) (bitwise-and 15 7 6)) ; => 7 6
(print (bitwise-not 0) (bitwise-not 5) (bitwise-not -1)) ; => -1 -6 0
(print (bitwise-and -1 255) (bitwise-or -8 3) (bitwise-xor -1 5)) ; => 255 -5 -6
(print (arithmetic-shift 1 10) (arithmetic-shift 1024 -3)) ; => 1024 128
(print (arithmetic-shift -1 4) (arithmetic-shift -16 -2) (arithmetic-shift -1 -100)) ; => -16 -4 -1
(print (arithmetic-shift 5 0) (arithmetic-shift 5 -3) (arithmetic-shift 0 1000)) ; => 5 0 0
(print (arithmetic-shift 1 49)) ; => 562949953421312
(print (arithmetic-shift 1 50)) ; => 1125899906842624
(print (arithmetic-shift -1 50)) ; => -1125899906842624
(print (arithmetic-shift 1 64)) ; => 18446744073709551616
(print (bitwise-and 1125899906842623 1125899906842622)) ; => 1125899906842622
(print (bitwise-xor -1125899906842624 1125899906842623)) ; => -1
; Sixteen-bit folding, as checksums do it.
(define (fold16 x)
  (if (> x #xffff) (fold16 (+ (bitwise-and x #xffff) (arithmetic-shift x -16))) x))
(print (fold16 #x2ddf0)) ; => 56818
(print (number->string (fold16 #x2ddf0) 16)) ; => ddf2
(print #xff #b1010 #o17 #x-1f) ; => 255 10 15 -31
