//! Methods with two underscores that builtin classes have: what operators and builtins
//! do, as functions. Natives know it anyway, so lookups for what the program says leave
//! them out (`class::lookup_own`).
use super::super::class::{self, class_of, type_name};
use super::super::compare::{self, bytes};
use super::super::natives::{self, name_of};
use super::super::values::{self, int};
use super::super::world::{Id, Own, world};
use super::super::{arith, builtins, call, errors, items, iter, raise};
use super::number::whole;
use crate::core::Prim;
use crate::number::Int;
use crate::object::{Class, Compound, Dict, Instance, List, Set, Sort, Tuple};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Outcome = Result<Value, Fault>;

const NUMBERS: &[Id] = &[Id::Int, Id::Float];
const SETS: &[Id] = &[Id::Set, Id::FrozenSet];
const SEQUENCES: &[Id] = &[Id::Str, Id::Bytes, Id::ByteArray, Id::List, Id::Tuple];
const VIEWS: &[Id] = &[Id::Keys, Id::Values, Id::Items];
const OTHERS: &[Id] = &[Id::Dict, Id::Set, Id::FrozenSet, Id::Range];

/// Which classes have which of these natives.
pub const HOLDERS: &[(&[&str], &[&[Id]])] = &[
    (&["__len__", "__iter__"], &[SEQUENCES, OTHERS, VIEWS]),
    (&["__contains__"], &[SEQUENCES, OTHERS, &[Id::Keys, Id::Items]]),
    (&["__getitem__"], &[SEQUENCES, &[Id::Dict, Id::Range]]),
    (&["__setitem__", "__delitem__"], &[&[Id::List, Id::Dict, Id::ByteArray]]),
    (&["__add__", "__mul__"], &[NUMBERS, SEQUENCES]),
    (&["__rmul__"], &[NUMBERS, SEQUENCES]),
    (&["__iadd__", "__imul__"], &[&[Id::List, Id::ByteArray]]),
    (&["__ior__"], &[&[Id::Set, Id::Dict]]),
    (&["__iand__", "__isub__", "__ixor__"], &[&[Id::Set]]),
    (&["__sub__", "__rsub__"], &[NUMBERS, SETS]),
    (&["__radd__", "__truediv__", "__floordiv__", "__mod__", "__pow__", "__divmod__"], &[NUMBERS]),
    (&["__mod__"], &[&[Id::Str, Id::Bytes, Id::ByteArray]]),
    (&["__rtruediv__", "__rfloordiv__", "__rmod__", "__rpow__"], &[NUMBERS]),
    (&["__lshift__", "__rshift__", "__invert__", "__index__"], &[&[Id::Int]]),
    (&["__and__", "__xor__", "__rand__", "__rxor__"], &[&[Id::Int], SETS]),
    (&["__or__", "__ror__"], &[&[Id::Int, Id::Dict], SETS]),
    (&["__bool__", "__neg__", "__pos__", "__abs__", "__int__", "__float__"], &[NUMBERS]),
    (&["__trunc__", "__floor__", "__ceil__", "__round__"], &[NUMBERS]),
    (&["__eq__", "__ne__"], &[NUMBERS, SEQUENCES, OTHERS, &[Id::Slice]]),
    (&["__lt__", "__le__", "__gt__", "__ge__"], &[NUMBERS, SEQUENCES, SETS]),
    (&["__hash__"], &[NUMBERS, &[Id::Str, Id::Bytes, Id::Tuple, Id::FrozenSet, Id::Range]]),
    (&["__repr__"], &[NUMBERS, SEQUENCES, OTHERS, VIEWS, &[Id::Slice]]),
    (&["__str__"], &[&[Id::Str]]),
    (&["__format__"], &[NUMBERS, &[Id::Str]]),
];

/// Arguments of which the first so many are what builtin classes know of them.
fn plain<const N: usize>(rt: &Runtime, args: &[Value], count: usize) -> [Value; N] {
    std::array::from_fn(|i| if i < count { class::plain(rt, args[i]) } else { args[i] })
}

fn not_implemented(rt: &Runtime) -> Outcome {
    Ok(world(rt).not_implemented)
}

/// `__len__`.
pub fn len(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let args = &plain::<1>(rt, args, 1);
    builtins::len(rt, who, args)
}

