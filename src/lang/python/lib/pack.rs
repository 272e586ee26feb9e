//! Packed bytes: what `struct` computes, with the sizes of a 64-bit machine.
use crate::lang::python::text::{MAX_WIDTH, Raise};
use crate::number::Int;
use num_bigint::BigInt;

/// A value in packed bytes.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    /// Of `b`, `i`, `Q` and the like.
    Int(Int),
    /// Of `e`, `f` and `d`.
    Float(f64),
    /// Of `?`.
    Bool(bool),
    /// Of `c`, `s` and `p`.
    Bytes(Vec<u8>),
    /// Something that is not of the kind that is wanted here.
    Other,
}

/// What kind of value an item takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// An integer, or what has `__index__`.
    Int,
    /// A number: a float or an integer.
    Float,
    /// Anything, of which the truth is taken.
    Bool,
    /// Bytes.
    Bytes,
}

/// The code of an item, how often it stands there, and where.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Item {
    code: u8,
    count: usize,
    /// Size of one.
    size: usize,
    offset: usize,
}

/// A format that was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Format {
    items: Vec<Item>,
    little: bool,
    native: bool,
    size: usize,
    count: usize,
}

fn error(message: impl Into<String>) -> Raise {
    Raise { class: "struct.error", message: message.into() }
}

/// Texts of formats have to be ASCII.
fn check_ascii(text: &str) -> Result<(), Raise> {
    let Some(first) = text.chars().position(|c| !c.is_ascii()) else { return Ok(()) };
    let wide: Vec<char> = text.chars().skip(first).take_while(|c| !c.is_ascii()).collect();
    let message = match wide[..] {
        [c] => {
            let code = c as u32;
            let shown = match code {
                0..0x100 => format!("\\x{code:02x}"),
                0x100..0x10000 => format!("\\u{code:04x}"),
                _ => format!("\\U{code:08x}"),
            };
            format!("character '{shown}' in position {first}")
        }
        _ => format!("characters in position {first}-{}", first + wide.len() - 1),
    };
    let message = format!("'ascii' codec can't encode {message}: ordinal not in range(128)");
    Err(Raise { class: "UnicodeEncodeError", message })
}

impl Format {
    /// Reads a format.
    pub fn parse(text: &str) -> Result<Format, Raise> {
        check_ascii(text)?;
        let mut text = text.as_bytes();
        if text.contains(&0) {
            return Err(error("embedded null character"));
        }
        let (order, little) = match text.first() {
            Some(b'@') => (1, true),
            Some(b'<' | b'=') => (1, true),
            Some(b'>' | b'!') => (1, false),
            _ => (0, true),
        };
        let native = matches!(text.first(), Some(b'@')) || order == 0;
        text = &text[order..];
        let too_long = || error("total struct size too long");
        let most = isize::MAX as usize;
        let mut format = Format { items: vec![], little, native, size: 0, count: 0 };
        let mut at = 0;
        while let Some(&b) = text.get(at) {
            at += 1;
            if matches!(b, b' ' | b'\t'..=b'\r') {
                continue;
            }
            let (mut count, mut code) = (1, b);
            if b.is_ascii_digit() {
                count = (b - b'0') as usize;
                loop {
                    let Some(&next) = text.get(at) else {
                        return Err(error("repeat count given without format specifier"));
                    };
                    at += 1;
                    if !next.is_ascii_digit() {
                        code = next;
                        break;
                    }
                    let longer = count.checked_mul(10).and_then(|c| c.checked_add((next - b'0') as usize));
                    count = longer.filter(|&count| count <= most).ok_or_else(too_long)?;
                }
            }
            let size = size_of(code, native).ok_or_else(|| error("bad char in struct format"))?;
            let align = if native { size } else { 1 };
            let offset = format.size.checked_next_multiple_of(align).ok_or_else(too_long)?;
            let length = count.checked_mul(size).ok_or_else(too_long)?;
            format.size = offset.checked_add(length).filter(|&size| size <= most).ok_or_else(too_long)?;
            format.count += match code {
                b'x' => 0,
                b's' | b'p' => 1,
                _ => count,
            };
            format.items.push(Item { code, count, size, offset });
        }
        Ok(format)
    }

    /// `calcsize`
    pub fn size(&self) -> usize {
        self.size
    }
    /// How many values there are.
    pub fn count(&self) -> usize {
        self.count
    }
    /// What kinds of values these are, one after the other.
    pub fn kinds(&self) -> impl Iterator<Item = Kind> {
        self.items.iter().flat_map(|item| {
            let (kind, count) = match item.code {
                b'x' => (Kind::Bytes, 0),
                b's' | b'p' => (Kind::Bytes, 1),
                b'c' => (Kind::Bytes, item.count),
                b'?' => (Kind::Bool, item.count),
                b'e' | b'f' | b'd' => (Kind::Float, item.count),
                _ => (Kind::Int, item.count),
            };
            std::iter::repeat_n(kind, count)
        })
    }
    /// There must be as many values as the format has; `name` is `pack` or
    /// `pack_into`.
    pub fn check_count(&self, got: usize, name: &str) -> Result<(), Raise> {
        match got == self.count {
            true => Ok(()),
            false => Err(error(format!("{name} expected {} items for packing (got {got})", self.count))),
        }
    }

