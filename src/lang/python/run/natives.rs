//! Natives that lowered code and the prelude call; no program can name them.
use super::class::{self, class_of, is_instance, is_subclass, plain, type_name};
use super::operators::{self, SIGNS};
use super::values::{self, int, truth};
use super::world::{Id, Own, world};
use super::{arith, call, compare, dict, errors, items, iter, line, methods, raise};
use crate::core::{NativeId, Prim};
use crate::number::Int;
use crate::object::{Class, Closure, Compound, Dict, Gc, Generator, Instance, List, Set, Sort, Tuple};
use crate::runtime::{Call, Fault, Native, Runtime, Then};
use crate::value::Value;

type Outcome = Result<Value, Fault>;

/// `in`.
pub use super::items::contains;
/// `del v[at]`.
pub use super::items::del as del_item;

/// The integer of an operand that must be one.
pub fn integer(rt: &Runtime, v: Value) -> Result<Int, Fault> {
    match int(plain(rt, v)) {
        Some(i) => Ok(i),
        None => no_integer(rt, v),
    }
}

/// What a native's argument is that must be an integer and is none here.
pub fn no_integer<T>(rt: &Runtime, v: Value) -> Result<T, Fault> {
    if v.as_a::<Instance>().is_some() { Err(Fault::Index(v)) } else { Err(not_integer(rt, v)) }
}

fn not_integer(rt: &Runtime, v: Value) -> Fault {
    line("TypeError", &format!("'{}' object cannot be interpreted as an integer", type_name(rt, v))).into()
}

/// What must be bytes and is none here: the native is called again with the bytes of an object
/// that gives some, or it is an error of these words.
pub fn no_bytes<T>(rt: &Runtime, v: Value, words: &str) -> Result<T, Fault> {
    let name = rt.interner.lookup("__buffer__");
    if name.is_some_and(|name| v.as_a::<Instance>().is_some() && class::lookup(rt, class_of(rt, v), name).is_some()) {
        return Err(Fault::Index(v));
    }
    raise("TypeError", format!("{words} '{}'", type_name(rt, v)))
}

/// A native whose argument must be an integer is called again with that.
pub fn with_index(rt: &mut Runtime, native: &Native, args: &[Value], v: Value) -> Fault {
    let number = rt.natives.iter().position(|n| std::ptr::eq(n, native));
    let has = |a: &Value| *a == v || items::as_slice(*a).is_some_and(|s| s.items().iter().any(|part| part.get() == v));
    let (true, Some(number)) = (args.iter().any(has), number) else {
        return not_integer(rt, v);
    };
    let again = [&[Value::native(NativeId(number as u32)), v], args].concat();
    Fault::Call(Box::new(Call { function: world(rt).own(Own::WithIndex), args: again, then: Then::Result }))
}

/// A native whose arguments must be floats is called again with these.
pub fn with_floats(rt: &mut Runtime, native: &Native, args: &[Value], v: Value) -> Fault {
    let number = rt.natives.iter().position(|n| std::ptr::eq(n, native)).unwrap_or(0);
    let again = [&[Value::native(NativeId(number as u32)), v], args].concat();
    Fault::Call(Box::new(Call { function: world(rt).own(Own::WithFloats), args: again, then: Then::Result }))
}

pub fn index(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if args[0].as_a::<Instance>().is_some() {
        return call(world(rt).own(Own::Index), args);
    }
    let i = integer(rt, args[0])?;
    Ok(rt.heap.int(&i)?)
}

/// How many numbers a range has.
pub fn turns(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let [first, end, step] = [integer(rt, args[0])?, integer(rt, args[1])?, integer(rt, args[2])?];
    if step.is_zero() {
        return raise("ValueError", "range() arg 3 must not be zero");
    }
    Ok(rt.heap.int(&super::range::count(&first, &end, &step))?)
}

pub fn unbound(_: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let name = args[0].as_str();
    let name = name.as_deref().unwrap_or("");
    match who {
        "%unbound" => {
            let words = "where it is not associated with a value";
            raise("UnboundLocalError", format!("cannot access local variable '{name}' {words}"))
        }
        "%unbound_free" => {
            let words = "where it is not associated with a value in enclosing scope";
            raise("NameError", format!("cannot access free variable '{name}' {words}"))
        }
        _ => raise("NameError", format!("name '{name}' is not defined")),
    }
}

