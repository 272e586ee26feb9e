; Vectors.

(define (vector-map f v . more)
  (list->vector
   (if (null? more)
       (%map f (vector->list v))
       (%map-all f (%map (lambda (v) (vector->list v)) (cons v more))))))
(define (vector-for-each f v . more)
  (if (null? more)
      (let ((n (vector-length v)))
        (let loop ((i 0))
          (when (< i n)
            (f (vector-ref v i))
            (loop (+ i 1)))))
      (let loop ((ls (%map (lambda (v) (vector->list v)) (cons v more))))
        (unless (%done? ls)
          (apply f (%cars ls))
          (loop (%cdrs ls))))))
