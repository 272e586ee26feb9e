(load "other.scm")
(map load '(1 2))
