; Records.
(define-record-type point (make-point x y) point?
  (x point-x set-point-x!)
  (y point-y))
(define p (make-point 3 4))
(print (point? p) (point? 5) (point? '(3 4))) ; => #t #f #f
(print (point-x p) (point-y p)) ; => 3 4
(set-point-x! p 'new)
(print (point-x p) (point-y p)) ; => new 4
; The constructor may take the fields in another order, or leave some out.
(define-record-type <node> (make-node right left) node?
  (left node-left set-node-left!)
  (right node-right)
  (mark node-mark set-node-mark!))
(define n (make-node 'r 'l))
(print (node-left n) (node-right n)) ; => l r
(set-node-mark! n 'seen)
(print (node-mark n)) ; => seen
; Records are told apart by their type, even if they look alike.
(define-record-type size (make-size x y) size? (x size-x) (y size-y))
(define s (make-size 3 4))
(print (point? s) (size? s) (size? p)) ; => #f #t #f
(print (eq? p p) (equal? (make-size 1 2) (make-size 1 2)) (eqv? s s)) ; => #t #f #t
; In lists, vectors, maps and closures.
(define points (map (lambda (i) (make-point i (* i i))) '(1 2 3)))
(print (map point-y points)) ; => (1 4 9)
(print (apply + (map point-x points))) ; => 6
(define (shift! p by) (set-point-x! p (+ (point-x p) by)) p)
(print (map point-x (map (lambda (p) (shift! p 10)) points))) ; => (11 12 13)
; A linked structure that refers to itself.
(define a (make-node #f #f))
(set-node-left! a a)
(print (eq? a (node-left (node-left (node-left a))))) ; => #t
; Accessors are functions like others.
(print (procedure? point-x) (map point-x (list (make-point 'q 0)))) ; => #t (q)
; Records without fields.
(define-record-type nothing (make-nothing) nothing?)
(print (nothing? (make-nothing)) (nothing? p) (eq? (make-nothing) (make-nothing))) ; => #t #f #f
; A tree of records.
(define-record-type tree (make-tree left value right) tree?
  (left tree-left) (value tree-value) (right tree-right))
(define (insert t v)
  (cond ((not t) (make-tree #f v #f))
        ((< v (tree-value t)) (make-tree (insert (tree-left t) v) (tree-value t) (tree-right t)))
        (else (make-tree (tree-left t) (tree-value t) (insert (tree-right t) v)))))
(define (in-order t) (if t (append (in-order (tree-left t)) (list (tree-value t)) (in-order (tree-right t))) '()))
(print (in-order (fold-left insert #f '(5 2 8 1 9 3)))) ; => (1 2 3 5 8 9)
