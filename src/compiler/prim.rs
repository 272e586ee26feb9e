//! Primitive operations: one instruction each.
use super::call::name_of;
use super::emit::Func;
use super::expr::Dst;
use crate::bytecode::{FieldSiteInfo, Insn, NO_TYPE, Op};
use crate::core::{Const, Expr, Kind, Prim};
use crate::options::Opt;
use crate::syntax::Span;

/// How a primitive becomes an instruction.
enum Shape {
    /// A result from one or two operands.
    Value(Op),
    /// The same, without any effect but the result.
    Pure(Op),
    /// Operands only; the value is unit.
    Effect(Op),
}

fn shape(p: Prim) -> Shape {
    use Shape::*;
    match p {
        Prim::Add => Value(Op::Add),
        Prim::Sub => Value(Op::Sub),
        Prim::Mul => Value(Op::Mul),
        Prim::Div => Value(Op::Div),
        Prim::Quotient => Value(Op::Quotient),
        Prim::Remainder => Value(Op::Remainder),
        Prim::Modulo => Value(Op::Modulo),
        Prim::Lt => Value(Op::Lt),
        Prim::Le => Value(Op::Le),
        Prim::Gt => Value(Op::Gt),
        Prim::Ge => Value(Op::Ge),
        Prim::NumEq => Value(Op::NumEq),
        Prim::Eq => Pure(Op::Eq),
        Prim::Not => Pure(Op::Not),
        Prim::IntAdd => Value(Op::IntAdd),
        Prim::IntSub => Value(Op::IntSub),
        Prim::IntMul => Value(Op::IntMul),
        Prim::FloatAdd => Value(Op::FloatAdd),
        Prim::FloatSub => Value(Op::FloatSub),
        Prim::FloatMul => Value(Op::FloatMul),
        Prim::BitAnd => Value(Op::BitAnd),
        Prim::BitOr => Value(Op::BitOr),
        Prim::BitXor => Value(Op::BitXor),
        Prim::Shift => Value(Op::Shift),
        Prim::Cons => Pure(Op::Cons),
        Prim::Car => Value(Op::Car),
        Prim::Cdr => Value(Op::Cdr),
        Prim::SetCar => Effect(Op::SetCar),
        Prim::SetCdr => Effect(Op::SetCdr),
        Prim::IsPair => Pure(Op::IsPair),
        Prim::IsNull => Pure(Op::IsNull),
        Prim::VectorRef => Value(Op::VectorRef),
        Prim::VectorSet => Effect(Op::VectorSet),
        Prim::VectorLen => Value(Op::VectorLen),
        Prim::BytesRef => Value(Op::BytesRef),
        Prim::BytesSet => Effect(Op::BytesSet),
        Prim::BytesRef16 => Value(Op::BytesRef16),
        Prim::BytesRef32 => Value(Op::BytesRef32),
        Prim::Throw => Effect(Op::Throw),
        Prim::RaiseContinuable => Value(Op::RaiseContinuable),
        Prim::Capture => Value(Op::Capture),
        Prim::Eval => Value(Op::Eval),
        Prim::Apply => Value(Op::Apply),
        Prim::Spawn => Value(Op::Spawn),
        Prim::Send => Effect(Op::Send),
        Prim::Recv => Value(Op::Recv),
        Prim::Select => Value(Op::Select),
        Prim::Yield => Effect(Op::Yield),
        Prim::Truth => Value(Op::Truth),
        Prim::FloorDiv => Value(Op::FloorDiv),
        Prim::GetItem => Value(Op::GetItem),
        Prim::Unpack => Value(Op::Unpack),
        Prim::SetItem => Effect(Op::SetItem),
        Prim::GetAttr => Value(Op::GetAttr),
        Prim::SetAttr => Effect(Op::SetAttr),
        // Only means something in a call; by itself it is its value.
        Prim::Named => Value(Op::Move),
        Prim::Spread => Value(Op::Spread),
        Prim::Next => Value(Op::Next),
        Prim::Resume => Value(Op::Resume),
        Prim::Suspend => Value(Op::Suspend),
        Prim::InPlace => Value(Op::Move),
    }
}

/// The form of an op that takes its second operand from the instruction.
fn immediate(op: Op) -> Option<Op> {
    Some(match op {
        Op::Add => Op::AddImm,
        Op::Sub => Op::SubImm,
        Op::Mul => Op::MulImm,
        Op::Quotient => Op::QuotientImm,
        Op::Remainder => Op::RemainderImm,
        Op::Modulo => Op::ModuloImm,
        Op::FloorDiv => Op::FloorDivImm,
        Op::IntAdd => Op::IntAddImm,
        Op::IntSub => Op::IntSubImm,
        Op::BitAnd => Op::BitAndImm,
        Op::Shift => Op::ShiftImm,
        Op::VectorRef => Op::VectorRefImm,
        Op::BytesRef => Op::BytesRefImm,
        Op::BytesRef16 => Op::BytesRef16Imm,
        Op::BytesRef32 => Op::BytesRef32Imm,
        Op::Lt => Op::LtImm,
        Op::Le => Op::LeImm,
        Op::Gt => Op::GtImm,
        Op::Ge => Op::GeImm,
        Op::NumEq => Op::NumEqImm,
        _ => return None,
    })
}

