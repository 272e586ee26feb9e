//! Making, indexing and changing strings.
use super::{Heap, HeapFull};
use crate::object::{Bytes, Gc, Str, StrRef};
use crate::value::Value;
use std::cell::Cell;
use std::ops::Range;

/// Bytes of the least string that may be the beginning of others.
const LEAST_SHARED: usize = 128;

/// Hands every part of a string to come to its argument.
pub type EachPart<'a> = dyn Fn(&mut dyn FnMut(StrRef)) + 'a;

/// Whether the program may change a string that is made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mutability {
    /// A value like a number: short ones have no object.
    Fixed,
    /// An object of its own.
    Mutable,
}
use Mutability::{Fixed, Mutable};

/// Where a character of a string was found last. Loops over the characters of a
/// string that is not ASCII find the next one from there. Forgotten when the
/// collector runs, as addresses may then be used again.
#[derive(Clone, Copy, Default)]
pub(super) struct Place {
    string: u64,
    char: usize,
    byte: usize,
}

/// How many strings have a remembered place.
pub(super) const PLACES: usize = 4;

impl Heap {
    /// Whether strings that fit in values are there.
    pub fn makes_short_strings(&self) -> bool {
        self.short_strings
    }
    /// A string that cannot be changed.
    pub fn string(&mut self, s: &str) -> Result<Value, HeapFull> {
        if self.short_strings
            && let Some(v) = Value::short_str(s)
        {
            return Ok(v);
        }
        self.new_string(s, Fixed)
    }

    /// A string that the program may change.
    pub fn fresh_string(&mut self, s: &str) -> Result<Value, HeapFull> {
        self.new_string(s, Mutable)
    }

    fn new_string(&mut self, s: &str, kind: Mutability) -> Result<Value, HeapFull> {
        let g = self.raw_string(s.len(), s.chars().count(), kind)?;
        // SAFETY: the object is ours and has `len` bytes after the struct.
        unsafe { std::ptr::copy_nonoverlapping(s.as_ptr(), g.tail(), s.len()) };
        Ok(Value::obj(g))
    }

    /// A string put together from parts, which the program may change; without a
    /// copy outside of the heap. `parts` is run twice and hands over the same
    /// parts each time.
    pub fn string_with(&mut self, parts: impl Fn(&mut dyn FnMut(&str))) -> Result<Value, HeapFull> {
        let (mut len, mut chars) = (0usize, 0usize);
        parts(&mut |s| {
            len = len.saturating_add(s.len());
            chars = chars.saturating_add(s.chars().count());
        });
        let g = self.raw_string(len, chars, Mutable)?;
        let mut filler = Filler { string: g, at: 0, len };
        parts(&mut |s| filler.add(s.as_bytes()));
        filler.finish();
        Ok(Value::obj(g))
    }

    /// A string of strings one after the other. `each` hands over the same ones
    /// in the same order each time.
    pub fn concat(&mut self, each: &EachPart, kind: Mutability) -> Result<Value, HeapFull> {
        let (mut len, mut chars) = (0usize, 0usize);
        each(&mut |s| {
            len = len.saturating_add(s.len());
            chars = chars.saturating_add(s.char_count());
        });
        if len <= 6 && self.short_strings && kind == Fixed {
            let mut bytes = [0; 6];
            let mut at = 0;
            each(&mut |s| {
                if let Some(to) = bytes.get_mut(at..at + s.len()) {
                    to.copy_from_slice(s.as_bytes());
                    at += s.len();
                }
            });
            if let Some(v) = std::str::from_utf8(&bytes[..len]).ok().and_then(Value::short_str) {
                return Ok(v);
            }
        }
        let g = self.raw_string(len, chars, kind)?;
        let mut filler = Filler { string: g, at: 0, len };
        each(&mut |s| filler.add(s.as_bytes()));
        filler.finish();
        Ok(Value::obj(g))
    }

