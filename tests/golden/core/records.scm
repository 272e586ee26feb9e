; Direct calls of record functions need no call.
(define-record-type <packet> (make-packet length protocol) packet?
  (length packet-length)
  (protocol packet-protocol set-packet-protocol!)
  (mark packet-mark))
(define (f p)
  (set-packet-protocol! p 17)
  (list (packet? p) (packet-length p) (packet-mark p) packet-length (make-packet 1 2)))
(define (inside)
  (define-record-type pair2 (kons a b) #f (b kdr) (a kar))
  (kar (kons 1 2)))
