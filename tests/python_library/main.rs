//! What Python's built-in types and modules need besides the VM, beside CPython 3.11:
//! the cases in `tests/python/library`, whose answers CPython wrote
//! (`tests/peer/library.py`), and random ones when asked for.
//!
//! ```sh
//! PYTHON=python3.11 ROUNDS=20000 cargo test --test python_library -- --ignored --nocapture
//! ```
mod dates;
mod modules;
mod regex;
mod strings;

use glassbox::lang::python::lib::random::Random;
use glassbox::lang::python::text::{Raise, chars, format, percent, repr, template};
use glassbox::number::Int;
use serde_json::{Value, json};
use std::process::Command;

/// An argument as it stands in a case.
#[derive(Clone, Copy)]
struct Arg<'a>(&'a Value);

impl<'a> Arg<'a> {
    fn tagged(self, tag: &str) -> Option<&'a Value> {
        self.0.as_object()?.get(tag)
    }
    fn text(self) -> &'a str {
        self.0.as_str().expect("a text")
    }
    fn int(self) -> Option<Int> {
        match self.tagged("i") {
            Some(text) => Some(read_int(text.as_str()?)),
            None => self.0.as_bool().map(i64::from).or(self.0.as_i64()).map(Int::from),
        }
    }
    fn float(self) -> Option<f64> {
        self.tagged("f").map(read_float)
    }
    fn complex(self) -> Option<(f64, f64)> {
        self.tagged("c").map(|c| (read_float(&c[0]), read_float(&c[1])))
    }
    fn bytes(self) -> Option<Vec<u8>> {
        let hex = self.tagged("b")?.as_str()?;
        Some((0..hex.len()).step_by(2).map(|i| u8::from_str_radix(&hex[i..i + 2], 16).unwrap()).collect())
    }
}

fn read_int(text: &str) -> Int {
    match text.strip_prefix('-') {
        Some(digits) => Int::parse(digits, 16).unwrap().neg(),
        None => Int::parse(text, 16).unwrap(),
    }
}

fn read_float(text: &Value) -> f64 {
    text.as_str().unwrap().parse().unwrap()
}

fn raised(r: Raise) -> Value {
    json!({"raise": [r.class, r.message]})
}

fn said<T: Into<Value>>(r: Result<T, Raise>) -> Value {
    r.map_or_else(raised, Into::into)
}

fn show(v: Arg) -> Value {
    let text = |v| show(Arg(v)).as_str().unwrap().to_string();
    if let Some(f) = v.float() {
        repr::float(f).into()
    } else if let Some((re, im)) = v.complex() {
        repr::complex(re, im).into()
    } else if let Some(i) = v.int() {
        said(repr::int(&i, repr::MAX_DIGITS))
    } else if let Some(b) = v.bytes() {
        repr::bytes(&b).into()
    } else if let Some(pairs) = v.tagged("d").and_then(Value::as_array) {
        let shown: Vec<String> = pairs.iter().map(|p| format!("{}: {}", text(&p[0]), text(&p[1]))).collect();
        format!("{{{}}}", shown.join(", ")).into()
    } else {
        repr::string(v.text()).into()
    }
}

fn format_(v: Arg, spec: &str) -> Value {
    said(if let Some(f) = v.float() {
        format::float(f, spec, "float")
    } else if let Some((re, im)) = v.complex() {
        format::complex(re, im, spec, "complex")
    } else if let Some(i) = v.int() {
        format::int(&i, spec, "int", repr::MAX_DIGITS)
    } else {
        format::string(v.text(), spec, "str")
    })
}

/// The `str` of a value.
fn str_of(v: Arg) -> String {
    v.0.as_str().map_or_else(|| show(v).as_str().unwrap().to_string(), str::to_string)
}

fn type_of(v: Arg) -> &'static str {
    match v.0 {
        Value::String(_) => "str",
        Value::Array(_) => "list",
        _ if v.float().is_some() => "float",
        _ if v.int().is_some() => "int",
        _ => "dict",
    }
}

