; Data that contains itself, or stands in several places, as programs and ports read it.
(define (show x) (write x) (newline))
(define (message thunk) (guard (e (#t (print (error-object-message e)))) (thunk)))
(define (read-text s) (read (open-input-string s)))
(define ring '#0=(a b . #0#))
(show ring) ; => #0=(a b . #0#)
(print (eq? ring (cddr ring)) (car (cddr ring)) (list? ring)) ; => #t a #f
(define l '(#0=(1 2) #1=#(x) #0# #1# "s"))
(print (eq? (car l) (caddr l)) (eq? (cadr l) (cadddr l))) ; => #t #t
(write-shared l)
(newline) ; => (#0=(1 2) #1=#(x) #0# #1# "s")
(define v '#0=#(1 #0# (2 . #0#)))
(show v) ; => #0=#(1 #0# (2 . #0#))
(print (eq? v (vector-ref v 1)) (eq? v (cdr (vector-ref v 2)))) ; => #t #t
; One label, used in several constants of a form; also as code.
(print (let ((x '#5=(p q)) (f (lambda () '#5#))) (eq? x (f)))) ; => #t
(print (let ((x 5)) (list #1=(* x x) #1#))) ; => (25 25)
(define (same) '#0=(k))
(print (eq? (same) (same))) ; => #t
(show `(1 #0=(a) #0# ,(+ 1 1))) ; => (1 (a) (a) 2)
(show '#0=(#1=(#0# #1#) . #1#)) ; => #0=(#1=(#0# #1#) . #1#)
; From ports.
(define r (read-text "#0=(1 #1=(2 . #0#) #1# #(#0# #2=\"s\" #2#))"))
(write-shared r)
(newline) ; => #0=(1 #1=(2 . #0#) #1# #(#0# "s" "s"))
(print (eq? r (cdr (cadr r))) (eq? (cadr r) (caddr r))) ; => #t #t
(show (read-text "#0=a")) ; => a
(show (read-text "(#3=x #3# #3#)")) ; => (x x x)
(define p (open-input-string "#0=(a #0#) (#0# b)"))
(show (read p)) ; => #0=(a #0#)
(message (lambda () (read p))) ; => read: there is no `#0=` before this
(message (lambda () (read-text "#0=#0#"))) ; => read: `#0#` would stand for itself
(message (lambda () (read-text "(#0=a #0=b)"))) ; => read: there are two `#0=`
; What was written with labels reads back.
(define (again x) (read-text (call-with-output-string (lambda (p) (write-shared x p)))))
(define big (let loop ((i 0) (x '())) (if (= i 300) x (loop (+ i 1) (cons x (if (odd? i) x (vector i x)))))))
(print (equal? (again ring) ring) (equal? (again big) big) (equal? (again v) v)) ; => #t #t #t
; Without case.
(show (read-text "#!fold-case (ABC |DeF| \"GhI\" #\\SPACE Ä)")) ; => (abc DeF "GhI" #\space ä)
(define q (open-input-string "#!fold-case A B #!no-fold-case C"))
(show (list (read q) (read q) (read q))) ; => (a b C)
