//! From the tree of a pattern to its program.
use super::parse::Parsed;
use super::program::{At, Bytes, Fold, Greed, Inst, Loop, MAX_REPEAT, Member, One, Program, Repeat, Set, others};
use super::syntax::{Item, Sequence};
use super::{Error, Flags, Flaw, Wrong};

pub(super) fn compile(parsed: &Parsed, is_text: bool) -> Result<Program, Wrong> {
    let program = Program {
        insts: vec![],
        literals: vec![],
        sets: vec![],
        repeats: vec![],
        loops: vec![],
        slots: 2 * parsed.groups + 1,
        groups: parsed.groups,
        anchored: false,
        prefix: vec![],
        first: None,
        run: None,
        bytes: !is_text,
    };
    let mut compiler = Compiler { program };
    compiler.sequence(&parsed.body, parsed.flags)?;
    compiler.emit(Inst::Match);
    let mut program = compiler.program;
    for at in 0..program.insts.len() {
        let Inst::Repeat(index) = program.insts[at] else { continue };
        let follow = first(&program, at + 1);
        let own = program.begins(program.repeats[index as usize].one);
        let repeat = &mut program.repeats[index as usize];
        // What follows cannot stand where another round could: trying fewer
        // rounds is no use.
        if repeat.greed == Greed::Greedy && follow.is_some_and(|follow| !own.meets(&follow, is_text)) {
            repeat.greed = Greed::Possessive;
        }
        repeat.follow = follow;
    }
    let leading = program.insts.iter().find(|inst| !matches!(inst, Inst::Save(_)));
    if let Some(&Inst::Repeat(index)) = leading
        && !program.insts.iter().any(|i| matches!(i, Inst::Group(_) | Inst::GroupFolded(..) | Inst::IfGroup(..)))
    {
        let Repeat { one, min, max, greed, .. } = program.repeats[index as usize];
        let all_of_it = greed == Greed::Possessive || (min == 0 && matches!(one, One::Any | One::NotNewline));
        program.run = Some(one).filter(|_| max == MAX_REPEAT && all_of_it);
    }
    match leading {
        Some(Inst::At(At::TextStart)) => program.anchored = true,
        Some(&Inst::Text(at, length)) => {
            program.prefix = program.literals[at as usize..(at + length) as usize].to_vec();
        }
        Some(&Inst::One(One::Char(c))) => program.prefix = program.encoded(c),
        _ => program.first = first(&program, 0),
    }
    Ok(program)
}

/// How many sets are compared with a new one.
const NEAR: usize = 32;

struct Compiler {
    program: Program,
}

impl Compiler {
    fn here(&self) -> u32 {
        self.program.insts.len() as u32
    }
    fn emit(&mut self, inst: Inst) -> usize {
        self.program.insts.push(inst);
        self.program.insts.len() - 1
    }
    /// Makes what was emitted lead to here.
    fn land(&mut self, at: usize) {
        let here = self.here();
        match &mut self.program.insts[at] {
            Inst::Split(to)
            | Inst::SplitAway(to)
            | Inst::Jump(to)
            | Inst::LookBegin(_, to)
            | Inst::NotBegin(_, to)
            | Inst::IfGroup(_, to) => *to = here,
            Inst::Loop(index) | Inst::LazyLoop(index) => self.program.loops[*index as usize].exit = here,
            _ => (),
        }
    }
    /// So many fresh places of memory.
    fn slots(&mut self, count: usize) -> u32 {
        self.program.slots += count;
        (self.program.slots - count) as u32
    }
    fn set(&mut self, members: &[Member], negated: bool, flags: u32) -> One {
        let set = Set::new(members, negated, flags);
        // Not all are looked through: there may be very many.
        let from = self.program.sets.len().saturating_sub(NEAR);
        let known = self.program.sets[from..].iter().position(|s| *s == set);
        let index = known.map_or(self.program.sets.len(), |at| from + at);
        if known.is_none() {
            self.program.sets.push(set);
        }
        One::Set(index as u32)
    }

    /// The test that an item is, if it is one.
    fn one(&mut self, item: &Item, flags: u32) -> Option<One> {
        let fold = Fold::of(flags);
        Some(match item {
            Item::Char(c) | Item::NotChar(c) => {
                let negated = matches!(item, Item::NotChar(_));
                let lower = fold.lower(*c);
                let usual = char::from_u32(*c).is_some();
                match fold.is_cased(*c) {
                    false if usual && negated => One::NotChar(*c),
                    false if usual => One::Char(*c),
                    true if !negated && (fold == Fold::Ascii || others(lower).next().is_none()) => One::Folded(lower),
                    _ => self.set(&[Member::Range(*c, *c)], negated, flags),
                }
            }
            Item::Any if flags & Flags::DOTALL != 0 => One::Any,
            Item::Any => One::NotNewline,
            Item::Set { members, negated } => self.set(members, *negated, flags),
            Item::Group { index: None, add, remove, body } => match &body.items[..] {
                [item] => return self.one(item, combined(flags, *add, *remove)),
                _ => return None,
            },
            _ => return None,
        })
    }

