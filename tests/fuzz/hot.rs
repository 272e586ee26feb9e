//! Random programs for the compiler to machine code: loops and calls over integers
//! (also those that just fit and just do not), floats, vectors, byte vectors, records,
//! lists and closures. What they handle changes its type after some turns, globals get
//! other values in the midst, and errors come out of the innermost calls.
//!
//! Programs come in batches for one VM each: a later program defines functions of the
//! same names anew, and finds what the compiler remembers of the earlier ones.
use super::text::Dice;
use std::fmt::Write;

/// Stands between the programs of a batch.
pub const NEXT: &str = ";---";

/// What a variable is meant to hold. Now and then it does not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Int,
    Float,
    Vector,
    Bytes,
    Record,
    List,
    /// A function of one number.
    Closure,
    Any,
}

/// What every batch begins with.
const BEGIN: &[&str] = &[
    "(define-record-type p (make-p u v) p? (u p-u set-p-u!) (v p-v set-p-v!))",
    "(define-record-type q (make-q w u) q? (w q-w) (u q-u set-q-u!))",
    "(define (small x) (if (and (number? x) (exact? x)) (if (< -1e30 x 1e30) x (if (exact-integer? x) (modulo x 1000000007) 0.25)) x))",
    "(define (clamp x) (if (and (number? x) (exact? x) (not (< -1e40 x 1e40))) 3 x))",
    "(define (times a b) (clamp (* (clamp a) (clamp b))))",
    "(define (show thunk)\n  (write (guard (e ((error-object? e) (list 'error (error-kind e) (error-object-message e)))\n                   \
     (#t (list 'raised (small e))))\n           (small (thunk))))\n  (newline))",
    "(define (pick v u) (if (p? v) (p-u v) u))",
];

/// Makes one batch.
pub struct Hot {
    pub(super) dice: Dice,
    pub(super) out: String,
    /// Variables in sight, innermost last, and whether they may be assigned.
    pub(super) vars: Vec<(String, Kind, bool)>,
    /// Parameters of the global functions, their depth not counted.
    pub(super) functions: Vec<Vec<Kind>>,
    /// Expressions that may still be made in this form.
    pub(super) left: u32,
    /// Loops around the expression at hand.
    pub(super) loops: u32,
    /// Whether `d` is bound, so that global functions may be called.
    pub(super) inside: bool,
    fresh: u32,
    forms: Vec<String>,
}

impl Hot {
    /// For one batch.
    pub fn new(seed: u64) -> Hot {
        Hot {
            dice: Dice::new(seed ^ 0x7E57),
            out: String::new(),
            vars: vec![],
            functions: vec![],
            left: 0,
            loops: 0,
            inside: false,
            fresh: 0,
            forms: vec![],
        }
    }

    pub(super) fn below(&mut self, n: usize) -> usize {
        self.dice.below(n)
    }

    /// True in one of so many cases.
    pub(super) fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub(super) fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    pub(super) fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    pub(super) fn name(&mut self, kind: Kind) -> String {
        self.fresh += 1;
        let letter = match kind {
            Kind::Int => 'i',
            Kind::Float => 'x',
            Kind::Vector => 'v',
            Kind::Bytes => 'b',
            Kind::Record => 'r',
            Kind::List => 'l',
            Kind::Closure => 'k',
            Kind::Any => 'a',
        };
        format!("{letter}{}", self.fresh % 7)
    }

    /// With a variable in sight.
    pub(super) fn with(&mut self, name: &str, kind: Kind, assigned: bool, f: impl FnOnce(&mut Self)) {
        self.vars.push((name.to_string(), kind, assigned));
        f(self);
        self.vars.pop();
    }

    fn end_form(&mut self) {
        self.forms.push(std::mem::take(&mut self.out));
    }

    /// The forms of so many programs, with [`NEXT`] between them.
    pub fn batch(mut self, programs: usize) -> Vec<String> {
        self.forms.extend(BEGIN.iter().map(|f| f.to_string()));
        for _ in 0..programs {
            self.forms.push(NEXT.to_string());
            self.program();
        }
        self.forms
    }

