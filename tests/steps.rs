//! Programs that are run line by line: where they stop, and which variables are to be seen.
mod common;

use glassbox::inspect::Stopped;
use glassbox::vm::Step;
use glassbox::{Config, Language, Progress, Vm};

/// A program on its way.
struct Run {
    vm: Vm,
    ended: Option<String>,
}

impl Run {
    fn new(language: Language, source: &str) -> Run {
        Run::with(language, source, Config { steps: true, fuel: Some(1_000_000), ..Config::default() }, &[])
    }

    fn with(language: Language, source: &str, config: Config, breakpoints: &[u32]) -> Run {
        let mut vm = Vm::new(config);
        let program = vm.load(language, "program", source).unwrap_or_else(|p| panic!("{p:?}"));
        vm.start(program);
        vm.set_breakpoints(program, breakpoints);
        Run { vm, ended: None }
    }

    /// Does a step in slices of one call; gives where it stops.
    fn step(&mut self, step: Step) -> Option<Stopped> {
        self.vm.step(step);
        loop {
            match self.vm.resume(1) {
                Progress::Running => continue,
                Progress::Stepped => return self.vm.stopped_at(),
                Progress::Done(v) => self.ended = Some(self.vm.write(v)),
                Progress::Exited(status) => self.ended = Some(format!("exit {status}")),
                Progress::Failed(d) => self.ended = Some(d.message.clone()),
            }
            return None;
        }
    }

    /// Does steps of one kind to the end, or so many; a line for each stop.
    fn steps(&mut self, step: Step, most: usize) -> String {
        let stops = (0..most).map_while(|_| self.step(step).map(|s| line(&s)));
        stops.collect()
    }
}

/// The function, the line, the variables; and what else is on the stack.
fn line(s: &Stopped) -> String {
    let Some(f) = s.frames.first() else { return "nowhere\n".into() };
    let variables = if f.function.starts_with('<') && f.variables.is_empty() {
        s.globals.iter().filter(|v| v.kind == "variable").collect::<Vec<_>>()
    } else {
        f.variables.iter().collect()
    };
    let variables: String = variables.iter().map(|v| format!(" {}={}", v.name, v.value)).collect();
    format!("{} {}{variables}\n", f.function, f.line)
}

/// Compares what is in two texts, line by line, but for indentation.
#[track_caller]
fn check(found: &str, expected: &str) {
    let plain = |text: &str| text.trim().lines().map(str::trim).collect::<Vec<_>>().join("\n");
    assert_eq!(plain(found), plain(expected));
}

#[test]
fn every_turn_of_a_loop_stops_at_its_lines() {
    let source = "\
total = 0
for i in range(2):
    total += i
    print(total)
while total:
    total -= 1
done = True
";
    let expected = "
        <module> 1
        <module> 2 total=0
        <module> 3 total=0 i=0
        <module> 4 total=0 i=0
        <module> 2 total=0 i=0
        <module> 3 total=0 i=1
        <module> 4 total=1 i=1
        <module> 2 total=1 i=1
        <module> 5 total=1 i=1
        <module> 6 total=1 i=1
        <module> 5 total=0 i=1
        <module> 7 total=0 i=1";
    for step in [Step::Into, Step::Over] {
        let mut run = Run::new(Language::Python, source);
        check(&run.steps(step, 100), expected);
        assert_eq!(run.ended.as_deref(), Some("None"));
        assert_eq!(run.vm.take_output(), "0\n1\n");
    }
}

const FACT: &str = "\
def fact(n):
    if n < 2:
        return 1
    rest = fact(n - 1)
    return n * rest
x = fact(3)
print(x)
";

#[test]
fn steps_go_into_calls_over_them_and_out_of_them() {
    let mut run = Run::new(Language::Python, FACT);
    let into = "
        <module> 1
        <module> 6
        fact 2 n=3
        fact 4 n=3
        fact 2 n=2
        fact 4 n=2
        fact 2 n=1
        fact 3 n=1
        fact 5 n=2 rest=1
        fact 5 n=3 rest=2
        <module> 7 x=6";
    check(&run.steps(Step::Into, 100), into);
    let mut run = Run::new(Language::Python, FACT);
    check(&run.steps(Step::Over, 100), "<module> 1\n<module> 6\n<module> 7 x=6");
    let mut run = Run::new(Language::Python, FACT);
    run.steps(Step::Into, 5);
    // In the midst of the line that called.
    check(&run.steps(Step::Over, 2), "fact 4 n=2\nfact 5 n=2 rest=1");
    check(&run.steps(Step::Out, 1), "fact 5 n=3 rest=2");
    check(&run.steps(Step::Out, 1), "<module> 6");
    check(&run.steps(Step::Out, 1), "");
    assert_eq!(run.ended.as_deref(), Some("None"));
    assert!(run.vm.stopped_at().is_none());
}

