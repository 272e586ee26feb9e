//! Arithmetic.
use crate::baseline::eval::{Eval, Machine};
use crate::baseline::value::Value;
use crate::core::Prim;
use crate::lang::lisp::messages::{self, noun};
use crate::lang::lisp::number::{Num, exact_of, format_float, format_int, parse_number};

/// A number, taken out of its value.
#[derive(Clone, Copy)]
enum N {
    I(i64),
    F(f64),
}
use N::{F, I};

impl N {
    fn float(self) -> f64 {
        match self {
            I(i) => i as f64,
            F(f) => f,
        }
    }
    fn value(self) -> Value {
        match self {
            I(i) => Value::int_or_float(i as i128),
            F(f) => Value::Float(f),
        }
    }
}

impl Machine {
    fn n(&self, who: &str, v: &Value) -> Eval<N> {
        match v {
            Value::Int(i) => Ok(I(*i)),
            Value::Float(f) => Ok(F(*f)),
            v => Err(self.wrong(who, noun::NUMBER, v)),
        }
    }

    fn int(&self, who: &str, v: &Value) -> Eval<i64> {
        match v {
            Value::Int(i) => Ok(*i),
            v => Err(self.wrong(who, noun::INTEGER, v)),
        }
    }

    fn float(&self, who: &str, v: &Value) -> Eval<f64> {
        match v {
            Value::Float(f) => Ok(*f),
            v => Err(self.wrong(who, noun::FLOAT, v)),
        }
    }

    /// A whole number: an integer, or a float without a fraction.
    fn whole(&self, who: &str, v: &Value) -> Eval<N> {
        match v {
            Value::Int(i) => Ok(I(*i)),
            Value::Float(f) if f.is_finite() && f.fract() == 0.0 => Ok(F(*f)),
            v => Err(self.wrong(who, noun::INTEGER, v)),
        }
    }

    /// The primitives on two numbers.
    pub fn arithmetic(&mut self, prim: Prim, a: &Value, b: &Value) -> Eval<Value> {
        use Prim::*;
        let who = prim.text();
        Ok(match prim {
            Add | Sub | Mul | Div | Lt | Le | Gt | Ge | NumEq => {
                let (x, y) = (self.n(who, a)?, self.n(who, b)?);
                match (prim, x, y) {
                    (Add, I(x), I(y)) => Value::int_or_float(x as i128 + y as i128),
                    (Sub, I(x), I(y)) => Value::int_or_float(x as i128 - y as i128),
                    (Mul, I(x), I(y)) => Value::int_or_float(x as i128 * y as i128),
                    (Div, I(_), I(0)) => return Err(self.fault(messages::division_by_zero())),
                    (Div, I(x), I(y)) if x % y == 0 => Value::int_or_float((x / y) as i128),
                    (Add, x, y) => Value::Float(x.float() + y.float()),
                    (Sub, x, y) => Value::Float(x.float() - y.float()),
                    (Mul, x, y) => Value::Float(x.float() * y.float()),
                    (Div, x, y) => Value::Float(x.float() / y.float()),
                    (Lt, x, y) => Value::Bool(x.float() < y.float()),
                    (Le, x, y) => Value::Bool(x.float() <= y.float()),
                    (Gt, x, y) => Value::Bool(x.float() > y.float()),
                    (Ge, x, y) => Value::Bool(x.float() >= y.float()),
                    // Integers of 51 bits are exact as floats.
                    (_, x, y) => Value::Bool(x.float() == y.float()),
                }
            }
            Quotient | Remainder | Modulo => match (self.whole(who, a)?, self.whole(who, b)?) {
                (_, I(0)) => return Err(self.fault(messages::division_by_zero())),
                (_, F(0.0)) => return Err(self.fault(messages::division_by_zero())),
                (I(x), I(y)) => Value::int_or_float(match prim {
                    Quotient => x / y,
                    Remainder => x % y,
                    _ => (x % y + y) % y,
                } as i128),
                (x, y) => {
                    let (x, y) = (x.float(), y.float());
                    Value::Float(match prim {
                        Quotient => (x / y).trunc(),
                        Remainder => x % y,
                        _ if x % y != 0.0 && (x < 0.0) != (y < 0.0) => x % y + y,
                        _ => x % y,
                    })
                }
            },
            IntAdd => Value::int_or_float(self.int(who, a)? as i128 + self.int(who, b)? as i128),
            IntSub => Value::int_or_float(self.int(who, a)? as i128 - self.int(who, b)? as i128),
            IntMul => Value::int_or_float(self.int(who, a)? as i128 * self.int(who, b)? as i128),
            FloatAdd => Value::Float(self.float(who, a)? + self.float(who, b)?),
            FloatSub => Value::Float(self.float(who, a)? - self.float(who, b)?),
            FloatMul => Value::Float(self.float(who, a)? * self.float(who, b)?),
            BitAnd => Value::Int(self.int(who, a)? & self.int(who, b)?),
            BitOr => Value::Int(self.int(who, a)? | self.int(who, b)?),
            BitXor => Value::Int(self.int(who, a)? ^ self.int(who, b)?),
            _ => {
                let (n, by) = (self.int(who, a)?, self.int(who, b)?);
                if by <= 0 {
                    Value::Int(n >> (-by).min(63))
                } else if by < 64 {
                    Value::int_or_float((n as i128) << by)
                } else if n == 0 {
                    Value::Int(0)
                } else {
                    Value::Float(n as f64 * 2f64.powi(by.min(5000) as i32))
                }
            }
        })
    }

