//! Interned names. A [`Sym`] is equal to another exactly if their texts are.
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// An interned name; the index into its [`Interner`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct Sym(pub u32);

/// The table of names of one VM. Names live as long as the VM.
#[derive(Default)]
pub struct Interner {
    map: FxHashMap<Rc<str>, Sym>,
    names: Vec<Rc<str>>,
    bytes: usize,
}

impl Interner {
    /// The symbol for `name`, made if it is new. No allocation if it is not.
    pub fn intern(&mut self, name: &str) -> Sym {
        if let Some(&s) = self.map.get(name) {
            return s;
        }
        let rc: Rc<str> = name.into();
        let s = Sym(self.names.len() as u32);
        self.names.push(rc.clone());
        self.map.insert(rc, s);
        self.bytes += name.len() + 64;
        s
    }
    /// The symbol for `name`, if there is one.
    pub fn lookup(&self, name: &str) -> Option<Sym> {
        self.map.get(name).copied()
    }
    /// The text of a symbol of this table.
    pub fn name(&self, s: Sym) -> &str {
        &self.names[s.0 as usize]
    }
    /// The text of a symbol, shared.
    pub fn name_rc(&self, s: Sym) -> Rc<str> {
        self.names[s.0 as usize].clone()
    }
    /// Number of symbols.
    pub fn len(&self) -> usize {
        self.names.len()
    }
    /// True if no name was interned yet.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
    /// Bytes held, for the memory limit (an estimate: text plus table entry).
    pub fn bytes(&self) -> usize {
        self.bytes
    }
}
