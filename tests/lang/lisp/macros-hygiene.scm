; What a macro brings means what it means where the macro is defined; what it binds
; binds nothing of the program.
(define-syntax choose (syntax-rules () ((_ test a b) (cond (test a) (else b)))))
(print (let ((else #f) (cond list)) (choose #f 1 2))) ; => 2
(print (let ((if list) (let 5)) (choose let 'yes 'no))) ; => yes
(define (name) 'global)
(define-syntax call-name (syntax-rules () ((_) (name))))
(print (let ((name (lambda () 'local))) (call-name))) ; => global
(print (let ((x 'outer))
         (let-syntax ((m (syntax-rules () ((_) x))))
           (let ((x 'inner)) (list x (m)))))) ; => (inner outer)
(define (steps n)
  (define-syntax step! (syntax-rules () ((_ v) (set! v (+ v size)))))
  (define size 10)
  (step! n)
  (let ((size 1000)) (step! n))
  n)
(print (steps 1)) ; => 21
(print (let ((x #f) (y 7) (temp 8) (let odd?) (if even?))
         (letrec-syntax
             ((first-true (syntax-rules ()
                            ((_) #f)
                            ((_ e more ...) (let ((temp e)) (if temp temp (first-true more ...)))))))
           (list x)))) ; => (#f)
(print (let ((x #f))
         (letrec-syntax
             ((first-true (syntax-rules ()
                            ((_) #f)
                            ((_ e more ...) (let ((temp e)) (if temp temp (first-true more ...)))))))
           (let ((y 7) (temp 8) (let odd?) (if even?))
             (first-true x (let temp) (if y) y))))) ; => 7
; let-syntax does not see itself.
(define-syntax size (syntax-rules () ((_ x) 1)))
(print (let-syntax ((size (syntax-rules () ((_ x) (+ 1 (size x)))))) (size 5))) ; => 2

; Words in patterns are compared by what they mean.
(define-syntax arrow? (syntax-rules (=>) ((_ =>) #t) ((_ x) #f)))
(print (arrow? =>) (let ((=> 1)) (arrow? =>))) ; => #t #f

; Variables hide macros and macros hide variables.
(define-syntax tag (syntax-rules () ((_ x) (list 'macro x))))
(print (tag 1) (let ((tag (lambda (x) (list 'function x)))) (tag 1))) ; => (macro 1) (function 1)
(define (with tag) (tag 2))
(print (with vector)) ; => #(2)
(print (let () (define (tag x) (- x)) (tag 3))) ; => -3
(print (let ((tag 3)) (define-syntax tag (syntax-rules () ((_ x) 'x))) (tag (a b)))) ; => (a b)
(print (let loop ((tag 3)) (if (= tag 0) 'done (loop (- tag 1))))) ; => done

; Names that a macro defines by itself are its own.
(define-syntax define-counter
  (syntax-rules ()
    ((_ next) (begin (define count 0) (define (next) (set! count (+ count 1)) count)))))
(define-counter next-a)
(define-counter next-b)
(define count 'mine)
(next-a)
(next-a)
(print (next-a) (next-b) count) ; => 3 1 mine
(define-syntax define-constant
  (syntax-rules ()
    ((_ name value)
     (begin
       (define hidden value)
       (define-syntax name (syntax-rules () ((_) hidden)))))))
(define-constant seven 7)
(define-constant eight 8)
(print (seven) (eight)) ; => 7 8
(print (let ((hidden 1)) (seven))) ; => 7
(define-syntax define-tagged
  (syntax-rules ()
    ((_ type make field get)
     (define-record-type type (make field stamp) type? (field get) (stamp stamp-of)))))
(define-tagged <a> make-a stamp a-stamp)
(define-tagged <b> make-b value b-value)
(print (a-stamp (make-a 1 2)) (b-value (make-b 3 4))) ; => 1 3
(define (local)
  (define-tagged <c> make-c value c-value)
  (c-value (make-c 5 6)))
(print (local)) ; => 5

; Bodies: definitions that macros make.
(define-syntax define-all (syntax-rules () ((_ (name value) ...) (begin (define name value) ...))))
(define-all (p 1) (q 2))
(define (inside) (define-all (p 10) (r 20)) (+ p q r))
(print p q (inside)) ; => 1 2 32
(define (shadow)
  (define-syntax keep (syntax-rules () ((_ name e) (define name (let ((x 1)) (+ x e))))))
  (keep x 10)
  (keep z x)
  (list x z))
(print (shadow)) ; => (11 12)
; A macro may set a builtin; that counts in the whole program.
(define-syntax assign! (syntax-rules () ((_ name e) (set! name e))))
(define (second-of l) (cadr l))
(print (second-of '(1 2))) ; => 2
(assign! cadr (lambda (l) 'mine))
(print (second-of '(1 2))) ; => mine
