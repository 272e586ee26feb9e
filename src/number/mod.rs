//! Numbers of every kind as plain data: what the reader makes, what constants
//! hold, and what operations compute with that the fast paths leave. Values and
//! the heap are not known here; `object/number.rs` takes numbers out of values
//! and the heap puts them back.
//!
//! ```text
//! Num      Real | Complex(Real, Real)     the imaginary part is not an exact 0
//! Real     Int | Ratio | Float            a ratio is in lowest terms, never whole
//! Int      Small(i64) | Big               big only beyond 64 bits
//! ```
mod complex;
mod float;
mod gcd;
mod int;
pub mod limbs;
mod power;
mod ratio;
mod real;

pub use complex::{Function, Num, size};
pub use float::{Digits, compose, digits_of};
pub use int::{Bitwise, Int, decimal};
pub use power::expt;
pub use ratio::Ratio;
pub use real::{Real, Rounding};

/// Greatest size of an integer. One operation on numbers of this size still ends
/// within about a second, so no operation needs to be interrupted.
pub const MAX_BITS: u64 = 1 << 23;
/// Greatest size of what greatest common divisors are computed of, parts of
/// ratios among it: the time grows with the square of the size.
pub const MAX_GCD_BITS: u64 = 1 << 20;

/// Why an operation gives no number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// Division by an exact zero.
    DivisionByZero,
    /// The result, or what it takes to compute it, is larger than numbers may be.
    TooLarge,
}
