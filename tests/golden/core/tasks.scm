(define c (chan 100))
(spawn (lambda () (send! c 1)))
(spawn (lambda () (send! c (recv! c)) (yield)))
(+ (recv! c) (recv! c))
