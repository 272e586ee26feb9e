//! The compiler to machine code: hot loops and functions, from bytecode and what the
//! interpreter has seen.
//!
//! ```text
//! code --build--> MIR --passes--> MIR --native | wasm | mir--> compiled code
//! ```
//!
//! A function begins in the interpreter. Its entry and its back edges count
//! (`EnterCounted`, `LoopBackCounted`, ...); at the threshold it is compiled, and the
//! counting instructions become ones that enter compiled code. Compiled functions call
//! each other on the machine's stack. Whatever they cannot do, from a value of another
//! type to a collection, makes them leave: every compiled frame on the stack becomes
//! one of the interpreter, which goes on ([`enter`]). See [`backend`] for the contract
//! and `docs/notes/jit.md` for a function's way through the tiers.
pub mod backend;
mod build;
mod code;
mod compile;
pub(crate) mod enter;
mod helpers;
pub mod mir;
#[cfg(all(feature = "jit", not(target_arch = "wasm32")))]
pub mod native;
pub mod passes;
#[cfg(any(all(feature = "jit", target_arch = "wasm32"), test))]
pub mod wasm;
pub(crate) mod watch;

use crate::interp::Func;
use crate::runtime::Fault;
use crate::value::Value;
use backend::{Backend, Compiled, Context, Lines, Listing, Signature, Unboxed};
use mir::{Reason, Rep, Start};
use std::cell::{Cell, RefCell};

/// Whether this build can compile at all; if not, the compiler is not in it. Natively the
/// interpreter of MIR always can.
const AVAILABLE: bool = cfg!(any(feature = "jit", not(target_arch = "wasm32")));

