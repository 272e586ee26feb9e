; Bits of integers of any size, in two's complement.
(define big #xffffffffffffffffffffffff)
(print (bitwise-and big #xff00) (bitwise-or (- big) 1) (bitwise-xor big big)) ; => 65280 -79228162514264337593543950335 0
(print (bitwise-and -1 big) (bitwise-and (- big) -256) (bitwise-xor big -1)) ; => 79228162514264337593543950335 -79228162514264337593543950336 -79228162514264337593543950336
(print (bitwise-not big) (bitwise-not (bitwise-not big)) (bitwise-not -1)) ; => -79228162514264337593543950336 79228162514264337593543950335 0
(print (arithmetic-shift 1 100) (arithmetic-shift -1 64) (arithmetic-shift 3 49)) ; => 1267650600228229401496703205376 -18446744073709551616 1688849860263936
(print (arithmetic-shift big -90) (arithmetic-shift (- big) -90) (arithmetic-shift big -200) (arithmetic-shift (- big) -200)) ; => 63 -64 0 -1
(print (arithmetic-shift big (- big)) (arithmetic-shift (- big) (- big)) (arithmetic-shift 0 big)) ; => 0 -1 0
(print (bit-count 0) (bit-count 255) (bit-count -256) (bit-count big) (bit-count (- -1 big))) ; => 0 8 8 96 96
(print (= (arithmetic-shift (arithmetic-shift big 77) -77) big)) ; => #t
(print (u64-ref (bytevector 255 255 255 255 255 255 255 255) 0)) ; => 18446744073709551615
(let ((b (make-bytevector 8)))
  (u64-set! b 0 18446744073709551614)
  (print b (u64-ref b 0))) ; => #u8(255 255 255 255 255 255 255 254) 18446744073709551614
(print (guard (e (#t (error-object-message e))) (bitwise-and 1/2 1))) ; => bitwise-and: expected an integer, got 1/2
