//! Files as far as the host lets programs use them, and its randomness.
use super::super::methods::sequences::make_bytes;
use super::super::natives::integer;
use super::super::{compare, raise};
use crate::number::Int;
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Outcome = Result<Value, Fault>;

/// Bytes that wait for more before the host gets them.
const WAITING: usize = 64 << 10;

/// What the host says about a file: what is asked, the path, bytes to write. A text is why
/// it does not.
pub fn file(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let (Some(what), Some(path)) = (args[0].as_str(), args[1].as_str()) else {
        return raise("TypeError", "embedded null byte");
    };
    if let Err(reason) = flush(rt, &path, &what) {
        return Ok(rt.heap.string(&reason)?);
    }
    let found = at(&path, |path| answer(rt, &what, path, args[2]));
    found.unwrap_or_else(|reason| Ok(rt.heap.string(&reason)?))
}

/// Hands what was written to a file to the host, unless more is to be added to it.
pub fn flush(rt: &mut Runtime, path: &str, what: &str) -> Result<(), String> {
    let Some(world) = &mut rt.python else { return Ok(()) };
    let same = what == "add" && world.written.0 == path && world.written.1.len() < WAITING;
    if same || world.written.1.is_empty() {
        return Ok(());
    }
    let (path, bytes) = std::mem::take(&mut world.written);
    at(&path, |path| rt.host.write_file(path, &bytes, true))
}

/// Programs are in the folder `/`, and their host in another one: what is not found by an
/// absolute path is looked for by the rest of it.
fn at<T>(path: &str, mut ask: impl FnMut(&str) -> Result<T, String>) -> Result<T, String> {
    ask(path).or_else(|reason| match path.trim_start_matches('/') {
        rest if rest.len() == path.len() => Err(reason),
        rest => ask(if rest.is_empty() { "." } else { rest }).map_err(|_| reason),
    })
}

fn answer(rt: &mut Runtime, what: &str, path: &str, data: Value) -> Result<Outcome, String> {
    let most = rt.heap.max();
    Ok(match what {
        "exists" if rt.host.file_exists(path) => Ok(Value::TRUE),
        // The reason is never read.
        "exists" if path.starts_with('/') && rt.host.file_exists(path.trim_start_matches('/')) => Ok(Value::TRUE),
        "exists" => Ok(Value::FALSE),
        "read" => {
            let bytes = rt.host.read_file(path, most)?;
            make_bytes(rt, &bytes, false)
        }
        "write" | "add" => {
            let bytes = compare::bytes(data).unwrap_or_default();
            match &mut rt.python {
                Some(world) if what == "add" && !bytes.is_empty() => {
                    world.written.0 = path.into();
                    world.written.1.extend(bytes);
                }
                _ => rt.host.write_file(path, &bytes, what == "add")?,
            }
            Ok(Value::UNIT)
        }
        "delete" => {
            rt.host.delete_file(path)?;
            Ok(Value::UNIT)
        }
        "list" => {
            let names = rt.host.list_folder(path)?;
            texts(rt, names.iter())
        }
        _ => {
            let pairs = rt.host.environment();
            let pairs = pairs.iter().map(|(name, value)| texts(rt, [name, value].into_iter()));
            pairs.collect::<Result<Vec<_>, _>>().and_then(|pairs| Ok(rt.heap.list_of(&pairs)?))
        }
    })
}

fn texts<'a>(rt: &mut Runtime, all: impl Iterator<Item = &'a String>) -> Outcome {
    let all = all.map(|s| rt.heap.string(s)).collect::<Result<Vec<_>, _>>()?;
    Ok(rt.heap.list_of(&all)?)
}

/// That many random bytes of the host.
pub fn entropy(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let n = match integer(rt, args[0])? {
        Int::Small(n) if n < 0 => return raise("ValueError", "negative argument not allowed"),
        Int::Small(n) => n as usize,
        _ => return raise("OverflowError", "Python int too large to convert to C ssize_t"),
    };
    rt.heap.foresee(n as u64)?;
    rt.heap.note_work(n);
    let mut bytes = Vec::with_capacity(n);
    while bytes.len() < n {
        bytes.extend(rt.host.random().to_le_bytes());
    }
    bytes.truncate(n);
    make_bytes(rt, &bytes, false)
}
