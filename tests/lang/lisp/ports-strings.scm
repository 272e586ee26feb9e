; Ports that read from strings and gather what is written.
(define (show x) (write x) (newline))
(define (message thunk) (guard (e (#t (print (error-object-message e)))) (thunk)))
(define in (open-input-string "aλ🙂\nsecond line\r\nthird"))
(show (list (peek-char in) (read-char in) (read-char in) (read-char in))) ; => (#\a #\a #\λ #\🙂)
(show (read-line in)) ; => ""
(show (read-line in)) ; => "second line"
(show (list (char-ready? in) (read-string 3 in) (read-string 0 in) (read-string 9 in))) ; => (#t "thi" "" "rd")
(show (list (read-char in) (peek-char in) (read-line in) (read-string 1 in) (read in))) ; => (#<eof> #<eof> #<eof> #<eof> #<eof>)
(show (list (read-string 0 in) (eof-object) (eof-object? (eof-object)) (eof-object? 'eof))) ; => ("" #<eof> #t #f)
; The port has a copy.
(define s (string #\a #\b))
(define p (open-input-string s))
(string-set! s 1 #\x)
(show (read-line p)) ; => "ab"
(define out (open-output-string))
(write 'abc out)
(display " \"d\" " out)
(write "e\n" out)
(write-char #\λ out)
(write-string "0123456789" out)
(newline out)
(write-string "0123456789" out 7)
(write-string "0123456789" out 2 4)
(show (get-output-string out)) ; => "abc \"d\" \"e\\n\"λ0123456789\n78923"
(show (get-output-string (open-output-string))) ; => ""
(let loop ((i 0)) (when (< i 1000) (display i out) (loop (+ i 1))))
(show (string-length (get-output-string out))) ; => 2920
; What it gives is a string of its own.
(define a (get-output-string out))
(string-set! a 0 #\X)
(show (substring (get-output-string out) 0 3)) ; => "abc"
; Asking.
(show (map port? (list in out "x" 5))) ; => (#t #t #f #f)
(show (map input-port? (list in out 5))) ; => (#t #f #f)
(show (map output-port? (list in out 5))) ; => (#f #t #f)
(show (map textual-port? (list in out (open-input-bytevector #u8()) 5))) ; => (#t #t #f #f)
(show (map binary-port? (list in out (open-output-bytevector) 5))) ; => (#f #f #t #f)
(show (list in out)) ; => (#<input-port> #<output-port>)
(show (list (eq? in in) (equal? in (open-input-string "")))) ; => (#t #f)
; Closing, also more than once.
(show (list (input-port-open? in) (output-port-open? out) (input-port-open? out))) ; => (#t #t #f)
(close-input-port in)
(close-output-port out)
(close-port out)
(show (list (input-port-open? in) (output-port-open? out))) ; => (#f #f)
(show (substring (get-output-string out) 0 3)) ; => "abc"
(message (lambda () (read-char in))) ; => read-char: the port is closed
(message (lambda () (write 1 out))) ; => write: the port is closed
(message (lambda () (close-input-port out))) ; => close-input-port: expected an input port, got #<output-port>
(message (lambda () (close-port 5))) ; => close-port: expected a port, got 5
(message (lambda () (read-char out))) ; => read-char: expected a textual input port, got #<output-port>
(message (lambda () (write-char #\a in))) ; => write-char: expected a textual output port, got #<input-port>
(message (lambda () (read-u8 in))) ; => read-u8: expected a binary input port, got #<input-port>
(message (lambda () (get-output-string in))) ; => get-output-string: expected a port from open-output-string, got #<input-port>
(message (lambda () (read-string -1 p))) ; => read-string: size -1 is out of range
(message (lambda () (write-string "abc" (open-output-string) 2 1))) ; => write-string: range 2 to 1 is out of range for length 3
; Functions with a port for a while.
(show (call-with-output-string (lambda (p) (write 'x p) (display "y" p)))) ; => "xy"
(define q (open-input-string "abc"))
(show (call-with-port q read-char)) ; => #\a
(show (input-port-open? q)) ; => #f
(show (with-output-to-string (lambda () (display "inside") (print 1 2) (newline) (write "w")))) ; => "inside1 2\n\n\"w\""
(print "outside") ; => outside
(show (with-input-from-string "first\nsecond" (lambda () (read-line) (list (read-char) (read-line))))) ; => (#\s "econd")
(show (guard (e (#t (list 'caught e))) (with-output-to-string (lambda () (display "lost") (raise 'oops))))) ; => (caught oops)
(print "outside again") ; => outside again
(show (list (output-port? (current-output-port)) (input-port? (current-input-port)) (output-port? (current-error-port)))) ; => (#t #t #t)
(show (eq? (current-output-port) (current-output-port))) ; => #t
(display "to the current port" (current-output-port))
(newline (current-output-port)) ; => to the current port
(flush-output-port)
(flush-output-port (current-output-port))
(show (list (read-char) (read-line) (read-string 3) (read))) ; => (#<eof> #<eof> #<eof> #<eof>)
(message (lambda () (read-u8))) ; => read-u8: expected a binary input port, got #<input-port>
(message (lambda () (write-u8 1))) ; => write-u8: expected a binary output port, got #<output-port>
; Three ways to end a line.
(define lines (open-input-string "a\rb\r\nc\n\rd\r"))
(show (let loop ((all '())) (let ((l (read-line lines))) (if (eof-object? l) (reverse all) (loop (cons l all)))))) ; => ("a" "b" "c" "" "d")
