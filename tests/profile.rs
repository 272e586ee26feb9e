//! The profiler: exact counts, whatever moves control about.
use glassbox::heap::GcMode;
use glassbox::host::Host;
use glassbox::inspect::{AllocationSite, Profile, ProfileEntry, Stats};
use glassbox::lang::Language;
use glassbox::options::{Dispatch, Opt, OptSet};
use glassbox::vm::{Config, Progress, Vm};

fn config() -> Config {
    Config { dispatch: Dispatch::Traced, profile: true, ..Config::default() }
}

/// Runs a program in slices; gives the profile, and the value or what was wrong.
fn run_in(config: Config, slice: u64, source: &str) -> (Profile, String) {
    let mut vm = Vm::new(config);
    let program = vm.load(Language::Lisp, "case.scm", source).expect("it compiles");
    vm.start(program);
    let end = loop {
        match vm.resume(slice) {
            Progress::Running | Progress::Stepped => {}
            Progress::Done(v) => break vm.write(v),
            Progress::Exited(status) => break status.to_string(),
            Progress::Failed(d) => break d.message,
        }
    };
    let profile = vm.profile().expect("it was profiled");
    check(&profile, &vm.stats());
    (profile, end)
}

fn run(source: &str) -> Profile {
    run_in(config(), u64::MAX, source).0
}

/// What holds for every profile.
#[track_caller]
fn check(p: &Profile, stats: &Stats) {
    let own: u64 = p.tree.iter().map(|n| n.instructions).sum();
    assert_eq!(own, p.instructions);
    assert_eq!(p.tree[0].total_instructions, p.instructions);
    // The entry of tasks is not among the functions; it calls and it ends the task.
    let entries: u64 = p.entries.iter().map(|e| e.instructions).sum();
    assert_eq!((entries, true), (stats.dispatches, p.instructions <= entries + 2 * stats.tasks));
    for (i, n) in p.tree.iter().enumerate().skip(1) {
        assert!(n.parent.is_some_and(|p| (p as usize) < i), "{i} comes before its caller");
        assert!(n.total_instructions <= p.instructions);
    }
    for e in &p.entries {
        assert!(e.instructions <= e.total_instructions && e.total_instructions <= p.instructions, "{e:?}");
        assert!(e.tail_calls <= e.calls, "{e:?}");
    }
    assert!(p.entries.is_sorted_by(|a, b| a.instructions >= b.instructions));
    // What was allocated before anything ran, such as constants, has no place.
    for kind in &stats.by_kind {
        let here = p.sites.iter().filter(|s| s.kind == kind.kind);
        let (objects, bytes) = here.fold((0, 0), |sum, s| (sum.0 + s.objects, sum.1 + s.bytes));
        assert!(objects <= kind.allocated && bytes <= kind.bytes, "{kind:?}, {objects} of them have a place");
    }
    assert!(p.sites.is_sorted_by(|a, b| a.bytes >= b.bytes));
    assert_eq!(p.pauses.iter().map(|p| p.collections).sum::<u64>(), stats.collections);
    assert_eq!(p.pauses.iter().map(|p| p.nanos).max().unwrap_or(0), stats.gc_max_nanos);
}

#[track_caller]
fn entry<'a>(p: &'a Profile, name: &str) -> &'a ProfileEntry {
    let names: Vec<&str> = p.entries.iter().map(|e| e.name.as_str()).collect();
    p.entries.iter().find(|e| e.name == name).unwrap_or_else(|| panic!("{name} is not among {names:?}"))
}

#[track_caller]
fn calls(p: &Profile, name: &str) -> (u64, u64) {
    let e = entry(p, name);
    (e.calls, e.tail_calls)
}

/// The paths of a tree that were entered, with how often, without the main function.
fn paths(p: &Profile) -> Vec<String> {
    let name = |i: usize| p.tree[i].entry.map_or("", |e| p.entries[e as usize].name.as_str());
    let mut all = vec![];
    for (i, n) in p.tree.iter().enumerate().skip(2) {
        let mut path = vec![name(i)];
        let mut at = i;
        while let Some(up) = p.tree[at].parent
            && up > 1
        {
            at = up as usize;
            path.push(name(at));
        }
        path.reverse();
        all.push(format!("{} {}", path.join(";"), n.calls));
    }
    all
}

