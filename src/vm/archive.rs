//! Archives: compiled code of this VM as bytes, and the way back.
use super::Vm;
use crate::bytecode::Proto;
use crate::bytecode::archive::{self, Archive, Origin, Refused, Target, fingerprint};
use crate::lang::python;
use crate::syntax::SourceId;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::rc::Rc;

thread_local! {
    /// What VMs of this thread have compiled of Python's own code, by the names of modules;
    /// the next ones need not compile it again. Of modules that were compiled once only the
    /// name: in a process with one VM nobody would read them, and writing them takes a
    /// quarter of what compiling them does.
    static KEPT: RefCell<FxHashMap<&'static str, Option<Rc<[u8]>>>> = RefCell::default();
}

impl Vm {
    /// A part of Python's own code, if it was compiled before: in this thread, or, of the
    /// prelude, when the program was made. The prelude has no name.
    pub(super) fn archived(&mut self, part: &str, source: SourceId) -> Option<Proto> {
        if let Some(kept) = KEPT.with_borrow(|all| all.get(part).cloned().flatten()) {
            return self.read_archive(&Archive::open(&kept).ok()?, source).ok();
        }
        let archive = if part.is_empty() { Archive::open(python::PRELUDE_ARCHIVE).ok()? } else { return None };
        let same = archive.of == const { fingerprint(python::PRELUDE.as_bytes()) };
        if same { self.read_archive(&archive, source).ok() } else { None }
    }

    /// Keeps a part for other VMs, unless it has to do with what this one's program has.
    pub(super) fn keep_archive(&mut self, part: &'static str, main: &Proto, first_global: usize) {
        let is_first = KEPT.with_borrow_mut(|all| all.insert(part, None).is_none());
        if is_first && !part.is_empty() {
            return;
        }
        let known_globals = if part.is_empty() { first_global } else { self.prelude.globals };
        let origin = Origin { of: 0, first_global, known_globals };
        if let Ok(bytes) = self.to_archive(main, &origin) {
            KEPT.with_borrow_mut(|all| all.insert(part, Some(bytes.into())));
        }
    }

    /// Code from an archive, with the names of this VM; it may be linked.
    pub(super) fn read_archive(&mut self, archive: &Archive, source: SourceId) -> Result<Proto, Refused> {
        let arities = self.arities();
        let natives = self.rt.natives;
        // The number it had is right unless the archive is of a build with other languages.
        let native = |name: &str, number: usize| match natives.get(number) {
            Some(n) if n.name == name => Some(number as u16),
            _ => natives.iter().position(|n| n.name == name).map(|n| n as u16),
        };
        archive.functions(&mut Target {
            interner: &mut self.rt.interner,
            globals: &mut self.rt.globals,
            native: &native,
            arities: &arities,
            source,
        })
    }

    /// The archive of code that this VM compiled.
    pub(super) fn to_archive(&self, main: &Proto, origin: &Origin) -> Result<Vec<u8>, &'static str> {
        archive::write(main, origin, &self.names())
    }
}
