//! What modules of Python's standard library compute, as plain functions.
pub mod random;
mod sha512;

pub use sha512::sha512;
