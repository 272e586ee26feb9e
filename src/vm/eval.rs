//! `eval`: programs that are made at run time.
use super::Vm;
use crate::heap::HeapFull;
use crate::lang::lisp;
use crate::runtime::Fault;
use crate::syntax::{Code, Diagnostic};
use crate::value::Value;

/// Bytes of a global's name and place, about.
const GLOBAL_BYTES: usize = 64;
/// Bytes of a datum of a macro, about.
const MACRO_DATUM: usize = 32;

impl Vm {
    /// A function that evaluates a datum in an environment; or what is wrong with it.
    pub(crate) fn evaluator(
        &mut self,
        datum: Value,
        environment: Value,
    ) -> Result<Result<Value, Box<Fault>>, HeapFull> {
        let source = match self.eval_source {
            Some(source) => source,
            None => *self.eval_source.insert(self.sources.add("<eval>", "")),
        };
        // What is made here stays as long as the VM.
        self.rt.heap.may_keep(0)?;
        let before = (self.rt.heap.external(), self.rt.interner.bytes(), self.lisp.macros(), self.rt.globals.len());
        let quoted = match lisp::builtins::quoted::datums(&mut self.rt, source, datum, environment) {
            Ok(quoted) => quoted,
            Err(fault) => return Ok(Err(Box::new(fault))),
        };
        let rt = &mut self.rt;
        let mut unit =
            match lisp::lower_data(&mut self.lisp, &mut rt.interner, &mut rt.globals, &quoted.data, quoted.sets) {
                Ok((unit, _)) => unit,
                Err(problems) => return Ok(Err(Box::new(first(problems)))),
            };
        self.load_prelude_for(&unit)?;
        let linked = self.link_unit("<eval>", &mut unit, source);
        self.rt.heap.keep_charged(self.rt.heap.external().saturating_sub(before.0));
        let macros = (self.lisp.macros() - before.2) * (quoted.data.all().len() + 1) * MACRO_DATUM;
        let globals = (self.rt.globals.len() - before.3) * GLOBAL_BYTES;
        self.rt.heap.keep_made(self.rt.interner.bytes() - before.1 + macros + globals);
        match linked {
            Ok((_, main)) => Ok(Ok(Value::obj(self.rt.heap.closure(main, 0)?))),
            Err(problems) if problems.iter().any(|p| p.code == Code::Memory) => Err(HeapFull),
            Err(problems) => Ok(Err(Box::new(first(problems)))),
        }
    }
}

/// The first problem, as an error of the program.
fn first(problems: Vec<Diagnostic>) -> Fault {
    match problems.into_iter().next() {
        Some(p) => Fault::error(p.code, format!("eval: {}", p.message)),
        None => Fault::error(Code::Form, "eval: this is no expression"),
    }
}
