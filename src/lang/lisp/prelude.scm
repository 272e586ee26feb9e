; The part of the Lisp that is written in the Lisp.
(define (raise x) (raise x))
