//! Reads a pattern, with CPython's words for what is wrong.
use super::program::{At, Category, Greed, MAX_REPEAT, Member};
use super::syntax::{Item, Sequence, Width};
use super::tokens::{Token, Tokens, control};
use super::{Error, Flags, Wrong};
use crate::lang::python::text::{Raise, chars, repr};
use rustc_hash::FxHashMap;

/// How deep groups may be nested: the parser and the compiler recurse.
const MAX_DEPTH: usize = 200;

/// A pattern that was read.
pub(super) struct Parsed {
    pub body: Sequence,
    pub flags: u32,
    pub groups: usize,
    pub names: Vec<(String, usize)>,
}

pub(super) fn parse(text: Vec<char>, is_text: bool, flags: u32) -> Result<Parsed, Wrong> {
    let mut parser = Parser {
        source: Tokens::new(text, is_text)?,
        flags,
        names: vec![],
        by_name: FxHashMap::default(),
        groups: vec![],
        behind: None,
        numbers: vec![],
    };
    let body = parser.alternatives(flags & Flags::VERBOSE != 0, 0)?;
    let flags = fixed(parser.flags, is_text)?;
    if parser.source.peek().is_some() {
        return Err(parser.source.flaw("unbalanced parenthesis", 0));
    }
    for &(group, at) in &parser.numbers {
        if group > parser.groups.len() {
            return Err(parser.source.late_flaw(format!("invalid group reference {group}"), at));
        }
    }
    Ok(Parsed { body, flags, groups: parser.groups.len(), names: parser.names })
}

fn fixed(mut flags: u32, is_text: bool) -> Result<u32, Wrong> {
    let has = |flag| flags & flag != 0;
    let wrong = |message: &str| Err(Error::raise(Raise::value(message)));
    if is_text {
        if has(Flags::LOCALE) {
            return wrong("cannot use LOCALE flag with a str pattern");
        }
        if has(Flags::ASCII) && has(Flags::UNICODE) {
            return wrong("ASCII and UNICODE flags are incompatible");
        }
        if !has(Flags::ASCII) {
            flags |= Flags::UNICODE;
        }
    } else if has(Flags::UNICODE) {
        return wrong("cannot use UNICODE flag with a bytes pattern");
    } else if has(Flags::LOCALE) && has(Flags::ASCII) {
        return wrong("ASCII and LOCALE flags are incompatible");
    }
    Ok(flags)
}

struct Parser {
    source: Tokens,
    flags: u32,
    names: Vec<(String, usize)>,
    by_name: FxHashMap<String, usize>,
    /// The widths of groups, of those that are closed.
    groups: Vec<Option<Width>>,
    /// How many groups there were before the lookbehind that is open.
    behind: Option<usize>,
    /// Numbers in conditions, and where they stand.
    numbers: Vec<(usize, usize)>,
}

impl Parser {
    fn alternatives(&mut self, mut verbose: bool, depth: usize) -> Result<Sequence, Wrong> {
        let mut all = vec![];
        loop {
            all.push(self.sequence(verbose, depth, depth == 0 && all.is_empty())?);
            if !self.source.skip('|')? {
                break;
            }
            if depth == 0 {
                verbose = self.flags & Flags::VERBOSE != 0;
            }
        }
        Ok(match all.len() {
            1 => all.remove(0),
            _ => Sequence::new(vec![one_of(&all).unwrap_or(Item::Branch(all))]),
        })
    }

    fn sequence(&mut self, mut verbose: bool, depth: usize, first: bool) -> Result<Sequence, Wrong> {
        if depth > MAX_DEPTH {
            let message = "maximum recursion depth exceeded".into();
            return Err(Error::raise(Raise { class: "RecursionError", message }));
        }
        let mut items: Vec<Item> = vec![];
        while let Some(token) = self.source.peek() {
            if matches!(token.plain(), Some('|' | ')')) {
                break;
            }
            self.source.take()?;
            let Some(c) = token.plain() else {
                items.push(self.escape(token)?);
                continue;
            };
            if verbose && matches!(c, ' ' | '\t'..='\r') {
                continue;
            }
            match c {
                '#' if verbose => while !matches!(self.source.take()?.map(Token::plain), None | Some(Some('\n'))) {},
                '[' => items.push(self.set()?),
                '*' | '+' | '?' | '{' => self.repeat(c, &mut items)?,
                '.' => items.push(Item::Any),
                '^' => items.push(Item::At(At::Start)),
                '$' => items.push(Item::At(At::End)),
                '(' => {
                    let start = self.source.tell() - 1;
                    match self.group(start, verbose, depth, first && items.is_empty())? {
                        Opened::Item(item) => items.push(item),
                        Opened::Comment => (),
                        Opened::Flags => verbose = self.flags & Flags::VERBOSE != 0,
                    }
                }
                _ => items.push(Item::Char(c as u32)),
            }
        }
        if items.iter().any(is_transparent) {
            let opened = items.into_iter().flat_map(|item| match item {
                Item::Group { index: None, add: 0, remove: 0, body } => body.items,
                item => vec![item],
            });
            items = opened.collect();
        }
        Ok(Sequence::new(items))
    }

