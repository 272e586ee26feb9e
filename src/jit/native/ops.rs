//! What each operation becomes.
use super::lower::{Lower, word};
use crate::jit::mir::{Inst, MirOp, Val};
use crate::object::{Closure, Generator, Header, Record, Vector};
use crate::value::bits;
use crate::vm::Vm;
use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::immediates::Ieee64;
use cranelift_codegen::ir::{AbiParam, BlockArg, InstBuilder, MemFlagsData, Signature, Type, Value, types};
use std::mem::offset_of;

/// Bits below a tag, and of one.
const PAYLOAD_BITS: i64 = bits::PAYLOAD.trailing_ones() as i64;
const TAG_BITS: i64 = 64 - PAYLOAD_BITS;

/// Bytes of a value.
const WORD: usize = size_of::<crate::value::Value>();

/// Bits of an integer without its sign.
const INT_BITS: i64 = bits::INT_MAX.trailing_ones() as i64;

impl Lower<'_, '_> {
    pub(super) fn inst(&mut self, i: &Inst) -> Result<(), String> {
        use MirOp::*;
        let v = match i.op {
            // Made where they are used.
            Tagged | Int => return Ok(()),
            Float => self.fb.ins().f64const(Ieee64::with_bits(i.imm as u64)),
            Bool => self.fb.ins().iconst(types::I8, i.imm),

            Reg => return self.load_tagged(i, self.regs, word(i.imm), self.memory.frame),
            Running => return self.load_tagged(i, self.regs, word(-1), self.memory.frame),
            SetReg | SetRunning => {
                let v = self.get(i.args[0]);
                let at = if i.op == SetReg { i.imm } else { -1 };
                self.fb.ins().store(self.memory.frame, v, self.regs, word(at));
                return Ok(());
            }

            UnboxInt => self.unbox_int(i.args[0]),
            UnboxFloat => self.unbox_float(i.args[0]),
            BoxInt | BoxFloat | BoxBool => self.boxed(i.args[0]),
            IntToFloat => {
                let v = self.get(i.args[0]);
                self.fb.ins().fcvt_from_sint(types::F64, v)
            }

            GuardPair => self.address(i.args[0], bits::TAG_PAIR),
            GuardKind => self.guard_kind(i),
            GuardValue | GuardNot => {
                let v = self.get(i.args[0]);
                let same = self.fb.ins().icmp_imm_s(IntCC::Equal, v, i.imm);
                if i.op == GuardValue {
                    self.exit_unless(same)
                } else {
                    self.exit_if(same)
                }
                return Ok(());
            }
            GuardSame => {
                let (v, w) = (self.get(i.args[0]), self.get(i.args[1]));
                let same = self.fb.ins().icmp(IntCC::Equal, v, w);
                self.exit_unless(same);
                return Ok(());
            }
            GuardCode => {
                let func = self.job.funcs.get(i.imm as usize).ok_or("no such function")?;
                let wanted = (&raw const **func).expose_provenance();
                return self.guard_field(i, types::I64, offset_of!(Closure, func), wanted as i64);
            }
            GuardShape => return self.guard_field(i, types::I32, offset_of!(Record, shape), i.imm),
            IsShape => {
                let p = self.get(i.args[0]);
                let shape = self.fb.ins().load(types::I32, self.memory.heap, p, offset_of!(Record, shape) as i32);
                self.fb.ins().icmp_imm_u(IntCC::Equal, shape, i.imm)
            }
            SetShape => {
                let p = self.get(i.args[0]);
                let shape = self.fb.ins().iconst(types::I32, i.imm);
                self.fb.ins().store(self.memory.heap, shape, p, offset_of!(Record, shape) as i32);
                return Ok(());
            }
            NewInstance => {
                let func = self.function()?;
                let (vm, class) = (self.vm(), self.get(i.args[0]));
                let made = self.helper(self.job.helpers.instance as usize, types::I64, &[vm, func, class]);
                self.exit_unless(made);
                made
            }
            NewRegisters => {
                let (vm, g) = (self.vm(), self.get(i.args[0]));
                let count = self.fb.ins().iconst(types::I32, i.imm);
                let made = self.helper(self.job.helpers.registers as usize, types::I64, &[vm, g, count]);
                self.exit_unless(made);
                made
            }
            GuardStores => return self.guard_stores(i),
            GuardFlagsClear => {
                let flags = self.flags(i.args[0]);
                let set = self.fb.ins().band_imm_u(flags, i.imm);
                self.exit_if(set);
                return Ok(());
            }
            GuardFlags => {
                let flags = self.flags(i.args[0]);
                let same = self.fb.ins().icmp_imm_u(IntCC::Equal, flags, i.imm);
                self.exit_unless(same);
                return Ok(());
            }
            GuardIndex => return self.guard_index(i),
            ForceOnce => {
                self.force_once(i);
                return Ok(());
            }
            GuardTrue => {
                let v = i.args[0];
                if let Some(Inst { op: Not, args, .. }) = self.def(v) {
                    let v = self.get(args[0]);
                    self.exit_if(v);
                } else {
                    let v = self.get(v);
                    self.exit_unless(v);
                }
                return Ok(());
            }

            AddInt | SubInt => self.sum(i),
            MulInt => self.product(i),
            ShlInt => self.shift_left(i),
            AddFits => self.two(i, |ins, a, b| ins.iadd(a, b)),
            SubFits => self.two(i, |ins, a, b| ins.isub(a, b)),
            MulFits => self.two(i, |ins, a, b| ins.imul(a, b)),
            MulHigh => self.two(i, |ins, a, b| ins.smulhi(a, b)),
            QuotInt | RemInt | ModInt => {
                self.guard_divisor(i.args[1]);
                self.divide(i)
            }
            QuotFits | RemFits | ModFits => self.divide(i),
            And => self.two(i, |ins, a, b| ins.band(a, b)),
            Or => self.two(i, |ins, a, b| ins.bor(a, b)),
            Xor => self.two(i, |ins, a, b| ins.bxor(a, b)),
            Sar | Shr | ShlFits => {
                let v = self.get(i.args[0]);
                match i.op {
                    Sar => self.fb.ins().sshr_imm_u(v, i.imm),
                    Shr => self.fb.ins().ushr_imm_u(v, i.imm),
                    _ => self.fb.ins().ishl_imm_u(v, i.imm),
                }
            }

            AddFloat => self.two(i, |ins, a, b| ins.fadd(a, b)),
            SubFloat => self.two(i, |ins, a, b| ins.fsub(a, b)),
            MulFloat => self.two(i, |ins, a, b| ins.fmul(a, b)),
            DivFloat => self.two(i, |ins, a, b| ins.fdiv(a, b)),

            SqrtFloat => {
                let v = self.get(i.args[0]);
                self.fb.ins().sqrt(v)
            }

            LtInt => self.two(i, |ins, a, b| ins.icmp(IntCC::SignedLessThan, a, b)),
            LeInt => self.two(i, |ins, a, b| ins.icmp(IntCC::SignedLessThanOrEqual, a, b)),
            EqInt => self.two(i, |ins, a, b| ins.icmp(IntCC::Equal, a, b)),
            LtFloat => self.two(i, |ins, a, b| ins.fcmp(FloatCC::LessThan, a, b)),
            LeFloat => self.two(i, |ins, a, b| ins.fcmp(FloatCC::LessThanOrEqual, a, b)),
            EqFloat => self.two(i, |ins, a, b| ins.fcmp(FloatCC::Equal, a, b)),
            Not => {
                let v = self.get(i.args[0]);
                self.fb.ins().bxor_imm_u(v, 1)
            }
            IsValue => {
                let v = self.get(i.args[0]);
                self.fb.ins().icmp_imm_s(IntCC::Equal, v, i.imm)
            }
            IsPair => {
                let v = self.get(i.args[0]);
                self.has_tag(v, bits::TAG_PAIR)
            }
            Same => self.same(i),

            Compare => {
                let func = self.function()?;
                let order = self.fb.ins().iconst(types::I32, i.imm);
                let (vm, a, b) = (self.vm(), self.get(i.args[0]), self.get(i.args[1]));
                let holds = self.helper(self.job.helpers.compare as usize, types::I32, &[vm, func, order, a, b]);
                let left = self.fb.ins().icmp_imm_u(IntCC::UnsignedGreaterThan, holds, 1);
                self.exit_if(left);
                self.fb.ins().ireduce(types::I8, holds)
            }

            Load => {
                let p = self.get(i.args[0]);
                return self.load_tagged(i, p, i.imm as i32, self.memory.heap);
            }
            Store => {
                let (p, v) = (self.get(i.args[0]), self.get(i.args[1]));
                self.fb.ins().store(self.memory.heap, v, p, i.imm as i32);
                return Ok(());
            }
            Len => {
                let p = self.get(i.args[0]);
                let len = self.fb.ins().load(types::I32, self.memory.fixed, p, offset_of!(Header, len) as i32);
                self.fb.ins().uextend(types::I64, len)
            }
            LoadCount => {
                let p = self.get(i.args[0]);
                let count = self.fb.ins().load(types::I32, self.memory.heap, p, i.imm as i32);
                self.fb.ins().uextend(types::I64, count)
            }
            StoreCount => {
                let (p, n) = (self.get(i.args[0]), self.get(i.args[1]));
                self.fb.ins().istore32(self.memory.heap, n, p, i.imm as i32);
                return Ok(());
            }
            Address => {
                let v = self.get(i.args[0]);
                self.payload(v)
            }
            LoadPart => {
                let p = self.get(i.args[0]);
                let v = self.fb.ins().load(types::I64, self.memory.heap, p, i.imm as i32);
                self.payload(v)
            }
            LoadElem => {
                let (p, at) = self.element(i, WORD);
                return self.load_tagged(i, p, at, self.memory.heap);
            }
            StoreElem => {
                let ((p, at), v) = (self.element(i, WORD), self.get(i.args[2]));
                self.fb.ins().store(self.memory.heap, v, p, at);
                return Ok(());
            }
            LoadByte => {
                let (p, at) = self.element(i, 1);
                self.fb.ins().uload8(types::I64, self.memory.heap, p, at)
            }
            LoadBe16 => self.load_be(i, types::I16),
            LoadBe32 => self.load_be(i, types::I32),
            StoreByte => {
                let ((p, at), v) = (self.element(i, 1), self.get(i.args[2]));
                self.fb.ins().istore8(self.memory.heap, v, p, at);
                return Ok(());
            }
            LoadGlobal => {
                let first = self.vm_field(offset_of!(Vm, jit.context.globals));
                return self.load_tagged(i, first, word(i.imm), self.memory.globals);
            }
            StoreGlobal => {
                let first = self.vm_field(offset_of!(Vm, jit.context.globals));
                let v = self.get(i.args[0]);
                self.fb.ins().store(self.memory.globals, v, first, word(i.imm));
                return Ok(());
            }

            Spend => {
                let budget = self.fb.use_var(self.budget);
                let none = self.fb.ins().icmp_imm_s(IntCC::SignedLessThanOrEqual, budget, 0);
                self.exit_if(none);
                let left = self.fb.ins().iadd_imm_s(budget, -1);
                self.fb.def_var(self.budget, left);
                return Ok(());
            }
            Room => {
                let end = self.fb.ins().iadd_imm_s(self.regs, word(self.graph.registers as i64) as i64);
                let limit = self.vm_field(offset_of!(Vm, jit.context.limit));
                let beyond = self.fb.ins().icmp(IntCC::UnsignedGreaterThan, end, limit);
                self.exit_if(beyond);
                if self.check_stack {
                    let stack = self.fb.ins().get_stack_pointer(types::I64);
                    let limit = self.vm_field(offset_of!(Vm, jit.context.stack));
                    let beyond = self.fb.ins().icmp(IntCC::UnsignedLessThan, stack, limit);
                    self.exit_if(beyond);
                }
                return Ok(());
            }
            ResumeOf => {
                let g = self.get(i.args[0]);
                let part = |l: &mut Self, at: usize| l.fb.ins().load(types::I32, l.memory.heap, g, at as i32);
                let state = part(self, offset_of!(Generator, state));
                let way = IntCC::UnsignedLessThanOrEqual;
                let waits = self.fb.ins().icmp_imm_u(way, state, i64::from(Generator::LEFT));
                self.exit_unless(waits);
                let entry = part(self, offset_of!(Generator, resume));
                let entry = self.fb.ins().uextend(types::I64, entry);
                let distance = self.fb.ins().ishl_imm_u(entry, i64::from(size_of::<usize>().trailing_zeros()));
                let entries = self.vm_field(offset_of!(Vm, jit.context.entries));
                let place = self.fb.ins().iadd(entries, distance);
                let code = self.fb.ins().load(types::I64, self.memory.vm, place, 0);
                self.exit_unless(code);
                code
            }
            CodeOf => {
                let entries = self.vm_field(offset_of!(Vm, jit.context.entries));
                let code = self.fb.ins().load(types::I64, self.memory.vm, entries, word(i.imm));
                self.exit_unless(code);
                code
            }
            Cons => {
                let (vm, a, b) = (self.vm(), self.get(i.args[0]), self.get(i.args[1]));
                let pair = self.helper(self.job.helpers.cons as usize, types::I64, &[vm, a, b]);
                self.exit_unless(pair);
                pair
            }
            Generic => {
                let stays = self.handler(i, self.job.helpers.generic as usize, types::I32)?;
                self.exit_unless(stays);
                return Ok(());
            }
            Native => {
                let v = self.handler(i, self.job.helpers.native as usize, types::I64)?;
                let left = self.fb.ins().icmp_imm_s(IntCC::Equal, v, crate::value::Value::NEVER.bits() as i64);
                self.exit_if(left);
                v
            }
            Call | CallInit | CallSelf => return self.call(i),
        };
        self.set(i, v);
        Ok(())
    }

    fn two(&mut self, i: &Inst, f: impl FnOnce(cranelift_frontend::FuncInstBuilder, Value, Value) -> Value) -> Value {
        let (a, b) = (self.get(i.args[0]), self.get(i.args[1]));
        f(self.fb.ins(), a, b)
    }

    /// Reads a value. What is taken for a float somewhere goes to a float register at
    /// once.
    fn load_tagged(&mut self, i: &Inst, p: Value, offset: i32, memory: MemFlagsData) -> Result<(), String> {
        let d = i.dst.ok_or("a load to nowhere")?;
        if self.wanted_as_float[d.0 as usize] {
            self.floats[d.0 as usize] = Some(self.fb.ins().load(types::F64, memory, p, offset));
        } else {
            let v = self.fb.ins().load(types::I64, memory, p, offset);
            self.set(i, v);
        }
        Ok(())
    }

    fn unbox_int(&mut self, v: Val) -> Value {
        let v = self.get(v);
        let other = self.fb.ins().icmp_imm_s(IntCC::UnsignedLessThan, v, bits::INT_TAG as i64);
        self.exit_if(other);
        let up = self.fb.ins().ishl_imm_u(v, bits::INT_SHIFT as i64);
        self.fb.ins().sshr_imm_u(up, bits::INT_SHIFT as i64)
    }

