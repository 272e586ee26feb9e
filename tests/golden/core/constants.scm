; Constants print as data.
(list 1 -2.5 #t #f "a\"\n" #\a #\space 'sym '|odd name| '() '(1 . 2) '(a "b" (c)) #(1 2) #u8(1 255))
'(this is a list of data that is too long to be written in one row of the printed form at all)
;;; lowered
(native list
  1
  -2.5
  #t
  #f
  "a\"\n"
  #\a
  #\space
  'sym
  '|odd name|
  '()
  '(1 . 2)
  '(a "b" (c))
  '#(1 2)
  #u8(1 255))
(quote (this is a list of data that is too long to be written in one row of the
    printed form at all))
;;; fold
(native list
  1
  -2.5
  #t
  #f
  "a\"\n"
  #\a
  #\space
  'sym
  '|odd name|
  '()
  '(1 . 2)
  '(a "b" (c))
  '#(1 2)
  #u8(1 255))
(quote (this is a list of data that is too long to be written in one row of the
    printed form at all))
;;; loops
(native list
  1
  -2.5
  #t
  #f
  "a\"\n"
  #\a
  #\space
  'sym
  '|odd name|
  '()
  '(1 . 2)
  '(a "b" (c))
  '#(1 2)
  #u8(1 255))
(quote (this is a list of data that is too long to be written in one row of the
    printed form at all))
