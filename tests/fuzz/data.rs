//! Data: strings that change, ports, vectors, maps, numbers of every kind.
use super::Maker;
use std::fmt::Write;

impl Maker {
    pub(super) fn data(&mut self, depth: u32) {
        match self.below(12) {
            0 | 1 => self.text(depth),
            2 => self.port(depth),
            3 | 4 => self.vector(depth),
            5 => self.map(depth),
            6 | 7 => self.big(depth),
            8 => {
                let op = self.one_of(&["list-tail", "list-copy", "assoc", "member", "last-pair", "list->string"]);
                let args = if matches!(op, "list-tail" | "assoc" | "member") { 2 } else { 1 };
                self.call(op, args, depth.min(2));
            }
            9 => {
                let op =
                    self.one_of(&["char-upcase", "char->integer", "string->symbol", "symbol->string", "string->list"]);
                self.call(op, 1, depth.min(2));
            }
            10 => {
                self.out.push_str("(let ((bv (bytevector 1 2 3 255))) (bytevector-u8-set! bv ");
                let at = self.below(5);
                let _ = write!(self.out, "{at} ");
                self.number(depth.min(1));
                self.out.push_str(") (bytevector-append bv (bytevector-copy bv 1)))");
            }
            _ => {
                self.out.push_str("`(1 ,");
                self.expr(depth.min(2));
                self.out.push_str(" ,@");
                self.expr(depth.min(2));
                self.out.push_str(" #(a ,");
                self.expr(depth.min(1));
                self.out.push_str("))");
            }
        }
    }

    fn text(&mut self, depth: u32) {
        let start = self.one_of(&[
            "(string-copy \"añb🙂c\")",
            "(make-string 3 #\\a)",
            "(string #\\x #\\λ)",
            "(string-copy \"\")",
        ]);
        let _ = write!(self.out, "(let ((st {start})) ");
        let with = self.one_of(&["#\\z", "#\\λ", "#\\🙂"]);
        let at = self.below(4);
        match self.below(4) {
            0 => {
                let _ = write!(self.out, "(string-fill! st {with})");
            }
            1 => {
                let _ = write!(self.out, "(string-copy! st {at} \"日本\")");
            }
            _ => {
                let _ = write!(self.out, "(string-set! st {at} {with})");
            }
        }
        self.out.push(' ');
        let end = self.one_of(&[
            "st",
            "(string-append st st)",
            "(substring st 1 2)",
            "(list (string-length st) (string-ref st 1))",
            "(string->list st)",
            "(string<? st \"m\")",
        ]);
        self.with_var("st".into(), |m| match m.below(3) {
            0 => m.expr(depth),
            _ => m.out.push_str(end),
        });
        self.out.push(')');
    }

    fn port(&mut self, depth: u32) {
        match self.below(3) {
            0 => {
                self.out.push_str("(let ((port (open-output-string))) (write ");
                self.expr(depth);
                self.out.push_str(" port) (display ");
                self.expr(depth.min(1));
                self.out.push_str(" port) (get-output-string port))");
            }
            1 => {
                let text = self.one_of(&["(1 . 2) x", "#(a \\\"b\\\")", "1e3 'q", "(", "", "#;(1) 2", "1/2 ) 3"]);
                let _ = write!(self.out, "(let* ((port (open-input-string \"{text}\")) (one (read port))) (list one ");
                let then = self.one_of(&["(read-char port)", "(peek-char port)", "(read port)", "(read-line port)"]);
                let _ = write!(self.out, "{then}))");
            }
            _ => {
                self.out.push_str("(read-string ");
                self.number(depth.min(1));
                self.out.push_str(" (open-input-string \"one λ two\"))");
            }
        }
    }

    fn vector(&mut self, depth: u32) {
        match self.below(4) {
            0 => {
                self.out.push_str("(let ((v ");
                self.call("vector", 3, depth);
                self.out.push_str(")) (vector-set! v ");
                let at = self.below(4);
                let _ = write!(self.out, "{at} ");
                self.with_var("v".into(), |m| m.expr(depth.min(2)));
                self.out.push_str(") v)");
            }
            1 => {
                let op = self.one_of(&["vector-map", "vector-for-each"]);
                let _ = write!(self.out, "({op} (lambda (x) ");
                self.with_var("x".into(), |m| m.expr(depth));
                self.out.push_str(") #(1 2.5 a))");
            }
            2 => {
                let op = self.one_of(&["vector->list", "vector-length", "vector-copy", "vector-append"]);
                self.call(op, 1, depth);
            }
            _ => {
                self.out.push_str("(let ((v (make-vector 4 ");
                self.expr(depth.min(1));
                self.out.push_str("))) (vector-fill! v ");
                self.expr(depth.min(1));
                let (from, to) = (self.below(4), self.below(6));
                let _ = write!(self.out, " {from} {to}) v)");
            }
        }
    }

    fn map(&mut self, depth: u32) {
        self.out.push_str("(let ((m (make-hash-map))) (hash-set! m ");
        self.expr(depth.min(2));
        self.out.push(' ');
        self.expr(depth.min(2));
        self.out.push_str(") (list (hash-count m) (hash-ref m ");
        self.expr(depth.min(1));
        self.out.push_str(" 'none)))");
    }

    fn big(&mut self, depth: u32) {
        let op = self.one_of(&[
            "exact-integer-sqrt",
            "exact",
            "inexact",
            "floor",
            "round",
            "truncate",
            "numerator",
            "denominator",
            "square",
            "number->string",
            "exact-integer?",
            "rational?",
            "even?",
            "exact-integer?",
        ]);
        match self.below(4) {
            0 => {
                let op = self.one_of(&[
                    "gcd",
                    "lcm",
                    "floor/",
                    "truncate/",
                    "floor-quotient",
                    "floor-remainder",
                    "bitwise-and",
                    "bitwise-or",
                    "quotient",
                    "modulo",
                ]);
                self.numbers(op, 2, depth);
            }
            1 => {
                let exponent = self.below(60);
                self.out.push_str("(expt ");
                self.simple_number();
                let _ = write!(self.out, " {exponent})");
            }
            2 => {
                let bits = self.below(120) as i64 - 60;
                self.out.push_str("(arithmetic-shift ");
                self.number(depth);
                let _ = write!(self.out, " {bits})");
            }
            _ => self.numbers(op, 1, depth),
        }
    }
}
