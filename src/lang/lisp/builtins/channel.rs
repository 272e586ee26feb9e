//! Channels and tasks, as far as they need no scheduler.
use super::args::{arg, size};
use super::arith::Outcome;
use crate::object::{Channel, Task};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Who = &'static str;

pub fn chan(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let capacity = a.first().map_or(Ok(0), |&v| size(rt, who, v))?;
    let capacity = u32::try_from(capacity).map_err(|_| Fault::HeapFull)?;
    let channel = rt.heap.channel(rt.next_channel, capacity)?;
    rt.next_channel = rt.next_channel.wrapping_add(1);
    Ok(channel)
}
pub fn is_chan(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(arg(a, 0).as_a::<Channel>().is_some()))
}
pub fn is_task(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(arg(a, 0).as_a::<Task>().is_some()))
}

#[cfg(test)]
mod tests {
    use crate::lang::lisp::builtins::testing::{call, check, runtime, value};
    use crate::value::Value;

    #[test]
    fn channels() {
        check(&[
            ("chan", &[], "#<chan 1>"),
            ("chan", &["10"], "#<chan 1>"),
            ("chan", &["-1"], "range: chan: size -1 is out of range"),
            ("chan", &["x"], "type: chan: expected an index, got x"),
            ("chan", &["1000000000000"], "heap full"),
            ("chan?", &["x"], "#f"),
            ("task?", &["x"], "#f"),
        ]);
        let rt = &mut runtime();
        value(rt, "chan", &[]);
        let c = value(rt, "chan", &[]);
        assert_eq!(call(rt, "chan?", &[c]), "#t");
        let task = Value::obj(rt.heap.task(7).unwrap());
        assert_eq!(call(rt, "task?", &[task]), "#t");
        assert_eq!(call(rt, "list", &[c, task]), "(#<chan 2> #<task 7>)");
    }
}