    fn repeat(&mut self, c: char, items: &mut Vec<Item>) -> Result<(), Wrong> {
        let here = self.source.tell();
        let (mut min, mut max) = match c {
            '?' => (0, 1),
            '+' => (1, MAX_REPEAT),
            _ => (0, MAX_REPEAT),
        };
        if c == '{' {
            if self.source.peek_char() == Some('}') {
                items.push(Item::Char('{' as u32));
                return Ok(());
            }
            let (mut low, mut high) = (String::new(), String::new());
            self.source.take_while(usize::MAX, |c| c.is_ascii_digit(), &mut low)?;
            match self.source.skip(',')? {
                true => self.source.take_while(usize::MAX, |c| c.is_ascii_digit(), &mut high)?,
                false => high.clone_from(&low),
            }
            if !self.source.skip('}')? {
                items.push(Item::Char('{' as u32));
                return self.source.seek(here);
            }
            let number = |text: &str| match text.parse() {
                Ok(n) if n < MAX_REPEAT => Ok(n),
                _ => Err(Error::raise(Raise::overflow("the repetition number is too large"))),
            };
            if !low.is_empty() {
                min = number(&low)?;
            }
            if !high.is_empty() {
                max = number(&high)?;
                if max < min {
                    let back = self.source.tell() - here;
                    return Err(self.source.flaw("min repeat greater than max repeat", back));
                }
            }
        }
        let back = self.source.tell() - here + 1;
        let item = match items.pop() {
            None | Some(Item::At(_)) => return Err(self.source.flaw("nothing to repeat", back)),
            Some(Item::Repeat { .. }) => return Err(self.source.flaw("multiple repeat", back)),
            Some(item) => item,
        };
        let body = match item {
            Item::Group { index: None, add: 0, remove: 0, body } => body,
            item => Sequence::new(vec![item]),
        };
        let greed = match () {
            _ if self.source.skip('?')? => Greed::Lazy,
            _ if self.source.skip('+')? => Greed::Possessive,
            _ => Greed::Greedy,
        };
        items.push(Item::Repeat { greed, min, max, body });
        Ok(())
    }

    fn end_of_pattern(&self) -> Wrong {
        self.source.flaw("unexpected end of pattern", 0)
    }
    fn close(&mut self, start: usize) -> Result<(), Wrong> {
        match self.source.skip(')')? {
            true => Ok(()),
            false => Err(self.source.flaw("missing ), unterminated subpattern", self.source.tell() - start)),
        }
    }

    /// What begins with a bracket.
    fn group(&mut self, start: usize, verbose: bool, depth: usize, first: bool) -> Result<Opened, Wrong> {
        let mut name = None;
        let (mut captures, mut atomic) = (true, false);
        let (mut add, mut remove) = (0, 0);
        if self.source.skip('?')? {
            let Some(token) = self.source.take()? else { return Err(self.end_of_pattern()) };
            match token.plain() {
                Some('P') => match self.named()? {
                    Ok(found) => name = Some(found),
                    Err(reference) => return Ok(Opened::Item(reference)),
                },
                Some(':') => captures = false,
                Some('#') => loop {
                    if self.source.peek().is_none() {
                        let back = self.source.tell() - start;
                        return Err(self.source.flaw("missing ), unterminated comment", back));
                    }
                    if self.source.take()?.and_then(Token::plain) == Some(')') {
                        return Ok(Opened::Comment);
                    }
                },
                Some(c @ ('=' | '!' | '<')) => return self.look(c, start, verbose, depth).map(Opened::Item),
                Some('(') => return self.condition(start, verbose, depth).map(Opened::Item),
                Some('>') => (captures, atomic) = (false, true),
                Some(c) if c == '-' || flag(c).is_some() => match self.flags(c)? {
                    Some(change) => ((add, remove), captures) = (change, false),
                    None if first => return Ok(Opened::Flags),
                    None => {
                        let message = "global flags not at the start of the expression";
                        return Err(self.source.flaw(message, self.source.tell() - start));
                    }
                },
                _ => return Err(self.source.flaw(format!("unknown extension ?{}", token.text()), token.len() + 1)),
            }
        }
        let index = captures.then_some(self.groups.len() + 1);
        if let Some(index) = index {
            self.groups.push(None);
            if let Some(name) = name {
                if let Some(before) = self.by_name.get(&name) {
                    let shown = repr::string(&name);
                    let message = format!("redefinition of group name {shown} as group {index}; was group {before}");
                    return Err(self.source.flaw(message, name.chars().count() + 1));
                }
                self.by_name.insert(name.clone(), index);
                self.names.push((name, index));
            }
        }
        let verbose = (verbose || add & Flags::VERBOSE != 0) && remove & Flags::VERBOSE == 0;
        let body = self.alternatives(verbose, depth + 1)?;
        self.close(start)?;
        if let Some(index) = index {
            self.groups[index - 1] = Some(body.width);
        }
        Ok(Opened::Item(match atomic {
            true => Item::Atomic(body),
            false => Item::Group { index, add, remove, body },
        }))
    }

