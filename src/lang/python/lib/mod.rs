//! What modules of Python's standard library compute, as plain functions.
pub mod calendar;
pub mod json;
pub mod pack;
pub mod random;
pub mod re;
mod sha512;
