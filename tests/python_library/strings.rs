//! Methods of strings and reading numbers.
use super::{Arg, encoded_int, raised, said};
use glassbox::lang::python::text::strings::{self, Translated};
use glassbox::lang::python::text::{Raise, case, numbers, repr};
use serde_json::{Value, json};

type Changes = [fn(&str) -> String; 6];
const CASES: Changes = [case::upper, case::lower, case::title, case::casefold, case::capitalize, case::swapcase];
const KINDS: [fn(&str) -> bool; 4] = [case::is_upper, case::is_lower, case::is_title, case::is_identifier];

fn case_kinds(first: u32) -> Value {
    let mut found = vec![];
    for code in first..first + 256 {
        let c = char::from_u32(code).unwrap().to_string();
        let kinds: u32 = KINDS.iter().enumerate().map(|(i, kind)| (kind(&c) as u32) << i).sum();
        let texts = CASES.map(|change| change(&c));
        if kinds > 0 || texts.iter().any(|text| *text != c) {
            found.push(json!([code, kinds, texts]));
        }
    }
    found.into()
}

fn cased(text: &str) -> Value {
    let texts = CASES.iter().map(|change| Value::from(change(text)));
    texts.chain(KINDS.iter().map(|kind| kind(text).into())).collect::<Vec<_>>().into()
}

fn float(f: f64) -> Value {
    json!({"f": repr::float(f)})
}
fn bytes(b: &[u8]) -> Value {
    json!({"b": b.iter().map(|b| format!("{b:02x}")).collect::<String>()})
}
fn most(arg: Arg) -> usize {
    usize::try_from(arg.0.as_i64().unwrap()).unwrap_or(usize::MAX)
}

fn fitted(text: &str, width: i64, fill: char) -> Result<Value, Raise> {
    Ok(json!([
        strings::center(text, width, fill)?,
        strings::ljust(text, width, fill)?,
        strings::rjust(text, width, fill)?,
        strings::zfill(text, width)?,
        strings::expand_tabs(text, width)?,
    ]))
}

fn lines(arg: Arg) -> Value {
    match arg.bytes() {
        Some(data) => {
            let lines = |keep| strings::split_lines_bytes(&data, keep).into_iter().map(bytes).collect::<Vec<_>>();
            json!([lines(false), lines(true)])
        }
        None => json!([strings::split_lines(arg.text(), false), strings::split_lines(arg.text(), true)]),
    }
}

fn translated(text: &str) -> String {
    let look_up = |c| {
        Ok::<_, ()>(match c {
            'a' => Translated::Text("xy"),
            'b' => Translated::Text(""),
            'c' => Translated::Char('d'),
            _ => Translated::Same,
        })
    };
    strings::translate(text, look_up).unwrap()
}

fn number(name: &str, arg: Arg, more: Option<Arg>) -> Result<Value, Raise> {
    let data = arg.bytes();
    Ok(match (name, &data) {
        ("int_", data) => {
            let base = more.unwrap().0.as_u64().unwrap() as u32;
            encoded_int(match data {
                Some(data) => numbers::int_bytes(data, base, repr::MAX_DIGITS)?,
                None => numbers::int(arg.text(), base, repr::MAX_DIGITS)?,
            })
        }
        ("float_", Some(data)) => float(numbers::float_bytes(data)?),
        ("float_", None) => float(numbers::float(arg.text())?),
        ("complex_", _) => {
            let (re, im) = numbers::complex(arg.text())?;
            json!({"c": [repr::float(re), repr::float(im)]})
        }
        ("float_hex", _) => numbers::float_hex(arg.float().unwrap()).into(),
        _ => float(numbers::float_from_hex(arg.text())?),
    })
}

pub fn ours(name: &str, args: &[Arg]) -> Option<Value> {
    Some(match name {
        "case_kinds" => case_kinds(args[0].0.as_u64().unwrap() as u32),
        "cased" => cased(args[0].text()),
        "words" => {
            let (text, most) = (args[0].text(), most(args[1]));
            json!([strings::split_words(text, most), strings::rsplit_words(text, most)])
        }
        "parts" => {
            let (text, separator, most) = (args[0].text(), args[1].text(), most(args[2]));
            let both = strings::split(text, separator, most)
                .and_then(|split| Ok(json!([split, strings::rsplit(text, separator, most)?])));
            said(both)
        }
        "lines" => lines(args[0]),
        "fitted" => said(fitted(args[0].text(), args[1].0.as_i64().unwrap(), args[2].text().chars().next().unwrap())),
        "translated" => translated(args[0].text()).into(),
        "from_hex" => strings::bytes_from_hex(args[0].text()).map_or_else(raised, |b| bytes(&b)),
        "int_" | "float_" | "complex_" | "float_hex" | "float_from_hex" => {
            said(number(name, args[0], args.get(1).copied()))
        }
        _ => return None,
    })
}
