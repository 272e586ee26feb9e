//! Golden files of MIR: a graph, then what passes make of it. A comment `; passes`
//! names them, or says `all`. `BLESS=1` writes what is printed now. Every printed form
//! must read back and print the same.
use glassbox::jit::mir::{Graph, parse, print, verify};
use glassbox::jit::passes::{self, Given};
use glassbox::options::OptSet;
use std::path::PathBuf;

const MARK: &str = ";;; after";

fn files() -> Vec<PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir("tests/golden/mir").unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "mir"));
    files.sort();
    files
}

/// A graph as text, after checking that it is sound and reads back as the same.
fn round_trip(g: &Graph, about: &str) -> String {
    let text = print::graph(g);
    verify::verify(g).unwrap_or_else(|e| panic!("{about}: {e}\n{text}"));
    let again = parse::graph(&text).unwrap_or_else(|e| panic!("{about}: {e}\n{text}"));
    assert_eq!(text, print::graph(&again), "{about}: printed, read and printed again");
    text
}

/// What the passes of a file make of its graph.
fn after(source: &str, about: &str) -> String {
    let mut g = parse::graph(source).unwrap_or_else(|e| panic!("{about}: {e}"));
    let printed = round_trip(&g, about);
    let code = source.lines().filter(|l| !l.starts_with(';')).collect::<Vec<_>>().join("\n");
    assert_eq!(printed.trim_end(), code.trim_end(), "{about}");
    let names = source.lines().find_map(|l| l.strip_prefix("; passes ")).expect("it names passes");
    let given = Given { mul_high: !source.contains("\n; without mul.high\n"), tagged_result: false };
    if names == "all" {
        passes::run_all(&mut g, OptSet::all(), given, &mut |name, g| {
            round_trip(g, &format!("{about} after {name}"));
        });
    } else {
        for name in names.split(' ') {
            assert!(passes::run_one(&mut g, name, given), "{about}: there is no pass {name}");
        }
    }
    format!("{MARK} {names}\n{}", round_trip(&g, about))
}

#[test]
fn golden_files() {
    let mut wrong = vec![];
    for path in files() {
        let text = std::fs::read_to_string(&path).unwrap();
        let source = text.split(&format!("\n{MARK}")).next().unwrap().trim_end();
        let now = format!("{source}\n{}", after(&format!("{source}\n"), &path.display().to_string()));
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