#[test]
fn frames_tell_who_waits_where_and_for_what() {
    let mut run = Run::new(Language::Python, FACT);
    let mut last = None;
    for _ in 0..8 {
        last = run.step(Step::Into);
    }
    let stopped = last.expect("it stops");
    let frames: Vec<String> = stopped
        .frames
        .iter()
        .map(|f| {
            let variables: String = f.variables.iter().map(|v| format!(" {}={}", v.name, v.value)).collect();
            format!("{} {}:{}:{}{variables}", f.function, f.file, f.line, f.column)
        })
        .collect();
    let expected = "fact program:3:16 n=1\nfact program:4:12 n=2\nfact program:4:12 n=3\n<module> program:6:5";
    check(&frames.join("\n"), expected);
    assert_eq!((stopped.why, stopped.task, stopped.more), ("step", 1, 0));
    let globals: Vec<_> = stopped.globals.iter().map(|v| (v.name.as_str(), v.value.as_str(), v.kind)).collect();
    assert_eq!(globals, [("fact", "<function fact>", "definition")]);
}

#[test]
fn generators_are_stepped_into_and_left() {
    let source = "\
def gen(n):
    i = 0
    while i < n:
        yield i
        i += 1
for g in gen(1):
    print(g)
";
    let expected = "
        <module> 1
        <module> 6
        gen 2 n=1
        gen 3 n=1 i=0
        gen 4 n=1 i=0
        <module> 7 g=0
        <module> 6 g=0
        gen 5 n=1 i=0
        gen 3 n=1 i=1";
    check(&Run::new(Language::Python, source).steps(Step::Into, 100), expected);
    check(
        &Run::new(Language::Python, source).steps(Step::Over, 100),
        "<module> 1\n<module> 6\n<module> 7 g=0\n<module> 6 g=0",
    );
}

#[test]
fn what_cleans_up_is_stepped_through() {
    let source = "\
def risky(n):
    try:
        return 10 / n
    except ZeroDivisionError as e:
        return -1
    finally:
        print('done')
r = risky(0)
try:
    r = risky(5)
finally:
    r += 1
";
    let expected = "
        <module> 1
        <module> 8
        risky 2 n=0
        risky 3 n=0
        risky 4 n=0
        risky 5 n=0 e=ZeroDivisionError('division by zero')
        risky 7 n=0
        <module> 9 r=-1
        <module> 10 r=-1
        risky 2 n=5
        risky 3 n=5
        risky 7 n=5
        <module> 12 r=2.0";
    check(&Run::new(Language::Python, source).steps(Step::Into, 100), expected);
}

#[test]
fn comprehensions_stop_at_each_element_unless_stepped_over() {
    let source = "n = 2\nxs = [x * n for x in range(2)]\nd = {k: k + 1 for k in xs}\n";
    let expected = "
        <module> 1
        <module> 2 n=2
        <listcomp> 2 x=0
        <listcomp> 2 x=1
        <module> 3 n=2 xs=[0, 2]
        <dictcomp> 3 k=0
        <dictcomp> 3 k=2";
    check(&Run::new(Language::Python, source).steps(Step::Into, 100), expected);
    check(
        &Run::new(Language::Python, source).steps(Step::Over, 100),
        "<module> 1\n<module> 2 n=2\n<module> 3 n=2 xs=[0, 2]",
    );
}

#[test]
fn methods_closures_and_what_instances_hold_are_shown() {
    let source = "\
class Counter:
    step = 2
    def __init__(self, start):
        self.at = start
    def go(self, times):
        done = 0
        def once():
            nonlocal done
            done += 1
            self.at += self.step
        for _ in range(times):
            once()
        return self
    def __repr__(self):
        return 'never asked'
    def __lt__(self, other):
        return self.at < other.at
c = Counter(1)
c.go(1)
less = c < Counter(9)
";
    let expected = "
        <module> 1
        Counter 2
        Counter 3
        Counter 5
        Counter 14
        Counter 16
        <module> 18
        __init__ 4 self=Counter() start=1
        <module> 19 c=Counter(at=1)
        go 6 self=Counter(at=1) times=1
        go 7 self=Counter(at=1) times=1 done=0
        go 11 self=Counter(at=1) times=1 done=0 once=<function once>
        go 12 self=Counter(at=1) times=1 done=0 once=<function once> _=0
        once 9 done=0 self=Counter(at=1)
        once 10 done=1 self=Counter(at=1)
        go 11 self=Counter(at=3) times=1 done=1 once=<function once> _=0
        go 13 self=Counter(at=3) times=1 done=1 once=<function once> _=0
        <module> 20 c=Counter(at=3)
        __init__ 4 self=Counter() start=9
        __lt__ 17 self=Counter(at=3) other=Counter(at=9)";
    check(&Run::new(Language::Python, source).steps(Step::Into, 100), expected);
}

