; Functions that call others by globals, which change: at rest, below running calls,
; and by code that is as hot as the calls.
;; needs: eval
(define (f n) (+ n 1))
(define (sum n s) (if (= n 0) s (sum (- n 1) (+ s (f n)))))
(display (sum 300 0)) (newline) ; => 45450
(define (f n) (* n 2))
(display (sum 300 0)) (newline) ; => 90300
(set! f (lambda (n) (- n 1)))
(display (sum 300 0)) (newline) ; => 44850
(define (f n) n)
(display (sum 300 0)) (newline) ; => 45150
(eval '(define (f n) 2) (interaction-environment))
(display (sum 300 0)) (newline) ; => 600
(set! f abs)
(display (sum 300 0)) (newline) ; => 45150

; A call deep down changes what the calls above go on with.
(define (g n) 1)
(define (change) (set! g (lambda (n) 3)) 0)
(define (down n) (if (= n 0) (change) (+ (down (- n 1)) (g n))))
(define (down-and-up n) (if (= n 0) 0 (+ (down-and-up (- n 1)) (g n))))
(display (down-and-up 300)) (newline) ; => 300
(display (down 300)) (newline) ; => 900
(display (down-and-up 300)) (newline) ; => 900

; Now one and now the other, in one function and from another.
(define (one) 1)
(define (two) 2)
(define h one)
(define (take-turns n s)
  (if (= n 0)
      s
      (begin
        (set! h (if (even? n) one two))
        (take-turns (- n 1) (+ s (h))))))
(display (take-turns 300 0)) (newline) ; => 450
(define k one)
(define (flip) (set! k (if (eq? k one) two one)))
(define (flip-and-call n s)
  (if (= n 0)
      s
      (begin
        (flip)
        (flip-and-call (- n 1) (+ s (k))))))
(display (flip-and-call 300 0)) (newline) ; => 450

; A loop of a function that is not what its name stands for any more.
(define (count n) (if (= n 0) 'old (count (- n 1))))
(define old count)
(display (old 300)) (newline) ; => old
(define (count n) 'new)
(display (old 300)) (newline) ; => new

; Definitions after a loop, and one that runs again.
(define (again n)
  (define (p) n)
  (set! h p)
  (if (= n 0) (h) (+ (h) (again (- n 1)))))
(display (again 100)) (newline) ; => 5050
(do ((i 0 (+ i 1))) ((= i 300)) (one))
(define (three) 3)
(define (call-three n s) (if (= n 0) s (call-three (- n 1) (+ s (three)))))
(display (call-three 300 0)) (newline) ; => 900
