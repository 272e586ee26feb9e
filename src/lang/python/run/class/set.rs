//! Attributes get values and lose them: of instances, classes and functions.
use super::*;

/// Sets an attribute.
pub fn set_attribute(rt: &mut Runtime, v: Value, name: Sym, value: Value) -> Result<Option<u32>, Fault> {
    if let Some(o) = v.as_a::<Instance>() {
        let class = class_of(rt, v);
        let names = &world(rt).names;
        if let Some(hook) = lookup_own(rt, class, names.set_attr) {
            let text = super::super::values::name_text(rt, name)?;
            return call(hook, &[v, text, value]);
        }
        return set_plain(rt, v, o, name, value);
    }
    if let Some(c) = v.as_a::<Class>() {
        if c.number.get() != u32::MAX && world(rt).is_ready() {
            let (name, class) = (rt.interner.name(name), self::name(c));
            return raise("TypeError", format!("cannot set '{name}' attribute of immutable type '{class}'"));
        }
        if let Some(meta) = c.meta.get().as_a::<Class>()
            && let Some(hook) = lookup_own(rt, meta, world(rt).names.set_attr)
        {
            let text = super::super::values::name_text(rt, name)?;
            return call(hook, &[v, text, value]);
        }
        return set_in_class(rt, c, name, value);
    }
    if sort(v).is_some_and(|s| s.0 == Sort::Module) {
        let text = super::super::values::name_text(rt, name)?;
        return call(world(rt).own(Own::ModuleSet), &[v, text, value]);
    }
    if v.as_a::<Closure>().is_some() {
        let dict = function_dict(rt, v)?;
        put_name(rt, dict, name, value)?;
        return Ok(None);
    }
    if let Some((Sort::Property, p)) = sort(v)
        && name == world(rt).names.doc
    {
        p.items()[3].set(value);
        return Ok(None);
    }
    if lookup(rt, class_of(rt, v), name).is_some() { read_only(rt, v, name) } else { no_attribute(rt, v, name) }
}

fn read_only<T>(rt: &Runtime, v: Value, name: Sym) -> Result<T, Fault> {
    let text = format!("'{}' object attribute '{}' is read-only", type_name(rt, v), rt.interner.name(name));
    raise("AttributeError", text)
}

/// `v.__class__ = ...`: an instance keeps its attributes.
fn set_class(rt: &mut Runtime, o: Gc<Instance>, from: Gc<Class>, to: Value) -> Result<(), Fault> {
    let Some(c) = to.as_a::<Class>() else {
        let name = type_name(rt, to);
        return raise("TypeError", format!("__class__ must be set to a class, not '{name}' object"));
    };
    if c.number.get() != u32::MAX {
        return raise("TypeError", "__class__ assignment only supported for mutable types or ModuleType subclasses");
    }
    let exception = |c| is_subclass(c, world(rt).class(Id::BaseException));
    if (c.facts.get() ^ from.facts.get()) & !ABSTRACT != 0 || exception(c) != exception(from) {
        let words =
            format!("__class__ assignment: '{}' object layout differs from '{}'", self::name(c), self::name(from));
        return raise("TypeError", words);
    }
    let hidden = rt.layouts.count(c.shape.get());
    let mut shape = c.shape.get();
    for name in rt.layouts.names(o.shape.get()).into_iter().skip(hidden) {
        shape = match rt.layouts.known(shape, name) {
            Some(next) => next,
            None => {
                rt.heap.charge(LAYOUT_BYTES)?;
                rt.layouts.extend(shape, name)
            }
        };
    }
    o.shape.set(shape);
    Ok(())
}