    fn program(&mut self) {
        if self.one_in(12) {
            // Records of a type of the same name, which lie differently.
            self.put("(define-record-type p (make-p v u) p? (u p-u set-p-u!) (v p-v set-p-v!))");
            self.end_form();
        }
        self.vars.clear();
        let globals = [("g0", Kind::Int), ("g1", Kind::Float), ("g2", Kind::Vector), ("g3", Kind::Any)];
        for (name, kind) in globals {
            let _ = write!(self.out, "(define {name} ");
            self.constant(kind);
            self.put(")");
            self.end_form();
        }
        self.vars.extend(globals.map(|(name, kind)| (name.to_string(), kind, true)));
        let count = 1 + self.below(3);
        let kinds = [Kind::Int, Kind::Int, Kind::Int, Kind::Float, Kind::Float, Kind::Vector, Kind::Any];
        self.functions = (0..count).map(|_| (0..1 + self.below(3)).map(|_| self.one_of(&kinds)).collect()).collect();
        for n in 0..count {
            self.function(n);
        }
        for _ in 0..1 + self.below(3) {
            if self.one_in(8) {
                let n = self.below(count);
                self.function(n);
            }
            self.calls();
        }
    }

    /// A function that calls others, and itself, with a smaller `d` only.
    fn function(&mut self, n: usize) {
        let kinds = self.functions[n].clone();
        let _ = write!(self.out, "(define (f{n} d");
        let before = self.vars.len();
        for (k, &kind) in kinds.iter().enumerate() {
            let name = format!("{}{k}", ["m", "n", "o"][k]);
            let _ = write!(self.out, " {name}");
            let assigned = self.one_in(3);
            self.vars.push((name, kind, assigned));
        }
        self.put(")\n  ");
        self.inside = true;
        self.left = 16 + self.below(25) as u32;
        match self.below(5) {
            // Recursion that ends with `d`; in tail position, or not.
            0..=2 => {
                self.put("(if (<= d 0) ");
                self.number(1);
                self.put("\n      ");
                let kind = self.one_of(&[Kind::Int, Kind::Float, Kind::Any]);
                match self.below(3) {
                    0 => self.call(0),
                    _ => self.value(kind, 4),
                }
                self.put(")");
            }
            _ => self.counted(4),
        }
        self.inside = false;
        self.put(")");
        self.vars.truncate(before);
        self.end_form();
    }

    /// Shows what calls of a function give, sometimes many with arguments that change.
    fn calls(&mut self) {
        self.put("(show (lambda () ");
        self.left = 12;
        let f = self.below(self.functions.len());
        let depth = self.one_of(&[1, 2, 2, 3, 3, 4, 7, 12]);
        if self.one_in(3) {
            self.arguments(f, &depth.to_string());
        } else {
            let turns = self.one_of(&[3, 9, 12, 20, 33]);
            let _ = write!(self.out, "(do ((j 0 (+ j 1)) (all '() (cons (small ");
            if self.one_in(4) {
                self.put("(guard (e (#t (if (error-object? e) (error-kind e) e))) ");
                self.with("j", Kind::Int, false, |h| h.arguments(f, &depth.to_string()));
                self.put(")");
            } else {
                self.with("j", Kind::Int, false, |h| h.arguments(f, &depth.to_string()));
            }
            let _ = write!(self.out, ") all))) ((= j {turns}) all))");
        }
        self.put("))");
        self.end_form();
    }

    /// A call of a global function.
    pub(super) fn arguments(&mut self, f: usize, depth: &str) {
        let kinds = self.functions[f].clone();
        let _ = write!(self.out, "(f{f} {depth}");
        for kind in kinds {
            self.put(" ");
            self.mostly(kind, 1);
        }
        self.put(")");
    }

    // Loops

    /// A loop with a counter, or recursion as deep as a counter says; gives a number
    /// more often than not.
    pub(super) fn counted(&mut self, depth: u32) {
        if self.loops > 1 || depth == 0 {
            return self.number(depth);
        }
        self.loops += 1;
        match self.below(8) {
            0..=3 => self.named_let(depth - 1),
            4 | 5 => self.do_loop(depth - 1),
            6 => self.recursion(depth - 1),
            _ => self.over_list(depth - 1),
        }
        self.loops -= 1;
    }

    fn turns(&mut self) -> usize {
        let all: &[usize] = if self.loops > 1 { &[0, 1, 2, 3, 5, 9] } else { &[1, 3, 4, 8, 10, 17, 24, 40, 65, 130] };
        self.one_of(all)
    }

