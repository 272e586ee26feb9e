//! What the command says about programs and about itself, on the standard error
//! output.
use super::console;
use glassbox::Diagnostic;
use glassbox::syntax::SourceMap;
use glassbox::syntax::render::render_all;

/// How messages look.
#[derive(Clone, Copy)]
pub struct Report {
    color: bool,
}

impl Report {
    /// With or without colours.
    pub fn new(color: bool) -> Report {
        Report { color }
    }
    /// With colours if a terminal reads them.
    pub fn plain() -> Report {
        use std::io::IsTerminal;
        Report::new(std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none())
    }
    /// Something is wrong outside of any program.
    pub fn problem(&self, message: &str) {
        let word = if self.color { "\x1b[1;31merror\x1b[0m" } else { "error" };
        console::error(&format!("{word}: {message}\n"));
    }
    /// Something more to say.
    pub fn note(&self, message: &str) {
        console::error(&format!("  {message}\n"));
    }
    /// What is wrong with a program.
    pub fn diagnostics(&self, all: &[Diagnostic], sources: &SourceMap) {
        // Where the language has a form of its own, the first is all there is.
        let all = if all.first().is_some_and(|d| d.traceback.is_some()) { &all[..1] } else { all };
        console::error(&render_all(all, sources, self.color));
    }
}
