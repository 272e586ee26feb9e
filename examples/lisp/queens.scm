; Eight queens - finds every way to place queens so that none attacks another.

(define size 8)

; `placed` lists the columns of the queens so far, the latest row first.
; A new queen is safe if no placed one shares its column or a diagonal.
(define (safe? column placed)
  (let loop ((rest placed) (distance 1))
    (or (null? rest)
        (and (not (= (car rest) column))
             (not (= (abs (- (car rest) column)) distance))
             (loop (cdr rest) (+ distance 1))))))

(define first-solution #f)

(define (count-solutions row placed)
  (if (= row size)
      (begin
        (if (not first-solution) (set! first-solution placed))
        1)
      (let loop ((column 0) (found 0))
        (if (= column size)
            found
            (loop (+ column 1)
                  (if (safe? column placed)
                      (+ found (count-solutions (+ row 1) (cons column placed)))
                      found))))))

(display (count-solutions 0 '()))
(display " ways to place ")
(display size)
(display " queens. The first:")
(newline)

(for-each
  (lambda (queen)
    (do ((column 0 (+ column 1)))
        ((= column size))
      (display (if (= column queen) "Q " ". ")))
    (newline))
  (reverse first-solution))
