; Strings are sequences of characters, however many bytes those take.
(define (show x) (write x) (newline))
(define s "Grüße, 世界 🙂!")
(print s) ; => Grüße, 世界 🙂!
(show s) ; => "Grüße, 世界 🙂!"
(print (string-length s)) ; => 12
(print (string-length "äöü") (string-length "日本") (string-length "🙂")) ; => 3 2 1
(show (string-ref s 2)) ; => #\ü
(show (string-ref s 7)) ; => #\世
(show (string-ref s 10)) ; => #\🙂
(show (string-ref s 11)) ; => #\!
(show (substring s 2 4)) ; => "üß"
(show (substring s 7 9)) ; => "世界"
(show (string->list "aé日🙂")) ; => (#\a #\é #\日 #\🙂)
(show (list->string (reverse (string->list "aé日🙂")))) ; => "🙂日éa"
(print (string-contains s "界") (string-index s #\🙂)) ; => 8 10
(print (map char->integer (string->list "é€🙂"))) ; => (233 8364 128578)
(show (string-upcase "straße é")) ; => "STRASSE É"
(show (string-append "é" "日" "🙂")) ; => "é日🙂"
(print (string=? "é" "é") (string<? "é" "日" "🙂")) ; => #t #t
(show (string->utf8 "é€")) ; => #u8(195 169 226 130 172)
(show (utf8->string (bytevector 226 130 172))) ; => "€"
(show (utf8->string (bytevector 97 98 99 100) 1 3)) ; => "bc"
(print (guard (e (#t (error-kind e))) (utf8->string (bytevector 255 254)))) ; => range
(print (guard (e (#t (error-kind e))) (utf8->string (bytevector 226 130)))) ; => range
(show (string #\λ)) ; => "λ"
(define λ (lambda (größe) (* größe 2)))
(print (λ 21)) ; => 42
