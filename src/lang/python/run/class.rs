//! Classes and attributes: where names are looked for, what is found there and how it
//! is bound. `set` has how attributes change, `make` what calls of objects do.
mod lookups;
mod make;
mod set;

pub use lookups::Lookups;
pub use make::*;
pub use set::*;

use super::world::{Id, Own, name_hash, world};
use super::{call, raise};
use crate::heap::HeapFull;
use crate::lang::{Callable, Method};
use crate::object::shape::LAYOUT_BYTES;
use crate::object::{BigInt, Class, Closure, Compound, Dict, Gc, Generator, Instance, List, Set, Sort, Tuple, Vector};
use crate::runtime::{Fault, Runtime};
use crate::syntax::{SourceId, Sym};
use crate::value::Value;

/// The class of a value.
pub fn class_of(rt: &Runtime, v: Value) -> Gc<Class> {
    let class = match v.as_a::<Instance>() {
        Some(o) => rt.layouts.get(o.shape.get()).class,
        None => match v.as_a::<Class>() {
            Some(c) => c.meta.get(),
            None => world(rt).class(builtin(v)),
        },
    };
    class.as_a::<Class>().expect("layouts and the world have classes")
}

/// The builtin class of what is neither an instance nor a class.
pub fn builtin(v: Value) -> Id {
    match v {
        Value::UNIT => Id::NoneType,
        Value::TRUE | Value::FALSE => Id::Bool,
        _ if v.is_int() || v.as_a::<BigInt>().is_some() => Id::Int,
        _ if v.is_float() => Id::Float,
        _ if v.is_str() => Id::Str,
        _ if v.as_native().is_some() => Id::Builtin,
        _ if v.as_a::<Closure>().is_some() => Id::Function,
        _ if v.as_a::<List>().is_some() => Id::List,
        _ if v.as_a::<Tuple>().is_some() => Id::Tuple,
        _ if v.as_a::<Dict>().is_some() => Id::Dict,
        _ if v.as_a::<Generator>().is_some() => v.as_a::<Generator>().map_or(Id::Generator, kind_of_generator),
        _ => match (v.as_a::<Set>(), v.as_a::<Compound>()) {
            (Some(s), _) if s.is_frozen() => Id::FrozenSet,
            (Some(_), _) => Id::Set,
            _ if super::complex::is(v) => Id::Complex,
            (_, Some(c)) => match c.sort() {
                Sort::Object => Id::Object,
                Sort::Range => Id::Range,
                Sort::Slice => Id::Slice,
                Sort::Zip => Id::Zip,
                Sort::Enumerate => Id::Enumerate,
                Sort::Reversed => Id::Reversed,
                Sort::Keys => Id::Keys,
                Sort::Values => Id::Values,
                Sort::Items => Id::Items,
                Sort::Method => Id::Method,
                Sort::StaticMethod => Id::StaticMethod,
                Sort::ClassMethod => Id::ClassMethod,
                Sort::Property => Id::Property,
                Sort::Super => Id::Super,
                Sort::Module => Id::Module,
                Sort::Bytes => Id::Bytes,
                Sort::ByteArray => Id::ByteArray,
                Sort::NotImplemented => Id::NotImplementedType,
                Sort::Ellipsis => Id::Ellipsis,
                _ => super::iter::class_of_iterator(c),
            },
            _ => Id::Object,
        },
    }
}

/// The name of a value's class, as messages have it.
pub fn type_name(rt: &Runtime, v: Value) -> String {
    said_name(rt, class_of(rt, v))
}

/// Classes that CPython has in C, whose messages name the module.
const IN_C: &[&str] = &[
    "array.array",
    "collections.OrderedDict",
    "collections.defaultdict",
    "collections.deque",
    "decimal.Context",
    "decimal.Decimal",
    "functools._lru_cache_wrapper",
    "functools.partial",
    "operator.attrgetter",
    "operator.itemgetter",
    "operator.methodcaller",
    "re.Match",
    "re.Pattern",
    "sys.version_info",
    "time.struct_time",
];

/// The name of a class, as messages have it.
fn said_name(rt: &Runtime, c: Gc<Class>) -> String {
    let full = full_name(rt, c);
    let in_c = full.starts_with("datetime.") || full.starts_with("itertools.") || IN_C.contains(&&full[..]);
    if in_c { full } else { name(c) }
}

