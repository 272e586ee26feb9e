//! How fast programs are read, lowered, compiled and linked.
use crate::clock;
use crate::measure::{PROGRAMS, summary};
use crate::table::{Align, aligned};
use glassbox::core::GlobalNames;
use glassbox::lang::lisp::{LispEnv, lower, lower_prelude};
use glassbox::lang::python;
use glassbox::syntax::sexpr::lexer::{Lexer, TokenKind};
use glassbox::syntax::sexpr::reader::read_datums;
use glassbox::syntax::{Interner, SourceId};
use glassbox::{Config, Language, Vm};

/// Bytes of the text, about.
const SIZE: usize = 1 << 20;

/// Measures and prints.
pub fn report(repeats: usize) {
    lisp(repeats);
    python(repeats);
}

/// What is loaded is one large text: the programs again and again.
fn lisp(repeats: usize) {
    let programs: String = PROGRAMS.iter().map(|p| p.1).collect();
    let text = programs.repeat(SIZE.div_ceil(programs.len()));
    let mut rows = vec![["  up to", "MB/s", "spread"].map(String::from).to_vec()];
    let mut row = |name: &str, sample: &mut dyn FnMut() -> u64| {
        sample();
        let s = summary(&(0..repeats).map(|_| sample()).collect::<Vec<u64>>());
        let speed = text.len() as f64 / s.median * 1e9 / 1e6;
        rows.push(vec![format!("  {name}"), format!("{speed:.1}"), format!("±{:.1}%", 100.0 * s.spread)]);
    };
    row("tokens", &mut || {
        let begin = clock::nanos();
        let mut lexer = Lexer::new(SourceId::default(), &text);
        while std::hint::black_box(lexer.token()).kind != TokenKind::End {}
        clock::nanos() - begin
    });
    row("data", &mut || {
        let mut interner = Interner::default();
        let begin = clock::nanos();
        std::hint::black_box(read_datums(&mut interner, SourceId::default(), &text).data.all().len());
        clock::nanos() - begin
    });
    row("Core", &mut || {
        let mut interner = Interner::default();
        let mut env = LispEnv::new(&mut interner);
        let mut globals = GlobalNames::default();
        // Without its names every use of them would look like a mistake.
        lower_prelude(&mut env, &mut interner, &mut globals, SourceId::default());
        let begin = clock::nanos();
        let unit = lower(&mut env, &mut interner, &mut globals, SourceId::default(), &text);
        let nanos = clock::nanos() - begin;
        assert!(std::hint::black_box(unit).is_ok());
        nanos
    });
    row("linked code", &mut || {
        let mut vm = Vm::new(Config { memory: 1 << 30, ..Config::default() });
        let begin = clock::nanos();
        let loaded = vm.load(Language::Lisp, "load", &text);
        let nanos = clock::nanos() - begin;
        assert!(loaded.is_ok());
        nanos
    });
    println!("\nloading Lisp (one text of {} bytes, {repeats} runs, processor time)", text.len());
    print!("{}", aligned(&[Align::Left, Align::Right, Align::Right], &rows));
}

/// The same for Python: the programs of the comparison with CPython, or the files
/// below the folder that `PYTHON_BODY` names.
fn python(repeats: usize) {
    let mut text = String::new();
    match std::env::var_os("PYTHON_BODY") {
        Some(folder) => gather(folder.as_ref(), &mut text),
        None => {
            gather("benches/programs".as_ref(), &mut text);
            text = text.repeat(SIZE.div_ceil(text.len().max(1)));
        }
    }
    let mut rows = vec![["  up to", "MB/s", "spread"].map(String::from).to_vec()];
    let mut row = |name: &str, sample: &mut dyn FnMut() -> usize| {
        let mut timed = || {
            let begin = clock::nanos();
            std::hint::black_box(sample());
            clock::nanos() - begin
        };
        timed();
        let s = summary(&(0..repeats).map(|_| timed()).collect::<Vec<u64>>());
        let speed = text.len() as f64 / s.median * 1e9 / 1e6;
        rows.push(vec![format!("  {name}"), format!("{speed:.1}"), format!("±{:.1}%", 100.0 * s.spread)]);
    };
    let source = SourceId::default();
    row("tokens", &mut || python::lexer::tokens(&mut Interner::default(), source, &text).tokens.len());
    row("tree", &mut || python::parse(&mut Interner::default(), source, &text).ast.len());
    row("names", &mut || python::check(&mut Interner::default(), source, &text).problems.len());
    println!("\nloading Python (one text of {} bytes, {repeats} runs, processor time)", text.len());
    print!("{}", aligned(&[Align::Left, Align::Right, Align::Right], &rows));
}

/// Adds the texts below a folder that are right by themselves.
fn gather(folder: &std::path::Path, text: &mut String) {
    let mut paths: Vec<_> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            gather(&path, text);
        } else if path.extension().is_some_and(|e| e == "py")
            && let Ok(program) = std::fs::read_to_string(&path)
            && python::check(&mut Interner::default(), SourceId::default(), &program).problems.is_empty()
        {
            text.push_str(&program);
            text.push('\n');
        }
    }
}
