//! What a call of an object calls, and classes and instances that such calls make.
use super::*;

/// Slots that an instance has at first.
const LEAST_ROOM: u32 = 4;
/// Slots that it has in itself at most.
pub(super) const MOST_ROOM: usize = 64;

/// A new instance of a class without attributes.
pub fn instantiate(rt: &mut Runtime, c: Gc<Class>) -> Result<Value, Fault> {
    // Builtin classes that others are made of do not ask.
    if c.facts.get() & (ABSTRACT | PAYLOAD) == ABSTRACT && !is_subclass(c, world(rt).class(Id::BaseException)) {
        return call(world(rt).own(Own::Abstract), &[Value::obj(c)]);
    }
    let room = c.room.get().max(LEAST_ROOM) as usize;
    Ok(Value::obj(rt.heap.instance(c.shape.get(), room)?))
}

/// Slots that instances of a class will need: one for each attribute that an initialiser
/// sets. Without it the first instances would have their last attributes elsewhere. Never 0,
/// which says that nobody has asked yet.
fn expected_room(c: Gc<Class>, init: Sym) -> u32 {
    let mut names: Vec<Sym> = vec![];
    for k in order(c).filter_map(|k| k.as_a::<Class>()) {
        let Some(f) = own_entry(k, init).and_then(|f| f.as_a::<Closure>()) else { continue };
        names.extend(f.function().attributes_set());
    }
    names.sort_unstable();
    names.dedup();
    names.len().clamp(1, MOST_ROOM) as u32
}

