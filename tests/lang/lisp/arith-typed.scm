; The words for integers only and for floats only.
(print (+int 1 2) (-int 1 2) (*int 3 4)) ; => 3 -1 12
(print (+int 1125899906842623 1)) ; => 1125899906842624.0
(print (-int -1125899906842624 1)) ; => -1125899906842625.0
(print (*int 33554432 33554432)) ; => 1125899906842624.0
(print (*int -33554432 33554432)) ; => -1125899906842624
(print (+float 1.5 2.0) (-float 1.5 2.0) (*float 1.5 2.0)) ; => 3.5 -0.5 3.0
(print (+float 1e308 1e308)) ; => +inf.0
(define (kind thunk)
  (guard (e (#t (error-kind e))) (thunk)))
(print (kind (lambda () (+int 1 2.0)))) ; => type
(print (kind (lambda () (-int 1.0 2)))) ; => type
(print (kind (lambda () (*int 'a 2)))) ; => type
(print (kind (lambda () (+float 1 2.0)))) ; => type
(print (kind (lambda () (-float 1.0 2)))) ; => type
(print (kind (lambda () (*float "1" 2.0)))) ; => type
; The result of an overflow is a float and so no operand for +int.
(print (kind (lambda () (+int (+int 1125899906842623 1) 1)))) ; => type
; As values.
(print (map +int '(1 2 3) '(10 20 30))) ; => (11 22 33)
(define (sum-to n)
  (let loop ((i 0) (s 0)) (if (= i n) s (loop (+int i 1) (+int s i)))))
(print (sum-to 1000)) ; => 499500
