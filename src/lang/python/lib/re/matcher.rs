//! Runs a program over a text: backtracking with stacks of its own, so that nothing
//! recurses and a run can be interrupted anywhere.
use super::Halt;
use super::program::{At, Category, Fold, Greed, Inst, NOWHERE, One, Program, Repeat};

/// A text as patterns see it.
#[derive(Clone, Copy)]
pub(super) struct Input<'a> {
    /// What there is to see: it ends where the search does.
    pub text: &'a [u8],
    /// Each byte is a character; otherwise it is UTF-8.
    pub bytes: bool,
}

impl Input<'_> {
    /// The character at a place and where the next one is.
    #[inline]
    pub fn next(&self, at: usize) -> Option<(u32, usize)> {
        let &b = self.text.get(at)?;
        match b < 128 || self.bytes {
            true => Some((b as u32, at + 1)),
            false => Some(self.long(at)),
        }
    }
    fn long(&self, at: usize) -> (u32, usize) {
        let rest = |i: usize| (self.text.get(at + i).copied().unwrap_or(0) & 63) as u32;
        let b = self.text[at] as u32;
        match b {
            0..0xE0 => ((b & 31) << 6 | rest(1), at + 2),
            0xE0..0xF0 => ((b & 15) << 12 | rest(1) << 6 | rest(2), at + 3),
            _ => ((b & 7) << 18 | rest(1) << 12 | rest(2) << 6 | rest(3), at + 4),
        }
    }
    /// Where the character before a place begins.
    #[inline]
    pub fn back(&self, mut at: usize) -> Option<usize> {
        at = at.checked_sub(1)?;
        while !self.bytes && self.text[at] & 0xC0 == 0x80 {
            at = at.checked_sub(1)?;
        }
        Some(at)
    }
    fn before(&self, at: usize) -> Option<u32> {
        self.next(self.back(at)?).map(|(c, _)| c)
    }
    /// The first place at or after one with that byte.
    pub fn find(&self, at: usize, byte: u8) -> Option<usize> {
        find_byte(self.text.get(at..)?, byte).map(|found| at + found)
    }
}

/// Looks at eight bytes at a time.
fn find_byte(text: &[u8], byte: u8) -> Option<usize> {
    const LOW: u64 = 0x0101_0101_0101_0101;
    let wanted = LOW * byte as u64;
    let (words, rest) = text.as_chunks::<8>();
    for (i, word) in words.iter().enumerate() {
        let differs = u64::from_le_bytes(*word) ^ wanted;
        let zeros = differs.wrapping_sub(LOW) & !differs & LOW << 7;
        if zeros != 0 {
            return Some(i * 8 + zeros.trailing_zeros() as usize / 8);
        }
    }
    Some(words.len() * 8 + rest.iter().position(|&b| b == byte)?)
}

/// A way that was not taken yet.
#[derive(Clone, Copy)]
struct Choice {
    pc: u32,
    /// How long the trail was.
    trail: u32,
    at: usize,
    /// What a repeat needs to go on: the place that it cannot go back beyond, or
    /// how many rounds are left.
    rest: usize,
}

/// Marks a choice within a repeat.
const AGAIN: u32 = 1 << 31;

/// What a match has to be.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Wanted {
    /// It must reach to the end.
    pub whole: bool,
    /// It must not be empty.
    pub some: bool,
}

/// The state of a run. Its memory is kept from one run to the next.
pub(super) struct Machine {
    choices: Vec<Choice>,
    /// What places of memory held before.
    trail: Vec<(u32, usize)>,
    pub slots: Vec<usize>,
    pc: usize,
    pub at: usize,
    pub start: usize,
    /// Most choices and entries of the trail.
    most: usize,
}

impl Machine {
    pub fn new(program: &Program, memory: usize) -> Machine {
        Machine {
            choices: vec![],
            trail: vec![],
            slots: vec![NOWHERE; program.slots],
            pc: 0,
            at: 0,
            start: 0,
            most: memory / size_of::<Choice>(),
        }
    }
    /// Begins a run at a place.
    pub fn begin(&mut self, at: usize) {
        self.choices.clear();
        self.trail.clear();
        self.slots.fill(NOWHERE);
        (self.pc, self.at, self.start) = (0, at, at);
    }

