//! What a VM promises, in compiled code: fuel and stops, limits of memory and depth,
//! errors with the same places and traces, pages that are never both writable and
//! executable, and memory that goes with the VM.
#![cfg(feature = "jit")]
use glassbox::jit::JitMode;
use glassbox::syntax::Diagnostic;
use glassbox::{Config, Language, Vm};
use std::sync::{RwLock, RwLockReadGuard};
use std::time::{Duration, Instant};

/// Tests that look at the process's pages run alone.
static PAGES: RwLock<()> = RwLock::new(());

fn among_others() -> RwLockReadGuard<'static, ()> {
    PAGES.read().unwrap_or_else(|e| e.into_inner())
}

fn vm(mode: JitMode, config: &Config) -> Vm {
    let mut config = config.clone();
    (config.jit.mode, config.jit.threshold) = (mode, 2);
    Vm::new(config)
}

/// How a program ends on a VM, and the fuel it used.
fn end(vm: &mut Vm, source: &str) -> (Result<String, Vec<Diagnostic>>, u64) {
    let result = vm.run(Language::Lisp, "test", source).map(|v| vm.write(v));
    (result, vm.stats().fuel_used)
}

/// Runs a program interpreted and compiled, which must end the same: with this error
/// if there is one. Afterwards both VMs must be usable. Gives the one that compiled.
fn same(config: &Config, code: Option<&str>, source: &str) -> Vm {
    let mut interpreted = vm(JitMode::Off, config);
    let mut compiled = vm(JitMode::On, config);
    let wanted = end(&mut interpreted, source);
    assert_eq!(end(&mut compiled, source), wanted, "{source}");
    assert_eq!(wanted.0.as_ref().err().map(|d| d[0].code.text()), code, "{source}");
    let view = compiled.compiled();
    assert!(view.compiled.iter().any(|c| c.entered > 0), "nothing was compiled: {source}");
    for vm in [&mut interpreted, &mut compiled] {
        let after = end(vm, "(let loop ((i 0) (s 0)) (if (< i 10) (loop (+ i 1) (+ s i)) s))").0;
        assert_eq!(after, Ok("45".to_string()), "afterwards: {source}");
    }
    compiled
}

/// Loops without end, in one way or another.
const ENDLESS: &[&str] = &[
    "(let loop () (loop))",
    "(let loop ((i 0)) (loop (+ i 1)))",
    "(do ((i 0 (+ i 1)) (x 0.5 (* x 1.5))) (#f))",
    "(define (f n) (g (+ n 1))) (define (g n) (f (- n 1))) (f 0)",
    "(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))) (fib 60)",
    "(define v (make-vector 10 1)) (let loop ((i 0)) (vector-set! v (modulo i 10) i) (loop (+ i 1)))",
    "(define (f) (guard (e (#t (f))) (let loop ((i 0)) (loop (+ i 1))))) (f)",
    "(let again () (try (let loop () (loop)) (finally (again))) (again))",
];

#[test]
fn fuel_ends_compiled_loops_where_it_ends_others() {
    let _page = among_others();
    for fuel in [1_000, 1_001, 30_007] {
        for source in ENDLESS {
            same(&Config { fuel: Some(fuel), ..Config::default() }, Some("fuel"), source);
        }
    }
    // Work of builtins is counted at once when it is much; the comparison with a float,
    // which the interpreter leaves to a slow part, must not make it sooner.
    let working = "(define (f d) (let loop ((i 0.0) (s (iota 12))) (if (< i 24) (begin (try (f 0) (finally 0)) (loop 0 s))))) (f 4)";
    same(&Config { fuel: Some(20_000), depth: 1 << 20, ..Config::default() }, Some("fuel"), working);
}

#[test]
fn compiled_loops_are_stopped_from_another_thread() {
    let _page = among_others();
    for source in ENDLESS {
        let mut vm = vm(JitMode::On, &Config::default());
        let handle = vm.stop_handle();
        let (problems, took) = std::thread::scope(|scope| {
            let stopped = scope.spawn(move || {
                std::thread::sleep(Duration::from_millis(50));
                handle.stop();
                Instant::now()
            });
            let problems = vm.run(Language::Lisp, "test", source).expect_err("stopped");
            (problems, stopped.join().expect("no panic").elapsed())
        });
        assert_eq!(problems[0].code.text(), "stopped", "{source}");
        assert!(took < Duration::from_secs(5), "{took:?}: {source}");
        assert!(!vm.compiled().compiled.is_empty(), "{source}");
        assert_eq!(end(&mut vm, "(+ 40 2)").0, Ok("42".to_string()));
    }
}

