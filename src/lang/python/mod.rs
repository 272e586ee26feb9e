//! Python 3.11: the front end, what programs need while they run, and what of that is
//! written in Python.
pub mod ast;
mod check;
pub mod lexer;
pub mod lib;
pub mod lower;
pub mod parser;
pub mod run;
pub mod scope;
pub mod text;
pub mod traceback;

pub use parser::{Outcome, parse};

/// What of Python is written in Python.
pub const PRELUDE: &str = include_str!(concat!(env!("OUT_DIR"), "/python/prelude.py"));

/// The prelude compiled. A test tells when it is not of this prelude or this compiler any
/// more; until it is made anew, the text is compiled. Modules for wasm are without it, as it
/// is as large as a twentieth of them: there the first VM compiles.
pub const PRELUDE_ARCHIVE: &[u8] =
    if cfg!(target_arch = "wasm32") { &[] } else { include_bytes!("prelude.gbx").as_slice() };

/// Modules that are there by name, with their text: the files of `modules/`, as `build.rs`
/// packs them. Natives of theirs are in a table.
static MODULES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/python/modules.rs"));

/// Name and text of a module that is there by name.
pub fn module(name: &str) -> Option<(&'static str, &'static str)> {
    let &(name, text) = MODULES.iter().find(|m| m.0 == name)?;
    Some((name, crate::platform::present_text(text)))
}

/// What is asked for with `platform::present`: modules and tables, which few programs need.
#[cfg(target_arch = "wasm32")]
pub fn apart() -> impl Iterator<Item = &'static [u8]> {
    MODULES.iter().map(|m| m.1.as_bytes()).chain(text::TABLES.iter().copied())
}

use crate::syntax::{Code, Diagnostic, Interner, SourceId};

/// Parses a text and, if it is right so far, checks names and statements.
pub fn check(interner: &mut Interner, source: SourceId, text: &str) -> Outcome {
    checked(interner, source, text).0
}

/// The same with the scopes, if names were looked at.
fn checked(interner: &mut Interner, source: SourceId, text: &str) -> (Outcome, Option<scope::Scopes>) {
    let mut outcome = parse(interner, source, text);
    if !outcome.problems.is_empty() {
        return (outcome, None);
    }
    let (scopes, problems) = scope::resolve(&outcome.ast, interner, source);
    outcome.problems = problems;
    outcome.problems.extend(check::run(&outcome.ast, interner, source));
    outcome.problems.truncate(lexer::MAX_PROBLEMS);
    (outcome, Some(scopes))
}

/// What is wrong with a text, also what this version has no values for.
pub fn problems(interner: &mut Interner, source: SourceId, text: &str) -> Vec<Diagnostic> {
    let Outcome { ast, problems, .. } = check(interner, source, text);
    with_lacking(&ast, problems)
}

fn with_lacking(ast: &ast::Ast, mut problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let lacking = |&(span, what): &_| Diagnostic::error(Code::Unsupported, span, format!("not supported: {what}"));
    problems.extend(ast.unsupported.iter().map(lacking));
    problems.truncate(lexer::MAX_PROBLEMS);
    problems
}

/// The same of a text that is evaluated, or run; one that is evaluated is an expression.
pub fn problems_of(interner: &mut Interner, source: SourceId, text: &str, evaluated: bool) -> Vec<Diagnostic> {
    let wrong = problems(interner, source, text);
    if !evaluated || !wrong.is_empty() {
        return wrong;
    }
    let ast = parse(interner, source, text).ast;
    let body = ast.items(ast.body);
    let plain = matches!(body, [only] if matches!(ast.stmt(*only).kind, ast::StmtKind::Expr(_)));
    if plain {
        return wrong;
    }
    let at = body.first().map_or(0, |&s| ast.stmt(s).at.start);
    vec![Diagnostic::error(Code::Syntax, crate::syntax::Span::new(source, at, at), "invalid syntax")]
}

/// Whether a bracket, a text or a block is open at the end: an empty line ends blocks.
pub fn is_incomplete(text: &str) -> bool {
    let outcome = parse(&mut Interner::default(), SourceId::default(), text);
    if outcome.incomplete {
        return true;
    }
    let last = outcome.ast.items(outcome.ast.body).last();
    let open = last.is_some_and(|&s| outcome.ast.stmt(s).kind.has_blocks());
    let line = text.strip_suffix('\n').unwrap_or(text).rsplit('\n').next().unwrap_or_default();
    open && !line.trim().is_empty()
}

/// Checks a text and lowers it to Core.
pub fn load(
    interner: &mut Interner,
    globals: &mut crate::core::GlobalNames,
    source: SourceId,
    text: &str,
    module: &lower::Module,
) -> Result<crate::core::Unit, Vec<Diagnostic>> {
    let (Outcome { ast, problems, .. }, scopes) = checked(interner, source, text);
    let problems = with_lacking(&ast, problems);
    let (true, Some(scopes)) = (problems.is_empty(), scopes) else { return Err(problems) };
    lower::lower(&ast, &scopes, interner, globals, source, text, module)
}
