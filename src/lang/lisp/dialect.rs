//! The Lisp at run time.
use super::builtins::arith;
use super::builtins::pair::{Items, list_len};
use super::messages::{self, Expected};
use super::print::{self, Style};
use crate::lang::{Dialect, VmError};
use crate::object::Condition;
use crate::runtime::Runtime;
use crate::syntax::Code;
use crate::value::Value;

/// The Lisp's dialect.
pub static DIALECT: Dialect = Dialect {
    name: "lisp",
    prim: arith::prim,
    text,
    glimpse: print::brief,
    words,
    catchable: messages::catchable,
    zero_divisors_fail: false,
    empty_is_false: false,
    operates_on_strings: false,
    evaluator: crate::vm::Vm::evaluator,
    objects: &crate::lang::NO_OBJECTS,
};

fn text(rt: &Runtime, v: Value, display: bool) -> String {
    let style = if display { Style::Display } else { Style::Write };
    print::text(rt, v, style).unwrap_or_else(|_| "...".to_string())
}

fn words(rt: &Runtime, e: VmError) -> (Code, String) {
    let brief = |v| print::brief(rt, v);
    match e {
        VmError::Unbound(name) => messages::unbound(name),
        VmError::TooEarly(name) => messages::too_early(name),
        VmError::NotAFunction(v) => messages::not_a_function(&brief(v)),
        VmError::Arity { who, min, max, got } => {
            let expected = match max {
                Some(max) if max == min => Expected::Exactly(min),
                Some(max) => Expected::Between(min, max),
                None => Expected::AtLeast(min),
            };
            messages::arity(who, expected, got)
        }
        VmError::WrongType { who, expected, got } => messages::wrong_type(who, expected, &brief(got)),
        VmError::NotOfType { field, ty, got } => messages::not_of_type(field, ty, &brief(got)),
        VmError::Deadlock(waits) => messages::deadlock(waits),
        VmError::Depth(limit) => messages::too_deep(limit),
        VmError::Memory(limit) => messages::out_of_memory(limit),
        VmError::Fuel(limit) => messages::out_of_fuel(limit),
        VmError::OtherTask => messages::other_task(),
        VmError::Stopped => messages::stopped(),
        VmError::Uncaught(v) => match v.as_a::<Condition>() {
            Some(c) => {
                let message = text(rt, c.message.get(), true);
                // The program may have made a ring of them.
                let irritants = match list_len(c.irritants.get()) {
                    Some(_) => Items::of(c.irritants.get()).map(brief).collect(),
                    None => vec![],
                };
                messages::uncaught_error(&message, &irritants)
            }
            None => messages::uncaught(&brief(v)),
        },
    }
}
