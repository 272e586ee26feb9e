//! The wasm instructions in use: one table, which the encoder and the printer read.
use wasm_encoder::{InstructionSink, MemArg, MemArgTarget, ValType};

/// A type of wasm.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Ty {
    I32,
    I64,
    F64,
}

impl Ty {
    pub fn text(self) -> &'static str {
        match self {
            Ty::I32 => "i32",
            Ty::I64 => "i64",
            Ty::F64 => "f64",
        }
    }
    pub fn encoded(self) -> ValType {
        match self {
            Ty::I32 => ValType::I32,
            Ty::I64 => ValType::I64,
            Ty::F64 => ValType::F64,
        }
    }
}

/// What follows an instruction; its number is in [`Insn::imm`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Operand {
    /// Nothing.
    None,
    /// Whether what it encloses gives an `i32`.
    Gives,
    /// How many labels further out.
    Label,
    /// A local.
    Local,
    /// A function of the module.
    Func,
    /// A type of the module, for a call through the table.
    Type,
    /// A number.
    I32,
    /// A number.
    I64,
    /// The bits of a number.
    F64,
    /// The distance of an address from the one on the stack.
    Offset,
}

/// An instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Insn {
    pub op: Op,
    pub imm: i64,
    /// The bytecode instruction it was made for, if it was for one.
    pub pc: Option<u32>,
}

fn at(offset: i64, align: u32) -> MemArg {
    MemArg { offset: offset as u32 as u64, align, target: MemArgTarget::default(), ordering: None }
}
fn enclosed(gives: i64) -> wasm_encoder::BlockType {
    if gives != 0 { wasm_encoder::BlockType::Result(ValType::I32) } else { wasm_encoder::BlockType::Empty }
}

macro_rules! instructions {
    (@encode None, $s:ident.$method:ident, $n:ident) => { $s.$method() };
    (@encode Gives, $s:ident.$method:ident, $n:ident) => { $s.$method(enclosed($n)) };
    (@encode Type, $s:ident.$method:ident, $n:ident) => { $s.$method(0, $n as u32) };
    (@encode I32, $s:ident.$method:ident, $n:ident) => { $s.$method($n as i32) };
    (@encode I64, $s:ident.$method:ident, $n:ident) => { $s.$method($n) };
    (@encode F64, $s:ident.$method:ident, $n:ident) => { $s.$method(f64::from_bits($n as u64).into()) };
    (@encode Offset $align:literal, $s:ident.$method:ident, $n:ident) => { $s.$method(at($n, $align)) };
    (@encode $index:ident, $s:ident.$method:ident, $n:ident) => { $s.$method($n as u32) };
    ($($name:ident = $text:literal, $operand:ident $($align:literal)?, $method:ident;)*) => {
        /// What an instruction does, by its name in wasm's text.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub(super) enum Op { $($name,)* }
        static ROWS: &[(&str, Operand)] = &[$(($text, Operand::$operand),)*];
        impl Insn {
            /// Writes it as bytes.
            pub fn encode(self, s: &mut InstructionSink) {
                let n = self.imm;
                match self.op { $(Op::$name => { instructions!(@encode $operand $($align)?, s.$method, n); })* }
            }
        }
    };
}

