//! Random programs on the plain interpreter and on the VM in several
//! configurations: output, value and error must be the same to the last letter.
//! The programs are made from a grammar so that most of them do something; all
//! of them end. `PROGRAMS=100000 cargo test --release --test differential` runs
//! more of them; `SEED=n` one alone, and prints it.
//!
//! And every builtin with arguments of every kind, called by its name and as a
//! value.
mod common;

use common::{assert_none, in_parallel, on_baseline, on_vm};
use glassbox::baseline::Limits;
use glassbox::heap::GcMode;
use glassbox::host::split_mix;
use glassbox::lang::lisp::builtins::{BUILTINS, MANY};
use glassbox::options::{Dispatch, Opt, OptSet};
use glassbox::vm::Config;
use std::fmt::Write;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Makes one program.
struct Maker {
    seed: u64,
    out: String,
    /// Variables that can be seen, innermost last, and whether they are meant to
    /// hold numbers.
    vars: Vec<(String, bool)>,
    /// How many parameters each global function takes, its depth not counted.
    functions: Vec<usize>,
    /// How many expressions may still be made; keeps programs small.
    left: u32,
    fresh: u32,
    /// Whether `d` is bound, so that global functions may be called.
    in_function: bool,
}

impl Maker {
    fn new(seed: u64) -> Self {
        let seed = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5851_F42D;
        Maker { seed, out: String::new(), vars: vec![], functions: vec![], left: 0, fresh: 0, in_function: false }
    }

    fn below(&mut self, n: usize) -> usize {
        (split_mix(&mut self.seed) % n as u64) as usize
    }

