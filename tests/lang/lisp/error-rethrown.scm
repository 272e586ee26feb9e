; An error that no clause of a handler takes goes on.
(define (work) (vector-ref (vector 1 2) 2))
(guard (e ((symbol? e) 'symbol))
  (print "working") ; => working
  (work))
;!! range: vector-ref: index 2 is out of range for length 2
