//! The primitive operations of Core. Each has its own bytecode; everything else
//! that is built in is a native function. One row each: name, text, operands.

macro_rules! prims {
    ($($(#[doc = $doc:literal])* $name:ident = $text:literal / $n:literal;)*) => {
        /// A primitive operation.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        pub enum Prim { $($(#[doc = $doc])* $name,)* }
        impl Prim {
            /// Every primitive, in table order.
            pub const ALL: &'static [Prim] = &[$(Prim::$name,)*];
            /// Its text in printed Core.
            pub fn text(self) -> &'static str {
                match self { $(Prim::$name => $text,)* }
            }
            /// How many operands it takes.
            pub fn arity(self) -> usize {
                match self { $(Prim::$name => $n,)* }
            }
        }
    };
}

prims! {
    /// Sum of two numbers. What integers that overflow 51 bits give is the dialect's matter.
    Add = "+" / 2;
    /// Difference.
    Sub = "-" / 2;
    /// Product.
    Mul = "*" / 2;
    /// Quotient. What integers that do not divide give is the dialect's matter. Exact zero divisor: error.
    Div = "/" / 2;
    /// Integer quotient, truncated.
    Quotient = "quotient" / 2;
    /// Integer remainder, sign of the dividend.
    Remainder = "remainder" / 2;
    /// Integer modulo, sign of the divisor.
    Modulo = "modulo" / 2;
    /// Less, on numbers.
    Lt = "<" / 2;
    /// Less or equal.
    Le = "<=" / 2;
    /// Greater.
    Gt = ">" / 2;
    /// Greater or equal.
    Ge = ">=" / 2;
    /// Numeric equality.
    NumEq = "=" / 2;
    /// Identity; numbers and characters by value, short strings by content.
    Eq = "eq?" / 2;
    /// True exactly for false.
    Not = "not" / 1;
    /// Integer sum; overflow gives a float; operands that are not integers are an error (F2).
    IntAdd = "+int" / 2;
    /// Integer difference (F2).
    IntSub = "-int" / 2;
    /// Integer product (F2).
    IntMul = "*int" / 2;
    /// Float sum; operands that are not floats are an error (F2).
    FloatAdd = "+float" / 2;
    /// Float difference (F2).
    FloatSub = "-float" / 2;
    /// Float product (F2).
    FloatMul = "*float" / 2;
    /// Bitwise and, on integers.
    BitAnd = "bitwise-and" / 2;
    /// Bitwise or.
    BitOr = "bitwise-or" / 2;
    /// Bitwise exclusive or.
    BitXor = "bitwise-xor" / 2;
    /// Arithmetic shift: left if the second operand is positive.
    Shift = "arithmetic-shift" / 2;
    /// A new pair.
    Cons = "cons" / 2;
    /// First part of a pair.
    Car = "car" / 1;
    /// Second part of a pair.
    Cdr = "cdr" / 1;
    /// Sets the first part; unit.
    SetCar = "set-car!" / 2;
    /// Sets the second part; unit.
    SetCdr = "set-cdr!" / 2;
    /// Whether it is a pair.
    IsPair = "pair?" / 1;
    /// Whether it is the empty list.
    IsNull = "null?" / 1;
    /// Element of a vector.
    VectorRef = "vector-ref" / 2;
    /// Sets an element; unit.
    VectorSet = "vector-set!" / 3;
    /// Length of a vector.
    VectorLen = "vector-length" / 1;
    /// Byte of a byte vector.
    BytesRef = "bytevector-u8-ref" / 2;
    /// Sets a byte; unit.
    BytesSet = "bytevector-u8-set!" / 3;
    /// Big-endian 16-bit field of a byte vector.
    BytesRef16 = "u16-ref" / 2;
    /// Big-endian 32-bit field of a byte vector.
    BytesRef32 = "u32-ref" / 2;
    /// Throws its operand. Does not return.
    Throw = "throw" / 1;
    /// Throws its operand; the value is what a handler function answers.
    RaiseContinuable = "throw-continuable" / 1;
    /// The continuation of the function around it, which is called with what it
    /// gives; the operand is called with it and the value where the dynamic
    /// extents are others.
    Capture = "continuation" / 1;
    /// A function without parameters that evaluates the datum in the first operand in
    /// the environment in the second.
    Eval = "eval" / 2;
    /// Calls the function in the first operand with the list in the second.
    Apply = "apply" / 2;
    /// Starts a task that calls a function without arguments; gives the task.
    Spawn = "spawn" / 1;
    /// Sends a value on a channel; waits while it is full. Unit.
    Send = "send!" / 2;
    /// Takes the next value from a channel; waits while it is empty.
    Recv = "recv!" / 1;
    /// Does the first operation that can be done of a list: a channel to receive from,
    /// or a pair of a channel and a value to send. Waits for one, or, if the second
    /// operand is true, gives false. Else a new pair: the number of the operation and
    /// what was received.
    Select = "select" / 2;
    /// Lets other tasks run. Unit.
    Yield = "yield" / 0;
    /// Whether a value counts as true in the dialect; a boolean.
    Truth = "truth" / 1;
    /// Quotient rounded down, on numbers.
    FloorDiv = "floor-div" / 2;
    /// Element of an object: by index, by key, or what its class says.
    GetItem = "get-item" / 2;
    /// A tuple of as many values as the constant integer in the second operand says: the first
    /// operand itself if it is one, else of what it has.
    Unpack = "unpack" / 2;
    /// Sets an element. Unit.
    SetItem = "set-item" / 3;
    /// The attribute of an object whose name is the constant symbol in the second
    /// operand. As the callee of a call: a method, called with the object.
    GetAttr = "get-attr" / 2;
    /// Sets the attribute named by the constant symbol in the second operand. Unit.
    SetAttr = "set-attr" / 3;
    /// An argument by name: a constant symbol and the value. Only among the last
    /// arguments of a call.
    Named = "named" / 2;
    /// Calls the function in the first operand with the elements of a list or tuple, and
    /// with the entries of a dictionary by name.
    Spread = "spread" / 3;
    /// The next value of an iterator, or the constant `missing` at its end.
    Next = "next" / 1;
    /// Lets a generator go on: its `suspend` gives the value in the second operand, or
    /// throws it if the third is true. The value is what it suspends with next, or the
    /// constant `missing` once it has ended.
    Resume = "resume" / 3;
    /// The operation in it, whose left operand takes the result if it can change.
    InPlace = "in-place" / 1;
    /// Leaves a generator function with a value, until it goes on.
    Suspend = "suspend" / 1;
}
