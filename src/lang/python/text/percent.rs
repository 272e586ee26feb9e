//! The `%` operator of texts. The caller takes the pieces one by one, gets the
//! value of each conversion and has it written: what is wrong with a format is
//! only found when its turn comes.
use super::format::{FloatStyle, character, first, float_text, is_negative, radix};
use super::{MAX_WIDTH, Raise, repr};
use crate::number::Int;

/// A width or precision.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Size {
    /// It stands there.
    Known(usize),
    /// `*`: the next value says it.
    Given,
}

/// What a `%` begins.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conversion<'a> {
    /// The key in parentheses.
    pub key: Option<&'a str>,
    /// `-`
    pub left: bool,
    /// `+`
    pub plus: bool,
    /// A space in the place of a plus.
    pub space: bool,
    /// `#`
    pub alternate: bool,
    /// `0`
    pub zero: bool,
    /// Fewest characters.
    pub width: Option<Size>,
    /// Digits behind the point, fewest digits, or most characters.
    pub precision: Option<Size>,
    /// The letter, which may be one that means nothing.
    pub code: char,
    /// Where that stands, in characters.
    at: usize,
}

/// A piece of a format.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece<'a> {
    /// What stands for itself.
    Text(&'a str),
    /// What a value is written for.
    Conversion(Conversion<'a>),
}

/// What kind of value a conversion takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// `d`, `i`, `u`: an integer, or a float without its fraction.
    Decimal,
    /// `o`, `x`, `X`: an integer.
    Integer,
    /// `e`, `f`, `g` and in upper case: a float.
    Float,
    /// `c`: an integer or a text of one character.
    Character,
    /// `s`: the value's `str`.
    Str,
    /// `r`: its `repr`.
    Repr,
    /// `a`: its `ascii`.
    Ascii,
}

/// The pieces of a format, one by one.
pub struct Pieces<'a> {
    text: &'a str,
    at: usize,
    mapping: bool,
}

impl<'a> Pieces<'a> {
    /// `mapping`: whether the right operand has keys.
    pub fn new(text: &'a str, mapping: bool) -> Self {
        Pieces { text, at: 0, mapping }
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }
    fn next_char(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }
    fn take(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        self.at += found as usize;
        found
    }
    fn part(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }

    fn key(&mut self) -> Result<&'a str, Raise> {
        if !self.mapping {
            return Err(Raise::type_error("format requires a mapping"));
        }
        let start = self.at;
        let mut depth = 1;
        while depth > 0 {
            match self.next_char() {
                Some('(') => depth += 1,
                Some(')') => depth -= 1,
                Some(_) => (),
                None => return Err(Raise::value("incomplete format key")),
            }
        }
        Ok(self.part(start, self.at - 1))
    }

    fn size(&mut self, what: &str, most: u64) -> Result<Option<Size>, Raise> {
        if self.take('*') {
            return Ok(Some(Size::Given));
        }
        let mut size = None;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            self.at += 1;
            let value = size.unwrap_or(0u64) * 10 + digit as u64;
            if value > most {
                return Err(Raise::value(format!("{what} too big")));
            }
            size = Some(value);
        }
        Ok(size.map(|v| Size::Known(v as usize)))
    }

    fn conversion(&mut self) -> Result<Conversion<'a>, Raise> {
        let key = if self.take('(') { Some(self.key()?) } else { None };
        let (mut left, mut plus, mut space, mut alternate, mut zero) = (false, false, false, false, false);
        loop {
            match self.peek() {
                Some('-') => left = true,
                Some('+') => plus = true,
                Some(' ') => space = true,
                Some('#') => alternate = true,
                Some('0') => zero = true,
                _ => break,
            }
            self.at += 1;
        }
        let width = self.size("width", u64::MAX / 20)?;
        let precision = match self.take('.') {
            true => Some(self.size("precision", i32::MAX as u64 - 1)?.unwrap_or(Size::Known(0))),
            false => None,
        };
        if matches!(self.peek(), Some('h' | 'l' | 'L')) {
            self.at += 1;
        }
        let Some(code) = self.next_char() else { return Err(Raise::value("incomplete format")) };
        let at = self.part(0, self.at).chars().count() - 1;
        Ok(Conversion { key, left, plus, space, alternate, zero, width, precision, code, at })
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Result<Piece<'a>, Raise>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let plain = rest.find('%').unwrap_or(rest.len());
        if plain > 0 {
            self.at += plain;
            return Some(Ok(Piece::Text(self.part(self.at - plain, self.at))));
        }
        self.at += 1;
        if self.take('%') {
            return Some(Ok(Piece::Text("%")));
        }
        let piece = self.conversion();
        if piece.is_err() {
            self.at = self.text.len();
        }
        Some(piece.map(Piece::Conversion))
    }
}

/// There are fewer values than conversions.
pub fn too_few() -> Raise {
    Raise::type_error("not enough arguments for format string")
}
/// There are more values than conversions, and they are no mapping.
pub fn too_many() -> Raise {
    Raise::type_error("not all arguments converted during string formatting")
}
/// What stands for a `*` is no integer.
pub fn no_size() -> Raise {
    Raise::type_error("* wants int")
}

fn too_large(c_type: &str) -> Raise {
    Raise::overflow(format!("Python int too large to convert to C {c_type}"))
}

