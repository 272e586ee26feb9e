//! Methods of the builtin classes, a file for each kind.
pub(super) mod bytes;
pub(super) mod codec;
pub(super) mod dict;
pub(super) mod format;
pub(super) mod list;
pub(super) mod number;
pub(super) mod sequences;
pub(super) mod set;
pub(super) mod special;
pub(super) mod text;
