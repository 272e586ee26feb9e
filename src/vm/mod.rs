//! The virtual machine as its embedder sees it: make one with limits, load a
//! program, run it whole or in slices, look at it.
mod archive;
mod compiled;
mod decisions;
mod eval;
mod given;
mod glass;
mod prelude;
mod profile;
mod program;
mod step;
#[cfg(test)]
mod tests;
mod traceback;
mod with_python;

pub use given::{Asked, Gift};
pub use program::{Program, ProgramId};
pub use step::Step;

use crate::core::NativeId;
use crate::fiber::{Stack, Tasks};
use crate::heap::{GcMode, Heap};
use crate::host::{Closed, Host};
use crate::inspect::Stopped;
use crate::interp::depth::CallLimit;
use crate::interp::func::Own;
use crate::interp::profile::Profiler;
use crate::interp::step::Stepper;
use crate::interp::traces::Traces;
use crate::interp::{Frame, Func, State, dispatch};
use crate::jit::{self, Jit, JitConfig};
use crate::lang::{Dialect, Language, VmError, lisp, python};
use crate::object::{Condition, Values};
use crate::options::{Dispatch, Opt, OptSet};
use crate::pool::{BufferPool, PoolConfig};
use crate::runtime::{Dynamic, Fault, Native, Runtime};
use crate::syntax::{Diagnostic, SourceId, SourceMap, Span};
use crate::value::Value;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Those of Python.
const PYTHON: &[Native] = python::run::NATIVES;

/// The natives of all languages, one table behind the other.
static NATIVES: [Native; lisp::builtins::NATIVES.len() + PYTHON.len()] = {
    let first = lisp::builtins::NATIVES.len();
    let mut all = [lisp::builtins::ROWS[0]; lisp::builtins::NATIVES.len() + PYTHON.len()];
    let mut i = 0;
    while i < all.len() {
        all[i] = if i < first { lisp::builtins::ROWS[i] } else { PYTHON[i - first] };
        i += 1;
    }
    all
};

/// Their names.
static NATIVE_NAMES: [&str; NATIVES.len()] = {
    let mut names = [""; NATIVES.len()];
    let mut i = 0;
    while i < names.len() {
        names[i] = NATIVES[i].name;
        i += 1;
    }
    names
};

/// How a VM is set up.
#[derive(Clone, Debug)]
pub struct Config {
    /// Optimisations that are on.
    pub opts: OptSet,
    /// The loop that runs.
    pub dispatch: Dispatch,
    /// Calls and back edges a program may make; `None`: no limit. Long work of builtins,
    /// throws and continuations counts as some.
    pub fuel: Option<u64>,
    /// Bytes the VM may hold.
    pub memory: usize,
    /// Calls that may be open at once.
    pub depth: usize,
    /// Callees or shapes an inline cache remembers (F6).
    pub cache_size: usize,
    /// When the collector runs.
    pub gc: GcMode,
    /// The packet pool (F3).
    pub pool: PoolConfig,
    /// Keeps Core after each pass, for `inspect`.
    pub glass: bool,
    /// Notes who calls whom and what it costs, in the traced loop: see [`Vm::profile`].
    pub profile: bool,
    /// Programs are made to be stepped through: nothing is compiled, fused or folded, so
    /// that no line is hidden. See [`Vm::step`].
    pub steps: bool,
    /// The compiler to machine code.
    pub jit: JitConfig,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            opts: OptSet::all(),
            dispatch: Dispatch::best(),
            fuel: None,
            memory: 256 << 20,
            depth: 10_000_000,
            cache_size: 4,
            gc: GcMode::Normal,
            pool: PoolConfig::default(),
            glass: false,
            profile: false,
            steps: false,
            jit: JitConfig::default(),
        }
    }
}

/// How far a program has come.
#[derive(Debug)]
pub enum Progress {
    /// The slice is used up, or it waits for something of its host (see [`Vm::asked`]);
    /// `resume` goes on.
    Running,
    /// It stands before a line, as [`Vm::step`] wanted; see [`Vm::stopped_at`].
    Stepped,
    /// It ended with this value, which stays valid until the next `start`.
    Done(Value),
    /// It asked to end with this status.
    Exited(i32),
    /// It failed.
    Failed(Box<Diagnostic>),
}

