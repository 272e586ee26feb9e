; Escapes in strings and names of characters, read and written.
(define (show x) (write x) (newline))
(show "a\"b") ; => "a\"b"
(show "back\\slash") ; => "back\\slash"
(show "tab\tend") ; => "tab\tend"
(show "two\nlines") ; => "two\nlines"
(display "two\nlines")
(newline)
; => two
; => lines
(print (string-length "a\x41;b")) ; => 3
(print "a\x41;b") ; => aAb
(print "one \
        line") ; => one line
(print (map char->integer (list #\a #\space #\newline #\tab #\return #\null #\x41 #\alarm #\backspace #\delete #\escape))) ; => (97 32 10 9 13 0 65 7 8 127 27)
(show (list #\a #\space #\newline #\tab #\( #\; #\")) ; => (#\a #\space #\newline #\tab #\( #\; #\")
(show '(#\x #\A #\0)) ; => (#\x #\A #\0)
(display (list "a\"b" #\space #\x))
(newline) ; => (a"b   x)
(show '|hello world|) ; => |hello world|
(display '|hello world|)
(newline) ; => hello world
(show (string->symbol "with space")) ; => |with space|
(show (string->symbol "")) ; => ||
