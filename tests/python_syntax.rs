//! What is said of mistakes in Python. The cases are data: texts with the line and
//! the words of CPython 3.11 (`tests/peer/mistakes.py` writes them), and texts that
//! are right.
use glassbox::lang::python::{Outcome, check};
use glassbox::syntax::{Interner, SourceId};

/// Texts, and what is said below each of them.
fn cases(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.trim_end().split("\n----\n").map(|case| {
        let (source, said) = case.rsplit_once("=> ").expect("what is said");
        (source, said)
    })
}

/// Line and words of the first problem.
fn said(source: &str) -> String {
    let Outcome { problems, .. } = check(&mut Interner::default(), SourceId(0), source);
    let Some(first) = problems.first() else { return "right".into() };
    let before = &source[..first.labels[0].span.start as usize];
    format!("{}: {}", before.matches('\n').count() + 1, first.message)
}

#[test]
fn mistakes_are_told_in_the_words_of_cpython() {
    let text = std::fs::read_to_string("tests/python/mistakes.txt").unwrap();
    let mut wrong = vec![];
    let mut count = 0;
    for (source, want) in cases(&text) {
        count += 1;
        let now = said(source);
        if now != want {
            wrong.push(format!("{source}  CPython {want}\n  now     {now}"));
        }
    }
    assert!(count > 200);
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Pieces that programs are made of, and some that they are not.
const PIECES: &[&str] = &[
    "if ",
    "else",
    "elif ",
    "for ",
    "in ",
    "while ",
    "def ",
    "class ",
    "lambda ",
    "return ",
    "yield ",
    "await ",
    "async ",
    "try",
    "except ",
    "finally",
    "with ",
    "as ",
    "import ",
    "from ",
    "match ",
    "case ",
    "global ",
    "not ",
    "is ",
    "and ",
    "x",
    "y",
    "f",
    "_",
    "print ",
    "None",
    "True",
    "1",
    "2.5",
    "0x",
    "1e",
    "'s'",
    "b'x'",
    "f'{x}'",
    "f'{x!r:{y}}'",
    "f'{",
    "'",
    "\"\"\"",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    ";",
    ".",
    "...",
    "->",
    "@",
    ":=",
    "=",
    "==",
    "+=",
    "*",
    "**",
    "/",
    "//",
    "-",
    "~",
    "<",
    "!",
    "$",
    "\\",
    "\\\n",
    "\n",
    "\n    ",
    "\n  ",
    "\n\t",
    "\t",
    " ",
    "# c\n",
    "é",
    "“",
    "\0",
    "\r\n",
    "\u{feff}",
];

struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % n.max(1)
    }
}

#[test]
fn no_text_is_too_strange() {
    let cases = std::fs::read_to_string("tests/python/mistakes.txt").unwrap();
    let rounds: u64 = std::env::var("ROUNDS").map_or(4000, |r| r.parse().unwrap());
    for seed in 0..rounds {
        let mut random = Random(seed);
        let mut text = String::new();
        if random.below(2) == 0 {
            for _ in 0..random.below(60) {
                text.push_str(PIECES[random.below(PIECES.len())]);
            }
        } else {
            // A right or wrong program with other pieces in it.
            let all: Vec<&str> = cases.split("\n----\n").collect();
            text.push_str(all[random.below(all.len())]);
            for _ in 0..random.below(6) {
                let mut at = random.below(text.len() + 1);
                while !text.is_char_boundary(at) {
                    at -= 1;
                }
                match random.below(3) {
                    0 => text.insert_str(at, PIECES[random.below(PIECES.len())]),
                    1 => text.truncate(at),
                    _ => {
                        if at < text.len() {
                            text.remove(at);
                        }
                    }
                }
            }
        }
        let problems = check(&mut Interner::default(), SourceId(0), &text).problems;
        assert!(problems.len() <= 20);
        for p in problems {
            let span = p.labels[0].span;
            assert!(span.start <= span.end && span.end as usize <= text.len(), "{text:?}: {p:?}");
            assert!(text.is_char_boundary(span.start as usize), "{text:?}: {p:?}");
        }
    }
}

/// The grammar from end to end; CPython accepts it.
#[test]
fn all_of_the_grammar_is_accepted() {
    let text = std::fs::read_to_string("tests/python/grammar.py").unwrap();
    let Outcome { problems, .. } = check(&mut Interner::default(), SourceId(0), &text);
    assert!(problems.is_empty(), "{problems:?}");
    // Every beginning of it can be read too, and gives no nonsense.
    for (at, _) in text.char_indices().step_by(7) {
        let problems = check(&mut Interner::default(), SourceId(0), &text[..at]).problems;
        assert!(problems.len() < 20);
    }
}
