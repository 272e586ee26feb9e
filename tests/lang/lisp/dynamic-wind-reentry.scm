;; needs: continuations
(define path '())
(define (note x) (set! path (cons x path)))
(define k #f)
(define times 0)
(dynamic-wind
 (lambda () (note 'in))
 (lambda () (call/cc (lambda (c) (set! k c))) (note 'body))
 (lambda () (note 'out)))
(set! times (+ times 1))
(if (< times 3) (k #f))
(print (reverse path)) ; => (in body out in body out in body out)
; Leaving through two extents, entering through two others.
(set! path '())
(define inside #f)
(define (twice a b body)
  (dynamic-wind (lambda () (note (list 'in a)))
                (lambda () (dynamic-wind (lambda () (note (list 'in b))) body (lambda () (note (list 'out b)))))
                (lambda () (note (list 'out a)))))
(define first #t)
(twice 1 2 (lambda () (call/cc (lambda (c) (set! inside c)))))
(if first
    (begin
      (set! first #f)
      (twice 3 4 (lambda () (inside #f)))))
(print (reverse path)) ; => ((in 1) (in 2) (out 2) (out 1) (in 3) (in 4) (out 4) (out 3) (in 1) (in 2) (out 2) (out 1))
; Escaping from within `before` and `after` is in the extent around.
(print (call/cc (lambda (k)
  (dynamic-wind (lambda () #f) (lambda () 'no) (lambda () (k 'from-after)))))) ; => from-after
; An exception after coming back still cleans up.
(set! path '())
(set! first #t)
(print (guard (e (#t (list e (reverse path))))
  (dynamic-wind
   (lambda () (note 'in))
   (lambda () (call/cc (lambda (c) (set! inside c))) (if first #f (raise 'again)))
   (lambda () (note 'out)))
  (set! first #f)
  (inside #f))) ; => (again (in out in out))