/// The name of a class.
pub fn name(c: Gc<Class>) -> String {
    c.name.get().as_str().map_or_else(String::new, |s| s.to_string())
}

/// Which of the classes that are generators one has.
pub fn kind_of_generator(g: Gc<Generator>) -> Id {
    match g.header.flags.get() {
        1 => Id::Coroutine,
        2 => Id::AsyncGenerator,
        3 => Id::Map,
        4 => Id::Filter,
        5 => Id::Zip,
        6 => Id::Enumerate,
        7 => Id::Reversed,
        _ => Id::Generator,
    }
}

/// Where attributes of a class are looked for, itself first.
pub fn order(c: Gc<Class>) -> impl Iterator<Item = Value> {
    let order = c.order.get().as_a::<Tuple>();
    (0..).map_while(move |i| order?.items().get(i).map(|v| v.get()))
}

/// Whether one class is the other or made of it.
pub fn is_subclass(c: Gc<Class>, of: Value) -> bool {
    order(c).any(|k| k == of)
}

/// Whether a value is of a class.
pub fn is_instance(rt: &Runtime, v: Value, of: Value) -> bool {
    is_subclass(class_of(rt, v), of)
}

/// Where a name stands in a dictionary whose keys are names.
pub fn place_of_name(dict: Gc<Dict>, name: Sym) -> Option<usize> {
    dict.find::<()>(name_hash(name), |k| Ok(k == Value::sym(name))).unwrap_or(None)
}

/// What a class itself has under a name.
pub fn own_entry(c: Gc<Class>, name: Sym) -> Option<Value> {
    let dict = c.dict.get().as_a::<Dict>()?;
    place_of_name(dict, name).map(|at| dict.value(at))
}

/// The name of a class as texts show it: with its module, if that is not Python itself.
pub fn full_name(rt: &Runtime, c: Gc<Class>) -> String {
    if c.number.get() != u32::MAX {
        return name(c);
    }
    let names = &world(rt).names;
    let text = |name| own_entry(c, name).and_then(|v| v.as_str()).map(|s| s.to_string());
    let path = text(names.qualname).unwrap_or_else(|| name(c));
    match text(names.module).as_deref() {
        Some("builtins") => path,
        module => format!("{}.{path}", module.unwrap_or("__main__")),
    }
}

/// What the classes of an order have under a name; those up to one are left out.
fn lookup_behind(c: Gc<Class>, behind: Option<Value>, name: Sym) -> Option<(Value, Value)> {
    let mut order = order(c);
    if let Some(class) = behind {
        order.find(|&k| k == class)?;
    }
    order.find_map(|k| own_entry(k.as_a::<Class>()?, name).map(|v| (k, v)))
}

/// What a class or one it is made of has under a name.
pub fn lookup(rt: &Runtime, c: Gc<Class>, name: Sym) -> Option<Value> {
    lookup_with_holder(rt, c, name).map(|found| found.1)
}

/// The same with the class that has it.
pub fn lookup_with_holder(rt: &Runtime, c: Gc<Class>, name: Sym) -> Option<(Value, Value)> {
    rt.lookups.get(c, name, rt.class_changes, || lookup_behind(c, None, name))
}

/// The name of the class that has what instances of another have under a name.
pub fn holder_name(class: Value, name: Sym) -> String {
    let holder = class.as_a::<Class>().and_then(|c| lookup_behind(c, None, name));
    holder.map_or_else(String::new, |(holder, _)| class_name(holder))
}

/// The name of a class, given as a value.
pub fn class_name(class: Value) -> String {
    class.as_a::<Class>().map_or_else(String::new, name)
}

/// What the program's classes say under a name: methods that builtin classes have in
/// the VM itself are left out, as natives know what these do.
pub fn lookup_own(rt: &Runtime, c: Gc<Class>, name: Sym) -> Option<Value> {
    let (holder, found) = lookup_with_holder(rt, c, name)?;
    let builtin = || holder.as_a::<Class>().is_some_and(|h| h.number.get() != u32::MAX);
    (found.as_native().is_none() || !builtin()).then_some(found)
}

