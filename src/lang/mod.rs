//! The languages, and how a file's name tells which one it is written in.
pub mod lisp;
pub mod python;

use crate::core::{Prim, Signature};
use crate::heap::HeapFull;
use crate::object::{Class, Gc};
use crate::runtime::{Fault, Runtime, Then};
use crate::syntax::{Code, Diagnostic, SourceId, Span, Sym};
use crate::value::Value;
use crate::vm::Vm;

/// What a language decides at run time: what the fast paths miss, and its words.
/// Every function knows the dialect of the language it was written in.
pub struct Dialect {
    /// Name of the language.
    pub name: &'static str,
    /// A primitive in full, for any operands; control primitives excepted.
    pub prim: fn(&mut Runtime, Prim, &[Value]) -> Result<Value, Fault>,
    /// The text of a value: for people if the flag is set, else so that it reads back.
    pub text: fn(&Runtime, Value, bool) -> String,
    /// A short text of a value, for whoever looks at a program from outside. Calls nothing
    /// of the program.
    pub glimpse: fn(&Runtime, Value) -> String,
    /// Code and message of what the VM found wrong.
    pub words: fn(&Runtime, VmError) -> (Code, String),
    /// Whether programs can catch errors of that code.
    pub catchable: fn(Code) -> bool,
    /// Whether a float divided by zero is an error.
    pub zero_divisors_fail: bool,
    /// Whether `None`, zero and empty lists count as false.
    pub empty_is_false: bool,
    /// Whether `+` joins strings and equality compares them.
    pub operates_on_strings: bool,
    /// Compiles what a program gives at run time, in an environment; gives a function.
    pub evaluator: fn(&mut Vm, Value, Value) -> Compiled,
    /// What it says of objects.
    pub objects: &'static ObjectModel,
}

/// A function that was compiled at run time, or what is wrong with its text.
pub type Compiled = Result<Result<Value, Box<Fault>>, HeapFull>;
/// An attribute with its slot.
pub type Attribute = Result<(Value, Option<u32>), Fault>;
/// The slot of an attribute that was set.
pub type Slot = Result<Option<u32>, Fault>;
/// A function of the program, its arguments, and what its result is for.
pub type Asked = (Value, [Value; 2], Then);
/// The values of all parameters.
pub type Arguments = Result<Vec<Value>, Fault>;

/// What a language decides about objects: attributes, methods, what can be called.
pub struct ObjectModel {
    /// Whether more than functions can be called.
    pub calls: bool,
    /// A primitive of an augmented assignment: what can change takes the result.
    pub in_place: fn(&mut Runtime, Prim, &[Value]) -> Result<Value, Fault>,
    /// What programs catch where something went wrong, from code, message and what it
    /// is about.
    pub exception: fn(&mut Runtime, Code, &str, &[Value]) -> Result<Value, HeapFull>,
    /// The attribute of an object, and its slot if that is always so for the layout.
    pub attribute: fn(&mut Runtime, Value, Sym) -> Attribute,
    /// The function that is called for an attribute, or to set one, if that is all there is to it
    /// for all objects of the layout; or the number of a field.
    pub accessor: fn(&Runtime, Value, Sym, bool) -> Option<Value>,
    /// The field of an object with that number, if it has it.
    pub field: fn(&Runtime, Value, Value) -> Option<Value>,
    /// The attribute, if all objects of the layout, or the class itself, have that value until
    /// classes change.
    pub common: fn(&Runtime, Value, Sym) -> Option<Value>,
    /// Sets an attribute; gives its slot in the same way.
    pub set_attribute: fn(&mut Runtime, Value, Sym, Value) -> Slot,
    /// A new instance of a class, before anything begins it.
    pub instance: fn(&mut Runtime, Gc<Class>) -> Result<Value, Fault>,
    /// What a call of a method calls.
    pub method: fn(&mut Runtime, Value, Sym) -> Result<Method, Fault>,
    /// What a call with these arguments calls where the callee is no function.
    pub callable: fn(&mut Runtime, Value, &[Value]) -> Result<Callable, Fault>,
    /// The values of all parameters of a function.
    pub bind: fn(&mut Runtime, &Signature, &Named) -> Arguments,
    /// The arguments of a native, all by place.
    pub bind_native: fn(&mut Runtime, Value, &Named) -> Arguments,
    /// The function of the program that an operation of two operands calls first, with its
    /// arguments and what its result is for, where that is clear. Whether it is in place.
    pub asked: fn(&Runtime, Prim, bool, Value, Value) -> Option<Asked>,
    /// The function that says whether an object counts as true, with what its result is for.
    pub truth: fn(&Runtime, Value) -> Option<(Value, Then)>,
    /// What an operation makes of what a function of the program gave it; nothing if it must be
    /// tried again, without that function.
    pub answer: fn(&mut Runtime, Then, Value) -> Result<Option<Value>, Fault>,
    /// The next value of an iterator that is no generator; missing at its end.
    pub next: fn(&mut Runtime, Value) -> Result<Value, Fault>,
    /// That a function takes no arguments by name.
    pub no_names: fn(&Runtime, Value) -> Fault,
    /// That a generator runs already.
    pub running: fn() -> Fault,
    /// Whether programs and hosts are told where exceptions came through.
    pub traced: bool,
    /// Calls that a program may have open unless it sets another limit; `usize::MAX`: as many as
    /// the host lets it.
    pub recursion: usize,
    /// The function of the program that must say what nothing catches, if one must.
    pub describe: fn(&mut Runtime, Value) -> Option<Value>,
    /// The status with which what nothing catches ends the program, if that is no error.
    pub exit: fn(&mut Runtime, Value) -> Option<i32>,
}

