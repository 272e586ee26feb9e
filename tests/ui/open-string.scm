(display "never ends)
(newline)