    /// The same of two, which is what programs do most.
    pub fn concat_two(&mut self, a: StrRef, b: StrRef) -> Result<Value, HeapFull> {
        let (len, chars) = (a.len().saturating_add(b.len()), a.char_count().saturating_add(b.char_count()));
        if len <= 6 && self.short_strings {
            return self.concat(&|each| [a, b].into_iter().for_each(each), Fixed);
        }
        if let StrRef::Long(s) = a
            && s.header.flags.get() & (Str::SHARED | Str::JOINED) != 0
            && len >= LEAST_SHARED
            && let Some(joined) = self.join_to(s, b, chars)
        {
            return Ok(joined);
        }
        let g = self.raw_string(len, chars, Fixed)?;
        g.header.flags.set(g.header.flags.get() | Str::JOINED);
        let mut filler = Filler { string: g, at: 0, len };
        filler.add(a.as_bytes());
        filler.add(b.as_bytes());
        filler.finish();
        Ok(Value::obj(g))
    }

    /// A string joined to one that was joined before, as loops do that build a text: the bytes go
    /// into the room behind it, so that all of them together take linear time. Nothing if there is
    /// no memory for that.
    fn join_to(&mut self, s: Gc<Str>, b: StrRef, chars: usize) -> Option<Value> {
        const WORD: usize = size_of::<u64>();
        let (used, more) = (s.used.get() as usize, b.len());
        let len = used + more;
        let fits = |&(_, in_use, room): &(Gc<Bytes>, usize, usize)| in_use == used && len <= room;
        let (body, room) = match s.shared().filter(fits) {
            Some((body, _, room)) => (body, room),
            None => {
                let room = len * 2;
                let body = self.bytes(room + WORD, 0).ok()?;
                // SAFETY: there is room for more.
                unsafe { std::ptr::copy_nonoverlapping(s.text().as_ptr(), body.tail().cast::<u8>(), used) };
                (body, room)
            }
        };
        let ascii = if chars == len { Str::ASCII } else { 0 };
        let (chars, len) = (u32::try_from(chars).ok()?, u32::try_from(len).ok()?);
        let p = self.object::<Str>(WORD as u32, ascii | Str::SHARED, WORD).ok()?;
        // SAFETY: the object is ours; the fields after the header are written, and one word behind
        // them by `moves_to`. What follows the bytes in use belongs to no string; `room` ends at
        // the last word.
        unsafe {
            (&raw mut (*p.as_ptr()).chars).write(Cell::new(chars));
            (&raw mut (*p.as_ptr()).used).write(Cell::new(len));
            let to = body.tail().cast::<u8>();
            std::ptr::copy_nonoverlapping(b.as_bytes().as_ptr(), to.add(used), more);
            to.add(room).cast::<u64>().write_unaligned(len.into());
        }
        let joined = Gc::from_ptr(p);
        joined.moves_to(body);
        Some(Value::obj(joined))
    }

    /// A string whose bytes are not written yet.
    fn raw_string(&mut self, len: usize, chars: usize, kind: Mutability) -> Result<Gc<Str>, HeapFull> {
        let used = u32::try_from(len).map_err(|_| HeapFull)?;
        let ascii = if chars == len { Str::ASCII } else { 0 };
        let mutable = if kind == Mutable { Str::MUTABLE } else { 0 };
        let p = self.object::<Str>(used, ascii | mutable, len)?;
        // SAFETY: the object is ours; the fields after the header are written.
        unsafe {
            (&raw mut (*p.as_ptr()).chars).write(Cell::new(chars as u32));
            (&raw mut (*p.as_ptr()).used).write(Cell::new(used));
        }
        Ok(Gc::from_ptr(p))
    }