#[test]
fn functions_that_the_prelude_calls_are_stopped_in_but_not_the_prelude() {
    let source = "xs = sorted([2, 1],\n            key=lambda x: -x)\ny = 1\n";
    let expected = "
        <module> 1
        <module> 2
        <lambda> 2 x=2
        <lambda> 2 x=1
        <module> 3 xs=[2, 1]";
    check(&Run::new(Language::Python, source).steps(Step::Into, 100), expected);
    check(&Run::new(Language::Python, source).steps(Step::Over, 100), "<module> 1\n<module> 2\n<module> 3 xs=[2, 1]");
    let mut run = Run::new(Language::Python, source);
    check(&run.steps(Step::Into, 3), "<module> 1\n<module> 2\n<lambda> 2 x=2");
    let stopped = run.vm.stopped_at().expect("it stands");
    assert_eq!(stopped.frames.iter().map(|f| &*f.function).collect::<Vec<_>>(), ["<lambda>", "<module>"]);
}

#[test]
fn the_lisp_is_stepped_by_its_forms() {
    let source = "\
(define (fact n)
  (if (< n 2)
      1
      (* n
         (fact (- n 1)))))
(let loop ((i 0) (sum 0))
  (if (< i 2)
      (loop (+ i 1)
            (+ sum i))
      (display sum)))
(let ((a 1)
      (b (fact 2)))
  (for-each (lambda (y)
              (display y))
            (list a b)))
";
    let expected = "
        <main> 1
        <main> 6
        <main> 7 i=0 sum=0
        <main> 8 i=0 sum=0
        <main> 9 i=0 sum=0
        <main> 7 i=1 sum=0
        <main> 8 i=1 sum=0
        <main> 9 i=1 sum=0
        <main> 7 i=2 sum=1
        <main> 10 i=2 sum=1
        <main> 11
        <main> 12 a=1
        fact 2 n=2
        fact 5 n=2
        fact 2 n=1
        fact 3 n=1
        fact 4 n=2
        <main> 13 a=1 b=2
        <main> 15 a=1 b=2
        <lambda> 14 y=1
        <lambda> 14 y=2";
    check(&Run::new(Language::Lisp, source).steps(Step::Into, 100), expected);
}

#[test]
fn calls_that_reuse_a_frame_are_stepped_over_and_continuations_are_followed() {
    let source = "\
(define (down n)
  (if (= n 0)
      'end
      (other (- n 1))))
(define (other n)
  (down n))
(down 1)
(define k #f)
(define n 0)
(define (again)
  (call/cc (lambda (c) (set! k c)))
  (set! n (+ n 1))
  (if (< n 3)
      (k 1)
      n))
(again)
";
    let into = "
        <main> 1
        <main> 5
        <main> 7
        down 2 n=1
        down 4 n=1
        other 6 n=0
        down 2 n=0
        down 3 n=0
        <main> 8
        <main> 9 k=#f
        <main> 10 k=#f n=0
        <main> 16 k=#f n=0
        again 11
        <lambda> 11 c=#<continuation>
        again 12
        again 13
        again 14
        again 12
        again 13
        again 14
        again 12
        again 13
        again 15";
    let named = |s: String| {
        s.lines()
            .map(|l| match l.starts_with("again") {
                true => l.split(' ').take(2).collect::<Vec<_>>().join(" "),
                false => l.into(),
            })
            .collect::<Vec<String>>()
            .join("\n")
    };
    check(&named(Run::new(Language::Lisp, source).steps(Step::Into, 100)), into);
    let mut run = Run::new(Language::Lisp, source);
    run.steps(Step::Into, 4);
    check(&run.steps(Step::Over, 3), "down 4 n=1\ndown 2 n=0\ndown 3 n=0");
}

