use super::*;

/// Writes a datum back, to compare with.
fn show(data: &Data, interner: &Interner, d: Datum) -> String {
    let all = |r: Range| data.items(r).iter().map(|&d| show(data, interner, d)).collect::<Vec<_>>();
    match d.kind {
        DatumKind::Int(i) => i.to_string(),
        DatumKind::Float(f) => crate::syntax::number::format_float(f),
        DatumKind::Num(i) => crate::syntax::number::format_number(data.number(i), 10),
        DatumKind::True => "#t".into(),
        DatumKind::False => "#f".into(),
        DatumKind::Char(c) => format!("{c:?}"),
        DatumKind::Str(i) => format!("{:?}", data.string(i)),
        DatumKind::Sym(s) => interner.name(s).into(),
        DatumKind::List(r) => format!("({})", all(r).join(" ")),
        DatumKind::Dotted(r) => {
            let mut parts = all(r);
            let last = parts.pop().unwrap();
            format!("({} . {last})", parts.join(" "))
        }
        DatumKind::Vector(r) => format!("#({})", all(r).join(" ")),
        DatumKind::Bytes(i) => format!("#u8{:?}", data.byte_vector(i)),
        DatumKind::Labelled(r) => {
            let (id, d) = data.labelled(r);
            format!("#{id}={}", show(data, interner, d))
        }
        DatumKind::Ref(id) => format!("#{id}#"),
    }
}

fn outcome(text: &str) -> (String, Vec<Diagnostic>, bool) {
    let mut interner = Interner::default();
    let o = read_datums(&mut interner, SourceId(0), text);
    let shown: Vec<_> = o.data.items(o.data.top).iter().map(|&d| show(&o.data, &interner, d)).collect();
    (shown.join(" "), o.problems, o.incomplete)
}

#[track_caller]
fn good(text: &str, want: &str) {
    let (shown, problems, incomplete) = outcome(text);
    assert!(problems.is_empty(), "{problems:?}");
    assert!(!incomplete);
    assert_eq!(shown, want);
}

/// Code, text at the primary place, and message of each problem.
fn bad(text: &str) -> Vec<String> {
    outcome(text)
        .1
        .iter()
        .map(|p| {
            let s = p.labels[0].span;
            format!("{} `{}`: {}", p.code.text(), &text[s.start as usize..s.end as usize], p.message)
        })
        .collect()
}