/// Fails an assertion.
pub fn failed(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    match args.first() {
        Some(&v) => Err(errors::with_value(rt, "AssertionError", v)),
        None => raise("AssertionError", ""),
    }
}

/// An entry of a class's body or of a dictionary of variables; missing if there is none.
pub fn member(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(d) = args[0].as_a::<Dict>() else { return call(world(rt).own(Own::Member), args) };
    Ok(dict::get(rt, d, args[1])?.unwrap_or(Value::MISSING))
}

/// An element of a set.
pub fn add(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if let Some(s) = args[0].as_a::<Set>() {
        dict::add(rt, s, args[1])?;
    }
    Ok(Value::UNIT)
}

/// `*values` of a call.
pub fn extend_call(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let extended = match goes_on(rt, args[1]) {
        true => methods::list::extend(rt, who, &args[..2]),
        false => raise("TypeError", "object is not iterable"),
    };
    of_star(rt, extended, args[1], args[2])
}

/// The same where they are all that is given by place: a tuple or list as it is, else a list of them.
pub fn star_args(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if args[0].as_a::<Tuple>().is_some() || args[0].as_a::<List>().is_some() {
        return Ok(args[0]);
    }
    let all = match goes_on(rt, args[0]) {
        true => super::builtins::to_list(rt, "list", &args[..1]),
        false => raise("TypeError", "object is not iterable"),
    };
    of_star(rt, all, args[0], args[1])
}

/// Says of what cannot be gone through for which call that was.
fn of_star(rt: &Runtime, done: Outcome, v: Value, f: Value) -> Outcome {
    match done {
        Err(Fault::Error(e)) if e.1.ends_with("object is not iterable") => {
            let name = type_name(rt, v);
            raise(
                "TypeError",
                match called(rt, f) {
                    f if f.is_empty() => format!("Value after * must be an iterable, not {name}"),
                    f => format!("{f}argument after * must be an iterable, not {name}"),
                },
            )
        }
        done => done,
    }
}

/// Whether an object of the program's says how to go through it.
fn goes_on(rt: &Runtime, v: Value) -> bool {
    let names = [Some(world(rt).names.iter), rt.interner.lookup("__getitem__")];
    v.as_a::<Instance>().is_none()
        || class::payload(rt, v).is_some()
        || names.into_iter().flatten().any(|n| class::lookup(rt, class_of(rt, v), n).is_some())
}

/// `name=value`, in a call with `*` or `**` before what is called, which has each name once.
pub fn named(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if let Some(d) = args[0].as_a::<Dict>() {
        if let Some(&f) = args.get(3)
            && dict::has(rt, d, args[1])?
        {
            return repeated(rt, f, args[1]);
        }
        dict::put(rt, d, args[1], args[2])?;
    }
    Ok(Value::UNIT)
}

fn repeated(rt: &Runtime, f: Value, key: Value) -> Outcome {
    let (f, name) = (called(rt, f), values::text(rt, key)?);
    raise("TypeError", format!("{f}got multiple values for keyword argument '{name}'"))
}

/// What is called, as messages say it.
fn called(rt: &Runtime, f: Value) -> String {
    if let Some(c) = f.as_a::<Compound>().filter(|c| c.sort() == Sort::Method) {
        return called(rt, c.get(0));
    }
    let text = match (f.as_native(), f.as_a::<Class>()) {
        _ if f == Value::UNIT => return String::new(),
        (Some(id), _) => rt.native(id).name.replace(':', "."),
        (_, Some(c)) => class::full_name(rt, c),
        _ => match f.as_a::<Closure>() {
            Some(c) if values::is_prelude(c) => values::path(c),
            Some(c) => format!("{}.{}", class::module_of(rt, f), values::path(c)),
            None => return values::repr(rt, f).map_or_else(|_| String::new(), |text| text + " "),
        },
    };
    text + "() "
}