fn convert(conversion: &percent::Conversion, v: Arg, out: &mut String) -> Result<(), Raise> {
    use percent::Kind;
    match (conversion.kind()?, v.int(), v.float()) {
        (Kind::Str, ..) => conversion.write_text(&str_of(v), out),
        (Kind::Repr, ..) => conversion.write_text(show(v).as_str().unwrap(), out),
        (Kind::Ascii, ..) => conversion.write_text(&repr::ascii_of(show(v).as_str().unwrap()), out),
        (Kind::Decimal | Kind::Integer, Some(i), _) => conversion.write_int(&i, repr::MAX_DIGITS, out),
        (Kind::Decimal, _, Some(f)) if f.is_nan() => Err(Raise::value("cannot convert float NaN to integer")),
        (Kind::Decimal, _, Some(f)) if f.is_infinite() => {
            Err(Raise::overflow("cannot convert float infinity to integer"))
        }
        (Kind::Decimal, _, Some(f)) => conversion.write_int(&Int::from_float(f), repr::MAX_DIGITS, out),
        (Kind::Float, Some(i), _) if i.to_float().is_finite() => conversion.write_float(i.to_float(), out),
        (Kind::Float, _, Some(f)) => conversion.write_float(f, out),
        (Kind::Float, ..) => Err(Raise::type_error(format!("must be real number, not {}", type_of(v)))),
        (Kind::Character, Some(i), _) => conversion.write_code(&i, out),
        (Kind::Character, ..) => match v.0.as_str().map(|t| (t.chars().next(), t.chars().count())) {
            Some((Some(c), 1)) => conversion.write_char(c, out),
            _ => Err(conversion.wrong_type(type_of(v))),
        },
        _ => Err(conversion.wrong_type(type_of(v))),
    }
}

fn percent_(text: &str, args: Arg) -> Result<String, Raise> {
    let keys = args.tagged("d").map(|d| d.as_array().unwrap());
    let mut values: Box<dyn Iterator<Item = Arg>> = match args.0 {
        Value::Array(all) => Box::new(all.iter().map(Arg)),
        _ => Box::new(std::iter::once(args)),
    };
    let mut used_keys = false;
    let mut out = String::new();
    for piece in percent::Pieces::new(text, keys.is_some()) {
        let mut conversion = match piece? {
            percent::Piece::Text(text) => {
                out.push_str(text);
                continue;
            }
            percent::Piece::Conversion(c) => c,
        };
        if let Some(key) = conversion.key {
            let found = keys.unwrap().iter().find(|pair| pair[0] == key);
            let value = found.ok_or(Raise { class: "KeyError", message: key.into() })?;
            values = Box::new(std::iter::once(Arg(&value[1])));
            used_keys = true;
        }
        let mut size = |wanted| match wanted {
            Some(percent::Size::Given) => {
                let v = values.next().ok_or_else(percent::too_few)?;
                v.int().ok_or_else(percent::no_size).map(Some)
            }
            _ => Ok(None),
        };
        if let Some(width) = size(conversion.width)? {
            conversion.set_width(&width)?;
        }
        if let Some(precision) = size(conversion.precision)? {
            conversion.set_precision(&precision)?;
        }
        let value = values.next().ok_or_else(percent::too_few)?;
        convert(&conversion, value, &mut out)?;
    }
    if values.next().is_some() && !used_keys && keys.is_none() {
        return Err(percent::too_many());
    }
    Ok(out)
}

