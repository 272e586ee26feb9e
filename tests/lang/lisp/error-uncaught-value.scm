; Any value can be raised.
(raise (list 'odd 42))
;!! uncaught: uncaught: (odd 42)
;!! line 2
