//! Python's prelude in its archive: that it is of this prelude, and that nothing comes of
//! where it is from.
use super::*;
use crate::bytecode::Proto;
use crate::bytecode::archive::{Archive, Origin, Refused, fingerprint, seal};
use crate::host::split_mix;
use crate::interp::link;
use crate::vm::with_python::PRELUDE;

/// A VM that knows Python's classes, the prelude compiled, and its archive.
fn compiled() -> (Vm, Proto, SourceId, Vec<u8>) {
    let mut vm = vm(Config::default());
    vm.make_world().expect("there is room");
    let first_global = vm.rt.globals.len();
    let source = vm.sources.add("<python>", python::PRELUDE);
    let module = python::lower::Module::new("builtins", true);
    let main = vm.compile_python(PRELUDE, source, python::PRELUDE, &module, None).expect("it compiles");
    let of = fingerprint(python::PRELUDE.as_bytes());
    let origin = Origin { of, first_global, known_globals: first_global };
    let bytes = vm.to_archive(&main, &origin).expect("it can be written");
    (vm, main, source, bytes)
}

#[test]
fn the_archive_is_of_this_prelude() {
    let (.., bytes) = compiled();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lang/python/prelude.gbx");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(file, &bytes).expect("it can be written");
        return;
    }
    let same = std::fs::read(file).is_ok_and(|there| there == bytes);
    assert!(same, "prelude.gbx is of another prelude or compiler: BLESS=1 cargo test --lib archive");
}

#[test]
fn what_is_read_is_what_was_written() {
    let (mut vm, main, source, bytes) = compiled();
    let archive = Archive::open(&bytes).expect("it is whole");
    let read = vm.read_archive(&archive, source).expect("it is right");
    fn look(p: &Proto) {
        assert_eq!(p.plain_len(), p.plain().code.len());
        p.functions.iter().for_each(look);
    }
    look(&read);
    assert_eq!(format!("{read:?}"), format!("{main:?}"));
}

/// A program with what code in Python is made of.
const PROGRAM: &str = "
class Shape:
    sides: int = 0
    def __init__(self, name, *more, scale=1, **others):
        self.name, self.more, self.scale, self.others = name, more, scale, others
    def area(self, /, x, y=2, *, z=3):
        return self.scale * (x + y * z)
    @property
    def title(self):
        return f'{self.name!r:>8}'
class Square(Shape):
    def area(self, x):
        try:
            return super().area(x, z=1 << 60)
        finally:
            self.scale += 1
def numbers(n, step=0.5):
    total = 0
    def add(k):
        nonlocal total
        total += k
        return total
    for i in range(n):
        got = yield add(i * step)
        while got:
            got -= 1
            if got == 3: continue
            if got == 1: break
    else:
        yield from (a for a in [1, 2j, 'x', b'y'])
def test(*args, key=lambda v: v, **named):
    global seen
    seen = {key(a): [a, named.get('x')] for a in args if a not in (3, None)}
    with_text = ['%s %d' % (k, 3) for k in seen]
    try:
        return seen['absent']
    except (KeyError, ValueError) as e:
        return with_text + [type(e).__name__, *args]
shapes = [Shape('a', 1, 2, scale=3), Square('b', **{'k': 5})]
for s in shapes:
    print(s.area(4), s.title, s.more, s.others)
g = numbers(3)
print(next(g), g.send(5), list(g))
print(test(1, 2, 3, x=10 ** 30), seen, sorted([3, 1, 2], key=lambda v: -v))
match shapes:
    case [Shape(name='a') as first, *rest] if rest:
        print(first.name, len(rest), [*map(str, rest[0].more)])
del g, shapes[0]
";

/// The archive of a program, and a VM in which the prelude has run.
fn of_program(config: Config) -> (Vm, Vec<u8>) {
    let mut vm = vm(config);
    vm.run(Language::Python, "ready.py", "pass").expect("it runs");
    vm.take_output();
    let first_global = vm.rt.globals.len();
    let source = vm.sources.add("program.py", PROGRAM);
    let module = python::lower::Module::new("__main__", false);
    let rt = &mut vm.rt;
    let mut unit = python::load(&mut rt.interner, &mut rt.globals, source, PROGRAM, &module).expect("it lowers");
    let main = vm.compile_whole("<module>", &mut unit);
    let origin = Origin { of: 0, first_global, known_globals: first_global };
    let bytes = vm.to_archive(&main.expect("it compiles"), &origin).expect("it can be written");
    (vm, bytes)
}