const FIB: &str = "(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))";

#[test]
fn recursion_is_counted_exactly() {
    let p = run(&format!("{FIB} (fib 10)"));
    assert_eq!(calls(&p, "fib"), (177, 0));
    assert_eq!(calls(&p, "<main>"), (1, 0));
    let fib = entry(&p, "fib");
    assert_eq!(fib.instructions, fib.total_instructions, "it calls nothing but itself");
    let main = entry(&p, "<main>");
    assert_eq!(main.total_instructions, main.instructions + fib.instructions);
    assert_eq!(fib.line, 1);
    assert_eq!(fib.source, "case.scm");
    // One context for each depth: fib of 10 to fib of 1.
    assert_eq!(p.tree.len(), 2 + 10);
}

#[test]
fn slices_do_not_change_a_profile() {
    let source = format!("{FIB} (define (spin n) (if (> n 0) (spin (- n 1)))) (spin 100) (map fib '(5 6)) (fib 8)");
    let whole = run(&source);
    for slice in [1, 3, 50] {
        assert_eq!(run_in(config(), slice, &source).0, whole, "slices of {slice}");
    }
    let stress = Config { gc: GcMode::Stress, ..config() };
    let collected = run_in(stress, u64::MAX, &source).0;
    assert!(collected.pauses.len() > 100);
    assert!(Profile { pauses: vec![], ..collected } == whole, "nor does the collector");
}

#[test]
fn a_loop_shows_its_tail_calls_or_its_turns() {
    let source = "(define (count n) (if (= n 0) 'done (count (- n 1)))) (count 1000)";
    let p = run(source);
    assert_eq!((calls(&p, "count"), entry(&p, "count").turns), ((1, 0), 1000));
    let opts = OptSet::all().with(Opt::Loops, false);
    let p = run_in(Config { opts, ..config() }, u64::MAX, source).0;
    assert_eq!((calls(&p, "count"), entry(&p, "count").turns), ((1001, 1000), 0));
    assert_eq!(p.tree.len(), 3, "a tail call takes the place of its caller");
    let opts = opts.with(Opt::TailCalls, false);
    let p = run_in(Config { opts, ..config() }, u64::MAX, source).0;
    assert_eq!(calls(&p, "count"), (1001, 0));
}

#[test]
fn functions_that_begin_in_several_places() {
    let source = "(define sum (case-lambda ((n) (sum n 0)) ((n s) (if (= n 0) s (sum (- n 1) (+ s n))))))
                  (define (rest f) (f 1 2 3))
                  (sum 10) (rest (lambda (a . b) b)) (rest sum)";
    for loops in [true, false] {
        let opts = OptSet::all().with(Opt::Loops, loops);
        let (p, end) = run_in(Config { opts, ..config() }, u64::MAX, source);
        assert!(end.contains("sum"), "{end}");
        let sum = entry(&p, "sum");
        assert_eq!(sum.calls + sum.turns, 12);
        assert_eq!(calls(&p, "<lambda>"), (1, 1));
    }
}

