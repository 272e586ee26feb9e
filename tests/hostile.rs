//! Bad programs in every configuration: each switch off, each loop, the collector
//! off, normal and at every safepoint. Each gives a clear error, and the VM is
//! usable afterwards. `limits.rs` has what is about both engines.
mod common;

use common::{assert_none, failure, in_parallel};
use glassbox::heap::GcMode;
use glassbox::lang::Language;
use glassbox::options::{Dispatch, Opt, OptSet};
use glassbox::vm::{Config, Vm};

/// What a program may use before it must have failed.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// It fails by itself, soon.
    Short,
    /// It goes on until its fuel is used up.
    Endless,
    /// It goes on until the memory or the depth is used up.
    Growing,
}
use Kind::{Endless, Growing, Short};

/// A program, with the codes of which its error must have one.
struct Case {
    kind: Kind,
    codes: &'static [&'static str],
    program: &'static str,
}

const fn case(kind: Kind, codes: &'static [&'static str], program: &'static str) -> Case {
    Case { kind, codes, program }
}

const CASES: &[Case] = &[
    // Regular recursion through `map` with a closure that fails.
    case(Short, &["type"], "(define (walk t) (map (lambda (x) (if (pair? x) (walk x) (car x))) t)) (walk '(((1) 2) 3))"),
    case(
        Short,
        &["type"],
        "(define (f n) (map (lambda (x) (if (= x 0) (vector-ref x 0) (car (f (- x 1))))) (list n n))) (f 60)",
    ),
    case(
        Short,
        &["uncaught"],
        "(define (f n) (map (lambda (x) (guard (e ((string? e) e)) (if (= x 0) (error \"deep\" x) (f (- x 1))))) (list n)))
         (f 40)",
    ),
    case(
        Endless,
        &["fuel"],
        "(define (f n) (map (lambda (x) (if (= x 0) (car x) (f (- x 1)))) (list n)))
         (let loop () (guard (e (#t #f)) (f 20)) (loop))",
    ),
    case(Growing, &["depth", "memory"], "(define (f l) (map (lambda (x) (f (list x x))) l)) (f '(1 2))"),
    case(Growing, &["depth", "memory"], "(define (f l) (for-each f (list l)) 1) (f 1)"),
    case(Growing, &["depth", "memory"], "(define (f l) (fold (lambda (x a) (+ a (f l))) 0 l)) (f '(1 2))"),
    case(Growing, &["depth", "memory"], "(define (f x) (sort (list 2 1 3) (lambda (a b) (f x)))) (f 1)"),
    // Extents that are entered again and again, and such as fail on the way.
    case(
        Endless,
        &["fuel"],
        "(define k #f) (dynamic-wind (lambda () 1) (lambda () (call/cc (lambda (c) (set! k c)))) (lambda () 2)) (k 1)",
    ),
    case(
        Growing,
        &["depth", "memory"],
        "(define k #f)
         (dynamic-wind (lambda () (if k (k 1))) (lambda () (call/cc (lambda (c) (set! k c)))) (lambda () 2)) (k 1)",
    ),
    case(
        Short,
        &["type"],
        "(define k #f) (define n 0)
         (dynamic-wind (lambda () (set! n (+ n 1)) (if (> n 3) (car n)))
                       (lambda () (call/cc (lambda (c) (set! k c)))) (lambda () 2))
         (k 1)",
    ),
    case(Short, &["type"], "(dynamic-wind (lambda () 1) (lambda () (raise 2)) (lambda () (car 3)))"),
    case(Short, &["uncaught"], "(dynamic-wind (lambda () 1) (lambda () (car 2)) (lambda () (raise 'after)))"),
    case(Growing, &["depth", "memory"], "(define (f) (dynamic-wind (lambda () 1) f (lambda () 2))) (f)"),
    case(Growing, &["type", "fuel", "depth"], "(define (f) (dynamic-wind (lambda () 1) f (lambda () (car 2)))) (f)"),
    case(Endless, &["fuel"], "(define (f) (dynamic-wind (lambda () 1) f f)) (f)"),
    case(Growing, &["depth", "memory"], "(define p (make-parameter 1)) (define (f) (parameterize ((p 2)) (+ 1 (f)))) (f)"),
    case(Endless, &["fuel"], "(define (f) (try (f) (finally (f)))) (f)"),
    // Continuations.
    case(
        Short,
        &["form"],
        "(define k #f) (define ch (chan 0))
         (spawn (lambda () (call/cc (lambda (c) (set! k c))) (send! ch 1))) (recv! ch) (k 1)",
    ),
    case(
        Short,
        &["form"],
        "(define ch (chan 0))
         (call/cc (lambda (k) (spawn (lambda () (send! ch (guard (e (#t (raise e))) (k 1))))) (recv! ch)))",
    ),
    case(Growing, &["depth", "memory"], "(define (f l) (call/cc (lambda (k) (+ 1 (f (cons k l)))))) (f '())"),
    case(Growing, &["memory"], "(define (f l) (call/cc (lambda (k) (f (cons (cons k (make-vector 50 k)) l))))) (f '())"),
    case(Endless, &["fuel"], "(define k #f) (+ 1 (call/cc (lambda (c) (set! k c) 1))) (k 2)"),
    case(Endless, &["fuel"], "(define (f) (call/cc (lambda (k) (k 1))) (f)) (f)"),
    // Handlers.
    case(Short, &["uncaught"], "(with-exception-handler (lambda (e) (raise e)) (lambda () (raise 1)))"),
    case(Short, &["uncaught"], "(with-exception-handler (lambda (e) 1) (lambda () (car 1)))"),
    case(Growing, &["depth", "memory"], "(define (h e) (with-exception-handler h (lambda () (raise e)))) (h 1)"),
    case(Growing, &["depth", "memory"], "(define (f) (with-exception-handler (lambda (e) (f)) (lambda () (car 1)))) (f)"),
    case(Growing, &["depth", "memory"], "(define (f) (guard (e ((string? e) (f))) (+ 1 (f)))) (f)"),
    case(Endless, &["fuel", "depth"], "(define (f) (guard (e (#t (f))) (car 1))) (f)"),
    case(Endless, &["fuel"], "(with-exception-handler (lambda (e) 1) (lambda () (let f () (raise-continuable 1) (f))))"),
    // Memory that is exhausted in the midst of a builtin.
    case(Short, &["memory"], "(apply string-append (make-list 1000 (make-string 10000 #\\a)))"),
    case(Short, &["memory"], "(string-join (make-list 1000 (make-string 10000 #\\a)) \", \")"),
    case(Short, &["memory"], "(define l (iota 2000)) (apply append (make-list 1000 l))"),
    case(Short, &["memory"], "(define v (make-vector 1000 0)) (apply vector-append (make-list 2000 v))"),
    case(Short, &["memory"], "(string->list (make-string 2000000 #\\a))"),
    case(Short, &["memory"], "(vector->list (make-vector 300000 1.5))"),
    case(Short, &["memory"], "(apply bytevector-append (make-list 2000 (make-bytevector 10000 1)))"),
    case(Short, &["memory"], "(define p (open-output-string)) (let f () (write-string (make-string 10000 #\\a) p) (f))"),
    case(Short, &["memory"], "(define l (make-list 2000 \"abc\")) (number->string (expt 7 9000000))"),
    case(Short, &["memory"], "(apply list (make-list 400000 1))"),
    case(Short, &["memory", "range"], "(chan 100000000000)"),
    case(Short, &["memory"], "(let f ((s \"abcdefghij\")) (f (list->string (append (string->list s) (string->list s)))))"),
    // Names, code and types live as long as the VM.
    case(Growing, &["memory"], "(let f ((i 0)) (string->symbol (number->string i)) (f (+ i 1)))"),
    case(Growing, &["memory"], "(let f ((s \"x\")) (string->symbol s) (f (string-append s \"yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\")))"),
    case(Growing, &["memory"], "(let f () (gensym) (f))"),
    case(Growing, &["memory"], "(let f ((i 0)) (read (open-input-string (string-append \"(a\" (number->string i) \")\"))) (f (+ i 1)))"),
    case(
        Growing,
        &["memory"],
        "(let f ((i 0)) (eval (list 'define (string->symbol (string-append \"v\" (number->string i))) i) (interaction-environment))
           (f (+ i 1)))",
    ),
    case(Growing, &["memory"], "(let f ((i 0)) (eval (list 'lambda '(x) (list '+ 'x i)) (interaction-environment)) (f (+ i 1)))"),
    case(
        Growing,
        &["memory"],
        "(let f ((i 0)) (eval '(define-record-type p (make-p x) p? (x p-x)) (interaction-environment)) (f (+ i 1)))",
    ),
    // Tasks.
    case(Growing, &["memory"], "(define ch (chan 0)) (let f () (spawn (lambda () (recv! ch))) (f))"),
    case(Growing, &["memory"], "(define (f) (spawn f) (spawn f)) (f) (let loop () (yield) (loop))"),
    case(Short, &["deadlock"], "(define ch (chan 0)) (spawn (lambda () (recv! ch))) (recv! ch)"),
    case(Short, &["type"], "(define ch (chan 0)) (spawn (lambda () (send! ch (car 1)))) (recv! ch)"),
    case(Endless, &["fuel"], "(define ch (chan 1)) (spawn (lambda () (let f () (send! ch 1) (f)))) (let f () (recv! ch) (f))"),
    // Data that contains itself.
    case(Short, &["type"], "(define l (list 1 2)) (set-cdr! (cdr l) l) (length l)"),
    case(Short, &["type"], "(define l (list 1 2)) (set-cdr! (cdr l) l) (apply + l)"),
    case(Short, &["type"], "(define l (list 1 2)) (set-cdr! (cdr l) l) (list->string l)"),
    case(Growing, &["memory"], "(define l (list 1 2)) (set-cdr! (cdr l) l) (let f ((l l) (a '())) (f (cdr l) (cons l a)))"),
    case(Short, &["too-large", "nesting"], "(define l (list '+ 1)) (set-cdr! (cdr l) l) (eval l (interaction-environment))"),
    case(
        Short,
        &["uncaught"],
        "(define d (let f ((n 4000) (d '())) (if (= n 0) d (f (- n 1) (list d)))))
         (if (equal? d (list d)) 1 (error \"not equal\"))",
    ),
    // Sizes and indices.
    case(Short, &["range", "type", "memory"], "(make-vector -1 0)"),
    case(Short, &["range"], "(vector-ref (vector 1) 1125899906842623)"),
    case(Short, &["range"], "(substring \"abc\" 2 1)"),
    case(Short, &["range", "type"], "(list-tail '(1 2) 123456789012345678901234567890)"),
    case(Short, &["memory", "range"], "(expt 7 (expt 7 100))"),
    case(Short, &["memory", "range"], "(arithmetic-shift 1 (expt 7 100))"),
    case(Short, &["range"], "(exact (/ 1. 0.))"),
    case(Short, &["arity"], "(apply car (iota 10000))"),
    // Programs that cannot be read or lowered.
    case(Short, &["expansion"], "(define-syntax m (syntax-rules () ((_ x) (m (x x))))) (m 1)"),
    case(Short, &["expansion"], "(define-syntax m (syntax-rules () ((_ x ...) (m x ... x ...)))) (m 1 2)"),
    case(Short, &["nesting", "syntax"], "(read (open-input-string (make-string 100000 #\\()))"),
    case(Short, &["syntax"], "(read (open-input-string \"(1 . \"))"),
];

/// The VM in every configuration.
fn configurations() -> Vec<(String, Config)> {
    let all = OptSet::all();
    let mut configurations = vec![];
    for &dispatch in Dispatch::ALL {
        configurations.push((dispatch.name().to_string(), Config { dispatch, ..Config::default() }));
        let config = Config { dispatch, opts: OptSet::none(), ..Config::default() };
        configurations.push((format!("{}, nothing on", dispatch.name()), config));
    }
    for &opt in Opt::ALL {
        configurations
            .push((format!("without {}", opt.name()), Config { opts: all.with(opt, false), ..Config::default() }));
    }
    configurations.push(("without a collector".into(), Config { gc: GcMode::Off, ..Config::default() }));
    configurations
        .push(("with a collection at every safepoint".into(), Config { gc: GcMode::Stress, ..Config::default() }));
    let profile = Config { dispatch: Dispatch::Traced, profile: true, ..Config::default() };
    configurations.push(("profiled".into(), profile));
    configurations
}

/// What is wrong about a run in one configuration.
fn wrong(case: &Case, config: &Config) -> Option<String> {
    let stress = config.gc == GcMode::Stress;
    // With a collection at every safepoint, what fills the memory takes very long.
    if stress && case.kind == Growing {
        return None;
    }
    let fuel = match case.kind {
        Endless => Some(if stress { 300 } else { 20_000 }),
        _ => Some(400_000),
    };
    let mut vm = Vm::new(Config { fuel, memory: 4 << 20, depth: 2_000, ..config.clone() });
    let problem = match vm.run(Language::Lisp, "test", case.program) {
        Ok(v) => return Some(format!("ended with {}", vm.write(v))),
        Err(problems) => failure(problems, vm.sources()),
    };
    // Without tail calls a loop may be a recursion, without a collector what would be
    // reclaimed fills the memory.
    let instead = match problem.code {
        "depth" => !config.opts.has(Opt::TailCalls),
        "memory" => config.gc == GcMode::Off,
        _ => false,
    };
    if !case.codes.contains(&problem.code) && !instead {
        return Some(format!("expected {:?}, got {}: {}", case.codes, problem.code, problem.message));
    }
    if problem.message.is_empty() || problem.message.len() > 500 {
        return Some(format!("an error of {} bytes: {}", problem.message.len(), problem.message));
    }
    if config.gc == GcMode::Off {
        return None;
    }
    let after =
        vm.run(Language::Lisp, "test", "(define (f x) (* x 2)) (let loop ((i 0)) (if (< i 10) (loop (+ i 1)) (f 21)))");
    match after.map(|v| vm.write(v)) {
        Ok(text) if text == "42" => None,
        other => Some(format!("afterwards: {other:?}")),
    }
}

#[test]
fn bad_programs_fail_clearly_in_every_configuration() {
    let configurations = configurations();
    let wanted = std::env::var("CASE").unwrap_or_default();
    let cases: Vec<&Case> = CASES.iter().filter(|c| c.program.contains(&wanted)).collect();
    assert_none(in_parallel(&cases, |case| {
        let complaints =
            configurations.iter().filter_map(|(name, config)| Some(format!("{name}: {}", wrong(case, config)?)));
        let complaints: Vec<String> = complaints.collect();
        (!complaints.is_empty()).then(|| format!("{}\n  {}", case.program, complaints.join("\n  ")))
    }));
}

#[test]
fn long_work_uses_up_the_fuel() {
    // The work, and how often it may have been done with a million units of fuel.
    const DEEP: &str = "(define (at-depth n f) (if (= n 0) (f) (+ 1 (at-depth (- n 1) f))))";
    let works = [
        (
            "(with-exception-handler (lambda (e) 1) (lambda () (at-depth 20000 (lambda () (let loop () (again (raise-continuable 1)) (loop))))))",
            1_000,
        ),
        ("(at-depth 20000 (lambda () (let loop () (again (call/cc (lambda (k) k))) (loop))))", 1_000),
        ("(at-depth 20000 (lambda () (call/cc (lambda (c) (set! k c))) (again 1) (k 1)))", 1_000),
        (
            "(at-depth 20000 (lambda () (let loop () (again (call/cc (lambda (k) (dynamic-wind (lambda () 1) (lambda () (k 1)) (lambda () 1))))) (loop))))",
            1_000,
        ),
        ("(let ((l (iota 100000))) (let loop () (again (length l)) (loop)))", 500),
        ("(let ((l (iota 100000))) (let loop () (again (list-tail l 99999)) (loop)))", 500),
        ("(let ((l (iota 100000))) (let loop () (again (reverse l)) (loop)))", 500),
        ("(let ((l (iota 100000))) (let loop () (again (list-copy l)) (loop)))", 500),
        ("(let ((l (iota 100000))) (let loop () (again (apply max l)) (loop)))", 500),
        ("(let ((l (iota 100000))) (let loop () (again (memv 'x l)) (loop)))", 500),
        ("(let ((l (iota 100000)) (m (iota 100000))) (let loop () (again (equal? l m)) (loop)))", 500),
        ("(let ((v (make-vector 100000 1))) (let loop () (again (vector-fill! v 2)) (loop)))", 500),
        ("(let ((v (make-vector 100000 1))) (let loop () (again (vector-copy v)) (loop)))", 500),
        (
            "(let ((s (make-string 1000000 #\\a)) (t (make-string 1000000 #\\a))) (let loop () (again (string=? s t)) (loop)))",
            500,
        ),
        ("(let ((s (make-string 1000000 #\\a))) (let loop () (again (string-append s s)) (loop)))", 500),
        ("(let ((x (expt 3 100000))) (let loop () (again (* x x)) (loop)))", 5_000),
    ];
    for &dispatch in Dispatch::ALL {
        for (work, most) in works {
            let mut vm = Vm::new(Config { dispatch, fuel: Some(1_000_000), ..Config::default() });
            let program =
                format!("{DEEP} (define done 0) (define k #f) (define (again x) (set! done (+ done 1))) {work}");
            let problems = vm.run(Language::Lisp, "test", &program).expect_err(work);
            assert_eq!(problems[0].code.text(), "fuel", "{dispatch:?} {work}: {}", problems[0].message);
            let done = vm.run(Language::Lisp, "test", "done").expect("it is defined").as_int().expect("a count");
            assert!(done > 2 && done < most, "{dispatch:?} {work}: {done} times");
        }
    }
}
