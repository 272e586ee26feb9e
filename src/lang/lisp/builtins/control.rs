//! Booleans, equality, errors and the host.
use super::args::{arg, string, wrong};
use super::arith::{Outcome, integer};
use super::pair::Items;
use crate::lang::lisp::FEATURES;
use crate::lang::lisp::messages::{self, noun};
use crate::object::map::{equal_counted, same};
use crate::object::{Closure, Condition, Continuation, Gc, Parameter};
use crate::runtime::{Fault, Runtime};
use crate::syntax::Code;
use crate::value::Value;

type Who = &'static str;

/// The code of errors that programs make. The VM reports it only once such an
/// error has left the program, so its own errors never have it.
const USER: Code = Code::Uncaught;

pub fn not(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(!arg(a, 0).is_true()))
}
pub fn is_boolean(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(matches!(arg(a, 0), Value::TRUE | Value::FALSE)))
}
pub fn boolean_eq(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    match a.iter().find(|v| !matches!(**v, Value::TRUE | Value::FALSE)) {
        Some(&v) => Err(wrong(rt, who, noun::BOOLEAN, v)),
        None => Ok(Value::bool(a.windows(2).all(|w| w[0] == w[1]))),
    }
}
pub fn is_eq(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(same(arg(a, 0), arg(a, 1))))
}
pub fn is_eqv(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    is_eq(rt, who, a)
}
pub fn is_equal(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    let mut steps = 0;
    let same = equal_counted(arg(a, 0), arg(a, 1), &mut steps);
    rt.heap.note_work(steps);
    Ok(Value::bool(same))
}
pub fn is_procedure(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    let v = arg(a, 0);
    let object = v.as_a::<Closure>().is_some() || v.as_a::<Continuation>().is_some() || v.as_a::<Parameter>().is_some();
    Ok(Value::bool(v.as_native().is_some() || object))
}

pub fn error(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    let irritants = rt.heap.list(a.get(1..).unwrap_or(&[]), Value::NIL)?;
    Err(Fault::Raise(rt.heap.condition(USER, arg(a, 0), irritants)?))
}

fn condition(rt: &Runtime, who: Who, v: Value) -> Result<Gc<Condition>, Fault> {
    v.as_a::<Condition>().ok_or_else(|| wrong(rt, who, noun::ERROR, v))
}
pub fn is_error(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(arg(a, 0).as_a::<Condition>().is_some()))
}
pub fn error_message(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    Ok(condition(rt, who, arg(a, 0))?.message.get())
}
pub fn error_irritants(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    Ok(condition(rt, who, arg(a, 0))?.irritants.get())
}
pub fn error_kind(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let code = condition(rt, who, arg(a, 0))?.header.flags.get();
    let kind = match Code::ALL.get(code as usize) {
        Some(&code) if code != USER => code.text(),
        _ => "user",
    };
    Ok(Value::sym(rt.interner.intern(kind)))
}

pub fn too_early(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let v = arg(a, 0);
    let Some(name) = v.as_sym() else { return Err(wrong(rt, who, noun::SYMBOL, v)) };
    Err(messages::too_early(rt.interner.name(name)).into())
}
pub fn no_clause(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let v = arg(a, 0);
    let Some(name) = v.as_sym() else { return Err(wrong(rt, who, noun::SYMBOL, v)) };
    let mut items = Items::of(arg(a, 1));
    let count = items.by_ref().count();
    if !items.proper() {
        return Err(wrong(rt, who, noun::LIST, arg(a, 1)));
    }
    Err(messages::no_clause(rt.interner.name(name), count).into())
}
pub fn void(_: &mut Runtime, _: Who, _: &[Value]) -> Outcome {
    Ok(Value::UNIT)
}

pub fn exit(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    Err(Fault::Exit(match a.first() {
        None | Some(&Value::TRUE) => 0,
        Some(&Value::FALSE) => 1,
        Some(&v) => integer(rt, who, v)?.clamp(i32::MIN as i64, i32::MAX as i64) as i32,
    }))
}

pub fn current_jiffy(rt: &mut Runtime, _: Who, _: &[Value]) -> Outcome {
    let jiffies = (rt.host.nanos() / 1000) as i64;
    Ok(rt.heap.integer(jiffies)?)
}
pub fn jiffies_per_second(_: &mut Runtime, _: Who, _: &[Value]) -> Outcome {
    Ok(Value::small(1_000_000))
}
pub fn current_second(rt: &mut Runtime, _: Who, _: &[Value]) -> Outcome {
    Ok(Value::float(rt.host.seconds()))
}

