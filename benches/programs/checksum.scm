; Internet checksums over pooled packet buffers, with +int and a variable that is set.
(define n 20000)

(define (checksum packet start length)
  (let ((sum 0) (i start) (end (+int start length)))
    (let add-words ()
      (if (< i end)
          (begin
            (set! sum (+int sum (u16-ref packet i)))
            (set! i (+int i 2))
            (add-words))))
    (let fold ()
      (if (> sum #xffff)
          (begin
            (set! sum (+int (bitwise-and sum #xffff) (arithmetic-shift sum -16)))
            (fold))))
    (bitwise-xor sum #xffff)))

(define (run)
  (let loop ((i 0) (mix 0))
    (if (= i n)
        mix
        (let ((p (packet-buffer)))
          (u8-set! p 14 #x45)
          (u16-set! p 16 (+int 28 (remainder i 1473)))
          (u16-set! p 18 i)
          (u8-set! p 22 64)
          (u8-set! p 23 17)
          (u32-set! p 26 (+int #x0a000000 i))
          (u32-set! p 30 #xc0a80001)
          (u16-set! p 24 (checksum p 14 20))
          (let ((sum (u16-ref p 24)) (check (checksum p 14 20)))
            (release-buffer! p)
            (loop (+int i 1) (+int check (bitwise-xor sum (remainder (*int mix 3) 65536)))))))))

(display (run))
(newline)