    fn set(&mut self, slot: u32, value: usize) {
        let old = std::mem::replace(&mut self.slots[slot as usize], value);
        // Without choices nothing leads back.
        if !self.choices.is_empty() {
            self.trail.push((slot, old));
        }
    }
    fn choose(&mut self, pc: u32, at: usize, rest: usize) {
        self.choices.push(Choice { pc, trail: self.trail.len() as u32, at, rest });
    }
    /// Runs on; whether it matched. `fuel` is what is left for it to use.
    pub fn run(&mut self, p: &Program, input: Input, wanted: Wanted, fuel: &mut i64) -> Result<bool, Halt> {
        let (mut pc, mut at) = (self.pc, self.at);
        let last_group = 2 * p.groups;
        loop {
            // Between two instructions all of the state is here.
            *fuel -= 1;
            if *fuel < 0 {
                (self.pc, self.at) = (pc, at);
                return Err(Halt::Fuel);
            }
            if self.choices.len() + self.trail.len() > self.most {
                return Err(Halt::Memory);
            }
            let goes_on = match p.insts[pc] {
                Inst::One(one) => match self.passes(p, input, one, at) {
                    Some(next) => {
                        (at, pc) = (next, pc + 1);
                        true
                    }
                    None => false,
                },
                Inst::Text(from, length) => {
                    let literal = &p.literals[from as usize..(from + length) as usize];
                    let found = input.text[at..].starts_with(literal);
                    (at, pc) = (at + literal.len(), pc + 1);
                    found
                }
                Inst::Repeat(index) => {
                    let found = self.repeat(p, input, &p.repeats[index as usize], pc, at, fuel);
                    at = found.unwrap_or(at);
                    pc += 1;
                    found.is_some()
                }
                Inst::At(place) => {
                    pc += 1;
                    is_at(input, place, at)
                }
                Inst::Save(slot) => {
                    self.set(slot, at);
                    if slot % 2 == 1 {
                        self.set(last_group as u32, slot as usize / 2 + 1);
                    }
                    pc += 1;
                    true
                }
                Inst::Split(to) => {
                    self.choose(to, at, 0);
                    pc += 1;
                    true
                }
                Inst::SplitAway(to) => {
                    self.choose(pc as u32 + 1, at, 0);
                    pc = to as usize;
                    true
                }
                Inst::Jump(to) => {
                    pc = to as usize;
                    true
                }
                Inst::LoopInit(slot) => {
                    self.set(slot, 0);
                    self.set(slot + 1, NOWHERE);
                    pc += 1;
                    true
                }
                Inst::Loop(index) => {
                    let l = &p.loops[index as usize];
                    let (count, last) = (self.slots[l.slot as usize], self.slots[l.slot as usize + 1]);
                    if count < l.min as usize {
                        self.set(l.slot, count + 1);
                        pc += 1;
                    } else if (count < l.max as usize || l.max == u32::MAX) && at != last {
                        self.choose(l.exit, at, 0);
                        self.set(l.slot, count + 1);
                        self.set(l.slot + 1, at);
                        pc += 1;
                    } else {
                        pc = l.exit as usize;
                    }
                    true
                }
                Inst::LazyLoop(index) => {
                    let l = &p.loops[index as usize];
                    let count = self.slots[l.slot as usize];
                    if count < l.min as usize {
                        self.set(l.slot, count + 1);
                        pc += 2;
                    } else {
                        self.choose(pc as u32 + 1, at, 0);
                        pc = l.exit as usize;
                    }
                    true
                }
                Inst::LazyRound(index) => {
                    let l = &p.loops[index as usize];
                    let (count, last) = (self.slots[l.slot as usize], self.slots[l.slot as usize + 1]);
                    let goes_on = (count < l.max as usize || l.max == u32::MAX) && at != last;
                    if goes_on {
                        self.set(l.slot, count + 1);
                        self.set(l.slot + 1, at);
                        pc += 1;
                    }
                    goes_on
                }
                Inst::AtomicBegin(slot) => {
                    self.set(slot, self.choices.len());
                    pc += 1;
                    true
                }
                Inst::AtomicEnd(slot) => {
                    self.choices.truncate(self.slots[slot as usize]);
                    pc += 1;
                    true
                }
                Inst::LookBegin(slot, _) => {
                    self.set(slot, self.choices.len());
                    self.set(slot + 1, at);
                    pc += 1;
                    true
                }
                Inst::LookEnd(slot) => {
                    self.choices.truncate(self.slots[slot as usize]);
                    at = self.slots[slot as usize + 1];
                    pc += 1;
                    true
                }
                Inst::NotBegin(slot, to) => {
                    // Before the choice: the end needs it while that is there.
                    self.set(slot, self.choices.len());
                    self.choose(to, at, 0);
                    pc += 1;
                    true
                }
                Inst::NotEnd(slot) => {
                    self.choices.truncate(self.slots[slot as usize]);
                    false
                }
                Inst::Back(count) => {
                    let back = match p.bytes {
                        true => at.checked_sub(count as usize),
                        false => (0..count).try_fold(at, |at, _| input.back(at)),
                    };
                    *fuel -= count as i64 / 16;
                    at = back.unwrap_or(at);
                    pc += 1;
                    back.is_some()
                }
                Inst::Group(group) => {
                    pc += 1;
                    match self.group(group) {
                        Some((from, to)) if input.text[at..].starts_with(&input.text[from..to]) => {
                            *fuel -= (to - from) as i64 / 16;
                            at += to - from;
                            true
                        }
                        _ => false,
                    }
                }
                Inst::GroupFolded(group, fold) => {
                    pc += 1;
                    let end = self.group(group).and_then(|group| folded(input, group, at, fold));
                    *fuel -= (end.unwrap_or(at) - at) as i64;
                    at = end.unwrap_or(at);
                    end.is_some()
                }
                Inst::IfGroup(group, to) => {
                    pc = if self.group(group).is_some() { pc + 1 } else { to as usize };
                    true
                }
                Inst::Match => {
                    let found = !(wanted.whole && at != input.text.len() || wanted.some && at == self.start);
                    if found {
                        self.at = at;
                        return Ok(true);
                    }
                    false
                }
            };
            if goes_on {
                continue;
            }
            // Back to the last choice.
            loop {
                let Some(choice) = self.choices.pop() else { return Ok(false) };
                while self.trail.len() > choice.trail as usize {
                    if let Some((slot, old)) = self.trail.pop() {
                        self.slots[slot as usize] = old;
                    }
                }
                if choice.pc & AGAIN == 0 {
                    (pc, at) = (choice.pc as usize, choice.at);
                    break;
                }
                let repeat_at = (choice.pc & !AGAIN) as usize;
                let Inst::Repeat(index) = p.insts[repeat_at] else { return Ok(false) };
                if let Some(next) = self.again(p, input, &p.repeats[index as usize], choice, fuel) {
                    (pc, at) = (repeat_at + 1, next);
                    break;
                }
            }
        }
    }