pub fn random(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let Some(&v) = a.first() else {
        // 53 bits fill a float from 0 up to 1.
        return Ok(Value::float((rt.host.random() >> 11) as f64 / (1u64 << 53) as f64));
    };
    match integer(rt, who, v)? {
        n @ 1.. => Ok(Value::small((rt.host.random() % n as u64) as i64)),
        n => Err(messages::bad_size(who, &n.to_string()).into()),
    }
}

pub fn features(rt: &mut Runtime, _: Who, _: &[Value]) -> Outcome {
    let names: Vec<Value> = FEATURES.iter().map(|name| Value::sym(rt.interner.intern(name))).collect();
    Ok(rt.heap.list(&names, Value::NIL)?)
}

pub fn command_line(rt: &mut Runtime, _: Who, _: &[Value]) -> Outcome {
    let words = rt.host.args();
    let strings = words.iter().map(|w| rt.heap.string(w)).collect::<Result<Vec<_>, _>>()?;
    Ok(rt.heap.list(&strings, Value::NIL)?)
}

/// Whether it is an error object with that code.
fn has_code(v: Value, code: Code) -> Outcome {
    let of = v.as_a::<Condition>().and_then(|c| Code::ALL.get(c.header.flags.get() as usize).copied());
    Ok(Value::bool(of == Some(code)))
}
pub fn is_file_error(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    has_code(arg(a, 0), Code::Io)
}
pub fn is_read_error(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    has_code(arg(a, 0), Code::Syntax)
}

pub fn environment_variable(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let name = string(rt, who, arg(a, 0))?;
    match rt.host.environment().into_iter().find(|(n, _)| **n == *name) {
        Some((_, value)) => Ok(rt.heap.string(&value)?),
        None => Ok(Value::FALSE),
    }
}
pub fn environment_variables(rt: &mut Runtime, _: Who, _: &[Value]) -> Outcome {
    let mut list = Value::NIL;
    for (name, value) in rt.host.environment().into_iter().rev() {
        let (name, value) = (rt.heap.string(&name)?, rt.heap.string(&value)?);
        let entry = rt.heap.pair(name, value)?;
        list = rt.heap.pair(entry, list)?;
    }
    Ok(list)
}

#[cfg(test)]
mod tests {
    use crate::lang::lisp::builtins::testing::{call, check, limited, runtime, show};
    use crate::object::map::equal;
    use crate::runtime::Fault;
    use crate::syntax::Code;
    use crate::value::Value;

    #[test]
    fn equality() {
        check(&[
            ("eq?", &["a", "a"], "#t"),
            ("eq?", &["\"a long string\"", "\"a long string\""], "#t"),
            ("eqv?", &["(1)", "(1)"], "#f"),
            ("eqv?", &["1", "1.0"], "#f"),
            ("eqv?", &["+nan.0", "+nan.0"], "#t"),
            ("eqv?", &["0.0", "-0.0"], "#f"),
            ("equal?", &["(1 #(2 \"x\") #u8(3))", "(1 #(2 \"x\") #u8(3))"], "#t"),
            ("equal?", &["(1 #(2 \"x\") #u8(3))", "(1 #(2 \"y\") #u8(3))"], "#f"),
            ("equal?", &["(1 2)", "(1 2 3)"], "#f"),
            ("equal?", &["(1 2)", "#(1 2)"], "#f"),
            ("equal?", &["((a) b)", "((a) c)"], "#f"),
            ("boolean?", &["()"], "#f"),
            ("boolean?", &["#f"], "#t"),
            ("not", &["()"], "#f"),
        ]);
    }

    #[test]
    fn equality_of_large_deep_and_cyclic_data() {
        let rt = &mut runtime();
        let mut build = |n: usize, last: i64, deep: bool| {
            (0..n).fold(Value::small(last), |v, i| {
                let x = Value::small(i as i64);
                if deep { rt.heap.pair(v, x).unwrap() } else { rt.heap.pair(x, v).unwrap() }
            })
        };
        for deep in [false, true] {
            let (a, b, c) = (build(300_000, 0, deep), build(300_000, 0, deep), build(300_000, 1, deep));
            assert!(equal(a, b));
            assert!(!equal(a, c));
        }
        // Both parts of every pair lead back into the ring.
        let mut ring = |n: usize| {
            let list = rt.heap.list(&vec![Value::NIL; n], Value::NIL).unwrap();
            let mut p = list.as_pair().unwrap();
            loop {
                p.car.set(list);
                match p.cdr.get().as_pair() {
                    Some(next) => p = next,
                    None => break p.cdr.set(list),
                }
            }
            list
        };
        assert!(equal(ring(3), ring(5)));
        assert!(equal(ring(999), ring(1000)));
        let v = rt.heap.vector(3, Value::NIL).unwrap();
        let w = rt.heap.vector(3, Value::NIL).unwrap();
        v.items().iter().for_each(|slot| slot.set(Value::obj(v)));
        w.items().iter().for_each(|slot| slot.set(Value::obj(w)));
        assert!(equal(Value::obj(v), Value::obj(w)));
    }

