//! Builds scopes: a walk that notes what happens to each name, then, from the
//! outside in, where each one lives.
use super::{Home, Name, Owner, SEES_VARIABLES, Scope, ScopeId, ScopeKind, Scopes, uses};
use crate::lang::python::ast::{
    Arg, Ast, Block, Comprehension, Expr, ExprId, ExprKind, List, Param, PatternId, PatternKind, Range, StmtId,
    StmtKind,
};
use crate::syntax::{Code, Diagnostic, Interner, SourceId, Span, Sym};
use rustc_hash::{FxHashMap, FxHashSet};

pub(super) struct Builder<'a> {
    ast: &'a Ast,
    interner: &'a Interner,
    source: SourceId,
    scopes: Scopes,
    current: ScopeId,
    /// Above zero in what a comprehension iterates over.
    in_iterable: u32,
    /// Scopes that give the variables of those around them, and the builtin that wants them.
    sees: Vec<(ScopeId, Sym)>,
    problems: Vec<Diagnostic>,
}

impl<'a> Builder<'a> {
    pub fn new(ast: &'a Ast, interner: &'a Interner, source: SourceId) -> Self {
        let scopes = Scopes { all: vec![], owners: FxHashMap::default() };
        let current = ScopeId(0);
        Builder { ast, interner, source, scopes, current, in_iterable: 0, sees: vec![], problems: vec![] }
    }

    pub fn module(&mut self) {
        self.inside(Owner::Module, ScopeKind::Module, |b| b.block(b.ast.body));
    }

    pub fn finish(mut self) -> (Scopes, Vec<Diagnostic>) {
        for i in 0..self.scopes.all.len() {
            self.find_homes(ScopeId(i as u32));
        }
        (self.scopes, self.problems)
    }

    fn problem(&mut self, at: Range, message: impl Into<String>) {
        let span = Span::new(self.source, at.start, at.end);
        self.problems.push(Diagnostic::error(Code::Syntax, span, message));
    }

    fn here(&mut self) -> &mut Scope {
        &mut self.scopes.all[self.current.0 as usize]
    }

    fn inside(&mut self, owner: Owner, kind: ScopeKind, part: impl FnOnce(&mut Self)) -> ScopeId {
        let id = ScopeId(self.scopes.all.len() as u32);
        let parent = (id.0 > 0).then_some(self.current);
        self.scopes.all.push(Scope {
            kind,
            parent,
            names: vec![],
            index: FxHashMap::default(),
            generator: false,
            is_async: false,
        });
        self.scopes.owners.insert(owner, id);
        let outer = std::mem::replace(&mut self.current, id);
        let in_iterable = std::mem::take(&mut self.in_iterable);
        part(self);
        self.in_iterable = in_iterable;
        self.current = outer;
        id
    }

    fn note(&mut self, sym: Sym, what: u16, at: Range) {
        self.note_in(self.current, sym, what, at);
    }

    fn note_in(&mut self, scope: ScopeId, sym: Sym, what: u16, at: Range) {
        let scope = &mut self.scopes.all[scope.0 as usize];
        let next = scope.names.len() as u32;
        let index = *scope.index.entry(sym).or_insert(next);
        if index == next {
            scope.names.push(Name { sym, home: Home::Local, uses: 0, at });
        }
        scope.names[index as usize].uses |= what;
    }

    /// Where every name of a scope lives. Scopes around it were done before.
    fn find_homes(&mut self, id: ScopeId) {
        self.take_names(id);
        let count = self.scopes.scope(id).names.len();
        for i in 0..count {
            let Scope { kind, names, .. } = self.scopes.scope(id);
            let (kind, name) = (*kind, names[i]);
            let home = if name.uses & uses::GLOBAL != 0 || kind == ScopeKind::Module {
                Home::Global
            } else if name.uses & uses::NONLOCAL == 0
                && name.uses & (uses::BOUND | uses::IMPORTED | uses::PARAMETER) != 0
            {
                Home::Local
            } else {
                match self.find_outside(id, name.sym) {
                    Some(()) => Home::Free,
                    None => {
                        if name.uses & uses::NONLOCAL != 0 {
                            let text = self.interner.name(name.sym);
                            self.problem(name.at, format!("no binding for nonlocal '{text}' found"));
                        }
                        Home::Global
                    }
                }
            };
            self.scopes.all[id.0 as usize].names[i].home = home;
        }
    }

