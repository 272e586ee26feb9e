//! Glassbox: a language virtual machine you can see through.
pub mod bytecode;
pub mod core;
pub mod inspect;
pub mod lang;
pub mod options;
pub mod syntax;
