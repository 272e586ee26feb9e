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
plain sum: 1 parameter, 4 registers
    0  LoadInt      r1 = 0       ; 3: (do ((i 0 (+ i 1)) (s 0 (+ s i))) ((= i n) s)))
    1  LoadInt      s = 0
    2  NumEq        r3 = i == n
    3  JumpIfFalse  r3 -> 5
    4  Return       s
    5  AddImm       r3 = i + 1
    6  Add          s = s + i
    7  Move         i = r3
    8  LoopBack     -> 2
fused sum: 1 parameter, 4 registers
    0  LoadInt          r1 = 0            ; 3: (do ((i 0 (+ i 1)) (s 0 (+ s i))) ((= i n) s)))
    1  LoadInt          s = 0
    2  JumpUnlessNumEq  i == n else -> 4
    3  Return           s
    4  AddImm           r3 = i + 1
    5  Add              s = s + i
    6  MoveLoop         i = r3 -> 2
plain gcd2: 2 parameters, 5 registers
    0  Move         r2 = a       ; 5: (let loop ((a a) (b b))
    1  Move         b = b
    2  NumEqImm     r4 = b == 0  ; 6: (if (= b 0) a (loop b (remainder a b)))))
    3  JumpIfFalse  r4 -> 5
    4  Return       a
    5  Remainder    r4 = a, b
    6  Move         a = b
    7  Move         b = r4
    8  LoopBack     -> 2
fused gcd2: 2 parameters, 5 registers
    0  Move                r2 = a            ; 5: (let loop ((a a) (b b))
    1  Move                b = b
    2  JumpUnlessNumEqImm  b == 0 else -> 4  ; 6: (if (= b 0) a (loop b (remainder a b)))))
    3  Return              a
    4  Remainder           r4 = a, b
    5  Move                a = b
    6  MoveLoop            b = r4 -> 2
plain nested: 1 parameter, 6 registers
    0  LoadInt      r1 = 0             ; 8: (let outer ((i 0) (total 0))
    1  LoadInt      total = 0
    2  Ge           r3 = i >= n        ; 9: (if (>= i n)
    3  JumpIfFalse  r3 -> 5
    4  Return       total              ; 10: total
    5  Move         r3 = i             ; 11: (let inner ((k i) (total total))
    6  Move         total = total
    7  Ge           r5 = k >= n        ; 12: (if (>= k n)
    8  JumpIfFalse  r5 -> 12
    9  AddImm       i = i + 1          ; 13: (outer (+ i 1) total)
   10  Move         total = total
   11  LoopBack     -> 2
   12  AddImm       r5 = k + 1         ; 14: (inner (+ k 1) (+ total k)))))))
   13  Add          total = total + k
   14  Move         k = r5
   15  LoopBack     -> 7
fused nested: 1 parameter, 6 registers
    0  LoadInt       r1 = 0              ; 8: (let outer ((i 0) (total 0))
    1  LoadInt       total = 0
    2  JumpUnlessGe  i >= n else -> 4    ; 9: (if (>= i n)
    3  Return        total               ; 10: total
    4  Move          r3 = i              ; 11: (let inner ((k i) (total total))
    5  Move          total = total
    6  JumpUnlessGe  k >= n else -> 9    ; 12: (if (>= k n)
    7  AddImm        i = i + 1           ; 13: (outer (+ i 1) total)
    8  MoveLoop      total = total -> 2
    9  AddImm        r5 = k + 1          ; 14: (inner (+ k 1) (+ total k)))))))
   10  Add           total = total + k
   11  MoveLoop      k = r5 -> 6
plain count-down: 1 parameter, 3 registers
    0  GtImm        r1 = n > 0                           ; 16: (if (> n 0) (count-down (- n 1)) 'done))
    1  JumpIfFalse  r1 -> 7
    2  SubImm       n = n - 1
    3  LoopSelf     if count-down is this function -> 0
    4  Move         r2 = n
    5  GetGlobal    r1 = count-down
    6  TailCall     count-down(r2)
    7  LoadConst    r1 = done
    8  Return       r1
fused count-down: 1 parameter, 3 registers
    0  JumpUnlessGtImm  n > 0 else -> 5                      ; 16: (if (> n 0) (count-down (- n 1)) 'done))
    1  SubImm           n = n - 1
    2  LoopSelf         if count-down is this function -> 0
    3  Move             r2 = n
    4  TailCallGlobal   count-down(r2)
    5  ReturnConst      done
