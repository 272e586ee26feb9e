; Shapes - records with named fields, and one function that takes several kinds of them.

(define-record-type point (make-point x y) point?
  (x point-x)
  (y point-y set-point-y!))

(define-record-type circle (make-circle centre radius) circle?
  (centre circle-centre)
  (radius circle-radius))

(define-record-type box (make-box corner width height) box?
  (corner box-corner)
  (width box-width)
  (height box-height))

(define (area shape)
  (cond ((circle? shape) (* 3.141592653589793 (circle-radius shape) (circle-radius shape)))
        ((box? shape) (* (box-width shape) (box-height shape)))
        (else 0)))

(define (where shape)
  (cond ((circle? shape) (circle-centre shape))
        ((box? shape) (box-corner shape))
        (else shape)))

(define p (make-point 3 4))
(define shapes
  (list (make-circle p 2)
        (make-box p 10 5)
        (make-box (make-point 0 0) 2 2)))

(define (show shape)
  (display "at ")
  (display (point-x (where shape)))
  (display ",")
  (display (point-y (where shape)))
  (display " area ")
  (display (area shape))
  (newline))

(for-each show shapes)

; Two of the shapes share the point p, so both move.
(set-point-y! p 40)
(display "moved:")
(newline)
(for-each show shapes)

; The record types are checked: a circle is not a box.
(guard (e (#t (display "error: ")
              (display (error-object-message e))
              (newline)))
  (box-width (car shapes)))
