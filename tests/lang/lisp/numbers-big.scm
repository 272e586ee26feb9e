; Exact integers of any size.
(define (factorial n) (if (= n 0) 1 (* n (factorial (- n 1)))))
(print (factorial 30)) ; => 265252859812191058636308480000000
(print (quotient (factorial 30) (factorial 28))) ; => 870
(print (- (factorial 25) (* 25 (factorial 24)))) ; => 0
(define big (expt 10 30))
(print (+ big 1) (- 1 big)) ; => 1000000000000000000000000000001 -999999999999999999999999999999
(print (* big big)) ; => 1000000000000000000000000000000000000000000000000000000000000
(print (quotient big 7) (remainder big 7) (modulo (- big) 7)) ; => 142857142857142857142857142857 1 6
(print (quotient (- big) 7) (remainder (- big) 7) (modulo big -7)) ; => -142857142857142857142857142857 -1 -6
(print (- big big) (- (+ big 5) big)) ; => 0 5
(print (exact? (- (+ big 5) big)) (eq? 5 (- (+ big 5) big))) ; => #t #t
(print (< big (+ big 1)) (< (- big) 1) (= big (+ (- big 1) 1)) (> 5 big)) ; => #t #t #t #f
(print (max big 1 2) (min big 1 (- big))) ; => 1000000000000000000000000000000 -1000000000000000000000000000000
(print (max big 1.5)) ; => 1e30
(print (+ big 0.5) (* 1.0 big) (- 0.0 big)) ; => 1e30 1e30 -1e30
(print (inexact 12345678901234567890)) ; => 12345678901234567000.0
(print (exact 1e25)) ; => 10000000000000000905969664
(print (integer? big) (rational? big) (exact-integer? big) (float? big) (number? big)) ; => #t #t #t #f #t
(print (even? big) (odd? (+ big 1)) (zero? big) (positive? big) (negative? (- big))) ; => #t #t #f #t #t
(print (abs (- big)) (square big)) ; => 1000000000000000000000000000000 1000000000000000000000000000000000000000000000000000000000000
(print (gcd (* 6 big) (* 10 big)) (lcm 6 big)) ; => 2000000000000000000000000000000 3000000000000000000000000000000
(print (gcd (factorial 40) (expt 2 200)) (gcd (- (expt 2 521) 1) (- (expt 2 607) 1))) ; => 274877906944 1
(define (fib n) (let loop ((a 0) (b 1) (n n)) (if (= n 0) a (loop b (+ a b) (- n 1)))))
(print (gcd (fib 1200) (fib 900))) ; => 222232244629420445529739893461909967206666939096499764990979600
(print (sqrt big) (sqrt (square (+ big 1)))) ; => 1000000000000000 1000000000000000000000000000001
(print (floor big) (round big) (numerator big) (denominator big)) ; => 1000000000000000000000000000000 1000000000000000000000000000000 1000000000000000000000000000000 1
; Across the borders of words and values, one step at a time.
(define (around x) (list (- x 1) x (+ x 1)))
(print (around (expt 2 63))) ; => (9223372036854775807 9223372036854775808 9223372036854775809)
(print (around (- (expt 2 63)))) ; => (-9223372036854775809 -9223372036854775808 -9223372036854775807)
(print (around (expt 2 64))) ; => (18446744073709551615 18446744073709551616 18446744073709551617)
(print (around (- (expt 2 128)))) ; => (-340282366920938463463374607431768211457 -340282366920938463463374607431768211456 -340282366920938463463374607431768211455)
(print (quotient (- (expt 2 63)) (expt 2 63)) (remainder 5 (expt 2 64))) ; => -1 5
; A division is undone by a multiplication, whatever the sizes and signs.
(define (check n d)
  (and (= n (+ (* d (quotient n d)) (remainder n d)))
       (= n (+ (* d (floor-quotient n d)) (modulo n d)))
       (< (abs (remainder n d)) (abs d))))
(define numbers
  (let loop ((i 0) (x 1) (out '()))
    (if (= i 24) out
        (loop (+ i 1) (+ 7 (* x 12345)) (cons (if (odd? i) (- x) x) out)))))
(define (all? test l) (or (null? l) (and (test (car l)) (all? test (cdr l)))))
(print (all? (lambda (n) (all? (lambda (d) (check n d)) numbers)) numbers)) ; => #t
(print (all? (lambda (n) (all? (lambda (m) (and (= (- (+ n m) m) n) (= (quotient (* n m) m) n) (= (* (+ n m) (- n m)) (- (* n n) (* m m))))) numbers)) numbers)) ; => #t
(print (all? (lambda (n) (= n (string->number (number->string n)) (string->number (number->string n 7) 7))) numbers)) ; => #t
