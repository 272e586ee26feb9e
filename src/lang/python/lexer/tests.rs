use super::*;

/// Kinds and texts of the tokens; layout by its name.
fn shown(text: &str) -> String {
    let mut interner = Interner::default();
    let lexed = tokens(&mut interner, SourceId(0), text);
    let show = |t: &Token| match t.kind {
        Tok::Newline => "NL".to_string(),
        Tok::Indent => ">".into(),
        Tok::Dedent => "<".into(),
        Tok::End => String::new(),
        Tok::Int | Tok::Float | Tok::Imaginary | Tok::Str | Tok::Bad | Tok::Stray => {
            format!("{:?}:{}", t.kind, cut(text, t.start as usize..t.end as usize))
        }
        _ => cut(text, t.start as usize..t.end as usize).to_string(),
    };
    let all: Vec<String> = lexed.tokens.iter().map(show).collect();
    let problems: String = lexed.problems.iter().map(|p| format!("! {}", p.message)).collect();
    format!("{}{problems}", all.join(" "))
}

#[test]
fn layout() {
    for (text, want) in [
        ("", ""),
        ("\n\n # x\n", ""),
        ("x", "x NL "),
        ("x\n", "x NL "),
        ("if x:\n  y\n\n  z\nw", "if x : NL > y NL z NL < w NL "),
        ("if x:\n  if y:\n    z\n", "if x : NL > if y : NL > z NL < < "),
        ("if x:\n\ty\n        z\n", "if x : NL > y NL z NL < ! inconsistent use of tabs and spaces in indentation"),
        ("if x:\n  y\n z\n", "if x : NL > y NL < z NL ! unindent does not match any outer indentation level"),
        ("x = (1,\n  2)\ny", "x = ( Int:1 , Int:2 ) NL y NL "),
        ("x = 1 + \\\n  2\ny", "x = Int:1 + Int:2 NL y NL "),
        ("if x:\r\n  y\r\nz", "if x : NL > y NL < z NL "),
        ("if x:\ry", "if x : NL y NL "),
        ("x # c\n# d\n  # e\ny", "x NL y NL "),
        ("\u{feff}x", "x NL "),
        (" \x0cx", "x NL "),
        ("(\n# c\n\n x)\n", "( x ) NL "),
        ("if x:\n  y # c\n # d\n  z", "if x : NL > y NL z NL < "),
    ] {
        assert_eq!(shown(text), want, "{text:?}");
    }
}

#[test]
fn numbers() {
    for (text, want) in [
        ("0 00 1_000 0xFf_1 0o17 0b1_0", "Int:0 Int:00 Int:1_000 Int:0xFf_1 Int:0o17 Int:0b1_0 NL "),
        ("1. .5 1e3 1_0.0_1e-1_0 0e0 09.5", "Float:1. Float:.5 Float:1e3 Float:1_0.0_1e-1_0 Float:0e0 Float:09.5 NL "),
        ("1j .5J 1e3j 08j", "Imaginary:1j Imaginary:.5J Imaginary:1e3j Imaginary:08j NL "),
        ("1if x else 2", "Int:1 if x else Int:2 NL "),
        ("1.real", "Bad:1.real NL ! invalid decimal literal"),
        ("1..real", "Float:1. . real NL "),
        (
            "0_7",
            "Bad:0_7 NL ! leading zeros in decimal integer literals are not permitted; \
          use an 0o prefix for octal integers",
        ),
        ("0x", "Bad:0x NL ! invalid hexadecimal literal"),
        ("1__0", "Bad:1__0 NL ! invalid decimal literal"),
    ] {
        assert_eq!(shown(text), want, "{text:?}");
    }
}

#[test]
fn strings() {
    for (text, want) in [
        (r#"'a' "b" '' """c'"d""" r'\'' u'x' "#, r#"Str:'a' Str:"b" Str:'' Str:"""c'"d""" Str:r'\'' Str:u'x' NL "#),
        (r#"Rb'\x' bR"" fr'' RF'' F'' U'' "#, r#"Str:Rb'\x' Str:bR"" Str:fr'' Str:RF'' Str:F'' Str:U'' NL "#),
        (r#"ub'' "#, "ub Str:'' NL "),
        ("'a\\\nb'", "Str:'a\\\nb' NL "),
        ("'''a\nb\\'''c'''", "Str:'''a\nb\\'''c''' NL "),
        ("'a\nb", "Bad:'a NL b NL ! unterminated string literal (detected at line 1)"),
    ] {
        let shown = shown(text);
        assert!(shown.starts_with(want), "{text:?}: {shown}");
    }
    assert!(shown("'''a\nb\n").ends_with("! unterminated triple-quoted string literal (detected at line 2)"));
}

#[test]
fn signs_and_brackets() {
    let all = "+ - * ** / // % @ << >> & | ^ ~ := < > <= >= == != ( ) [ ] { } , : . ; = -> += -= *= /= //= %= @= &= |= \
               ^= >>= <<= **= ...";
    assert_eq!(shown(all), format!("{all} NL "));
    assert_eq!(shown("a$b"), "a Stray:$ b NL ");
    assert!(shown("(]").contains("! closing parenthesis ']' does not match opening parenthesis '('"));
    assert!(shown(")").contains("! unmatched ')'"));
    let mut interner = Interner::default();
    assert_eq!(tokens(&mut interner, SourceId(0), "f(x, [").unclosed.map(|t| t.kind), Some(Tok::OpenSquare));
}

#[test]
fn names_beyond_ascii() {
    assert_eq!(shown("größe = π2"), "größe = π2 NL ");
    assert!(shown("a“b").contains("! invalid character '“' (U+201C)"));
    assert!(shown("a\u{a0}b").contains("! invalid non-printable character U+00A0"));
}

#[test]
fn parts_are_as_if_in_brackets() {
    let mut interner = Interner::default();
    let text = "f'{a\n + b}'";
    let lexed = tokens_of_part(&mut interner, SourceId(0), text, 3, 9);
    let kinds: Vec<Tok> = lexed.tokens.iter().map(|t| t.kind).collect();
    assert_eq!(kinds, [Tok::Name, Tok::Plus, Tok::Name, Tok::End]);
    assert_eq!((lexed.tokens[2].start, lexed.tokens[2].end), (8, 9));
}

#[test]
fn hostile_texts() {
    for (text, want) in [
        ("(".repeat(100_000), "too many nested parentheses"),
        ("[{(".repeat(100_000), "too many nested parentheses"),
        ((0..200).map(|i| " ".repeat(i) + "if x:\n").collect::<String>(), "too many levels of indentation"),
        ("x\0y".into(), "source code cannot contain null bytes"),
    ] {
        let mut interner = Interner::default();
        let lexed = tokens(&mut interner, SourceId(0), &text);
        assert_eq!(lexed.problems[0].message, want);
        assert!(lexed.problems.len() <= MAX_PROBLEMS);
    }
}
