//! Expressions, by the precedence of their operators.
use super::{MAX_DEPTH, Parsed, Parser};
use crate::lang::python::ast::{BinOp, CmpOp, ExprId, ExprKind, Number, UnaryOp};
use crate::lang::python::lexer::Tok;
use crate::lang::python::lexer::token::KINDS;
use crate::number::Int;
use crate::platform;
use crate::syntax::text::cut;

/// How strongly operators bind, weakest first.
pub(super) mod power {
    pub const OR: u8 = 1;
    pub const AND: u8 = 2;
    pub const NOT: u8 = 3;
    pub const COMPARE: u8 = 4;
    pub const BIT_OR: u8 = 5;
    pub const BIT_XOR: u8 = 6;
    pub const BIT_AND: u8 = 7;
    pub const SHIFT: u8 = 8;
    pub const SUM: u8 = 9;
    pub const TERM: u8 = 10;
    pub const UNARY: u8 = 11;
    pub const POW: u8 = 12;
}
use power::*;

/// What a token is between two operands: how strongly it binds; 0 for no operator.
const POWER: [u8; KINDS] = {
    let mut table = [0; KINDS];
    table[Tok::Or as usize] = OR;
    table[Tok::And as usize] = AND;
    let compare = [
        Tok::Less,
        Tok::Greater,
        Tok::LessEqual,
        Tok::GreaterEqual,
        Tok::EqualEqual,
        Tok::NotEqual,
        Tok::In,
        Tok::Is,
        Tok::Not,
    ];
    let mut i = 0;
    while i < compare.len() {
        table[compare[i] as usize] = COMPARE;
        i += 1;
    }
    table[Tok::Pipe as usize] = BIT_OR;
    table[Tok::Caret as usize] = BIT_XOR;
    table[Tok::Amper as usize] = BIT_AND;
    table[Tok::LeftShift as usize] = SHIFT;
    table[Tok::RightShift as usize] = SHIFT;
    table[Tok::Plus as usize] = SUM;
    table[Tok::Minus as usize] = SUM;
    table[Tok::Star as usize] = TERM;
    table[Tok::Slash as usize] = TERM;
    table[Tok::DoubleSlash as usize] = TERM;
    table[Tok::Percent as usize] = TERM;
    table[Tok::At as usize] = TERM;
    table[Tok::DoubleStar as usize] = POW;
    table
};

/// Tokens that begin an operand and cannot follow one.
const BEGINS: [bool; KINDS] = {
    let mut table = [false; KINDS];
    let all = [
        Tok::Name,
        Tok::Int,
        Tok::Float,
        Tok::Imaginary,
        Tok::Str,
        Tok::OpenCurly,
        Tok::Tilde,
        Tok::Lambda,
        Tok::None,
        Tok::True,
        Tok::False,
        Tok::Ellipsis,
        Tok::Await,
        Tok::Not,
    ];
    let mut i = 0;
    while i < all.len() {
        table[all[i] as usize] = true;
        i += 1;
    }
    table
};

/// Whether a token begins an operand and cannot follow one.
pub(super) fn begins_operand(kind: Tok) -> bool {
    BEGINS[kind as usize]
}

/// Whether a token can begin an expression.
pub(super) fn begins(kind: Tok) -> bool {
    BEGINS[kind as usize] || matches!(kind, Tok::OpenRound | Tok::OpenSquare | Tok::Minus | Tok::Plus)
}

fn binary_op(kind: Tok) -> Option<BinOp> {
    Some(match kind {
        Tok::Pipe => BinOp::BitOr,
        Tok::Caret => BinOp::BitXor,
        Tok::Amper => BinOp::BitAnd,
        Tok::LeftShift => BinOp::LShift,
        Tok::RightShift => BinOp::RShift,
        Tok::Plus => BinOp::Add,
        Tok::Minus => BinOp::Sub,
        Tok::Star => BinOp::Mult,
        Tok::Slash => BinOp::Div,
        Tok::DoubleSlash => BinOp::FloorDiv,
        Tok::Percent => BinOp::Mod,
        Tok::At => BinOp::MatMult,
        _ => return None,
    })
}