    /// Folds a primitive over any number of arguments.
    fn fold(&mut self, prim: Prim, unit: i64, args: &[Value]) -> Eval<Value> {
        let mut sum = Value::Int(unit);
        for v in args {
            sum = self.arithmetic(prim, &sum, v)?;
        }
        Ok(sum)
    }

    /// Whether each argument relates to the next. All are looked at.
    fn chain(&mut self, prim: Prim, args: &[Value]) -> Eval<Value> {
        if let [only] = args {
            self.n(prim.text(), only)?;
        }
        let mut all = true;
        for pair in args.windows(2) {
            all &= self.arithmetic(prim, &pair[0], &pair[1])?.truthy();
        }
        Ok(Value::Bool(all))
    }

    fn round(&self, who: &str, v: &Value, f: fn(f64) -> f64) -> Eval<Value> {
        Ok(match self.n(who, v)? {
            I(i) => Value::Int(i),
            F(x) => Value::Float(f(x)),
        })
    }

    fn radix(&self, who: &str, v: Option<&Value>) -> Eval<u32> {
        match v {
            None => Ok(10),
            Some(Value::Int(r @ 2..=36)) => Ok(*r as u32),
            Some(Value::Int(r)) => Err(self.fault(messages::bad_radix(who, &r.to_string()))),
            Some(v) => Err(self.wrong(who, noun::INTEGER, v)),
        }
    }

    fn extreme(&mut self, who: &str, args: &[Value], first_wins: fn(f64, f64) -> bool) -> Eval<Value> {
        let mut best = self.n(who, &args[0])?;
        let mut inexact = matches!(best, F(_));
        for v in &args[1..] {
            let x = self.n(who, v)?;
            inexact |= matches!(x, F(_));
            if best.float().is_nan() || first_wins(best.float(), x.float()) {
                continue;
            }
            best = x;
        }
        Ok(if inexact { Value::Float(best.float()) } else { best.value() })
    }