    /// The bytes of as many values as there have to be.
    pub fn pack(&self, values: &[Value]) -> Result<Vec<u8>, Raise> {
        if self.size > MAX_WIDTH {
            return Err(Raise::memory());
        }
        let mut out = vec![0; self.size];
        let mut values = values.iter();
        for item in &self.items {
            let times = match item.code {
                b'x' => 0,
                b's' | b'p' => 1,
                _ => item.count,
            };
            for i in 0..times {
                let value = values.next().unwrap_or(&Value::Other);
                let length = if times == 1 && item.size == 1 { item.count } else { item.size };
                let place = item.offset + i * item.size;
                self.put(item, value, &mut out[place..place + length])?;
            }
        }
        Ok(out)
    }

    fn put(&self, item: &Item, value: &Value, out: &mut [u8]) -> Result<(), Raise> {
        let code = item.code as char;
        match (code, value) {
            ('s', Value::Bytes(b)) => {
                let count = b.len().min(out.len());
                out[..count].copy_from_slice(&b[..count]);
            }
            ('p', Value::Bytes(b)) => {
                if let Some((length, rest)) = out.split_first_mut() {
                    let count = b.len().min(rest.len());
                    *length = count.min(255) as u8;
                    rest[..count].copy_from_slice(&b[..count]);
                }
            }
            ('s' | 'p', _) => return Err(error(format!("argument for '{code}' must be a bytes object"))),
            ('c', Value::Bytes(b)) if b.len() == 1 => out[0] = b[0],
            ('c', _) => return Err(error("char format requires a bytes object of length 1")),
            ('?', Value::Bool(b)) => out[0] = *b as u8,
            ('e' | 'f' | 'd', Value::Int(i)) if i.to_float().is_finite() => {
                let float = Value::Float(i.to_float());
                self.put(item, &float, out).map_err(|_| error("int too large to convert"))?;
            }
            ('e' | 'f' | 'd', Value::Float(f)) => {
                let too_large = || Err(Raise::overflow(format!("float too large to pack with {code} format")));
                let bits = match code {
                    'd' => f.to_bits(),
                    'f' if (*f as f32).is_infinite() && f.is_finite() && !self.native => return too_large(),
                    'f' => (*f as f32).to_bits() as u64,
                    _ => match to_half(*f) {
                        Some(bits) => bits as u64,
                        None => return too_large(),
                    },
                };
                self.put_bits(bits, out);
            }
            ('e' | 'f' | 'd', _) => return Err(error("required argument is not a float")),
            (_, Value::Int(i)) => self.put_bits(self.checked(item, i)?, out),
            _ => return Err(error("required argument is not an integer")),
        }
        Ok(())
    }
    fn put_bits(&self, bits: u64, out: &mut [u8]) {
        let bytes = bits.to_le_bytes();
        out.copy_from_slice(&bytes[..out.len()]);
        if !self.little {
            out.reverse();
        }
    }

    /// The bits of an integer that fits.
    fn checked(&self, item: &Item, i: &Int) -> Result<u64, Raise> {
        let code = item.code as char;
        let wide = match i {
            Int::Small(i) => Some(*i as i128),
            Int::Big(big) => i128::try_from(big.clone()).ok(),
        };
        // CPython has the value in a machine word first.
        let whole = code == 'P' || (!self.little && matches!(code, 'q' | 'Q'));
        let out_of_range = || error(if whole { "int too large to convert" } else { "argument out of range" });
        let signed = code.is_ascii_lowercase() || code == 'B' || (code == 'H' && self.little);
        let n = wide.ok_or_else(out_of_range)?;
        let word = match code {
            'P' => i64::MIN as i128..=u64::MAX as i128,
            _ if signed => i64::MIN as i128..=i64::MAX as i128,
            _ => 0..=u64::MAX as i128,
        };
        if !word.contains(&n) {
            return Err(out_of_range());
        }
        let bits = 8 * item.size as u32;
        let (low, high) = match code.is_ascii_lowercase() {
            true => (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1),
            false => (0, (1i128 << bits) - 1),
        };
        if code != 'P' && !(low..=high).contains(&n) {
            let name = match code {
                'b' => "byte".to_string(),
                'B' => "ubyte".to_string(),
                'h' if self.little => "short".to_string(),
                'H' if self.little => "ushort".to_string(),
                _ => format!("'{code}'"),
            };
            return Err(error(format!("{name} format requires {low} <= number <= {high}")));
        }
        Ok(n as u64)
    }