/// Why the loop was left.
pub(crate) enum Exit {
    /// The main task ended.
    Done(Value),
    /// The program asked to end.
    Exited(i32),
    /// It failed.
    Failed(Box<Diagnostic>),
    /// The slice is used up.
    Slice,
    /// A step is done.
    Stepped,
    /// The host is asked.
    Asks,
    /// The fuel is used up.
    OutOfFuel,
    /// The host asked to stop.
    Stopped,
}

/// A virtual machine. Everything a program can reach is in it.
pub struct Vm {
    // What fast paths read comes first.
    /// Calls and back edges until the next look at limits.
    pub(crate) budget: i64,
    /// Above the newest frame of the running fiber.
    pub(crate) fp: *mut Frame,
    /// Where frames end.
    pub(crate) fp_end: *mut Frame,
    /// Where values end.
    pub(crate) stack_end: *mut Value,
    /// Globals by index; as many as there are names before code runs.
    pub(crate) globals: Vec<Value>,
    /// Whether generic instructions rewrite themselves.
    pub(crate) quicken: bool,
    /// The compiler and what it made.
    pub(crate) jit: Jit,
    /// What builtins see.
    pub(crate) rt: Runtime,
    /// The stacks of the running fiber.
    pub(crate) stack: Stack,
    /// The number of its task.
    pub(crate) fiber: u32,
    /// Its task object.
    pub(crate) task: Value,
    /// The other fibers.
    pub(crate) tasks: Tasks,
    /// Where to go on after a slice.
    pub(crate) saved: State,
    /// Where the last handler or slow part that was called said to go on.
    pub(crate) next: State,
    /// The last slow part only looked at limits: its instruction runs again.
    pub(crate) paused: bool,
    /// Registers in use by the arguments that `apply` spreads, while it does.
    pub(crate) spread: usize,
    /// Natives under way that call another function in place of their result.
    pub(crate) nested: usize,
    /// Why the builtin that was just called failed.
    pub(crate) fault: Option<Fault>,
    /// What is thrown while its handler is about to be called, else unset.
    pub(crate) thrown: Value,
    /// What a call is about to pass: the names of its last arguments, or values on the
    /// way to registers.
    pub(crate) pending: Vec<Value>,
    /// Calls an initialiser and gives the instance (see `objects::construct`).
    pub(crate) construct: *const Func,
    /// What leaves the program unless something that cleans up stops it, and what
    /// will be said of it.
    pub(crate) escaping: Option<(Value, Box<Diagnostic>)>,
    /// Where exceptions have come through.
    pub(crate) traces: Traces,
    /// What is thrown on past code that cleans up, from a handler that is called
    /// where something was thrown; and how many frames are below the handlers that
    /// had their turn.
    pub(crate) passing: Option<(Value, usize)>,
    /// Functions of the prelude by `Own`, unset until something needs them.
    pub(crate) own: [Value; Own::NAMES.len()],
    /// How many calls may be open.
    pub(crate) limit: CallLimit,
    /// Why the loop was left.
    pub(crate) exit: Exit,
    /// What the budget was when it was last refilled.
    pub(crate) refilled: i64,
    /// What is left of the slice.
    pub(crate) slice: u64,
    /// Fuel used so far.
    pub(crate) fuel_used: u64,
    /// Set by the host, from any thread.
    pub(crate) stop: Arc<AtomicBool>,
    /// The setup.
    pub(crate) config: Config,
    /// All functions; they live as long as the VM.
    #[expect(clippy::vec_box, reason = "code points at functions, which must not move when the table grows")]
    pub(crate) funcs: Vec<Box<Func>>,
    /// Value of the last program, so that its host can look at it.
    pub(crate) last: Value,
    /// How often one op followed another, in the traced loop.
    pub(crate) pairs: Vec<u64>,
    /// What is measured of functions, if it is; the loop has it while it runs.
    pub(crate) profiler: Option<Box<Profiler>>,
    /// Where the program is on its way from line to line, if somebody steps; the loop has
    /// it while it runs.
    pub(crate) stepper: Option<Box<Stepper>>,
    /// The main function of the program that was started last.
    running_program: *const Func,
    /// Where the program that failed last stood, if somebody stepped.
    failed_at: Option<Box<Stopped>>,
    /// How often a continuation has replaced the frames.
    pub(crate) replaced: u64,
    /// Instructions rewritten in place.
    pub(crate) quickened: u64,
    /// Most frames seen on stacks that have shrunk or gone.
    pub(crate) peak_depth: usize,
    sources: SourceMap,
    programs: Vec<Program>,
    /// Constants with labels of the unit that is linked.
    pub(crate) labels: crate::interp::Labels,
    lisp: lisp::LispEnv,
    /// Where what `eval` compiles is said to stand.
    eval_source: Option<SourceId>,
    /// That of the language that is loaded.
    dialect: &'static Dialect,
    prelude: prelude::Prelude,
    /// What the host gives to programs.
    given: given::Given,
    running: bool,
}

