//! Expressions of random programs for the compiler to machine code, by the kind of
//! their value.
use super::hot::{Hot, Kind};
use std::fmt::Write;

/// Integers, many of them near where they stop to fit.
const INTS: &[&str] = &[
    "0",
    "1",
    "2",
    "3",
    "-1",
    "7",
    "10",
    "255",
    "-128",
    "100",
    "1000",
    "65536",
    "33554432",
    "-33554433",
    "2147483647",
    "-2147483648",
    "4294967296",
    "562949953421312",
    "1125899906842623",
    "1125899906842622",
    "-1125899906842624",
    "-1125899906842623",
];
const LARGE: &[&str] =
    &["1125899906842624", "-1125899906842625", "9223372036854775807", "1267650600228229401496703205376"];
const FLOATS: &[&str] = &[
    "0.5",
    "2.0",
    "-1.5",
    "0.0",
    "-0.0",
    "1e10",
    "3.25",
    "1e308",
    "-1e308",
    "+inf.0",
    "-inf.0",
    "+nan.0",
    "1e-320",
    "1125899906842624.0",
    "100.0",
];
const DIVISORS: &[&str] = &[
    "1",
    "-1",
    "2",
    "-2",
    "3",
    "-3",
    "7",
    "8",
    "-8",
    "10",
    "16",
    "100",
    "255",
    "-255",
    "1000",
    "65536",
    "1000003",
    "33554432",
    "562949953421312",
    "1125899906842623",
    "-1125899906842624",
    "0",
];
/// Neither numbers nor anything else that is wanted.
const OTHERS: &[&str] = &["'sym", "\"text\"", "#f", "#t", "'()", "#\\a", "1/3", "car"];

impl Hot {
    /// A value of that kind, or now and then another.
    pub(super) fn mostly(&mut self, kind: Kind, depth: u32) {
        match self.below(24) {
            0 => self.changing(depth),
            1 => self.value(Kind::Any, depth),
            _ => self.value(kind, depth),
        }
    }

    /// A number, most of the time.
    pub(super) fn number(&mut self, depth: u32) {
        match self.below(10) {
            0..=4 => self.value(Kind::Int, depth),
            5..=8 => self.value(Kind::Float, depth),
            _ => self.value(Kind::Any, depth),
        }
    }

    /// What is of another type in some turns.
    fn changing(&mut self, depth: u32) {
        self.put("(if ");
        match self.counter_in_sight() {
            Some(i) => self.rare(&i),
            None if self.inside => self.put("(= d 1)"),
            None => self.put("#f"),
        }
        self.put(" ");
        match self.below(4) {
            0 => self.put_one(LARGE),
            1 => self.put_one(OTHERS),
            2 => self.put_one(FLOATS),
            _ => self.put_one(INTS),
        }
        self.put(" ");
        self.number(depth.min(1));
        self.put(")");
    }

    fn put_one(&mut self, all: &[&str]) {
        let text = self.one_of(all);
        self.put(text);
    }

    /// A constant, or new data.
    pub(super) fn constant(&mut self, kind: Kind) {
        match kind {
            Kind::Int => self.put_one(INTS),
            Kind::Float => self.put_one(FLOATS),
            Kind::Vector => {
                let vectors = [
                    "(vector 1 2 3 4)",
                    "(make-vector 9 0)",
                    "(make-vector 6 0.5)",
                    "(vector 1.5 2.5 -0.0)",
                    "(vector 1 2.5 'c)",
                    "(make-vector 3 #f)",
                    "(vector)",
                    "(vector 1125899906842623 -1)",
                ];
                self.put_one(&vectors);
            }
            Kind::Bytes => self.put_one(&["(bytevector 1 2 3 4 250 255)", "(make-bytevector 9 7)", "(bytevector)"]),
            Kind::Record => self.put_one(&["(make-p 1 2)", "(make-p 0.5 1)", "(make-q 1 2)", "(make-p 'a 2.5)"]),
            Kind::List => {
                self.put_one(&["'(1 2 3)", "(list 1.5 2.5)", "'()", "(list 1 2.5 'x)", "(iota 12)", "(cons 1 2)"])
            }
            Kind::Closure => self.put_one(&["(lambda (z) z)", "(lambda (z) (+ z 1))", "(lambda (z) (* z 0.5))"]),
            Kind::Any => match self.below(6) {
                0 => self.put_one(OTHERS),
                1 => self.put_one(LARGE),
                2 => self.constant(Kind::List),
                3 => self.constant(Kind::Float),
                _ => self.constant(Kind::Int),
            },
        }
    }

