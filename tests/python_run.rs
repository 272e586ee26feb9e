//! Runs the cases of `tests/lang/python/` on every loop and configuration. Each is a
//! program with what CPython 3.11 prints for it in a file of the same name that ends in
//! `.out`; if it ends in an exception, the last line of the traceback is in one that ends
//! in `.err`. `scripts/python-cases.sh` makes both with a CPython.
mod common;

use common::{assert_none, in_parallel};
use glassbox::heap::GcMode;
use glassbox::jit::{JitConfig, JitMode};
use glassbox::lang::Language;
use glassbox::options::{Dispatch, Opt, OptSet};
use glassbox::vm::{Config, Progress, Vm};
use std::path::{Path, PathBuf};

struct Case {
    name: String,
    source: String,
    output: String,
    error: Option<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lang/python")
}

/// The cases, or those whose names contain the text in the variable `CASE`.
fn cases() -> Vec<Case> {
    let only = std::env::var("CASE").unwrap_or_default();
    let mut all: Vec<Case> = std::fs::read_dir(folder())
        .expect("the folder of cases")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|e| e == "py"))
        .map(|path| {
            let read = |end: &str| std::fs::read_to_string(path.with_extension(end));
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            Case {
                source: read("py").expect("UTF-8"),
                output: read("out").unwrap_or_else(|e| panic!("{name}.out: {e}")),
                error: read("err").ok().map(|e| e.trim_end().to_string()),
                name,
            }
        })
        .filter(|case| case.name.contains(&only))
        .collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

/// What a program printed, and the message it ended with if it did not end well.
fn run(config: Config, case: &Case, slice: u64) -> (String, Option<String>) {
    let mut vm = Vm::new(config);
    let ended = vm.load(Language::Python, &format!("{}.py", case.name), &case.source).and_then(|program| {
        vm.start(program);
        loop {
            match vm.resume(slice) {
                Progress::Running | Progress::Stepped => {}
                Progress::Done(_) | Progress::Exited(_) => return Ok(()),
                Progress::Failed(d) => return Err(vec![*d]),
            }
        }
    });
    let error = ended.err().map(|problems| problems.into_iter().map(|d| d.message).collect::<Vec<_>>().join("; "));
    (vm.take_output(), error)
}

/// The first line in which two texts differ.
fn difference(want: &str, got: &str) -> Option<String> {
    if want == got {
        return None;
    }
    let lines = want.lines().map(Some).chain(std::iter::repeat(None));
    let (at, (want, got)) = lines
        .zip(got.lines().map(Some).chain(std::iter::repeat(None)))
        .take(want.lines().count().max(got.lines().count()) + 1)
        .enumerate()
        .find(|(_, (want, got))| want != got)?;
    Some(format!("line {}: expected {want:?}, got {got:?}", at + 1))
}

fn check(configs: &[(String, Config, u64)]) {
    let cases = cases();
    let jobs: Vec<_> = configs.iter().flat_map(|config| cases.iter().map(move |case| (config, case))).collect();
    assert_none(in_parallel(&jobs, |((name, config, slice), case)| {
        let (output, error) = run(config.clone(), case, *slice);
        let wrong = difference(&case.output, &output);
        let ended = (error != case.error).then(|| format!("expected the end {:?}, got {error:?}", case.error));
        wrong.or(ended).map(|wrong| format!("{} ({name}): {wrong}", case.name))
    }));
}

fn with(name: impl Into<String>, change: impl FnOnce(&mut Config)) -> (String, Config, u64) {
    let mut config = Config::default();
    change(&mut config);
    (name.into(), config, u64::MAX)
}

fn eager(name: &str, mode: JitMode, change: impl FnOnce(&mut JitConfig)) -> (String, Config, u64) {
    with(name, |c| {
        (c.jit.mode, c.jit.threshold) = (mode, 1);
        change(&mut c.jit);
    })
}

#[test]
fn cases_in_every_loop() {
    let mut configs: Vec<_> = Dispatch::ALL.iter().map(|&d| with(d.name(), |c| c.dispatch = d)).collect();
    let (name, config, _) = with("in slices", |_| {});
    configs.push((name, config, 7));
    check(&configs);
}

#[test]
fn compiled_cases() {
    check(&[
        eager("compiled at once", JitMode::On, |_| {}),
        eager("compiled with feedback", JitMode::On, |jit| jit.threshold = 4),
        eager("each exit taken", JitMode::On, |jit| jit.force_exits = true),
        eager("MIR interpreted", JitMode::Mir, |jit| jit.threshold = 3),
    ]);
}