macro_rules! tuning {
    ($($(#[doc = $doc:literal])* $name:ident: $ty:ty = $value:expr;)*) => {
        $($(#[doc = $doc])* pub(crate) const $name: $ty = $value;)*
    };
}

tuning! {
    /// Calls or turns of a loop after which it is compiled (T10).
    THRESHOLD: u32 = 100;
    /// Of so many calls and turns one is looked at, on average, and counts for all: looking at each
    /// took a third of the time of programs that are never hot.
    EVERY: u32 = 4;
    /// How many times more calls are wanted of a function of which a loop is compiled: most of its
    /// time may be spent there.
    LOOPED: u32 = 10;
    /// Instructions up to which the interpreter does a function by itself that calls nothing and has
    /// no loop: the way into compiled code is longer. Compiled code calls it all the same.
    SHORT: usize = 10;
    /// What compiling a byte of code costs, in calls and turns of loops of the interpreter.
    COST: u64 = 8;
    /// What compiling anything costs besides, and what is found not to be worth it.
    BASE: u64 = 2500;
    /// What may be spent on compiling whatever the program does, in the same unit.
    ALLOWANCE: u64 = 10_000;
    /// Of what a program has done, one part in so many may be spent on compiling: there are
    /// programs with much code that is only just hot, and they would wait for the compiler.
    SHARE: u64 = 4;
    /// Failed assumptions after which code is made anew without them.
    FAILURES: u32 = 8;
    /// How often that may be because an object was of a shape that its site had not seen.
    SHAPES: usize = 3;
    /// How often a function or loop is compiled before the interpreter keeps it.
    ATTEMPTS: u32 = 6;
    /// Changes of a global after which no code relies on it any more.
    CHANGES: u32 = 2;
    /// Calls and turns between two looks at where branches go.
    SAMPLED: u32 = 16;
    /// Instructions of such a look.
    SAMPLE: usize = 64;
    /// How often a branch must have gone one way, and never the other, to count as
    /// biased (F7).
    BIASED: u32 = 8;
    /// Exits to the interpreter, for what is not compiled, that are looked at together:
    /// if most runs end in one, the function or loop is interpreted for a while.
    TRIAL: u32 = 256;
    /// How many times longer than before.
    PATIENCE: u32 = 8;
    /// Attempts that this counts for, besides the one that was made.
    RESTS: u32 = 2;
    /// Exits for functions that were not compiled, after which code is made anew.
    MISSING: u32 = 64;
    /// Calls and turns that a run must make to be worth the way in and out.
    WORTH: u64 = 3;
    /// If more than one in so many instructions of compiled code would be on objects, which
    /// the interpreter's handlers do, it is not made: these are short, and the way to them
    /// and back is longer.
    HANDLED: usize = 4;
    /// Values on the stack that compiled frames may take up before they become frames
    /// of the interpreter. In wasm it bounds the engine's stack; natively that has a
    /// limit of its own.
    SLOTS: usize = if cfg!(target_arch = "wasm32") { 4096 } else { 64 * 1024 };
    /// Values that compiled code may write above its limit, on the way out.
    RESERVE: usize = 256;
    /// Functions compiled because a function that is compiled calls them, one in the
    /// other.
    NESTING: u32 = 6;
    /// Instructions of the largest function that is compiled.
    LARGEST: usize = 3000;
    /// Compiled functions and loops at a time.
    CODES: usize = 1000;
    /// Bytes of compiled code at a time.
    BYTES: usize = 8 << 20;
    /// Events that are remembered.
    EVENTS: usize = 2000;
}

/// Which back end makes code.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum JitMode {
    /// The one of this platform, if there is one and the counting loop does not run.
    #[default]
    Auto,
    /// None: everything is interpreted.
    Off,
    /// The one of this platform, also under the counting loop.
    On,
    /// The interpreter of MIR, for tests.
    Mir,
}

impl JitMode {
    /// Every mode.
    pub const ALL: &'static [JitMode] = &[JitMode::Auto, JitMode::Off, JitMode::On, JitMode::Mir];
    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            JitMode::Auto => "auto",
            JitMode::Off => "off",
            JitMode::On => "on",
            JitMode::Mir => "mir",
        }
    }
    /// The mode of that name.
    pub fn by_name(name: &str) -> Option<JitMode> {
        JitMode::ALL.iter().copied().find(|m| m.name() == name)
    }
}

/// How the compiler is set up.
#[derive(Clone, Copy, Debug)]
pub struct JitConfig {
    /// Which back end.
    pub mode: JitMode,
    /// Calls or turns of a loop after which it is compiled (T10).
    pub threshold: u32,
    /// Takes each exit once, for tests.
    pub force_exits: bool,
}

impl Default for JitConfig {
    fn default() -> JitConfig {
        JitConfig { mode: JitMode::Auto, threshold: THRESHOLD, force_exits: false }
    }
}

/// Compiled code by number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct CodeId(pub u32);

/// The compiler of a VM and what it made.
#[derive(Default)]
pub struct Jit {
    /// What compiled code reads and writes.
    pub(crate) context: Context,
    /// Compiled code is on the machine's stack: what it calls must neither collect nor
    /// throw, but have it leave first.
    pub(crate) inside: bool,
    /// What failed in compiled code, to be raised once it was left.
    pub(crate) pending: Option<Fault>,
    /// What the instruction gave at which compiled code was left: it was done, so the
    /// interpreter goes on behind it.
    pub(crate) finished: Option<Value>,
    /// The code that the interpreter entered.
    pub(crate) current: u32,
    pub(crate) config: JitConfig,
    /// Nothing new is compiled: the compiler is on its way.
    pub(crate) waits: bool,
    /// What was spent on compiling since the program began, in calls and turns.
    pub(crate) spent: u64,
    /// Branches are being looked at.
    pub(crate) sampling: bool,
    /// What says how many calls and turns are not looked at next.
    dice: u32,
    backend: Option<Box<dyn Backend>>,
    /// Why there is none.
    pub(crate) missing: Option<String>,
    /// Whether texts are kept for the glass.
    glass: bool,
    pub(crate) codes: Vec<Code>,
    entries: Vec<Entry>,
    /// Where direct code begins, by entry: what `Context::entries` points at.
    addresses: Vec<usize>,
    pub(crate) exits: Vec<Exit>,
    unwound: Vec<u32>,
    /// Values on the stack that compiled frames may take up.
    slots: usize,
    /// Values that each frame of compiled code takes at least while it calls another.
    advance: usize,
    /// A byte for each exit that is forced once.
    forced: Vec<Box<[u8]>>,
    /// Bytes of code now.
    bytes: usize,
    /// Functions and loops that have code now.
    live: usize,
    pub(crate) events: Vec<Event>,
    /// Who relies on which globals.
    watch: watch::Watch,
}

/// A compiled function or loop, also after its code was given up.
pub(crate) struct Code {
    pub func: u32,
    pub start: Start,
    /// The code, until it is given up.
    pub compiled: Option<Compiled>,
    /// Values in the code.
    pub roots: Vec<Value>,
    /// Its exits are those from here on.
    pub first_exit: u32,
    pub exits: u32,
    /// Representations of the arguments, without the closure.
    pub params: Vec<mir::Rep>,
    /// Functions that it may call, with their entries.
    pub callees: Vec<(u32, u32)>,
    /// Whether the interpreter does not enter it, but only compiled code.
    pub short: bool,
    /// Times the interpreter entered it.
    pub entered: u64,
    /// How many assumptions were known to fail when it was made.
    pub learnt: usize,
    /// Assumptions that failed in it.
    pub failures: u32,
    /// Times it was left for something that is not compiled.
    pub left: u32,
    /// Calls and turns made in it.
    pub turns: u64,
    /// MIR after each pass, if the glass is open.
    pub passes: Vec<(&'static str, Lines)>,
    pub listings: Vec<Listing>,
    /// Instructions of MIR in the end.
    pub size: usize,
    pub bytes: usize,
    /// How long it took.
    pub nanos: u64,
}

/// What compiled code is called by.
struct Entry {
    func: u32,
    closure: bool,
    signature: Signature,
}

/// A place where compiled code can be left.
pub(crate) struct Exit {
    pub code: CodeId,
    pub func: u32,
    /// Where the interpreter goes on.
    pub pc: u32,
    /// The instruction that it was made for.
    pub made_for: u32,
    pub reason: Reason,
    pub count: u64,
    /// What it leaves in registers that are no values yet.
    pub unboxed: Unboxed,
}

/// Something that the compiler did.
#[derive(Clone, Debug)]
pub struct Event {
    /// By the host's clock.
    pub nanos: u64,
    /// The function.
    pub func: u32,
    /// Where its code begins.
    pub start: Start,
    /// What.
    pub what: What,
}

/// What the compiler did.
#[derive(Clone, Debug)]
pub enum What {
    /// Made code: its number.
    Compiled(u32),
    /// Could not: why.
    Refused(String),
    /// Gave code up to make it anew, because an assumption failed too often: its
    /// number, the instruction and the reason.
    GaveUp(u32, u32, Reason),
    /// Gave code up because a global changed that it relied on: both numbers.
    Redefined(u32, u32),
    /// Gave code up because a class changed: its number.
    Reclassed(u32),
    /// Left it to the interpreter for a while: why.
    Rests(String),
    /// Left it to the interpreter for good: why.
    Kept(String),
}

/// What is known of a function for compiling it.
#[derive(Default)]
pub(crate) struct FuncJit {
    /// Its entry and its loops.
    pub units: RefCell<Vec<Unit>>,
    /// Types of arguments seen by its entry: bits of [`seen`].
    pub seen: Box<[Cell<u8>]>,
    /// Calls and turns that are not looked at before the next that is.
    skip: Cell<u32>,
    /// Assumptions that failed.
    pub failed: RefCell<Vec<(u32, Reason)>>,
    /// Kinds of objects that instructions were seen with: bits of [`objects`].
    pub objects: RefCell<Vec<(u32, u8)>>,
    /// How often branches went on, and how often elsewhere, by instruction (F7).
    pub branches: RefCell<Vec<(u32, [u32; 2])>>,
    /// The entry of compiled code where it begins as a generator; 0 if there never was any.
    pub begins: Cell<u32>,
    /// Whether it is being compiled.
    pub compiling: Cell<bool>,
    /// How compiled code calls it.
    pub entry: Cell<Option<u32>>,
    /// Whether its result must be tagged, because somebody calls it in tail position.
    pub tagged: Cell<bool>,
    /// Its code for calls, if there is some: the same as its unit says.
    pub called: Cell<Option<CodeId>>,
}

/// An entry or a loop.
pub(crate) struct Unit {
    pub start: Start,
    /// Calls or turns so far.
    pub heat: u32,
    /// How much of it is wanted before it is compiled, as a multiple of the threshold.
    pub patience: u32,
    pub code: Option<CodeId>,
    pub attempts: u32,
    /// The interpreter keeps it.
    pub kept: bool,
}

/// Types of values, as bits.
pub(crate) mod seen {
    use crate::value::Value;

    pub const INT: u8 = 1;
    pub const FLOAT: u8 = 2;
    pub const OTHER: u8 = 4;

    /// The bit of a value.
    pub fn of(v: Value) -> u8 {
        match v {
            v if v.is_int() => INT,
            v if v.is_double() => FLOAT,
            _ => OTHER,
        }
    }
}

/// Kinds of what operations on objects are done with, as bits.
pub(crate) mod objects {
    use crate::object::{Compound, List, Sort, Tuple};
    use crate::value::Value;

    pub const LIST: u8 = 1;
    pub const TUPLE: u8 = 2;
    pub const OTHER: u8 = 4;
    /// What goes through a range of small numbers.
    pub const COUNTER: u8 = 8;
    pub const INT: u8 = 16;
    /// A boolean or `None`.
    pub const SINGLE: u8 = 32;
    pub const FLOAT: u8 = 64;

    /// The bit of a value, or of what it goes through.
    pub fn of(v: Value) -> u8 {
        let v = match v.as_a::<Compound>() {
            Some(c) if c.sort() == Sort::Counter => return COUNTER,
            Some(c) if c.sort() == Sort::Iter => c.get(0),
            _ => v,
        };
        match v {
            Value::TRUE | Value::FALSE | Value::UNIT => SINGLE,
            v if v.is_int() => INT,
            v if v.is_double() => FLOAT,
            v if v.as_a::<List>().is_some() => LIST,
            v if v.as_a::<Tuple>().is_some() => TUPLE,
            _ => OTHER,
        }
    }
}

impl FuncJit {
    /// The kinds of objects that an instruction was seen with.
    fn objects_at(&self, pc: u32) -> u8 {
        self.objects.borrow().iter().find(|o| o.0 == pc).map_or(0, |o| o.1)
    }
    /// For a function with that many parameters.
    pub fn new(params: u16) -> FuncJit {
        FuncJit { seen: (0..params).map(|_| Cell::new(0)).collect(), ..FuncJit::default() }
    }
    /// Whether one of its loops is compiled.
    pub fn is_looped(&self) -> bool {
        self.units.borrow().iter().any(|u| matches!(u.start, Start::Loop(_)) && u.code.is_some())
    }
    /// Whether the call or turn at hand is not looked at.
    #[inline(always)]
    pub fn skips(&self) -> bool {
        let left = self.skip.get();
        self.skip.set(left.saturating_sub(1));
        left > 0
    }
    /// Does something with an entry or loop.
    pub fn unit<T>(&self, start: Start, f: impl FnOnce(&mut Unit) -> T) -> T {
        let mut units = self.units.borrow_mut();
        let at = units.iter().position(|u| u.start == start).unwrap_or_else(|| {
            units.push(Unit { start, heat: 0, patience: 1, code: None, attempts: 0, kept: false });
            units.len() - 1
        });
        f(&mut units[at])
    }
}

impl Jit {
    /// As configured; `glass` keeps texts.
    pub(crate) fn new(config: JitConfig, backend: Result<Box<dyn Backend>, String>, glass: bool) -> Jit {
        let (backend, missing) = match backend {
            Ok(backend) => (Some(backend), None),
            Err(why) => (None, Some(why)),
        };
        let slots = backend.as_ref().map_or(0, |b| b.slots());
        let unwound = if slots > 0 { vec![0; slots + RESERVE] } else { vec![] };
        // Entry 0 is that of generators which were left where nothing is compiled.
        let nothing = Entry { func: 0, closure: false, signature: Signature { params: vec![], result: Rep::Tagged } };
        let (entries, addresses) = (vec![nothing], vec![0]);
        Jit {
            config,
            backend,
            missing,
            glass,
            slots,
            advance: usize::MAX,
            unwound,
            entries,
            addresses,
            ..Jit::default()
        }
    }
    /// For how many calls and turns one counts that is looked at. With a low threshold, each is.
    pub(crate) fn weight(&self) -> u32 {
        (self.config.threshold / (THRESHOLD / EVERY)).clamp(1, EVERY)
    }
    /// Has a function skip some calls and turns: not the same number each time, which might be that
    /// of the turns of a loop in it.
    pub(crate) fn skip_some(&mut self, f: &FuncJit) {
        self.dice = self.dice.wrapping_mul(1_103_515_245).wrapping_add(12345);
        f.skip.set((self.dice >> 16) % (2 * self.weight() - 1));
    }
    /// Whether hot code is compiled.
    pub(crate) fn on(&self) -> bool {
        self.backend.is_some()
    }
    /// The name of the back end.
    pub fn backend(&self) -> Option<&'static str> {
        self.backend.as_ref().map(|b| b.name())
    }
    /// Values that compiled code holds.
    pub(crate) fn roots(&self) -> impl Iterator<Item = Value> {
        self.codes.iter().filter(|c| c.compiled.is_some()).flat_map(|c| c.roots.iter().copied())
    }
    fn note(&mut self, nanos: u64, func: &Func, start: Start, what: What) {
        if self.events.len() < EVENTS {
            self.events.push(Event { nanos, func: func.id, start, what });
        }
    }
}

/// The back end of this platform; why there is none.
fn platform() -> Result<Box<dyn Backend>, String> {
    #[cfg(all(feature = "jit", not(target_arch = "wasm32"), not(miri)))]
    return native::Native::new().map(|b| Box::new(b) as Box<dyn Backend>);
    #[cfg(all(feature = "jit", target_arch = "wasm32", not(feature = "wasm-baseline")))]
    return wasm::WasmBackend::new().map(|b| Box::new(b) as Box<dyn Backend>);
    #[cfg(any(not(feature = "jit"), feature = "wasm-baseline", miri))]
    Err("this build has no compiler to machine code".to_string())
}

/// The back end for a mode, or why there is none; `counting` says that the counting
/// loop runs.
pub(crate) fn backend_for(mode: JitMode, counting: bool) -> Result<Box<dyn Backend>, String> {
    match mode {
        JitMode::Off => Err("it is switched off".to_string()),
        JitMode::Auto if counting => Err("the counting loop interprets everything".to_string()),
        JitMode::Auto | JitMode::On => platform(),
        #[cfg(not(target_arch = "wasm32"))]
        JitMode::Mir => Ok(Box::new(mir::interp::Oracle::default())),
        #[cfg(target_arch = "wasm32")]
        JitMode::Mir => Err("the interpreter of MIR is not in this build".to_string()),
    }
}
