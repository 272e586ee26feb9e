//! What the optimisations say of themselves.
use glassbox::inspect::Decision;
use glassbox::lang::Language;
use glassbox::options::{Dispatch, Opt, OptSet};
use glassbox::vm::{Config, Vm};

/// Runs a program; gives what was decided as `FUNCTION: + TOPIC LINES TEXT`.
fn decide_with(config: Config, source: &str) -> (Vec<String>, Vec<Decision>) {
    let mut vm = Vm::new(Config { glass: true, ..config });
    let program = vm.load(Language::Lisp, "case.scm", source).expect("it compiles");
    vm.start(program);
    while matches!(vm.resume(u64::MAX), glassbox::Progress::Running) {}
    let seen = vm.inspect(program);
    let all = vm.decisions(program);
    let text = |d: &Decision| {
        let function = seen.functions.iter().find(|f| f.id == d.function).expect("a function of the program");
        let lines: Vec<String> = d.places.iter().map(|p| p.line.to_string()).collect();
        let sign = if d.done { '+' } else { '-' };
        format!("{}: {sign} {} {} {}", function.name, d.topic, lines.join(","), d.text)
    };
    (all.iter().map(text).collect(), all)
}

fn decide(source: &str) -> Vec<String> {
    decide_with(Config::default(), source).0
}

#[track_caller]
fn said(all: &[String], wanted: &[&str]) {
    for w in wanted {
        assert!(all.iter().any(|d| d == w), "{w:?} is not said, but\n{}", all.join("\n"));
    }
}

#[test]
fn what_is_folded() {
    let all = decide("(define (size n)\n  (let ((header (* 4 5)))\n    (if (< header 10) n\n      (+ n header))))");
    said(
        &all,
        &[
            "size: + fold 2 `(* 4 5)` is 20",
            "size: + fold 2 `header` is always 20",
            "size: + fold 3 `(< header 10)` is #f",
            "size: + fold 3 the condition of `(if (< header 10) n ...` never holds: one branch is left",
        ],
    );
    assert!(
        !decide_with(Config { opts: OptSet::all().with(Opt::Fold, false), ..Config::default() }, "(* 2 3)")
            .0
            .iter()
            .any(|d| d.contains("fold"))
    );
}

#[test]
fn what_becomes_a_loop_and_why_not() {
    let all = decide(
        "(define (count n)
           (let loop ((i 0)) (if (< i n) (loop (+ i 1)) i)))
         (define (down n)
           (if (= n 0) 0 (down (- n 1))))
         (define (fact n)
           (if (= n 0) 1 (* n (fact (- n 1)))))
         (define (many . all)
           (if (null? all) 0 (many)))
         (define (twice n)
           (letrec ((walk (lambda (i) (if (= i 0) n (walk (- i 1)))))) (+ (walk 1) (walk 2))))
         (define (given n)
           (letrec ((walk (lambda (i) (if (= i 0) n (walk (- i 1)))))) (list walk (walk 2))))
         (define (inner n)
           (letrec ((sum (lambda (i) (if (= i 0) n (+ i (sum (- i 1))))))) (sum 3)))",
    );
    said(
        &all,
        &[
            "count: + loops 2 `loop` is a loop in the function that calls it",
            "down: + loops 4 `down` calls itself by a jump, as long as the name means it",
            "fact: - loops 6 `fact` calls itself and is no loop: something is left to do after the call",
            "many: - loops 8 `many` calls itself and is no loop: it does not always take as many arguments",
            "walk: - loops 10 `walk` calls itself and is no loop: 2 places call it",
            "walk: - loops 12 `walk` calls itself and is no loop: it is used as a value, too",
            "sum: - loops 14 `sum` calls itself and is no loop: something is left to do after the call",
        ],
    );
}

#[test]
fn where_variables_live() {
    let all = decide(
        "(define (counter)
           (let ((n 0) (step 1))
             (lambda () (set! n (+ n step)) n)))
         (define (adder by) (lambda (x) (+ x by)))
         (define (total f)
           (let ((sum 0))
             (set! sum (+ sum (f)))
             sum))",
    );
    said(
        &all,
        &[
            "counter: - cells 2 `n` lives in a cell: closures share it, and it is set",
            "adder: + cells 4 `by` is never set: closures have copies of it",
            "total: - cells 6 `sum` lives in a cell: it is set after a call that a continuation may come back to",
        ],
    );
    assert!(!all.iter().any(|d| d.contains("`step`") && d.contains("cells")), "it is always 1: {all:?}");
}