fn fill(text: &str, args: &[Arg], depth: usize, numbering: &mut template::Numbering) -> Result<String, Raise> {
    if depth > template::MAX_DEPTH {
        return Err(template::too_deep());
    }
    let mut out = String::new();
    for piece in template::Pieces::new(text) {
        let template::Piece { literal, field } = piece?;
        out.push_str(literal);
        let Some(field) = field else { continue };
        let (first, mut steps) = template::split(field.name, numbering)?;
        let value = match first {
            template::First::Index(i) => {
                args[0].0.as_array().unwrap().get(i).ok_or_else(|| template::no_argument(i))?
            }
            template::First::Key(key) => {
                let named = args[1].tagged("d").unwrap().as_array().unwrap();
                let found = named.iter().find(|pair| pair[0] == key);
                &found.ok_or(Raise { class: "KeyError", message: key.into() })?[1]
            }
        };
        let mut value = value.as_str().unwrap().to_string();
        // All values are texts here, so this is all that steps can do.
        if let Some(step) = steps.next() {
            value = match step? {
                template::Step::Index(i) => match value.chars().nth(i) {
                    Some(c) => c.to_string(),
                    None => return Err(Raise { class: "IndexError", message: "string index out of range".into() }),
                },
                template::Step::Attribute(name) => {
                    let message = format!("'str' object has no attribute '{name}'");
                    return Err(Raise { class: "AttributeError", message });
                }
                template::Step::Key(_) => {
                    return Err(Raise::type_error("string indices must be integers, not 'str'"));
                }
            };
            steps.next().transpose()?;
        }
        let value = match field.conversion {
            None | Some('s') => value,
            Some('r') => repr::string(&value),
            Some('a') => repr::ascii(&value),
            Some(c) => return Err(template::unknown_conversion(c)),
        };
        let spec = match field.nested {
            true => fill(field.spec, args, depth + 1, numbering)?,
            false => field.spec.to_string(),
        };
        out.push_str(&format::string(&value, &spec, "str")?);
    }
    Ok(out)
}

fn char_kinds(first: u32) -> Vec<u32> {
    let kinds = |code| {
        let c = char::from_u32(code).unwrap();
        let bits = [
            chars::is_printable(c),
            chars::is_alpha(c),
            chars::is_decimal(c),
            chars::is_digit(c),
            chars::is_numeric(c),
            chars::is_alnum(c),
            chars::is_space(c),
            chars::begins_name(c),
            chars::continues_name(c),
            chars::is_line_end(c),
        ];
        bits.iter().enumerate().map(|(i, &bit)| (bit as u32) << i).sum()
    };
    (first..first + 256).map(kinds).collect()
}

fn encoded_int(i: Int) -> Value {
    match i {
        Int::Small(i) => i.into(),
        Int::Big(_) => json!({"i": i.text(16)}),
    }
}

fn randoms(seed: Arg) -> Value {
    let float = |f: f64| json!({"f": repr::float(f)});
    let mut r = match (seed.int(), seed.bytes()) {
        (Some(i), _) => Random::from_int(&i),
        (_, Some(b)) => Random::from_bytes(&b),
        _ => Random::from_bytes(seed.text().as_bytes()),
    };
    let int = |i: i64| Int::from(i);
    let mut swapped: Vec<usize> = (0..9).collect();
    r.shuffle(9).for_each(|(i, j)| swapped.swap(i, j));
    json!([
        float(r.random()),
        encoded_int(r.bits(7)),
        encoded_int(r.bits(100)),
        encoded_int(r.bits(32)),
        encoded_int(r.range(&int(10), None, &int(1)).unwrap()),
        encoded_int(r.range(&int(5), Some(&int(2).pow(70)), &int(1)).unwrap()),
        encoded_int(r.range(&int(0), Some(&int(100)), &int(7)).unwrap()),
        encoded_int(r.range(&int(10), Some(&int(-10)), &int(-3)).unwrap()),
        swapped,
        r.sample(10, 5).unwrap(),
        r.sample(1000, 8).unwrap(),
        r.sample(90, 20).unwrap(),
        [r.choice(50), r.choice(50), r.choice(50)],
        std::iter::repeat_with(|| r.weighted(&[1.0, 6.0, 8.0])).take(4).collect::<Vec<_>>(),
        float(r.uniform(-1.0, 5.0)),
        float(r.triangular(1.0, 4.0, Some(2.0))),
        float(r.normal(1.0, 2.0)),
        float(r.gauss(0.0, 1.0)),
        float(r.gauss(2.0, 3.0)),
        float(r.exponential(1.5)),
        float(r.gamma(2.5, 1.0).unwrap()),
        float(r.gamma(0.5, 2.0).unwrap()),
        float(r.gamma(1.0, 2.0).unwrap()),
        float(r.beta(2.0, 0.7).unwrap()),
    ])
}