    fn group(&self, group: u32) -> Option<(usize, usize)> {
        let (from, to) = (self.slots[2 * group as usize - 2], self.slots[2 * group as usize - 1]);
        (from != NOWHERE && to != NOWHERE && from <= to).then_some((from, to))
    }
    /// Where a group matched, or nothing matched.
    pub fn span(&self, group: usize) -> Option<(usize, usize)> {
        self.group(group as u32)
    }

    #[inline]
    fn passes(&self, p: &Program, input: Input, one: One, at: usize) -> Option<usize> {
        let (c, next) = input.next(at)?;
        let found = match one {
            One::Char(wanted) => c == wanted,
            One::NotChar(not) => c != not,
            One::Folded(lower) => {
                let fold = if p.bytes { Fold::Ascii } else { Fold::Unicode };
                c == lower || fold.lower(c) == lower
            }
            One::NotNewline => c != 10,
            One::Any => true,
            One::Set(set) => p.sets[set as usize].has(c),
        };
        found.then_some(next)
    }

    /// At least as many rounds as are needed; where they end.
    fn repeat(&mut self, p: &Program, input: Input, r: &Repeat, pc: usize, at: usize, fuel: &mut i64) -> Option<usize> {
        let start = at;
        let mut at = at;
        let mut count = 0u32;
        while count < r.min {
            at = self.passes(p, input, r.one, at)?;
            count += 1;
        }
        if r.greed == Greed::Lazy {
            let left = if r.max == u32::MAX { usize::MAX } else { (r.max - r.min) as usize };
            self.choose(pc as u32 | AGAIN, at, left);
            *fuel -= (at - start) as i64 / 16;
            return Some(at);
        }
        let least = at;
        if r.max == u32::MAX {
            at = self.run_end(p, input, r.one, at);
        }
        while count < r.max
            && r.max < u32::MAX
            && let Some(next) = self.passes(p, input, r.one, at)
        {
            at = next;
            count += 1;
        }
        *fuel -= (at - start) as i64 / 16;
        if at > least && r.greed == Greed::Greedy {
            self.choose(pc as u32 | AGAIN, at, least);
        }
        Some(at)
    }
    /// Where a run of what passes a test ends.
    pub fn run_end(&self, p: &Program, input: Input, one: One, at: usize) -> usize {
        match one {
            One::NotNewline => input.find(at, 10).unwrap_or(input.text.len()),
            One::NotChar(c) if c < 128 => input.find(at, c as u8).unwrap_or(input.text.len()),
            One::Any => input.text.len(),
            One::Set(set) => {
                let set = &p.sets[set as usize];
                let mut at = at;
                while let Some((c, next)) = input.next(at)
                    && set.has(c)
                {
                    at = next;
                }
                at
            }
            _ => std::iter::successors(Some(at), |&at| self.passes(p, input, one, at)).last().unwrap_or(at),
        }
    }
    /// One round less or, if lazy, one more; where it ends.
    fn again(&mut self, p: &Program, input: Input, r: &Repeat, choice: Choice, fuel: &mut i64) -> Option<usize> {
        let fits = |at: usize| match &r.follow {
            Some(follow) => input.text.get(at).is_some_and(|&b| follow.has(b)),
            None => true,
        };
        let mut at = choice.at;
        if r.greed == Greed::Lazy {
            let mut left = choice.rest;
            loop {
                left = left.checked_sub(1)?;
                at = self.passes(p, input, r.one, at)?;
                if fits(at) {
                    break;
                }
                *fuel -= 1;
            }
            if left > 0 {
                self.choose(choice.pc, at, if choice.rest == usize::MAX { usize::MAX } else { left });
            }
            return Some(at);
        }
        let least = choice.rest;
        loop {
            if at <= least {
                return None;
            }
            // What follows is no byte from within a character.
            at = if r.follow.is_some() { at - 1 } else { input.back(at)? };
            if fits(at) {
                break;
            }
        }
        *fuel -= (choice.at - at) as i64 / 16;
        if at > least {
            self.choose(choice.pc, at, least);
        }
        Some(at)
    }
}

