(define c (chan 100))
(spawn (lambda () (send! c 1)))
(spawn (lambda () (send! c (recv! c)) (yield)))
(+ (recv! c) (recv! c))
;;; lowered
(define @c (native chan 100))
(spawn (lambda #f () (send! @c 1)))
(spawn (lambda #f () (send! @c (recv! @c)) (yield)))
(+ (recv! @c) (recv! @c))
;;; fold
(define @c (native chan 100))
(spawn (lambda #f () (send! @c 1)))
(spawn (lambda #f () (send! @c (recv! @c)) (yield)))
(+ (recv! @c) (recv! @c))
;;; loops
(define @c (native chan 100))
(spawn (lambda #f () (send! @c 1)))
(spawn (lambda #f () (send! @c (recv! @c)) (yield)))
(+ (recv! @c) (recv! @c))