/// `**values` of a call.
pub fn merge_named(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let (Some(to), Some(from)) = (args[0].as_a::<Dict>(), args[1].as_a::<Dict>()) else {
        let keys = rt.interner.intern("keys");
        if class::lookup(rt, class_of(rt, args[1]), keys).is_some() {
            return merge(rt, "", &args[..2]);
        }
        let (f, name) = (called(rt, args[2]), type_name(rt, args[1]));
        return raise("TypeError", format!("{f}argument after ** must be a mapping, not {name}"));
    };
    for (key, value) in from.pairs() {
        if !key.is_str() {
            return raise("TypeError", "keywords must be strings");
        }
        if dict::has(rt, to, key)? {
            return repeated(rt, args[2], key);
        }
        dict::put(rt, to, key, value)?;
    }
    Ok(Value::UNIT)
}

/// `**values` of a call that names nothing else: a dictionary of names as it is.
pub fn star_named(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    match args[0].as_a::<Dict>() {
        Some(d) if d.pairs().all(|(key, _)| key.is_str()) => Ok(args[0]),
        _ => call(world(rt).own(Own::Named), args),
    }
}

/// `**values` of a dictionary.
pub fn merge(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if methods::dict::merged(rt, args[0], args[1], true)?.is_some() {
        return Ok(Value::UNIT);
    }
    if args[1].as_a::<Instance>().is_some() {
        return call(world(rt).own(Own::Merge), args);
    }
    raise("TypeError", format!("'{}' object is not a mapping", type_name(rt, args[1])))
}

pub fn list(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    Ok(rt.heap.list_of(args)?)
}

pub fn tuple(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    Ok(rt.heap.tuple(args)?)
}

pub fn set(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let s = rt.heap.set(false)?;
    for (i, &v) in args.iter().enumerate() {
        match dict::add(rt, s, v) {
            Err(Fault::Call(_)) => {
                let rest = rt.heap.list_of(&args[i..])?;
                return call(world(rt).own(Own::SetFrom), &[Value::obj(s), rest]);
            }
            done => done?,
        }
    }
    Ok(Value::obj(s))
}

pub fn new_dict(rt: &mut Runtime, _: &'static str, _: &[Value]) -> Outcome {
    Ok(Value::obj(rt.heap.dict()?))
}

pub fn list_to_tuple(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let all = methods::list::elements(args[0]);
    Ok(rt.heap.tuple(&all)?)
}

pub fn list_to_set(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let all = methods::list::elements(args[0]);
    set(rt, who, &all)
}

pub fn slice(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    Ok(rt.heap.compound(Sort::Slice, args)?)
}

pub fn iterator(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    iter::iter(rt, args[0])
}

pub fn generator(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let g = rt.heap.generator(args[0])?;
    if let Some(g) = g.as_a::<Generator>() {
        g.header.flags.set(args.get(1).and_then(|k| k.as_int()).unwrap_or(0) as u16);
        g.resume.set(args[0].as_a::<Closure>().map_or(0, |c| c.function().jit.begins.get()));
    }
    Ok(g)
}

/// A generator that can be waited for.
pub fn as_coroutine(_: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if let Some(g) = args[0].as_a::<Generator>() {
        g.header.flags.set(1);
    }
    Ok(args[0])
}

/// Whether calls of a function give coroutines.
pub fn is_coroutine_function(_: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let signature = args[0].as_a::<Closure>().and_then(|c| c.function().proto.signature.clone());
    Ok(Value::bool(signature.is_some_and(|s| s.waits)))
}

/// A generator has given its last value.
pub fn finish(_: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if let Some(g) = args[0].as_a::<Generator>() {
        g.state.set(Generator::ENDED);
        g.regs.set(Value::NIL);
        g.result.set(args[1]);
    }
    Ok(Value::MISSING)
}

