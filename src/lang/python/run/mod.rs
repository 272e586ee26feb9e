//! Python at run time: classes and attributes, operators, builtins, words.
//!
//! Natives see the runtime alone and never call the program. Where a function of the
//! program must be called, they give `Fault::Call`: the VM calls it, in most cases a
//! function of the prelude that does the whole operation over again in Python, and its
//! result is that of the instruction.
mod arith;
mod bind;
mod builtins;
mod class;
mod compare;
mod complex;
mod dialect;
mod dict;
pub(crate) mod errors;
mod glimpse;
mod items;
mod iter;
mod matching;
mod methods;
mod modules;
mod natives;
mod operators;
mod range;
mod table;
mod values;
mod world;

pub use class::{Lookups, class_name, holder_name, module_of, module_of_source, plain};
pub use compare::bytes;
pub use dialect::DIALECT;
pub use dict::{put_plain, value_of_plain};
pub use items::value_inside;
pub use modules::files::flush as flush_files;
pub use natives::{with_floats, with_index};
pub use operators::SIGNS;
pub use table::{NATIVES, id, number, private, public, takes};
pub use world::World;

use crate::runtime::{Call, Fault, Then};
use crate::syntax::Code;
use crate::value::Value;

/// The name of a module, if a value is one.
pub fn module_name(v: Value) -> Option<crate::syntax::Sym> {
    let m = v.as_a::<crate::object::Compound>()?;
    if m.sort() == crate::object::Sort::Module { m.get(1).as_sym() } else { None }
}

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

/// Has a function called for the result.
fn call<T>(function: Value, args: &[Value]) -> Result<T, Fault> {
    call_then(function, args, Then::Result)
}

/// The same where more is made of the result.
fn call_then<T>(function: Value, args: &[Value], then: Then) -> Result<T, Fault> {
    Err(Fault::Call(Box::new(Call { function, args: args.to_vec(), then })))
}

impl From<super::text::Raise> for Fault {
    fn from(r: super::text::Raise) -> Fault {
        line(r.class, &r.message).into()
    }
}
