(print "never printed"))
;!! syntax:
