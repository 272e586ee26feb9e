//! Scopes: which names each function, class and comprehension has, and where each
//! of them lives. Names are resolved once, here; a function's locals are slots,
//! those that inner functions use are cells.
mod build;

use super::ast::{Ast, ExprId, Range};
use crate::syntax::{Diagnostic, Interner, SourceId, Sym};
use rustc_hash::FxHashMap;

/// A scope of [`Scopes`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct ScopeId(u32);

/// The node that a scope belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Owner {
    /// The module.
    Module,
    /// A `def`, by its number in the tree.
    Function(u32),
    /// A `class`, by its number in the tree.
    Class(u32),
    /// A lambda or comprehension.
    Expr(ExprId),
    /// What gives the variables of the function around it, where one of [`SEES_VARIABLES`]
    /// is mentioned and not called.
    Variables(ExprId),
}

/// Builtins whose results depend on where they are called.
pub const SEES_VARIABLES: [&str; 6] = ["eval", "exec", "globals", "locals", "vars", "dir"];

/// What kind of scope it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ScopeKind {
    /// The module.
    Module,
    /// A class: its names are not seen from the functions in it.
    Class,
    /// A function.
    Function,
    /// A lambda.
    Lambda,
    /// A comprehension or generator expression; what messages call it.
    Comprehension(&'static str),
}

/// Where a name lives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Home {
    /// In this scope.
    Local,
    /// In this scope, and functions within it use it.
    Cell,
    /// In a function around this scope.
    Free,
    /// In the module, or else among the builtins.
    Global,
}

/// What is known of a name in a scope.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    /// The name.
    pub sym: Sym,
    /// Where it lives.
    pub home: Home,
    /// What happens to it: see [`uses`].
    uses: u16,
    /// Where it came up first.
    at: Range,
}

impl Name {
    /// Whether it is a parameter of the scope's function.
    pub fn is_parameter(&self) -> bool {
        self.uses & uses::PARAMETER != 0
    }
    /// Whether a statement in the scope says its type.
    pub fn is_annotated(&self) -> bool {
        self.uses & uses::ANNOTATED != 0
    }
    /// Whether the scope says that it is one of the module.
    pub fn is_declared_global(&self) -> bool {
        self.uses & uses::GLOBAL != 0
    }
}

/// What can happen to a name in a scope.
mod uses {
    pub const READ: u16 = 1;
    pub const BOUND: u16 = 2;
    pub const PARAMETER: u16 = 4;
    pub const GLOBAL: u16 = 8;
    pub const NONLOCAL: u16 = 16;
    pub const ANNOTATED: u16 = 32;
    /// Assigned to by a loop of the comprehension.
    pub const LOOP: u16 = 64;
    /// Bound by an import, which may stand before `global`.
    pub const IMPORTED: u16 = 128;
}

/// A scope.
#[derive(Debug)]
pub struct Scope {
    /// What kind.
    pub kind: ScopeKind,
    /// The scope around it.
    pub parent: Option<ScopeId>,
    /// Its names in the order in which they came up.
    pub names: Vec<Name>,
    index: FxHashMap<Sym, u32>,
    /// Whether it yields.
    pub generator: bool,
    /// Whether it is an `async def`.
    pub is_async: bool,
}

impl Scope {
    /// What is known of a name that came up in it.
    pub fn name(&self, sym: Sym) -> Option<&Name> {
        Some(&self.names[*self.index.get(&sym)? as usize])
    }
    fn uses(&self, sym: Sym) -> u16 {
        self.name(sym).map_or(0, |n| n.uses)
    }
}

/// The scopes of a module.
pub struct Scopes {
    all: Vec<Scope>,
    owners: FxHashMap<Owner, ScopeId>,
}

impl Scopes {
    /// A scope.
    pub fn scope(&self, id: ScopeId) -> &Scope {
        &self.all[id.0 as usize]
    }
    /// The name of the class that a scope is that of.
    pub fn class_name(&self, id: ScopeId, ast: &Ast) -> Option<Sym> {
        self.owners.iter().find_map(|(owner, scope)| match owner {
            Owner::Class(index) if *scope == id => Some(ast.class(*index).name),
            _ => None,
        })
    }
    /// The scope of a node.
    pub fn of(&self, owner: Owner) -> Option<ScopeId> {
        self.owners.get(&owner).copied()
    }
    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }
    /// True if there are none; there is always that of the module.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

impl Scopes {
    /// Every name of the module that something gives a value.
    pub fn bound_globals(&self) -> rustc_hash::FxHashSet<Sym> {
        let names = self.all.iter().flat_map(|s| &s.names);
        let bound = names.filter(|n| n.home == Home::Global && n.uses & (uses::BOUND | uses::IMPORTED) != 0);
        bound.map(|n| n.sym).collect()
    }

    /// Every name that some scope says is one of the module.
    pub fn declared_globals(&self) -> rustc_hash::FxHashSet<Sym> {
        let names = self.all.iter().flat_map(|s| &s.names);
        names.filter(|n| n.is_declared_global()).map(|n| n.sym).collect()
    }
}

/// Finds the scopes of a tree, and what is wrong with the names in them.
pub fn resolve(ast: &Ast, interner: &Interner, source: SourceId) -> (Scopes, Vec<Diagnostic>) {
    let mut builder = build::Builder::new(ast, interner, source);
    builder.module();
    builder.finish()
}
