//! Operators that classes of the program define. Where it is clear whose method comes first, and
//! that is a plain function, it is called at once; if it gives `NotImplemented`, the operation is
//! tried again, and now the prelude asks the rest. All else is the prelude's from the start.
use super::class::{class_of, is_subclass, lookup, lookup_own, payload, plain};
use super::values::{int, is_free, truth};
use super::world::{Own, world};
use super::{call, call_then, compare, errors, items, raise};
use crate::core::Prim;
use crate::lang::Asked;
use crate::number::Int;
use crate::object::{Class, Closure, Gc, Instance, List};
use crate::runtime::{Fault, Runtime, Then};
use crate::syntax::{Interner, Sym};
use crate::value::Value;

/// Operators of two operands, in the order of `Operators::arithmetic`.
pub const SIGNS: [&str; 13] = ["+", "-", "*", "/", "%", "//", "**", "<<", ">>", "&", "|", "^", "@"];
/// The number of the operator that repeats sequences, which the right operand may be.
const MUL: usize = 2;
/// What their methods are called between the underscores.
const ARITHMETIC: [&str; 13] =
    ["add", "sub", "mul", "truediv", "mod", "floordiv", "pow", "lshift", "rshift", "and", "or", "xor", "matmul"];
/// Comparisons of order, each before what it is with the operands the other way round.
const ORDER: [[&str; 2]; 4] = [["__lt__", "__gt__"], ["__le__", "__ge__"], ["__gt__", "__lt__"], ["__ge__", "__le__"]];

/// The names of methods that operators ask for.
pub struct Operators {
    /// The operator, with the operands the other way round, of an augmented assignment.
    arithmetic: [[Sym; 3]; 13],
    order: [[Sym; 2]; 4],
}

impl Operators {
    pub fn new(names: &mut Interner) -> Operators {
        let mut name = |kind: &str, name: &str| names.intern(&format!("__{kind}{name}__"));
        let arithmetic = ARITHMETIC.map(|n| ["", "r", "i"].map(|kind| name(kind, n)));
        Operators { arithmetic, order: ORDER.map(|pair| pair.map(|n| names.intern(n))) }
    }
}

/// Whether both are instances of one layout, and so of one class.
fn alike(a: Value, b: Value) -> bool {
    let shape = |v: Value| v.as_a::<Instance>().map(|o| o.shape.get());
    shape(a).is_some_and(|s| shape(b) == Some(s))
}

fn is_instance(v: Value) -> bool {
    v.as_a::<Instance>().is_some()
}

/// What the class of an instance has under a name, if it is a function of the program.
pub fn method(rt: &Runtime, v: Value, name: Sym) -> Option<Value> {
    let c = is_instance(v).then(|| class_of(rt, v))?;
    lookup(rt, c, name).filter(|f| f.as_a::<Closure>().is_some_and(|f| !is_free(f)))
}

/// The method that is asked first, with its arguments, if that is clear: the left operand's, or
/// the right one's if only that says anything.
fn first(rt: &Runtime, a: Value, b: Value, [name, other]: [Sym; 2]) -> Option<(Value, [Value; 2])> {
    if !is_instance(a) {
        let clear = a.as_a::<Class>().is_none() && is_instance(b);
        return clear.then(|| method(rt, b, other)).flatten().map(|f| (f, [b, a]));
    }
    if is_instance(b) && !alike(a, b) {
        let (c, d) = (class_of(rt, a), class_of(rt, b));
        if d != c && is_subclass(d, Value::obj(c)) {
            return None;
        }
        if d != c && lookup_own(rt, c, name).is_none() {
            return method(rt, b, other).map(|f| (f, [b, a]));
        }
    }
    method(rt, a, name).map(|f| (f, [a, b]))
}

