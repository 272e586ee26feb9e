//! Code while it is made: instructions, locals, and what is written so often that it
//! has a name.
use super::insn::{Insn, Op, Operand, Ty};
use crate::jit::mir::Rep;
use crate::value::{Value, bits};

/// Instructions and the locals they use.
#[derive(Debug, Default)]
pub(super) struct Code {
    pub insns: Vec<Insn>,
    /// Types of locals, parameters first.
    pub locals: Vec<Ty>,
    /// How many parameters there are.
    pub params: usize,
    /// The bytecode instruction that code is made for.
    pub pc: Option<u32>,
    free: [Vec<u32>; 3],
}

impl Code {
    /// No code yet.
    pub fn new(params: Vec<Ty>, pc: Option<u32>) -> Code {
        Code { params: params.len(), locals: params, pc, ..Code::default() }
    }

    /// A local that is free. Give it back with [`Body::release`].
    pub fn temp(&mut self, ty: Ty) -> u32 {
        self.free[ty as usize].pop().unwrap_or_else(|| {
            self.locals.push(ty);
            self.locals.len() as u32 - 1
        })
    }
    /// Frees a local.
    pub fn release(&mut self, l: u32) {
        self.free[self.locals[l as usize] as usize].push(l);
    }

    /// Adds an instruction.
    pub fn op(&mut self, op: Op) {
        self.imm(op, 0);
    }
    /// Adds an instruction with its operand.
    pub fn imm(&mut self, op: Op, imm: i64) {
        self.insns.push(Insn { op, imm, pc: self.pc });
    }
    /// Adds the constant and the operation on it.
    pub fn with(&mut self, constant: i64, op: Op) {
        self.imm(Op::I64Const, constant);
        self.op(op);
    }
    pub fn get(&mut self, l: u32) {
        match self.insns.last_mut() {
            Some(last) if last.op == Op::LocalSet && last.imm == l as i64 => last.op = Op::LocalTee,
            _ => self.imm(Op::LocalGet, l as i64),
        }
    }
    pub fn set(&mut self, l: u32) {
        self.imm(Op::LocalSet, l as i64);
    }
    /// The opposite of what is on the stack.
    pub fn not(&mut self) {
        match self.insns.last_mut() {
            Some(last) if let Some(opposite) = last.op.opposite() => last.op = opposite,
            _ => self.op(Op::I32Eqz),
        }
    }

    /// Adds the constant and the operation on it.
    pub fn i32_by(&mut self, constant: i64, op: Op) {
        self.imm(Op::I32Const, constant);
        self.op(op);
    }

    /// Makes a tagged value of what is on the stack.
    pub fn tag(&mut self, rep: Rep) {
        match rep {
            Rep::Tagged => {}
            Rep::Int => self.with(bits::INT_TAG as i64, Op::I64Or),
            Rep::Bool => {
                self.op(Op::I64ExtendI32U);
                self.with(Value::FALSE.bits() as i64, Op::I64Add);
            }
            Rep::Float => {
                // All NaNs become the one that values hold.
                let f = self.temp(Ty::F64);
                self.set(f);
                self.get(f);
                self.op(Op::I64ReinterpretF64);
                self.imm(Op::I64Const, bits::NAN as i64);
                self.get(f);
                self.get(f);
                self.op(Op::F64Eq);
                self.op(Op::Select);
                self.release(f);
            }
            Rep::Ptr => unreachable!("addresses are not values"),
        }
    }

    /// Takes what is in the tagged value on the stack, which is known to be of that kind.
    pub fn untag(&mut self, rep: Rep) {
        match rep {
            Rep::Tagged => {}
            Rep::Int => {
                self.with(bits::INT_SHIFT as i64, Op::I64Shl);
                self.with(bits::INT_SHIFT as i64, Op::I64ShrS);
            }
            Rep::Float => self.op(Op::F64ReinterpretI64),
            Rep::Bool => self.with(Value::TRUE.bits() as i64, Op::I64Eq),
            // The lower half; addresses are 32 bits.
            Rep::Ptr => self.op(Op::I32WrapI64),
        }
    }

    /// Whether the value in a local is a float: only floats equal themselves when read
    /// as such, but for the NaN.
    pub fn is_float(&mut self, local: u32) {
        self.get(local);
        self.op(Op::F64ReinterpretI64);
        let f = self.temp(Ty::F64);
        self.set(f);
        self.get(f);
        self.get(f);
        self.op(Op::F64Eq);
        self.get(local);
        self.with(bits::NAN as i64, Op::I64Eq);
        self.op(Op::I32Or);
        self.release(f);
    }

    /// Drops what is written to locals that nobody reads, and locals of no use.
    pub fn tidy(&mut self) {
        let mut reads = vec![0u32; self.locals.len()];
        for i in self.insns.iter().filter(|i| i.op == Op::LocalGet) {
            reads[i.imm as usize] += 1;
        }
        let params = self.params;
        self.insns.retain_mut(|i| {
            let unread = i.op.is_write() && reads[i.imm as usize] == 0;
            if unread && i.op == Op::LocalSet {
                i.op = Op::Drop;
                i.imm = 0;
            }
            !(unread && i.op == Op::LocalTee)
        });
        // Locals of one type stand together.
        let mut order: Vec<usize> = (params..self.locals.len()).filter(|&l| reads[l] > 0).collect();
        crate::platform::sort_by_key(&mut order, |&l| self.locals[l] as u8);
        let mut number: Vec<i64> = (0..self.locals.len() as i64).collect();
        for (i, &l) in order.iter().enumerate() {
            number[l] = (params + i) as i64;
        }
        for i in &mut self.insns {
            if i.op.operand() == Operand::Local {
                i.imm = number[i.imm as usize];
            }
        }
        let kept = order.iter().map(|&l| self.locals[l]).collect::<Vec<_>>();
        self.locals.truncate(params);
        self.locals.extend(kept);
    }
}

/// The constant of a type.
pub(super) fn zero(ty: Ty) -> Op {
    match ty {
        Ty::I32 => Op::I32Const,
        Ty::I64 => Op::I64Const,
        Ty::F64 => Op::F64Const,
    }
}
