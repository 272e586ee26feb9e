//! Python 3.11: the front end. What it understands is checked, not run yet.
pub mod ast;
mod check;
pub mod lexer;
pub mod lib;
pub mod lower;
pub mod parser;
pub mod run;
pub mod scope;
pub mod text;

pub use parser::{Outcome, parse};

/// What of Python is written in Python.
pub const PRELUDE: &str = include_str!("prelude.py");

/// Modules that are there by name, with their text; natives of theirs are in a table.
pub const MODULES: &[(&str, &str)] = &[
    ("abc", include_str!("modules/abc.py")),
    ("array", include_str!("modules/array.py")),
    ("bisect", include_str!("modules/bisect.py")),
    ("collections", include_str!("modules/collections.py")),
    ("collections.abc", include_str!("modules/collections.abc.py")),
    ("contextlib", include_str!("modules/contextlib.py")),
    ("copy", include_str!("modules/copy.py")),
    ("dataclasses", include_str!("modules/dataclasses.py")),
    ("datetime", include_str!("modules/datetime.py")),
    ("enum", include_str!("modules/enum.py")),
    ("errno", include_str!("modules/errno.py")),
    ("functools", include_str!("modules/functools.py")),
    ("gc", include_str!("modules/gc.py")),
    ("heapq", include_str!("modules/heapq.py")),
    ("io", include_str!("modules/io.py")),
    ("itertools", include_str!("modules/itertools.py")),
    ("json", include_str!("modules/json.py")),
    ("math", include_str!("modules/math.py")),
    ("operator", include_str!("modules/operator.py")),
    ("random", include_str!("modules/random.py")),
    ("re", include_str!("modules/re.py")),
    ("statistics", include_str!("modules/statistics.py")),
    ("string", include_str!("modules/string.py")),
    ("struct", include_str!("modules/struct.py")),
    ("sys", include_str!("modules/sys.py")),
    ("textwrap", include_str!("modules/textwrap.py")),
    ("time", include_str!("modules/time.py")),
    ("types", include_str!("modules/types.py")),
    ("typing", include_str!("modules/typing.py")),
];

use crate::syntax::{Code, Diagnostic, Interner, SourceId};

/// Parses a text and, if it is right so far, checks names and statements.
pub fn check(interner: &mut Interner, source: SourceId, text: &str) -> Outcome {
    let mut outcome = parse(interner, source, text);
    if outcome.problems.is_empty() {
        let (_, problems) = scope::resolve(&outcome.ast, interner, source);
        outcome.problems = problems;
        outcome.problems.extend(check::run(&outcome.ast, interner, source));
        outcome.problems.truncate(lexer::MAX_PROBLEMS);
    }
    outcome
}

/// What is wrong with a text, also what this version has no values for.
pub fn problems(interner: &mut Interner, source: SourceId, text: &str) -> Vec<Diagnostic> {
    let Outcome { ast, mut problems, .. } = check(interner, source, text);
    let lacking = |&(span, what): &_| Diagnostic::error(Code::Unsupported, span, format!("not supported: {what}"));
    problems.extend(ast.unsupported.iter().map(lacking));
    problems.truncate(lexer::MAX_PROBLEMS);
    problems
}

/// Checks a text and lowers it to Core.
pub fn load(
    interner: &mut Interner,
    globals: &mut crate::core::GlobalNames,
    source: SourceId,
    text: &str,
    module: &lower::Module,
) -> Result<crate::core::Unit, Vec<Diagnostic>> {
    let problems = problems(interner, source, text);
    if !problems.is_empty() {
        return Err(problems);
    }
    let ast = parse(interner, source, text).ast;
    let (scopes, _) = scope::resolve(&ast, interner, source);
    lower::lower(&ast, &scopes, interner, globals, source, text.len(), module)
}