    /// The values in bytes, which are as many as the format takes.
    pub fn unpack(&self, bytes: &[u8]) -> Result<Vec<Value>, Raise> {
        if bytes.len() != self.size {
            return Err(error(format!("unpack requires a buffer of {} bytes", self.size)));
        }
        let mut values = vec![];
        for item in &self.items {
            let at = |i: usize, length: usize| &bytes[item.offset + i * item.size..][..length];
            match item.code {
                b'x' => (),
                b's' => values.push(Value::Bytes(at(0, item.count).to_vec())),
                b'p' => {
                    let text = match at(0, item.count).split_first() {
                        Some((&length, rest)) => &rest[..rest.len().min(length as usize)],
                        None => &[],
                    };
                    values.push(Value::Bytes(text.to_vec()));
                }
                _ => values.extend((0..item.count).map(|i| self.value(item, at(i, item.size)))),
            }
        }
        Ok(values)
    }
    fn value(&self, item: &Item, bytes: &[u8]) -> Value {
        let mut word = [0; 8];
        for (i, &b) in bytes.iter().enumerate() {
            word[if self.little { i } else { bytes.len() - 1 - i }] = b;
        }
        let bits = u64::from_le_bytes(word);
        match item.code {
            b'c' => Value::Bytes(bytes.to_vec()),
            b'?' => Value::Bool(bits != 0),
            b'd' => Value::Float(f64::from_bits(bits)),
            b'f' => Value::Float(f32::from_bits(bits as u32) as f64),
            b'e' => Value::Float(from_half(bits as u16)),
            code if code.is_ascii_lowercase() => {
                let unused = 64 - 8 * item.size as u32;
                Value::Int(Int::Small((bits << unused) as i64 >> unused))
            }
            _ => Value::Int(i64::try_from(bits).map_or_else(|_| Int::from(BigInt::from(bits)), Int::Small)),
        }
    }

    /// How many times `iter_unpack` finds the format in that many bytes.
    pub fn times(&self, length: usize) -> Result<usize, Raise> {
        match self.size {
            0 => Err(error("cannot iteratively unpack with a struct of length 0")),
            size if length.is_multiple_of(size) => Ok(length / size),
            size => Err(error(format!("iterative unpacking requires a buffer of a multiple of {size} bytes"))),
        }
    }

    /// Where `unpack_from` or, if it is `packing`, `pack_into` begins in that many
    /// bytes.
    pub fn place(&self, offset: i64, length: usize, packing: bool) -> Result<usize, Raise> {
        let size = self.size;
        let (name, doing, no_room) = match packing {
            true => ("pack_into", "packing", "no space to pack"),
            false => ("unpack_from", "unpacking", "not enough data to unpack"),
        };
        let mut place = offset;
        if offset < 0 {
            if offset.saturating_add_unsigned(size as u64) > 0 {
                return Err(error(format!("{no_room} {size} bytes at offset {offset}")));
            }
            place = offset.saturating_add_unsigned(length as u64);
            if place < 0 {
                return Err(error(format!("offset {offset} out of range for {length}-byte buffer")));
            }
        }
        let place = place as usize;
        if place > length || length - place < size {
            let needed = place as u64 + size as u64;
            return Err(error(format!(
                "{name} requires a buffer of at least {needed} bytes for {doing} {size} bytes at offset {place} \
                 (actual buffer size is {length})"
            )));
        }
        Ok(place)
    }
}

fn size_of(code: u8, native: bool) -> Option<usize> {
    Some(match code {
        b'x' | b'c' | b'b' | b'B' | b'?' | b's' | b'p' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' if !native => 4,
        b'l' | b'L' | b'q' | b'Q' | b'd' => 8,
        b'n' | b'N' | b'P' if native => 8,
        _ => return None,
    })
}

/// The nearest float of 16 bits, to even of two, if it is not too large.
fn to_half(f: f64) -> Option<u16> {
    let sign = (f.is_sign_negative() as u16) << 15;
    let size = f.abs();
    if f.is_nan() {
        return Some(sign | 0x7E00);
    }
    if f.is_infinite() {
        return Some(sign | 0x7C00);
    }
    // The place of the last of the eleven bits that are kept.
    let exponent = ((size.to_bits() >> 52) as i32 - 1023).max(-14);
    let last = f64::from_bits(((exponent - 10 + 1023) as u64) << 52);
    let steps = (size / last).round_ties_even() as u32;
    // Rounding up may reach the next exponent, whose bits follow on these.
    let bits = ((exponent + 14) as u32 * 1024).checked_add(steps)?;
    if bits < 0x7C00 { Some(sign | bits as u16) } else { None }
}

fn from_half(bits: u16) -> f64 {
    let fraction = (bits & 0x3FF) as f64;
    let size = match bits >> 10 & 0x1F {
        0 => fraction / (1u64 << 24) as f64,
        0x1F if fraction == 0.0 => f64::INFINITY,
        0x1F => f64::NAN,
        exponent => (1024.0 + fraction) * f64::from_bits((exponent as u64 + 998) << 52),
    };
    if bits >> 15 == 1 { -size } else { size }
}