/// What we make of a case.
fn ours(name: &str, args: &[Arg]) -> Value {
    match name {
        "show" => show(args[0]),
        "ascii_" => repr::ascii(args[0].text()).into(),
        "format_" => format_(args[0], args[1].text()),
        "percent" => said(percent_(args[0].text(), args[1])),
        "template" => said(fill(args[0].text(), &args[1..], 1, &mut template::Numbering::default())),
        "char_kinds" => char_kinds(args[0].0.as_u64().unwrap() as u32).into(),
        "randoms" => randoms(args[0]),
        "randrange" => {
            let [start, stop, step] = [0, 1, 2].map(|i| args[i].int().unwrap());
            Random::from_int(&Int::Small(1)).range(&start, Some(&stop), &step).map_or_else(raised, encoded_int)
        }
        _ => strings::ours(name, args)
            .or_else(|| regex::ours(name, args))
            .or_else(|| modules::ours(name, args))
            .or_else(|| dates::ours(name, args))
            .unwrap_or_else(|| panic!("no operation {name}")),
    }
}

/// Compares cases, one a line, with ours; gives how many there were.
fn check(from: &str, lines: &str) -> usize {
    let mut wrong = vec![];
    for line in lines.lines() {
        let case: Vec<Value> = serde_json::from_str(line).unwrap();
        let (want, call) = case.split_last().unwrap();
        let args: Vec<Arg> = call[1..].iter().map(Arg).collect();
        let got = ours(call[0].as_str().unwrap(), &args);
        if got != *want {
            wrong.push(format!("{}\n  ours   {got}\n  theirs {want}", Value::from(call)));
        }
    }
    for w in wrong.iter().take(30) {
        println!("{w}");
    }
    let count = lines.lines().count();
    assert!(wrong.is_empty(), "{from}: {} of {count} differ", wrong.len());
    count
}

#[test]
fn cases_have_the_answers_of_cpython() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python/library");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    for file in files {
        check(&file.display().to_string(), &std::fs::read_to_string(&file).unwrap());
    }
}

#[test]
#[ignore = "needs CPython 3.11"]
fn random_cases_have_the_answers_of_cpython() {
    let setting = |name, default: &str| std::env::var(name).unwrap_or(default.into());
    let (rounds, seed) = (setting("ROUNDS", "20000"), setting("SEED", "1"));
    let groups = setting(
        "GROUPS",
        "text,formats,chars,randomness,cases,expressions,bad_expressions,jsons,structs,dates,strings,numbers",
    );
    for group in groups.split(',') {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/peer/library.py");
        let output = Command::new(setting("PYTHON", "python3"))
            .args([script, "--random", group, &rounds, &seed])
            .output()
            .expect("CPython runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let cases = String::from_utf8(output.stdout).unwrap();
        println!("{group}: {} cases", check(group, &cases));
    }
}

#[test]
#[ignore = "needs CPython 3.11"]
fn all_characters_have_the_case_of_cpython() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/peer/library.py");
    let python = std::env::var("PYTHON").unwrap_or("python3".into());
    let blocks = (0..0x1100u32).filter(|block| !(0xD8..0xE0).contains(block));
    let calls: String = blocks.map(|block| format!("[\"case_kinds\", {}]\n", block * 256)).collect();
    let file = std::env::temp_dir().join("glassbox-cases.jsonl");
    std::fs::write(&file, calls).unwrap();
    assert!(Command::new(python).args([script, "--write"]).arg(&file).status().unwrap().success());
    check("cases", &std::fs::read_to_string(&file).unwrap());
}

#[test]
#[ignore = "needs a file of cases with answers"]
fn cases_of_a_file_have_the_answers_of_cpython() {
    let file = std::env::var("CASES").expect("CASES names a file");
    println!("{} cases", check(&file, &std::fs::read_to_string(&file).unwrap()));
}
