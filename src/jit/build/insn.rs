//! One instruction of bytecode at a time.
use super::{Builder, Origin};
use crate::bytecode::{Insn, Op};
use crate::interp::func::FieldSite;
use crate::jit::mir::{MirOp, Reason, Rep, Term, Val};
use crate::jit::objects;
use crate::object::{Boxed, Bytes, Closure, ObjKind, Pair, Record, Vector};
use crate::value::Value;
use std::mem::{offset_of, size_of};

/// Arithmetic that exists for integers and for floats.
#[derive(Clone, Copy)]
enum Arith {
    Add,
    Sub,
    Mul,
}

impl Arith {
    fn int(self) -> MirOp {
        match self {
            Arith::Add => MirOp::AddInt,
            Arith::Sub => MirOp::SubInt,
            Arith::Mul => MirOp::MulInt,
        }
    }
    fn float(self) -> MirOp {
        match self {
            Arith::Add => MirOp::AddFloat,
            Arith::Sub => MirOp::SubFloat,
            Arith::Mul => MirOp::MulFloat,
        }
    }
}

/// Comparisons, in the order of `backend::ORDERS`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Lt,
    Le,
    Gt,
    Ge,
    Eq,
}

/// What the operands of an instruction are taken for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Guess {
    Int,
    Float,
    /// The first is a float, the second an integer.
    FloatInt,
    /// The other way round.
    IntFloat,
    /// Neither: it is not compiled to machine arithmetic.
    None,
}

