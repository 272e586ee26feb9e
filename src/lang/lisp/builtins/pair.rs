//! Pairs and lists. Walks notice lists that bite their own tail.
use super::args::{arg, size, wrong};
use super::arith::{self, Outcome};
use super::number::checked;
use super::tower::arithmetic;
use crate::core::Prim;
use crate::heap::{Heap, HeapFull};
use crate::lang::lisp::messages::{self, noun};
use crate::object::map::{equal, same};
use crate::object::{Gc, Pair};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Who = &'static str;

/// The elements of a list. Ends at what is no pair, or when the list turns out
/// to be cyclic (Brent's method: a mark that is left behind at powers of two).
#[derive(Clone)]
pub struct Items {
    at: Value,
    mark: Value,
    left: usize,
    power: usize,
}

impl Items {
    /// The elements of what may be a list.
    pub fn of(list: Value) -> Items {
        Items { at: list, mark: Value::UNSET, left: 1, power: 1 }
    }
    /// Whether what was walked to its end is a proper list.
    pub fn proper(&self) -> bool {
        self.at == Value::NIL
    }
    /// How many elements were walked.
    pub fn walked(&self) -> usize {
        // The powers before the last one add up to one less than it.
        (self.power - 1).saturating_add(self.power - self.left)
    }
    /// The pair that comes next; cyclic lists end with `UNSET`.
    #[inline]
    fn next_pair(&mut self) -> Option<Gc<Pair>> {
        let p = self.at.as_pair()?;
        self.at = p.cdr.get();
        if self.at == self.mark {
            self.at = Value::UNSET;
        }
        self.left -= 1;
        if self.left == 0 {
            self.mark = self.at;
            self.power = self.power.saturating_mul(2);
            self.left = self.power;
        }
        Some(p)
    }
}

impl Iterator for Items {
    type Item = Value;
    #[inline]
    fn next(&mut self) -> Option<Value> {
        self.next_pair().map(|p| p.car.get())
    }
}

/// The number of elements, if it is a proper list.
pub fn list_len(v: Value) -> Option<usize> {
    let mut items = Items::of(v);
    let n = items.by_ref().count();
    items.proper().then_some(n)
}

/// A list that grows at its end.
#[derive(Default)]
pub struct ListBuilder {
    ends: Option<(Value, Gc<Pair>)>,
}

impl ListBuilder {
    /// Adds an element.
    #[inline]
    pub fn push(&mut self, heap: &mut Heap, v: Value) -> Result<(), HeapFull> {
        let cell = heap.pair(v, Value::NIL)?;
        let Some(p) = cell.as_pair() else { return Err(HeapFull) };
        let head = match self.ends {
            Some((head, last)) => {
                last.cdr.set(cell);
                head
            }
            None => cell,
        };
        self.ends = Some((head, p));
        Ok(())
    }
    /// The list, ending in `tail`.
    pub fn finish(self, tail: Value) -> Value {
        match self.ends {
            Some((head, last)) => {
                last.cdr.set(tail);
                head
            }
            None => tail,
        }
    }
}

/// A list of what an iterator gives.
pub fn collect(rt: &mut Runtime, items: impl Iterator<Item = Value>) -> Outcome {
    let mut list = ListBuilder::default();
    let mut count = 0;
    for v in items {
        list.push(&mut rt.heap, v)?;
        count += 1;
    }
    rt.heap.note_work(count);
    Ok(list.finish(Value::NIL))
}

/// Fails at once if that many pairs can never fit.
fn room_for(rt: &Runtime, pairs: usize) -> Result<(), HeapFull> {
    if pairs.saturating_mul(size_of::<Pair>()) > rt.heap.max() { Err(HeapFull) } else { Ok(()) }
}

super::args::primitives! {
    cons = Cons;
    car = Car;
    cdr = Cdr;
    set_car = SetCar;
    set_cdr = SetCdr;
    is_pair = IsPair;
    is_null = IsNull;
}

