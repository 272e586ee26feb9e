//! The kinds of nodes, named as in CPython's tree.
use super::{ExprId, List, PatternId, StmtId};
use crate::number::Int;
use crate::syntax::Sym;

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
pub enum UnaryOp {
    Invert,
    Not,
    UAdd,
    USub,
}

/// A binary operation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "named as in CPython's tree")]
pub enum BinOp {
    Add,
    Sub,
    Mult,
    MatMult,
    Div,
    Mod,
    Pow,
    LShift,
    RShift,
    BitOr,
    BitXor,
    BitAnd,
    FloorDiv,
}

/// A comparison.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "named as in CPython's tree")]
pub enum CmpOp {
    Eq,
    NotEq,
    Lt,
    LtE,
    Gt,
    GtE,
    Is,
    IsNot,
    In,
    NotIn,
}

/// What `!r` and its like make of the value in a format string.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "named after the functions")]
pub enum Conversion {
    None,
    Str,
    Repr,
    Ascii,
}

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

impl StmtKind {
    /// Whether it is one of those that blocks belong to.
    pub fn has_blocks(self) -> bool {
        use StmtKind::*;
        matches!(self, If { .. } | While { .. } | For(_) | Function(_) | Class(_) | With { .. } | Try(_) | Match { .. })
    }
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
