//! Equality, order and hashes. What needs functions of the program is theirs.
use super::class::{class_of, compared_as, is_compared_by_identity, lookup_own};
use super::values::{float_of, int};
use super::world::{Own, world};
use super::{call, operators, raise};
use crate::core::Prim;
use crate::number::Int;
use crate::object::{Bytes, Compound, Dict, Gc, Instance, List, Set, Sort, StrRef, Tuple, kept};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;
use std::cmp::Ordering;

/// How deep values may be nested that are compared here.
const MOST_DEPTH: usize = 200;
/// The same of what is ordered, where each level asks for one element only.
const MOST_ORDERED: usize = 1000;

/// Whether two values are the same object, or numbers of the same kind and value.
pub fn is(a: Value, b: Value) -> bool {
    crate::object::map::same(a, b)
}

/// Why equality was not found here.
enum Stop {
    /// A function of the program must say.
    Ask,
    Fault(Fault),
}

impl From<Fault> for Stop {
    fn from(f: Fault) -> Stop {
        Stop::Fault(f)
    }
}

/// Whether two values are equal.
pub fn equal(rt: &Runtime, a: Value, b: Value) -> Result<bool, Fault> {
    match equal_at(rt, a, b, 0) {
        Ok(same) => Ok(same),
        Err(Stop::Ask) => call(world(rt).own(Own::Equal), &[a, b]),
        Err(Stop::Fault(f)) => Err(f),
    }
}

/// What `==` gives: of instances it may be anything.
pub fn equality(rt: &mut Runtime, a: Value, b: Value) -> Result<Value, Fault> {
    match equal_at(rt, a, b, 0) {
        Ok(same) => Ok(Value::bool(same)),
        Err(Stop::Ask) => operators::equal(rt, a, b),
        Err(Stop::Fault(f)) => Err(f),
    }
}

/// The same for keys, which are the same if they are one object; `None` if a function
/// of the program must say.
pub fn same_key(rt: &Runtime, a: Value, b: Value) -> Result<bool, Asks> {
    if is(a, b) {
        return Ok(true);
    }
    equal_at(rt, a, b, 0).map_err(|_| Asks)
}

/// That a function of the program must say whether two keys are equal.
pub struct Asks;

/// Whether a value's class says itself what equals it.
pub fn has_equal(rt: &Runtime, v: Value) -> bool {
    v.as_a::<Instance>().is_some()
        && (super::class::payload(rt, v).is_some() || lookup_own(rt, class_of(rt, v), world(rt).names.eq).is_some())
}

/// Whether two values are the same object, if that decides whether they are equal: one is an
/// instance, the other as well or `None`, and no class says more.
pub fn identical(rt: &Runtime, a: Value, b: Value) -> Option<bool> {
    let decides = |v: Value| v == Value::UNIT || v.as_a::<Instance>().is_some_and(|o| is_compared_by_identity(rt, o));
    let instance = a.as_a::<Instance>().is_some() || b.as_a::<Instance>().is_some();
    (instance && decides(a) && decides(b)).then_some(a == b)
}

/// The same of elements, which equal themselves.
#[inline(always)]
fn equal_elements(rt: &Runtime, a: Value, b: Value, depth: usize) -> Result<bool, Stop> {
    if a == b || (a.is_int() && b.is_int()) {
        return Ok(a == b);
    }
    Ok(is(a, b) || equal_at(rt, a, b, depth)?)
}

