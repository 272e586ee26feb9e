//! Operations on constants, done at compile time (`Opt::Fold`). Variables that
//! are bound to a number or the like and never assigned are replaced by it, and
//! branches that cannot be taken go away. What would fail stays, to fail at run
//! time in its own words.
//!
//! Before:
//! ```text
//! (let ((header 20)) (if (< header 10) (call @f) (+ x (* header 2))))
//! ```
//! After:
//! ```text
//! (+ x 40)
//! ```
use super::notes::{Notes, What};
use crate::core::{CaptureFrom, Const, Expr, Kind, Lambda, Local, LocalId, Prim, Unit};
use crate::syntax::Span;
use crate::syntax::number::{INT_MAX, INT_MIN};

/// Folds a unit.
pub fn run(unit: &mut Unit, notes: &mut Notes) {
    let mut changed = false;
    lambda(&mut unit.main, vec![], notes, &mut changed);
    if changed {
        super::scope::run(unit);
    }
}

/// What is known of the variables of a function.
struct Known<'a> {
    variables: &'a [Local],
    notes: &'a mut Notes,
    /// Whether something is not as it was.
    changed: &'a mut bool,
    locals: Vec<Option<Const>>,
    captures: Vec<Option<Const>>,
}

fn lambda(l: &mut Lambda, captures: Vec<Option<Const>>, notes: &mut Notes, changed: &mut bool) {
    let mut known = Known { variables: &l.locals, notes, changed, locals: vec![None; l.locals.len()], captures };
    expr(&mut l.body, &mut known);
}

/// Lambdas made by `e`, with what is known of their captures.
fn inner(e: &mut Expr, known: &mut Known) {
    e.for_each_lambda_mut(&mut |l| {
        let captures = l
            .captures
            .iter()
            .map(|c| match c.from {
                CaptureFrom::Local(id) => known.locals[id.0 as usize].clone(),
                CaptureFrom::Capture(id) => known.captures[id.0 as usize].clone(),
            })
            .collect();
        lambda(l, captures, known.notes, known.changed);
    });
}

fn expr(e: &mut Expr, known: &mut Known) {
    match &mut e.kind {
        // Bindings become known one after the other.
        Kind::Let(binds, body) => {
            for (id, value) in binds.iter_mut() {
                expr(value, known);
                learn(*id, value, known);
            }
            expr(body, known);
        }
        _ => {
            inner(e, known);
            e.for_each_child_mut(&mut |c| expr(c, known));
        }
    }
    simplify(e, known);
}

/// Remembers the value of a variable that keeps it.
fn learn(id: LocalId, value: &Expr, known: &mut Known) {
    if let Kind::Const(c) = &value.kind
        && is_immediate(c)
        && !known.variables[id.0 as usize].assigned
    {
        known.locals[id.0 as usize] = Some(c.clone());
    }
}

/// Constants without identity: copying them changes nothing.
fn is_immediate(c: &Const) -> bool {
    !matches!(
        c,
        Const::Num(_) | Const::Str(_) | Const::List(..) | Const::Vector(_) | Const::Bytes(_) | Const::Labelled(..)
    )
}

fn simplify(e: &mut Expr, known: &mut Known) {
    let notes = &mut *known.notes;
    let new = match &mut e.kind {
        Kind::Local(id) => known.locals[id.0 as usize].clone().map(Kind::Const),
        Kind::Capture(id) => known.captures[id.0 as usize].clone().map(Kind::Const),
        Kind::Prim(p, args) => prim(*p, args).map(|c| {
            notes.add(e.span, || What::Constant(c.clone()));
            Kind::Const(c)
        }),
        Kind::If(test, then, other) => branch(test, then, other, e.span, notes),
        Kind::Let(binds, body) => {
            let before = binds.len();
            binds.retain(|(id, value)| match &known.locals[id.0 as usize] {
                None => true,
                Some(c) => {
                    notes.add(value.span, || What::Known(known.variables[id.0 as usize].name.clone(), c.clone()));
                    false
                }
            });
            *known.changed |= binds.len() < before;
            binds.is_empty().then(|| take(body))
        }
        Kind::Seq(es) => {
            let before = es.len();
            let only = sequence(es);
            *known.changed |= es.len() != before;
            only
        }
        _ => None,
    };
    if let Some(kind) = new {
        e.kind = kind;
        *known.changed = true;
    }
}

