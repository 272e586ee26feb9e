; Conditions jump; they make booleans only where one is wanted.
(define (classify n)
  (cond ((or (< n 0) (> n 100)) 'outside)
        ((and (> n 10) (not (= n 50))) 'middle)
        ((not (= n 5)) 'small)
        (else 'five)))
(define (value a b) (or (car a) (and b (cdr b))))
(define (effects n x)
  (when (> n 1) (display n))
  (unless (null? x) (display x))
  (case n ((1 2 3) 'few) ((4) 'four) (else 'many)))
; ---- bytecode ----
plain <main>: 0 parameters, 1 register
    0  MakeClosure   r0 = classify  ; 2: (define (classify n)
    1  DefineGlobal  classify = r0
    2  MakeClosure   r0 = value     ; 7: (define (value a b) (or (car a) (and b (cdr b))))
    3  DefineGlobal  value = r0
    4  MakeClosure   r0 = effects   ; 8: (define (effects n x)
    5  DefineGlobal  effects = r0
    6  LoadConst     r0 = unit
    7  Return        r0
fused <main>: 0 parameters, 1 register
    0  MakeClosure   r0 = classify  ; 2: (define (classify n)
    1  DefineGlobal  classify = r0
    2  MakeClosure   r0 = value     ; 7: (define (value a b) (or (car a) (and b (cdr b))))
    3  DefineGlobal  value = r0
    4  MakeClosure   r0 = effects   ; 8: (define (effects n x)
    5  DefineGlobal  effects = r0
    6  ReturnConst   unit
plain classify: 1 parameter, 2 registers
    0  LtImm        r1 = n < 0    ; 3: (cond ((or (< n 0) (> n 100)) 'outside)
    1  JumpIfTrue   r1 -> 4
    2  GtImm        r1 = n > 100
    3  JumpIfFalse  r1 -> 6
    4  LoadConst    r1 = outside
    5  Return       r1
    6  GtImm        r1 = n > 10   ; 4: ((and (> n 10) (not (= n 50))) 'middle)
    7  JumpIfFalse  r1 -> 12
    8  NumEqImm     r1 = n == 50
    9  JumpIfTrue   r1 -> 12
   10  LoadConst    r1 = middle
   11  Return       r1
   12  NumEqImm     r1 = n == 5   ; 5: ((not (= n 5)) 'small)
   13  JumpIfFalse  r1 -> 16
   14  LoadConst    r1 = five     ; 6: (else 'five)))
   15  Return       r1
   16  LoadConst    r1 = small    ; 5: ((not (= n 5)) 'small)
   17  Return       r1
fused classify: 1 parameter, 2 registers
    0  JumpUnlessLtImm     n < 0 else -> 2    ; 3: (cond ((or (< n 0) (> n 100)) 'outside)
    1  Jump                -> 3
    2  JumpUnlessGtImm     n > 100 else -> 4
    3  ReturnConst         outside
    4  JumpUnlessGtImm     n > 10 else -> 8   ; 4: ((and (> n 10) (not (= n 50))) 'middle)
    5  JumpUnlessNumEqImm  n == 50 else -> 7
    6  Jump                -> 8
    7  ReturnConst         middle
    8  JumpUnlessNumEqImm  n == 5 else -> 10  ; 5: ((not (= n 5)) 'small)
    9  ReturnConst         five               ; 6: (else 'five)))
   10  ReturnConst         small              ; 5: ((not (= n 5)) 'small)
plain value: 2 parameters, 4 registers
    0  Car          t = a    ; 7: (define (value a b) (or (car a) (and b (cdr b))))
    1  JumpIfFalse  t -> 3
    2  Return       t
    3  JumpIfFalse  b -> 6
    4  Cdr          r3 = b
    5  Return       r3
    6  LoadConst    r3 = #f
    7  Return       r3
fused value: 2 parameters, 4 registers
    0  Car          t = a   ; 7: (define (value a b) (or (car a) (and b (cdr b))))
    1  JumpIfFalse  t -> 3
    2  Return       t
    3  JumpIfFalse  b -> 6
    4  Cdr          r3 = b
    5  Return       r3
    6  ReturnConst  #f
plain effects: 2 parameters, 3 registers
    0  GtImm        r2 = n > 1        ; 9: (when (> n 1) (display n))
    1  JumpIfFalse  r2 -> 4
    2  Move         r2 = n
    3  CallNativeN  r2 = display(r2)
    4  IsNull       r2 = x            ; 10: (unless (null? x) (display x))
    5  JumpIfTrue   r2 -> 8
    6  Move         r2 = x
    7  CallNativeN  r2 = display(r2)
    8  LoadInt      r2 = 1            ; 11: (case n ((1 2 3) 'few) ((4) 'four) (else 'many)))
    9  Eq           r2 = key eq? r2
   10  JumpIfTrue   r2 -> 17
   11  LoadInt      r2 = 2
   12  Eq           r2 = key eq? r2
   13  JumpIfTrue   r2 -> 17
   14  LoadInt      r2 = 3
   15  Eq           r2 = key eq? r2
   16  JumpIfFalse  r2 -> 19
   17  LoadConst    r2 = few
   18  Return       r2
   19  LoadInt      r2 = 4
   20  Eq           r2 = key eq? r2
   21  JumpIfFalse  r2 -> 24
   22  LoadConst    r2 = four
   23  Return       r2
   24  LoadConst    r2 = many
   25  Return       r2
fused effects: 2 parameters, 3 registers
    0  JumpUnlessGtImm  n > 1 else -> 3        ; 9: (when (> n 1) (display n))
    1  Move             r2 = n
    2  CallNativeN      r2 = display(r2)
    3  JumpUnlessNull   x is () else -> 5      ; 10: (unless (null? x) (display x))
    4  Jump             -> 7
    5  Move             r2 = x
    6  CallNativeN      r2 = display(r2)
    7  LoadInt          r2 = 1                 ; 11: (case n ((1 2 3) 'few) ((4) 'four) (else 'many)))
    8  JumpUnlessEq     key eq? r2 else -> 10
    9  Jump             -> 15
   10  LoadInt          r2 = 2
   11  JumpUnlessEq     key eq? r2 else -> 13
   12  Jump             -> 15
   13  LoadInt          r2 = 3
   14  JumpUnlessEq     key eq? r2 else -> 16
   15  ReturnConst      few
   16  LoadInt          r2 = 4
   17  JumpUnlessEq     key eq? r2 else -> 19
   18  ReturnConst      four
   19  ReturnConst      many