    fn variable(&mut self, kind: Kind) -> Option<String> {
        let fits: Vec<&String> = self.vars.iter().filter(|v| v.1 == kind || kind == Kind::Any).map(|v| &v.0).collect();
        let n = self.dice.below(fits.len());
        // The innermost ones are what loops change.
        let n = n.max(self.dice.below(fits.len()));
        fits.get(n).map(|s| s.to_string())
    }

    fn simple(&mut self, kind: Kind) {
        match self.variable(kind) {
            Some(name) if !self.one_in(3) => self.put(&name),
            _ => self.constant(kind),
        }
    }

    /// A value meant to be of that kind.
    pub(super) fn value(&mut self, kind: Kind, depth: u32) {
        if depth == 0 || self.left == 0 {
            return self.simple(kind);
        }
        self.left -= 1;
        let depth = depth - 1;
        if self.one_in(5) {
            return self.anywhere(kind, depth);
        }
        match kind {
            Kind::Int => self.int(depth),
            Kind::Float => self.float(depth),
            Kind::Vector if self.one_in(4) => {
                self.put("(vector ");
                self.number(depth);
                self.put(" ");
                self.number(depth);
                self.put(")");
            }
            Kind::Record if self.one_in(3) => {
                self.put("(make-p ");
                self.number(depth);
                self.put(" ");
                self.number(depth);
                self.put(")");
            }
            Kind::List if self.one_in(2) => {
                self.put("(cons ");
                self.number(depth);
                self.put(" ");
                self.value(Kind::List, depth);
                self.put(")");
            }
            Kind::Closure if self.one_in(2) => self.lambda(depth),
            Kind::Any => match self.below(5) {
                0 => self.test(depth),
                1 => self.value(Kind::List, depth),
                2 => self.value(Kind::Closure, depth),
                _ => self.number(depth),
            },
            _ => self.simple(kind),
        }
    }

    fn lambda(&mut self, depth: u32) {
        self.put("(lambda (z) ");
        if self.one_in(3) {
            self.assign(depth);
            self.put(" ");
        }
        self.with("z", Kind::Int, false, |h| h.number(depth));
        self.put(")");
    }

    /// What gives a value of any kind.
    fn anywhere(&mut self, kind: Kind, depth: u32) {
        match self.below(11) {
            0 | 1 => {
                self.put("(if ");
                self.test(depth);
                self.put(" ");
                self.mostly(kind, depth);
                self.put(" ");
                self.mostly(kind, depth);
                self.put(")");
            }
            2 => {
                let name = self.name(kind);
                let _ = write!(self.out, "(let (({name} ");
                self.mostly(kind, depth);
                self.put(")) ");
                let assigned = self.one_in(2);
                if assigned {
                    self.with(&name, kind, true, |h| h.assign(depth));
                    self.put(" ");
                }
                self.with(&name, kind, assigned, |h| h.mostly(kind, depth));
                self.put(")");
            }
            3 => {
                self.put("(begin ");
                self.assign(depth);
                self.put(" ");
                self.simple(kind);
                self.put(")");
            }
            4 | 5 if self.inside => self.call(depth),
            6 => {
                self.put("(guard (e (#t ");
                self.with("e", Kind::Any, false, |h| h.mostly(kind, 1));
                self.put(")) ");
                if self.one_in(3) {
                    self.put("(if ");
                    self.test(depth.min(1));
                    self.put(" (raise ");
                    self.number(depth.min(1));
                    self.put(")) ");
                }
                self.mostly(kind, depth);
                self.put(")");
            }
            7 => {
                self.put("(");
                self.value(Kind::Closure, depth);
                self.put(" ");
                self.number(depth);
                self.put(")");
            }
            8 => self.counted(depth),
            9 => self.element(depth),
            _ => self.simple(kind),
        }
    }