    /// Whatever is no double is a NaN when read as one, so only a NaN must be looked at.
    fn unbox_float(&mut self, v: Val) -> Value {
        let f = match self.floats[v.0 as usize] {
            Some(f) => f,
            None => {
                let tagged = self.get(v);
                self.fb.ins().bitcast(types::F64, MemFlagsData::new(), tagged)
            }
        };
        let (exit, cold, next) = (self.exit_block(), self.cold_block(), self.fb.create_block());
        let number = self.fb.ins().fcmp(FloatCC::Ordered, f, f);
        self.fb.ins().brif(number, next, &[], cold, &[]);
        self.go_on(cold);
        let tagged = self.get(v);
        let real = self.fb.ins().icmp_imm_s(IntCC::Equal, tagged, bits::NAN as i64);
        self.fb.ins().brif(real, next, &[], exit, &[]);
        self.go_on(next);
        f
    }

    /// The address in a value with that tag.
    fn address(&mut self, v: Val, tag: u64) -> Value {
        let v = self.get(v);
        let tagged = self.has_tag(v, tag);
        self.exit_unless(tagged);
        self.payload(v)
    }

    /// The address in a value. Two shifts are shorter than a mask, which is as long as a
    /// value.
    fn payload(&mut self, v: Value) -> Value {
        let up = self.fb.ins().ishl_imm_u(v, TAG_BITS);
        self.fb.ins().ushr_imm_u(up, TAG_BITS)
    }

