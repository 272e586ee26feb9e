; `read`: one datum after the other.
(define (show x) (write x) (newline))
(define (message thunk) (guard (e (#t (print (read-error? e) (error-kind e) (error-object-message e)))) (thunk)))
(define (read-all text)
  (let ((port (open-input-string text)))
    (let loop ((all '()))
      (let ((x (read port)))
        (if (eof-object? x) (reverse all) (loop (cons x all)))))))
(show (read-all "1 -2.5 #t #false a \"b\\n\" #\\c #\\space ()")) ; => (1 -2.5 #t #f a "b\n" #\c #\space ())
(show (read-all "(a (b . c) . (d)) #(1 #(2)) #u8(1 255) [x y]")) ; => ((a (b . c) d) #(1 #(2)) #u8(1 255) (x y))
(show (read-all "'a `(b ,c ,@d)")) ; => ((quote a) (quasiquote (b (unquote c) (unquote-splicing d))))
(show (read-all "; one\n 1 #| two #| inner |# |# 2 #;(three 3) 4 #;five")) ; => (1 2 4)
(show (read-all "")) ; => ()
(show (read-all "a(b)c\"d\"e")) ; => (a (b) c "d" e)
(show (read-all "|a b| |A\\x42;\\n|")) ; => (|a b| |AB\n|)
; Reading stops right behind the datum.
(define p (open-input-string "(a b) c\nrest of line\n(d)"))
(show (list (read p) (read-char p) (read p) (read-line p) (read-line p) (read p) (read p))) ; => ((a b) #\space c "" "rest of line" (d) #<eof>)
; What is read is data like any other.
(define x (read (open-input-string "(1 (2 3))")))
(set-car! (cdr x) 'new)
(show x) ; => (1 new)
(show (eq? (read (open-input-string "sym")) 'sym)) ; => #t
; What was written reads back.
(define data '(1 -0.5 "a\\\"b\t" #\x |odd one| #(v (w)) #u8(7) (p . q) ()))
(show (equal? data (read (open-input-string (call-with-output-string (lambda (p) (write data p))))))) ; => #t
; Mistakes.
(message (lambda () (read-all "(1 2"))) ; => #t syntax read: `(` is never closed
(message (lambda () (read-all ")"))) ; => #t syntax read: `)` closes nothing
(message (lambda () (read-all "(a . )"))) ; => #t syntax read: a datum is missing after the dot
(message (lambda () (read-all "\"open"))) ; => #t syntax read: this string does not end
(message (lambda () (read-all "#\\nonsense"))) ; => #t syntax read: there is no character of the name `nonsense`
(message (lambda () (read-all "'"))) ; => #t syntax read: nothing follows this prefix
(define bad (open-input-string "(a . ) b"))
(message (lambda () (read bad))) ; => #t syntax read: a datum is missing after the dot
(show (read bad)) ; => b
(show (read-error? (guard (e (#t e)) (car 5)))) ; => #f
; Deep and long data.
(define deep (call-with-output-string
  (lambda (p) (let loop ((i 0)) (when (< i 900) (write-char #\( p) (loop (+ i 1))))
              (let loop ((i 0)) (when (< i 900) (write-char #\) p) (loop (+ i 1)))))))
(define (depth x) (let loop ((x x) (n 0)) (if (null? x) n (loop (car x) (+ n 1)))))
(show (depth (read (open-input-string deep)))) ; => 899
(show (read-all "#T #F #TRUE #FALSE #U8(1)")) ; => (#t #f #t #f #u8(1))
(show (read-all "\"a \\ \n  b \\\r\n c\\\r d\"")) ; => ("a b cd")