/// An instance of a class that is made of `tuple`, from a tuple.
pub fn tuple_of_class(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Result<Value, Fault> {
    let Some(c) = args[0].as_a::<Class>() else { return raise("TypeError", "not a class") };
    let v = instantiate(rt, c)?;
    if let Some(o) = v.as_a::<Instance>() {
        o.set_slot(0, args[1]);
    }
    Ok(v)
}

/// What a call of something that is no function calls.
pub fn callable(rt: &mut Runtime, v: Value, args: &[Value]) -> Result<Callable, Fault> {
    if let Some((sort, c)) = sort(v) {
        return match sort {
            Sort::StaticMethod => Ok(Callable::Function(c.get(0))),
            _ => not_callable(rt, v),
        };
    }
    let Some(c) = v.as_a::<Class>() else {
        if v.as_a::<Instance>().is_some()
            && let Some(f) = lookup(rt, class_of(rt, v), world(rt).names.call)
        {
            return Ok(Callable::Bound(unbound(rt, f)?, v));
        }
        if v.as_a::<crate::object::Continuation>().is_some() || v.as_a::<crate::object::Parameter>().is_some() {
            return Ok(Callable::Vm);
        }
        return not_callable(rt, v);
    };
    let names = &world(rt).names;
    let plain_meta = world(rt).class(Id::Type);
    if c.meta.get() != plain_meta
        && let Some(meta) = c.meta.get().as_a::<Class>()
        && let Some((_, f)) = lookup_with_holder(rt, meta, names.call).filter(|found| found.0 != plain_meta)
    {
        return Ok(Callable::Bound(f, v));
    }
    make(rt, c, args)
}

/// What makes an instance of a class.
pub fn make(rt: &mut Runtime, c: Gc<Class>, args: &[Value]) -> Result<Callable, Fault> {
    let v = Value::obj(c);
    let names = &world(rt).names;
    let (new, init) = (names.new, names.init);
    if c.maker.get() != Value::NIL {
        return Ok(Callable::Function(c.maker.get()));
    }
    let object = world(rt).class(Id::Object);
    // Where there is nothing to begin, what `__new__` gives is it.
    if let Some((holder, f)) = lookup_with_holder(rt, c, new).filter(|found| found.0 != object)
        && holder.as_a::<Class>().is_some_and(|h| h.number.get() == u32::MAX)
        && lookup_with_holder(rt, c, init).is_some_and(|found| found.0 == object)
    {
        let f = sort(f).map_or(f, |(_, c)| c.get(0));
        if f.as_a::<Closure>().is_some() {
            return Ok(Callable::Bound(f, v));
        }
    }
    if c.facts.get() & PAYLOAD != 0 {
        return Ok(Callable::Bound(world(rt).own(Own::ConstructNative), v));
    }
    match lookup_with_holder(rt, c, new) {
        Some((holder, _)) if holder != object => {
            return Ok(Callable::Bound(world(rt).own(Own::Construct), v));
        }
        _ => {}
    }
    if c.room.get() == 0 {
        c.room.set(expected_room(c, init));
    }
    let instance = instantiate(rt, c)?;
    let exception = is_subclass(c, world(rt).class(Id::BaseException));
    if exception && let Some(o) = instance.as_a::<Instance>() {
        let args = rt.heap.tuple(args)?;
        o.set_slot(0, args);
    }
    match lookup_with_holder(rt, c, init) {
        Some((holder, f)) if holder != object && holder != world(rt).class(Id::BaseException) => {
            Ok(Callable::Construct { instance, init: f, always: !exception })
        }
        _ if args.is_empty() || exception => Ok(Callable::Done(instance)),
        _ => raise("TypeError", format!("{}() takes no arguments", name(c))),
    }
}

fn not_callable<T>(rt: &Runtime, v: Value) -> Result<T, Fault> {
    raise("TypeError", format!("'{}' object is not callable", type_name(rt, v)))
}

/// The C3 order of a class with these bases.
pub(super) fn linearise(this: Value, bases: &[Value]) -> Result<Vec<Value>, Fault> {
    let mut lists: Vec<Vec<Value>> = bases.iter().filter_map(|b| Some(order(b.as_a::<Class>()?).collect())).collect();
    lists.push(bases.to_vec());
    let mut done = vec![this];
    loop {
        lists.retain(|l| !l.is_empty());
        if lists.is_empty() {
            return Ok(done);
        }
        let in_tail = |c: Value| lists.iter().any(|l| l[1..].contains(&c));
        let Some(next) = lists.iter().map(|l| l[0]).find(|&c| !in_tail(c)) else {
            let names: Vec<String> = lists.iter().filter_map(|l| l[0].as_a::<Class>()).map(name).collect();
            let mut unique = vec![];
            names.into_iter().for_each(|n| {
                if !unique.contains(&n) {
                    unique.push(n)
                }
            });
            let all = unique.join(", ");
            let words = "Cannot create a consistent method resolution\norder (MRO) for bases";
            return raise("TypeError", format!("{words} {all}"));
        };
        done.push(next);
        lists.iter_mut().for_each(|l| l.retain(|&c| c != next));
    }
}

/// What of a class is made in the VM: instances cannot be of two such classes.
fn solid_part(c: Gc<Class>) -> Option<Gc<Class>> {
    let first = Id::Int as u32..=Id::FrozenSet as u32;
    order(c).filter_map(|k| k.as_a::<Class>()).find(|k| {
        let number = k.number.get();
        first.contains(&number) || number == Id::BaseException as u32
    })
}

/// What is in `__slots__` cannot have a value in the class. Whether instances have nothing else.
fn check_slots(rt: &Runtime, members: Gc<Dict>, slots: Value) -> Result<bool, Fault> {
    let mut closed = true;
    if super::super::values::int(slots).is_some() {
        return raise("TypeError", format!("'{}' object is not iterable", type_name(rt, slots)));
    }
    for v in slot_names(slots) {
        let Some(name) = v.as_str().map(|s| s.to_string()) else {
            let name = type_name(rt, v);
            return raise("TypeError", format!("__slots__ items must be strings, not '{name}'"));
        };
        closed &= name != "__dict__";
        if members.pairs().any(|(key, _)| key.as_str().is_some_and(|k| *k == *name)) {
            return raise("ValueError", format!("'{name}' in __slots__ conflicts with class variable"));
        }
    }
    Ok(closed)
}

/// Makes a class: name, bases (a tuple), attributes (a dictionary), metaclass.
pub fn new_class(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Result<Value, Fault> {
    let [name, bases, attributes, meta] = [args[0], args[1], args[2], args[3]];
    let object = world(rt).class(Id::Object);
    let given: Vec<Value> = bases.as_a::<Tuple>().map_or(vec![], |t| t.values().to_vec());
    let bases = if given.is_empty() { vec![object] } else { given };
    let mut closed = false;
    let mut has_payload = false;
    let mut solid: Option<Gc<Class>> = None;
    for &b in &bases {
        let Some(c) = b.as_a::<Class>() else {
            return raise("TypeError", "bases must be types");
        };
        let number = c.number.get() as usize;
        let last = Id::BaseException as usize;
        let extendable = c.number.get() == u32::MAX || number >= last || number <= Id::Type as usize;
        has_payload |= c.facts.get() & PAYLOAD != 0;
        if let Some(part) = solid_part(c) {
            match solid {
                Some(other) if is_subclass(other, Value::obj(part)) => {}
                Some(other) if !is_subclass(part, Value::obj(other)) => {
                    return raise("TypeError", "multiple bases have instance lay-out conflict");
                }
                _ => solid = Some(part),
            }
        }
        if !extendable {
            let with_values = (Id::Int as usize..=Id::FrozenSet as usize).contains(&number)
                && number != Id::Bool as usize
                || (Id::Map as usize..=Id::Reversed as usize).contains(&number);
            let name = self::name(c);
            if !with_values && name != "property" {
                return raise("TypeError", format!("type '{name}' is not an acceptable base type"));
            }
            has_payload |= with_values;
        }
    }
    let slots = world(rt).names.slots;
    let c = rt.heap.class(name, 0)?;
    let this = Value::obj(c);
    let order = linearise(this, &bases)?;
    let dict = rt.heap.dict()?;
    if let Some(from) = attributes.as_a::<Dict>() {
        for (key, value) in from.pairs() {
            let Some(text) = key.as_str() else { continue };
            let name = rt.interner.intern(&text);
            rt.heap.charge(text.len())?;
            if name == slots {
                closed = check_slots(rt, from, value)?;
            }
            dict.add(&mut rt.heap, name_hash(name), Value::sym(name), value)?;
        }
    }
    // A class does not take the text of one it is made of.
    let doc = world(rt).names.doc;
    if place_of_name(dict, doc).is_none() {
        dict.add(&mut rt.heap, name_hash(doc), Value::sym(doc), Value::UNIT)?;
    }
    c.dict.set(Value::obj(dict));
    let bases = rt.heap.tuple(&bases)?;
    c.bases.set(bases);
    let order = rt.heap.tuple(&order)?;
    c.order.set(order);
    // Where it is may have been another class.
    rt.class_changes += 1;
    c.meta.set(meta);
    rt.heap.charge(LAYOUT_BYTES)?;
    let root = rt.layouts.root(this);
    let exception = is_subclass(c, world(rt).class(Id::BaseException));
    let names = world(rt).names.args;
    let first = if has_payload { rt.interner.intern("%payload") } else { names };
    c.shape.set(if exception || has_payload { rt.layouts.extend(root, first) } else { root });
    // A base with a dictionary gives its instances one.
    let open = |b: Value| b != object && b.as_a::<Class>().is_some_and(|b| b.facts.get() & CLOSED == 0);
    let base_open = self::order(c).skip(1).any(open);
    let payload = if has_payload { PAYLOAD } else { 0 };
    c.facts.set(if closed && !base_open { CLOSED | payload } else { payload });
    Ok(this)
}
