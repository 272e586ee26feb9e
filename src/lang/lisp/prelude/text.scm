; Strings and characters.

(define (string-map f s . more)
  (list->string
   (if (null? more)
       (%map f (string->list s))
       (%map-all f (%map (lambda (s) (string->list s)) (cons s more))))))
(define (string-for-each f s . more)
  (if (null? more)
      (let loop ((l (string->list s)))
        (unless (null? l)
          (f (car l))
          (loop (cdr l))))
      (let loop ((ls (%map (lambda (s) (string->list s)) (cons s more))))
        (unless (%done? ls)
          (apply f (%cars ls))
          (loop (%cdrs ls))))))
