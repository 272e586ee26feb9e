//! `re`: patterns by their texts, and searches. A search does so much at once and then
//! gives the number under which it goes on, so that the VM can stop it in between.
use super::super::super::lib::re::{self, Error, Found, Halt, Mode, Pattern, Scan, Source, Template};
use super::super::class::{plain, type_name};
use super::super::methods::sequences::make_bytes;
use super::super::natives::{no_bytes, no_integer};
use super::super::values::int;
use super::super::{compare, raise};
use crate::number::Int;
use crate::object::StrRef;
use crate::runtime::{Fault, Runtime};
use crate::value::Value;
use rustc_hash::FxHashMap;
use std::rc::Rc;

type Outcome = Result<Value, Fault>;

/// Steps that one call may take.
const STEPS: i64 = 1 << 15;
/// Compiled patterns that are kept, and how large they may be together.
const MOST_PATTERNS: usize = 512;
const MOST_SIZE: usize = 1 << 16;
/// Bytes of a part of a pattern, about.
const PART: usize = 32;
/// Searches that may be under way; more are only left by programs that were stopped.
const MOST_SEARCHES: usize = 64;

/// A pattern: whether it is text, its text, and flags.
type Key = (bool, Box<[u8]>, u32);

/// What the module has in a VM.
#[derive(Default)]
pub struct Regexes {
    compiled: FxHashMap<Key, Rc<Pattern>>,
    size: usize,
    searches: Vec<(i64, Search)>,
    next: i64,
}

impl Regexes {
    /// What must stay alive.
    pub fn roots(&self) -> impl Iterator<Item = Value> {
        self.searches.iter().map(|s| s.1.text)
    }
}

/// What is wanted of the matches.
enum Goal {
    /// Where the first is, or nothing.
    One,
    /// Where all are.
    Spans,
    /// Their texts or those of their groups.
    Texts,
    /// What is between them, and the groups.
    Pieces,
    /// The whole with these in their places, and how many there were.
    Replaced(Template),
}

struct Search {
    pattern: Rc<Pattern>,
    scan: Scan,
    mode: Mode,
    goal: Goal,
    most: usize,
    text: Value,
    found: Vec<Found>,
    over: bool,
}

/// What is searched, or the text of a pattern.
enum Subject {
    Text(StrRef),
    Bytes(Vec<u8>),
}

impl Subject {
    fn of(rt: &Runtime, v: Value) -> Option<Subject> {
        let v = plain(rt, v);
        v.as_str().map(Subject::Text).or_else(|| compare::bytes(v).map(Subject::Bytes))
    }
    fn source(&self) -> Source<'_> {
        match self {
            Subject::Text(text) => Source::Text(text),
            Subject::Bytes(bytes) => Source::Bytes(bytes),
        }
    }
    fn data(&self) -> &[u8] {
        match self {
            Subject::Text(text) => text.as_bytes(),
            Subject::Bytes(bytes) => bytes,
        }
    }
    fn is_text(&self) -> bool {
        matches!(self, Subject::Text(_))
    }
    /// The byte at a place, which may be any number.
    fn place(&self, rt: &mut Runtime, v: Value) -> Result<usize, Fault> {
        let at = match int(v) {
            Some(Int::Small(i)) => i.max(0) as usize,
            Some(i) => {
                if i.is_negative() {
                    0
                } else {
                    usize::MAX
                }
            }
            None => return no_integer(rt, v),
        };
        Ok(match self {
            Subject::Text(text) => rt.heap.byte_of(*text, at),
            Subject::Bytes(bytes) => at.min(bytes.len()),
        })
    }
    fn part(&self, rt: &mut Runtime, (from, to): (usize, usize)) -> Outcome {
        let data = self.data().get(from..to).unwrap_or_default();
        self.made(rt, data)
    }
    fn made(&self, rt: &mut Runtime, data: &[u8]) -> Outcome {
        match self {
            Subject::Text(_) => Ok(rt.heap.string(std::str::from_utf8(data).unwrap_or_default())?),
            Subject::Bytes(_) => make_bytes(rt, data, false),
        }
    }
}

