; Ports of bytes.
(define (show x) (write x) (newline))
(define (message thunk) (guard (e (#t (print (error-object-message e)))) (thunk)))
(define in (open-input-bytevector (bytevector 1 2 3 4 5 6 7 8 9)))
(show (list (peek-u8 in) (read-u8 in) (read-u8 in) (u8-ready? in))) ; => (1 1 2 #t)
(show (list (read-bytevector 2 in) (read-bytevector 0 in))) ; => (#u8(3 4) #u8())
(define b (make-bytevector 5 0))
(show (list (read-bytevector! b in 1 3) b)) ; => (2 #u8(0 5 6 0 0))
(show (list (read-bytevector! b in 4) b)) ; => (1 #u8(0 5 6 0 7))
(show (list (read-bytevector! b in) b)) ; => (2 #u8(8 9 6 0 7))
(show (list (read-bytevector! b in) (read-bytevector! b in 5) (read-u8 in) (peek-u8 in) (read-bytevector 3 in))) ; => (#<eof> 0 #<eof> #<eof> #<eof>)
(define out (open-output-bytevector))
(write-u8 255 out)
(write-bytevector #u8(1 2 3 4) out)
(write-bytevector #u8(1 2 3 4) out 2)
(write-bytevector #u8(1 2 3 4) out 1 2)
(show (get-output-bytevector out)) ; => #u8(255 1 2 3 4 3 4 2)
(let loop ((i 0)) (when (< i 300) (write-u8 (modulo i 256) out) (loop (+ i 1))))
(show (bytevector-length (get-output-bytevector out))) ; => 308
(message (lambda () (write-u8 256 out))) ; => write-u8: expected a byte, got 256
(message (lambda () (write-char #\a out))) ; => write-char: expected a textual output port, got #<output-port>
(message (lambda () (read-char in))) ; => read-char: expected a textual input port, got #<input-port>
(message (lambda () (get-output-string out))) ; => get-output-string: expected a port from open-output-string, got #<output-port>
(message (lambda () (get-output-bytevector (open-output-string)))) ; => get-output-bytevector: expected a port from open-output-bytevector, got #<output-port>
(message (lambda () (read-bytevector! b (open-input-bytevector #u8(1)) 3 2))) ; => read-bytevector!: range 3 to 2 is out of range for length 5
(close-port in)
(message (lambda () (read-u8 in))) ; => read-u8: the port is closed
