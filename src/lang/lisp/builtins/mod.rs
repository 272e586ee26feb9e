//! The builtin functions of the Lisp: what they are called, how many arguments
//! they take, and which primitive a direct call becomes. The native functions
//! themselves live in the family files beside this one.
mod analysis;
pub mod args;
pub mod arith;
mod bytes;
mod channel;
mod chars;
mod control;
mod convert;
mod data;
mod dynamic;
mod hash;
mod input;
mod integer;
mod number;
mod output;
pub(crate) mod pair;
mod persistent;
pub(crate) mod port;
pub mod quoted;
mod record;
mod string;
pub(crate) mod table;
#[cfg(test)]
pub(crate) mod testing;
mod tower;
mod vector;

use crate::core::{NativeId, Prim};
use crate::runtime::Native;

/// Upper limit of arguments for functions that take any number.
pub const MANY: u8 = u8::MAX;

/// One row of the table of builtins.
#[derive(Clone, Copy, Debug)]
pub struct Builtin {
    /// What programs call it.
    pub name: &'static str,
    /// The file its native function lives in.
    pub family: &'static str,
    /// Fewest arguments.
    pub min: u8,
    /// Most arguments; [`MANY`] for no limit.
    pub max: u8,
    /// What a direct call with exactly this primitive's operands becomes.
    pub prim: Option<Prim>,
}

impl Builtin {
    /// Whether it takes that many arguments.
    pub const fn accepts(&self, args: usize) -> bool {
        args >= self.min as usize && (self.max == MANY || args <= self.max as usize)
    }
}

macro_rules! rows {
    ($($name:literal, $family:ident :: $func:ident, $min:literal, $max:tt, [$($prim:ident)?], $doc:literal;)*) => {
        /// Every builtin function, by [`NativeId`].
        pub const BUILTINS: &[Builtin] = &[$(Builtin {
            name: $name,
            family: stringify!($family),
            min: $min,
            max: $max,
            prim: rows!(@prim $($prim)?),
        },)*];
        /// What each does, in one sentence, by [`NativeId`]. Apart from the rows,
        /// so that programs which do not show it do not carry it.
        pub const DOCS: &[&str] = &[$($doc,)*];
        /// Names of the builtins, by [`NativeId`]; for [`crate::core::Names`].
        pub const NAMES: &[&str] = &[$($name,)*];
    };
    (@prim) => { None };
    (@prim $prim:ident) => { Some(Prim::$prim) };
}
table::for_each_builtin!(rows);

macro_rules! instantiate {
    ($($name:literal, $family:ident :: $func:ident, $min:literal, $max:tt, [$($prim:ident)?], $doc:literal;)*) => {
        /// The native functions, by [`NativeId`].
        pub const ROWS: &[Native] = &[$(Native {
            name: $name,
            min: $min,
            max: if $max == MANY { None } else { Some($max as u16) },
            run: $family::$func,
        },)*];
        /// The same in one place.
        pub static NATIVES: &[Native] = ROWS;
    };
}
table::for_each_builtin!(instantiate);

/// The number of a builtin, found while Glassbox itself is compiled; a name
/// without a row is a compile error if the result is used in a constant.
pub const fn id(name: &str) -> NativeId {
    let mut i = 0;
    while i < NAMES.len() {
        if same(NAMES[i].as_bytes(), name.as_bytes()) {
            return NativeId(i as u32);
        }
        i += 1;
    }
    panic!("no builtin of that name");
}

/// Whether two names are the same, also while Glassbox itself is compiled.
pub(crate) const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// Words that are primitives without a native function. Called directly with
/// the right number of operands they become the primitive; the prelude defines
/// a function of the same name for every other use.
pub const PRIM_WORDS: &[(&str, Prim)] = &[
    ("raise", Prim::Throw),
    ("throw", Prim::Throw),
    ("raise-continuable", Prim::RaiseContinuable),
    ("%continuation", Prim::Capture),
    ("%eval", Prim::Eval),
    ("apply", Prim::Apply),
    ("spawn", Prim::Spawn),
    ("send!", Prim::Send),
    ("recv!", Prim::Recv),
    ("%select", Prim::Select),
    ("yield", Prim::Yield),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_occur_once_and_primitives_fit_their_arities() {
        let mut seen = std::collections::HashSet::new();
        for b in BUILTINS {
            assert!(seen.insert(b.name), "{} twice", b.name);
            assert!(b.min <= b.max, "{}", b.name);
            if let Some(p) = b.prim {
                assert!(b.accepts(p.arity()), "{}", b.name);
            }
        }
        for doc in DOCS {
            assert!(doc.ends_with('.'), "{doc}");
        }
        for (w, _) in PRIM_WORDS {
            assert!(seen.insert(w), "{w} has a row");
        }
        assert_eq!(BUILTINS[id("cons").0 as usize].name, "cons");
    }
}
