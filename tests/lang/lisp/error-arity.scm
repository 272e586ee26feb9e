; The wrong number of arguments is reported where the call stands.
(define (area width height)
  (* width height))
(print (area 2 3)) ; => 6
(define (volume w h d)
  (* d (area w h d)))
(print (volume 1 2 3))
;!! arity: area: expected 2 arguments, got 3
;!! line 6
