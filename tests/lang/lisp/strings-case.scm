; Upper and lower case, and comparison without it.
(define (show x) (write x) (newline))
(show (map string-upcase '("abc" "Straße" "ﬁ" "ǰ"))) ; => ("ABC" "STRASSE" "FI" "J̌")
(show (map string-downcase '("ABC" "ΧΑΟΣ" "ΧΑΟΣΣ" "ΧΑΟΣ Σ"))) ; => ("abc" "χαος" "χαοσς" "χαος σ")
(show (map string-foldcase '("ABC" "ΧΑΟΣΣ" "Straße" "ẞ" "İ" "ı"))) ; => ("abc" "χαοσσ" "strasse" "ss" "i̇" "ı")
(print (string-ci=? "Straße" "STRASSE" "strasse") (string-ci=? "ΧΑΟΣ" "χαος") (string-ci=? "a" "b")) ; => #t #t #f
(print (string-ci<? "a" "B" "c") (string-ci<? "a" "A") (string-ci<=? "a" "A" "b")) ; => #t #f #t
(print (string-ci>? "c" "B" "a") (string-ci>=? "B" "b" "A") (string-ci>=? "a" "B")) ; => #t #t #f
(show (map char-upcase '(#\a #\ß #\ς #\ÿ #\1))) ; => (#\A #\ß #\Σ #\Ÿ #\1)
(show (map char-downcase '(#\A #\Σ #\ẞ #\İ))) ; => (#\a #\σ #\ß #\İ)
(show (map char-foldcase '(#\A #\Σ #\ς #\ß #\ẞ #\K #\µ))) ; => (#\a #\σ #\σ #\ß #\ß #\k #\μ)
(show (map char-upper-case? '(#\A #\a #\Σ #\ǅ #\1 #\日))) ; => (#t #f #t #f #f #f)
(show (map char-lower-case? '(#\A #\a #\σ #\ß #\1 #\日))) ; => (#f #t #t #t #f #f)
(show (map char-alphabetic? '(#\λ #\日 #\1 #\_ #\ª))) ; => (#t #t #f #f #t)
(show (map char-numeric? '(#\0 #\٣ #\९ #\½ #\² #\Ⅷ #\a))) ; => (#t #t #t #f #f #f #f)
(show (map digit-value '(#\0 #\٣ #\९ #\௬ #\½ #\a))) ; => (0 3 9 6 #f #f)
(show (map char-whitespace? '(#\space #\x00A0 #\x2003 #\a))) ; => (#t #t #t #f)
(print (char-ci=? #\a #\A #\a) (char-ci=? #\Σ #\ς) (char-ci<? #\a #\B) (char-ci>? #\a #\B)) ; => #t #t #t #f
(print (char-ci<=? #\a #\A #\b) (char-ci>=? #\b #\A #\c)) ; => #t #f
