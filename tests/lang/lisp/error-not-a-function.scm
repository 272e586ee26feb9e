; Something that cannot be called.
(define table '((a . 1)))
((cdr (assq 'a table))
 5)
;!! type: 1 is not a function
;!! line 3
