; Calls in tail position need no frame, in every form that has one.
(define (down n) (if (= n 0) 'done (down (- n 1))))
(print (down 300000)) ; => done
(define (my-even? n) (if (= n 0) #t (my-odd? (- n 1))))
(define (my-odd? n) (if (= n 0) #f (my-even? (- n 1))))
(print (my-even? 300000) (my-odd? 300000)) ; => #t #f
(define (by-cond n) (cond ((= n 0) 'cond) ((odd? n) (by-cond (- n 1))) (else (by-cond (- n 1)))))
(print (by-cond 100000)) ; => cond
(define (by-case n) (case n ((0) 'case) ((1) (by-case 0)) (else (by-case (- n 1)))))
(print (by-case 100000)) ; => case
(define (by-and n) (and #t (or #f (if (= n 0) 'and-or (by-and (- n 1))))))
(print (by-and 100000)) ; => and-or
(define (by-when n) (when #t (if (= n 0) 'when (by-when (- n 1)))))
(print (by-when 100000)) ; => when
(define (by-let n) (let ((m (- n 1))) (let* ((k m)) (letrec ((z 0)) (begin 1 (if (< k z) 'let (by-let k)))))))
(print (by-let 100000)) ; => let
(define (by-body n) (define m (- n 1)) (if (< m 0) 'body (by-body m)))
(print (by-body 100000)) ; => body
(define (by-apply n) (if (= n 0) 'apply (apply by-apply (list (- n 1)))))
(print (by-apply 100000)) ; => apply
(define (by-value f n) (if (= n 0) 'value (f f (- n 1))))
(print (by-value by-value 100000)) ; => value
; Three functions with different numbers of arguments and locals.
(define (a n) (if (= n 0) 'a (b (- n 1) 1)))
(define (b n x) (let ((y (+ x 1)) (z 2)) (if (= n 0) (list 'b x y z) (c (- n 1) x y z))))
(define (c n x y z) (if (= n 0) (list 'c x y z) (a (- n 1))))
(print (a 99999) (a 100000) (a 100001)) ; => a (b 1 2 2) (c 1 2 2)
; A closure that calls itself through a variable.
(define (loop-with f n) (f n))
(print (letrec ((g (lambda (n) (if (= n 0) 'closure (loop-with g (- n 1)))))) (g 100000))) ; => closure
; Tail calls with arguments in each other's places.
(define (swap a b n) (if (= n 0) (list a b) (swap b a (- n 1))))
(print (swap 1 2 100001)) ; => (2 1)
; From within a handler.
(define (retry n) (guard (e (#t (if (= n 0) 'handled (retry (- n 1))))) (raise 'again)))
(print (retry 1000)) ; => handled
