//! The table of MIR operations. Each is written once; the enum, the printer, the
//! parser, the verifier and the effects that passes go by are derived from it.
//! A row is
//!
//! ```text
//! Name = "text", (Operand, ...) -> Result, Imm, EFFECTS, Reason, "One sentence.";
//! ```
//!
//! `Result` is a representation, or `None`. `Imm` says what the instruction's
//! constant is. `Reason` is why it may leave compiled code, `Never` if it does not;
//! one that may leave has a frame state.
use super::Rep;

/// What the constant of an instruction is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Imm {
    /// There is none; the field is 0.
    No,
    /// 1 if the result must fit even where only operations on 64 bits want it, or none:
    /// the program gets a float else, or something was decided that holds only if it
    /// fits. 0 if the program gets a larger integer.
    Strict,
    /// Bits of a value or of a float.
    Bits,
    /// A signed number.
    Int,
    /// A register of the function's window.
    Reg,
    /// A distance in bytes from the start of an object.
    Offset,
    /// A kind of object: `ObjKind as u8`.
    Kind,
    /// The number of a global.
    Global,
    /// The number of a function.
    Func,
    /// The number of an entry: see `jit::entries`.
    Entry,
    /// An instruction of the bytecode.
    Pc,
    /// A machine address.
    Address,
}

/// Effects, as bits.
pub mod effect {
    /// Depends on its operands only.
    pub const PURE: u16 = 0;
    /// Reads objects.
    pub const R_HEAP: u16 = 1;
    /// Changes objects.
    pub const W_HEAP: u16 = 2;
    /// Reads globals.
    pub const R_GLOBALS: u16 = 4;
    /// Changes globals.
    pub const W_GLOBALS: u16 = 8;
    /// Reads the function's registers in memory.
    pub const R_FRAME: u16 = 16;
    /// Writes the function's registers in memory.
    pub const W_FRAME: u16 = 32;
    /// May leave compiled code before it does anything.
    pub const EXITS: u16 = 64;
    /// Uses the budget.
    pub const BUDGET: u16 = 128;
    /// Runs other code, which may read and change heap and globals.
    pub const CALLS: u16 = 256;
}

impl MirOp {
    /// Whether it calls compiled code.
    pub fn calls(self) -> bool {
        matches!(self, MirOp::Call | MirOp::CallInit | MirOp::CallSelf)
    }
    /// Whether doing it again is another thing, or may come out otherwise though nothing was
    /// written that passes know of: there is no use in doing it once for both, or elsewhere.
    pub fn is_anew_each_time(self) -> bool {
        use MirOp::*;
        matches!(self, Compare | Spend | Room | Cons | NewInstance | NewRegisters | ForceOnce)
    }
    /// How many registers further than behind the callee's register of the call's window
    /// the callee's own window begins.
    pub fn inset(self) -> u32 {
        if self == MirOp::CallInit { crate::interp::objects::INSET } else { 0 }
    }
}

