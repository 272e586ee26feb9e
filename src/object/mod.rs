//! Heap objects, shared by all languages: layouts with safe accessors.
//!
//! The invariant this module owns: a [`Gc`] points at a live object whose header
//! tells its type. Objects never move. Collection happens only at safepoints of
//! bytecode, so native code, which runs between safepoints, may hold and copy
//! `Gc`s freely as long as it does not keep them past its own return; what must
//! outlive that is reached from a register, a global or a stashed handle.
//! Fields that change are `Cell`s; nothing here hands out `&mut` to an object.
mod dict;
pub mod knots;
mod layout;
mod list;
pub mod map;
pub(crate) mod nodes;
mod number;
pub mod persistent;
mod port;
pub mod shape;
mod sort;
mod string;

pub use dict::kept;
pub use layout::*;
pub use number::{eqv_numbers, int, num, of_long, of_wide, order_ints, real, shifted, wide};
pub use sort::Sort;
pub use string::StrRef;