#[test]
fn memory_ends_compiled_loops() {
    let _page = among_others();
    let config = Config { memory: 12 << 20, ..Config::default() };
    for source in [
        "(let loop ((l '())) (loop (cons 1 l)))",
        "(define all '()) (do ((i 0 (+ i 1))) (#f) (set! all (cons i all)))",
        "(let loop ((l '()) (i 0)) (loop (cons (vector i i) l) (+ i 1)))",
        "(let loop ((l '())) (loop (cons (lambda () l) l)))",
    ] {
        let mut vm = vm(JitMode::On, &config);
        let problems = end(&mut vm, source).0.expect_err(source);
        assert_eq!(problems[0].code.text(), "memory", "{source}");
        // Small objects have a reserve beyond the limit, up to the next safepoint.
        assert!(vm.stats().peak_memory <= 13 << 20, "{source}");
        assert!(!vm.compiled().compiled.is_empty(), "{source}");
        // What a global holds fills the memory for good.
        let mut vm = self::vm(JitMode::On, &config);
        let caught =
            format!("(guard (e (#t (set! all '()) (error-kind e))) {})", source.replace("(define all '()) ", ""));
        let caught = format!("(define all '()) {caught}");
        assert_eq!(end(&mut vm, &caught).0, Ok("memory".to_string()), "{source}");
        assert_eq!(end(&mut vm, "(length (iota 1000))").0, Ok("1000".to_string()), "{source}");
    }
}

#[test]
fn compiled_recursion_goes_a_million_deep() {
    let _page = among_others();
    for source in [
        "(define (deep n) (if (= n 0) 0 (+ 1 (deep (- n 1))))) (deep 1000000)",
        "(define (a n) (if (= n 0) 0.0 (+ 0.5 (b (- n 1))))) (define (b n) (+ 0.5 (a (- n 1)))) (a 1000000)",
        "(define (count n) (if (= n 0) '() (cons n (count (- n 1))))) (length (count 1000000))",
    ] {
        let vm = same(&Config::default(), None, source);
        let stats = vm.stats();
        // The last calls are on the machine's stack, where nobody counts them.
        assert!(stats.peak_depth >= 900_000, "{}", stats.peak_depth);
        assert!(stats.peak_memory <= Config::default().memory as u64);
    }
}

#[test]
fn compiled_recursion_reaches_the_depth_where_other_does() {
    let _page = among_others();
    for depth in [100, 4_999, 50_000] {
        let config = Config { depth, ..Config::default() };
        same(&config, Some("depth"), "(define (f n)\n  (+ 1 (f (+ n 1))))\n(f 0)");
        same(&config, Some("depth"), "(define (f n) (* 0.5 (g n)))\n(define (g n) (+ 1 (f n)))\n(f 1.5)");
        same(&config, None, "(define (f n) (+ 1 (f n)))\n(guard (e (#t (error-kind e))) (f 0))");
        same(&config, None, "(define (f n) (if (= n 0) 0 (+ 1 (f (- n 1))))) (do ((i 0 (+ i 1))) ((= i 9)) (f 90))");
    }
}

#[test]
fn errors_in_compiled_code_have_their_places_and_traces() {
    let _page = among_others();
    for source in [
        "(define (f n)\n  (if (= n 0)\n      (car n)\n      (+ 1 (f (- n 1)))))\n(f 30)",
        "(define (f v i)\n  (let loop ((i i) (s 0))\n    (loop (+ i 1)\n          (+ s (vector-ref v i)))))\n(f (vector 1 2 3 4 5 6 7 8 9) 0)",
        "(define (g n) (quotient 100 n))\n(define (f n)\n  (+ (g n) (f (- n 1))))\n(f 20)",
        "(define (h x) (* x 2))\n(define (f n)\n  (if (> n 20) (h 'a) (+ (h n) (f (+ n 1)))))\n(f 0)",
        "(define (f n) (if (= n 0) (error \"end\" n) (+ 1 (f (- n 1)))))\n(f 40)",
    ] {
        let mut vm = vm(JitMode::Off, &Config::default());
        let code = end(&mut vm, source).0.expect_err(source)[0].code.text();
        same(&Config::default(), Some(code), source);
    }
}

