; Strings that can be changed, and those that cannot.
(define (show x) (write x) (newline))
(define (message thunk) (guard (e (#t (print (error-object-message e)))) (thunk)))
(define s (string-copy "hello"))
(define same s)
(string-set! s 0 #\J)
(show s) ; => "Jello"
(show same) ; => "Jello"
; Wider and narrower characters, in short and long strings.
(string-set! s 1 #\ä)
(string-set! s 4 #\🙂)
(show s) ; => "Jäll🙂"
(show same) ; => "Jäll🙂"
(print (string-length s) (string-ref s 3) (string-ref s 4)) ; => 5 l 🙂
(string-set! s 4 #\o)
(string-set! s 1 #\e)
(show s) ; => "Jello"
(define long (make-string 300 #\a))
(do ((i 0 (+ i 3))) ((>= i 300)) (string-set! long i #\日))
(show (substring long 294)) ; => "日aa日aa"
(print (string-length long) (string-ref long 297) (string-ref long 299)) ; => 300 日 a
(define (count c s)
  (let loop ((i 0) (n 0))
    (if (= i (string-length s)) n (loop (+ i 1) (if (char=? c (string-ref s i)) (+ n 1) n)))))
(print (count #\日 long) (count #\a long)) ; => 100 200
; Filling and copying, of parts too.
(define t (make-string 6 #\-))
(string-fill! t #\λ 2 4)
(show t) ; => "--λλ--"
(string-fill! t #\x)
(show t) ; => "xxxxxx"
(string-fill! t #\y 5)
(show t) ; => "xxxxxy"
(string-copy! t 1 "abc")
(show t) ; => "xabcxy"
(string-copy! t 4 "äöü" 1)
(show t) ; => "xabcöü"
(string-copy! t 0 "12345" 2 4)
(show t) ; => "34bcöü"
; Within one string, in both directions.
(define u (string #\a #\b #\ç #\d #\e #\f))
(string-copy! u 2 u 0 4)
(show u) ; => "ababçd"
(string-copy! u 0 u 3)
(show u) ; => "bçdbçd"
(string-copy! u 6 u 2 2)
(show u) ; => "bçdbçd"
; What makes strings makes new ones.
(define v (string-append "abc"))
(define w (string-copy v))
(string-set! v 1 #\-)
(show (list v w (substring w 0) (string-append w ""))) ; => ("a-c" "abc" "abc" "abc")
(for-each (lambda (s) (string-set! s 0 #\!))
          (list v w (substring "abc" 1 3) (list->string '(#\a)) (string-upcase "abc") (utf8->string #u8(97))))
(show (list v w)) ; => ("!-c" "!bc")
; Each is an object of its own; strings that cannot be changed are values.
(print (eq? v v) (eq? (string #\a) (string #\a)) (eqv? (string-copy "a") "a") (eq? "a" "a")) ; => #t #f #f #t
(print (equal? (string #\a) (string #\a)) (equal? (string #\a) "a") (equal? "a" (string #\a))) ; => #t #t #t
(print (equal? (list (string #\a) "b") (list "a" (string #\b)))) ; => #t
(print (string=? (string #\a) "a") (eq? (string->symbol (string #\a)) 'a)) ; => #t #t
(print (memq "b" (list "a" "b")) (memq "b" (list "a" (string #\b))) (member "b" (list "a" (string #\b)))) ; => (b) #f (b)
; As keys they count as they were.
(define m (make-hash-map))
(define key (string #\k #\1))
(hash-set! m key 1)
(string-set! key 1 #\2)
(hash-set! m key 2)
(print (hash-ref m "k1") (hash-ref m "k2") (hash-ref m key) (hash-count m)) ; => 1 2 2 2
(define keys (make-hash-map))
(do ((i 0 (+ i 1))) ((= i 50)) (hash-set! keys (string-append "key number " (number->string i)) i))
(print (hash-ref keys (string-append "key" " number 7")) (hash-count keys)) ; => 7 50
; What cannot be changed.
(message (lambda () (string-set! "literal" 0 #\x))) ; => string-set!: literals and names cannot be changed; string-copy makes a string that can
(message (lambda () (string-set! "lit" 0 #\x))) ; => string-set!: literals and names cannot be changed; string-copy makes a string that can
(message (lambda () (string-fill! (symbol->string 'abc) #\x))) ; => string-fill!: literals and names cannot be changed; string-copy makes a string that can
(message (lambda () (string-copy! "abc" 0 "x"))) ; => string-copy!: literals and names cannot be changed; string-copy makes a string that can
(message (lambda () (string-set! 'abc 0 #\x))) ; => string-set!: expected a string, got abc
(message (lambda () (string-set! (string #\a) 1 #\x))) ; => string-set!: index 1 is out of range for length 1
(message (lambda () (string-set! (string #\a) 0 "x"))) ; => string-set!: expected a character, got "x"
(message (lambda () (string-copy! (string #\a #\b) 1 "xy"))) ; => string-copy!: range 1 to 3 is out of range for length 2
(message (lambda () (string-copy! (string #\a #\b) -1 "x"))) ; => string-copy!: range -1 to 0 is out of range for length 2
(message (lambda () (string-fill! (string #\a #\b) #\x 2 1))) ; => string-fill!: range 2 to 1 is out of range for length 2