/// Goes along pairs by the letters of a name, the last one first.
#[inline]
fn path(rt: &Runtime, who: Who, letters: &[u8], v: Value) -> Outcome {
    letters.iter().rev().try_fold(v, |at, &letter| match at.as_pair() {
        Some(p) if letter == b'a' => Ok(p.car.get()),
        Some(p) => Ok(p.cdr.get()),
        None => Err(wrong(rt, who, noun::PAIR, at)),
    })
}
macro_rules! paths {
    ($($name:ident = $letters:literal;)*) => { $(
        pub fn $name(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
            path(rt, who, $letters, arg(a, 0))
        }
    )* };
}
paths! {
    caar = b"aa";
    cadr = b"ad";
    cdar = b"da";
    cddr = b"dd";
    caddr = b"add";
    cdddr = b"ddd";
    caaar = b"aaa";
    caadr = b"aad";
    cadar = b"ada";
    cdaar = b"daa";
    cdadr = b"dad";
    cddar = b"dda";
    caaaar = b"aaaa";
    caaadr = b"aaad";
    caadar = b"aada";
    caaddr = b"aadd";
    cadaar = b"adaa";
    cadadr = b"adad";
    caddar = b"adda";
    cdaaar = b"daaa";
    cdaadr = b"daad";
    cdadar = b"dada";
    cdaddr = b"dadd";
    cddaar = b"ddaa";
    cddadr = b"ddad";
    cdddar = b"ddda";
    cddddr = b"dddd";
    cadddr = b"addd";
    fifth = b"adddd";
}

pub fn list(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(rt.heap.list(a, Value::NIL)?)
}

pub fn cons_star(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    match a {
        [before @ .., last] => Ok(rt.heap.list(before, *last)?),
        [] => Ok(Value::NIL),
    }
}

/// Walks to the end of a list and counts that as work. False if it is no proper list.
fn walk(rt: &mut Runtime, items: &mut Items) -> bool {
    items.by_ref().for_each(drop);
    rt.heap.note_work(items.walked());
    items.proper()
}

pub fn length(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let mut items = Items::of(arg(a, 0));
    match walk(rt, &mut items) {
        true => Ok(Value::small(items.walked() as i64)),
        false => Err(wrong(rt, who, noun::LIST, arg(a, 0))),
    }
}

pub fn append(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let Some((&last, before)) = a.split_last() else { return Ok(Value::NIL) };
    let mut list = ListBuilder::default();
    for &part in before {
        copy_onto(rt, who, &mut list, part)?;
    }
    Ok(list.finish(last))
}

fn copy_onto(rt: &mut Runtime, who: Who, list: &mut ListBuilder, part: Value) -> Result<(), Fault> {
    let mut items = Items::of(part);
    for v in items.by_ref() {
        list.push(&mut rt.heap, v)?;
    }
    rt.heap.note_work(items.walked());
    if items.proper() { Ok(()) } else { Err(wrong(rt, who, noun::LIST, part)) }
}

pub fn reverse(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let mut items = Items::of(arg(a, 0));
    let mut list = Value::NIL;
    for v in items.by_ref() {
        list = rt.heap.pair(v, list)?;
    }
    rt.heap.note_work(items.walked());
    if items.proper() { Ok(list) } else { Err(wrong(rt, who, noun::LIST, arg(a, 0))) }
}

pub fn list_copy(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let mut items = Items::of(arg(a, 0));
    let mut list = ListBuilder::default();
    for v in items.by_ref() {
        list.push(&mut rt.heap, v)?;
    }
    rt.heap.note_work(items.walked());
    // What is no list is its own copy.
    if items.at == Value::UNSET { Err(wrong(rt, who, noun::LIST, arg(a, 0))) } else { Ok(list.finish(items.at)) }
}

pub fn list_set(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let (at, k) = tail(rt, who, arg(a, 0), arg(a, 1))?;
    match at.as_pair() {
        Some(p) => p.car.set(arg(a, 2)),
        None => return Err(messages::out_of_range(who, k, k as usize).into()),
    }
    Ok(Value::UNIT)
}

