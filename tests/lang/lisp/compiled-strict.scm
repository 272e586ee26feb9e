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