    /// The byte at which character `k` begins; the end for what is beyond it.
    #[inline]
    pub fn byte_of(&mut self, s: StrRef, k: usize) -> usize {
        match s {
            _ if s.all_ascii() => k.min(s.len()),
            StrRef::Short(s) => s.char_indices().nth(k).map_or(s.len(), |(at, _)| at),
            StrRef::Long(g) => self.find_char(g, k),
        }
    }

    /// Walks to a character from the nearest place that is known.
    fn find_char(&mut self, s: Gc<Str>, k: usize) -> usize {
        let (text, chars) = (s.text().as_bytes(), s.chars.get() as usize);
        if k >= chars {
            return text.len();
        }
        let place = &mut self.places[(s.addr() >> 4) as usize % PLACES];
        if place.string != s.addr() {
            *place = Place { string: s.addr(), char: 0, byte: 0 };
        }
        let Place { mut char, mut byte, .. } = *place;
        if k < char / 2 {
            (char, byte) = (0, 0);
        } else if k > char && chars - k < k - char {
            (char, byte) = (chars, text.len());
        }
        let continues = |b: &u8| *b & 0xC0 == 0x80;
        while char < k {
            byte += 1;
            byte += text[byte..].iter().take_while(|b| continues(b)).count();
            char += 1;
        }
        while char > k {
            byte -= 1;
            byte -= text[..=byte].iter().rev().take_while(|b| continues(b)).count();
            char -= 1;
        }
        (place.char, place.byte) = (char, byte);
        byte
    }

    /// Forgets where characters were found.
    pub(super) fn forget_places(&mut self) {
        self.places = [Place::default(); PLACES];
    }

    /// Replaces a part of a string by as many characters. `with` must not be a
    /// text of that string. On failure nothing has changed.
    pub fn replace(&mut self, s: Gc<Str>, part: Range<usize>, with: &str) -> Result<(), HeapFull> {
        let (bytes, room) = s.room();
        let used = s.used.get() as usize;
        let after = used - part.end;
        let new = part.start + with.len() + after;
        if new > room {
            // A little more, as the next character is likely to need it as well.
            let body = self.bytes((new + new / 4 + 16) & !7, 0)?;
            let to = body.tail().cast::<u8>();
            // SAFETY: `to` is new and has room for `new` bytes and more; the parts
            // before and after the one that is replaced lie within `used` bytes.
            unsafe {
                std::ptr::copy_nonoverlapping(bytes, to, part.start);
                std::ptr::copy_nonoverlapping(with.as_ptr(), to.add(part.start), with.len());
                std::ptr::copy_nonoverlapping(bytes.add(part.end), to.add(part.start + with.len()), after);
            }
            s.moves_to(body);
        } else {
            // SAFETY: all within the `room` bytes of the string, which `with` is no part of.
            unsafe {
                if with.len() != part.len() {
                    std::ptr::copy(bytes.add(part.end), bytes.add(part.start + with.len()), after);
                }
                std::ptr::copy_nonoverlapping(with.as_ptr(), bytes.add(part.start), with.len());
            }
        }
        if with.len() != part.len() {
            self.forget_places();
        }
        s.used.set(new as u32);
        let flags = s.header.flags.get() & !Str::ASCII;
        s.header.flags.set(if new == s.chars.get() as usize { flags | Str::ASCII } else { flags });
        Ok(())
    }
}

/// Writes the bytes of a new string part by part.
struct Filler {
    string: Gc<Str>,
    at: usize,
    len: usize,
}

impl Filler {
    fn add(&mut self, part: &[u8]) {
        if part.len() <= self.len - self.at {
            // SAFETY: the object is ours and has `len` bytes after the struct.
            unsafe { std::ptr::copy_nonoverlapping(part.as_ptr(), self.string.tail().add(self.at), part.len()) };
            self.at += part.len();
        }
    }
    /// Should there be less than was said, the string is initialised UTF-8 all the same.
    fn finish(self) {
        // SAFETY: as above.
        unsafe { self.string.tail().add(self.at).write_bytes(0, self.len - self.at) };
    }
}
