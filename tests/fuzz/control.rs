//! Control: extents, handlers, several values, parameters, patterns; and what only
//! the VM has, continuations and tasks.
use super::Maker;
use std::fmt::Write;

impl Maker {
    /// Something of what the Lisp has beyond the forms of `expr`.
    pub(super) fn newer(&mut self, depth: u32) {
        if depth == 0 || self.left == 0 {
            return self.simple();
        }
        self.left -= 1;
        let depth = depth - 1;
        if self.jumps && self.below(3) == 0 {
            return self.jump(depth);
        }
        match self.below(20) {
            0 | 1 => self.extent(depth),
            2 | 3 => self.called_handler(depth),
            4 => self.call("raise-continuable", 1, depth),
            5 => self.clean_up(depth),
            6..=8 => self.several(depth),
            9 => self.parameter(depth),
            10 => self.cases(depth),
            11 | 12 => self.patterns(depth),
            13 => self.promise(depth),
            _ => self.data(depth),
        }
    }

    /// `(lambda () ...)` around an expression.
    pub(super) fn thunk(&mut self, depth: u32) {
        self.out.push_str("(lambda () ");
        self.expr(depth);
        self.out.push(')');
    }

    /// A note for the log.
    fn noted(&mut self) {
        let n = self.below(10);
        let _ = write!(self.out, "(note {n})");
    }

    fn extent(&mut self, depth: u32) {
        self.out.push_str("(dynamic-wind (lambda () ");
        if self.below(8) == 0 {
            self.expr(depth.min(1))
        } else {
            self.noted()
        }
        self.out.push_str(") ");
        self.thunk(depth);
        self.out.push_str(" (lambda () ");
        if self.below(8) == 0 {
            self.expr(depth.min(1))
        } else {
            self.noted()
        }
        self.out.push_str("))");
    }

    fn called_handler(&mut self, depth: u32) {
        self.out.push_str("(with-exception-handler (lambda (e) ");
        if self.below(2) == 0 {
            self.noted();
            self.out.push(' ');
        }
        self.with_var("e".into(), |m| m.expr(depth.min(2)));
        self.out.push_str(") ");
        self.thunk(depth);
        self.out.push(')');
    }

    fn clean_up(&mut self, depth: u32) {
        self.out.push_str("(try ");
        self.expr(depth);
        if self.below(2) == 0 {
            self.out.push_str(" (catch e ");
            self.with_var("e".into(), |m| m.expr(depth.min(2)));
            self.out.push(')');
        }
        self.out.push_str(" (finally ");
        if self.below(6) == 0 {
            self.expr(depth.min(2))
        } else {
            self.noted()
        }
        self.out.push_str("))");
    }

    fn several(&mut self, depth: u32) {
        let count = self.below(4);
        let names = ["va", "vb", "vc"];
        // Sometimes one name too many or too few.
        let named = if self.below(12) == 0 { self.below(4) } else { count };
        let rest = self.below(4) == 0;
        let mut formals = names[..named].join(" ");
        if rest {
            formals.push_str(if named == 0 { "more" } else { " . more" });
        }
        let formals = if rest && named == 0 { formals } else { format!("({formals})") };
        let (open, middle, close) = match self.below(4) {
            0 => ("(call-with-values (lambda () ".to_string(), format!(") (lambda {formals} "), "))"),
            1 => (format!("(receive {formals} "), " ".to_string(), ")"),
            2 => (format!("(let-values (({formals} "), ")) ".to_string(), ")"),
            _ => (format!("(let*-values (((w) 1) ({formals} "), ")) ".to_string(), ")"),
        };
        self.out.push_str(&open);
        if self.below(5) == 0 {
            self.expr(depth)
        } else {
            self.call("values", count, depth)
        }
        self.out.push_str(&middle);
        let before = self.vars.len();
        self.vars.extend(names[..named].iter().map(|n| (n.to_string(), true)));
        if rest {
            self.vars.push(("more".into(), false));
        }
        self.expr(depth);
        self.vars.truncate(before);
        self.out.push_str(close);
    }

    fn parameter(&mut self, depth: u32) {
        match self.below(3) {
            0 => {
                let p = self.one_of(&["(pn)", "(pl)"]);
                self.out.push_str(p);
            }
            _ => {
                let p = self.one_of(&["pn", "pl"]);
                let _ = write!(self.out, "(parameterize (({p} ");
                self.expr(depth.min(2));
                let _ = write!(self.out, ")) (list (pn) (pl) ");
                self.expr(depth);
                self.out.push_str("))");
            }
        }
    }

    fn cases(&mut self, depth: u32) {
        self.out.push_str("((case-lambda ((a0) ");
        self.vars.push(("a0".into(), true));
        self.expr(depth);
        self.out.push_str(") ((a0 b0) ");
        self.vars.push(("b0".into(), true));
        self.expr(depth.min(2));
        self.out.push(')');
        if self.below(2) == 0 {
            self.out.push_str(" ((a0 b0 . c0) ");
            self.vars.push(("c0".into(), false));
            self.expr(depth.min(2));
            self.vars.pop();
            self.out.push(')');
        }
        self.vars.truncate(self.vars.len() - 2);
        self.out.push(')');
        for _ in 0..self.below(4) {
            self.out.push(' ');
            self.expr(depth.min(2));
        }
        self.out.push(')');
    }

