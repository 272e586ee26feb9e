//! The syntax tree of Python 3.11. Nodes are small values in a few flat lists and
//! refer to each other by index: a tree is made by pushing, freed at once, and
//! deep ones need no recursion to be dropped. Places are bytes of the text, as in
//! CPython's tree: brackets around an expression are not part of it.
mod nodes;
pub mod print;
pub mod unparse;
mod walk;

pub use nodes::*;

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

    /// Names that `del` takes the value from, or the end of an `except`.
    pub fn deleted_names(&self) -> rustc_hash::FxHashSet<Sym> {
        let mut names: rustc_hash::FxHashSet<Sym> = self.handlers.iter().filter_map(|h| h.name).collect();
        for s in &self.stmts {
            let StmtKind::Delete(targets) = s.kind else { continue };
            let mut open = self.items(targets).to_vec();
            while let Some(t) = open.pop() {
                match self.expr(t).kind {
                    ExprKind::Name(sym) => {
                        names.insert(sym);
                    }
                    ExprKind::Tuple(l) | ExprKind::List(l) => open.extend(self.items(l)),
                    _ => {}
                }
            }
        }
        names
    }

    /// Modules that names are imported from, with the names.
    pub fn imports_from(&self) -> impl Iterator<Item = (Sym, &[Alias])> {
        self.stmts.iter().filter_map(|s| match s.kind {
            StmtKind::ImportFrom { module: Some(m), names, level: 0 } => Some((m, self.items(names))),
            _ => None,
        })
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
