; Counters from closures - functions that remember, each with its own variable.

; Every call of make-counter makes a new variable `count`.
; The function it gives back is the only one that can see it.
(define (make-counter)
  (let ((count 0))
    (lambda ()
      (set! count (+ count 1))
      count)))

(define apples (make-counter))
(define pears (make-counter))

(apples)
(apples)
(pears)
(display "apples: ")
(display (apples))
(display ", pears: ")
(display (pears))
(newline)

; Two functions that share one variable: an account.
(define (make-account balance)
  (define (deposit! amount)
    (set! balance (+ balance amount))
    balance)
  (define (withdraw! amount)
    (if (> amount balance)
        'not-enough
        (begin (set! balance (- balance amount)) balance)))
  (lambda (what amount)
    (case what
      ((deposit) (deposit! amount))
      ((withdraw) (withdraw! amount))
      (else 'what?))))

(define account (make-account 100))
(for-each
  (lambda (step)
    (display (car step))
    (display " ")
    (display (cadr step))
    (display " -> ")
    (display (account (car step) (cadr step)))
    (newline))
  '((deposit 50) (withdraw 30) (withdraw 500) (deposit 1)))