    #[test]
    fn errors() {
        let rt = &mut runtime();
        let args = [rt.heap.string("bad thing").unwrap(), Value::small(1), Value::NIL];
        let native = crate::lang::lisp::builtins::NATIVES[crate::lang::lisp::builtins::id("error").0 as usize];
        let Err(Fault::Raise(e)) = native.call(rt, &args) else { panic!("error did not raise") };
        assert_eq!(call(rt, "error-object?", &[e]), "#t");
        assert_eq!(call(rt, "error-object-message", &[e]), "\"bad thing\"");
        assert_eq!(call(rt, "error-object-irritants", &[e]), "(1 ())");
        assert_eq!(call(rt, "error-kind", &[e]), "user");
        assert_eq!(call(rt, "list", &[e]), "(#<error \"bad thing\" 1 ()>)");
        let own = rt.heap.condition(Code::DivideByZero, args[0], Value::NIL).unwrap();
        assert_eq!(call(rt, "error-kind", &[own]), "divide-by-zero");
        check(&[
            ("error-object?", &["1"], "#f"),
            ("error-kind", &["1"], "type: error-kind: expected an error object, got 1"),
        ]);
    }

    #[test]
    fn the_host() {
        check(&[
            ("exit", &[], "exit 0"),
            ("exit", &["#f"], "exit 1"),
            ("exit", &["3"], "exit 3"),
            ("exit", &["1125899906842623"], "exit 2147483647"),
            ("exit", &["x"], "type: exit: expected an integer, got x"),
            ("random", &["0"], "range: random: size 0 is out of range"),
            ("random", &["1"], "0"),
            ("random", &["1.5"], "type: random: expected an integer, got 1.5"),
            ("jiffies-per-second", &[], "1000000"),
            ("void", &["1"], "#<unit>"),
        ]);
        let rt = &mut runtime();
        for _ in 0..100 {
            let text = show(rt, |rt| super::random(rt, "random", &[Value::small(6)]));
            assert!((0..6).contains(&text.parse::<i64>().unwrap()));
            let text = show(rt, |rt| super::random(rt, "random", &[]));
            assert!((0.0..1.0).contains(&text.parse::<f64>().unwrap()));
        }
    }

    /// A host with two lines to read.
    struct Script(Vec<&'static str>);

    impl crate::host::Host for Script {
        fn write(&mut self, _: &str) -> bool {
            true
        }
        fn nanos(&mut self) -> u64 {
            0
        }
        fn seconds(&mut self) -> f64 {
            0.0
        }
        fn random(&mut self) -> u64 {
            0
        }
        fn args(&mut self) -> Vec<String> {
            vec!["program.scm".into(), "-x".into()]
        }
        fn read(&mut self, _: usize) -> Option<String> {
            if self.0.is_empty() { None } else { Some(self.0.remove(0).to_string()) }
        }
    }

    #[test]
    fn arguments_and_lines_come_from_the_host() {
        let rt = &mut runtime();
        assert_eq!(call(rt, "command-line", &[]), "()");
        rt.host = Box::new(Script(vec!["the first li", "ne\n\nand", " more"]));
        assert_eq!(call(rt, "command-line", &[]), "(\"program.scm\" \"-x\")");
        assert_eq!(call(rt, "read-line", &[]), "\"the first line\"");
        assert_eq!(call(rt, "read-line", &[]), "\"\"");
        assert_eq!(call(rt, "peek-char", &[]), "#\\a");
        assert_eq!(call(rt, "read-string", &[Value::small(2)]), "\"an\"");
        assert_eq!(call(rt, "read", &[]), "d");
        assert_eq!(call(rt, "read", &[]), "more");
        assert_eq!(call(rt, "read-line", &[]), "#<eof>");
    }

    #[test]
    fn a_line_outlives_a_full_heap() {
        let rt = &mut limited(2 << 20);
        let long = "x".repeat(1 << 20);
        rt.host = Box::new(Script(vec![long.clone().leak()]));
        // Takes what is left, so that there is no room for the line.
        let mut hold = vec![];
        while let Ok(v) = rt.heap.bytes(64 << 10, 0) {
            hold.push(v);
        }
        assert_eq!(call(rt, "read-line", &[]), "heap full");
        assert_eq!(rt.input.rest(), long);
    }
}
