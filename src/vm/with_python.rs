//! Python in a VM: its classes and its prelude, made when the first program is loaded.
use super::Vm;
use crate::bytecode::{CallSiteInfo, Insn, Op, Proto};
use crate::core::passes::notes::Notes;
use crate::core::{Expr, GlobalId, Kind, Unit};
use crate::heap::HeapFull;
use crate::interp::link;
use crate::lang::python::{self, run};
use crate::syntax::{Diagnostic, SourceId, Span};
use crate::value::Value;

/// What the prelude is called in diagnostics.
const PRELUDE_NAME: &str = "<python>";
/// The global with the function that runs the prelude.
const PRELUDE: &str = "%python-prelude";

impl Vm {
    /// Lowers a program, with a call of the prelude first unless that has run.
    pub(super) fn load_python(&mut self, source: SourceId, text: &str) -> Result<Unit, Vec<Diagnostic>> {
        if self.rt.python.is_none() && self.make_python().is_err() {
            self.rt.python = None;
            return Err(vec![self.no_memory(Span::new(source, 0, 0))]);
        }
        let module = python::lower::Module { name: "__main__", is_prelude: false };
        let mut unit = python::load(&mut self.rt.interner, &mut self.rt.globals, source, text, &module)?;
        if self.rt.python.as_ref().is_some_and(|w| !w.is_ready()) {
            let span = unit.main.span;
            let e = |kind| Expr::new(kind, span);
            let call =
                Kind::Call { callee: Box::new(e(Kind::Global(self.prelude_global()))), args: vec![], tail: false };
            let body = std::mem::replace(&mut unit.main.body, e(Kind::Const(crate::core::Const::Unit)));
            unit.main.body = e(Kind::Seq(vec![e(call), body]));
        }
        Ok(unit)
    }

    fn prelude_global(&mut self) -> GlobalId {
        let name = self.rt.interner.intern(PRELUDE);
        self.rt.globals.resolve(name)
    }

    fn define(&mut self, name: &str, value: Value) {
        let name = self.rt.interner.intern(&format!("builtins:{name}"));
        let global = self.rt.globals.resolve(name).0 as usize;
        self.globals.resize(self.globals.len().max(global + 1), Value::UNSET);
        self.globals[global] = value;
    }

    fn make_python(&mut self) -> Result<(), HeapFull> {
        let world = run::World::new(&mut self.rt)?;
        for (name, value) in world.names_of_builtins(&mut self.rt)? {
            self.define(&name, value);
        }
        self.rt.python = Some(world);
        self.make_constructor()?;
        let source = self.sources.add(PRELUDE_NAME, python::PRELUDE);
        let module = python::lower::Module { name: "builtins", is_prelude: true };
        let (interner, globals) = (&mut self.rt.interner, &mut self.rt.globals);
        let unit = python::load(interner, globals, source, python::PRELUDE, &module);
        let mut unit = unit.unwrap_or_else(|problems| panic!("the prelude has mistakes: {problems:?}"));
        let glass = std::mem::take(&mut self.config.glass);
        let linked = self.link_unit(PRELUDE, &mut unit, &run::DIALECT, source, &mut vec![], &mut Notes::off());
        self.config.glass = glass;
        let (_, main) = linked.map_err(|_| HeapFull)?;
        let closure = self.rt.heap.closure(main, 0)?;
        let global = self.prelude_global();
        self.globals.resize(self.rt.globals.len(), Value::UNSET);
        self.globals[global.0 as usize] = Value::obj(closure);
        Ok(())
    }

    /// Makes the function that stands between a call of a class and the initialiser: it
    /// calls that and gives the instance in its first register.
    fn make_constructor(&mut self) -> Result<(), HeapFull> {
        let proto = Proto {
            name: Some("<new>".into()),
            registers: 2,
            code: vec![Insn::new(Op::Call, 1, 1, 0), Insn::new(Op::Return, 0, 0, 0)],
            call_sites: vec![CallSiteInfo::plain(0, None)],
            ..Proto::default()
        };
        self.construct = link::link(self, proto, &run::DIALECT)?;
        Ok(())
    }
}
