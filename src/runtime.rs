//! What a builtin sees of the VM: the heap, names, shapes, output and the host,
//! but neither stacks nor code. Builtins run between safepoints: they never
//! collect and never call back into the program.
use crate::core::{GlobalNames, NativeId};
use crate::heap::{Heap, HeapFull};
use crate::host::{Answer, Host};
use crate::object::shape::{Layouts, Shapes};
use crate::object::{Gc, Parameter, Port};
use crate::options::{Opt, OptSet};
use crate::pool::BufferPool;
use crate::syntax::Interner;
use crate::syntax::diag::Code;
use crate::syntax::text::cut;
use crate::value::Value;
use std::cell::Cell;

/// Why a builtin or an operation did not give a value.
#[derive(Debug)]
pub enum Fault {
    /// An error of the language: becomes an error object with this message.
    Error(Box<(Code, String, Vec<Value>)>),
    /// A value the program throws.
    Raise(Value),
    /// No memory: the VM collects and tries the same instruction again, once. A
    /// builtin must not have changed anything when it gives this.
    HeapFull,
    /// The program asked to end, with this exit code.
    Exit(i32),
    /// A function of the program must be called with these arguments: its result is
    /// that of the operation.
    Call(Box<Call>),
    /// The host must be asked first: the VM stops here, and the same instruction runs
    /// again when there is an answer.
    Ask,
    /// An argument of a builtin must be an integer, which the program has to be asked
    /// for: the builtin is called again with that.
    Index(Value),
    /// The same of an argument that must be a float.
    Float(Value),
}

/// A call of a function of the program, and what its result is for.
#[derive(Debug)]
pub struct Call {
    /// What is called.
    pub function: Value,
    /// Its arguments.
    pub args: Vec<Value>,
    /// What its result is for.
    pub then: Then,
}

/// What an operation makes of what a function of the program gave it; see
/// `ObjectModel::answer`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Then {
    /// Its result as it is.
    Result,
    /// Its result, unless the function says that it knows nothing of such operands.
    Operator,
    /// The same, but the opposite of what counts as true.
    Opposite,
    /// Whether it counts as true.
    Truth,
    /// Whether there are any elements, of how many there are.
    Any,
    /// A truth value, which it must be.
    Bool,
    /// How many elements there are.
    Len,
    /// The hash of a key, with which the operation is tried again.
    Hash,
    /// A string, which it must be, as what `str` gives.
    Str,
    /// The same as what `repr` gives.
    Repr,
}

impl Then {
    /// All of them, in their order.
    pub const ALL: [Then; 10] = [
        Then::Result,
        Then::Operator,
        Then::Opposite,
        Then::Truth,
        Then::Any,
        Then::Bool,
        Then::Len,
        Then::Hash,
        Then::Str,
        Then::Repr,
    ];
}

impl From<HeapFull> for Fault {
    fn from(_: HeapFull) -> Fault {
        Fault::HeapFull
    }
}

impl From<(Code, String)> for Fault {
    fn from((code, message): (Code, String)) -> Fault {
        Fault::Error(Box::new((code, message, vec![])))
    }
}

impl Fault {
    /// An error with a message.
    pub fn error(code: Code, message: impl Into<String>) -> Fault {
        Fault::from((code, message.into()))
    }
}

