//! Diagnostics as people see them: for each program the text of its errors and
//! warnings, before and while it runs, in the file beside it. `BLESS=1` writes
//! what is said now.
use glassbox::syntax::render::render_all;
use glassbox::{Config, Language, Progress, Vm};
use std::path::Path;

/// Everything that is said about a program.
fn said(name: &str, text: &str) -> String {
    let mut vm = Vm::new(Config::default());
    if name.ends_with(".py") {
        let found = vm.check(Language::Python, name, text).unwrap_or_else(|problems| problems);
        return render_all(&found, vm.sources(), false);
    }
    let program = match vm.load(Language::Lisp, name, text) {
        Ok(program) => program,
        Err(problems) => return render_all(&problems, vm.sources(), false),
    };
    let mut all = vm.program(program).warnings.clone();
    vm.start(program);
    match vm.resume(u64::MAX) {
        Progress::Done(_) => {}
        Progress::Failed(problem) => all.push(*problem),
        other => panic!("{name}: {other:?}"),
    }
    without_prelude_lines(&render_all(&all, vm.sources(), false))
}

/// Places in the prelude without their numbers, which change with its text.
fn without_prelude_lines(text: &str) -> String {
    let mut parts = text.split("<prelude>:");
    let first = parts.next().unwrap_or_default().to_string();
    parts.fold(first, |out, p| out + "<prelude>" + p.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':'))
}

#[test]
fn diagnostics_read_as_they_should() {
    let mut files: Vec<_> = std::fs::read_dir("tests/ui").unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "scm" || e == "py"));
    files.sort();
    assert!(files.len() >= 10, "the cases are found");
    let mut wrong = vec![];
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let now = said(Path::new(path.file_name().unwrap()).to_str().unwrap(), &text);
        let beside = path.with_extension("txt");
        if now != std::fs::read_to_string(&beside).unwrap_or_default() {
            if std::env::var_os("BLESS").is_some() {
                std::fs::write(&beside, now).unwrap();
            } else {
                wrong.push(format!("{}: now\n{now}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "BLESS=1 accepts what is said now\n{}", wrong.join("\n"));
}
