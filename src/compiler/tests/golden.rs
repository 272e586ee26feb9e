//! Listings compared with files. `BLESS=1` writes the files anew.
use super::*;
use crate::bytecode::disasm::Listing;
use crate::core::passes;
use crate::lang::lisp::builtins::{BUILTINS, MANY, NAMES};
use crate::lang::lisp::{LispEnv, PRELUDE, PRELUDE_NAME, lower, lower_prelude};
use crate::syntax::SourceMap;
use std::path::Path;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/bytecode");

/// A function and all in it, before and after fusion.
fn list(listing: &Listing, p: &Proto, main: bool, out: &mut String) {
    let view = listing.function(1, main, p, None);
    let (plain, fused) = (listing.text(&view, false), listing.text(&view, true));
    out.push_str(&format!("plain {plain}"));
    if plain != fused {
        out.push_str(&format!("fused {fused}"));
    }
    for h in &p.handlers {
        out.push_str(&format!("  handler: {}..{} -> {} in r{}\n", h.start, h.end, h.target, h.reg));
    }
    p.functions.iter().for_each(|f| list(listing, f, false, out));
}

fn compare(path: &Path, got: &str) {
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, got).unwrap();
    }
    let expected = std::fs::read_to_string(path).unwrap();
    for (n, (got, want)) in got.lines().zip(expected.lines()).enumerate() {
        assert_eq!(got, want, "line {} of {}", n + 1, path.display());
    }
    assert_eq!(got.len(), expected.len(), "{}", path.display());
}

#[test]
fn samples_become_what_the_file_says() {
    let mut interner = Interner::default();
    ["f", "g", "h"].iter().for_each(|n| {
        interner.intern(n);
    });
    let globals = globals();
    let names = Names { interner: &interner, globals: &globals, natives: &["one", "two", "any"] };
    let listing = Listing { names: &names, natives: NATIVES, sources: &SourceMap::default() };
    let mut out = String::new();
    for (title, l) in samples() {
        out.push_str(&format!("\n== {title}\n"));
        list(&listing, &proto(l, OptSet::all()), false, &mut out);
    }
    compare(&Path::new(FOLDER).join("core.txt"), &out);
}

fn lisp_natives() -> Vec<Arity> {
    let max = |m| if m == MANY { None } else { Some(m as u16) };
    BUILTINS.iter().map(|b| Arity { min: b.min as u16, max: max(b.max) }).collect()
}

/// Lowers and compiles a Lisp program and hands the result on. False if it is
/// not a program.
fn lisp(text: &str, see: impl FnOnce(&Proto, &Listing)) -> bool {
    let (mut interner, mut globals, mut sources) = (Interner::default(), GlobalNames::default(), SourceMap::default());
    let mut env = LispEnv::new(&mut interner);
    let id = sources.add(PRELUDE_NAME, PRELUDE);
    let mut prelude = lower_prelude(&mut env, &mut interner, &mut globals, id);
    let id = sources.add("golden", text);
    let Ok((mut unit, _)) = lower(&mut env, &mut interner, &mut globals, id, text) else { return false };
    let natives = lisp_natives();
    for unit in [&mut prelude, &mut unit] {
        passes::run_all(unit, OptSet::all(), &mut passes::notes::Notes::off(), &mut |_, _| {});
        let p = compile(unit, OptSet::all(), &natives, &globals).unwrap();
        let limits = Limits { globals: globals.len() as u32, symbols: interner.len() as u32, natives: &natives };
        verify(&p, &limits).unwrap_or_else(|d| panic!("{}", d.message));
    }
    let p = compile(&unit, OptSet::all(), &natives, &globals).unwrap();
    let names = Names { interner: &interner, globals: &globals, natives: NAMES };
    see(&p, &Listing { names: &names, natives: &natives, sources: &sources });
    true
}

/// The files begin with the program; the listing follows.
#[test]
fn programs_become_what_their_files_say() {
    const LINE: &str = "; ---- bytecode ----\n";
    let mut files = 0;
    for entry in std::fs::read_dir(FOLDER).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "scm") {
            continue;
        }
        files += 1;
        let file = std::fs::read_to_string(&path).unwrap();
        let source = file.split(LINE).next().unwrap();
        let program = lisp(source, |p, listing| {
            let mut out = format!("{source}{LINE}");
            list(listing, p, true, &mut out);
            compare(&path, &out);
        });
        assert!(program, "{}", path.display());
    }
    assert!(files > 5);
}

#[test]
fn all_programs_of_the_language_tests_and_benchmarks_verify() {
    let mut files = 0;
    for folder in ["tests/lang/lisp", "benches/programs"] {
        for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|e| e == "scm") {
                // Some cases are about programs that are refused.
                files += lisp(&std::fs::read_to_string(&path).unwrap(), |_, _| ()) as u32;
            }
        }
    }
    assert!(files > 50, "{files}");
}