    /// After `(?P`: the name of a group, or a reference to one.
    fn named(&mut self) -> Result<Result<String, Item>, Wrong> {
        if self.source.skip('<')? {
            let name = self.source.take_until('>', "group name")?;
            self.source.check_name(&name)?;
            return Ok(Ok(name));
        }
        if self.source.skip('=')? {
            let name = self.source.take_until(')', "group name")?;
            self.source.check_name(&name)?;
            let group = self.by_name(&name)?;
            return self.reference(group, name.chars().count() + 1).map(Err);
        }
        match self.source.take()? {
            None => Err(self.end_of_pattern()),
            Some(t) => Err(self.source.flaw(format!("unknown extension ?P{}", t.text()), t.len() + 2)),
        }
    }
    fn by_name(&self, name: &str) -> Result<usize, Wrong> {
        match self.by_name.get(name) {
            Some(&group) => Ok(group),
            None => {
                let message = format!("unknown group name {}", repr::string(name));
                Err(self.source.flaw(message, name.chars().count() + 1))
            }
        }
    }
    fn reference(&self, group: usize, back: usize) -> Result<Item, Wrong> {
        let Some(width) = self.groups[group - 1] else {
            return Err(self.source.flaw("cannot refer to an open group", back));
        };
        self.check_behind(group)?;
        Ok(Item::Reference { group, width })
    }
    /// What a lookbehind may refer to.
    fn check_behind(&self, group: usize) -> Result<(), Wrong> {
        let Some(before) = self.behind else { return Ok(()) };
        if !matches!(self.groups.get(group.wrapping_sub(1)), Some(Some(_))) {
            return Err(self.source.flaw("cannot refer to an open group", 0));
        }
        if group > before {
            let message = "cannot refer to group defined in the same lookbehind subpattern";
            return Err(self.source.flaw(message, 0));
        }
        Ok(())
    }

    fn look(&mut self, mut c: char, start: usize, verbose: bool, depth: usize) -> Result<Item, Wrong> {
        let behind = c == '<';
        let before = self.behind;
        if behind {
            let Some(token) = self.source.take()? else { return Err(self.end_of_pattern()) };
            c = match token.plain() {
                Some(c @ ('=' | '!')) => c,
                _ => {
                    return Err(self.source.flaw(format!("unknown extension ?<{}", token.text()), token.len() + 2));
                }
            };
            self.behind = before.or(Some(self.groups.len()));
        }
        let body = self.alternatives(verbose, depth + 1)?;
        self.behind = before;
        self.close(start)?;
        Ok(Item::Look { behind, negated: c == '!', body })
    }

    fn condition(&mut self, start: usize, verbose: bool, depth: usize) -> Result<Item, Wrong> {
        let name = self.source.take_until(')', "group name")?;
        let length = name.chars().count();
        let (group, is_number) = self.source.group(&name, |name| self.by_name(name))?;
        if group == 0 {
            return Err(self.source.flaw("bad group number", length + 1));
        }
        if is_number {
            self.numbers.push((group, self.source.tell() - length - 1));
        }
        self.check_behind(group)?;
        let yes = self.sequence(verbose, depth + 1, false)?;
        let mut no = None;
        if self.source.skip('|')? {
            no = Some(self.sequence(verbose, depth + 1, false)?);
            if self.source.peek_char() == Some('|') {
                return Err(self.source.flaw("conditional backref with more than two branches", 0));
            }
        }
        self.close(start)?;
        Ok(Item::Conditional { group, yes, no })
    }

