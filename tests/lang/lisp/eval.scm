;; needs: eval
; Programs made at run time.
(define x 10)
(print (eval '(+ x 1) (interaction-environment)) (eval 'x) (eval 5)) ; => 11 10 5
(eval '(define y (* x 2)) system-global-environment)
(print (eval 'y)) ; => 20
(print (map (lambda (n) (eval `(* ,n ,n) (environment '(scheme base)))) '(1 2 3))) ; => (1 4 9)
(define add (eval '(lambda (a b) (+ a b)) (environment '(scheme base))))
(print (add 1 2)) ; => 3
(print (eval '(let loop ((i 0)) (if (< i 1000) (loop (+ i 1)) (list i 'end #\c "text" 1.5 #(1 2) #u8(1) 1/2 (quote (a . b))))))) ; => (1000 end c text 1.5 #(1 2) #u8(1) 1/2 (a . b))
(print (eval (list + 1 2)) (eval '(quote ()))) ; => 3 ()
(print (eval (list 'expt 2 100) (scheme-report-environment 5))) ; => 1267650600228229401496703205376

; Macros: those of the program, and those that are defined in passing.
(define-syntax twice (syntax-rules () ((_ e) (begin e e))))
(eval '(twice (display "*")))
(newline) ; => **
(eval '(define-syntax flipped (syntax-rules () ((_ a b) (list b a)))))
(print (eval '(flipped 1 2))) ; => (2 1)

; Environments of libraries.
(define-library (shapes square)
  (export area (rename side-of side))
  (import (scheme base))
  (begin
    (display "loaded ")
    (define (area s) (* s s))
    (define (side-of s) (exact-integer-sqrt s))))
(print (eval '(area 3) (environment '(scheme base) '(shapes square)))) ; => loaded 9
(print (eval '(sq:area 4) (environment '(prefix (shapes square) sq:)))) ; => 16
(define (car x) 'mine)
(print (eval '(car '(1 2))) (eval '(car '(1 2)) (environment '(scheme base)))) ; => mine 1

; What is wrong can be caught.
(define (message thunk) (guard (e (#t (error-object-message e))) (thunk)))
(print (message (lambda () (eval '(if))))) ; => eval: `if` takes a test and one or two branches
(print (message (lambda () (eval '(nothing-there))))) ; => nothing-there has no value
(print (message (lambda () (eval 1 5)))) ; => eval: expected an environment, got 5
(print (message (lambda () (eval 1 (environment '(no such)))))) ; => eval: there is no library (no such)
(print (message (lambda () (eval (lambda (x) x))))) ; => eval: expected an expression, got #<function>
(define (deep n) (if (= n 0) 1 (list '+ 1 (deep (- n 1)))))
(print (eval (deep 100))) ; => 101
(print (message (lambda () (eval (deep 1000))))) ; => eval: the expression is nested deeper than 300 levels
(define circle (list 1 2))
(set-cdr! (cdr circle) circle)
(print (message (lambda () (eval circle)))) ; => eval: the expression is too large, or contains itself
