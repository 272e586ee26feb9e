//! The Python front end beside CPython 3.11 over a body of source that is not part
//! of this project: does it accept the same texts, make the same trees with the
//! same places, and say the same of damaged texts?
//!
//! ```sh
//! PYTHON_BODY=/usr/lib/python3.11 cargo test --release --test python_peer -- --ignored --nocapture
//! ```
//! `PYTHON` names the interpreter if it is not `python3`.
use glassbox::lang::python::{ast, check};
use glassbox::syntax::{Interner, SourceId};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Every Python file below a folder, in order.
fn files_below(folder: &Path, all: &mut Vec<PathBuf>) {
    let mut here: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    here.sort();
    for path in here {
        if path.is_dir() {
            files_below(&path, all);
        } else if path.extension().is_some_and(|e| e == "py") {
            all.push(path);
        }
    }
}

/// The texts of the body that are UTF-8 and say nothing else of themselves.
fn body() -> Vec<(PathBuf, String)> {
    let folder = std::env::var("PYTHON_BODY").expect("PYTHON_BODY names a folder of Python files");
    let mut files = vec![];
    files_below(Path::new(&folder), &mut files);
    let utf8 = |text: &str| text.lines().take(2).all(|l| !l.contains("coding") || l.to_lowercase().contains("utf-8"));
    let read = |p: PathBuf| Some((p.clone(), std::fs::read_to_string(p).ok()?));
    files.into_iter().filter_map(read).filter(|(_, text)| utf8(text)).collect()
}

