//! Arithmetic.
use crate::baseline::eval::{Eval, Machine};
use crate::baseline::number::{N, R, exact, int, integer, number, whole};
use crate::baseline::value::{INT_MAX, INT_MIN, Value};
use crate::core::Prim;
use crate::lang::lisp::messages::{self, noun};
use crate::lang::lisp::number::{format_number, parse_number};
use crate::number::{Function, MAX_BITS, MAX_GCD_BITS, Num, Trouble, expt};
use num_bigint::BigInt;
use num_integer::Integer;
use std::cmp::Ordering;

impl Machine {
    fn n(&self, who: &str, v: &Value) -> Eval<N> {
        number(v).ok_or_else(|| self.wrong(who, noun::NUMBER, v))
    }

    fn real(&self, who: &str, v: &Value) -> Eval<R> {
        let n = self.n(who, v)?;
        if n.is_real() { Ok(n.re) } else { Err(self.wrong(who, noun::REAL, v)) }
    }

    fn int(&self, who: &str, v: &Value) -> Eval<BigInt> {
        int(v).ok_or_else(|| self.wrong(who, noun::INTEGER, v))
    }

    /// A whole number, an integer or a float without a fraction, and whether it is exact.
    fn whole(&self, who: &str, v: &Value) -> Eval<(BigInt, bool)> {
        whole(v).ok_or_else(|| self.wrong(who, noun::INTEGER, v))
    }

    fn float(&self, who: &str, v: &Value) -> Eval<f64> {
        match v {
            Value::Float(f) => Ok(*f),
            v => Err(self.wrong(who, noun::FLOAT, v)),
        }
    }

    /// Fails if a number of that many bits would be too large.
    fn fits(&self, who: &str, bits: u64) -> Eval<()> {
        if bits > MAX_BITS {
            return Err(self.fault(messages::number_too_large(who)));
        }
        self.reserve(bits as usize / 8)
    }

    fn outcome(&self, who: &str, n: Result<Num, Trouble>) -> Eval<Value> {
        match n {
            Ok(n) => Ok(N::from(&n).value()),
            Err(Trouble::DivisionByZero) => Err(self.fault(messages::division_by_zero())),
            Err(Trouble::TooLarge) => Err(self.fault(messages::number_too_large(who))),
        }
    }

    /// The primitives on two numbers.
    pub fn arithmetic(&mut self, prim: Prim, a: &Value, b: &Value) -> Eval<Value> {
        let simple = match (a, b) {
            (Value::Int(x), Value::Int(y)) => ints(prim, *x, *y),
            (Value::Float(x), Value::Float(y)) => floats(prim, *x, *y),
            (Value::Int(x), Value::Float(y)) => floats(prim, *x as f64, *y),
            (Value::Float(x), Value::Int(y)) => floats(prim, *x, *y as f64),
            _ => None,
        };
        match simple {
            Some(v) => Ok(v),
            None => self.any_arithmetic(prim, a, b),
        }
    }

