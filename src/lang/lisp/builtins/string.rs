//! Symbols and strings. Strings are indexed by code point; those that are ASCII
//! only, which is nearly all, without a search.
//!
//! What R7RS calls newly allocated can be changed. Literals, names of symbols,
//! texts of numbers and what words beyond R7RS give cannot: those strings are
//! values like numbers.
use super::args::{arg, character, range, size, string as text, wrong};
use super::arith::{Outcome, index as place};
use super::pair::{Items, ListBuilder, collect};
use crate::heap::Mutability;
use crate::lang::lisp::messages::{self, noun};
use crate::lang::lisp::print::{self, Style};
use crate::object::{Gc, Str, StrRef};
use crate::platform;
use crate::runtime::{Fault, Runtime};
use crate::syntax::Sym;
use crate::syntax::letters::fold;
use crate::syntax::text::{Finder, cut};
use crate::value::Value;
use std::ops::Range;

type Who = &'static str;

pub fn is_symbol(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(arg(a, 0).as_sym().is_some()))
}

pub fn symbol_eq(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    match a.iter().find(|v| v.as_sym().is_none()) {
        Some(&v) => Err(wrong(rt, who, noun::SYMBOL, v)),
        None => Ok(Value::bool(a.windows(2).all(|w| w[0] == w[1]))),
    }
}

pub fn symbol_to_string(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    match arg(a, 0).as_sym() {
        Some(s) => Ok(rt.heap.string(rt.interner.name(s))?),
        None => Err(wrong(rt, who, noun::SYMBOL, arg(a, 0))),
    }
}

/// The symbol of a name. Names are kept for ever, so a new one is charged.
fn intern(rt: &mut Runtime, name: &str) -> Result<Sym, Fault> {
    if let Some(s) = rt.interner.lookup(name) {
        return Ok(s);
    }
    let before = rt.interner.bytes();
    rt.heap.keep(name.len() + 64)?;
    let s = rt.interner.intern(name);
    debug_assert_eq!(rt.interner.bytes() - before, name.len() + 64);
    Ok(s)
}

pub fn string_to_symbol(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let name = text(rt, who, arg(a, 0))?;
    intern(rt, &name).map(Value::sym)
}

pub fn gensym(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    let stem = match a.first() {
        Some(&v) => print::text(rt, v, Style::Display)?,
        None => "g".to_string(),
    };
    loop {
        let name = format!("{stem}{}", rt.next_gensym);
        if rt.interner.lookup(&name).is_none() {
            let s = intern(rt, &name)?;
            rt.next_gensym = rt.next_gensym.wrapping_add(1);
            return Ok(Value::sym(s));
        }
        rt.next_gensym = rt.next_gensym.wrapping_add(1);
    }
}

pub fn is_string(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(arg(a, 0).is_str()))
}

pub fn length(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    Ok(Value::small(text(rt, who, arg(a, 0))?.char_count() as i64))
}

pub fn get(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let s = text(rt, who, arg(a, 0))?;
    let k = place(rt, who, arg(a, 1), s.char_count())?;
    let at = rt.heap.byte_of(s, k);
    let c = if s.all_ascii() { s.as_bytes().get(at).map(|&b| b as char) } else { cut(&s, at..s.len()).chars().next() };
    Ok(c.map_or(Value::UNIT, Value::char))
}

/// The string and the bytes of the characters from an optional start to an
/// optional end. `bounds`: what follows the string among the arguments.
pub fn part(rt: &mut Runtime, who: Who, v: Value, bounds: &[Value]) -> Result<(StrRef, Range<usize>), Fault> {
    let s = text(rt, who, v)?;
    let (start, end) = range(rt, who, bounds, s.char_count())?;
    let from = rt.heap.byte_of(s, start);
    Ok((s, from..rt.heap.byte_of(s, end)))
}

/// The same with the string first among the arguments.
pub fn first_part(rt: &mut Runtime, who: Who, a: &[Value]) -> Result<(StrRef, Range<usize>), Fault> {
    part(rt, who, arg(a, 0), a.get(1..).unwrap_or(&[]))
}

pub fn substring(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let (s, part) = first_part(rt, who, a)?;
    Ok(rt.heap.fresh_string(cut(&s, part))?)
}