    fn has_tag(&mut self, v: Value, tag: u64) -> Value {
        let upper = self.fb.ins().ushr_imm_u(v, PAYLOAD_BITS);
        self.fb.ins().icmp_imm_s(IntCC::Equal, upper, tag as i64)
    }

    fn guard_kind(&mut self, i: &Inst) -> Value {
        let p = self.address(i.args[0], bits::TAG_OBJ);
        let kind = self.fb.ins().load(types::I8, self.memory.fixed, p, offset_of!(Header, kind) as i32);
        let other = self.fb.ins().icmp_imm_u(IntCC::NotEqual, kind, i.imm);
        self.exit_if(other);
        p
    }

    fn guard_field(&mut self, i: &Inst, ty: Type, offset: usize, wanted: i64) -> Result<(), String> {
        let p = self.get(i.args[0]);
        let memory = if i.op == MirOp::GuardCode { self.memory.fixed } else { self.memory.heap };
        let found = self.fb.ins().load(ty, memory, p, offset as i32);
        let other = self.fb.ins().icmp_imm_u(IntCC::NotEqual, found, wanted);
        self.exit_if(other);
        Ok(())
    }

    fn flags(&mut self, p: Val) -> Value {
        let p = self.get(p);
        self.fb.ins().load(types::I16, self.memory.heap, p, offset_of!(Header, flags) as i32)
    }

