//! The plain interpreter behind the border, in a module of its own: it is there
//! to be compared with, and nobody else should have to download it.
use super::config::HostConfig;
use super::host::Page;
use crate::baseline::{Baseline, Limits};
use crate::inspect::{Inspection, JitView, Profile, Stats};
use crate::lang::Language;
use crate::syntax::Diagnostic;
use wasm_bindgen::JsValue;

/// The plain interpreter, the programs as they were given, and the one to run.
pub struct Engine {
    baseline: Box<Baseline>,
    programs: Vec<(Language, String, String)>,
    next: usize,
}

/// How a run ended; there are no slices.
pub enum Outcome {
    /// The program is done.
    Ended(Ended),
    /// It failed.
    Failed(Vec<Diagnostic>),
}

/// The text of a value; the baseline's values do not cross.
pub struct Ended(String);

impl Ended {
    /// The status, of one that asked to end.
    pub fn status(&self) -> Option<i32> {
        None
    }
}

impl Engine {
    /// As configured.
    pub fn new(host: HostConfig, _glass: bool) -> Result<Engine, &'static str> {
        if !host.baseline {
            return Err("this module has the baseline only");
        }
        let mut limits = Limits { fuel: host.fuel, ..Limits::default() };
        limits.memory = host.memory.unwrap_or(limits.memory);
        limits.depth = host.depth.unwrap_or(limits.depth);
        let baseline = Box::new(Baseline::with_host(limits, Box::<Page>::default()));
        Ok(Engine { baseline, programs: vec![], next: 0 })
    }

    /// Keeps a program; it is compiled when it runs.
    pub fn load(&mut self, language: Language, name: &str, source: String) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
        self.programs.push((language, name.into(), source));
        Ok(vec![])
    }

    /// Makes a program the one that runs.
    pub fn start(&mut self, program: usize) -> Vec<Diagnostic> {
        self.next = program;
        vec![]
    }

    /// Runs the program to its end.
    pub fn resume(&mut self, _budget: u64, _compiling: bool) -> Outcome {
        let Some((language, name, source)) = self.programs.get(self.next) else {
            return Outcome::Ended(Ended(String::new()));
        };
        match self.baseline.run(*language, name, source) {
            Ok(text) => Outcome::Ended(Ended(text)),
            Err(diagnostics) => Outcome::Failed(diagnostics),
        }
    }

    /// The value's text, as JS data.
    pub fn value(&self, ended: &Ended) -> JsValue {
        if ended.0.is_empty() { JsValue::NULL } else { super::text_of(&ended.0) }
    }

    /// The value's text.
    pub fn text(&self, ended: &Ended) -> String {
        ended.0.clone()
    }

    /// What was printed since the last call.
    pub fn take_output(&mut self) -> String {
        self.baseline.take_output()
    }

    /// Nothing is counted.
    pub fn stats(&self) -> Stats {
        Stats::default()
    }

    /// Nothing is to be seen.
    pub fn inspect(&self, _program: usize) -> Inspection {
        Inspection::default()
    }

    /// Nothing is noted.
    pub fn profile(&self) -> Option<Profile> {
        None
    }

    /// Nothing is compiled.
    pub fn compiled(&self) -> JitView {
        JitView::default()
    }

    /// Nobody can call this while it runs.
    pub fn stop(&self) {}
}