/// Compiles a few loops and functions.
const WORK: &str = "
    (define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
    (define (sum v) (let loop ((i 0) (s 0)) (if (< i (vector-length v)) (loop (+ i 1) (+ s (vector-ref v i))) s)))
    (define (half n) (do ((i 0 (+ i 1)) (x 1.0 (* x 0.5))) ((= i n) x)))
    (list (fib 12) (sum (make-vector 50 2)) (half 20))";

#[test]
fn compiled_code_counts_as_memory_while_it_is_there() {
    let _page = among_others();
    let (mut interpreted, mut compiled) = (vm(JitMode::Off, &Config::default()), vm(JitMode::On, &Config::default()));
    assert_eq!(end(&mut interpreted, WORK), end(&mut compiled, WORK));
    let bytes = |vm: &Vm| vm.compiled().compiled.iter().filter(|c| c.live).map(|c| c.bytes).sum::<u64>();
    assert!(bytes(&compiled) > 500, "{}", bytes(&compiled));
    assert_eq!(compiled.stats().memory, interpreted.stats().memory + bytes(&compiled));
    // Arguments that change have code given up and made anew.
    let changes =
        "(define (twice x) (+ x x)) (do ((i 0 (+ i 1))) ((= i 200)) (twice (if (odd? (quotient i 25)) i 0.5)))";
    assert_eq!(end(&mut interpreted, changes), end(&mut compiled, changes));
    let given_up = |c: &&glassbox::inspect::CompiledView| !c.live;
    assert!(compiled.compiled().compiled.iter().filter(given_up).count() > 0);
    assert_eq!(compiled.stats().memory, interpreted.stats().memory + bytes(&compiled));
}

#[test]
fn what_there_is_no_memory_to_compile_is_interpreted() {
    let _page = among_others();
    let functions: String = (0..400)
        .map(|n| {
            format!("(define (f{n} x) (let loop ((i 0) (s x)) (if (< i 9) (loop (+ i 1) (+ s i {n})) s)))\n(f{n} 1)")
        })
        .collect();
    let mut vm = vm(JitMode::On, &Config { memory: 1 << 20, ..Config::default() });
    for part in functions.split_inclusive("\n").collect::<Vec<_>>().chunks(50) {
        match end(&mut vm, &part.concat()).0 {
            Ok(_) => {}
            Err(problems) => return assert_eq!(problems[0].code.text(), "memory"),
        }
    }
}

/// The permissions of the process's pages, and the name of what is mapped there.
#[cfg(target_os = "linux")]
fn pages() -> Vec<(String, String)> {
    let maps = std::fs::read_to_string("/proc/self/maps").expect("the system says");
    let line = |l: &str| {
        let mut words = l.split_whitespace();
        (words.nth(1).unwrap_or_default().to_string(), words.nth(3).unwrap_or_default().to_string())
    };
    maps.lines().map(line).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn no_page_is_writable_and_executable_and_all_of_them_go() {
    let _alone = PAGES.write().unwrap_or_else(|e| e.into_inner());
    let executable = || pages().iter().filter(|(may, name)| may.contains('x') && name.is_empty()).count();
    let before = executable();
    let mut vms: Vec<Vm> = (0..3).map(|_| vm(JitMode::On, &Config::default())).collect();
    for vm in &mut vms {
        assert_eq!(end(vm, WORK).0, Ok("(144 100 0.00000095367431640625)".to_string()));
    }
    assert!(executable() > before, "nothing was compiled");
    for (may, name) in pages() {
        assert!(!(may.contains('w') && may.contains('x')), "{may} {name}");
    }
    drop(vms);
    assert_eq!(executable(), before);
    // Many VMs, one after the other.
    let all = pages().len();
    for _ in 0..200 {
        assert!(end(&mut vm(JitMode::On, &Config::default()), WORK).0.is_ok());
    }
    assert_eq!(executable(), before);
    assert!(pages().len() <= all + 8, "{} mappings, {all} before", pages().len());
}

/// What compiled code relies on may change; it is given up then, a few times.
#[test]
fn code_is_given_up_when_a_global_changes() {
    let _page = among_others();
    let source = "
        (define (f n) (+ n 1))
        (define (sum n s) (if (= n 0) s (sum (- n 1) (+ s (f n)))))
        (define first (sum 100 0))
        (set! f (lambda (n) (* n 2)))
        (list first (sum 100 0))";
    let changes = |vm: &Vm| vm.compiled().events.iter().filter(|e| e.text.contains("global f changes")).count();
    assert!(changes(&same(&Config::default(), None, source)) > 0);
    let opts = Config::default().opts.with(glassbox::options::Opt::JitStableGlobals, false);
    assert_eq!(changes(&same(&Config { opts, ..Config::default() }, None, source)), 0);

    let many = "
        (define (f n) 0)
        (define (sum n s) (if (= n 0) s (sum (- n 1) (+ s (f n)))))
        (define (change i) (set! f (lambda (n) i)) (sum 100 0))
        (let loop ((i 0) (all 0)) (if (= i 50) all (loop (+ i 1) (+ all (change i)))))";
    let vm = same(&Config::default(), None, many);
    assert!(vm.compiled().compiled.len() < 20, "{:?}", vm.compiled().events);
}

/// Exact zeros meet floats in the first row only: the loop is compiled again after it.
#[test]
fn a_first_row_of_zeros_does_not_keep_a_loop_interpreted() {
    let _page = among_others();
    let source = "
        (define (row y) (let loop ((x 0) (s 0.0)) (if (= x 2000) s (loop (+ x 1) (+ s (* 0.5 y))))))
        (let rows ((y 0) (all 0.0)) (if (= y 20) all (rows (+ y 1) (+ all (row y)))))";
    let vm = same(&Config::default(), None, source);
    let view = vm.compiled();
    assert!(view.events.iter().any(|e| e.what == "rests"), "{:?}", view.events);
    assert!(!view.events.iter().any(|e| e.what == "kept"), "{:?}", view.events);
    assert!(view.compiled.iter().any(|c| c.live && c.begins_at.is_some()), "{:?}", view.events);
}
