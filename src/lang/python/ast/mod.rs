//! The syntax tree of Python 3.11. Nodes are small values in a few flat lists and
//! refer to each other by index: a tree is made by pushing, freed at once, and
//! deep ones need no recursion to be dropped. Places are bytes of the text, as in
//! CPython's tree: brackets around an expression are not part of it.
pub mod print;
mod walk;

use crate::number::Int;
use crate::syntax::{Span, Sym};
use std::marker::PhantomData;
use std::num::NonZeroU32;

macro_rules! ids {
    ($($(#[doc = $doc:literal])* $name:ident;)*) => {
        $($(#[doc = $doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub struct $name(NonZeroU32);
        impl $name {
            fn new(index: usize) -> Self {
                // Lists begin with an item that nothing refers to.
                $name(NonZeroU32::new(index as u32).unwrap_or(NonZeroU32::MAX))
            }
            fn index(self) -> usize {
                self.0.get() as usize
            }
        })*
    };
}

ids! {
    /// An expression of an [`Ast`].
    ExprId;
    /// A statement.
    StmtId;
    /// A pattern of `match`.
    PatternId;
}

/// A number of items that stand next to each other in one of the lists.
#[derive(Debug, PartialEq, Eq)]
pub struct List<T> {
    start: u32,
    len: u32,
    of: PhantomData<T>,
}

impl<T> Clone for List<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for List<T> {}
impl<T> Default for List<T> {
    fn default() -> Self {
        List { start: 0, len: 0, of: PhantomData }
    }
}
impl<T> List<T> {
    /// How many there are.
    pub fn len(self) -> usize {
        self.len as usize
    }
    /// True if there are none.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }
}

/// A place in the text the tree was made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Range {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// An expression with its place.
#[derive(Clone, Copy, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands.
    pub at: Range,
}

/// A unary operation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "named as in CPython's tree")]
pub enum UnaryOp { Invert, Not, UAdd, USub }

/// A binary operation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "named as in CPython's tree")]
pub enum BinOp { Add, Sub, Mult, MatMult, Div, Mod, Pow, LShift, RShift, BitOr, BitXor, BitAnd, FloorDiv }

/// A comparison.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "named as in CPython's tree")]
pub enum CmpOp { Eq, NotEq, Lt, LtE, Gt, GtE, Is, IsNot, In, NotIn }

/// What `!r` and its like make of the value in a format string.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "named after the functions")]
pub enum Conversion { None, Str, Repr, Ascii }

/// The kinds of expression, named as in CPython's tree.
#[derive(Clone, Copy, Debug)]
pub enum ExprKind {
    /// A name.
    Name(Sym),
    /// `None`.
    None,
    /// `True`.
    True,
    /// `False`.
    False,
    /// `...`.
    Ellipsis,
    /// An integer that is small.
    Int(u32),
    /// Any other number; see [`Ast::number`].
    Number(u32),
    /// A string; see [`Ast::str`]. The flag: the first literal of it begins with `u`.
    Str(u32, bool),
    /// Bytes; see [`Ast::bytes`].
    Bytes(u32),
    /// A format string: strings and formatted values.
    Joined(List<ExprId>),
    /// A value in a format string; the format is a format string itself.
    Formatted {
        /// The value.
        value: ExprId,
        /// What is done with it first.
        conversion: Conversion,
        /// How it is formatted.
        format: Option<ExprId>,
    },
    /// `and` or `or` of two or more values.
    Bool {
        /// True for `or`.
        or: bool,
        /// The values.
        values: List<ExprId>,
    },
    /// `:=`.
    Named {
        /// A name.
        target: ExprId,
        /// The value.
        value: ExprId,
    },
    /// A binary operation.
    Binary {
        /// Which.
        op: BinOp,
        /// Left operand.
        left: ExprId,
        /// Right operand.
        right: ExprId,
    },
    /// A unary operation.
    Unary {
        /// Which.
        op: UnaryOp,
        /// The operand.
        operand: ExprId,
    },
    /// A chain of comparisons.
    Compare {
        /// The leftmost operand.
        left: ExprId,
        /// What it and each one after it is compared with.
        rest: List<(CmpOp, ExprId)>,
    },
    /// `a if b else c`.
    IfElse {
        /// The condition.
        test: ExprId,
        /// The value if it holds.
        body: ExprId,
        /// The value if not.
        orelse: ExprId,
    },
    /// `lambda`.
    Lambda {
        /// Parameters, without annotations.
        params: List<Param>,
        /// The value.
        body: ExprId,
    },
    /// A tuple.
    Tuple(List<ExprId>),
    /// A list.
    List(List<ExprId>),
    /// A set.
    Set(List<ExprId>),
    /// A dictionary; an item without key is `**value`.
    Dict(List<(Option<ExprId>, ExprId)>),
    /// A list made by loops.
    ListComp {
        /// Each element.
        element: ExprId,
        /// The loops, outermost first.
        loops: List<Comprehension>,
    },
    /// A set made by loops.
    SetComp {
        /// Each element.
        element: ExprId,
        /// The loops, outermost first.
        loops: List<Comprehension>,
    },
    /// A dictionary made by loops.
    DictComp {
        /// Each key.
        key: ExprId,
        /// Its value.
        value: ExprId,
        /// The loops, outermost first.
        loops: List<Comprehension>,
    },
    /// A generator expression.
    Generator {
        /// Each element.
        element: ExprId,
        /// The loops, outermost first.
        loops: List<Comprehension>,
    },
    /// `await`.
    Await(ExprId),
    /// `yield`.
    Yield(Option<ExprId>),
    /// `yield from`.
    YieldFrom(ExprId),
    /// A call.
    Call {
        /// What is called.
        callee: ExprId,
        /// Arguments as written.
        args: List<Arg>,
    },
    /// `value.name`; the name ends where the expression ends.
    Attribute {
        /// The object.
        value: ExprId,
        /// The attribute.
        name: Sym,
    },
    /// `value[index]`.
    Subscript {
        /// The object.
        value: ExprId,
        /// The index: a slice, a tuple, or any other expression.
        index: ExprId,
    },
    /// `*value`.
    Starred(ExprId),
    /// `lower:upper:step`, in an index.
    Slice {
        /// Where it begins.
        lower: Option<ExprId>,
        /// Where it ends.
        upper: Option<ExprId>,
        /// Steps.
        step: Option<ExprId>,
    },
}

/// One loop of a comprehension.
#[derive(Clone, Copy, Debug)]
pub struct Comprehension {
    /// What is assigned to.
    pub target: ExprId,
    /// What is iterated over.
    pub iter: ExprId,
    /// Conditions.
    pub ifs: List<ExprId>,
    /// `async for`.
    pub is_async: bool,
}

/// How an argument is passed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ArgKind {
    /// By place; also `*values`, whose value is [`ExprKind::Starred`].
    Positional,
    /// By name.
    Keyword(Sym),
    /// `**values`.
    DoubleStar,
}

/// An argument of a call or of a class statement.
#[derive(Clone, Copy, Debug)]
pub struct Arg {
    /// How it is passed.
    pub kind: ArgKind,
    /// The value.
    pub value: ExprId,
    /// Where it begins.
    pub start: u32,
}

/// How a parameter takes arguments. Parameters are in this order, but for
/// `VarArgs`, which stands before the keyword-only ones.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParamKind {
    /// By place only.
    PosOnly,
    /// By place or name.
    Normal,
    /// `*rest`.
    VarArgs,
    /// By name only.
    KwOnly,
    /// `**rest`.
    KwArgs,
}

