//! Expressions.
use super::{Lower, Lowered, Refused, constant, if_, let_, local, native, prim, run, seq, set_local, unit};
use crate::core::{Const, Expr, Kind, Prim};
use crate::lang::python::ast::{BinOp, CmpOp, Conversion, ExprId, ExprKind, List, Number, Range, UnaryOp};
use crate::lang::python::scope::SEES_VARIABLES;
use crate::number::{Int, Num, Real};
use crate::syntax::Span;
use crate::value::Value;
use std::rc::Rc;

impl Lower<'_> {
    pub(super) fn expr(&mut self, id: ExprId) -> Lowered {
        let node = self.ast.expr(id);
        let span = self.span(node.at);
        let of = |c| Ok(constant(c, span));
        match node.kind {
            ExprKind::Name(sym) => {
                // Few names are of those, and asking where each lives is done in reading it.
                if SEES_VARIABLES.contains(&self.interner.name(sym))
                    && self.is_builtin(sym)
                    && let Some(seeing) = self.evaluator(id, &self.name(sym), span)?
                {
                    return Ok(seeing);
                }
                self.read(sym, span)
            }
            ExprKind::None => of(Const::Unit),
            ExprKind::True => of(Const::True),
            ExprKind::False => of(Const::False),
            ExprKind::Int(i) => of(Const::Int(i as i64)),
            ExprKind::Number(at) => match self.ast.number(at).clone() {
                Number::Float(f) => of(Const::Float(f)),
                Number::Int(i) => of(integer(&i)),
                Number::Imaginary(f) => {
                    let parts = [0.0, f].map(|f| constant(Const::Float(f), span));
                    Ok(native("%complex", parts.to_vec(), span))
                }
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
                Ok(Expr::new(Kind::Native(run::id("format"), vec![value, format]), span))
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
            ExprKind::Ellipsis => Ok(native("%ellipsis", vec![], span)),
            ExprKind::Bytes(at) => {
                let bytes = constant(Const::Bytes(self.ast.bytes(at).into()), span);
                Ok(native("%bytes", vec![bytes], span))
            }
            ExprKind::Tuple(items) => self.display("%tuple", "%list_to_tuple", items, span),
            ExprKind::List(items) => self.display("%list", "", items, span),
            ExprKind::Set(items) => self.display("%set", "%list_to_set", items, span),
            ExprKind::Dict(items) => self.dict(items, span),
            ExprKind::ListComp { .. }
            | ExprKind::SetComp { .. }
            | ExprKind::DictComp { .. }
            | ExprKind::Generator { .. } => self.comprehension(id, node.at),
            ExprKind::Attribute { value, name } => {
                let object = self.expr(value)?;
                let name = self.mangled(name);
                Ok(prim(Prim::GetAttr, vec![object, constant(Const::Sym(name), span)], span))
            }
            ExprKind::Subscript { value, index } => {
                let (object, index) = (self.expr(value)?, self.expr(index)?);
                Ok(prim(Prim::GetItem, vec![object, index], span))
            }
            ExprKind::Slice { lower, upper, step } => {
                let mut parts = vec![];
                for part in [lower, upper, step] {
                    parts.push(match part {
                        Some(e) => self.expr(e)?,
                        None => unit(span),
                    });
                }
                Ok(native("%slice", parts, span))
            }
            ExprKind::Yield(value) => {
                let value = match value {
                    Some(v) => self.expr(v)?,
                    None => unit(span),
                };
                Ok(self.yielded(value, span))
            }
            ExprKind::YieldFrom(value) => self.yield_from(value, span),
            ExprKind::Await(value) => self.await_(value, span),
            ExprKind::Starred(_) => self.refuse(node.at, "this *"),
        }
    }

    /// Elements of a list, tuple or set, some of which may be many.
    fn display(&mut self, make: &'static str, of_list: &'static str, items: List<ExprId>, span: Span) -> Lowered {
        let items = self.ast.items(items).to_vec();
        let starred = |e: &ExprId| matches!(self.ast.expr(*e).kind, ExprKind::Starred(_));
        if !items.iter().any(starred) && items.len() < MOST_ITEMS {
            let mut values = vec![];
            for item in items {
                values.push(self.expr(item)?);
            }
            return Ok(native(make, values, span));
        }
        let l = self.here().local("", span);
        let mut all = vec![];
        for item in items {
            all.push(match self.ast.expr(item).kind {
                ExprKind::Starred(inner) => {
                    let v = self.expr(inner)?;
                    match of_list {
                        "%list_to_set" => native("%extend", vec![local(l, span), v], span),
                        _ => native("%extend_call", vec![local(l, span), v, unit(span)], span),
                    }
                }
                _ => {
                    let v = self.expr(item)?;
                    native("%append", vec![local(l, span), v], span)
                }
            });
        }
        let done = local(l, span);
        all.push(if of_list.is_empty() { done } else { native(of_list, vec![done], span) });
        Ok(let_(vec![(l, native("%list", vec![], span))], seq(all, span), span))
    }

    fn dict(&mut self, items: List<(Option<ExprId>, ExprId)>, span: Span) -> Lowered {
        let items = self.ast.items(items).to_vec();
        let d = self.here().local("", span);
        let mut all = vec![];
        for (key, value) in items {
            all.push(match key {
                Some(key) => {
                    let (key, value) = (self.expr(key)?, self.expr(value)?);
                    prim(Prim::SetItem, vec![local(d, span), key, value], span)
                }
                None => {
                    let v = self.expr(value)?;
                    native("%merge", vec![local(d, span), v], span)
                }
            });
        }
        if all.is_empty() {
            return Ok(native("%dict", vec![], span));
        }
        all.push(local(d, span));
        Ok(let_(vec![(d, native("%dict", vec![], span))], seq(all, span), span))
    }

    /// `yield from`: what is sent and thrown goes to the inner iterator.
    fn yield_from(&mut self, value: ExprId, span: Span) -> Lowered {
        let value = self.expr(value)?;
        Ok(self.delegated(native("%delegate", vec![value], span), span))
    }

    /// The value at the end of an iterator: what it gives meanwhile goes out.
    pub(super) fn delegated(&mut self, made: Expr, span: Span) -> Expr {
        let f = self.here();
        let [inner, sent, given, thrown, plain] = [""; 5].map(|n| f.local(n, span));
        let (repeat, out) = (f.label(), f.label());
        let read = |l| local(l, span);
        let is = |l, c| prim(Prim::Eq, vec![read(l), constant(c, span)], span);
        let step = self.prelude_read_named("_delegate_step", span);
        let step = super::call(step, vec![read(inner), read(sent), read(thrown)], span);
        // Most steps are that a generator goes on. The first time `None` is sent.
        let no = || constant(Const::False, span);
        let goes_on = if_(is(sent, Const::Unit), is(thrown, Const::Missing), no(), span);
        let goes_on = if_(read(plain), goes_on, no(), span);
        let step = if_(goes_on, prim(Prim::Next, vec![read(inner)], span), step, span);
        let suspended = self.here().local("", span);
        let suspend = prim(Prim::Suspend, vec![read(given)], span);
        let caught = Kind::Try {
            body: Box::new(seq(
                vec![set_local(sent, suspend, span), set_local(thrown, constant(Const::Missing, span), span)],
                span,
            )),
            refuses: false,
            var: suspended,
            handler: Box::new(set_local(thrown, read(suspended), span)),
        };
        let missing = is(given, Const::Missing);
        let end = native("%result_of", vec![read(inner)], span);
        let leave = Expr::new(Kind::Break(out, Box::new(end)), span);
        let again = Expr::new(Kind::Continue(repeat), span);
        let body =
            let_(vec![(given, step)], if_(missing, leave, seq(vec![Expr::new(caught, span), again], span), span), span);
        let repeat = Expr::new(Kind::Repeat(repeat, Box::new(body)), span);
        let block = Expr::new(Kind::Block(out, Box::new(repeat)), span);
        let begin = vec![
            (inner, made),
            (plain, native("%is_generator", vec![read(inner)], span)),
            (sent, unit(span)),
            (thrown, constant(Const::Missing, span)),
        ];
        let_(begin, block, span)
    }

    /// A function of the prelude.
    pub(super) fn prelude_read(&mut self, name: crate::syntax::Sym, span: Span) -> Expr {
        let name = format!("builtins:{}", self.interner.name(name));
        let sym = self.interner.intern(&name);
        Expr::new(Kind::Global(self.globals.resolve(sym)), span)
    }

    /// The same by its text.
    pub(super) fn prelude_read_named(&mut self, name: &str, span: Span) -> Expr {
        let sym = self.interner.intern(name);
        self.prelude_read(sym, span)
    }

    fn exprs(&mut self, list: List<ExprId>) -> Result<Vec<Expr>, Refused> {
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
            BinOp::Mod => Prim::Modulo,
            BinOp::BitAnd => Prim::BitAnd,
            BinOp::BitOr => Prim::BitOr,
            BinOp::BitXor => Prim::BitXor,
            BinOp::MatMult => return Ok(native("@", vec![left, right], span)),
            BinOp::FloorDiv => Prim::FloorDiv,
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
        let first = truth(self.comparison(op, read(l), read(r), at)?);
        let more = self.compare(read(r), more, at)?;
        self.here().known = before;
        let no = constant(Const::False, span);
        let body = Expr::new(Kind::If(Box::new(first), Box::new(more), Box::new(no)), span);
        Ok(Expr::new(Kind::Let(vec![(l, left), (r, right)], Box::new(body)), span))
    }

    fn comparison(&mut self, op: CmpOp, left: Expr, right: Expr, at: Range) -> Lowered {
        let span = self.span(at);
        let literal = |e: &Expr| matches!(e.kind, Kind::Const(_));
        let not = |e: Expr| prim(Prim::Not, vec![e], span);
        let both = vec![left, right];
        Ok(match op {
            CmpOp::Eq => prim(Prim::NumEq, both, span),
            // Nobody compares a literal with what has a mind of its own about `!=`.
            CmpOp::NotEq if both.iter().any(literal) => {
                not(prim(Prim::Truth, vec![prim(Prim::NumEq, both, span)], span))
            }
            CmpOp::NotEq => native("%ne", both, span),
            CmpOp::Lt => prim(Prim::Lt, both, span),
            CmpOp::LtE => prim(Prim::Le, both, span),
            CmpOp::Gt => prim(Prim::Gt, both, span),
            CmpOp::GtE => prim(Prim::Ge, both, span),
            CmpOp::Is => prim(Prim::Eq, both, span),
            CmpOp::IsNot => not(prim(Prim::Eq, both, span)),
            CmpOp::In => native("%in", both, span),
            CmpOp::NotIn => not(prim(Prim::Truth, vec![native("%in", both, span)], span)),
        })
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
    prim(Prim::Truth, vec![e], span)
}

/// Whether it gives a boolean whatever its operands are.
fn is_boolean(e: &Expr) -> bool {
    match &e.kind {
        Kind::Const(Const::True | Const::False) => true,
        Kind::Prim(p, _) => matches!(p, Prim::Eq | Prim::Not | Prim::Truth),
        _ => false,
    }
}

/// Elements that are handed over at once.
const MOST_ITEMS: usize = 100;
