//! Regular expressions.
use super::{Arg, raised};
use glassbox::lang::python::lib::re::{self, Error, Found, Halt, Mode, Pattern, Scan, Source, Template};
use glassbox::lang::python::text::repr;
use serde_json::{Value, json};

/// A text or bytes of a case.
enum Subject {
    Text(String),
    Bytes(Vec<u8>),
}

impl Subject {
    fn of(arg: Arg) -> Subject {
        match arg.bytes() {
            Some(bytes) => Subject::Bytes(bytes),
            None => Subject::Text(arg.text().into()),
        }
    }
    fn source(&self) -> Source<'_> {
        match self {
            Subject::Text(text) => Source::Text(text),
            Subject::Bytes(bytes) => Source::Bytes(bytes),
        }
    }
    fn data(&self) -> &[u8] {
        match self {
            Subject::Text(text) => text.as_bytes(),
            Subject::Bytes(bytes) => bytes,
        }
    }
    fn repr(&self) -> String {
        match self {
            Subject::Text(text) => repr::string(text),
            Subject::Bytes(bytes) => repr::bytes(bytes),
        }
    }
    /// Characters before a byte.
    fn chars(&self, at: usize) -> usize {
        match self {
            Subject::Text(text) => text[..at].chars().count(),
            Subject::Bytes(_) => at,
        }
    }
    /// Bytes before a character.
    fn place(&self, at: i64) -> usize {
        let at = at.max(0) as usize;
        match self {
            Subject::Text(text) => text.char_indices().nth(at).map_or(text.len(), |(at, _)| at),
            Subject::Bytes(bytes) => at.min(bytes.len()),
        }
    }
    fn value(&self, data: &[u8]) -> Value {
        match self {
            Subject::Text(_) => std::str::from_utf8(data).expect("whole characters").into(),
            Subject::Bytes(_) => json!({"b": data.iter().map(|b| format!("{b:02x}")).collect::<String>()}),
        }
    }
}

fn wrong(error: Error) -> Value {
    match error {
        Error::Flaw(flaw) => json!({"raise": ["error", flaw.text()]}),
        Error::Raise(raise) => raised(raise),
    }
}

fn shown(found: Option<Found>, pattern: &Pattern, text: &Subject) -> Value {
    let Some(found) = found else { return Value::Null };
    let span = |span: &Option<(usize, usize)>| match span {
        Some((from, to)) => json!([text.chars(*from), text.chars(*to)]),
        None => json!([-1, -1]),
    };
    let spans: Vec<Value> = found.spans.iter().map(span).collect();
    json!([spans, found.last_group, found.last_group.and_then(|group| pattern.name(group))])
}

/// The next match, with a bit of fuel again and again.
fn next(scan: &mut Scan, pattern: &Pattern, text: &Subject, mode: Mode) -> Option<Found> {
    for _ in 0..1_000_000 {
        let mut fuel = 17;
        match scan.next(pattern, text.data(), mode, &mut fuel) {
            Ok(found) => return found,
            Err(Halt::Fuel) => (),
            Err(Halt::Memory) => panic!("too much memory"),
        }
    }
    panic!("it does not end");
}

fn scan(pattern: &Pattern, text: &Subject) -> Scan {
    Scan::new(pattern, 0, text.data().len(), 1 << 24)
}

fn all(pattern: &Pattern, text: &Subject, most: usize) -> Vec<Found> {
    let mut scan = scan(pattern, text);
    std::iter::from_fn(|| next(&mut scan, pattern, text, Mode::Search)).take(most).collect()
}

fn most(arg: Arg) -> usize {
    arg.0.as_u64().filter(|&most| most > 0).map_or(usize::MAX, |most| most as usize)
}

fn answer(name: &str, args: &[Arg]) -> Result<Value, Error> {
    if name == "re_escape" {
        let text = Subject::of(args[0]);
        return Ok(match &text {
            Subject::Text(text) => re::escape(text).into(),
            Subject::Bytes(bytes) => text.value(&re::escape_bytes(bytes)),
        });
    }
    let source = Subject::of(args[0]);
    let pattern = Pattern::compile(source.source(), args[1].0.as_u64().unwrap() as u32)?;
    if name == "re_compile" {
        let shown = re::show(&source.repr(), pattern.flags, !pattern.is_bytes());
        return Ok(json!([pattern.flags, pattern.groups, pattern.names, shown]));
    }
    let text = Subject::of(args[if name == "re_sub" { 3 } else { 2 }]);
    Ok(match name {
        "re_all" => {
            let found = all(&pattern, &text, usize::MAX);
            found.into_iter().map(|f| shown(Some(f), &pattern, &text)).collect::<Vec<_>>().into()
        }
        "re_split" => {
            let mut parts = vec![];
            let mut last = 0;
            let piece =
                |span: &Option<(usize, usize)>| span.map_or(Value::Null, |(a, b)| text.value(&text.data()[a..b]));
            for found in all(&pattern, &text, most(args[3])) {
                let (start, end) = found.span();
                parts.push(text.value(&text.data()[last..start]));
                parts.extend(found.spans[1..].iter().map(piece));
                last = end;
            }
            parts.push(text.value(&text.data()[last..]));
            parts.into()
        }
        _ => {
            let template = Template::parse(Subject::of(args[2]).source(), &pattern)?;
            let (mut out, mut last, mut count) = (vec![], 0, 0);
            for found in all(&pattern, &text, most(args[4])) {
                let (start, end) = found.span();
                out.extend(&text.data()[last..start]);
                template.expand(text.data(), &found, &mut out);
                (last, count) = (end, count + 1);
            }
            out.extend(&text.data()[last..]);
            json!([text.value(&out), count])
        }
    })
}