#[test]
fn atoms() {
    good("1 -2 +3 1.5 -1e3 #xff 0x10 #b101 +inf.0", "1 -2 3 1.5 -1000.0 255 16 5 +inf.0");
    good("#t #f #true #false", "#t #f #t #f");
    good("+ - ... 1+ -1+ ->x a.b <=? λ |two words| |a\\x41;|", "+ - ... 1+ -1+ ->x a.b <=? λ two words aA");
    good(r#"#\a #\space #\x #\x41 #\( #\é #\newline"#, r"'a' ' ' 'x' 'A' '(' 'é' '\n'");
    good(
        r#""" "a\tb\"\\" "\x3bb;" "one \
            line""#,
        r#""" "a\tb\"\\" "λ" "one line""#,
    );
    good("#u8(0 255)  #u8()", "#u8[0, 255] #u8[]");
}

#[test]
fn structure() {
    good("()[](a [b c] #(1 (2)))", "() () (a (b c) #(1 (2)))");
    good("'a `(b ,c ,@d)", "(quote a) (quasiquote (b (unquote c) (unquote-splicing d)))");
    good("(a . b) (a . (b c)) (a . (b . c)) (a b . #(1))", "(a . b) (a b c) (a b . c) (a b . #(1))");
    good("; line\n #| block #| nested |# |# a #;(gone 'x) b #; #;c d e", "a b e");
    good("\u{feff}#!/usr/bin/env glassbox\n1", "1");
    good("'#;a b", "(quote b)");
    good("(a #;b . c)", "(a . c)");
    good("(a . #;b c)", "(a . c)");
}

#[test]
fn spans_cover_what_was_read() {
    let mut interner = Interner::default();
    let text = "(foo 'bar\n  [12])";
    let data = read(&mut interner, SourceId(0), text).unwrap();
    let top = data.items(data.top)[0];
    let at = |d: Datum| &text[d.start as usize..d.end as usize];
    assert_eq!(at(top), text);
    let items = data.list(top).unwrap();
    assert_eq!((at(items[0]), at(items[1]), at(items[2])), ("foo", "'bar", "[12]"));
    assert_eq!(at(data.list(items[1]).unwrap()[0]), "'");
}

#[test]
fn labels_count_in_the_outermost_datum() {
    // Shown with their places as numbers.
    good("(#0=(a) #0# . #0#)", "(#1=(a) #1=(a) . #1=(a))");
    good("#7=(a . #7#) #(#7=b '#7#)", "#0=(a . #0#) #(#15=b (quote #15=b))");
    good("#0=#1=(#0# #1#)", "#0=#3=(#0# #3#)");
    assert_eq!(
        bad("#0# (#1=a #1=b) #2=#2# #3=#4=#3# #5=a #5# #99999999999= #6"),
        [
            "syntax `#0#`: there is no `#0=` before this",
            "syntax `#1=`: there are two `#1=`",
            "syntax `#2=#2#`: `#2#` would stand for itself",
            "syntax `#3=#4=#3#`: `#3#` would stand for itself",
            "syntax `#5#`: there is no `#5=` before this",
            "unsupported `#99999999999=`: not supported: `#99999999999=`",
            "unsupported `#6`: not supported: `#6`",
        ]
    );
    let mut interner = Interner::default();
    let data = read(&mut interner, SourceId(0), "#0=(f x)").unwrap();
    assert_eq!(data.list(data.items(data.top)[0]).map(<[_]>::len), Some(2));
}

#[test]
fn case_is_folded_on_request() {
    good(
        "ABC #!fold-case ABC |ABC| \"ABC\" #\\A #\\SPACE ÄSSE #!no-fold-case ABC",
        "ABC abc ABC \"ABC\" 'A' ' ' ässe ABC",
    );
    assert_eq!(bad("#!default"), ["unsupported `#!default`: not supported: `#!default`"]);
}

#[test]
fn brackets_that_do_not_match() {
    assert_eq!(bad("(a (b c)"), ["syntax `(`: `(` is never closed"]);
    assert_eq!(bad("a)"), ["syntax `)`: `)` closes nothing"]);
    assert_eq!(bad("(a]"), ["syntax `]`: `]` does not close `(`"]);
    // The inner bracket was left open; the outer list is still read whole.
    let (shown, problems, _) = outcome("[a (b c] d");
    assert_eq!((shown.as_str(), problems.len()), ("(a (b c)) d", 1));
    assert_eq!(problems[0].labels[1].text, "opened here");
}

#[test]
fn a_missing_bracket_is_looked_for_at_line_starts() {
    let text = "(define (f x)\n  (g x)\n(define (h)\n  1)\n";
    let (_, problems, incomplete) = outcome(text);
    assert!(incomplete);
    assert_eq!(problems.len(), 1);
    let suspect = &problems[0].labels[1];
    assert_eq!((suspect.span.start, suspect.text.as_str()), (22, "a bracket may be missing before this line"));
}

#[test]
fn several_problems_at_once() {
    let found = bad("(a . ) (. b) (1 2 . 3 4) 12ab #\\nothing \"\\q\" #u8(256) #e1e99999999 #<x> {");
    assert_eq!(
        found,
        [
            "syntax `.`: a datum is missing after the dot",
            "syntax `.`: a dot cannot stand here",
            "syntax `4`: only one datum may stand after the dot",
            "syntax `12ab`: `12ab` is neither a number nor a name",
            "syntax `#\\nothing`: there is no character of the name `nothing`",
            "syntax `\\q`: `\\q` has no meaning in a string",
            "syntax `256`: a byte is an integer from 0 to 255",
            "too-large `#e1e99999999`: this number is too large",
            "unsupported `#<x>`: not supported: `#<x>`",
            "unsupported `{`: not supported: `{`",
        ]
    );
    assert_eq!(bad("a\u{a0}b"), ["syntax `\u{a0}`: the invisible character U+00A0 cannot stand here"]);
    assert_eq!(bad("(')"), ["syntax `'`: nothing follows this prefix"]);
    assert_eq!(bad("'"), ["syntax `'`: nothing follows this prefix"]);
}

#[test]
fn what_does_not_end() {
    assert_eq!(bad("(a \"bc"), ["syntax `\"`: this string does not end"]);
    assert_eq!(bad("(a #| b"), ["syntax `#|`: this comment does not end"]);
    for text in ["(", "(a", "\"x", "#|", "'", "|a", "(a \"\\", "#;"] {
        assert!(outcome(text).2, "{text} can go on");
    }
    for text in ["", "a", "(a)", ")", "(a]"] {
        assert!(!outcome(text).2, "{text} is complete");
    }
}

#[test]
fn hostile_texts_give_few_and_quick_diagnostics() {
    let million = 10 << 20;
    for (text, code) in [
        ("(".repeat(million), Code::Nesting),
        ("'".repeat(million), Code::Nesting),
        ("#;".repeat(million / 2), Code::Nesting),
        ("#(".repeat(million / 2), Code::Nesting),
        (")".repeat(million), Code::Syntax),
    ] {
        let (_, problems, _) = outcome(&text);
        assert!(problems.len() <= MAX_PROBLEMS + 1);
        assert_eq!(problems[0].code, code);
    }
    // Long is not deep.
    let (shown, problems, _) = outcome(&format!("({})", "a ".repeat(1 << 20)));
    assert!(problems.is_empty() && shown.len() > 1 << 20);
}

#[test]
fn every_prefix_and_mutation_of_a_program_reads_without_panic() {
    let text = "(define (f x) `(1 ,@x . \"é\\x41;\") #(a #\\space) #u8(1) |s| ; c\n #| d |# [#t])";
    for (i, _) in text.char_indices() {
        outcome(&text[..i]);
        for c in ["(", ")", "]", "\"", "#", "|", "\\", "."] {
            outcome(&format!("{}{c}{}", &text[..i], &text[i..]));
        }
    }
}
