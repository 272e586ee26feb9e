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
    0  IsPair       r2 = l        ; 5: (if (pair? l) (rev (cdr l) (cons (car l) acc)) acc))
    1  JumpIfFalse  r2 -> 7
    2  Cdr          r3 = l
    3  Car          r4 = l
    4  Cons         r4 = r4, acc
    5  GetGlobal    r2 = rev
    6  TailCall     rev(r3, r4)
    7  Return       acc
fused rev: 2 parameters, 5 registers
    0  JumpUnlessPair  l is a pair else -> 5  ; 5: (if (pair? l) (rev (cdr l) (cons (car l) acc)) acc))
    1  Cdr             r3 = l
    2  Car             r4 = l
    3  Cons            r4 = r4, acc
    4  TailCallGlobal  rev(r3, r4)
    5  Return          acc
plain member?: 2 parameters, 5 registers
    0  IsPair       r2 = l           ; 7: (and (pair? l) (or (eq? x (car l)) (member? x (cdr l)))))
    1  JumpIfFalse  r2 -> 11
    2  Car          r2 = l
    3  Eq           r2 = x eq? r2
    4  JumpIfFalse  r2 -> 7
    5  LoadConst    r2 = #t
    6  Return       r2
    7  Move         r3 = x
    8  Cdr          r4 = l
    9  GetGlobal    r2 = member?
   10  TailCall     member?(r3, r4)
   11  LoadConst    r2 = #f
   12  Return       r2
fused member?: 2 parameters, 5 registers
    0  JumpUnlessPair  l is a pair else -> 7  ; 7: (and (pair? l) (or (eq? x (car l)) (member? x (cdr l)))))
    1  Car             r2 = l
    2  JumpUnlessEq    x eq? r2 else -> 4
    3  ReturnConst     #t
    4  Move            r3 = x
    5  Cdr             r4 = l
    6  TailCallGlobal  member?(r3, r4)
    7  ReturnConst     #f
plain filter1: 2 parameters, 6 registers
    0  IsNull       r2 = l                ; 9: (cond ((null? l) '())
    1  JumpIfFalse  r2 -> 4
    2  LoadConst    r2 = ()
    3  Return       r2
    4  Move         r2 = keep?            ; 10: ((keep? (car l)) (cons (car l) (filter1 keep? (cdr l))))
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
   15  Move         r3 = keep?            ; 11: (else (filter1 keep? (cdr l)))))
   16  Cdr          r4 = l
   17  GetGlobal    r2 = filter1
   18  TailCall     filter1(r3, r4)
fused filter1: 2 parameters, 6 registers
    0  JumpUnlessNull  l is () else -> 2     ; 9: (cond ((null? l) '())
    1  ReturnConst     ()
    2  Move            r2 = keep?            ; 10: ((keep? (car l)) (cons (car l) (filter1 keep? (cdr l))))
    3  Car             r3 = l
    4  Call            r2 = r2(r3)
    5  JumpIfFalse     r2 -> 11
    6  Car             r2 = l
    7  Move            r4 = keep?
    8  Cdr             r5 = l
    9  CallGlobal      r3 = filter1(r4, r5)
   10  ConsReturn      r2, r3
   11  Move            r3 = keep?            ; 11: (else (filter1 keep? (cdr l)))))
   12  Cdr             r4 = l
   13  TailCallGlobal  filter1(r3, r4)
