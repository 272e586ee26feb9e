//! Globals that compiled code takes to stay as they are.
//!
//! The invariant: no global changes while compiled code that relies on it is on the
//! machine's stack. The interpreter changes globals, and none of its instructions for
//! that runs for compiled code ([`super::helpers`]); it gives the code up first
//! (`Vm::global_changes`). Compiled code changes globals too: those that some code
//! stores to are known when it is made, and nobody relies on them from then on.
use super::mir::Start;
use super::{CHANGES, CodeId, What};
use crate::interp::Func;
use crate::object::Closure;
use crate::value::Value;
use crate::vm::Vm;

/// What is known of globals, by number; of those beyond the end nothing.
#[derive(Default)]
pub(crate) struct Watch(Vec<Watched>);

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

impl Watch {
    /// Whether code may rely on what a global holds: only functions are worth it, and
    /// only their changes are noticed.
    pub fn is_stable(&self, global: u32, held: Value) -> bool {
        held.as_a::<Closure>().is_some() && self.0.get(global as usize).is_none_or(|w| !w.stored && w.changes < CHANGES)
    }

    /// Code relies on globals.
    pub fn rely(&mut self, code: CodeId, globals: &[u32]) {
        for &g in globals {
            self.at(g).codes.push(code);
        }
    }

    fn at(&mut self, global: u32) -> &mut Watched {
        if self.0.len() <= global as usize {
            self.0.resize(global as usize + 1, Watched::default());
        }
        &mut self.0[global as usize]
    }
}

impl Vm {
    /// Before a global that holds a function gets another value.
    #[cold]
    pub(crate) fn global_changes(&mut self, global: u32) {
        debug_assert!(!self.jit.inside, "compiled code relies on globals");
        let Some(watched) = self.jit.watch.0.get_mut(global as usize) else { return };
        let mut lost = false;
        for id in std::mem::take(&mut watched.codes) {
            lost |= self.lose(id, global);
        }
        self.jit.watch.at(global).changes += lost as u32;
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
                self.lose(id, g);
            }
        }
        news
    }

    /// Gives code up, if it is still there, that relied on a global. It may be made
    /// again soon, and as often as before.
    fn lose(&mut self, id: CodeId, global: u32) -> bool {
        let code = &self.jit.codes[id.0 as usize];
        if code.compiled.is_none() {
            return false;
        }
        let (f, start): (*const Func, Start) = (&raw const *self.funcs[code.func as usize], code.start);
        // SAFETY: functions live as long as the VM.
        let f = unsafe { &*f };
        self.drop_code(f, id);
        let threshold = self.jit.config.threshold;
        f.jit.unit(start, |u| {
            u.heat = threshold / 2;
            u.attempts = u.attempts.saturating_sub(1);
        });
        let now = self.rt.host.nanos();
        self.jit.note(now, f, start, What::Redefined(id.0, global));
        true
    }
}