    /// Flags in a group: those to set and to clear in it, or none if they were
    /// for the whole pattern.
    fn flags(&mut self, mut c: char) -> Result<Option<(u32, u32)>, Wrong> {
        const TYPES: u32 = Flags::ASCII | Flags::LOCALE | Flags::UNICODE;
        let (mut add, mut remove) = (0, 0);
        while c != '-' {
            let Some(flag) = flag(c) else { break };
            if self.source.is_text && c == 'L' {
                return Err(self.source.flaw("bad inline flags: cannot use 'L' flag with a str pattern", 0));
            }
            if !self.source.is_text && c == 'u' {
                return Err(self.source.flaw("bad inline flags: cannot use 'u' flag with a bytes pattern", 0));
            }
            add |= flag;
            if flag & TYPES != 0 && add & TYPES != flag {
                return Err(self.source.flaw("bad inline flags: flags 'a', 'u' and 'L' are incompatible", 0));
            }
            c = self.flag_or(")-:", "missing -, : or )", "missing -, : or )")?;
        }
        if c == ')' {
            self.flags |= add;
            return Ok(None);
        }
        if add & Flags::TEMPLATE != 0 {
            return Err(self.source.flaw("bad inline flags: cannot turn on global flag", 1));
        }
        if c == '-' {
            c = self.flag_or("", "missing flag", "missing flag")?;
            while let Some(flag) = flag(c) {
                if flag & TYPES != 0 {
                    return Err(self.source.flaw("bad inline flags: cannot turn off flags 'a', 'u' and 'L'", 0));
                }
                remove |= flag;
                c = self.flag_or(":", "missing :", "missing :")?;
            }
        }
        if remove & Flags::TEMPLATE != 0 {
            return Err(self.source.flaw("bad inline flags: cannot turn off global flag", 1));
        }
        if add & remove != 0 {
            return Err(self.source.flaw("bad inline flags: flag turned on and off", 1));
        }
        Ok(Some((add, remove)))
    }
    /// The next letter of a flag, or one of what ends them.
    fn flag_or(&mut self, ends: &str, at_end: &str, otherwise: &str) -> Result<char, Wrong> {
        let Some(token) = self.source.take()? else { return Err(self.source.flaw(at_end, 0)) };
        match token.plain() {
            Some(c) if ends.contains(c) || flag(c).is_some() => Ok(c),
            Some(c) if chars::is_alpha(c) => Err(self.source.flaw("unknown flag", 1)),
            _ => Err(self.source.flaw(otherwise, token.len())),
        }
    }

    fn set(&mut self) -> Result<Item, Wrong> {
        let here = self.source.tell() - 1;
        let negated = self.source.skip('^')?;
        let mut members = vec![];
        let unterminated = |source: &Tokens| source.flaw("unterminated character set", source.tell() - here);
        loop {
            let Some(token) = self.source.take()? else { return Err(unterminated(&self.source)) };
            if token.plain() == Some(']') && !members.is_empty() {
                break;
            }
            let member = self.member(token)?;
            if !self.source.skip('-')? {
                members.push(member);
                continue;
            }
            let Some(end) = self.source.take()? else { return Err(unterminated(&self.source)) };
            if end.plain() == Some(']') {
                members.extend([member, Member::Range(45, 45)]);
                break;
            }
            match (member, self.member(end)?) {
                (Member::Range(low, _), Member::Range(high, _)) if low <= high => {
                    members.push(Member::Range(low, high))
                }
                _ => {
                    let message = format!("bad character range {}-{}", token.text(), end.text());
                    return Err(self.source.flaw(message, token.len() + 1 + end.len()));
                }
            }
        }
        let alike = members.iter().all(|m| *m == members[0]);
        Ok(match members[0] {
            Member::Range(c, d) if alike && c == d => {
                if negated {
                    Item::NotChar(c)
                } else {
                    Item::Char(c)
                }
            }
            _ => Item::Set { members, negated },
        })
    }
    fn member(&mut self, token: Token) -> Result<Member, Wrong> {
        let Some(c) = token.escaped else { return Ok(Member::Range(token.first as u32, token.first as u32)) };
        if let Some((category, not)) = category(c) {
            return Ok(Member::Category(category, not));
        }
        let code = match control(c) {
            Some(code) => code,
            None => match c {
                '0'..='7' => {
                    let mut text = token.text();
                    self.source.take_while(2, |c| matches!(c, '0'..='7'), &mut text)?;
                    self.octal(&text)?
                }
                _ => self.code(token)?,
            },
        };
        Ok(Member::Range(code, code))
    }

