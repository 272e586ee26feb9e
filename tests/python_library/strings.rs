//! Methods of strings and reading numbers.
use super::Arg;
use glassbox::lang::python::text::case;
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

pub fn ours(name: &str, args: &[Arg]) -> Option<Value> {
    Some(match name {
        "case_kinds" => case_kinds(args[0].0.as_u64().unwrap() as u32),
        "cased" => cased(args[0].text()),
        _ => return None,
    })
}
