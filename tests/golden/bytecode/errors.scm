; Protected ranges and their handlers.
(define (safe f x)
  (guard (e ((error-object? e) (error-object-message e))
            ((symbol? e) e))
    (f x)))
(define (first-or l default)
  (guard (e (#t default)) (car l)))
; ---- bytecode ----
plain <main>: 0 parameters, 1 register
    0  MakeClosure   r0 = safe      ; 2: (define (safe f x)
    1  DefineGlobal  safe = r0
    2  MakeClosure   r0 = first-or  ; 6: (define (first-or l default)
    3  DefineGlobal  first-or = r0
    4  LoadConst     r0 = unit
    5  Return        r0
fused <main>: 0 parameters, 1 register
    0  MakeClosure   r0 = safe      ; 2: (define (safe f x)
    1  DefineGlobal  safe = r0
    2  MakeClosure   r0 = first-or  ; 6: (define (first-or l default)
    3  DefineGlobal  first-or = r0
    4  ReturnConst   unit
plain safe: 2 parameters, 6 registers
    0  Move         r2 = f                        ; 5: (f x)))
    1  Move         r3 = x
    2  Call         r2 = r2(r3)
    3  Return       r2                            ; 3: (guard (e ((error-object? e) (error-object-message e))
    4  CallNative   e = %thrown(thrown)
    5  CallNative   r4 = error-object?(e)
    6  JumpIfFalse  r4 -> 9
    7  CallNative   r4 = error-object-message(e)
    8  Return       r4
    9  CallNative   r4 = symbol?(e)               ; 4: ((symbol? e) e))
   10  JumpIfFalse  r4 -> 12
   11  Return       e
   12  CallNative   r4 = %offer?(thrown)          ; 3: (guard (e ((error-object? e) (error-object-message e))
   13  JumpIfFalse  r4 -> 17
   14  Move         r5 = thrown
   15  GetGlobal    r4 = %refuse
   16  TailCall     %refuse(r5)
   17  Throw        e
fused safe: 2 parameters, 6 registers
    0  Move            r2 = f                        ; 5: (f x)))
    1  Move            r3 = x
    2  Call            r2 = r2(r3)
    3  Return          r2                            ; 3: (guard (e ((error-object? e) (error-object-message e))
    4  CallNative      e = %thrown(thrown)
    5  CallNative      r4 = error-object?(e)
    6  JumpIfFalse     r4 -> 9
    7  CallNative      r4 = error-object-message(e)
    8  Return          r4
    9  CallNative      r4 = symbol?(e)               ; 4: ((symbol? e) e))
   10  JumpIfFalse     r4 -> 12
   11  Return          e
   12  CallNative      r4 = %offer?(thrown)          ; 3: (guard (e ((error-object? e) (error-object-message e))
   13  JumpIfFalse     r4 -> 16
   14  Move            r5 = thrown
   15  TailCallGlobal  %refuse(r5)
   16  Throw           e
  handler: 0..3 -> 4 in r2
plain first-or: 2 parameters, 3 registers
    0  Car     r2 = l   ; 7: (guard (e (#t default)) (car l)))
    1  Return  r2
    2  Return  default
  handler: 0..1 -> 2 in r2
