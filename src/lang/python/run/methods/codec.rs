//! Texts as bytes: the encodings that programs use by name.
use super::super::super::text::Raise;
use super::super::code;
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf8Mark,
    Ascii,
    Latin1,
    Utf16(Option<bool>),
    Utf32(Option<bool>),
    /// Characters as literals have them; raw: no escapes but those of Unicode.
    Escape {
        raw: bool,
    },
}

impl Encoding {
    fn of(name: &str) -> Result<Encoding, Raise> {
        let plain = name.to_ascii_lowercase().replace(['_', ' '], "-");
        Ok(match plain.as_str() {
            "utf-8" | "utf8" | "u8" | "utf" | "cp65001" => Encoding::Utf8,
            "utf-8-sig" => Encoding::Utf8Mark,
            "ascii" | "us-ascii" | "646" => Encoding::Ascii,
            "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" | "8859" | "cp819" | "l1" | "latin" => Encoding::Latin1,
            "utf-16" | "utf16" => Encoding::Utf16(None),
            "utf-16-le" | "utf-16le" => Encoding::Utf16(Some(true)),
            "utf-16-be" | "utf-16be" => Encoding::Utf16(Some(false)),
            "utf-32" | "utf32" => Encoding::Utf32(None),
            "utf-32-le" | "utf-32le" => Encoding::Utf32(Some(true)),
            "utf-32-be" | "utf-32be" => Encoding::Utf32(Some(false)),
            "unicode-escape" => Encoding::Escape { raw: false },
            "raw-unicode-escape" => Encoding::Escape { raw: true },
            _ => return Err(Raise { class: "LookupError", message: format!("unknown encoding: {name}") }),
        })
    }
}

fn unknown_handler(errors: &str) -> Raise {
    Raise { class: "LookupError", message: format!("unknown error handler name '{errors}'") }
}

fn escape(c: char) -> String {
    match c as u32 {
        code @ 0..=0xff => format!("\\x{code:02x}"),
        code @ 0x100..=0xffff => format!("\\u{code:04x}"),
        code => format!("\\U{code:08x}"),
    }
}

fn pushed(out: &mut Vec<u8>, unit: u32, width: usize, little: bool) {
    let bytes = unit.to_le_bytes();
    match little {
        true => out.extend(&bytes[..width]),
        false => out.extend(bytes[..width].iter().rev()),
    }
}

/// `str.encode`
pub fn encode(text: &str, encoding: &str, errors: &str) -> Result<Vec<u8>, Raise> {
    let (most, name) = match Encoding::of(encoding)? {
        Encoding::Utf8 => return Ok(text.as_bytes().to_vec()),
        Encoding::Utf8Mark => return Ok([b"\xef\xbb\xbf", text.as_bytes()].concat()),
        Encoding::Utf16(order) => {
            let mut out = vec![];
            if order.is_none() {
                out.extend([0xff, 0xfe]);
            }
            let mut units = [0; 2];
            for c in text.chars() {
                for unit in c.encode_utf16(&mut units) {
                    pushed(&mut out, *unit as u32, 2, order.unwrap_or(true));
                }
            }
            return Ok(out);
        }
        Encoding::Utf32(order) => {
            let mut out = vec![];
            if order.is_none() {
                out.extend([0xff, 0xfe, 0, 0]);
            }
            text.chars().for_each(|c| pushed(&mut out, c as u32, 4, order.unwrap_or(true)));
            return Ok(out);
        }
        Encoding::Escape { raw } => return Ok(escaped(text, raw)),
        Encoding::Ascii => (128, "ascii"),
        Encoding::Latin1 => (256, "latin-1"),
    };
    let mut out = Vec::with_capacity(text.len());
    let all: Vec<char> = text.chars().collect();
    for (i, &c) in all.iter().enumerate() {
        if (c as u32) < most {
            out.push(c as u8);
            continue;
        }
        match errors {
            "strict" => {
                let run = all[i..].iter().take_while(|&&c| c as u32 >= most).count();
                let what = match run {
                    1 => format!("character '{}' in position {i}", escape(c)),
                    _ => format!("characters in position {i}-{}", i + run - 1),
                };
                let message = format!("'{name}' codec can't encode {what}: ordinal not in range({most})");
                return Err(Raise { class: "UnicodeEncodeError", message });
            }
            "ignore" => {}
            "replace" => out.push(b'?'),
            "backslashreplace" => out.extend(escape(c).bytes()),
            "xmlcharrefreplace" => out.extend(format!("&#{};", c as u32).bytes()),
            _ => return Err(unknown_handler(errors)),
        }
    }
    Ok(out)
}

