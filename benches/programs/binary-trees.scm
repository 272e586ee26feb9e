; Growing and counting complete binary trees up to depth n: allocation and collection.
(define n 12)

(define (grow depth)
  (if (= depth 0)
      (cons '() '())
      (cons (grow (- depth 1)) (grow (- depth 1)))))

(define (nodes tree)
  (if (null? (car tree))
      1
      (+ 1 (nodes (car tree)) (nodes (cdr tree)))))

(define long-lived (grow n))

(define (run)
  (do ((depth 4 (+ depth 2))
       (total 0 (do ((i (expt 2 (- n depth)) (- i 1))
                     (sum 0 (+ sum (nodes (grow depth)))))
                    ((= i 0) (+ total sum)))))
      ((> depth n) (+ total (nodes long-lived)))))

(display (run))
(newline)
