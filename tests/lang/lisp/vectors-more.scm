; Vectors: copying into them, and strings.
(define (show x) (write x) (newline))
(define (message thunk) (guard (e (#t (print (error-object-message e)))) (thunk)))
(define v (vector 1 2 3 4 5))
(vector-copy! v 1 #(a b c) 1)
(show v) ; => #(1 b c 4 5)
(vector-copy! v 3 #(x y z) 0 2)
(show v) ; => #(1 b c x y)
(vector-copy! v 1 v 0 4)
(show v) ; => #(1 1 b c x)
(vector-copy! v 0 v 2)
(show v) ; => #(b c x c x)
(vector-copy! v 5 #())
(message (lambda () (vector-copy! v 4 #(1 2)))) ; => vector-copy!: range 4 to 6 is out of range for length 5
(message (lambda () (vector-copy! v -1 #(1)))) ; => vector-copy!: range -1 to 0 is out of range for length 5
(message (lambda () (vector-copy! v 0 #(1 2) 2 1))) ; => vector-copy!: range 2 to 1 is out of range for length 2
(message (lambda () (vector-copy! v 'x #(1 2)))) ; => vector-copy!: expected an index, got x
(message (lambda () (vector-copy! v 0 '(1 2)))) ; => vector-copy!: expected a vector, got (1 2)
(show (list (vector->string #(#\a #\λ #\c)) (vector->string #(#\a #\b #\c) 1) (vector->string #(#\a #\b #\c) 1 2) (vector->string #()))) ; => ("aλc" "bc" "b" "")
(message (lambda () (vector->string #(#\a b)))) ; => vector->string: expected a character, got b
(show (list (string->vector "aλc") (string->vector "abc" 1) (string->vector "abc" 1 2))) ; => (#(#\a #\λ #\c) #(#\b #\c) #(#\b))
(show (list (vector->list #(1 2 3) 1) (vector->list #(1 2 3) 1 2))) ; => ((2 3) (2))
(show (let ((v (vector 1 2 3 4))) (vector-fill! v 'x 1 3) v)) ; => #(1 x x 4)
(show (list (vector-map - #(1 2 3)) (vector-map + #(1 2 3) #(10 20)) (vector-map list #()))) ; => (#(-1 -2 -3) #(11 22) #())
(vector-for-each (lambda (x y) (display (list x y))) #(1 2 3) #(a b))
(newline) ; => (1 a)(2 b)
(show (list (string-map char-upcase "abc") (string-map (lambda (a b) (if (char<? a b) a b)) "adc" "bbbz"))) ; => ("ABC" "abb")
(string-for-each (lambda (a b) (display (list a b))) "abc" "xy")
(string-for-each (lambda (c) (display (char-upcase c))) "end")
(newline) ; => (a x)(b y)END
(message (lambda () (vector-map car '(1)))) ; => vector-length: expected a vector, got (1)
(message (lambda () (string-map (lambda (c) 1) "a"))) ; => list->string: expected a character, got 1
