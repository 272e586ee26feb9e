//! Looking for matches, one after the other.
use super::matcher::{Input, Machine, Wanted};
use super::program::NOWHERE;
use super::{Halt, Pattern};

/// How a match is looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// Anywhere.
    Search,
    /// It begins where the search does.
    Match,
    /// It is all of the text that is searched.
    Full,
}

/// A match.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// Where it begins and ends, and then where the groups do that took part.
    pub spans: Vec<Option<(usize, usize)>>,
    /// The group that ended last.
    pub last_group: Option<usize>,
}

impl Found {
    /// Where the whole match begins and ends.
    pub fn span(&self) -> (usize, usize) {
        self.spans[0].unwrap_or_default()
    }
}

/// A search for the matches in a text, which is given anew with each call.
pub struct Scan {
    machine: Machine,
    /// Where to look next.
    at: usize,
    end: usize,
    /// The next match must not be empty if it begins here.
    not_empty: bool,
    /// In the middle of an attempt.
    running: bool,
    over: bool,
}

impl Scan {
    /// A search from a place to another, neither of them inside a character.
    /// `memory` is how many bytes it may need to remember what to try.
    pub fn new(pattern: &Pattern, start: usize, end: usize, memory: usize) -> Scan {
        let machine = Machine::new(&pattern.program, memory);
        Scan { machine, at: start, end, not_empty: false, running: false, over: start > end }
    }

    /// The next match. Each step takes one from `fuel`, which may fall a bit below
    /// zero.
    pub fn next(&mut self, pattern: &Pattern, text: &[u8], mode: Mode, fuel: &mut i64) -> Result<Option<Found>, Halt> {
        let p = &pattern.program;
        let input = Input { text: &text[..self.end.min(text.len())], bytes: p.bytes };
        while !self.over {
            if !self.running {
                if mode == Mode::Search && !self.skip(pattern, input, fuel)? {
                    break;
                }
                self.machine.begin(self.at);
                self.running = true;
            }
            let wanted = Wanted { whole: mode == Mode::Full, some: self.not_empty };
            let found = self.machine.run(p, input, wanted, fuel).inspect_err(|halt| {
                self.over = *halt == Halt::Memory;
            })?;
            self.running = false;
            if found {
                return Ok(Some(self.found(pattern)));
            }
            if let (Some(one), Mode::Search, false) = (p.run, mode, self.not_empty) {
                let end = self.machine.run_end(p, input, one, self.at);
                *fuel -= (end - self.at) as i64 / 16;
                self.at = end;
            }
            self.not_empty = false;
            match input.next(self.at) {
                Some((_, next)) if mode == Mode::Search && !p.anchored => self.at = next,
                _ => break,
            }
        }
        self.over = true;
        Ok(None)
    }

    /// Passes over what no match can begin with.
    fn skip(&mut self, pattern: &Pattern, input: Input, fuel: &mut i64) -> Result<bool, Halt> {
        let p = &pattern.program;
        let start = self.at;
        let found = if let Some(&first) = p.prefix.first() {
            let mut at = self.at;
            loop {
                match input.find(at, first) {
                    Some(here) if input.text[here..].starts_with(&p.prefix) => break Some(here),
                    Some(here) => at = here + 1,
                    None => break None,
                }
            }
        } else if let Some(first) = &p.first {
            input.text[self.at..].iter().position(|&b| first.has(b)).map(|found| self.at + found)
        } else {
            Some(self.at)
        };
        let at = found.unwrap_or(input.text.len());
        if at > start {
            self.not_empty = false;
            *fuel -= (at - start) as i64 / 16;
        }
        self.at = at;
        Ok(found.is_some())
    }

    fn found(&mut self, pattern: &Pattern) -> Found {
        let machine = &self.machine;
        let (start, end) = (machine.start, machine.at);
        let mut spans = vec![Some((start, end))];
        spans.extend((1..=pattern.groups).map(|group| machine.span(group)));
        let last = machine.slots[2 * pattern.groups];
        self.at = end;
        self.not_empty = start == end;
        Found { spans, last_group: Some(last).filter(|&last| last != NOWHERE) }
    }
}
