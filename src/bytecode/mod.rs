//! The bytecode: a register machine with fixed 64-bit instructions. The op
//! table is in `ops`; what the compiler makes of a function is a [`Proto`].
pub mod archive;
pub mod disasm;
pub mod ops;
pub mod proto;
pub mod verify;

pub use ops::{Kind, OP_COUNT, OPS, Op, OpInfo, effect};
pub use proto::{
    CallSiteInfo, CaptureSource, Details, FieldSiteInfo, Handler, Lazy, NO_TYPE, PlainCode, Proto, Variable,
};

/// How many arguments a native takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Arity {
    /// Fewest.
    pub min: u16,
    /// Most; `None` if there is no limit.
    pub max: Option<u16>,
}

impl Arity {
    /// The number, if it is always the same: such natives are called by `CallNative`.
    pub fn fixed(self) -> Option<u16> {
        self.max.filter(|&m| m == self.min)
    }
    /// Whether it takes that many arguments.
    pub fn accepts(self, args: usize) -> bool {
        args >= self.min as usize && self.max.is_none_or(|m| args <= m as usize)
    }
}

/// One instruction: an op and three 16-bit fields, read as the op's row says.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(C, align(8))]
pub struct Insn {
    /// Number in the op table.
    pub op: u16,
    /// First field.
    pub a: u16,
    /// Second field.
    pub b: u16,
    /// Third field.
    pub c: u16,
}

const _: () = assert!(size_of::<Insn>() == 8);

impl Insn {
    /// The register that its result goes to, if it has one.
    #[inline]
    pub fn result(self) -> Option<u16> {
        // Where arguments begin, the result lands, too, unless it has a place of its own.
        let first = self.op().info().operands.first();
        matches!(first, Some((_, Kind::W | Kind::Args))).then_some(self.a)
    }
    /// An instruction from its fields.
    pub fn new(op: Op, a: u16, b: u16, c: u16) -> Self {
        Insn { op: op as u16, a, b, c }
    }
    /// An instruction whose last operand takes 32 bits.
    pub fn wide(op: Op, a: u16, bc: u32) -> Self {
        Insn { op: op as u16, a, b: bc as u16, c: (bc >> 16) as u16 }
    }
    /// The fields `b` and `c` as one number.
    #[inline(always)]
    pub fn bc(self) -> u32 {
        self.b as u32 | (self.c as u32) << 16
    }
    /// The field or fields of the operand of that name, and what it is.
    pub fn field(self, name: &str) -> Option<(Kind, u32)> {
        let mut at = 0;
        for &(n, kind) in Op::from_u16(self.op)?.info().operands {
            if n == name {
                return Some((kind, if kind.wide() { self.bc() } else { [self.a, self.b, self.c][at] as u32 }));
            }
            at += if kind.wide() { 2 } else { 1 };
        }
        None
    }
    /// The instruction it may jump to, from that place.
    pub fn target(self, pc: usize) -> Option<u32> {
        let (kind, f) = self.field("to")?;
        let distance = if kind == Kind::Off { f as u16 as i16 as i64 } else { f as i32 as i64 };
        u32::try_from(pc as i64 + 1 + distance).ok()
    }
    /// The op. The instruction must have come from the compiler or passed the verifier.
    pub fn op(self) -> Op {
        Op::from_u16(self.op).expect("op numbers are checked before code runs")
    }
}

impl std::fmt::Debug for Insn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match Op::from_u16(self.op) {
            Some(op) => write!(f, "{op:?} {} {} {}", self.a, self.b, self.c),
            None => write!(f, "?{} {} {} {}", self.op, self.a, self.b, self.c),
        }
    }
}
