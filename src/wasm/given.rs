//! What JavaScript gives to programs: functions and values, and data on its way in.
use super::RawVm;
use super::config::{kind, range_error, text, thrown, type_error};
use crate::host::{Data, Failure};
use crate::number::Int;
use js_sys::{Array, BigInt, Map, Object, Reflect, Set, Uint8Array};
use wasm_bindgen::prelude::*;

/// Deeper data is refused: reading it recurses.
const MAX_DEPTH: u32 = 64;
/// Data with more parts is refused.
const MAX_PARTS: u32 = 1_000_000;
/// Integers up to here are exact in a JS number.
const MAX_SAFE: f64 = 9_007_199_254_740_991.0;

#[wasm_bindgen]
impl RawVm {
    /// Gives programs of Python a function or a value, in a module unless that is
    /// `undefined`. Things given are numbered as they come.
    pub fn give(&mut self, module: &JsValue, name: &JsValue, function: bool) -> Result<(), JsValue> {
        let module = if module.is_undefined() { None } else { Some(text(module, "module")?) };
        let name = text(name, "name")?;
        if self.engine.give(module.as_deref(), &name, function) {
            return Ok(());
        }
        Err(range_error(format!("\"{name}\" cannot be a name in Python")))
    }

    /// What the program asks for, as `{ which, args, named }`; `null` if nothing.
    pub fn asked(&self) -> JsValue {
        self.engine.asked()
    }

    /// Answers with data; throws if it cannot become a value.
    pub fn answer(&mut self, data: &JsValue) -> Result<(), JsValue> {
        let data = Reading { left: MAX_PARTS }.data(data, 0)?;
        self.engine.answer(Ok(data));
        Ok(())
    }

    /// Answers that it failed, with an exception of that class if there is one.
    pub fn refuse(&mut self, class: &str, message: &str) {
        self.engine.answer(Err(Failure { class: class.into(), message: message.into() }));
    }
}

struct Reading {
    left: u32,
}

impl Reading {
    fn data(&mut self, v: &JsValue, depth: u32) -> Result<Data, JsValue> {
        self.left = self.left.checked_sub(1).ok_or_else(|| range_error("the data has too many parts"))?;
        if depth > MAX_DEPTH {
            return Err(range_error("the data is too deep, or contains itself"));
        }
        if v.is_null() || v.is_undefined() {
            return Ok(Data::None);
        }
        if let Some(b) = v.as_bool() {
            return Ok(Data::Bool(b));
        }
        if let Some(f) = v.as_f64() {
            let whole = f.fract() == 0.0 && f.abs() <= MAX_SAFE && !(f == 0.0 && f.is_sign_negative());
            return Ok(if whole { Data::Int(Int::from(f as i64)) } else { Data::Float(f) });
        }
        if v.is_string() {
            return Ok(Data::Text(text(v, "a text")?));
        }
        if v.is_bigint() {
            return big(v).ok_or_else(|| range_error("the integer is too large"));
        }
        if let Some(bytes) = v.dyn_ref::<Uint8Array>() {
            return Ok(Data::Bytes(bytes.to_vec()));
        }
        if Array::is_array(v) {
            return Ok(Data::List(self.items(v, depth)?));
        }
        if v.is_instance_of::<Set>() {
            return Ok(Data::Set(self.items(&Array::from(v), depth)?));
        }
        if v.is_instance_of::<Map>() {
            return self.pairs(&Array::from(v), depth);
        }
        // Plain objects only: others would lose what makes them what they are.
        let plain = v.is_object() && {
            let parent = Object::get_prototype_of(v);
            parent.is_null() || Object::get_prototype_of(&parent).is_null()
        };
        if plain && !v.is_function() {
            let failed = |e: JsValue| type_error(format!("the data could not be read: {}", thrown(&e)));
            let mut pairs = vec![];
            for key in Reflect::own_keys(v).map_err(failed)?.iter().filter(|k| k.is_string()) {
                let item = Reflect::get(v, &key).map_err(failed)?;
                pairs.push((self.data(&key, depth + 1)?, self.data(&item, depth + 1)?));
            }
            return Ok(Data::Map(pairs));
        }
        Err(type_error(format!("{} cannot become a value of Python", kind(v))))
    }

    fn items(&mut self, list: &JsValue, depth: u32) -> Result<Vec<Data>, JsValue> {
        let failed = |e: JsValue| type_error(format!("the data could not be read: {}", thrown(&e)));
        let mut items = vec![];
        for i in 0..list.unchecked_ref::<Array>().length() {
            let item = Reflect::get_u32(list, i).map_err(failed)?;
            items.push(self.data(&item, depth + 1)?);
        }
        Ok(items)
    }

    fn pairs(&mut self, entries: &Array, depth: u32) -> Result<Data, JsValue> {
        let mut pairs = vec![];
        for entry in entries.iter() {
            let entry: &Array = entry.unchecked_ref();
            pairs.push((self.data(&entry.get(0), depth + 1)?, self.data(&entry.get(1), depth + 1)?));
        }
        Ok(Data::Map(pairs))
    }
}

fn big(v: &JsValue) -> Option<Data> {
    let text = v.unchecked_ref::<BigInt>().to_string(16).ok()?.as_string()?;
    let (digits, negative) = text.strip_prefix('-').map_or((&*text, false), |t| (t, true));
    let size = Int::parse(digits, 16)?;
    Some(Data::Int(if negative { size.neg() } else { size }))
}
