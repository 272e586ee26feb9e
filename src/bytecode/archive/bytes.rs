//! Numbers and texts of what is still to be read.
use super::Refused;

pub type Read<T> = Result<T, Refused>;

pub fn le(bytes: &[u8]) -> u64 {
    bytes.try_into().map_or(0, u64::from_le_bytes)
}

pub const CUT: Refused = Refused::Damaged("it ends too early");
pub const RANGE: Refused = Refused::Damaged("a number is out of range");

/// What is still to be read.
#[derive(Clone, Copy)]
pub struct Bytes<'a> {
    pub rest: &'a [u8],
}

impl<'a> Bytes<'a> {
    #[inline]
    pub fn byte(&mut self) -> Read<u8> {
        let (&byte, rest) = self.rest.split_first().ok_or(CUT)?;
        self.rest = rest;
        Ok(byte)
    }
    pub fn take(&mut self, n: usize) -> Read<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(n).ok_or(CUT)?;
        self.rest = rest;
        Ok(taken)
    }
    #[inline]
    pub fn number(&mut self) -> Read<u32> {
        match self.rest {
            [byte @ ..0x80, rest @ ..] => {
                self.rest = rest;
                Ok(*byte as u32)
            }
            [low, high @ ..0x80, rest @ ..] => {
                self.rest = rest;
                Ok((*low & 0x7f) as u32 | (*high as u32) << 7)
            }
            _ => u32::try_from(self.long()?).map_err(|_| RANGE),
        }
    }
    #[cold]
    pub fn long(&mut self) -> Read<u64> {
        let mut n = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            n |= ((byte & 0x7f) as u64) << shift;
            if byte < 0x80 {
                // Of the last byte only one bit has a place.
                return if shift == 63 && byte > 1 { Err(RANGE) } else { Ok(n) };
            }
        }
        Err(RANGE)
    }
    #[inline]
    pub fn short(&mut self) -> Read<u16> {
        u16::try_from(self.number()?).map_err(|_| RANGE)
    }
    #[inline]
    pub fn signed(&mut self) -> Read<i64> {
        let n = match self.rest {
            [byte @ ..0x80, rest @ ..] => {
                self.rest = rest;
                *byte as u64
            }
            _ => self.long()?,
        };
        Ok((n >> 1) as i64 ^ -((n & 1) as i64))
    }
    /// How many follow, each of a byte at least.
    pub fn count(&mut self) -> Read<usize> {
        let n = self.number()? as usize;
        if n > self.rest.len() { Err(CUT) } else { Ok(n) }
    }
    pub fn several<T>(&mut self, mut one: impl FnMut(&mut Self) -> Read<T>) -> Read<Vec<T>> {
        let n = self.count()?;
        let mut all = Vec::with_capacity(n);
        for _ in 0..n {
            all.push(one(self)?);
        }
        Ok(all)
    }
    pub fn ascending(&mut self) -> Read<Vec<u32>> {
        let mut last = 0u32;
        self.several(|r| {
            last = last.checked_add(r.number()?).ok_or(RANGE)?;
            Ok(last)
        })
    }
    pub fn bytes(&mut self) -> Read<&'a [u8]> {
        let n = self.number()? as usize;
        self.take(n)
    }
    pub fn text(&mut self) -> Read<&'a str> {
        utf8(self.bytes()?)
    }
    /// Texts: their lengths, and then all in one.
    pub fn table(&mut self) -> Read<Vec<&'a str>> {
        let lengths = self.several(|r| Ok(r.number()? as usize))?;
        let length = lengths.iter().try_fold(0usize, |sum, &n| sum.checked_add(n)).ok_or(RANGE)?;
        let all = utf8(self.take(length)?)?;
        let mut at = 0;
        let cut = |n| {
            at += n;
            all.get(at - n..at).ok_or(Refused::Damaged("a text is none"))
        };
        lengths.into_iter().map(cut).collect()
    }
    /// An element of a table.
    #[inline]
    pub fn of<T: Clone>(&mut self, table: &[T]) -> Read<T> {
        table.get(self.number()? as usize).cloned().ok_or(Refused::Damaged("it names what is in no table"))
    }
    pub fn float(&mut self) -> Read<f64> {
        Ok(f64::from_bits(le(self.take(8)?)))
    }
}

fn utf8(bytes: &[u8]) -> Read<&str> {
    std::str::from_utf8(bytes).map_err(|_| Refused::Damaged("a text is none"))
}
