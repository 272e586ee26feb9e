//! The value: 8 bytes that are a double, a 51-bit integer, a constant, a
//! character, a symbol, a short string, a builtin or the address of an object.
pub mod bits;

use crate::core::NativeId;
use crate::object::{self, Gc, Header, Pair};
use crate::syntax::Sym;

/// A value of any language. Copying it never touches memory (T13, T14, N7, R2).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Value(u64);

const _: () = assert!(size_of::<Value>() == 8);

/// A value taken apart.
#[derive(Clone, Copy)]
pub enum Unpacked {
    /// Marks a global or variable that has no value; never seen by programs.
    Unset,
    /// The empty list.
    Nil,
    /// True or false.
    Bool(bool),
    /// The value of what has none worth having.
    Unit,
    /// What reading gives at the end of the input.
    Eof,
    /// An integer.
    Int(i64),
    /// A double.
    Float(f64),
    /// A character.
    Char(char),
    /// A symbol.
    Sym(Sym),
    /// A string in the value.
    ShortStr(ShortStr),
    /// A builtin.
    Native(NativeId),
    /// A pair.
    Pair(Gc<Pair>),
    /// Another object; its header says which.
    Obj(Gc<Header>),
}

/// A string of up to six bytes, as it lies in the value. Aligned as a word, for it is read as one.
#[derive(Clone, Copy)]
#[repr(align(8))]
pub struct ShortStr {
    bytes: [u8; 8],
}

impl std::ops::Deref for ShortStr {
    type Target = str;
    fn deref(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or("")
    }
}

// What needs no look at the bytes as text, which would check them.
impl ShortStr {
    /// Number of bytes.
    #[inline]
    pub fn len(&self) -> usize {
        8 - (self.word().leading_zeros() / 8) as usize
    }
    /// Whether there is none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.bytes == [0; 8]
    }
    /// The bytes in a word, the first one lowest.
    #[inline]
    pub fn word(&self) -> u64 {
        u64::from_le_bytes(self.bytes)
    }
    /// The bytes.
    #[inline]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len()]
    }
    /// Whether every character is one byte.
    #[inline]
    pub fn is_ascii(&self) -> bool {
        self.word() & 0x8080_8080_8080_8080 == 0
    }
    /// Number of code points.
    #[inline]
    pub fn char_count(&self) -> usize {
        // Bytes after the first of a character begin with the bits 10.
        let word = self.word();
        self.len() - (word & !(word << 1) & 0x8080_8080_8080_8080).count_ones() as usize
    }
}

impl Value {
    /// No value yet.
    pub const UNSET: Value = Value(bits::tagged(bits::TAG_CONST, 0));
    /// What an inline cache holds while empty; no variable ever holds it.
    pub const NEVER: Value = Value(bits::tagged(bits::TAG_CONST, 5));
    /// What an optional parameter holds that no argument came for.
    pub const MISSING: Value = Value(bits::tagged(bits::TAG_CONST, 7));
    /// The empty list.
    pub const NIL: Value = Value(bits::tagged(bits::TAG_CONST, 1));
    /// False.
    pub const FALSE: Value = Value(bits::tagged(bits::TAG_CONST, 2));
    /// True.
    pub const TRUE: Value = Value(bits::tagged(bits::TAG_CONST, 3));
    /// Unit.
    pub const UNIT: Value = Value(bits::tagged(bits::TAG_CONST, 4));
    /// The end of the input.
    pub const EOF: Value = Value(bits::tagged(bits::TAG_CONST, 6));

