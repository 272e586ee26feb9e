//! Golden files of Core: a Lisp program, then its Core as lowered and after the
//! passes. `BLESS=1` writes what is printed now. Every printed form must read
//! back and print the same.
use glassbox::core::{GlobalNames, Names, Unit, passes, print, read};
use glassbox::lang::lisp::{LispEnv, builtins, lower, lower_prelude};
use glassbox::options::OptSet;
use glassbox::syntax::{Interner, SourceId};
use std::path::{Path, PathBuf};

const MARK: &str = ";;; ";

struct World {
    interner: Interner,
    globals: GlobalNames,
    env: LispEnv,
}

impl World {
    fn new() -> World {
        let mut interner = Interner::default();
        let env = LispEnv::new(&mut interner);
        let mut world = World { interner, globals: GlobalNames::default(), env };
        lower_prelude(&mut world.env, &mut world.interner, &mut world.globals, SourceId(0));
        world
    }

    fn text(&self, unit: &Unit) -> String {
        let names = Names { interner: &self.interner, globals: &self.globals, natives: builtins::NAMES };
        print::text(&print::print(unit, &names))
    }

    /// Printed Core, after checking that it reads back as the same.
    fn round_trip(&mut self, unit: &Unit, about: &str) -> String {
        let text = self.text(unit);
        let again = read::read(&mut self.interner, &mut self.globals, builtins::NAMES, SourceId(2), &text)
            .unwrap_or_else(|e| panic!("{about}: {e:#?}\n{text}"));
        passes::verify::verify(&again).unwrap_or_else(|e| panic!("{about}: {e}\n{text}"));
        assert_eq!(text, self.text(&again), "{about}: printed, read and printed again");
        text
    }

    /// Every step of a program, each under its name.
    fn steps(&mut self, program: &str, about: &str) -> String {
        let (mut unit, _) = lower(&mut self.env, &mut self.interner, &mut self.globals, SourceId(1), program)
            .unwrap_or_else(|e| panic!("{about}: {e:#?}"));
        let mut steps = vec![];
        passes::run_all(&mut unit, OptSet::all(), &mut passes::notes::Notes::off(), &mut |name, unit| {
            steps.push((name.to_string(), unit.clone()))
        });
        let mut out = String::new();
        for (name, unit) in steps {
            let text = self.round_trip(&unit, about);
            out.push_str(&format!("{MARK}{name}\n{text}"));
        }
        out
    }
}

fn scheme_files(dir: &str) -> Vec<PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "scm"));
    files.sort();
    files
}

#[test]
fn golden_files() {
    let files = scheme_files("tests/golden/core");
    assert!(files.len() >= 10, "the cases are found");
    let mut wrong = vec![];
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let program = text.split(&format!("\n{MARK}")).next().unwrap().trim_end();
        let now = format!("{program}\n{}", World::new().steps(program, &path.display().to_string()));
        if now != text {
            if std::env::var_os("BLESS").is_some() {
                std::fs::write(&path, now).unwrap();
            } else {
                wrong.push(format!("{}: now\n{now}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "BLESS=1 accepts what is printed now\n{}", wrong.join("\n"));
}

#[test]
fn every_program_prints_and_reads_back() {
    let mut files = scheme_files("benches/programs");
    for dir in ["examples/lisp", "tests/lang/lisp"] {
        if Path::new(dir).is_dir() {
            files.extend(scheme_files(dir));
        }
    }
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut world = World::new();
        let errors = lower(&mut world.env, &mut world.interner, &mut world.globals, SourceId(1), &text).is_err();
        // Cases of wrong programs have no Core.
        if !errors {
            World::new().steps(&text, &path.display().to_string());
        }
    }
}
