(print "never printed")
(print "a string without an end)
;!! syntax:
