//! Small programs for every part of the VM that is not safe by its types: windows,
//! stacks that grow and move, throws, continuations, tasks, the collector. Fit for
//! Miri: `npm run miri`.
use super::*;

/// What a program is about, the program, its value.
pub(super) const STOPS: &[(&str, &str, &str)] = &[
    (
        "calls",
        "(define (all . l) l)
         (define (some a . l) (list a l))
         (define several (case-lambda ((a) (list 'one a)) ((a b) (list 'two a b)) ((a . l) (list 'many a l))))
         (define (count n) (if (= n 0) 'end (count (- n 1))))
         (define (even n) (if (= n 0) #t (odd (- n 1))))
         (define (odd n) (if (= n 0) #f (even (- n 1))))
         (list (all) (all 1 2) (some 1) (some 1 2 3) (several 1) (several 1 2) (several 1 2 3) (count 5) (even 7)
               (apply all (iota 40)) (apply apply (list + (list 1 2))) (apply count '(2)))",
        "(() (1 2) (1 ()) (1 (2 3)) (one 1) (two 1 2) (many 1 (2 3)) end #f (0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 \
         17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39) 3 end)",
    ),
    (
        "closures",
        "(define (adder n) (lambda (k) (set! n (+ n k)) n))
         (define a (adder 1))
         (define b (adder 10))
         (letrec ((even (lambda (n) (if (= n 0) #t (odd (- n 1))))) (odd (lambda (n) (if (= n 0) #f (even (- n 1))))))
           (list (a 1) (b 1) (a 1) (b 1) (even 4)
                 (map (lambda (f) (f 1)) (map (lambda (i) (lambda (k) (* i k))) '(1 2 3)))))",
        "(2 11 3 12 #t (1 2 3))",
    ),
    (
        "stacks that grow",
        "(define (deep n) (if (= n 0) '() (cons n (deep (- n 1)))))
         (define (wide a b c d e f g h) (if (= a 0) 0 (+ 1 (wide (- a 1) b c d e f g h))))
         (list (length (deep 200)) (wide 150 1 2 3 4 5 6 7) (apply + (deep 60)))",
        "(200 150 1830)",
    ),
    (
        "exceptions",
        "(define (try-it f) (try (f) (catch e (if (error-object? e) (error-kind e) (list e)))))
         (define log '())
         (define (note x) (set! log (cons x log)))
         (list (try-it (lambda () (raise 1)))
               (try-it (lambda () (car 1)))
               (try-it (lambda () (try (raise 2) (finally (note 'cleaned)))))
               (guard (e ((symbol? e) (list 'symbol e))) (guard (e ((number? e) e)) (raise 'far)))
               (try-it (lambda () (map (lambda (x) (vector-ref (vector 1) x)) '(0 1))))
               (with-exception-handler (lambda (e) (* e 2)) (lambda () (+ 1 (raise-continuable 20))))
               (try-it (lambda () (with-exception-handler (lambda (e) 'back) (lambda () (raise 3)))))
               (try-it (lambda () (with-exception-handler (lambda (e) (raise (list 'inner e))) (lambda () (raise 4)))))
               (try-it (lambda () (with-exception-handler (lambda (e) (raise (list 'inner e)))
                                    (lambda () (dynamic-wind (lambda () (note 'in)) (lambda () (car 5))
                                                             (lambda () (note 'out)))))))
               log)",
        "((1) type (2) (symbol far) range 41 user ((inner 4)) ((inner #<error \"car: expected a pair, got 5\">)) \
         (out in cleaned))",
    ),
    (
        "handlers where there is no room",
        "(define (f n) (+ 1 (f n)))
         (list (guard (e (#t (error-kind e))) (f 0))
               (call/cc (lambda (k) (with-exception-handler (lambda (e) (k (error-kind e))) (lambda () (f 0))))))",
        "(depth depth)",
    ),
    (
        "continuations",
        "(define log '())
         (define (note x) (set! log (cons x log)))
         (define (generate l) (call/cc (lambda (return) (for-each (lambda (x) (call/cc (lambda (next) (return (cons x next))))) l) 'end)))
         (define (drain g) (if (pair? g) (begin (note (car g)) ((cdr g) #f)) g))
         (define again #f)
         (define turns 0)
         (define (deep n) (if (= n 0) (call/cc (lambda (k) (set! again k) 0)) (+ 1 (deep (- n 1)))))
         (list (+ 1 (call/cc (lambda (k) (+ 10 (k 1)))))
               (drain (generate '(1 2 3)))
               (let ((v (deep 150))) (set! turns (+ turns 1)) (if (< turns 3) (again turns) v))
               (call-with-values (lambda () (call/cc (lambda (k) (k 1 2 3)))) list)
               (call-with-values (lambda () (call/cc (lambda (k) (k)))) list)
               (let ((path '()) (k #f))
                 (dynamic-wind (lambda () (set! path (cons 'in path)))
                               (lambda () (call/cc (lambda (c) (set! k c))))
                               (lambda () (set! path (cons 'out path))))
                 (if (< (length path) 6) (k 1) (reverse path)))
               (reverse log))",
        "(2 end 152 (1 2 3) () (in out in out in out) (1 2 3))",
    ),
    (
        "a call without arguments that leaves an extent",
        "(define (leave k) (k))
         (define (nest n k) (if (= n 0) (leave k) (dynamic-wind (lambda () 1) (lambda () (nest (- n 1) k)) (lambda () 2))))
         (let loop ((i 0) (l '()))
           (if (= i 30) (length l)
               (loop (+ i 1) (cons (call-with-values (lambda () (call/cc (lambda (k) (nest i k)))) list) l))))",
        "30",
    ),
    (
        "parameters",
        "(define p (make-parameter 1 (lambda (x) (* x 2))))
         (list (p) (parameterize ((p 5)) (list (p) (parameterize ((p 6)) (p)))) (p)
               (guard (e (#t (p))) (parameterize ((p 7)) (raise 1)))
               (call/cc (lambda (k) (parameterize ((p 7)) (k (p))))) (p))",
        "(2 (10 12) 2 2 14 2)",
    ),
    (
        "tasks",
        "(define ch (chan 1))
         (define results (chan 20))
         (define (work i) (lambda () (dynamic-wind (lambda () #f) (lambda () (send! ch i) (yield)) (lambda () (send! results i)))))
         (define kept #f)
         (spawn (lambda () (call/cc (lambda (k) (set! kept k))) (send! ch 'kept)))
         (for-each (lambda (i) (spawn (work i))) (iota 10))
         (define (take n) (if (= n 0) '() (let ((v (recv! ch))) (cons v (take (- n 1))))))
         (list (take 11)
               (select ((recv! results) => (lambda (v) v)))
               (try (kept 1) (catch e (error-kind e))))",
        "((kept 0 1 2 3 4 5 6 7 8 9) 0 form)",
    ),
    (
        "packet buffers",
        "(define kept (packet-buffer))
         (define (use n sum)
           (if (= n 0)
               sum
               (let ((b (packet-buffer)))
                 (u16-set! b 0 n)
                 (let ((v (u16-ref b 0))) (release-buffer! b) (use (- n 1) (+ sum v))))))
         (u32-set! kept 1496 7)
         (list (use 20 0) (u32-ref kept 1496) (guard (e (#t (error-kind e))) (release-buffer! kept) (u8-ref kept 0)))",
        "(210 7 range)",
    ),
    (
        "data",
        "(define m (make-hash-map))
         (define s (make-string 3 #\\a))
         (define-record-type node (make-node l r) node? (l left set-left!) (r right))
         (define (tree n) (if (= n 0) '() (make-node (tree (- n 1)) (tree (- n 1)))))
         (define (size t) (if (null? t) 0 (+ 1 (size (left t)) (size (right t)))))
         (do ((i 0 (+ i 1))) ((= i 40)) (hash-set! m i (list i)) (hash-set! m (number->string i) i))
         (string-set! s 1 #\\λ)
         (define t (tree 5))
         (set-left! t '())
         (define port (open-output-string))
         (write (list s 1.5 'sym) port)
         (list (size t) (hash-count m) (hash-ref m 7) (hash-ref m \"8\") s (get-output-string port)
               (vector-map + #(1 2) #(10 20)) (bytevector-u8-ref (bytevector 1 2 3) 1)
               (sort '(3 1 2) <) (string-append s s) (* 1125899906842623 1125899906842623))",
        "(16 80 (7) 8 \"aλa\" \"(\\\"aλa\\\" 1.5 sym)\" #(11 22) 2 (1 2 3) \"aλaaλa\" 1267650600228227149696889520129)",
    ),
];

/// A run in slices, with a collection between two of them: what a collection at
/// every safepoint finds, sooner.
fn run_with_collections(vm: &mut Vm, source: &str, slice: u64) -> Result<String, Diagnostic> {
    let program = vm.load(Language::Lisp, "tour.scm", source).map_err(|mut d| d.remove(0))?;
    vm.start(program);
    loop {
        vm.rt.heap.want_collection();
        match vm.resume(slice) {
            Progress::Running | Progress::Stepped => {}
            Progress::Done(v) => return Ok(vm.write(v)),
            Progress::Exited(_) => return Ok(String::new()),
            Progress::Failed(d) => return Err(*d),
        }
    }
}

#[test]
fn every_stop_of_the_tour() {
    let mut wrong = vec![];
    for (i, (what, source, value)) in STOPS.iter().enumerate() {
        let loops = Dispatch::ALL.len();
        // Under Miri one loop is enough for a program.
        for &dispatch in if cfg!(miri) { &Dispatch::ALL[i % loops..i % loops + 1] } else { Dispatch::ALL } {
            let config = |gc| Config { dispatch, gc, depth: 400, ..Config::default() };
            let mut check = |how: &str, got: Result<String, Diagnostic>| {
                let got = got.map_err(|d| d.message);
                if got.as_deref() != Ok(*value) {
                    wrong.push(format!("{what}, {dispatch:?}, {how}: {got:?}"));
                }
            };
            check("in slices", run_with_collections(&mut vm(config(GcMode::Normal)), source, 40));
            if !cfg!(miri) {
                check("whole", run(&mut vm(config(GcMode::Normal)), source));
                check("stress", run(&mut vm(config(GcMode::Stress)), source));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
