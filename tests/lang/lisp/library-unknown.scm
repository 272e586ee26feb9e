(import (scheme base)
        (no such library))
;!! unbound: there is no library (no such library)
;!! line 2