pub fn make_string(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let n = size(rt, who, arg(a, 0))?;
    let c = a.get(1).map_or(Ok(' '), |&v| character(rt, who, v))?;
    if n.saturating_mul(c.len_utf8()) > rt.heap.max() {
        return Err(Fault::HeapFull);
    }
    let chunk: String = std::iter::repeat_n(c, n.min(256)).collect();
    let rest = n % 256 * c.len_utf8();
    Ok(rt.heap.string_with(|add| {
        (0..n / 256).for_each(|_| add(&chunk));
        add(chunk.get(..rest).unwrap_or(""));
    })?)
}

/// A string of characters that were checked.
pub fn of_chars(rt: &mut Runtime, chars: impl Iterator<Item = Value> + Clone) -> Outcome {
    Ok(rt.heap.string_with(|add| {
        for c in chars.clone() {
            add(c.as_char().unwrap_or('\u{FFFD}').encode_utf8(&mut [0; 4]));
        }
    })?)
}

pub fn string(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    for &v in a {
        character(rt, who, v)?;
    }
    of_chars(rt, a.iter().copied())
}

pub fn from_list(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let list = arg(a, 0);
    let items = proper(rt, who, list)?;
    for v in items.clone() {
        character(rt, who, v)?;
    }
    of_chars(rt, items)
}

/// The elements of what is checked to be a proper list.
fn proper(rt: &Runtime, who: Who, list: Value) -> Result<Items, Fault> {
    let mut walk = Items::of(list);
    walk.by_ref().for_each(drop);
    if walk.proper() { Ok(Items::of(list)) } else { Err(wrong(rt, who, noun::LIST, list)) }
}

pub fn append(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    for &v in a {
        if !v.is_str() {
            return Err(wrong(rt, who, noun::STRING, v));
        }
    }
    join_all(rt, a, Mutability::Mutable)
}

fn join_all(rt: &mut Runtime, parts: &[Value], kind: Mutability) -> Outcome {
    Ok(rt.heap.concat(&|take| parts.iter().filter_map(|v| v.as_str()).for_each(take), kind)?)
}

/// A string that may be changed.
fn changeable(rt: &Runtime, who: Who, v: Value) -> Result<Gc<Str>, Fault> {
    match text(rt, who, v)? {
        StrRef::Long(s) if s.is_mutable() => Ok(s),
        _ => Err(messages::unchangeable(who).into()),
    }
}

pub fn set(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let s = changeable(rt, who, arg(a, 0))?;
    let k = place(rt, who, arg(a, 1), s.chars.get() as usize)?;
    let c = character(rt, who, arg(a, 2))?;
    let from = rt.heap.byte_of(StrRef::Long(s), k);
    let old = cut(s.text(), from..s.text().len()).chars().next().map_or(0, char::len_utf8);
    rt.heap.replace(s, from..from + old, c.encode_utf8(&mut [0; 4]))?;
    Ok(Value::UNIT)
}

pub fn fill(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let s = changeable(rt, who, arg(a, 0))?;
    let c = character(rt, who, arg(a, 1))?;
    let (_, part) = part(rt, who, arg(a, 0), a.get(2..).unwrap_or(&[]))?;
    let chars = cut(s.text(), part.clone()).chars().count();
    if chars.saturating_mul(c.len_utf8()) > rt.heap.max() {
        return Err(Fault::HeapFull);
    }
    rt.heap.note_work(s.text().len() / BYTES);
    let with: String = std::iter::repeat_n(c, chars).collect();
    rt.heap.replace(s, part, &with)?;
    Ok(Value::UNIT)
}

pub fn copy_into(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let to = changeable(rt, who, arg(a, 0))?;
    let at = arg(a, 1).as_int().ok_or_else(|| wrong(rt, who, noun::INDEX, arg(a, 1)))?;
    let (from, part) = part(rt, who, arg(a, 2), a.get(3..).unwrap_or(&[]))?;
    let with = cut(&from, part);
    let chars = with.chars().count();
    let len = to.chars.get() as usize;
    let Some(start) = usize::try_from(at).ok().filter(|at| at.saturating_add(chars) <= len) else {
        return Err(messages::bad_range(who, at, at.saturating_add(chars as i64), len).into());
    };
    rt.heap.note_work((with.len() + to.text().len()) / BYTES);
    let whole = StrRef::Long(to);
    let part = rt.heap.byte_of(whole, start)..rt.heap.byte_of(whole, start + chars);
    match from {
        // Parts of one string may overlap.
        StrRef::Long(from) if from == to => rt.heap.replace(to, part, &String::from(with))?,
        _ => rt.heap.replace(to, part, with)?,
    }
    Ok(Value::UNIT)
}