impl Builder<'_> {
    pub(super) fn insn(&mut self, pc: u32) {
        use Op::*;
        let (op, i) = self.input.code.at(pc);
        self.instructions += 1;
        match op {
            Move => {
                let v = self.get(i.b);
                self.set(i.a, v);
            }
            LoadInt => {
                let v = self.int_const(i.bc() as i32 as i64);
                self.set(i.a, v);
            }
            LoadConst => {
                let v = self.constant(self.input.code.func.consts[i.bc() as usize]);
                self.set(i.a, v);
            }

            GetGlobal => {
                if let Some(held) = self.stable(i.bc()) {
                    let v = self.constant(held);
                    return self.set(i.a, v);
                }
                let v = self.emit(MirOp::LoadGlobal, &[], i.bc() as i64);
                self.guard(MirOp::GuardNot, &[v], Value::UNSET.bits() as i64);
                self.set(i.a, v);
            }
            SetGlobal => {
                let old = self.emit(MirOp::LoadGlobal, &[], i.bc() as i64);
                self.guard(MirOp::GuardNot, &[old], Value::UNSET.bits() as i64);
                let v = self.get(i.a);
                self.store(i.bc(), v);
            }
            DefineGlobal => {
                if self.input.globals[i.bc() as usize] == Value::UNSET {
                    // It runs once, after a loop. Nobody would rely on it for that.
                    return self.leave(Reason::Interpreter);
                }
                let v = self.get(i.a);
                self.store(i.bc(), v);
            }
            GetCapture => {
                let v = self.captured(i.b);
                self.set(i.a, v);
            }
            GetCaptureBox => {
                let cell = self.captured(i.b);
                self.read_cell(i.a, cell);
            }
            SetCaptureBox => {
                let cell = self.captured(i.b);
                let v = self.get(i.a);
                self.write_cell(cell, v);
            }
            GetBox => {
                let cell = self.get(i.b);
                self.read_cell(i.a, cell);
            }
            SetBox => {
                let (cell, v) = (self.get(i.a), self.get(i.b));
                self.write_cell(cell, v);
            }

            Jump => self.go(self.target(i)),
            JumpIfFalse | JumpIfTrue => {
                let holds = self.truth(i.a);
                let test = if op == JumpIfFalse { holds } else { self.emit(MirOp::Not, &[holds], 0) };
                self.branch(test, self.target(i));
            }
            LoopBack => {
                self.guard(MirOp::Spend, &[], 0);
                self.go(self.target(i));
            }
            MoveLoop => {
                self.guard(MirOp::Spend, &[], 0);
                let v = self.get(i.b);
                self.set(i.a, v);
                self.go(self.target(i));
            }
            LoopSelf => self.loop_self(i),

            Add | AddInt | AddFloat | AddReturn => self.arith(op, Arith::Add, i),
            Sub | SubInt | SubFloat => self.arith(op, Arith::Sub, i),
            Mul | MulInt | MulFloat => self.arith(op, Arith::Mul, i),
            Op::AddImm => self.arith_imm(Arith::Add, i),
            Op::SubImm => self.arith_imm(Arith::Sub, i),
            // A float times zero is the language's to decide.
            Op::MulImm if i.c != 0 => self.arith_imm(Arith::Mul, i),
            Div | DivFloat => self.divide(op, i),
            FloatAdd => self.float_only(MirOp::AddFloat, i),
            FloatSub => self.float_only(MirOp::SubFloat, i),
            FloatMul => self.float_only(MirOp::MulFloat, i),
            IntAdd => self.int_only(MirOp::AddInt, i, false),
            IntSub => self.int_only(MirOp::SubInt, i, false),
            IntMul => self.int_only(MirOp::MulInt, i, false),
            IntAddImm => self.int_only(MirOp::AddInt, i, true),
            IntSubImm => self.int_only(MirOp::SubInt, i, true),
            Quotient => self.int_only(MirOp::QuotInt, i, false),
            Remainder => self.int_only(MirOp::RemInt, i, false),
            Modulo => self.int_only(MirOp::ModInt, i, false),
            QuotientImm => self.int_only(MirOp::QuotInt, i, true),
            RemainderImm => self.int_only(MirOp::RemInt, i, true),
            ModuloImm => self.int_only(MirOp::ModInt, i, true),
            BitAnd => self.int_only(MirOp::And, i, false),
            BitOr => self.int_only(MirOp::Or, i, false),
            BitXor => self.int_only(MirOp::Xor, i, false),
            BitAndImm => self.int_only(MirOp::And, i, true),
            ShiftImm => self.shift(i),

            Lt | LtImm => self.compare(Order::Lt, op, i),
            Le | LeImm => self.compare(Order::Le, op, i),
            Gt | GtImm => self.compare(Order::Gt, op, i),
            Ge | GeImm => self.compare(Order::Ge, op, i),
            NumEq | NumEqImm => self.compare(Order::Eq, op, i),
            JumpUnlessLt | JumpUnlessLtInt | JumpUnlessLtFloat | JumpUnlessLtImm => self.compare_jump(Order::Lt, op, i),
            JumpUnlessLe | JumpUnlessLeInt | JumpUnlessLeFloat | JumpUnlessLeImm => self.compare_jump(Order::Le, op, i),
            JumpUnlessGt | JumpUnlessGtInt | JumpUnlessGtFloat | JumpUnlessGtImm => self.compare_jump(Order::Gt, op, i),
            JumpUnlessGe | JumpUnlessGeInt | JumpUnlessGeFloat | JumpUnlessGeImm => self.compare_jump(Order::Ge, op, i),
            JumpUnlessNumEq | JumpUnlessNumEqInt | JumpUnlessNumEqFloat | JumpUnlessNumEqImm => {
                self.compare_jump(Order::Eq, op, i);
            }
            Eq => {
                let (a, b) = (self.get(i.b), self.get(i.c));
                let r = self.same(a, b);
                self.set(i.a, r);
            }
            JumpUnlessEq => {
                let (a, b) = (self.get(i.a), self.get(i.b));
                let test = self.same(a, b);
                self.branch(test, self.target(i));
            }
            JumpUnlessEqConst => {
                let a = self.get(i.a);
                let b = self.constant(self.input.code.func.consts[i.b as usize]);
                let test = self.same(a, b);
                self.branch(test, self.target(i));
            }
            Not => {
                let holds = self.truth(i.b);
                let r = self.emit(MirOp::Not, &[holds], 0);
                self.set(i.a, r);
            }

            Cons | ConsReturn => {
                let (a, b) = (self.get(i.b), self.get(i.c));
                let pair = self.checked(MirOp::Cons, &[a, b], 0);
                if op == Cons { self.set(i.a, pair) } else { self.end(Term::Return(pair)) }
            }
            Car | Cdr if !self.failed(Reason::WrongKind) => {
                let pair = self.get(i.b);
                let pair = self.checked(MirOp::GuardPair, &[pair], 0);
                let v = self.emit(MirOp::Load, &[pair], part(op == Car));
                self.set(i.a, v);
            }
            SetCar | SetCdr if !self.failed(Reason::WrongKind) => {
                let (pair, v) = (self.get(i.a), self.get(i.b));
                let pair = self.checked(MirOp::GuardPair, &[pair], 0);
                self.effect(MirOp::Store, &[pair, v], part(op == SetCar));
            }
            IsPair => {
                let v = self.get(i.b);
                let r = self.emit(MirOp::IsPair, &[v], 0);
                self.set(i.a, r);
            }
            IsNull => {
                let v = self.get(i.b);
                let r = self.emit(MirOp::IsValue, &[v], Value::NIL.bits() as i64);
                self.set(i.a, r);
            }
            JumpUnlessPair => {
                let v = self.get(i.a);
                let test = self.emit(MirOp::IsPair, &[v], 0);
                self.branch(test, self.target(i));
            }
            JumpUnlessNull => {
                let v = self.get(i.a);
                let test = self.emit(MirOp::IsValue, &[v], Value::NIL.bits() as i64);
                self.branch(test, self.target(i));
            }
            VectorRef | VectorRefImm if self.indexing() => {
                let vector = self.get(i.b);
                let vector = self.checked(MirOp::GuardKind, &[vector], ObjKind::Vector as i64);
                let index = self.index(i.c, op == VectorRefImm);
                let len = self.emit(MirOp::Len, &[vector], 0);
                self.guard(MirOp::GuardIndex, &[index, len], 0);
                let v = self.emit(MirOp::LoadElem, &[vector, index], size_of::<Vector>() as i64);
                self.set(i.a, v);
            }
            VectorSet if self.indexing() && !self.failed(Reason::Packed) => {
                let vector = self.get(i.a);
                let vector = self.checked(MirOp::GuardKind, &[vector], ObjKind::Vector as i64);
                let index = self.index(i.b, false);
                let len = self.emit(MirOp::Len, &[vector], 0);
                self.guard(MirOp::GuardIndex, &[index, len], 0);
                let v = self.get(i.c);
                self.guard(MirOp::GuardStores, &[vector, v], 0);
                self.effect(MirOp::StoreElem, &[vector, index, v], size_of::<Vector>() as i64);
            }
            VectorLen if !self.failed(Reason::WrongKind) => {
                let vector = self.get(i.b);
                let vector = self.checked(MirOp::GuardKind, &[vector], ObjKind::Vector as i64);
                let len = self.emit(MirOp::Len, &[vector], 0);
                self.set(i.a, len);
            }
            BytesRef if self.indexing() => self.bytes_ref(MirOp::LoadByte, 1, i, false),
            BytesRef16 if self.indexing() => self.bytes_ref(MirOp::LoadBe16, 2, i, false),
            BytesRef32 if self.indexing() => self.bytes_ref(MirOp::LoadBe32, 4, i, false),
            BytesRefImm if self.indexing() => self.bytes_ref(MirOp::LoadByte, 1, i, true),
            BytesRef16Imm if self.indexing() => self.bytes_ref(MirOp::LoadBe16, 2, i, true),
            BytesRef32Imm if self.indexing() => self.bytes_ref(MirOp::LoadBe32, 4, i, true),
            BytesSet if self.indexing() => {
                let bytes = self.bytes(i.a);
                let index = self.index(i.b, false);
                let len = self.emit(MirOp::Len, &[bytes], 0);
                self.guard(MirOp::GuardIndex, &[index, len], 0);
                let byte = self.get(i.c);
                let byte = self.int(byte);
                let limit = self.int_const(256);
                self.guard(MirOp::GuardIndex, &[byte, limit], 0);
                self.effect(MirOp::StoreByte, &[bytes, index, byte], size_of::<Bytes>() as i64);
            }
            GetField => match self.slot(i.c) {
                Some((shape, slot)) => {
                    let record = self.record(i.b, shape);
                    let v = self.emit(MirOp::Load, &[record], slot);
                    self.set(i.a, v);
                }
                None => self.generic(),
            },
            SetField => match self.slot(i.c) {
                Some((shape, slot)) => {
                    let record = self.record(i.a, shape);
                    let v = self.get(i.b);
                    self.effect(MirOp::Store, &[record, v], slot);
                }
                None => self.generic(),
            },

            Call | CallGlobal | CallMethod | CallNamed => self.call(op, i),
            TailCall | TailCallGlobal => self.tail_call(op, i),
            Return => {
                let v = self.get(i.a);
                self.end(Term::Return(v));
            }
            ReturnConst => {
                let v = self.constant(self.input.code.func.consts[i.bc() as usize]);
                self.end(Term::Return(v));
            }
            ReturnInt => {
                let v = self.int_const(i.bc() as i32 as i64);
                let v = self.boxed(v);
                self.end(Term::Return(v));
            }

            // What the interpreter's handlers do in place of compiled code.
            GetGlobalNamed
            | SetGlobalNamed
            | MakeBox
            | MakeClosure
            | PatchCapture
            | Op::MulImm
            | Shift
            | Car
            | Cdr
            | SetCar
            | SetCdr
            | VectorRef
            | VectorRefImm
            | VectorSet
            | VectorLen
            | BytesRef
            | BytesRef16
            | BytesRef32
            | BytesRefImm
            | BytesRef16Imm
            | BytesRef32Imm
            | BytesSet => {
                self.generic();
            }
            CallNative | CallNativeN => self.native(i),
            Truth => self.truth_of(i),
            FloorDiv | FloorDivImm => self.floor_divide(op, i),
            GetItem => self.get_item(i),
            Unpack => self.unpack(i),
            SetItem => self.set_item(i),
            GetAttr => self.get_attr(i),
            SetAttr => self.set_attr(i),
            Next => self.next(i),
            NextGenerator => self.next_generator(i),
            Suspend => self.suspend(i),

            // What needs all frames to be the interpreter's.
            Apply | TailApply | Capture | Eval | RaiseContinuable | Throw | Halt | Spawn | Send | Recv | Select
            | Yield | Spread | Resume | Answer => {
                self.leave(Reason::Interpreter);
            }
            EnterCounted | EnterCompiled | LoopBackCounted | LoopBackCompiled | LoopSelfCounted | LoopSelfCompiled
            | MoveLoopCounted | MoveLoopCompiled => unreachable!("`Code` shows what stood there before"),
        }
    }

    /// Whether a register's value counts as true.
    fn truth(&mut self, r: u16) -> Val {
        let v = self.get(r);
        if let Origin::Bool(b) = self.origin(v) {
            return b;
        }
        let is_false = self.emit(MirOp::IsValue, &[v], Value::FALSE.bits() as i64);
        self.emit(MirOp::Not, &[is_false], 0)
    }

    /// Whether two values are the same. Against what is no object, bits decide.
    fn same(&mut self, a: Val, b: Val) -> Val {
        for (v, other) in [(a, b), (b, a)] {
            if let Origin::Const(c) = self.origin(other)
                && !c.is_obj()
                && c.as_float().is_none()
            {
                return self.emit(MirOp::IsValue, &[v], c.bits() as i64);
            }
        }
        self.emit(MirOp::Same, &[a, b], 0)
    }

    // Arithmetic

    /// What the operands of an instruction will be: what is known of them counts
    /// first, then what the instruction has become, then what failed here before.
    fn guess(&self, seen: Guess, operands: &[Val]) -> Guess {
        if operands.iter().any(|&v| self.origin(v) == Origin::Large) {
            return Guess::None;
        }
        let is = |o: fn(Origin) -> bool| operands.iter().map(|&v| self.origin(v)).filter(|&k| o(k)).count();
        let ints = is(|k| matches!(k, Origin::Int(_)));
        let floats = is(|k| matches!(k, Origin::Float(_)));
        let guess = match (ints, floats) {
            (i, _) if i == operands.len() => Guess::Int,
            (_, f) if f == operands.len() => Guess::Float,
            (_, 0) if seen != Guess::Float => seen,
            (0, _) if seen == Guess::Float => seen,
            // What stays generic where one operand is a float saw an integer as the other.
            (_, 1) if seen == Guess::None && operands.len() == 2 => {
                if matches!(self.origin(operands[0]), Origin::Float(_)) { Guess::FloatInt } else { Guess::IntFloat }
            }
            _ => Guess::None,
        };
        match guess {
            Guess::Int if self.failed(Reason::Overflow) => Guess::None,
            Guess::Int if self.failed(Reason::NotInt) => {
                if ints > 0 || self.failed(Reason::NotFloat) {
                    Guess::None
                } else {
                    Guess::Float
                }
            }
            Guess::Float if self.failed(Reason::NotFloat) => Guess::None,
            Guess::FloatInt | Guess::IntFloat if self.failed(Reason::NotInt) => Guess::None,
            g => g,
        }
    }

    fn arith(&mut self, op: Op, arith: Arith, i: Insn) {
        let (a, b) = (self.get(i.b), self.get(i.c));
        let seen = match op {
            Op::AddInt | Op::SubInt | Op::MulInt | Op::AddReturn => Guess::Int,
            Op::AddFloat | Op::SubFloat | Op::MulFloat => Guess::Float,
            _ => Guess::None,
        };
        let r = match self.guess(seen, &[a, b]) {
            Guess::Int => {
                let (a, b) = (self.int(a), self.int(b));
                self.checked(arith.int(), &[a, b], 0)
            }
            Guess::Float => {
                let (a, b) = (self.float(a), self.float(b));
                self.emit(arith.float(), &[a, b], 0)
            }
            mixed @ (Guess::FloatInt | Guess::IntFloat) => {
                let (a, b) = self.mixed(mixed, a, b, matches!(arith, Arith::Mul));
                self.emit(arith.float(), &[a, b], 0)
            }
            Guess::None if op == Op::AddReturn => return self.leave(Reason::Interpreter),
            Guess::None => return self.generic_arithmetic(&[a, b]),
        };
        if op == Op::AddReturn {
            let r = self.boxed(r);
            return self.end(Term::Return(r));
        }
        self.set(i.a, r);
    }

    fn arith_imm(&mut self, arith: Arith, i: Insn) {
        let a = self.get(i.b);
        let imm = i.c as i16 as i64;
        let r = match self.guess(Guess::Int, &[a]) {
            Guess::Int => {
                let a = self.int(a);
                let b = self.int_const(imm);
                self.checked(arith.int(), &[a, b], 0)
            }
            Guess::Float => {
                let a = self.float(a);
                let b = self.float_const(imm as f64);
                self.emit(arith.float(), &[a, b], 0)
            }
            _ => return self.generic_arithmetic(&[a]),
        };
        self.set(i.a, r);
    }

    /// A float and an integer as two floats. If an exact zero counts, it is left to the
    /// language.
    fn mixed(&mut self, guess: Guess, a: Val, b: Val, zero_counts: bool) -> (Val, Val) {
        let mut convert = |v: Val| {
            let i = self.int(v);
            if zero_counts {
                let zero = self.int_const(0);
                let is_zero = self.emit(MirOp::EqInt, &[i, zero], 0);
                let holds = self.emit(MirOp::Not, &[is_zero], 0);
                self.guard(MirOp::GuardTrue, &[holds], 0);
            }
            self.emit(MirOp::IntToFloat, &[i], 0)
        };
        if guess == Guess::FloatInt {
            let b = convert(b);
            return (self.float(a), b);
        }
        let a = convert(a);
        (a, self.float(b))
    }

    fn divide(&mut self, op: Op, i: Insn) {
        let (a, b) = (self.get(i.b), self.get(i.c));
        let known = matches!(self.origin(b), Origin::Const(v) if v.as_float().is_some_and(|f| f != 0.0));
        let seen = if op == Op::DivFloat { Guess::Float } else { Guess::None };
        let (a, b) = match self.guess(seen, &[a, b]) {
            Guess::Float => (self.float(a), self.float(b)),
            mixed @ (Guess::FloatInt | Guess::IntFloat) => self.mixed(mixed, a, b, true),
            _ => return self.generic(),
        };
        if self.input.code.func.dialect.zero_divisors_fail && !known {
            let zero = self.float_const(0.0);
            let is_zero = self.emit(MirOp::EqFloat, &[b, zero], 0);
            let holds = self.emit(MirOp::Not, &[is_zero], 0);
            self.guard(MirOp::GuardTrue, &[holds], 0);
        }
        let r = self.emit(MirOp::DivFloat, &[a, b], 0);
        self.set(i.a, r);
    }

    fn int_only(&mut self, op: MirOp, i: Insn, imm: bool) {
        if [Reason::NotInt, Reason::Overflow, Reason::BadDivisor].into_iter().any(|r| self.failed(r)) {
            return self.generic();
        }
        let a = self.get(i.b);
        if self.origin(a) == Origin::Large {
            return self.generic();
        }
        let a = self.int(a);
        let b = if imm {
            self.int_const(i.c as i16 as i64)
        } else {
            let b = self.get(i.c);
            self.int(b)
        };
        // These give a float where the result does not fit.
        let strict = matches!(op, MirOp::AddInt | MirOp::SubInt | MirOp::MulInt) as i64;
        let r = if op.exits() { self.checked(op, &[a, b], strict) } else { self.emit(op, &[a, b], 0) };
        self.set(i.a, r);
    }

    /// A quotient that is rounded down. Of floats it is left to the handler.
    fn floor_divide(&mut self, op: Op, i: Insn) {
        let imm = i.c as i16 as i64;
        if op == Op::FloorDivImm && imm <= 0 || [Reason::NotInt, Reason::BadDivisor].into_iter().any(|r| self.failed(r))
        {
            return self.generic();
        }
        let a = self.get(i.b);
        if self.origin(a) == Origin::Large {
            return self.generic();
        }
        let a = self.int(a);
        let b = if op == Op::FloorDivImm {
            self.int_const(imm)
        } else {
            let b = self.get(i.c);
            self.int(b)
        };
        if op == Op::FloorDivImm && imm.count_ones() == 1 {
            let r = self.emit(MirOp::Sar, &[a], imm.trailing_zeros().into());
            return self.set(i.a, r);
        }
        // One less than the truncated quotient where the remainder is below zero.
        let quotient = self.checked(MirOp::QuotInt, &[a, b], 0);
        let product = self.emit(MirOp::MulFits, &[quotient, b], 0);
        let rest = self.emit(MirOp::SubFits, &[a, product], 0);
        let sign = self.emit(MirOp::Sar, &[rest], 63);
        let r = self.emit(MirOp::AddFits, &[quotient, sign], 0);
        self.set(i.a, r);
    }

    fn float_only(&mut self, op: MirOp, i: Insn) {
        if self.failed(Reason::NotFloat) {
            return self.generic();
        }
        let (a, b) = (self.get(i.b), self.get(i.c));
        let (a, b) = (self.float(a), self.float(b));
        let r = self.emit(op, &[a, b], 0);
        self.set(i.a, r);
    }

    fn shift(&mut self, i: Insn) {
        let by = i.c as i16 as i64;
        if self.failed(Reason::NotInt) || self.failed(Reason::Overflow) || !(-63..50).contains(&by) {
            return self.generic();
        }
        let a = self.get(i.b);
        let a = self.int(a);
        let r = if by <= 0 { self.emit(MirOp::Sar, &[a], -by) } else { self.checked(MirOp::ShlInt, &[a], by) };
        self.set(i.a, r);
    }

    // Comparison

    /// The test. What are neither integers nor floats the function's language compares.
    fn test(&mut self, order: Order, seen: Guess, a: Val, b: Val) -> Val {
        let (int, float, swap) = match order {
            Order::Lt => (MirOp::LtInt, MirOp::LtFloat, false),
            Order::Le => (MirOp::LeInt, MirOp::LeFloat, false),
            Order::Gt => (MirOp::LtInt, MirOp::LtFloat, true),
            Order::Ge => (MirOp::LeInt, MirOp::LeFloat, true),
            Order::Eq => (MirOp::EqInt, MirOp::EqFloat, false),
        };
        let numbers = self.input.code.func.jit.objects_at(self.pc) & !(objects::INT | objects::FLOAT) == 0;
        let guess = if numbers { self.guess(seen, &[a, b]) } else { Guess::None };
        let (op, a, b) = match guess {
            Guess::Int => (int, self.int(a), self.int(b)),
            Guess::Float => (float, self.float(a), self.float(b)),
            _ => {
                let args = if self.is_swapped() { [b, a] } else { [a, b] };
                return self.checked(MirOp::Compare, &args, order as i64);
            }
        };
        let args = if swap { [b, a] } else { [a, b] };
        self.emit(op, &args, 0)
    }

    /// Whether the operands of the instruction at hand are the other way round.
    fn is_swapped(&self) -> bool {
        let (proto, pc) = (&self.input.code.func.proto, self.pc);
        let plain = || proto.plain().starts.get(pc as usize).copied().unwrap_or(pc);
        !proto.swapped.is_empty() && proto.swapped.contains(&plain())
    }

    /// The second operand of a comparison with a constant, as what the first is.
    fn constant_like(&mut self, a: Val, imm: u16) -> (Val, Guess) {
        let imm = imm as i16 as i64;
        if self.guess(Guess::Int, &[a]) == Guess::Float {
            let f = self.float_const(imm as f64);
            return (self.boxed(f), Guess::Float);
        }
        let i = self.int_const(imm);
        (self.boxed(i), Guess::Int)
    }

    fn compare(&mut self, order: Order, op: Op, i: Insn) {
        let a = self.get(i.b);
        let (b, seen) = match op {
            Op::LtImm | Op::LeImm | Op::GtImm | Op::GeImm | Op::NumEqImm => self.constant_like(a, i.c),
            _ => (self.get(i.c), Guess::Int),
        };
        let r = self.test(order, seen, a, b);
        self.set(i.a, r);
    }

    fn compare_jump(&mut self, order: Order, op: Op, i: Insn) {
        use Op::*;
        let a = self.get(i.a);
        let (b, seen) = match op {
            JumpUnlessLtImm | JumpUnlessLeImm | JumpUnlessGtImm | JumpUnlessGeImm | JumpUnlessNumEqImm => {
                self.constant_like(a, i.b)
            }
            JumpUnlessLtFloat | JumpUnlessLeFloat | JumpUnlessGtFloat | JumpUnlessGeFloat | JumpUnlessNumEqFloat => {
                (self.get(i.b), Guess::Float)
            }
            _ => (self.get(i.b), Guess::Int),
        };
        let test = self.test(order, seen, a, b);
        self.branch(test, self.target(i));
    }

    // Variables

    /// A capture of the running closure.
    fn captured(&mut self, n: u16) -> Val {
        let Some(closure) = self.closure else { unreachable!("`Code::uses_closure` knows what needs it") };
        let closure = self.checked(MirOp::GuardKind, &[closure], ObjKind::Closure as i64);
        self.emit(MirOp::Load, &[closure], (size_of::<Closure>() + n as usize * size_of::<Value>()) as i64)
    }

    fn read_cell(&mut self, dst: u16, cell: Val) {
        let cell = self.checked(MirOp::GuardKind, &[cell], ObjKind::Boxed as i64);
        let v = self.emit(MirOp::Load, &[cell], offset_of!(Boxed, value) as i64);
        self.guard(MirOp::GuardNot, &[v], Value::UNSET.bits() as i64);
        self.set(dst, v);
    }

    fn write_cell(&mut self, cell: Val, v: Val) {
        let cell = self.checked(MirOp::GuardKind, &[cell], ObjKind::Boxed as i64);
        self.effect(MirOp::Store, &[cell, v], offset_of!(Boxed, value) as i64);
    }

    // Vectors, byte vectors, records

    /// Whether indexed access may be compiled at the instruction at hand.
    fn indexing(&self) -> bool {
        ![Reason::WrongKind, Reason::NotInt, Reason::OutOfBounds].into_iter().any(|r| self.failed(r))
    }

    fn index(&mut self, field: u16, imm: bool) -> Val {
        if imm {
            return self.int_const(field as i16 as i64);
        }
        let v = self.get(field);
        self.int(v)
    }

    /// The byte vector in a register, which was not released.
    fn bytes(&mut self, r: u16) -> Val {
        let v = self.get(r);
        let bytes = self.checked(MirOp::GuardKind, &[v], ObjKind::Bytes as i64);
        self.guard(MirOp::GuardFlagsClear, &[bytes], Bytes::RELEASED as i64);
        bytes
    }

    fn bytes_ref(&mut self, op: MirOp, width: i64, i: Insn, imm: bool) {
        let bytes = self.bytes(i.b);
        let index = self.index(i.c, imm);
        let mut len = self.emit(MirOp::Len, &[bytes], 0);
        if width > 1 {
            // All bytes of the field must be within.
            let less = self.int_const(width - 1);
            len = self.emit(MirOp::SubFits, &[len, less], 0);
        }
        self.guard(MirOp::GuardIndex, &[index, len], 0);
        let v = self.emit(op, &[bytes, index], size_of::<Bytes>() as i64);
        self.set(i.a, v);
    }

    /// The shape that a field site knows, and where the field is in such records.
    fn slot(&self, site: u16) -> Option<(u32, i64)> {
        let site: &FieldSite = &self.input.code.func.field_sites[site as usize];
        if self.failed(Reason::WrongKind) || self.failed(Reason::ShapeChanged) || site.many.get() {
            return None;
        }
        match site.remembered()[..] {
            [(shape, slot)] => Some((shape, (size_of::<Record>() + slot as usize * size_of::<Value>()) as i64)),
            _ => None,
        }
    }

    fn record(&mut self, r: u16, shape: u32) -> Val {
        let v = self.get(r);
        let record = self.checked(MirOp::GuardKind, &[v], ObjKind::Record as i64);
        self.guard(MirOp::GuardShape, &[record], shape as i64);
        record
    }

    /// Jumps to the function's start while a global still holds this closure.
    fn loop_self(&mut self, i: Insn) {
        if !self.holds_itself(i.bc()) {
            return self.leave(Reason::Interpreter);
        }
        self.guard(MirOp::Spend, &[], 0);
        self.go(self.target(i));
    }
}

/// Where a part of a pair is.
fn part(first: bool) -> i64 {
    (if first { offset_of!(Pair, car) } else { offset_of!(Pair, cdr) }) as i64
}

/// Whether a representation is what a call site's argument can be taken for.
pub(super) fn wants(rep: Rep) -> Reason {
    if rep == Rep::Float { Reason::NotFloat } else { Reason::NotInt }
}
