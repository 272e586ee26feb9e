; Errors in odd places leave nothing behind.
(define v (vector 1 2 3))
(define (risky i) (vector-set! v i (/ 10 (- i 1))))
(define (try i) (guard (e (#t (error-kind e))) (risky i) 'ok))
(print (try 0) (try 1) (try 2) (try 3)) ; => ok divide-by-zero ok range
(print v) ; => #(-10 2 10)
; Arguments are evaluated from left to right, up to the one that throws.
(define log '())
(define (note x) (set! log (cons x log)) x)
(print (guard (e (#t 'caught)) (list (note 1) (note 2) (raise 'x) (note 3)))) ; => caught
(print (reverse log)) ; => (1 2)
(set! log '())
(print (guard (e (#t 'caught)) ((note car) (note 5)))) ; => caught
(print (length log) (car log)) ; => 2 5
; Half-finished loops.
(print (let loop ((i 0)) (guard (e (#t (list 'stopped i))) (if (= i 5) (raise 'x)) i))) ; => 0
(define (find-first pred l)
  (guard (e ((pair? e) (car e)))
    (for-each (lambda (x) (if (pred x) (raise (list x)))) l)
    'none))
(print (find-first even? '(1 3 4 5 6)) (find-first even? '(1 3))) ; => 4 none
; A map whose function fails half-way, in every position.
(define (map-safe f l) (guard (e (#t (list 'failed-at e))) (map f l)))
(print (map (lambda (bad) (map-safe (lambda (x) (if (= x bad) (raise x) x)) '(0 1 2))) '(0 1 2 3))) ; => ((failed-at 0) (failed-at 1) (failed-at 2) (0 1 2))
; An error in the comparison of a sort.
(print (guard (e (#t (error-kind e))) (sort '(1 a 2) <))) ; => type
; Deep recursion through handlers.
(define (nested n) (if (= n 0) (raise 'core) (guard (e ((number? e) 'never)) (+ 1 (nested (- n 1))))))
(print (guard (e (#t e)) (nested 200))) ; => core
(define (peel n) (if (= n 0) (raise 0) (guard (e (#t (raise (+ e 1)))) (peel (- n 1)))))
(print (guard (e (#t e)) (peel 200))) ; => 200
