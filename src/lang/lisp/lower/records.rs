//! `define-record-type`. The type lives in a global; constructor, predicate,
//! accessors and modifiers are functions that can be passed around, and direct
//! calls of them need no call at all.
use super::Lowering;
use super::scope::{Func, Meaning};
use crate::core::{Const, Expr, GlobalId, Kind, LocalId};
use crate::lang::lisp::builtins::id;
use crate::lang::lisp::env::RecordFn;
use crate::lang::lisp::messages::spelling;
use crate::syntax::sexpr::Datum;
use crate::syntax::{Code, Diagnostic, Span, Sym};
use std::rc::Rc;

/// A record type as written.
pub(super) struct RecordSpec {
    span: Span,
    /// The variable that holds the type.
    ty: Sym,
    /// Name of the constructor, and for each of its parameters the field.
    make: Option<(Sym, Vec<usize>)>,
    is: Option<Sym>,
    fields: Vec<Field>,
}

struct Field {
    name: Sym,
    get: Option<Sym>,
    set: Option<Sym>,
}

impl RecordSpec {
    /// Everything it defines.
    pub fn names(&self) -> Vec<Sym> {
        let own = [Some(self.ty), self.make.as_ref().map(|m| m.0), self.is];
        own.into_iter().chain(self.fields.iter().flat_map(|f| [f.get, f.set])).flatten().collect()
    }
    /// Gives everything it defines another name.
    fn rename(&mut self, f: &mut dyn FnMut(Sym) -> Sym) {
        self.ty = f(self.ty);
        if let Some(make) = &mut self.make {
            make.0 = f(make.0);
        }
        self.is = self.is.map(&mut *f);
        for field in &mut self.fields {
            field.get = field.get.map(&mut *f);
            field.set = field.set.map(&mut *f);
        }
    }
}

impl<'a> Lowering<'a> {
    /// The record type that a form of the top level defines.
    pub(super) fn top_record(&mut self, d: Datum) -> Result<RecordSpec, Box<Diagnostic>> {
        let mut spec = self.record_spec(d)?;
        spec.rename(&mut |name| self.own_global(name));
        Ok(spec)
    }

    /// Reads a `define-record-type` form.
    pub(super) fn record_spec(&mut self, d: Datum) -> Result<RecordSpec, Box<Diagnostic>> {
        let wrong = |d: Datum, message: &str| {
            let note = "it is written (define-record-type name (constructor field ...) predicate (field accessor modifier) ...)";
            Box::new(Diagnostic::error(Code::Form, self.span(d), message).note(note))
        };
        let items = self.data.list(d).unwrap_or(&[]);
        let [_, name, make, is, field_specs @ ..] = items else {
            return Err(wrong(d, "a record type needs a name, a constructor and a predicate"));
        };
        let head = self.data.list(*name).and_then(|l| l.first()).unwrap_or(name);
        let ty = head.symbol().ok_or_else(|| wrong(*name, "a record type needs a name"))?;
        let mut fields: Vec<Field> = vec![];
        for &f in field_specs {
            let parts = self.data.list(f).unwrap_or(std::slice::from_ref(&f));
            let symbols: Option<Vec<Sym>> = parts.iter().map(|p| p.symbol()).collect();
            let field = match symbols.as_deref() {
                Some(&[name]) => Field { name, get: None, set: None },
                Some(&[name, get]) => Field { name, get: Some(get), set: None },
                Some(&[name, get, set]) => Field { name, get: Some(get), set: Some(set) },
                _ => return Err(wrong(f, "a field is a name, an accessor and perhaps a modifier")),
            };
            if fields.iter().any(|g| g.name == field.name) {
                return Err(wrong(f, "this field occurs twice"));
            }
            fields.push(field);
        }
        let make = match (make.symbol(), self.data.list(*make)) {
            (Some(name), _) => Some((name, (0..fields.len()).collect())),
            (None, Some([name, params @ ..])) => {
                let name = name.symbol().ok_or_else(|| wrong(*name, "the constructor needs a name"))?;
                let mut order = vec![];
                for &p in params {
                    let field = p.symbol().and_then(|p| fields.iter().position(|f| f.name == p));
                    let field = field.ok_or_else(|| wrong(p, "the record type has no such field"))?;
                    if order.contains(&field) {
                        return Err(wrong(p, "this field occurs twice"));
                    }
                    order.push(field);
                }
                Some((name, order))
            }
            (None, None) if make.kind == crate::syntax::sexpr::DatumKind::False => None,
            _ => return Err(wrong(*make, "the constructor is a list of its name and fields")),
        };
        let is = match is.symbol() {
            None if is.kind != crate::syntax::sexpr::DatumKind::False => {
                return Err(wrong(*is, "the predicate is a name"));
            }
            is => is,
        };
        let span = self.span(d);
        // Fields that macros named are told apart by more than what they look like.
        for i in 0..fields.len() {
            let plain = self.interner.plain(fields[i].name);
            let taken = fields[..i].iter().any(|f| f.name == plain);
            fields[i].name = match taken {
                true => self.interner.intern(&format!("{}%{i}", self.interner.name(plain))),
                false => plain,
            };
        }
        Ok(RecordSpec { span, ty, make, is, fields })
    }

