//! Globals and classes that compiled code takes to stay as they are.
//!
//! The invariant: no global changes while compiled code that relies on it is on the
//! machine's stack. The interpreter changes globals, and none of its instructions for
//! that runs for compiled code ([`super::helpers`]); it gives the code up first
//! (`Vm::global_changes`). Compiled code changes globals too: those that some code
//! stores to are known when it is made, and nobody relies on them from then on.
//!
//! A class may change in an instruction that is done for compiled code, which may rely on
//! it. Then all of that leaves behind the instruction and is given up (`Vm::classes_change`).
use super::mir::Start;
use super::{ATTEMPTS, CHANGES, CodeId, What};
use crate::bytecode::Op;
use crate::interp::Func;
use crate::object::ObjKind;
use crate::value::Value;
use crate::vm::Vm;

/// Who relies on what.
#[derive(Default)]
pub(crate) struct Watch {
    /// What is known of globals, by number; of those beyond the end nothing.
    globals: Vec<Watched>,
    /// The code that relies on what sites remember of classes; some of it may be gone.
    classes: Vec<CodeId>,
    /// A class has changed in an instruction that was done for compiled code.
    pub changed: bool,
}

/// A global.
#[derive(Clone, Default)]
struct Watched {
    /// The code that relies on it; some of it may be gone.
    codes: Vec<CodeId>,
    /// How often such code was given up for it.
    changes: u32,
    /// Compiled code stores to it, or did.
    stored: bool,
}

/// Whether code may rely on a global that holds this: only functions and classes are worth
/// it, and only their changes are noticed.
#[inline(always)]
pub(crate) fn is_watched(held: Value) -> bool {
    held.as_obj().is_some_and(|o| matches!(o.kind, ObjKind::Closure | ObjKind::Class))
}

/// What code relied on.
#[derive(Clone, Copy)]
enum Lost {
    Global(u32),
    Classes,
}

impl Watch {
    /// Whether code may rely on what a global holds.
    pub fn is_stable(&self, global: u32, held: Value) -> bool {
        is_watched(held) && self.globals.get(global as usize).is_none_or(|w| !w.stored && w.changes < CHANGES)
    }

    /// Code relies on globals, and perhaps on classes.
    pub fn rely(&mut self, code: CodeId, globals: &[u32], classes: bool) {
        for &g in globals {
            self.at(g).codes.push(code);
        }
        self.classes.extend(classes.then_some(code));
    }

    fn at(&mut self, global: u32) -> &mut Watched {
        if self.globals.len() <= global as usize {
            self.globals.resize(global as usize + 1, Watched::default());
        }
        &mut self.globals[global as usize]
    }
}

impl Vm {
    /// Before a global that holds a function or class gets another value.
    #[cold]
    pub(crate) fn global_changes(&mut self, global: u32) {
        debug_assert!(!self.jit.inside, "compiled code relies on globals");
        let Some(watched) = self.jit.watch.globals.get_mut(global as usize) else { return };
        let mut lost = false;
        for id in std::mem::take(&mut watched.codes) {
            lost |= self.lose(id, Lost::Global(global));
        }
        self.jit.watch.at(global).changes += lost as u32;
    }

    /// Classes have changed, so that what sites remembered of them may not be true any
    /// more. Compiled code that is on the machine's stack leaves behind the instruction
    /// that did it, and is given up then.
    pub(crate) fn classes_change(&mut self) {
        if self.jit.inside {
            self.jit.watch.changed = true;
            return;
        }
        self.jit.watch.changed = false;
        for id in std::mem::take(&mut self.jit.watch.classes) {
            self.lose(id, Lost::Classes);
        }
    }

    /// Before code is made that stores to globals; whether that is news.
    pub(super) fn note_stores(&mut self, globals: &[u32]) -> bool {
        let mut news = false;
        for &g in globals {
            let watched = self.jit.watch.at(g);
            if std::mem::replace(&mut watched.stored, true) {
                continue;
            }
            news = true;
            for id in std::mem::take(&mut watched.codes) {
                self.lose(id, Lost::Global(g));
            }
        }
        news
    }

    /// Gives code up, if it is still there, that relied on what has changed. It may be made
    /// again soon. After a change of a global it may be so as often as before: nobody relies
    /// on one that changes often.
    fn lose(&mut self, id: CodeId, lost: Lost) -> bool {
        let code = &self.jit.codes[id.0 as usize];
        if code.compiled.is_none() {
            return false;
        }
        let (f, start): (*const Func, Start) = (&raw const *self.funcs[code.func as usize], code.start);
        // SAFETY: functions live as long as the VM.
        let f = unsafe { &*f };
        self.drop_code(f, id);
        let threshold = self.jit.config.threshold;
        let now = self.rt.host.nanos();
        let (what, forgiven) = match lost {
            Lost::Global(global) => (What::Redefined(id.0, global), 1),
            Lost::Classes => (What::Reclassed(id.0), 0),
        };
        self.jit.note(now, f, start, what);
        let kept = f.jit.unit(start, |u| {
            u.heat = threshold / 2;
            u.attempts = u.attempts.saturating_sub(forgiven);
            u.kept = u.attempts >= ATTEMPTS;
            u.kept
        });
        if kept {
            self.jit.note(now, f, start, What::Kept("classes change too often".to_string()));
            self.set_entry(f, start, Op::Jump);
        }
        true
    }
}