/// Bytes of text that are gone through as fast as an element of a list.
const BYTES: usize = 8;

/// Whether each string relates to the next. All are looked at.
#[inline]
fn chain(rt: &mut Runtime, who: Who, a: &[Value], test: fn(&str, &str) -> bool) -> Outcome {
    let mut last = text(rt, who, arg(a, 0))?;
    let mut all = true;
    for &v in a.iter().skip(1) {
        let next = text(rt, who, v)?;
        rt.heap.note_work(last.len().min(next.len()) / BYTES);
        all = all && test(&last, &next);
        last = next;
    }
    Ok(Value::bool(all))
}
macro_rules! comparisons {
    ($($name:ident = $test:expr;)*) => { $(
        pub fn $name(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
            chain(rt, who, a, $test)
        }
    )* };
}
// UTF-8 sorts like the code points it encodes.
comparisons! {
    eq = |x, y| x == y;
    lt = |x, y| x < y;
    gt = |x, y| x > y;
    le = |x, y| x <= y;
    ge = |x, y| x >= y;
    eq_ci = |x, y| fold(x) == fold(y);
    lt_ci = |x, y| fold(x) < fold(y);
    gt_ci = |x, y| fold(x) > fold(y);
    le_ci = |x, y| fold(x) <= fold(y);
    ge_ci = |x, y| fold(x) >= fold(y);
}

pub fn to_list(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let (s, part) = first_part(rt, who, a)?;
    collect(rt, cut(&s, part).chars().map(Value::char))
}

pub fn to_vector(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let (s, part) = first_part(rt, who, a)?;
    let chars = cut(&s, part).chars();
    let v = rt.heap.vector(chars.clone().count(), Value::UNIT)?;
    v.items().iter().zip(chars).for_each(|(slot, c)| slot.set(Value::char(c)));
    Ok(Value::obj(v))
}

pub fn upcase(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let s = text(rt, who, arg(a, 0))?;
    Ok(rt.heap.fresh_string(&platform::upper(&s))?)
}
pub fn downcase(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let s = text(rt, who, arg(a, 0))?;
    Ok(rt.heap.fresh_string(&platform::lower(&s))?)
}
pub fn foldcase(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let s = text(rt, who, arg(a, 0))?;
    Ok(rt.heap.fresh_string(&fold(&s))?)
}

/// The number of the character that begins at a byte, or false.
fn position(s: &StrRef, at: Option<usize>) -> Value {
    let Some(at) = at else { return Value::FALSE };
    let k = if s.all_ascii() { at } else { s.get(..at).map_or(0, |before| before.chars().count()) };
    Value::small(k as i64)
}
pub fn contains(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let (s, part) = (text(rt, who, arg(a, 0))?, text(rt, who, arg(a, 1))?);
    rt.heap.note_work((s.len() + part.len()) / BYTES);
    Ok(position(&s, Finder::new(&part).find(&s, 0)))
}
pub fn index(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let s = text(rt, who, arg(a, 0))?;
    let c = character(rt, who, arg(a, 1))?;
    rt.heap.note_work(s.len() / BYTES);
    Ok(position(&s, s.find(c)))
}

fn collect_strings<'s>(rt: &mut Runtime, parts: impl Iterator<Item = &'s str>) -> Outcome {
    let mut list = ListBuilder::default();
    for part in parts {
        let part = rt.heap.string(part)?;
        list.push(&mut rt.heap, part)?;
    }
    Ok(list.finish(Value::NIL))
}

