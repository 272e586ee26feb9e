; Hash maps: setting, updating, looking up and deleting integer and string keys.
(define n 50000)

(define (fill! table)
  (do ((i 0 (+ i 1)))
      ((= i n))
    (hash-set! table (remainder (* i 7919) 100003) i)))

(define (look-up table)
  (let loop ((k 0) (found 0))
    (if (= k 100003)
        found
        (loop (+ k 1) (+ found (if (hash-ref table k #f) 1 0))))))

(define (delete-even! table)
  (do ((k 0 (+ k 2)))
      ((>= k 100003))
    (hash-delete! table k)))

(define (tally words)
  (do ((i 0 (+ i 1)))
      ((= i n))
    (let ((key (string-append "word" (number->string (remainder i 1000)))))
      (hash-set! words key (+ 1 (hash-ref words key 0))))))

(define (run)
  (let ((table (make-hash-map)) (words (make-hash-map)))
    (fill! table)
    (tally words)
    (let ((found (look-up table)))
      (delete-even! table)
      (+ found (hash-count table) (hash-count words) (hash-ref words "word7" 0)))))

(display (run))
(newline)
