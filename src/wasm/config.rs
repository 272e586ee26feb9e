//! Reads what JavaScript hands over. Nothing here trusts its shape: a value of
//! the wrong type, a throwing getter or a number out of range becomes a JS
//! error that names the field.
use crate::options::{Dispatch, Opt, OptSet};
use js_sys::{Array, JsString, Object, RangeError, Reflect, TypeError};
use wasm_bindgen::prelude::*;

/// The largest memory limit: half of what wasm32 can address, since growing
/// a large object needs its old and new place at once.
const MAX_MEMORY: u64 = 2 << 30;
/// The longest source text, in UTF-16 units.
const MAX_SOURCE: u32 = 64 << 20;
/// Integers up to here are exact in a JS number.
const MAX_SAFE: u64 = (1 << 53) - 1;
const FIELDS: &[&str] = &[
    "without",
    "only",
    "dispatch",
    "fuel",
    "memory",
    "depth",
    "baseline",
    "profile",
    "steps",
    "jitThreshold",
    "jitForceExits",
];

/// A configuration as the host gave it; `None` where it said nothing.
#[derive(Debug)]
pub struct HostConfig {
    pub opts: OptSet,
    pub dispatch: Option<Dispatch>,
    pub fuel: Option<u64>,
    pub memory: Option<usize>,
    pub depth: Option<usize>,
    pub baseline: bool,
    pub profile: bool,
    pub steps: bool,
    pub jit_threshold: Option<u32>,
    pub jit_force_exits: bool,
}

pub fn type_error(text: impl AsRef<str>) -> JsValue {
    TypeError::new(text.as_ref()).into()
}

pub fn range_error(text: impl AsRef<str>) -> JsValue {
    RangeError::new(text.as_ref()).into()
}

/// What a value is, for a message. Never runs code of the value.
pub fn kind(v: &JsValue) -> String {
    if v.is_null() {
        "null".into()
    } else if Array::is_array(v) {
        "an array".into()
    } else {
        match v.js_typeof().as_string().as_deref() {
            Some("undefined") => "undefined".into(),
            Some("object") => "an object".into(),
            Some(t) => format!("a {t}"),
            None => "something else".into(),
        }
    }
}

/// Text of an error that host code threw at us.
pub fn thrown(e: &JsValue) -> String {
    let message = Reflect::get(e, &"message".into()).ok().and_then(|m| m.as_string());
    message.or_else(|| e.as_string()).unwrap_or_else(|| "it threw".into())
}

/// A string of well-formed UTF-16. Lone surrogates have no UTF-8 form; taking
/// them would silently change the text.
pub fn text(v: &JsValue, what: &str) -> Result<String, JsValue> {
    let Some(s) = v.dyn_ref::<JsString>() else {
        return Err(type_error(format!("{what} must be a string, not {}", kind(v))));
    };
    if s.length() > MAX_SOURCE {
        return Err(range_error(format!("{what} is too long: {} units, at most {MAX_SOURCE} are taken", s.length())));
    }
    if !s.is_well_formed() {
        return Err(type_error(format!("{what} is not valid UTF-16: it has a lone surrogate")));
    }
    Ok(s.into())
}

/// A whole number from `min` to `max`.
pub fn number(v: &JsValue, what: &str, min: u64, max: u64) -> Result<f64, JsValue> {
    let Some(n) = v.as_f64() else {
        return Err(type_error(format!("{what} must be a number, not {}", kind(v))));
    };
    if n.is_nan() || n.fract() != 0.0 || n < min as f64 || n > max as f64 {
        let n = super::platform::js_string(n);
        return Err(range_error(format!("{what} must be a whole number from {min} to {max}, not {n}")));
    }
    Ok(n)
}