/// `v.__dict__ = ...`: the instance has what the dictionary has.
fn set_dict(rt: &mut Runtime, v: Value, o: Gc<Instance>, class: Gc<Class>, to: Value) -> Result<(), Fault> {
    let Some(dict) = plain(rt, to).as_a::<Dict>() else {
        let name = type_name(rt, to);
        return raise("TypeError", format!("__dict__ must be set to a dictionary, not a '{name}'"));
    };
    for at in rt.layouts.count(class.shape.get())..rt.layouts.count(o.shape.get()) {
        o.set_slot(at, Value::UNSET);
    }
    o.shape.set(class.shape.get());
    for (key, value) in dict.pairs().collect::<Vec<_>>() {
        if let Some(text) = key.as_str() {
            let name = rt.interner.intern(&text);
            set_plain(rt, v, o, name, value)?;
        }
    }
    Ok(())
}

/// Sets an attribute of a class whatever its metaclass says.
pub fn set_in_class(rt: &mut Runtime, c: Gc<Class>, name: Sym, value: Value) -> Result<Option<u32>, Fault> {
    let function =
        |v: Value| v.as_a::<Closure>().is_some() || v.as_native().is_some() || v.as_a::<Compound>().is_some();
    let bound = |v: Value| function(v) || is_data_descriptor(rt, v);
    // What sites remember of instances holds as long as plain values follow each other.
    if lookup(rt, c, name).is_none_or(bound) || bound(value) {
        rt.classes_changed = true;
    }
    if name == world(rt).names.abstract_methods {
        let none = value.as_a::<Set>().is_none_or(|names| names.count() == 0);
        c.facts.set(c.facts.get() & !ABSTRACT | if none { 0 } else { ABSTRACT });
        rt.classes_changed = true;
    }
    if name == world(rt).names.name && value.is_str() {
        c.name.set(value);
        return Ok(None);
    }
    if name == world(rt).names.bases && c.number.get() == u32::MAX {
        return set_bases(rt, c, value).map(|()| None);
    }
    put(rt, c, name, value)?;
    Ok(None)
}

/// `c.__bases__ = ...`: the class, and those made of it, have what these classes have.
fn set_bases(rt: &mut Runtime, c: Gc<Class>, to: Value) -> Result<(), Fault> {
    let (this, name) = (Value::obj(c), self::name(c));
    let fail = |words: String| raise("TypeError", words);
    let Some(bases) = to.as_a::<Tuple>() else {
        return fail(format!("can only assign tuple to {name}.__bases__, not {}", type_name(rt, to)));
    };
    let Some(&first) = bases.values().first() else {
        return fail(format!("can only assign non-empty tuple to {name}.__bases__, not ()"));
    };
    for &b in bases.values() {
        let Some(base) = b.as_a::<Class>() else {
            return fail(format!("{name}.__bases__ must be tuple of classes, not '{}'", type_name(rt, b)));
        };
        if is_subclass(base, this) {
            return fail("a __bases__ item causes an inheritance cycle".to_string());
        }
    }
    let kind = |b: Value| {
        let b = b.as_a::<Class>()?;
        let exception = is_subclass(b, world(rt).class(Id::BaseException));
        Some((b.facts.get() & (CLOSED | PAYLOAD), exception, b.number.get() == u32::MAX))
    };
    let old = c.bases.get().as_a::<Tuple>().and_then(|b| b.values().first().copied()).unwrap_or(this);
    let has_payload = |b: Value| b.as_a::<Class>().map(|b| b.facts.get() & PAYLOAD);
    if kind(first) != kind(old) || bases.values().iter().any(|&b| has_payload(b) != has_payload(old)) {
        let differs = [first, old].map(class_name);
        return fail(format!("__bases__ assignment: '{}' object layout differs from '{}'", differs[0], differs[1]));
    }
    let mut below: Vec<Gc<Class>> = rt.layouts.classes().filter_map(|v| v.as_a::<Class>()).collect();
    below.retain(|&k| is_subclass(k, this));
    // Those that others are made of come first.
    below.sort_by_key(|&k| (order(k).count(), Value::obj(k).bits()));
    below.dedup_by_key(|k| Value::obj(*k).bits());
    let before: Vec<Value> = below.iter().map(|k| k.order.get()).collect();
    let old = c.bases.replace(to);
    for k in &below {
        let bases = k.bases.get().as_a::<Tuple>().map_or(vec![], |b| b.values().to_vec());
        let made = linearise(Value::obj(*k), &bases).and_then(|all| Ok(rt.heap.tuple(&all)?));
        match made {
            Ok(order) => k.order.set(order),
            Err(fault) => {
                below.iter().zip(before).for_each(|(k, order)| k.order.set(order));
                c.bases.set(old);
                return Err(fault);
            }
        }
    }
    rt.class_changes += 1;
    rt.classes_changed = true;
    Ok(())
}