/// Calls what is asked first, if it has not refused already and the operation may be tried again;
/// else the prelude asks, and is told whether that has refused.
fn ask_first<T>(
    rt: &mut Runtime,
    asked: Option<(Value, [Value; 2])>,
    then: Then,
    own: Own,
    args: &[Value],
) -> Result<T, Fault> {
    let refused = std::mem::take(&mut rt.refused);
    match asked.filter(|_| !refused && rt.repeats) {
        Some((f, args)) => call_then(f, &args, then),
        None => call(world(rt).own(own), &[args, &[Value::bool(refused)]].concat()),
    }
}

/// The builtin value that an instance is made of, for which natives know an operation, or what is
/// no instance; nothing if its class has a say under one of these names.
fn builtin(rt: &Runtime, v: Value, names: &[Sym]) -> Option<Value> {
    if !is_instance(v) {
        return Some(v).filter(|v| v.as_a::<Class>().is_none());
    }
    let p = payload(rt, v)?;
    let class = class_of(rt, v);
    names.iter().all(|&n| lookup_own(rt, class, n).is_none()).then_some(p)
}

/// The operands of a primitive as the builtin values that they are made of, if natives know then
/// what it gives.
pub fn builtins(rt: &Runtime, p: Prim, a: Value, b: Value, in_place: bool) -> Option<[Value; 2]> {
    let operators = &world(rt).operators;
    let order = |i: usize| [operators.order[i][0], operators.order[i][1], operators.order[i][0]];
    let names = match p {
        Prim::Lt => order(0),
        Prim::Le => order(1),
        Prim::Gt => order(2),
        Prim::Ge => order(3),
        _ => operators.arithmetic[number(p)?],
    };
    let [name, other, own] = names;
    let left = builtin(rt, a, &[name, own][..if in_place { 2 } else { 1 }])?;
    // The right one's class is asked first only if it is made of the left one's.
    let (c, d) = (class_of(rt, a), class_of(rt, b));
    let subclass = is_instance(b) && c != d && is_subclass(d, Value::obj(c));
    let right = builtin(rt, b, &[])?;
    if subclass || !knows(p, left, right) {
        builtin(rt, b, &[other])?;
    }
    Some([left, right])
}

/// Whether what the left operand is made of decides itself what an operation with the right one gives,
/// before the class of that is asked.
fn knows(p: Prim, a: Value, b: Value) -> bool {
    let rank = |v: Value| match () {
        _ if int(v).is_some() => 1,
        _ if v.is_float() => 2,
        _ if super::complex::is(v) => 3,
        _ => 0,
    };
    match (rank(a), rank(b)) {
        // Sequences are joined and repeated after the other one's class was asked.
        (0, 0) => number(p).is_none() && a.is_str() == b.is_str(),
        (a, b) => b > 0 && b <= a,
    }
}

/// The list that an instance is made of, if its class says nothing of an augmented assignment.
pub fn list_in_place(rt: &Runtime, p: Prim, v: Value) -> Option<Gc<List>> {
    let [.., own] = world(rt).operators.arithmetic[number(p)?];
    builtin(rt, v, &[own])?.as_a::<List>().filter(|_| is_instance(v))
}

/// What a value is sorted as: itself, or the builtin value that it is made of; nothing if its class
/// has a say.
pub fn ordered_as(rt: &Runtime, v: Value) -> Option<Value> {
    builtin(rt, v, &world(rt).operators.order[0])
}