fn names(v: &JsValue, what: &str) -> Result<Vec<Opt>, JsValue> {
    if !Array::is_array(v) {
        return Err(type_error(format!("{what} must be an array of strings, not {}", kind(v))));
    }
    let failed = |e: JsValue| type_error(format!("{what} could not be read: {}", thrown(&e)));
    // A proxy of an array may claim any length.
    let length = number(&Reflect::get(v, &"length".into()).map_err(failed)?, &format!("{what}.length"), 0, 1000)?;
    let mut list = vec![];
    for i in 0..length as u32 {
        let item = Reflect::get_u32(v, i).map_err(failed)?;
        let Some(name) = item.as_string() else {
            return Err(type_error(format!("{what}[{i}] must be a string, not {}", kind(&item))));
        };
        let Some(opt) = Opt::by_name(&name) else {
            let known = Opt::ALL.iter().map(|o| o.name()).collect::<Vec<_>>().join(", ");
            return Err(range_error(format!("{what}: there is no optimisation \"{name}\"; there are {known}")));
        };
        list.push(opt);
    }
    Ok(list)
}

impl HostConfig {
    /// Reads a configuration object; `undefined` gives the defaults.
    pub fn read(config: &JsValue) -> Result<HostConfig, JsValue> {
        let mut out = HostConfig {
            opts: OptSet::all(),
            dispatch: None,
            fuel: None,
            memory: None,
            depth: None,
            baseline: false,
            profile: false,
            steps: false,
            jit_threshold: None,
            jit_force_exits: false,
        };
        if config.is_undefined() {
            return Ok(out);
        }
        if !config.is_object() || Array::is_array(config) {
            return Err(type_error(format!("the configuration must be an object, not {}", kind(config))));
        }
        let object: &Object = config.unchecked_ref();
        let failed = |e: JsValue| type_error(format!("the configuration could not be read: {}", thrown(&e)));
        // A misspelt limit that is silently ignored would be no limit at all.
        for key in Reflect::own_keys(object).map_err(failed)?.iter() {
            let known = key.as_string().is_some_and(|k| FIELDS.contains(&k.as_str()));
            if !known {
                let name = key.as_string().unwrap_or_else(|| "a symbol".into());
                let all = FIELDS.join(", ");
                return Err(type_error(format!("the configuration has no field \"{name}\"; there are {all}")));
            }
        }
        let field = |name: &str| -> Result<Option<JsValue>, JsValue> {
            let v = Reflect::get(object, &name.into()).map_err(failed)?;
            Ok((!v.is_undefined()).then_some(v))
        };
        if let Some(v) = field("only")? {
            out.opts = names(&v, "only")?.into_iter().fold(OptSet::none(), |set, o| set.with(o, true));
        }
        if let Some(v) = field("without")? {
            out.opts = names(&v, "without")?.into_iter().fold(out.opts, |set, o| set.with(o, false));
        }
        if let Some(v) = field("dispatch")? {
            let name =
                v.as_string().ok_or_else(|| type_error(format!("dispatch must be a string, not {}", kind(&v))))?;
            out.dispatch = Some(Dispatch::by_name(&name).ok_or_else(|| {
                let known = Dispatch::ALL.iter().map(|d| d.name()).collect::<Vec<_>>().join(", ");
                range_error(format!("there is no dispatch \"{name}\"; there are {known}"))
            })?);
        }
        if let Some(v) = field("fuel")? {
            out.fuel = Some(number(&v, "fuel", 0, MAX_SAFE)? as u64);
        }
        if let Some(v) = field("memory")? {
            out.memory = Some(number(&v, "memory", 0, MAX_MEMORY)? as usize);
        }
        if let Some(v) = field("depth")? {
            out.depth = Some(number(&v, "depth", 1, u64::from(u32::MAX))? as usize);
        }
        if let Some(v) = field("jitThreshold")? {
            out.jit_threshold = Some(number(&v, "jitThreshold", 1, u64::from(u32::MAX))? as u32);
        }
        for (name, flag) in [
            ("baseline", &mut out.baseline),
            ("profile", &mut out.profile),
            ("steps", &mut out.steps),
            ("jitForceExits", &mut out.jit_force_exits),
        ] {
            if let Some(v) = field(name)? {
                *flag =
                    v.as_bool().ok_or_else(|| type_error(format!("{name} must be true or false, not {}", kind(&v))))?;
            }
        }
        Ok(out)
    }
}
