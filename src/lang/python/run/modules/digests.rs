//! `hashlib` and `binascii`: what bytes come to.
use super::super::super::lib::{digest, sha512};
use super::super::class::type_name;
use super::super::methods::sequences::make_bytes;
use super::super::{compare, raise};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Outcome = Result<Value, Fault>;

fn data(rt: &mut Runtime, v: Value) -> Result<Vec<u8>, Fault> {
    match compare::bytes(v) {
        Some(data) => {
            rt.heap.note_work(data.len());
            Ok(data)
        }
        None if v.is_str() => raise("TypeError", "Strings must be encoded before hashing"),
        None => raise("TypeError", format!("a bytes-like object is required, not '{}'", type_name(rt, v))),
    }
}

/// Digests, by the name.
pub fn digest(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let data = data(rt, args[0])?;
    match who {
        "hashlib:_md5" => make_bytes(rt, &digest::md5(&data), false),
        "hashlib:_sha1" => make_bytes(rt, &digest::sha1(&data), false),
        "hashlib:_sha256" => make_bytes(rt, &digest::sha256(&data), false),
        _ => make_bytes(rt, &sha512::sha512(&data), false),
    }
}

/// `crc32`: of bytes, and of what came before.
pub fn crc32(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let data = data(rt, args[0])?;
    let before = args[1].as_int().unwrap_or(0) as u32;
    Ok(Value::small(digest::crc32(&data, before) as i64))
}
