; Packet buffers from the pool.
(define p (packet-buffer))
(print (bytevector-length p) (bytevector? p)) ; => 1500 #t
(print (u8-ref p 0) (u8-ref p 1499)) ; => 0 0
(u32-set! p 100 #x0a000001)
(print (u32-ref p 100)) ; => 167772161
(release-buffer! p)
(define (kind thunk) (guard (e (#t (error-kind e))) (thunk)))
; What was given back must not be used.
(print (kind (lambda () (u8-ref p 0)))) ; => range
(print (kind (lambda () (u16-ref p 0)))) ; => range
(print (kind (lambda () (u32-set! p 0 1)))) ; => range
(print (kind (lambda () (release-buffer! p)))) ; => range
; A buffer that was used before comes back empty.
(define q (packet-buffer))
(print (u32-ref q 100)) ; => 0
(release-buffer! q)
; Many buffers at once, each with its own bytes.
(define many (map (lambda (i) (let ((b (packet-buffer))) (u16-set! b 0 i) b)) (iota 100)))
(print (apply + (map (lambda (b) (u16-ref b 0)) many))) ; => 4950
(for-each release-buffer! many)
; Used one at a time, a hundred times as often as there are buffers.
(define (use n sum)
  (if (= n 0)
      sum
      (let ((b (packet-buffer)))
        (u16-set! b 10 (remainder n 1000))
        (let ((x (u16-ref b 10)))
          (release-buffer! b)
          (use (- n 1) (+ sum x))))))
(print (use 3000 0)) ; => 1498500
(print (hash-ref (buffer-stats) 'live)) ; => 0
(print (hash-ref (buffer-stats) 'taken)) ; => 3102
(print (hash-ref (buffer-stats) 'size)) ; => 1500
; Shorter ones.
(define s (packet-buffer 64))
(print (bytevector-length s)) ; => 64
(print (kind (lambda () (u8-ref s 64)))) ; => range
(release-buffer! s)
(print (kind (lambda () (packet-buffer 1501)))) ; => range
(print (kind (lambda () (packet-buffer -1)))) ; => range
(print (kind (lambda () (release-buffer! (make-bytevector 10))))) ; => type
(print (kind (lambda () (release-buffer! 5)))) ; => type