    /// A call of a global function with a smaller `d`.
    pub(super) fn call(&mut self, _depth: u32) {
        if self.functions.is_empty() {
            return self.number(0);
        }
        let f = self.below(self.functions.len());
        let less = self.one_of(&["(- d 1)", "(- d 1)", "(- d 2)"]);
        let body = |h: &mut Self| h.arguments(f, less);
        if self.one_in(6) {
            body(self);
        } else {
            self.put("(if (> d 0) ");
            body(self);
            self.put(" ");
            self.number(0);
            self.put(")");
        }
    }

    pub(super) fn index(&mut self) {
        match self.below(8) {
            0 | 1 => self.put_one(&["0", "1", "2"]),
            2 => self.put_one(&["-1", "5", "9", "0.0", "1125899906842623"]),
            3 => {
                self.put("(modulo ");
                self.value(Kind::Int, 0);
                self.put(" 3)");
            }
            4 => {
                self.put("(bitwise-and ");
                self.value(Kind::Int, 1);
                self.put(" 3)");
            }
            _ => match self.counter_in_sight() {
                Some(i) => self.put(&i),
                None => self.put("1"),
            },
        }
    }

    /// What is in data.
    fn element(&mut self, depth: u32) {
        match self.below(9) {
            0..=2 => {
                self.put("(vector-ref ");
                self.value(Kind::Vector, 0);
                self.put(" ");
                self.index();
                self.put(")");
            }
            3 | 4 => {
                let get = self.one_of(&["u8-ref", "u16-ref", "u32-ref", "bytevector-u8-ref"]);
                let _ = write!(self.out, "({get} ");
                self.value(Kind::Bytes, 0);
                self.put(" ");
                self.index();
                self.put(")");
            }
            5 | 6 => {
                let get = self.one_of(&["p-u", "p-v", "q-u", "p-u"]);
                let _ = write!(self.out, "({get} ");
                self.value(Kind::Record, depth);
                self.put(")");
            }
            7 => {
                let get = self.one_of(&["car", "cdr", "cadr"]);
                let _ = write!(self.out, "({get} ");
                self.value(Kind::List, depth);
                self.put(")");
            }
            _ => {
                self.put("(vector-length ");
                self.value(Kind::Vector, 0);
                self.put(")");
            }
        }
    }

    fn two(&mut self, op: &str, kind: Kind, depth: u32) {
        let _ = write!(self.out, "({op} ");
        self.mostly(kind, depth);
        self.put(" ");
        self.mostly(kind, depth);
        self.put(")");
    }

