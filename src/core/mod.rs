//! Core: one small tree with resolved scopes and spans that every language is
//! lowered to. It knows no language and no bytecode. `print` and `read` give it
//! a text form, `passes` rewrite it, `baseline` runs it plainly and `compiler`
//! turns it into bytecode.
pub mod passes;
pub mod prim;
pub mod print;
pub mod read;
mod walk;

pub use prim::Prim;

use crate::number::Num;
use crate::syntax::{Interner, Span, Sym};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// A variable of a [`Lambda`]: index into [`Lambda::locals`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct LocalId(pub u32);
/// A captured variable: index into [`Lambda::captures`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct CaptureId(pub u32);
/// A global: index into the VM's dense table of globals.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct GlobalId(pub u32);
/// A builtin function: index into the VM's table of natives.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct NativeId(pub u32);
/// A structured loop; unique within its lambda.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct LoopId(pub u32);

/// A [`Kind::Block`] or [`Kind::Repeat`]; unique within its lambda.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct LabelId(pub u32);

/// Names of globals, each resolved to its index once (T6).
#[derive(Default)]
pub struct GlobalNames {
    map: FxHashMap<Sym, GlobalId>,
    names: Vec<Sym>,
}

impl GlobalNames {
    /// The index for a name, given now if it has none.
    pub fn resolve(&mut self, name: Sym) -> GlobalId {
        *self.map.entry(name).or_insert_with(|| {
            self.names.push(name);
            GlobalId(self.names.len() as u32 - 1)
        })
    }
    /// The index of a name, if it has one.
    pub fn lookup(&self, name: Sym) -> Option<GlobalId> {
        self.map.get(&name).copied()
    }
    /// The name of a global of this table.
    pub fn name(&self, id: GlobalId) -> Sym {
        self.names[id.0 as usize]
    }
    /// How many there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }
    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

/// A constant. Heap constants are made once, when the unit is compiled.
#[derive(Clone, PartialEq, Debug)]
pub enum Const {
    /// The empty list.
    Nil,
    /// True.
    True,
    /// False.
    False,
    /// The value of an expression that has none worth having.
    Unit,
    /// What an optional parameter holds that no argument came for. It is compared
    /// with and never leaves the function.
    Missing,
    /// An integer of at most 51 bits; front ends never make larger ones.
    Int(i64),
    /// A double.
    Float(f64),
    /// Any other number, none of which is one of the two above.
    Num(Rc<Num>),
    /// A Unicode scalar value.
    Char(char),
    /// A string.
    Str(Rc<str>),
    /// A symbol.
    Sym(Sym),
    /// A list of at least one element, ending in the second part (`Nil` if proper).
    List(Rc<[Const]>, Rc<Const>),
    /// A vector.
    Vector(Rc<[Const]>),
    /// A byte vector.
    Bytes(Rc<[u8]>),
    /// Data with a label: one object wherever that stands.
    Labelled(u64, Rc<Const>),
    /// The data with that label around this place.
    Ref(u64),
}

/// The name of every unit's main function.
pub const MAIN: &str = "<main>";

/// A unit of compilation: a function without parameters, run once for its value.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The top-level code. Has no captures.
    pub main: Lambda,
    /// Whether its language has continuations, which may come back to a call that has
    /// already returned.
    pub revisits: bool,
}

/// How a function takes arguments by name. Its parameters stand in the order of `names`,
/// then one for further arguments by place, then one for those by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Signature {
    /// Names of the parameters that take one argument each.
    pub names: Vec<Sym>,
    /// How many of them, the first ones, take no argument by name.
    pub unnamed: usize,
    /// How many of them, the first ones, take an argument by place.
    pub placed: usize,
    /// Which of them need an argument.
    pub needed: Vec<bool>,
    /// Whether further arguments by place are taken, as a tuple.
    pub rest: bool,
    /// Whether arguments with other names are taken, as a dictionary.
    pub others: bool,
    /// Its name with those of the functions and classes around it.
    pub path: Rc<str>,
    /// Whether a call gives something to be waited for.
    pub waits: bool,
    /// Whether it is one of the language's own, for programs no different from a native.
    pub builtin: bool,
    /// The text that its body begins with, if it begins with one.
    pub doc: Option<Rc<str>>,
}

