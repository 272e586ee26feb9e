; A function that never returns, whose result would be of either kind.
(define (f n) (if (> n 50) (raise n) (list (if (odd? n) (f (+ n 1)) 0) (f (+ n 1)))))
(define (g n) (if (= n 200) (raise 'end)) (let ((r (if (>= n 0) (g (+ n 1)) 1))) (r)))
(print (guard (e (#t e)) (g 0))) ; => end
(print (guard (e (#t e)) (f 0))) ; => 51
