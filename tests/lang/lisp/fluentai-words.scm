; Words and spellings of FluentAI.
(print (list true false nil))                             ; => (#t #f ())
(print (if false 1 2) (if nil 1 2))                       ; => 2 1
(print [1 2 (+ 1 2)] [] [[1] [2 3]])                      ; => (1 2 3) () ((1) (2 3))
(print '[a [b] . c])                                      ; => (a (b) . c)
(print (let ([a 1] [b 2]) (cond [(> a b) 'more] [else 'less]))) ; => less
(print (map (lambda [x] [x x]) [1 2]))                    ; => ((1 1) (2 2))
(print (quasiquote [1 ,(+ 1 1) ,@[3 4]]))                 ; => (1 2 3 4)
(print 0x1F 0xff -0x10 #x1F)                              ; => 31 255 -16 31
(print (first [1 2]) (rest [1 2]) (head [1 2]) (tail [1 2]) (empty? []) (empty? [1])) ; => 1 (2) 1 (2) #t #f
(print (mod -7 2) (fold + 0 [1 2 3]) (str "a" 1 'b [2]))  ; => 1 6 a1b(2)
