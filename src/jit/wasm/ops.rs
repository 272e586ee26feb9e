//! What each operation of MIR becomes, results and effects; checks are in `checks.rs`.
use super::body::{Body, REGS, VM};
use super::insn::{Op, Ty};
use crate::jit::mir::{Inst, MirOp, Rep, Val};
use crate::object::{Header, ObjKind, Record, Vector};
use crate::value::{Value, bits};
use std::mem::offset_of;

/// Distances in objects, which are the same for all widths of addresses.
pub(super) const LEN: i64 = offset_of!(Header, len) as i64;
pub(super) const FLAGS: i64 = offset_of!(Header, flags) as i64;
pub(super) const KIND: i64 = offset_of!(Header, kind) as i64;
pub(super) const SHAPE: i64 = offset_of!(Record, shape) as i64;
pub(super) const FUNC: i64 = offset_of!(crate::object::Closure, func) as i64;

impl Body<'_> {
    /// Computes the result of an instruction that has no effect, or of one whose check
    /// has passed, and leaves it on the stack.
    pub fn pure(&mut self, inst: &Inst) {
        let n = inst.imm;
        let args = &inst.args[..];
        match inst.op {
            MirOp::Tagged | MirOp::Int | MirOp::Float | MirOp::Bool => self.constant(inst),
            MirOp::Reg => {
                self.get(REGS);
                self.imm(Op::I64Load, n * 8);
            }
            MirOp::Running => {
                self.get(REGS);
                self.imm(Op::I32Const, 8);
                self.op(Op::I32Sub);
                self.imm(Op::I64Load, 0);
            }

            MirOp::UnboxInt => {
                self.push(args[0]);
                self.untag(Rep::Int);
            }
            MirOp::UnboxFloat => {
                self.push(args[0]);
                self.untag(Rep::Float);
            }
            MirOp::GuardPair | MirOp::GuardKind => {
                self.push(args[0]);
                self.untag(Rep::Ptr);
            }
            MirOp::BoxInt | MirOp::BoxFloat | MirOp::BoxBool => {
                self.push(args[0]);
                let rep = self.graph.rep(args[0]);
                self.tag(rep);
            }
            MirOp::IntToFloat => self.one(args, Op::F64ConvertI64S),

            MirOp::AddFits => self.two(args, Op::I64Add),
            MirOp::SubFits => self.two(args, Op::I64Sub),
            MirOp::MulFits | MirOp::MulInt => self.two(args, Op::I64Mul),
            MirOp::QuotFits | MirOp::QuotInt => self.two(args, Op::I64DivS),
            MirOp::RemFits | MirOp::RemInt => self.two(args, Op::I64RemS),
            MirOp::ModFits | MirOp::ModInt => self.modulo(args),
            MirOp::And => self.two(args, Op::I64And),
            MirOp::Or => self.two(args, Op::I64Or),
            MirOp::Xor => self.two(args, Op::I64Xor),
            MirOp::Sar => self.by(args, n, Op::I64ShrS),
            MirOp::Shr => self.by(args, n, Op::I64ShrU),
            MirOp::ShlInt | MirOp::ShlFits => self.by(args, n, Op::I64Shl),

            MirOp::AddFloat => self.two(args, Op::F64Add),
            MirOp::SubFloat => self.two(args, Op::F64Sub),
            MirOp::MulFloat => self.two(args, Op::F64Mul),
            MirOp::DivFloat => self.two(args, Op::F64Div),

            MirOp::SqrtFloat => self.one(args, Op::F64Sqrt),

            MirOp::LtInt => self.two(args, Op::I64LtS),
            MirOp::LeInt => self.two(args, Op::I64LeS),
            MirOp::EqInt => self.equal(args),
            MirOp::LtFloat => self.two(args, Op::F64Lt),
            MirOp::LeFloat => self.two(args, Op::F64Le),
            MirOp::EqFloat => self.two(args, Op::F64Eq),
            MirOp::Not => {
                self.push(args[0]);
                self.not();
            }
            MirOp::IsValue => {
                self.push(args[0]);
                self.with(n, Op::I64Eq);
            }
            MirOp::IsPair => {
                self.push(args[0]);
                self.has_tag(bits::TAG_PAIR, Op::I64Eq);
            }
            MirOp::Same => self.same(args),

            MirOp::IsShape => {
                self.push(args[0]);
                self.imm(Op::I32Load, SHAPE);
                self.i32_by(n, Op::I32Eq);
            }

            MirOp::Load => {
                self.push(args[0]);
                self.imm(Op::I64Load, n);
            }
            MirOp::Len => {
                self.push(args[0]);
                self.imm(Op::I64Load32U, LEN);
            }
            MirOp::LoadCount => {
                self.push(args[0]);
                self.imm(Op::I64Load32U, n);
            }
            MirOp::LoadPart => {
                // The lower half of the value is the address.
                self.push(args[0]);
                self.imm(Op::I32Load, n);
            }
            MirOp::Address => {
                self.push(args[0]);
                self.untag(Rep::Ptr);
            }
            MirOp::LoadElem => {
                self.element(args[0], args[1], 3);
                self.imm(Op::I64Load, n);
            }
            MirOp::LoadByte => {
                self.element(args[0], args[1], 0);
                self.imm(Op::I64Load8U, n);
            }
            MirOp::LoadBe16 => {
                self.element(args[0], args[1], 0);
                self.imm(Op::I32Load16Any, n);
                self.swap16();
                self.op(Op::I64ExtendI32U);
            }
            MirOp::LoadBe32 => {
                self.element(args[0], args[1], 0);
                self.imm(Op::I32LoadAny, n);
                self.swap32();
                self.op(Op::I64ExtendI32U);
            }
            MirOp::LoadGlobal => {
                self.context(self.target.globals);
                self.imm(Op::I64Load, n * 8);
            }
            MirOp::CodeOf => {
                self.context(self.target.entries);
                self.imm(Op::I32Load, n * 4);
            }
            _ => unreachable!("it has an effect"),
        }
    }

    /// An instruction that writes.
    pub fn write(&mut self, inst: &Inst) {
        let n = inst.imm;
        let args = &inst.args[..];
        match inst.op {
            MirOp::SetReg => {
                self.get(REGS);
                self.push(args[0]);
                self.settle();
                self.imm(Op::I64Store, n * 8);
            }
            MirOp::Store => {
                self.push(args[0]);
                self.push(args[1]);
                self.settle();
                self.imm(Op::I64Store, n);
            }
            MirOp::StoreElem => {
                self.element(args[0], args[1], 3);
                self.push(args[2]);
                self.settle();
                self.imm(Op::I64Store, n);
            }
            MirOp::SetShape => {
                self.push(args[0]);
                self.settle();
                self.imm(Op::I32Const, n);
                self.imm(Op::I32Store, SHAPE);
            }
            MirOp::StoreCount => {
                self.push(args[0]);
                self.push(args[1]);
                self.settle();
                self.imm(Op::I64Store32, n);
            }
            MirOp::StoreByte => {
                self.element(args[0], args[1], 0);
                self.push(args[2]);
                self.settle();
                self.imm(Op::I64Store8, n);
            }
            MirOp::StoreGlobal => {
                self.context(self.target.globals);
                self.push(args[0]);
                self.settle();
                self.imm(Op::I64Store, n * 8);
            }
            MirOp::SetRunning => {
                self.get(REGS);
                self.i32_by(8, Op::I32Sub);
                self.push(args[0]);
                self.settle();
                self.imm(Op::I64Store, 0);
            }
            _ => unreachable!("it writes nothing"),
        }
    }

    fn one(&mut self, args: &[Val], op: Op) {
        self.push(args[0]);
        self.op(op);
    }
    fn two(&mut self, args: &[Val], op: Op) {
        self.push(args[0]);
        self.push(args[1]);
        self.op(op);
    }
    fn by(&mut self, args: &[Val], n: i64, op: Op) {
        self.push(args[0]);
        self.with(n, op);
    }

    /// A constant.
    pub fn constant(&mut self, inst: &Inst) {
        let op = match inst.op {
            MirOp::Bool => Op::I32Const,
            MirOp::Float => Op::F64Const,
            _ => Op::I64Const,
        };
        self.imm(op, inst.imm);
    }

    /// Whether two integers are equal.
    fn equal(&mut self, args: &[Val]) {
        if self.known(args[1]) == Some(0) {
            self.push(args[0]);
            self.used(args[1]);
            self.op(Op::I64Eqz);
        } else {
            self.two(args, Op::I64Eq);
        }
    }

    /// The remainder that is not negative, by a divisor above 0.
    fn modulo(&mut self, args: &[Val]) {
        let divisor = self.held(args[1]);
        self.push(args[0]);
        self.get(divisor.local);
        self.op(Op::I64RemS);
        let rest = self.temp(Ty::I64);
        self.set(rest);
        self.get(rest);
        self.get(rest);
        self.with(63, Op::I64ShrS);
        self.get(divisor.local);
        self.op(Op::I64And);
        self.op(Op::I64Add);
        self.release(rest);
        self.let_go(divisor);
    }

    /// Whether two values are the same, as `object::map::same` decides it.
    fn same(&mut self, args: &[Val]) {
        let a = self.held(args[0]);
        let b = self.held(args[1]);
        self.get(a.local);
        self.get(b.local);
        self.op(Op::I64Eq);
        self.begin_choice();
        self.imm(Op::I32Const, 1);
        self.op(Op::Else);
        self.get(a.local);
        self.has_tag(bits::TAG_OBJ, Op::I64Eq);
        self.get(b.local);
        self.has_tag(bits::TAG_OBJ, Op::I64Eq);
        self.op(Op::I32And);
        self.begin_choice();
        self.get(a.local);
        self.get(b.local);
        self.imm(Op::I32Const, self.target.same as i64);
        let ty = self.types.get(&[Ty::I64, Ty::I64], &[Ty::I32]);
        self.imm(Op::CallIndirect, ty);
        self.op(Op::Else);
        self.imm(Op::I32Const, 0);
        self.close();
        self.close();
        self.let_go(a);
        self.let_go(b);
    }

    /// The address of an element, but for the distance of the first.
    fn element(&mut self, object: Val, index: Val, shift: i64) {
        self.push(object);
        if let Some(i) = self.known(index) {
            self.used(index);
            self.imm(Op::I32Const, i << shift);
        } else {
            self.push(index);
            self.op(Op::I32WrapI64);
            if shift > 0 {
                self.imm(Op::I32Const, shift);
                self.op(Op::I32Shl);
            }
        }
        self.op(Op::I32Add);
    }

    fn swap16(&mut self) {
        let x = self.temp(Ty::I32);
        self.set(x);
        self.get(x);
        self.i32_by(8, Op::I32Shl);
        self.i32_by(0xFF00, Op::I32And);
        self.get(x);
        self.i32_by(8, Op::I32ShrU);
        self.op(Op::I32Or);
        self.release(x);
    }
    fn swap32(&mut self) {
        let x = self.temp(Ty::I32);
        self.set(x);
        self.get(x);
        self.i32_by(8, Op::I32Rotl);
        self.i32_by(0x00FF_00FF, Op::I32And);
        self.get(x);
        self.i32_by(24, Op::I32Rotl);
        self.i32_by(0xFF00_FF00, Op::I32And);
        self.op(Op::I32Or);
        self.release(x);
    }
    /// A field of the context that is an address.
    pub fn context(&mut self, offset: u32) {
        self.get(VM);
        self.imm(Op::I32Load, offset as i64);
    }

    /// Compares the tag of the value on the stack.
    pub fn has_tag(&mut self, tag: u64, op: Op) {
        self.with(48, Op::I64ShrU);
        self.with(tag as i64, op);
    }
}

// The layouts that the emitted code relies on.
const _: () = assert!(size_of::<Value>() == 8 && Value::TRUE.bits() == Value::FALSE.bits() + 1);
const _: () = assert!(Vector::INTS == 1 && Vector::FLOATS == 2 && (ObjKind::Pair as u8) < 128);
