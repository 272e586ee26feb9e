; Persistent vectors and maps: versions made one from another, old ones read again.
(define n 20000)

(define (push-all n)
  (let loop ((i 0) (v (pvector)))
    (if (= i n) v (loop (+ i 1) (pvector-push v i)))))

(define (double v)
  (let ((n (pvector-length v)))
    (let loop ((i 0) (v v))
      (if (= i n) v (loop (+ i 1) (pvector-set v i (* 2 (pvector-ref v i))))))))

(define (tally n)
  (let loop ((i 0) (m (pmap)))
    (if (= i n)
        m
        (let ((key (remainder (* i 7919) 1009)))
          (loop (+ i 1) (pmap-set m key (+ 1 (pmap-ref m key 0))))))))

(define (run)
  (let* ((v (push-all n)) (w (double v)) (counts (tally n)))
    (+ (pvector-fold + 0 w)
       (- (pvector-fold + 0 v))
       (pmap-count counts)
       (pmap-fold counts (lambda (key count sum) (+ count sum)) 0))))

(display (run))
(newline)
