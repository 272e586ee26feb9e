; Parts that count on some systems only.
(cond-expand (r7rs (display "r7rs ")) (else (no)))
(cond-expand ((and full-unicode (not nowhere)) (display "and ")) (else (no)))
(cond-expand ((or nowhere glassbox) (display "or ")))
(cond-expand ((library (scheme base)) (display "library ")) (else (no)))
(cond-expand ((library (no such)) (no)) (nowhere (no)) (else (display "else")))
(newline) ; => r7rs and or library else
(cond-expand (nowhere (no)))
(define (f) (cond-expand (r7rs (define x 1) (define y 2)) (else)) (+ x y))
(print (f) (list (cond-expand (nowhere 1) (else 2)))) ; => 3 (2)
(define-library (parts) (export part)
  (cond-expand (nowhere (import (no such)) (begin (define part 'no)))
               (else (import (scheme base)) (begin (define part 'yes)))))
(import (parts))
(print part) ; => yes
(print (and (memq 'r7rs (features)) #t)) ; => #t