/// Why compiled code gave control back to the interpreter.
macro_rules! reasons {
    ($($name:ident = $text:literal;)*) => {
        /// Why compiled code gave control back to the interpreter.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[repr(u8)]
        pub enum Reason { $(#[doc = $text] $name,)* }
        impl Reason {
            /// Every reason.
            pub const ALL: &'static [Reason] = &[$(Reason::$name,)*];
            /// It in words.
            pub fn text(self) -> &'static str { match self { $(Reason::$name => $text,)* } }
            /// Its name.
            pub fn name(self) -> &'static str { match self { $(Reason::$name => stringify!($name),)* } }
        }
    };
}

reasons! {
    Never = "it does not leave";
    NotInt = "the value is not an integer";
    NotFloat = "the value is not a float";
    WrongKind = "the value is of another kind";
    ShapeChanged = "the record has another shape";
    Packed = "the vector is packed for other values";
    ValueChanged = "a value is not the one seen before";
    Unset = "the variable has no value";
    Overflow = "the integer does not fit";
    BadDivisor = "the divisor is zero or negative";
    OutOfBounds = "the index is out of bounds";
    NotCompiled = "the function that is called is not compiled";
    Budget = "the budget is used up";
    Room = "the stack has no room";
    Helper = "an operation failed, or wants to collect";
    Zero = "a zero meets a float, or a root is of less, which is for the language";
    Interpreter = "the instruction is left to the interpreter";
    Forced = "it was told to leave here once";
    Unwound = "a function that was called left compiled code";
    Beginning = "a function that begins an instance left compiled code";
}

macro_rules! for_each_mir_op {
    ($m:ident) => {
        $m! {
            // Constants
            Tagged = "tagged", () -> Tagged, Bits, PURE, Never, "A value.";
            Int = "int", () -> Int, Int, PURE, Never, "An integer.";
            Float = "float", () -> Float, Bits, PURE, Never, "A float.";
            Bool = "bool", () -> Bool, Int, PURE, Never, "0 or 1.";

            // The function's window in memory
            Reg = "reg", () -> Tagged, Reg, R_FRAME, Never, "Reads a register from memory.";
            SetReg = "set.reg", (Tagged) -> None, Reg, W_FRAME, Never, "Writes a register to memory.";
            Running = "running", () -> Tagged, No, R_FRAME, Never, "The running closure, from one below the window.";

            SetRunning = "set.running", (Tagged) -> None, No, W_FRAME, Never, "Writes the running closure to memory, one below the window.";

            // From and to tagged values
            UnboxInt = "unbox.int", (Tagged) -> Int, No, EXITS, NotInt, "The integer in a value.";
            UnboxFloat = "unbox.float", (Tagged) -> Float, No, EXITS, NotFloat, "The float in a value.";
            BoxInt = "box.int", (Int) -> Tagged, No, PURE, Never, "The value of an integer that fits in 51 bits.";
            BoxFloat = "box.float", (Float) -> Tagged, No, PURE, Never, "The value of a float; all NaNs become one.";
            BoxBool = "box.bool", (Bool) -> Tagged, No, PURE, Never, "True or false as a value.";
            IntToFloat = "int.to.float", (Int) -> Float, No, PURE, Never, "The nearest float.";

            // Guards
            GuardPair = "guard.pair", (Tagged) -> Ptr, No, EXITS, WrongKind, "The address of a pair.";
            GuardKind = "guard.kind", (Tagged) -> Ptr, Kind, EXITS, WrongKind, "The address of an object of a kind.";
            GuardValue = "guard.value", (Tagged) -> None, Bits, EXITS, ValueChanged, "Goes on if the value has these bits.";
            GuardNot = "guard.not", (Tagged) -> None, Bits, EXITS, Unset, "Goes on unless the value has these bits.";
            GuardSame = "guard.same", (Tagged, Tagged) -> None, No, EXITS, ValueChanged, "Goes on if both values have the same bits.";
            GuardCode = "guard.code", (Ptr) -> None, Func, EXITS, ValueChanged, "Goes on if the closure is of that function.";
            GuardShape = "guard.shape", (Ptr) -> None, Int, EXITS, ShapeChanged, "Goes on if the record or instance has that shape.";
            IsShape = "is.shape", (Ptr) -> Bool, Int, R_HEAP, Never, "Whether the record or instance has that shape.";
            SetShape = "set.shape", (Ptr) -> None, Int, W_HEAP, Never, "Gives an instance another shape.";
            GuardStores = "guard.stores", (Ptr, Tagged) -> None, No, EXITS, Packed, "Goes on if the vector, packed or not, takes the value.";
            GuardFlagsClear = "guard.flags.clear", (Ptr) -> None, Int, EXITS, WrongKind, "Goes on if the header has none of these flags.";
            GuardFlags = "guard.flags", (Ptr) -> None, Int, EXITS, WrongKind, "Goes on if the header has exactly these flags.";
            GuardIndex = "guard.index", (Int, Int) -> None, No, EXITS, OutOfBounds, "Goes on if 0 <= first < second.";
            GuardTrue = "guard.true", (Bool) -> None, No, EXITS, Zero, "Goes on if it holds: that what meets a float is not 0.";

            ForceOnce = "force.once", () -> None, Address, EXITS, Forced, "Leaves if the byte there is 0, and makes it 1: for tests of exits.";

            // Integers: 51 bits, kept in 64
            AddInt = "add.int", (Int, Int) -> Int, Strict, EXITS, Overflow, "Sum that must fit.";
            SubInt = "sub.int", (Int, Int) -> Int, Strict, EXITS, Overflow, "Difference that must fit.";
            MulInt = "mul.int", (Int, Int) -> Int, Strict, EXITS, Overflow, "Product that must fit.";
            AddFits = "add.fits", (Int, Int) -> Int, No, PURE, Never, "Sum that is known to fit.";
            SubFits = "sub.fits", (Int, Int) -> Int, No, PURE, Never, "Difference that is known to fit.";
            MulFits = "mul.fits", (Int, Int) -> Int, No, PURE, Never, "Product that is known to fit in 64 bits.";
            MulHigh = "mul.high", (Int, Int) -> Int, No, PURE, Never, "Upper 64 bits of the signed product.";
            QuotInt = "quot.int", (Int, Int) -> Int, No, EXITS, BadDivisor, "Truncated quotient by a divisor that must be above 0.";
            RemInt = "rem.int", (Int, Int) -> Int, No, EXITS, BadDivisor, "Remainder with the dividend's sign; the divisor must be above 0.";
            ModInt = "mod.int", (Int, Int) -> Int, No, EXITS, BadDivisor, "Remainder that is not negative; the divisor must be above 0.";
            QuotFits = "quot.fits", (Int, Int) -> Int, No, PURE, Never, "Truncated quotient by a divisor known to be above 0.";
            RemFits = "rem.fits", (Int, Int) -> Int, No, PURE, Never, "Remainder with the dividend's sign by a divisor known to be above 0.";
            ModFits = "mod.fits", (Int, Int) -> Int, No, PURE, Never, "Remainder that is not negative by a divisor known to be above 0.";
            And = "and.int", (Int, Int) -> Int, No, PURE, Never, "Bitwise and.";
            Or = "or.int", (Int, Int) -> Int, No, PURE, Never, "Bitwise or.";
            Xor = "xor.int", (Int, Int) -> Int, No, PURE, Never, "Bitwise exclusive or.";
            Sar = "sar.int", (Int) -> Int, Int, PURE, Never, "Arithmetic shift right by 0 to 63.";
            Shr = "shr.int", (Int) -> Int, Int, PURE, Never, "Logical shift right of all 64 bits by 0 to 63.";
            ShlInt = "shl.int", (Int) -> Int, Int, EXITS, Overflow, "Shift left by 0 to 49; the result must fit.";
            ShlFits = "shl.fits", (Int) -> Int, Int, PURE, Never, "Shift left by 0 to 63, bits above 64 are lost.";

            // Floats
            AddFloat = "add.float", (Float, Float) -> Float, No, PURE, Never, "Sum.";
            SubFloat = "sub.float", (Float, Float) -> Float, No, PURE, Never, "Difference.";
            MulFloat = "mul.float", (Float, Float) -> Float, No, PURE, Never, "Product.";
            DivFloat = "div.float", (Float, Float) -> Float, No, PURE, Never, "Quotient.";
            SqrtFloat = "sqrt.float", (Float) -> Float, No, PURE, Never, "Square root.";

            // Tests
            LtInt = "lt.int", (Int, Int) -> Bool, No, PURE, Never, "Less.";
            LeInt = "le.int", (Int, Int) -> Bool, No, PURE, Never, "Less or equal.";
            EqInt = "eq.int", (Int, Int) -> Bool, No, PURE, Never, "Equal.";
            LtFloat = "lt.float", (Float, Float) -> Bool, No, PURE, Never, "Less; false for NaN.";
            LeFloat = "le.float", (Float, Float) -> Bool, No, PURE, Never, "Less or equal; false for NaN.";
            EqFloat = "eq.float", (Float, Float) -> Bool, No, PURE, Never, "Equal; false for NaN.";
            Not = "not", (Bool) -> Bool, No, PURE, Never, "The opposite.";
            IsValue = "is.value", (Tagged) -> Bool, Bits, PURE, Never, "Whether the value has these bits.";
            IsPair = "is.pair", (Tagged) -> Bool, No, PURE, Never, "Whether it is a pair.";
            Same = "same", (Tagged, Tagged) -> Bool, No, R_HEAP, Never, "Whether two values are the same: `object::map::same`.";

            Compare = "compare", (Tagged, Tagged) -> Bool, Int, EXITS | R_HEAP, Helper, "Whether any two values compare as the entry of `backend::ORDERS` says, in the function's language.";

            // Memory
            Load = "load", (Ptr) -> Tagged, Offset, R_HEAP, Never, "A value in an object.";
            Store = "store", (Ptr, Tagged) -> None, Offset, W_HEAP, Never, "Changes a value in an object.";
            Len = "len", (Ptr) -> Int, No, PURE, Never, "The length in an object's header, which never changes.";
            LoadCount = "load.count", (Ptr) -> Int, Offset, R_HEAP, Never, "A length of 32 bits in an object.";
            StoreCount = "store.count", (Ptr, Int) -> None, Offset, W_HEAP, Never, "Changes a length of 32 bits in an object.";
            LoadPart = "load.part", (Ptr) -> Ptr, Offset, R_HEAP, Never, "The address of the object in a field that only calls change, where there is one.";
            Address = "address", (Tagged) -> Ptr, No, PURE, Never, "The address in a value that is an object.";
            LoadElem = "load.elem", (Ptr, Int) -> Tagged, Offset, R_HEAP, Never, "A value at an index; the offset is of the first.";
            StoreElem = "store.elem", (Ptr, Int, Tagged) -> None, Offset, W_HEAP, Never, "Changes a value at an index.";
            LoadByte = "load.byte", (Ptr, Int) -> Int, Offset, R_HEAP, Never, "A byte at an index.";
            LoadBe16 = "load.be16", (Ptr, Int) -> Int, Offset, R_HEAP, Never, "Two bytes at an index, the higher first.";
            LoadBe32 = "load.be32", (Ptr, Int) -> Int, Offset, R_HEAP, Never, "Four bytes at an index, the highest first.";
            StoreByte = "store.byte", (Ptr, Int, Int) -> None, Offset, W_HEAP, Never, "Changes a byte at an index to a number of 0 to 255.";
            LoadGlobal = "load.global", () -> Tagged, Global, R_GLOBALS, Never, "A global, perhaps without a value.";
            StoreGlobal = "store.global", (Tagged) -> None, Global, W_GLOBALS, Never, "Changes a global.";

            Cons = "cons", (Tagged, Tagged) -> Tagged, No, EXITS, Helper, "A new pair; leaves if that needs a collection.";

            NewInstance = "new.instance", (Tagged) -> Tagged, No, EXITS, Helper, "A new instance of a class; leaves if that needs a collection.";

            NewRegisters = "new.registers", (Tagged) -> Ptr, Int, EXITS, Helper, "The vector for so many registers of a generator, which gets it; leaves if that needs a collection.";

            // Control and calls
            Spend = "spend", () -> None, No, EXITS | BUDGET, Budget, "Uses one unit of the budget; leaves if there is none.";
            Room = "room", () -> None, No, EXITS, Room, "Goes on if the window fits below the limit for compiled code.";
            ResumeOf = "resume.of", (Ptr) -> Ptr, No, EXITS | R_HEAP, NotCompiled, "Where the compiled code begins that lets a generator go on, or begin.";
            CodeOf = "code.of", () -> Ptr, Entry, EXITS, NotCompiled, "Where the compiled code of an entry begins.";
            Generic = "generic", () -> None, Pc, EXITS | CALLS | BUDGET | R_HEAP | W_HEAP | R_GLOBALS | W_GLOBALS | R_FRAME | W_FRAME, Helper,
                "Lets the interpreter's handler do an instruction on the registers in memory.";
            Native = "native", () -> Tagged, Pc, EXITS | CALLS | BUDGET | R_HEAP | W_HEAP | R_GLOBALS | W_GLOBALS | R_FRAME, Helper,
                "Calls the builtin that an instruction names, with arguments in registers in memory.";
            Call = "call", (Ptr, ...) -> Any, Entry, EXITS | CALLS | BUDGET | R_HEAP | W_HEAP | R_GLOBALS | W_GLOBALS, Unwound,
                "Calls compiled code with the closure if the entry takes it, then the arguments; its state is the frame while the call is open.";
            CallInit = "call.init", (Ptr, ...) -> Any, Entry, EXITS | CALLS | BUDGET | R_HEAP | W_HEAP | R_GLOBALS | W_GLOBALS, Beginning,
                "The same for what begins a new instance: between both frames stands that of the function which gives the instance.";
            CallSelf = "call.self", (...) -> Any, No, EXITS | CALLS | BUDGET | R_HEAP | W_HEAP | R_GLOBALS | W_GLOBALS, Unwound,
                "The same for the function at hand.";
        }
    };
}

/// The representations of an operation's operands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Operands {
    /// The first ones.
    pub fixed: &'static [Rep],
    /// Whether any number of any representation follows.
    pub more: bool,
}

/// What an operation gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gives {
    /// Nothing.
    None,
    /// A value of that representation.
    Rep(Rep),
    /// A value of whatever representation its result has.
    Any,
}