/// Reads, links and runs; `Err` if it is refused.
fn run_archive(vm: &mut Vm, bytes: &[u8]) -> Result<(), Refused> {
    let archive = Archive::open(bytes)?;
    let source = vm.sources.add("program.py", "");
    let main = vm.read_archive(&archive, source)?;
    vm.globals.resize(vm.rt.globals.len(), Value::UNSET);
    let Ok(main) = link::link(vm, main, &python::run::DIALECT) else { return Ok(()) };
    vm.programs.push(Program { source, core: vec![], notes: vec![], warnings: vec![], functions: 0..0, main });
    vm.start(ProgramId(vm.programs.len() - 1));
    while let Progress::Running = vm.resume(1000) {}
    vm.inspect(ProgramId(vm.programs.len() - 1));
    Ok(())
}

#[test]
fn archives_run_as_their_sources_do() {
    let (mut vm, bytes) = of_program(Config::default());
    run_archive(&mut vm, &bytes).expect("it is right");
    let from_archive = vm.take_output();
    let mut vm = self::vm(Config::default());
    vm.run(Language::Python, "program.py", PROGRAM).unwrap_or_else(|d| panic!("{d:?}"));
    let from_text = vm.take_output();
    assert_eq!(from_archive, from_text);
    assert_eq!(from_text.lines().count(), 5, "{from_text}");
}

/// What a program prints, says at its end, and takes.
fn observed(archive: bool, text: &str) -> (String, String, [u64; 5]) {
    let opts = OptSet::all().with(Opt::Archive, archive);
    let mut vm = vm(Config { opts, dispatch: Dispatch::Traced, ..Config::default() });
    let end = vm.run(Language::Python, "observed.py", text);
    let end = end.map(|v| vm.write(v)).unwrap_or_else(|d| crate::syntax::render::render(&d[0], vm.sources(), false));
    let s = vm.stats();
    (vm.take_output(), end, [s.dispatches, s.instructions, s.allocations, s.peak_depth, s.fuel_used])
}

#[test]
fn nothing_comes_of_where_code_is_from() {
    let modules = "
import collections, dataclasses, enum, functools
from collections import abc
print(list(vars(collections)), dir(enum))
@dataclasses.dataclass(order=True)
class P:
    x: int = 3
print(P(), sorted([P(2), P(1)]), collections.Counter('abca'), functools.reduce(lambda a, b: a + b, [1, 2]))
";
    let fails = "sorted([3, 'a'], key=lambda v: v if v == 3 else 1 / 0)";
    for text in [PROGRAM, modules, fails, "print(sum([1, '']))"] {
        let (compiled, first, second) = (observed(false, text), observed(true, text), observed(true, text));
        assert_eq!(first, compiled);
        assert_eq!(second, compiled);
    }
}

#[test]
fn bytes_that_changed_are_refused() {
    let (_, bytes) = of_program(Config::default());
    let mut dice = 1;
    for _ in 0..if cfg!(miri) { 20 } else { 3000 } {
        let mut b = bytes.clone();
        let at = split_mix(&mut dice) as usize % b.len();
        b[at] ^= 1 << (split_mix(&mut dice) % 8);
        assert!(Archive::open(&b).is_err(), "byte {at}");
        assert!(Archive::open(&bytes[..at]).is_err(), "cut at {at}");
    }
}

/// Damage that the checksum does not tell.
#[test]
fn damaged_archives_are_refused_or_do_no_harm() {
    let (mut refused, mut ran) = (0, 0);
    let rounds = match std::env::var("DAMAGED").ok().and_then(|n| n.parse().ok()) {
        Some(rounds) => rounds,
        None if cfg!(miri) => 1,
        None => 20,
    };
    for round in 0..rounds {
        let mut dice = round;
        let mut roll = |n: usize| split_mix(&mut dice) as usize % n.max(1);
        let dispatch = Dispatch::ALL[roll(3)];
        let config = Config { dispatch, fuel: Some(2000), depth: 100, memory: 16 << 20, ..Config::default() };
        let (mut vm, bytes) = of_program(config);
        for _ in 0..if cfg!(miri) { 4 } else { 150 } {
            let mut b = bytes.clone();
            for _ in 0..1 + roll(2) {
                let at = 29 + roll(b.len() - 29);
                match roll(4) {
                    0 => b[at] = roll(256) as u8,
                    1 => b[at] = b[at].wrapping_add(1),
                    2 => b[at] ^= 1 << roll(8),
                    _ => b[at] = b[29 + roll(b.len() - 29)],
                }
            }
            seal(&mut b);
            match run_archive(&mut vm, &b) {
                Ok(()) => ran += 1,
                Err(_) => refused += 1,
            }
            vm.take_output();
        }
        let sum = vm.run(
            Language::Python,
            "after.py",
            "def f(n):\n    return n if n < 1 else n + f(n - 1)\nassert f(4) == 10",
        );
        assert!(sum.is_ok(), "{sum:?}");
    }
    println!("{ran} ran, {refused} were refused");
    assert!(cfg!(miri) || ran > 100 && refused > 100, "{ran} ran, {refused} were refused");
}
