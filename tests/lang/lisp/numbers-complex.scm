; Complex numbers.
(print 1+2i +i -i 3-4i -2.5+0.5i 1/2-3/4i) ; => 1+2i +i -i 3-4i -2.5+0.5i 1/2-3/4i
(print 3+0i 3+0.0i +inf.0-nan.0i -2.5-1e3i) ; => 3 3+0.0i +inf.0+nan.0i -2.5-1000.0i
(print (make-rectangular 1 2) (make-rectangular 1.5 0) (make-polar 2 0)) ; => 1+2i 1.5 2
(print (real-part 1+2i) (imag-part 1+2i) (real-part 5) (imag-part 5.5)) ; => 1 2 5 0
(print (magnitude 3+4i) (magnitude 3.0+4.0i) (magnitude -5) (angle 1) (angle -1.0)) ; => 5 5.0 5 0 3.141592653589793
(print (+ 1+2i 3-2i) (+ 1+2i 0.5) (- 1+i) (- +i +i) (- 5 +i)) ; => 4 1.5+2i -1-i 0 5-i
(print (* +i +i) (* 2 1.5+2.5i) (* 1+2i 3+4i) (* 1.0+2.0i 3.0+4.0i) (* 1.0 1+i)) ; => -1 3.0+5.0i -5+10i -5.0+10.0i 1.0+1.0i
(print (/ 1+2i 3-4i) (/ 1 +i) (/ 2+4i 2) (/ 1.0+2.0i 0.5) (/ 1+2i 1.0-1.0i)) ; => -1/5+2/5i -i 1+2i 2.0+4.0i -0.5+1.5i
(print (= 1+i 1.0+1.0i) (eqv? 1+i 1+i) (eqv? 1+i 1.0+i) (equal? '(1+i) '(1+i)) (zero? 0.0+0.0i)) ; => #t #t #f #t #t
(print (complex? 1+i) (number? 1+i) (real? 1+i) (rational? 1+i) (integer? 1+i)) ; => #t #t #f #f #f
(print (exact? 1+2i) (exact? 1+2.0i) (inexact 1+2i) (exact 1.5+2.5i)) ; => #t #f 1.0+2.0i 3/2+5/2i
(print (sqrt -4) (sqrt -2.25) (sqrt 3+4i) (sqrt -1/4) (sqrt -1.0-0.0i)) ; => +2i +1.5i 2+i +1/2i 0.0+1.0i
(print (expt +i 2) (expt 1+i 10) (expt 1+i -1) (square 1+i)) ; => -1 +32i 1/2-1/2i +2i
(print (exp +i) (log -1) (make-polar 1 1)) ; => 0.5403023058681398+0.8414709848078965i 0.0+3.141592653589793i 0.5403023058681398+0.8414709848078965i
(print (finite? 1+2i) (finite? 1+inf.0i) (infinite? 3.0+inf.0i) (nan? +nan.0+5.0i)) ; => #t #f #t #t
(print (number->string 10+11i 16) (string->number "a+bi" 16) (string->number "1@0")) ; => a+bi 10+11i 1
(define (kind thunk) (guard (e (#t (error-kind e))) (thunk)))
(print (kind (lambda () (< 1 1+i))) (kind (lambda () (floor 1+i))) (kind (lambda () (/ 1+i 0)))) ; => type type divide-by-zero
(print (guard (e (#t (error-object-message e))) (max 1 +i))) ; => max: expected a real number, got +i
; How often a point of the plane is thrown around before it leaves.
(define (escapes c)
  (let loop ((z 0.0+0.0i) (n 0))
    (if (or (= n 50) (> (magnitude z) 2.0)) n (loop (+ (* z z) c) (+ n 1)))))
(print (map escapes '(0.1+0.1i 1.0+1.0i -0.75+0.2i 0.4+0.4i))) ; => (50 2 16 9)