/// The model of a language without objects: what it is asked for fails.
pub static NO_OBJECTS: ObjectModel = ObjectModel {
    calls: false,
    in_place: |_, _, _| Err(no_objects()),
    exception: |rt, code, message, irritants| {
        let message = rt.heap.string(message)?;
        let irritants = rt.heap.list(irritants, Value::NIL)?;
        rt.heap.condition(code, message, irritants)
    },
    attribute: |_, _, _| Err(no_objects()),
    accessor: |_, _, _, _| None,
    field: |_, _, _| None,
    common: |_, _, _| None,
    set_attribute: |_, _, _, _| Err(no_objects()),
    instance: |_, _| Err(no_objects()),
    method: |_, _, _| Err(no_objects()),
    callable: |_, _, _| Err(no_objects()),
    bind: |_, _, _| Err(no_objects()),
    bind_native: |_, _, _| Err(no_objects()),
    asked: |_, _, _, _, _| None,
    truth: |_, _| None,
    answer: |_, _, v| Ok(Some(v)),
    next: |_, _| Err(no_objects()),
    no_names: |_, _| no_objects(),
    running: no_objects,
    traced: false,
    recursion: usize::MAX,
    describe: |_, _| None,
    exit: |_, _| None,
};

fn no_objects() -> Fault {
    Fault::error(Code::Type, "this language has no such objects")
}

/// What a call of a method calls.
pub enum Method {
    /// A function that takes the object as its first argument.
    Function(Value),
    /// A function that takes another first argument instead.
    Bound(Value, Value),
    /// Something that is called with the arguments alone.
    Plain(Value),
    /// A function that takes the object, the name and the arguments.
    Through(Value, Value),
}

/// What a call calls where the callee is no function.
pub enum Callable {
    /// This in its stead.
    Function(Value),
    /// This in its stead, with another argument before the others.
    Bound(Value, Value),
    /// A function that begins a new instance, which is the result.
    Construct {
        /// The instance.
        instance: Value,
        /// The function.
        init: Value,
        /// Whether that is all that a call does, until the class changes.
        always: bool,
    },
    /// Nothing: this is the result.
    Done(Value),
    /// Something that the VM knows itself.
    Vm,
}

/// Arguments by place, and by name.
pub struct Named<'a> {
    /// By place.
    pub placed: &'a [Value],
    /// Names: symbols, or the keys of a dictionary.
    pub names: &'a [Value],
    /// Their values.
    pub named: &'a [Value],
}

/// What the VM itself finds wrong.
pub enum VmError<'a> {
    /// A global without value.
    Unbound(&'a str),
    /// A variable read before it was set.
    TooEarly(&'a str),
    /// A call of something that is no function.
    NotAFunction(Value),
    /// A call with the wrong number of arguments.
    Arity {
        /// Name of the function.
        who: &'a str,
        /// Fewest.
        min: usize,
        /// Most, if there is a limit.
        max: Option<usize>,
        /// How many there were.
        got: usize,
    },
    /// A value of the wrong kind.
    WrongType {
        /// Who wanted another.
        who: &'a str,
        /// What was wanted, with its article.
        expected: &'static str,
        /// What there was.
        got: Value,
    },
    /// A field access on something that is not of the record type.
    NotOfType {
        /// The field.
        field: &'a str,
        /// The record type.
        ty: &'a str,
        /// What there was.
        got: Value,
    },
    /// Every task waits; for what.
    Deadlock(&'a [String]),
    /// The limit of open calls.
    Depth(usize),
    /// The limit of memory, in bytes.
    Memory(usize),
    /// The limit of fuel.
    Fuel(u64),
    /// The host's wish.
    Stopped,
    /// A continuation of one task called in another.
    OtherTask,
    /// A value that was thrown and not caught.
    Uncaught(Value),
}

/// A language that Glassbox runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Language {
    /// The Lisp: R7RS Scheme's core with FluentAI's words.
    Lisp,
    /// Python 3.11.
    Python,
}

impl Language {
    /// Every language.
    pub const ALL: &'static [Language] = &[Language::Lisp, Language::Python];
    /// Its name on the command line and in the page.
    pub fn name(self) -> &'static str {
        match self {
            Language::Lisp => "lisp",
            Language::Python => "python",
        }
    }
    /// Endings of its files, without the dot; the first is the usual one.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Language::Lisp => &["scm", "ss", "sld", "lisp", "flc"],
            Language::Python => &["py"],
        }
    }
    /// What the plain interpreter says of programs that it does not run.
    pub(crate) fn has_no_baseline(self, source: SourceId) -> Diagnostic {
        let message = format!("not supported: {} programs in the baseline interpreter", self.name());
        Diagnostic::error(Code::Unsupported, Span::new(source, 0, 0), message)
    }
    /// Whether more must come before what was typed so far is whole: what a prompt asks
    /// when a line ends.
    pub fn is_incomplete(self, text: &str) -> bool {
        match self {
            Language::Lisp => lisp::is_incomplete(text),
            Language::Python => python::is_incomplete(text),
        }
    }
    /// The language of that name.
    pub fn by_name(name: &str) -> Option<Language> {
        Self::ALL.iter().copied().find(|l| l.name() == name)
    }
    /// The language whose files end that way (with or without the dot).
    pub fn by_extension(ext: &str) -> Option<Language> {
        let ext = ext.strip_prefix('.').unwrap_or(ext);
        Self::ALL.iter().copied().find(|l| l.extensions().iter().any(|e| e.eq_ignore_ascii_case(ext)))
    }
}