/// What an operation of two operands asks first, of which one is an instance, with what its result
/// is for. Nothing if that is not clear, or natives may know: of what is made of builtins.
pub fn asked(rt: &Runtime, p: Prim, in_place: bool, a: Value, b: Value) -> Option<Asked> {
    let object = |v: Value| is_instance(v) && payload(rt, v).is_none();
    let objects = if alike(a, b) { [object(a); 2] } else { [a, b].map(object) };
    let clear = objects == [a, b].map(is_instance) && (objects[0] || objects[1] && !in_place);
    if rt.refused || !clear {
        return None;
    }
    let (names, operators) = (&world(rt).names, &world(rt).operators);
    let order = |i: usize| first(rt, a, b, operators.order[i]);
    let (f, args) = match p {
        Prim::GetItem if objects[0] => return Some((method(rt, a, names.get_item)?, [a, b], Then::Result)),
        Prim::GetItem => return None,
        Prim::NumEq => first(rt, a, b, [names.eq; 2]),
        Prim::Lt => order(0),
        Prim::Le => order(1),
        Prim::Gt => order(2),
        Prim::Ge => order(3),
        Prim::Modulo if !is_instance(a) => None,
        _ => {
            let [name, other, own] = operators.arithmetic[number(p)?];
            match in_place && lookup_own(rt, class_of(rt, a), own).is_some() {
                true => method(rt, a, own).map(|f| (f, [a, b])),
                false => first(rt, a, b, [name, other]),
            }
        }
    }?;
    Some((f, args, Then::Operator))
}

/// The number of a primitive among operators of two operands.
pub fn number(p: Prim) -> Option<usize> {
    Some(match p {
        Prim::Add => 0,
        Prim::Sub => 1,
        Prim::Mul => MUL,
        Prim::Div => 3,
        Prim::Modulo => 4,
        Prim::FloorDiv => 5,
        Prim::BitAnd => 9,
        Prim::BitOr => 10,
        Prim::BitXor => 11,
        _ => return None,
    })
}

/// Has the program say what an operator gives, given by its number in `SIGNS`.
pub fn arithmetic<T>(rt: &mut Runtime, number: usize, a: Value, b: Value) -> Result<T, Fault> {
    let [name, other, _] = world(rt).operators.arithmetic[number];
    let asked = first(rt, a, b, [name, other]);
    ask_first(rt, asked, Then::Operator, Own::Binary, &[a, b, Value::small(number as i64)])
}

/// The same of an augmented assignment.
pub fn in_place<T>(rt: &mut Runtime, number: usize, a: Value, b: Value) -> Result<T, Fault> {
    let [name, other, in_place] = world(rt).operators.arithmetic[number];
    let says = |v: Value, name| is_instance(v) && lookup_own(rt, class_of(rt, v), name).is_some();
    let object = a.is_int() || a.is_float() || is_instance(a) && payload(rt, a).is_none();
    let asked = match says(a, in_place) {
        true => method(rt, a, in_place).map(|f| (f, [a, b])),
        false if object => first(rt, a, b, [name, other]),
        false => None,
    };
    let args = [a, b, Value::small(number as i64)];
    let says_any = says(a, in_place) || says(a, name) || says(b, other) || number == MUL && items::len(b).is_some();
    if object && !says_any {
        // That is an error, and natives have its words for assignments.
        super::builtins::by_number(rt, "", &[&args[..], &[Value::TRUE]].concat())?;
    }
    ask_first(rt, asked, Then::Operator, Own::InPlace, &args)
}

/// Has the program say whether an order holds, given by its number in `ORDER`.
pub fn order<T>(rt: &mut Runtime, number: usize, a: Value, b: Value) -> Result<T, Fault> {
    let asked = first(rt, a, b, world(rt).operators.order[number]);
    ask_first(rt, asked, Then::Operator, Own::Order, &[a, b, Value::small(number as i64)])
}

/// Has the program say whether two values are equal, one of them an instance.
pub fn equal<T>(rt: &mut Runtime, a: Value, b: Value) -> Result<T, Fault> {
    let asked = first(rt, a, b, [world(rt).names.eq; 2]);
    ask_first(rt, asked, Then::Operator, Own::Equal, &[a, b])
}

/// The same of whether they differ, be it by what the left one's class says of equality.
pub fn differ<T>(rt: &mut Runtime, a: Value, b: Value) -> Result<T, Fault> {
    let names = &world(rt).names;
    // Builtin classes have a `__ne__` of their own, which asks no `__eq__`.
    let says = is_instance(a) && (lookup_own(rt, class_of(rt, a), names.ne).is_some() || payload(rt, a).is_some());
    let (name, then) = if says { (names.ne, Then::Operator) } else { (names.eq, Then::Opposite) };
    let asked = first(rt, a, b, [name; 2]).filter(|f| is_instance(a) && f.1[0] == a);
    ask_first(rt, asked, then, Own::NotEqual, &[a, b])
}