    fn sequence(&mut self, sequence: &Sequence, flags: u32) -> Result<(), Wrong> {
        let items = &sequence.items;
        let mut i = 0;
        while i < items.len() {
            let literal = self.program.literals.len();
            let first = i;
            while let Some(item @ Item::Char(_)) = items.get(i) {
                let Some(One::Char(c)) = self.one(item, flags) else { break };
                let encoded = self.program.encoded(c);
                self.program.literals.extend(encoded);
                i += 1;
            }
            if i - first >= 2 {
                let length = self.program.literals.len() - literal;
                self.emit(Inst::Text(literal as u32, length as u32));
                continue;
            }
            self.program.literals.truncate(literal);
            i = first + 1;
            self.item(&items[first], flags)?;
        }
        Ok(())
    }

    fn item(&mut self, item: &Item, flags: u32) -> Result<(), Wrong> {
        if let Some(one) = self.one(item, flags) {
            self.emit(Inst::One(one));
            return Ok(());
        }
        match item {
            Item::At(at) => {
                self.emit(Inst::At(at_by(*at, flags)));
            }
            Item::Branch(all) => {
                let mut ends = vec![];
                for (i, sequence) in all.iter().enumerate() {
                    let last = i + 1 == all.len();
                    let split = if last { None } else { Some(self.emit(Inst::Split(0))) };
                    self.sequence(sequence, flags)?;
                    if let Some(split) = split {
                        ends.push(self.emit(Inst::Jump(0)));
                        self.land(split);
                    }
                }
                ends.into_iter().for_each(|end| self.land(end));
            }
            Item::Group { index, add, remove, body } => {
                let mark = |index: &usize| 2 * (*index as u32 - 1);
                if let Some(index) = index {
                    self.emit(Inst::Save(mark(index)));
                }
                self.sequence(body, combined(flags, *add, *remove))?;
                if let Some(index) = index {
                    self.emit(Inst::Save(mark(index) + 1));
                }
            }
            Item::Atomic(body) => {
                let slot = self.slots(1);
                self.emit(Inst::AtomicBegin(slot));
                self.sequence(body, flags)?;
                self.emit(Inst::AtomicEnd(slot));
            }
            Item::Repeat { greed, min, max, body } => self.repeat(*greed, (*min, *max), body, flags)?,
            Item::Reference { group, .. } => {
                self.emit(match Fold::of(flags) {
                    Fold::Not => Inst::Group(*group as u32),
                    fold => Inst::GroupFolded(*group as u32, fold),
                });
            }
            Item::Conditional { group, yes, no } => {
                let test = self.emit(Inst::IfGroup(*group as u32, 0));
                self.sequence(yes, flags)?;
                match no {
                    Some(no) => {
                        let jump = self.emit(Inst::Jump(0));
                        self.land(test);
                        self.sequence(no, flags)?;
                        self.land(jump);
                    }
                    None => self.land(test),
                }
            }
            Item::Look { behind, negated, body } => {
                let slot = self.slots(2);
                let begin = self.emit(match negated {
                    true => Inst::NotBegin(slot, 0),
                    false => Inst::LookBegin(slot, 0),
                });
                if *behind {
                    let (low, high) = body.width;
                    if low != high {
                        return Err(Error::flaw(Flaw::new("look-behind requires fixed-width pattern")));
                    }
                    let Ok(count) = u32::try_from(low) else {
                        return Err(Error::flaw(Flaw::new("looks too much behind")));
                    };
                    self.emit(Inst::Back(count));
                }
                self.sequence(body, flags)?;
                self.emit(if *negated { Inst::NotEnd(slot) } else { Inst::LookEnd(slot) });
                self.land(begin);
            }
            Item::Char(_) | Item::NotChar(_) | Item::Any | Item::Set { .. } => (),
        }
        Ok(())
    }