/// Sets the value of a name in such a dictionary.
pub fn put_name(rt: &mut Runtime, dict: Gc<Dict>, name: Sym, v: Value) -> Result<(), HeapFull> {
    match place_of_name(dict, name) {
        Some(at) => dict.set_value(at, v),
        None => dict.add(&mut rt.heap, name_hash(name), Value::sym(name), v)?,
    }
    Ok(())
}

/// Gives a class an attribute.
pub fn put(rt: &mut Runtime, c: Gc<Class>, name: Sym, v: Value) -> Result<(), HeapFull> {
    let Some(dict) = c.dict.get().as_a::<Dict>() else { return Ok(()) };
    rt.class_changes += 1;
    put_name(rt, dict, name, v)
}

/// What an instance of a class that is made of a builtin one is, for that one.
pub fn payload(rt: &Runtime, v: Value) -> Option<Value> {
    let o = v.as_a::<Instance>()?;
    let class = rt.layouts.get(o.shape.get()).class.as_a::<Class>()?;
    if class.facts.get() & PAYLOAD == 0 { None } else { o.slot(0).filter(|&p| p != Value::UNSET) }
}

/// Whether an instance is compared by identity: its class says nothing of what equals it.
pub fn is_compared_by_identity(rt: &Runtime, o: Gc<Instance>) -> bool {
    let class = rt.layouts.get(o.shape.get()).class.as_a::<Class>();
    class.is_some_and(|c| c.facts.get() & PAYLOAD == 0 && !says_what_equals(rt, c))
}

/// Whether a class of the program says what equals its objects.
fn says_what_equals(rt: &Runtime, class: Gc<Class>) -> bool {
    if class.compared_at.get() == rt.class_changes {
        return false;
    }
    let names = &world(rt).names;
    let says = [names.eq, names.ne].iter().any(|&n| lookup_own(rt, class, n).is_some());
    if !says {
        class.compared_at.set(rt.class_changes);
    }
    says
}

/// What a value is compared as: itself, or the builtin value that it is made of; nothing if its
/// class has a say, or it is made of none.
pub fn compared_as(rt: &Runtime, v: Value) -> Option<Value> {
    let Some(o) = v.as_a::<Instance>() else { return Some(v) };
    let class = rt.layouts.get(o.shape.get()).class.as_a::<Class>()?;
    if class.facts.get() & PAYLOAD == 0 || says_what_equals(rt, class) {
        return None;
    }
    o.slot(0).filter(|&p| p != Value::UNSET)
}

/// What the functions of a builtin class take for an instance of one made of it.
fn receiver(rt: &Runtime, holder: Value, v: Value, name: Sym) -> Value {
    let native = holder.as_a::<Class>().is_some_and(|h| h.maker.get() != Value::NIL);
    if native && name != world(rt).names.init { payload(rt, v).unwrap_or(v) } else { v }
}

/// Whether a class binds it to instances as a method.
fn is_function(rt: &Runtime, f: Value) -> bool {
    // Builtin functions are no methods, but those of builtin classes are.
    match f.as_a::<Closure>() {
        Some(c) => !super::values::is_free(c),
        None => f.as_native().is_some_and(|n| is_method(rt.native(n).name)),
    }
}

/// What a class has, to be called with an object of it: what is no method does without that.
pub fn unbound(rt: &mut Runtime, f: Value) -> Result<Value, HeapFull> {
    let others = || {
        f.as_native().is_some()
            || f.as_a::<Closure>().is_some()
            || f.as_a::<Class>().is_some()
            || matches!(sort(f), Some((Sort::Method | Sort::StaticMethod | Sort::ClassMethod, _)))
            || f.as_a::<Instance>().is_some()
                && [world(rt).names.call, world(rt).names.get].iter().any(|&n| lookup(rt, class_of(rt, f), n).is_some())
    };
    if is_function(rt, f) || !others() {
        return Ok(f);
    }
    let call = world(rt).own(Own::CallFound);
    rt.heap.compound(Sort::Method, &[call, f])
}

fn is_method(name: &str) -> bool {
    name.contains('.') || name.ends_with("__")
}

/// The value itself, or what it is for a builtin class that its own is made of.
pub fn plain(rt: &Runtime, v: Value) -> Value {
    payload(rt, v).unwrap_or(v)
}

fn sort(v: Value) -> Option<(Sort, Gc<Compound>)> {
    v.as_a::<Compound>().map(|c| (c.sort(), c))
}