/// Takes the kind out of an expression that is given up.
fn take(e: &mut Expr) -> Kind {
    std::mem::replace(&mut e.kind, Kind::Const(Const::Unit))
}

fn branch(test: &mut Expr, then: &mut Expr, other: &mut Expr, span: Span, notes: &mut Notes) -> Option<Kind> {
    let (yes, no) = (Kind::Const(Const::True), Kind::Const(Const::False));
    let same = |a: &Kind, b: &Kind| matches!((a, b), (Kind::Const(a), Kind::Const(b)) if a == b);
    // What constants other than these count as is the dialect's matter.
    if same(&test.kind, &yes) {
        notes.add(span, || What::Branch(true));
        return Some(take(then));
    }
    if same(&test.kind, &no) {
        notes.add(span, || What::Branch(false));
        return Some(take(other));
    }
    if is_boolean(test) && same(&then.kind, &yes) && same(&other.kind, &no) {
        return Some(take(test));
    }
    if let Kind::Prim(Prim::Not, args) = &mut test.kind
        && is_boolean(&args[0])
    {
        let test = args.pop().expect("`not` has one operand");
        let then = Expr { span: then.span, kind: take(then) };
        let other = Expr { span: other.span, kind: take(other) };
        return Some(Kind::If(Box::new(test), Box::new(other), Box::new(then)));
    }
    None
}

/// Whether it gives true or false and nothing else.
fn is_boolean(e: &Expr) -> bool {
    match &e.kind {
        Kind::Const(c) => matches!(c, Const::True | Const::False),
        Kind::Prim(p, _) => matches!(
            p,
            Prim::Lt
                | Prim::Le
                | Prim::Gt
                | Prim::Ge
                | Prim::NumEq
                | Prim::Eq
                | Prim::Not
                | Prim::IsPair
                | Prim::IsNull
        ),
        _ => false,
    }
}

/// Drops what has no effect, and sequences within the sequence.
fn sequence(es: &mut Vec<Expr>) -> Option<Kind> {
    if es.iter().any(|e| matches!(e.kind, Kind::Seq(_))) {
        let mut flat = Vec::with_capacity(es.len());
        for e in es.drain(..) {
            match e.kind {
                Kind::Seq(inner) => flat.extend(inner),
                _ => flat.push(e),
            }
        }
        *es = flat;
    }
    let last = es.len() - 1;
    let mut at = 0;
    es.retain(|e| {
        at += 1;
        at > last || !matches!(e.kind, Kind::Const(_) | Kind::Local(_) | Kind::Capture(_) | Kind::Lambda(_))
    });
    if es.len() == 1 { es.pop().map(|e| e.kind) } else { None }
}

/// The value of a primitive on constants, if it has one and cannot fail. The
/// same as at run time; a test compares them.
fn prim(p: Prim, args: &[Expr]) -> Option<Const> {
    let mut consts = args.iter().map(|a| if let Kind::Const(c) = &a.kind { Some(c) } else { None });
    match args.len() {
        1 => unary(p, consts.next()??),
        2 => binary(p, consts.next()??, consts.next()??),
        _ => None,
    }
}

/// A primitive of one constant.
fn unary(p: Prim, a: &Const) -> Option<Const> {
    Some(boolean(match p {
        Prim::Not => *a == Const::False,
        Prim::IsPair => matches!(a, Const::List(..)),
        Prim::IsNull => *a == Const::Nil,
        _ => return None,
    }))
}

/// A primitive of two constants.
fn binary(p: Prim, a: &Const, b: &Const) -> Option<Const> {
    if p == Prim::Eq {
        // Floats and what lives on the heap are left to the run time.
        let plain = |c: &Const| is_immediate(c) && !matches!(c, Const::Float(_));
        return (plain(a) && plain(b)).then(|| boolean(a == b));
    }
    match (a, b) {
        (&Const::Int(x), &Const::Int(y)) => ints(p, x, y),
        (&Const::Float(x), &Const::Float(y)) => floats(p, x, y, true),
        (&Const::Float(x), &Const::Int(y)) => floats(p, x, y as f64, false),
        (&Const::Int(x), &Const::Float(y)) => floats(p, x as f64, y, false),
        _ => None,
    }
}

fn boolean(b: bool) -> Const {
    if b { Const::True } else { Const::False }
}

/// An integer of 51 bits. What is larger is the dialect's matter.
fn exact(wide: i128) -> Option<Const> {
    match i64::try_from(wide) {
        Ok(i @ INT_MIN..=INT_MAX) => Some(Const::Int(i)),
        _ => None,
    }
}

