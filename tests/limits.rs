//! Bad input and programs without end, on both engines: each gives a clear
//! diagnostic, and the engine is usable afterwards.
mod common;

use common::{Failure, failure};
use glassbox::baseline::{Baseline, Limits};
use glassbox::heap::GcMode;
use glassbox::lang::Language;
use glassbox::options::{Dispatch, OptSet};
use glassbox::vm::{Config, Progress, Vm};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// An engine with some limits; either kind.
enum Engine {
    Vm(Box<Vm>),
    Baseline(Baseline),
}

#[derive(Clone, Copy)]
struct Bounds {
    fuel: Option<u64>,
    memory: usize,
    depth: usize,
}

const WIDE: Bounds = Bounds { fuel: None, memory: 256 << 20, depth: 10_000_000 };

impl Engine {
    fn run(&mut self, source: &str) -> Result<String, Failure> {
        match self {
            Engine::Vm(vm) => match vm.run(Language::Lisp, "test", source) {
                Ok(v) => Ok(vm.write(v)),
                Err(problems) => Err(failure(problems, vm.sources())),
            },
            Engine::Baseline(b) => {
                let result = b.run(Language::Lisp, "test", source);
                result.map_err(|problems| failure(problems, b.sources()))
            }
        }
    }
}

/// The baseline, and the VM in each loop, with everything on and off.
fn engines(bounds: Bounds) -> Vec<(String, Engine)> {
    let limits = Limits {
        depth: bounds.depth,
        memory: bounds.memory,
        fuel: bounds.fuel,
        stop: Arc::new(AtomicBool::new(false)),
    };
    let mut all = vec![("baseline".to_string(), Engine::Baseline(Baseline::new(limits)))];
    for &dispatch in Dispatch::ALL {
        for opts in [OptSet::all(), OptSet::none()] {
            let config = Config {
                dispatch,
                opts,
                fuel: bounds.fuel,
                memory: bounds.memory,
                depth: bounds.depth,
                ..Config::default()
            };
            let name = format!("{} with {} switches on", dispatch.name(), opts.bits().count_ones());
            all.push((name, Engine::Vm(Box::new(Vm::new(config)))));
        }
    }
    all
}

/// Runs a program that must fail with one of these codes on every engine, and
/// then one that must work.
fn fails(bounds: Bounds, codes: &[&str], source: &str) {
    for (name, mut engine) in engines(bounds) {
        match engine.run(source) {
            Ok(v) => panic!("{name}: ended with {v}"),
            Err(e) => {
                assert!(codes.contains(&e.code), "{name}: expected {codes:?}, got {}: {}", e.code, e.message);
                assert!(!e.message.is_empty() && e.message.len() < 500, "{name}: {}", e.message);
            }
        }
        let after = engine.run("(define (f x) (* x 2)) (let loop ((i 0)) (if (< i 10) (loop (+ i 1)) (f 21)))");
        assert_eq!(after, Ok("42".into()), "{name}: afterwards");
    }
}

#[test]
fn large_numbers_count_against_the_memory() {
    let bounds = Bounds { memory: 8 << 20, ..WIDE };
    fails(bounds, &["memory"], "(let loop ((l '())) (loop (cons (expt 7 20000) l)))");
    fails(bounds, &["memory"], "(let loop ((l '())) (loop (cons (number->string (expt 7 20000)) l)))");
    fails(bounds, &["memory"], "(let loop ((x 1/3)) (loop (* x x)))");
    let small = Bounds { memory: 1 << 20, ..WIDE };
    fails(small, &["memory"], "(let loop ((x 3)) (loop (* x x)))");
    fails(small, &["memory"], "(arithmetic-shift 1 (arithmetic-shift 1 24))");
    fails(small, &["memory"], "(expt 7 5000000)");
    fails(small, &["memory"], "(number->string (arithmetic-shift 1 8000000))");
}

#[test]
fn endless_loops_use_up_their_fuel() {
    let bounds = Bounds { fuel: Some(20_000), ..WIDE };
    fails(bounds, &["fuel"], "(let loop () (loop))");
    fails(bounds, &["fuel"], "(define (f) (g)) (define (g) (f)) (f)");
    fails(bounds, &["fuel"], "(do ((i 0 (+ i 1))) (#f))");
    // What the host decided, no handler can catch.
    fails(bounds, &["fuel"], "(define (f) (guard (e (#t (f))) (let loop () (loop)))) (f)");
    fails(bounds, &["fuel"], "(let again () (try (let loop () (loop)) (catch e 1) (finally (again))) (again))");
}

