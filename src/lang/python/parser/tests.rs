use super::*;
use crate::lang::python::ast::print::print;

fn outcome(text: &str) -> (String, Vec<Diagnostic>, bool) {
    let mut interner = Interner::default();
    let o = parse(&mut interner, SourceId(0), text);
    (print(&o.ast, &interner, false), o.problems, o.incomplete)
}

#[track_caller]
fn tree(text: &str, want: &str) {
    let (tree, problems, _) = outcome(text);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(tree.trim_end(), want);
}

/// Of an expression statement.
#[track_caller]
fn expr(text: &str, want: &str) {
    tree(text, &format!("(Expr {want})"));
}

#[test]
fn precedence() {
    expr("a + b * c", "(BinOp + (Name a) (BinOp * (Name b) (Name c)))");
    expr("a - b - c", "(BinOp - (BinOp - (Name a) (Name b)) (Name c))");
    expr("-a ** -b", "(UnaryOp - (BinOp ** (Name a) (UnaryOp - (Name b))))");
    expr("a ** b ** c", "(BinOp ** (Name a) (BinOp ** (Name b) (Name c)))");
    expr("await a ** b", "(BinOp ** (Await (Name a)) (Name b))");
    expr("not a == b", "(UnaryOp not (Compare (Name a) [ Eq (Name b) ]))");
    expr("a < b is not c not in d", "(Compare (Name a) [ Lt (Name b) IsNot (Name c) NotIn (Name d) ])");
    expr("a or b and c or d", "(BoolOp or [ (Name a) (BoolOp and [ (Name b) (Name c) ]) (Name d) ])");
    expr("a if b else c if d else e", "(IfExp (Name b) (Name a) (IfExp (Name d) (Name c) (Name e)))");
    expr("a | b ^ c & d << e", "(BinOp | (Name a) (BinOp ^ (Name b) (BinOp & (Name c) (BinOp << (Name d) (Name e)))))");
    expr("lambda: a, b", "(Tuple [ (Lambda [ ] (Name a)) (Name b) ])");
}

#[test]
fn numbers_have_values() {
    expr("0xff", "(Num 255)");
    expr("1_000_000_000_000", "(Num 1000000000000)");
    expr("0b1", "(Num 1)");
    expr("1_0.5e1", "(Num 105.0)");
    expr("2.5j", "(Num 2.5j)");
}