    /// A packed vector takes its kind of number only. Often the value was boxed just
    /// before, and its kind is known.
    fn guard_stores(&mut self, i: &Inst) -> Result<(), String> {
        let flags = self.flags(i.args[0]);
        let known = match self.def(i.args[1]).map(|d| d.op) {
            Some(MirOp::BoxInt) => Some(Vector::INTS),
            Some(MirOp::BoxFloat) => Some(Vector::FLOATS),
            _ => None,
        };
        if let Some(flag) = known {
            let others = self.fb.ins().band_imm_u(flags, (!flag) as i64);
            self.exit_if(others);
            return Ok(());
        }
        let (exit, packed, next) = (self.exit_block(), self.fb.create_block(), self.fb.create_block());
        self.fb.ins().brif(flags, packed, &[], next, &[]);
        self.go_on(packed);
        // Below the integers are doubles, but for the patterns between the one NaN and
        // the negative ones.
        let v = self.get(i.args[1]);
        let int = self.fb.ins().icmp_imm_s(IntCC::UnsignedGreaterThanOrEqual, v, bits::INT_TAG as i64);
        let from_nan = self.fb.ins().iadd_imm_s(v, (bits::NAN + 1).wrapping_neg() as i64);
        let others = (1 << 63) - (bits::NAN + 1);
        let other = self.fb.ins().icmp_imm_s(IntCC::UnsignedLessThan, from_nan, others as i64);
        let flag_of = |l: &mut Self, flag: u16| l.fb.ins().iconst(types::I16, flag as i64);
        let (ints, floats, neither) = (flag_of(self, Vector::INTS), flag_of(self, Vector::FLOATS), flag_of(self, 0));
        let flag = self.fb.ins().select(other, neither, floats);
        let flag = self.fb.ins().select(int, ints, flag);
        let fits = self.fb.ins().icmp(IntCC::Equal, flag, flags);
        self.fb.ins().brif(fits, next, &[], exit, &[]);
        self.go_on(next);
        Ok(())
    }

    /// One unsigned comparison does if the second is known not to be negative.
    fn guard_index(&mut self, i: &Inst) -> Result<(), String> {
        let (a, b) = (self.get(i.args[0]), self.get(i.args[1]));
        let natural = match self.def(i.args[1]) {
            Some(d) => d.op == MirOp::Len || (d.op == MirOp::Int && d.imm >= 0),
            None => false,
        };
        if natural {
            let inside = self.fb.ins().icmp(IntCC::UnsignedLessThan, a, b);
            self.exit_unless(inside);
        } else {
            let below = self.fb.ins().icmp_imm_s(IntCC::SignedLessThan, a, 0);
            self.exit_if(below);
            let inside = self.fb.ins().icmp(IntCC::SignedLessThan, a, b);
            self.exit_unless(inside);
        }
        Ok(())
    }