/// A parameter.
#[derive(Clone, Copy, Debug)]
pub struct Param {
    /// How it takes arguments.
    pub kind: ParamKind,
    /// Its name.
    pub name: Sym,
    /// Where the name stands.
    pub at: Range,
    /// Its annotation.
    pub annotation: Option<ExprId>,
    /// The default value.
    pub default: Option<ExprId>,
}

/// A statement with its place.
#[derive(Clone, Copy, Debug)]
pub struct Stmt {
    /// What it is.
    pub kind: StmtKind,
    /// Where it stands; without decorators.
    pub at: Range,
}

/// A block of statements.
pub type Block = List<StmtId>;

/// The kinds of statement.
#[derive(Clone, Copy, Debug)]
pub enum StmtKind {
    /// An expression for its effect.
    Expr(ExprId),
    /// `a = b = value`.
    Assign {
        /// Targets, left to right.
        targets: List<ExprId>,
        /// The value.
        value: ExprId,
    },
    /// `target op= value`.
    AugAssign {
        /// The operation.
        op: BinOp,
        /// The target.
        target: ExprId,
        /// The operand.
        value: ExprId,
    },
    /// `target: annotation = value`.
    AnnAssign {
        /// The target.
        target: ExprId,
        /// Its type.
        annotation: ExprId,
        /// The value.
        value: Option<ExprId>,
        /// Whether the target is a name without brackets.
        simple: bool,
    },
    /// `return`.
    Return(Option<ExprId>),
    /// `del`.
    Delete(List<ExprId>),
    /// `pass`.
    Pass,
    /// `break`.
    Break,
    /// `continue`.
    Continue,
    /// `raise`.
    Raise {
        /// What is raised; nothing to raise again.
        value: Option<ExprId>,
        /// What it comes from.
        cause: Option<ExprId>,
    },
    /// `global`.
    Global(List<Sym>),
    /// `nonlocal`.
    Nonlocal(List<Sym>),
    /// `assert`.
    Assert {
        /// What must hold.
        test: ExprId,
        /// The words if it does not.
        message: Option<ExprId>,
    },
    /// `import`.
    Import(List<Alias>),
    /// `from module import names`; a name `*` stands for all.
    ImportFrom {
        /// The module, dots included; nothing if there are only leading dots.
        module: Option<Sym>,
        /// Names.
        names: List<Alias>,
        /// Leading dots.
        level: u32,
    },
    /// `if` with any number of `elif`.
    If {
        /// Conditions with their blocks.
        branches: List<Branch>,
        /// The block if none holds.
        orelse: Block,
    },
    /// `while`.
    While {
        /// The condition.
        test: ExprId,
        /// The body.
        body: Block,
        /// What is done when the condition does not hold.
        orelse: Block,
    },
    /// `for`; see [`Ast::for_loop`].
    For(u32),
    /// `def`; see [`Ast::function`].
    Function(u32),
    /// `class`; see [`Ast::class`].
    Class(u32),
    /// `with`.
    With {
        /// What is entered.
        items: List<WithItem>,
        /// The body.
        body: Block,
        /// `async with`.
        is_async: bool,
    },
    /// `try`; see [`Ast::try_stmt`].
    Try(u32),
    /// `match`.
    Match {
        /// What is matched.
        subject: ExprId,
        /// Cases.
        cases: List<Case>,
    },
}

