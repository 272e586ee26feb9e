//! The archive: compiled functions as bytes (S2). What is numbered in a VM (names, globals,
//! builtins) goes by name and gets the numbers of the VM that reads it; everything else is
//! small numbers of variable length. What is read is trusted only as far as it was checked:
//! the header says whether the bytes are whole and meant for this table of ops, the reader
//! that they are an archive, and the verifier that the code in it keeps the VM's rules.
//!
//! ```text
//! magic, version, fingerprint of the ops, fingerprint of the source, checksum of that and the rest
//! names, texts                      tables of texts
//! globals, builtins                 by names
//! details                           a table of texts, and the details of all functions
//! the main function                 and in it the others
//! ```
//!
//! Details are read when somebody looks at them.
mod bytes;
mod details;
mod read;
mod write;

pub use details::Later;
pub use read::{Archive, Target};
pub use write::{Origin, write};

use super::ops::{OP_COUNT, OPS};

const MAGIC: [u8; 4] = *b"\x7fgbx";
/// Changes when archives are written in another way.
const VERSION: u8 = 1;
/// Bytes before what the checksum is of: magic, version, three numbers of 8 bytes.
const HEADER: usize = 4 + 1 + 3 * 8;
/// Deepest nesting of functions, and of constants.
const MAX_FUNCTIONS: usize = 300;
const MAX_DATA: usize = 1_000;

/// Why bytes are not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refused {
    /// They are something else.
    NotAnArchive,
    /// Another version of the program wrote them.
    OtherVersion,
    /// They are not what was written.
    Damaged(&'static str),
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refused::NotAnArchive => f.write_str("it is not a compiled program"),
            Refused::OtherVersion => f.write_str("another version of Glassbox compiled it"),
            Refused::Damaged(what) => write!(f, "the compiled program is damaged: {what}"),
        }
    }
}

/// A number that differs for almost all texts.
pub const fn fingerprint(bytes: &[u8]) -> u64 {
    mix(0, bytes)
}

const fn mix(mut h: u64, bytes: &[u8]) -> u64 {
    const BY: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut rest = bytes;
    while let Some((chunk, more)) = rest.split_first_chunk::<8>() {
        h = (h.rotate_left(23) ^ u64::from_le_bytes(*chunk)).wrapping_mul(BY);
        rest = more;
    }
    let mut last = [0; 8];
    let mut i = 0;
    while i < rest.len() {
        last[i] = rest[i];
        i += 1;
    }
    let tail = u64::from_le_bytes(last) ^ (bytes.len() as u64) << 56;
    h = (h.rotate_left(23) ^ tail).wrapping_mul(BY);
    h ^ h >> 29
}

/// Gives changed bytes the checksum that they must have.
#[cfg(test)]
pub fn seal(bytes: &mut [u8]) {
    let of = u64::from_le_bytes(bytes[HEADER - 16..HEADER - 8].try_into().expect("eight bytes"));
    let sum = mix(of, &bytes[HEADER..]);
    bytes[HEADER - 8..HEADER].copy_from_slice(&sum.to_le_bytes());
}

/// What of the table of ops an archive relies on: their numbers and operands.
const OPS_FINGERPRINT: u64 = {
    let mut h = 0;
    let mut i = 0;
    while i < OP_COUNT {
        h = mix(h, OPS[i].name.as_bytes());
        let mut k = 0;
        while k < OPS[i].operands.len() {
            h = mix(h, &[OPS[i].operands[k].1 as u8]);
            k += 1;
        }
        i += 1;
    }
    h
};

const _: () = assert!(OP_COUNT <= 256, "an op is one byte");

/// What a constant is. Order is the byte in archives.
#[derive(Clone, Copy)]
enum Tag {
    Nil,
    True,
    False,
    Unit,
    Missing,
    Int,
    Float,
    Real,
    Complex,
    Char,
    Str,
    Sym,
    List,
    Vector,
    Bytes,
    Labelled,
    Ref,
}

/// What an exact or inexact number is. Order is the byte in archives.
#[derive(Clone, Copy)]
enum RealTag {
    Small,
    Big,
    Ratio,
    Float,
}

/// Bits that a function begins with.
mod flag {
    pub const REST: u8 = 1;
    pub const SIGNATURE: u8 = 2;
    pub const NAME: u8 = 4;
}

/// Bits that a signature begins with.
mod takes {
    pub const REST: u8 = 1;
    pub const OTHERS: u8 = 2;
    pub const WAITS: u8 = 4;
    pub const DOC: u8 = 8;
    pub const BUILTIN: u8 = 16;
}