/// Work inside builtins is counted at the same places however often the program pauses.
#[test]
fn fuel_is_the_same_in_slices_and_with_collections() {
    let programs = [
        "(define (f n) (f (* n n)))\n(f 6)",
        "(define (f n) (let ((v (make-vector 70000 n))) (if (= n 0) 'done (f (- n 1)))))\n(f 9)",
        "(define v (make-vector 1000 1))\n(do ((i 0 (+ i 1))) (#f) (vector-fill! v i) (vector-ref v 0))",
    ];
    for source in programs {
        let config = Config { fuel: Some(20_000), ..Config::default() };
        let run = |config: &Config, slice: u64| {
            let mut vm = Vm::new(config.clone());
            let program = vm.load(Language::Lisp, "test", source).expect("it is right");
            vm.start(program);
            let result = loop {
                match vm.resume(slice) {
                    Progress::Running | Progress::Stepped => {}
                    Progress::Failed(d) => break Err(d),
                    _ => break Ok(()),
                }
            };
            (result, vm.stats().fuel_used)
        };
        let wanted = run(&config, u64::MAX);
        for slice in [1, 7, 1000] {
            assert_eq!(run(&config, slice), wanted, "slices of {slice}: {source}");
        }
        let stress = Config { gc: GcMode::Stress, ..config };
        assert_eq!(run(&stress, u64::MAX), wanted, "collecting: {source}");
    }
}

#[test]
fn recursion_without_end_reaches_the_depth() {
    let bounds = Bounds { depth: 5_000, ..WIDE };
    fails(bounds, &["depth"], "(define (f n) (+ 1 (f (+ n 1)))) (f 0)");
    fails(bounds, &["depth"], "(define (f l) (map f (list l))) (f 1)");
    fails(bounds, &["depth"], "(define (f) (list (g))) (define (g) (list (f))) (f)");
}

#[test]
fn the_depth_can_be_caught() {
    for (name, mut engine) in engines(Bounds { depth: 2_000, ..WIDE }) {
        let source = "(define (f n) (+ 1 (f n))) (guard (e (#t (error-kind e))) (f 0))";
        assert_eq!(engine.run(source), Ok("depth".into()), "{name}");
    }
}

