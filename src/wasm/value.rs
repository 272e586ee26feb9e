//! Values of the VM as JS data. What has no counterpart crosses as
//! `{ display }`, its text; so does whatever is too deep, too long or cyclic.
use crate::lang::python::run::bytes;
use crate::object::{BigInt, Gc, PMap, PVector, Pair, Vector};
use crate::object::{Dict, List, Set, Tuple};
use crate::value::{Unpacked, Value};
use js_sys::Array;
use wasm_bindgen::prelude::*;

/// Deeper data crosses as text: conversion recurses, and so does whatever the
/// host does with it.
const MAX_DEPTH: u32 = 64;
/// Data with more parts, or without end, crosses as text.
const MAX_PARTS: u32 = 1_000_000;

/// What is asked of a VM about a value.
pub struct Asks<'a> {
    /// Its text.
    pub text: &'a dyn Fn(Value) -> String,
    /// The value of a builtin class in one of a class that is made of it, else itself.
    pub plain: &'a dyn Fn(Value) -> Value,
}

struct Crossing<'a> {
    asks: Asks<'a>,
    left: u32,
}

/// More parts than may cross.
struct TooMuch;

/// A value as JS data.
pub fn to_js(value: Value, asks: Asks) -> JsValue {
    let mut crossing = Crossing { asks, left: MAX_PARTS };
    crossing.value(value, 0).unwrap_or_else(|TooMuch| crossing.text(value))
}

/// An integer of more than 51 bits. Both sides read hexadecimal fastest.
fn big(integer: Gc<BigInt>) -> JsValue {
    let mut text = String::from("0x");
    for limb in integer.limbs().iter().rev() {
        text.push_str(&format!("{limb:016x}"));
    }
    match js_sys::BigInt::new(&JsValue::from_str(&text)) {
        Ok(size) if integer.is_negative() => (-size).into(),
        Ok(size) => size.into(),
        Err(_) => JsValue::NULL,
    }
}

impl Crossing<'_> {
    fn text(&self, value: Value) -> JsValue {
        super::text_of(&(self.asks.text)(value))
    }

    fn value(&mut self, value: Value, depth: u32) -> Result<JsValue, TooMuch> {
        self.left = self.left.checked_sub(1).ok_or(TooMuch)?;
        if let Some(s) = value.as_str() {
            return Ok(JsValue::from_str(&s));
        }
        Ok(match value.unpack() {
            Unpacked::Bool(b) => b.into(),
            Unpacked::Int(i) => (i as f64).into(),
            Unpacked::Float(f) => f.into(),
            Unpacked::Unit | Unpacked::Unset => JsValue::NULL,
            Unpacked::Nil => Array::new().into(),
            Unpacked::Pair(pair) if depth < MAX_DEPTH => match self.list(pair, depth)? {
                Some(list) => list,
                None => self.text(value),
            },
            _ => {
                let value = (self.asks.plain)(value);
                match (value.as_a::<BigInt>(), self.container(value, depth)?) {
                    (Some(integer), _) => big(integer),
                    (_, Some(data)) => data,
                    _ => self.text(value),
                }
            }
        })
    }

    /// A proper list as an array; `None` for one that ends in something else.
    fn list(&mut self, first: Gc<Pair>, depth: u32) -> Result<Option<JsValue>, TooMuch> {
        let array = Array::new();
        let mut pair = first;
        loop {
            array.push(&self.value(pair.car.get(), depth + 1)?);
            match pair.cdr.get().unpack() {
                Unpacked::Pair(next) => pair = next,
                Unpacked::Nil => return Ok(Some(array.into())),
                _ => return Ok(None),
            }
        }
    }

    fn array(&mut self, items: impl Iterator<Item = Value>, depth: u32) -> Result<JsValue, TooMuch> {
        let array = Array::new();
        for item in items {
            array.push(&self.value(item, depth + 1)?);
        }
        Ok(array.into())
    }

    /// Vectors of both kinds as arrays, a persistent map as an array of entries.
    fn container(&mut self, value: Value, depth: u32) -> Result<Option<JsValue>, TooMuch> {
        if depth >= MAX_DEPTH {
            return Ok(None);
        }
        if let Some(vector) = value.as_a::<Vector>() {
            return self.array(vector.items().iter().map(|v| v.get()), depth).map(Some);
        }
        if let Some(vector) = value.as_a::<PVector>() {
            return self.array(vector.elements().iter().copied(), depth).map(Some);
        }
        if let Some(data) = self.of_python(value, depth)? {
            return Ok(Some(data));
        }
        let Some(map) = value.as_a::<PMap>() else { return Ok(None) };
        let array = Array::new();
        for (key, value) in map.entries().iter() {
            array.push(&self.array([key, value].into_iter(), depth + 1)?);
        }
        Ok(Some(array.into()))
    }
    /// Lists and tuples as arrays, sets as `Set`, dictionaries as `Map`, bytes as
    /// `Uint8Array`.
    fn of_python(&mut self, value: Value, depth: u32) -> Result<Option<JsValue>, TooMuch> {
        if let Some(list) = value.as_a::<List>() {
            return self.array(list.to_vec().into_iter(), depth).map(Some);
        }
        if let Some(tuple) = value.as_a::<Tuple>() {
            return self.array(tuple.values().iter().copied(), depth).map(Some);
        }
        if let Some(set) = value.as_a::<Set>() {
            let made = js_sys::Set::new(&JsValue::UNDEFINED);
            for item in set.elements() {
                made.add(&self.value(item, depth + 1)?);
            }
            return Ok(Some(made.into()));
        }
        if let Some(dict) = value.as_a::<Dict>() {
            let made = js_sys::Map::new();
            for (key, item) in dict.pairs() {
                made.set(&self.value(key, depth + 1)?, &self.value(item, depth + 1)?);
            }
            return Ok(Some(made.into()));
        }
        Ok(bytes(value).map(|b| js_sys::Uint8Array::from(&b[..]).into()))
    }
}
