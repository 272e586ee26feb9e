; First look - a small loop that shows fused instructions, caches and a tail call at work.

; The sum of the squares below n. `loop` calls itself in tail position,
; so it becomes a real loop: no frame is added, however long it runs.
; Look at the Fused pane: the comparison and its jump are one instruction.
(define (sum-of-squares n)
  (let loop ((i 0) (sum 0))
    (if (< i n)
        (loop (+ i 1) (+ sum (* i i)))
        sum)))

; A record. Every (area-of r) reads two fields; after the first time
; the Caches pane shows that the site knows where they are.
(define-record-type rect
  (make-rect width height)
  rect?
  (width rect-width)
  (height rect-height))

(define (area-of r)
  (* (rect-width r) (rect-height r)))

(define (total-area n)
  (let loop ((i 1) (total 0))
    (if (> i n)
        total
        (loop (+ i 1) (+ total (area-of (make-rect i 2)))))))

(display "Sum of the squares below 1000: ")
(display (sum-of-squares 1000))
(newline)
(display "Area of 1000 rectangles: ")
(display (total-area 1000))
(newline)
