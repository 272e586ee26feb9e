//! Random programs from a grammar, such that most of them do something and all of
//! them end. The same seed always makes the same program.
use glassbox::host::split_mix;
use std::fmt::Write;

/// Makes one program.
pub struct Maker {
    pub(super) seed: u64,
    pub(super) out: String,
    /// Variables that can be seen, innermost last, and whether they are meant to
    /// hold numbers.
    pub(super) vars: Vec<(String, bool)>,
    /// How many parameters each global function takes, its depth not counted.
    pub(super) functions: Vec<usize>,
    /// How many expressions may still be made; keeps programs small.
    pub(super) left: u32,
    fresh: u32,
    /// Whether `d` is bound, so that global functions may be called.
    pub(super) in_function: bool,
    /// Whether there may be continuations and tasks, which the plain interpreter refuses.
    pub(super) jumps: bool,
    /// Complete forms.
    forms: Vec<String>,
}

/// What every program begins with.
const BEGIN: &[&str] = &[
    "(define-record-type p (make-p u v) p? (u p-u set-p-u!) (v p-v))",
    "(define-record-type q (make-q v w) q? (v q-v set-q-v!) (w q-w set-q-w!))",
    "(define log '())",
    "(define (note x) (set! log (cons x log)) x)",
    "(define (show thunk)\n  (write (guard (e ((error-object? e) (list 'error (error-kind e) (error-object-message e)))\n                   \
     (#t (list 'raised e)))\n           (thunk)))\n  (if (pair? log) (write (reverse log)))\n  (set! log '())\n  (newline))",
    "(define pn (make-parameter 1))",
    "(define pl (make-parameter 2 (lambda (x) (list x))))",
    "(define g0 0)",
    "(define g1 '(1 2 3))",
    "(define g2 (vector 1 2.5 'c))",
];

/// What programs with continuations and tasks begin with as well. Continuations
/// that are kept are called a few times only.
const BEGIN_JUMPS: &[&str] = &[
    "(define kept #f)",
    "(define turns 12)",
    "(define (keep! k) (set! kept k))",
    "(define (again! v) (if (and kept (> turns 0)) (begin (set! turns (- turns 1)) (kept v)) v))",
    "(define (each-of l) (call/cc (lambda (out) (for-each (lambda (x) (call/cc (lambda (on) (out (cons x on))))) l) #f)))",
    "(define (all-of g) (if (pair? g) (begin (note (car g)) ((cdr g) #f)) g))",
];

/// Numbers.
const SIMPLE: &[&str] = &[
    "0",
    "1",
    "2",
    "3",
    "-1",
    "7",
    "100",
    "0.5",
    "2.0",
    "1/2",
    "-7/3",
    "1125899906842623",
    "-1125899906842624",
    "-123456789012345678901234567890",
];

impl Maker {
    /// For one program without what the plain interpreter refuses.
    pub fn new(seed: u64) -> Self {
        let seed = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5851_F42D;
        Maker {
            seed,
            out: String::new(),
            vars: vec![],
            functions: vec![],
            left: 0,
            fresh: 0,
            in_function: false,
            jumps: false,
            forms: vec![],
        }
    }

    /// For one with continuations and tasks.
    pub fn with_jumps(seed: u64) -> Self {
        Maker { jumps: true, ..Maker::new(seed) }
    }

    pub(super) fn below(&mut self, n: usize) -> usize {
        (split_mix(&mut self.seed) % n as u64) as usize
    }