    /// Where a counter starts, the test to go on, and the next one.
    fn counter(&mut self, i: &str) -> (String, String, String) {
        let n = self.turns();
        let bound = if self.one_in(5) && self.inside { "d".to_string() } else { n.to_string() };
        match self.below(9) {
            0..=3 => ("0".into(), format!("(< {i} {bound})"), format!("(+ {i} 1)")),
            4 => (n.to_string(), format!("(> {i} 0)"), format!("(- {i} 1)")),
            5 => ("0".into(), format!("(<= {i} {})", 3 * n), format!("(+ {i} 3)")),
            6 => ("0.0".into(), format!("(< {i} {bound})"), format!("(+ {i} 0.5)")),
            7 => {
                let start = self.one_of(&[1125899906842600i64, -1125899906842630, 2147483640, 4294967290]);
                (start.to_string(), format!("(< {i} {})", start + n as i64), format!("(+ {i} 1)"))
            }
            _ => (n.to_string(), format!("(not (= {i} 0))"), format!("(- {i} 1)")),
        }
    }

    fn named_let(&mut self, depth: u32) {
        let i = self.name(Kind::Int);
        let (start, test, next) = self.counter(&i);
        let kinds = [Kind::Int, Kind::Int, Kind::Float, Kind::Any, Kind::List];
        let vars: Vec<(String, Kind)> = (0..self.below(3))
            .map(|n| {
                let kind = self.one_of(&kinds);
                (format!("{}{n}", ["s", "t"][n]), kind)
            })
            .collect();
        let _ = write!(self.out, "(let loop (({i} {start})");
        for (name, kind) in &vars {
            let _ = write!(self.out, " ({name} ");
            self.mostly(*kind, 1);
            self.put(")");
        }
        let _ = write!(self.out, ")\n    (if {test} ");
        let before = self.vars.len();
        let counter = if start.contains('.') { Kind::Float } else { Kind::Int };
        self.vars.push((i.clone(), counter, false));
        for (name, kind) in &vars {
            let assigned = self.one_in(3);
            self.vars.push((name.clone(), *kind, assigned));
        }
        let again = |h: &mut Self| {
            let _ = write!(h.out, "(loop {next}");
            for (_, kind) in &vars {
                h.put(" ");
                h.mostly(*kind, depth);
            }
            h.put(")");
        };
        match self.below(6) {
            0 => {
                // Two ways back.
                self.put("(if ");
                self.test(depth);
                self.put(" ");
                again(self);
                self.put(" ");
                again(self);
                self.put(")");
            }
            1 => {
                // A way out in the midst.
                self.put("(if ");
                self.rare(&i);
                self.put(" ");
                self.number(1);
                self.put(" ");
                again(self);
                self.put(")");
            }
            _ => {
                self.put("(begin ");
                self.statements(depth);
                again(self);
                self.put(")");
            }
        }
        self.put("\n        ");
        match vars.last().cloned() {
            Some((name, _)) if !self.one_in(3) => self.put(&name),
            _ => self.number(1),
        }
        self.put("))");
        self.vars.truncate(before);
    }

    fn do_loop(&mut self, depth: u32) {
        let i = self.name(Kind::Int);
        let (start, test, next) = self.counter(&i);
        let kind = self.one_of(&[Kind::Int, Kind::Float, Kind::Any]);
        self.put("(let ((c ");
        self.mostly(kind, 1);
        let _ = write!(self.out, ")) (do (({i} {start} {next})) ((not {test}) c)\n    ");
        let counter = if start.contains('.') { Kind::Float } else { Kind::Int };
        self.with("c", kind, true, |h| {
            h.with(&i, counter, false, |h| {
                h.statements(depth);
                h.put("(set! c ");
                h.mostly(kind, depth);
                h.put(")");
            })
        });
        self.put("))");
    }

    fn recursion(&mut self, depth: u32) {
        let n = self.turns();
        let i = self.name(Kind::Int);
        let _ = write!(self.out, "(let deep (({i} {n})) (if (= {i} 0) ");
        self.number(1);
        let op = self.one_of(&["+", "-", "max", "times", "cons", "begin", "+float"]);
        let _ = write!(self.out, " ({op} ");
        let numbers = self.one_in(2);
        let deeper = format!("(deep (- {i} 1))");
        self.with(&i, Kind::Int, false, |h| {
            if numbers {
                h.put(&deeper);
                h.put(" ");
            }
            h.number(depth);
            if !numbers {
                h.put(" ");
                h.put(&deeper);
            }
        });
        self.put(")))");
    }

