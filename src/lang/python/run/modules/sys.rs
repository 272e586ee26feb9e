//! `sys`, and what `input` and files of text need of the host.
use super::super::raise;
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Outcome = Result<Value, Fault>;

/// What the program was started as, then its arguments.
pub fn arguments(rt: &mut Runtime, _: &'static str, _: &[Value]) -> Outcome {
    let words = rt.host.args();
    let all = words.iter().map(|w| rt.heap.string(w)).collect::<Result<Vec<_>, _>>()?;
    Ok(rt.heap.list_of(&all)?)
}

/// Writes a text to the output, or among the errors if the flag is set.
pub fn write(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(text) = args[0].as_str() else {
        let name = super::super::class::type_name(rt, args[0]);
        return raise("TypeError", format!("write() argument must be str, not {name}"));
    };
    if args[1] == Value::TRUE {
        rt.flush();
        if rt.host.write_error(&text) {
            return Ok(Value::UNIT);
        }
    }
    rt.write(&text)?;
    Ok(Value::UNIT)
}

/// The next line of the input with its end; an empty text at the end of the input.
pub fn read_line(rt: &mut Runtime, _: &'static str, _: &[Value]) -> Outcome {
    let most = rt.heap.max() / 16;
    let end = loop {
        let rest = rt.input.rest();
        if let Some(at) = rest.find('\n') {
            break at + 1;
        }
        if rest.len() >= most {
            break rest.len();
        }
        // Who is to answer must see the question.
        rt.flush();
        match rt.host.read(most) {
            Some(more) => rt.input.push(&more),
            None => break rt.input.rest().len(),
        }
    };
    let line = rt.input.rest()[..end].replace("\r\n", "\n");
    let line = rt.heap.string(&line)?;
    rt.input.skip(end);
    Ok(line)
}

/// How many digits the text of an integer may have; with an argument, that they may be so many.
pub fn digits(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if let (Some(&n), Some(world)) = (args.first(), &mut rt.python) {
        world.digits = n.as_int().and_then(|n| usize::try_from(n).ok()).unwrap_or(usize::MAX);
    }
    Ok(Value::small(super::super::values::digit_limit(rt) as i64))
}
