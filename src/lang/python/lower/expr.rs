//! Expressions.
use super::{Lower, Lowered, constant, prim, run};
use crate::core::{Const, Expr, Kind, Prim};
use crate::lang::python::ast::{
    Arg, ArgKind, BinOp, CmpOp, Conversion, ExprId, ExprKind, List, Number, Range, UnaryOp,
};
use crate::number::{Int, Num, Real};
use crate::object;
use crate::syntax::Span;
use crate::value::Value;
use std::rc::Rc;

impl Lower<'_> {
    pub(super) fn expr(&mut self, id: ExprId) -> Lowered {
        let node = self.ast.expr(id);
        let span = self.span(node.at);
        let of = |c| Ok(constant(c, span));
        match node.kind {
            ExprKind::Name(sym) => self.read(sym, span),
            ExprKind::None => of(Const::Unit),
            ExprKind::True => of(Const::True),
            ExprKind::False => of(Const::False),
            ExprKind::Int(i) => of(Const::Int(i as i64)),
            ExprKind::Number(at) => match self.ast.number(at).clone() {
                Number::Float(f) => of(Const::Float(f)),
                Number::Int(i) => of(integer(&i)),
                Number::Imaginary(_) => self.refuse(node.at, "complex numbers"),
            },
            ExprKind::Str(at, _) => of(Const::Str(self.ast.str(at).into())),
            ExprKind::Joined(parts) => {
                let parts = self.exprs(parts)?;
                Ok(Expr::new(Kind::Native(run::id("%join"), parts), span))
            }
            ExprKind::Formatted { value, conversion, format } => {
                let mut value = self.expr(value)?;
                let by = match conversion {
                    Conversion::None => None,
                    Conversion::Str => Some("str"),
                    Conversion::Repr => Some("repr"),
                    Conversion::Ascii => Some("ascii"),
                };
                if let Some(n) = by.and_then(run::public) {
                    value = Expr::new(Kind::Native(n, vec![value]), span);
                }
                let format = match format {
                    Some(f) => self.expr(f)?,
                    None => return Ok(value),
                };
                Ok(Expr::new(Kind::Native(run::id("%format"), vec![value, format]), span))
            }
            ExprKind::Bool { or, values } => self.and_or(or, values, span),
            ExprKind::Named { target, value } => {
                let ExprKind::Name(sym) = self.ast.expr(target).kind else {
                    return self.refuse(node.at, "this assignment expression");
                };
                let value = self.expr(value)?;
                let set = self.write(sym, value, span);
                let read = self.read(sym, span)?;
                Ok(Expr::new(Kind::Seq(vec![set, read]), span))
            }
            ExprKind::Binary { op, left, right } => {
                let (left, right) = (self.expr(left)?, self.expr(right)?);
                self.binary(op, left, right, node.at)
            }
            ExprKind::Unary { op: UnaryOp::Not, operand } => {
                let test = self.test(operand)?;
                Ok(prim(Prim::Not, vec![test], span))
            }
            ExprKind::Unary { op, operand } => {
                let operand = self.expr(operand)?;
                let name = match op {
                    UnaryOp::USub => run::id("-"),
                    UnaryOp::UAdd => run::id("+"),
                    _ => run::id("~"),
                };
                if let (UnaryOp::USub, Kind::Const(Const::Int(i))) = (op, &operand.kind) {
                    return of(Const::Int(-i));
                }
                Ok(Expr::new(Kind::Native(name, vec![operand]), span))
            }
            ExprKind::Compare { left, rest } => {
                let left = self.expr(left)?;
                let rest = self.ast.items(rest).to_vec();
                self.compare(left, &rest, node.at)
            }
            ExprKind::IfElse { test, body, orelse } => {
                let test = self.test(test)?;
                let before = self.here().known.clone();
                let body = self.expr(body)?;
                self.here().known = before.clone();
                let orelse = self.expr(orelse)?;
                self.here().known = before;
                Ok(Expr::new(Kind::If(Box::new(test), Box::new(body), Box::new(orelse)), span))
            }
            ExprKind::Lambda { params, body } => self.lambda(id, params, body, node.at),
            ExprKind::Call { callee, args } => self.call(callee, args, node.at),
            _ => {
                let what = what(&node.kind);
                self.refuse(node.at, what)
            }
        }
    }

    fn exprs(&mut self, list: List<ExprId>) -> Result<Vec<Expr>, super::Refused> {
        self.ast.items(list).iter().map(|&e| self.expr(e)).collect()
    }

    /// An expression for what it counts as: a boolean.
    pub(super) fn test(&mut self, id: ExprId) -> Lowered {
        let e = self.expr(id)?;
        Ok(truth(e))
    }

    fn and_or(&mut self, or: bool, values: List<ExprId>, span: Span) -> Lowered {
        let values = self.ast.items(values).to_vec();
        let (&first, rest) = values.split_first().expect("it has two values at least");
        let mut parts = vec![self.expr(first)?];
        let before = self.here().known.clone();
        for &v in rest {
            parts.push(self.expr(v)?);
        }
        self.here().known = before;
        let mut all = parts.pop().expect("it has two values at least");
        for part in parts.into_iter().rev() {
            let local = self.here().local("", span);
            let read = || Expr::new(Kind::Local(local), span);
            let (yes, no) = if or { (read(), all) } else { (all, read()) };
            let test = if is_boolean(&part) { read() } else { truth(read()) };
            let body = Expr::new(Kind::If(Box::new(test), Box::new(yes), Box::new(no)), span);
            all = Expr::new(Kind::Let(vec![(local, part)], Box::new(body)), span);
        }
        Ok(all)
    }

    pub(super) fn binary(&mut self, op: BinOp, left: Expr, right: Expr, at: Range) -> Lowered {
        let span = self.span(at);
        let p = match op {
            BinOp::Add => Prim::Add,
            BinOp::Sub => Prim::Sub,
            BinOp::Mult => Prim::Mul,
            BinOp::Div => Prim::Div,
            BinOp::Mod if matches!(left.kind, Kind::Const(Const::Str(_)) | Kind::Native(..)) => {
                return self.refuse(at, "% on strings");
            }
            BinOp::Mod => Prim::Modulo,
            BinOp::BitAnd => Prim::BitAnd,
            BinOp::BitOr => Prim::BitOr,
            BinOp::BitXor => Prim::BitXor,
            BinOp::MatMult => return self.refuse(at, "@"),
            BinOp::FloorDiv => return Ok(Expr::new(Kind::Native(run::id("//"), vec![left, right]), span)),
            BinOp::Pow => return Ok(Expr::new(Kind::Native(run::id("**"), vec![left, right]), span)),
            BinOp::LShift => return Ok(Expr::new(Kind::Native(run::id("<<"), vec![left, right]), span)),
            BinOp::RShift => return Ok(Expr::new(Kind::Native(run::id(">>"), vec![left, right]), span)),
        };
        Ok(prim(p, vec![left, right], span))
    }

    /// A chain: each operand is evaluated once, and none after one that does not hold.
    fn compare(&mut self, left: Expr, rest: &[(CmpOp, ExprId)], at: Range) -> Lowered {
        let span = self.span(at);
        let (&(op, right), more) = rest.split_first().expect("a comparison has two operands");
        let right = self.expr(right)?;
        if more.is_empty() {
            return self.comparison(op, left, right, at);
        }
        let (l, r) = (self.here().local("", span), self.here().local("", span));
        let read = |l| Expr::new(Kind::Local(l), span);
        let before = self.here().known.clone();
        let first = self.comparison(op, read(l), read(r), at)?;
        let more = self.compare(read(r), more, at)?;
        self.here().known = before;
        let no = constant(Const::False, span);
        let body = Expr::new(Kind::If(Box::new(first), Box::new(more), Box::new(no)), span);
        Ok(Expr::new(Kind::Let(vec![(l, left), (r, right)], Box::new(body)), span))
    }

    fn comparison(&mut self, op: CmpOp, left: Expr, right: Expr, at: Range) -> Lowered {
        let span = self.span(at);
        let (p, not) = match op {
            CmpOp::Eq => (Prim::NumEq, false),
            CmpOp::NotEq => (Prim::NumEq, true),
            CmpOp::Lt => (Prim::Lt, false),
            CmpOp::LtE => (Prim::Le, false),
            CmpOp::Gt => (Prim::Gt, false),
            CmpOp::GtE => (Prim::Ge, false),
            CmpOp::Is => (Prim::Eq, false),
            CmpOp::IsNot => (Prim::Eq, true),
            CmpOp::In | CmpOp::NotIn => return self.refuse(at, "in"),
        };
        let e = prim(p, vec![left, right], span);
        Ok(if not { prim(Prim::Not, vec![e], span) } else { e })
    }

    fn call(&mut self, callee: ExprId, args: List<Arg>, at: Range) -> Lowered {
        let span = self.span(at);
        let args = self.ast.items(args).to_vec();
        let builtin = match self.ast.expr(callee).kind {
            ExprKind::Name(sym) => self.builtin(sym).map(|n| (n, self.name(sym))),
            _ => None,
        };
        let mut named = [None, None];
        let mut values = vec![];
        for a in &args {
            match a.kind {
                ArgKind::Positional if !matches!(self.ast.expr(a.value).kind, ExprKind::Starred(_)) => {
                    values.push(self.expr(a.value)?);
                }
                ArgKind::Keyword(sym) if builtin.as_ref().is_some_and(|b| &*b.1 == "print") => {
                    let at = match self.interner.name(sym) {
                        "sep" => 0,
                        "end" => 1,
                        _ => return self.refuse(self.ast.expr(a.value).at, "this argument of print"),
                    };
                    named[at] = Some(self.expr(a.value)?);
                }
                ArgKind::Positional | ArgKind::DoubleStar => {
                    return self.refuse(self.ast.expr(a.value).at, "* and ** in calls");
                }
                ArgKind::Keyword(_) => return self.refuse(self.ast.expr(a.value).at, "arguments by name"),
            }
        }
        if named.iter().any(Option::is_some) {
            let named = named.map(|v| v.unwrap_or_else(|| constant(Const::Unit, span)));
            let all = named.into_iter().chain(values).collect();
            return Ok(Expr::new(Kind::Native(run::id("%print"), all), span));
        }
        // With another number of arguments it fails when it is called.
        if let Some((native, _)) = builtin
            && run::takes(native, values.len())
        {
            return Ok(Expr::new(Kind::Native(native, values), span));
        }
        let callee = Box::new(self.expr(callee)?);
        Ok(Expr::new(Kind::Call { callee, args: values, tail: false }, span))
    }
}

