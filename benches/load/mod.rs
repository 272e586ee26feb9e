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

/// Bytes of the text, about.
const SIZE: usize = 1 << 20;

/// Measures and prints. What is loaded is one large text: the programs again and again.
pub fn report(repeats: usize) {
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
    println!("\nloading (one text of {} bytes, {repeats} runs, processor time)", text.len());
    print!("{}", aligned(&[Align::Left, Align::Right, Align::Right], &rows));
}