/// Stops a program from another thread.
#[derive(Clone)]
pub struct StopHandle(Arc<AtomicBool>);

impl StopHandle {
    /// Asks the program to stop at its next safepoint.
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Vm {
    /// A VM with its languages' builtins, closed to the world: output is gathered,
    /// see [`Vm::take_output`]. A memory limit below what the VM itself needs
    /// (about 2 MB) is raised to that.
    pub fn new(config: Config) -> Vm {
        Vm::with_host(config, Box::<Closed>::default())
    }

    /// The same with a host that takes output and has a clock.
    pub fn with_host(config: Config, host: Box<dyn Host>) -> Vm {
        let mut config = config;
        config.memory = config.memory.max(2 << 20);
        if config.steps {
            config.opts = [Opt::Fusion, Opt::Fold, Opt::Jit].into_iter().fold(config.opts, |o, off| o.with(off, false));
        }
        let heap = Heap::new(config.memory, config.gc);
        let pool = BufferPool::new(config.pool, config.opts.has(Opt::BufferPool));
        let mut rt = Runtime::new(heap, config.opts, pool, host);
        rt.natives = &NATIVES;
        let env = lisp::LispEnv::new(&mut rt.interner);
        let stack = Stack::new().unwrap_or_else(|| std::alloc::handle_alloc_error(std::alloc::Layout::new::<Stack>()));
        // The limit is at least 2 MB, so the first stacks fit.
        let _ = rt.heap.charge(stack.bytes());
        let counting = config.dispatch == Dispatch::Traced;
        let profiler = (counting && config.profile).then(Box::default);
        let backend = if config.opts.has(Opt::Jit) && !config.profile {
            jit::backend_for(config.jit.mode, counting)
        } else {
            Err("it is switched off".to_string())
        };
        let jit = Jit::new(config.jit, backend, config.glass);
        let mut vm = Vm {
            budget: 0,
            fp: std::ptr::null_mut(),
            fp_end: std::ptr::null_mut(),
            stack_end: std::ptr::null_mut(),
            globals: vec![],
            quicken: config.opts.has(Opt::Quickening),
            jit,
            rt,
            stack,
            fiber: 1,
            task: Value::UNIT,
            tasks: Tasks::default(),
            saved: State::LEAVE,
            next: State::LEAVE,
            paused: false,
            spread: 0,
            nested: 0,
            fault: None,
            thrown: Value::UNSET,
            pending: vec![],
            construct: std::ptr::null(),
            escaping: None,
            traces: Traces::default(),
            passing: None,
            own: [Value::UNSET; Own::NAMES.len()],
            limit: CallLimit::new(config.depth),
            exit: Exit::Slice,
            refilled: 0,
            slice: 0,
            fuel_used: 0,
            stop: Arc::default(),
            config,
            funcs: vec![],
            last: Value::UNIT,
            pairs: if counting { vec![0; crate::bytecode::OP_COUNT * (crate::bytecode::OP_COUNT + 1)] } else { vec![] },
            profiler,
            stepper: None,
            running_program: std::ptr::null(),
            failed_at: None,
            replaced: 0,
            quickened: 0,
            peak_depth: 0,
            sources: SourceMap::default(),
            programs: vec![],
            labels: Default::default(),
            lisp: env,
            eval_source: None,
            dialect: &lisp::DIALECT,
            prelude: prelude::Prelude::default(),
            given: given::Given::default(),
            running: false,
        };
        vm.make_entry();
        vm.define_natives();
        vm.declare_prelude();
        vm.reset_stats();
        vm
    }

    /// Gives every builtin its global, for uses other than direct calls; and the
    /// parameters with the current ports.
    fn define_natives(&mut self) {
        for id in 0..self.rt.natives.len() {
            let name = match self.rt.natives[id].name {
                name if id < lisp::builtins::NATIVES.len() => self.rt.interner.intern(name),
                name if name.contains(':') => self.rt.interner.intern(name),
                name => self.rt.interner.intern(&format!("builtins:{name}")),
            };
            let global = self.rt.globals.resolve(name).0 as usize;
            self.globals.resize(self.globals.len().max(global + 1), Value::UNSET);
            self.globals[global] = Value::native(NativeId(id as u32));
        }
        for (i, (name, inner)) in lisp::builtins::port::PARAMETERS.into_iter().enumerate() {
            for name in [name, inner] {
                let name = self.rt.interner.intern(name);
                lisp::declare_part(&mut self.lisp, name);
                let global = self.rt.globals.resolve(name).0 as usize;
                self.globals.resize(self.globals.len().max(global + 1), Value::UNSET);
                self.globals[global] = self.rt.current[i];
            }
        }
    }

    /// Whether instructions are counted.
    pub(crate) fn counting(&self) -> bool {
        self.config.dispatch == Dispatch::Traced
    }

    /// The function that a task starts in.
    pub(crate) fn entry(&self) -> &Func {
        &self.funcs[0]
    }

    /// The setup.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Every source text that was loaded.
    pub fn sources(&self) -> &SourceMap {
        &self.sources
    }

    /// Makes a loaded program the one that `resume` runs. What ran before is
    /// given up; its globals stay.
    pub fn start(&mut self, program: ProgramId) {
        self.end();
        self.failed_at = None;
        self.globals.resize(self.rt.globals.len(), Value::UNSET);
        let main = self.programs[program.0].main;
        self.running_program = main;
        self.stop.store(false, Ordering::Relaxed);
        self.fuel_used = 0;
        self.jit.spent = 0;
        self.last = Value::UNIT;
        let mut closure = self.rt.heap.closure(main, 0);
        if self.rt.heap.is_full() || closure.is_err() {
            self.shed_code();
            self.collect_idle();
            closure = self.rt.heap.closure(main, 0);
        }
        let Ok(closure) = closure else {
            let words = (lisp::DIALECT.words)(&self.rt, VmError::Memory(self.config.memory));
            self.exit = Exit::Failed(Box::new(Diagnostic::error(words.0, Span::default(), words.1)));
            return;
        };
        self.stack.clear();
        self.fp = self.stack.frames;
        // SAFETY: functions live as long as the VM.
        self.limit.begin(unsafe { (*main).dialect.objects.recursion });
        self.set_limits();
        let regs = self.stack.values.wrapping_add(1);
        // SAFETY: a fresh stack has room for more than two values.
        unsafe { *regs = Value::obj(closure) };
        self.saved = State { ip: self.entry().code_ptr(), regs, fun: self.entry() };
        self.fiber = 1;
        self.task = Value::UNIT;
        self.tasks.started += 1;
        self.exit = Exit::Slice;
        self.running = true;
    }

    /// Whether code that is hot is compiled from now on; what is compiled already stays so. In
    /// the page, the compiler may be on its way.
    pub fn set_compiling(&mut self, compiling: bool) {
        self.jit.waits = !compiling;
    }

    /// Runs the started program for about `budget` calls and back edges.
    pub fn resume(&mut self, budget: u64) -> Progress {
        if !self.running {
            return match std::mem::replace(&mut self.exit, Exit::Slice) {
                Exit::Failed(d) => Progress::Failed(d),
                _ => Progress::Done(self.last),
            };
        }
        if self.rt.asked.is_some() {
            if self.stop.load(Ordering::Relaxed) {
                return self.give_up(VmError::Stopped);
            }
            self.answer_asked(Err(given::NOBODY.into()));
        }
        if self.stepper.is_some() && self.stop.load(Ordering::Relaxed) {
            // What stands at a line does not go on to the next safepoint.
            return self.give_up(VmError::Stopped);
        }
        self.slice = budget.max(1);
        self.refill();
        let s = self.saved;
        self.exit = Exit::Slice;
        // SAFETY: `saved` is the state of the running fiber, at an instruction that
        // the compiler made.
        unsafe { dispatch::run(self, s) };
        self.settle();
        match std::mem::replace(&mut self.exit, Exit::Slice) {
            Exit::Slice | Exit::Asks => Progress::Running,
            Exit::Stepped => Progress::Stepped,
            Exit::Done(v) => {
                self.last = v;
                self.end();
                Progress::Done(v)
            }
            Exit::Exited(status) => {
                self.end();
                Progress::Exited(status)
            }
            Exit::Failed(d) => {
                self.note_failure();
                self.end();
                Progress::Failed(d)
            }
            Exit::OutOfFuel => self.give_up(VmError::Fuel(self.config.fuel.unwrap_or(0))),
            Exit::Stopped => self.give_up(VmError::Stopped),
        }
    }

    fn give_up(&mut self, e: VmError) -> Progress {
        let s = self.saved;
        let (code, message) = self.words(s, e);
        let d = self.diagnostic(s, code, message);
        self.note_failure();
        self.end();
        Progress::Failed(Box::new(d))
    }

    /// Lets go of the stacks of what ran.
    fn end(&mut self) {
        self.note_depth();
        if let Some(p) = &mut self.profiler {
            p.end();
        }
        let bytes = self.tasks.clear();
        self.rt.heap.discharge(bytes);
        if !self.stack.is_small()
            && let Some(stack) = Stack::new()
        {
            self.rt.heap.discharge(self.stack.bytes());
            self.stack = stack;
            let _ = self.rt.heap.charge(self.stack.bytes());
        }
        self.stack.clear();
        self.fp = self.stack.frames;
        self.limit.begin(usize::MAX);
        self.set_limits();
        self.running = false;
        self.stepper = None;
        self.escaping = None;
        self.traces = Traces::default();
        self.passing = None;
        self.rt.dynamic = Dynamic::default();
        (self.rt.asked, self.rt.answer) = (None, None);
        (self.rt.refused, self.rt.told_hash) = Default::default();
        self.rt.close_ports();
        // Nobody is left to be told that a file cannot be written.
        let _ = crate::lang::python::run::flush_files(&mut self.rt, "", "");
    }

    /// Loads and runs a program to its end. The value stays valid until the next start.
    pub fn run(&mut self, language: Language, name: &str, source: &str) -> Result<Value, Vec<Diagnostic>> {
        let program = self.load(language, name, source)?;
        self.start(program);
        loop {
            match self.resume(u64::MAX) {
                Progress::Running | Progress::Stepped => {}
                Progress::Done(v) => return Ok(v),
                Progress::Exited(_) => return Ok(Value::UNIT),
                Progress::Failed(d) => return Err(vec![*d]),
            }
        }
    }

    /// Asks the running program to stop at its next safepoint.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// A handle that stops the program from another thread.
    pub fn stop_handle(&self) -> StopHandle {
        StopHandle(self.stop.clone())
    }

    /// The text of a value for people.
    pub fn display(&self, v: Value) -> String {
        (self.dialect.text)(&self.rt, v, true)
    }

    /// The text of a value as its language writes it.
    pub fn write(&self, v: Value) -> String {
        (self.dialect.text)(&self.rt, v, false)
    }

    /// The value of a program as people see it at the end: nothing for unit, a line
    /// for each of several values.
    pub fn answer(&self, v: Value) -> String {
        match v.as_a::<Values>() {
            Some(several) => crate::syntax::text::join(several.items().iter().map(|v| self.write(v.get())), "\n"),
            None if v == Value::UNIT => String::new(),
            None => self.write(v),
        }
    }

    /// Every name that means something to programs and begins like that, in order.
    pub fn completions(&self, prefix: &str) -> Vec<String> {
        self.lisp.completions(&self.rt.interner, prefix).into_iter().map(String::from).collect()
    }

    /// Whether programs have given a name a value.
    pub fn is_defined(&self, name: &str) -> bool {
        self.rt.interner.lookup(name).is_some_and(|s| self.lisp.is_defined(s))
    }

    /// What was printed and not taken by the host.
    pub fn take_output(&mut self) -> String {
        std::mem::take(&mut self.rt.output)
    }

    /// Notes how deep the running fiber's stack has been.
    pub(crate) fn note_depth(&mut self) {
        self.peak_depth = self.peak_depth.max(self.stack.deepest());
    }

    /// Whether a value is an error object; hosts tell errors from data by it.
    pub fn is_error(&self, v: Value) -> bool {
        v.as_a::<Condition>().is_some()
    }
}