    fn one_of<'a>(&mut self, texts: &[&'a str]) -> &'a str {
        texts[self.below(texts.len())]
    }

    fn name(&mut self) -> String {
        self.fresh += 1;
        // Names repeat now and then, so that variables shadow each other.
        format!("{}{}", self.one_of_names(), self.fresh % 5)
    }

    fn one_of_names(&mut self) -> &'static str {
        self.one_of(&["a", "b", "x", "y"])
    }

    fn program(mut self) -> String {
        self.out.push_str(
            "(define-record-type p (make-p u v) p? (u p-u set-p-u!) (v p-v))\n\
             (define-record-type q (make-q v w) q? (v q-v set-q-v!) (w q-w))\n\
             (define (show thunk)\n  (write (guard (e ((error-object? e) (list 'error (error-kind e) (error-object-message e)))\n\
             \x20                  (#t (list 'raised e)))\n           (thunk)))\n  (newline))\n\
             (define g0 0)\n(define g1 '(1 2 3))\n(define g2 (vector 1 2.5 'c))\n",
        );
        self.vars = vec![("g0".into(), true), ("g1".into(), false), ("g2".into(), false)];
        let count = 1 + self.below(3);
        self.functions = (0..count).map(|_| self.seed_parameters()).collect();
        for i in 0..count {
            self.function(i);
        }
        for _ in 0..3 + self.below(4) {
            self.left = 40;
            match self.below(12) {
                0 => {
                    let f = self.below(count);
                    self.function(f);
                }
                1 => {
                    self.out.push_str("(set! g0 ");
                    self.simple_number();
                    self.out.push_str(")\n");
                }
                _ => {
                    self.out.push_str("(show (lambda () ");
                    if self.below(2) == 0 {
                        self.expr(5)
                    } else {
                        self.number(5)
                    }
                    self.out.push_str("))\n");
                }
            }
        }
        self.out
    }

    fn seed_parameters(&mut self) -> usize {
        self.below(4)
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
        self.out.push_str("))\n");
        self.vars.truncate(before);
    }

    /// A constant or a variable.
    fn simple(&mut self) {
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
            "#\\a",
            "'(a (b . c))",
        ]);
        self.out.push_str(c);
    }

    /// A number, or a variable that is meant to hold one.
    fn simple_number(&mut self) {
        let vars: Vec<usize> = (0..self.vars.len()).filter(|&i| self.vars[i].1).collect();
        if !vars.is_empty() && self.below(2) == 0 {
            let i = vars[self.below(vars.len())];
            let v = self.vars[i].0.clone();
            self.out.push_str(&v);
            return;
        }
        let c =
            self.one_of(&["0", "1", "2", "3", "-1", "7", "100", "0.5", "2.0", "1125899906842623", "-1125899906842624"]);
        self.out.push_str(c);
    }

    /// Something that is a number more often than not.
    fn number(&mut self, depth: u32) {
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

    fn numbers(&mut self, head: &str, args: usize, depth: u32) {
        let _ = write!(self.out, "({head}");
        for _ in 0..args {
            self.out.push(' ');
            self.number(depth);
        }
        self.out.push(')');
    }

    fn call(&mut self, head: &str, args: usize, depth: u32) {
        let _ = write!(self.out, "({head}");
        for _ in 0..args {
            self.out.push(' ');
            self.expr(depth);
        }
        self.out.push(')');
    }

    fn expr(&mut self, depth: u32) {
        if depth == 0 || self.left == 0 {
            return self.simple();
        }
        self.left -= 1;
        let depth = depth - 1;
        match self.below(40) {
            0..=2 => self.simple(),
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

    fn with_var(&mut self, name: String, body: impl FnOnce(&mut Self)) {
        self.vars.push((name, false));
        body(self);
        self.vars.pop();
    }

    fn binding(&mut self, depth: u32) {
        let (form, a, b) = (self.one_of(&["let", "let*"]), self.name(), self.name());
        if a == b {
            return self.simple();
        }
        let _ = write!(self.out, "({form} (({a} ");
        self.expr(depth);
        let _ = write!(self.out, ") ({b} ");
        self.expr(depth);
        self.out.push_str(")) ");
        self.with_var(a, |m| m.with_var(b, |m| m.expr(depth)));
        self.out.push(')');
    }

    fn lambda_call(&mut self, depth: u32) {
        let a = self.name();
        let rest = self.below(4) == 0;
        let _ = write!(self.out, "((lambda {} ", if rest { a.clone() } else { format!("({a})") });
        self.with_var(a, |m| m.expr(depth));
        self.out.push_str(") ");
        self.expr(depth);
        self.out.push(')');
    }

    /// A variable that closures share and assign, and calls of them.
    fn closure(&mut self, depth: u32) {
        let (n, f) = (self.name(), "fn".to_string());
        let _ = write!(self.out, "(let (({n} ");
        self.expr(depth);
        let _ = write!(self.out, ")) (let (({f} (lambda (k) (set! {n} ");
        self.vars.push((n, false));
        self.with_var("k".into(), |m| m.expr(depth));
        let _ = write!(self.out, ") ");
        self.with_var("k".into(), |m| m.expr(depth.min(1)));
        self.out.push_str("))) (list (fn 1) ");
        self.expr(depth.min(1));
        self.out.push_str(" (fn 2) ");
        self.expr(depth.min(1));
        self.out.push_str(")))");
        self.vars.pop();
    }

    /// Counts down, so it ends.
    fn named_let(&mut self, depth: u32) {
        let (acc, turns) = (self.name(), 1 + self.below(5));
        let _ = write!(self.out, "(let loop ((i {turns}) ({acc} ");
        self.number(depth);
        let _ = write!(self.out, ")) (if (= i 0) {acc} ");
        self.vars.push((acc, true));
        self.vars.push(("i".into(), true));
        let wrap = self.below(8);
        match wrap {
            0 => self.out.push_str("(list "),
            1 => self.out.push_str("(begin (show (lambda () i)) "),
            _ => {}
        }
        self.out.push_str("(loop (- i 1) ");
        self.number(depth);
        self.out.push(')');
        if wrap < 2 {
            self.out.push(')');
        }
        self.out.push_str("))");
        self.vars.truncate(self.vars.len() - 2);
    }

    fn do_loop(&mut self, depth: u32) {
        let acc = self.name();
        let _ = write!(self.out, "(do ((i 0 (+ i 1)) ({acc} '() (cons ");
        self.vars.push((acc.clone(), false));
        self.vars.push(("i".into(), true));
        self.expr(depth);
        let _ = write!(self.out, " {acc}))) ((= i 3) ");
        self.expr(depth.min(1));
        self.out.push_str(") ");
        self.expr(depth.min(2));
        self.out.push(')');
        self.vars.truncate(self.vars.len() - 2);
    }

    fn assignment(&mut self, depth: u32) {
        let i = self.below(self.vars.len());
        let (v, number) = self.vars[i].clone();
        // The counter of a loop must go on counting.
        let (v, number) = if v == "i" { ("g0".to_string(), true) } else { (v, number) };
        let _ = write!(self.out, "(begin (set! {v} ");
        if number {
            self.number(depth)
        } else {
            self.expr(depth)
        }
        let _ = write!(self.out, ") {v})");
    }

    fn handler(&mut self, depth: u32) {
        match self.below(3) {
            0 => {
                self.out.push_str("(try ");
                self.expr(depth);
                self.out.push_str(" (catch e ");
                self.with_var("e".into(), |m| m.expr(depth));
                self.out.push_str(") (finally (set! g0 ");
                self.simple_number();
                self.out.push_str(")))");
            }
            1 => {
                self.out.push_str("(guard (e ((number? e) ");
                self.with_var("e".into(), |m| m.expr(depth));
                self.out.push_str(") ((pair? e) => list)) ");
                self.expr(depth);
                self.out.push(')');
            }
            _ => {
                let what = self.one_of(&["raise", "error \"made\""]);
                self.call(what, 1, depth);
            }
        }
    }

    fn function_call(&mut self, depth: u32) {
        let f = self.below(self.functions.len());
        let args = self.functions[f];
        let _ = write!(self.out, "(f{f} {}", if self.in_function { "(- d 1)" } else { "2" });
        // Sometimes one argument too few.
        let args = if self.below(60) == 0 { args.saturating_sub(1) } else { args };
        for _ in 0..args {
            self.out.push(' ');
            self.number(depth.min(2));
        }
        self.out.push(')');
    }

    fn higher_order(&mut self, depth: u32) {
        let x = self.name();
        let op = self.one_of(&["map", "for-each", "filter", "any", "fold", "apply", "sort"]);
        match op {
            "fold" => {
                let _ = write!(self.out, "(fold (lambda ({x} acc) ");
                self.vars.push((x, true));
                self.vars.push(("acc".into(), true));
                self.number(depth);
                self.vars.truncate(self.vars.len() - 2);
                self.out.push_str(") ");
                self.simple_number();
                self.out.push_str(" '(1 2 3))");
            }
            "apply" => {
                let f = self.one_of(&["+", "list", "max", "-", "vector", "car"]);
                let _ = write!(self.out, "(apply {f} (list ");
                self.expr(depth);
                self.out.push(' ');
                self.expr(depth);
                self.out.push_str("))");
            }
            "sort" => {
                self.out.push_str("(sort (list 3 1 ");
                self.expr(depth);
                self.out.push_str(" 2) <)");
            }
            op => {
                let _ = write!(self.out, "({op} (lambda ({x}) ");
                self.with_var(x, |m| m.expr(depth));
                self.out.push_str(") ");
                if self.below(2) == 0 {
                    self.out.push_str("'(1 2.5 c)")
                } else {
                    self.expr(depth)
                }
                self.out.push(')');
            }
        }
    }

    /// Two functions that call each other, counting down.
    fn letrec(&mut self, depth: u32) {
        self.out.push_str("(letrec ((even (lambda (n v) (if (<= n 0) v (odd (- n 1) ");
        self.vars.push(("v".into(), false));
        self.expr(depth.min(2));
        self.out.push_str(")))) (odd (lambda (n v) (if (<= n 0) (list v) ");
        let tail = self.below(2) == 0;
        self.out.push_str(if tail { "(even (- n 1) " } else { "(cons n (even (- n 1) " });
        self.expr(depth.min(2));
        self.out.push_str(if tail { ")))))" } else { "))))))" });
        self.vars.pop();
        let _ = write!(self.out, " (even {} ", self.seed % 6);
        self.expr(depth);
        self.out.push_str("))");
    }

    fn cond(&mut self, depth: u32) {
        self.out.push_str("(cond (");
        self.expr(depth);
        self.out.push(' ');
        self.expr(depth);
        self.out.push_str(") ((memv ");
        self.expr(depth.min(1));
        self.out.push_str(" '(1 2 a)) => ");
        self.out.push_str(if self.seed.is_multiple_of(2) { "car" } else { "(lambda (l) (length l))" });
        self.out.push_str(") (else (case ");
        self.expr(depth.min(1));
        self.out.push_str(" ((1 2 3) ");
        self.expr(depth);
        self.out.push_str(") ((a sym #t) 'symbol) (else ");
        self.expr(depth.min(1));
        self.out.push_str("))))");
    }
}

fn configs(seed: u64) -> Vec<(String, Config)> {
    let pick = |n: usize| Opt::ALL[(seed as usize / n) % Opt::ALL.len()];
    let (one, other) = (pick(1), pick(7));
    let config = |f: &dyn Fn(&mut Config)| {
        let mut c = Config { fuel: Some(400_000), ..Config::default() };
        f(&mut c);
        c
    };
    vec![
        ("everything on".into(), config(&|_| {})),
        ("nothing on, switch".into(), config(&|c| (c.opts, c.dispatch) = (OptSet::none(), Dispatch::Switch))),
        (
            format!("without {} and {}, traced", one.name(), other.name()),
            config(&|c| (c.opts, c.dispatch) = (c.opts.with(one, false).with(other, false), Dispatch::Traced)),
        ),
        (format!("only {}", one.name()), config(&|c| c.opts = OptSet::none().with(one, true))),
        ("caches of one".into(), config(&|c| c.cache_size = 1)),
    ]
}

#[test]
fn random_programs_agree() {
    let number = |name: &str| std::env::var(name).ok().and_then(|v| v.parse::<u64>().ok());
    let seeds: Vec<u64> = match number("SEED") {
        Some(seed) => vec![seed],
        None => (0..number("PROGRAMS").unwrap_or(400)).collect(),
    };
    let (ran, shown, failed) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    assert_none(in_parallel(&seeds, |&seed| {
        let program = Maker::new(seed).program();
        if number("SEED").is_some() {
            println!("{program}");
        }
        let wanted = on_baseline(Limits { fuel: Some(100_000), ..Limits::default() }, &program);
        if matches!(&wanted.result, Err(e) if e.code == "fuel") {
            return None;
        }
        ran.fetch_add(1, Ordering::Relaxed);
        shown.fetch_add(wanted.output.lines().count(), Ordering::Relaxed);
        failed.fetch_add(wanted.output.lines().filter(|l| l.starts_with("(error")).count(), Ordering::Relaxed);
        for (name, config) in configs(seed) {
            let (got, turns) = on_vm(config.clone(), &program);
            if got != wanted {
                return Some(format!("seed {seed}, {name}:\n  vm       {got:?}\n  baseline {wanted:?}"));
            }
            if turns < 3_000 {
                let (got, _) = on_vm(Config { gc: GcMode::Stress, ..config }, &program);
                if got != wanted {
                    return Some(format!("seed {seed}, {name}, stress:\n  vm       {got:?}\n  baseline {wanted:?}"));
                }
            }
        }
        None
    }));
    let (ran, shown, failed) = (ran.into_inner(), shown.into_inner(), failed.into_inner());
    println!("{ran} programs showed {shown} results, {failed} of them errors");
    assert!(failed * 10 < shown * 7, "{failed} of {shown} results are errors");
    assert!(ran * 10 >= seeds.len() * 9, "only {ran} programs ended in time");
}

/// What depends on the world, ends the program, or is refused by the baseline.
const NOT_COMPARED: &[&str] = &[
    "current-jiffy",
    "current-second",
    "random",
    "exit",
    "chan",
    "%continuation-winders",
    "chan?",
    "task?",
    "buffer-stats",
    "gensym",
    "%make-record-type",
    "%make-record",
    "%record-is?",
];

/// Arguments for each place of each builtin.
const ARGUMENTS: &[&str] = &[
    "0",
    "1",
    "2",
    "-1",
    "16",
    "1.5",
    "2.0",
    "1125899906842623",
    "'a",
    "\"\"",
    "\"abc\"",
    "\"añb c\"",
    "#\\b",
    "#t",
    "'()",
    "(list 1 2)",
    "(list #\\a #\\b)",
    "(list \"x\" \"y\")",
    "(list (cons 1 2) (cons \"abc\" 3))",
    "(cons 1 2)",
    "(vector 3 4)",
    "(bytevector 1 2 3 4 5 6 7 8 200)",
    "(hash-map 'a 1)",
    "(pvector 1 'b)",
    "(pmap 'a 1)",
    "car",
    "(make-r 1)",
    "r",
    "(packet-buffer 10)",
];

/// Calls a builtin with all combinations of arguments.
fn calls(name: &str, arity: usize) -> String {
    // With three and more places, only every fourth kind, from a start that depends on the name.
    let step = if arity < 3 { 1 } else { 4 };
    let kinds: Vec<&str> = ARGUMENTS.iter().skip(name.len() % step).step_by(step).copied().collect();
    let clauses: String = kinds.iter().enumerate().map(|(i, a)| format!("    (({i}) {a})\n")).collect();
    let places: Vec<String> = (0..arity).map(|i| format!("x{i}")).collect();
    let fresh: String = places.iter().map(|x| format!("({x} (kind i{x})) ")).collect();
    let args = places.join(" ");
    let mut body = format!(
        "(let ({fresh}) (show (lambda () ({name} {args})) (list {args})))\n\
         (let ({fresh}) (show (lambda () (apply f (list {args}))) (list {args})))"
    );
    for x in &places {
        body = format!("(do ((i{x} 0 (+ i{x} 1))) ((= i{x} {})) {body})", kinds.len());
    }
    format!(
        "(define-record-type thing (make-r f) r? (f r-f))\n(define r thing)\n\
         (define (kind i)\n  (case i\n{clauses}))\n\
         (define f {name})\n\
         (define (show thunk args)\n  (write (guard (e ((error-object? e) (list (error-kind e) (error-object-message e))))\n\
         \x20          (list 'ok (thunk) args)))\n  (newline))\n{body}\n"
    )
}

#[test]
fn builtins_agree_on_arguments_of_every_kind() {
    let only = std::env::var("BUILTIN").unwrap_or_default();
    let mut jobs = vec![];
    for b in BUILTINS.iter().filter(|b| !NOT_COMPARED.contains(&b.name) && b.name.contains(&only)) {
        // One too few and one too many as well.
        let most = if b.max == MANY { b.min as usize + 2 } else { b.max as usize + 1 };
        jobs.extend(((b.min as usize).saturating_sub(1)..=most.min(3)).map(|n| (b.name, n)));
    }
    assert_none(in_parallel(&jobs, |&(name, arity)| {
        let program = calls(name, arity);
        let wanted = on_baseline(Limits { memory: 8 << 20, ..Limits::default() }, &program);
        let (got, _) = on_vm(Config { memory: 8 << 20, ..Config::default() }, &program);
        if got == wanted {
            return None;
        }
        let lines = got.output.lines().zip(wanted.output.lines());
        let differ: Vec<String> =
            lines.filter(|(a, b)| a != b).take(3).map(|(a, b)| format!("\n  vm       {a}\n  baseline {b}")).collect();
        Some(format!("{name} of {arity}: {:?} {:?}{}", got.result, wanted.result, differ.concat()))
    }));
}
