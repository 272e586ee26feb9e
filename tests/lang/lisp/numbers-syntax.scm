; How numbers may be written.
(print #xff #b-101 #o17 #d10 #e1.5 #i1/2 #x#i10 #i#x10 #e#b101) ; => 255 -5 15 10 3/2 0.5 16.0 16.0 5
(print #XFF #B1 #x-1a/2) ; => 255 1 -13
(print 1. .5 -.5e-3 1E3 1e400 -1e400 1e-400) ; => 1.0 0.5 -0.0005 1000.0 +inf.0 -inf.0 0.0
(print 1s2 1f2 1d2 1l2) ; => 100.0 100.0 100.0 100.0
(print +inf.0 -inf.0 +nan.0 -nan.0 +INF.0) ; => +inf.0 -inf.0 +nan.0 +nan.0 +inf.0
(print 123456789012345678901234567890 -9223372036854775809) ; => 123456789012345678901234567890 -9223372036854775809
(print 9007199254740993 9007199254740993.0) ; => 9007199254740993 9007199254740992.0
(print '(1 -2/4 #e.25 1+i)) ; => (1 -1/2 1/4 1+i)
; What looks like numbers and is none.
(define (symbols l) (or (null? l) (and (symbol? (car l)) (symbols (cdr l)))))
(print (symbols '(+ - ... 1+ -1+ -foo +.x ->x -. +e5 i e5 inf nan -inf +infinity))) ; => #t
(write '(|1| |+i| |-1.5| |1/2| |+inf.0| |1@2| + - ... 1+)) ; => (|1| |+i| |-1.5| |1/2| |+inf.0| |1@2| + - ... 1+)
(newline)
(for-each (lambda (s) (if (string->number s) (print "not a number:" s)))
          '("" "+" "-" "." "..." "1+" "1/0" "1/" "/1" "1/-2" "#x" "#e+inf.0" "1e" "e1" "1e1.5" "1.5/2" "--1" "1i" "1+i+i" "#xg" "#b2" "1_000" " 1"))
(print (string->number "1e3" 16) (string->number "#d1e3" 16) (string->number "zz" 36)) ; => 483 1000.0 1295
; Text and back, to several radixes.
(define (back? x)
  (let loop ((radixes '(2 3 8 10 16 36)))
    (or (null? radixes)
        (and (eqv? x (string->number (number->string x (car radixes)) (car radixes)))
             (loop (cdr radixes))))))
(print (map back? '(0 -1 123456789012345678901234567890 -1/3 0.1 -0.0 1.5 1e100 -1e-100 5e-324 1.7976931348623157e308 +inf.0 +nan.0))) ; => (#t #t #t #t #t #t #t #t #t #t #t #t #t)
(print (number->string 0.5 2) (number->string 10.25 16) (number->string -255 16) (number->string 1e3 2)) ; => 0.1 a.4 -ff 1111101000.0
