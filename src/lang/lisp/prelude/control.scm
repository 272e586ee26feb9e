; The part of the Lisp that is written in the Lisp. Each definition is compiled
; when a program first mentions it. Functions use only builtins and %-names of
; each other: a program may redefine the rest without harm.

; Primitives as functions. A direct call inside is the primitive itself.
(define (raise x) (raise x))
(define (throw x) (throw x))
(define (spawn f) (spawn f))
(define (send! c x) (send! c x))
(define (recv! c) (recv! c))
(define (yield) (yield))

(define (%spread l)
  (if (null? (cdr l)) (car l) (cons (car l) (%spread (cdr l)))))
(define (apply f first . more)
  (if (null? more) (apply f first) (apply f (%spread (cons first more)))))

(define (%compose fs)
  (cond ((null? fs) (lambda (x) x))
        ((null? (cdr fs)) (car fs))
        (else
         (let ((f (car fs)) (g (%compose (cdr fs))))
           (lambda args (f (apply g args)))))))
(define (compose . fs) (%compose fs))