    /// What gives the variables of the scope around it uses all of them, if the builtin that
    /// wants them is what its name means.
    fn take_names(&mut self, id: ScopeId) {
        let Some(&(_, wanted)) = self.sees.iter().find(|s| s.0 == id) else { return };
        let Some(outer) = self.scopes.scope(id).parent.map(|p| self.scopes.scope(p)) else { return };
        let own = self.scopes.all[0].uses(wanted) & (uses::BOUND | uses::IMPORTED) != 0;
        if own || outer.name(wanted).is_none_or(|n| n.home != Home::Global) {
            return;
        }
        let names = outer.names.iter().filter(|n| n.home != Home::Global);
        for Name { sym, at, .. } in names.copied().collect::<Vec<_>>() {
            self.note_in(id, sym, uses::READ, at);
        }
    }

    /// A builtin that is mentioned may be called by what knows nothing of the variables here.
    fn mention(&mut self, id: ExprId, sym: Sym) {
        let inside = matches!(self.here().kind, ScopeKind::Function | ScopeKind::Lambda | ScopeKind::Comprehension(_));
        if inside && SEES_VARIABLES.contains(&self.interner.name(sym)) {
            let scope = self.inside(Owner::Variables(id), ScopeKind::Lambda, |_| {});
            self.sees.push((scope, sym));
        }
    }

    /// Finds the function around a scope that has a variable of that name; it and
    /// those between them learn that it is used further in.
    fn find_outside(&mut self, id: ScopeId, sym: Sym) -> Option<()> {
        let mut passed = vec![];
        let mut at = self.scopes.scope(id).parent;
        while let Some(here) = at {
            let scope = self.scopes.scope(here);
            at = scope.parent;
            if scope.kind == ScopeKind::Module {
                return None;
            }
            if scope.kind == ScopeKind::Class {
                passed.push(here);
                continue;
            }
            match scope.name(sym).map(|n| n.home) {
                Some(Home::Local | Home::Cell) => {
                    let index = scope.index[&sym] as usize;
                    self.scopes.all[here.0 as usize].names[index].home = Home::Cell;
                    for scope in passed {
                        self.pass_through(scope, sym);
                    }
                    return Some(());
                }
                Some(Home::Free) => {
                    for scope in passed {
                        self.pass_through(scope, sym);
                    }
                    return Some(());
                }
                Some(Home::Global) => return None,
                None => passed.push(here),
            }
        }
        None
    }

    /// A function hands a variable of another on to one within it.
    fn pass_through(&mut self, id: ScopeId, sym: Sym) {
        let scope = &mut self.scopes.all[id.0 as usize];
        let next = scope.names.len() as u32;
        let index = *scope.index.entry(sym).or_insert(next);
        if index == next {
            scope.names.push(Name { sym, home: Home::Free, uses: 0, at: Range::default() });
        }
    }

    fn block(&mut self, block: Block) {
        for &s in self.ast.items(block) {
            self.stmt(s);
        }
    }

    fn exprs(&mut self, list: List<ExprId>) {
        for &e in self.ast.items(list) {
            self.expr(e);
        }
    }

    fn maybe(&mut self, e: Option<ExprId>) {
        if let Some(e) = e {
            self.expr(e);
        }
    }

    fn args(&mut self, args: List<Arg>) {
        for a in self.ast.items(args) {
            self.expr(a.value);
        }
    }

