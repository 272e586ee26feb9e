; Recursion over lists, in tail position and not.
(define (map1 f l)
  (if (null? l) '() (cons (f (car l)) (map1 f (cdr l)))))
(define (rev l acc)
  (if (pair? l) (rev (cdr l) (cons (car l) acc)) acc))
(define (member? x l)
  (and (pair? l) (or (eq? x (car l)) (member? x (cdr l)))))
(define (filter1 keep? l)
  (cond ((null? l) '())
        ((keep? (car l)) (cons (car l) (filter1 keep? (cdr l))))
        (else (filter1 keep? (cdr l)))))
; ---- bytecode ----
plain <main>: 0 parameters, 1 register
    0  MakeClosure   r0 = map1     ; 2: (define (map1 f l)
    1  DefineGlobal  map1 = r0
    2  MakeClosure   r0 = rev      ; 4: (define (rev l acc)
    3  DefineGlobal  rev = r0
    4  MakeClosure   r0 = member?  ; 6: (define (member? x l)
    5  DefineGlobal  member? = r0
    6  MakeClosure   r0 = filter1  ; 8: (define (filter1 keep? l)
    7  DefineGlobal  filter1 = r0
    8  LoadConst     r0 = unit
    9  Return        r0
fused <main>: 0 parameters, 1 register
    0  MakeClosure   r0 = map1     ; 2: (define (map1 f l)
    1  DefineGlobal  map1 = r0
    2  MakeClosure   r0 = rev      ; 4: (define (rev l acc)
    3  DefineGlobal  rev = r0
    4  MakeClosure   r0 = member?  ; 6: (define (member? x l)
    5  DefineGlobal  member? = r0
    6  MakeClosure   r0 = filter1  ; 8: (define (filter1 keep? l)
    7  DefineGlobal  filter1 = r0
    8  ReturnConst   unit
plain map1: 2 parameters, 6 registers
    0  IsNull       r2 = l             ; 3: (if (null? l) '() (cons (f (car l)) (map1 f (cdr l)))))
    1  JumpIfFalse  r2 -> 4
    2  LoadConst    r2 = ()
    3  Return       r2
    4  Move         r2 = f
    5  Car          r3 = l
    6  Call         r2 = r2(r3)
    7  Move         r4 = f
    8  Cdr          r5 = l
    9  GetGlobal    r3 = map1
   10  Call         r3 = map1(r4, r5)
   11  Cons         r2 = r2, r3
   12  Return       r2
fused map1: 2 parameters, 6 registers
    0  JumpUnlessNull  l is () else -> 2  ; 3: (if (null? l) '() (cons (f (car l)) (map1 f (cdr l)))))
    1  ReturnConst     ()
    2  Move            r2 = f
    3  Car             r3 = l
    4  Call            r2 = r2(r3)
    5  Move            r4 = f
    6  Cdr             r5 = l
    7  CallGlobal      r3 = map1(r4, r5)
    8  ConsReturn      r2, r3
plain rev: 2 parameters, 5 registers
    0  IsPair       r2 = l                        ; 5: (if (pair? l) (rev (cdr l) (cons (car l) acc)) acc))
    1  JumpIfFalse  r2 -> 11
    2  Cdr          r2 = l
    3  Car          r3 = l
    4  Cons         acc = r3, acc
    5  Move         l = r2
    6  LoopSelf     if rev is this function -> 0
    7  Move         r3 = l
    8  Move         r4 = acc
    9  GetGlobal    r2 = rev
   10  TailCall     rev(r3, r4)
   11  Return       acc
fused rev: 2 parameters, 5 registers
    0  JumpUnlessPair  l is a pair else -> 9         ; 5: (if (pair? l) (rev (cdr l) (cons (car l) acc)) acc))
    1  Cdr             r2 = l
    2  Car             r3 = l
    3  Cons            acc = r3, acc
    4  Move            l = r2
    5  LoopSelf        if rev is this function -> 0
    6  Move            r3 = l
    7  Move            r4 = acc
    8  TailCallGlobal  rev(r3, r4)
    9  Return          acc
plain member?: 2 parameters, 5 registers
    0  IsPair       r2 = l                            ; 7: (and (pair? l) (or (eq? x (car l)) (member? x (cdr l)))))
    1  JumpIfFalse  r2 -> 13
    2  Car          r2 = l
    3  Eq           r2 = x eq? r2
    4  JumpIfFalse  r2 -> 7
    5  LoadConst    r2 = #t
    6  Return       r2
    7  Cdr          l = l
    8  LoopSelf     if member? is this function -> 0
    9  Move         r3 = x
   10  Move         r4 = l
   11  GetGlobal    r2 = member?
   12  TailCall     member?(r3, r4)
   13  LoadConst    r2 = #f
   14  Return       r2
fused member?: 2 parameters, 5 registers
    0  JumpUnlessPair  l is a pair else -> 9             ; 7: (and (pair? l) (or (eq? x (car l)) (member? x (cdr l)))))
    1  Car             r2 = l
    2  JumpUnlessEq    x eq? r2 else -> 4
    3  ReturnConst     #t
    4  Cdr             l = l
    5  LoopSelf        if member? is this function -> 0
    6  Move            r3 = x
    7  Move            r4 = l
    8  TailCallGlobal  member?(r3, r4)
    9  ReturnConst     #f
plain filter1: 2 parameters, 6 registers
    0  IsNull       r2 = l                            ; 9: (cond ((null? l) '())
    1  JumpIfFalse  r2 -> 4
    2  LoadConst    r2 = ()
    3  Return       r2
    4  Move         r2 = keep?                        ; 10: ((keep? (car l)) (cons (car l) (filter1 keep? (cdr l))))
    5  Car          r3 = l
    6  Call         r2 = r2(r3)
    7  JumpIfFalse  r2 -> 15
    8  Car          r2 = l
    9  Move         r4 = keep?
   10  Cdr          r5 = l
   11  GetGlobal    r3 = filter1
   12  Call         r3 = filter1(r4, r5)
   13  Cons         r2 = r2, r3
   14  Return       r2
   15  Cdr          l = l                             ; 11: (else (filter1 keep? (cdr l)))))
   16  LoopSelf     if filter1 is this function -> 0
   17  Move         r3 = keep?
   18  Move         r4 = l
   19  GetGlobal    r2 = filter1
   20  TailCall     filter1(r3, r4)
fused filter1: 2 parameters, 6 registers
    0  JumpUnlessNull  l is () else -> 2                 ; 9: (cond ((null? l) '())
    1  ReturnConst     ()
    2  Move            r2 = keep?                        ; 10: ((keep? (car l)) (cons (car l) (filter1 keep? (cdr l))))
    3  Car             r3 = l
    4  Call            r2 = r2(r3)
    5  JumpIfFalse     r2 -> 11
    6  Car             r2 = l
    7  Move            r4 = keep?
    8  Cdr             r5 = l
    9  CallGlobal      r3 = filter1(r4, r5)
   10  ConsReturn      r2, r3
   11  Cdr             l = l                             ; 11: (else (filter1 keep? (cdr l)))))
   12  LoopSelf        if filter1 is this function -> 0
   13  Move            r3 = keep?
   14  Move            r4 = l
   15  TailCallGlobal  filter1(r3, r4)
