//! Tracebacks, compared exactly with what CPython 3.11 writes: each program of
//! `tests/python/tracebacks` ends badly, and the file of the same name that ends in `.err`
//! has what CPython says then. `scripts/python-tracebacks.sh` makes these.
use glassbox::jit::JitMode;
use glassbox::lang::Language;
use glassbox::options::{Dispatch, OptSet};
use glassbox::syntax::render::render;
use glassbox::vm::{Config, Vm};
use std::path::Path;

fn check(name: &str, change: impl Fn(&mut Config)) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python/tracebacks");
    let mut wrong = vec![];
    for entry in std::fs::read_dir(folder).expect("the folder of programs") {
        let path = entry.expect("a readable folder").path();
        if path.extension().is_none_or(|e| e != "py") {
            continue;
        }
        let read = |path: &Path| std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let file = path.file_name().expect("a name").to_string_lossy().into_owned();
        let mut config = Config::default();
        change(&mut config);
        let mut vm = Vm::new(config);
        let said = match vm.run(Language::Python, &file, &read(&path)) {
            Ok(_) => "it ended well".to_string(),
            Err(problems) => render(&problems[0], vm.sources(), false),
        };
        let expected = read(&path.with_extension("err"));
        if said != expected {
            wrong.push(format!("{file} ({name}):\n{said}\nexpected:\n{expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn tracebacks_are_as_cpython_writes_them() {
    check("as usual", |_| {});
    check("switch", |c| c.dispatch = Dispatch::Switch);
    check("nothing on", |c| c.opts = OptSet::none());
    check("compiled at once", |c| (c.jit.mode, c.jit.threshold) = (JitMode::On, 1));
    check("collected at every safepoint", |c| c.gc = glassbox::heap::GcMode::Stress);
}