/// Whether it decides what setting the attribute does, whatever the instance has.
fn is_data_descriptor(rt: &Runtime, v: Value) -> bool {
    match sort(v) {
        Some((sort, _)) => sort == Sort::Property,
        None if v.as_a::<Instance>().is_some() => {
            let names = &world(rt).names;
            let c = class_of(rt, v);
            lookup(rt, c, names.set).is_some() || lookup(rt, c, names.delete).is_some()
        }
        None => false,
    }
}

/// The attribute error for a name.
pub fn no_attribute<T>(rt: &Runtime, v: Value, name: Sym) -> Result<T, Fault> {
    let text = rt.interner.name(name);
    if let Some(c) = v.as_a::<Class>() {
        return raise("AttributeError", format!("type object '{}' has no attribute '{text}'", said_name(rt, c)));
    }
    if let Some((Sort::Module, m)) = sort(v) {
        let module = m.get(0).as_str().map_or_else(String::new, |s| s.to_string());
        return raise("AttributeError", format!("module '{module}' has no attribute '{text}'"));
    }
    if let Some((Sort::Super, _)) = sort(v) {
        return raise("AttributeError", format!("'super' object has no attribute '{text}'"));
    }
    raise("AttributeError", format!("'{}' object has no attribute '{text}'", type_name(rt, v)))
}

/// What a property cannot do for want of a function.
fn no_accessor<T>(rt: &Runtime, class: Gc<Class>, name: Sym, what: &str) -> Result<T, Fault> {
    let qualname = own_entry(class, world(rt).names.qualname).and_then(|v| v.as_str().map(|s| s.to_string()));
    let (name, class) = (rt.interner.name(name), qualname.unwrap_or_else(|| self::name(class)));
    raise("AttributeError", format!("property '{name}' of '{class}' object has no {what}"))
}

/// Where a property that is a field of a named tuple has the field's number; others have
/// nothing there.
pub const FIELD: usize = 4;

/// The field of a named tuple, by its number.
pub fn field(rt: &Runtime, v: Value, i: Value) -> Option<Value> {
    plain(rt, v).as_a::<Tuple>()?.values().get(i.as_int()? as usize).copied()
}

/// What a class has, as an instance of it gives it.
fn bind_to(rt: &mut Runtime, v: Value, object: Value, class: Value) -> Result<Value, Fault> {
    if is_function(rt, v) {
        return Ok(rt.heap.compound(Sort::Method, &[v, object])?);
    }
    match sort(v) {
        Some((Sort::StaticMethod, c)) => Ok(c.get(0)),
        Some((Sort::ClassMethod, c)) => bind_to(rt, c.get(0), class, class),
        Some((Sort::Property, c)) => match c.items().get(FIELD) {
            Some(i) => match field(rt, object, i.get()) {
                Some(v) => Ok(v),
                None => raise("IndexError", "tuple index out of range"),
            },
            None => call(c.get(0), &[object]),
        },
        Some(_) => Ok(v),
        None if v.as_a::<Instance>().is_some() => match lookup(rt, class_of(rt, v), world(rt).names.get) {
            Some(get) => call(get, &[v, object, class]),
            None => Ok(v),
        },
        None => Ok(v),
    }
}

/// Where `super` looks, behind a class: in the order of the object's class; or in that of
/// the object, if it is a class made of that one.
fn looked_up(rt: &Runtime, behind: Value, object: Value) -> (Gc<Class>, bool) {
    match object.as_a::<Class>().filter(|&c| is_subclass(c, behind)) {
        Some(c) => (c, true),
        None => (class_of(rt, object), false),
    }
}

/// The attribute of an object.
pub fn attribute(rt: &mut Runtime, v: Value, name: Sym) -> Result<(Value, Option<u32>), Fault> {
    if let Some(o) = v.as_a::<Instance>() {
        return of_instance(rt, v, o, name);
    }
    if let Some(c) = v.as_a::<Class>() {
        return of_class(rt, c, name).map(|v| (v, None));
    }
    if let Some((Sort::Super, s)) = sort(v) {
        let (behind, object) = (s.get(0), s.get(1));
        let (class, of_class) = looked_up(rt, behind, object);
        let Some((holder, found)) = lookup_behind(class, Some(behind), name) else {
            return no_attribute(rt, v, name);
        };
        let object = receiver(rt, holder, object, name);
        if of_class && sort(found).is_none_or(|s| s.0 != Sort::ClassMethod) {
            return Ok((found, None));
        }
        return bind_to(rt, found, object, Value::obj(class)).map(|v| (v, None));
    }
    if let Some(found) = special(rt, v, name)? {
        return Ok((found, None));
    }
    if super::module_name(v).is_some() && world(rt).is_ready() {
        let text = super::values::name_text(rt, name)?;
        return call(world(rt).own(Own::ModuleGet), &[v, text]);
    }
    let class = class_of(rt, v);
    match lookup(rt, class, name) {
        Some(found) => bind_to(rt, found, v, Value::obj(class)).map(|v| (v, None)),
        None => no_attribute(rt, v, name),
    }
}