#[test]
fn cases_with_optimisations_off() {
    let interpreted = Opt::ALL.iter().copied().filter(|o| !o.is_compiled());
    let mut configs: Vec<_> =
        interpreted.map(|o| with(format!("without {}", o.name()), |c| c.opts = c.opts.with(o, false))).collect();
    configs.push(with("nothing on", |c| c.opts = OptSet::none()));
    configs.push(with("caches of one", |c| c.cache_size = 1));
    check(&configs);
}

#[test]
fn cases_collected_at_every_safepoint() {
    let jit = JitConfig { mode: JitMode::On, threshold: 1, force_exits: false };
    check(&[
        with("stress", |c| c.gc = GcMode::Stress),
        with("stress, compiled", |c| (c.gc, c.jit) = (GcMode::Stress, jit)),
        with("no collector", |c| c.gc = GcMode::Off),
    ]);
}

#[test]
fn a_search_without_end_stops() {
    let program = "import re\nre.search('(a*)*b', 'a' * 100)";
    let mut vm = Vm::new(Config { fuel: Some(200_000), ..Config::default() });
    let problems = vm.run(Language::Python, "search.py", program).expect_err("it takes too long");
    assert_eq!(problems[0].code.text(), "fuel");
    let mut vm = Vm::new(Config::default());
    let program = vm.load(Language::Python, "search.py", program).expect("it is right");
    vm.start(program);
    for _ in 0..20 {
        assert!(matches!(vm.resume(1000), Progress::Running), "it gives every slice back");
    }
    vm.stop();
    assert!(!matches!(vm.resume(1000), Progress::Running));
    vm.run(Language::Python, "after.py", "import re\nassert re.sub('a', 'b', 'xax') == 'xbx'")
        .expect("it works after that");
}

/// What natives of modules rely on, programs can reach: it may be anything, and nothing panics.
#[test]
fn natives_of_modules_take_anything() {
    let program = "\
import bisect, csv, datetime, functools, heapq, itertools
def attempt(f, *args):
    try:
        f(*args)
    except (TypeError, ValueError, IndexError, OverflowError):
        pass
@functools.lru_cache
def double(x):
    return x * 2
for parts in [], [{1: 2}], [{1: 2}, 0, 0, 5], 3, [{1: 2}, 'a', 0, None]:
    double._parts = parts
    attempt(double, 1)
for kind in range(4):
    for places in [], [5, 6, 7], [5, -6, 7], [-1] * 4, [0, 1, 2, -5, 9], [2 ** 40] * 4:
        attempt(itertools._chosen, kind, (1, 2), places)
for at in 2, 5, -1, 2 ** 62:
    attempt(heapq._sink, [1, 2], at)
attempt(bisect._search, [1, 2], 1, 0, 99, True)
form = (',', '\"', None, 0, True, False, False, '')
attempt(csv._read, form, 10, 'a,b', (99, 5, 6, 7))
attempt(csv._line, (1,), 2, 3)
moment = datetime.datetime(2020, 1, 1)
attempt(datetime._moved, moment, (2 ** 200, 0, 0), 2 ** 49)
for name in 'year', 'hour', 'second', 'microsecond':
    class Moment(datetime.datetime):
        pass
    broken = Moment(2020, 1, 1)
    object.__setattr__(broken, name, 2 ** 50 - 1)
    attempt(lambda: broken + datetime.timedelta(1))
    attempt(lambda: broken < moment)
    attempt(broken.isoformat)
";
    Vm::new(Config::default()).run(Language::Python, "misuse.py", program).expect("it ends");
}

#[test]
fn what_is_referred_to_weakly_dies() {
    let program = "\
import gc, weakref
class A:
    pass
a = A()
r = weakref.ref(a, lambda r: print('called', r()))
d = weakref.WeakValueDictionary(x=a)
weakref.finalize(a, print, 'final')
print(r() is a, len(d))
def clean():
    a = b = c = d = e = None
    return [a, b, c, d, e, 0, 0, 0]
a = clean()
gc.collect()
print(r(), len(d))
";
    let mut vm = Vm::new(Config::default());
    vm.run(Language::Python, "weak.py", program).expect("it is right");
    assert_eq!(vm.take_output(), "True 1\nfinal\ncalled None\nNone 0\n");
}
