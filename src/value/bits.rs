//! The bits of a value. Every mask and shift of the representation is in this
//! file, and nowhere else but in code that `jit` generates from these constants.
//!
//! ```text
//! 0000.. - 7FF7..  doubles: positive, infinity            as they are
//! 7FF8 0..0        the NaN of arithmetic
//! 7FF8 0..1        the NaN whose sign is set
//! 7FF9 number      constants: nil, false, true, unit, ...
//! 7FFA char        Unicode scalar value
//! 7FFB symbol      number in the interner
//! 7FFC bytes       string of up to 6 bytes, none of them NUL, first byte lowest
//! 7FFD native      builtin function: number in the VM's table
//! 7FFE address     heap object
//! 7FFF address     pair
//! 8000.. - FFF0..  doubles: negative, infinity            as they are
//! FFF8.. - FFFF..  integers: 51 bits, two's complement
//! ```
//!
//! Assumptions: addresses fit in 48 bits, and no other NaN than the first above is
//! ever stored as a double (`from_f64` sees to it; arithmetic that gives NaN goes
//! through it). The other one, which only signs that are set on purpose give, is no
//! double for what takes doubles as they are, and takes the way of what is none.
//! Every pattern that is not a double is a NaN when read as one, so `a + b` of
//! anything but two doubles is NaN: one comparison checks types and result.

/// The smallest pattern of an integer.
pub const INT_TAG: u64 = 0xFFF8_0000_0000_0000;
/// The NaN of arithmetic.
pub const NAN: u64 = 0x7FF8_0000_0000_0000;
/// The NaN whose sign is set.
pub const NEGATIVE_NAN: u64 = NAN + 1;
/// Tags, in the upper 16 bits.
pub const TAG_CONST: u64 = 0x7FF9;
/// A character.
pub const TAG_CHAR: u64 = 0x7FFA;
/// A symbol.
pub const TAG_SYM: u64 = 0x7FFB;
/// A short string.
pub const TAG_STR: u64 = 0x7FFC;
/// A builtin function.
pub const TAG_NATIVE: u64 = 0x7FFD;
/// A heap object that is not a pair.
pub const TAG_OBJ: u64 = 0x7FFE;
/// A pair.
pub const TAG_PAIR: u64 = 0x7FFF;
/// The 48 bits below the tag.
pub const PAYLOAD: u64 = 0x0000_FFFF_FFFF_FFFF;
/// Bits an integer is shifted by to fill a word.
pub const INT_SHIFT: u32 = 13;
/// The greatest integer.
pub const INT_MAX: i64 = (1 << 50) - 1;
/// The smallest integer.
pub const INT_MIN: i64 = -(1 << 50);

const _: () = assert!(INT_TAG >> 51 == 0x1FFF && (INT_MAX as u64) >> 50 == 0);

/// A tag with its payload.
#[inline(always)]
pub const fn tagged(tag: u64, payload: u64) -> u64 {
    tag << 48 | payload
}
/// Whether it is an integer.
#[inline(always)]
pub const fn is_int(v: u64) -> bool {
    v >= INT_TAG
}
/// Whether both are integers.
#[inline(always)]
pub const fn both_int(a: u64, b: u64) -> bool {
    a & b >= INT_TAG
}
/// The integer, shifted up so that overflow of 51 bits is overflow of the word.
#[inline(always)]
pub const fn int_shifted(v: u64) -> i64 {
    (v << INT_SHIFT) as i64
}
/// The integer, shifted up by a rotation that keeps the tag below it: sums with
/// shifted integers rotate back to values without tagging anew.
#[inline(always)]
pub const fn int_rotated(v: u64) -> i64 {
    v.rotate_left(INT_SHIFT) as i64
}
/// The value of a rotated integer.
#[inline(always)]
pub const fn from_rotated(i: i64) -> u64 {
    (i as u64).rotate_right(INT_SHIFT)
}
/// The tag, where a rotated integer has it.
pub const ROTATED_TAG: i64 = (1 << INT_SHIFT) - 1;
/// The integer.
#[inline(always)]
pub const fn int(v: u64) -> i64 {
    int_shifted(v) >> INT_SHIFT
}
/// The value of an integer that fits.
#[inline(always)]
pub const fn from_int(i: i64) -> u64 {
    i as u64 | INT_TAG
}
/// Whether the integer fits.
#[inline(always)]
pub const fn fits(i: i64) -> bool {
    (i << INT_SHIFT) >> INT_SHIFT == i
}
/// Whether it is a double as it is, the NaN of arithmetic included.
#[inline(always)]
pub const fn is_float(v: u64) -> bool {
    v <= NAN || (v >= 0x8000_0000_0000_0000 && v < INT_TAG)
}
/// The bits of a double, with one NaN for all.
#[inline(always)]
pub fn from_f64(f: f64) -> u64 {
    if f.is_nan() { NAN } else { f.to_bits() }
}
