(define (count packets)
  (if (empty? packets)
      0
      (+ 1 (count (rest packets))))

(define (main)
  (count '(1 2 3)))
