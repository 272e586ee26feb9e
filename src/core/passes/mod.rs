//! Rewriting of Core, each pass on its own and each behind its switch.
pub mod scope;
