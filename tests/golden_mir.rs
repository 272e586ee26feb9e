//! Golden files of MIR: a graph, then what passes make of it. A comment `; passes`
//! names them, or says `all`. `BLESS=1` writes what is printed now. Every printed form
//! must read back and print the same.
use glassbox::jit::mir::{Graph, parse, print, verify};
use std::path::PathBuf;

fn files() -> Vec<PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir("tests/golden/mir").unwrap().map(|e| e.unwrap().path()).collect();
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

#[test]
fn graphs_print_and_read_back() {
    for path in files() {
        let text = std::fs::read_to_string(&path).unwrap();
        let source = text.split("\n;;; ").next().unwrap();
        let g = parse::graph(source).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let printed = round_trip(&g, &path.display().to_string());
        let code = source.lines().filter(|l| !l.starts_with(';')).collect::<Vec<_>>().join("\n");
        assert_eq!(printed.trim_end(), code.trim_end());
    }
}
