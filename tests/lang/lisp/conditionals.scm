; if, cond, case, when, unless.
(define (grade n)
  (cond ((>= n 90) 'a)
        ((>= n 80) 'b)
        ((>= n 70) 'c)
        (else 'd)))
(print (map grade '(95 90 89 80 71 3))) ; => (a a b b c d)
; A clause without a body gives the value of its test.
(print (cond ((memv 2 '(1 2 3))) (else 'no))) ; => (2 3)
; Several expressions in a clause.
(print (cond (#f 1) (#t 2 3 4))) ; => 4
(define (kind x)
  (case x
    ((1 3 5 7 9) 'odd)
    ((0 2 4 6 8) 'even)
    ((a e i o u) 'vowel)
    ((#\a) 'char)
    ((#t) 'truth)
    ((()) 'empty)
    (else 'other)))
(print (map kind (list 1 4 'e 'x #\a #t '() 10 "1"))) ; => (odd even vowel other char truth empty other other)
(print (case (* 2 3) ((2 3 5 7) 'prime) ((1 4 6 8 9) 'composite))) ; => composite
(print (case 'x ((x) 1 2 3) (else 4))) ; => 3
(print (case 5 ((1) 'a) (else => (lambda (x) (* x x))))) ; => 25
(define trail '())
(define (note x) (set! trail (cons x trail)) x)
(print (when (> 1 0) (note 1) (note 2))) ; => 2
(unless (> 1 0) (note 3) (note 4))
(print (unless (< 1 0) (note 5) (note 6))) ; => 6
(print (reverse trail)) ; => (1 2 5 6)
; Deep nesting.
(define (classify x)
  (if (number? x)
      (if (integer? x)
          (if (negative? x) 'negative-integer (if (zero? x) 'zero 'positive-integer))
          'fraction)
      (if (string? x)
          (if (= 0 (string-length x)) 'empty-string 'string)
          'other)))
(print (map classify '(-1 0 1 1.5 "" "a" #t))) ; => (negative-integer zero positive-integer fraction empty-string string other)