/// The dictionary of a function's own attributes.
fn function_dict(rt: &mut Runtime, f: Value) -> Result<Gc<Dict>, Fault> {
    if let Some(dict) = world(rt).functions.get(&f.bits()).and_then(|e| e.1.as_a::<Dict>()) {
        return Ok(dict);
    }
    let dict = rt.heap.dict()?;
    rt.heap.charge(32)?;
    if let Some(world) = &mut rt.python {
        world.functions.insert(f.bits(), (f, Value::obj(dict)));
    }
    Ok(dict)
}

/// Sets an attribute of an instance whatever its class says of `__setattr__`.
pub fn set_plain(rt: &mut Runtime, v: Value, o: Gc<Instance>, name: Sym, value: Value) -> Result<Option<u32>, Fault> {
    let class = class_of(rt, v);
    if let Some(found) = lookup(rt, class, name)
        && is_data_descriptor(rt, found)
    {
        if let Some((_, p)) = sort(found) {
            if p.get(1) == Value::UNIT {
                return no_accessor(rt, class, name, "setter");
            }
            return call(p.get(1), &[v, value]);
        }
        return match lookup(rt, class_of(rt, found), world(rt).names.set) {
            Some(set) => call(set, &[found, v, value]),
            None => raise("AttributeError", "__set__"),
        };
    }
    let shape = o.shape.get();
    if let Some(slot) = rt.layouts.slot(shape, name) {
        set_slot(rt, o, slot as usize, value)?;
        return Ok(Some(slot));
    }
    let names = &world(rt).names;
    if name == names.class {
        return set_class(rt, o, class, value).map(|()| None);
    }
    if name == names.dict && class.facts.get() & CLOSED == 0 {
        return set_dict(rt, v, o, class, value).map(|()| None);
    }
    if class.facts.get() & CLOSED != 0 && !is_slot(rt, class, name) {
        return if lookup(rt, class, name).is_some() { read_only(rt, v, name) } else { no_attribute(rt, v, name) };
    }
    let next = match rt.layouts.known(shape, name) {
        Some(next) => next,
        None => {
            rt.heap.charge(LAYOUT_BYTES)?;
            rt.layouts.extend(shape, name)
        }
    };
    let slot = rt.layouts.count(shape);
    let inside = slot < o.header.len as usize;
    set_slot(rt, o, slot, value)?;
    o.shape.set(next);
    if class.room.get() <= slot as u32 && slot < make::MOST_ROOM {
        class.room.set(slot as u32 + 1);
    }
    Ok(inside.then_some(slot as u32))
}

/// Fact of a class: instances have no attributes but those in `__slots__`.
pub const CLOSED: u32 = 1;
/// Fact of a class: it has abstract methods, so there are no instances.
pub const ABSTRACT: u32 = 4;
/// Fact of a class: the first slot of instances has the value of a builtin class.
pub const PAYLOAD: u32 = 2;

pub(super) fn is_slot(rt: &Runtime, c: Gc<Class>, name: Sym) -> bool {
    let slots = world(rt).names.slots;
    let wanted = rt.interner.name(name);
    order(c).filter_map(|k| k.as_a::<Class>()).any(|k| {
        let names = own_entry(k, slots).map_or(vec![], slot_names);
        // Private names are those of the class.
        let own = format!("_{}", self::name(k).trim_start_matches('_'));
        names.iter().filter_map(|v| v.as_str()).any(|s| {
            *s == *wanted || s.starts_with("__") && !s.ends_with("__") && wanted.strip_prefix(&*own) == Some(&*s)
        })
    })
}