fn find(args: &[Arg]) -> Result<Value, Error> {
    let mode = match args[0].text() {
        "search" => Mode::Search,
        "match" => Mode::Match,
        _ => Mode::Full,
    };
    let pattern = Pattern::compile(Subject::of(args[1]).source(), args[2].0.as_u64().unwrap() as u32)?;
    let text = Subject::of(args[3]);
    let [from, to] = [4, 5].map(|i| text.place(args[i].0.as_i64().unwrap()));
    let mut scan = Scan::new(&pattern, from, to, 1 << 24);
    let found = next(&mut scan, &pattern, &text, mode);
    Ok(shown(found, &pattern, &text))
}

pub fn ours(name: &str, args: &[Arg]) -> Option<Value> {
    match name {
        "re_find" => Some(find(args).unwrap_or_else(wrong)),
        "re_compile" | "re_all" | "re_split" | "re_sub" | "re_escape" => Some(answer(name, args).unwrap_or_else(wrong)),
        _ => None,
    }
}

/// How a search for the first match ends with that much fuel and memory.
fn halts(pattern: &str, text: &str, mut fuel: i64, memory: usize) -> Option<Halt> {
    let pattern = Pattern::compile(Source::Text(pattern), 0).unwrap();
    let mut scan = Scan::new(&pattern, 0, text.len(), memory);
    scan.next(&pattern, text.as_bytes(), Mode::Search, &mut fuel).err()
}

#[test]
fn hostile_patterns_end() {
    let many = "a".repeat(100);
    for pattern in ["(a*)*b", "(a|aa)*b", "(?:a?){50}a{50}b", "(.*)(.*)(.*)(.*)(.*)(.*)(.*)b", "(?=(a+)+b)"] {
        assert_eq!(halts(pattern, &many, 1_000_000, 1 << 24), Some(Halt::Fuel), "{pattern}");
    }
    // What is remembered is bounded, also while nothing fails.
    for pattern in ["(?:|a){4000000000}", "(?:ab|a)*c", "((?:ab|a)*)*c"] {
        assert_eq!(halts(pattern, &"a".repeat(100_000), 1 << 24, 1 << 16), Some(Halt::Memory), "{pattern}");
    }
    // Linear, although it looks quadratic.
    assert_eq!(halts("a+b", &"a".repeat(100_000), 1_000_000, 1 << 16), None);
    assert_eq!(halts(".*x", &"a".repeat(100_000), 1_000_000, 1 << 16), None);
}

#[test]
fn large_patterns_are_compiled_soon() {
    let chars = |range: std::ops::Range<u32>| range.filter_map(char::from_u32);
    let letters: String = chars(0x4E00..0xA000).collect();
    let sets: String = chars(0x4E00..0x9000).map(|c| format!("[{c}a]")).collect();
    let groups: String = (0..20_000).map(|i| format!("(?P<g{i}>a)")).collect();
    let repeats = "a*".repeat(20_000);
    let branches = chars(0x4E00..0x9000).map(|c| format!("{c}b")).collect::<Vec<_>>().join("|");
    let start = std::time::Instant::now();
    for pattern in [format!("[{letters}]+"), letters, sets, groups, repeats, branches] {
        for flags in [0, re::Flags::IGNORECASE] {
            assert!(Pattern::compile(Source::Text(&pattern), flags).is_ok());
        }
    }
    assert!(start.elapsed().as_secs() < 60);
}

#[test]
fn nesting_is_limited() {
    let deep = "(".repeat(100_000) + &")".repeat(100_000);
    let Err(Error::Raise(raise)) = Pattern::compile(Source::Text(&deep), 0) else { panic!("it is refused") };
    assert_eq!(raise.class, "RecursionError");
}
