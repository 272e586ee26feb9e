//! What the handlers leave of strings, of integers beside floats and of elements, without the
//! way through the dialect.
use super::super::Func;
use crate::core::Prim;
use crate::lang::Dialect;
use crate::lang::python::run::{put_plain, value_inside, value_of_plain};
use crate::object::{Compound, Dict, Gc, Instance, List, Sort, StrRef, Tuple};
use crate::value::{Value, bits};
use crate::vm::Vm;

/// Two strings joined, where `+` does that.
#[inline(never)]
pub(super) fn joined(vm: &mut Vm, fun: &Func, a: Value, b: Value) -> Option<Value> {
    if vm.rt.heap.gc_wanted || !fun.proto.swapped.is_empty() || !fun.dialect.operates_on_strings {
        return None;
    }
    let noted = vm.rt.heap.noted();
    let Ok(v) = vm.rt.heap.concat_two(a.as_str()?, b.as_str()?) else {
        vm.rt.heap.take_back(noted);
        return None;
    };
    vm.count_noted();
    Some(v)
}

/// Whether two strings are equal, where that is asked.
#[inline(always)]
pub(crate) fn equal_texts(dialect: &Dialect, prim: Prim, a: Value, b: Value) -> Option<bool> {
    if prim != Prim::NumEq || !dialect.operates_on_strings {
        return None;
    }
    // Short ones are in their values.
    if a.tag() == bits::TAG_STR && b.tag() == bits::TAG_STR {
        return Some(a == b);
    }
    let (x, y) = (a.as_str()?, b.as_str()?);
    Some(x.as_bytes() == y.as_bytes())
}

/// Integers beside floats, and quotients of integers, where these are floats. Small integers are
/// floats exactly.
#[inline(always)]
pub(crate) fn of_floats(dialect: &Dialect, prim: Prim, a: Value, b: Value) -> Option<Value> {
    let float = |v: Value| if v.is_int() { Some(bits::int(v.bits()) as f64) } else { v.as_float() };
    if !dialect.operates_on_strings || !a.is_int() && !b.is_int() || a.is_int() && b.is_int() && prim != Prim::Div {
        return None;
    }
    let (x, y) = (float(a)?, float(b)?);
    Some(match prim {
        Prim::Add => Value::float(x + y),
        Prim::Sub => Value::float(x - y),
        Prim::Mul => Value::float(x * y),
        Prim::Div if y != 0.0 => Value::float(x / y),
        Prim::Lt => Value::bool(x < y),
        Prim::Le => Value::bool(x <= y),
        Prim::Gt => Value::bool(x > y),
        Prim::Ge => Value::bool(x >= y),
        Prim::NumEq => Value::bool(x == y),
        _ => return None,
    })
}

/// An element by its number, counted from the end if it is negative: a character, or what
/// the handler leaves of lists and tuples. Or the value of a plain key.
#[inline(never)]
pub(super) fn element(vm: &mut Vm, fun: &Func, v: Value, at: Value) -> Option<Value> {
    if !fun.dialect.operates_on_strings {
        return None;
    }
    if let Some(d) = v.as_a::<Dict>() {
        return value_of_plain(&vm.rt, d, at);
    }
    if v.as_a::<Instance>().is_some() {
        return value_inside(&vm.rt, v, at);
    }
    let i = if at.is_int() { bits::int(at.bits()) } else { return None };
    let place = |len: usize| usize::try_from(if i < 0 { i + len as i64 } else { i }).ok().filter(|i| *i < len);
    if let Some(text) = v.as_str() {
        let from = place(text.char_count())?;
        let from = vm.rt.heap.byte_of(text, from);
        Some(character(vm, text, from)?.0)
    } else if let Some(l) = v.as_a::<List>() {
        l.get(place(l.count())?)
    } else {
        let t = v.as_a::<Tuple>()?;
        t.values().get(place(t.values().len())?).copied()
    }
}

/// Whether a string or what holds elements has any, where that is whether it counts as true.
pub(crate) fn has_elements(fun: &Func, v: Value) -> Option<bool> {
    if !fun.dialect.operates_on_strings {
        return None;
    }
    if v == Value::UNIT {
        return Some(false);
    }
    let list = || v.as_a::<List>().map(|l| l.count());
    let dict = || v.as_a::<Dict>().map(|d| d.count());
    let tuple = || v.as_a::<Tuple>().map(|t| t.values().len());
    let text = || v.as_str().map(|s| s.len());
    list().or_else(dict).or_else(tuple).or_else(text).map(|n| n > 0)
}

/// Sets the value of a key in a dictionary, if that is all there is to it.
#[inline(never)]
pub(crate) fn set_in_dict(vm: &mut Vm, fun: &Func, v: Value, key: Value, value: Value) -> bool {
    let Some(d) = v.as_a::<Dict>().filter(|_| !vm.rt.heap.gc_wanted && fun.dialect.operates_on_strings) else {
        return false;
    };
    put_plain(&mut vm.rt, d, key, value)
}

