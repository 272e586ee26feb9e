; Captures by value, shared variables in cells, functions that know each other.
(define (make-counter step)
  (let ((count 0))
    (lambda () (set! count (+ count step)) count)))
(define (compose f g) (lambda (x) (f (g x))))
(define (parity n)
  (define (even? n) (if (= n 0) #t (odd? (- n 1))))
  (define (odd? n) (if (= n 0) #f (even? (- n 1))))
  (even? n))
; ---- bytecode ----
plain <main>: 0 parameters, 1 register
    0  MakeClosure   r0 = make-counter  ; 2: (define (make-counter step)
    1  DefineGlobal  make-counter = r0
    2  MakeClosure   r0 = compose       ; 5: (define (compose f g) (lambda (x) (f (g x))))
    3  DefineGlobal  compose = r0
    4  MakeClosure   r0 = parity        ; 6: (define (parity n)
    5  DefineGlobal  parity = r0
    6  LoadConst     r0 = unit
    7  Return        r0
fused <main>: 0 parameters, 1 register
    0  MakeClosure   r0 = make-counter  ; 2: (define (make-counter step)
    1  DefineGlobal  make-counter = r0
    2  MakeClosure   r0 = compose       ; 5: (define (compose f g) (lambda (x) (f (g x))))
    3  DefineGlobal  compose = r0
    4  MakeClosure   r0 = parity        ; 6: (define (parity n)
    5  DefineGlobal  parity = r0
    6  ReturnConst   unit
plain make-counter: 1 parameter, 3 registers
    0  LoadInt      count = 0                       ; 3: (let ((count 0))
    1  MakeBox      count = cell(count)
    2  MakeClosure  r2 = <lambda> with count, step  ; 4: (lambda () (set! count (+ count step)) count)))
    3  Return       r2
plain <lambda>: 0 parameters, 2 registers
    0  GetCaptureBox  r0 = captured count  ; 4: (lambda () (set! count (+ count step)) count)))
    1  GetCapture     r1 = captured step
    2  Add            r0 = r0 + r1
    3  SetCaptureBox  captured count = r0
    4  GetCaptureBox  r0 = captured count
    5  Return         r0
plain compose: 2 parameters, 3 registers
    0  MakeClosure  r2 = <lambda> with f, g  ; 5: (define (compose f g) (lambda (x) (f (g x))))
    1  Return       r2
plain <lambda>: 1 parameter, 4 registers
    0  GetCapture  r1 = captured f  ; 5: (define (compose f g) (lambda (x) (f (g x))))
    1  GetCapture  r2 = captured g
    2  Move        r3 = x
    3  Call        r2 = r2(r3)
    4  TailCall    r1(r2)
plain parity: 1 parameter, 5 registers
    0  MakeClosure   even? = even? with odd?  ; 7: (define (even? n) (if (= n 0) #t (odd? (- n 1))))
    1  MakeClosure   odd? = odd? with even?   ; 8: (define (odd? n) (if (= n 0) #f (even? (- n 1))))
    2  PatchCapture  even?[0] = odd?          ; 6: (define (parity n)
    3  Move          r3 = even?               ; 9: (even? n))
    4  Move          r4 = n
    5  TailCall      r3(r4)
plain even?: 1 parameter, 3 registers
    0  NumEqImm     r1 = n == 0         ; 7: (define (even? n) (if (= n 0) #t (odd? (- n 1))))
    1  JumpIfFalse  r1 -> 4
    2  LoadConst    r1 = #t
    3  Return       r1
    4  GetCapture   r1 = captured odd?
    5  SubImm       r2 = n - 1
    6  TailCall     r1(r2)
fused even?: 1 parameter, 3 registers
    0  JumpUnlessNumEqImm  n == 0 else -> 2    ; 7: (define (even? n) (if (= n 0) #t (odd? (- n 1))))
    1  ReturnConst         #t
    2  GetCapture          r1 = captured odd?
    3  SubImm              r2 = n - 1
    4  TailCall            r1(r2)
plain odd?: 1 parameter, 3 registers
    0  NumEqImm     r1 = n == 0          ; 8: (define (odd? n) (if (= n 0) #f (even? (- n 1))))
    1  JumpIfFalse  r1 -> 4
    2  LoadConst    r1 = #f
    3  Return       r1
    4  GetCapture   r1 = captured even?
    5  SubImm       r2 = n - 1
    6  TailCall     r1(r2)
fused odd?: 1 parameter, 3 registers
    0  JumpUnlessNumEqImm  n == 0 else -> 2     ; 8: (define (odd? n) (if (= n 0) #f (even? (- n 1))))
    1  ReturnConst         #f
    2  GetCapture          r1 = captured even?
    3  SubImm              r2 = n - 1
    4  TailCall            r1(r2)
