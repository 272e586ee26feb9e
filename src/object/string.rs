//! Strings: UTF-8 wherever they lie. All access to a string's bytes goes through
//! this file; what changes them is in `heap/text.rs`.
//!
//! A string that was changed to more bytes than it has room for keeps its object,
//! which then leads to a byte vector with the bytes. So does a fixed string that others were
//! joined to: it and they are beginnings of the same bytes, which have room behind them.
use super::{Bytes, Gc, Str};
use crate::value::{ShortStr, Value};
use std::ops::Deref;

impl Str {
    /// Flag: every character is one byte.
    pub const ASCII: u16 = 1;
    /// Flag: the program may change it.
    pub const MUTABLE: u16 = 2;
    /// Flag: the bytes lie in the byte vector that the first word after the
    /// struct holds.
    pub const MOVED: u16 = 4;
    /// Flag: it has moved and is fixed, so that others may begin with the same bytes. The last
    /// word of the byte vector says how many of its bytes are in use by any of them.
    pub const SHARED: u16 = 8;
    /// Flag: it was made of two others, and may well be joined to another.
    pub const JOINED: u16 = 16;
}

impl Gc<Str> {
    /// The byte vector with its bytes, if they have moved.
    #[inline]
    pub(crate) fn body(self) -> Option<Gc<Bytes>> {
        if self.header.flags.get() & Str::MOVED == 0 {
            return None;
        }
        // SAFETY: a string that has moved had room for at least one byte, which
        // the heap rounds up to a word; `moves_to` wrote it.
        unsafe { self.tail().cast::<Value>().read() }.as_a::<Bytes>()
    }

    /// Lets the bytes be those of a byte vector from now on. Only for strings
    /// with room for at least one byte.
    pub(crate) fn moves_to(self, body: Gc<Bytes>) {
        debug_assert!(self.header.len > 0);
        // SAFETY: see `body`; the tail is aligned to 8.
        unsafe { self.tail().cast::<Value>().write(Value::obj(body)) };
        self.header.flags.set(self.header.flags.get() | Str::MOVED);
    }

    /// Where its bytes lie, and how many there is room for.
    #[inline]
    pub(crate) fn room(self) -> (*mut u8, usize) {
        match self.body() {
            Some(body) => (body.tail().cast(), body.header.len as usize),
            None => (self.tail(), self.header.len as usize),
        }
    }

    /// The byte vector that it shares, with the number of bytes in use and of those there is room
    /// for.
    pub(crate) fn shared(self) -> Option<(Gc<Bytes>, usize, usize)> {
        let body = self.body().filter(|_| self.header.flags.get() & Str::SHARED != 0)?;
        let room = (body.header.len as usize).checked_sub(size_of::<u64>())?;
        // SAFETY: the last word is in the byte vector, which need not be aligned there.
        let in_use = unsafe { body.tail().cast::<u8>().add(room).cast::<u64>().read_unaligned() };
        Some((body, in_use as usize, room))
    }

    /// The text. Nothing may change the string while it is in use.
    #[inline]
    pub fn text<'a>(self) -> &'a str {
        let (bytes, _) = self.room();
        // SAFETY: `used` bytes of UTF-8 lie there, and builtins that change a
        // string hold no text of it meanwhile.
        unsafe { std::str::from_utf8_unchecked(std::slice::from_raw_parts(bytes, self.used.get() as usize)) }
    }

    /// Whether every character is one byte.
    #[inline]
    pub fn is_ascii(self) -> bool {
        self.header.flags.get() & Str::ASCII != 0
    }

    /// Whether the program may change it. Strings that it may not change are
    /// values: two with the same text are the same.
    #[inline]
    pub fn is_mutable(self) -> bool {
        self.header.flags.get() & Str::MUTABLE != 0
    }
}

/// The text of a string value, wherever it lies.
#[derive(Clone, Copy)]
pub enum StrRef {
    /// In the value.
    Short(ShortStr),
    /// On the heap.
    Long(Gc<Str>),
}

impl StrRef {
    /// Whether byte and character positions are the same.
    #[inline]
    pub fn all_ascii(&self) -> bool {
        match self {
            StrRef::Short(s) => s.is_ascii(),
            StrRef::Long(s) => s.is_ascii(),
        }
    }
    /// Number of bytes.
    #[inline]
    pub fn len(&self) -> usize {
        match self {
            StrRef::Short(s) => s.len(),
            StrRef::Long(s) => s.used.get() as usize,
        }
    }
    /// Whether there is none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The bytes.
    #[inline]
    pub fn as_bytes(&self) -> &[u8] {
        match self {
            StrRef::Short(s) => s.as_bytes(),
            StrRef::Long(s) => s.text().as_bytes(),
        }
    }
    /// Number of code points.
    #[inline]
    pub fn char_count(&self) -> usize {
        match self {
            StrRef::Short(s) => s.char_count(),
            StrRef::Long(s) => s.chars.get() as usize,
        }
    }
    /// Whether the program may change it.
    #[inline]
    pub fn is_mutable(&self) -> bool {
        matches!(self, StrRef::Long(s) if s.is_mutable())
    }
}

impl Deref for StrRef {
    type Target = str;
    #[inline]
    fn deref(&self) -> &str {
        match self {
            // SAFETY: `Value::short_str` alone makes short strings, of a `str`.
            StrRef::Short(s) => unsafe { std::str::from_utf8_unchecked(s.as_bytes()) },
            StrRef::Long(s) => s.text(),
        }
    }
}