    /// The number family.
    pub fn number(&mut self, name: &str, a: &[Value]) -> Eval<Value> {
        let math = |m: &Machine, f: fn(f64) -> f64| m.n(name, &a[0]).map(|x| Value::Float(f(x.float())));
        Ok(match name {
            "+" => self.fold(Prim::Add, 0, a)?,
            "*" => self.fold(Prim::Mul, 1, a)?,
            "-" if a.len() == 1 => match self.n(name, &a[0])? {
                I(i) => Value::int_or_float(-(i as i128)),
                F(f) => Value::Float(-f),
            },
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
            "abs" => match self.n(name, &a[0])? {
                I(i) => Value::int_or_float((i as i128).abs()),
                F(f) => Value::Float(f.abs()),
            },
            "min" => self.extreme(name, a, |best, x| best <= x)?,
            "max" => self.extreme(name, a, |best, x| best >= x)?,
            "number?" | "real?" => Value::Bool(matches!(a[0], Value::Int(_) | Value::Float(_))),
            "integer?" => Value::Bool(self.whole(name, &a[0]).is_ok()),
            "float?" => Value::Bool(matches!(a[0], Value::Float(_))),
            "exact-integer?" => Value::Bool(matches!(a[0], Value::Int(_))),
            "exact?" => Value::Bool(matches!(self.n(name, &a[0])?, I(_))),
            "inexact?" => Value::Bool(matches!(self.n(name, &a[0])?, F(_))),
            "nan?" => Value::Bool(self.n(name, &a[0])?.float().is_nan()),
            "zero?" => Value::Bool(self.n(name, &a[0])?.float() == 0.0),
            "positive?" => Value::Bool(self.n(name, &a[0])?.float() > 0.0),
            "negative?" => Value::Bool(self.n(name, &a[0])?.float() < 0.0),
            "odd?" | "even?" => {
                let odd = match self.whole(name, &a[0])? {
                    I(i) => i % 2 != 0,
                    F(f) => f % 2.0 != 0.0,
                };
                Value::Bool(odd == (name == "odd?"))
            }
            "exact" | "inexact->exact" => match self.n(name, &a[0])? {
                I(i) => Value::Int(i),
                F(f) => match exact_of(f) {
                    Some(i) => Value::Int(i),
                    None => return Err(self.fault(messages::no_exact(name, &format_float(f)))),
                },
            },
            "inexact" | "exact->inexact" => Value::Float(self.n(name, &a[0])?.float()),
            "floor" => self.round(name, &a[0], f64::floor)?,
            "ceiling" => self.round(name, &a[0], f64::ceil)?,
            "round" => self.round(name, &a[0], f64::round_ties_even)?,
            "truncate" => self.round(name, &a[0], f64::trunc)?,
            "sqrt" => {
                let x = self.n(name, &a[0])?;
                let root = x.float().sqrt();
                match x {
                    I(i) if i >= 0 && (root as i64) * (root as i64) == i => Value::Int(root as i64),
                    _ => Value::Float(root),
                }
            }
            "square" => self.arithmetic(Prim::Mul, &a[0], &a[0]).map_err(|_| self.wrong(name, noun::NUMBER, &a[0]))?,
            "expt" => self.expt(self.n(name, &a[0])?, self.n(name, &a[1])?)?,
            "exp" => math(self, f64::exp)?,
            "log" if a.len() == 2 => {
                let (x, base) = (self.n(name, &a[0])?.float(), self.n(name, &a[1])?.float());
                Value::Float(x.ln() / base.ln())
            }
            "log" => math(self, f64::ln)?,
            "sin" => math(self, f64::sin)?,
            "cos" => math(self, f64::cos)?,
            "tan" => math(self, f64::tan)?,
            "asin" => math(self, f64::asin)?,
            "acos" => math(self, f64::acos)?,
            "atan" if a.len() == 2 => Value::Float(self.n(name, &a[0])?.float().atan2(self.n(name, &a[1])?.float())),
            "atan" => math(self, f64::atan)?,
            "number->string" => {
                let x = self.n(name, &a[0])?;
                let radix = self.radix(name, a.get(1))?;
                Value::str(match x {
                    I(i) => format_int(i, radix),
                    F(f) => format_float(f),
                })
            }
            "string->number" => {
                let Value::Str(s) = &a[0] else { return Err(self.wrong(name, noun::STRING, &a[0])) };
                match parse_number(&s.text(), self.radix(name, a.get(1))?) {
                    Ok(Num::Int(i)) => Value::Int(i),
                    Ok(Num::Float(f)) => Value::Float(f),
                    Err(_) => Value::Bool(false),
                }
            }
            "gcd" | "lcm" => {
                let mut acc = if name == "gcd" { 0 } else { 1 };
                for v in a {
                    let x = self.int(name, v)?.unsigned_abs();
                    let (mut p, mut q): (u64, u64) = (acc, x);
                    while q != 0 {
                        (p, q) = (q, p % q);
                    }
                    acc = if name == "gcd" {
                        p
                    } else if x == 0 {
                        0
                    } else {
                        (acc / p).saturating_mul(x)
                    };
                }
                Value::int_or_float(acc as i128)
            }
            "bitwise-and" => self.fold(Prim::BitAnd, -1, a)?,
            "bitwise-or" => self.fold(Prim::BitOr, 0, a)?,
            "bitwise-xor" => self.fold(Prim::BitXor, 0, a)?,
            "bitwise-not" => Value::Int(!self.int(name, &a[0])?),
            _ => return Err(self.refuse(name)),
        })
    }

    fn expt(&mut self, base: N, power: N) -> Eval<Value> {
        let (I(b), I(p)) = (base, power) else {
            return Ok(Value::Float(base.float().powf(power.float())));
        };
        // By squaring, until it no longer fits.
        let (mut result, mut square, mut left) = (Value::Int(1), Value::Int(b), p.unsigned_abs());
        while left > 0 {
            if left & 1 == 1 {
                result = self.arithmetic(Prim::Mul, &result, &square)?;
            }
            left >>= 1;
            if left > 0 {
                square = self.arithmetic(Prim::Mul, &square, &square)?;
            }
        }
        match result {
            Value::Int(_) if p >= 0 => Ok(result),
            Value::Int(_) => self.arithmetic(Prim::Div, &Value::Int(1), &result),
            _ => Ok(Value::Float(base.float().powf(power.float()))),
        }
    }
}
