//! Loading: from source to a linked program.
use super::Vm;
use super::prelude::Mentions;
use crate::bytecode::{Arity, CallSiteInfo, Insn, Op, Proto};
use crate::compiler::{self, Ahead};
use crate::core::passes::notes::{Note, Notes};
use crate::core::{Expr, GlobalNames, MAIN, Unit, passes};
use crate::inspect::CoreStep;
use crate::interp::{Func, link};
use crate::lang::{Dialect, Language, VmError, lisp, python};
use crate::syntax::{Code, Diagnostic, SourceId, Span};

/// A loaded program of one VM.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ProgramId(pub(super) usize);

/// What a VM keeps of a loaded program.
pub struct Program {
    /// Its source.
    pub source: SourceId,
    /// Core after each pass; empty unless the glass is open.
    pub core: Vec<CoreStep>,
    /// What the passes decided; empty unless the glass is open.
    pub(super) notes: Vec<Note>,
    /// Warnings.
    pub warnings: Vec<Diagnostic>,
    /// Its functions in the VM's table, the main one last.
    pub(super) functions: std::ops::Range<usize>,
    pub(super) main: *const Func,
}

impl Vm {
    /// Reads, lowers, compiles and links a program. Nothing of it runs yet.
    /// On failure the VM is as it was, but for names it may have learnt.
    pub fn load(&mut self, language: Language, name: &str, text: &str) -> Result<ProgramId, Vec<Diagnostic>> {
        let source = self.sources.add(name, text);
        let bytes = 3 * text.len();
        // What an ended program left behind must not keep the next one out.
        if !self.running && self.rt.heap.foresee((bytes + self.config.memory / 8) as u64).is_err() {
            self.shed_code();
            self.collect_idle();
        }
        if self.rt.heap.charge(bytes).is_err() {
            return Err(vec![self.no_memory(Span::new(source, 0, 0))]);
        }
        let mut ahead = Ahead::new(self.config.opts, self.arities());
        let rt = &mut self.rt;
        let (sources, most) = (&mut self.sources, self.config.memory);
        let mut files = |from: SourceId, name: &str| {
            let from = sources.get(from).map(|s| s.name.clone()).unwrap_or_default();
            let (name, text) = rt.host.read_source(name, &from, most)?;
            rt.heap.charge(3 * text.len()).map_err(|_| "the memory limit is reached")?;
            Ok((sources.add(&name, &text), text.into()))
        };
        // The glass shows the unit after each pass, so it must be whole.
        let whole = self.config.glass;
        let mut mentions = Mentions::default();
        let (mut unit, warnings, dialect) = match language {
            Language::Lisp => {
                let mut finish = |e: &mut Expr, globals: &GlobalNames| {
                    if !whole {
                        mentions.add(e);
                        ahead.definition(e, lisp::REVISITS, globals);
                    }
                };
                let (env, names, globals) = (&mut self.lisp, &mut rt.interner, &mut rt.globals);
                let (unit, warnings) = lisp::lower_with(env, names, globals, source, text, &mut files, &mut finish)?;
                (unit, warnings, &lisp::DIALECT)
            }
            Language::Python => {
                let told = |mut problems: Vec<Diagnostic>, sources| {
                    for d in problems.iter_mut().filter(|d| d.code == Code::Syntax) {
                        d.traceback = python::traceback::syntax_error(d, sources).map(Into::into);
                    }
                    problems
                };
                let unit = self.load_python(source, text).map_err(|problems| told(problems, &self.sources))?;
                (unit, vec![], &python::run::DIALECT)
            }
        };
        self.dialect = dialect;
        mentions.add(&unit.main.body);
        if self.load_prelude(mentions).is_err() {
            return Err(vec![self.no_memory(Span::new(source, 0, 0))]);
        }
        let mut core = vec![];
        let mut notes = Notes::new(self.config.glass);
        let main = self.compile_unit(MAIN, &mut unit, whole.then_some(&mut core), &mut notes, ahead)?;
        drop(unit);
        let (functions, main) = self.link_main(main, dialect, source)?;
        let notes = notes.into_vec();
        self.programs.push(Program { source, core, notes, warnings, functions, main });
        Ok(ProgramId(self.programs.len() - 1))
    }

