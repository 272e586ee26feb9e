//! Methods of dictionaries.
use super::super::class::{plain, type_name};
use super::super::dict::{self, Found};
use super::super::world::{Own, world};
use super::super::{call, errors, iter, raise};
use crate::object::{Dict, Gc, List, Sort, Tuple};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Outcome = Result<Value, Fault>;

fn dict(rt: &Runtime, who: &str, v: Value) -> Result<Gc<Dict>, Fault> {
    match plain(rt, v).as_a::<Dict>() {
        Some(d) => Ok(d),
        None => {
            let (method, got) = (who.rsplit('.').next().unwrap_or(who), type_name(rt, v));
            raise("TypeError", format!("descriptor '{method}' for 'dict' objects doesn't apply to a '{got}' object"))
        }
    }
}

/// `get`.
pub fn get(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let d = dict(rt, who, args[0])?;
    let usual = args.get(2).copied().unwrap_or(Value::UNIT);
    match dict::find_one(rt, d, args[1])? {
        Found::At(at, _) => Ok(at.map_or(usual, |at| d.value(at))),
        Found::Asks => call(world(rt).own(Own::DictGetOr), &[Value::obj(d), args[1], usual]),
    }
}

/// `setdefault`.
pub fn set_default(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let d = dict(rt, who, args[0])?;
    let usual = args.get(2).copied().unwrap_or(Value::UNIT);
    match dict::find_one(rt, d, args[1])? {
        Found::At(Some(at), _) => Ok(d.value(at)),
        Found::At(None, hash) => {
            d.add(&mut rt.heap, hash, args[1], usual)?;
            Ok(usual)
        }
        Found::Asks => call(world(rt).own(Own::DictSetDefault), &[Value::obj(d), args[1], usual]),
    }
}

/// `pop`.
pub fn pop(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let d = dict(rt, who, args[0])?;
    match (dict::find_one(rt, d, args[1])?, args.get(2)) {
        (Found::At(Some(at), _), _) => {
            let v = d.value(at);
            d.remove(at);
            Ok(v)
        }
        (Found::At(None, _), Some(&usual)) => Ok(usual),
        (Found::At(None, _), None) => dict::raise_key(rt, args[1]),
        (Found::Asks, usual) => {
            let usual = usual.copied().unwrap_or(Value::MISSING);
            call(world(rt).own(Own::DictPop), &[Value::obj(d), args[1], usual])
        }
    }
}

/// `popitem`.
pub fn pop_item(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let d = dict(rt, who, args[0])?;
    let Some((_, key, value)) = d.entry_before(d.places()) else {
        let words = rt.heap.string("popitem(): dictionary is empty")?;
        return Err(errors::with_value(rt, "KeyError", words));
    };
    let pair = rt.heap.tuple(&[key, value])?;
    d.remove_last();
    Ok(pair)
}

/// `keys`, `values` and `items`, by the name.
pub fn view(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let d = dict(rt, who, args[0])?;
    let sort = match who {
        "dict.keys" => Sort::Keys,
        "dict.values" => Sort::Values,
        _ => Sort::Items,
    };
    Ok(rt.heap.compound(sort, &[Value::obj(d)])?)
}

/// `clear`.
pub fn clear(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    dict(rt, who, args[0])?.clear();
    Ok(Value::UNIT)
}

/// `copy`.
pub fn copy(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let d = dict(rt, who, args[0])?;
    let new = rt.heap.dict()?;
    new.copy_from(&mut rt.heap, d)?;
    Ok(Value::obj(new))
}

/// `|` of two dictionaries; nothing if these are none.
pub fn merged(rt: &mut Runtime, a: Value, b: Value, in_place: bool) -> Result<Option<Value>, Fault> {
    let (Some(x), Some(y)) = (a.as_a::<Dict>(), b.as_a::<Dict>()) else { return Ok(None) };
    let to = if in_place {
        x
    } else {
        let new = rt.heap.dict()?;
        new.copy_from(&mut rt.heap, x)?;
        new
    };
    if to.count() == 0 {
        to.copy_from(&mut rt.heap, y)?;
        return Ok(Some(Value::obj(to)));
    }
    for (key, hash, value) in y.hashed() {
        match dict::find_hashed(rt, to, hash, key) {
            Found::At(Some(at), _) => to.set_value(at, value),
            Found::At(None, _) => to.add(&mut rt.heap, hash, key, value)?,
            Found::Asks => return call(world(rt).own(Own::DictMerge), &[a, b, Value::bool(in_place)]),
        }
    }
    Ok(Some(Value::obj(to)))
}

/// Counts elements into a dictionary, as `Counter` does. Gives how many were counted: the rest needs
/// functions of the program, or more memory.
pub fn count_into(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let d = dict(rt, who, args[0])?;
    let items = iter::all(rt, args[1])?.unwrap_or_default();
    rt.heap.note_work(items.len());
    let counted = items.iter().take_while(|&&key| count(rt, d, key)).count();
    Ok(Value::small(counted as i64))
}

/// The same for one element: whether it was counted.
pub fn count_one(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let d = dict(rt, who, args[0])?;
    Ok(Value::bool(count(rt, d, args[1])))
}

/// Sets a key and its value, which come as a tuple or list: whether that could be done at once.
pub fn put_pair(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let pair = match (args[1].as_a::<Tuple>(), args[1].as_a::<List>()) {
        (Some(t), _) => <[Value; 2]>::try_from(t.values()).ok(),
        (_, Some(l)) => l.get(0).zip(l.get(1)).filter(|_| l.count() == 2).map(|(key, value)| [key, value]),
        _ => None,
    };
    let done = args[0].as_a::<Dict>().zip(pair).is_some_and(|(d, [key, value])| dict::put_plain(rt, d, key, value));
    Ok(Value::bool(done))
}

fn count(rt: &mut Runtime, d: Gc<Dict>, key: Value) -> bool {
    match dict::find(rt, d, key) {
        Ok(Found::At(Some(at), _)) => match d.value(at).as_int().map(|n| rt.heap.integer(n + 1)) {
            Some(Ok(more)) => {
                d.set_value(at, more);
                true
            }
            _ => false,
        },
        Ok(Found::At(None, hash)) => d.add(&mut rt.heap, hash, key, Value::small(1)).is_ok(),
        _ => false,
    }
}
