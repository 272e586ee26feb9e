; Loops over the characters of strings that are not ASCII, forwards, backwards
; and in two strings at a time, take time in proportion to their length.
(define n 3000)
(define a (make-string n #\é))
(define b (string-append (make-string n #\日) ""))
(define (forwards s)
  (let loop ((i 0) (sum 0))
    (if (= i (string-length s)) sum (loop (+ i 1) (+ sum (char->integer (string-ref s i)))))))
(define (backwards s)
  (let loop ((i (- (string-length s) 1)) (sum 0))
    (if (< i 0) sum (loop (- i 1) (+ sum (char->integer (string-ref s i)))))))
(print (forwards a) (backwards a) (forwards b)) ; => 699000 699000 78255000
(define (both a b)
  (let loop ((i 0) (sum 0))
    (if (= i (string-length a))
        sum
        (loop (+ i 1) (+ sum (- (char->integer (string-ref b i)) (char->integer (string-ref a i))))))))
(print (both a b)) ; => 77556000
; What was found counts no longer when the string has changed.
(string-ref b 1500)
(string-set! b 3 #\a)
(string-set! b 2000 #\🙂)
(print (string-ref b 1500) (string-ref b 1999) (string-ref b 2000) (string-ref b 2001)) ; => 日 日 🙂 日
(print (substring b 1 5) (substring b 1998 2002)) ; => 日日a日 日日🙂日