#[test]
fn how_builtins_are_called() {
    let all = decide(
        "(define (f s) (string-append (number->string (car s)) \"!\"))
         (define (string-length s) 7)
         (define (g s) (string-length s))
         (f '(1))
         (map g '(\"a\"))",
    );
    said(
        &all,
        &[
            "f: + builtins 1 `car` is an instruction, not a call",
            "f: + builtins 1 `string-append` is called directly: no look at its name, no frame",
            "g: - builtins 3 `string-length` is called by its name: the program defines it",
            "<main>: - builtins 5 `map` is called by its name: it is written in the Lisp",
            "g: + tail-calls 3 `(string-length s)` takes the place of its caller",
        ],
    );
    let opts = OptSet::all().with(Opt::TailCalls, false);
    let (all, _) = decide_with(Config { opts, ..Config::default() }, "(define (f n) (g n)) (define (g n) n) (f 1)");
    said(&all, &["f: - tail-calls 1 `(g n)` is last and keeps its caller: switched off"]);
}

#[test]
fn what_is_fused_and_quickened() {
    let source = "(define (fib n)\n  (if (< n 2) n\n    (+ (fib (- n 1)) (fib (- n 2)))))\n(fib 10)";
    let (all, data) = decide_with(Config { dispatch: Dispatch::Traced, ..Config::default() }, source);
    let fused = data
        .iter()
        .find(|d| d.topic == "fusion" && d.text == "CallGlobal stands for GetGlobal and Call")
        .expect("fused");
    assert!(fused.done && fused.count > 0, "{fused:?}");
    assert!(data.iter().any(|d| d.topic == "immediates" && d.count == 0 && d.places.len() == 2), "{all:?}");
    said(&all, &["fib: + call-caches 3 `(fib (- n 1))` met one function, fib: 87 hits, 1 miss"]);
    let mixed = "(define (add a b) (* a b)) (add 1 2) (add 1.5 2.5) (define (never x) (- x x)) (define (odd x) (* x 2)) (odd 1)";
    let all = decide(mixed);
    said(&all, &["add: + quickening 1 Mul became MulInt"]);
    assert!(!all.iter().any(|d| d.starts_with("never: + quickening")));
}

#[test]
fn why_parts_stay_apart() {
    let source = "(define (f x y) (let ((less (< x y))) (if less (list less) less))) (f 1 2)";
    let all = decide(source);
    said(&all, &["f: - fusion 1 Lt and JumpIfFalse stay apart: the value is used again"]);
}

#[test]
fn caches_tell_what_they_met() {
    let all = decide(
        "(define (call f) (+ 1 (f 1)))
         (define (one x) 1) (define (two x) 2) (define (three x) 3) (define (four x) 4) (define (five x) 5)
         (call one) (call two)
         (define (call-all f) (+ 1 (f 1)))
         (for-each call-all (list one two three four five))
         (define-record-type p (make-p a) p? (a p-a))
         (define (get x) (p-a x))
         (get (make-p 1)) (get (make-p 2))",
    );
    said(&all, &["get: + field-caches 7 `(p-a x)` met one record type, p: a is slot 0: 1 hits, 1 miss"]);
    assert!(all.iter().any(|d| d.starts_with("call: + call-caches 1 `(f 1)` met 2 functions, two, one")), "{all:?}");
    assert!(
        all.iter().any(|d| d.starts_with("call-all: - call-caches 4 `(f 1)` met more functions than it")),
        "{all:?}"
    );
}

#[test]
fn every_case_can_be_explained() {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lang/lisp");
    for file in std::fs::read_dir(dir).expect("there are cases") {
        let source = std::fs::read_to_string(file.expect("a file").path()).expect("UTF-8");
        let config = Config { fuel: Some(2_000), glass: true, ..Config::default() };
        for opts in [OptSet::all(), OptSet::none()] {
            let mut vm = Vm::new(Config { opts, ..config.clone() });
            let Ok(program) = vm.load(Language::Lisp, "case.scm", &source) else { continue };
            vm.start(program);
            let _ = vm.resume(u64::MAX);
            for d in vm.decisions(program) {
                assert!(!d.places.is_empty() && !d.text.is_empty(), "{d:?}");
            }
        }
    }
}
