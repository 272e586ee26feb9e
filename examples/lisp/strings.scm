; Strings - taking them apart, putting them together, a cipher and a triangle.

; Reads the same from both ends, if only letters count?
(define (letters text)
  (let loop ((chars (string->list (string-downcase text))) (kept '()))
    (cond ((null? chars) (reverse kept))
          ((char-alphabetic? (car chars)) (loop (cdr chars) (cons (car chars) kept)))
          (else (loop (cdr chars) kept)))))

(define (palindrome? text)
  (equal? (letters text) (reverse (letters text))))

(for-each
  (lambda (text)
    (write text)
    (display (if (palindrome? text) " is a palindrome" " is not a palindrome"))
    (newline))
  '("A man, a plan, a canal: Panama!" "Glassbox" "Ein Esel lese nie"))

; Caesar's cipher: every letter moves some places along the alphabet.
(define (shift-char c places)
  (define (from base)
    (integer->char
      (+ base (modulo (+ places (- (char->integer c) base)) 26))))
  (cond ((and (char>=? c #\a) (char<=? c #\z)) (from 97))
        ((and (char>=? c #\A) (char<=? c #\Z)) (from 65))
        (else c)))

(define (caesar text places)
  (list->string (map (lambda (c) (shift-char c places)) (string->list text))))

(define secret (caesar "Attack at dawn" 13))
(display secret)
(display " -> ")
(display (caesar secret 13))
(newline)

; A triangle, built row by row.
(define (repeat text n)
  (if (= n 0) "" (string-append text (repeat text (- n 1)))))

(do ((row 1 (+ row 1)))
    ((> row 6))
  (display (repeat " " (- 6 row)))
  (display (repeat "*" (- (* 2 row) 1)))
  (newline))

; Characters are counted, not bytes.
(define greeting "Grüße, 世界")
(display greeting)
(display " has ")
(display (string-length greeting))
(display " characters in ")
(display (bytevector-length (string->utf8 greeting)))
(display " bytes")
(newline)
