//! `weakref` and `gc`: what programs refer to by numbers without keeping it alive.
use super::super::class::type_name;
use super::super::raise;
use crate::object::{Class, Closure, Compound, Generator, Instance, Set, Sort};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;
use rustc_hash::FxHashMap;

type Outcome = Result<Value, Fault>;

/// The weak references of a VM.
#[derive(Default)]
pub struct Weak {
    /// Numbers of targets, by their bits.
    numbers: FxHashMap<u64, i64>,
    targets: FxHashMap<i64, Value>,
    /// Numbers of targets that died since the module asked.
    gone: Vec<i64>,
    next: i64,
}

impl Weak {
    /// Forgets what a collection found to be dead.
    pub fn sweep(&mut self, alive: impl Fn(Value) -> bool) {
        let gone = &mut self.gone;
        self.targets.retain(|&number, &mut target| {
            let stays = alive(target);
            if !stays {
                gone.push(number);
            }
            stays
        });
        self.numbers.retain(|_, number| self.targets.contains_key(number));
    }
}

fn weak(rt: &mut Runtime) -> &mut Weak {
    &mut rt.python.as_mut().expect("a program of Python is loaded").weak
}

/// The number of a target, the same as long as it lives.
pub fn number(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let v = args[0];
    let compound = v.as_a::<Compound>().is_some_and(|c| matches!(c.sort(), Sort::Method | Sort::Module));
    let object = v.as_a::<Instance>().is_some() || v.as_a::<Class>().is_some() || v.as_a::<Generator>().is_some();
    if !(object || compound || v.as_a::<Closure>().is_some() || v.as_a::<Set>().is_some()) {
        return raise("TypeError", format!("cannot create weak reference to '{}' object", type_name(rt, v)));
    }
    let all = weak(rt);
    if let Some(&known) = all.numbers.get(&v.bits()) {
        return Ok(Value::small(known));
    }
    all.next += 1;
    let number = all.next;
    all.numbers.insert(v.bits(), number);
    all.targets.insert(number, v);
    Ok(Value::small(number))
}

/// The target of a number; `None` if it is dead.
pub fn target(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let number = args[0].as_int().unwrap_or(0);
    Ok(weak(rt).targets.get(&number).copied().unwrap_or(Value::UNIT))
}

/// Numbers of what died since this was asked.
pub fn gone(rt: &mut Runtime, _: &'static str, _: &[Value]) -> Outcome {
    if weak(rt).gone.is_empty() {
        return Ok(Value::UNIT);
    }
    let list = rt.heap.new_list()?;
    let count = weak(rt).gone.len();
    list.reserve(&mut rt.heap, count)?;
    for number in std::mem::take(&mut weak(rt).gone) {
        list.push(&mut rt.heap, Value::small(number))?;
    }
    Ok(Value::obj(list))
}

/// Asks for a collection, which comes with the next call.
pub fn collect(rt: &mut Runtime, _: &'static str, _: &[Value]) -> Outcome {
    rt.heap.want_collection();
    Ok(Value::UNIT)
}
