; Building a list, mapping over it and adding it up, again and again.
(define n 5000)

(define (build k)
  (let loop ((i k) (acc '()))
    (if (= i 0) acc (loop (- i 1) (cons i acc)))))

(define (map1 f l)
  (if (null? l)
      '()
      (cons (f (car l)) (map1 f (cdr l)))))

(define (sum l)
  (let loop ((l l) (s 0))
    (if (null? l) s (loop (cdr l) (+ s (car l))))))

(define (run rounds)
  (let loop ((r 0) (total 0))
    (if (= r rounds)
        total
        (loop (+ r 1) (+ total (sum (map1 (lambda (x) (+ x r)) (build n))))))))

(display (run 40))
(newline)