/// A row of the table.
#[derive(Debug)]
pub struct MirOpInfo {
    /// The operation.
    pub op: MirOp,
    /// Its name in listings.
    pub text: &'static str,
    /// Operands.
    pub operands: Operands,
    /// Result.
    pub gives: Gives,
    /// What the constant is.
    pub imm: Imm,
    /// Bits of [`effect`].
    pub effects: u16,
    /// Why it may leave.
    pub reason: Reason,
}

macro_rules! declare {
    (@reps [$($done:ident)*] ...) => { Operands { fixed: &[$(Rep::$done),*], more: true } };
    (@reps [$($done:ident)*] $r:ident $(, $($rest:tt)*)?) => { declare!(@reps [$($done)* $r] $($($rest)*)?) };
    (@reps [$($done:ident)*]) => { Operands { fixed: &[$(Rep::$done),*], more: false } };
    (@gives None) => { Gives::None };
    (@gives Any) => { Gives::Any };
    (@gives $r:ident) => { Gives::Rep(Rep::$r) };
    ($($name:ident = $text:literal, ($($operands:tt)*) -> $gives:ident, $imm:ident, $($eff:ident)|*, $reason:ident, $doc:literal;)*) => {
        /// An operation of MIR.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum MirOp { $(#[doc = $doc] $name,)* }
        /// The rows, by number.
        pub static MIR_OPS: &[MirOpInfo] = &[$(MirOpInfo {
            op: MirOp::$name,
            text: $text,
            operands: declare!(@reps [] $($operands)*),
            gives: declare!(@gives $gives),
            imm: Imm::$imm,
            effects: $(effect::$eff)|*,
            reason: Reason::$reason,
        }),*];
    };
}
for_each_mir_op!(declare);

impl MirOp {
    /// Its row.
    #[inline]
    pub fn info(self) -> &'static MirOpInfo {
        &MIR_OPS[self as usize]
    }
    /// Whether it has all these effects.
    #[inline]
    pub fn has(self, effects: u16) -> bool {
        self.info().effects & effects == effects
    }
    /// Whether it may leave compiled code.
    pub fn exits(self) -> bool {
        self.has(effect::EXITS)
    }
    /// Whether it may go away if nobody wants its result.
    pub fn removable(self) -> bool {
        self.info().effects
            & (effect::W_HEAP | effect::W_GLOBALS | effect::W_FRAME | effect::EXITS | effect::BUDGET | effect::CALLS)
            == 0
    }
}