#[test]
fn mutual_recursion() {
    let p = run("(define (even? n) (if (= n 0) #t (odd? (- n 1))))
                 (define (odd? n) (if (= n 0) #f (even? (- n 1))))
                 (even? 100)");
    assert_eq!(calls(&p, "even?"), (51, 50));
    assert_eq!(calls(&p, "odd?"), (50, 50));
    assert_eq!(paths(&p), ["even? 51", "odd? 50"]);
    let p = run("(define (up n) (if (= n 0) 0 (+ 1 (down (- n 1)))))
                 (define (down n) (if (= n 0) 0 (+ 1 (up (- n 1)))))
                 (up 999)");
    assert_eq!((calls(&p, "up"), calls(&p, "down")), ((500, 0), (500, 0)));
    let (up, down) = (entry(&p, "up"), entry(&p, "down"));
    assert_eq!(up.total_instructions, up.instructions + down.instructions);
    // All but what the outermost call of the other did itself.
    assert!(down.total_instructions > up.total_instructions - 20);
    assert!(p.tree.len() < 100, "{} nodes", p.tree.len());
}

#[test]
fn builtins_are_leaves() {
    let p = run(
        "(define (f x) (string-append x \"!\")) (f \"a\") (f \"b\") (map number->string '(1 2 3)) (for-each f '(\"c\"))",
    );
    assert_eq!(calls(&p, "string-append"), (3, 0));
    assert_eq!(calls(&p, "number->string"), (3, 0));
    assert_eq!(calls(&p, "f"), (3, 0));
    let append = entry(&p, "string-append");
    assert_eq!((append.instructions, append.total_instructions, append.function), (3, 3, None));
    assert!(entry(&p, "map").source.contains("prelude"));
}

#[test]
fn exceptions_leave_several_frames() {
    let (p, end) = run_in(
        config(),
        u64::MAX,
        "(define (deep n) (if (= n 0) (raise 'bottom) (+ 1 (deep (- n 1)))))
         (define (safe n) (guard (e (#t 0)) (deep n)))
         (define (work n) (let loop ((i 0) (sum 0)) (if (= i n) sum (loop (+ i 1) (+ sum (safe 5))))))
         (define (after) 7)
         (+ (work 10) (after))",
    );
    assert_eq!(end, "7");
    assert_eq!((calls(&p, "deep"), calls(&p, "safe"), calls(&p, "after")), ((60, 0), (10, 0), (1, 0)));
    let all = paths(&p);
    assert!(all.contains(&"after 1".to_string()), "{all:?}");
    assert!(all.contains(&"work;safe;deep;deep;deep;deep;deep;deep 10".to_string()), "{all:?}");
}

#[test]
fn handlers_that_are_called_where_it_is_thrown() {
    let (p, end) = run_in(
        config(),
        u64::MAX,
        "(define (handle e) 32)
         (define (risky n) (+ n (raise-continuable 'odd)))
         (define (all) (with-exception-handler handle (lambda () (+ (risky 1) (risky 2)))))
         (define (last-words e) (set! seen e) 0)
         (define seen #f)
         (define (fatal) (car seen))
         (guard (e (#t 'ignored)) (with-exception-handler last-words fatal))
         (all)",
    );
    assert_eq!(end, "67");
    assert_eq!((calls(&p, "handle"), calls(&p, "risky")), ((2, 0), (2, 0)));
    assert_eq!((calls(&p, "last-words").0, calls(&p, "fatal").0), (1, 1));
    let all = paths(&p);
    assert!(all.iter().any(|p| p.contains("risky;%mask;handle 2")), "{all:?}");
}

#[test]
fn an_error_that_nobody_handles_ends_the_profile_well() {
    let (p, end) = run_in(config(), u64::MAX, "(define (f n) (if (= n 0) (car n) (+ 1 (f (- n 1))))) (f 3)");
    assert!(end.contains("car"), "{end}");
    assert_eq!(calls(&p, "f"), (4, 0));
    assert_eq!(entry(&p, "<main>").total_instructions + 1, p.instructions);
}

#[test]
fn tasks_have_stacks_of_their_own() {
    let p = run("(define ch (chan 2))
                 (define (square n) (* n n))
                 (define (produce i n) (if (< i n) (begin (send! ch (square i)) (produce (+ i 1) n))))
                 (define (start n) (spawn (lambda () (produce 0 n))))
                 (define (collect n sum) (if (= n 0) sum (collect (- n 1) (+ sum (recv! ch)))))
                 (start 20) (start 20)
                 (collect 40 0)");
    assert_eq!((calls(&p, "square"), calls(&p, "collect")), ((40, 0), (1, 0)));
    assert_eq!(entry(&p, "produce").turns, 40);
    let names: Vec<_> =
        p.tree.iter().filter(|n| n.parent == Some(0)).map(|n| &p.entries[n.entry.unwrap() as usize].name).collect();
    assert_eq!(names, ["<main>", "<lambda>", "produce"], "the last in the place of the one before");
    // While a task waits, others run; that is not its time.
    let (collect, main, produce) = (entry(&p, "collect"), entry(&p, "<main>"), entry(&p, "produce"));
    assert_eq!(collect.total_instructions, collect.instructions);
    assert!(main.total_instructions + produce.total_instructions <= p.instructions);
}

#[test]
fn continuations_replace_the_stack() {
    let (p, end) = run_in(
        config(),
        u64::MAX,
        "(define (find-first pred items)
           (call/cc (lambda (return) (for-each (lambda (x) (if (pred x) (return x))) items) #f)))
         (define saved #f)
         (define count 0)
         (define (again) (set! count (+ count 1)) (if (< count 3) (saved count) count))
         (define (deep n) (if (= n 0) (call/cc (lambda (k) (set! saved k) 0)) (+ 1 (deep (- n 1)))))
         (define (generate)
           (define back #f)
           (define (yield x) (call/cc (lambda (k) (set! resume k) (back x))))
           (define resume (lambda (_) (yield 1) (yield 2) (back 'end)))
           (lambda () (call/cc (lambda (k) (set! back k) (resume #f)))))
         (define g (generate))
         (define firsts (list (find-first even? '(1 3 4 5)) (g) (g) (g)))
         (deep 4)
         (again)
         firsts",
    );
    assert_eq!(end, "(4 1 2 end)");
    assert_eq!((calls(&p, "deep"), calls(&p, "again"), calls(&p, "yield")), ((5, 0), (3, 0), (2, 0)));
    assert_eq!(calls(&p, "even?").0, 3);
}

#[test]
fn what_runs_is_seen_before_it_ends() {
    let mut vm = Vm::new(config());
    let program = vm.load(Language::Lisp, "case.scm", "(define (spin) (spin)) (define (go) (spin) 1) (go)").unwrap();
    vm.start(program);
    assert!(matches!(vm.resume(1000), Progress::Running));
    let p = vm.profile().unwrap();
    let spin = entry(&p, "spin");
    assert_eq!(spin.calls, 1);
    assert!(spin.total_instructions >= 990 && entry(&p, "go").total_instructions > spin.total_instructions);
    assert_eq!(entry(&p, "<main>").total_instructions + 1, p.instructions);
    vm.stop();
    assert!(matches!(vm.resume(1000), Progress::Failed(_)));
    vm.reset_stats();
    assert_eq!(vm.profile().unwrap().entries, []);
    vm.run(Language::Lisp, "next.scm", &format!("{FIB} (fib 5)")).expect("it runs");
    assert_eq!(calls(&vm.profile().unwrap(), "fib"), (15, 0));
}

/// Places that allocate, as `LINE KIND OBJECTS BYTES`, with what it was through.
fn sites(p: &Profile) -> Vec<String> {
    let view = |s: &AllocationSite| {
        let through = s.through.as_ref().map(|f| format!(" through {f}")).unwrap_or_default();
        format!("{} {} {} {}{through}", s.line, s.kind, s.objects, s.bytes)
    };
    p.sites.iter().filter(|s| s.kind != "closure").map(view).collect()
}

#[test]
fn allocations_have_places() {
    let p = run("(define (build n)
                   (if (= n 0) '()
                     (cons (vector n n)
                           (build (- n 1)))))
                 (define (box n) (lambda () (set! n (+ n 1)) n))
                 (define words (map (lambda (n) (make-string 100 #\\a))
                                    '(1 2 3)))
                 (define (join a b)
                   (string-append a b))
                 (define m (make-hash-map))
                 (build 10)
                 (box 1)
                 (join \"to be made\" \"longer\")
                 (sort '(3 1 2) <)
                 (car (list 1 2 3))");
    let all = sites(&p);
    for wanted in ["3 vector of integers 10 240", "3 pair 10 240", "5 cell 1 16", "6 string 3 360", "15 pair 3 72"] {
        assert!(all.iter().any(|s| s == wanted), "{wanted} is not in {all:?}");
    }
    assert!(all.iter().any(|s| s.starts_with("6 pair ") && s.ends_with(" through map")), "{all:?}");
    assert!(all.iter().any(|s| s.starts_with("14 pair ") && s.ends_with(" through sort")), "{all:?}");
    assert!(all.iter().any(|s| s.starts_with("9 string 1 ")), "{all:?}");
    let build = p.sites.iter().find(|s| s.kind == "vector of integers").expect("vectors");
    assert_eq!(
        (build.name.as_str(), build.text.as_str(), build.source.as_str()),
        ("build", "(vector n n)", "case.scm")
    );
}

#[test]
fn pauses_add_up() {
    let source = "(define (work n) (if (> n 0) (begin (make-vector 1000 n) (work (- n 1))))) (work 3000)";
    let p = run(source);
    assert!(!p.pauses.is_empty());
    assert!(p.pauses.iter().all(|p| p.before > p.after && p.collections == 1));
    assert!(p.pauses.is_sorted_by(|a, b| a.allocated < b.allocated));
    // Many are kept as fewer.
    let p = run_in(Config { gc: GcMode::Stress, ..config() }, u64::MAX, source).0;
    assert!(p.pauses.len() <= 256 && p.pauses[0].collections > 1, "{}", p.pauses.len());
}

#[test]
fn every_case_can_be_profiled() {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lang/lisp");
    for file in std::fs::read_dir(dir).expect("there are cases") {
        let path = file.expect("a file").path();
        let source = std::fs::read_to_string(&path).expect("UTF-8");
        let mut vm = Vm::new(Config { fuel: Some(1_000_000), ..config() });
        let _ = vm.run(Language::Lisp, &path.to_string_lossy(), &source);
        check(&vm.profile().expect("it was profiled"), &vm.stats());
    }
}

#[test]
fn without_the_switch_there_is_none() {
    let mut vm = Vm::new(Config { dispatch: Dispatch::Traced, ..Config::default() });
    assert!(vm.profile().is_none());
    vm.run(Language::Lisp, "case.scm", "1").expect("it runs");
    assert!(vm.profile().is_none());
}

/// A clock that goes on by what is done: a little each time it is read, much for a
/// random number.
struct Slow(std::rc::Rc<std::cell::Cell<(u64, u64)>>);

impl Slow {
    fn go(&self, nanos: u64, reads: u64) -> u64 {
        let (now, read) = self.0.get();
        self.0.set((now + nanos, read + reads));
        now + nanos
    }
}

impl Host for Slow {
    fn write(&mut self, _: &str) -> bool {
        false
    }
    fn nanos(&mut self) -> u64 {
        self.go(10, 1)
    }
    fn seconds(&mut self) -> f64 {
        0.0
    }
    fn random(&mut self) -> u64 {
        self.go(50_000, 0)
    }
}

#[test]
fn short_functions_do_not_read_the_clock_each_time() {
    let clock = std::rc::Rc::default();
    let mut vm = Vm::with_host(config(), Box::new(Slow(std::rc::Rc::clone(&clock))));
    let source = format!(
        "{FIB} (define (draw n) (if (> n 0) (begin (random 6) (fib 1) (draw (- n 1)))))
         (fib 18) (draw 500) (fib 18)"
    );
    vm.run(Language::Lisp, "case.scm", &source).expect("it runs");
    let p = vm.profile().expect("it was profiled");
    let own: u64 = p.entries.iter().map(|e| e.nanos).sum();
    assert!(own <= p.nanos && p.nanos < own + 1000, "no time is lost: {own} of {}", p.nanos);
    // A long builtin is timed alone: its time is its own.
    let random = entry(&p, "random");
    assert!((25_000_000..25_100_000).contains(&random.nanos), "{random:?}");
    let reads = clock.get().1;
    let stays: u64 = p.entries.iter().map(|e| 2 * e.calls).sum();
    assert!(reads < stays / 5, "{reads} reads for {stays} stays");
}
