//! What the Lisp's errors say. The VM and the plain interpreter build every
//! run-time error here, so a program cannot tell them apart by their messages.
//! Each function gives the code, for programs, and one sentence, for people.
//!
//! Values inside messages are passed as the text that `write` would print,
//! made with [`BRIEF_ELEMENTS`] as its limit; [`brief`] caps its length.
use crate::syntax::Code;
use crate::syntax::text::{join, shorten};

/// Code and message of an error.
pub type Fault = (Code, String);

/// How deep printing goes into nested data before it prints `...`.
pub const PRINT_DEPTH: usize = 1_000;
/// How many atoms and containers an error message shows of a value before it ends
/// with `...`.
pub const BRIEF_ELEMENTS: usize = 40;
/// How many characters of a value an error message shows.
pub const BRIEF_CHARS: usize = 60;

/// Numbers of more bits are not spelled out in an error message.
pub const BRIEF_BITS: u64 = 4096;

/// `text`, cut after [`BRIEF_CHARS`] characters.
pub fn brief(text: &str) -> String {
    shorten(text, BRIEF_CHARS)
}

/// What [`wrong_type`] says was expected: one word for each kind of value.
/// Arguments are checked from left to right; the first wrong one is reported.
pub mod noun {
    /// True or false.
    pub const BOOLEAN: &str = "a boolean";
    /// Numbers of every kind.
    pub const NUMBER: &str = "a number";
    /// What has no complex numbers among its arguments says of them.
    pub const REAL: &str = "a real number";
    /// What `exact` and `numerator` take.
    pub const RATIONAL: &str = "a rational number";
    /// Whole numbers: integers, and floats without fraction where those are allowed.
    pub const INTEGER: &str = "an integer";
    /// What `exact-integer-sqrt` takes.
    pub const NATURAL: &str = "an integer that is not negative";
    /// What `+float` takes.
    pub const FLOAT: &str = "a float";
    /// Position in something; an integer. Whether it is inside is a matter of range.
    pub const INDEX: &str = "an index";
    /// 0 to 255, as an argument that fills a byte vector.
    pub const BYTE: &str = "a byte";
    /// What `make-parameter` makes.
    pub const PARAMETER: &str = "a parameter";
    /// What `delay` makes.
    pub const PROMISE: &str = "a promise";
    /// A pair.
    pub const PAIR: &str = "a pair";
    /// A proper list.
    pub const LIST: &str = "a list";
    /// A symbol.
    pub const SYMBOL: &str = "a symbol";
    /// A string.
    pub const STRING: &str = "a string";
    /// A character.
    pub const CHAR: &str = "a character";
    /// What `string-split` splits at.
    pub const CHAR_OR_STRING: &str = "a character or a string";
    /// A vector.
    pub const VECTOR: &str = "a vector";
    /// A byte vector.
    pub const BYTES: &str = "a byte vector";
    /// What `release-buffer!` takes.
    pub const BUFFER: &str = "a packet buffer";
    /// A hash map.
    pub const HASH_MAP: &str = "a hash map";
    /// A persistent vector.
    pub const PVECTOR: &str = "a persistent vector";
    /// A persistent map.
    pub const PMAP: &str = "a persistent map";
    /// A record type.
    pub const RECORD_TYPE: &str = "a record type";
    /// What `error-object-message` takes.
    pub const ERROR: &str = "an error object";
    /// A function.
    pub const FUNCTION: &str = "a function";
    /// A port of any kind.
    pub const PORT: &str = "a port";
    /// What `close-input-port` takes.
    pub const INPUT: &str = "an input port";
    /// What `close-output-port` takes.
    pub const OUTPUT: &str = "an output port";
    /// What `read-char` reads from.
    pub const TEXT_INPUT: &str = "a textual input port";
    /// What `read-u8` reads from.
    pub const BYTE_INPUT: &str = "a binary input port";
    /// What `write-char` writes to.
    pub const TEXT_OUTPUT: &str = "a textual output port";
    /// What `write-u8` writes to.
    pub const BYTE_OUTPUT: &str = "a binary output port";
    /// What `get-output-string` takes.
    pub const STRING_PORT: &str = "a port from open-output-string";
    /// What `get-output-bytevector` takes.
    pub const BYTES_PORT: &str = "a port from open-output-bytevector";
    /// A channel.
    pub const CHANNEL: &str = "a channel";
}

/// Whether a program can catch errors of that code. It cannot catch what the
/// host decided, nor a fault of Glassbox itself.
pub fn catchable(code: Code) -> bool {
    !matches!(code, Code::Fuel | Code::Stopped | Code::Unsupported | Code::Internal)
}