    fn stmt(&mut self, id: StmtId) {
        let stmt = self.ast.stmt(id);
        match stmt.kind {
            StmtKind::Expr(e) => self.expr(e),
            StmtKind::Assign { targets, value } => {
                for &t in self.ast.items(targets) {
                    self.target(t);
                }
                self.expr(value);
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.target(target);
                self.expr(value);
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.annotated(target, simple, value.is_some());
                self.expr(annotation);
                self.maybe(value);
            }
            StmtKind::Return(value) => self.maybe(value),
            StmtKind::Delete(targets) => {
                for &t in self.ast.items(targets) {
                    self.target(t);
                }
            }
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => {}
            StmtKind::Raise { value, cause } => {
                self.maybe(value);
                self.maybe(cause);
            }
            StmtKind::Global(names) => self.declare(names, uses::GLOBAL, stmt.at),
            StmtKind::Nonlocal(names) => self.declare(names, uses::NONLOCAL, stmt.at),
            StmtKind::Assert { test, message } => {
                self.expr(test);
                self.maybe(message);
            }
            StmtKind::Import(names) => {
                for a in self.ast.items(names) {
                    let name = a.asname.unwrap_or_else(|| self.first_part(a.name));
                    self.note(name, uses::IMPORTED, a.at);
                }
            }
            StmtKind::ImportFrom { names, .. } => {
                for a in self.ast.items(names) {
                    if self.interner.name(a.name) == "*" {
                        if self.here().kind != ScopeKind::Module {
                            self.problem(stmt.at, "import * only allowed at module level");
                        }
                        continue;
                    }
                    self.note(a.asname.unwrap_or(a.name), uses::IMPORTED, a.at);
                }
            }
            StmtKind::If { branches, orelse } => {
                for b in self.ast.items(branches) {
                    self.expr(b.test);
                    self.block(b.body);
                }
                self.block(orelse);
            }
            StmtKind::While { test, body, orelse } => {
                self.expr(test);
                self.block(body);
                self.block(orelse);
            }
            StmtKind::For(index) => {
                let f = self.ast.for_loop(index);
                self.target(f.target);
                self.expr(f.iter);
                self.block(f.body);
                self.block(f.orelse);
            }
            StmtKind::Function(index) => {
                let f = self.ast.function(index);
                self.note(f.name, uses::BOUND, f.name_at);
                self.defaults(f.params);
                for p in self.ast.items(f.params) {
                    self.maybe(p.annotation);
                }
                self.maybe(f.returns);
                self.exprs(f.decorators);
                self.inside(Owner::Function(index), ScopeKind::Function, |b| {
                    b.here().is_async = f.is_async;
                    b.params(f.params);
                    b.block(f.body);
                });
            }
            StmtKind::Class(index) => {
                let c = self.ast.class(index);
                self.note(c.name, uses::BOUND, c.name_at);
                self.args(c.args);
                self.exprs(c.decorators);
                self.inside(Owner::Class(index), ScopeKind::Class, |b| b.block(c.body));
            }
            StmtKind::With { items, body, .. } => {
                for i in self.ast.items(items) {
                    self.expr(i.context);
                    if let Some(t) = i.target {
                        self.target(t);
                    }
                }
                self.block(body);
            }
            StmtKind::Try(index) => {
                let t = self.ast.try_stmt(index);
                self.block(t.body);
                for h in self.ast.items(t.handlers) {
                    self.maybe(h.class);
                    if let Some(name) = h.name {
                        self.note(name, uses::BOUND, h.at);
                    }
                    self.block(h.body);
                }
                self.block(t.orelse);
                self.block(t.finally);
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject);
                for c in self.ast.items(cases) {
                    self.pattern(c.pattern);
                    self.maybe(c.guard);
                    self.block(c.body);
                }
            }
        }
    }

    /// The name that `import a.b` binds.
    fn first_part(&self, name: Sym) -> Sym {
        let text = self.interner.name(name);
        let first = text.split_once('.').map_or(text, |p| p.0);
        // The parts of dotted names were interned when they were read.
        self.interner.lookup(first).unwrap_or(name)
    }

    fn declare(&mut self, names: List<Sym>, what: u16, at: Range) {
        let word = if what == uses::GLOBAL { "global" } else { "nonlocal" };
        for &sym in self.ast.items(names) {
            let text = self.interner.name(sym).to_string();
            let before = self.here().uses(sym);
            let wrong = if before & uses::PARAMETER != 0 {
                Some(format!("name '{text}' is parameter and {word}"))
            } else if before & uses::ANNOTATED != 0 {
                Some(format!("annotated name '{text}' can't be {word}"))
            } else if before & uses::READ != 0 {
                Some(format!("name '{text}' is used prior to {word} declaration"))
            } else if before & uses::BOUND != 0 {
                Some(format!("name '{text}' is assigned to before {word} declaration"))
            } else if what == uses::NONLOCAL && self.here().kind == ScopeKind::Module {
                Some("nonlocal declaration not allowed at module level".into())
            } else if (before | what) & (uses::GLOBAL | uses::NONLOCAL) == uses::GLOBAL | uses::NONLOCAL {
                Some(format!("name '{text}' is nonlocal and global"))
            } else {
                None
            };
            match wrong {
                Some(message) => {
                    // Of two declarations that contradict each other the first is shown.
                    let first = self.here().name(sym).map(|n| n.at);
                    let at = if message.ends_with("nonlocal and global") { first.unwrap_or(at) } else { at };
                    self.problem(at, message);
                }
                None => self.note(sym, what, at),
            }
        }
    }

    fn annotated(&mut self, target: ExprId, simple: bool, bound: bool) {
        let Expr { kind, at } = self.ast.expr(target);
        let ExprKind::Name(sym) = kind else { return self.target(target) };
        let before = self.here().uses(sym);
        let declared = before & (uses::GLOBAL | uses::NONLOCAL);
        if declared != 0 && simple && self.here().kind != ScopeKind::Module {
            let word = if declared & uses::GLOBAL != 0 { "global" } else { "nonlocal" };
            let message = format!("annotated name '{}' can't be {word}", self.interner.name(sym));
            return self.problem(at, message);
        }
        if simple {
            self.note(sym, uses::ANNOTATED | uses::BOUND, at);
        } else if bound {
            self.note(sym, uses::BOUND, at);
        }
    }

    fn target(&mut self, target: ExprId) {
        let Expr { kind, at } = self.ast.expr(target);
        match kind {
            ExprKind::Name(sym) => self.note(sym, uses::BOUND, at),
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                for &e in self.ast.items(items) {
                    self.target(e);
                }
            }
            ExprKind::Starred(e) => self.target(e),
            _ => self.expr(target),
        }
    }

    fn defaults(&mut self, params: List<Param>) {
        for p in self.ast.items(params) {
            self.maybe(p.default);
        }
    }

    fn params(&mut self, params: List<Param>) {
        let mut seen = FxHashSet::default();
        for p in self.ast.items(params) {
            if !seen.insert(p.name) {
                let text = self.interner.name(p.name);
                self.problem(p.at, format!("duplicate argument '{text}' in function definition"));
            }
            self.note(p.name, uses::PARAMETER, p.at);
        }
    }

    fn expr(&mut self, id: ExprId) {
        let Expr { kind, at } = self.ast.expr(id);
        match kind {
            ExprKind::Name(sym) => {
                self.note(sym, uses::READ, at);
                self.mention(id, sym);
            }
            ExprKind::Call { callee, args } if self.ast.is_plain(args) => {
                // What is called here is told of the variables.
                match self.ast.expr(callee) {
                    Expr { kind: ExprKind::Name(sym), at } => self.note(sym, uses::READ, at),
                    _ => self.expr(callee),
                }
                self.args(args);
            }
            ExprKind::Lambda { params, body } => {
                self.defaults(params);
                self.inside(Owner::Expr(id), ScopeKind::Lambda, |b| {
                    b.params(params);
                    b.expr(body);
                });
            }
            ExprKind::ListComp { element, loops } => self.comprehension(id, "list comprehension", &[element], loops),
            ExprKind::SetComp { element, loops } => self.comprehension(id, "set comprehension", &[element], loops),
            ExprKind::DictComp { key, value, loops } => {
                self.comprehension(id, "dict comprehension", &[key, value], loops)
            }
            ExprKind::Generator { element, loops } => self.comprehension(id, "generator expression", &[element], loops),
            ExprKind::Named { target, value } => {
                self.expr(value);
                self.walrus(target, at);
            }
            ExprKind::Yield(_) | ExprKind::YieldFrom(_) => {
                if let ScopeKind::Comprehension(what) = self.here().kind {
                    self.problem(at, format!("'yield' inside {what}"));
                }
                self.here().generator = true;
                self.parts(id);
            }
            _ => self.parts(id),
        }
    }

    fn parts(&mut self, id: ExprId) {
        let ast = self.ast;
        ast.each_part(id, &mut |e| self.expr(e));
    }

    /// `target := value` binds in the function around comprehensions.
    fn walrus(&mut self, target: ExprId, at: Range) {
        let ExprKind::Name(sym) = self.ast.expr(target).kind else { return self.target(target) };
        if self.in_iterable > 0 {
            return self.problem(at, "assignment expression cannot be used in a comprehension iterable expression");
        }
        let mut scope = self.current;
        while let ScopeKind::Comprehension(_) = self.scopes.scope(scope).kind {
            let text = self.interner.name(sym).to_string();
            if self.scopes.scope(scope).uses(sym) & uses::LOOP != 0 {
                let message = format!("assignment expression cannot rebind comprehension iteration variable '{text}'");
                return self.problem(at, message);
            }
            let Some(parent) = self.scopes.scope(scope).parent else { break };
            scope = parent;
        }
        if scope != self.current {
            let (kind, outer) = (self.scopes.scope(scope).kind, self.scopes.scope(scope).uses(sym));
            match kind {
                ScopeKind::Class => {
                    let words = "assignment expression within a comprehension cannot be used in a class body";
                    return self.problem(at, words);
                }
                // Where the name is declared global, so it is here.
                ScopeKind::Module => self.note(sym, uses::GLOBAL, at),
                _ if outer & uses::GLOBAL != 0 => self.note(sym, uses::GLOBAL, at),
                _ => self.note(sym, uses::NONLOCAL, at),
            }
        }
        self.note_in(scope, sym, uses::BOUND, at);
    }

    fn comprehension(&mut self, id: ExprId, what: &'static str, elements: &[ExprId], loops: List<Comprehension>) {
        let ast = self.ast;
        let loops = ast.items(loops);
        // The first iterable is evaluated outside.
        if let Some(first) = loops.first() {
            self.in_iterable += 1;
            self.expr(first.iter);
            self.in_iterable -= 1;
        }
        let in_iterable = self.in_iterable;
        let inner = self.inside(Owner::Expr(id), ScopeKind::Comprehension(what), |b| {
            b.in_iterable = in_iterable;
            for (i, l) in loops.iter().enumerate() {
                b.loop_target(l.target);
                if i > 0 {
                    b.in_iterable += 1;
                    b.expr(l.iter);
                    b.in_iterable -= 1;
                }
                for &test in ast.items(l.ifs) {
                    b.expr(test);
                }
            }
            for &e in elements {
                b.expr(e);
            }
        });
        self.scopes.all[inner.0 as usize].is_async = loops.iter().any(|l| l.is_async);
    }

    fn loop_target(&mut self, target: ExprId) {
        let Expr { kind, at } = self.ast.expr(target);
        match kind {
            ExprKind::Name(sym) => {
                if self.here().uses(sym) & (uses::NONLOCAL | uses::GLOBAL) != 0 {
                    let text = self.interner.name(sym);
                    let message =
                        format!("comprehension inner loop cannot rebind assignment expression target '{text}'");
                    return self.problem(at, message);
                }
                self.note(sym, uses::BOUND | uses::LOOP, at);
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                for &e in self.ast.items(items) {
                    self.loop_target(e);
                }
            }
            ExprKind::Starred(e) => self.loop_target(e),
            _ => self.expr(target),
        }
    }

    fn pattern(&mut self, id: PatternId) {
        let pattern = self.ast.pattern(id);
        if let PatternKind::Star(Some(name))
        | PatternKind::Mapping { rest: Some(name), .. }
        | PatternKind::As { name: Some(name), .. } = pattern.kind
        {
            self.note(name, uses::BOUND, pattern.at);
        }
        let ast = self.ast;
        let mut inner = vec![];
        ast.each_pattern_part(id, &mut |e| self.expr(e), &mut |p| inner.push(p));
        for p in inner {
            self.pattern(p);
        }
    }
}
