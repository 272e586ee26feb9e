; Records: making them, reading and setting fields, two types at the same site.
(define n 200000)

(define-record-type body (make-body x v mass) body?
  (x body-x set-body-x!)
  (v body-v set-body-v!)
  (mass body-mass))

(define-record-type wall (make-wall x) wall?
  (x wall-x))

(define (position thing)
  (if (body? thing) (body-x thing) (wall-x thing)))

(define (step! b left right)
  (set-body-x! b (+ (body-x b) (body-v b)))
  (if (or (< (position b) (position left)) (> (position b) (position right)))
      (set-body-v! b (- 0 (body-v b)))))

(define (run)
  (let ((b (make-body 0 3 2)) (left (make-wall -50)) (right (make-wall 70)))
    (let loop ((i 0) (energy 0))
      (if (= i n)
          (+ energy (body-x b))
          (begin
            (step! b left right)
            (let ((copy (make-body (body-x b) (body-v b) (body-mass b))))
              (loop (+ i 1) (+ energy (* (body-mass copy) (body-v copy))))))))))

(display (run))
(newline)