/// The attribute whatever the class says of `__getattribute__`.
pub fn plain_attribute(rt: &mut Runtime, v: Value, name: Sym) -> Result<(Value, Option<u32>), Fault> {
    match v.as_a::<Instance>() {
        Some(o) => plain_of_instance(rt, v, o, name),
        None => attribute(rt, v, name),
    }
}

/// The function of a property that gives or sets it, or the number of the field that it is, if a class
/// has one under a name and nothing else has a say.
pub fn accessor(rt: &Runtime, v: Value, name: Sym, sets: bool) -> Option<Value> {
    let class = class_of(rt, v);
    let (Sort::Property, p) = sort(lookup(rt, class, name)?)? else { return None };
    let names = &world(rt).names;
    let hook = if sets { names.set_attr } else { names.get_attribute };
    if lookup_own(rt, class, hook).is_some() {
        return None;
    }
    match p.items().get(FIELD) {
        Some(i) => Some(i.get()).filter(|_| !sets),
        None => Some(p.get(usize::from(sets))).filter(|f| f.as_a::<Closure>().is_some()),
    }
}

/// What a class has under a name that is no function and no descriptor, as the class itself and
/// its objects give it, if nothing else has a say; or the class of an object.
pub fn common(rt: &Runtime, v: Value, name: Sym) -> Option<Value> {
    let names = &world(rt).names;
    let (class, of) = match (v.as_a::<Instance>(), v.as_a::<Class>()) {
        (Some(o), _) => {
            let class = rt.layouts.get(o.shape.get()).class.as_a::<Class>()?;
            if rt.layouts.slot(o.shape.get(), name).is_some() {
                return None;
            }
            (class, class)
        }
        (_, Some(c)) => {
            let meta = c.meta.get().as_a::<Class>()?;
            // A class has annotations of its own.
            let other = [names.annotations, names.name].contains(&name) || lookup(rt, meta, name).is_some();
            if other {
                return None;
            }
            (c, meta)
        }
        _ => return None,
    };
    if lookup_own(rt, of, names.get_attribute).is_some() {
        return None;
    }
    let Some(found) = lookup(rt, class, name) else {
        return (name == names.class && v.as_a::<Instance>().is_some()).then_some(Value::obj(class));
    };
    let plain = match found.as_a::<Instance>() {
        Some(_) => lookup(rt, class_of(rt, found), names.get).is_none() && !is_data_descriptor(rt, found),
        None => !is_function(rt, found) && sort(found).is_none(),
    };
    plain.then_some(found)
}

fn of_instance(rt: &mut Runtime, v: Value, o: Gc<Instance>, name: Sym) -> Result<(Value, Option<u32>), Fault> {
    let class = class_of(rt, v);
    if let Some(hook) = lookup_own(rt, class, world(rt).names.get_attribute) {
        let text = super::values::name_text(rt, name)?;
        return call(hook, &[v, text]);
    }
    plain_of_instance(rt, v, o, name)
}

