; Hash maps.

(define (hash-update! m key f . default)
  (hash-set! m key (f (if (null? default) (hash-ref m key) (hash-ref m key (car default))))))
(define (hash-for-each m f)
  (let loop ((l (hash->list m)))
    (unless (null? l)
      (f (car (car l)) (cdr (car l)))
      (loop (cdr l)))))