/// An integer constant.
fn integer(i: &Int) -> Const {
    match i {
        Int::Small(n) if Value::int(*n).is_some() => Const::Int(*n),
        _ => Const::Num(Rc::new(Num::Real(Real::Int(i.clone())))),
    }
}

/// What an expression counts as.
fn truth(e: Expr) -> Expr {
    if is_boolean(&e) {
        return e;
    }
    let span = e.span;
    Expr::new(Kind::Native(run::id("%truth"), vec![e]), span)
}

/// Whether it gives a boolean whatever its operands are.
fn is_boolean(e: &Expr) -> bool {
    match &e.kind {
        Kind::Const(Const::True | Const::False) => true,
        Kind::Prim(p, _) => {
            matches!(p, Prim::Lt | Prim::Le | Prim::Gt | Prim::Ge | Prim::NumEq | Prim::Eq | Prim::Not)
        }
        _ => false,
    }
}

/// What people call an expression that does not run.
fn what(kind: &ExprKind) -> &'static str {
    match kind {
        ExprKind::Attribute { .. } => "attributes",
        ExprKind::Subscript { .. } | ExprKind::Slice { .. } => "subscripts",
        ExprKind::Tuple(_) => "tuples",
        ExprKind::List(_) => "lists",
        ExprKind::Set(_) => "sets",
        ExprKind::Dict(_) => "dictionaries",
        ExprKind::Bytes(_) => "bytes",
        ExprKind::ListComp { .. } | ExprKind::SetComp { .. } | ExprKind::DictComp { .. } => "comprehensions",
        ExprKind::Generator { .. } | ExprKind::Yield(_) | ExprKind::YieldFrom(_) => "generators",
        ExprKind::Await(_) => "await",
        _ => "this expression",
    }
}
