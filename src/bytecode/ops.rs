//! The op table. Each op is written once; the enum, the operand codec, the
//! disassembler, the verifier, the dispatch tables, the effect table and the
//! page's constants are derived from it. A row is
//!
//! ```text
//! snake_name = Name, EFFECTS, { operand: Kind, ... }, "One sentence.";
//! snake_name = Name quickens Generic, EFFECTS, { ... }, "...";
//! snake_name = Name fuses [Part, Part], EFFECTS, { ... }, "...";
//! ```
//!
//! Operands take the fields `a`, `b`, `c` in turn; kinds of 32 bits take `b` and
//! `c` together and stand last. A handler of the row's snake name must exist in
//! `interp/exec`; a missing one does not compile.

/// What an operand is. The verifier and the disassembler go by this.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Register that is written.
    W,
    /// Register that is read.
    R,
    /// First register of a call window: the callee, then the arguments.
    Window,
    /// First register that is free, where the instruction may build a call's window.
    Free,
    /// First register of a run of arguments.
    Args,
    /// Number of arguments.
    Argc,
    /// Signed 16-bit constant.
    Imm,
    /// Signed 32-bit constant.
    Imm32,
    /// Signed 16-bit distance from the next instruction.
    Off,
    /// Signed 32-bit distance from the next instruction.
    Off32,
    /// Index into the function's constants, 32 bits.
    Const,
    /// The same in 16 bits.
    ConstShort,
    /// Index of a global, 32 bits.
    Global,
    /// Symbol number, 32 bits.
    Name,
    /// Index into the function's call sites.
    CallSite,
    /// Index into the function's field sites.
    FieldSite,
    /// Index into the function's inner functions.
    Func,
    /// Index into the closure's captures.
    Capture,
    /// Index into the VM's natives.
    Native,
    /// A field that is not used and must be 0.
    Unused,
}

impl Kind {
    /// Whether it takes two fields.
    pub const fn wide(self) -> bool {
        matches!(self, Kind::Imm32 | Kind::Off32 | Kind::Const | Kind::Global | Kind::Name)
    }
    /// Its name in listings and on the reference page.
    pub const fn text(self) -> &'static str {
        match self {
            Kind::W => "dst",
            Kind::R => "reg",
            Kind::Window => "window",
            Kind::Free => "free",
            Kind::Args => "args",
            Kind::Argc => "argc",
            Kind::Imm => "imm16",
            Kind::Imm32 => "imm32",
            Kind::Off => "off16",
            Kind::Off32 => "off32",
            Kind::Const => "const",
            Kind::ConstShort => "const16",
            Kind::Global => "global",
            Kind::Name => "name",
            Kind::CallSite => "call-site",
            Kind::FieldSite => "field-site",
            Kind::Func => "function",
            Kind::Capture => "capture",
            Kind::Native => "native",
            Kind::Unused => "unused",
        }
    }
}

/// Effects of an op, as bits.
pub mod effect {
    /// Neither reads nor changes anything but registers, and always succeeds.
    pub const PURE: u8 = 0;
    /// May throw.
    pub const THROWS: u8 = 1;
    /// May collect: a safepoint.
    pub const GC: u8 = 2;
    /// Changes the heap or a global.
    pub const WRITES: u8 = 4;
    /// Reads what others may change.
    pub const READS: u8 = 8;
    /// May go on elsewhere than at the next instruction.
    pub const JUMPS: u8 = 16;
    /// Never goes on at the next instruction.
    pub const ENDS: u8 = 32;
    /// Enters or leaves a function, or switches tasks.
    pub const CALLS: u8 = 64;

    /// The effects in words.
    pub fn words(e: u8) -> Vec<&'static str> {
        let all = [
            (THROWS, "may throw"),
            (GC, "safepoint"),
            (WRITES, "writes the heap"),
            (READS, "reads the heap"),
            (JUMPS, "may jump"),
            (ENDS, "does not fall through"),
            (CALLS, "enters or leaves a function"),
        ];
        let words: Vec<_> = all.iter().filter(|(bit, _)| e & bit != 0).map(|&(_, w)| w).collect();
        if words.is_empty() { vec!["pure"] } else { words }
    }
}

