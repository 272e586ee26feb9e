//! The VM as a whole, small enough for Miri. Language cases are in `tests/`.
mod archive;
mod damaged;
mod tour;

use super::*;
use crate::syntax::Code;

fn vm(config: Config) -> Vm {
    Vm::new(config)
}

fn run(vm: &mut Vm, source: &str) -> Result<String, Diagnostic> {
    match vm.run(Language::Lisp, "test.scm", source) {
        Ok(v) => Ok(vm.write(v)),
        Err(mut d) => Err(d.remove(0)),
    }
}

const TOUR: &str = "
    (define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
    (define-record-type point (make-point x y) point? (x px set-px!) (y py))
    (define (counter) (let ((n 0)) (lambda () (set! n (+ n 1)) n)))
    (define tick (counter))
    (define p (make-point 1 2.5))
    (set-px! p (fib 9))
    (define ch (chan 1))
    (define (produce i) (if (< i 4) (begin (send! ch (* i i)) (produce (+ i 1)))))
    (spawn (lambda () (produce 0)))
    (define (sum-all k acc) (if (= k 0) acc (sum-all (- k 1) (+ acc (recv! ch)))))
    (define m (make-hash-map))
    (for-each (lambda (w) (hash-set! m w (+ 1 (hash-ref m w 0)))) '(a \"long enough key\" a 7))
    (tick)
    (list (px p) (py p) (tick) (sum-all 4 0) (hash-ref m 'a) (hash-count m)
          (try (vector-ref (vector 1 2) 2) (catch e (error-object-message e)))
          (map + '(1 2 3) '(10 20 30)) (apply max '(3 9 2)) (string-append \"abc\" \"defgh\"))";
const TOUR_VALUE: &str =
    "(34 2.5 2 14 2 3 \"vector-ref: index 2 is out of range for length 2\" (11 22 33) 9 \"abcdefgh\")";

#[test]
fn every_loop_and_collector_mode_gives_the_same() {
    for dispatch in [Dispatch::Threaded, Dispatch::Switch, Dispatch::Traced] {
        for gc in [GcMode::Normal, GcMode::Stress] {
            // Under Miri that takes very long; `tour` collects less often.
            if cfg!(miri) && gc == GcMode::Stress {
                continue;
            }
            let mut vm = vm(Config { dispatch, gc, ..Config::default() });
            assert_eq!(run(&mut vm, TOUR).as_deref(), Ok(TOUR_VALUE), "{dispatch:?} {gc:?}");
        }
    }
}

#[test]
fn slices_add_up_and_fuel_is_exact() {
    let source = "(define (spin n) (if (= n 0) 'done (spin (- n 1)))) (spin 1000)";
    let mut used = vec![];
    for slice in [1, 7, 1_000_000] {
        let mut vm = vm(Config::default());
        let program = vm.load(Language::Lisp, "spin.scm", source).expect("it compiles");
        vm.start(program);
        let mut slices = 0;
        let value = loop {
            slices += 1;
            match vm.resume(slice) {
                Progress::Running | Progress::Stepped => {}
                Progress::Done(v) => break v,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(vm.write(value), "done");
        assert!(slice > 1 || slices > 900, "{slices} slices of {slice}");
        used.push(vm.stats().fuel_used);
    }
    assert!(used.iter().all(|&u| u == used[0]), "{used:?}");
    let mut enough = vm(Config { fuel: Some(used[0]), ..Config::default() });
    assert!(run(&mut enough, source).is_ok());
    let mut short = vm(Config { fuel: Some(used[0] - 1), ..Config::default() });
    assert_eq!(run(&mut short, source).expect_err("too little fuel").code, Code::Fuel);
}

#[test]
fn a_stopped_program_leaves_the_vm_usable() {
    let mut vm = vm(Config::default());
    let program = vm.load(Language::Lisp, "loop.scm", "(define (f) (f)) (f)").expect("it compiles");
    vm.start(program);
    assert!(matches!(vm.resume(100), Progress::Running));
    vm.stop();
    assert!(matches!(vm.resume(100), Progress::Failed(d) if d.code == Code::Stopped));
    assert_eq!(run(&mut vm, "(+ 1 2)").as_deref(), Ok("3"));
}

#[test]
fn a_redefined_global_is_called_at_sites_that_remember_the_old_one() {
    let mut vm = vm(Config::default());
    let source = "(define (f) 1) (define (g) (f)) (g) (g) (define before (g)) (set! f (lambda () 2)) (list before (g))";
    assert_eq!(run(&mut vm, source).as_deref(), Ok("(1 2)"));
    assert_eq!(run(&mut vm, "(define (f) 3) (g)").as_deref(), Ok("3"));
}

#[test]
fn the_glass_names_inner_functions() {
    let mut vm = vm(Config { glass: true, dispatch: Dispatch::Traced, ..Config::default() });
    let source = "(define (outer n) (lambda (k) (+ n k))) ((outer 1) 2)";
    let program = vm.load(Language::Lisp, "inner.scm", source).expect("it compiles");
    vm.start(program);
    assert!(matches!(vm.resume(u64::MAX), Progress::Done(_)));
    let seen = vm.inspect(program);
    let rows: Vec<String> =
        seen.functions.iter().flat_map(|f| &f.fused).map(|i| format!("{} {}", i.name, i.operands)).collect();
    assert!(rows.contains(&"MakeClosure r0 = outer".to_string()), "{rows:?}");
    assert!(rows.contains(&"MakeClosure r1 = <lambda> with n".to_string()), "{rows:?}");
    assert!(seen.core.len() > 1 && seen.functions[0].name == "<main>");
}

#[test]
fn what_programs_redefine_does_not_reach_into_the_prelude() {
    let source =
        "(define (reverse l) 'mine) (define (null? l) #t) (define if-not 1) (map (lambda (x) (+ x 1)) '(1 2 3))";
    assert_eq!(run(&mut vm(Config::default()), source).as_deref(), Ok("(2 3 4)"));
    let mut redefined = vm(Config::default());
    assert_eq!(run(&mut redefined, "(define (map f l) 'mine) (map 1 2)").as_deref(), Ok("mine"));
    assert_eq!(run(&mut redefined, "(list (map 1 2) (vector-map abs (vector -1)))").as_deref(), Ok("(mine #(1))"));
    assert_eq!(
        run(&mut redefined, "(define old filter) (define (filter . l) 'mine) (list (old odd? '(1 2 3)) (filter))")
            .as_deref(),
        Ok("((1 3) mine)")
    );
}

#[test]
fn whatever_is_compiled_passes_the_verifier() {
    for without in [None].into_iter().chain(Opt::ALL.iter().copied().map(Some)) {
        let opts = without.map_or(OptSet::all(), |o| OptSet::all().with(o, false));
        let mut vm = vm(Config { opts, ..Config::default() });
        let source = vm.sources.add("tour.scm", TOUR);
        let rt = &mut vm.rt;
        let (mut unit, _) =
            lisp::lower(&mut vm.lisp, &mut rt.interner, &mut rt.globals, source, TOUR).expect("it lowers");
        crate::core::passes::run_all(&mut unit, opts, &mut crate::core::passes::notes::Notes::off(), &mut |_, _| {});
        let arities: Vec<_> = rt.natives.iter().map(|n| crate::bytecode::Arity { min: n.min, max: n.max }).collect();
        let proto = crate::compiler::compile(&unit, opts, &arities, &rt.globals).expect("it compiles");
        let limits = crate::bytecode::verify::Limits {
            globals: rt.globals.len() as u32,
            symbols: rt.interner.len() as u32,
            natives: &arities,
        };
        assert_eq!(crate::bytecode::verify::verify(&proto, &limits), Ok(()), "without {without:?}");
    }
}

#[test]
#[cfg_attr(miri, ignore = "fills megabytes")]
fn spread_arguments_survive_a_collection() {
    // The builtin wants more than there is: it is run again after a collection,
    // with arguments that reach far beyond the caller's window.
    let mut vm = vm(Config { memory: 4 << 20, ..Config::default() });
    let setup = "(define s (make-string 1000 #\\a)) (define many (make-list 5000 s)) (length many)";
    assert_eq!(run(&mut vm, setup).as_deref(), Ok("5000"));
    assert_eq!(run(&mut vm, "(apply string-append many)").expect_err("too long").code, Code::Memory);
    let rest =
        "(define (count . all) (length all)) (define (deep n) (if (= n 0) (apply count many) (+ 1 (deep (- n 1)))))";
    assert_eq!(run(&mut vm, rest).as_deref(), Ok("#<unit>"));
    for n in [0, 1, 100, 1000, 10_000] {
        assert_eq!(run(&mut vm, &format!("(deep {n})")), Ok((5000 + n).to_string()));
    }
}

#[test]
#[cfg_attr(miri, ignore = "fills megabytes")]
fn memory_is_returned_after_a_failure() {
    let mut vm = vm(Config { memory: 16 << 20, ..Config::default() });
    for source in [
        "(define (deep n) (+ 1 (deep n))) (deep 0)",
        "(define (grow l) (grow (cons l l))) (grow '())",
        "(make-vector 1000000000 0)",
    ] {
        let d = run(&mut vm, source).expect_err("it cannot fit");
        assert_eq!(d.code, Code::Memory, "{source}: {}", d.message);
        assert_eq!(run(&mut vm, TOUR).as_deref(), Ok(TOUR_VALUE), "after {source}");
        let held = vm.stats().memory;
        assert!(held < 8 << 20, "{held} bytes held after {source}");
    }
}

/// Runs a unit of Core by itself.
fn run_core(text: &str, config: Config) -> String {
    let mut vm = Vm::new(config);
    let source = vm.sources.add("core", text);
    let (names, globals) = (&mut vm.rt.interner, &mut vm.rt.globals);
    let mut unit = crate::core::read::read(names, globals, lisp::builtins::NAMES, source, text).expect("it is Core");
    let (functions, main) = vm.link_unit("<main>", &mut unit, source).expect("it compiles");
    vm.programs.push(Program { source, core: vec![], notes: vec![], warnings: vec![], functions, main });
    vm.start(ProgramId(vm.programs.len() - 1));
    loop {
        match vm.resume(u64::MAX) {
            Progress::Running | Progress::Stepped => {}
            Progress::Done(v) => return vm.write(v),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn blocks_repeats_and_returns() {
    let sum = "(let ((i 0) (s 0)) (block B0 (repeat B1 (if (< i 20) (unit) (break B0 s)) \
               (set i (+ i 1)) (if (= (modulo i 3) 0) (continue B1) (unit)) (set s (+ s i)) (continue B1))))";
    let cases = [
        ("(+ 1 (block B0 (+ 10 (break B0 5))))", "6"),
        ("(block B0 7)", "7"),
        (sum, "147"),
        (
            "(call (lambda f (n) (seq (repeat B0 (if (> n 9) (return n) (unit)) (set n (* n 2)) (continue B0)) 0)) 3)",
            "12",
        ),
        ("(+ 1 (block B0 (try (break B0 (+ 1 2)) (catch e 100))))", "4"),
        ("(call (lambda f () (try (return (throw 1)) (catch e (+ e 1)))))", "2"),
        ("(call (lambda f () (seq (try (return 5) (catch e 6)) 7)))", "5"),
        ("(block B0 (let ((x (block B1 (if #t (break B0 1) (break B1 2))))) (+ x 10)))", "1"),
        ("(repeat B0 3)", "3"),
    ];
    for (text, value) in cases {
        assert_eq!(crate::baseline::run_core(text), value, "{text}");
        for opts in [OptSet::all(), OptSet::none()] {
            let jit = crate::jit::JitConfig { threshold: 2, ..Default::default() };
            assert_eq!(run_core(text, Config { opts, jit, ..Config::default() }), value, "{text}");
        }
    }
}

#[test]
fn code_is_made_a_bounded_number_of_times_where_memory_stays_short() {
    let jit = crate::jit::JitConfig { threshold: 2, ..Default::default() };
    let mut vm = vm(Config { jit, ..Config::default() });
    assert!(run(&mut vm, "(define (f n) (if (= n 0) 0 (+ 1 (f (- n 1)))))").is_ok());
    let mut made = vec![];
    for _ in 0..20 {
        assert_eq!(run(&mut vm, "(f 50)").as_deref(), Ok("50"));
        vm.shed_code();
        made.push(vm.jit.codes.len());
    }
    // Without a back end there is none at all.
    assert!(made[0] > 0 || vm.jit.missing.is_some(), "{made:?}");
    assert_eq!(made[10], made[19], "{made:?}");
}

/// The glass wants the whole unit after each pass; without it definitions are compiled one
/// by one.
#[test]
fn what_is_compiled_ahead_is_the_same() {
    let cases = [
        TOUR,
        "(define (f x . more) (define (g y) (if (= y 0) x (g (- y 1)))) (g (+ 1 (* 2 3))))
         (begin (define (h) (f 1)) (define k (lambda (x) (set! x (+ x 1)) (lambda () x))))
         (define (k x) (call/cc (lambda (c) (set! x (c x)) x)))
         (let ((n 0)) (define (m) (set! n (+ n 1)) n) (m))
         (define-syntax later (syntax-rules () ((_ e) (lambda () e))))
         (define l (later (h)))",
        "(define (car x) x) (define (one) 1)",
        "(define (only) (only))",
    ];
    for source in cases {
        let functions = |glass| {
            let mut vm = vm(Config { glass, ..Config::default() });
            let program = vm.load(Language::Lisp, "test.scm", source).expect("it compiles");
            let range = vm.program(program).functions.clone();
            vm.funcs[range].iter().map(|f| format!("{:#?}", f.proto)).collect::<Vec<_>>()
        };
        let whole = functions(true);
        assert!(!whole.is_empty());
        assert_eq!(functions(false), whole, "{source}");
    }
}
