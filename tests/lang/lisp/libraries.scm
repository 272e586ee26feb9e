; Libraries: what they define is theirs, what they export can be imported.
(define-library (collections stack)
  (export make-stack push! (rename stack-pop! pop!) with-stack stack-size <stack>)
  (import (scheme base) (scheme write))
  (begin
    (define-record-type <stack> (raw items) stack? (items stack-items set-stack-items!))
    (define (make-stack) (raw '()))
    (define (push! s x) (set-stack-items! s (cons x (stack-items s))))
    (define (stack-pop! s)
      (let ((x (car (stack-items s)))) (set-stack-items! s (cdr (stack-items s))) x)))
  (begin
    (define secret 'hidden)
    (define (stack-size s) (length (stack-items s)))
    (define-syntax with-stack
      (syntax-rules ()
        ((_ s e ...) (let ((s (make-stack))) (note s) e ... (list secret (stack-pop! s))))))
    (define (note s) (push! s 'first))
    (display "stack ready")
    (newline)))
(define-library (collections user)
  (export run)
  (import (scheme base) (prefix (collections stack) s:))
  (begin (define (run) (s:with-stack q (s:push! q 1) (list (s:stack-size q))))))
(define-library (never used) (export) (begin (display "never")))
(print 'begin) ; => begin
(import (scheme base) (only (collections stack) make-stack push! pop! with-stack) (collections user))
 ; => stack ready
(define secret 'mine)
(define (note s) (error "not this one"))
(define s (make-stack))
(push! s 1)
(push! s 2)
(print (pop! s) (pop! s)) ; => 2 1
(print (with-stack t (push! t 9)) (run)) ; => (hidden 9) (hidden 1)
(import (except (rename (collections stack) (stack-size size)) push!))
(push! s 5)
(print (size s)) ; => 1
; Standard libraries are there; their names can be changed.
(import (rename (scheme base) (car first-of) (if whether)) (prefix (only (scheme write) display) out:))
(print (first-of '(1 2)) (map first-of '((1) (2))) (whether #f 1 2)) ; => 1 (1 2) 2
(out:display "out")
(newline) ; => out

; Macros of libraries keep to the meanings of words there.
(define-library (control repeat)
  (export repeat)
  (import (scheme base))
  (begin
    (define-syntax repeat
      (syntax-rules (times) ((_ n times e ...) (do ((i 0 (+ i 1))) ((= i n)) e ...))))))
(import (control repeat))
(define (do x) (error "not this one"))
(let ((i 'mine)) (repeat 3 times (display i)))
(newline) ; => mineminemine
