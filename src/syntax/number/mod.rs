//! Texts of numbers: reading and printing. Shared by the reader, printed Core,
//! and every `number->string` and `string->number`.
mod print;
mod read;

pub use print::{format_float, format_int, format_number};
pub use read::{NumError, parse_number};

/// Least exact integer a value can hold without the heap (51 bits, signed).
pub const INT_MIN: i64 = -(1 << 50);
/// Greatest exact integer a value can hold without the heap.
pub const INT_MAX: i64 = (1 << 50) - 1;

#[cfg(test)]
mod tests;
