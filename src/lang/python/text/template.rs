//! The texts that `str.format` fills in. The caller takes the pieces one by one and
//! looks up what they name; `{}` inside a format is filled in the same way first.
use super::{Raise, chars};

/// How deep replacement fields may be nested.
pub const MAX_DEPTH: usize = 2;

/// A replacement field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Field<'a> {
    /// What it names, which `split` takes apart.
    pub name: &'a str,
    /// The letter after `!`.
    pub conversion: Option<char>,
    /// What follows the colon.
    pub spec: &'a str,
    /// Whether that has fields itself.
    pub nested: bool,
}

/// Text and the field after it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Piece<'a> {
    /// What stands for itself.
    pub literal: &'a str,
    /// What comes after it, unless it ends in a doubled brace or the text does.
    pub field: Option<Field<'a>>,
}

/// The pieces of a text, one by one.
pub struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Pieces<'a> {
    /// Those of a text.
    pub fn new(text: &'a str) -> Self {
        Pieces { rest: text }
    }

    /// Takes so many bytes.
    fn take(&mut self, n: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(n).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    fn piece(&mut self) -> Result<Piece<'a>, Raise> {
        let Some(at) = self.rest.find(['{', '}']) else {
            return Ok(Piece { literal: self.take(self.rest.len()), field: None });
        };
        let brace = self.rest.as_bytes()[at];
        let doubled = self.rest.as_bytes().get(at + 1).copied();
        if doubled == Some(brace) {
            let literal = self.take(at + 1);
            self.take(1);
            return Ok(Piece { literal, field: None });
        }
        if brace == b'}' || doubled.is_none() {
            return Err(Raise::value(format!("Single '{}' encountered in format string", brace as char)));
        }
        let literal = self.take(at);
        self.take(1);
        Ok(Piece { literal, field: Some(self.field()?) })
    }

    fn field(&mut self) -> Result<Field<'a>, Raise> {
        let (mut end, mut in_index) = (None, false);
        for (at, c) in self.rest.char_indices() {
            match c {
                ']' => in_index = false,
                _ if in_index => (),
                '[' => in_index = true,
                '{' => return Err(Raise::value("unexpected '{' in field name")),
                '}' | ':' | '!' => {
                    end = Some((at, c));
                    break;
                }
                _ => (),
            }
        }
        let Some((at, mut c)) = end else { return Err(Raise::value("expected '}' before end of string")) };
        let mut field = Field { name: self.take(at), conversion: None, spec: "", nested: false };
        self.take(1);
        if c == '!' {
            let Some(letter) = self.rest.chars().next() else {
                return Err(Raise::value("end of string while looking for conversion specifier"));
            };
            self.take(letter.len_utf8());
            field.conversion = Some(letter);
            if let Some(next) = self.rest.chars().next() {
                self.take(next.len_utf8());
                if next != '}' && next != ':' {
                    return Err(Raise::value("expected ':' after conversion specifier"));
                }
                c = next;
            }
        }
        if c == '}' {
            return Ok(field);
        }
        let mut depth = 1;
        for (at, b) in self.rest.bytes().enumerate() {
            match b {
                b'{' => {
                    field.nested = true;
                    depth += 1;
                }
                b'}' => depth -= 1,
                _ => (),
            }
            if depth == 0 {
                field.spec = self.take(at);
                self.take(1);
                return Ok(field);
            }
        }
        Err(Raise::value("unmatched '{' in format spec"))
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Result<Piece<'a>, Raise>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let piece = self.piece();
        if piece.is_err() {
            self.rest = "";
        }
        Some(piece)
    }
}

/// Which arguments the fields without a name take.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub enum Numbering {
    /// No field has said yet.
    #[default]
    Open,
    /// They are counted; that many were.
    Automatic(usize),
    /// Fields give numbers.
    Manual,
}

/// The argument that a field begins with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum First<'a> {
    /// By position.
    Index(usize),
    /// By name.
    Key(&'a str),
}