    /// The bits.
    #[inline(always)]
    pub const fn bits(self) -> u64 {
        self.0
    }
    /// From bits that [`Value::bits`] gave, or that `value::bits` made.
    #[inline(always)]
    pub const fn from_bits(b: u64) -> Value {
        Value(b)
    }
    /// True or false.
    #[inline(always)]
    pub const fn bool(b: bool) -> Value {
        Value(bits::tagged(bits::TAG_CONST, 2 + b as u64))
    }
    /// An integer, if it fits in 51 bits.
    #[inline(always)]
    pub const fn int(i: i64) -> Option<Value> {
        if bits::fits(i) { Some(Value(bits::from_int(i))) } else { None }
    }
    /// An integer that is known to fit: lengths, bytes, characters.
    #[inline(always)]
    pub const fn small(i: i64) -> Value {
        debug_assert!(bits::fits(i));
        Value(bits::from_int(i))
    }
    /// A double.
    #[inline(always)]
    pub fn float(f: f64) -> Value {
        Value(bits::from_f64(f))
    }
    /// A double of which the sign counts even if it is no number.
    pub fn signed_float(f: f64) -> Value {
        if f.is_nan() && f.is_sign_negative() { Value(bits::NEGATIVE_NAN) } else { Value::float(f) }
    }
    /// A character.
    pub const fn char(c: char) -> Value {
        Value(bits::tagged(bits::TAG_CHAR, c as u64))
    }
    /// A symbol.
    pub const fn sym(s: Sym) -> Value {
        Value(bits::tagged(bits::TAG_SYM, s.0 as u64))
    }
    /// A builtin.
    pub const fn native(n: NativeId) -> Value {
        Value(bits::tagged(bits::TAG_NATIVE, n.0 as u64))
    }
    /// A string, if it fits in a value.
    pub fn short_str(s: &str) -> Option<Value> {
        let b = s.as_bytes();
        if b.len() > 6 {
            return None;
        }
        // Byte by byte: copying so few by a call takes longer.
        let mut word = 0;
        for (i, &byte) in b.iter().enumerate() {
            if byte == 0 {
                return None;
            }
            word |= (byte as u64) << (8 * i);
        }
        Some(Value(bits::tagged(bits::TAG_STR, word)))
    }
    /// An object that is not a pair.
    #[inline(always)]
    pub fn obj<T: object::Object>(o: Gc<T>) -> Value {
        Value(bits::tagged(bits::TAG_OBJ, o.addr()))
    }
    /// A pair.
    #[inline(always)]
    pub fn pair(p: Gc<Pair>) -> Value {
        Value(bits::tagged(bits::TAG_PAIR, p.addr()))
    }

    /// What the upper 16 bits are.
    #[inline(always)]
    pub const fn tag(self) -> u64 {
        self.0 >> 48
    }
    /// Whether it is an integer.
    #[inline(always)]
    pub const fn is_int(self) -> bool {
        bits::is_int(self.0)
    }
    /// Whether it is a float.
    #[inline(always)]
    pub const fn is_float(self) -> bool {
        self.is_double() || self.0 == bits::NEGATIVE_NAN
    }
    /// Whether its bits are those of a double: any float but the NaN whose sign is set.
    #[inline(always)]
    pub const fn is_double(self) -> bool {
        bits::is_float(self.0)
    }
    /// Whether it is a pair.
    #[inline(always)]
    pub const fn is_pair(self) -> bool {
        self.tag() == bits::TAG_PAIR
    }
    /// Whether it is an object that is not a pair.
    #[inline(always)]
    pub const fn is_obj(self) -> bool {
        self.tag() == bits::TAG_OBJ
    }
    /// Whether it counts as true: everything but false.
    #[inline(always)]
    pub const fn is_true(self) -> bool {
        self.0 != Value::FALSE.0
    }
    /// The integer.
    #[inline(always)]
    pub const fn as_int(self) -> Option<i64> {
        if self.is_int() { Some(bits::int(self.0)) } else { None }
    }
    /// The double, if it is one.
    #[inline(always)]
    pub fn as_float(self) -> Option<f64> {
        match self.0 {
            bits::NEGATIVE_NAN => Some(-f64::NAN),
            v if bits::is_float(v) => Some(f64::from_bits(v)),
            _ => None,
        }
    }
    /// The bits read as a double: NaN for whatever is not one.
    #[inline(always)]
    pub fn float_or_nan(self) -> f64 {
        f64::from_bits(self.0)
    }
    /// The number as a double, for integers and doubles.
    #[inline]
    pub fn as_number(self) -> Option<f64> {
        self.as_int().map(|i| i as f64).or_else(|| self.as_float())
    }
    /// The character.
    pub fn as_char(self) -> Option<char> {
        if self.tag() == bits::TAG_CHAR { char::from_u32(self.0 as u32) } else { None }
    }
    /// The symbol.
    pub fn as_sym(self) -> Option<Sym> {
        if self.tag() == bits::TAG_SYM { Some(Sym(self.0 as u32)) } else { None }
    }
    /// The builtin.
    #[inline]
    pub fn as_native(self) -> Option<NativeId> {
        if self.tag() == bits::TAG_NATIVE { Some(NativeId(self.0 as u32)) } else { None }
    }
    /// The pair.
    #[inline(always)]
    pub fn as_pair(self) -> Option<Gc<Pair>> {
        if self.is_pair() { Some(Gc::from_addr(self.0 & bits::PAYLOAD)) } else { None }
    }
    /// The object, pairs excluded.
    #[inline(always)]
    pub fn as_obj(self) -> Option<Gc<Header>> {
        if self.is_obj() { Some(Gc::from_addr(self.0 & bits::PAYLOAD)) } else { None }
    }
    /// The object of a given type, pairs excluded.
    #[inline(always)]
    pub fn as_a<T: object::Object>(self) -> Option<Gc<T>> {
        let h = self.as_obj()?;
        if h.kind == T::KIND { Some(h.cast()) } else { None }
    }
    /// Any heap object, pairs included, for the collector.
    #[inline(always)]
    pub fn as_heap(self) -> Option<Gc<Header>> {
        if self.tag() & !1 == bits::TAG_OBJ { Some(Gc::from_addr(self.0 & bits::PAYLOAD)) } else { None }
    }
    /// The string, short or long.
    #[inline]
    pub fn as_str(self) -> Option<object::StrRef> {
        if self.tag() == bits::TAG_STR {
            return Some(object::StrRef::Short(self.short()));
        }
        self.as_a::<object::Str>().map(object::StrRef::Long)
    }
    /// Whether it is a string.
    pub fn is_str(self) -> bool {
        self.tag() == bits::TAG_STR || self.as_a::<object::Str>().is_some()
    }
    fn short(self) -> ShortStr {
        ShortStr { bytes: (self.0 & bits::PAYLOAD).to_le_bytes() }
    }