fn plain_of_instance(rt: &mut Runtime, v: Value, o: Gc<Instance>, name: Sym) -> Result<(Value, Option<u32>), Fault> {
    let class = class_of(rt, v);
    let with_holder = lookup_with_holder(rt, class, name);
    let found = with_holder.map(|f| f.1);
    let data = found.is_some_and(|f| is_data_descriptor(rt, f));
    let names = &world(rt).names;
    if !data
        && let Some(slot) = rt.layouts.slot(o.shape.get(), name)
        && let Some(value) = o.slot(slot as usize)
        && value != Value::UNSET
    {
        return Ok((value, Some(slot)));
    }
    if let Some((holder, found)) = with_holder {
        if data && sort(found).is_some_and(|(_, p)| p.get(0) == Value::UNIT) {
            return no_accessor(rt, class, name, "getter");
        }
        let object = receiver(rt, holder, v, name);
        return bind_to(rt, found, object, Value::obj(class)).map(|v| (v, None));
    }
    if name == names.class {
        return Ok((Value::obj(class), None));
    }
    if name == names.dict && class.facts.get() & CLOSED == 0 {
        return dict_of(rt, o).map(|v| (v, None));
    }
    if let Some(hook) = lookup(rt, class, names.get_attr) {
        let text = super::values::name_text(rt, name)?;
        return call(hook, &[v, text]);
    }
    if name == names.doc {
        return Ok((Value::UNIT, None));
    }
    no_attribute(rt, v, name)
}

/// A dictionary of what an instance has: a copy.
pub fn dict_of(rt: &mut Runtime, o: Gc<Instance>) -> Result<Value, Fault> {
    let dict = rt.heap.dict()?;
    let class = rt.layouts.get(o.shape.get()).class.as_a::<Class>();
    let base = world(rt).class(Id::BaseException);
    // The first slot of some is not an attribute of the program.
    let exception = class.is_some_and(|c| is_subclass(c, base));
    let hidden = (exception || class.is_some_and(|c| c.facts.get() & PAYLOAD != 0)) as usize;
    let slots = class.filter(|&c| lookup_own(rt, c, world(rt).names.slots).is_some());
    for (i, name) in rt.layouts.names(o.shape.get()).into_iter().enumerate().skip(hidden) {
        let value = o.slot(i).unwrap_or(Value::UNSET);
        let links = ["__context__", "__cause__", "__suppress_context__", "_filename"];
        if value != Value::UNSET
            && !(exception && links.contains(&&*rt.interner.name_rc(name)))
            && !slots.is_some_and(|c| set::is_slot(rt, c, name))
        {
            let key = super::values::name_text(rt, name)?;
            super::dict::put(rt, dict, key, value)?;
        }
    }
    Ok(Value::obj(dict))
}

fn of_class(rt: &mut Runtime, c: Gc<Class>, name: Sym) -> Result<Value, Fault> {
    let this = Value::obj(c);
    let meta = c.meta.get().as_a::<Class>().expect("a class has a class");
    let names = &world(rt).names;
    // A class has annotations of its own, not those of one it is made of.
    if name == names.annotations && c.number.get() == u32::MAX {
        if let Some(own) = own_entry(c, name) {
            return Ok(own);
        }
        let dict = Value::obj(rt.heap.dict()?);
        put(rt, c, name, dict)?;
        return Ok(dict);
    }
    let of_meta = lookup(rt, meta, name);
    if let Some(found) = of_meta
        && is_data_descriptor(rt, found)
    {
        return bind_to(rt, found, this, Value::obj(meta));
    }
    if name == names.name {
        return Ok(c.name.get());
    }
    if let Some(found) = lookup(rt, c, name) {
        return match sort(found) {
            Some((Sort::StaticMethod, m)) => Ok(m.get(0)),
            Some((Sort::ClassMethod, m)) => bind_to(rt, m.get(0), this, this),
            Some(_) => Ok(found),
            None if found.as_a::<Instance>().is_some() => match lookup(rt, class_of(rt, found), names.get) {
                Some(get) => call(get, &[found, Value::UNIT, this]),
                None => Ok(found),
            },
            None => Ok(found),
        };
    }
    let text = |rt: &mut Runtime, s: &str| Ok(rt.heap.string(s)?);
    match name {
        _ if name == names.qualname => return Ok(c.name.get()),
        _ if name == names.mro => return Ok(c.order.get()),
        _ if name == names.bases => return Ok(c.bases.get()),
        _ if name == names.class => return Ok(c.meta.get()),
        _ if name == names.module => {
            return text(rt, if c.number.get() == u32::MAX { "__main__" } else { "builtins" });
        }
        _ if name == names.doc => return Ok(Value::UNIT),
        _ if name == names.dict => {
            let dict = rt.heap.dict()?;
            if let Some(own) = c.dict.get().as_a::<Dict>() {
                for (key, value) in own.pairs() {
                    if let Some(name) = key.as_sym() {
                        let key = super::values::name_text(rt, name)?;
                        super::dict::put(rt, dict, key, value)?;
                    }
                }
            }
            return Ok(Value::obj(dict));
        }
        _ => {}
    }
    match of_meta {
        Some(found) => bind_to(rt, found, this, Value::obj(meta)),
        None => match lookup_own(rt, meta, names.get_attr) {
            Some(hook) => {
                let text = super::values::name_text(rt, name)?;
                call(hook, &[this, text])
            }
            None => no_attribute(rt, this, name),
        },
    }
}