/// A builtin function; it is told the name it was called by, for its messages.
/// The VM checked the number of arguments. They stay in their registers during
/// the call, and so stay alive.
pub type NativeFn = fn(&mut Runtime, &'static str, &[Value]) -> Result<Value, Fault>;

/// A row of the VM's table of builtins.
#[derive(Clone, Copy)]
pub struct Native {
    /// Its name in the language.
    pub name: &'static str,
    /// Least number of arguments.
    pub min: u16,
    /// Greatest number of arguments; `None` if there is none.
    pub max: Option<u16>,
    /// The code. Names of one family share it.
    pub run: NativeFn,
}

impl Native {
    /// Runs it.
    #[inline(always)]
    pub fn call(&self, rt: &mut Runtime, args: &[Value]) -> Result<Value, Fault> {
        let noted = rt.heap.noted();
        let done = (self.run)(rt, self.name, args);
        match done {
            Err(fault) => Err(self.failed(rt, args, noted, fault)),
            done => done,
        }
    }
    #[cold]
    #[inline(never)]
    fn failed(&self, rt: &mut Runtime, args: &[Value], noted: usize, fault: Fault) -> Fault {
        match fault {
            Fault::HeapFull => rt.heap.take_back(noted),
            Fault::Index(v) => return crate::lang::python::run::with_index(rt, self, args, v),
            Fault::Float(v) => return crate::lang::python::run::with_floats(rt, self, args, v),
            _ => {}
        }
        fault
    }
    /// Whether it takes that many arguments.
    pub fn accepts(&self, args: usize) -> bool {
        args >= self.min as usize && self.max.is_none_or(|m| args <= m as usize)
    }
}

/// What a task is in the midst of, besides its calls. Each task has its own;
/// continuations remember it.
#[derive(Clone, Copy)]
pub struct Dynamic {
    /// The extents of `dynamic-wind` that are open, innermost first: a list of
    /// pairs of what to call on the way in and out.
    pub winders: Value,
    /// The parameters with other values than their own: pairs, innermost first.
    pub params: Value,
}

impl Default for Dynamic {
    fn default() -> Self {
        Dynamic { winders: Value::NIL, params: Value::NIL }
    }
}

/// A text that is read from its beginning while its end grows.
#[derive(Default)]
pub struct Input {
    text: String,
    at: usize,
}

impl Input {
    /// What is there and was not read yet.
    pub fn rest(&self) -> &str {
        cut(&self.text, self.at..self.text.len())
    }
    /// Adds to the end.
    pub fn push(&mut self, text: &str) {
        self.text.drain(..self.at);
        self.at = 0;
        self.text.push_str(text);
    }
    /// So many bytes, whole characters, were read.
    pub fn skip(&mut self, bytes: usize) {
        self.at = (self.at + bytes).min(self.text.len());
    }
}

/// What builtins work with.
pub struct Runtime {
    /// The heap.
    pub heap: Heap,
    /// Symbols.
    pub interner: Interner,
    /// Names of globals.
    pub globals: GlobalNames,
    /// Shapes of records.
    pub shapes: Shapes,
    /// The switches.
    pub opts: OptSet,
    /// Packet buffers.
    pub pool: BufferPool,
    /// The outside world, as far as the program may see it.
    pub host: Box<dyn Host>,
    /// What the host is asked: the number of what it gave, arguments by place and by name.
    /// They are in registers of the instruction that waits.
    pub asked: Option<(usize, Value, Value)>,
    /// What it answered.
    pub answer: Option<Answer>,
    /// Printed and not yet taken by the host.
    pub output: String,
    /// Builtins by [`NativeId`].
    pub natives: &'static [Native],
    /// Of the running task.
    pub dynamic: Dynamic,
    /// Input that was read and not yet given to the program.
    pub input: Input,
    /// The ports of the host: input, output, errors.
    pub console: [Value; 3],
    /// The parameters with the current ports, in the same order.
    pub current: [Value; 3],
    /// Ports of files that may hold what is not written yet.
    pub files: Vec<Value>,
    /// Layouts of instances.
    pub layouts: Layouts,
    /// A class was changed after it was made: what sites remember may not be true.
    pub classes_changed: bool,
    /// What is done may be tried again: the operands of the instruction are where they were.
    pub repeats: bool,
    /// A function of the program has said that it knows nothing of the operands of the operation
    /// that is tried again now.
    pub refused: bool,
    /// The hash that a function of the program has given for the key of the operation that is tried
    /// again now; the key is known, and not unset, once that has asked for it.
    pub told_hash: Cell<Option<(Value, i64)>>,
    /// Times that classes were made, or attributes of them set or deleted.
    pub class_changes: u64,
    /// What was looked for in classes of Python.
    pub lookups: crate::lang::python::run::Lookups,
    /// What Python needs once a program of it is loaded.
    pub python: Option<Box<crate::lang::python::run::World>>,
    /// Number of the next channel, for messages.
    pub next_channel: u32,
    /// Number of the next generated symbol.
    pub next_gensym: u32,
}

impl Runtime {
    /// A runtime without builtins.
    pub fn new(heap: Heap, opts: OptSet, pool: BufferPool, host: Box<dyn Host>) -> Runtime {
        let mut rt = Runtime {
            heap,
            interner: Interner::default(),
            globals: GlobalNames::default(),
            shapes: Shapes::default(),
            opts,
            pool,
            host,
            asked: None,
            repeats: false,
            refused: false,
            told_hash: Cell::new(None),
            answer: None,
            output: String::new(),
            natives: &[],
            dynamic: Dynamic::default(),
            input: Input::default(),
            console: [Value::UNSET; 3],
            current: [Value::UNSET; 3],
            files: vec![],
            layouts: Layouts::default(),
            classes_changed: false,
            class_changes: 0,
            lookups: Default::default(),
            python: None,
            next_channel: 1,
            next_gensym: 1,
        };
        rt.heap.short_strings = opts.has(Opt::ShortStrings);
        rt.heap.packed_vectors = opts.has(Opt::PackedVectors);
        let kinds = [Port::INPUT, Port::OUTPUT, Port::OUTPUT | Port::ERRORS];
        for (i, kind) in kinds.into_iter().enumerate() {
            // A heap that has no room for these has no room for a program.
            if let Ok(port) = rt.heap.port(kind | Port::CONSOLE, Value::NIL, Value::NIL) {
                rt.console[i] = Value::obj(port);
                rt.current[i] = rt.heap.parameter(rt.console[i], Value::FALSE).unwrap_or(Value::UNSET);
            }
        }
        rt
    }
    /// The current port: 0 input, 1 output, 2 errors.
    pub fn current_port(&self, which: usize) -> Value {
        match self.current[which].as_a::<Parameter>() {
            Some(p) if self.dynamic.params != Value::NIL => self.parameter(p),
            _ => self.console[which],
        }
    }
    /// The row of a builtin.
    #[inline(always)]
    pub fn native(&self, id: NativeId) -> &'static Native {
        &self.natives[id.0 as usize]
    }
    /// The value that a parameter has for the running task.
    pub fn parameter(&self, p: Gc<Parameter>) -> Value {
        let mut rest = self.dynamic.params;
        while let Some(cell) = rest.as_pair() {
            if let Some(bound) = cell.car.get().as_pair()
                && bound.car.get() == Value::obj(p)
            {
                return bound.cdr.get();
            }
            rest = cell.cdr.get();
        }
        p.value.get()
    }
    /// Adds to the output; hands it to the host when much has gathered. Fails
    /// when the host holds none of it and the limit is reached.
    pub fn write(&mut self, text: &str) -> Result<(), Fault> {
        if self.output.len() + text.len() > self.heap.max() / 4 {
            return Err(Fault::HeapFull);
        }
        self.output.push_str(text);
        if self.output.len() >= 8192 && self.host.write(&self.output) {
            self.output.clear();
        }
        Ok(())
    }
    /// Hands what was printed to the host, if it takes it.
    pub fn flush(&mut self) {
        if !self.output.is_empty() && self.host.write(&self.output) {
            self.output.clear();
        }
    }
}