fn small(e: &Expr) -> Option<u16> {
    match e.kind {
        Kind::Const(Const::Int(i)) => i16::try_from(i).ok().map(|i| i as u16),
        _ => None,
    }
}

impl<'a> Func<'a> {
    pub fn prim(&mut self, p: Prim, args: &'a [Expr], dst: Dst, span: Span) {
        let saved = self.next;
        let mark = std::mem::take(&mut self.mark);
        match shape(p) {
            Shape::Value(Op::Apply) => self.apply(args, dst, span),
            Shape::Value(Op::RaiseContinuable) => self.raise_continuable(args, dst, span),
            Shape::Value(Op::Move) if p == Prim::InPlace => {
                self.mark = true;
                self.expr(&args[0], dst);
                self.mark = false;
            }
            Shape::Value(Op::Move) => self.expr(&args[1], dst),
            Shape::Value(op @ (Op::Spread | Op::Resume)) => self.window_op(op, args, dst, span),
            Shape::Value(Op::GetAttr) => {
                let object = self.operand(&args[0], &[]);
                self.next = saved;
                let site = self.attribute(&args[1]);
                let d = self.target(dst);
                self.op(Op::GetAttr, d, object.reg, site, span);
                self.done(dst, d, span);
            }
            Shape::Effect(Op::SetAttr) => {
                let object = self.operand(&args[0], &args[2..]);
                let v = self.operand(&args[2], &[]);
                let site = self.attribute(&args[1]);
                self.next = saved;
                self.op(Op::SetAttr, object.reg, v.reg, site, span);
                self.unit(dst, span);
            }
            Shape::Value(Op::Next) => {
                let iterator = self.operand(&args[0], &[]);
                let free = self.scratch();
                self.next = saved;
                let d = self.target(dst);
                self.op(Op::Next, d, free, iterator.reg, span);
                self.done(dst, d, span);
            }
            Shape::Value(Op::Unpack) => {
                let v = self.operand(&args[0], &[]);
                self.next = saved;
                let d = self.target(dst);
                let count = small(&args[1]).expect("how many are unpacked is a small constant");
                self.op(Op::Unpack, d, v.reg, count, span);
                self.done(dst, d, span);
            }
            Shape::Pure(_) if dst == Dst::Effect => args.iter().for_each(|a| self.expr(a, Dst::Effect)),
            Shape::Value(op) | Shape::Pure(op) => {
                let (op, b, c) = self.value_operands(op, args);
                self.next = saved;
                let d = self.target(dst);
                if mark {
                    self.in_place.push(self.pc());
                }
                self.op(op, d, b, c, span);
                self.done(dst, d, span);
            }
            Shape::Effect(op) => {
                let mut regs = [0; 3];
                for (i, a) in args.iter().enumerate() {
                    regs[i] = self.operand(a, &args[i + 1..]).reg;
                }
                self.next = saved;
                let insn = Insn::new(op, regs[0], regs[1], regs[2]);
                if op == Op::Throw {
                    self.end(insn, span);
                } else {
                    self.insn(insn, span);
                    self.unit(dst, span);
                }
            }
        }
    }

    fn attribute(&mut self, name: &Expr) -> u16 {
        let field = name_of(name).expect("an attribute's name is a constant");
        self.field_site(FieldSiteInfo { field, ty: NO_TYPE })
    }

    /// The op to use and its fields `b` and `c`.
    fn value_operands(&mut self, op: Op, args: &'a [Expr]) -> (Op, u16, u16) {
        if let [lhs, rhs] = args
            && self.on(Opt::Immediates)
            && let Some(imm) = immediate(op)
        {
            if let Some(i) = small(rhs) {
                return (imm, self.operand(lhs, &[]).reg, i);
            }
            // Turning an ordering around would blame the wrong function when
            // an operand is no number, so only these two.
            if matches!(op, Op::Add | Op::Mul | Op::NumEq)
                && let Some(i) = small(lhs)
            {
                let reg = self.operand(rhs, &[]).reg;
                self.swapped.push(self.pc());
                return (imm, reg, i);
            }
        }
        let constant = |e: &Expr| matches!(e.kind, Kind::Const(_));
        let [lhs, rhs] = args else { return (op, self.operand(&args[0], &[]).reg, 0) };
        if op == Op::Eq && (constant(lhs) || constant(rhs)) {
            // A constant on the right may become part of a branch.
            let (lhs, rhs) = if constant(lhs) { (rhs, lhs) } else { (lhs, rhs) };
            let lhs = self.operand(lhs, &[]).reg;
            let rhs = self.operand(rhs, &[]).reg;
            self.link();
            return (op, lhs, rhs);
        }
        let lhs = self.operand(lhs, &args[1..]).reg;
        (op, lhs, self.operand(rhs, &[]).reg)
    }
}