fn equal_tuples(rt: &Runtime, a: Gc<Tuple>, b: Gc<Tuple>, depth: usize) -> Result<bool, Stop> {
    if a.values().len() != b.values().len() {
        return Ok(false);
    }
    for (&x, &y) in a.values().iter().zip(b.values()) {
        if !equal_elements(rt, x, y, depth + 1)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn equal_at(rt: &Runtime, a: Value, b: Value, depth: usize) -> Result<bool, Stop> {
    if a.is_int() && b.is_int() {
        return Ok(a == b);
    }
    if let (Some(x), Some(y), true) = (a.as_a::<Tuple>(), b.as_a::<Tuple>(), depth <= MOST_DEPTH) {
        return equal_tuples(rt, x, y, depth);
    }
    if let (Some(x), Some(y)) = (a.as_str(), b.as_str()) {
        return Ok(*x == *y);
    }
    if let Some(same) = identical(rt, a, b) {
        return Ok(same);
    }
    if (a.as_a::<Instance>().is_some() || b.as_a::<Instance>().is_some())
        && let (Some(x), Some(y)) = (compared_as(rt, a), compared_as(rt, b))
    {
        if depth >= MOST_DEPTH {
            // The prelude goes deeper.
            return Err(Stop::Ask);
        }
        return equal_at(rt, x, y, depth);
    }
    if let Some(order) = order_numbers(a, b) {
        return Ok(order == Some(Ordering::Equal));
    }
    if let Some(same) = super::complex::equal(a, b) {
        return Ok(same);
    }
    if depth > MOST_DEPTH {
        return too_deep().map_err(Stop::Fault);
    }
    let element = |x: Value, y: Value| equal_elements(rt, x, y, depth + 1);
    if let (Some(x), Some(y)) = (a.as_a::<List>(), b.as_a::<List>()) {
        if x.count() != y.count() {
            return Ok(false);
        }
        for i in 0..x.count() {
            let (Some(x), Some(y)) = (x.get(i), y.get(i)) else { return Ok(false) };
            if !element(x, y)? {
                return Ok(false);
            }
        }
        return Ok(true);
    }
    if let (Some(x), Some(y)) = (a.as_a::<Dict>(), b.as_a::<Dict>()) {
        if x.count() != y.count() {
            return Ok(false);
        }
        for (key, hash, value) in x.hashed() {
            let same = |k: Value| element(k, key);
            let Some(at) = y.find(hash, same)? else { return Ok(false) };
            if !element(value, y.value(at))? {
                return Ok(false);
            }
        }
        return Ok(true);
    }
    if let (Some(x), Some(y)) = (a.as_a::<Set>(), b.as_a::<Set>()) {
        return Ok(x.count() == y.count() && is_subset(rt, x, y)?);
    }
    if let (Some(x), Some(y)) = (bytes(a), bytes(b)) {
        return Ok(x == y);
    }
    if let (Some(x), Some(y)) = (a.as_a::<Compound>(), b.as_a::<Compound>())
        && x.sort() == y.sort()
    {
        match x.sort() {
            Sort::Range => return Ok(super::range::equal(x, y)),
            Sort::Slice => {
                for (x, y) in x.items().iter().zip(y.items()) {
                    if !element(x.get(), y.get())? {
                        return Ok(false);
                    }
                }
                return Ok(true);
            }
            Sort::Method => return Ok(is(x.get(0), y.get(0)) && is(x.get(1), y.get(1))),
            Sort::Keys | Sort::Items => return Err(Stop::Ask),
            _ => {}
        }
    }
    if has_equal(rt, a) || has_equal(rt, b) {
        return Err(Stop::Ask);
    }
    let view = |v: Value| v.as_a::<Compound>().is_some_and(|c| matches!(c.sort(), Sort::Keys | Sort::Items));
    if view(a) || view(b) {
        return Err(Stop::Ask);
    }
    Ok(is(a, b))
}

fn too_deep<T>() -> Result<T, Fault> {
    raise("RecursionError", "maximum recursion depth exceeded in comparison")
}

fn is_subset(rt: &Runtime, x: Gc<Set>, y: Gc<Set>) -> Result<bool, Stop> {
    for (hash, key) in x.hashed() {
        let found = super::dict::element_of(rt, y, hash, key).map_err(|_| Stop::Ask)?;
        if found.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The bytes of a value of either class of bytes.
pub fn bytes(v: Value) -> Option<Vec<u8>> {
    let c = v.as_a::<Compound>()?;
    let n = match c.sort() {
        Sort::Bytes => usize::MAX,
        Sort::ByteArray => super::methods::bytes::count(c),
        _ => return None,
    };
    Some(c.get(0).as_a::<Bytes>()?.bytes().iter().take(n).map(|b| b.get()).collect())
}

/// Whether two numbers are equal.
pub fn is_number(a: Value, b: Value) -> bool {
    order_numbers(a, b) == Some(Some(Ordering::Equal))
}

/// The order of two numbers, `Some(None)` if one of them is no number to compare with.
fn order_numbers(a: Value, b: Value) -> Option<Option<Ordering>> {
    if let (Some(x), Some(y)) = (a.as_int(), b.as_int()) {
        return Some(Some(x.cmp(&y)));
    }
    match (int(a), int(b), float_of(a), float_of(b)) {
        (Some(x), Some(y), ..) => Some(Some(x.order(&y))),
        (.., Some(x), Some(y)) => Some(x.partial_cmp(&y)),
        (Some(x), _, _, Some(y)) => Some(order_mixed(&x, y)),
        (_, Some(y), Some(x), _) => Some(order_mixed(&y, x).map(Ordering::reverse)),
        _ => None,
    }
}

/// An integer beside a float, exactly.
fn order_mixed(i: &Int, f: f64) -> Option<Ordering> {
    if f.is_nan() {
        return None;
    }
    if f.is_infinite() {
        return Some(if f > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    let whole = f.trunc();
    let by_whole = i.order(&Int::from_float(whole));
    let by_rest = 0.0f64.partial_cmp(&(f - whole));
    Some(if by_whole == Ordering::Equal { by_rest.unwrap_or(Ordering::Equal) } else { by_whole })
}

/// Whether `a sign b` holds, for the four orderings.
pub fn ordered(rt: &Runtime, sign: &'static str, a: Value, b: Value) -> Result<bool, Fault> {
    ordered_at(rt, sign, a, b, 0)
}

fn ordered_at(rt: &Runtime, sign: &'static str, a: Value, b: Value, depth: usize) -> Result<bool, Fault> {
    if depth > MOST_ORDERED {
        return too_deep();
    }
    let holds = |o: Option<Ordering>| match sign {
        "<" => o == Some(Ordering::Less),
        "<=" => matches!(o, Some(Ordering::Less | Ordering::Equal)),
        ">" => o == Some(Ordering::Greater),
        _ => matches!(o, Some(Ordering::Greater | Ordering::Equal)),
    };
    if a.as_a::<Tuple>().is_none() {
        if let Some(order) = order_numbers(a, b) {
            return Ok(holds(order));
        }
        if let (Some(x), Some(y)) = (a.as_str(), b.as_str()) {
            return Ok(holds(Some(x.cmp(&*y))));
        }
    }
    let count = |v: Value| match (v.as_a::<List>(), v.as_a::<Tuple>()) {
        (Some(l), _) => Some((l.count(), true)),
        (_, Some(t)) => Some((t.values().len(), false)),
        _ => None,
    };
    let item = |v: Value, i: usize| match v.as_a::<Tuple>() {
        Some(t) => t.values()[i],
        None => v.as_a::<List>().and_then(|l| l.get(i)).unwrap_or(Value::UNIT),
    };
    if let (Some((m, list)), Some((n, other))) = (count(a), count(b))
        && list == other
    {
        for i in 0..m.min(n) {
            let (x, y) = (item(a, i), item(b, i));
            match equal_elements(rt, x, y, 0) {
                Ok(true) => {}
                Ok(false) => {
                    let mine = |v: Value| v.as_a::<Instance>().is_some();
                    if !mine(x) && !mine(y) {
                        return ordered_at(rt, sign, x, y, depth + 1);
                    }
                    return of_builtins(rt, sign, x, y, depth + 1).unwrap_or_else(|| ask(rt, sign, a, b));
                }
                Err(Stop::Ask) => return ask(rt, sign, a, b),
                Err(Stop::Fault(f)) => return Err(f),
            }
        }
        return Ok(holds(Some(m.cmp(&n))));
    }
    if let (Some(x), Some(y)) = (a.as_a::<Set>(), b.as_a::<Set>()) {
        let subset = |x: Gc<Set>, y: Gc<Set>, strict: bool| {
            Ok::<bool, Stop>((!strict || x.count() < y.count()) && is_subset(rt, x, y)?)
        };
        let found = match sign {
            "<" => subset(x, y, true),
            "<=" => subset(x, y, false),
            ">" => subset(y, x, true),
            _ => subset(y, x, false),
        };
        return match found {
            Ok(holds) => Ok(holds),
            Err(Stop::Ask) => ask(rt, sign, a, b),
            Err(Stop::Fault(f)) => Err(f),
        };
    }
    if let (Some(x), Some(y)) = (bytes(a), bytes(b)) {
        return Ok(holds(Some(x.cmp(&y))));
    }
    of_builtins(rt, sign, a, b, depth).unwrap_or_else(|| ask(rt, sign, a, b))
}

/// The same of instances that are made of builtin values, if their classes have no say and it is known.
fn of_builtins(rt: &Runtime, sign: &'static str, a: Value, b: Value, depth: usize) -> Option<Result<bool, Fault>> {
    if a.as_a::<Instance>().is_none() && b.as_a::<Instance>().is_none() {
        return None;
    }
    // The prelude goes deeper.
    let [x, y] = operators::builtins(rt, order_prim(sign), a, b, false).filter(|_| depth < MOST_ORDERED)?;
    Some(Ok(ordered_at(rt, sign, x, y, depth).ok()?))
}

fn ask<T>(rt: &Runtime, sign: &str, a: Value, b: Value) -> Result<T, Fault> {
    call(world(rt).own(Own::Order), &[a, b, Value::small(order_number(sign) as i64)])
}

/// The number of an order, as the prelude knows it.
pub fn order_number(sign: &str) -> usize {
    ["<", "<=", ">", ">="].iter().position(|s| *s == sign).unwrap_or(0)
}

fn order_prim(sign: &str) -> Prim {
    [Prim::Lt, Prim::Le, Prim::Gt, Prim::Ge][order_number(sign)]
}

/// The modulus of hashes of numbers.
const MODULUS: i64 = (1 << 61) - 1;

/// The hash of a value, as it is kept beside keys.
pub fn hash(rt: &Runtime, v: Value) -> Result<Value, Fault> {
    match plain_hash(v) {
        Some(hash) => Ok(hash),
        None => Ok(kept(full_hash(rt, v)?)),
    }
}

/// The same of a small integer or a string.
#[inline(always)]
pub fn plain_hash(v: Value) -> Option<Value> {
    if v.is_int() {
        return Some(if v == Value::small(-1) { Value::small(-2) } else { v });
    }
    let text = v.as_str()?;
    if let StrRef::Short(s) = text {
        return Some(kept(word_hash(s.word(), s.len())));
    }
    Some(kept(string_hash(text.as_bytes())))
}

/// The hash of a string or of bytes, fewer than eight, the first one lowest in a word.
fn word_hash(word: u64, len: usize) -> i64 {
    use std::hash::Hasher;
    let mut h = rustc_hash::FxHasher::default();
    h.write_u64(word | (len as u64) << 56);
    finished(h.finish())
}

/// What is made of the bits of a hash; -1 is none.
fn finished(bits: u64) -> i64 {
    let h = bits as i64 >> 8;
    if h == -1 { -2 } else { h }
}

/// The hash of a string or of bytes.
fn string_hash(bytes: &[u8]) -> i64 {
    use std::hash::Hasher;
    if bytes.len() < 8 {
        return word_hash(bytes.iter().rev().fold(0, |word, &b| word << 8 | b as u64), bytes.len());
    }
    let mut h = rustc_hash::FxHasher::default();
    h.write(bytes);
    finished(h.finish())
}

/// The hash that programs see.
pub fn full_hash(rt: &Runtime, v: Value) -> Result<i64, Fault> {
    if let Some(i) = v.as_int() {
        // Values hold less than the modulus.
        return Ok(if i == -1 { -2 } else { i });
    }
    if let Some(s) = v.as_str() {
        return Ok(string_hash(s.as_bytes()));
    }
    if let Some(t) = v.as_a::<Tuple>() {
        return match tuple_hash(rt, t.values()) {
            Err(Fault::Call(_)) => call(world(rt).own(Own::Hash), &[v, Value::UNIT]),
            found => found,
        };
    }
    if let Some(i) = int(v) {
        return Ok(int_hash(&i));
    }
    if let Some(f) = v.as_float() {
        return Ok(float_hash(f, v));
    }
    if let Some((re, im)) = super::complex::parts(v) {
        return Ok(super::complex::hash(float_hash(re, v), float_hash(im, v)));
    }
    if let Some(b) = v.as_a::<Compound>() {
        match b.sort() {
            Sort::Bytes => return Ok(string_hash(&bytes(v).unwrap_or_default())),
            Sort::Slice | Sort::Keys | Sort::Items | Sort::ByteArray => return unhashable(rt, v),
            Sort::Range => return super::range::hash(b),
            _ => return Ok(identity_hash(v)),
        }
    }
    if let Some(s) = v.as_a::<Set>() {
        if !s.is_frozen() {
            return unhashable(rt, v);
        }
        return Ok(set_hash(s));
    }
    if v.as_a::<List>().is_some() || v.as_a::<Dict>().is_some() {
        return unhashable(rt, v);
    }
    if v.as_a::<Instance>().is_some() {
        let names = &world(rt).names;
        match lookup_own(rt, class_of(rt, v), names.hash) {
            Some(Value::UNIT) => return unhashable(rt, v),
            Some(f) => return call(world(rt).own(Own::Hash), &[v, f]),
            None => {}
        }
        if let Some(p) = super::class::payload(rt, v) {
            return full_hash(rt, p);
        }
    }
    Ok(identity_hash(v))
}

/// The hash of what equals itself alone.
pub fn identity_hash(v: Value) -> i64 {
    // The lowest bits of where an object is tell nothing.
    (v.bits() >> if v.is_obj() { 4 } else { 0 }) as i64 & 0xFFFF_FFFF_FFFF
}

fn unhashable<T>(rt: &Runtime, v: Value) -> Result<T, Fault> {
    raise("TypeError", format!("unhashable type: '{}'", super::class::type_name(rt, v)))
}

/// The hash of an integer.
pub fn int_hash(i: &Int) -> i64 {
    match i {
        Int::Small(-1) => return -2,
        Int::Small(n) if n.unsigned_abs() < MODULUS as u64 => return *n,
        _ => {}
    }
    let rest = i.abs().div_rem(&Int::from(MODULUS)).1;
    let h = rest.to_float() as i64;
    // Floats have 53 bits; the remainder may have 61.
    let h = match rest {
        Int::Small(n) => n,
        _ => h,
    };
    match if i.is_negative() { -h } else { h } {
        -1 => -2,
        h => h,
    }
}

/// As CPython: the float as a fraction, modulo the prime.
fn float_hash(f: f64, v: Value) -> i64 {
    if f.is_nan() {
        return (v.bits() >> 4) as i64;
    }
    if f.is_infinite() {
        return if f > 0.0 { 314_159 } else { -314_159 };
    }
    let (mut m, mut e) = frexp(f.abs());
    let mut x: u64 = 0;
    while m != 0.0 {
        x = ((x << 28) & MODULUS as u64) | (x >> (61 - 28));
        m *= 268_435_456.0;
        e -= 28;
        let y = m as u64;
        m -= y as f64;
        x += y;
        if x >= MODULUS as u64 {
            x -= MODULUS as u64;
        }
    }
    let e = e.rem_euclid(61) as u32;
    let x = if e == 0 { x } else { ((x << e) & MODULUS as u64) | (x >> (61 - e)) };
    let h = if f < 0.0 { -(x as i64) } else { x as i64 };
    if h == -1 { -2 } else { h }
}

/// A float as a fraction of at least a half and a power of two.
pub fn frexp(f: f64) -> (f64, i32) {
    if f == 0.0 || !f.is_finite() {
        return (f, 0);
    }
    let bits = f.to_bits();
    let exponent = (bits >> 52 & 0x7FF) as i32;
    if exponent == 0 {
        let (m, e) = frexp(f * 18_014_398_509_481_984.0);
        return (m, e - 54);
    }
    (f64::from_bits(bits & !(0x7FF << 52) | 1022 << 52), exponent - 1022)
}

fn tuple_hash(rt: &Runtime, items: &[Value]) -> Result<i64, Fault> {
    let mut all = Mix::default();
    for &v in items {
        all.add(match v.as_a::<Tuple>() {
            Some(t) => tuple_hash(rt, t.values())?,
            None => full_hash(rt, v)?,
        });
    }
    Ok(all.finish(items.len()))
}

/// CPython's mixing (xxHash) of the hashes of a tuple's elements.
pub struct Mix(u64);

impl Default for Mix {
    fn default() -> Mix {
        Mix(Mix::P5)
    }
}

impl Mix {
    const P1: u64 = 11_400_714_785_074_694_791;
    const P2: u64 = 14_029_467_366_897_019_727;
    const P5: u64 = 2_870_177_450_012_600_261;
    /// The next element's hash.
    #[inline]
    pub fn add(&mut self, hash: i64) {
        let mixed = self.0.wrapping_add((hash as u64).wrapping_mul(Mix::P2));
        self.0 = mixed.rotate_left(31).wrapping_mul(Mix::P1);
    }
    /// The hash of the tuple of so many elements.
    pub fn finish(self, elements: usize) -> i64 {
        let hash = self.0.wrapping_add(elements as u64 ^ (Mix::P5 ^ 3_527_539));
        if hash == u64::MAX { 1_546_275_796 } else { hash as i64 }
    }
}

fn set_hash(s: Gc<Set>) -> i64 {
    let mut h: u64 = 0;
    for (hash, _) in s.hashed() {
        let x = hash.as_int().unwrap_or(0) as u64;
        h ^= (x ^ 89_869_747 ^ (x << 16)).wrapping_mul(3_644_798_167);
    }
    h ^= (s.count() as u64 + 1).wrapping_mul(1_927_868_237);
    h ^= (h >> 11) ^ (h >> 25);
    h = h.wrapping_mul(69_069).wrapping_add(907_133_923);
    if h == u64::MAX { 590_923_713 } else { h as i64 }
}
