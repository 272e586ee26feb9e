; The wrong type, in a function called from another.
(define (total l)
  (if (null? l)
      0
      (+ (car l)
         (total (cdr l)))))
(print (total '(1 2 3))) ; => 6
(print (total '(1 two 3)))
;!! type: +: expected a number, got two
;!! line 5