instructions! {
    Unreachable = "unreachable", None, unreachable;
    Block = "block", Gives, block;
    Loop = "loop", Gives, loop_;
    If = "if", Gives, if_;
    Else = "else", None, else_;
    End = "end", None, end;
    Br = "br", Label, br;
    BrIf = "br_if", Label, br_if;
    Return = "return", None, return_;
    Call = "call", Func, call;
    CallIndirect = "call_indirect", Type, call_indirect;
    ReturnCallIndirect = "return_call_indirect", Type, return_call_indirect;
    Drop = "drop", None, drop;
    Select = "select", None, select;
    LocalGet = "local.get", Local, local_get;
    LocalSet = "local.set", Local, local_set;
    LocalTee = "local.tee", Local, local_tee;

    I32Load = "i32.load", Offset 2, i32_load;
    I64Load = "i64.load", Offset 3, i64_load;
    I32Load8U = "i32.load8_u", Offset 0, i32_load8_u;
    I32Load16U = "i32.load16_u", Offset 1, i32_load16_u;
    I64Load8U = "i64.load8_u", Offset 0, i64_load8_u;
    I64Load32U = "i64.load32_u", Offset 2, i64_load32_u;
    I32Load16Any = "i32.load16_u", Offset 0, i32_load16_u;
    I32LoadAny = "i32.load", Offset 0, i32_load;
    I32Store = "i32.store", Offset 2, i32_store;
    I32Store8 = "i32.store8", Offset 0, i32_store8;
    I64Store = "i64.store", Offset 3, i64_store;
    I64Store8 = "i64.store8", Offset 0, i64_store8;
    I64Store32 = "i64.store32", Offset 2, i64_store32;
    F64Store = "f64.store", Offset 3, f64_store;

    I32Const = "i32.const", I32, i32_const;
    I64Const = "i64.const", I64, i64_const;
    F64Const = "f64.const", F64, f64_const;

    I32Eqz = "i32.eqz", None, i32_eqz;
    I32Eq = "i32.eq", None, i32_eq;
    I32Ne = "i32.ne", None, i32_ne;
    I32LeU = "i32.le_u", None, i32_le_u;
    I32GtU = "i32.gt_u", None, i32_gt_u;
    I32Add = "i32.add", None, i32_add;
    I32Sub = "i32.sub", None, i32_sub;
    I32And = "i32.and", None, i32_and;
    I32Or = "i32.or", None, i32_or;
    I32Shl = "i32.shl", None, i32_shl;
    I32ShrU = "i32.shr_u", None, i32_shr_u;
    I32Rotl = "i32.rotl", None, i32_rotl;
    I32WrapI64 = "i32.wrap_i64", None, i32_wrap_i64;

    I64Eqz = "i64.eqz", None, i64_eqz;
    I64Eq = "i64.eq", None, i64_eq;
    I64Ne = "i64.ne", None, i64_ne;
    I64LtS = "i64.lt_s", None, i64_lt_s;
    I64GeS = "i64.ge_s", None, i64_ge_s;
    I64LeS = "i64.le_s", None, i64_le_s;
    I64GtS = "i64.gt_s", None, i64_gt_s;
    I64LtU = "i64.lt_u", None, i64_lt_u;
    I64GeU = "i64.ge_u", None, i64_ge_u;
    I64Add = "i64.add", None, i64_add;
    I64Sub = "i64.sub", None, i64_sub;
    I64Mul = "i64.mul", None, i64_mul;
    I64DivS = "i64.div_s", None, i64_div_s;
    I64RemS = "i64.rem_s", None, i64_rem_s;
    I64And = "i64.and", None, i64_and;
    I64Or = "i64.or", None, i64_or;
    I64Xor = "i64.xor", None, i64_xor;
    I64Shl = "i64.shl", None, i64_shl;
    I64ShrS = "i64.shr_s", None, i64_shr_s;
    I64ShrU = "i64.shr_u", None, i64_shr_u;
    I64ExtendI32U = "i64.extend_i32_u", None, i64_extend_i32_u;
    I64ReinterpretF64 = "i64.reinterpret_f64", None, i64_reinterpret_f64;

    F64Eq = "f64.eq", None, f64_eq;
    F64Ne = "f64.ne", None, f64_ne;
    F64Lt = "f64.lt", None, f64_lt;
    F64Le = "f64.le", None, f64_le;
    F64Ge = "f64.ge", None, f64_ge;
    F64Abs = "f64.abs", None, f64_abs;
    F64Add = "f64.add", None, f64_add;
    F64Sub = "f64.sub", None, f64_sub;
    F64Mul = "f64.mul", None, f64_mul;
    F64Div = "f64.div", None, f64_div;
    F64Sqrt = "f64.sqrt", None, f64_sqrt;
    F64ConvertI64S = "f64.convert_i64_s", None, f64_convert_i64_s;
    F64ReinterpretI64 = "f64.reinterpret_i64", None, f64_reinterpret_i64;
}

impl Op {
    /// Whether it writes a local.
    pub fn is_write(self) -> bool {
        matches!(self, Op::LocalSet | Op::LocalTee)
    }
    /// Its name.
    pub fn text(self) -> &'static str {
        ROWS[self as usize].0
    }
    /// What follows it.
    pub fn operand(self) -> Operand {
        ROWS[self as usize].1
    }
    /// The comparison that holds when this one does not.
    pub fn opposite(self) -> Option<Op> {
        const PAIRS: [(Op, Op); 7] = [
            (Op::I32Eq, Op::I32Ne),
            (Op::I32LeU, Op::I32GtU),
            (Op::I64Eq, Op::I64Ne),
            (Op::I64LtS, Op::I64GeS),
            (Op::I64LeS, Op::I64GtS),
            (Op::I64LtU, Op::I64GeU),
            // Less has no opposite among floats: with NaN, all comparisons but this fail.
            (Op::F64Eq, Op::F64Ne),
        ];
        let pair = PAIRS.iter().find(|(a, b)| *a == self || *b == self)?;
        Some(if pair.0 == self { pair.1 } else { pair.0 })
    }
}
