; Comparison of strings, short and long, and of a short one with a long one.
(define long-a "a string that is longer than six bytes")
(define long-b "a string that is longer than six bytez")
(print (string=? "abc" "abc") (string=? "abc" "abd") (string=? "abc" "abcd")) ; => #t #f #f
(print (string=? long-a (string-append "a string that is " "longer than six bytes"))) ; => #t
(print (string=? long-a long-b) (string=? "" "")) ; => #f #t
(print (string<? "abc" "abd") (string<? "abc" "abc") (string<? "ab" "abc") (string<? "" "a")) ; => #t #f #t #t
(print (string<? long-a long-b) (string>? long-a long-b)) ; => #t #f
(print (string<? "b" long-a) (string>? "b" long-a)) ; => #f #t
(print (string<=? "a" "a" "b") (string>=? "b" "b" "c")) ; => #t #f
(print (string<? "a" "b" "c") (string<? "a" "c" "b")) ; => #t #f
(print (string<? "Z" "a") (string<? "z" "é") (string<? "ab" "aé")) ; => #t #t #t
; A string made in pieces is equal to one made at once, on both sides of the border.
(define (grow n) (if (= n 0) "" (string-append (grow (- n 1)) "x")))
(print (map (lambda (n) (equal? (grow n) (make-string n #\x))) '(0 1 5 6 7 8 50))) ; => (#t #t #t #t #t #t #t)
(print (map (lambda (n) (equal? (grow n) (make-string (+ n 1) #\x))) '(0 5 6 7))) ; => (#f #f #f #f)
(print (equal? "a" 'a) (equal? "a" #\a)) ; => #f #f
; As keys they are the same too.
(define m (make-hash-map))
(hash-set! m (grow 6) 'six)
(hash-set! m (grow 7) 'seven)
(print (hash-ref m "xxxxxx") (hash-ref m "xxxxxxx")) ; => six seven
(print (member "xxxxxxxx" (list "x" (grow 8) "y"))) ; => (xxxxxxxx y)
(print (assoc (substring "abcdef" 1 3) '(("ab" . 1) ("bc" . 2)))) ; => (bc . 2)