    fn any_arithmetic(&mut self, prim: Prim, a: &Value, b: &Value) -> Eval<Value> {
        use Prim::*;
        let who = prim.text();
        Ok(match prim {
            Add | Sub | Mul | Div => {
                let (x, y) = (self.n(who, a)?, self.n(who, b)?);
                let sum = matches!(prim, Add | Sub);
                self.fits(who, if sum { x.bits().max(y.bits()) } else { x.bits() + y.bits() })?;
                let fraction = prim == Div || !x.is_whole() || !y.is_whole();
                if fraction && x.bits().max(y.bits()) > MAX_GCD_BITS {
                    return Err(self.fault(messages::number_too_large(who)));
                }
                let result = match prim {
                    Add => Some(x.add(&y)),
                    Sub => Some(x.sub(&y)),
                    Mul => Some(x.mul(&y)),
                    _ => x.div(&y),
                };
                result.ok_or_else(|| self.fault(messages::division_by_zero()))?.value()
            }
            NumEq => Value::Bool(self.n(who, a)?.equal(&self.n(who, b)?)),
            Lt | Le | Gt | Ge => {
                let order = self.real(who, a)?.order(&self.real(who, b)?);
                Value::Bool(order.is_some_and(|order| match prim {
                    Lt => order.is_lt(),
                    Le => order.is_le(),
                    Gt => order.is_gt(),
                    _ => order.is_ge(),
                }))
            }
            Quotient | Remainder | Modulo => self.divide(who, who, a, b)?,
            IntAdd | IntSub | IntMul => {
                let (x, y) = (self.int(who, a)?, self.int(who, b)?);
                self.fits(who, x.bits() + y.bits())?;
                match integer(match prim {
                    IntAdd => x + y,
                    IntSub => x - y,
                    _ => x * y,
                }) {
                    Value::Int(i) => Value::Int(i),
                    large => Value::Float(self.real(who, &large)?.float()),
                }
            }
            FloatAdd => Value::Float(self.float(who, a)? + self.float(who, b)?),
            FloatSub => Value::Float(self.float(who, a)? - self.float(who, b)?),
            FloatMul => Value::Float(self.float(who, a)? * self.float(who, b)?),
            BitAnd => integer(self.int(who, a)? & self.int(who, b)?),
            BitOr => integer(self.int(who, a)? | self.int(who, b)?),
            BitXor => integer(self.int(who, a)? ^ self.int(who, b)?),
            _ => {
                let (n, by) = (self.int(who, a)?, self.int(who, b)?);
                match i64::try_from(&by) {
                    _ if n == BigInt::ZERO => Value::Int(0),
                    Ok(by @ ..=0) => integer(n >> by.unsigned_abs()),
                    Ok(by) => {
                        self.fits(who, n.bits().saturating_add(by as u64))?;
                        integer(n << by)
                    }
                    Err(_) if by < BigInt::ZERO => Value::Int(if n < BigInt::ZERO { -1 } else { 0 }),
                    Err(_) => return Err(self.fault(messages::number_too_large(who))),
                }
            }
        })
    }

    /// Integer division by the function of that name.
    fn divide(&self, who: &str, function: &str, a: &Value, b: &Value) -> Eval<Value> {
        let ((x, x_exact), (y, y_exact)) = (self.whole(who, a)?, self.whole(who, b)?);
        if y == BigInt::ZERO {
            return Err(self.fault(messages::division_by_zero()));
        }
        let result = match function {
            "quotient" => x / y,
            "remainder" => x % y,
            "floor-quotient" => x.div_floor(&y),
            _ => x.mod_floor(&y),
        };
        Ok(self.inexact_if(!(x_exact && y_exact), result))
    }

    fn inexact_if(&self, inexact: bool, i: BigInt) -> Value {
        if inexact { Value::Float(exact(i).float()) } else { integer(i) }
    }

    /// Folds a primitive over any number of arguments.
    fn fold(&mut self, prim: Prim, unit: i64, args: &[Value]) -> Eval<Value> {
        match args {
            [] => Ok(Value::Int(unit)),
            [only] if matches!(prim, Prim::Add | Prim::Mul) => self.n(prim.text(), only).map(|_| only.clone()),
            [only] => self.int(prim.text(), only).map(|_| only.clone()),
            [first, rest @ ..] => rest.iter().try_fold(first.clone(), |acc, v| self.arithmetic(prim, &acc, v)),
        }
    }

    /// Whether each argument relates to the next. All are looked at.
    fn chain(&mut self, prim: Prim, args: &[Value]) -> Eval<Value> {
        if let [only] = args {
            self.arithmetic(prim, only, only)?;
        }
        let mut all = true;
        for pair in args.windows(2) {
            all &= self.arithmetic(prim, &pair[0], &pair[1])?.truthy();
        }
        Ok(Value::Bool(all))
    }

