; The part of the Lisp that is written in the Lisp. Each definition is compiled
; when a program first mentions it. Functions use only builtins and %-names of
; each other: a program may redefine the rest without harm.

; Primitives as functions. A direct call inside is the primitive itself.
(define (raise x) (raise x))
(define (throw x) (throw x))
(define (spawn f) (spawn f))
(define (send! c x) (send! c x))
(define (recv! c) (recv! c))
(define (yield) (yield))

(define (try-send! c x)
  (pair? (%select (list (cons c x)) #t)))
(define (try-recv! c)
  (let ((r (%select (list c) #t)))
    (if r (list #t (cdr r)) (list #f '()))))

(define (%spread l)
  (if (null? (cdr l)) (car l) (cons (car l) (%spread (cdr l)))))
(define (apply f first . more)
  (if (null? more) (apply f first) (apply f (%spread (cons first more)))))

; Continuations. `%rewind` goes from the extents that are open to those of the
; continuation; called there, it takes effect at once.
(define (call/cc f) (f (%continuation %rewind)))
(define (call-with-current-continuation f) (f (%continuation %rewind)))
(define (call-with-escape-continuation f) (f (%continuation %rewind)))
(define (%rewind k v)
  (let* ((to (%continuation-winders k))
         (both (%common (%winders) to)))
    (%leave-extents both)
    (%enter-extents to both)
    (k v)))
(define (%common a b)
  (let ((la (length a)) (lb (length b)))
    (let loop ((a (if (> la lb) (list-tail a (- la lb)) a))
               (b (if (> lb la) (list-tail b (- lb la)) b)))
      (if (eq? a b) a (loop (cdr a) (cdr b))))))
(define (%leave-extents both)
  (let ((here (%winders)))
    (unless (eq? here both)
      (%set-winders! (cdr here))
      (%set-params! (cdr (cdr (car here))))
      ((car (cdr (car here))))
      (%leave-extents both))))
(define (%enter-extents to both)
  (unless (eq? to both)
    (%enter-extents (cdr to) both)
    (%set-params! (cdr (cdr (car to))))
    ((car (car to)))
    (%set-winders! to)))
; An extent: what to call before and after, and the parameters it began with.
(define (dynamic-wind before thunk after)
  (before)
  (let ((outer (%winders)))
    (%set-winders! (cons (cons before (cons after (%params))) outer))
    (%cleanup thunk (lambda () (%set-winders! outer) (after)))))

; The VM knows this function: its handler is passed over when it is looked for
; what handles a throw, and runs on the way there.
(define (%cleanup thunk after)
  (let ((v (try (thunk) (catch thrown (after) (raise thrown)))))
    (after)
    v))
; The same, for what must not run again.
(define (%finally thunk after)
  (let ((v (try (thunk) (catch thrown (after) (raise thrown)))))
    (after)
    v))

; Handlers that are called where something is thrown. The VM knows these three: it
; finds `%intercept` on the stack, calls its handler through `%mask` or, if there is
; nothing to go on with after it, `%unanswered`.
(define (with-exception-handler handler thunk)
  (if (procedure? handler)
      (%intercept handler thunk)
      (error "with-exception-handler: the handler is not a function:" handler)))
(define (%intercept handler thunk)
  (let ((v (thunk))) v))
(define (%mask depth handler thrown)
  (let ((v (handler thrown))) v))
(define (%unanswered depth handler thrown)
  (%mask depth handler thrown)
  (%mask depth %returned thrown))
(define (%returned thrown)
  (error "a handler returned from what cannot go on:" thrown))
(define (raise-continuable x) (raise-continuable x))

; A `guard` that has no `else` may refuse what was thrown, which then is thrown again
; where it was. If anything could tell that place from the `guard`, the VM calls one of
; these there. What the `guard` gets is a continuation that knows what was thrown.
(define (%offer depth handler thrown)
  (%to-guard thrown)
  (%mask depth %again thrown))
(define (%offer-unanswered depth handler thrown)
  (%to-guard thrown)
  (%mask depth %throw thrown))
(define (%to-guard thrown)
  (raise (%offered (%continuation %rewind) thrown)))
(define (%again thrown) (raise-continuable thrown))
(define (%throw thrown) (raise thrown))
(define (%refuse offer) (offer #f))

(define (call-with-values producer consumer)
  (apply consumer (%values->list (producer))))

(define (make-parameter value . converter)
  (if (null? converter)
      (%make-parameter value #f)
      (%make-parameter ((car converter) value) (car converter))))
(define (%parameterize params values thunk)
  (let ((outer (%params)))
    (let loop ((ps params) (vs values) (new outer))
      (if (null? ps)
          (begin
            (%set-params! new)
            (%cleanup thunk (lambda () (%set-params! outer))))
          (let ((convert (%parameter-converter (car ps))))
            (loop (cdr ps)
                  (cdr vs)
                  (cons (cons (car ps) (if convert (convert (car vs)) (car vs))) new)))))))

(define (%compose fs)
  (cond ((null? fs) (lambda (x) x))
        ((null? (cdr fs)) (car fs))
        (else
         (let ((f (car fs)) (g (%compose (cdr fs))))
           (lambda args (f (apply g args)))))))
(define (compose . fs) (%compose fs))
