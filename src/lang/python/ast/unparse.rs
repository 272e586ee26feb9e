//! Expressions as the text that CPython makes of annotations which are not evaluated.
use super::*;
use crate::lang::python::text::repr;
use crate::syntax::Interner;
use crate::syntax::text::cut;

/// How tightly an expression binds; what binds less than its place wants is bracketed.
type Level = u8;
const TUPLE: Level = 0;
const TEST: Level = 1;
const OR: Level = 2;
const AND: Level = 3;
const NOT: Level = 4;
const STAR: Level = 6;
const FACTOR: Level = 12;
const POWER: Level = 13;
const ATOM: Level = 15;

/// The text of an expression. Those with parts that stand in no annotation (loops,
/// comparisons, functions, what waits) are as they were written in `source`.
pub fn unparse(ast: &Ast, interner: &Interner, source: &str, id: ExprId) -> String {
    let mut out = String::new();
    match (Unparser { ast, interner, out: &mut out }).expr(id, TEST) {
        Some(()) => out,
        None => {
            let at = ast.expr(id).at;
            cut(source, at.start as usize..at.end as usize).to_string()
        }
    }
}

struct Unparser<'a> {
    ast: &'a Ast,
    interner: &'a Interner,
    out: &'a mut String,
}

impl Unparser<'_> {
    fn word(&mut self, word: &str) -> Option<()> {
        self.out.push_str(word);
        Some(())
    }

    fn list(&mut self, open: &str, items: &[ExprId], close: &str) -> Option<()> {
        self.word(open)?;
        for (i, &item) in items.iter().enumerate() {
            self.word(if i > 0 { ", " } else { "" })?;
            self.expr(item, TEST)?;
        }
        self.word(close)
    }

    /// Something with an operator, in brackets where it binds less than its place wants.
    fn around(&mut self, own: Level, level: Level, inside: impl FnOnce(&mut Self) -> Option<()>) -> Option<()> {
        if level <= own {
            return inside(self);
        }
        self.word("(")?;
        inside(self)?;
        self.word(")")
    }

    fn expr(&mut self, id: ExprId, level: Level) -> Option<()> {
        let ast = self.ast;
        match ast.expr(id).kind {
            ExprKind::Name(name) => self.word(self.interner.name(name)),
            ExprKind::None => self.word("None"),
            ExprKind::True => self.word("True"),
            ExprKind::False => self.word("False"),
            ExprKind::Ellipsis => self.word("..."),
            ExprKind::Int(n) => self.word(&n.to_string()),
            ExprKind::Number(n) => match ast.number(n) {
                Number::Int(i) => self.word(&repr::int(i, usize::MAX).ok()?),
                Number::Float(f) => self.word(&repr::float(*f).replace("inf", "1e309")),
                Number::Imaginary(f) => self.word(&repr::complex(0.0, *f).replace("inf", "1e309")),
            },
            ExprKind::Str(at, marked) => {
                self.word(if marked { "u" } else { "" })?;
                self.word(&repr::string(ast.str(at)))
            }
            ExprKind::Bytes(at) => self.word(&repr::bytes(ast.bytes(at))),
            ExprKind::Joined(_) | ExprKind::Formatted { .. } => {
                let mut text = String::new();
                Unparser { out: &mut text, ..*self }.format(id)?;
                self.word("f")?;
                self.word(&repr::string(&text))
            }
            ExprKind::Bool { or, values } => {
                let own = if or { OR } else { AND };
                self.around(own, level, |p| {
                    for (i, &value) in ast.items(values).iter().enumerate() {
                        p.word(match i {
                            0 => "",
                            _ if or => " or ",
                            _ => " and ",
                        })?;
                        p.expr(value, own + 1)?;
                    }
                    Some(())
                })
            }
            ExprKind::Binary { op, left, right } => {
                let own = match op {
                    BinOp::BitOr => STAR,
                    BinOp::BitXor => 7,
                    BinOp::BitAnd => 8,
                    BinOp::LShift | BinOp::RShift => 9,
                    BinOp::Add | BinOp::Sub => 10,
                    BinOp::Mult | BinOp::MatMult | BinOp::Div | BinOp::Mod | BinOp::FloorDiv => 11,
                    BinOp::Pow => POWER,
                };
                let right_first = (op == BinOp::Pow) as Level;
                self.around(own, level, |p| {
                    p.expr(left, own + right_first)?;
                    p.word(&format!(" {} ", op.text()))?;
                    p.expr(right, own + 1 - right_first)
                })
            }
            ExprKind::Unary { op, operand } => {
                let (own, word) = match op {
                    UnaryOp::Not => (NOT, "not "),
                    UnaryOp::Invert => (FACTOR, "~"),
                    UnaryOp::UAdd => (FACTOR, "+"),
                    UnaryOp::USub => (FACTOR, "-"),
                };
                self.around(own, level, |p| {
                    p.word(word)?;
                    p.expr(operand, own)
                })
            }
            ExprKind::IfElse { test, body, orelse } => self.around(TEST, level, |p| {
                p.expr(body, TEST + 1)?;
                p.word(" if ")?;
                p.expr(test, TEST + 1)?;
                p.word(" else ")?;
                p.expr(orelse, TEST)
            }),
            ExprKind::Tuple(items) => match ast.items(items) {
                [] => self.word("()"),
                items => self.around(TUPLE, level, |p| p.list("", items, if items.len() == 1 { "," } else { "" })),
            },
            ExprKind::List(items) => self.list("[", ast.items(items), "]"),
            ExprKind::Set(items) => self.list("{", ast.items(items), "}"),
            ExprKind::Dict(items) => {
                self.word("{")?;
                for (i, &(key, value)) in ast.items(items).iter().enumerate() {
                    self.word(if i > 0 { ", " } else { "" })?;
                    match key {
                        Some(key) => {
                            self.expr(key, TEST)?;
                            self.word(": ")?;
                            self.expr(value, TEST)?;
                        }
                        None => {
                            self.word("**")?;
                            self.expr(value, STAR)?;
                        }
                    }
                }
                self.word("}")
            }
            ExprKind::Call { callee, args } => {
                self.expr(callee, ATOM)?;
                self.word("(")?;
                for (i, arg) in ast.items(args).iter().enumerate() {
                    self.word(if i > 0 { ", " } else { "" })?;
                    match arg.kind {
                        ArgKind::Positional => {}
                        ArgKind::Keyword(name) => self.word(&format!("{}=", self.interner.name(name)))?,
                        ArgKind::DoubleStar => self.word("**")?,
                    }
                    self.expr(arg.value, TEST)?;
                }
                self.word(")")
            }
            ExprKind::Attribute { value, name } => {
                self.expr(value, ATOM)?;
                self.word(if matches!(ast.expr(value).kind, ExprKind::Int(_)) { " ." } else { "." })?;
                self.word(self.interner.name(name))
            }
            ExprKind::Subscript { value, index } => {
                self.expr(value, ATOM)?;
                self.word("[")?;
                self.expr(index, TUPLE)?;
                self.word("]")
            }
            ExprKind::Starred(value) => {
                self.word("*")?;
                self.expr(value, STAR)
            }
            ExprKind::Slice { lower, upper, step } => {
                lower.map_or(Some(()), |e| self.expr(e, TEST))?;
                self.word(":")?;
                upper.map_or(Some(()), |e| self.expr(e, TEST))?;
                match step {
                    Some(step) => {
                        self.word(":")?;
                        self.expr(step, TEST)
                    }
                    None => Some(()),
                }
            }
            _ => None,
        }
    }

    /// What is inside a format string.
    fn format(&mut self, id: ExprId) -> Option<()> {
        let ast = self.ast;
        match ast.expr(id).kind {
            ExprKind::Str(at, _) => self.word(&ast.str(at).replace('{', "{{").replace('}', "}}")),
            ExprKind::Joined(parts) => ast.items(parts).iter().try_for_each(|&part| self.format(part).ok_or(())).ok(),
            ExprKind::Formatted { value, conversion, format } => {
                let start = self.out.len();
                self.expr(value, TEST + 1)?;
                let inside = self.out.split_off(start);
                self.word(if inside.starts_with('{') { "{ " } else { "{" })?;
                self.word(&inside)?;
                self.word(match conversion {
                    Conversion::None => "",
                    Conversion::Str => "!s",
                    Conversion::Repr => "!r",
                    Conversion::Ascii => "!a",
                })?;
                if let Some(format) = format {
                    self.word(":")?;
                    self.format(format)?;
                }
                self.word("}")
            }
            _ => None,
        }
    }
}