    fn repeat(&mut self, greed: Greed, (min, max): (u32, u32), body: &Sequence, flags: u32) -> Result<(), Wrong> {
        if flags & Flags::TEMPLATE != 0 {
            let name = match greed {
                Greed::Greedy => "MAX_REPEAT",
                Greed::Lazy => "MIN_REPEAT",
                Greed::Possessive => "POSSESSIVE_REPEAT",
            };
            return Err(Error::flaw(Flaw::new(&format!("internal: unsupported template operator {name}"))));
        }
        if let [item] = &body.items[..]
            && let Some(one) = self.one(item, flags)
        {
            self.program.repeats.push(Repeat { one, min, max, greed, follow: None });
            let index = self.program.repeats.len() as u32 - 1;
            self.emit(Inst::Repeat(index));
            return Ok(());
        }
        if greed == Greed::Possessive {
            // Each round is atomic too: a round that fails does not lead back
            // into the one before.
            let (outer, inner) = (self.slots(1), self.slots(1));
            self.emit(Inst::AtomicBegin(outer));
            let (begin, index) = self.begin_loop(min, max);
            self.emit(Inst::Loop(index));
            self.emit(Inst::AtomicBegin(inner));
            self.sequence(body, flags)?;
            self.emit(Inst::AtomicEnd(inner));
            self.emit(Inst::Jump(begin));
            self.land(begin as usize);
            self.emit(Inst::AtomicEnd(outer));
            return Ok(());
        }
        let greedy = greed == Greed::Greedy;
        let split = if greedy { Inst::Split(0) } else { Inst::SplitAway(0) };
        match (min, max) {
            (0, 1) => {
                let split = self.emit(split);
                self.sequence(body, flags)?;
                self.land(split);
            }
            // Rounds that are never empty need not be watched.
            (0, MAX_REPEAT) if body.width.0 > 0 => {
                let split = self.emit(split);
                self.sequence(body, flags)?;
                self.emit(Inst::Jump(split as u32));
                self.land(split);
            }
            (1, MAX_REPEAT) if body.width.0 > 0 => {
                let begin = self.here();
                self.sequence(body, flags)?;
                self.emit(if greedy { Inst::SplitAway(begin) } else { Inst::Split(begin) });
            }
            _ => {
                let (begin, index) = self.begin_loop(min, max);
                match greedy {
                    true => self.emit(Inst::Loop(index)),
                    false => {
                        self.emit(Inst::LazyLoop(index));
                        self.emit(Inst::LazyRound(index))
                    }
                };
                self.sequence(body, flags)?;
                self.emit(Inst::Jump(begin));
                self.land(begin as usize);
            }
        }
        Ok(())
    }

    /// Where the loop's own instruction is to stand, and the number of the loop.
    fn begin_loop(&mut self, min: u32, max: u32) -> (u32, u32) {
        let slot = self.slots(2);
        self.emit(Inst::LoopInit(slot));
        self.program.loops.push(Loop { slot, min, max, exit: 0 });
        (self.here(), self.program.loops.len() as u32 - 1)
    }
}

fn combined(flags: u32, add: u32, remove: u32) -> u32 {
    const TYPES: u32 = Flags::ASCII | Flags::LOCALE | Flags::UNICODE;
    let flags = if add & TYPES != 0 { flags & !TYPES } else { flags };
    (flags | add) & !remove
}

fn at_by(at: At, flags: u32) -> At {
    let lines = flags & Flags::MULTILINE != 0;
    let unicode = flags & Flags::UNICODE != 0;
    match at {
        At::Start if lines => At::LineStart,
        At::Start => At::TextStart,
        At::End if lines => At::LineEnd,
        At::Boundary if !unicode => At::AsciiBoundary,
        At::NotBoundary if !unicode => At::AsciiNotBoundary,
        at => at,
    }
}

/// How many instructions are looked at to tell what comes next.
const FAR: usize = 64;

/// The bytes one of which comes next at an instruction, if that can be told.
fn first(program: &Program, at: usize) -> Option<Bytes> {
    let mut bytes = Bytes::default();
    let mut seen = vec![];
    let mut left = vec![at];
    while let Some(at) = left.pop() {
        if seen.contains(&at) {
            continue;
        }
        if seen.len() == FAR {
            return None;
        }
        seen.push(at);
        let next = at + 1;
        match program.insts[at] {
            Inst::One(one) => bytes.join(&program.begins(one)),
            Inst::Text(at, length) => {
                let text = program.literals.get(at as usize..(at + length) as usize).unwrap_or_default();
                let c = match std::str::from_utf8(text) {
                    Ok(text) if !program.bytes => text.chars().next().map_or(0, |c| c as u32),
                    _ => text.first().copied().unwrap_or(0) as u32,
                };
                bytes.join(&program.begins(One::Char(c)));
            }
            Inst::Repeat(index) => {
                let repeat = &program.repeats[index as usize];
                bytes.join(&program.begins(repeat.one));
                if repeat.min == 0 {
                    left.push(next);
                }
            }
            Inst::Split(to) | Inst::SplitAway(to) | Inst::IfGroup(_, to) => left.extend([next, to as usize]),
            Inst::Jump(to) | Inst::LookBegin(_, to) | Inst::NotBegin(_, to) => left.push(to as usize),
            Inst::Loop(index) | Inst::LazyLoop(index) => {
                left.extend([next, program.loops[index as usize].exit as usize]);
            }
            Inst::At(_)
            | Inst::Save(_)
            | Inst::LoopInit(_)
            | Inst::LazyRound(_)
            | Inst::AtomicBegin(_)
            | Inst::AtomicEnd(_) => left.push(next),
            _ => return None,
        }
    }
    Some(bytes)
}
