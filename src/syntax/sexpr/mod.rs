//! S-expressions: the notation of the Lisp and of printed Core. `lexer` makes
//! tokens without allocating, `reader` makes datums in one flat arena.
pub mod datum;
pub mod lexer;
pub mod reader;

pub use datum::{Data, Datum, DatumKind, Range};
pub use reader::{One, Outcome, read, read_datums, read_folded, read_nested, read_one, read_part};

/// How deep data that is no program may nest. The plain interpreter recurses that
/// deep, and a browser gives it little stack.
pub const MAX_DATA_NESTING: usize = if cfg!(target_arch = "wasm32") { 1_000 } else { 100_000 };

/// How deep brackets, quotes and the Core made from them may nest. Everything
/// that walks Core may recurse this deep; it is chosen so that debug builds do
/// so within a stack of one megabyte.
pub const MAX_NESTING: usize = 300;
