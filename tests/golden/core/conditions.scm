(define (f x)
  (try (g x)
    (catch e (display e) (g e))
    (finally (display "done"))))
(define (g x)
  (guard (e ((symbol? e) (f e)) ((assq 'a e) => cdr) ((string? e)))
    (raise x)))
(assert (= 1 1))
(raise 'x)
;;; lowered
(define @f
  (lambda f (x)
    (call @%finally
      (lambda try () (captures x)
        (try (call @g x) (catch e (native display e) (tail @g e))))
      (lambda cleanup () (native display "done")))))
(define @g
  (lambda g (x)
    (try
      (throw x)
      (catch-or-refuse thrown
        (let ((e (native %thrown thrown)))
          (if (native symbol? e)
            (tail @f e)
            (let ((t (native assq 'a e)))
              (if t
                (tail @cdr t)
                (let ((t.2 (native string? e)))
                  (if t.2
                    t.2
                    (if (native %offer? thrown)
                      (tail @%refuse thrown)
                      (throw e))))))))))))
(if (= 1 1) (unit) (native error "assertion failed: (= 1 1)"))
(throw 'x)
;;; fold
(define @f
  (lambda f (x)
    (call @%finally
      (lambda try () (captures x)
        (try (call @g x) (catch e (native display e) (tail @g e))))
      (lambda cleanup () (native display "done")))))
(define @g
  (lambda g (x)
    (try
      (throw x)
      (catch-or-refuse thrown
        (let ((e (native %thrown thrown)))
          (if (native symbol? e)
            (tail @f e)
            (let ((t (native assq 'a e)))
              (if t
                (tail @cdr t)
                (let ((t.2 (native string? e)))
                  (if t.2
                    t.2
                    (if (native %offer? thrown)
                      (tail @%refuse thrown)
                      (throw e))))))))))))
(throw 'x)
;;; loops
(define @f
  (lambda f (x)
    (call @%finally
      (lambda try () (captures x)
        (try (call @g x) (catch e (native display e) (tail @g e))))
      (lambda cleanup () (native display "done")))))
(define @g
  (lambda g (x)
    (try
      (throw x)
      (catch-or-refuse thrown
        (let ((e (native %thrown thrown)))
          (if (native symbol? e)
            (tail @f e)
            (let ((t (native assq 'a e)))
              (if t
                (tail @cdr t)
                (let ((t.2 (native string? e)))
                  (if t.2
                    t.2
                    (if (native %offer? thrown)
                      (tail @%refuse thrown)
                      (throw e))))))))))))
(throw 'x)
