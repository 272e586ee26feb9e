//! Calls: builtins that are known, methods, arguments by name, `*` and `**`.
use super::{Lower, Lowered, Refused, call, constant, local, native, prim, run, unit};
use crate::core::{Const, Expr, Kind, Prim};
use crate::lang::python::ast::{Arg, ArgKind, ExprId, ExprKind, List, Range};
use crate::syntax::Span;

/// What no object has as its identity: an address that nothing is at.
const NOBODYS_ID: i64 = 16;

impl Lower<'_> {
    pub(super) fn call(&mut self, callee: ExprId, args: List<Arg>, at: Range) -> Lowered {
        let span = self.span(at);
        let list = args;
        let args = self.ast.items(list).to_vec();
        if let ExprKind::Name(sym) = self.ast.expr(callee).kind
            && self.is_builtin(sym)
        {
            let name = self.name(sym);
            if &*name == "super" && args.is_empty() {
                return self.super_(at);
            }
            if let Some(done) = self.evaluation(&name, list, span)? {
                return Ok(done);
            }
            if !self.module.is_space()
                && let Some(done) = self.known_call(&name, &args, span)?
            {
                return Ok(done);
            }
            // Classes whose values are generators of functions, which are called at once.
            let maker = match &*name {
                "map" => Some("_map_maker"),
                "filter" => Some("_filter_maker"),
                "zip" => Some("_zip_maker"),
                "enumerate" => Some("_enumerate_maker"),
                "reversed" => Some("_reversed_maker"),
                _ => None,
            };
            if let Some(maker) = maker.filter(|_| !self.module.is_space()) {
                let callee = self.prelude_read_named(maker, span);
                return self.call_of(callee, &args, span);
            }
            if &*name == "print" && args.iter().any(|a| a.kind != ArgKind::Positional || self.is_starred(a)) {
                let sym = self.interner.intern("_print");
                let callee = self.prelude_read(sym, span);
                return self.call_of(callee, &args, span);
            }
        }
        if let ExprKind::Attribute { value, name } = self.ast.expr(callee).kind
            && matches!(self.interner.name(name), "update" | "pop" | "setdefault" | "clear" | "popitem")
            && let Some(owner) = self.dict_owner(value)
        {
            let change = self.prelude_read_named("_dict_change", span);
            let method = self.name(name);
            let first = vec![self.expr(owner)?, super::text(&method, span)];
            return self.call_with(change, first, &args, span);
        }
        let callee = self.callee(callee)?;
        self.call_of(callee, &args, span)
    }

    fn is_starred(&self, a: &Arg) -> bool {
        matches!(self.ast.expr(a.value).kind, ExprKind::Starred(_))
    }

    /// What is called; of a method it stays apart what it is a method of.
    fn callee(&mut self, callee: ExprId) -> Lowered {
        self.expr(callee)
    }

    /// A builtin called with arguments by place: there is nothing to look for.
    fn known_call(&mut self, name: &str, args: &[Arg], span: Span) -> Result<Option<Expr>, Refused> {
        let plain = args.iter().all(|a| a.kind == ArgKind::Positional && !self.is_starred(a));
        if !plain {
            return Ok(None);
        }
        let mut prims = [
            ("_next", Prim::Next, 1),
            ("_resume", Prim::Resume, 3),
            ("_spread", Prim::Spread, 3),
            ("_compile", Prim::Eval, 2),
        ]
        .into_iter();
        if self.module.is_prelude
            && let Some((_, p, n)) = prims.find(|p| p.0 == name)
            && args.len() == n
        {
            let values = self.values(args)?;
            return Ok(Some(prim(p, values, span)));
        }
        if name == "type" && args.len() == 1 {
            let values = self.values(args)?;
            return Ok(Some(native("%type", values, span)));
        }
        if name == "id"
            && let [arg] = args
            && self.ast.is_display(arg.value)
        {
            // Nobody else has it, so the next one may be in its place.
            let made = self.expr(arg.value)?;
            return Ok(Some(super::seq(vec![made, constant(Const::Int(NOBODYS_ID), span)], span)));
        }
        let native = match name.strip_prefix('_') {
            Some(own) if self.module.is_prelude && !own.starts_with('_') => run::private(own),
            _ => run::public(name),
        };
        // With another number of arguments it fails when it is called.
        let Some(native) = native.filter(|&n| run::takes(n, args.len())) else { return Ok(None) };
        let values = self.values(args)?;
        Ok(Some(Expr::new(Kind::Native(native, values), span)))
    }

    fn values(&mut self, args: &[Arg]) -> Result<Vec<Expr>, Refused> {
        args.iter().map(|a| self.expr(a.value)).collect()
    }

    /// A call with arguments as written.
    pub(super) fn call_of(&mut self, callee: Expr, args: &[Arg], span: Span) -> Lowered {
        self.call_with(callee, vec![], args, span)
    }

    /// The same with others before them.
    fn call_with(&mut self, callee: Expr, first: Vec<Expr>, args: &[Arg], span: Span) -> Lowered {
        if args.iter().any(|a| a.kind == ArgKind::DoubleStar || self.is_starred(a)) {
            return self.spread(callee, first, args, span);
        }
        let mut values = first;
        let mut named = vec![];
        for a in args {
            let value = self.expr(a.value)?;
            match a.kind {
                ArgKind::Keyword(name) => {
                    let name = constant(Const::Sym(name), span);
                    named.push(prim(Prim::Named, vec![name, value], span));
                }
                _ => values.push(value),
            }
        }
        values.extend(named);
        Ok(call(callee, values, span))
    }

    /// What `f(*values)`, `f(**named)` and `f(*values, **named)` spread, if it is such a call: what
    /// wrappers do most, and mostly with what is as it must be.
    fn spread_alone(&self, args: &[Arg]) -> Option<(Option<ExprId>, Option<ExprId>)> {
        let (placed, named) = match args {
            [placed @ .., named] if named.kind == ArgKind::DoubleStar => (placed, Some(named.value)),
            placed => (placed, None),
        };
        match placed {
            [] => Some((None, named)),
            [one] => match self.ast.expr(one.value).kind {
                ExprKind::Starred(placed) => Some((Some(placed), named)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Such a call: tuples, lists and dictionaries are handed on as they are.
    fn hand_on(&mut self, callee: Expr, placed: Option<ExprId>, named: Option<ExprId>, span: Span) -> Lowered {
        let placed = placed.map(|v| self.expr(v)).transpose()?;
        let named = named.map(|v| self.expr(v)).transpose()?;
        let [f, list, dict] = ["", "", ""].map(|n| self.here().local(n, span));
        let read = |l| local(l, span);
        // CPython goes through the first only when it knows the others.
        let star = match placed {
            Some(_) => native("%star_args", vec![read(list), read(f)], span),
            None => unit(span),
        };
        let call = prim(Prim::Spread, vec![read(f), star, read(dict)], span);
        let named = named.map_or(unit(span), |v| native("%star_named", vec![v, read(f)], span));
        let call = super::let_(vec![(dict, named)], call, span);
        let call = super::let_(vec![(list, placed.unwrap_or(unit(span)))], call, span);
        Ok(super::let_(vec![(f, callee)], call, span))
    }

    fn spread(&mut self, callee: Expr, first: Vec<Expr>, args: &[Arg], span: Span) -> Lowered {
        if first.is_empty()
            && let Some((placed, named)) = self.spread_alone(args)
        {
            return self.hand_on(callee, placed, named, span);
        }
        let [f, list, dict] = ["", "", ""].map(|n| self.here().local(n, span));
        let mut items = vec![];
        // CPython names the function if its arguments by place are nothing else.
        let alone = first.is_empty() && args.iter().filter(|a| a.kind == ArgKind::Positional).count() == 1;
        for a in args {
            let read = |l| local(l, span);
            match (a.kind, self.ast.expr(a.value).kind) {
                (ArgKind::Positional, ExprKind::Starred(inner)) => {
                    let v = self.expr(inner)?;
                    items.push(native(
                        "%extend_call",
                        vec![read(list), v, if alone { read(f) } else { unit(span) }],
                        span,
                    ));
                }
                (ArgKind::Positional, _) => {
                    let v = self.expr(a.value)?;
                    items.push(native("%append", vec![read(list), v], span));
                }
                (ArgKind::Keyword(name), _) => {
                    let v = self.expr(a.value)?;
                    let name = self.name(name);
                    items.push(native("%named", vec![read(dict), constant(Const::Str(name), span), v, read(f)], span));
                }
                (ArgKind::DoubleStar, _) => {
                    let v = self.expr(a.value)?;
                    items.push(native("%merge_named", vec![read(dict), v, read(f)], span));
                }
            }
        }
        items.push(prim(Prim::Spread, vec![local(f, span), local(list, span), local(dict, span)], span));
        let by_place = args.iter().all(|a| a.kind == ArgKind::Positional);
        let names = if by_place { unit(span) } else { native("%dict", vec![], span) };
        let binds = vec![(f, callee), (list, native("%list", first, span)), (dict, names)];
        Ok(super::let_(binds, super::seq(items, span), span))
    }

    /// `super()`: the class around and the first argument.
    fn super_(&mut self, at: Range) -> Lowered {
        let span = self.span(at);
        let index = self.functions.len() - 1;
        let first = self.functions[index].first;
        let (Some(class), Some(first)) = (self.class_around(index), first) else {
            return Ok(native("%no_super", vec![], span));
        };
        let object = self.read(first, span)?;
        Ok(native("%super", vec![Expr::new(class, span), object], span))
    }
}