pub fn not_a_list(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let v = arg(a, 0);
    let Some(name) = v.as_sym() else { return Err(wrong(rt, who, noun::SYMBOL, v)) };
    Err(wrong(rt, rt.interner.name(name), noun::LIST, arg(a, 1)))
}

/// The list after its first `k` pairs. On a cyclic list whole turns are left out.
fn tail(rt: &mut Runtime, who: Who, list: Value, k: Value) -> Result<(Value, i64), Fault> {
    let Some(k) = k.as_int() else { return Err(wrong(rt, who, noun::INDEX, k)) };
    if k < 0 {
        let len = list_len(list).ok_or_else(|| wrong(rt, who, noun::LIST, list))?;
        return Err(messages::out_of_range(who, k, len).into());
    }
    let (mut at, mut mark, mut since, mut power) = (list, Value::UNSET, 0i64, 1i64);
    let mut left = k;
    while left > 0 {
        let Some(p) = at.as_pair() else {
            return Err(messages::out_of_range(who, k, (k - left) as usize).into());
        };
        at = p.cdr.get();
        left -= 1;
        since += 1;
        if at == mark {
            left %= since;
            mark = Value::UNSET;
        } else if since == power {
            (mark, since, power) = (at, 0, power.saturating_mul(2));
        }
    }
    rt.heap.note_work(k as usize);
    Ok((at, k))
}

pub fn list_tail(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    tail(rt, who, arg(a, 0), arg(a, 1)).map(|(at, _)| at)
}

pub fn list_ref(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let (at, k) = tail(rt, who, arg(a, 0), arg(a, 1))?;
    match at.as_pair() {
        Some(p) => Ok(p.car.get()),
        None => Err(messages::out_of_range(who, k, k as usize).into()),
    }
}

/// The first part of a list whose first element passes. The list is checked
/// only as far as it is looked at.
#[inline]
fn find(
    rt: &mut Runtime,
    who: Who,
    list: Value,
    mut test: impl FnMut(&Runtime, Value) -> Result<bool, Fault>,
) -> Result<Option<Gc<Pair>>, Fault> {
    let mut items = Items::of(list);
    while let Some(p) = items.next_pair() {
        if test(rt, p.car.get())? {
            rt.heap.note_work(items.walked());
            return Ok(Some(p));
        }
    }
    rt.heap.note_work(items.walked());
    if items.proper() { Ok(None) } else { Err(wrong(rt, who, noun::LIST, list)) }
}

#[inline]
fn mem(rt: &mut Runtime, who: Who, a: &[Value], eq: fn(Value, Value) -> bool) -> Outcome {
    let key = arg(a, 0);
    let found = find(rt, who, arg(a, 1), |_, v| Ok(eq(key, v)))?;
    Ok(found.map_or(Value::FALSE, Value::pair))
}
pub fn memq(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    mem(rt, who, a, same)
}
pub fn memv(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    mem(rt, who, a, same)
}
pub fn member(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    mem(rt, who, a, equal)
}

#[inline]
fn ass(rt: &mut Runtime, who: Who, a: &[Value], eq: fn(Value, Value) -> bool) -> Outcome {
    let key = arg(a, 0);
    let found = find(rt, who, arg(a, 1), |rt, v| match v.as_pair() {
        Some(p) => Ok(eq(key, p.car.get())),
        None => Err(wrong(rt, who, noun::PAIR, v)),
    })?;
    Ok(found.map_or(Value::FALSE, |p| p.car.get()))
}
pub fn assq(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    ass(rt, who, a, same)
}
pub fn assv(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    ass(rt, who, a, same)
}
pub fn assoc(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    ass(rt, who, a, equal)
}

pub fn is_list(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(walk(rt, &mut Items::of(arg(a, 0)))))
}

