//! Values of the VM as JS data. What has no counterpart crosses as
//! `{ display }`, its text; so does whatever is too deep, too long or cyclic.
use crate::object::{Gc, Pair, Vector};
use crate::value::{Unpacked, Value};
use js_sys::Array;
use wasm_bindgen::prelude::*;

/// Deeper data crosses as text: conversion recurses, and so does whatever the
/// host does with it.
const MAX_DEPTH: u32 = 64;
/// Data with more parts, or without end, crosses as text.
const MAX_PARTS: u32 = 1_000_000;

struct Crossing<'a> {
    display: &'a dyn Fn(Value) -> String,
    left: u32,
}

/// More parts than may cross.
struct TooMuch;

/// A value as JS data; `display` gives the text of a value.
pub fn to_js(value: Value, display: &dyn Fn(Value) -> String) -> JsValue {
    let mut crossing = Crossing { display, left: MAX_PARTS };
    crossing.value(value, 0).unwrap_or_else(|TooMuch| crossing.text(value))
}

impl Crossing<'_> {
    fn text(&self, value: Value) -> JsValue {
        super::text_of(&(self.display)(value))
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
            _ => match value.as_a::<Vector>() {
                Some(vector) if depth < MAX_DEPTH => self.vector(vector, depth)?,
                _ => self.text(value),
            },
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

    fn vector(&mut self, vector: Gc<Vector>, depth: u32) -> Result<JsValue, TooMuch> {
        let array = Array::new();
        for item in vector.items() {
            array.push(&self.value(item.get(), depth + 1)?);
        }
        Ok(array.into())
    }
}
