//! What modules of Python's standard library compute, as plain functions.
pub mod random;
mod sha512;