    fn radix(&self, who: &str, v: Option<&Value>) -> Eval<u32> {
        match v {
            None => Ok(10),
            Some(Value::Int(r @ 2..=36)) => Ok(*r as u32),
            Some(v) => {
                self.int(who, v)?;
                Err(self.fault(messages::bad_radix(who, &self.brief(v))))
            }
        }
    }

    fn extreme(&mut self, who: &str, args: &[Value], wins: Ordering) -> Eval<Value> {
        let mut best = self.real(who, &args[0])?;
        let mut inexact = !best.is_exact();
        for v in &args[1..] {
            let x = self.real(who, v)?;
            inexact |= !x.is_exact();
            let order = x.order(&best);
            let nan = |r: &R| matches!(r, R::F(f) if f.is_nan());
            if !nan(&best) && (nan(&x) || order == Some(wins)) {
                best = x;
            }
        }
        Ok(if inexact { Value::Float(best.float()) } else { N::real(best).value() })
    }

    /// Whether a test holds for some or all parts of a number; exact ones count as 0.
    fn parts(&self, who: &str, v: &Value, test: fn(f64) -> bool) -> Eval<[bool; 2]> {
        let n = self.n(who, v)?;
        let part = |r: &R| test(if let R::F(f) = r { *f } else { 0.0 });
        Ok(if n.is_real() { [part(&n.re); 2] } else { [part(&n.re), part(&n.im)] })
    }

    fn apply(&self, who: &str, v: &Value, function: Function) -> Eval<Num> {
        Ok(self.n(who, v)?.to_num().apply(function))
    }

    /// The number families.
    pub fn number(&mut self, name: &str, a: &[Value]) -> Eval<Value> {
        Ok(match name {
            "+" => self.fold(Prim::Add, 0, a)?,
            "*" => self.fold(Prim::Mul, 1, a)?,
            "-" if a.len() == 1 => {
                let n = self.n(name, &a[0])?;
                N { re: n.re.neg(), im: n.im.neg() }.value()
            }
            "/" if a.len() == 1 => self.arithmetic(Prim::Div, &Value::Int(1), &a[0])?,
            "-" | "/" => {
                let prim = if name == "-" { Prim::Sub } else { Prim::Div };
                let mut x = a[0].clone();
                for y in &a[1..] {
                    x = self.arithmetic(prim, &x, y)?;
                }
                x
            }
            "=" => self.chain(Prim::NumEq, a)?,
            "<" => self.chain(Prim::Lt, a)?,
            ">" => self.chain(Prim::Gt, a)?,
            "<=" => self.chain(Prim::Le, a)?,
            ">=" => self.chain(Prim::Ge, a)?,
            "abs" => {
                let x = self.real(name, &a[0])?;
                N::real(match x {
                    R::F(f) => R::F(f.abs()),
                    x if x.order(&exact(0)) == Some(Ordering::Less) => x.neg(),
                    x => x,
                })
                .value()
            }
            "min" => self.extreme(name, a, Ordering::Less)?,
            "max" => self.extreme(name, a, Ordering::Greater)?,
            "number?" | "complex?" => Value::Bool(number(&a[0]).is_some()),
            "real?" => Value::Bool(number(&a[0]).is_some_and(|n| n.is_real())),
            "rational?" => Value::Bool(number(&a[0]).is_some_and(|n| n.is_real() && n.re.to_exact().is_some())),
            "integer?" => Value::Bool(whole(&a[0]).is_some()),
            "float?" => Value::Bool(matches!(a[0], Value::Float(_))),
            "exact-integer?" => Value::Bool(int(&a[0]).is_some()),
            "exact?" => Value::Bool(self.n(name, &a[0])?.is_exact()),
            "inexact?" => Value::Bool(!self.n(name, &a[0])?.is_exact()),
            "nan?" => Value::Bool(self.parts(name, &a[0], f64::is_nan)?.contains(&true)),
            "infinite?" => Value::Bool(self.parts(name, &a[0], f64::is_infinite)?.contains(&true)),
            "finite?" => Value::Bool(!self.parts(name, &a[0], f64::is_finite)?.contains(&false)),
            "zero?" => Value::Bool(self.n(name, &a[0])?.equal(&N::real(exact(0)))),
            "positive?" => Value::Bool(self.real(name, &a[0])?.order(&exact(0)) == Some(Ordering::Greater)),
            "negative?" => Value::Bool(self.real(name, &a[0])?.order(&exact(0)) == Some(Ordering::Less)),
            "square" => {
                self.n(name, &a[0])?;
                self.arithmetic(Prim::Mul, &a[0], &a[0])?
            }
            _ => return self.integers(name, a),
        })
    }