#[test]
fn tasks_are_followed_and_others_are_stepped_over() {
    let source = "\
(define c (chan 1))
(spawn (lambda ()
  (send! c 1)
  (send! c 2)))
(display (recv! c))
(display (recv! c))
(display 3)
";
    let mut run = Run::new(Language::Lisp, source);
    let stops = run.steps(Step::Over, 100);
    check(&stops.replace(" c=#<chan 1>", ""), "<main> 1\n<main> 2\n<main> 5\n<main> 6\n<main> 7");
    assert_eq!(run.vm.take_output(), "123");
    let mut run = Run::new(Language::Lisp, source);
    let stops = run.steps(Step::Into, 4);
    check(&stops.replace(" c=#<chan 1>", ""), "<main> 1\n<main> 2\n<main> 5\n<lambda> 3");
    assert_eq!(run.vm.stopped_at().expect("it stands").task, 2);
    // The task ends, and the program goes on elsewhere.
    let rest = run.steps(Step::Over, 100);
    assert!(rest.ends_with("<main> 7 c=#<chan 1>\n"), "{rest}");
}

fn breakpoints(language: Language, source: &str, lines: &[u32]) -> Run {
    Run::with(language, source, Config { steps: true, ..Config::default() }, lines)
}

#[test]
fn breakpoints_stop_every_step_where_there_is_code() {
    let mut run = breakpoints(Language::Python, FACT, &[5, 7]);
    check(&run.steps(Step::Continue, 100), "fact 5 n=2 rest=1\nfact 5 n=3 rest=2\n<module> 7 x=6");
    let mut run = breakpoints(Language::Python, FACT, &[3]);
    check(
        &run.steps(Step::Over, 100),
        "<module> 1\n<module> 6\nfact 3 n=1\nfact 5 n=2 rest=1\nfact 5 n=3 rest=2\n<module> 7 x=6",
    );
    let mut run = breakpoints(Language::Python, FACT, &[3]);
    assert_eq!(run.step(Step::Continue).expect("it stops").why, "breakpoint");
    assert_eq!(run.step(Step::Out).expect("it stops").why, "step");

    let source = "x = 1\n\n# nothing\nfor i in range(3): x += i\nprint(x,\n      [1,\n 2])\n";
    let mut vm = Vm::new(Config { steps: true, ..Config::default() });
    let program = vm.load(Language::Python, "program", source).expect("it compiles");
    vm.start(program);
    assert_eq!(vm.set_breakpoints(program, &[2, 3, 9]), [4]);
    assert_eq!(vm.lines_with_code(program), [1, 4, 5, 6, 7]);
    // A loop on one line stops in each turn.
    let mut run = breakpoints(Language::Python, source, &[4]);
    assert_eq!(run.steps(Step::Continue, 100).lines().count(), 4);
    // A form of several lines stops once.
    let mut run = breakpoints(Language::Python, source, &[5]);
    assert_eq!(run.steps(Step::Continue, 100), "<module> 5 x=4 i=2\n");
}

#[test]
fn what_fails_shows_where_and_with_which_values() {
    let source = "def half(n):\n    m = n\n    return m / 0\ny = half(4)\n";
    let mut run = Run::new(Language::Python, source);
    check(&run.steps(Step::Over, 100), "<module> 1\n<module> 4");
    assert_eq!(run.ended.as_deref(), Some("ZeroDivisionError: division by zero"));
    let stopped = run.vm.stopped_at().expect("it shows");
    assert_eq!(stopped.why, "error");
    check(&line(&stopped), "half 3 n=4 m=4");
    assert_eq!(stopped.frames[1].line, 4);
    // And the VM is as good as before.
    assert!(run.vm.run(Language::Python, "next", "1 + 1").is_ok());
    assert!(run.vm.stopped_at().is_none());

    let mut run = Run::new(Language::Lisp, "(define (f x)\n  (car x))\n(f 1)");
    run.steps(Step::Over, 100);
    check(&line(&run.vm.stopped_at().expect("it shows")), "f 2 x=1");
}

