//! What modules of Python's standard library compute, as plain functions.
pub mod calendar;
pub mod csv;
pub mod decimal;
pub mod digest;
pub mod json;
pub mod pack;
pub mod random;
pub mod re;
pub mod sha512;