/// How many arguments a function takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expected {
    /// So many.
    Exactly(usize),
    /// So many or more.
    AtLeast(usize),
    /// From the first to the second, both included.
    Between(usize, usize),
}

impl Expected {
    /// So many of something.
    fn of(&self, noun: &str) -> String {
        let plural = |n: usize| if n == 1 { "" } else { "s" };
        match *self {
            Expected::Exactly(n) => format!("{n} {noun}{}", plural(n)),
            Expected::AtLeast(n) => format!("at least {n} {noun}{}", plural(n)),
            Expected::Between(a, b) => format!("{a} to {b} {noun}s"),
        }
    }
}

/// `car: expected a pair, got 5`. `expected` comes with its article.
pub fn wrong_type(who: &str, expected: &str, got: &str) -> Fault {
    (Code::Type, format!("{who}: expected {expected}, got {}", brief(got)))
}

/// `f: expected 2 arguments, got 3`. `who` is the function's name or `<lambda>`.
pub fn arity(who: &str, expected: Expected, got: usize) -> Fault {
    (Code::Arity, format!("{who}: expected {}, got {got}", expected.of("argument")))
}

/// `expected 2 values, got 3`.
pub fn value_count(expected: Expected, got: usize) -> Fault {
    (Code::Arity, format!("expected {}, got {got}", expected.of("value")))
}

/// `f: no clause takes 3 arguments`.
pub fn no_clause(who: &str, got: usize) -> Fault {
    (Code::Arity, format!("{who}: no clause takes {got} argument{}", if got == 1 { "" } else { "s" }))
}

/// `x has no value`.
pub fn unbound(name: &str) -> Fault {
    (Code::Unbound, format!("{} has no value", spelling(name)))
}

/// The name of a global as it is written. What macros, bodies and libraries define
/// for themselves has a number behind it, so that nothing else has the same name.
pub fn spelling(name: &str) -> &str {
    match name.rsplit_once('%') {
        Some((spelt, number)) if !spelt.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => spelt,
        _ => name,
    }
}

/// `x is used before it has a value`: a `letrec` variable read too early.
pub fn too_early(name: &str) -> Fault {
    (Code::Unbound, format!("{name} is used before it has a value"))
}

/// `5 is not a function`.
pub fn not_a_function(got: &str) -> Fault {
    (Code::Type, format!("{} is not a function", brief(got)))
}

/// `vector-ref: index 7 is out of range for length 3`. An index that is not
/// even an integer is [`wrong_type`] with `an index`.
pub fn out_of_range(who: &str, index: i64, len: usize) -> Fault {
    (Code::Range, format!("{who}: index {index} is out of range for length {len}"))
}

/// `substring: range 2 to 9 is out of range for length 3`.
pub fn bad_range(who: &str, start: i64, end: i64, len: usize) -> Fault {
    (Code::Range, format!("{who}: range {start} to {end} is out of range for length {len}"))
}

/// `u32-ref: 4 bytes at 6 are out of range for length 8`.
pub fn field_out_of_range(who: &str, bytes: usize, index: i64, len: usize) -> Fault {
    let noun = if bytes == 1 { "byte" } else { "bytes" };
    (Code::Range, format!("{who}: {bytes} {noun} at {index} are out of range for length {len}"))
}

/// `u8-set!: 256 does not fit in 8 bits`.
pub fn does_not_fit(who: &str, value: &str, bits: u32) -> Fault {
    (Code::Range, format!("{who}: {} does not fit in {bits} bits", brief(value)))
}

/// `make-vector: size -1 is out of range`: negative, or more than could exist.
pub fn bad_size(who: &str, size: &str) -> Fault {
    (Code::Range, format!("{who}: size {} is out of range", brief(size)))
}

/// `integer->char: 55296 is not a character`.
pub fn not_a_character(who: &str, value: i64) -> Fault {
    (Code::Range, format!("{who}: {value} is not a character"))
}

/// `exact: there is no exact number for +inf.0`.
pub fn no_exact(who: &str, value: &str) -> Fault {
    (Code::Range, format!("{who}: there is no exact number for {}", brief(value)))
}

/// `expt: the numbers are too large`: a result of more than
/// [`crate::number::MAX_BITS`], or more work than one operation may be.
pub fn number_too_large(who: &str) -> Fault {
    (Code::Memory, format!("{who}: the numbers are too large"))
}

/// `utf8->string: the bytes are not valid UTF-8`.
pub fn not_utf8(who: &str) -> Fault {
    (Code::Range, format!("{who}: the bytes are not valid UTF-8"))
}