/// `__iter__`.
pub fn iterator(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let args = &plain::<1>(rt, args, 1);
    iter::iter(rt, args[0])
}

/// `__contains__`.
pub fn contains(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let args = &plain::<2>(rt, args, 1);
    items::contains(rt, who, &[args[1], args[0]])
}

/// `__getitem__`.
pub fn get_item(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let args = &plain::<2>(rt, args, 1);
    items::get(rt, args[0], args[1])
}

/// `__setitem__`.
pub fn set_item(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let args = &plain::<3>(rt, args, 1);
    items::set(rt, args[0], args[1], args[2])
}

/// `__delitem__`.
pub fn del_item(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let args = &plain::<2>(rt, args, 1);
    items::del(rt, who, args)
}

fn is_own(v: Value) -> bool {
    v.as_a::<Instance>().is_some() || v.as_a::<Class>().is_some()
}

/// Whether a method of the first is for the second too: numbers with numbers that are no
/// wider, and containers with their like.
fn alike(a: Value, b: Value) -> bool {
    if is_own(a) || is_own(b) {
        return false;
    }
    match int(a) {
        Some(_) => int(b).is_some(),
        None if a.is_float() => b.is_float() || int(b).is_some(),
        None => {
            let kind = |v: Value| match () {
                _ if v.is_str() => 1,
                _ if v.as_a::<List>().is_some() => 2,
                _ if v.as_a::<Tuple>().is_some() => 3,
                _ if v.as_a::<Dict>().is_some() => 4,
                _ if v.as_a::<Set>().is_some() => 5,
                _ if bytes(v).is_some() => 6,
                _ => match v.as_a::<Compound>().map(|c| c.sort()) {
                    Some(Sort::Range) => 7,
                    Some(Sort::Slice) => 8,
                    _ => 0,
                },
            };
            kind(a) != 0 && kind(a) == kind(b)
        }
    }
}

/// The binary operators, by the name; with an `r` the operands are the other way round.
pub fn binary(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let given = args;
    let args = &plain::<2>(rt, args, 2);
    const SIGNS: &[(&str, &str)] = &[
        ("add", "+"),
        ("sub", "-"),
        ("mul", "*"),
        ("truediv", "/"),
        ("floordiv", "//"),
        ("mod", "%"),
        ("pow", "**"),
        ("lshift", "<<"),
        ("rshift", ">>"),
        ("and", "&"),
        ("or", "|"),
        ("xor", "^"),
    ];
    let name = who.trim_matches('_');
    let sign = |name: &str| SIGNS.iter().find(|s| s.0 == name).map(|s| s.1);
    let (sign, swapped) = match (sign(name), name.strip_prefix('r').and_then(sign)) {
        (Some(s), _) => (s, false),
        (_, Some(s)) => (s, true),
        _ => return not_implemented(rt),
    };
    let [a, b] = if swapped { [args[1], args[0]] } else { [args[0], args[1]] };
    if sign == "%" && !swapped && (a.is_str() || bytes(a).is_some()) {
        return natives::operator(rt, sign, &[a, given[1]]);
    }
    let number = |v: Value| int(v).is_some() || v.is_float();
    let sequence = super::sequences::is_sequence(args[0]) && !is_own(args[1]);
    let fits = match sign {
        "+" | "*" if !number(args[0]) => sequence,
        _ => alike(args[0], args[1]),
    };
    if fits { natives::operator(rt, sign, &[a, b]) } else { not_implemented(rt) }
}

/// `__iadd__` and its like of what can change, by the name.
pub fn in_place(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let args = &plain::<2>(rt, args, 1);
    let p = match who {
        "__iadd__" => Prim::Add,
        "__imul__" => Prim::Mul,
        "__ior__" => Prim::BitOr,
        "__iand__" => Prim::BitAnd,
        "__isub__" => Prim::Sub,
        _ => Prim::BitXor,
    };
    arith::in_place(rt, p, args)
}

/// `__divmod__`.
pub fn divmod(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let args = &plain::<2>(rt, args, 2);
    if alike(args[0], args[1]) { builtins::divmod(rt, who, args) } else { not_implemented(rt) }
}

/// `__neg__`, `__pos__` and `__invert__`, by the name.
pub fn unary(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let args = &plain::<1>(rt, args, 1);
    let sign = match who {
        "__neg__" => "-",
        "__pos__" => "+",
        _ => "~",
    };
    arith::unary(rt, sign, args)
}