    fn int(&mut self, depth: u32) {
        match self.below(20) {
            0..=4 => {
                let op = self.one_of(&["+", "-", "+", "-", "+int", "-int"]);
                self.two(op, Kind::Int, depth);
            }
            5 | 6 => {
                let op = self.one_of(&["+", "-", "+", "-", "*"]);
                let _ = write!(self.out, "({op} ");
                self.value(Kind::Int, depth);
                let n = self.one_of(&["1", "2", "3", "-1", "10", "255", "0", "-7"]);
                let _ = write!(self.out, " {n})");
            }
            7 => self.two("times", Kind::Int, depth),
            8 => {
                // A square, but of nothing that grows.
                self.put("(let ((y (bitwise-and ");
                self.value(Kind::Int, depth);
                let mask = self.one_of(&["255", "67108863", "33554431", "1125899906842623"]);
                let _ = write!(self.out, " {mask}))) (* y y))");
            }
            9..=12 => {
                let op = self.one_of(&["quotient", "remainder", "modulo", "floor-quotient"]);
                let _ = write!(self.out, "({op} ");
                self.value(Kind::Int, depth);
                self.put(" ");
                if self.one_in(4) {
                    self.value(Kind::Int, depth)
                } else {
                    self.put_one(DIVISORS)
                }
                self.put(")");
            }
            13 | 14 => {
                let op = self.one_of(&["bitwise-and", "bitwise-or", "bitwise-xor"]);
                self.two(op, Kind::Int, depth);
            }
            15 => {
                self.put("(clamp (arithmetic-shift ");
                self.value(Kind::Int, depth);
                let by = self.one_of(&["1", "3", "-1", "-3", "8", "-20", "20", "-50", "-60", "0"]);
                let _ = write!(self.out, " {by}))");
            }
            16 => {
                let op = self.one_of(&["abs", "vector-length", "-", "exact"]);
                let _ = write!(self.out, "({op} ");
                self.value(if op == "vector-length" { Kind::Vector } else { Kind::Int }, depth);
                self.put(")");
            }
            17 => self.two("max", Kind::Int, depth),
            18 => self.element(depth),
            _ => self.counted(depth),
        }
    }

    fn float(&mut self, depth: u32) {
        match self.below(14) {
            0..=3 => {
                let op = self.one_of(&["+", "-", "*", "/", "+float", "-float", "*float"]);
                self.two(op, Kind::Float, depth);
            }
            4..=6 => {
                // With an integer.
                let op = self.one_of(&["+", "-", "*", "/"]);
                let _ = write!(self.out, "({op} ");
                self.mostly(Kind::Float, depth);
                self.put(" ");
                self.mostly(Kind::Int, 0);
                self.put(")");
            }
            7 => {
                let op = self.one_of(&["sqrt", "abs", "floor", "exact->inexact", "-"]);
                let _ = write!(self.out, "({op} ");
                self.number(depth);
                self.put(")");
            }
            8 => self.two("min", Kind::Float, depth),
            9 => self.element(depth),
            10 => self.two("times", Kind::Float, depth),
            _ => self.simple(Kind::Float),
        }
    }

    /// A truth value.
    pub(super) fn test(&mut self, depth: u32) {
        let depth = depth.saturating_sub(1);
        match self.below(16) {
            0..=4 => {
                let op = self.one_of(&["<", "<=", ">", ">=", "="]);
                self.two(op, Kind::Int, depth);
            }
            5 | 6 => {
                let op = self.one_of(&["<", "<=", ">", ">=", "="]);
                self.two(op, Kind::Float, depth);
            }
            7 | 8 => {
                let op = self.one_of(&["<", "<=", ">", ">=", "=", "eq?"]);
                let _ = write!(self.out, "({op} ");
                self.number(depth);
                let n = self.one_of(&["0", "1", "5", "-3", "100"]);
                let _ = write!(self.out, " {n})");
            }
            9 => {
                let op = self.one_of(&["eq?", "eqv?", "equal?"]);
                self.two(op, Kind::Any, depth);
            }
            10 => {
                self.put("(not ");
                self.test(depth);
                self.put(")");
            }
            11 => {
                let op = self.one_of(&["and", "or"]);
                let _ = write!(self.out, "({op} ");
                self.test(depth);
                self.put(" ");
                self.test(depth);
                self.put(")");
            }
            12 => {
                let op = self.one_of(&["odd?", "even?", "zero?", "negative?"]);
                let _ = write!(self.out, "({op} ");
                self.value(Kind::Int, depth);
                self.put(")");
            }
            13 => {
                let op = self.one_of(&["pair?", "null?", "number?", "p?"]);
                let _ = write!(self.out, "({op} ");
                self.simple(Kind::Any);
                self.put(")");
            }
            14 => match self.counter_in_sight() {
                Some(i) => self.rare(&i),
                None => self.put("#t"),
            },
            _ => self.simple(Kind::Any),
        }
    }
}
