; Byte vectors and their big-endian fields.
(define (show x) (write x) (newline))
(show (bytevector)) ; => #u8()
(show (bytevector 1 2 255)) ; => #u8(1 2 255)
(show #u8(0 10 200)) ; => #u8(0 10 200)
(show (make-bytevector 3)) ; => #u8(0 0 0)
(show (make-bytevector 2 7)) ; => #u8(7 7)
(define b (make-bytevector 12))
(print (bytevector-length b) (bytevector? b) (bytevector? #(1))) ; => 12 #t #f
(bytevector-u8-set! b 0 255)
(u8-set! b 1 128)
(print (bytevector-u8-ref b 0) (u8-ref b 1) (u8-ref b 2)) ; => 255 128 0
(print (u16-ref b 0) (u32-ref b 0)) ; => 65408 4286578688
(u16-set! b 2 #x1234)
(show b) ; => #u8(255 128 18 52 0 0 0 0 0 0 0 0)
(u32-set! b 4 #xdeadbeef)
(show b) ; => #u8(255 128 18 52 222 173 190 239 0 0 0 0)
(print (u32-ref b 4) (u16-ref b 4) (u16-ref b 5)) ; => 3735928559 57005 44478
(u64-set! b 4 1)
(print (u64-ref b 4)) ; => 1
(show b) ; => #u8(255 128 18 52 0 0 0 0 0 0 0 1)
(u64-set! b 4 1125899906842623)
(print (u64-ref b 4)) ; => 1125899906842623
(show b) ; => #u8(255 128 18 52 0 3 255 255 255 255 255 255)
(u8-set! b 5 4)
(print (u64-ref b 4)) ; => 1407374883553279
(print (u64-ref (make-bytevector 8 255) 0)) ; => 18446744073709551615
; The last field that fits.
(u16-set! b 10 65535)
(u32-set! b 8 0)
(print (u16-ref b 10)) ; => 0
; Unaligned fields.
(u32-set! b 1 16909060)
(show (bytevector-copy b 0 6)) ; => #u8(255 1 2 3 4 4)
(show (bytevector-copy #u8(1 2 3 4) 1)) ; => #u8(2 3 4)
(show (bytevector-append #u8(1) #u8() #u8(2 3))) ; => #u8(1 2 3)
(define to (make-bytevector 5))
(bytevector-copy! to 1 #u8(9 8 7))
(show to) ; => #u8(0 9 8 7 0)
(bytevector-copy! to 0 #u8(1 2 3 4 5) 3)
(show to) ; => #u8(4 5 8 7 0)
(bytevector-copy! to 1 to 0 3)
(show to) ; => #u8(4 4 5 8 0)
(print (equal? #u8(1 2) (bytevector 1 2)) (equal? #u8(1 2) #u8(1 3)) (equal? #u8(1) '#(1))) ; => #t #f #f
