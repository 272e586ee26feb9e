(define (note . words) (apply print words))
(print (dynamic-wind (lambda () (note 'in)) (lambda () 'value) (lambda () (note 'out))))
; => in
; => out
; => value
; An error passes through.
(print (guard (e (#t (list 'caught e)))
  (dynamic-wind (lambda () (note 'in)) (lambda () (raise 'x)) (lambda () (note 'out)))))
; => in
; => out
; => (caught x)
; Nested, innermost first.
(guard (e (#t (note 'caught e)))
  (dynamic-wind
   (lambda () (note 'a))
   (lambda () (dynamic-wind (lambda () (note 'b)) (lambda () (error "oops")) (lambda () (note 'c))))
   (lambda () (note 'd))))
; => a
; => b
; => c
; => d
; => caught #<error oops>
; A handler runs where the error is, before what cleans up.
(note (guard (e (#t (list 'outer e)))
  (with-exception-handler
   (lambda (e) (note 'handler e) (raise 'second))
   (lambda ()
     (dynamic-wind (lambda () (note 'in)) (lambda () (raise 'first)) (lambda () (note 'out)))))))
; => in
; => handler first
; => out
; => (outer second)
; Several values go through.
(call-with-values (lambda () (dynamic-wind (lambda () #f) (lambda () (values 1 2)) (lambda () #f))) note) ; => 1 2
; What leaves the program is cleaned up after, too.
(dynamic-wind (lambda () (note 'in)) (lambda () (car 'last)) (lambda () (note 'out)))
; => in
; => out
;!! type: car: expected a pair, got last
