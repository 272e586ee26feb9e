; What would change a persistent map gives a new one; entries stay in order of insertion.
(define m (pmap 'a 1 'b 2))
(print m (pmap)) ; => #pmap((a . 1) (b . 2)) #pmap()
(define n (pmap-set m 'c 3))
(define o (pmap-set n 'a 'one))
(define p (pmap-delete o 'b))
(print m n) ; => #pmap((a . 1) (b . 2)) #pmap((a . 1) (b . 2) (c . 3))
(print o p) ; => #pmap((a . one) (b . 2) (c . 3)) #pmap((a . one) (c . 3))
(print (pmap-set p 'b 4) (pmap-delete p 'none)) ; => #pmap((a . one) (c . 3) (b . 4)) #pmap((a . one) (c . 3))
(print (pmap? m) (pmap? (hash-map)) (hash-map? m)) ; => #t #f #f
(print (pmap-ref m 'a) (pmap-ref m 'z 'none) (pmap-contains? m 'a) (pmap-contains? m 'z)) ; => 1 none #t #f
(print (pmap-count m) (pmap-keys o) (pmap-values o) (pmap->list p)) ; => 2 (a b c) (one 2 3) ((a . one) (c . 3))
(print (list->pmap '((x . 1) (y 2) (x . 3)))) ; => #pmap((x . 3) (y 2))
(print (pmap-merge) (pmap-merge m) (pmap-merge m (pmap 'b 'new 'd 4) (pmap 'd 5))) ; => #pmap() #pmap((a . 1) (b . 2)) #pmap((a . 1) (b . new) (d . 5))
(print (pmap-update m 'a (lambda (n) (+ n 10))) (pmap-update m 'z (lambda (n) (+ n 1)) 0)) ; => #pmap((a . 11) (b . 2)) #pmap((a . 1) (b . 2) (z . 1))
(pmap-for-each o (lambda (k v) (display k) (display v) (display ";"))) (newline) ; => aone;b2;c3;
(print (pmap-fold n (lambda (k v sum) (+ v sum)) 0)) ; => 6

; Keys by equal?, as hash maps have them.
(define k (pmap "text" 1 '(1 2) 2 #(3) 3 1.5 4 #\c 5 (pvector 6) 6 (pmap 7 8) 7))
(print (pmap-ref k (string #\t #\e #\x #\t)) (pmap-ref k (list 1 2)) (pmap-ref k (vector 3)) (pmap-ref k 1.5)) ; => 1 2 3 4
(print (pmap-ref k #\c) (pmap-ref k (pvector 6)) (pmap-ref k (pmap 7 8)) (pmap-ref k (pmap 7 9) 'none)) ; => 5 6 7 none
(define s (string #\k))
(define t (pmap-set (pmap) s 'kept))
(string-set! s 0 #\x)
(print t (pmap-ref t "k")) ; => #pmap((k . kept)) kept

; The order of entries does not matter for equality, nor for hashing.
(print (equal? (pmap 'a 1 'b 2) (pmap 'b 2 'a 1)) (equal? m n) (equal? m (pmap 'a 1 'b 3)) (equal? m (pmap 'a 1 'c 2))) ; => #t #f #f #f
(define h (hash-map (pmap 1 2 3 4) 'found))
(print (hash-ref h (pmap 3 4 1 2) 'lost) (hash-ref h (pmap 3 4) 'lost)) ; => found lost
(define (count-up n) (let loop ((i 0) (m (pmap))) (if (= i n) m (loop (+ i 1) (pmap-set m i (* i i))))))
(define (count-down n) (let loop ((i (- n 1)) (m (pmap))) (if (< i 0) m (loop (- i 1) (pmap-set m i (* i i))))))
(print (equal? (count-up 100) (count-down 100)) (equal? (count-up 100) (count-down 101))) ; => #t #f
(print (pmap-ref (pmap (count-up 20) 'big) (count-down 20))) ; => big
(print (equal? (pmap (pmap (pmap 1 2) 3) 4) (pmap (pmap (pmap 1 2) 3) 4))) ; => #t

; Data that contains itself ends.
(define box (vector 0))
(define ring (pmap 'ring box))
(vector-set! box 0 ring)
(print ring) ; => #0=#pmap((ring . #(#0#)))

; Deleting everything, again and again.
(define (drain m n) (let loop ((i 0) (m m)) (if (= i n) m (loop (+ i 1) (pmap-delete m i)))))
(define hundred (count-up 100))
(print (drain hundred 97)) ; => #pmap((97 . 9409) (98 . 9604) (99 . 9801))
(print (drain hundred 100) (pmap-count hundred) (pmap-ref hundred 5)) ; => #pmap() 100 25

; Errors.
(define (try-it thunk) (guard (e (#t (print (error-kind e) (error-object-message e)))) (thunk)))
(try-it (lambda () (pmap-ref m 'z))) ; => range pmap-ref: there is no entry for z
(try-it (lambda () (pmap 'a))) ; => arity pmap: key a has no value
(try-it (lambda () (pmap-set 5 'a 1))) ; => type pmap-set: expected a persistent map, got 5
(try-it (lambda () (pmap-merge m 'a))) ; => type pmap-merge: expected a persistent map, got a
(try-it (lambda () (list->pmap '(1)))) ; => type list->pmap: expected a pair, got 1
(try-it (lambda () (pmap-count (hash-map)))) ; => type pmap-count: expected a persistent map, got #hash()