impl Parser<'_> {
    /// Expressions with commas between them; stars are allowed.
    #[inline]
    pub(super) fn star_expressions(&mut self) -> Parsed<ExprId> {
        let start = self.start();
        let first = self.star_expression()?;
        if self.kind == Tok::Comma { self.tuple_after(start, first) } else { Ok(first) }
    }

    /// The rest of a tuple without brackets.
    fn tuple_after(&mut self, start: u32, first: ExprId) -> Parsed<ExprId> {
        let mark = self.scratch.len();
        self.scratch.push(first);
        while self.eat(Tok::Comma) {
            if !begins(self.kind) && self.kind != Tok::Star {
                // Where the text is bad, it is bad there.
                if self.kind == Tok::Bad {
                    return Err(self.invalid());
                }
                break;
            }
            let next = self.star_expression()?;
            self.scratch.push(next);
        }
        let items = self.take(mark);
        Ok(self.ast.add(ExprKind::Tuple(items), start, self.end()))
    }

    #[inline]
    fn star_expression(&mut self) -> Parsed<ExprId> {
        if self.kind == Tok::Star { self.starred() } else { self.expression() }
    }

    /// `*value`.
    pub(super) fn starred(&mut self) -> Parsed<ExprId> {
        let start = self.start();
        self.expect(Tok::Star)?;
        let value = self.binary(BIT_OR)?;
        Ok(self.ast.add(ExprKind::Starred(value), start, self.end()))
    }

    /// An expression that may name its value, or a star, as in displays.
    #[inline]
    pub(super) fn star_named_expression(&mut self) -> Parsed<ExprId> {
        if self.kind == Tok::Star { self.starred() } else { self.named_expression() }
    }

    /// An expression that may name its value.
    pub(super) fn named_expression(&mut self) -> Parsed<ExprId> {
        let start = self.start();
        let value = self.named_or_not(start)?;
        if self.kind == Tok::Equal { Err(self.equal_sign(start, value)) } else { Ok(value) }
    }

    /// An expression that may name its value, where `=` may follow.
    pub(super) fn named_or_not(&mut self, start: u32) -> Parsed<ExprId> {
        if self.kind == Tok::Name && self.ahead(1) == Tok::Walrus {
            let target = self.ast.add(ExprKind::Name(self.token().sym()), start, self.token().end);
            self.bump();
            self.bump();
            self.enter()?;
            let value = self.expression()?;
            self.depth -= 1;
            return Ok(self.ast.add(ExprKind::Named { target, value }, start, self.end()));
        }
        let value = self.expression()?;
        if self.kind == Tok::Walrus { Err(self.bad_walrus(value)) } else { Ok(value) }
    }

    /// An expression without commas, stars and `:=`.
    pub(super) fn expression(&mut self) -> Parsed<ExprId> {
        if self.kind == Tok::Lambda {
            return self.lambda();
        }
        let start = self.start();
        let body = self.binary(OR)?;
        if BEGINS[self.kind as usize] && self.quiet == 0 {
            return Err(self.two_operands(start, body));
        }
        if self.kind == Tok::If { self.conditional(start, body) } else { Ok(body) }
    }

    fn conditional(&mut self, start: u32, body: ExprId) -> Parsed<ExprId> {
        self.bump();
        let test = self.binary(OR)?;
        if self.kind != Tok::Else {
            return Err(self.missing_else(start));
        }
        self.bump();
        self.enter()?;
        let orelse = self.expression()?;
        self.depth -= 1;
        Ok(self.ast.add(ExprKind::IfElse { test, body, orelse }, start, self.end()))
    }

    /// Operators that bind at least as strongly as `least`.
    pub(super) fn binary(&mut self, least: u8) -> Parsed<ExprId> {
        let start = self.start();
        let mut left = match self.kind {
            Tok::Name | Tok::Int | Tok::Str => self.primary(start)?,
            _ => self.prefix(least, start)?,
        };
        let mut chain = 0;
        loop {
            let power = POWER[self.kind as usize];
            if power == 0 || power < least {
                return Ok(left);
            }
            // Long chains are deep trees too.
            chain += 1;
            if self.depth + chain > MAX_DEPTH {
                return Err(self.too_deep());
            }
            left = match power {
                OR | AND => self.logical(start, left, power)?,
                COMPARE => {
                    if self.kind == Tok::Not && self.ahead(1) != Tok::In {
                        return Ok(left);
                    }
                    self.comparison(start, left)?
                }
                POW => {
                    self.bump();
                    let right = self.operand(UNARY)?;
                    let kind = ExprKind::Binary { op: BinOp::Pow, left, right };
                    self.ast.add(kind, start, self.end())
                }
                _ => {
                    let Some(op) = binary_op(self.kind) else { return Ok(left) };
                    self.bump();
                    let right = self.operand(power + 1)?;
                    self.ast.add(ExprKind::Binary { op, left, right }, start, self.end())
                }
            };
        }
    }

    /// The right operand of an operator.
    #[inline]
    fn operand(&mut self, least: u8) -> Parsed<ExprId> {
        self.enter()?;
        let right = self.binary(least)?;
        self.depth -= 1;
        Ok(right)
    }

    /// All of `a or b or c` is one node.
    fn logical(&mut self, start: u32, left: ExprId, power: u8) -> Parsed<ExprId> {
        let mark = self.scratch.len();
        self.scratch.push(left);
        let sign = self.kind;
        while self.eat(sign) {
            let right = self.operand(power + 1)?;
            self.scratch.push(right);
        }
        let values = self.take(mark);
        Ok(self.ast.add(ExprKind::Bool { or: power == OR, values }, start, self.end()))
    }

    /// All of `a < b < c` is one node.
    fn comparison(&mut self, start: u32, left: ExprId) -> Parsed<ExprId> {
        let mut first = None;
        let mut more = vec![];
        while let Some((op, words)) = self.comparison_op() {
            self.bump();
            if words == 2 {
                self.bump();
            }
            let right = self.operand(BIT_OR)?;
            match first {
                None => first = Some((op, right)),
                Some(_) => more.push((op, right)),
            }
        }
        let Some(first) = first else { return Err(self.invalid()) };
        let rest = match more.is_empty() {
            true => self.ast.list(&[first]),
            false => {
                more.insert(0, first);
                self.ast.list(&more)
            }
        };
        Ok(self.ast.add(ExprKind::Compare { left, rest }, start, self.end()))
    }

    /// The comparison that is next, and how many tokens it has.
    fn comparison_op(&self) -> Option<(CmpOp, u32)> {
        Some(match self.kind {
            Tok::EqualEqual => (CmpOp::Eq, 1),
            Tok::NotEqual => (CmpOp::NotEq, 1),
            Tok::Less => (CmpOp::Lt, 1),
            Tok::LessEqual => (CmpOp::LtE, 1),
            Tok::Greater => (CmpOp::Gt, 1),
            Tok::GreaterEqual => (CmpOp::GtE, 1),
            Tok::In => (CmpOp::In, 1),
            Tok::Not if self.ahead(1) == Tok::In => (CmpOp::NotIn, 2),
            Tok::Is if self.ahead(1) == Tok::Not => (CmpOp::IsNot, 2),
            Tok::Is => (CmpOp::Is, 1),
            _ => return None,
        })
    }

    /// Operators before an operand, and operands that are rarer.
    fn prefix(&mut self, least: u8, start: u32) -> Parsed<ExprId> {
        let op = match self.kind {
            Tok::Not if least <= NOT => UnaryOp::Not,
            Tok::Minus if least <= UNARY => UnaryOp::USub,
            Tok::Plus if least <= UNARY => UnaryOp::UAdd,
            Tok::Tilde if least <= UNARY => UnaryOp::Invert,
            Tok::Await => {
                self.bump();
                let value = self.primary(self.start())?;
                return Ok(self.ast.add(ExprKind::Await(value), start, self.end()));
            }
            _ => return self.primary(start),
        };
        self.bump();
        let operand = self.operand(if op == UnaryOp::Not { NOT } else { UNARY })?;
        Ok(self.ast.add(ExprKind::Unary { op, operand }, start, self.end()))
    }

    /// An atom with what is done to it: attributes, calls, indices.
    pub(super) fn primary(&mut self, start: u32) -> Parsed<ExprId> {
        let mut value = self.atom(start)?;
        let mut chain = 0;
        loop {
            match self.kind {
                Tok::Dot => {
                    self.bump();
                    if self.kind != Tok::Name {
                        return Err(self.invalid());
                    }
                    let name = self.token().sym();
                    self.bump();
                    value = self.ast.add(ExprKind::Attribute { value, name }, start, self.end());
                }
                Tok::OpenRound => value = self.call(start, value)?,
                Tok::OpenSquare => {
                    self.bump();
                    self.enter()?;
                    let index = self.slices()?;
                    self.depth -= 1;
                    self.expect(Tok::CloseSquare)?;
                    value = self.ast.add(ExprKind::Subscript { value, index }, start, self.end());
                }
                _ => return Ok(value),
            }
            chain += 1;
            if self.depth + chain > MAX_DEPTH {
                return Err(self.too_deep());
            }
        }
    }

    fn atom(&mut self, start: u32) -> Parsed<ExprId> {
        let kind = match self.kind {
            Tok::Name => ExprKind::Name(self.token().sym()),
            Tok::Int | Tok::Float | Tok::Imaginary => self.number()?,
            Tok::Str => return self.strings(start),
            Tok::OpenRound => return self.round(start),
            Tok::OpenSquare => return self.square(start),
            Tok::OpenCurly => return self.curly(start),
            Tok::None => ExprKind::None,
            Tok::True => ExprKind::True,
            Tok::False => ExprKind::False,
            Tok::Ellipsis => ExprKind::Ellipsis,
            _ => return Err(self.invalid()),
        };
        self.bump();
        Ok(self.ast.add(kind, start, self.end()))
    }

    /// The value of the number that is next.
    fn number(&mut self) -> Parsed<ExprKind> {
        let t = self.token();
        let text = self.text_of(t);
        if let Tok::Int = t.kind
            && let Ok(n) = text.parse::<u32>()
        {
            return Ok(ExprKind::Int(n));
        }
        let plain = text.replace('_', "");
        let number = match t.kind {
            Tok::Imaginary => Number::Imaginary(platform::parse_float(plain.trim_end_matches(['j', 'J']))),
            Tok::Float => Number::Float(platform::parse_float(&plain)),
            _ => {
                let radix = match plain.as_bytes() {
                    [b'0', b'x' | b'X', ..] => 16,
                    [b'0', b'o' | b'O', ..] => 8,
                    [b'0', b'b' | b'B', ..] => 2,
                    _ => 10,
                };
                let digits = cut(&plain, if radix == 10 { 0 } else { 2 }..plain.len());
                if radix == 10 && digits.len() > MAX_DIGITS {
                    let message = format!(
                        "Exceeds the limit ({MAX_DIGITS} digits) for integer string conversion: value has {} digits; \
                         use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge \
                         integer literals to avoid decimal conversion limits.",
                        digits.len()
                    );
                    return Err(self.error(t.start, t.end, message));
                }
                if let Ok(small) = u32::from_str_radix(digits, radix) {
                    return Ok(ExprKind::Int(small));
                }
                match Int::parse(digits, radix) {
                    Some(value) => Number::Int(value),
                    None => return Err(self.error(t.start, t.end, "this integer is too large")),
                }
            }
        };
        Ok(self.ast.add_number(number))
    }

    /// What stands between the brackets of an index.
    fn slices(&mut self) -> Parsed<ExprId> {
        let start = self.start();
        let first = self.slice_or_star()?;
        let starred = matches!(self.ast.expr(first).kind, ExprKind::Starred(_));
        if self.kind != Tok::Comma && !starred {
            return Ok(first);
        }
        let mark = self.scratch.len();
        self.scratch.push(first);
        while self.eat(Tok::Comma) {
            if self.kind == Tok::CloseSquare {
                break;
            }
            let next = self.slice_or_star()?;
            self.scratch.push(next);
        }
        let items = self.take(mark);
        Ok(self.ast.add(ExprKind::Tuple(items), start, self.end()))
    }

    fn slice_or_star(&mut self) -> Parsed<ExprId> {
        if self.kind == Tok::Star {
            return self.starred();
        }
        let start = self.start();
        let lower = match self.kind {
            Tok::Colon => None,
            _ => {
                let value = self.named_expression()?;
                let named = matches!(self.ast.expr(value).kind, ExprKind::Named { .. });
                if self.kind != Tok::Colon || (named && self.ast.expr(value).at.start == start) {
                    return Ok(value);
                }
                Some(value)
            }
        };
        self.expect(Tok::Colon)?;
        let part = |p: &mut Self| match p.kind {
            Tok::Colon | Tok::Comma | Tok::CloseSquare => Ok(None),
            _ => p.expression().map(Some),
        };
        let upper = part(self)?;
        let step = if self.eat(Tok::Colon) { part(self)? } else { None };
        Ok(self.ast.add(ExprKind::Slice { lower, upper, step }, start, self.end()))
    }

    /// `yield` with what follows it.
    pub(super) fn yield_expression(&mut self) -> Parsed<ExprId> {
        let start = self.start();
        self.expect(Tok::Yield)?;
        if self.eat(Tok::From) {
            let value = self.expression()?;
            return Ok(self.ast.add(ExprKind::YieldFrom(value), start, self.end()));
        }
        let value = match begins(self.kind) || self.kind == Tok::Star {
            true => Some(self.star_expressions()?),
            false => None,
        };
        Ok(self.ast.add(ExprKind::Yield(value), start, self.end()))
    }

    /// The right side of an assignment.
    pub(super) fn yield_or_expressions(&mut self) -> Parsed<ExprId> {
        if self.kind == Tok::Yield { self.yield_expression() } else { self.star_expressions() }
    }

    fn lambda(&mut self) -> Parsed<ExprId> {
        let start = self.start();
        self.bump();
        let params = self.parameters(Tok::Colon)?;
        self.expect(Tok::Colon)?;
        self.enter()?;
        let body = self.expression()?;
        self.depth -= 1;
        Ok(self.ast.add(ExprKind::Lambda { params, body }, start, self.end()))
    }
}

/// How many digits a decimal integer may have; CPython's limit.
const MAX_DIGITS: usize = 4300;
