//! Characters.
use super::args::{arg, character};
use super::arith::{Outcome, integer};
use crate::lang::lisp::messages;
use crate::platform;
use crate::runtime::Runtime;
use crate::syntax::letters;
use crate::value::Value;

type Who = &'static str;

pub fn is_char(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(arg(a, 0).as_char().is_some()))
}
pub fn char_to_integer(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    Ok(Value::small(character(rt, who, arg(a, 0))? as i64))
}
pub fn integer_to_char(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let i = integer(rt, who, arg(a, 0))?;
    match u32::try_from(i).ok().and_then(char::from_u32) {
        Some(c) => Ok(Value::char(c)),
        None => Err(messages::not_a_character(who, i).into()),
    }
}

pub fn upcase(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    Ok(Value::char(letters::upcase(character(rt, who, arg(a, 0))?)))
}
pub fn downcase(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    Ok(Value::char(letters::downcase(character(rt, who, arg(a, 0))?)))
}
pub fn foldcase(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    Ok(Value::char(letters::foldcase(character(rt, who, arg(a, 0))?)))
}

pub fn is_alphabetic(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(platform::is_alphabetic(character(rt, who, arg(a, 0))?)))
}
pub fn is_numeric(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(letters::digit_value(character(rt, who, arg(a, 0))?).is_some()))
}
pub fn is_whitespace(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(character(rt, who, arg(a, 0))?.is_whitespace()))
}
pub fn is_upper(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(platform::is_upper(character(rt, who, arg(a, 0))?)))
}
pub fn is_lower(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(platform::is_lower(character(rt, who, arg(a, 0))?)))
}
pub fn digit_value(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let digit = letters::digit_value(character(rt, who, arg(a, 0))?);
    Ok(digit.map_or(Value::FALSE, |d| Value::small(d as i64)))
}

/// Whether each character relates to the next. All are looked at.
#[inline]
fn chain(rt: &Runtime, who: Who, a: &[Value], test: fn(char, char) -> bool) -> Outcome {
    let mut last = character(rt, who, arg(a, 0))?;
    let mut all = true;
    for &v in a.iter().skip(1) {
        let next = character(rt, who, v)?;
        all &= test(last, next);
        last = next;
    }
    Ok(Value::bool(all))
}
macro_rules! comparisons {
    ($($name:ident = $test:expr;)*) => { $(
        pub fn $name(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
            chain(rt, who, a, $test)
        }
    )* };
}
comparisons! {
    eq = |x, y| x == y;
    lt = |x, y| x < y;
    gt = |x, y| x > y;
    le = |x, y| x <= y;
    ge = |x, y| x >= y;
    eq_ci = |x, y| letters::foldcase(x) == letters::foldcase(y);
    lt_ci = |x, y| letters::foldcase(x) < letters::foldcase(y);
    gt_ci = |x, y| letters::foldcase(x) > letters::foldcase(y);
    le_ci = |x, y| letters::foldcase(x) <= letters::foldcase(y);
    ge_ci = |x, y| letters::foldcase(x) >= letters::foldcase(y);
}

#[cfg(test)]
mod tests {
    use crate::lang::lisp::builtins::testing::check;

    #[test]
    fn characters() {
        check(&[
            ("char?", &["#\\a"], "#t"),
            ("char?", &["\"a\""], "#f"),
            ("char->integer", &["#\\é"], "233"),
            ("integer->char", &["955"], "#\\λ"),
            ("integer->char", &["55296"], "range: integer->char: 55296 is not a character"),
            ("integer->char", &["-1"], "range: integer->char: -1 is not a character"),
            ("integer->char", &["1.0"], "type: integer->char: expected an integer, got 1.0"),
            ("char-upcase", &["#\\ä"], "#\\Ä"),
            ("char-upcase", &["#\\ß"], "#\\ß"),
            ("char-downcase", &["#\\Σ"], "#\\σ"),
            ("char-numeric?", &["#\\7"], "#t"),
            ("char-alphabetic?", &["#\\7"], "#f"),
            ("char-whitespace?", &["#\\newline"], "#t"),
            ("digit-value", &["#\\7"], "7"),
            ("digit-value", &["#\\x"], "#f"),
            ("digit-value", &["#\\٣"], "3"),
            ("char-foldcase", &["#\\Σ"], "#\\σ"),
            ("char-upper-case?", &["#\\É"], "#t"),
            ("char-lower-case?", &["#\\É"], "#f"),
            ("char-ci=?", &["#\\É", "#\\é", "#\\É"], "#t"),
            ("char-ci<?", &["#\\a", "#\\B", "#\\b"], "#f"),
            ("char<?", &["#\\a", "#\\b", "#\\c"], "#t"),
            ("char<?", &["#\\b", "#\\a", "1"], "type: char<?: expected a character, got 1"),
            ("char=?", &["#\\a"], "#t"),
            ("char>=?", &["#\\b", "#\\b"], "#t"),
        ]);
    }
}