impl Signature {
    /// Whether arguments by place can go straight into the parameters.
    pub fn is_plain(&self) -> bool {
        !self.rest && !self.others && self.placed == self.names.len()
    }
}

/// A function. The first `params` locals are its parameters: those that need an
/// argument, `optional` that do not, and one that takes the list of remaining
/// arguments if `rest`.
#[derive(Clone, Debug)]
pub struct Lambda {
    /// For traces and the glass; `None` for anonymous ones.
    pub name: Option<Rc<str>>,
    /// The whole form in the source.
    pub span: Span,
    /// Number of parameters, optional ones and the rest parameter included.
    pub params: u32,
    /// How many of them need no argument; they hold [`Const::Missing`] then.
    pub optional: u32,
    /// Whether the last parameter takes all further arguments as a list.
    pub rest: bool,
    /// How it takes arguments by name, if it does.
    pub signature: Option<Rc<Signature>>,
    /// Every variable bound in this function, parameters first.
    pub locals: Vec<Local>,
    /// What it captures from the enclosing function (flat closures, R3).
    pub captures: Vec<Capture>,
    /// The body. Its value is the function's result.
    pub body: Expr,
}

/// A variable.
#[derive(Clone, Debug)]
pub struct Local {
    /// As written.
    pub name: Rc<str>,
    /// Where it is bound.
    pub span: Span,
    /// Set after it was bound (`SetLocal`, or `SetCapture` from a closure).
    pub assigned: bool,
    /// Captured by an inner function.
    pub captured: bool,
    /// Set after a call: a continuation made during the call, and called later,
    /// must find it as it was set.
    pub revisited: bool,
}

impl Lambda {
    /// A main function that does this and has no variables.
    pub fn main(body: Expr) -> Lambda {
        Lambda {
            name: None,
            span: body.span,
            params: 0,
            optional: 0,
            rest: false,
            signature: None,
            locals: vec![],
            captures: vec![],
            body,
        }
    }

    /// The fewest arguments it takes.
    pub fn required(&self) -> u32 {
        self.params - self.optional - self.rest as u32
    }
}

impl Local {
    /// Variables that are both captured and assigned live in a heap cell that
    /// the closures share; all others are captured by value. Those that a
    /// continuation could bring back to an old value live in cells too, as
    /// continuations are copies of registers.
    pub fn boxed(&self) -> bool {
        self.assigned && (self.captured || self.revisited)
    }
}

/// A captured variable.
#[derive(Clone, Debug)]
pub struct Capture {
    /// As written.
    pub name: Rc<str>,
    /// Where the enclosing function has it.
    pub from: CaptureFrom,
    /// Whether what is captured is a heap cell (see [`Local::boxed`]).
    pub boxed: bool,
}

/// Where a capture comes from, in the function that encloses the lambda.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CaptureFrom {
    /// A local of the enclosing function.
    Local(LocalId),
    /// A capture of the enclosing function.
    Capture(CaptureId),
}

/// An expression with the place it came from.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: Kind,
    /// Where it stood.
    pub span: Span,
}

/// A clause of [`Kind::Cond`].
#[derive(Clone, Debug)]
pub struct Clause {
    /// Its condition.
    pub test: Expr,
    /// Takes the value of the test while the clause gives its own.
    pub var: Option<LocalId>,
    /// What it gives.
    pub then: Expr,
}

