; The packet words: fields, records, integers only.
(define-record-type flow (make-flow src dst count) flow?
  (src flow-src) (dst flow-dst) (count flow-count set-flow-count!))
(define (tcp? p) (and (= (u16-ref p 12) #x0800) (= (u8-ref p 23) 6)))
(define (hit! f p)
  (if (= (u32-ref p 26) (flow-src f))
      (set-flow-count! f (+int (flow-count f) 1))))
(define (checksum p i end)
  (let loop ((i i) (sum 0))
    (if (< i end)
        (loop (+int i 2) (+int sum (u16-ref p i)))
        (bitwise-xor (bitwise-and sum #xffff) #xffff))))
; ---- bytecode ----
plain <main>: 0 parameters, 2 registers
    0  LoadConst     r0 = flow                       ; 2: (define-record-type flow (make-flow src dst count) flow?
    1  LoadConst     r1 = (src dst count)
    2  CallNative    r0 = %make-record-type(r0, r1)
    3  DefineGlobal  flow = r0
    4  MakeClosure   r0 = make-flow
    5  DefineGlobal  make-flow = r0
    6  MakeClosure   r0 = flow?
    7  DefineGlobal  flow? = r0
    8  MakeClosure   r0 = flow-src
    9  DefineGlobal  flow-src = r0
   10  MakeClosure   r0 = flow-dst
   11  DefineGlobal  flow-dst = r0
   12  MakeClosure   r0 = flow-count
   13  DefineGlobal  flow-count = r0
   14  MakeClosure   r0 = set-flow-count!
   15  DefineGlobal  set-flow-count! = r0
   16  MakeClosure   r0 = tcp?                       ; 4: (define (tcp? p) (and (= (u16-ref p 12) #x0800) (= (u8-ref p...
   17  DefineGlobal  tcp? = r0
   18  MakeClosure   r0 = hit!                       ; 5: (define (hit! f p)
   19  DefineGlobal  hit! = r0
   20  MakeClosure   r0 = checksum                   ; 8: (define (checksum p i end)
   21  DefineGlobal  checksum = r0
   22  LoadConst     r0 = unit
   23  Return        r0
fused <main>: 0 parameters, 2 registers
    0  LoadConst     r0 = flow                       ; 2: (define-record-type flow (make-flow src dst count) flow?
    1  LoadConst     r1 = (src dst count)
    2  CallNative    r0 = %make-record-type(r0, r1)
    3  DefineGlobal  flow = r0
    4  MakeClosure   r0 = make-flow
    5  DefineGlobal  make-flow = r0
    6  MakeClosure   r0 = flow?
    7  DefineGlobal  flow? = r0
    8  MakeClosure   r0 = flow-src
    9  DefineGlobal  flow-src = r0
   10  MakeClosure   r0 = flow-dst
   11  DefineGlobal  flow-dst = r0
   12  MakeClosure   r0 = flow-count
   13  DefineGlobal  flow-count = r0
   14  MakeClosure   r0 = set-flow-count!
   15  DefineGlobal  set-flow-count! = r0
   16  MakeClosure   r0 = tcp?                       ; 4: (define (tcp? p) (and (= (u16-ref p 12) #x0800) (= (u8-ref p...
   17  DefineGlobal  tcp? = r0
   18  MakeClosure   r0 = hit!                       ; 5: (define (hit! f p)
   19  DefineGlobal  hit! = r0
   20  MakeClosure   r0 = checksum                   ; 8: (define (checksum p i end)
   21  DefineGlobal  checksum = r0
   22  ReturnConst   unit
plain make-flow: 3 parameters, 7 registers
    0  GetGlobal    r3 = flow                          ; 2: (define-record-type flow (make-flow src dst count) flow?
    1  Move         r4 = src
    2  Move         r5 = dst
    3  Move         r6 = count
    4  CallNativeN  r3 = %make-record(r3, r4, r5, r6)
    5  Return       r3
plain flow?: 1 parameter, 3 registers
    0  Move        r1 = value                ; 2: (define-record-type flow (make-flow src dst count) flow?
    1  GetGlobal   r2 = flow
    2  CallNative  r1 = %record-is?(r1, r2)
    3  Return      r1
plain flow-src: 1 parameter, 2 registers
    0  GetField  r1 = record.src  ; 2: (define-record-type flow (make-flow src dst count) flow?
    1  Return    r1
plain flow-dst: 1 parameter, 2 registers
    0  GetField  r1 = record.dst  ; 2: (define-record-type flow (make-flow src dst count) flow?
    1  Return    r1
plain flow-count: 1 parameter, 2 registers
    0  GetField  r1 = record.count  ; 2: (define-record-type flow (make-flow src dst count) flow?
    1  Return    r1
plain set-flow-count!: 2 parameters, 3 registers
    0  SetField   record.count = value  ; 2: (define-record-type flow (make-flow src dst count) flow?
    1  LoadConst  r2 = unit
    2  Return     r2
fused set-flow-count!: 2 parameters, 3 registers
    0  SetField     record.count = value  ; 2: (define-record-type flow (make-flow src dst count) flow?
    1  ReturnConst  unit
plain tcp?: 1 parameter, 2 registers
    0  BytesRef16Imm  r1 = p[12]       ; 4: (define (tcp? p) (and (= (u16-ref p 12) #x0800) (= (u8-ref p...
    1  NumEqImm       r1 = r1 == 2048
    2  JumpIfFalse    r1 -> 6
    3  BytesRefImm    r1 = p[23]
    4  NumEqImm       r1 = r1 == 6
    5  Return         r1
    6  LoadConst      r1 = #f
    7  Return         r1
fused tcp?: 1 parameter, 2 registers
    0  BytesRef16Imm       r1 = p[12]            ; 4: (define (tcp? p) (and (= (u16-ref p 12) #x0800) (= (u8-ref p...
    1  JumpUnlessNumEqImm  r1 == 2048 else -> 5
    2  BytesRefImm         r1 = p[23]
    3  NumEqImm            r1 = r1 == 6
    4  Return              r1
    5  ReturnConst         #f
plain hit!: 2 parameters, 4 registers
    0  BytesRef32Imm  r2 = p[26]     ; 6: (if (= (u32-ref p 26) (flow-src f))
    1  GetField       r3 = f.src
    2  NumEq          r2 = r2 == r3
    3  JumpIfFalse    r2 -> 9
    4  GetField       r2 = f.count   ; 7: (set-flow-count! f (+int (flow-count f) 1))))
    5  IntAddImm      r2 = r2 + 1
    6  SetField       f.count = r2
    7  LoadConst      r2 = unit
    8  Return         r2
    9  LoadConst      r2 = unit      ; 6: (if (= (u32-ref p 26) (flow-src f))
   10  Return         r2
fused hit!: 2 parameters, 4 registers
    0  BytesRef32Imm    r2 = p[26]          ; 6: (if (= (u32-ref p 26) (flow-src f))
    1  GetField         r3 = f.src
    2  JumpUnlessNumEq  r2 == r3 else -> 7
    3  GetField         r2 = f.count        ; 7: (set-flow-count! f (+int (flow-count f) 1))))
    4  IntAddImm        r2 = r2 + 1
    5  SetField         f.count = r2
    6  ReturnConst      unit
    7  ReturnConst      unit                ; 6: (if (= (u32-ref p 26) (flow-src f))
plain checksum: 3 parameters, 7 registers
    0  Move         r3 = i          ; 9: (let loop ((i i) (sum 0))
    1  LoadInt      sum = 0
    2  Lt           r5 = i < end    ; 10: (if (< i end)
    3  JumpIfFalse  r5 -> 9
    4  IntAddImm    r5 = i + 2      ; 11: (loop (+int i 2) (+int sum (u16-ref p i)))
    5  BytesRef16   r6 = p[i]
    6  IntAdd       sum = sum + r6
    7  Move         i = r5
    8  LoopBack     -> 2
    9  LoadInt      r5 = 65535      ; 12: (bitwise-xor (bitwise-and sum #xffff) #xffff))))
   10  BitAnd       r5 = sum, r5
   11  LoadInt      r6 = 65535
   12  BitXor       r5 = r5, r6
   13  Return       r5
fused checksum: 3 parameters, 7 registers
    0  Move          r3 = i             ; 9: (let loop ((i i) (sum 0))
    1  LoadInt       sum = 0
    2  JumpUnlessLt  i < end else -> 7  ; 10: (if (< i end)
    3  IntAddImm     r5 = i + 2         ; 11: (loop (+int i 2) (+int sum (u16-ref p i)))
    4  BytesRef16    r6 = p[i]
    5  IntAdd        sum = sum + r6
    6  MoveLoop      i = r5 -> 2
    7  LoadInt       r5 = 65535         ; 12: (bitwise-xor (bitwise-and sum #xffff) #xffff))))
    8  BitAnd        r5 = sum, r5
    9  LoadInt       r6 = 65535
   10  BitXor        r5 = r5, r6
   11  Return        r5
