//! Python at run time: arithmetic, builtins, words.
mod arith;
mod builtins;
mod dialect;
mod values;

pub use builtins::{NATIVES, id, number, public, takes};
pub use dialect::DIALECT;

use crate::runtime::Fault;
use crate::syntax::Code;

/// The code of an exception class, for hosts.
fn code(class: &str) -> Code {
    match class {
        "TypeError" => Code::Type,
        "NameError" | "UnboundLocalError" => Code::Unbound,
        "ZeroDivisionError" => Code::DivideByZero,
        "ValueError" | "OverflowError" | "IndexError" => Code::Range,
        "RecursionError" => Code::Depth,
        "MemoryError" => Code::Memory,
        _ => Code::Uncaught,
    }
}

/// Class and message of an exception as CPython's last line has them.
fn line(class: &str, message: &str) -> (Code, String) {
    (code(class), if message.is_empty() { class.to_string() } else { format!("{class}: {message}") })
}

/// Raises an exception.
fn raise<T>(class: &str, message: impl AsRef<str>) -> Result<T, Fault> {
    Err(line(class, message.as_ref()).into())
}

impl From<super::text::Raise> for Fault {
    fn from(r: super::text::Raise) -> Fault {
        line(r.class, &r.message).into()
    }
}