/// What could not be read or written, as an exception that has its parts: encoding, object, place and reason.
pub fn wrong(rt: &mut Runtime, e: Raise, object: Value) -> Fault {
    let parts = || {
        let (codec, rest) = e.message.strip_prefix('\'')?.split_once("' codec")?;
        let (place, reason) = rest.split_once(" position ")?.1.split_once(": ")?;
        let (first, last) = place.split_once('-').unwrap_or((place, place));
        Some((codec, first.parse::<i64>().ok()?, last.parse::<i64>().ok()? + 1, reason))
    };
    let Some((codec, start, end, reason)) = parts() else { return e.into() };
    match (rt.heap.string(codec), rt.heap.string(reason)) {
        (Ok(codec), Ok(reason)) => {
            let parts = vec![codec, object, Value::small(start), Value::small(end), reason];
            Fault::Error(Box::new((code(e.class), format!("{}: {}", e.class, e.message), parts)))
        }
        _ => Fault::HeapFull,
    }
}

/// What is done with bytes that stand for nothing.
struct Handler<'a> {
    errors: &'a str,
    codec: &'a str,
}

impl Handler<'_> {
    fn handle(&self, bad: &[u8], at: usize, why: &str, out: &mut String) -> Result<(), Raise> {
        match self.errors {
            "strict" => {
                let what = match bad {
                    [byte] => format!("byte 0x{byte:02x} in position {at}"),
                    _ => format!("bytes in position {at}-{}", at + bad.len() - 1),
                };
                let message = format!("'{}' codec can't decode {what}: {why}", self.codec);
                return Err(Raise { class: "UnicodeDecodeError", message });
            }
            "ignore" => {}
            "replace" => out.push('\u{fffd}'),
            "backslashreplace" => bad.iter().for_each(|b| out.push_str(&format!("\\x{b:02x}"))),
            _ => return Err(unknown_handler(self.errors)),
        }
        Ok(())
    }
}

/// `bytes.decode`
pub fn decode(data: &[u8], encoding: &str, errors: &str) -> Result<String, Raise> {
    match Encoding::of(encoding)? {
        Encoding::Utf8 => utf8(data, errors),
        Encoding::Utf8Mark => utf8(data.strip_prefix(b"\xef\xbb\xbf").unwrap_or(data), errors),
        Encoding::Escape { raw } => unescaped(data, errors, raw),
        Encoding::Latin1 => Ok(data.iter().map(|&b| b as char).collect()),
        Encoding::Ascii => {
            let mut out = String::with_capacity(data.len());
            let handler = Handler { errors, codec: "ascii" };
            for (i, &b) in data.iter().enumerate() {
                match b {
                    0..=127 => out.push(b as char),
                    _ => handler.handle(&[b], i, "ordinal not in range(128)", &mut out)?,
                }
            }
            Ok(out)
        }
        Encoding::Utf16(order) => {
            let (little, data, codec) = match (order, data) {
                (None, [0xff, 0xfe, rest @ ..]) => (true, rest, "utf-16-le"),
                (None, [0xfe, 0xff, rest @ ..]) => (false, rest, "utf-16-be"),
                (order, _) => {
                    (order.unwrap_or(true), data, if order == Some(false) { "utf-16-be" } else { "utf-16-le" })
                }
            };
            let units = data.chunks(2).filter(|c| c.len() == 2);
            let units =
                units.map(|c| if little { u16::from_le_bytes([c[0], c[1]]) } else { u16::from_be_bytes([c[0], c[1]]) });
            let mut out = String::new();
            let handler = Handler { errors, codec };
            let mut at = 0;
            for c in char::decode_utf16(units) {
                match c {
                    Ok(c) => {
                        out.push(c);
                        at += 2 * c.len_utf16();
                    }
                    Err(_) => {
                        handler.handle(&data[at..at + 2], at, "illegal encoding", &mut out)?;
                        at += 2;
                    }
                }
            }
            if data.len() % 2 == 1 {
                handler.handle(&data[data.len() - 1..], data.len() - 1, "truncated data", &mut out)?;
            }
            Ok(out)
        }
        Encoding::Utf32(order) => {
            let (little, data) = match (order, data) {
                (None, [0xff, 0xfe, 0, 0, rest @ ..]) => (true, rest),
                (None, [0, 0, 0xfe, 0xff, rest @ ..]) => (false, rest),
                (order, _) => (order.unwrap_or(true), data),
            };
            let handler = Handler { errors, codec: if little { "utf-32-le" } else { "utf-32-be" } };
            let mut out = String::new();
            for (i, c) in data.chunks(4).enumerate() {
                let code = match *c {
                    [a, b, c, d] if little => Some(u32::from_le_bytes([a, b, c, d])),
                    [a, b, c, d] => Some(u32::from_be_bytes([a, b, c, d])),
                    _ => None,
                };
                match (code.and_then(char::from_u32), code) {
                    (Some(c), _) => out.push(c),
                    (None, Some(_)) => handler.handle(c, 4 * i, "code point not in range(0x110000)", &mut out)?,
                    (None, None) => handler.handle(c, 4 * i, "truncated data", &mut out)?,
                }
            }
            Ok(out)
        }
    }
}