    /// Says what is wrong with a program, without running it: warnings, or errors.
    pub fn check(&mut self, language: Language, name: &str, text: &str) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
        match language {
            Language::Lisp => self.load(language, name, text).map(|id| self.program(id).warnings.clone()),
            Language::Python => {
                let source = self.sources.add(name, text);
                let problems = python::problems(&mut self.rt.interner, source, text);
                if problems.is_empty() { Ok(vec![]) } else { Err(problems) }
            }
        }
    }

    /// The program that was loaded last.
    pub fn last_program(&self) -> Option<ProgramId> {
        self.programs.len().checked_sub(1).map(ProgramId)
    }

    /// What was loaded under that number.
    pub fn program(&self, id: ProgramId) -> &Program {
        &self.programs[id.0]
    }

    pub(super) fn no_memory(&self, span: Span) -> Diagnostic {
        let (code, message) = (lisp::DIALECT.words)(&self.rt, VmError::Memory(self.config.memory));
        Diagnostic::error(code, span, message)
    }

    /// Compiles a unit of the Lisp and links it, for nobody to look at.
    pub(super) fn link_unit(
        &mut self,
        name: &str,
        unit: &mut Unit,
        source: SourceId,
    ) -> Result<(std::ops::Range<usize>, *const Func), Vec<Diagnostic>> {
        let main = self.compile_whole(name, unit)?;
        self.link_main(main, &lisp::DIALECT, source)
    }

    /// Compiles a unit that nothing was compiled of before, for nobody to look at.
    pub(super) fn compile_whole(&self, name: &str, unit: &mut Unit) -> Result<Proto, Vec<Diagnostic>> {
        self.compile_unit(name, unit, None, &mut Notes::off(), Ahead::new(self.config.opts, self.arities()))
    }

    /// Compiles a unit to a main function of that name; `ahead` has what was compiled of it
    /// before.
    pub(super) fn compile_unit(
        &self,
        name: &str,
        unit: &mut Unit,
        mut core: Option<&mut Vec<CoreStep>>,
        notes: &mut Notes,
        ahead: Ahead,
    ) -> Result<Proto, Vec<Diagnostic>> {
        let names = self.names();
        passes::run_all(unit, self.config.opts, notes, &mut |pass, unit| {
            if let Some(core) = &mut core {
                core.push(CoreStep { pass: pass.to_string(), lines: crate::core::print::print(unit, &names) });
            }
        });
        let mut main = compiler::compile_rest(unit, &self.rt.globals, ahead)?;
        // What traces call it; a function without a name would be a lambda.
        main.name = Some(name.into());
        Ok(main)
    }

    /// What the natives take.
    pub(super) fn arities(&self) -> Vec<Arity> {
        self.rt.natives.iter().map(|n| Arity { min: n.min, max: n.max }).collect()
    }

    /// Links a main function and those in it; gives their numbers too.
    pub(super) fn link_main(
        &mut self,
        proto: Proto,
        dialect: &'static Dialect,
        source: SourceId,
    ) -> Result<(std::ops::Range<usize>, *const Func), Vec<Diagnostic>> {
        self.globals.resize(self.rt.globals.len(), crate::value::Value::UNSET);
        let first = self.funcs.len();
        let charged = self.rt.heap.external();
        self.labels.clear();
        match link::link(self, proto, dialect) {
            Ok(main) => Ok((first..self.funcs.len(), main)),
            Err(_) => {
                self.funcs.truncate(first);
                self.rt.heap.discharge(self.rt.heap.external().saturating_sub(charged));
                Err(vec![self.no_memory(Span::new(source, 0, 0))])
            }
        }
    }

    /// Makes the function in which tasks start: it calls what is in its register
    /// and halts with the value. It has no spans and never shows in traces.
    pub(super) fn make_entry(&mut self) {
        let proto = Proto {
            name: Some("<task>".into()),
            registers: 2,
            code: vec![Insn::new(Op::Call, 0, 0, 0), Insn::new(Op::Halt, 0, 0, 0)],
            call_sites: vec![CallSiteInfo::plain(0, None)],
            ..Proto::default()
        };
        // The heap is empty and the limit at least 2 MB: linking two instructions fits.
        let _ = link::link(self, proto, &lisp::DIALECT);
    }
}