    fn escape(&mut self, token: Token) -> Result<Item, Wrong> {
        let Some(c) = token.escaped else { return Ok(Item::Char(token.first as u32)) };
        let at = match c {
            'A' => Some(At::TextStart),
            'b' => Some(At::Boundary),
            'B' => Some(At::NotBoundary),
            'Z' => Some(At::TextEnd),
            _ => None,
        };
        if let Some(at) = at {
            return Ok(Item::At(at));
        }
        if let Some((category, not)) = category(c) {
            return Ok(Item::Set { members: vec![Member::Category(category, not)], negated: false });
        }
        if let Some(code) = control(c) {
            return Ok(Item::Char(code));
        }
        let mut text = token.text();
        let octal: fn(char) -> bool = |c| matches!(c, '0'..='7');
        match c {
            '0' => {
                self.source.take_while(2, octal, &mut text)?;
                Ok(Item::Char(u32::from_str_radix(&text[1..], 8).unwrap_or(0)))
            }
            '1'..='9' => {
                self.source.take_while(1, |c| c.is_ascii_digit(), &mut text)?;
                if text.len() == 3 && text[1..].chars().all(octal) && self.source.peek_char().is_some_and(octal) {
                    self.source.take_while(1, octal, &mut text)?;
                    return Ok(Item::Char(self.octal(&text)?));
                }
                match text[1..].parse() {
                    Ok(group) if group <= self.groups.len() => self.reference(group, text.len()),
                    _ => Err(self.source.flaw(format!("invalid group reference {}", &text[1..]), text.len() - 1)),
                }
            }
            _ => Ok(Item::Char(self.code(token)?)),
        }
    }
    fn octal(&self, text: &str) -> Result<u32, Wrong> {
        match u32::from_str_radix(&text[1..], 8) {
            Ok(code) if code <= 0o377 => Ok(code),
            _ => {
                let message = format!("octal escape value {text} outside of range 0-0o377");
                Err(self.source.flaw(message, text.len()))
            }
        }
    }
    /// The escapes that mean the same everywhere.
    fn code(&mut self, token: Token) -> Result<u32, Wrong> {
        let mut text = token.text();
        let c = token.escaped.unwrap_or(token.first);
        let digits = match c {
            'x' => 2,
            'u' if self.source.is_text => 4,
            'U' if self.source.is_text => 8,
            'N' if self.source.is_text => {
                if !self.source.skip('{')? {
                    return Err(self.source.flaw("missing {", 0));
                }
                let name = self.source.take_until('}', "character name")?;
                let message = format!("undefined character name {}", repr::string(&name));
                return Err(self.source.flaw(message, name.chars().count() + 4));
            }
            _ if c.is_ascii_alphanumeric() => return Err(self.source.flaw(format!("bad escape {text}"), 2)),
            _ => return Ok(c as u32),
        };
        self.source.take_while(digits, |c| c.is_ascii_hexdigit(), &mut text)?;
        if text.len() != 2 + digits {
            return Err(self.source.flaw(format!("incomplete escape {text}"), text.chars().count()));
        }
        match u32::from_str_radix(&text[2..], 16) {
            Ok(code) if code <= char::MAX as u32 => Ok(code),
            _ => Err(self.source.flaw(format!("bad escape {text}"), text.len())),
        }
    }
}

enum Opened {
    Item(Item),
    Comment,
    /// Flags for the whole pattern.
    Flags,
}

fn is_transparent(item: &Item) -> bool {
    matches!(item, Item::Group { index: None, add: 0, remove: 0, .. })
}

/// Alternatives that are single characters are a set.
fn one_of(all: &[Sequence]) -> Option<Item> {
    let mut members = vec![];
    for sequence in all {
        match &sequence.items[..] {
            [Item::Char(c)] => members.push(Member::Range(*c, *c)),
            [Item::Set { members: more, negated: false }] => members.extend(more),
            _ => return None,
        }
    }
    Some(Item::Set { members, negated: false })
}

fn category(letter: char) -> Option<(Category, bool)> {
    Some(match letter {
        'd' => (Category::Digit, false),
        'D' => (Category::Digit, true),
        's' => (Category::Space, false),
        'S' => (Category::Space, true),
        'w' => (Category::Word, false),
        'W' => (Category::Word, true),
        _ => return None,
    })
}

fn flag(letter: char) -> Option<u32> {
    Some(match letter {
        'i' => Flags::IGNORECASE,
        'L' => Flags::LOCALE,
        'm' => Flags::MULTILINE,
        's' => Flags::DOTALL,
        'x' => Flags::VERBOSE,
        'a' => Flags::ASCII,
        't' => Flags::TEMPLATE,
        'u' => Flags::UNICODE,
        _ => return None,
    })
}
