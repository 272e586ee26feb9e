//! The forms of the Lisp that every version of the grammar had: bindings, loops,
//! closures, handlers, calls.
use super::Maker;
use std::fmt::Write;

impl Maker {
    pub(super) fn with_var(&mut self, name: String, body: impl FnOnce(&mut Self)) {
        self.vars.push((name, false));
        body(self);
        self.vars.pop();
    }

    pub(super) fn binding(&mut self, depth: u32) {
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

    pub(super) fn lambda_call(&mut self, depth: u32) {
        let a = self.name();
        let rest = self.below(4) == 0;
        let _ = write!(self.out, "((lambda {} ", if rest { a.clone() } else { format!("({a})") });
        self.with_var(a, |m| m.expr(depth));
        self.out.push_str(") ");
        self.expr(depth);
        self.out.push(')');
    }

    /// A variable that closures share and assign, and calls of them.
    pub(super) fn closure(&mut self, depth: u32) {
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
    pub(super) fn named_let(&mut self, depth: u32) {
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

    pub(super) fn do_loop(&mut self, depth: u32) {
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

    pub(super) fn assignment(&mut self, depth: u32) {
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

    pub(super) fn handler(&mut self, depth: u32) {
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

    pub(super) fn function_call(&mut self, depth: u32) {
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

    pub(super) fn higher_order(&mut self, depth: u32) {
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
    pub(super) fn letrec(&mut self, depth: u32) {
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

    /// A chain that is too long to become conditions inside each other.
    fn long_chain(&mut self, depth: u32) {
        let (count, mine) = (17 + self.below(4), self.below(17));
        let head = self.one_of(&["cond", "cond", "case g0", "or", "and", "if (and", "if (or", "match g0"]);
        let _ = write!(self.out, "({head}");
        for i in 0..count {
            match head {
                "cond" if i == mine => {
                    let to = self.one_of(&["cdr", "list"]);
                    let _ = write!(self.out, " ((assv g0 '((1 . 2) (0 . 3))) => {to})");
                }
                "cond" => {
                    let _ = write!(self.out, " ((eqv? g0 {})", i + 2);
                    if i % 5 > 0 {
                        self.out.push(' ');
                        self.simple();
                    }
                    self.out.push(')');
                }
                "case g0" => {
                    let _ = write!(self.out, " (({} c{i}) ", i + 1);
                    if i == mine {
                        self.expr(depth.min(2))
                    } else {
                        self.simple()
                    }
                    self.out.push(')');
                }
                "match g0" => {
                    let _ = write!(self.out, " ({} ", if i == mine { "(list a b)".into() } else { i.to_string() });
                    self.simple();
                    self.out.push(')');
                }
                "and" | "if (and" if i != mine => {
                    let _ = write!(self.out, " (not (eqv? g0 {i}))");
                }
                _ if i == mine => {
                    self.out.push(' ');
                    self.expr(depth.min(2));
                }
                _ => {
                    let _ = write!(self.out, " (memv g0 '({}))", i + 1);
                }
            }
        }
        self.out.push_str(match head {
            "cond" | "case g0" => " (else 'other))",
            "match g0" => " (_ 'other))",
            "or" | "and" => ")",
            _ => ") 'yes 'no)",
        });
    }

    pub(super) fn cond(&mut self, depth: u32) {
        if self.below(6) == 0 {
            return self.long_chain(depth);
        }
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