    fn integers(&mut self, name: &str, a: &[Value]) -> Eval<Value> {
        Ok(match name {
            "floor-quotient" => self.divide(name, name, &a[0], &a[1])?,
            "odd?" | "even?" => Value::Bool(self.whole(name, &a[0])?.0.is_odd() == (name == "odd?")),
            "gcd" | "lcm" => {
                let mut acc = BigInt::from(if name == "gcd" { 0 } else { 1 });
                let mut inexact = false;
                for v in a {
                    let (x, is_exact) = self.whole(name, v)?;
                    inexact |= !is_exact;
                    if acc.bits().max(x.bits()) > MAX_GCD_BITS {
                        return Err(self.fault(messages::number_too_large(name)));
                    }
                    acc = if name == "gcd" { acc.gcd(&x) } else { acc.lcm(&x) };
                }
                self.inexact_if(inexact, acc)
            }
            "%exact-sqrt" => {
                let n = int(&a[0]).filter(|n| *n >= BigInt::ZERO);
                let n = n.ok_or_else(|| self.wrong("exact-integer-sqrt", noun::NATURAL, &a[0]))?;
                let root = n.sqrt();
                let rest = n - &root * &root;
                Value::cons(integer(root), integer(rest))
            }
            "bitwise-and" => self.fold(Prim::BitAnd, -1, a)?,
            "bitwise-or" => self.fold(Prim::BitOr, 0, a)?,
            "bitwise-xor" => self.fold(Prim::BitXor, 0, a)?,
            "bitwise-not" => integer(-self.int(name, &a[0])? - 1),
            "bit-count" => {
                let n = self.int(name, &a[0])?;
                let n = if n < BigInt::ZERO { -n - 1 } else { n };
                Value::Int(n.magnitude().count_ones() as i64)
            }
            _ => return self.conversion(name, a),
        })
    }