/// Calls `$m!` with every row of the op table.
#[rustfmt::skip]
macro_rules! for_each_op {
    ($m:ident) => {
        $m! {
            // Moves and constants
            move_ = Move, PURE, { dst: W, src: R }, "Copies a register.";
            load_int = LoadInt, PURE, { dst: W, value: Imm32 }, "Loads a small integer.";
            load_const = LoadConst, PURE, { dst: W, constant: Const }, "Reads a constant in place from the function's constants.";

            // Variables
            get_global = GetGlobal, THROWS | READS, { dst: W, global: Global }, "Reads a global by its index; throws if it has no value.";
            set_global = SetGlobal, THROWS | WRITES, { src: R, global: Global }, "Sets a global that has a value.";
            define_global = DefineGlobal, WRITES, { src: R, global: Global }, "Gives a global a value.";
            get_global_named = GetGlobalNamed, THROWS | READS, { dst: W, name: Name }, "Looks a global up by its name, then reads it.";
            set_global_named = SetGlobalNamed, THROWS | WRITES, { src: R, name: Name }, "Looks a global up by its name, then sets it.";
            get_capture = GetCapture, PURE, { dst: W, capture: Capture }, "Reads a value captured by the running closure.";
            get_capture_box = GetCaptureBox, READS, { dst: W, capture: Capture }, "Reads a captured variable through its cell.";
            set_capture_box = SetCaptureBox, WRITES, { src: R, capture: Capture }, "Sets a captured variable through its cell.";
            make_box = MakeBox, THROWS | GC, { dst: W, src: R }, "Makes a cell for a variable that closures share.";
            get_box = GetBox, READS, { dst: W, cell: R }, "Reads a cell.";
            set_box = SetBox, WRITES, { cell: R, src: R }, "Sets a cell.";
            make_closure = MakeClosure, THROWS | GC, { dst: W, function: Func }, "Makes a closure; what it captures is listed with the function.";
            patch_capture = PatchCapture, WRITES, { closure: R, capture: Capture, src: R }, "Fills in a capture of a closure made before the captured one.";

            // Jumps
            jump = Jump, JUMPS | ENDS, { unused: Unused, to: Off32 }, "Goes on elsewhere.";
            jump_if_false = JumpIfFalse, JUMPS, { test: R, to: Off32 }, "Jumps if the value counts as false.";
            jump_if_true = JumpIfTrue, JUMPS, { test: R, to: Off32 }, "Jumps if the value counts as true.";
            loop_back = LoopBack, JUMPS | ENDS | GC | THROWS, { unused: Unused, to: Off32 }, "Next turn of a loop: a back edge, where fuel is counted and the VM may stop.";
            loop_self = LoopSelf, JUMPS | GC | THROWS | READS, { to: Off, global: Global }, "Jumps back to the function's start if the global still holds this closure; falls through otherwise.";

            // Arithmetic
            add = Add, THROWS | GC, { dst: W, lhs: R, rhs: R }, "Sum of two numbers.";
            sub = Sub, THROWS | GC, { dst: W, lhs: R, rhs: R }, "Difference of two numbers.";
            mul = Mul, THROWS | GC, { dst: W, lhs: R, rhs: R }, "Product of two numbers.";
            div = Div, THROWS | GC, { dst: W, lhs: R, rhs: R }, "Quotient of two numbers.";
            quotient = Quotient, THROWS | GC, { dst: W, lhs: R, rhs: R }, "Integer quotient, truncated.";
            remainder = Remainder, THROWS | GC, { dst: W, lhs: R, rhs: R }, "Integer remainder with the dividend's sign.";
            modulo = Modulo, THROWS | GC, { dst: W, lhs: R, rhs: R }, "Integer remainder with the divisor's sign.";
            add_imm = AddImm, THROWS | GC, { dst: W, lhs: R, rhs: Imm }, "Adds a small constant.";
            sub_imm = SubImm, THROWS | GC, { dst: W, lhs: R, rhs: Imm }, "Subtracts a small constant.";
            mul_imm = MulImm, THROWS | GC, { dst: W, lhs: R, rhs: Imm }, "Multiplies by a small constant.";
            quotient_imm = QuotientImm, THROWS | GC, { dst: W, lhs: R, rhs: Imm }, "Integer quotient by a small constant.";
            remainder_imm = RemainderImm, THROWS | GC, { dst: W, lhs: R, rhs: Imm }, "Integer remainder by a small constant.";
            modulo_imm = ModuloImm, THROWS | GC, { dst: W, lhs: R, rhs: Imm }, "Integer modulo by a small constant.";
            int_add = IntAdd, THROWS | GC, { dst: W, lhs: R, rhs: R }, "`+int`: integers only; overflow gives a float.";
            int_sub = IntSub, THROWS | GC, { dst: W, lhs: R, rhs: R }, "`-int`: integers only; overflow gives a float.";
            int_mul = IntMul, THROWS | GC, { dst: W, lhs: R, rhs: R }, "`*int`: integers only; overflow gives a float.";
            int_add_imm = IntAddImm, THROWS | GC, { dst: W, lhs: R, rhs: Imm }, "`+int` with a small constant.";
            int_sub_imm = IntSubImm, THROWS | GC, { dst: W, lhs: R, rhs: Imm }, "`-int` with a small constant.";
            float_add = FloatAdd, THROWS, { dst: W, lhs: R, rhs: R }, "`+float`: floats only.";
            float_sub = FloatSub, THROWS, { dst: W, lhs: R, rhs: R }, "`-float`: floats only.";
            float_mul = FloatMul, THROWS, { dst: W, lhs: R, rhs: R }, "`*float`: floats only.";
            bit_and = BitAnd, THROWS, { dst: W, lhs: R, rhs: R }, "Bitwise and.";
            bit_or = BitOr, THROWS, { dst: W, lhs: R, rhs: R }, "Bitwise or.";
            bit_xor = BitXor, THROWS, { dst: W, lhs: R, rhs: R }, "Bitwise exclusive or.";
            shift = Shift, THROWS, { dst: W, lhs: R, rhs: R }, "Arithmetic shift, left if the count is positive.";

            bit_and_imm = BitAndImm, THROWS, { dst: W, lhs: R, rhs: Imm }, "Bitwise and with a small constant.";
            shift_imm = ShiftImm, THROWS, { dst: W, lhs: R, rhs: Imm }, "Arithmetic shift by a constant.";

            // Comparison
            lt = Lt, THROWS, { dst: W, lhs: R, rhs: R }, "Whether the first number is less.";
            le = Le, THROWS, { dst: W, lhs: R, rhs: R }, "Whether the first number is less or equal.";
            gt = Gt, THROWS, { dst: W, lhs: R, rhs: R }, "Whether the first number is greater.";
            ge = Ge, THROWS, { dst: W, lhs: R, rhs: R }, "Whether the first number is greater or equal.";
            num_eq = NumEq, THROWS, { dst: W, lhs: R, rhs: R }, "Whether two numbers are equal.";
            lt_imm = LtImm, THROWS, { dst: W, lhs: R, rhs: Imm }, "Whether a number is less than a small constant.";
            le_imm = LeImm, THROWS, { dst: W, lhs: R, rhs: Imm }, "Whether a number is at most a small constant.";
            gt_imm = GtImm, THROWS, { dst: W, lhs: R, rhs: Imm }, "Whether a number is greater than a small constant.";
            ge_imm = GeImm, THROWS, { dst: W, lhs: R, rhs: Imm }, "Whether a number is at least a small constant.";
            num_eq_imm = NumEqImm, THROWS, { dst: W, lhs: R, rhs: Imm }, "Whether a number equals a small constant.";
            eq = Eq, PURE, { dst: W, lhs: R, rhs: R }, "Whether two values are the same.";
            not = Not, PURE, { dst: W, src: R }, "True exactly for false.";

            // Pairs, vectors, bytes, records
            cons = Cons, THROWS | GC, { dst: W, first: R, second: R }, "Makes a pair.";
            car = Car, THROWS | READS, { dst: W, pair: R }, "First part of a pair.";
            cdr = Cdr, THROWS | READS, { dst: W, pair: R }, "Second part of a pair.";
            set_car = SetCar, THROWS | WRITES, { pair: R, src: R }, "Sets the first part of a pair.";
            set_cdr = SetCdr, THROWS | WRITES, { pair: R, src: R }, "Sets the second part of a pair.";
            is_pair = IsPair, PURE, { dst: W, src: R }, "Whether it is a pair.";
            is_null = IsNull, PURE, { dst: W, src: R }, "Whether it is the empty list.";
            vector_ref = VectorRef, THROWS | READS, { dst: W, vector: R, index: R }, "Element of a vector.";
            vector_set = VectorSet, THROWS | WRITES, { vector: R, index: R, src: R }, "Sets an element of a vector.";
            vector_len = VectorLen, THROWS | READS, { dst: W, vector: R }, "Length of a vector.";
            bytes_ref = BytesRef, THROWS | READS, { dst: W, bytes: R, index: R }, "Byte of a byte vector.";
            bytes_set = BytesSet, THROWS | WRITES, { bytes: R, index: R, src: R }, "Sets a byte of a byte vector.";
            bytes_ref16 = BytesRef16, THROWS | READS, { dst: W, bytes: R, index: R }, "Big-endian 16-bit field of a byte vector.";
            bytes_ref32 = BytesRef32, THROWS | READS, { dst: W, bytes: R, index: R }, "Big-endian 32-bit field of a byte vector.";
            vector_ref_imm = VectorRefImm, THROWS | READS, { dst: W, vector: R, index: Imm }, "Element of a vector at a constant index.";
            bytes_ref_imm = BytesRefImm, THROWS | READS, { dst: W, bytes: R, index: Imm }, "Byte of a byte vector at a constant index.";
            bytes_ref16_imm = BytesRef16Imm, THROWS | READS, { dst: W, bytes: R, index: Imm }, "Big-endian 16-bit field at a constant index.";
            bytes_ref32_imm = BytesRef32Imm, THROWS | READS, { dst: W, bytes: R, index: Imm }, "Big-endian 32-bit field at a constant index.";
            get_field = GetField, THROWS | READS, { dst: W, record: R, site: FieldSite }, "Field of a record; the site remembers shape and slot.";
            set_field = SetField, THROWS | WRITES, { record: R, src: R, site: FieldSite }, "Sets a field of a record; the site remembers shape and slot.";

            // Calls
            call = Call, CALLS | THROWS | GC | WRITES | READS, { dst: W, window: Window, site: CallSite }, "Calls what stands first in the window; the site remembers the callee.";
            tail_call = TailCall, CALLS | THROWS | GC | WRITES | READS | ENDS, { unused: Unused, window: Window, site: CallSite }, "Calls, reusing the frame.";
            call_native = CallNative, THROWS | GC | WRITES | READS, { dst: W, args: Args, native: Native }, "Calls a builtin of fixed arity.";
            call_native_n = CallNativeN, THROWS | GC | WRITES | READS, { args: Args, argc: Argc, native: Native }, "Calls a builtin with that many arguments; the result lands in the first register of the run.";
            apply = Apply, CALLS | THROWS | GC | WRITES | READS, { dst: W, window: Window, site: CallSite }, "Calls the first of the window with the elements of the list after it.";
            tail_apply = TailApply, CALLS | THROWS | GC | WRITES | READS | ENDS, { unused: Unused, window: Window, site: CallSite }, "The same in tail position.";
            return_ = Return, CALLS | ENDS, { src: R }, "Gives a value to the caller.";
            capture = Capture, THROWS | GC | READS, { dst: W, rewind: R }, "The continuation of the running function: what its value goes to.";
            eval = Eval, THROWS | GC | WRITES | READS, { dst: W, datum: R, environment: R }, "Compiles a datum; gives a function that evaluates it.";
            raise_continuable = RaiseContinuable, CALLS | THROWS | GC | WRITES | READS, { dst: W, window: Window, site: CallSite }, "Throws the value after the first of the window to a handler that may answer.";

            // Objects
            truth = Truth, THROWS | GC | READS | WRITES, { dst: W, src: R }, "Whether a value counts as true in its language.";
            floor_div = FloorDiv, THROWS | GC, { dst: W, lhs: R, rhs: R }, "Quotient of two numbers, rounded down.";
            floor_div_imm = FloorDivImm, THROWS | GC, { dst: W, lhs: R, rhs: Imm }, "Quotient by a small constant, rounded down.";
            get_item = GetItem, THROWS | GC | READS | WRITES, { dst: W, object: R, index: R }, "Element of an object.";
            unpack = Unpack, THROWS | GC | READS | WRITES, { dst: W, src: R, count: Imm }, "A tuple of so many values.";
            set_item = SetItem, THROWS | GC | READS | WRITES, { object: R, index: R, src: R }, "Sets an element of an object.";
            get_attr = GetAttr, THROWS | GC | READS | WRITES, { dst: W, object: R, site: FieldSite }, "Attribute of an object; the site remembers shape and slot.";
            set_attr = SetAttr, THROWS | GC | READS | WRITES, { object: R, src: R, site: FieldSite }, "Sets an attribute of an object; the site remembers shape and slot.";
            call_method = CallMethod, CALLS | THROWS | GC | WRITES | READS, { dst: W, window: Window, site: CallSite }, "Calls the method that the site names of the first argument; the site remembers shape and method.";
            call_named = CallNamed, CALLS | THROWS | GC | WRITES | READS, { dst: W, window: Window, site: CallSite }, "Calls with the last arguments by the names that the site has.";
            spread = Spread, CALLS | THROWS | GC | WRITES | READS, { dst: W, window: Window, site: CallSite }, "Calls with the elements of a list and the entries of a dictionary.";
            next = Next, CALLS | THROWS | GC | WRITES | READS, { dst: W, free: Free, iterator: R }, "Next value of an iterator, or `missing` at its end.";
            resume = Resume, CALLS | THROWS | GC | WRITES | READS, { dst: W, window: Window, site: CallSite }, "Lets a generator go on, with a value or a throw.";
            suspend = Suspend, CALLS | THROWS | GC | WRITES | READS, { dst: W, src: R }, "Leaves a generator with a value until it goes on.";
            answer = Answer, CALLS | THROWS | GC | WRITES | READS | ENDS, {}, "Takes what a function gave that the VM called for an instruction to where the instruction wants it.";
            throw = Throw, THROWS | ENDS, { src: R }, "Throws a value.";
            halt = Halt, CALLS | ENDS, { src: R }, "Ends the task with a value.";

            // Tasks
            spawn = Spawn, THROWS | GC | WRITES, { dst: W, function: R }, "Starts a task.";
            send = Send, CALLS | THROWS | GC | WRITES, { channel: R, src: R }, "Sends on a channel; waits while it is full.";
            recv = Recv, CALLS | THROWS | GC | WRITES, { dst: W, channel: R }, "Receives from a channel; waits while it is empty.";
            select = Select, CALLS | THROWS | GC | WRITES, { dst: W, operations: R, dont_wait: R }, "Does the first operation of a list that can be done; waits for one unless told not to.";
            yield_ = Yield, CALLS | GC, { unused: Unused }, "Lets other tasks run.";

            // Quickened arithmetic: what a generic op becomes once it has seen types
            next_generator = NextGenerator quickens Next, CALLS | THROWS | GC | WRITES | READS, { dst: W, free: Free, iterator: R }, "Next value of an iterator, expecting a generator.";
            add_int = AddInt quickens Add, THROWS | GC, { dst: W, lhs: R, rhs: R }, "Sum, expecting integers.";
            sub_int = SubInt quickens Sub, THROWS | GC, { dst: W, lhs: R, rhs: R }, "Difference, expecting integers.";
            mul_int = MulInt quickens Mul, THROWS | GC, { dst: W, lhs: R, rhs: R }, "Product, expecting integers.";
            add_float = AddFloat quickens Add, THROWS | GC, { dst: W, lhs: R, rhs: R }, "Sum, expecting floats.";
            sub_float = SubFloat quickens Sub, THROWS | GC, { dst: W, lhs: R, rhs: R }, "Difference, expecting floats.";
            mul_float = MulFloat quickens Mul, THROWS | GC, { dst: W, lhs: R, rhs: R }, "Product, expecting floats.";
            div_float = DivFloat quickens Div, THROWS | GC, { dst: W, lhs: R, rhs: R }, "Quotient, expecting floats.";

            // Superinstructions: compare and branch
            jump_unless_lt = JumpUnlessLt fuses [Lt, JumpIfFalse], THROWS | JUMPS, { lhs: R, rhs: R, to: Off }, "Jumps unless the first number is less.";
            jump_unless_le = JumpUnlessLe fuses [Le, JumpIfFalse], THROWS | JUMPS, { lhs: R, rhs: R, to: Off }, "Jumps unless the first number is less or equal.";
            jump_unless_gt = JumpUnlessGt fuses [Gt, JumpIfFalse], THROWS | JUMPS, { lhs: R, rhs: R, to: Off }, "Jumps unless the first number is greater.";
            jump_unless_ge = JumpUnlessGe fuses [Ge, JumpIfFalse], THROWS | JUMPS, { lhs: R, rhs: R, to: Off }, "Jumps unless the first number is greater or equal.";
            jump_unless_num_eq = JumpUnlessNumEq fuses [NumEq, JumpIfFalse], THROWS | JUMPS, { lhs: R, rhs: R, to: Off }, "Jumps unless the numbers are equal.";
            jump_unless_lt_imm = JumpUnlessLtImm fuses [LtImm, JumpIfFalse], THROWS | JUMPS, { lhs: R, rhs: Imm, to: Off }, "Jumps unless the number is less than a constant.";
            jump_unless_le_imm = JumpUnlessLeImm fuses [LeImm, JumpIfFalse], THROWS | JUMPS, { lhs: R, rhs: Imm, to: Off }, "Jumps unless the number is at most a constant.";
            jump_unless_gt_imm = JumpUnlessGtImm fuses [GtImm, JumpIfFalse], THROWS | JUMPS, { lhs: R, rhs: Imm, to: Off }, "Jumps unless the number is greater than a constant.";
            jump_unless_ge_imm = JumpUnlessGeImm fuses [GeImm, JumpIfFalse], THROWS | JUMPS, { lhs: R, rhs: Imm, to: Off }, "Jumps unless the number is at least a constant.";
            jump_unless_num_eq_imm = JumpUnlessNumEqImm fuses [NumEqImm, JumpIfFalse], THROWS | JUMPS, { lhs: R, rhs: Imm, to: Off }, "Jumps unless the number equals a constant.";
            jump_unless_eq = JumpUnlessEq fuses [Eq, JumpIfFalse], JUMPS, { lhs: R, rhs: R, to: Off }, "Jumps unless the values are the same.";
            jump_unless_eq_const = JumpUnlessEqConst fuses [LoadConst, Eq, JumpIfFalse], JUMPS, { lhs: R, constant: ConstShort, to: Off }, "Jumps unless the value is a constant.";
            jump_unless_null = JumpUnlessNull fuses [IsNull, JumpIfFalse], JUMPS, { src: R, to: Off32 }, "Jumps unless it is the empty list.";
            jump_unless_pair = JumpUnlessPair fuses [IsPair, JumpIfFalse], JUMPS, { src: R, to: Off32 }, "Jumps unless it is a pair.";

            // Quickened compare and branch
            jump_unless_lt_int = JumpUnlessLtInt quickens JumpUnlessLt, THROWS | JUMPS, { lhs: R, rhs: R, to: Off }, "Jumps unless less, expecting integers.";
            jump_unless_le_int = JumpUnlessLeInt quickens JumpUnlessLe, THROWS | JUMPS, { lhs: R, rhs: R, to: Off }, "Jumps unless less or equal, expecting integers.";
            jump_unless_gt_int = JumpUnlessGtInt quickens JumpUnlessGt, THROWS | JUMPS, { lhs: R, rhs: R, to: Off }, "Jumps unless greater, expecting integers.";
            jump_unless_ge_int = JumpUnlessGeInt quickens JumpUnlessGe, THROWS | JUMPS, { lhs: R, rhs: R, to: Off }, "Jumps unless greater or equal, expecting integers.";
            jump_unless_num_eq_int = JumpUnlessNumEqInt quickens JumpUnlessNumEq, THROWS | JUMPS, { lhs: R, rhs: R, to: Off }, "Jumps unless equal, expecting integers.";
            jump_unless_lt_float = JumpUnlessLtFloat quickens JumpUnlessLt, THROWS | JUMPS, { lhs: R, rhs: R, to: Off }, "Jumps unless less, expecting floats.";
            jump_unless_le_float = JumpUnlessLeFloat quickens JumpUnlessLe, THROWS | JUMPS, { lhs: R, rhs: R, to: Off }, "Jumps unless less or equal, expecting floats.";
            jump_unless_gt_float = JumpUnlessGtFloat quickens JumpUnlessGt, THROWS | JUMPS, { lhs: R, rhs: R, to: Off }, "Jumps unless greater, expecting floats.";
            jump_unless_ge_float = JumpUnlessGeFloat quickens JumpUnlessGe, THROWS | JUMPS, { lhs: R, rhs: R, to: Off }, "Jumps unless greater or equal, expecting floats.";
            jump_unless_num_eq_float = JumpUnlessNumEqFloat quickens JumpUnlessNumEq, THROWS | JUMPS, { lhs: R, rhs: R, to: Off }, "Jumps unless equal, expecting floats.";

            // Superinstructions: calls, returns, loops
            call_global = CallGlobal fuses [GetGlobal, Call], CALLS | THROWS | GC | WRITES | READS, { dst: W, window: Window, site: CallSite }, "Calls a global; the site knows which and remembers the callee.";
            tail_call_global = TailCallGlobal fuses [GetGlobal, TailCall], CALLS | THROWS | GC | WRITES | READS | ENDS, { unused: Unused, window: Window, site: CallSite }, "Calls a global, reusing the frame.";
            return_const = ReturnConst fuses [LoadConst, Return], CALLS | ENDS, { unused: Unused, constant: Const }, "Gives a constant to the caller.";
            return_int = ReturnInt fuses [LoadInt, Return], CALLS | ENDS, { unused: Unused, value: Imm32 }, "Gives a small integer to the caller.";
            add_return = AddReturn fuses [Add, Return], CALLS | THROWS | GC | ENDS, { unused: Unused, lhs: R, rhs: R }, "Gives the sum of two numbers to the caller.";
            cons_return = ConsReturn fuses [Cons, Return], CALLS | THROWS | GC | ENDS, { unused: Unused, first: R, second: R }, "Gives a new pair to the caller.";
            move_loop = MoveLoop fuses [Move, LoopBack], JUMPS | ENDS | GC | THROWS, { dst: W, src: R, to: Off }, "Copies a register and starts the next turn.";

            // What leads to compiled code
            enter_counted = EnterCounted quickens Jump, JUMPS | ENDS | GC | THROWS, { unused: Unused, to: Off32 }, "Begins a function, counting how often.";
            enter_compiled = EnterCompiled quickens Jump, CALLS | JUMPS | ENDS | GC | THROWS | WRITES | READS, { unused: Unused, to: Off32 }, "Runs the function's compiled code.";
            loop_back_counted = LoopBackCounted quickens LoopBack, JUMPS | ENDS | GC | THROWS, { unused: Unused, to: Off32 }, "Next turn of a loop, counting how often.";
            loop_back_compiled = LoopBackCompiled quickens LoopBack, CALLS | JUMPS | ENDS | GC | THROWS | WRITES | READS, { unused: Unused, to: Off32 }, "Goes on in the loop's compiled code.";
            loop_self_counted = LoopSelfCounted quickens LoopSelf, JUMPS | GC | THROWS | READS, { to: Off, global: Global }, "Jumps back to the function's start, counting how often.";
            loop_self_compiled = LoopSelfCompiled quickens LoopSelf, CALLS | JUMPS | GC | THROWS | WRITES | READS, { to: Off, global: Global }, "Goes on at the function's start in compiled code.";
            move_loop_counted = MoveLoopCounted quickens MoveLoop, JUMPS | ENDS | GC | THROWS, { dst: W, src: R, to: Off }, "Copies a register and starts the next turn, counting how often.";
            move_loop_compiled = MoveLoopCompiled quickens MoveLoop, CALLS | JUMPS | ENDS | GC | THROWS | WRITES | READS, { dst: W, src: R, to: Off }, "Copies a register and goes on in the loop's compiled code.";
        }
    };
}

