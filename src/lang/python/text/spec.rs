//! The text after the colon of a replacement field, for the types that Python
//! has built in.
use super::{MAX_WIDTH, Raise, chars};
use std::str::Chars;

/// Where a text stands in a wider field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Align {
    /// `<`
    Left,
    /// `>`
    Right,
    /// `^`
    Center,
    /// `=`: between the sign and the digits.
    Inside,
}

impl Align {
    fn of(c: char) -> Option<Align> {
        Some(match c {
            '<' => Align::Left,
            '>' => Align::Right,
            '^' => Align::Center,
            '=' => Align::Inside,
            _ => return None,
        })
    }
}

/// How a sign is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sign {
    /// `-`: that of negative numbers only.
    Minus,
    /// `+`: always.
    Plus,
    /// A space stands in its place.
    Space,
}

/// A parsed format.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spec {
    /// What fills a field.
    pub fill: char,
    /// Where the text stands in it.
    pub align: Align,
    /// How a sign is shown, if that was said.
    pub sign: Option<Sign>,
    /// `z`: a zero has no sign.
    pub positive_zero: bool,
    /// `#`
    pub alternate: bool,
    /// Fewest characters.
    pub width: usize,
    /// What stands between groups of digits.
    pub grouping: Option<char>,
    /// Digits behind the point, or most characters.
    pub precision: Option<usize>,
    /// The letter at the end.
    pub code: Option<char>,
}

struct Reader<'a> {
    rest: Chars<'a>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.clone().next()
    }
    fn take(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.rest.next();
        }
        found
    }
    /// A number of at least one digit.
    fn number(&mut self) -> Result<Option<usize>, Raise> {
        let mut value: Option<u64> = None;
        while let Some(digit) = self.peek().and_then(chars::decimal_value) {
            let next = value.unwrap_or(0).checked_mul(10).and_then(|v| v.checked_add(digit as u64));
            value = next.filter(|&v| v <= i64::MAX as u64);
            if value.is_none() {
                return Err(Raise::value("Too many decimal digits in format string"));
            }
            self.rest.next();
        }
        Ok(value.map(|v| usize::try_from(v).unwrap_or(usize::MAX)))
    }
}

/// A character as it is named in messages.
fn named(c: char) -> String {
    match c {
        '!'..='\x7f' => c.to_string(),
        _ => format!("\\x{:x}", c as u32),
    }
}

/// The letter at the end is none that this type knows.
pub(super) fn unknown_code(code: char, type_name: &str) -> Raise {
    Raise::value(format!("Unknown format code '{}' for object of type '{type_name}'", named(code)))
}

impl Spec {
    /// Reads a format. What is not said is as `code` and `align` tell.
    pub fn parse(text: &str, code: Option<char>, align: Align, type_name: &str) -> Result<Spec, Raise> {
        let mut from = Reader { rest: text.chars() };
        let mut spec = Spec {
            fill: ' ',
            align,
            sign: None,
            positive_zero: false,
            alternate: false,
            width: 0,
            grouping: None,
            precision: None,
            code,
        };
        let (mut aligned, mut filled) = (true, false);
        let mut ahead = text.chars();
        let first = ahead.next();
        if let (Some(fill), Some(align)) = (first, ahead.next().and_then(Align::of)) {
            (spec.fill, spec.align, filled) = (fill, align, true);
            from.rest = ahead;
        } else if let Some(align) = first.and_then(Align::of) {
            spec.align = align;
            from.rest.next();
        } else {
            aligned = false;
        }
        spec.sign = match from.peek() {
            Some('+') => Some(Sign::Plus),
            Some('-') => Some(Sign::Minus),
            Some(' ') => Some(Sign::Space),
            _ => None,
        };
        if spec.sign.is_some() {
            from.rest.next();
        }
        spec.positive_zero = from.take('z');
        spec.alternate = from.take('#');
        if !filled && from.take('0') {
            spec.fill = '0';
            if !aligned && align == Align::Right {
                spec.align = Align::Inside;
            }
        }
        spec.width = from.number()?.unwrap_or(0);
        if from.take(',') {
            spec.grouping = Some(',');
        }
        if from.peek() == Some('_') {
            if spec.grouping.is_some() {
                return Err(Raise::value("Cannot specify both ',' and '_'."));
            }
            from.rest.next();
            spec.grouping = Some('_');
        }
        if from.peek() == Some(',') && spec.grouping == Some('_') {
            return Err(Raise::value("Cannot specify both ',' and '_'."));
        }
        if from.take('.') {
            spec.precision = from.number()?;
            if spec.precision.is_none() {
                return Err(Raise::value("Format specifier missing precision"));
            }
        }
        if from.rest.clone().nth(1).is_some() {
            return Err(Raise::value(format!("Invalid format specifier '{text}' for object of type '{type_name}'")));
        }
        if let Some(c) = from.peek() {
            spec.code = Some(c);
        }
        if let Some(group) = spec.grouping {
            match spec.code {
                None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F') => (),
                Some('b' | 'o' | 'x' | 'X') if group == '_' => (),
                Some(c) => return Err(Raise::value(format!("Cannot specify '{group}' with '{}'.", named(c)))),
            }
        }
        if spec.width > MAX_WIDTH {
            return Err(Raise::memory());
        }
        Ok(spec)
    }
}