    fn conversion(&mut self, name: &str, a: &[Value]) -> Eval<Value> {
        Ok(match name {
            "exact" | "inexact->exact" => {
                let n = self.n(name, &a[0])?;
                match n.re.to_exact().zip(n.im.to_exact()) {
                    Some((re, im)) => N { re, im }.value(),
                    None => return Err(self.fault(messages::no_exact(name, &self.brief(&a[0])))),
                }
            }
            "inexact" | "exact->inexact" => {
                let n = self.n(name, &a[0])?;
                let im = if n.is_real() { n.im } else { R::F(n.im.float()) };
                N { re: R::F(n.re.float()), im }.value()
            }
            "floor" | "ceiling" | "round" | "truncate" => N::real(self.real(name, &a[0])?.round(name)).value(),
            "numerator" | "denominator" => {
                let x = self.real(name, &a[0])?;
                let Some(R::Q(n, d)) = x.to_exact() else { return Err(self.wrong(name, noun::RATIONAL, &a[0])) };
                self.inexact_if(!x.is_exact(), if name == "numerator" { n } else { d })
            }
            "rationalize" => {
                let (x, y) = (self.real(name, &a[0])?, self.real(name, &a[1])?);
                let inexact = !(x.is_exact() && y.is_exact());
                let simplest = match (x.to_exact(), y.to_exact()) {
                    (Some(x), Some(y)) => {
                        let y = if y.order(&exact(0)) == Some(Ordering::Less) { y.neg() } else { y };
                        simplest(&x.sub(&y), &x.add(&y))
                    }
                    (Some(_), None) if !y.float().is_nan() => exact(0),
                    (None, Some(_)) => x,
                    _ => R::F(f64::NAN),
                };
                if inexact { Value::Float(simplest.float()) } else { N::real(simplest).value() }
            }
            "number->string" => {
                let n = self.n(name, &a[0])?;
                let radix = self.radix(name, a.get(1))?;
                self.reserve(n.bits() as usize)?;
                Value::str(format_number(&n.to_num(), radix))
            }
            "string->number" => {
                let Value::Str(s) = &a[0] else { return Err(self.wrong(name, noun::STRING, &a[0])) };
                match parse_number(&s.text(), self.radix(name, a.get(1))?) {
                    Ok(n) => N::from(&n).value(),
                    Err(_) => Value::Bool(false),
                }
            }
            _ => return self.analysis(name, a),
        })
    }

    fn analysis(&mut self, name: &str, a: &[Value]) -> Eval<Value> {
        let function = match name {
            "exp" => Some(Function::Exp),
            "sin" => Some(Function::Sin),
            "cos" => Some(Function::Cos),
            "tan" => Some(Function::Tan),
            "asin" => Some(Function::Asin),
            "acos" => Some(Function::Acos),
            "atan" if a.len() == 1 => Some(Function::Atan),
            "log" if a.len() == 1 => Some(Function::Ln),
            _ => None,
        };
        if let Some(function) = function {
            return Ok(N::from(&self.apply(name, &a[0], function)?).value());
        }
        Ok(match name {
            "log" => {
                let (x, base) = (self.apply(name, &a[0], Function::Ln)?, self.apply(name, &a[1], Function::Ln)?);
                self.outcome(name, x.div(&base))?
            }
            "atan" => Value::Float(self.real(name, &a[0])?.float().atan2(self.real(name, &a[1])?.float())),
            "sqrt" => self.sqrt(name, &a[0])?,
            "expt" => self.expt(name, &a[0], &a[1])?,
            "make-rectangular" => N { re: self.real(name, &a[0])?, im: self.real(name, &a[1])? }.value(),
            "make-polar" => {
                let (size, angle) = (self.real(name, &a[0])?, self.real(name, &a[1])?);
                match angle.is_exact_zero() {
                    true => N::real(size).value(),
                    false => {
                        let (sin, cos) = angle.float().sin_cos();
                        N { re: size.mul(&R::F(cos)), im: size.mul(&R::F(sin)) }.value()
                    }
                }
            }
            "real-part" => N::real(self.n(name, &a[0])?.re).value(),
            "imag-part" => N::real(self.n(name, &a[0])?.im).value(),
            "magnitude" => {
                let size = self.n(name, &a[0])?.to_num().magnitude();
                self.outcome(name, size.map(Num::Real))?
            }
            "angle" => N::from(&Num::Real(self.n(name, &a[0])?.to_num().angle())).value(),
            _ => return Err(self.refuse(name)),
        })
    }

    /// The root of exact squares here, of the rest as the VM computes it.
    fn sqrt(&self, who: &str, v: &Value) -> Eval<Value> {
        let n = self.n(who, v)?;
        if let (true, R::Q(num, den)) = (n.is_real(), &n.re) {
            let size = BigInt::from(num.magnitude().clone());
            let (p, q) = (size.sqrt(), den.sqrt());
            if &p * &p == size && &q * &q == *den {
                let (root, zero) = (R::Q(p, q), exact(0));
                let negative = *num < BigInt::ZERO;
                return Ok(if negative { N { re: zero, im: root } } else { N::real(root) }.value());
            }
        }
        self.outcome(who, n.to_num().sqrt())
    }