/// What is done with it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step<'a> {
    /// `.name`
    Attribute(&'a str),
    /// `[number]`
    Index(usize),
    /// `[name]`
    Key(&'a str),
}

/// The number that a text is, if it consists of digits.
fn number(text: &str) -> Result<Option<usize>, Raise> {
    if text.is_empty() || !text.chars().all(chars::is_decimal) {
        return Ok(None);
    }
    let digit = |c| chars::decimal_value(c).unwrap_or(0) as u64;
    let add = |n: u64, c| n.checked_mul(10)?.checked_add(digit(c)).filter(|&n| n <= i64::MAX as u64);
    match text.chars().try_fold(0, add).and_then(|n| usize::try_from(n).ok()) {
        Some(n) => Ok(Some(n)),
        None => Err(Raise::value("Too many decimal digits in format string")),
    }
}

/// Takes a field's name apart: the argument, and the steps from there.
pub fn split<'a>(name: &'a str, numbering: &mut Numbering) -> Result<(First<'a>, Steps<'a>), Raise> {
    let end = name.find(['.', '[']).unwrap_or(name.len());
    let (first, rest) = name.split_at(end);
    let steps = Steps { rest };
    let index = number(first)?;
    let switched = |from: &str, to: &str| Raise::value(format!("cannot switch from {from} to {to}"));
    let (manual, automatic) = ("manual field specification", "automatic field numbering");
    let first = match (index, *numbering) {
        (Some(_), Numbering::Automatic(_)) => return Err(switched(automatic, manual)),
        (Some(index), _) => {
            *numbering = Numbering::Manual;
            First::Index(index)
        }
        (None, Numbering::Manual) if first.is_empty() => return Err(switched(manual, automatic)),
        (None, before) if first.is_empty() => {
            let index = if let Numbering::Automatic(n) = before { n } else { 0 };
            *numbering = Numbering::Automatic(index + 1);
            First::Index(index)
        }
        _ => First::Key(first),
    };
    Ok((first, steps))
}

/// The steps from an argument to what a field names.
pub struct Steps<'a> {
    rest: &'a str,
}

impl<'a> Steps<'a> {
    fn step(&mut self) -> Result<Step<'a>, Raise> {
        let rest = self.rest.get(1..).unwrap_or_default();
        let (step, after) = match self.rest.as_bytes()[0] {
            b'.' => {
                let (name, after) = rest.split_at(rest.find(['.', '[']).unwrap_or(rest.len()));
                (Step::Attribute(name), after)
            }
            b'[' => {
                let Some((key, after)) = rest.split_once(']') else {
                    return Err(Raise::value("Missing ']' in format string"));
                };
                (number(key)?.map_or(Step::Key(key), Step::Index), after)
            }
            _ => return Err(Raise::value("Only '.' or '[' may follow ']' in format field specifier")),
        };
        self.rest = after;
        match step {
            Step::Attribute("") | Step::Key("") => Err(Raise::value("Empty attribute in format string")),
            step => Ok(step),
        }
    }
}

impl<'a> Iterator for Steps<'a> {
    type Item = Result<Step<'a>, Raise>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let step = self.step();
        if step.is_err() {
            self.rest = "";
        }
        Some(step)
    }
}

/// A field asks for an argument that is not there.
pub fn no_argument(index: usize) -> Raise {
    Raise { class: "IndexError", message: format!("Replacement index {index} out of range for positional args tuple") }
}
/// Fields are nested deeper than `MAX_DEPTH`.
pub fn too_deep() -> Raise {
    Raise::value("Max string recursion exceeded")
}
/// A letter after `!` that is none of `s`, `r` and `a`.
pub fn unknown_conversion(letter: char) -> Raise {
    match letter {
        '!'..='~' => Raise::value(format!("Unknown conversion specifier {letter}")),
        _ => Raise::value(format!("Unknown conversion specifier \\x{:x}", letter as u32)),
    }
}