impl Conversion<'_> {
    /// What it takes; an error if its letter means nothing.
    pub fn kind(&self) -> Result<Kind, Raise> {
        Ok(match self.code {
            'd' | 'i' | 'u' => Kind::Decimal,
            'o' | 'x' | 'X' => Kind::Integer,
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => Kind::Float,
            'c' => Kind::Character,
            's' => Kind::Str,
            'r' => Kind::Repr,
            'a' => Kind::Ascii,
            c => {
                let shown = if matches!(c, '\x1f'..='~') { c } else { '?' };
                let (code, at) = (c as u32, self.at);
                let message = format!("unsupported format character '{shown}' (0x{code:x}) at index {at}");
                return Err(Raise::value(message));
            }
        })
    }

    /// The value has the wrong type. Floats have their own words, from `float()`.
    pub fn wrong_type(&self, type_name: &str) -> Raise {
        let what = match self.code {
            'c' => return Raise::type_error("%c requires int or char"),
            'o' | 'x' | 'X' => "an integer",
            _ => "a real number",
        };
        Raise::type_error(format!("%{} format: {what} is required, not {type_name}", self.code))
    }

    /// Puts in what stands for the `*` of the width.
    pub fn set_width(&mut self, width: &Int) -> Result<(), Raise> {
        let Int::Small(width) = *width else { return Err(too_large("ssize_t")) };
        self.left |= width < 0;
        self.width = Some(Size::Known(usize::try_from(width.unsigned_abs()).unwrap_or(usize::MAX)));
        Ok(())
    }
    /// Puts in what stands for the `*` of the precision.
    pub fn set_precision(&mut self, precision: &Int) -> Result<(), Raise> {
        let small = match precision {
            Int::Small(i) => i32::try_from(*i).ok(),
            Int::Big(_) => None,
        };
        self.precision = Some(Size::Known(small.ok_or_else(|| too_large("int"))?.max(0) as usize));
        Ok(())
    }

    fn precision(&self) -> Option<usize> {
        match self.precision {
            Some(Size::Known(p)) => Some(p),
            _ => None,
        }
    }

    /// Writes what `str`, `repr` or `ascii` gave.
    pub fn write_text(&self, text: &str, out: &mut String) -> Result<(), Raise> {
        self.write(false, "", first(text, self.precision()), ' ', out)
    }

    /// Writes a character.
    pub fn write_char(&self, c: char, out: &mut String) -> Result<(), Raise> {
        self.write(false, "", c.encode_utf8(&mut [0; 4]), ' ', out)
    }

    /// Writes the character with a code.
    pub fn write_code(&self, code: &Int, out: &mut String) -> Result<(), Raise> {
        match character(code) {
            Some(c) => self.write_char(c, out),
            None => Err(Raise::overflow("%c arg not in range(0x110000)")),
        }
    }

    /// Writes an integer; `limit` is the greatest number of decimal digits, 0 for none.
    pub fn write_int(&self, value: &Int, limit: usize, out: &mut String) -> Result<(), Raise> {
        let (prefix, radix) = radix(Some(self.code));
        let size = value.abs();
        let mut text = if radix == 10 { repr::int(&size, limit)? } else { size.text(radix) };
        if self.code == 'X' {
            text.make_ascii_uppercase();
        }
        let least = self.precision().unwrap_or(0);
        if least > MAX_WIDTH {
            return Err(Raise::memory());
        }
        if least > text.len() {
            text.insert_str(0, &"0".repeat(least - text.len()));
        }
        let prefix = if self.alternate { prefix } else { "" };
        self.write(value.is_negative(), prefix, &text, if self.zero { '0' } else { ' ' }, out)
    }

    /// Writes a float.
    pub fn write_float(&self, value: f64, out: &mut String) -> Result<(), Raise> {
        let precision = self.precision().unwrap_or(6);
        if precision > MAX_WIDTH {
            return Err(Raise::memory());
        }
        let style = FloatStyle { code: self.code, precision, alternate: self.alternate, point_zero: false };
        self.write(is_negative(value), "", &float_text(value, style), if self.zero { '0' } else { ' ' }, out)
    }

    fn write(&self, negative: bool, prefix: &str, text: &str, fill: char, out: &mut String) -> Result<(), Raise> {
        let numeric = !matches!(self.code, 's' | 'r' | 'a' | 'c');
        let sign = match (negative, numeric && self.plus, numeric && self.space) {
            (true, ..) => "-",
            (_, true, _) => "+",
            (.., true) => " ",
            _ => "",
        };
        let width = match self.width {
            Some(Size::Known(width)) => width,
            _ => 0,
        };
        let missing = match width {
            0 => 0,
            _ => width.saturating_sub(sign.len() + prefix.len() + text.chars().count()),
        };
        if missing > MAX_WIDTH {
            return Err(Raise::memory());
        }
        let padding = std::iter::repeat_n(fill, if self.left { 0 } else { missing });
        if fill == ' ' {
            out.extend(padding.clone());
        }
        out.push_str(sign);
        out.push_str(prefix);
        if fill != ' ' {
            out.extend(padding);
        }
        out.push_str(text);
        out.extend(std::iter::repeat_n(' ', if self.left { missing } else { 0 }));
        Ok(())
    }
}
