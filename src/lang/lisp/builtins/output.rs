//! Output. A builtin writes all of its text or, if there is no room, none.
use super::args::{arg, character, string};
use super::arith::Outcome;
use crate::heap::HeapFull;
use crate::lang::lisp::print::{self, Style};
use crate::runtime::Runtime;
use crate::value::Value;

type Who = &'static str;

/// Prints straight into the output; takes it back if there is no room.
fn emit(rt: &mut Runtime, put: impl FnOnce(&Runtime, &mut String) -> Result<(), HeapFull>) -> Outcome {
    let mut out = std::mem::take(&mut rt.output);
    let before = out.len();
    let mut done = put(rt, &mut out);
    if out.len() > rt.heap.max() / 4 {
        done = Err(HeapFull);
    }
    if done.is_err() {
        out.truncate(before);
    }
    rt.output = out;
    done?;
    // The output is handed on when much has gathered.
    rt.write("")?;
    Ok(Value::UNIT)
}

pub fn display(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    emit(rt, |rt, out| print::append(rt, out, arg(a, 0), Style::Display))
}
pub fn write(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    emit(rt, |rt, out| print::append(rt, out, arg(a, 0), Style::Write))
}
pub fn newline(rt: &mut Runtime, _: Who, _: &[Value]) -> Outcome {
    rt.write("\n")?;
    Ok(Value::UNIT)
}
pub fn write_string(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let s = string(rt, who, arg(a, 0))?;
    rt.write(&s)?;
    Ok(Value::UNIT)
}
pub fn write_char(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let c = character(rt, who, arg(a, 0))?;
    rt.write(c.encode_utf8(&mut [0; 4]))?;
    Ok(Value::UNIT)
}
pub fn print(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    emit(rt, |rt, out| {
        for (i, &v) in a.iter().enumerate() {
            if i > 0 {
                out.push(' ');
            }
            print::append(rt, out, v, Style::Display)?;
        }
        out.push('\n');
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use crate::lang::lisp::builtins::testing::{call, limited, read, runtime};

    #[test]
    fn texts_for_people_and_for_readers() {
        let rt = &mut runtime();
        let v = read(rt, "(\"a\\n\" #\\b |c d| 1.0)");
        call(rt, "display", &[v]);
        call(rt, "newline", &[]);
        call(rt, "write", &[v]);
        let (s, c) = (read(rt, "\"x\""), read(rt, "#\\y"));
        call(rt, "write-string", &[s]);
        call(rt, "write-char", &[c]);
        call(rt, "print", &[s, c, v]);
        assert_eq!(rt.output, "(a\n b c d 1.0)\n(\"a\\n\" #\\b |c d| 1.0)xyx y (a\n b c d 1.0)\n");
        assert_eq!(call(rt, "write-string", &[c]), "type: write-string: expected a string, got #\\y");
        assert_eq!(call(rt, "write-char", &[s]), "type: write-char: expected a character, got \"x\"");
    }

    #[test]
    fn output_without_room_is_not_begun() {
        let rt = &mut limited(1 << 20);
        let s = rt.heap.string(&"x".repeat(100_000)).unwrap();
        assert_eq!(call(rt, "print", &[s]), "#<unit>");
        assert_eq!(call(rt, "display", &[s]), "#<unit>");
        let before = rt.output.len();
        for name in ["display", "print", "write", "write-string"] {
            assert_eq!(call(rt, name, &[s]), "heap full");
            assert_eq!(rt.output.len(), before);
        }
        // Small values many times over are no way around the limit either.
        let many = rt.heap.list(&[s; 100], crate::value::Value::NIL).unwrap();
        rt.output.clear();
        assert_eq!(call(rt, "display", &[many]), "heap full");
        assert_eq!(call(rt, "str", &[many]), "heap full");
        assert_eq!(rt.output, "");
    }
}
