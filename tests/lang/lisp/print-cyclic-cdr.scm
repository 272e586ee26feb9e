;; needs: output-limit
; A list that goes on for ever is printed up to a limit.
(define l (list 1 2 3))
(set-cdr! (cddr l) l)
(define text (str l))
(print (substring text 0 20)) ; => (1 2 3 1 2 3 1 2 3 1
(print (substring text (- (string-length text) 8))) ; => 2 3 ...)
(print (< (string-length text) 10000000)) ; => #t
(print (list? l)) ; => #f
(print (guard (e (#t (error-kind e))) (length l))) ; => type