    fn patterns(&mut self, depth: u32) {
        self.out.push_str("(match ");
        self.expr(depth);
        for _ in 0..1 + self.below(3) {
            let (pattern, names): (&str, &[&str]) = match self.below(10) {
                0 => ("(h . t)", &["h", "t"]),
                1 => ("(list x0 y0)", &["x0", "y0"]),
                2 => ("#(x0 y0 _)", &["x0", "y0"]),
                3 => ("(or 1 2 3)", &[]),
                4 => ("(? number?)", &[]),
                5 => ("(p x0 y0)", &["x0", "y0"]),
                6 => ("(as w (cons x0 _))", &["w", "x0"]),
                7 => ("\"abc\"", &[]),
                8 => ("'sym", &[]),
                _ => ("(when x0 (eq? x0 1))", &["x0"]),
            };
            let _ = write!(self.out, " ({pattern} ");
            let before = self.vars.len();
            self.vars.extend(names.iter().map(|n| (n.to_string(), false)));
            self.expr(depth.min(2));
            self.vars.truncate(before);
            self.out.push(')');
        }
        if self.below(3) > 0 {
            self.out.push_str(" (_ ");
            self.expr(depth.min(2));
            self.out.push(')');
        }
        self.out.push(')');
    }

    fn promise(&mut self, depth: u32) {
        match self.below(3) {
            0 => self.out.push_str("(force (delay "),
            1 => self.out.push_str("(let ((pr (delay (note "),
            _ => self.out.push_str("(stream-head (cons-stream 1 (cons-stream "),
        }
        let which = self.out.ends_with("(delay (note ") as usize + 2 * self.out.ends_with("(cons-stream ") as usize;
        self.expr(depth);
        self.out.push_str(["))", ")))) (list (force pr) (force pr)))", " '())) 2)"][which]);
    }

    /// What the plain interpreter refuses.
    fn jump(&mut self, depth: u32) {
        match self.below(16) {
            0..=3 => {
                self.out.push_str("(call/cc (lambda (k) ");
                self.with_var("k".into(), |m| m.expr(depth));
                self.out.push_str("))");
            }
            4 | 5 => {
                // Out of wherever this is.
                self.out.push_str("(call/cc (lambda (k) (+ 1 ");
                self.around(depth, |m| {
                    m.out.push_str("(k ");
                    m.expr(depth.min(2));
                    m.out.push(')');
                });
                self.out.push_str(")))");
            }
            6 | 7 => {
                self.out.push_str("(begin (call/cc keep!) ");
                self.noted();
                self.out.push(' ');
                self.expr(depth);
                self.out.push(')');
            }
            8 => {
                self.out.push_str("(+ (call/cc (lambda (k) (keep! k) ");
                self.number(depth);
                self.out.push_str(")) ");
                self.number(depth);
                self.out.push(')');
            }
            9..=11 => self.call("again!", 1, depth),
            12 => {
                self.out.push_str("(all-of (each-of (list ");
                for _ in 0..self.below(4) {
                    self.expr(depth.min(2));
                    self.out.push(' ');
                }
                self.out.push_str(")))");
            }
            13 => {
                let values = self.below(4);
                self.out.push_str("(call-with-values (lambda () (call/cc (lambda (k) ");
                self.around(depth, |m| m.call("k", values, 1));
                self.out.push_str("))) list)");
            }
            14 => {
                self.out
                    .push_str("(let ((ch (chan 1))) (spawn (lambda () (send! ch (guard (e (#t (list 'in-task e))) ");
                self.expr(depth);
                self.out.push_str(")))) ");
                if self.below(2) == 0 {
                    self.out.push_str("(yield) ");
                }
                self.out.push_str("(recv! ch))");
            }
            _ => {
                self.out.push_str("(let ((ch (chan 2))) (spawn (lambda () (try ");
                self.expr(depth.min(2));
                self.out.push_str(
                    " (catch e (note 'task)) (finally (send! ch 1))))) (spawn (lambda () (yield) (send! ch 2))) ",
                );
                self.out.push_str("(let ((first (recv! ch))) (list first (recv! ch) ");
                self.expr(depth.min(2));
                self.out.push_str(")))");
            }
        }
    }

    /// Something within extents, handlers or functions of the prelude.
    fn around(&mut self, depth: u32, inner: impl FnOnce(&mut Self)) {
        match self.below(6) {
            0 => {
                self.out.push_str("(dynamic-wind (lambda () (note 'in)) (lambda () ");
                inner(self);
                self.out.push_str(") (lambda () (note 'out)))");
            }
            1 => {
                self.out.push_str("(with-exception-handler (lambda (e) ");
                inner(self);
                self.out.push_str(") ");
                self.thunk(depth);
                self.out.push(')');
            }
            2 => {
                self.out.push_str("(try ");
                inner(self);
                self.out.push_str(" (finally (note 'left)))");
            }
            3 => {
                self.out.push_str("(car (map (lambda (x) ");
                inner(self);
                self.out.push_str(") '(1 2)))");
            }
            4 => {
                self.out.push_str("(parameterize ((pn 10)) ");
                inner(self);
                self.out.push(')');
            }
            _ => inner(self),
        }
    }
}