/// A condition with its block.
#[derive(Clone, Copy, Debug)]
pub struct Branch {
    /// The condition.
    pub test: ExprId,
    /// The block.
    pub body: Block,
    /// Where `if` or `elif` stands.
    pub start: u32,
}

/// `for`.
#[derive(Clone, Copy, Debug)]
pub struct For {
    /// What is assigned to.
    pub target: ExprId,
    /// What is iterated over.
    pub iter: ExprId,
    /// The body.
    pub body: Block,
    /// What is done at the end.
    pub orelse: Block,
    /// `async for`.
    pub is_async: bool,
}

/// `def`.
#[derive(Clone, Copy, Debug)]
pub struct Function {
    /// Its name.
    pub name: Sym,
    /// Where the name stands.
    pub name_at: Range,
    /// Parameters.
    pub params: List<Param>,
    /// The type of the value.
    pub returns: Option<ExprId>,
    /// Decorators, outermost first.
    pub decorators: List<ExprId>,
    /// The body.
    pub body: Block,
    /// `async def`.
    pub is_async: bool,
}

/// `class`.
#[derive(Clone, Copy, Debug)]
pub struct Class {
    /// Its name.
    pub name: Sym,
    /// Where the name stands.
    pub name_at: Range,
    /// Bases and keywords.
    pub args: List<Arg>,
    /// Decorators, outermost first.
    pub decorators: List<ExprId>,
    /// The body.
    pub body: Block,
}

/// `try`.
#[derive(Clone, Copy, Debug)]
pub struct Try {
    /// What is tried.
    pub body: Block,
    /// Handlers.
    pub handlers: List<Handler>,
    /// What is done if nothing was raised.
    pub orelse: Block,
    /// What is always done.
    pub finally: Block,
    /// Whether the handlers are `except*`.
    pub star: bool,
}

/// `except`.
#[derive(Clone, Copy, Debug)]
pub struct Handler {
    /// What it catches; nothing for everything.
    pub class: Option<ExprId>,
    /// The name for what was caught.
    pub name: Option<Sym>,
    /// The body.
    pub body: Block,
    /// Where it stands.
    pub at: Range,
}

/// An item of `with`.
#[derive(Clone, Copy, Debug)]
pub struct WithItem {
    /// What is entered.
    pub context: ExprId,
    /// What its value is assigned to.
    pub target: Option<ExprId>,
}

/// An imported name.
#[derive(Clone, Copy, Debug)]
pub struct Alias {
    /// The name, dots included.
    pub name: Sym,
    /// What it is called here.
    pub asname: Option<Sym>,
    /// Where it stands.
    pub at: Range,
}

