//! The table of optimisations. One row each drives the configuration, the
//! command line (`--without NAME`), the page's toggles, the ablation benchmark
//! and the differential tests. Results never change with a switch.

macro_rules! optimisations {
    ($($name:ident = $text:literal, $ids:literal, $claim:literal, $sentence:literal;)*) => {
        /// An optimisation that can be switched off.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[repr(u8)]
        pub enum Opt { $(#[doc = $sentence] $name,)* }
        impl Opt {
            /// Every optimisation, in table order.
            pub const ALL: &'static [Opt] = &[$(Opt::$name,)*];
            /// Its name on the command line and in the page.
            pub fn name(self) -> &'static str { match self { $(Opt::$name => $text,)* } }
            /// The requirement IDs it implements.
            pub fn ids(self) -> &'static str { match self { $(Opt::$name => $ids,)* } }
            /// What the source it comes from says it gained.
            pub fn claim(self) -> &'static str { match self { $(Opt::$name => $claim,)* } }
            /// What it does, in one sentence.
            pub fn sentence(self) -> &'static str { match self { $(Opt::$name => $sentence,)* } }
        }
    };
}

optimisations! {
    TailCalls = "tail-calls", "F1", "10-15x on recursive packet parsing",
        "A call in tail position reuses its caller's frame.";
    Loops = "loops", "F1", "10-15x on recursive packet parsing",
        "A function that calls itself in tail position becomes a loop.";
    Fold = "fold", "S5", "-",
        "Operations on constants are done when the program is compiled.";
    DirectArgs = "direct-args", "N3 N8 R6", "2-4x",
        "Arguments are computed straight into the callee's window; nothing is copied.";
    Immediates = "immediates", "T5 T7", "fewer dispatches",
        "Small constants are part of the instruction.";
    Fusion = "fusion", "F5 T5", "fewer dispatches",
        "Sequences that occur often become one superinstruction.";
    Quickening = "quickening", "F7 T11", "-",
        "A generic operation rewrites itself for the types it has seen.";
    GlobalSlots = "global-slots", "T6", "3-5x on globals",
        "A global's name is resolved to an index once.";
    CallCaches = "call-caches", "T8 R6", "5-10x on method calls, 90%+ hits",
        "A call site remembers its callee and skips the checks.";
    FieldCaches = "field-caches", "F6 T8 T16", "-",
        "A field access remembers the slot for the shapes it has seen.";
    ShortStrings = "short-strings", "T3", "-",
        "Strings of up to six bytes live in the value itself.";
    PackedVectors = "packed-vectors", "T15", "-",
        "Vectors of integers or of floats only are marked, and the collector does not look into them.";
    Jit = "jit", "T10 F9", "-",
        "Hot functions and loops are compiled to machine code.";
    BufferPool = "buffer-pool", "F3", "5-10x on packet buffers",
        "Packet buffers come from a pool and go back to it.";
    JitUnboxing = "jit-unboxing", "T1 T11", "3-5x",
        "In compiled code integers, floats and truth values are machine words, boxed only where they escape.";
    JitGuardHoisting = "jit-guard-hoisting", "T17", "1.5-2x",
        "Type checks that give the same on every turn of a compiled loop are done once in front of it.";
    JitRanges = "jit-ranges", "T11", "-",
        "Overflow and bounds checks go where the ranges of integers prove that they hold.";
    JitCse = "jit-cse", "T11", "-",
        "What compiled code has computed, checked or loaded already is not done again.";
    JitDeadCode = "jit-dead-code", "T11", "-",
        "Compiled code leaves out what nobody uses and branches that are decided.";
    JitStrength = "jit-strength", "T11", "-",
        "Division by a constant becomes multiplication and shifts.";
    JitLeafCalls = "jit-leaf-calls", "T12", "10-20x on small functions",
        "Where a function that calls itself would only look at its arguments and return, compiled code does not call it.";
    JitStableGlobals = "jit-stable-globals", "T6", "-",
        "Compiled code takes globals that hold functions to stay as they are, and is given up if one changes.";
    Archive = "archive", "S2", "3x on loading",
        "What is written in Python of Python's own functions is read from compiled form, checked, and not compiled at each start.";
}

/// A set of optimisations.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct OptSet(u32);

impl OptSet {
    /// All on.
    pub fn all() -> Self {
        OptSet((1 << Opt::ALL.len()) - 1)
    }
    /// All off.
    pub fn none() -> Self {
        OptSet(0)
    }
    /// Whether it is on.
    #[inline]
    pub fn has(self, o: Opt) -> bool {
        self.0 >> o as u8 & 1 == 1
    }
    /// The same set with one switched on or off.
    pub fn with(self, o: Opt, on: bool) -> Self {
        OptSet(if on { self.0 | 1 << o as u8 } else { self.0 & !(1 << o as u8) })
    }
    /// Whether the switches that the interpreter's code may depend on are on, and those of
    /// reading it from archives.
    pub fn archives(self) -> bool {
        Opt::ALL.iter().all(|&o| self.has(o) || o.is_compiled())
    }
    /// As bits, in table order; for share links.
    pub fn bits(self) -> u32 {
        self.0
    }
    /// From bits; unknown ones are dropped.
    pub fn from_bits(bits: u32) -> Self {
        OptSet(bits & Self::all().0)
    }
}

impl Opt {
    /// Whether it is about compiled code, and not about the interpreter.
    pub fn is_compiled(self) -> bool {
        self == Opt::Jit || self.name().starts_with("jit-")
    }
    /// The optimisation of that name.
    pub fn by_name(name: &str) -> Option<Opt> {
        Opt::ALL.iter().copied().find(|o| o.name() == name)
    }
}

/// How the interpreter goes from one instruction to the next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dispatch {
    /// Through a table of function pointers, by tail calls in native release builds (T4, N6).
    Threaded,
    /// One `match` in a loop.
    Switch,
    /// The instrumented loop: counts every instruction and every pair.
    Traced,
}

impl Dispatch {
    /// Every loop.
    pub const ALL: &'static [Dispatch] = &[Dispatch::Threaded, Dispatch::Switch, Dispatch::Traced];
    /// Its name on the command line and in the page.
    pub fn name(self) -> &'static str {
        match self {
            Dispatch::Threaded => "threaded",
            Dispatch::Switch => "switch",
            Dispatch::Traced => "traced",
        }
    }
    /// The loop of that name.
    pub fn by_name(name: &str) -> Option<Dispatch> {
        Self::ALL.iter().copied().find(|d| d.name() == name)
    }
    /// The loop that measures best on this target.
    pub fn best() -> Dispatch {
        if cfg!(target_arch = "wasm32") { Dispatch::Switch } else { Dispatch::Threaded }
    }
}