/// The kinds of expression. Operands are evaluated left to right.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A constant.
    Const(Const),
    /// Reads a local (through its cell if it is boxed).
    Local(LocalId),
    /// Reads a capture (through its cell if it is boxed).
    Capture(CaptureId),
    /// Reads a global; an error if it has no value yet.
    Global(GlobalId),
    /// Sets a local; value: unit.
    SetLocal(LocalId, Box<Expr>),
    /// Sets a boxed capture; value: unit.
    SetCapture(CaptureId, Box<Expr>),
    /// Sets a global that must have a value; value: unit.
    SetGlobal(GlobalId, Box<Expr>),
    /// Gives a global a value, whether it had one or not; value: unit.
    DefineGlobal(GlobalId, Box<Expr>),
    /// Binds locals one after the other (each may use those before), then the body.
    /// Each evaluation binds afresh: a boxed local gets a new cell.
    Let(Vec<(LocalId, Expr)>, Box<Expr>),
    /// Binds functions that may refer to each other and themselves, then the body.
    /// The locals are never assigned, so closures capture each other by value.
    Fix(Vec<(LocalId, Lambda)>, Box<Expr>),
    /// Test, then, else. What counts as true is the dialect's matter.
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// What the first clause gives whose test counts as true, else the last part. The
    /// same as an `If` in the else branch of another and so on, but flat: however
    /// many clauses there are, nothing is nested.
    Cond(Vec<Clause>, Box<Expr>),
    /// One after the other; the value of the last. Never empty.
    Seq(Vec<Expr>),
    /// Binds the variables at once, evaluates the body; `Recur` in tail position
    /// of the body starts again with new values (and fresh cells for boxed ones).
    Loop(LoopId, Vec<(LocalId, Expr)>, Box<Expr>),
    /// Next turn of an enclosing loop of the same function, never inside a `Try`
    /// within that loop. All arguments are evaluated before any variable changes.
    Recur(LoopId, Vec<Expr>),
    /// The value of the body, or what a `Break` out of it gives.
    Block(LabelId, Box<Expr>),
    /// Leaves an enclosing block of the same function with a value.
    Break(LabelId, Box<Expr>),
    /// The value of the body; a `Continue` in it begins it again.
    Repeat(LabelId, Box<Expr>),
    /// Begins an enclosing `Repeat` of the same function again: a back edge.
    Continue(LabelId),
    /// Leaves the function with a value.
    Return(Box<Expr>),
    /// A tail call to the global whose value this function was when it was
    /// compiled: becomes a jump if the global still holds this closure, and a
    /// tail call otherwise (F1). Only directly in the global's lambda.
    SelfCall(GlobalId, Vec<Expr>),
    /// A closure.
    Lambda(Box<Lambda>),
    /// The same, without captures, of a function that was compiled before the rest of the
    /// unit: one of those that [`crate::compiler::Ahead`] has.
    Compiled(u32),
    /// A call; `tail` if its value is the value of the function around it. A callee
    /// that is a global is read after the arguments, any other before them.
    Call {
        /// What is called.
        callee: Box<Expr>,
        /// Arguments.
        args: Vec<Expr>,
        /// Marked by the front end; never inside a `Try` body.
        tail: bool,
    },
    /// A primitive operation with its own bytecode; as many operands as its row says.
    Prim(Prim, Vec<Expr>),
    /// A builtin function, known when the program was compiled.
    Native(NativeId, Vec<Expr>),
    /// `obj.field`, remembered at the site (F6). `ty` is the global that holds
    /// the record type; the object must be of it.
    GetField {
        /// The record.
        obj: Box<Expr>,
        /// Field name.
        field: Sym,
        /// Global that holds the record type.
        ty: GlobalId,
    },
    /// `obj.field = value`; value: unit.
    SetField {
        /// The record.
        obj: Box<Expr>,
        /// Field name.
        field: Sym,
        /// Global that holds the record type.
        ty: GlobalId,
        /// New value.
        value: Box<Expr>,
    },
    /// Evaluates the body; what it throws is bound to the local and the handler
    /// gives the value.
    Try {
        /// What is tried. Nothing in it is in tail position.
        body: Box<Expr>,
        /// Takes what was thrown.
        var: LocalId,
        /// In tail position if the whole is.
        handler: Box<Expr>,
        /// The handler may send what was thrown back to where it was thrown: it takes
        /// an offer then, and not the value itself.
        refuses: bool,
    },
}

/// What printing and lowering need to turn numbers back into names.
pub struct Names<'a> {
    /// Symbols.
    pub interner: &'a Interner,
    /// Globals.
    pub globals: &'a GlobalNames,
    /// Names of natives, by [`NativeId`].
    pub natives: &'a [&'static str],
}
