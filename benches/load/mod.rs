//! How fast programs are read, lowered, compiled and linked.
use crate::clock;
use crate::measure::{PROGRAMS, summary};
use crate::table::{Align, aligned};
use glassbox::core::GlobalNames;
use glassbox::lang::lisp::{LispEnv, lower, lower_prelude};
use glassbox::syntax::sexpr::lexer::{Lexer, TokenKind};
use glassbox::syntax::sexpr::reader::read_datums;
use glassbox::syntax::{Interner, SourceId};
use glassbox::{Config, Language, Vm};

/// Bytes that one sample takes in, about.
const SAMPLE: usize = 1 << 20;

/// Measures and prints.
pub fn report(repeats: usize) {
    let mut texts: Vec<String> = PROGRAMS.iter().map(|p| p.1.to_string()).collect();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/lisp");
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        texts.extend(std::fs::read_to_string(entry.path()));
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    let rounds = SAMPLE.div_ceil(bytes);
    let mut rows = vec![["  up to", "MB/s", "spread"].map(String::from).to_vec()];
    let mut row = |name: &str, mut work: Box<dyn FnMut()>| {
        work();
        let sample = |_| {
            let begin = clock::nanos();
            work();
            clock::nanos() - begin
        };
        let s = summary(&(0..repeats).map(sample).collect::<Vec<u64>>());
        let speed = (rounds * bytes) as f64 / s.median * 1e9 / 1e6;
        rows.push(vec![format!("  {name}"), format!("{speed:.1}"), format!("±{:.1}%", 100.0 * s.spread)]);
    };
    let each = |work: fn(&[String])| {
        let texts = texts.clone();
        Box::new(move || (0..rounds).for_each(|_| work(&texts)))
    };
    row(
        "tokens",
        each(|texts| {
            for text in texts {
                let mut lexer = Lexer::new(SourceId::default(), text);
                while std::hint::black_box(lexer.token()).kind != TokenKind::End {}
            }
        }),
    );
    row(
        "data",
        each(|texts| {
            let mut interner = Interner::default();
            for text in texts {
                std::hint::black_box(read_datums(&mut interner, SourceId::default(), text).data.all().len());
            }
        }),
    );
    row(
        "Core",
        each(|texts| {
            let mut interner = Interner::default();
            let mut env = LispEnv::new(&mut interner);
            let mut globals = GlobalNames::default();
            // Without its names every use of them would look like a mistake.
            lower_prelude(&mut env, &mut interner, &mut globals, SourceId::default());
            for text in texts {
                let unit = lower(&mut env, &mut interner, &mut globals, SourceId::default(), text);
                assert!(std::hint::black_box(unit).is_ok());
            }
        }),
    );
    row(
        "linked code",
        each(|texts| {
            let mut vm = Vm::new(Config { memory: 1 << 30, ..Config::default() });
            for text in texts {
                assert!(vm.load(Language::Lisp, "load", text).is_ok());
            }
        }),
    );
    println!("\nloading ({bytes} bytes of programs, {rounds} times a run, {repeats} runs, processor time)");
    print!("{}", aligned(&[Align::Left, Align::Right, Align::Right], &rows));
}
