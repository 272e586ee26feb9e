; The words for integers give a float where the result does not fit, also where only
; its lower bits, or none of them, are wanted.
(define (low n) (bitwise-and (-int -1125899906842624 n) 255))
(define (shifted n) (arithmetic-shift (*int n n) -60))
(define (less n) (< (+int n n) 1))
(define (kind f n) (guard (e (#t (error-kind e))) (f n)))
(define (all f n) (let loop ((i 0) (l '())) (if (= i 9) l (loop (+ i 1) (cons (kind f (if (> i 5) n 0)) l)))))
(print (all low 2147483648)) ; => (type type type 0 0 0 0 0 0)
(print (all shifted 67108863)) ; => (type type type 0 0 0 0 0 0)
(print (all less 1125899906842623)) ; => (#f #f #f #t #t #t #t #t #t)
; What the others give is as large as it must be.
(define (wide n) (remainder (* n n) 1000))
(print (all wide 67108863)) ; => (769 769 769 0 0 0 0 0 0)
; Nor may their check go when what comes after it is known without the result.
(define (same n) (bitwise-xor (+int 1125899906842623 n) 0))
(define (unused n) (let ((y (bitwise-and (-int -1125899906842623 n) 255))) 0))
(define (twice n) (let ((y (-int 0 (-int 0 (+ n 1125899906842623))))) 0))
(define (one n) (remainder (+int 1125899906842623 n) 1))
(print (all same 7)) ; => (type type type 1125899906842623 1125899906842623 1125899906842623 1125899906842623 1125899906842623 1125899906842623)
(print (all unused 7)) ; => (type type type 0 0 0 0 0 0)
(print (all twice 7)) ; => (type type type 0 0 0 0 0 0)
(print (all one 7)) ; => (0.0 0.0 0.0 0 0 0 0 0 0)
; Nor where a comparison was decided because they fit.
(define (square n) (<= (let ((y 1125899906842623)) (* y y)) n))
(define (shift n) (<= (arithmetic-shift n 40) 1125899906842623))
(define (quot n) (> (quotient n (let ((y 1125899906842623)) (* y y))) 1))
(print (all square 7)) ; => (#f #f #f #f #f #f #f #f #f)
(print (all shift 100000)) ; => (#f #f #f #t #t #t #t #t #t)
(print (all quot 7)) ; => (#f #f #f #f #f #f #f #f #f)