    /// Exact powers by multiplying, the rest as the VM computes it.
    fn expt(&self, who: &str, base: &Value, power: &Value) -> Eval<Value> {
        let (b, p) = (self.n(who, base)?, self.n(who, power)?);
        let times = if let Value::Int(i) = power { i.unsigned_abs() } else { u64::MAX };
        if b.is_exact() && times <= 1000 {
            let mut result = N::real(exact(1));
            for _ in 0..times {
                self.fits(who, result.bits() + b.bits())?;
                result = result.mul(&b);
            }
            if matches!(power, Value::Int(i) if *i < 0) {
                let one = N::real(exact(1));
                result = one.div(&result).ok_or_else(|| self.fault(messages::division_by_zero()))?;
            }
            return Ok(result.value());
        }
        let bits = b.bits().saturating_mul(times);
        self.reserve(if bits <= MAX_BITS { bits as usize / 8 } else { 0 })?;
        self.outcome(who, expt(&b.to_num(), &p.to_num()))
    }
}

/// What is usual, without fractions: small integers, if the result is one.
fn ints(prim: Prim, x: i64, y: i64) -> Option<Value> {
    use Prim::*;
    let small = |i: i64| (INT_MIN..=INT_MAX).contains(&i).then_some(Value::Int(i));
    match prim {
        Add | IntAdd => small(x + y),
        Sub | IntSub => small(x - y),
        Mul | IntMul => small(x.checked_mul(y)?),
        Quotient if y != 0 => small(x / y),
        Remainder if y != 0 => small(x % y),
        Lt => Some(Value::Bool(x < y)),
        Le => Some(Value::Bool(x <= y)),
        Gt => Some(Value::Bool(x > y)),
        Ge => Some(Value::Bool(x >= y)),
        NumEq => Some(Value::Bool(x == y)),
        BitAnd => Some(Value::Int(x & y)),
        BitOr => Some(Value::Int(x | y)),
        BitXor => Some(Value::Int(x ^ y)),
        Shift if (-60..=0).contains(&y) => Some(Value::Int(x >> -y)),
        _ => None,
    }
}

/// And floats, perhaps one with a small integer, which is exact as a float.
fn floats(prim: Prim, x: f64, y: f64) -> Option<Value> {
    use Prim::*;
    match prim {
        Add => Some(Value::Float(x + y)),
        Sub => Some(Value::Float(x - y)),
        Mul => Some(Value::Float(x * y)),
        Div => Some(Value::Float(x / y)),
        Lt => Some(Value::Bool(x < y)),
        Le => Some(Value::Bool(x <= y)),
        Gt => Some(Value::Bool(x > y)),
        Ge => Some(Value::Bool(x >= y)),
        NumEq => Some(Value::Bool(x == y)),
        _ => None,
    }
}

/// The fraction with the least denominator from `low` to `high`, found by going
/// down the tree of all fractions (Stern and Brocot).
fn simplest(low: &R, high: &R) -> R {
    let zero = exact(0);
    if low.order(&zero) != Some(Ordering::Greater) && high.order(&zero) != Some(Ordering::Less) {
        return zero;
    }
    if high.order(&zero) == Some(Ordering::Less) {
        return simplest(&high.neg(), &low.neg()).neg();
    }
    let floor = low.round("floor");
    if floor.order(low) == Some(Ordering::Equal) {
        return floor;
    }
    if floor.order(&high.round("floor")) == Some(Ordering::Less) {
        return floor.add(&exact(1));
    }
    let invert = |r: &R| exact(1).div(&r.sub(&floor)).unwrap_or(exact(0));
    let rest = simplest(&invert(high), &invert(low));
    floor.add(&exact(1).div(&rest).unwrap_or(exact(0)))
}