/// Bytes to characters, from the last place on.
struct Places<'a> {
    data: &'a [u8],
    by_byte: bool,
    byte: usize,
    char: usize,
}

impl<'a> Places<'a> {
    fn new(text: &'a Subject) -> Places<'a> {
        let by_byte = !matches!(text, Subject::Text(s) if !s.all_ascii());
        Places { data: text.data(), by_byte, byte: 0, char: 0 }
    }
    fn char_at(&mut self, byte: usize) -> usize {
        if self.by_byte {
            return byte;
        }
        let begins = |part: &[u8]| part.iter().filter(|b| **b & 0xC0 != 0x80).count();
        match byte >= self.byte {
            true => self.char += begins(&self.data[self.byte..byte]),
            false => self.char -= begins(&self.data[byte..self.byte]),
        }
        self.byte = byte;
        self.char
    }
}

fn regexes(rt: &mut Runtime) -> &mut Regexes {
    &mut rt.python.as_mut().expect("a program of Python is loaded").regexes
}

/// What is wrong with a pattern: message, place, line and column.
fn flaw(rt: &mut Runtime, error: Error) -> Outcome {
    match error {
        Error::Raise(r) => Err(r.into()),
        Error::Flaw(flaw) => {
            let message = rt.heap.string(&flaw.message)?;
            let place = flaw.place.map(|p| [p.0, p.1, p.2].map(|n| Value::small(n as i64)));
            let [at, line, column] = place.unwrap_or([Value::UNIT; 3]);
            Ok(rt.heap.tuple(&[message, at, line, column])?)
        }
    }
}

/// A compiled pattern; the inner error is one of the pattern's.
fn pattern(rt: &mut Runtime, source: Value, flags: Value) -> Result<Result<Rc<Pattern>, Error>, Fault> {
    let Some(source) = Subject::of(rt, source) else {
        return raise("TypeError", "first argument must be string or compiled pattern");
    };
    let flags = flags.as_int().unwrap_or(0) as u32;
    let key = (source.is_text(), source.data().into(), flags);
    if let Some(known) = regexes(rt).compiled.get(&key) {
        return Ok(Ok(known.clone()));
    }
    rt.heap.note_work(source.data().len());
    let made = match Pattern::compile(source.source(), flags) {
        Ok(made) => Rc::new(made),
        Err(e) => return Ok(Err(e)),
    };
    let size = made.size();
    if size <= MOST_SIZE {
        rt.heap.charge(size * PART)?;
        let all = regexes(rt);
        let mut gone = 0;
        if all.compiled.len() >= MOST_PATTERNS || all.size + size > MOST_SIZE {
            all.compiled.clear();
            gone = std::mem::take(&mut all.size);
        }
        // Programs that search know the flags that it has got.
        let has = (key.0, key.1.clone(), made.flags);
        all.compiled.insert(key, made.clone());
        all.compiled.insert(has, made.clone());
        all.size += size;
        rt.heap.discharge(gone * PART);
    }
    Ok(Ok(made))
}

/// Flags, number of groups and names of a pattern, or what is wrong with it.
pub fn compile(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let made = match pattern(rt, args[0], args[1])? {
        Ok(made) => made,
        Err(e) => return flaw(rt, e),
    };
    let names = rt.heap.dict()?;
    for (name, group) in &made.names {
        let name = rt.heap.string(name)?;
        super::super::dict::put(rt, names, name, Value::small(*group as i64))?;
    }
    let parts = [Value::small(made.flags as i64), Value::small(made.groups as i64), Value::obj(names)];
    Ok(rt.heap.tuple(&parts)?)
}

/// Begins a search: pattern, flags, text, goal, how many matches at most, start, end, and
/// what to put in their places. Gives what was wanted, or the number of the search.
pub fn find(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Ok(pattern) = pattern(rt, args[0], args[1])? else { return raise("ValueError", "not a pattern") };
    let Some(text) = Subject::of(rt, args[2]) else {
        return no_bytes(rt, args[2], "expected string or bytes-like object, got");
    };
    match (pattern.is_bytes(), text.is_text()) {
        (true, true) => return raise("TypeError", "cannot use a bytes pattern on a string-like object"),
        (false, false) => return raise("TypeError", "cannot use a string pattern on a bytes-like object"),
        _ => {}
    }
    let (mode, goal) = match args[3].as_int() {
        Some(0) => (Mode::Match, Goal::One),
        Some(1) => (Mode::Full, Goal::One),
        Some(2) => (Mode::Search, Goal::One),
        Some(3) => (Mode::Search, Goal::Spans),
        Some(4) => (Mode::Search, Goal::Texts),
        Some(5) => (Mode::Search, Goal::Pieces),
        _ => {
            let Some(with) = Subject::of(rt, args[7]) else {
                let name = type_name(rt, args[7]);
                return raise("TypeError", format!("decoding to str: need a bytes-like object, {name} found"));
            };
            if with.is_text() != text.is_text() {
                let (wanted, got) = if text.is_text() { ("str", "bytes") } else { ("a bytes-like object", "str") };
                let wanted = if text.is_text() { format!("{wanted} instance") } else { wanted.into() };
                return raise("TypeError", format!("sequence item 0: expected {wanted}, {got} found"));
            }
            match Template::parse(with.source(), &pattern) {
                Ok(template) => (Mode::Search, Goal::Replaced(template)),
                Err(e) => return flaw(rt, e),
            }
        }
    };
    let most = args[4].as_int().filter(|&n| n > 0).map_or(usize::MAX, |n| n as usize);
    let (from, to) = (text.place(rt, args[5])?, text.place(rt, args[6])?);
    let scan = Scan::new(&pattern, from, to, rt.heap.max() / 4);
    let mut search = Search { pattern, scan, mode, goal, most, text: args[2], found: vec![], over: false };
    search.go_on(rt, &text)?;
    if search.over {
        return search.result(rt, &text);
    }
    let all = regexes(rt);
    if all.searches.len() >= MOST_SEARCHES {
        all.searches.remove(0);
    }
    all.next += 1;
    let number = all.next;
    all.searches.push((number, search));
    Ok(Value::small(number))
}

/// Goes on with a search.
pub fn more(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let all = regexes(rt);
    let Some(at) = all.searches.iter().position(|s| Some(s.0) == args[0].as_int()) else {
        return raise("RuntimeError", "the search was given up");
    };
    let (number, mut search) = all.searches.remove(at);
    let Some(text) = Subject::of(rt, search.text) else { return Ok(Value::UNIT) };
    if !search.over {
        search.go_on(rt, &text)?;
    }
    let result = match search.over {
        true => search.result(rt, &text),
        false => Ok(args[0]),
    };
    // Without room for the result it is asked for again.
    if !search.over || matches!(result, Err(Fault::HeapFull)) {
        regexes(rt).searches.push((number, search));
    }
    result
}

impl Search {
    fn go_on(&mut self, rt: &mut Runtime, text: &Subject) -> Result<(), Fault> {
        let mut fuel = STEPS;
        while fuel > 0 && !self.over {
            match self.scan.next(&self.pattern, text.data(), self.mode, &mut fuel) {
                Ok(Some(found)) => {
                    fuel -= 1;
                    self.found.push(found);
                    self.over = matches!(self.goal, Goal::One) || self.found.len() >= self.most;
                }
                Ok(None) => self.over = true,
                Err(Halt::Fuel) => break,
                Err(Halt::Memory) => return raise("MemoryError", ""),
            }
        }
        rt.heap.note_work((STEPS - fuel) as usize);
        let one = size_of::<Found>() + (self.pattern.groups + 1) * size_of::<Option<(usize, usize)>>();
        if self.found.len() > rt.heap.max() / one {
            return raise("MemoryError", "");
        }
        Ok(())
    }