/// The character at a byte, if it fits in a value, and where the next one begins.
#[inline(always)]
fn character(vm: &Vm, text: StrRef, from: usize) -> Option<(Value, usize)> {
    let rest = text.as_bytes().get(from..)?;
    let first = *rest.first()?;
    let len = if first < 0x80 { 1 } else { text.get(from..)?.chars().next()?.len_utf8() };
    let short = vm.rt.heap.makes_short_strings();
    // SAFETY: a character is whole.
    let c = unsafe { std::str::from_utf8_unchecked(rest.get(..len)?) };
    short.then(|| Value::short_str(c)).flatten().map(|v| (v, from + len))
}

/// What an iterator over a list, a tuple or a range of small numbers gives next, if there is
/// something; it stays where it is.
#[inline(always)]
fn peek(it: Gc<Compound>) -> Option<Value> {
    match (it.sort(), it.items()) {
        (Sort::Iter, [source, place, ..]) => {
            let (source, at) = (source.get(), usize::try_from(place.get().as_int()?).ok()?);
            match source.as_a::<List>() {
                Some(l) => l.get(at),
                None => source.as_a::<Tuple>()?.items().get(at).map(|v| v.get()),
            }
        }
        (Sort::Counter, [next, _, left, ..]) => (left.get().as_int()? > 0).then(|| next.get()),
        _ => None,
    }
}

/// Has it go on.
#[inline(always)]
fn advance(it: Gc<Compound>) {
    let add = |i: usize, n: i64| it.items()[i].set(Value::small(bits::int(it.get(i).bits()) + n));
    match it.sort() {
        Sort::Counter => {
            add(0, bits::int(it.get(1).bits()));
            add(2, -1);
        }
        _ => add(1, 1),
    }
}

/// What `zip` of a few such iterators gives next, `enumerate` of one, or `reversed` of a list, if
/// there is something and memory for it.
#[inline(never)]
pub(crate) fn next_of_many(vm: &mut Vm, iterator: Value) -> Option<Value> {
    const MOST: usize = 4;
    let it = iterator.as_a::<Compound>()?;
    let inner = |i: usize| it.get(i).as_a::<Compound>();
    let (mut values, mut count) = ([Value::UNIT; MOST], 2);
    match it.sort() {
        Sort::Zip => {
            count = it.items().len();
            for (i, v) in values.get_mut(..count)?.iter_mut().enumerate() {
                *v = peek(inner(i)?)?;
            }
            // Two may be the same one.
            if (1..count).any(|i| (0..i).any(|k| it.get(k) == it.get(i))) {
                return None;
            }
        }
        Sort::Enumerate => (values[0], values[1]) = (it.get(1), peek(inner(0)?)?),
        Sort::Reversed => {
            let at = it.get(1).as_int()? - 1;
            let v = it.get(0).as_a::<List>()?.get(usize::try_from(at).ok()?)?;
            it.items()[1].set(Value::small(at));
            return Some(v);
        }
        _ => return None,
    }
    let after = if it.sort() == Sort::Enumerate { it.get(1).as_int()? + 1 } else { 0 };
    if vm.rt.heap.gc_wanted || !bits::fits(after) {
        return None;
    }
    let tuple = vm.rt.heap.tuple(&values[..count]).ok()?;
    match it.sort() {
        Sort::Zip => (0..count).filter_map(inner).for_each(advance),
        _ => {
            it.items()[1].set(Value::small(after));
            inner(0).into_iter().for_each(advance);
        }
    }
    Some(tuple)
}

/// What comes next in a string or dictionary that is gone through, if that is what an iterator
/// does and there is something.
#[inline(always)]
pub(crate) fn next_of_text_or_dict(vm: &mut Vm, iterator: Value) -> Option<Value> {
    let it: Gc<Compound> = iterator.as_a::<Compound>().filter(|it| it.sort() == Sort::Iter)?;
    let (source, at) = (it.get(0), usize::try_from(it.get(1).as_int()?).ok()?);
    if let Some(text) = source.as_str() {
        let (c, next) = character(vm, text, at)?;
        it.items()[1].set(Value::small(next as i64));
        return Some(c);
    }
    let view = source.as_a::<Compound>();
    let dict = view.map_or(source, |v| v.get(0)).as_a::<Dict>()?;
    let left = it.items().get(3)?;
    if it.get(2) != Value::small(dict.count() as i64) || left.get() == Value::small(0) {
        return None;
    }
    let (next, key, value) = dict.entry_from(at)?;
    let found = match view.map(|v| v.sort()) {
        None | Some(Sort::Keys) => key,
        Some(Sort::Values) => value,
        Some(Sort::Items) if !vm.rt.heap.gc_wanted => vm.rt.heap.tuple(&[key, value]).ok()?,
        _ => return None,
    };
    it.items()[1].set(Value::small(next as i64));
    left.set(Value::small(left.get().as_int()? - 1));
    Some(found)
}