/// A generator ends by what is thrown; a `StopIteration` is no end.
pub fn failed_generator(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let g = args[0].as_a::<Generator>();
    let e = args[1];
    let kind = g.map_or(Id::Generator, class::kind_of_generator);
    let ended = is_instance(rt, e, world(rt).class(Id::StopIteration));
    let ended_async = kind == Id::AsyncGenerator && is_instance(rt, e, world(rt).class(Id::StopAsyncIteration));
    if !ended && !ended_async {
        if let Some(g) = g {
            g.state.set(Generator::ENDED);
            g.regs.set(Value::NIL);
        }
        return Ok(e);
    }
    if !matches!(kind, Id::Generator | Id::Coroutine | Id::AsyncGenerator) {
        return finish(rt, "", &[args[0], Value::UNIT]);
    }
    let class = super::world::class_of_id(rt, Id::RuntimeError);
    let who = match kind {
        Id::Coroutine => "coroutine",
        Id::AsyncGenerator => "async generator",
        _ => "generator",
    };
    let text = rt.heap.string(&format!("{who} raised Stop{}Iteration", if ended { "" } else { "Async" }))?;
    let new = errors::make(rt, class, &[text])?;
    errors::set_cause(rt, new, e)?;
    if let Some(g) = g {
        g.state.set(Generator::ENDED);
        g.regs.set(Value::NIL);
    }
    Ok(new)
}

/// What a generator gave at its end.
pub fn result_of(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let stash = rt.python.as_mut().map_or(Value::UNIT, |w| std::mem::replace(&mut w.stash, Value::UNIT));
    // It gives that once.
    Ok(args[0].as_a::<Generator>().map_or(stash, |g| g.result.replace(Value::UNIT)))
}

/// What an iterator of the program gave at its end, for `result_of`.
pub fn stash(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if let Some(world) = &mut rt.python {
        world.stash = args[0];
    }
    Ok(Value::UNIT)
}

/// Whether it is a generator or a coroutine.
pub fn is_generator(_: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    Ok(Value::bool(args[0].as_a::<Generator>().is_some()))
}

/// 0: it can go on, 1: it runs, 2: it has ended, 3: it has not begun.
pub fn generator_state(_: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let state = args[0].as_a::<Generator>().map_or(Generator::ENDED, |g| g.state.get());
    Ok(Value::small(match state {
        Generator::FRESH => 3,
        Generator::RUNS => 1,
        Generator::ENDED => 2,
        _ => 0,
    }))
}

/// The values of several targets: as many as there are, one of them a list.
pub fn unpack(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let (v, wanted, star) = (args[0], args[1].as_int().unwrap_or(0) as usize, args[2].as_int().unwrap_or(-1));
    if star < 0 && v.as_a::<Tuple>().is_some_and(|t| t.values().len() == wanted) {
        return Ok(v);
    }
    let all = match iter::all(rt, v) {
        Ok(Some(all)) => all,
        Ok(None) => return call(world(rt).own(Own::Unpack), args),
        Err(Fault::Error(e)) if e.1.ends_with("object is not iterable") => {
            return raise("TypeError", format!("cannot unpack non-iterable {} object", type_name(rt, v)));
        }
        Err(e) => return Err(e),
    };
    if star < 0 {
        return match all.len() {
            n if n > wanted => raise("ValueError", format!("too many values to unpack (expected {wanted})")),
            n if n < wanted => raise("ValueError", format!("not enough values to unpack (expected {wanted}, got {n})")),
            _ => Ok(rt.heap.tuple(&all)?),
        };
    }
    let (star, least) = (star as usize, wanted - 1);
    if all.len() < least {
        let got = all.len();
        return raise("ValueError", format!("not enough values to unpack (expected at least {least}, got {got})"));
    }
    let behind = all.len() - (least - star);
    let middle = rt.heap.list_of(&all[star..behind])?;
    let parts: Vec<Value> = all[..star].iter().copied().chain([middle]).chain(all[behind..].iter().copied()).collect();
    Ok(rt.heap.tuple(&parts)?)
}

/// An augmented assignment whose operator has no instruction.
pub fn in_place(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let number = args[2].as_int().unwrap_or(0) as usize % SIGNS.len();
    if args[0].as_a::<Instance>().is_some() {
        return operators::in_place(rt, number, args[0], args[1]);
    }
    let sign = SIGNS[number];
    match prim_of(sign) {
        Some(p) => arith::in_place(rt, p, &args[..2]),
        None => operator(rt, sign, &args[..2]).map_err(arith::of_assignment),
    }
}

/// The primitive that an operator is.
fn prim_of(sign: &str) -> Option<Prim> {
    let prims = [
        ("+", Prim::Add),
        ("-", Prim::Sub),
        ("*", Prim::Mul),
        ("/", Prim::Div),
        ("%", Prim::Modulo),
        ("//", Prim::FloorDiv),
        ("&", Prim::BitAnd),
        ("|", Prim::BitOr),
        ("^", Prim::BitXor),
    ];
    prims.iter().find(|p| p.0 == sign).map(|p| p.1)
}