pub(crate) use for_each_op;

macro_rules! declare_ops {
    (@opt) => { None };
    (@opt $generic:ident) => { Some(Op::$generic) };
    ($($snake:ident = $name:ident $(quickens $generic:ident)? $(fuses [$($part:ident),*])?,
       $($eff:ident)|*, { $($operand:ident: $kind:ident),* }, $doc:literal;)*) => {
        /// An operation of the bytecode.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
        #[repr(u16)]
        pub enum Op { $(#[doc = $doc] $name,)* }

        /// How many ops there are.
        pub const OP_COUNT: usize = [$(Op::$name),*].len();

        /// The rows, by op number.
        pub static OPS: [OpInfo; OP_COUNT] = [$(OpInfo {
            op: Op::$name,
            name: stringify!($name),
            doc: $doc,
            operands: &[$((stringify!($operand), Kind::$kind)),*],
            effects: $(effect::$eff)|*,
            parts: &[$($(Op::$part),*)?],
            quickens: declare_ops!(@opt $($generic)?),
        }),*];
    };
}

for_each_op!(declare_ops);

/// A row of the op table.
#[derive(Debug)]
pub struct OpInfo {
    /// The op.
    pub op: Op,
    /// Its name.
    pub name: &'static str,
    /// One sentence.
    pub doc: &'static str,
    /// Operands in field order.
    pub operands: &'static [(&'static str, Kind)],
    /// Bits of [`effect`].
    pub effects: u8,
    /// For superinstructions: what they stand for.
    pub parts: &'static [Op],
    /// For quickened forms: the generic op.
    pub quickens: Option<Op>,
}

impl Op {
    /// Its row.
    #[inline]
    pub fn info(self) -> &'static OpInfo {
        &OPS[self as usize]
    }
    /// The op of that number, if there is one.
    pub fn from_u16(n: u16) -> Option<Op> {
        OPS.get(n as usize).map(|i| i.op)
    }
    /// The op the compiler or the fusion pass emitted: the generic one for quickened forms.
    pub fn generic(self) -> Op {
        self.info().quickens.unwrap_or(self)
    }
}
