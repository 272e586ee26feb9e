; Files are denied unless the host grants some.
(define (message thunk) (guard (e (#t (print (file-error? e) (error-kind e) (error-object-message e)))) (thunk)))
(message (lambda () (open-input-file "x.txt"))) ; => #t io open-input-file: x.txt: the program may not use files
(message (lambda () (open-binary-input-file "x.txt"))) ; => #t io open-binary-input-file: x.txt: the program may not use files
(message (lambda () (open-output-file "x.txt"))) ; => #t io open-output-file: x.txt: the program may not use files
(message (lambda () (open-binary-output-file "x.txt"))) ; => #t io open-binary-output-file: x.txt: the program may not use files
(message (lambda () (delete-file "x.txt"))) ; => #t io delete-file: x.txt: the program may not use files
(message (lambda () (call-with-input-file "x.txt" read-char))) ; => #t io open-input-file: x.txt: the program may not use files
(message (lambda () (with-output-to-file "x.txt" (lambda () (display "x"))))) ; => #t io open-output-file: x.txt: the program may not use files
(print (file-exists? "x.txt")) ; => #f
(message (lambda () (file-exists? 'x))) ; => #f type file-exists?: expected a string, got x
(print (file-error? 5) (read-error? 5) (get-environment-variable "PATH") (get-environment-variables)) ; => #f #f #f ()