/// Attributes that values of builtin classes have besides their methods.
fn special(rt: &mut Runtime, v: Value, name: Sym) -> Result<Option<Value>, Fault> {
    let names = &world(rt).names;
    if name == names.class {
        return Ok(Some(Value::obj(class_of(rt, v))));
    }
    if v.as_a::<Closure>().is_some() || v.as_native().is_some() {
        if name == names.dict && v.as_native().is_none() {
            return function_attributes(rt, v).map(Some);
        }
        if let Some(dict) = world(rt).functions.get(&v.bits()).and_then(|f| f.1.as_a::<Dict>())
            && let Some(at) = place_of_name(dict, name)
        {
            return Ok(Some(dict.value(at)));
        }
        let text = match () {
            _ if name == names.name || name == names.qualname => match v.as_a::<Closure>() {
                Some(c) if name == names.qualname => super::values::path(c),
                Some(c) => c.function().name().to_string(),
                None => super::values::native_name(rt, v).to_string(),
            },
            _ if name == names.module => module_of(rt, v).to_string(),
            _ if name == names.annotations && v.as_native().is_none() => return Ok(Some(Value::obj(rt.heap.dict()?))),
            _ if name == names.doc => {
                let signature = v.as_a::<Closure>().and_then(|c| c.function().proto.signature.as_ref());
                match signature.and_then(|s| s.doc.clone()) {
                    Some(doc) => doc.to_string(),
                    None => return Ok(Some(Value::UNIT)),
                }
            }
            _ => return Ok(None),
        };
        return Ok(Some(rt.heap.string(&text)?));
    }
    if let Some(c) = v.as_a::<Generator>().and_then(|g| g.code.get().as_a::<Closure>())
        && (name == names.name || name == names.qualname)
    {
        return special(rt, Value::obj(c), name);
    }
    let Some((sort, c)) = sort(v) else { return Ok(None) };
    let at = match sort {
        Sort::Method if name == names.func => 0,
        Sort::Method if name == names.self_ => 1,
        Sort::Method => {
            let f = c.get(0);
            let own = || name == names.call || lookup(rt, class_of(rt, v), name).is_some();
            if f.as_a::<Instance>().is_some() && !own() {
                return attribute(rt, f, name).map(|found| Some(found.0));
            }
            return special(rt, f, name);
        }
        Sort::StaticMethod | Sort::ClassMethod if name == names.func || name == names.wrapped => 0,
        Sort::Property if name == names.fget => 0,
        Sort::Property if name == names.fset => 1,
        Sort::Property if name == names.fdel => 2,
        Sort::Property if name == names.doc && c.get(3) == Value::UNIT && c.get(0) != Value::UNIT => {
            return attribute(rt, c.get(0), name).map(|v| Some(v.0));
        }
        Sort::Property if name == names.doc => 3,
        Sort::Range | Sort::Slice if name == names.start => 0,
        Sort::Range | Sort::Slice if name == names.stop => 1,
        Sort::Range | Sort::Slice if name == names.step => 2,
        Sort::Module if name == names.name => 0,
        _ => return Ok(None),
    };
    Ok(Some(c.get(at)))
}

/// The name of the module whose text has a function.
pub fn module_of(rt: &Runtime, f: Value) -> &str {
    f.as_a::<Closure>().map_or("builtins", |c| module_of_source(rt, c.function().proto.span.source))
}

/// The name of the module that a text is of.
pub fn module_of_source(rt: &Runtime, source: SourceId) -> &str {
    world(rt).modules.get(&source).map_or("__main__", |&m| rt.interner.name(m))
}