/// What makes another number of one, by the name.
pub fn number(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let args = &plain::<1>(rt, args, 1);
    let v = args[0];
    if who == "__bool__" {
        return values::truth(rt, v).map(Value::bool);
    }
    if who == "__float__" {
        return match values::float(v)? {
            Some(f) => Ok(Value::float(f)),
            None => not_implemented(rt),
        };
    }
    if let Some(i) = int(v) {
        let i = if who == "__abs__" { i.abs() } else { i };
        return Ok(rt.heap.int(&i)?);
    }
    let Some(f) = v.as_float() else { return not_implemented(rt) };
    let f = match who {
        "__abs__" => return Ok(Value::float(f.abs())),
        "__floor__" => f.floor(),
        "__ceil__" => f.ceil(),
        _ => f,
    };
    Ok(rt.heap.int(&whole(f)?)?)
}

/// `__eq__` and the other comparisons, by the name.
pub fn compared(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let args = &plain::<2>(rt, args, 2);
    let (a, b) = (args[0], args[1]);
    if !alike(a, b) {
        return not_implemented(rt);
    }
    match who {
        "__eq__" => compare::equal(rt, a, b).map(Value::bool),
        "__ne__" => natives::not_equal(rt, who, args),
        "__lt__" => compare::ordered(rt, "<", a, b).map(Value::bool),
        "__le__" => compare::ordered(rt, "<=", a, b).map(Value::bool),
        "__gt__" => compare::ordered(rt, ">", a, b).map(Value::bool),
        _ => compare::ordered(rt, ">=", a, b).map(Value::bool),
    }
}

/// `__hash__`.
pub fn hash(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let args = &plain::<1>(rt, args, 1);
    builtins::hash(rt, who, args)
}

/// `__repr__` and `__str__`, by the name.
pub fn text(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let args = &plain::<1>(rt, args, 1);
    let text = if who == "__str__" { values::text(rt, args[0])? } else { values::repr(rt, args[0])? };
    Ok(rt.heap.string(&text)?)
}

/// `__format__`.
pub fn formatted(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let args = &plain::<2>(rt, args, 1);
    builtins::formatted(rt, who, args)
}

/// Comparisons that every object has, by the name: an object equals itself.
pub fn object_compared(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let same = compare::is(args[0], args[1]);
    match who {
        "object.__eq__" if same => Ok(Value::TRUE),
        "object.__ne__" if compare::has_equal(rt, args[0]) => call(world(rt).own(Own::NotEqual), args),
        "object.__ne__" if same => Ok(Value::FALSE),
        _ => not_implemented(rt),
    }
}

/// `object.__hash__`.
pub fn object_hash(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    Ok(rt.heap.int(&Int::from(compare::identity_hash(args[0])))?)
}

/// `object.__repr__`.
pub fn object_repr(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let v = args[0];
    let name = super::super::class::full_name(rt, class_of(rt, v));
    let text = format!("<{name} object at {}>", values::address(v));
    Ok(rt.heap.string(&text)?)
}

/// `object.__str__`: what `repr` gives.
pub fn object_str(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let text = values::repr(rt, args[0])?;
    Ok(rt.heap.string(&text)?)
}

/// `object.__format__`.
pub fn object_format(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if args[1].as_str().is_some_and(|s| !s.is_empty()) {
        let name = type_name(rt, args[0]);
        return raise("TypeError", format!("unsupported format string passed to {name}.__format__"));
    }
    let text = values::text(rt, args[0])?;
    Ok(rt.heap.string(&text)?)
}

/// `object.__getattribute__`.
pub fn object_attribute(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    match name_of(rt, args[1]) {
        Some(name) => class::plain_attribute(rt, args[0], name).map(|v| v.0),
        None => natives::no_name(rt, args[1]),
    }
}

/// `__repr__` and `__str__` of exceptions, by the name.
pub fn exception_text(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let v = args[0];
    let asked = if who.ends_with("__str__") { errors::text(rt, v) } else { errors::repr(rt, v) };
    match asked {
        Err(Fault::Call(_)) => {
            let given = rt.heap.tuple(&errors::args(v))?;
            call(world(rt).own(Own::ExceptionText), &[v, given, Value::bool(who.ends_with("__str__"))])
        }
        text => Ok(rt.heap.string(&text?)?),
    }
}