#[test]
fn strings_are_joined_and_decoded() {
    expr(r#"'a' "b" r'\n' '\x41\n\101\u00e9\q'"#, r#"(Str "ab\\nA\a;A\e9;\\q")"#);
    expr("b'a' b'\\xff\\n'", r#"(Bytes "a\ff;\a;")"#);
    expr("'a\\\nb'", r#"(Str "ab")"#);
    expr("'''a\r\nb'''", r#"(Str "a\a;b")"#);
    expr("u'a'", r#"(Str "a" u)"#);
    let (_, problems, _) = outcome("'\\ud800' '\\N{BULLET}'");
    assert!(problems.is_empty());
}

#[test]
fn format_strings() {
    expr(r#"f'a{b}c'"#, r#"(JoinedStr [ (Str "a") (FormattedValue (Name b) - -) (Str "c") ])"#);
    expr(
        r#"f'{{{b!r:>{w}.2}}}'"#,
        "(JoinedStr [ (Str \"{\") (FormattedValue (Name b) r (JoinedStr [ (Str \">\") \
         (FormattedValue (Name w) - -) (Str \".2\") ])) (Str \"}\") ])",
    );
    expr(r#"f'{a = }'"#, r#"(JoinedStr [ (Str "a = ") (FormattedValue (Name a) r -) ])"#);
    expr(r#"f'{a!=b}' 'c'"#, r#"(JoinedStr [ (FormattedValue (Compare (Name a) [ NotEq (Name b) ]) - -) (Str "c") ])"#);
    expr(
        r#"f'{d["k"]:{"x"}}'"#,
        "(JoinedStr [ (FormattedValue (Subscript (Name d) (Str \"k\")) - (JoinedStr [ \
         (FormattedValue (Str \"x\") - -) ])) ])",
    );
    expr("f''", "(JoinedStr [ ])");
}

#[test]
fn statements() {
    tree("a = b, = c", "(Assign [ (Name a) (Tuple [ (Name b) ]) ] (Name c))");
    tree("x: int = 1", "(AnnAssign (Name x) (Name int) (Num 1) 1)");
    tree("(x): int", "(AnnAssign (Name x) (Name int) - 0)");
    tree("from ...a . b import c as d, e", "(ImportFrom a.b [ (alias c d) (alias e -) ] 3)");
    tree(
        "if a: b\nelif c: d\nelse: e",
        "(If (Name a) {\n  (Expr (Name b))\n} {\n  (If (Name c) {\n    (Expr (Name d))\n  } \
         {\n    (Expr (Name e))\n  })\n})",
    );
    tree("with (a as b, c): pass", "(With [ (Name a) (Name b) (Name c) - ] {\n  (Pass)\n})");
    tree("with (a, b) as c: pass", "(With [ (Tuple [ (Name a) (Name b) ]) (Name c) ] {\n  (Pass)\n})");
    tree(
        "match = 1; match[x]; match(x)",
        "(Assign [ (Name match) ] (Num 1))\n(Expr (Subscript (Name match) (Name x)))\n\
         (Expr (Call (Name match) [ (Name x) ] [ ]))",
    );
    tree(
        "match x, *y:\n  case [1, *_] | {'a': b, **c} if d: pass",
        "(Match (Tuple [ (Name x) (Starred (Name y)) ]) [ case (MatchOr [ (MatchSequence [ (MatchValue (Num 1)) \
         (MatchStar -) ]) (MatchMapping [ (Str \"a\") (MatchAs - b) ] c) ]) (Name d) {\n  (Pass)\n} ])",
    );
    tree(
        "def f(a, /, b=1, *c, d, **e) -> int: ...",
        "(FunctionDef f [ posonly a - - normal b - (Num 1) * c - - kwonly d - - \
         ** e - - ] [ ] (Name int) {\n  (Expr (Ellipsis))\n})",
    );
}

#[test]
fn it_goes_on_after_mistakes() {
    let (tree, problems, _) = outcome("x = = 1\ny = 2\nif z\n    w = = 3\n    v = 4\nelse:\n    u\nt = ]\ns");
    let all: Vec<&str> = problems.iter().map(|p| &p.message[..]).collect();
    assert_eq!(all, ["unmatched ']'", "invalid syntax", "expected ':'", "invalid syntax"]);
    assert_eq!(tree, "(Assign [ (Name y) ] (Num 2))\n(Expr (Name s))\n");
}

#[test]
fn what_could_go_on() {
    for text in ["(", "x = [1,", "if x:", "if x:\n", "def f():\n  if y:", "'''a", "try:\n  x\n", "f(a,\n b"] {
        assert!(outcome(text).2, "{text:?} can go on");
    }
    for text in ["", "x", "if x: y", "x = ", ")", "f(]", "'a"] {
        assert!(!outcome(text).2, "{text:?} is complete");
    }
}

#[test]
fn deep_texts_have_a_limit() {
    let deep = 100_000;
    for (text, code) in [
        ("(".repeat(deep), Code::Syntax),
        (format!("{}x", "not ".repeat(deep)), Code::Nesting),
        (format!("{}x", "-".repeat(deep)), Code::Nesting),
        (format!("x{}", " + x".repeat(deep)), Code::Nesting),
        (format!("x{}", " ** x".repeat(deep)), Code::Nesting),
        (format!("x{}", ".x".repeat(deep)), Code::Nesting),
        (format!("x{}", "()".repeat(deep)), Code::Nesting),
        (format!("x{}", " if x else x".repeat(deep)), Code::Nesting),
        (format!("{}x", "lambda: ".repeat(deep)), Code::Nesting),
        (format!("x{}", " = x".repeat(deep)), Code::Internal),
        (format!("x{}", " < x".repeat(deep)), Code::Internal),
        (format!("x{}", " or x".repeat(deep)), Code::Internal),
        (format!("if x: y\n{}", "elif x: y\n".repeat(deep)), Code::Internal),
    ] {
        let mut interner = Interner::default();
        let o = parse(&mut interner, SourceId(0), &text);
        match o.problems.first() {
            Some(p) => assert_eq!(p.code, code, "{}: {}", &text[..20], p.message),
            // Long is not deep.
            None => assert_eq!(code, Code::Internal, "{}", &text[..20]),
        }
    }
}
