; A long number is shown by its first digits, a very long one by its size.
(define (message f) (guard (e (#t (error-object-message e))) (f)))
(write (message (lambda () (car (expt 7 570))))) ; => "car: expected a pair, got 508022337150603890080648952978045148508110802637965752049198..."
(newline)
(write (message (lambda () (car (expt 7 2000))))) ; => "car: expected a pair, got #<number of 5615 bits>"
(newline)