/// Has a method called, if it is one of an instance and a function, else a function of the prelude.
pub fn ask<T>(rt: &Runtime, v: Value, name: Sym, own: Own, args: &[Value], then: Then) -> Result<T, Fault> {
    match method(rt, v, name) {
        Some(f) => call_then(f, args, then),
        None => call(world(rt).own(own), args),
    }
}

/// The name of the method that says whether an instance counts as true, if its class has one.
pub fn truth_name(rt: &Runtime, v: Value) -> Option<(Sym, Then)> {
    let class = is_instance(v).then(|| class_of(rt, v))?;
    let names = &world(rt).names;
    let asked = [(names.bool, Then::Bool), (names.len, Then::Any)];
    // Numbers of builtin classes say themselves what is true.
    let is_number = payload(rt, v).is_some_and(|p| int(p).is_some() || p.is_float() || super::complex::is(p));
    let asked = &asked[..if is_number { 1 } else { 2 }];
    asked.iter().copied().find(|(name, _)| lookup_own(rt, class, *name).is_some())
}

/// That method, if it is a function of the program.
pub fn truth_method(rt: &Runtime, v: Value) -> Option<(Value, Then)> {
    let (name, then) = truth_name(rt, v)?;
    method(rt, v, name).map(|f| (f, then))
}

/// The function of the program that gives what `str` gives for a value, if there is one.
pub fn text_method(rt: &Runtime, v: Value) -> Option<(Value, Then)> {
    let names = &world(rt).names;
    if !is_instance(v) || lookup_own(rt, class_of(rt, v), names.str).is_some() {
        return method(rt, v, names.str).map(|f| (f, Then::Str));
    }
    let object = payload(rt, v).is_none() && !errors::is_raised(rt, v);
    object.then(|| method(rt, v, names.repr)).flatten().map(|f| (f, Then::Repr))
}

/// Whether it may be how many elements there are.
fn is_count(v: Value) -> bool {
    matches!(int(v), Some(Int::Small(0..)))
}

/// What an operation makes of what a function of the program gave it; nothing if it must be tried
/// again.
pub fn answer(rt: &mut Runtime, then: Then, v: Value) -> Result<Option<Value>, Fault> {
    let checked = |kind: i64| call(world(rt).own(Own::Checked), &[v, Value::small(kind)]);
    Ok(match then {
        Then::Operator | Then::Opposite if v == world(rt).not_implemented => {
            rt.refused = true;
            None
        }
        Then::Hash => match int(v) {
            Some(i) => {
                let hash = match i {
                    Int::Small(-1) => -2,
                    Int::Small(h) => h,
                    _ => compare::int_hash(&i),
                };
                rt.told_hash.set(Some((Value::UNSET, hash)));
                None
            }
            None => return raise("TypeError", "__hash__ method should return an integer"),
        },
        Then::Str if !plain(rt, v).is_str() => return checked(2),
        Then::Repr if !plain(rt, v).is_str() => return checked(3),
        Then::Result | Then::Operator => Some(v),
        Then::Opposite => Some(Value::bool(!truth(rt, v)?)),
        Then::Truth => Some(Value::bool(truth(rt, v)?)),
        Then::Bool if !matches!(v, Value::TRUE | Value::FALSE) => return checked(1),
        Then::Len if !is_count(v) => return checked(0),
        // The function of the prelude says what is wrong, or what else an integer is.
        Then::Any if !is_count(v) => return checked(-1),
        Then::Any => Some(Value::bool(truth(rt, v)?)),
        Then::Len if matches!(v, Value::TRUE | Value::FALSE) => Some(Value::small((v == Value::TRUE) as i64)),
        Then::Bool | Then::Len | Then::Str | Then::Repr => Some(v),
    })
}