    /// Leaves unless a number fits in so many bits and a sign: shifted, it is 0 or -1
    /// then.
    fn guard_fits(&mut self, v: Value, bits: i64) {
        let upper = self.fb.ins().sshr_imm_u(v, bits);
        let up = self.fb.ins().iadd_imm_s(upper, 1);
        let bad = self.fb.ins().icmp_imm_u(IntCC::UnsignedGreaterThan, up, 1);
        self.exit_if(bad);
    }

    /// Leaves unless the sum or difference of two numbers that fit does. `step` is what
    /// was added, if that is known.
    fn guard_sum(&mut self, v: Value, step: Option<i64>) {
        let bad = match step {
            Some(0) => return,
            Some(step) => {
                let upper = self.fb.ins().sshr_imm_u(v, INT_BITS);
                let (way, end) = if step > 0 { (IntCC::SignedGreaterThan, 0) } else { (IntCC::SignedLessThan, -1) };
                self.fb.ins().icmp_imm_s(way, upper, end)
            }
            // It has one bit more at most, so it fits if the upper two agree.
            None => {
                let twice = self.fb.ins().iadd(v, v);
                let differ = self.fb.ins().bxor(v, twice);
                self.fb.ins().band_imm_u(differ, 1 << (INT_BITS + 1))
            }
        };
        self.exit_if(bad);
    }

    fn sum(&mut self, i: &Inst) -> Value {
        let (a, b) = (i.args[0], i.args[1]);
        if i.op == MirOp::AddInt {
            let v = self.two(i, |ins, a, b| ins.iadd(a, b));
            self.guard_sum(v, self.constant(b).or_else(|| self.constant(a)));
            v
        } else {
            let v = self.two(i, |ins, a, b| ins.isub(a, b));
            self.guard_sum(v, self.constant(b).map(|c| -c));
            v
        }
    }

    /// Shifted up, one factor makes the product overflow the word when it overflows 51
    /// bits. By a small constant the product cannot overflow the word.
    fn product(&mut self, i: &Inst) -> Value {
        let small = |v| self.constant(v).is_some_and(|c| c.abs() < 1 << 12);
        if small(i.args[0]) || small(i.args[1]) {
            let v = self.two(i, |ins, a, b| ins.imul(a, b));
            self.guard_fits(v, INT_BITS);
            return v;
        }
        let (a, b) = (self.get(i.args[0]), self.get(i.args[1]));
        let up = self.fb.ins().ishl_imm_u(a, bits::INT_SHIFT as i64);
        let (product, overflow) = self.fb.ins().smul_overflow(up, b);
        self.exit_if(overflow);
        self.fb.ins().sshr_imm_u(product, bits::INT_SHIFT as i64)
    }

    fn shift_left(&mut self, i: &Inst) -> Value {
        let v = self.get(i.args[0]);
        if i.imm > 0 {
            self.guard_fits(v, INT_BITS - i.imm);
        }
        self.fb.ins().ishl_imm_u(v, i.imm)
    }

    fn guard_divisor(&mut self, v: Val) {
        if self.constant(v).is_none_or(|c| c <= 0) {
            let v = self.get(v);
            let bad = self.fb.ins().icmp_imm_s(IntCC::SignedLessThanOrEqual, v, 0);
            self.exit_if(bad);
        }
    }

    fn divide(&mut self, i: &Inst) -> Value {
        let (a, b) = (self.get(i.args[0]), self.get(i.args[1]));
        match i.op {
            MirOp::QuotInt | MirOp::QuotFits => self.fb.ins().sdiv(a, b),
            MirOp::RemInt | MirOp::RemFits => self.fb.ins().srem(a, b),
            _ => {
                let r = self.fb.ins().srem(a, b);
                let sign = self.fb.ins().sshr_imm_u(r, 63);
                let more = self.fb.ins().band(sign, b);
                self.fb.ins().iadd(r, more)
            }
        }
    }

