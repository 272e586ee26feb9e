//! Patterns and templates, character by character; a backslash and what it escapes
//! are one.
use super::{Error, Flaw, Wrong};
use crate::lang::python::text::{case, numbers, repr};

/// A character, or a backslash and the character after it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Token {
    pub first: char,
    pub escaped: Option<char>,
}

impl Token {
    /// The character, if nothing is escaped.
    pub fn plain(self) -> Option<char> {
        if self.escaped.is_none() { Some(self.first) } else { None }
    }
    /// How many characters it is.
    pub fn len(self) -> usize {
        1 + self.escaped.is_some() as usize
    }
    pub fn text(self) -> String {
        std::iter::once(self.first).chain(self.escaped).collect()
    }
}

pub(super) struct Tokens {
    chars: Vec<char>,
    /// Where the next token begins.
    at: usize,
    next: Option<Token>,
    /// It is text, and not bytes.
    pub is_text: bool,
}

impl Tokens {
    pub fn new(chars: Vec<char>, is_text: bool) -> Result<Tokens, Wrong> {
        let mut tokens = Tokens { chars, at: 0, next: None, is_text };
        tokens.seek(0)?;
        Ok(tokens)
    }
    /// Where the next token begins.
    pub fn tell(&self) -> usize {
        self.at
    }
    #[inline(never)]
    pub fn seek(&mut self, at: usize) -> Result<(), Wrong> {
        self.at = at;
        self.next = match self.chars.get(at) {
            Some('\\') => match self.chars.get(at + 1) {
                None => return Err(self.flaw_at("bad escape (end of pattern)", self.chars.len() - 1)),
                escaped => Some(Token { first: '\\', escaped: escaped.copied() }),
            },
            first => first.map(|&first| Token { first, escaped: None }),
        };
        Ok(())
    }
    pub fn peek(&self) -> Option<Token> {
        self.next
    }
    /// The next token, if it is a plain character.
    pub fn peek_char(&self) -> Option<char> {
        self.next.and_then(Token::plain)
    }
    #[inline(never)]
    pub fn take(&mut self) -> Result<Option<Token>, Wrong> {
        let taken = self.next;
        self.seek(self.at + taken.map_or(0, Token::len))?;
        Ok(taken)
    }
    /// Passes over a character, if it is next.
    #[inline(never)]
    pub fn skip(&mut self, c: char) -> Result<bool, Wrong> {
        let found = self.peek_char() == Some(c);
        if found {
            self.take()?;
        }
        Ok(found)
    }
    /// At most so many characters of a kind.
    pub fn take_while(&mut self, most: usize, kind: fn(char) -> bool, out: &mut String) -> Result<(), Wrong> {
        for _ in 0..most {
            match self.peek_char() {
                Some(c) if kind(c) => out.push(c),
                _ => break,
            }
            self.take()?;
        }
        Ok(())
    }
    /// What stands before a character that ends it, which is passed over.
    pub fn take_until(&mut self, end: char, name: &str) -> Result<String, Wrong> {
        let mut taken = String::new();
        loop {
            let token = self.take()?;
            let length = taken.chars().count();
            match token {
                None if length == 0 => return Err(self.flaw(format!("missing {name}"), 0)),
                None => return Err(self.flaw(format!("missing {end}, unterminated name"), length)),
                Some(t) if t.plain() == Some(end) => {
                    return if length == 0 { Err(self.flaw(format!("missing {name}"), 1)) } else { Ok(taken) };
                }
                Some(t) => taken += &t.text(),
            }
        }
    }

    /// What is wrong so many characters before the next token.
    #[cold]
    #[inline(never)]
    pub fn flaw(&self, message: impl AsRef<str>, back: usize) -> Wrong {
        self.flaw_at(message.as_ref(), self.tell() - back)
    }
    fn flaw_at(&self, message: &str, at: usize) -> Wrong {
        let message = if self.is_text { message.to_string() } else { backslashed(message) };
        Error::flaw(Flaw::at(message, &self.chars, at))
    }
    /// Says where something is wrong that was noticed later.
    pub fn late_flaw(&self, message: String, at: usize) -> Wrong {
        Error::flaw(Flaw::at(message, &self.chars, at))
    }

    /// The group that a name stands for, which was just read with the character
    /// that ends it: by its name, or else its number.
    pub fn group(&self, name: &str, by_name: impl Fn(&str) -> Result<usize, Wrong>) -> Result<(usize, bool), Wrong> {
        if case::is_identifier(name) {
            return Ok((by_name(name)?, false));
        }
        let length = name.chars().count();
        let number = numbers::int(name, 10, repr::MAX_DIGITS).ok().filter(|n| !n.is_negative());
        let Some(number) = number else {
            return Err(self.flaw(format!("bad character in group name {}", repr::string(name)), length + 1));
        };
        match number.text(10).parse() {
            Ok(group) if group < MAX_GROUPS => Ok((group, true)),
            _ => Err(self.flaw(format!("invalid group reference {}", number.text(10)), length + 1)),
        }
    }
    /// The name of a group has to be one.
    pub fn check_name(&self, name: &str) -> Result<(), Wrong> {
        match case::is_identifier(name) {
            true => Ok(()),
            false => {
                let message = format!("bad character in group name {}", repr::string(name));
                Err(self.flaw(message, name.chars().count() + 1))
            }
        }
    }
}

/// More groups than CPython can have.
const MAX_GROUPS: usize = 1_073_741_823;

fn backslashed(message: &str) -> String {
    let mut out = String::new();
    for c in message.chars() {
        match c {
            _ if c.is_ascii() => out.push(c),
            _ => out += &format!("\\x{:02x}", c as u32),
        }
    }
    out
}

/// The character that a letter after a backslash stands for.
pub(super) fn control(letter: char) -> Option<u32> {
    Some(match letter {
        'a' => 7,
        'b' => 8,
        'f' => 12,
        'n' => 10,
        'r' => 13,
        't' => 9,
        'v' => 11,
        '\\' => 92,
        _ => return None,
    })
}