    /// Makes direct calls of what a record type defines known.
    pub(super) fn register_record(&mut self, spec: &RecordSpec) {
        let ty = self.globals.resolve(spec.ty);
        self.record_types.insert(spec.ty, spec.fields.iter().map(|f| f.name).collect());
        if let Some((name, order)) = &spec.make
            && order.iter().copied().eq(0..spec.fields.len())
        {
            self.records.insert(*name, RecordFn::Make { ty, fields: order.len() as u32 });
        }
        if let Some(is) = spec.is {
            self.records.insert(is, RecordFn::Is { ty });
        }
        for f in &spec.fields {
            if let Some(get) = f.get {
                self.records.insert(get, RecordFn::Get { ty, field: f.name });
            }
            if let Some(set) = f.set {
                self.records.insert(set, RecordFn::Set { ty, field: f.name });
            }
        }
    }

    /// What a record type made of a global, if that is certain.
    pub(super) fn record_function(&self, global: Sym) -> Option<RecordFn> {
        match self.records.get(&global) {
            Some(&f) => self.made_by_record(global).then_some(f),
            None if self.defined.contains_key(&global) || self.may_be_set(global) => None,
            None => self.env.records.get(&global).copied(),
        }
    }

    /// The global and the fields of the record type that a name means here.
    pub(super) fn record_type(&mut self, name: Sym) -> Option<(GlobalId, Rc<[Sym]>)> {
        let global = match self.meaning(name) {
            Meaning::Global(global) | Meaning::Word(global, _) => global,
            Meaning::Var { .. } | Meaning::Macro(_) => return None,
        };
        let fields = match self.record_types.get(&global) {
            Some(fields) => self.made_by_record(global).then(|| fields.clone()),
            None if self.defined.contains_key(&global) || self.may_be_set(global) => None,
            None => self.env.record_types.get(&global).cloned(),
        };
        Some((self.globals.resolve(global), fields?))
    }

    /// The definitions of the globals a record type consists of.
    pub(super) fn record_definitions(&mut self, spec: &RecordSpec) -> Vec<Expr> {
        let span = spec.span;
        let at = |kind| Expr::new(kind, span);
        let name = spelling(self.name(spec.ty));
        let shown = name.strip_prefix('<').and_then(|n| n.strip_suffix('>')).unwrap_or(name).to_string();
        let shown = self.interner.intern(&shown);
        let fields: Rc<[Const]> = spec.fields.iter().map(|f| Const::Sym(f.name)).collect();
        let fields = if fields.is_empty() { Const::Nil } else { Const::List(fields, Rc::new(Const::Nil)) };
        let made = Kind::Native(
            const { id("%make-record-type") },
            vec![at(Kind::Const(Const::Sym(shown))), at(Kind::Const(fields))],
        );
        let ty = self.globals.resolve(spec.ty);
        let mut out = vec![at(Kind::DefineGlobal(ty, Box::new(at(made))))];
        if let Some((name, order)) = &spec.make {
            let params: Vec<Sym> = order.iter().map(|&i| spec.fields[i].name).collect();
            let values = (0..spec.fields.len()).map(|i| {
                at(match order.iter().position(|&o| o == i) {
                    Some(param) => Kind::Local(LocalId(param as u32)),
                    None => Kind::Const(Const::False),
                })
            });
            let args = std::iter::once(at(Kind::Global(ty))).chain(values).collect();
            out.push(self.small_function(*name, &params, Kind::Native(const { id("%make-record") }, args), span));
        }
        let record = self.interner.intern("record");
        let value = self.interner.intern("value");
        let first = || Box::new(at(Kind::Local(LocalId(0))));
        if let Some(is) = spec.is {
            let args = vec![*first(), at(Kind::Global(ty))];
            out.push(self.small_function(is, &[value], Kind::Native(const { id("%record-is?") }, args), span));
        }
        for f in &spec.fields {
            if let Some(get) = f.get {
                out.push(self.small_function(get, &[record], Kind::GetField { obj: first(), field: f.name, ty }, span));
            }
            if let Some(set) = f.set {
                let new = Box::new(at(Kind::Local(LocalId(1))));
                let body = Kind::SetField { obj: first(), field: f.name, ty, value: new };
                out.push(self.small_function(set, &[record, value], body, span));
            }
        }
        out
    }

    /// Defines a global function whose body only uses its parameters.
    fn small_function(&mut self, name: Sym, params: &[Sym], body: Kind, span: Span) -> Expr {
        let mut func = Func::default();
        for &p in params {
            func.local(self.interner.name_rc(p), span);
        }
        let text = spelling(self.name(name)).into();
        let lambda = func.finish(Some(text), span, params.len() as u32, false, Expr::new(body, span));
        let global: GlobalId = self.globals.resolve(name);
        Expr::new(Kind::DefineGlobal(global, Box::new(Expr::new(Kind::Lambda(Box::new(lambda)), span))), span)
    }

    /// A record type defined inside a body. There is one type, not one for each
    /// time the body runs; it is made when the unit begins, under hidden names.
    pub(super) fn inner_record(&mut self, d: Datum) {
        let mut spec = match self.record_spec(d) {
            Ok(spec) => spec,
            Err(problem) => return self.report(*problem),
        };
        self.env.hidden += 1;
        let mut names = vec![];
        spec.rename(&mut |name| {
            let hidden = self.hidden_name(name);
            names.push((name, hidden));
            hidden
        });
        for (name, hidden) in names {
            self.bindings.bind(name, Meaning::Global(hidden));
        }
        self.register_record(&spec);
        let mut definitions = self.record_definitions(&spec);
        self.hoisted.append(&mut definitions);
    }
}