/// An operator by its sign.
pub fn operator(rt: &mut Runtime, sign: &'static str, args: &[Value]) -> Outcome {
    match sign {
        "**" => arith::power(rt, sign, args),
        "<<" | ">>" => arith::shift(rt, sign, args),
        "@" => arith::unsupported(rt, "@", args[0], args[1]),
        _ => {
            let p = prim_of(sign).unwrap_or(Prim::Add);
            arith::prim(rt, p, args)
        }
    }
}

/// `@`.
pub fn mat_mult(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    operator(rt, who, args)
}

pub fn del_attr(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    match name_of(rt, args[1]) {
        Some(name) => class::del_attribute(rt, args[0], name),
        None => no_name(rt, args[1]),
    }
}

/// What an initialiser gives, which must be nothing.
pub fn init_result(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if args[0] == Value::UNIT {
        return Ok(args[0]);
    }
    raise("TypeError", format!("__init__() should return None, not '{}'", type_name(rt, args[0])))
}

/// The symbol that a name stands for: names come as symbols or strings.
pub fn name_of(rt: &mut Runtime, v: Value) -> Option<crate::syntax::Sym> {
    v.as_sym().or_else(|| v.as_str().map(|s| rt.interner.intern(&s)))
}

/// What is no name of an attribute.
pub fn no_name(rt: &Runtime, v: Value) -> Outcome {
    raise("TypeError", format!("attribute name must be string, not '{}'", type_name(rt, v)))
}

/// `raise`: the exception, with what it comes from.
pub fn raised(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let e = args[0];
    if !errors::is_raised(rt, e) {
        return raise("TypeError", "exceptions must derive from BaseException");
    }
    if let Some(&cause) = args.get(1) {
        if cause != Value::UNIT && !errors::is_raised(rt, cause) {
            return raise("TypeError", "exception causes must derive from BaseException");
        }
        errors::set_cause(rt, e, cause)?;
    }
    Ok(e)
}

pub fn is_exception_class(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let base = world(rt).class(Id::BaseException);
    Ok(Value::bool(args[0].as_a::<Class>().is_some_and(|c| is_subclass(c, base))))
}