/// An integer of 51 bits, else the nearest float: what typed words give.
fn typed(wide: i128) -> Const {
    exact(wide).unwrap_or(Const::Float(wide as f64))
}

fn ints(p: Prim, x: i64, y: i64) -> Option<Const> {
    let (wx, wy) = (x as i128, y as i128);
    Some(match p {
        Prim::IntAdd => typed(wx + wy),
        Prim::IntSub => typed(wx - wy),
        Prim::IntMul => typed(wx * wy),
        Prim::Add => exact(wx + wy)?,
        Prim::Sub => exact(wx - wy)?,
        Prim::Mul => exact(wx * wy)?,
        // What a quotient of integers is, is the dialect's matter.
        Prim::Div => return None,
        Prim::Quotient | Prim::Remainder | Prim::Modulo if y == 0 => return None,
        Prim::Quotient => exact((x / y).into())?,
        Prim::Remainder => exact((x % y).into())?,
        Prim::Modulo => exact((x.rem_euclid(y) + if y < 0 && x.rem_euclid(y) != 0 { y } else { 0 }).into())?,
        Prim::Lt => boolean(x < y),
        Prim::Le => boolean(x <= y),
        Prim::Gt => boolean(x > y),
        Prim::Ge => boolean(x >= y),
        Prim::NumEq => boolean(x == y),
        Prim::BitAnd => Const::Int(x & y),
        Prim::BitOr => Const::Int(x | y),
        Prim::BitXor => Const::Int(x ^ y),
        Prim::Shift if y <= 0 => Const::Int(x >> y.unsigned_abs().min(63)),
        Prim::Shift if y < 64 => exact(wx << y)?,
        _ => return None,
    })
}

/// `both`: neither operand was an integer.
fn floats(p: Prim, x: f64, y: f64, both: bool) -> Option<Const> {
    Some(match p {
        Prim::Add => Const::Float(x + y),
        Prim::Sub => Const::Float(x - y),
        Prim::Mul => Const::Float(x * y),
        // Some languages raise.
        Prim::Div if y == 0.0 => return None,
        Prim::Div => Const::Float(x / y),
        Prim::FloatAdd if both => Const::Float(x + y),
        Prim::FloatSub if both => Const::Float(x - y),
        Prim::FloatMul if both => Const::Float(x * y),
        Prim::Lt => boolean(x < y),
        Prim::Le => boolean(x <= y),
        Prim::Gt => boolean(x > y),
        Prim::Ge => boolean(x >= y),
        Prim::NumEq => boolean(x == y),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::lisp::builtins::arith;
    use crate::lang::lisp::builtins::testing::runtime;
    use crate::value::Value;

    fn value(c: &Const) -> Value {
        match c {
            Const::Int(i) => Value::small(*i),
            Const::Float(f) => Value::float(*f),
            Const::True => Value::TRUE,
            Const::False => Value::FALSE,
            Const::Nil => Value::NIL,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn folding_agrees_with_the_run_time() {
        let ints = [0, 1, -1, 2, 7, -7, 3, -3, 63, 64, -64, 1000, INT_MAX, INT_MIN, INT_MAX - 1, 1 << 25];
        let floats = [0.0, -0.0, 1.0, -2.5, 1e300, f64::INFINITY, f64::NAN, 7.0];
        let mut consts: Vec<Const> = ints.map(Const::Int).to_vec();
        consts.extend(floats.map(Const::Float));
        consts.extend([Const::True, Const::False, Const::Nil]);
        let mut rt = runtime();
        let mut folded = 0;
        for &p in Prim::ALL {
            for a in &consts {
                if p.arity() == 1
                    && let Some(c) = unary(p, a)
                {
                    assert_eq!(arith::unary(&mut rt, p, value(a)).ok(), Some(value(&c)), "{p:?} {a:?}");
                    folded += 1;
                }
                for b in consts.iter().filter(|_| p.arity() == 2) {
                    let Some(c) = binary(p, a, b) else { continue };
                    let Ok(ran) = arith::binary(&mut rt, p, value(a), value(b)) else {
                        panic!("{p:?} {a:?} {b:?} fails")
                    };
                    assert_eq!(ran.bits(), value(&c).bits(), "{p:?} {a:?} {b:?}");
                    folded += 1;
                }
            }
        }
        assert!(folded > 5_000, "{folded}");
    }
}
