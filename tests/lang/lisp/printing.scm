; How values of every kind are printed, for people and for the reader.
(define (show x) (display x) (display " ") (write x) (newline))
(show 5) ; => 5 5
(show "a b") ; => a b "a b"
(show #\a) ; => a #\a
(show 'sym) ; => sym sym
(show '("a" #\b c)) ; => (a b c) ("a" #\b c)
(show (vector "a" #\b)) ; => #(a b) #("a" #\b)
(show #t) ; => #t #t
(show '()) ; => () ()
(show '(quote a)) ; => (quote a) (quote a)
(show (bytevector 1 2)) ; => #u8(1 2) #u8(1 2)
(show '(1 . (2 . 3))) ; => (1 2 . 3) (1 2 . 3)
(show (list 1.0 -0.0 1e10 123.456)) ; => (1.0 -0.0 10000000000.0 123.456) (1.0 -0.0 10000000000.0 123.456)
(show (hash-map 'a 1 "b" '(2))) ; => #hash((a . 1) (b 2)) #hash((a . 1) ("b" 2))
(define-record-type point (make-point x y) point? (x point-x) (y point-y))
(show (make-point 1 "two")) ; => #<point x: 1 y: two> #<point x: 1 y: "two">
(show car) ; => #<function car> #<function car>
(display "no newline")
(display 1)
(write "q")
(newline)
; => no newline1"q"
(write-string "a\"b")
(write-char #\c)
(newline) ; => a"bc
(print) ; =>
(print 1 "two" #\3 '("four")) ; => 1 two 3 (four)
(print (list "nested \"quotes\""))  ; => (nested "quotes")
(write (list "nested \"quotes\"")) (newline) ; => ("nested \"quotes\"")
