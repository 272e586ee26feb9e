//! Interned names. A [`Sym`] is equal to another exactly if their texts are;
//! aliases are names apart that look like others, for macros to make.
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// An interned name; the index into its [`Interner`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct Sym(pub u32);

/// Aliases are numbered from here.
const ALIASES: u32 = 1 << 31;

impl Sym {
    /// The number of an alias, if it is one.
    #[inline]
    pub fn alias(self) -> Option<usize> {
        (self.0 >= ALIASES).then(|| (self.0 - ALIASES) as usize)
    }
}

/// A name apart that looks like another.
#[derive(Clone, Copy)]
pub struct Alias {
    /// What it looks like; may be an alias itself.
    pub of: Sym,
    /// Where that has its meaning, in the numbers of whoever made the alias.
    pub place: u32,
}

/// The table of names of one VM. Names live as long as the VM, aliases until
/// they are forgotten.
#[derive(Default)]
pub struct Interner {
    map: FxHashMap<Rc<str>, Sym>,
    names: Vec<Rc<str>>,
    bytes: usize,
    aliases: Vec<Alias>,
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
        &self.names[self.plain(s).0 as usize]
    }
    /// The text of a symbol, shared.
    pub fn name_rc(&self, s: Sym) -> Rc<str> {
        self.names[self.plain(s).0 as usize].clone()
    }
    /// A new name that looks like another.
    pub fn alias(&mut self, of: Sym, place: u32) -> Sym {
        self.aliases.push(Alias { of, place });
        Sym(ALIASES + self.aliases.len() as u32 - 1)
    }
    /// What an alias stands for; nothing for a symbol of its own.
    #[inline]
    pub fn alias_of(&self, s: Sym) -> Option<Alias> {
        s.alias().map(|i| self.aliases[i])
    }
    /// The symbol that an alias looks like in the end; any other as it is.
    #[inline]
    pub fn plain(&self, mut s: Sym) -> Sym {
        while let Some(alias) = self.alias_of(s) {
            s = alias.of;
        }
        s
    }
    /// How many aliases there are.
    pub fn aliases(&self) -> usize {
        self.aliases.len()
    }
    /// Forgets all aliases but the first so many. No symbol may stand for one of
    /// the others any more.
    pub fn forget_aliases(&mut self, but: usize) {
        self.aliases.truncate(but);
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