#[test]
fn data_without_end_reaches_the_memory_limit() {
    let bounds = Bounds { memory: 12 << 20, ..WIDE };
    fails(bounds, &["memory"], "(let loop ((l '())) (loop (cons l l)))");
    fails(bounds, &["memory"], "(define (f s) (f (string-append s s))) (f \"abcdefgh\")");
    fails(bounds, &["memory"], "(let ((m (make-hash-map))) (let loop ((i 0)) (hash-set! m i i) (loop (+ i 1))))");
    fails(bounds, &["memory"], "(let loop ((v #(1))) (loop (vector-append v v)))");
    // Versions share much, but not all.
    fails(bounds, &["memory"], "(let loop ((v (pvector)) (all '())) (loop (pvector-push v 1) (cons v all)))");
    fails(bounds, &["memory"], "(let loop ((i 0) (m (pmap)) (all '())) (loop (+ i 1) (pmap-set m i i) (cons m all)))");
    fails(bounds, &["memory"], "(let loop ((v (pvector 1))) (loop (pvector-append v v)))");
    // Keys whose hashes are the same, as hashing looks at the first parts only.
    fails(
        bounds,
        &["memory"],
        "(define head (iota 40))
         (let loop ((i 0) (m (pmap)) (all '())) (loop (+ i 1) (pmap-set m (append head (list i)) i) (cons m all)))",
    );
    // Output that nobody takes counts too.
    fails(bounds, &["memory"], "(let loop ((i 0)) (display \"all work and no play \") (loop i))");
}

#[test]
fn objects_of_absurd_size_are_refused() {
    for source in [
        "(iota 1000000000)",
        "(make-vector 1000000000 0)",
        "(make-list 1000000000 'x)",
        "(make-string 1000000000 #\\x)",
        "(make-bytevector 1000000000000 1)",
        "(make-vector 1125899906842623)",
        "(make-string 1125899906842623)",
        "(string-length (make-string 500000000 #\\é))",
    ] {
        fails(Bounds { memory: 64 << 20, ..WIDE }, &["memory", "range"], source);
    }
}

#[test]
fn a_memory_error_can_be_caught() {
    for (name, mut engine) in engines(Bounds { memory: 12 << 20, ..WIDE }) {
        let source = "(define (f l) (f (cons 1 l))) (guard (e (#t (error-kind e))) (f '()))";
        assert_eq!(engine.run(source), Ok("memory".into()), "{name}");
        assert_eq!(engine.run("(length (iota 1000))"), Ok("1000".into()), "{name}");
    }
}

#[test]
fn garbage_is_refused_where_it_stands() {
    let deep = |s: &str, n: usize| s.repeat(n);
    let texts = [
        (")".to_string(), "syntax"),
        ("(".into(), "syntax"),
        ("(define x".into(), "syntax"),
        ("\"abc".into(), "syntax"),
        ("#\\".into(), "syntax"),
        ("#<foo>".into(), "unsupported"),
        ("( . 1)".into(), "syntax"),
        ("(1 . 2 3)".into(), "syntax"),
        ("'".into(), "syntax"),
        ("#(1 2".into(), "syntax"),
        ("#u8(256)".into(), "syntax"),
        ("#|".into(), "syntax"),
        ("|abc".into(), "syntax"),
        ("(lambda)".into(), "form"),
        ("(let ((x)) x)".into(), "form"),
        ("(let loop)".into(), "form"),
        ("(cond (else))".into(), "form"),
        ("()".into(), "form"),
        ("(quote)".into(), "form"),
        ("(1 . 2)".into(), "form"),
        ("(set! 5 1)".into(), "form"),
        ("else".into(), "form"),
        ("(define-record-type)".into(), "form"),
        ("(f `(1 ,@2 . 3) unquote)".into(), "form"),
        (deep("(", 10_000_000), "nesting"),
        (deep("'", 1_000_000), "nesting"),
        (deep("(+ 1 ", 100_000) + &deep(")", 100_000), "nesting"),
        (deep("[", 100_000), "nesting"),
    ];
    let mut vm = Vm::new(Config::default());
    let mut baseline = Baseline::new(Limits::default());
    for (text, code) in texts {
        let shown: String = text.chars().take(20).collect();
        let from_vm = vm.run(Language::Lisp, "test", &text).expect_err(&shown);
        let from_baseline = baseline.run(Language::Lisp, "test", &text).expect_err(&shown);
        assert_eq!(from_vm[0].code.text(), code, "{shown}: {}", from_vm[0].message);
        assert_eq!(from_vm[0].message, from_baseline[0].message, "{shown}");
        for d in &from_vm {
            let span = d.labels.first().map(|l| l.span).unwrap_or_default();
            assert!(span.start <= span.end && span.end as usize <= text.len(), "{shown}: {span:?}");
        }
    }
    let v = vm.run(Language::Lisp, "test", "(+ 40 2)").expect("usable");
    assert_eq!(vm.write(v), "42");
    assert_eq!(baseline.run(Language::Lisp, "test", "(+ 40 2)"), Ok("42".into()));
}

#[test]
fn bytes_in_any_order_never_crash() {
    let mut seed = 1u64;
    let mut next = |n: usize| (glassbox::host::split_mix(&mut seed) % n as u64) as usize;
    const PARTS: &[&str] = &[
        "(", ")", "[", "]", "'", "`", ",", ",@", "#(", "#u8(", "#;", "#|", "|#", "\"", "\\", ";", "\n", " ", ".", "#t",
        "#\\x", "define", "lambda", "let", "if", "x", "1", "-2.5", "+", "...", "|a|", "é", "🙂", "\u{0}", "set!",
        "loop", "guard", "e", "=>", "else", "cond", "case", "do", "quote", "begin", "#x", "1e", "car", "list",
    ];
    let mut vm = Vm::new(Config { fuel: Some(10_000), ..Config::default() });
    let mut baseline = Baseline::new(Limits { fuel: Some(10_000), ..Limits::default() });
    for _ in 0..3_000 {
        let text: String =
            (0..next(30) + 1).map(|_| PARTS[next(PARTS.len())]).collect::<Vec<_>>().join(["", " "][next(2)]);
        let a = vm.run(Language::Lisp, "test", &text).map(|v| vm.write(v));
        let b = baseline.run(Language::Lisp, "test", &text);
        match (a, b) {
            (Err(a), Err(b)) => assert_eq!(a[0].message, b[0].message, "{text}"),
            // The baseline gives nothing for the unit value.
            (Ok(a), Ok(b)) => assert!(a == b || a == "#<unit>", "{text}: {a} or {b}"),
            (a, b) => panic!("{text}: {a:?} or {b:?}"),
        }
    }
}

#[test]
fn a_program_without_end_is_stopped_from_another_thread() {
    for dispatch in Dispatch::ALL {
        let mut vm = Vm::new(Config { dispatch: *dispatch, ..Config::default() });
        let handle = vm.stop_handle();
        let source = "(define (f) (guard (e (#t (f))) (let loop ((i 0)) (loop (+ i 1))))) (f)";
        let problems = std::thread::scope(|scope| {
            scope.spawn(move || {
                std::thread::sleep(Duration::from_millis(100));
                handle.stop();
            });
            vm.run(Language::Lisp, "test", source).expect_err("stopped")
        });
        assert_eq!(problems[0].code.text(), "stopped");
        let v = vm.run(Language::Lisp, "test", "(+ 40 2)").expect("usable");
        assert_eq!(vm.write(v), "42");
    }
    let stop = Arc::new(AtomicBool::new(false));
    let mut baseline = Baseline::new(Limits { stop: stop.clone(), ..Limits::default() });
    let problems = std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(100));
            stop.store(true, Ordering::Relaxed);
        });
        baseline.run(Language::Lisp, "test", "(let loop () (loop))").expect_err("stopped")
    });
    assert_eq!(problems[0].code.text(), "stopped");
    stop.store(false, Ordering::Relaxed);
    assert_eq!(baseline.run(Language::Lisp, "test", "(+ 40 2)"), Ok("42".into()));
}