#[test]
fn endless_programs_end_by_fuel_or_stop_and_can_be_interrupted() {
    let mut run = Run::new(Language::Python, "def f():\n    while True: pass\nf()\n");
    check(&run.steps(Step::Over, 100), "<module> 1\n<module> 3");
    assert!(run.ended.as_deref().is_some_and(|m| m.contains("limit of 1000000")), "{:?}", run.ended);
    check(&line(&run.vm.stopped_at().expect("it shows")), "f 2");

    let mut vm = Vm::new(Config { steps: true, ..Config::default() });
    let program = vm.load(Language::Lisp, "program", "(define (f)\n  (f))\n(f)").expect("it compiles");
    vm.start(program);
    vm.step(Step::Continue);
    assert!(matches!(vm.resume(1000), Progress::Running));
    vm.step(Step::Into);
    assert!(matches!(vm.resume(1000), Progress::Stepped));
    assert_eq!(vm.stopped_at().expect("it stands").frames[0].line, 2);
    vm.step(Step::Out);
    assert!(matches!(vm.resume(1000), Progress::Running));
    vm.stop();
    assert!(matches!(vm.resume(1000), Progress::Failed(_)));
}

#[test]
fn deep_stacks_and_large_values_are_cut() {
    let source = "\
(define (deep n l)
  (if (= n 0)
      (vector-ref l 0)
      (+ 1 (deep (- n 1) l))))
(deep 1000 (make-vector 100000 7))
";
    let mut run = breakpoints(Language::Lisp, source, &[3]);
    let stopped = run.step(Step::Continue).expect("it stops");
    assert_eq!(stopped.frames.len() as u32 + stopped.more, 1002);
    assert!(stopped.frames.iter().flat_map(|f| &f.variables).all(|v| v.value.chars().count() <= 250));
    let source =
        "d = {i: 'x' * 1000 for i in range(1000)}\nd[0] = d\ns = 'y' * 10**6\nb = bytes(10**6)\nx = 10**5000\nz = 0\n";
    let mut run = breakpoints(Language::Python, source, &[6]);
    let stopped = run.step(Step::Continue).expect("it stops");
    assert_eq!(stopped.globals.len(), 4);
    assert!(stopped.globals.iter().all(|v| v.value.chars().count() <= 123), "{:?}", stopped.globals);
}

#[test]
fn optimisations_may_hide_lines_but_do_no_harm() {
    let config = Config { fuel: Some(1_000_000), ..Config::default() };
    let mut run = Run::with(Language::Python, FACT, config, &[]);
    let stops = run.steps(Step::Into, 100);
    assert!(stops.contains("fact 2 n=3") && stops.ends_with("<module> 7 x=6\n"), "{stops}");
    assert_eq!(run.ended.as_deref(), Some("None"));
}

/// Runs a program plainly, or with steps of all kinds at first; gives what it printed and
/// how it ended.
fn outcome(language: Language, source: &str, steps: usize) -> (String, String) {
    let config = Config { steps: true, fuel: Some(20_000_000), depth: 10_000, ..Config::default() };
    let mut vm = Vm::new(config);
    let program = match vm.load(language, "case", source) {
        Ok(program) => program,
        Err(problems) => return (String::new(), problems[0].message.clone()),
    };
    vm.start(program);
    if steps > 0 {
        vm.step(Step::Into);
    }
    let mut done = 0;
    let end = loop {
        match vm.resume(10_000) {
            Progress::Running => {}
            Progress::Stepped => {
                assert!(vm.stopped_at().is_some_and(|s| !s.frames.is_empty()));
                done += 1;
                let kinds = [Step::Into, Step::Into, Step::Over, Step::Into, Step::Into, Step::Out];
                vm.step(if done < steps { kinds[done % kinds.len()] } else { Step::Continue });
            }
            Progress::Done(v) => break vm.write(v),
            Progress::Exited(status) => break format!("exit {status}"),
            Progress::Failed(d) => break d.message,
        }
    };
    (vm.take_output(), end)
}

#[test]
fn steps_change_nothing_about_any_case() {
    let mut jobs = vec![];
    for (folder, ending, language) in [("lisp", "scm", Language::Lisp), ("python", "py", Language::Python)] {
        let paths = std::fs::read_dir(format!("tests/lang/{folder}")).expect("the folder of cases");
        let paths = paths.map(|entry| entry.expect("a readable folder").path());
        for path in paths.filter(|path| path.extension().is_some_and(|e| e == ending)) {
            let source = std::fs::read_to_string(&path).expect("UTF-8");
            // Addresses of objects depend on what was allocated before.
            if !source.contains("id(") {
                jobs.push((language, path.display().to_string(), source));
            }
        }
    }
    assert!(jobs.len() > 100);
    common::assert_none(common::in_parallel(&jobs, |(language, name, source)| {
        let plain = outcome(*language, source, 0);
        let stepped = outcome(*language, source, 500);
        (stepped != plain).then(|| format!("{name}:\n  got    {stepped:?}\n  wanted {plain:?}"))
    }));
}