pub fn split(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let s = text(rt, who, arg(a, 0))?;
    let Some(&separator) = a.get(1) else { return collect_strings(rt, s.split_whitespace()) };
    if let Some(c) = separator.as_char() {
        return collect_strings(rt, s.split(c));
    }
    match separator.as_str() {
        // Between nothing stands every character.
        Some(by) if by.is_empty() => {
            let mut rest = &*s;
            collect_strings(
                rt,
                std::iter::from_fn(|| {
                    let (c, after) = rest.split_at_checked(rest.chars().next()?.len_utf8())?;
                    rest = after;
                    Some(c)
                }),
            )
        }
        Some(by) => {
            let finder = Finder::new(&by);
            let mut start = Some(0);
            collect_strings(
                rt,
                std::iter::from_fn(|| {
                    let from = start?;
                    let end = finder.find(&s, from);
                    start = end.map(|end| end + by.len());
                    s.get(from..end.unwrap_or(s.len()))
                }),
            )
        }
        None => Err(wrong(rt, who, noun::CHAR_OR_STRING, separator)),
    }
}

pub fn join(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let items = proper(rt, who, arg(a, 0))?;
    let separator = a.get(1).map(|&v| text(rt, who, v)).transpose()?;
    for v in items.clone() {
        text(rt, who, v)?;
    }
    let separator = separator.or(Value::short_str(" ").and_then(Value::as_str));
    let each = |take: &mut dyn FnMut(StrRef)| {
        for (i, s) in items.clone().filter_map(Value::as_str).enumerate() {
            if let Some(separator) = separator.filter(|_| i > 0) {
                take(separator);
            }
            take(s);
        }
    };
    Ok(rt.heap.concat(&each, Mutability::Fixed)?)
}

pub fn trim(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let s = text(rt, who, arg(a, 0))?;
    let trimmed = s.trim();
    let whole = trimmed.len() == s.len() && !s.is_mutable();
    if whole { Ok(arg(a, 0)) } else { Ok(rt.heap.string(trimmed)?) }
}

pub fn str(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    if a.iter().all(|v| v.is_str()) {
        return join_all(rt, a, Mutability::Fixed);
    }
    let mut out = String::new();
    for &v in a {
        print::append(rt, &mut out, v, Style::Display)?;
    }
    Ok(rt.heap.string(&out)?)
}

#[cfg(test)]
mod tests {
    use crate::lang::lisp::builtins::testing::{call, check, limited, runtime};
    use crate::value::Value;

    #[test]
    fn symbols() {
        check(&[
            ("symbol?", &["x"], "#t"),
            ("symbol->string", &["|a b|"], "\"a b\""),
            ("symbol->string", &["1"], "type: symbol->string: expected a symbol, got 1"),
            ("string->symbol", &["\"a b\""], "|a b|"),
            ("gensym", &[], "g1"),
            ("gensym", &["\"tmp\""], "tmp1"),
        ]);
        let rt = &mut runtime();
        rt.interner.intern("g1");
        assert_eq!(call(rt, "gensym", &[]), "g2");
        assert_eq!(call(rt, "gensym", &[]), "g3");
    }

    #[test]
    fn new_symbols_count_against_the_limit() {
        let rt = &mut limited(1 << 20);
        let mut outcome = String::new();
        for i in 0..100_000 {
            let name = rt.heap.string(&format!("s{i}")).unwrap();
            outcome = call(rt, "string->symbol", &[name]);
            if outcome == "heap full" {
                break;
            }
        }
        assert_eq!(outcome, "heap full");
        let known = rt.heap.string("s0").unwrap();
        assert_eq!(call(rt, "string->symbol", &[known]), "s0");
    }

    #[test]
    fn indices_count_characters() {
        check(&[
            ("string-length", &["\"\""], "0"),
            ("string-length", &["\"日本\""], "2"),
            ("string-length", &["\"日本語の文\""], "5"),
            ("string-length", &["\"plain ascii\""], "11"),
            ("string-ref", &["\"日本語の文\"", "4"], "#\\文"),
            ("string-ref", &["\"plain ascii\"", "6"], "#\\a"),
            ("string-ref", &["\"aé\"", "1"], "#\\é"),
            ("string-ref", &["\"aé\"", "2"], "range: string-ref: index 2 is out of range for length 2"),
            ("string-ref", &["\"aé\"", "x"], "type: string-ref: expected an index, got x"),
            ("substring", &["\"日本語の文\"", "1", "3"], "\"本語\""),
            ("substring", &["\"日本語の文\"", "1"], "\"本語の文\""),
            ("substring", &["\"abc\"", "2", "9"], "range: substring: range 2 to 9 is out of range for length 3"),
            ("substring", &["\"abc\"", "2", "1"], "range: substring: range 2 to 1 is out of range for length 3"),
            ("substring", &["\"abc\"", "3"], "\"\""),
            ("string-copy", &["\"abc\""], "\"abc\""),
            ("string-copy", &["\"abc\"", "4"], "range: string-copy: range 4 to 3 is out of range for length 3"),
            ("string->list", &["\"aéz\"", "1"], "(#\\é #\\z)"),
            ("string->vector", &["\"aéz\"", "0", "2"], "#(#\\a #\\é)"),
            ("string-contains", &["\"日本語の文\"", "\"の\""], "3"),
            ("string-contains", &["\"abc\"", "\"\""], "0"),
            ("string-contains", &["\"abc\"", "\"x\""], "#f"),
            ("string-index", &["\"日本語\"", "#\\語"], "2"),
            ("string-index", &["\"abc\"", "#\\x"], "#f"),
        ]);
    }