/// What characters of controls are after a backslash.
const CONTROLS: &[(u8, char)] = &[
    (b'n', '\n'),
    (b't', '\t'),
    (b'r', '\r'),
    (b'a', '\x07'),
    (b'b', '\x08'),
    (b'f', '\x0c'),
    (b'v', '\x0b'),
    (b'\\', '\\'),
    (b'\'', '\''),
    (b'"', '"'),
];

fn escaped(text: &str, raw: bool) -> Vec<u8> {
    let mut out = vec![];
    for c in text.chars() {
        match c {
            '\u{100}'.. => out.extend(escape(c).bytes()),
            _ if raw => out.push(c as u8),
            '\n' => out.extend(b"\\n"),
            '\t' => out.extend(b"\\t"),
            '\r' => out.extend(b"\\r"),
            '\\' => out.extend(b"\\\\"),
            ' '..='~' => out.push(c as u8),
            _ => out.extend(escape(c).bytes()),
        }
    }
    out
}

fn unescaped(data: &[u8], errors: &str, raw: bool) -> Result<String, Raise> {
    let handler = Handler { errors, codec: if raw { "rawunicodeescape" } else { "unicodeescape" } };
    let (mut out, mut at) = (String::with_capacity(data.len()), 0);
    while at < data.len() {
        let (b, next) = (data[at], data.get(at + 1).copied());
        if b != b'\\' || raw && !matches!(next, Some(b'u' | b'U')) {
            // A backslash before another one is none of an escape.
            let n = if b == b'\\' && next == Some(b'\\') { 2 } else { 1 };
            out.extend(data[at..at + n].iter().map(|&b| b as char));
            at += n;
            continue;
        }
        let Some(letter) = next else {
            handler.handle(&data[at..], at, "\\ at end of string", &mut out)?;
            break;
        };
        let (width, radix, begins) = match letter {
            b'x' => (2, 16, 2),
            b'u' => (4, 16, 2),
            b'U' => (8, 16, 2),
            b'0'..=b'7' => (3, 8, 1),
            _ => {
                match CONTROLS.iter().find(|c| c.0 == letter) {
                    Some(c) => out.push(c.1),
                    None if letter == b'\n' => {}
                    None => out.extend(['\\', letter as char]),
                }
                at += 2;
                continue;
            }
        };
        let digits = data[at + begins..].iter().take(width).take_while(|b| (**b as char).is_digit(radix));
        let digits: String = digits.map(|&b| b as char).collect();
        let end = at + begins + digits.len();
        let code = u32::from_str_radix(&digits, radix).ok().and_then(char::from_u32);
        match code {
            Some(c) if radix == 8 || digits.len() == width => out.push(c),
            _ => {
                let shape = format!("\\{}{}", letter as char, "X".repeat(width));
                let why = match digits.len() == width {
                    true => "illegal Unicode character".to_string(),
                    false => format!("truncated {shape} escape"),
                };
                handler.handle(&data[at..end], at, &why, &mut out)?;
            }
        }
        at = end;
    }
    Ok(out)
}

fn utf8(data: &[u8], errors: &str) -> Result<String, Raise> {
    let (mut out, mut at) = (String::with_capacity(data.len()), 0);
    let handler = Handler { errors, codec: "utf-8" };
    loop {
        let rest = &data[at..];
        match std::str::from_utf8(rest) {
            Ok(text) => {
                out.push_str(text);
                return Ok(out);
            }
            Err(e) => {
                let good = e.valid_up_to();
                out.push_str(std::str::from_utf8(&rest[..good]).unwrap_or_default());
                at += good;
                let (n, why) = match e.error_len() {
                    None => (data.len() - at, "unexpected end of data"),
                    Some(n) if matches!(data[at], 0xc2..=0xf4) => (n, "invalid continuation byte"),
                    Some(n) => (n, "invalid start byte"),
                };
                handler.handle(&data[at..at + n], at, why, &mut out)?;
                at += n;
            }
        }
    }
}
