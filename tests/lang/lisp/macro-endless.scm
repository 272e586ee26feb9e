(define-syntax again (syntax-rules () ((_ x ...) (again x ... x ...))))
(again 1)
;!! expansion: the macro `again` does not come to an end
;!! line 2