#[test]
fn what_a_failed_program_defined_stays() {
    for (name, mut engine) in engines(WIDE) {
        assert!(engine.run("(define a 1) (define (f) (+ a b)) (f)").is_err(), "{name}");
        assert_eq!(engine.run("(define b 2) (f)"), Ok("3".into()), "{name}");
        // A text that cannot be read changes nothing.
        assert!(engine.run("(define a 100) (").is_err(), "{name}");
        assert_eq!(engine.run("(f)"), Ok("3".into()), "{name}");
        assert_eq!(engine.run("(define a 10) (f)"), Ok("12".into()), "{name}");
    }
}

#[test]
fn long_chains_are_no_nesting() {
    const N: usize = 10_000;
    let many = |f: &dyn Fn(usize) -> String| (0..N).map(f).collect::<Vec<_>>().join(" ");
    let programs = [
        (format!("(define (f x) (cond {} (else 'none)))", many(&|i| format!("((= x {i}) {})", i + 1))), "(9990 none)"),
        (format!("(define (f x) (cond {}))", many(&|i| format!("((and (= x {i}) {}))", i + 1))), "(9990 none)"),
        (
            format!(
                "(define (f x) (cond {} (else 'none)))",
                many(&|i| format!("((assv x '(({i} . {}))) => cdr)", i + 1))
            ),
            "(9990 none)",
        ),
        (format!("(define (f x) (case x {} (else 'none)))", many(&|i| format!("(({i}) (list {i}))"))), "((9989) none)"),
        (format!("(define (f x) (and {} 'all))", many(&|i| format!("(not (= x {i}))"))), "(#f none)"),
        (format!("(define (f x) (if (and {}) 'all 'some))", many(&|i| format!("(not (= x {i}))"))), "(some none)"),
        (format!("(define (f x) (or {} 'none))", many(&|i| format!("(memv x '({i}))"))), "((9989) none)"),
        (format!("(define (f x) (if (or {}) 'some 'none))", many(&|i| format!("(= x {i})"))), "(some none)"),
        (format!("(define (f x) (match x {} (_ 'none)))", many(&|i| format!("({i} {})", i + 1))), "(9990 none)"),
        (
            format!(
                "(define (f x) (guard (e {} (#t 'none)) (raise x)))",
                many(&|i| format!("((eqv? e {i}) {})", i + 1))
            ),
            "(9990 none)",
        ),
        (
            format!("(define (f x) (let loop ((i x)) (cond {} (else 'none))))", {
                many(&|i| if i == 9_989 { "((eqv? i 9989) (loop 'end))".into() } else { format!("((eqv? i {i}) {i})") })
            }),
            "(none none)",
        ),
    ];
    for (name, mut engine) in engines(WIDE) {
        for (program, value) in &programs {
            let shown: String = program.chars().take(40).collect();
            engine.run(program).unwrap_or_else(|e| panic!("{name}: {shown}: {}", e.message));
            let found = engine.run("(list (f 9989) (guard (e (#t 'none)) (f 'x)))");
            assert_eq!(found.as_deref(), Ok(*value), "{name}: {shown}");
        }
    }
}

/// Natives that call others in place of their results have no frames, but use the machine's stack.
#[test]
fn natives_that_call_one_another_without_end_are_stopped() {
    let source = "\
from functools import lru_cache, partial
circle = partial(len)
circle.__setstate__((circle, (), {}, {}))
wrapped = lru_cache(len)
wrapped._parts[0], wrapped._parts[9] = None, wrapped
said = []
for f in circle, wrapped:
    try:
        f([1])
    except RecursionError as e:
        said.append(str(e))
said
";
    for dispatch in [Dispatch::Switch, Dispatch::Threaded] {
        let mut vm = Vm::new(Config { dispatch, ..Config::default() });
        let program = vm.load(Language::Python, "main.py", source).expect("it compiles");
        vm.start(program);
        let Progress::Done(v) = vm.resume(u64::MAX) else { panic!("it ends") };
        assert_eq!(vm.write(v), "['maximum recursion depth exceeded', 'maximum recursion depth exceeded']");
    }
}
