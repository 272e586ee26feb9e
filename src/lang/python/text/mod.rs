//! Texts of values as Python writes them, and what its strings can tell of
//! themselves. All of it works on plain data: looking up values, calling methods
//! and raising exceptions is left to who asks.
pub mod case;
pub mod chars;
mod digits;
pub mod format;
pub mod numbers;

pub mod percent;
pub mod properties;
pub mod repr;
pub mod spec;
pub mod strings;
pub mod template;

/// Tables of Unicode.
#[cfg(target_arch = "wasm32")]
pub static TABLES: [&[u8]; 3] = [case::TABLE, chars::TABLE, properties::TABLE];

/// An exception that the caller is to raise.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Raise {
    /// Name of its class.
    pub class: &'static str,
    /// Its message.
    pub message: String,
}

impl Raise {
    /// A `ValueError`.
    pub fn value(message: impl Into<String>) -> Raise {
        Raise { class: "ValueError", message: message.into() }
    }
    /// A `TypeError`.
    pub fn type_error(message: impl Into<String>) -> Raise {
        Raise { class: "TypeError", message: message.into() }
    }
    /// An `OverflowError`.
    pub fn overflow(message: impl Into<String>) -> Raise {
        Raise { class: "OverflowError", message: message.into() }
    }
    /// A text that would be too large for any memory.
    pub fn memory() -> Raise {
        Raise { class: "MemoryError", message: String::new() }
    }
}

/// How many characters a text may be asked to have by a number in a format.
pub const MAX_WIDTH: usize = 1 << 27;