/// Whether a handler for a class, or one of several, takes an exception.
pub fn matches(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let base = world(rt).class(Id::BaseException);
    let of = |c: Value| c.as_a::<Class>().filter(|&k| is_subclass(k, base));
    let classes = match args[1].as_a::<Tuple>() {
        Some(t) => t.values().to_vec(),
        None => vec![args[1]],
    };
    if classes.iter().any(|&c| of(c).is_none()) {
        return raise("TypeError", "catching classes that do not inherit from BaseException is not allowed");
    }
    for c in classes {
        if is_instance(rt, args[0], c) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

/// What is thrown while another exception is handled.
pub fn context(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    errors::set_context(rt, args[0], args[1])?;
    Ok(args[0])
}

/// Checks that `with` can use a value.
pub fn manager(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let c = class_of(rt, args[0]);
    for name in ["__enter__", "__exit__"] {
        let sym = rt.interner.intern(name);
        if class::lookup(rt, c, sym).is_none() {
            let class = class::name(c);
            let more = if name == "__exit__" { " (missed __exit__ method)" } else { "" };
            let words = "object does not support the context manager protocol";
            return raise("TypeError", format!("'{class}' {words}{more}"));
        }
    }
    Ok(Value::UNIT)
}

/// The name of a value's class, for messages.
pub fn type_name_of(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let name = type_name(rt, args[0]);
    Ok(rt.heap.string(&name)?)
}

pub fn class_of_value(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    Ok(Value::obj(class_of(rt, args[0])))
}

pub fn super_of(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(class) = args[0].as_a::<Class>() else {
        if args[0] == Value::MISSING {
            return raise("RuntimeError", "super(): empty __class__ cell");
        }
        return raise("TypeError", format!("super() argument 1 must be a type, not {}", type_name(rt, args[0])));
    };
    let of_class = args[1].as_a::<Class>().is_some_and(|c| is_subclass(c, Value::obj(class)));
    if !of_class && !is_instance(rt, args[1], args[0]) {
        return raise("TypeError", "super(type, obj): obj must be an instance or subtype of type");
    }
    Ok(rt.heap.compound(Sort::Super, &args[..2])?)
}

pub fn no_super(_: &mut Runtime, _: &'static str, _: &[Value]) -> Outcome {
    raise("RuntimeError", "super(): __class__ cell not found")
}

/// `!=`.
pub fn not_equal(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if let Some(same) = compare::identical(rt, args[0], args[1]) {
        return Ok(Value::bool(!same));
    }
    if args[0].as_a::<Instance>().is_some() || args[1].as_a::<Instance>().is_some() {
        let known = args.iter().all(|&v| class::compared_as(rt, v).is_some());
        return match known.then(|| compare::equal(rt, args[0], args[1])) {
            Some(Ok(same)) => Ok(Value::bool(!same)),
            _ => operators::differ(rt, args[0], args[1]),
        };
    }
    match compare::equal(rt, args[0], args[1]) {
        Err(Fault::Call(_)) => call(world(rt).own(Own::NotEqual), args),
        found => found.map(|same| Value::bool(!same)),
    }
}

pub fn ellipsis(rt: &mut Runtime, _: &'static str, _: &[Value]) -> Outcome {
    Ok(world(rt).ellipsis)
}

pub fn bytes(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    Ok(rt.heap.compound(Sort::Bytes, &args[..1])?)
}

/// An attribute; missing if there is none.
pub fn get_or_missing(rt: &mut Runtime, v: Value, name: crate::syntax::Sym) -> Outcome {
    match class::attribute(rt, v, name) {
        Ok((v, _)) => Ok(v),
        Err(Fault::Error(e)) if e.1.starts_with("AttributeError") => Ok(Value::MISSING),
        Err(Fault::Call(c)) => {
            let found = rt.heap.list_of(&c.args)?;
            call(world(rt).own(Own::GetOrMissing), &[c.function, found])
        }
        Err(e) => Err(e),
    }
}

/// What a class's dictionary or one of those it is made of has; missing if there is none.
pub fn lookup(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let (Some(c), Some(name)) = (args[0].as_a::<Class>(), name_of(rt, args[1])) else { return Ok(Value::MISSING) };
    let names = &world(rt).names;
    let found = if name == names.init || name == names.new {
        class::lookup(rt, c, name)
    } else {
        class::lookup_own(rt, c, name)
    };
    match found {
        Some(f) if !matches!(&*rt.interner.name_rc(name), "__new__" | "__init_subclass__" | "__class_getitem__") => {
            Ok(class::unbound(rt, f)?)
        }
        found => Ok(found.unwrap_or(Value::MISSING)),
    }
}

/// The hash of a tuple from those of its elements.
pub fn mix_hashes(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let hashes = methods::list::elements(args[0]);
    let mut all = compare::Mix::default();
    for &v in &hashes {
        all.add(match int(v) {
            Some(Int::Small(h)) => h,
            _ => 0,
        });
    }
    Ok(rt.heap.int(&Int::from(all.finish(hashes.len())))?)
}

/// Whether it counts as true, for the prelude.
pub fn plain_truth(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    truth(rt, args[0]).map(Value::bool)
}

/// The prelude has run: takes the functions that natives have called.
pub fn ready(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if let Some(world) = &mut rt.python {
        world.set_own(args);
    }
    Ok(Value::UNIT)
}

/// Gives a builtin class a method that is written in the prelude.
pub fn attach(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if let (Some(c), Some(name)) = (args[0].as_a::<Class>(), name_of(rt, args[1])) {
        class::put(rt, c, name, args[2])?;
    }
    Ok(Value::UNIT)
}

/// Gives a builtin class the function that makes its values.
pub fn maker(_: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if let Some(c) = args[0].as_a::<Class>() {
        c.maker.set(args[1]);
    }
    Ok(Value::UNIT)
}

/// What an instance is for the builtin class that its own is made of; missing if none.
pub fn payload(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    Ok(class::payload(rt, args[0]).unwrap_or(Value::MISSING))
}

pub fn set_payload(_: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if let Some(o) = args[0].as_a::<Instance>() {
        o.set_slot(0, args[1]);
    }
    Ok(Value::UNIT)
}

/// A new instance; nothing of it is initialised.
pub fn instance(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    match args[0].as_a::<Class>() {
        Some(c) => class::instantiate(rt, c),
        None => raise("TypeError", "not a class"),
    }
}

/// The builtin class that a class is made of; missing if there is none.
pub fn native_base(_: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(c) = args[0].as_a::<Class>() else { return Ok(Value::MISSING) };
    let native = |k: &Value| k.as_a::<Class>().is_some_and(|k| k.maker.get() != Value::NIL);
    Ok(class::order(c).find(native).unwrap_or(Value::MISSING))
}

/// Removes an attribute whatever the class says of `__delattr__`.
pub fn del_plain(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    match name_of(rt, args[1]) {
        Some(name) => class::del_plain(rt, args[0], name),
        None => no_name(rt, args[1]),
    }
}

/// A module of that name.
pub fn module(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(name) = name_of(rt, args[0]) else { return raise("TypeError", "module name must be a string") };
    Ok(rt.heap.compound(Sort::Module, &[args[0], Value::sym(name)])?)
}

/// A function and its first argument.
pub fn method(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    Ok(rt.heap.compound(Sort::Method, args)?)
}

/// Entries of a dictionary whose keys have a hash: their places.
pub fn candidates(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let hash = int(args[1]).map_or(0, |i| match i {
        Int::Small(n) => n,
        _ => 0,
    });
    let hash = crate::object::kept(hash);
    let mut keys = vec![];
    if let Some(d) = args[0].as_a::<Dict>() {
        let _ = d.find::<()>(hash, |k| {
            keys.push(k);
            Ok(false)
        });
    }
    if let Some(s) = args[0].as_a::<Set>() {
        let _ = s.find::<()>(hash, |k| {
            keys.push(k);
            Ok(false)
        });
    }
    Ok(rt.heap.list_of(&keys)?)
}

/// The elements of a set with their hashes.
pub fn hashed(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let all = rt.heap.new_list()?;
    for (hash, key) in args[0].as_a::<Set>().map_or(vec![], |s| s.hashed().collect()) {
        let pair = rt.heap.tuple(&[hash, key])?;
        all.push(&mut rt.heap, pair)?;
    }
    Ok(Value::obj(all))
}

/// Does something at the entry whose key is that object, or adds one: what, container,
/// hash, key, value.
pub fn at_key(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let hash = int(args[1]).map_or(0, |i| match i {
        Int::Small(n) => n,
        _ => 0,
    });
    let hash = crate::object::kept(hash);
    let key = args[2];
    let same = |k: Value| Ok::<bool, ()>(compare::is(k, key));
    if let Some(d) = args[0].as_a::<Dict>() {
        let at = d.find(hash, same).unwrap_or(None);
        return match (who, at) {
            ("%key_get", Some(at)) => Ok(d.value(at)),
            ("%key_set", Some(at)) => {
                d.set_value(at, args[3]);
                Ok(Value::UNIT)
            }
            ("%key_set", None) => {
                d.add(&mut rt.heap, hash, key, args[3])?;
                Ok(Value::UNIT)
            }
            ("%key_del", Some(at)) => {
                let v = d.value(at);
                d.remove(at);
                Ok(v)
            }
            _ => Ok(Value::MISSING),
        };
    }
    if let Some(s) = args[0].as_a::<Set>() {
        return match who {
            "%key_set" => {
                s.add(&mut rt.heap, hash, key, |_| Ok::<bool, crate::heap::HeapFull>(false))?;
                Ok(Value::UNIT)
            }
            "%key_del" => s.remove(hash, same).map(Value::bool).map_err(|()| Fault::HeapFull),
            _ => Ok(Value::MISSING),
        };
    }
    Ok(Value::MISSING)
}

/// What a compound has at a place; for the prelude.
pub fn part(_: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let at = args[1].as_int().unwrap_or(0) as usize;
    Ok(args[0].as_a::<Compound>().and_then(|c: Gc<Compound>| c.items().get(at).map(|v| v.get())).unwrap_or(Value::UNIT))
}