    #[test]
    fn making() {
        check(&[
            ("make-string", &["3", "#\\é"], "\"ééé\""),
            ("make-string", &["2"], "\"  \""),
            ("make-string", &["-1"], "range: make-string: size -1 is out of range"),
            ("make-string", &["1000000000000"], "heap full"),
            ("make-string", &["3", "3"], "type: make-string: expected a character, got 3"),
            ("string", &["#\\a", "#\\λ"], "\"aλ\""),
            ("string", &["#\\a", "\"b\""], "type: string: expected a character, got \"b\""),
            ("list->string", &["(#\\a #\\b)"], "\"ab\""),
            ("list->string", &["(#\\a b)"], "type: list->string: expected a character, got b"),
            ("list->string", &["(1 . 2)"], "type: list->string: expected a list, got (1 . 2)"),
            ("string-append", &[], "\"\""),
            ("string-append", &["\"foo\"", "\"-\"", "\"日本\""], "\"foo-日本\""),
            ("string-append", &["\"foo\"", "x"], "type: string-append: expected a string, got x"),
            ("str", &["1", "\" \"", "(a \"b\" #\\c)", "2.0"], "\"1 (a b c)2.0\""),
            ("str", &["\"ab\"", "\"cd\""], "\"abcd\""),
        ]);
        let rt = &mut runtime();
        for n in [0usize, 1, 255, 256, 257, 1000] {
            let s = call(rt, "make-string", &[Value::small(n as i64), Value::char('日')]);
            assert_eq!(s, format!("\"{}\"", "日".repeat(n)));
        }
    }

    #[test]
    fn comparing() {
        check(&[
            ("string=?", &["\"abc\"", "\"abc\"", "\"abc\""], "#t"),
            ("string<?", &["\"a\"", "\"b\"", "\"ab\""], "#f"),
            ("string<?", &["\"z\"", "\"é\""], "#t"),
            ("string>=?", &["\"b\"", "\"b\""], "#t"),
            ("string=?", &["\"a\"", "\"b\"", "x"], "type: string=?: expected a string, got x"),
        ]);
    }

    #[test]
    fn cutting_and_joining() {
        check(&[
            ("string-split", &["\"  a b  c \""], "(\"a\" \"b\" \"c\")"),
            ("string-split", &["\"a,b,,c\"", "#\\,"], "(\"a\" \"b\" \"\" \"c\")"),
            ("string-split", &["\"a::b::\"", "\"::\""], "(\"a\" \"b\" \"\")"),
            ("string-split", &["\"aé\"", "\"\""], "(\"a\" \"é\")"),
            ("string-split", &["\"\"", "\"\""], "()"),
            ("string-split", &["\"\""], "()"),
            ("string-split", &["\"a\"", "1"], "type: string-split: expected a character or a string, got 1"),
            ("string-join", &["(\"a\" \"b\" \"c\")"], "\"a b c\""),
            ("string-join", &["(\"a\" \"b\")", "\", \""], "\"a, b\""),
            ("string-join", &["()"], "\"\""),
            ("string-join", &["(\"a\" b)"], "type: string-join: expected a string, got b"),
            ("string-join", &["(\"a\")", "#\\,"], "type: string-join: expected a string, got #\\,"),
            ("string-trim", &["\" a b\\n\""], "\"a b\""),
            ("string-upcase", &["\"straße\""], "\"STRASSE\""),
            ("string-downcase", &["\"ÄB\""], "\"äb\""),
        ]);
    }
}
