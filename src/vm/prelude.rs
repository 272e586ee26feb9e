//! The prelude: the part of the builtins that is written in the Lisp. Each of its
//! definitions is compiled when a program first mentions it, under the switches of
//! that program's VM: making a VM costs nothing for what is not used.
use super::Vm;
use crate::core::{Expr, GlobalId, Kind, MAIN, Unit};
use crate::heap::HeapFull;
use crate::interp::Func;
use crate::interp::func::{Own, Role};
use crate::lang::lisp;
use crate::syntax::SourceId;
use crate::value::Value;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What of the prelude was not needed yet.
#[derive(Default)]
pub(super) struct Prelude {
    source: SourceId,
    /// What is written in Python: its prelude, modules, what stands for the host's gifts.
    of_python: Vec<SourceId>,
    /// How many globals there are when that of Python is known.
    pub(super) globals: usize,
    /// The Lisp as it was before any program: what programs redefine does not
    /// reach into the prelude. Made when first needed.
    env: Option<lisp::LispEnv>,
    waiting: FxHashMap<GlobalId, Range<usize>>,
    /// What compiled parts mention and must be compiled before a program runs.
    /// Something is left here only when there was no room for it.
    wanted: Vec<GlobalId>,
}

impl Vm {
    /// Whether a function is the prelude's.
    pub(crate) fn is_prelude(&self, f: &Func) -> bool {
        let source = f.proto.span.source;
        source == self.prelude.source || self.prelude.of_python.contains(&source)
    }

    /// Takes a text for one of those that come with Python.
    pub(super) fn add_own_source(&mut self, title: &str, text: &str) -> SourceId {
        let source = self.sources.add(title, text);
        self.prelude.of_python.push(source);
        source
    }

    fn prelude_name(&self, name: &str) -> Option<GlobalId> {
        self.rt.globals.lookup(self.rt.interner.lookup(name)?)
    }

    /// Makes the names of the prelude known.
    pub(super) fn declare_prelude(&mut self) {
        self.prelude.source = self.sources.add(lisp::PRELUDE_NAME, lisp::PRELUDE);
        for (name, part) in lisp::prelude_parts() {
            let sym = self.rt.interner.intern(name);
            lisp::declare_part(&mut self.lisp, sym);
            self.prelude.waiting.insert(self.rt.globals.resolve(sym), part);
        }
    }

    /// Compiles what a unit mentions of the prelude, and what that mentions. On
    /// failure what compiled parts mention still waits, and the next program gets it.
    pub(super) fn load_prelude_for(&mut self, unit: &Unit) -> Result<(), HeapFull> {
        let mut asked = Mentions::default();
        asked.add(&unit.main.body);
        self.load_prelude(asked)
    }

    /// The same for what was found to be mentioned.
    pub(super) fn load_prelude(&mut self, asked: Mentions) -> Result<(), HeapFull> {
        let mut asked = asked.all;
        while let Some(&global) = self.prelude.wanted.last().or(asked.last()) {
            let mut wanted = vec![];
            if let Some(part) = self.prelude.waiting.get(&global).cloned() {
                self.load_part(global, part, &mut wanted)?;
            }
            if self.prelude.wanted.pop().is_none() {
                asked.pop();
            }
            self.prelude.wanted.append(&mut wanted);
        }
        Ok(())
    }

    /// Compiles one definition, and tells what it mentions.
    fn load_part(&mut self, global: GlobalId, part: Range<usize>, wanted: &mut Vec<GlobalId>) -> Result<(), HeapFull> {
        let rt = &mut self.rt;
        let source = self.prelude.source;
        let env = self.prelude.env.get_or_insert_with(|| {
            let mut env = lisp::LispEnv::new(&mut rt.interner);
            // Names it did not know would cost a look for what they may have meant.
            for (name, _) in lisp::prelude_parts() {
                lisp::declare_part(&mut env, rt.interner.intern(name));
            }
            env
        });
        let mut unit = lisp::lower_part(env, &mut rt.interner, &mut rt.globals, source, part);
        let mut mentions = Mentions::default();
        mentions.add(&unit.main.body);
        wanted.append(&mut mentions.all);
        // The unit does nothing but define the function, which captures nothing.
        let (_, main) = self.link_unit(MAIN, &mut unit, source).map_err(|_| HeapFull)?;
        // SAFETY: linked functions live as long as the VM.
        let func = (unsafe { &*main }).functions[0];
        let name = self.rt.interner.name(self.rt.globals.name(global));
        if let Some((_, role)) = Role::NAMES.iter().find(|(n, _)| *n == name) {
            // SAFETY: as above.
            unsafe { (*func).role.set(*role) };
            wanted.extend(role.calls().iter().filter_map(|n| self.prelude_name(n)));
        }
        let closure = self.rt.heap.closure(func, 0)?;
        if let Some(at) = Own::NAMES.iter().position(|n| *n == name) {
            self.own[at] = Value::obj(closure);
        }
        self.globals[global.0 as usize] = Value::obj(closure);
        self.prelude.waiting.remove(&global);
        Ok(())
    }
}

/// Globals that code mentions.
#[derive(Default)]
pub(super) struct Mentions {
    /// Each once.
    all: Vec<GlobalId>,
    /// By number: whether it is there.
    seen: Vec<bool>,
}

impl Mentions {
    /// Adds what an expression mentions, functions in it included.
    pub fn add(&mut self, e: &Expr) {
        if let Kind::Global(g) | Kind::SetGlobal(g, _) | Kind::DefineGlobal(g, _) = &e.kind {
            let at = g.0 as usize;
            if self.seen.len() <= at {
                self.seen.resize(at + 1, false);
            }
            if !std::mem::replace(&mut self.seen[at], true) {
                self.all.push(*g);
            }
        }
        e.for_each_lambda(&mut |inner| self.add(&inner.body));
        e.for_each_child(&mut |child| self.add(child));
    }
}