    /// Takes it apart.
    pub fn unpack(self) -> Unpacked {
        if self.is_int() {
            return Unpacked::Int(bits::int(self.0));
        }
        if let Some(f) = self.as_float() {
            return Unpacked::Float(f);
        }
        match self.tag() {
            bits::TAG_CHAR => Unpacked::Char(self.as_char().unwrap_or('\u{FFFD}')),
            bits::TAG_SYM => Unpacked::Sym(Sym(self.0 as u32)),
            bits::TAG_STR => Unpacked::ShortStr(self.short()),
            bits::TAG_NATIVE => Unpacked::Native(NativeId(self.0 as u32)),
            bits::TAG_OBJ => Unpacked::Obj(Gc::from_addr(self.0 & bits::PAYLOAD)),
            bits::TAG_PAIR => Unpacked::Pair(Gc::from_addr(self.0 & bits::PAYLOAD)),
            _ => match self {
                Value::NIL => Unpacked::Nil,
                Value::FALSE => Unpacked::Bool(false),
                Value::TRUE => Unpacked::Bool(true),
                Value::UNIT => Unpacked::Unit,
                Value::EOF => Unpacked::Eof,
                _ => Unpacked::Unset,
            },
        }
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.unpack() {
            Unpacked::Int(i) => write!(f, "{i}"),
            Unpacked::Float(x) => f.write_str(&crate::syntax::number::format_float(x)),
            Unpacked::ShortStr(s) => write!(f, "{:?}", &*s),
            _ => write!(f, "Value({:#018x})", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_round_trip_and_are_bounded() {
        for i in [0, 1, -1, 42, bits::INT_MAX, bits::INT_MIN] {
            assert_eq!(Value::int(i).and_then(Value::as_int), Some(i));
        }
        assert!(Value::int(bits::INT_MAX + 1).is_none());
        assert!(Value::int(bits::INT_MIN - 1).is_none());
    }

    #[test]
    fn doubles_are_never_taken_for_anything_else() {
        for f in [0.0, -0.0, 1.5, -1.5, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN_POSITIVE, -f64::MAX] {
            let v = Value::float(f);
            assert_eq!(v.as_float().map(f64::to_bits), Some(f.to_bits()));
            assert!(!v.is_int() && v.as_heap().is_none() && v.as_sym().is_none());
        }
        for nan in [f64::NAN, -f64::NAN, f64::from_bits(0xFFFF_FFFF_FFFF_FFFF)] {
            let v = Value::float(nan);
            assert!(v.as_float().is_some_and(f64::is_nan) && !v.is_int());
            assert!(v.is_double() && v.as_float().is_some_and(|f| f.is_sign_positive()));
            let (signed, f) = (Value::signed_float(nan), Value::signed_float(nan).as_float());
            assert!(f.is_some_and(|f| f.is_nan() && f.is_sign_negative() == nan.is_sign_negative()));
            assert!(signed.is_float() && signed.is_double() == nan.is_sign_positive());
            assert!(signed.float_or_nan().is_nan() && !signed.is_int() && signed.as_heap().is_none());
        }
    }

    #[test]
    fn everything_but_doubles_reads_as_nan() {
        let all = [Value::NIL, Value::TRUE, Value::UNSET, Value::small(0), Value::small(-1), Value::char('x')];
        assert!(all.iter().all(|v| v.float_or_nan().is_nan()));
    }

    #[test]
    fn short_strings_hold_six_bytes_without_nul() {
        for s in ["", "a", "abcdef", "äö", "日本"] {
            assert_eq!(Value::short_str(s).and_then(Value::as_str).as_deref(), Some(s));
            let short = Value::short_str(s).unwrap().short();
            assert_eq!((short.len(), short.as_bytes(), short.is_empty()), (s.len(), s.as_bytes(), s.is_empty()));
            assert_eq!((short.is_ascii(), short.char_count()), (s.is_ascii(), s.chars().count()));
        }
        assert!(Value::short_str("abcdefg").is_none());
        assert!(Value::short_str("a\0").is_none());
    }
}
