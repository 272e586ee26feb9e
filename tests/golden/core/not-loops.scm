; Each of these must stay a function.
(define (escapes n)
  (let loop ((i 0)) (if (= i n) loop (loop (+ i 1)))))
(define (not-last n)
  (let loop ((i 0)) (if (= i n) 0 (+ 1 (loop (+ i 1))))))
(define (from-inside l)
  (let loop ((i 0)) (for-each (lambda (x) (loop x)) l)))
(define (in-try n)
  (let loop ((i 0)) (try (error "x") (catch e (if (< i n) (loop (+ i 1)) i)))))
(define (called-twice n)
  (letrec ((down (lambda (i) (if (= i 0) 0 (down (- i 1)))))) (+ (down n) (down n))))
(define (wrong-count n)
  (let loop ((i 0)) (if (= i n) i (loop i 1))))
;;; lowered
(define @escapes
  (lambda escapes (n)
    (fix ((loop (lambda loop (i) (captures n loop)
              (if (= i n) loop (tail loop (+ i 1))))))
      (tail loop 0))))
(define @not-last
  (lambda not-last (n)
    (fix ((loop (lambda loop (i) (captures n loop)
              (if (= i n) 0 (+ 1 (call loop (+ i 1)))))))
      (tail loop 0))))
(define @from-inside
  (lambda from-inside (l)
    (fix ((loop (lambda loop (i) (captures loop l)
              (tail @for-each
                (lambda #f (x) (captures loop) (tail loop x))
                l))))
      (tail loop 0))))
(define @in-try
  (lambda in-try (n)
    (fix ((loop (lambda loop (i) (captures n loop)
              (try
                (native error "x")
                (catch e (if (< i n) (tail loop (+ i 1)) i))))))
      (tail loop 0))))
(define @called-twice
  (lambda called-twice (n)
    (fix ((down (lambda down (i) (captures down)
              (if (= i 0) 0 (tail down (- i 1))))))
      (+ (call down n) (call down n)))))
(define @wrong-count
  (lambda wrong-count (n)
    (fix ((loop (lambda loop (i) (captures n loop)
              (if (= i n) i (tail loop i 1)))))
      (tail loop 0))))
;;; fold
(define @escapes
  (lambda escapes (n)
    (fix ((loop (lambda loop (i) (captures n loop)
              (if (= i n) loop (tail loop (+ i 1))))))
      (tail loop 0))))
(define @not-last
  (lambda not-last (n)
    (fix ((loop (lambda loop (i) (captures n loop)
              (if (= i n) 0 (+ 1 (call loop (+ i 1)))))))
      (tail loop 0))))
(define @from-inside
  (lambda from-inside (l)
    (fix ((loop (lambda loop (i) (captures loop l)
              (tail @for-each
                (lambda #f (x) (captures loop) (tail loop x))
                l))))
      (tail loop 0))))
(define @in-try
  (lambda in-try (n)
    (fix ((loop (lambda loop (i) (captures n loop)
              (try
                (native error "x")
                (catch e (if (< i n) (tail loop (+ i 1)) i))))))
      (tail loop 0))))
(define @called-twice
  (lambda called-twice (n)
    (fix ((down (lambda down (i) (captures down)
              (if (= i 0) 0 (tail down (- i 1))))))
      (+ (call down n) (call down n)))))
(define @wrong-count
  (lambda wrong-count (n)
    (fix ((loop (lambda loop (i) (captures n loop)
              (if (= i n) i (tail loop i 1)))))
      (tail loop 0))))
;;; loops
(define @escapes
  (lambda escapes (n)
    (fix ((loop (lambda loop (i) (captures n loop)
              (if (= i n) loop (tail loop (+ i 1))))))
      (tail loop 0))))
(define @not-last
  (lambda not-last (n)
    (fix ((loop (lambda loop (i) (captures n loop)
              (if (= i n) 0 (+ 1 (call loop (+ i 1)))))))
      (tail loop 0))))
(define @from-inside
  (lambda from-inside (l)
    (fix ((loop (lambda loop (i) (captures loop l)
              (tail @for-each
                (lambda #f (x) (captures loop) (tail loop x))
                l))))
      (tail loop 0))))
(define @in-try
  (lambda in-try (n)
    (fix ((loop (lambda loop (i) (captures n loop)
              (try
                (native error "x")
                (catch e (if (< i n) (tail loop (+ i 1)) i))))))
      (tail loop 0))))
(define @called-twice
  (lambda called-twice (n)
    (fix ((down (lambda down (i) (captures down)
              (if (= i 0) 0 (tail down (- i 1))))))
      (+ (call down n) (call down n)))))
(define @wrong-count
  (lambda wrong-count (n)
    (fix ((loop (lambda loop (i) (captures n loop)
              (if (= i n) i (tail loop i 1)))))
      (tail loop 0))))