/// What is in `__slots__`.
pub(super) fn slot_names(v: Value) -> Vec<Value> {
    match (v.as_a::<Tuple>(), v.as_a::<List>(), v.as_a::<Dict>(), v.as_a::<Set>()) {
        (Some(t), ..) => t.values().to_vec(),
        (_, Some(l), ..) => l.to_vec(),
        (.., Some(d), _) => d.pairs().map(|pair| pair.0).collect(),
        (.., Some(s)) => s.elements().collect(),
        _ if v.is_str() => vec![v],
        _ => vec![],
    }
}

fn set_slot(rt: &mut Runtime, o: Gc<Instance>, slot: usize, value: Value) -> Result<(), HeapFull> {
    if o.set_slot(slot, value) {
        return Ok(());
    }
    // More slots than there are: a larger vector takes the rest.
    let at = slot - o.header.len as usize;
    let more = rt.heap.vector((2 * at).max(4), Value::UNSET)?;
    if let Some(old) = o.more.get().as_a::<Vector>() {
        more.items().iter().zip(old.values()).for_each(|(slot, v)| slot.set(v));
    }
    more.items()[at].set(value);
    o.more.set(Value::obj(more));
    Ok(())
}

/// Removes an attribute.
pub fn del_attribute(rt: &mut Runtime, v: Value, name: Sym) -> Result<Value, Fault> {
    if v.as_a::<Instance>().is_some() {
        let class = class_of(rt, v);
        if let Some(hook) = lookup_own(rt, class, world(rt).names.del_attr) {
            let text = super::super::values::name_text(rt, name)?;
            return call(hook, &[v, text]);
        }
    }
    if let Some(meta) = v.as_a::<Class>().and_then(|c| c.meta.get().as_a::<Class>())
        && let Some(hook) = lookup_own(rt, meta, world(rt).names.del_attr)
    {
        let text = super::super::values::name_text(rt, name)?;
        return call(hook, &[v, text]);
    }
    del_plain(rt, v, name)
}

/// Removes an attribute whatever its class says of `__delattr__`.
pub fn del_plain(rt: &mut Runtime, v: Value, name: Sym) -> Result<Value, Fault> {
    if let Some(o) = v.as_a::<Instance>() {
        let class = class_of(rt, v);
        if let Some((Sort::Property, p)) = lookup(rt, class, name).and_then(sort) {
            if p.get(2) == Value::UNIT {
                return no_accessor(rt, class, name, "deleter");
            }
            return call(p.get(2), &[v]);
        }
        if let Some(found) = lookup(rt, class, name).filter(|f| f.as_a::<Instance>().is_some())
            && let Some(delete) = lookup(rt, class_of(rt, found), world(rt).names.delete)
        {
            return call(delete, &[found, v]);
        }
        if let Some(slot) = rt.layouts.slot(o.shape.get(), name)
            && o.slot(slot as usize).is_some_and(|v| v != Value::UNSET)
        {
            o.set_slot(slot as usize, Value::UNSET);
            return Ok(Value::UNIT);
        }
        if class.facts.get() & CLOSED != 0 && lookup(rt, class, name).is_some() {
            return read_only(rt, v, name);
        }
        return no_attribute(rt, v, name);
    }
    if let Some(c) = v.as_a::<Class>()
        && c.number.get() == u32::MAX
        && let Some(dict) = c.dict.get().as_a::<Dict>()
        && let Some(at) = place_of_name(dict, name)
    {
        rt.classes_changed = true;
        rt.class_changes += 1;
        dict.remove(at);
        return Ok(Value::UNIT);
    }
    no_attribute(rt, v, name)
}