    pub(super) fn one_of<'a>(&mut self, texts: &[&'a str]) -> &'a str {
        texts[self.below(texts.len())]
    }

    pub(super) fn name(&mut self) -> String {
        self.fresh += 1;
        // Names repeat now and then, so that variables shadow each other.
        format!("{}{}", self.one_of(&["a", "b", "x", "y"]), self.fresh % 5)
    }

    /// Ends a form of the program.
    fn end_form(&mut self) {
        self.forms.push(std::mem::take(&mut self.out));
    }

    /// The forms of the program.
    pub fn program(mut self) -> Vec<String> {
        self.forms.extend(BEGIN.iter().map(|f| f.to_string()));
        if self.jumps {
            self.forms.extend(BEGIN_JUMPS.iter().map(|f| f.to_string()));
        }
        self.vars = vec![("g0".into(), true), ("g1".into(), false), ("g2".into(), false)];
        let count = 1 + self.below(3);
        self.functions = (0..count).map(|_| self.below(4)).collect();
        for i in 0..count {
            self.function(i);
        }
        for _ in 0..3 + self.below(4) {
            self.left = 40;
            match self.below(12) {
                0 => {
                    let f = self.below(count);
                    self.function(f);
                    continue;
                }
                1 => {
                    self.out.push_str("(set! g0 ");
                    self.simple_number();
                    self.out.push(')');
                }
                _ => {
                    self.out.push_str("(show (lambda () ");
                    match self.below(4) {
                        0 | 1 => self.expr(5),
                        2 => self.number(5),
                        _ => self.newer(5),
                    }
                    self.out.push_str("))");
                }
            }
            self.end_form();
        }
        self.forms
    }

    /// A function that calls others, and itself, with a smaller `d` only.
    fn function(&mut self, i: usize) {
        let before = self.vars.len();
        let _ = write!(self.out, "(define (f{i} d");
        for k in 0..self.functions[i] {
            let name = format!("{}{k}", ["x", "y", "a"][k % 3]);
            let _ = write!(self.out, " {name}");
            self.vars.push((name, true));
        }
        self.out.push_str(")\n  (if (<= d 0) ");
        self.simple_number();
        self.out.push_str("\n      ");
        self.in_function = true;
        self.left = 30;
        self.number(4);
        self.in_function = false;
        self.out.push_str("))");
        self.vars.truncate(before);
        self.end_form();
    }

    /// A constant or a variable.
    pub(super) fn simple(&mut self) {
        if !self.vars.is_empty() && self.below(3) > 0 {
            let i = self.below(self.vars.len());
            let v = self.vars[i].0.clone();
            self.out.push_str(&v);
            return;
        }
        let c = self.one_of(&[
            "0",
            "1",
            "2",
            "3",
            "-1",
            "7",
            "100",
            "0.5",
            "2.0",
            "-1.5",
            "1125899906842623",
            "-1125899906842624",
            "#t",
            "#f",
            "'()",
            "'(1 2 3)",
            "'sym",
            "\"\"",
            "\"abc\"",
            "\"longer text\"",
            "1267650600228229401496703205376",
            "1/3",
            "\"añb\"",
            "'#(1 2)",
            "#\\a",
            "'(a (b . c))",
        ]);
        self.out.push_str(c);
    }

    /// A number, or a variable that is meant to hold one.
    pub(super) fn simple_number(&mut self) {
        let vars: Vec<usize> = (0..self.vars.len()).filter(|&i| self.vars[i].1).collect();
        if !vars.is_empty() && self.below(2) == 0 {
            let i = vars[self.below(vars.len())];
            let v = self.vars[i].0.clone();
            self.out.push_str(&v);
            return;
        }
        let c = self.one_of(SIMPLE);
        self.out.push_str(c);
    }

    /// Something that is a number more often than not.
    pub(super) fn number(&mut self, depth: u32) {
        if depth == 0 || self.left == 0 {
            return self.simple_number();
        }
        self.left -= 1;
        let depth = depth - 1;
        match self.below(24) {
            0 => self.expr(depth),
            1..=3 => self.simple_number(),
            4..=11 => {
                let op = self.one_of(&["+", "-", "*", "+", "-", "max", "min", "+", "-", "*"]);
                self.numbers(op, 2, depth);
            }
            12 | 13 => {
                self.out.push_str("(if ");
                let op = self.one_of(&["<", "<=", ">", ">=", "="]);
                self.numbers(op, 2, depth);
                self.out.push(' ');
                self.number(depth);
                self.out.push(' ');
                self.number(depth);
                self.out.push(')');
            }
            14 | 15 => self.named_let(depth),
            16 | 17 => self.function_call(depth),
            18 | 19 => {
                let a = self.name();
                let _ = write!(self.out, "(let (({a} ");
                self.number(depth);
                self.out.push_str(")) ");
                self.vars.push((a, true));
                self.number(depth);
                self.vars.pop();
                self.out.push(')');
            }
            20 => {
                self.out.push_str("(vector-ref (vector ");
                self.number(depth);
                self.out.push_str(" 5) ");
                self.out.push_str(if self.seed.is_multiple_of(9) { "2)" } else { "0)" });
            }
            21 => {
                self.out.push_str("(car (cons ");
                self.number(depth);
                self.out.push_str(" 1))");
            }
            22 => {
                let get = self.one_of(&["(p-u (make-p ", "(q-w (make-q 0 ", "(p-v (make-p 1 "]);
                self.out.push_str(get);
                self.number(depth);
                self.out.push_str(if get.ends_with("p ") { " 0))" } else { "))" });
            }
            _ => {
                let n = self.name();
                let _ = write!(self.out, "(let (({n} ");
                self.number(depth);
                let _ = write!(self.out, ")) (let ((fn (lambda (k) (set! {n} (+ {n} k)) {n}))) (fn ");
                self.vars.push((n.clone(), true));
                self.number(depth);
                self.vars.pop();
                let _ = write!(self.out, ") (- (fn 1) {n})))");
            }
        }
    }

    pub(super) fn numbers(&mut self, head: &str, args: usize, depth: u32) {
        let _ = write!(self.out, "({head}");
        for _ in 0..args {
            self.out.push(' ');
            self.number(depth);
        }
        self.out.push(')');
    }

    pub(super) fn call(&mut self, head: &str, args: usize, depth: u32) {
        let _ = write!(self.out, "({head}");
        for _ in 0..args {
            self.out.push(' ');
            self.expr(depth);
        }
        self.out.push(')');
    }

    pub(super) fn expr(&mut self, depth: u32) {
        if depth == 0 || self.left == 0 {
            return self.simple();
        }
        self.left -= 1;
        let depth = depth - 1;
        match self.below(46) {
            0..=2 => self.simple(),
            40..=45 => self.newer(depth),
            34..=39 => self.number(depth),
            3..=7 => {
                let op = self.one_of(&["+", "-", "*", "+", "-", "quotient", "remainder", "modulo", "/", "max", "min"]);
                self.numbers(op, 2, depth);
            }
            8 => {
                let op = self.one_of(&["+int", "-int", "*int", "+float", "*float", "bitwise-and", "bitwise-xor"]);
                self.call(op, 2, depth);
            }
            9 | 10 => {
                let op = self.one_of(&["<", "<=", ">", ">=", "=", "eq?", "equal?"]);
                self.numbers(op, 2, depth);
            }
            11 | 12 => {
                let op = self.one_of(&["<", ">", "=", "eq?", "and", "or", "if", "not"]);
                self.out.push_str("(if ");
                match op {
                    "not" => self.call("not", 1, depth),
                    "if" => self.call("if", 3, depth.min(1)),
                    op => self.numbers(op, 2, depth),
                }
                self.out.push(' ');
                self.expr(depth);
                self.out.push(' ');
                self.expr(depth);
                self.out.push(')');
            }
            13 => self.call("cons", 2, depth),
            14 => {
                let op = self.one_of(&[
                    "car",
                    "cdr",
                    "null?",
                    "pair?",
                    "length",
                    "reverse",
                    "not",
                    "abs",
                    "list",
                    "vector",
                    "p-u",
                    "p-v",
                    "q-v",
                    "p?",
                    "number?",
                    "zero?",
                    "string-length",
                    "sqrt",
                    "exact->inexact",
                    "vector-length",
                    "cadr",
                ]);
                self.call(op, 1, depth);
            }
            15 => {
                let op =
                    self.one_of(&["vector-ref", "list-ref", "append", "string-append", "make-p", "make-q", "expt"]);
                if op == "expt" { self.out.push_str("(expt 2 10)") } else { self.call(op, 2, depth) }
            }
            16 | 17 => self.binding(depth),
            18 => self.lambda_call(depth),
            19 | 20 => self.closure(depth),
            21 | 22 => self.named_let(depth),
            23 => self.do_loop(depth),
            24 => self.assignment(depth),
            25 => {
                self.out.push_str("(begin ");
                self.expr(depth);
                self.out.push(' ');
                self.expr(depth);
                self.out.push(')');
            }
            26 | 27 => self.handler(depth),
            28..=30 if self.in_function || depth > 0 => self.function_call(depth),
            31 => self.higher_order(depth),
            32 => self.letrec(depth),
            _ => self.cond(depth),
        }
    }
}
