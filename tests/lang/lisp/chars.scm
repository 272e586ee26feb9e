; Characters.
(define (show x) (write x) (newline))
(print (char? #\a) (char? "a") (char? 97)) ; => #t #f #f
(print (char->integer #\A) (integer->char 97)) ; => 65 a
(print (char-upcase #\a) (char-upcase #\ä) (char-upcase #\1) (char-downcase #\Q)) ; => A Ä 1 q
(show (char-upcase #\ß)) ; => #\ß
(print (char-alphabetic? #\a) (char-alphabetic? #\1) (char-alphabetic? #\é)) ; => #t #f #t
(print (char-numeric? #\7) (char-numeric? #\a)) ; => #t #f
(print (char-whitespace? #\space) (char-whitespace? #\newline) (char-whitespace? #\a)) ; => #t #t #f
(print (char=? #\a #\a) (char=? #\a #\b) (char<? #\a #\b) (char>? #\a #\b)) ; => #t #f #t #f
(print (char<? #\a #\b #\c) (char<? #\a #\c #\b) (char<=? #\a #\a) (char>=? #\b #\c)) ; => #t #f #t #f
(print (eq? #\a #\a) (eqv? #\λ #\λ) (equal? #\a #\b)) ; => #t #t #f
(print (digit-value #\7) (digit-value #\a)) ; => 7 #f
(define (kind thunk) (guard (e (#t (error-kind e))) (thunk)))
(print (kind (lambda () (integer->char 55296))) (kind (lambda () (integer->char -1))) (kind (lambda () (integer->char 1114112)))) ; => range range range
(print (kind (lambda () (char->integer "a"))) (kind (lambda () (char-upcase 'a)))) ; => type type
; Caesar's cipher with tables of characters.
(define (rot13 c)
  (cond ((and (char<=? #\a c) (char<=? c #\z)) (integer->char (+ 97 (modulo (+ 13 (- (char->integer c) 97)) 26))))
        ((and (char<=? #\A c) (char<=? c #\Z)) (integer->char (+ 65 (modulo (+ 13 (- (char->integer c) 65)) 26))))
        (else c)))
(define (cipher s) (list->string (map rot13 (string->list s))))
(print (cipher "Hello, World!") (cipher (cipher "Hello, World!"))) ; => Uryyb, Jbeyq! Hello, World!