pub fn last_pair(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let list = arg(a, 0);
    let mut items = Items::of(list);
    let mut last = None;
    while let Some(p) = items.next_pair() {
        last = Some(p);
    }
    rt.heap.note_work(items.walked());
    match last {
        Some(_) if items.at == Value::UNSET => Err(wrong(rt, who, noun::LIST, list)),
        Some(p) => Ok(Value::pair(p)),
        None => Err(wrong(rt, who, noun::PAIR, list)),
    }
}

pub fn iota(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let n = size(rt, who, arg(a, 0))?;
    let start = checked(rt, who, a.get(1).copied().unwrap_or(Value::small(0)))?;
    let step = checked(rt, who, a.get(2).copied().unwrap_or(Value::small(1)))?;
    room_for(rt, n)?;
    let mut list = ListBuilder::default();
    for i in 0..n {
        let offset = arithmetic(rt, Prim::Mul, Value::small(i as i64), step)?;
        let v = arithmetic(rt, Prim::Add, start, offset)?;
        list.push(&mut rt.heap, v)?;
    }
    rt.heap.note_work(n);
    Ok(list.finish(Value::NIL))
}

pub fn make_list(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let n = size(rt, who, arg(a, 0))?;
    room_for(rt, n)?;
    let fill = a.get(1).copied().unwrap_or(Value::UNIT);
    let mut list = Value::NIL;
    for _ in 0..n {
        list = rt.heap.pair(fill, list)?;
    }
    rt.heap.note_work(n);
    Ok(list)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::lisp::builtins::testing::{call, check, limited, runtime, value};

    #[test]
    fn parts() {
        check(&[
            ("car", &["(1 2)"], "1"),
            ("rest", &["(1 2)"], "(2)"),
            ("first", &["()"], "type: car: expected a pair, got ()"),
            ("cadr", &["(1)"], "type: cadr: expected a pair, got ()"),
            ("second", &["(1)"], "type: second: expected a pair, got ()"),
            ("third", &["(1 2 3)"], "3"),
            ("cadddr", &["(1 2 3 4)"], "4"),
            ("cdddr", &["(1 2 3 4)"], "(4)"),
            ("cdar", &["((1 . 2))"], "2"),
            ("caar", &["5"], "type: caar: expected a pair, got 5"),
        ]);
    }

    #[test]
    fn building() {
        check(&[
            ("list", &[], "()"),
            ("list", &["1", "x"], "(1 x)"),
            ("cons*", &["1"], "1"),
            ("cons*", &["1", "2", "(3)"], "(1 2 3)"),
            ("append", &[], "()"),
            ("append", &["5"], "5"),
            ("append", &["(1)", "()", "(2 3)", "4"], "(1 2 3 . 4)"),
            ("append", &["(1 . 2)", "(3)"], "type: append: expected a list, got (1 . 2)"),
            ("reverse", &["(1 2 3)"], "(3 2 1)"),
            ("reverse", &["(1 2 . 3)"], "type: reverse: expected a list, got (1 2 . 3)"),
            ("list-copy", &["(1 2)"], "(1 2)"),
            ("iota", &["3"], "(0 1 2)"),
            ("iota", &["3", "1", "0.5"], "(1.0 1.5 2.0)"),
            ("iota", &["3", "0", "562949953421312"], "(0 562949953421312 1125899906842624)"),
            ("iota", &["0", "x"], "type: iota: expected a number, got x"),
            ("iota", &["-1"], "range: iota: size -1 is out of range"),
            ("iota", &["1000000000000"], "heap full"),
            ("make-list", &["2", "x"], "(x x)"),
            ("make-list", &["1000000000"], "heap full"),
            ("make-list", &["1.0"], "type: make-list: expected an index, got 1.0"),
        ]);
    }

    #[test]
    fn searching() {
        check(&[
            ("length", &["(1 2 3)"], "3"),
            ("length", &["(1 . 2)"], "type: length: expected a list, got (1 . 2)"),
            ("list-tail", &["(1 2 3)", "2"], "(3)"),
            ("list-tail", &["(1 2 3)", "3"], "()"),
            ("list-tail", &["(1 2 3)", "4"], "range: list-tail: index 4 is out of range for length 3"),
            ("list-tail", &["(1 2)", "-1"], "range: list-tail: index -1 is out of range for length 2"),
            ("list-ref", &["(1 2 3)", "1"], "2"),
            ("list-ref", &["(1 2 3)", "3"], "range: list-ref: index 3 is out of range for length 3"),
            ("memq", &["c", "(a b c d)"], "(c d)"),
            ("memq", &["(1)", "((1))"], "#f"),
            ("memv", &["1.5", "(1 1.5)"], "(1.5)"),
            ("member", &["(1)", "(0 (1) 2)"], "((1) 2)"),
            ("member", &["x", "(1 . 2)"], "type: member: expected a list, got (1 . 2)"),
            ("assq", &["b", "((a 1) (b 2))"], "(b 2)"),
            ("assv", &["z", "((a 1) (b 2))"], "#f"),
            ("assoc", &["\"a long key\"", "((x 1) (\"a long key\" 2))"], "(\"a long key\" 2)"),
            ("assq", &["b", "((a 1) 5)"], "type: assq: expected a pair, got 5"),
            ("list?", &["(1 2)"], "#t"),
            ("list?", &["(1 . 2)"], "#f"),
            ("last-pair", &["(1 2 . 3)"], "(2 . 3)"),
            ("last-pair", &["()"], "type: last-pair: expected a pair, got ()"),
        ]);
    }

    /// A list of `stem + turn` elements whose last pair leads back to element `stem`.
    fn cyclic(rt: &mut Runtime, stem: usize, turn: usize) -> Value {
        let items: Vec<Value> = (0..stem + turn).map(|i| Value::small(i as i64)).collect();
        let list = rt.heap.list(&items, Value::NIL).unwrap();
        let pair = |k: usize| (0..k).fold(list, |at, _| at.as_pair().unwrap().cdr.get()).as_pair().unwrap();
        pair(stem + turn - 1).cdr.set(Value::pair(pair(stem)));
        list
    }

    #[test]
    fn walks_end_on_cyclic_lists() {
        for (stem, turn) in [(0, 1), (0, 2), (1, 1), (3, 4), (7, 1), (100, 37)] {
            let rt = &mut runtime();
            let list = cyclic(rt, stem, turn);
            assert_eq!(list_len(list), None);
            assert_eq!(call(rt, "list?", &[list]), "#f");
            for name in ["length", "reverse", "list-copy", "last-pair", "list->vector", "list->string", "string-join"] {
                let text = call(rt, name, &[list]);
                assert!(text.starts_with(&format!("type: {name}: expected a list, got (0 ")), "{text}");
            }
            for name in ["memq", "member"] {
                let text = call(rt, name, &[Value::NIL, list]);
                assert!(text.starts_with(&format!("type: {name}: expected a list, got (0 ")), "{text}");
            }
            let text = call(rt, "append", &[list, list]);
            assert!(text.starts_with("type: append: expected a list, got (0 "), "{text}");
            for k in [0, stem, stem + turn, 1000, 1_000_000_007] {
                let want = if k < stem + turn { k } else { stem + (k - stem) % turn };
                assert_eq!(call(rt, "list-ref", &[list, Value::small(k as i64)]), want.to_string());
            }
        }
    }

    #[test]
    fn a_full_heap_is_noticed_while_building() {
        let rt = &mut limited(4 << 20);
        assert_eq!(call(rt, "iota", &[Value::small(250_000)]), "heap full");
        let list = value(rt, "iota", &[Value::small(150_000)]);
        for name in ["reverse", "list-copy", "list->vector"] {
            assert_eq!(call(rt, name, &[list]), "heap full", "{name}");
        }
        assert_eq!(call(rt, "length", &[list]), "150000");
    }
}
