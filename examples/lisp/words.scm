; Word count - counts the words of a text in a hash map and sorts them.

(define text
  "It was the best of times, it was the worst of times,
   it was the age of wisdom, it was the age of foolishness,
   it was the epoch of belief, it was the epoch of incredulity,
   it was the season of Light, it was the season of Darkness,
   it was the spring of hope, it was the winter of despair.")

; Letters in lower case; everything else becomes a space.
(define (plain text)
  (list->string
    (map (lambda (c) (if (char-alphabetic? c) (char-downcase c) #\space))
         (string->list text))))

(define counts (make-hash-map))
(for-each
  (lambda (word) (hash-set! counts word (+ 1 (hash-ref counts word 0))))
  (string-split (plain text)))

(display "words: ")
(display (apply + (hash-values counts)))
(display ", different ones: ")
(display (hash-count counts))
(newline)

; The most frequent first; words of equal count in the order of the alphabet.
(define (before? a b)
  (or (> (cdr a) (cdr b))
      (and (= (cdr a) (cdr b)) (string<? (car a) (car b)))))

(define (bar n) (make-string n #\*))

(let loop ((entries (sort (hash->list counts) before?)) (left 10))
  (if (and (pair? entries) (> left 0))
      (begin
        (display (bar (cdar entries)))
        (display " ")
        (display (caar entries))
        (newline)
        (loop (cdr entries) (- left 1)))))