/// A case of `match`.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// The pattern.
    pub pattern: PatternId,
    /// A condition.
    pub guard: Option<ExprId>,
    /// The body.
    pub body: Block,
}

/// A pattern with its place.
#[derive(Clone, Copy, Debug)]
pub struct Pattern {
    /// What it is.
    pub kind: PatternKind,
    /// Where it stands.
    pub at: Range,
}

/// The kinds of pattern.
#[derive(Clone, Copy, Debug)]
pub enum PatternKind {
    /// What is equal to a value.
    Value(ExprId),
    /// `None`, `True` or `False` itself.
    Singleton(ExprId),
    /// A sequence.
    Sequence(List<PatternId>),
    /// A mapping.
    Mapping {
        /// Keys and what their values must match.
        items: List<(ExprId, PatternId)>,
        /// The name for the rest.
        rest: Option<Sym>,
    },
    /// An instance.
    Class {
        /// Its class.
        class: ExprId,
        /// Attributes, those without name first.
        args: List<PatternArg>,
    },
    /// `*name` in a sequence; nothing for `*_`.
    Star(Option<Sym>),
    /// A name for what matches; anything without name is `_`.
    As {
        /// What must match.
        pattern: Option<PatternId>,
        /// The name.
        name: Option<Sym>,
    },
    /// One of several.
    Or(List<PatternId>),
}

/// An attribute in a class pattern.
#[derive(Clone, Copy, Debug)]
pub struct PatternArg {
    /// Its name; nothing for the next of `__match_args__`.
    pub name: Option<Sym>,
    /// Where it begins.
    pub start: u32,
    /// What it must match.
    pub pattern: PatternId,
}

/// A number that is no small integer.
#[derive(Clone, PartialEq, Debug)]
pub enum Number {
    /// An integer.
    Int(Int),
    /// A float.
    Float(f64),
    /// The imaginary part of a complex number.
    Imaginary(f64),
}

macro_rules! pools {
    ($($field:ident: $ty:ty;)*) => {
        /// A tree and what its nodes refer to.
        #[derive(Default)]
        pub struct Ast {
            exprs: Vec<Expr>,
            stmts: Vec<Stmt>,
            patterns: Vec<Pattern>,
            numbers: Vec<Number>,
            strings: Vec<Box<str>>,
            bytes: Vec<Box<[u8]>>,
            fors: Vec<For>,
            functions: Vec<Function>,
            classes: Vec<Class>,
            tries: Vec<Try>,
            $($field: Vec<$ty>,)*
            /// The statements of the module.
            pub body: Block,
            /// Strings with what this version has no values for, and the words.
            pub unsupported: Vec<(Span, &'static str)>,
        }
        $(impl Item for $ty {
            fn pool(ast: &Ast) -> &Vec<Self> {
                &ast.$field
            }
            fn pool_mut(ast: &mut Ast) -> &mut Vec<Self> {
                &mut ast.$field
            }
        })*
    };
}

/// What lists are made of.
pub trait Item: Copy + Sized + 'static {
    /// All items of a tree.
    fn pool(ast: &Ast) -> &Vec<Self>;
    /// The same, to add to.
    fn pool_mut(ast: &mut Ast) -> &mut Vec<Self>;
}

pools! {
    expr_lists: ExprId;
    stmt_lists: StmtId;
    pattern_lists: PatternId;
    names: Sym;
    dict_items: (Option<ExprId>, ExprId);
    comparisons: (CmpOp, ExprId);
    comprehensions: Comprehension;
    args: Arg;
    params: Param;
    aliases: Alias;
    branches: Branch;
    with_items: WithItem;
    handlers: Handler;
    cases: Case;
    mapping_items: (ExprId, PatternId);
    pattern_args: PatternArg;
}

impl Ast {
    /// An empty tree for a text of that length.
    pub(super) fn new(len: usize) -> Ast {
        let mut ast = Ast::default();
        ast.exprs.reserve(len / 8 + 1);
        ast.stmts.reserve(len / 32 + 1);
        let at = Range::default();
        ast.exprs.push(Expr { kind: ExprKind::None, at });
        ast.stmts.push(Stmt { kind: StmtKind::Pass, at });
        ast.patterns.push(Pattern { kind: PatternKind::Star(None), at });
        ast
    }

