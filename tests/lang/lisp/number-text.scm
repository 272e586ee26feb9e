; Numbers to text and back.
(define (show x) (write x) (newline))
(show 0) ; => 0
(show -17) ; => -17
(show 1.0) ; => 1.0
(show -0.5) ; => -0.5
(show .5) ; => 0.5
(show 1e3) ; => 1000.0
(show 1e21) ; => 1e21
(show 1e100) ; => 1e100
(show 1.5e-10) ; => 1.5e-10
(show 123456.789) ; => 123456.789
(show 100000000000000000000.0) ; => 100000000000000000000.0
(show (/ 1.0 3.0)) ; => 0.3333333333333333
(show (* 4 (atan 1))) ; => 3.141592653589793
(show +inf.0) ; => +inf.0
(show -inf.0) ; => -inf.0
(show +nan.0) ; => +nan.0
(show (number->string 255)) ; => "255"
(show (number->string 255 16)) ; => "ff"
(show (number->string -255 2)) ; => "-11111111"
(show (number->string 1.5)) ; => "1.5"
(show (string->number "42")) ; => 42
(show (string->number "-4.5e1")) ; => -45.0
(show (string->number "ff" 16)) ; => 255
(show (string->number "#xff")) ; => 255
(show (string->number "101" 2)) ; => 5
(show (string->number "abc")) ; => #f
(show (string->number "")) ; => #f
(show (string->number "12x")) ; => #f
(show (string->number "-")) ; => #f
(show (string->number "1.2.3")) ; => #f
(show (= 0.1 (string->number (number->string 0.1)))) ; => #t
(show (= 2.2250738585072014e-308 (string->number (number->string 2.2250738585072014e-308)))) ; => #t