    fn over_list(&mut self, depth: u32) {
        self.put("(let walk ((l ");
        self.value(Kind::List, 1);
        self.put(") (s ");
        self.number(1);
        let end = self.one_of(&["(pair? l)", "(not (null? l))", "(pair? l)"]);
        let _ = write!(self.out, ")) (if {end} (let ((e (car l))) (walk (cdr l) ");
        self.with("e", Kind::Int, false, |h| h.with("s", Kind::Any, false, |h| h.number(depth)));
        self.put(")) s))");
    }

    /// A test that holds in few turns.
    pub(super) fn rare(&mut self, i: &str) {
        let n = self.below(30);
        let op = self.one_of(&["=", "=", ">", "eq?"]);
        let _ = write!(self.out, "({op} {i} {n})");
    }

    // Statements

    fn statements(&mut self, depth: u32) {
        for _ in 0..self.below(3) {
            self.statement(depth);
            self.put("\n      ");
        }
    }

    fn statement(&mut self, depth: u32) {
        if self.left == 0 {
            return;
        }
        self.left -= 1;
        let depth = depth.saturating_sub(1);
        match self.below(16) {
            0..=2 => self.assign(depth),
            3 | 4 => self.set_element(depth),
            5 => {
                let set = self.one_of(&["u8-set!", "u16-set!", "u32-set!", "bytevector-u8-set!"]);
                let _ = write!(self.out, "({set} ");
                self.value(Kind::Bytes, 0);
                self.put(" ");
                self.index();
                self.put(" ");
                self.value(Kind::Int, depth);
                self.put(")");
            }
            6 => {
                let set = self.one_of(&["set-p-u!", "set-p-v!", "set-q-u!"]);
                let _ = write!(self.out, "({set} ");
                self.value(Kind::Record, 0);
                self.put(" ");
                self.number(depth);
                self.put(")");
            }
            7 | 8 => {
                self.put("(if ");
                self.test(depth);
                self.put(" ");
                self.statement(depth);
                self.put(")");
            }
            9 => self.redefinition(),
            10 => {
                self.put("(set-car! ");
                self.value(Kind::List, 1);
                self.put(" ");
                self.number(depth);
                self.put(")");
            }
            11 => {
                self.put("(try ");
                self.number(depth);
                self.put(" (finally ");
                self.assign(0);
                self.put("))");
            }
            _ => self.number(depth),
        }
    }

    fn set_element(&mut self, depth: u32) {
        self.put("(vector-set! ");
        self.value(Kind::Vector, 0);
        self.put(" ");
        self.index();
        self.put(" ");
        match self.below(5) {
            0 => self.value(Kind::Any, depth),
            1 | 2 => self.value(Kind::Float, depth),
            _ => self.value(Kind::Int, depth),
        }
        self.put(")");
    }

    /// Gives a variable another value, mostly of its kind.
    pub(super) fn assign(&mut self, depth: u32) {
        let all: Vec<(String, Kind)> =
            self.vars.iter().filter(|v| v.2).map(|(name, kind, _)| (name.clone(), *kind)).collect();
        let n = self.below(all.len());
        let Some((name, kind)) = all.get(n) else { return self.put("(void)") };
        let _ = write!(self.out, "(set! {name} ");
        self.mostly(*kind, depth);
        self.put(")");
    }

    /// Makes a global function another one in some turn.
    fn redefinition(&mut self) {
        let (a, b) = (self.below(self.functions.len()), self.below(self.functions.len()));
        self.put("(if ");
        match self.counter_in_sight() {
            Some(i) => self.rare(&i),
            None => self.put("(= d 1)"),
        }
        if self.functions[a].len() == self.functions[b].len() && self.one_in(2) {
            let _ = write!(self.out, " (set! f{a} f{b}))");
        } else {
            let params: String = (0..self.functions[a].len()).map(|n| format!(" {}", ["m", "n", "o"][n])).collect();
            let _ = write!(self.out, " (set! f{a} (lambda (d{params}) ");
            self.number(0);
            self.put(")))");
        }
    }

    /// A variable that counts turns.
    pub(super) fn counter_in_sight(&mut self) -> Option<String> {
        let named = |(name, kind, _): &&(String, Kind, bool)| *kind == Kind::Int && name.starts_with('i');
        self.vars.iter().rev().find(named).map(|v| v.0.clone())
    }
}
