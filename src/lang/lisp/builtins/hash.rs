//! Hash maps.
use super::args::{arg, wrong};
use super::arith::Outcome;
use super::pair::{ListBuilder, collect};
use crate::lang::lisp::messages::{self, noun};
use crate::lang::lisp::print;
use crate::object::{Gc, Map};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Who = &'static str;

#[inline]
fn map(rt: &Runtime, who: Who, v: Value) -> Result<Gc<Map>, Fault> {
    v.as_a::<Map>().ok_or_else(|| wrong(rt, who, noun::HASH_MAP, v))
}

pub fn make_map(rt: &mut Runtime, _: Who, _: &[Value]) -> Outcome {
    Ok(Value::obj(rt.heap.map()?))
}

pub fn hash_map(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let entries = a.chunks_exact(2);
    if let [key] = *entries.remainder() {
        return Err(messages::odd_entries(who, &print::brief(rt, key)).into());
    }
    let new = rt.heap.map()?;
    for entry in entries {
        new.set(&mut rt.heap, arg(entry, 0), arg(entry, 1))?;
    }
    Ok(Value::obj(new))
}

pub fn is_map(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(arg(a, 0).as_a::<Map>().is_some()))
}

pub fn get(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let key = arg(a, 1);
    match (map(rt, who, arg(a, 0))?.get(key), a.get(2)) {
        (Some(v), _) | (None, Some(&v)) => Ok(v),
        (None, None) => Err(messages::no_entry(who, &print::brief(rt, key)).into()),
    }
}

pub fn set(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    map(rt, who, arg(a, 0))?.set(&mut rt.heap, arg(a, 1), arg(a, 2))?;
    Ok(Value::UNIT)
}

pub fn delete(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    map(rt, who, arg(a, 0))?.delete(arg(a, 1));
    Ok(Value::UNIT)
}

pub fn contains(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(map(rt, who, arg(a, 0))?.get(arg(a, 1)).is_some()))
}

pub fn count(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    Ok(Value::small(map(rt, who, arg(a, 0))?.count() as i64))
}

pub fn keys(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let m = map(rt, who, arg(a, 0))?;
    collect(rt, m.entries().map(|(k, _)| k))
}

pub fn values(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let m = map(rt, who, arg(a, 0))?;
    collect(rt, m.entries().map(|(_, v)| v))
}

pub fn to_list(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let m = map(rt, who, arg(a, 0))?;
    let mut list = ListBuilder::default();
    for (k, v) in m.entries() {
        let entry = rt.heap.pair(k, v)?;
        list.push(&mut rt.heap, entry)?;
    }
    Ok(list.finish(Value::NIL))
}

pub fn clear(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    map(rt, who, arg(a, 0))?.clear();
    Ok(Value::UNIT)
}

pub fn copy(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    Ok(Value::obj(map(rt, who, arg(a, 0))?.copy(&mut rt.heap)?))
}

#[cfg(test)]
mod tests {
    use crate::lang::lisp::builtins::testing::{call, check, read, runtime, value};
    use crate::value::Value;

    #[test]
    fn hash_maps() {
        check(&[
            ("make-hash-map", &[], "#hash()"),
            ("hash-map", &["a", "1", "\"b\"", "(2)", "a", "3"], "#hash((a . 3) (\"b\" 2))"),
            ("hash-map", &["a", "1", "c"], "arity: hash-map: key c has no value"),
            ("hash-map?", &["#(1)"], "#f"),
            ("hash-ref", &["5", "a"], "type: hash-ref: expected a hash map, got 5"),
            ("hash-count", &["()"], "type: hash-count: expected a hash map, got ()"),
        ]);
        let rt = &mut runtime();
        let m = value(rt, "make-hash-map", &[]);
        for i in 0..100 {
            let key = read(rt, &format!("(key {i})"));
            assert_eq!(call(rt, "hash-set!", &[m, key, Value::small(i)]), "#<unit>");
        }
        let (seven, none) = (read(rt, "(key 7)"), read(rt, "(key 100)"));
        assert_eq!(call(rt, "hash-ref", &[m, seven]), "7");
        assert_eq!(call(rt, "hash-ref", &[m, none]), "range: hash-ref: there is no entry for (key 100)");
        assert_eq!(call(rt, "hash-ref", &[m, none, Value::NIL]), "()");
        assert_eq!(call(rt, "hash-contains?", &[m, none]), "#f");
        for i in 3..100 {
            let key = read(rt, &format!("(key {i})"));
            assert_eq!(call(rt, "hash-delete!", &[m, key]), "#<unit>");
        }
        assert_eq!(call(rt, "hash-count", &[m]), "3");
        assert_eq!(call(rt, "hash-keys", &[m]), "((key 0) (key 1) (key 2))");
        assert_eq!(call(rt, "hash-values", &[m]), "(0 1 2)");
        assert_eq!(call(rt, "hash->list", &[m]), "(((key 0) . 0) ((key 1) . 1) ((key 2) . 2))");
        let copy = value(rt, "hash-copy", &[m]);
        assert_eq!(call(rt, "hash-clear!", &[m]), "#<unit>");
        assert_eq!(call(rt, "hash-count", &[m]), "0");
        assert_eq!(call(rt, "hash-keys", &[copy]), "((key 0) (key 1) (key 2))");
    }
}