/// `__subclasses__`.
pub fn subclasses(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Result<Value, Fault> {
    let mut found: Vec<Value> = vec![];
    for c in rt.layouts.classes() {
        let bases = c.as_a::<Class>().and_then(|c| c.bases.get().as_a::<Tuple>());
        if bases.is_some_and(|b| b.values().contains(&args[0])) && !found.contains(&c) {
            found.push(c);
        }
    }
    Ok(rt.heap.list_of(&found)?)
}

/// A copy of it for programs, whose keys are strings.
fn function_attributes(rt: &mut Runtime, f: Value) -> Result<Value, Fault> {
    let own = world(rt).functions.get(&f.bits()).and_then(|e| e.1.as_a::<Dict>());
    let dict = rt.heap.dict()?;
    for (key, v) in own.map_or(vec![], |d| d.pairs().collect()) {
        let Some(name) = key.as_sym() else { continue };
        let text = rt.interner.name_rc(name);
        if !["__doc__", "__name__", "__qualname__", "__module__", "__annotations__"].contains(&&*text) {
            let key = rt.heap.string(&text)?;
            super::dict::put(rt, dict, key, v)?;
        }
    }
    Ok(Value::obj(dict))
}

/// What a call of a method calls.
pub fn method(rt: &mut Runtime, v: Value, name: Sym) -> Result<Method, Fault> {
    if let Some(c) = v.as_a::<Class>() {
        return Ok(match lookup(rt, c, name) {
            Some(f) if is_function(rt, f) || f.as_native().is_some() => Method::Plain(f),
            Some(f) => match sort(f) {
                Some((Sort::ClassMethod, m)) if is_function(rt, m.get(0)) => Method::Bound(m.get(0), v),
                Some((Sort::StaticMethod, m)) => Method::Plain(m.get(0)),
                _ => through(rt, name)?,
            },
            None => {
                let meta = c.meta.get().as_a::<Class>().expect("a class has a class");
                match lookup(rt, meta, name) {
                    Some(f) if is_function(rt, f) => Method::Function(f),
                    _ => through(rt, name)?,
                }
            }
        });
    }
    if let Some((Sort::Super, s)) = sort(v) {
        let (behind, object) = (s.get(0), s.get(1));
        let (class, _) = looked_up(rt, behind, object);
        return Ok(match lookup_behind(class, Some(behind), name) {
            Some((_, f)) if is_function(rt, f) && name == world(rt).names.new => Method::Plain(f),
            Some((holder, f)) if is_function(rt, f) => Method::Bound(f, receiver(rt, holder, object, name)),
            Some((_, f)) => match sort(f) {
                Some((Sort::ClassMethod, m)) if is_function(rt, m.get(0)) => Method::Bound(m.get(0), Value::obj(class)),
                Some((Sort::StaticMethod, m)) => Method::Plain(m.get(0)),
                _ => through(rt, name)?,
            },
            None => through(rt, name)?,
        });
    }
    let class = class_of(rt, v);
    let with_holder = lookup_with_holder(rt, class, name);
    let found = with_holder.map(|f| f.1);
    if let Some(o) = v.as_a::<Instance>() {
        if lookup_own(rt, class, world(rt).names.get_attribute).is_some() {
            return through(rt, name);
        }
        if found.is_none_or(|f| !is_data_descriptor(rt, f))
            && let Some(slot) = rt.layouts.slot(o.shape.get(), name)
            && let Some(own) = o.slot(slot as usize)
            && own != Value::UNSET
        {
            return Ok(Method::Plain(own));
        }
    }
    match found {
        Some(f) if is_function(rt, f) => {
            let holder = with_holder.map_or(Value::UNIT, |f| f.0);
            let object = receiver(rt, holder, v, name);
            Ok(if object == v { Method::Function(f) } else { Method::Bound(f, object) })
        }
        Some(f) if f.as_native().is_some() => Ok(Method::Plain(f)),
        Some(f) => match sort(f) {
            Some((Sort::ClassMethod, m)) if is_function(rt, m.get(0)) => Ok(Method::Bound(m.get(0), Value::obj(class))),
            Some((Sort::StaticMethod, m)) => Ok(Method::Plain(m.get(0))),
            _ => through(rt, name),
        },
        None => through(rt, name),
    }
}

/// The long way: the attribute, and then a call of that.
fn through(rt: &mut Runtime, name: Sym) -> Result<Method, Fault> {
    let text = super::values::name_text(rt, name)?;
    Ok(Method::Through(world(rt).own(Own::CallMethod), text))
}