    fn result(&self, rt: &mut Runtime, text: &Subject) -> Outcome {
        let mut places = Places::new(text);
        match &self.goal {
            Goal::One => match self.found.first() {
                Some(found) => spans(rt, &mut places, found),
                None => Ok(Value::UNIT),
            },
            Goal::Spans => {
                let all = self.found.iter().map(|f| spans(rt, &mut places, f)).collect::<Result<Vec<_>, _>>()?;
                Ok(rt.heap.list_of(&all)?)
            }
            Goal::Texts => {
                let mut all = Vec::with_capacity(self.found.len());
                for f in &self.found {
                    all.push(match &f.spans[..] {
                        [whole] => text.part(rt, whole.unwrap_or_default())?,
                        [_, one] => text.part(rt, one.unwrap_or_default())?,
                        [_, groups @ ..] => {
                            let parts: Result<Vec<_>, _> =
                                groups.iter().map(|g| text.part(rt, g.unwrap_or_default())).collect();
                            rt.heap.tuple(&parts?)?
                        }
                        [] => Value::UNIT,
                    });
                }
                Ok(rt.heap.list_of(&all)?)
            }
            Goal::Pieces => {
                let mut all = vec![];
                let mut last = 0;
                for f in &self.found {
                    let (start, end) = f.span();
                    all.push(text.part(rt, (last, start))?);
                    for group in &f.spans[1..] {
                        all.push(group.map_or(Ok(Value::UNIT), |g| text.part(rt, g))?);
                    }
                    last = end;
                }
                all.push(text.part(rt, (last, text.data().len()))?);
                Ok(rt.heap.list_of(&all)?)
            }
            Goal::Replaced(template) => {
                let mut out = vec![];
                let mut last = 0;
                for f in &self.found {
                    let (start, end) = f.span();
                    out.extend(&text.data()[last..start]);
                    template.expand(text.data(), f, &mut out);
                    last = end;
                    rt.heap.foresee(out.len() as u64)?;
                }
                out.extend(&text.data()[last..]);
                let done = text.made(rt, &out)?;
                Ok(rt.heap.tuple(&[done, Value::small(self.found.len() as i64)])?)
            }
        }
    }
}

/// Where a match and its groups begin and end, -1 for groups that took no part, and the
/// group that ended last.
fn spans(rt: &mut Runtime, places: &mut Places, found: &Found) -> Outcome {
    let mut all = Vec::with_capacity(found.spans.len() * 2 + 1);
    for span in &found.spans {
        let ends = span.map_or([-1, -1], |(from, to)| [places.char_at(from) as i64, places.char_at(to) as i64]);
        all.extend(ends.map(Value::small));
    }
    all.push(found.last_group.map_or(Value::UNIT, |g| Value::small(g as i64)));
    Ok(rt.heap.tuple(&all)?)
}

/// What a template gives for a match: pattern, flags, template, text, and where it is.
pub fn expand(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Ok(pattern) = pattern(rt, args[0], args[1])? else { return raise("ValueError", "not a pattern") };
    let (Some(with), Some(text)) = (Subject::of(rt, args[2]), Subject::of(rt, args[3])) else {
        let name = type_name(rt, args[2]);
        return raise("TypeError", format!("decoding to str: need a bytes-like object, {name} found"));
    };
    let template = match Template::parse(with.source(), &pattern) {
        Ok(template) => template,
        Err(e) => return flaw(rt, e),
    };
    let places = super::super::methods::list::elements(args[4]);
    let mut found = Found { spans: vec![], last_group: None };
    for ends in places.chunks_exact(2) {
        let taken = ends[0].as_int().is_some_and(|i| i >= 0);
        found.spans.push(match taken {
            true => Some((text.place(rt, ends[0])?, text.place(rt, ends[1])?)),
            false => None,
        });
    }
    let mut out = vec![];
    template.expand(text.data(), &found, &mut out);
    text.made(rt, &out)
}

/// `escape`.
pub fn escape(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    match Subject::of(rt, args[0]) {
        Some(Subject::Text(text)) => Ok(rt.heap.string(&re::escape(&text))?),
        Some(Subject::Bytes(bytes)) => make_bytes(rt, &re::escape_bytes(&bytes), false),
        None => {
            let name = type_name(rt, args[0]);
            raise("TypeError", format!("decoding to str: need a bytes-like object, {name} found"))
        }
    }
}

/// `repr` of a pattern: that of its text, flags, and whether it is text.
pub fn show(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let text = args[0].as_str();
    let flags = args[1].as_int().unwrap_or(0) as u32;
    let shown = re::show(text.as_deref().unwrap_or(""), flags, args[2] == Value::TRUE);
    Ok(rt.heap.string(&shown)?)
}
