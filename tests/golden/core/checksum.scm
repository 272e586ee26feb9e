; A sum that is set in a loop: once the loop is a loop, it needs no cell.
(define (checksum bytes)
  (let ((sum 0) (n (bytevector-length bytes)))
    (do ((i 0 (+ i 2))) ((>= i n) sum)
      (set! sum (+int sum (u16-ref bytes i))))))
;;; lowered
(define @checksum
  (lambda checksum (bytes)
    (let ((&sum 0)
          (n (native bytevector-length bytes)))
      (fix ((do (lambda do (i) (captures n &sum bytes do)
                (if (>= i n)
                  &sum
                  (seq
                    (set &sum (+int &sum (u16-ref bytes i)))
                    (tail do (+ i 2)))))))
        (tail do 0)))))
;;; fold
(define @checksum
  (lambda checksum (bytes)
    (let ((&sum 0)
          (n (native bytevector-length bytes)))
      (fix ((do (lambda do (i) (captures n &sum bytes do)
                (if (>= i n)
                  &sum
                  (seq
                    (set &sum (+int &sum (u16-ref bytes i)))
                    (tail do (+ i 2)))))))
        (tail do 0)))))
;;; loops
(define @checksum
  (lambda checksum (bytes)
    (let ((sum 0)
          (n (native bytevector-length bytes)))
      (loop L0 ((i 0))
        (if (>= i n)
          sum
          (seq (set sum (+int sum (u16-ref bytes i))) (recur L0 (+ i 2))))))))
