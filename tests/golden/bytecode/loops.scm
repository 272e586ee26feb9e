; Loops are jumps; variables change at once.
(define (sum n)
  (do ((i 0 (+ i 1)) (s 0 (+ s i))) ((= i n) s)))
(define (gcd2 a b)
  (let loop ((a a) (b b))
    (if (= b 0) a (loop b (remainder a b)))))
(define (nested n)
  (let outer ((i 0) (total 0))
    (if (>= i n)
        total
        (let inner ((k i) (total total))
          (if (>= k n)
              (outer (+ i 1) total)
              (inner (+ k 1) (+ total k)))))))
(define (count-down n)
  (if (> n 0) (count-down (- n 1)) 'done))
; ---- bytecode ----
plain <main>: 0 parameters, 1 register
    0  MakeClosure   r0 = sum         ; 2: (define (sum n)
    1  DefineGlobal  sum = r0
    2  MakeClosure   r0 = gcd2        ; 4: (define (gcd2 a b)
    3  DefineGlobal  gcd2 = r0
    4  MakeClosure   r0 = nested      ; 7: (define (nested n)
    5  DefineGlobal  nested = r0
    6  MakeClosure   r0 = count-down  ; 15: (define (count-down n)
    7  DefineGlobal  count-down = r0
    8  LoadConst     r0 = unit
    9  Return        r0
fused <main>: 0 parameters, 1 register
    0  MakeClosure   r0 = sum         ; 2: (define (sum n)
    1  DefineGlobal  sum = r0
    2  MakeClosure   r0 = gcd2        ; 4: (define (gcd2 a b)
    3  DefineGlobal  gcd2 = r0
    4  MakeClosure   r0 = nested      ; 7: (define (nested n)
    5  DefineGlobal  nested = r0
    6  MakeClosure   r0 = count-down  ; 15: (define (count-down n)
    7  DefineGlobal  count-down = r0
    8  ReturnConst   unit
plain sum: 1 parameter, 5 registers
    0  MakeClosure   do = do with n, do  ; 3: (do ((i 0 (+ i 1)) (s 0 (+ s i))) ((= i n) s)))
    1  PatchCapture  do[1] = do
    2  Move          r2 = do
    3  LoadInt       r3 = 0
    4  LoadInt       r4 = 0
    5  TailCall      r2(r3, r4)
plain do: 2 parameters, 5 registers
    0  GetCapture   r2 = captured n   ; 3: (do ((i 0 (+ i 1)) (s 0 (+ s i))) ((= i n) s)))
    1  NumEq        r2 = i == r2
    2  JumpIfFalse  r2 -> 4
    3  Return       s
    4  GetCapture   r2 = captured do
    5  AddImm       r3 = i + 1
    6  Add          r4 = s + i
    7  TailCall     r2(r3, r4)
fused do: 2 parameters, 5 registers
    0  GetCapture       r2 = captured n    ; 3: (do ((i 0 (+ i 1)) (s 0 (+ s i))) ((= i n) s)))
    1  JumpUnlessNumEq  i == r2 else -> 3
    2  Return           s
    3  GetCapture       r2 = captured do
    4  AddImm           r3 = i + 1
    5  Add              r4 = s + i
    6  TailCall         r2(r3, r4)
plain gcd2: 2 parameters, 6 registers
    0  MakeClosure   loop = loop with loop  ; 5: (let loop ((a a) (b b))
    1  PatchCapture  loop[0] = loop
    2  Move          r3 = loop
    3  Move          r4 = a
    4  Move          r5 = b
    5  TailCall      r3(r4, r5)
plain loop: 2 parameters, 5 registers
    0  NumEqImm     r2 = b == 0         ; 6: (if (= b 0) a (loop b (remainder a b)))))
    1  JumpIfFalse  r2 -> 3
    2  Return       a
    3  GetCapture   r2 = captured loop
    4  Move         r3 = b
    5  Remainder    r4 = a, b
    6  TailCall     r2(r3, r4)
fused loop: 2 parameters, 5 registers
    0  JumpUnlessNumEqImm  b == 0 else -> 2    ; 6: (if (= b 0) a (loop b (remainder a b)))))
    1  Return              a
    2  GetCapture          r2 = captured loop
    3  Move                r3 = b
    4  Remainder           r4 = a, b
    5  TailCall            r2(r3, r4)
plain nested: 1 parameter, 5 registers
    0  MakeClosure   outer = outer with n, outer  ; 8: (let outer ((i 0) (total 0))
    1  PatchCapture  outer[1] = outer
    2  Move          r2 = outer
    3  LoadInt       r3 = 0
    4  LoadInt       r4 = 0
    5  TailCall      r2(r3, r4)
plain outer: 2 parameters, 6 registers
    0  GetCapture    r2 = captured n                        ; 9: (if (>= i n)
    1  Ge            r2 = i >= r2
    2  JumpIfFalse   r2 -> 4
    3  Return        total                                  ; 10: total
    4  MakeClosure   inner = inner with n, outer, i, inner  ; 11: (let inner ((k i) (total total))
    5  PatchCapture  inner[3] = inner
    6  Move          r3 = inner
    7  Move          r4 = i
    8  Move          r5 = total
    9  TailCall      r3(r4, r5)
fused outer: 2 parameters, 6 registers
    0  GetCapture    r2 = captured n                        ; 9: (if (>= i n)
    1  JumpUnlessGe  i >= r2 else -> 3
    2  Return        total                                  ; 10: total
    3  MakeClosure   inner = inner with n, outer, i, inner  ; 11: (let inner ((k i) (total total))
    4  PatchCapture  inner[3] = inner
    5  Move          r3 = inner
    6  Move          r4 = i
    7  Move          r5 = total
    8  TailCall      r3(r4, r5)
plain inner: 2 parameters, 5 registers
    0  GetCapture   r2 = captured n      ; 12: (if (>= k n)
    1  Ge           r2 = k >= r2
    2  JumpIfFalse  r2 -> 8
    3  GetCapture   r2 = captured outer  ; 13: (outer (+ i 1) total)
    4  GetCapture   r3 = captured i
    5  AddImm       r3 = r3 + 1
    6  Move         r4 = total
    7  TailCall     r2(r3, r4)
    8  GetCapture   r2 = captured inner  ; 14: (inner (+ k 1) (+ total k)))))))
    9  AddImm       r3 = k + 1
   10  Add          r4 = total + k
   11  TailCall     r2(r3, r4)
fused inner: 2 parameters, 5 registers
    0  GetCapture    r2 = captured n      ; 12: (if (>= k n)
    1  JumpUnlessGe  k >= r2 else -> 7
    2  GetCapture    r2 = captured outer  ; 13: (outer (+ i 1) total)
    3  GetCapture    r3 = captured i
    4  AddImm        r3 = r3 + 1
    5  Move          r4 = total
    6  TailCall      r2(r3, r4)
    7  GetCapture    r2 = captured inner  ; 14: (inner (+ k 1) (+ total k)))))))
    8  AddImm        r3 = k + 1
    9  Add           r4 = total + k
   10  TailCall      r2(r3, r4)
plain count-down: 1 parameter, 3 registers
    0  GtImm        r1 = n > 0       ; 16: (if (> n 0) (count-down (- n 1)) 'done))
    1  JumpIfFalse  r1 -> 5
    2  SubImm       r2 = n - 1
    3  GetGlobal    r1 = count-down
    4  TailCall     count-down(r2)
    5  LoadConst    r1 = done
    6  Return       r1
fused count-down: 1 parameter, 3 registers
    0  JumpUnlessGtImm  n > 0 else -> 3  ; 16: (if (> n 0) (count-down (- n 1)) 'done))
    1  SubImm           r2 = n - 1
    2  TailCallGlobal   count-down(r2)
    3  ReturnConst      done
