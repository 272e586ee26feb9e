; Building strings piece by piece, short ones and longer ones.
(define n 100000)

(define (run)
  (let loop ((i 0) (line "") (chars 0))
    (if (= i n)
        (+ chars (string-length line))
        (let ((next (string-append line (number->string (remainder i 1000)) ",")))
          (if (> (string-length next) 120)
              (loop (+ i 1) "" (+ chars (string-length next)))
              (loop (+ i 1) next chars))))))

(display (run))
(newline)
