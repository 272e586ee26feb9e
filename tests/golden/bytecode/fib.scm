; Two calls and an addition: no moves, arguments straight into the window.
(define (fib n)
  (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
(fib 20)
; ---- bytecode ----
plain <main>: 0 parameters, 2 registers
    0  MakeClosure   r0 = fib      ; 2: (define (fib n)
    1  DefineGlobal  fib = r0
    2  LoadInt       r1 = 20       ; 4: (fib 20)
    3  GetGlobal     r0 = fib
    4  Call          r0 = fib(r1)
    5  Return        r0
fused <main>: 0 parameters, 2 registers
    0  MakeClosure   r0 = fib      ; 2: (define (fib n)
    1  DefineGlobal  fib = r0
    2  LoadInt       r1 = 20       ; 4: (fib 20)
    3  CallGlobal    r0 = fib(r1)
    4  Return        r0
plain fib: 1 parameter, 4 registers
    0  LtImm        r1 = n < 2    ; 3: (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
    1  JumpIfFalse  r1 -> 3
    2  Return       n
    3  SubImm       r2 = n - 1
    4  GetGlobal    r1 = fib
    5  Call         r1 = fib(r2)
    6  SubImm       r3 = n - 2
    7  GetGlobal    r2 = fib
    8  Call         r2 = fib(r3)
    9  Add          r1 = r1 + r2
   10  Return       r1
fused fib: 1 parameter, 4 registers
    0  JumpUnlessLtImm  n < 2 else -> 2  ; 3: (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
    1  Return           n
    2  SubImm           r2 = n - 1
    3  CallGlobal       r1 = fib(r2)
    4  SubImm           r3 = n - 2
    5  CallGlobal       r2 = fib(r3)
    6  AddReturn        r1 + r2