    /// Values that differ may still be the same if both are objects, which is rare.
    fn same(&mut self, i: &Inst) -> Value {
        let (a, b) = (self.get(i.args[0]), self.get(i.args[1]));
        let (differ, ask, next) = (self.fb.create_block(), self.cold_block(), self.fb.create_block());
        let same = self.fb.append_block_param(next, types::I8);
        let bits_equal = self.fb.ins().icmp(IntCC::Equal, a, b);
        self.fb.ins().brif(bits_equal, next, &[BlockArg::Value(bits_equal)], differ, &[]);
        self.go_on(differ);
        let (a_obj, b_obj) = (self.has_tag(a, bits::TAG_OBJ), self.has_tag(b, bits::TAG_OBJ));
        let objects = self.fb.ins().band(a_obj, b_obj);
        self.fb.ins().brif(objects, ask, &[], next, &[BlockArg::Value(bits_equal)]);
        self.go_on(ask);
        let found = self.helper(self.job.helpers.same as usize, types::I32, &[a, b]);
        let found = self.fb.ins().icmp_imm_u(IntCC::NotEqual, found, 0);
        self.fb.ins().jump(next, &[BlockArg::Value(found)]);
        self.go_on(next);
        same
    }

    /// Calls a function of the VM.
    fn helper(&mut self, address: usize, gives: Type, args: &[Value]) -> Value {
        let mut s = Signature::new(self.c_convention);
        s.params.extend(args.iter().map(|&a| AbiParam::new(self.fb.func.dfg.value_type(a))));
        s.returns.push(AbiParam::new(gives));
        let s = self.fb.import_signature(s);
        let address = self.fb.ins().iconst(types::I64, address as i64);
        let call = self.fb.ins().call_indirect(s, address, args);
        self.fb.inst_results(call)[0]
    }

    /// The first time, the byte is set on the way out.
    fn force_once(&mut self, i: &Inst) {
        let (first, next) = (self.cold_block(), self.fb.create_block());
        let place = self.fb.ins().iconst(types::I64, i.imm);
        let done = self.fb.ins().load(types::I8, self.memory.vm, place, 0);
        self.fb.ins().brif(done, next, &[], first, &[]);
        self.go_on(first);
        let one = self.fb.ins().iconst(types::I8, 1);
        self.fb.ins().store(self.memory.vm, one, place, 0);
        let exit = self.exit_block();
        self.fb.ins().jump(exit, &[]);
        self.go_on(next);
    }

    /// The address of the function at hand.
    fn function(&mut self) -> Result<Value, String> {
        let func = self.job.funcs.get(self.graph.func as usize).ok_or("no such function")?;
        let func = (&raw const **func).expose_provenance();
        Ok(self.fb.ins().iconst(types::I64, func as i64))
    }

    /// Has a function of the VM do an instruction of bytecode.
    fn handler(&mut self, i: &Inst, address: usize, gives: Type) -> Result<Value, String> {
        let func = self.function()?;
        let (vm, at) = (self.vm(), offset_of!(Vm, budget) as i32);
        let budget = self.fb.use_var(self.budget);
        self.fb.ins().store(self.memory.vm, budget, vm, at);
        let pc = self.fb.ins().iconst(types::I32, i.imm);
        let given = self.helper(address, gives, &[vm, self.regs, func, pc]);
        let budget = self.vm_field(offset_of!(Vm, budget));
        self.fb.def_var(self.budget, budget);
        Ok(given)
    }

    /// The element that an instruction names: an address and how far from it.
    fn element(&mut self, i: &Inst, size: usize) -> (Value, i32) {
        let (p, n) = (self.get(i.args[0]), i.args[1]);
        let offset = |n: i64| i32::try_from(n.checked_mul(size as i64)?.checked_add(i.imm)?).ok();
        if let Some(offset) = self.constant(n).and_then(offset) {
            return (p, offset);
        }
        let n = self.get(n);
        let n = if size == 1 { n } else { self.fb.ins().ishl_imm_u(n, size.trailing_zeros() as i64) };
        (self.fb.ins().iadd(p, n), i.imm as i32)
    }

    fn load_be(&mut self, i: &Inst, ty: Type) -> Value {
        let (p, at) = self.element(i, 1);
        // Packets are read at any place.
        let memory = MemFlagsData::new().with_notrap().with_alias_region(self.memory.heap.alias_region());
        let v = self.fb.ins().load(ty, memory, p, at);
        let v = self.fb.ins().bswap(v);
        self.fb.ins().uextend(types::I64, v)
    }
}