/// What CPython says of files.
fn peer(files: &[PathBuf], tree: bool) -> Vec<serde_json::Value> {
    let python = std::env::var("PYTHON").unwrap_or("python3".into());
    let mut child = Command::new(python)
        .arg("tests/peer/tree.py")
        .args(tree.then_some("--tree"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("CPython runs");
    let mut names = child.stdin.take().unwrap();
    let list: String = files.iter().map(|p| format!("{}\n", p.display())).collect();
    let writer = std::thread::spawn(move || names.write_all(list.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let all: Vec<serde_json::Value> = text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(all.len(), files.len(), "CPython answered for each file");
    all
}

/// The tree of a text, or message and line of its first problem.
fn ours(text: &str) -> Result<String, (String, u64)> {
    let mut interner = Interner::default();
    let outcome = check(&mut interner, SourceId(0), text);
    match outcome.problems.first() {
        None => Ok(ast::print::print(&outcome.ast, &interner, true)),
        Some(p) => {
            let start = p.labels[0].span.start as usize;
            Err((p.message.clone(), text.as_bytes()[..start].iter().filter(|&&b| b == b'\n').count() as u64 + 1))
        }
    }
}

#[test]
#[ignore = "needs CPython 3.11 and a body of source"]
fn trees_are_those_of_cpython() {
    let body = body();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = vec![];
    let mut bytes = 0;
    for part in body.chunks(50) {
        let paths: Vec<PathBuf> = part.iter().map(|(p, _)| p.clone()).collect();
        for ((path, text), theirs) in part.iter().zip(peer(&paths, true)) {
            bytes += text.len();
            let verdict = match (ours(text), theirs["tree"].as_str()) {
                (Ok(tree), Some(want)) if tree == want => "same tree",
                // Characters that this version has no values for are shown as U+FFFD.
                (Ok(tree), Some(want))
                    if tree.lines().zip(want.lines()).all(|(a, b)| a == b || a.contains("\\fffd;")) =>
                {
                    "same tree but for unsupported characters"
                }
                (Ok(_), Some(_)) if theirs["deep"] == true => "too deep to print",
                (Ok(tree), Some(want)) => {
                    let line = tree.lines().zip(want.lines()).find(|(a, b)| a != b);
                    let (a, b) = line.unwrap_or_default();
                    let from = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count().saturating_sub(60);
                    let part = |s: &str| s.chars().skip(from).take(160).collect::<String>();
                    wrong.push(format!("{}\n  ours   {}\n  theirs {}", path.display(), part(a), part(b)));
                    "another tree"
                }
                (Err((message, line)), Some(_)) => {
                    wrong.push(format!("{}:{line}: {message}", path.display()));
                    "only they accept it"
                }
                (Ok(_), None) => {
                    wrong.push(format!("{}: accepted, they say {theirs}", path.display()));
                    "only we accept it"
                }
                (Err((message, line)), None) => {
                    if theirs["error"] == message && theirs["line"] == line {
                        "same error"
                    } else {
                        wrong.push(format!("{}:{line}: {message}; they say {theirs}", path.display()));
                        "another error"
                    }
                }
            };
            *counts.entry(verdict).or_default() += 1;
        }
    }
    println!("{} files, {bytes} bytes: {counts:?}", body.len());
    for w in wrong.iter().take(40) {
        println!("{w}");
    }
    assert!(wrong.is_empty(), "{} differ", wrong.len());
}

/// A small generator of random numbers.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % n.max(1)
    }
}

/// Pieces of a text, roughly its tokens.
fn pieces(text: &str) -> Vec<&str> {
    let mut all = vec![];
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let word = |c: char| c.is_alphanumeric() || c == '_';
        let len = match c {
            _ if word(c) => rest.find(|c| !word(c)).unwrap_or(rest.len()),
            ' ' => rest.find(|c| c != ' ').unwrap_or(rest.len()),
            _ => c.len_utf8(),
        };
        all.push(&rest[..len]);
        rest = &rest[len..];
    }
    all
}

/// A text with one mistake in it, of the kinds people make.
fn damaged(text: &str, random: &mut Random) -> String {
    let mut parts = pieces(text);
    let at = random.below(parts.len());
    let extra = [
        ":", "(", ")", "[", "]", "=", "==", ",", ".", "if", "else", "in", "not", "x", "1", "'", "\"", "{", "}", "*",
        "\n", "    ", "for", "def", "print ", "return", ":=", "+", "@", "lambda", "\\", "async ", "yield ",
    ];
    match random.below(5) {
        0 | 1 => drop(parts.remove(at)),
        2 => parts.insert(at, extra[random.below(extra.len())]),
        3 => parts[at] = extra[random.below(extra.len())],
        _ => {
            let other = random.below(parts.len());
            parts.swap(at, other.min(at + 2));
        }
    }
    parts.concat()
}

#[test]
#[ignore = "needs CPython 3.11 and a body of source"]
fn damaged_texts_get_the_words_of_cpython() {
    let rounds: usize = std::env::var("ROUNDS").map_or(3000, |r| r.parse().unwrap());
    let mut random = Random(std::env::var("SEED").map_or(1, |r| r.parse().unwrap()));
    let body = body();
    let folder = std::env::temp_dir().join("glassbox-peer");
    std::fs::create_dir_all(&folder).unwrap();
    let mut texts = vec![];
    while texts.len() < rounds {
        let (_, text) = &body[random.below(body.len())];
        // A few statements of the outermost level.
        let starts: Vec<usize> = text
            .match_indices('\n')
            .map(|(i, _)| i + 1)
            .filter(|&i| text[i..].starts_with(|c: char| c.is_alphabetic() || c == '@'))
            .collect();
        if starts.len() < 4 {
            continue;
        }
        let first = random.below(starts.len() - 2);
        let part = &text[starts[first]..starts[first + 2]];
        if part.len() < 3000 && ours(part).is_ok() {
            texts.push(damaged(part, &mut random));
        }
    }
    let paths: Vec<PathBuf> = (0..texts.len()).map(|i| folder.join(format!("{i}.py"))).collect();
    for (path, text) in paths.iter().zip(&texts) {
        std::fs::write(path, text).unwrap();
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut kinds: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (i, (text, theirs)) in texts.iter().zip(peer(&paths, false)).enumerate() {
        let want = theirs["error"].as_str();
        let (verdict, got) = match (ours(text), want) {
            (Ok(_), None) => ("both accept", String::new()),
            (Ok(_), Some(_)) => ("only we accept", "accepted".into()),
            (Err((message, _)), None) => ("only they accept", message),
            (Err((message, line)), Some(want)) if message == want => match theirs["line"] == line {
                true => ("same words and line", String::new()),
                false => ("same words", format!("{message} on line {line}")),
            },
            (Err((message, _)), Some(_)) => ("other words", message),
        };
        *counts.entry(verdict).or_default() += 1;
        if !got.is_empty() {
            let want =
                format!("{}{}", want.unwrap_or("accepted"), if verdict == "same words" { " elsewhere" } else { "" });
            kinds.entry((got, want)).or_default().push(i);
        }
    }
    println!("{} texts: {counts:?}", texts.len());
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, at)| usize::MAX - at.len());
    for ((got, want), at) in kinds.iter().take(60) {
        println!("{:4} ours `{got}`, theirs `{want}`: {:?}", at.len(), &at[..at.len().min(4)]);
    }
}
