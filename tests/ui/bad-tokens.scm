(list 12ab #\spce "a\q" #e1e99999999 1/0 #<x> 1+2ix)
(display #u8(1 300 x))
(a . b . c)