/// Where a text ends that is the same but for case.
fn folded(input: Input, (mut from, to): (usize, usize), mut at: usize, fold: Fold) -> Option<usize> {
    while from < to {
        let ((a, next), (b, after)) = (input.next(from)?, input.next(at)?);
        if fold.lower(a) != fold.lower(b) {
            return None;
        }
        (from, at) = (next, after);
    }
    Some(at)
}

fn is_at(input: Input, place: At, at: usize) -> bool {
    let end = input.text.len();
    let boundary = |unicode| {
        let word = |c: Option<u32>| c.is_some_and(|c| Category::Word.has(c, unicode));
        word(input.before(at)) != word(input.next(at).map(|(c, _)| c))
    };
    match place {
        At::Start | At::TextStart => at == 0,
        At::LineStart => at == 0 || input.text[at - 1] == b'\n',
        At::End => at == end || (at + 1 == end && input.text[at] == b'\n'),
        At::LineEnd => at == end || input.text[at] == b'\n',
        At::TextEnd => at == end,
        // In an empty text there is neither.
        _ if end == 0 => false,
        At::Boundary => boundary(true),
        At::NotBoundary => !boundary(true),
        At::AsciiBoundary => boundary(false),
        At::AsciiNotBoundary => !boundary(false),
    }
}
