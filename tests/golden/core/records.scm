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
;;; lowered
(define @pair2%1 (native %make-record-type 'pair2 '(b a)))
(define @kons%1 (lambda kons (a b) (native %make-record @pair2%1 b a)))
(define @kdr%1 (lambda kdr (record) (get record b @pair2%1)))
(define @kar%1 (lambda kar (record) (get record a @pair2%1)))
(define @<packet> (native %make-record-type 'packet '(length protocol mark)))
(define @make-packet
  (lambda make-packet (length protocol)
    (native %make-record @<packet> length protocol #f)))
(define @packet? (lambda packet? (value) (native %record-is? value @<packet>)))
(define @packet-length
  (lambda packet-length (record) (get record length @<packet>)))
(define @packet-protocol
  (lambda packet-protocol (record) (get record protocol @<packet>)))
(define @set-packet-protocol!
  (lambda set-packet-protocol! (record value)
    (put record protocol @<packet> value)))
(define @packet-mark (lambda packet-mark (record) (get record mark @<packet>)))
(define @f
  (lambda f (p)
    (put p protocol @<packet> 17)
    (native list
      (native %record-is? p @<packet>)
      (get p length @<packet>)
      (get p mark @<packet>)
      @packet-length
      (call @make-packet 1 2))))
(define @inside (lambda inside () (get (call @kons%1 1 2) a @pair2%1)))
;;; fold
(define @pair2%1 (native %make-record-type 'pair2 '(b a)))
(define @kons%1 (lambda kons (a b) (native %make-record @pair2%1 b a)))
(define @kdr%1 (lambda kdr (record) (get record b @pair2%1)))
(define @kar%1 (lambda kar (record) (get record a @pair2%1)))
(define @<packet> (native %make-record-type 'packet '(length protocol mark)))
(define @make-packet
  (lambda make-packet (length protocol)
    (native %make-record @<packet> length protocol #f)))
(define @packet? (lambda packet? (value) (native %record-is? value @<packet>)))
(define @packet-length
  (lambda packet-length (record) (get record length @<packet>)))
(define @packet-protocol
  (lambda packet-protocol (record) (get record protocol @<packet>)))
(define @set-packet-protocol!
  (lambda set-packet-protocol! (record value)
    (put record protocol @<packet> value)))
(define @packet-mark (lambda packet-mark (record) (get record mark @<packet>)))
(define @f
  (lambda f (p)
    (put p protocol @<packet> 17)
    (native list
      (native %record-is? p @<packet>)
      (get p length @<packet>)
      (get p mark @<packet>)
      @packet-length
      (call @make-packet 1 2))))
(define @inside (lambda inside () (get (call @kons%1 1 2) a @pair2%1)))
;;; loops
(define @pair2%1 (native %make-record-type 'pair2 '(b a)))
(define @kons%1 (lambda kons (a b) (native %make-record @pair2%1 b a)))
(define @kdr%1 (lambda kdr (record) (get record b @pair2%1)))
(define @kar%1 (lambda kar (record) (get record a @pair2%1)))
(define @<packet> (native %make-record-type 'packet '(length protocol mark)))
(define @make-packet
  (lambda make-packet (length protocol)
    (native %make-record @<packet> length protocol #f)))
(define @packet? (lambda packet? (value) (native %record-is? value @<packet>)))
(define @packet-length
  (lambda packet-length (record) (get record length @<packet>)))
(define @packet-protocol
  (lambda packet-protocol (record) (get record protocol @<packet>)))
(define @set-packet-protocol!
  (lambda set-packet-protocol! (record value)
    (put record protocol @<packet> value)))
(define @packet-mark (lambda packet-mark (record) (get record mark @<packet>)))
(define @f
  (lambda f (p)
    (put p protocol @<packet> 17)
    (native list
      (native %record-is? p @<packet>)
      (get p length @<packet>)
      (get p mark @<packet>)
      @packet-length
      (call @make-packet 1 2))))
(define @inside (lambda inside () (get (call @kons%1 1 2) a @pair2%1)))