/// `read-char: the port is closed`.
pub fn port_closed(who: &str) -> Fault {
    (Code::Range, format!("{who}: the port is closed"))
}

/// `open-input-file: data.txt: there is no such file`.
pub fn file(who: &str, path: &str, reason: &str) -> Fault {
    (Code::Io, format!("{who}: {}: {reason}", brief(path)))
}

/// `read: a datum is missing after the dot`.
pub fn unreadable(who: &str, problem: &str) -> Fault {
    (Code::Syntax, format!("{who}: {problem}"))
}

/// `string-set!: literals and names cannot be changed; ...`.
pub fn unchangeable(who: &str) -> Fault {
    (Code::Type, format!("{who}: literals and names cannot be changed; string-copy makes a string that can"))
}

/// `number->string: 99 is not a radix from 2 to 36`.
pub fn bad_radix(who: &str, value: &str) -> Fault {
    (Code::Range, format!("{who}: {} is not a radix from 2 to 36", brief(value)))
}

/// `u16-ref: the packet buffer was given back to the pool`.
pub fn released(who: &str) -> Fault {
    (Code::Range, format!("{who}: the packet buffer was given back to the pool"))
}

/// `hash-map: key c has no value`: an odd number of keys and values.
pub fn odd_entries(who: &str, key: &str) -> Fault {
    (Code::Arity, format!("{who}: key {} has no value", brief(key)))
}

/// `division by zero`.
pub fn division_by_zero() -> Fault {
    (Code::DivideByZero, "division by zero".to_string())
}

/// `x: expected a record of type point, got 5`.
pub fn not_of_type(field: &str, ty: &str, got: &str) -> Fault {
    (Code::Type, format!("{field}: expected a record of type {ty}, got {}", brief(got)))
}

/// `hash-ref: there is no entry for x`.
pub fn no_entry(who: &str, key: &str) -> Fault {
    (Code::Range, format!("{who}: there is no entry for {}", brief(key)))
}

/// `pvector-pop: there is no element`.
pub fn nothing_left(who: &str) -> Fault {
    (Code::Range, format!("{who}: there is no element"))
}

/// What an uncaught `raise` of something that is not an error object says.
pub fn uncaught(value: &str) -> Fault {
    (Code::Uncaught, format!("uncaught: {}", brief(value)))
}

/// An error object that nothing caught: its message, then its irritants.
pub fn uncaught_error(message: &str, irritants: &[String]) -> Fault {
    let mut text = message.to_string();
    for i in irritants {
        text.push(' ');
        text.push_str(&brief(i));
    }
    (Code::Uncaught, text)
}

/// `every task waits: main receives from chan 1, task 2 sends to chan 1`.
pub fn deadlock(waits: &[String]) -> Fault {
    (Code::Deadlock, format!("every task waits: {}", join(waits, ", ")))
}

/// The depth limit.
pub fn too_deep(limit: usize) -> Fault {
    (Code::Depth, format!("more than {limit} calls are open at once"))
}

/// A continuation outside of its task.
pub fn other_task() -> Fault {
    (Code::Form, "a continuation can only be called in the task it was made in".to_string())
}

/// The memory limit.
pub fn out_of_memory(limit: usize) -> Fault {
    (Code::Memory, format!("the memory limit of {limit} bytes is reached"))
}

/// The fuel limit.
pub fn out_of_fuel(limit: u64) -> Fault {
    (Code::Fuel, format!("the limit of {limit} calls and loop turns is reached"))
}

/// The host asked for it.
pub fn stopped() -> Fault {
    (Code::Stopped, "stopped by the host".to_string())
}

/// `not supported: tasks in the baseline interpreter`.
pub fn unsupported(what: &str) -> Fault {
    (Code::Unsupported, format!("not supported: {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_words() {
        assert_eq!(arity("f", Expected::Exactly(1), 0).1, "f: expected 1 argument, got 0");
        assert_eq!(arity("f", Expected::Exactly(2), 3).1, "f: expected 2 arguments, got 3");
        assert_eq!(arity("f", Expected::AtLeast(1), 0).1, "f: expected at least 1 argument, got 0");
        assert_eq!(arity("f", Expected::Between(1, 2), 4).1, "f: expected 1 to 2 arguments, got 4");
    }

    #[test]
    fn long_values_are_cut_between_characters() {
        let long = "é".repeat(BRIEF_CHARS + 1);
        assert_eq!(brief(&long), format!("{}...", "é".repeat(BRIEF_CHARS)));
        let fits = "é".repeat(BRIEF_CHARS);
        assert_eq!(brief(&fits), fits);
    }
}