    /// How many expressions and statements there are.
    pub fn len(&self) -> usize {
        self.exprs.len() + self.stmts.len() - 2
    }
    /// True if there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// An expression.
    #[inline]
    pub fn expr(&self, id: ExprId) -> Expr {
        self.exprs[id.index()]
    }
    /// A statement.
    pub fn stmt(&self, id: StmtId) -> Stmt {
        self.stmts[id.index()]
    }
    /// A pattern.
    pub fn pattern(&self, id: PatternId) -> Pattern {
        self.patterns[id.index()]
    }
    /// The items of a list.
    pub fn items<T: Item>(&self, list: List<T>) -> &[T] {
        T::pool(self).get(list.start as usize..(list.start + list.len) as usize).unwrap_or_default()
    }
    /// The number of an [`ExprKind::Number`].
    pub fn number(&self, index: u32) -> &Number {
        &self.numbers[index as usize]
    }
    /// The text of an [`ExprKind::Str`].
    pub fn str(&self, index: u32) -> &str {
        &self.strings[index as usize]
    }
    /// The bytes of an [`ExprKind::Bytes`].
    pub fn bytes(&self, index: u32) -> &[u8] {
        &self.bytes[index as usize]
    }
    /// What an [`StmtKind::For`] is.
    pub fn for_loop(&self, index: u32) -> For {
        self.fors[index as usize]
    }
    /// What an [`StmtKind::Function`] is.
    pub fn function(&self, index: u32) -> Function {
        self.functions[index as usize]
    }
    /// What an [`StmtKind::Class`] is.
    pub fn class(&self, index: u32) -> Class {
        self.classes[index as usize]
    }
    /// What an [`StmtKind::Try`] is.
    pub fn try_stmt(&self, index: u32) -> Try {
        self.tries[index as usize]
    }

    #[inline]
    pub(super) fn add(&mut self, kind: ExprKind, start: u32, end: u32) -> ExprId {
        self.exprs.push(Expr { kind, at: Range { start, end } });
        ExprId::new(self.exprs.len() - 1)
    }
    #[inline]
    pub(super) fn add_stmt(&mut self, kind: StmtKind, start: u32, end: u32) -> StmtId {
        self.stmts.push(Stmt { kind, at: Range { start, end } });
        StmtId::new(self.stmts.len() - 1)
    }
    pub(super) fn add_pattern(&mut self, kind: PatternKind, start: u32, end: u32) -> PatternId {
        self.patterns.push(Pattern { kind, at: Range { start, end } });
        PatternId::new(self.patterns.len() - 1)
    }
    #[inline]
    pub(super) fn list<T: Item>(&mut self, items: &[T]) -> List<T> {
        let pool = T::pool_mut(self);
        let start = pool.len() as u32;
        pool.extend_from_slice(items);
        List { start, len: items.len() as u32, of: PhantomData }
    }
    pub(super) fn add_number(&mut self, number: Number) -> ExprKind {
        self.numbers.push(number);
        ExprKind::Number(self.numbers.len() as u32 - 1)
    }
    pub(super) fn add_str(&mut self, text: &str) -> u32 {
        self.strings.push(text.into());
        self.strings.len() as u32 - 1
    }
    pub(super) fn add_bytes(&mut self, bytes: &[u8]) -> ExprKind {
        self.bytes.push(bytes.into());
        ExprKind::Bytes(self.bytes.len() as u32 - 1)
    }
    pub(super) fn add_for(&mut self, item: For) -> StmtKind {
        self.fors.push(item);
        StmtKind::For(self.fors.len() as u32 - 1)
    }
    pub(super) fn add_function(&mut self, item: Function) -> StmtKind {
        self.functions.push(item);
        StmtKind::Function(self.functions.len() as u32 - 1)
    }
    pub(super) fn add_class(&mut self, item: Class) -> StmtKind {
        self.classes.push(item);
        StmtKind::Class(self.classes.len() as u32 - 1)
    }
    pub(super) fn add_try(&mut self, item: Try) -> StmtKind {
        self.tries.push(item);
        StmtKind::Try(self.tries.len() as u32 - 1)
    }
}

/// Nodes stay small: a tree of a large text must fit into caches and memory.
const _: () = assert!(size_of::<Expr>() == 28 && size_of::<Stmt>() <= 32);

impl BinOp {
    /// The text of the operator.
    pub fn text(self) -> &'static str {
        match self {
            BinOp::Add => "+",
            BinOp::Sub => "-",
            BinOp::Mult => "*",
            BinOp::MatMult => "@",
            BinOp::Div => "/",
            BinOp::Mod => "%",
            BinOp::Pow => "**",
            BinOp::LShift => "<<",
            BinOp::RShift => ">>",
            BinOp::BitOr => "|",
            BinOp::BitXor => "^",
            BinOp::BitAnd => "&",
            BinOp::FloorDiv => "//",
        }
    }
}
