//! Checks that a unit keeps the rules of Core: every variable is bound once and
//! used in its scope, captures come from where they say, marks of tail calls and
//! cells are right, loops are entered and repeated as they may be. A failure is
//! a fault of a front end or a pass.
use crate::core::{Capture, CaptureFrom, Clause, Expr, GlobalId, Kind, LabelId, Lambda, LocalId, LoopId, Unit};

/// The first broken rule, in words.
pub fn verify(unit: &Unit) -> Result<(), String> {
    if unit.main.params != 0 || !unit.main.captures.is_empty() {
        return Err("the main function has parameters or captures".into());
    }
    lambda(&unit.main, None, None)
}

/// The function an expression is in.
struct Context<'a> {
    lambda: &'a Lambda,
    /// The global that holds this very function, if one does.
    global: Option<GlobalId>,
    bound: Vec<bool>,
    in_scope: Vec<bool>,
    /// Loops around, with the number of their variables.
    loops: Vec<(LoopId, usize)>,
    seen_loops: Vec<LoopId>,
    /// Blocks and repeats around; true for repeats.
    labels: Vec<(LabelId, bool)>,
    seen_labels: Vec<LabelId>,
}

/// Where an expression stands.
#[derive(Clone, Copy)]
struct Place {
    /// In tail position of the function.
    tail: bool,
    /// The first of the loops around in whose body this is in tail position.
    recur_from: usize,
}

fn lambda(l: &Lambda, outer: Option<&Context>, global: Option<GlobalId>) -> Result<(), String> {
    let name = l.name.as_deref().unwrap_or("<lambda>");
    let fail = |what: String| Err(format!("{name}: {what}"));
    if l.params as usize > l.locals.len() || l.optional + l.rest as u32 > l.params {
        return fail("more parameters than locals".into());
    }
    for c in &l.captures {
        let Some(outer) = outer else { return fail("captures without a function around".into()) };
        let boxed = match c.from {
            CaptureFrom::Local(id) => match outer.lambda.locals.get(id.0 as usize) {
                Some(local) if outer.in_scope[id.0 as usize] => {
                    if !local.captured {
                        return fail(format!("{} is captured without a mark", c.name));
                    }
                    local.boxed()
                }
                _ => return fail(format!("captures {} where it is not bound", c.name)),
            },
            CaptureFrom::Capture(id) => match outer.lambda.captures.get(id.0 as usize) {
                Some(c) => c.boxed,
                None => return fail(format!("captures {} from nothing", c.name)),
            },
        };
        if boxed != c.boxed {
            return fail(format!("the capture {} is wrong about its cell", c.name));
        }
    }
    let mut cx = Context {
        lambda: l,
        global,
        bound: vec![false; l.locals.len()],
        in_scope: vec![false; l.locals.len()],
        loops: vec![],
        seen_loops: vec![],
        labels: vec![],
        seen_labels: vec![],
    };
    for i in 0..l.params {
        cx.bind(LocalId(i))?;
    }
    cx.expr(&l.body, Place { tail: true, recur_from: 0 }).or_else(fail)
}

impl Context<'_> {
    fn bind(&mut self, id: LocalId) -> Result<(), String> {
        match self.bound.get_mut(id.0 as usize) {
            None => Err(format!("there is no local {}", id.0)),
            Some(true) => Err(format!("local {} is bound twice", id.0)),
            Some(bound) => {
                *bound = true;
                self.in_scope[id.0 as usize] = true;
                Ok(())
            }
        }
    }

    fn unbind(&mut self, id: LocalId) {
        self.in_scope[id.0 as usize] = false;
    }

    fn local(&self, id: LocalId) -> Result<(), String> {
        match self.in_scope.get(id.0 as usize) {
            Some(true) => Ok(()),
            _ => Err(format!("local {} is used where it is not bound", id.0)),
        }
    }

    fn capture(&self, id: u32) -> Result<&Capture, String> {
        self.lambda.captures.get(id as usize).ok_or_else(|| format!("there is no capture {id}"))
    }

    /// Something whose value is used further.
    fn value(&mut self, e: &Expr) -> Result<(), String> {
        let place = Place { tail: false, recur_from: self.loops.len() };
        self.expr(e, place)
    }

    fn values(&mut self, es: &[Expr]) -> Result<(), String> {
        es.iter().try_for_each(|e| self.value(e))
    }

    fn label(&mut self, id: LabelId, repeat: bool) -> Result<(), String> {
        if self.seen_labels.contains(&id) {
            return Err(format!("label {} occurs twice", id.0));
        }
        self.seen_labels.push(id);
        self.labels.push((id, repeat));
        Ok(())
    }

    #[inline(never)]
    fn clause(&mut self, c: &Clause, place: Place) -> Result<(), String> {
        self.value(&c.test)?;
        if let Some(var) = c.var {
            self.bind(var)?;
        }
        self.expr(&c.then, place)?;
        if let Some(var) = c.var {
            self.unbind(var);
        }
        Ok(())
    }

    fn expr(&mut self, e: &Expr, place: Place) -> Result<(), String> {
        match &e.kind {
            Kind::Const(_) | Kind::Global(_) => Ok(()),
            Kind::Local(id) => self.local(*id),
            Kind::Capture(id) => self.capture(id.0).map(|_| ()),
            Kind::SetLocal(id, v) => {
                self.local(*id)?;
                if !self.lambda.locals[id.0 as usize].assigned {
                    return Err(format!("local {} is assigned without a mark", id.0));
                }
                self.value(v)
            }
            Kind::SetCapture(id, v) => {
                if !self.capture(id.0)?.boxed {
                    return Err(format!("capture {} is assigned and has no cell", id.0));
                }
                self.value(v)
            }
            Kind::SetGlobal(_, v) => self.value(v),
            Kind::DefineGlobal(g, v) => match &v.kind {
                Kind::Lambda(l) => lambda(l, Some(self), Some(*g)),
                _ => self.value(v),
            },
            Kind::Let(binds, body) => {
                for (id, v) in binds {
                    self.value(v)?;
                    self.bind(*id)?;
                }
                self.expr(body, place)?;
                binds.iter().for_each(|(id, _)| self.unbind(*id));
                Ok(())
            }
            Kind::Fix(binds, body) => {
                for (id, _) in binds {
                    self.bind(*id)?;
                    if self.lambda.locals[id.0 as usize].assigned {
                        return Err(format!("local {} of a fix is assigned", id.0));
                    }
                }
                for (_, l) in binds {
                    lambda(l, Some(self), None)?;
                }
                self.expr(body, place)?;
                binds.iter().for_each(|(id, _)| self.unbind(*id));
                Ok(())
            }
            Kind::If(a, b, c) => {
                self.value(a)?;
                self.expr(b, place)?;
                self.expr(c, place)
            }
            Kind::Cond(clauses, other) => {
                clauses.iter().try_for_each(|c| self.clause(c, place))?;
                self.expr(other, place)
            }
            Kind::Seq(es) => {
                let Some((last, front)) = es.split_last() else { return Err("an empty sequence".into()) };
                self.values(front)?;
                self.expr(last, place)
            }
            Kind::Loop(id, binds, body) => {
                for (_, v) in binds {
                    self.value(v)?;
                }
                if self.seen_loops.contains(id) {
                    return Err(format!("loop {} occurs twice", id.0));
                }
                self.seen_loops.push(*id);
                for (id, _) in binds {
                    self.bind(*id)?;
                }
                self.loops.push((*id, binds.len()));
                self.expr(body, place)?;
                self.loops.pop();
                binds.iter().for_each(|(id, _)| self.unbind(*id));
                Ok(())
            }
            Kind::Recur(id, args) => {
                self.values(args)?;
                match self.loops[place.recur_from.min(self.loops.len())..].iter().find(|(l, _)| l == id) {
                    Some((_, n)) if *n == args.len() => Ok(()),
                    Some(_) => Err(format!("recur of loop {} with another number of values", id.0)),
                    None => Err(format!("recur of loop {} from where it cannot go on", id.0)),
                }
            }
            Kind::Block(id, body) | Kind::Repeat(id, body) => {
                self.label(*id, matches!(e.kind, Kind::Repeat(..)))?;
                self.expr(body, Place { recur_from: self.loops.len(), ..place })?;
                self.labels.pop();
                Ok(())
            }
            Kind::Break(id, v) => {
                self.value(v)?;
                if self.labels.contains(&(*id, false)) { Ok(()) } else { Err(format!("no block {} to leave", id.0)) }
            }
            Kind::Continue(id) => {
                if self.labels.contains(&(*id, true)) {
                    Ok(())
                } else {
                    Err(format!("nothing {} to repeat", id.0))
                }
            }
            Kind::Return(v) => self.value(v),
            Kind::SelfCall(g, args) => {
                self.values(args)?;
                if self.global != Some(*g) || !place.tail || self.lambda.rest || self.lambda.optional > 0 {
                    return Err("a self call where there can be none".into());
                }
                if args.len() != self.lambda.params as usize {
                    return Err("a self call with another number of arguments".into());
                }
                Ok(())
            }
            Kind::Lambda(l) => lambda(l, Some(self), None),
            Kind::Compiled(_) => Ok(()),
            Kind::Call { callee, args, tail } => {
                self.value(callee)?;
                self.values(args)?;
                if *tail && !place.tail {
                    return Err("a tail call that is not in tail position".into());
                }
                Ok(())
            }
            Kind::Prim(p, args) => {
                if args.len() != p.arity() {
                    return Err(format!("{} with {} operands", p.text(), args.len()));
                }
                self.values(args)
            }
            Kind::Native(_, args) => self.values(args),
            Kind::GetField { obj, .. } => self.value(obj),
            Kind::SetField { obj, value, .. } => {
                self.value(obj)?;
                self.value(value)
            }
            Kind::Try { body, var, handler, .. } => {
                self.value(body)?;
                self.bind(*var)?;
                let place = Place { recur_from: self.loops.len(), ..place };
                self.expr(handler, place)?;
                self.unbind(*var);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::{GlobalNames, read};
    use crate::syntax::{Interner, SourceId};

    fn unit(text: &str) -> Unit {
        let natives = crate::lang::lisp::builtins::NAMES;
        read::read(&mut Interner::default(), &mut GlobalNames::default(), natives, SourceId(0), text).unwrap()
    }

    #[test]
    fn broken_rules_are_found() {
        for (text, what) in [
            ("(define @f (lambda f (x) (+ 1 (tail @f x))))", "a tail call that is not in tail position"),
            ("(define @f (lambda f (x) (try (tail @f x) (catch e e))))", "a tail call that is not in tail position"),
            ("(loop L0 ((i 0)) (+ 1 (recur L0 i)))", "recur of loop 0 from where it cannot go on"),
            ("(loop L0 ((i 0)) (loop L1 ((j (recur L0 1))) j))", "recur of loop 0 from where it cannot go on"),
            ("(loop L0 ((i 0)) (+ 1 (loop L1 ((j 0)) (recur L0 1))))", "recur of loop 0 from where it cannot go on"),
            ("(loop L0 ((i 0)) (try (recur L0 1) (catch e 1)))", "recur of loop 0 from where it cannot go on"),
            ("(loop L0 ((i 0)) (try 1 (catch e (recur L0 1))))", "recur of loop 0 from where it cannot go on"),
            ("(loop L0 ((i 0)) (recur L0 1 2))", "recur of loop 0 with another number of values"),
            ("(seq (loop L0 ((i 0)) i) (loop L0 ((j 0)) j))", "loop 0 occurs twice"),
            ("(define @f (lambda f (x) (lambda #f () (self @f 1))))", "a self call where there can be none"),
            ("(define @f (lambda f (x) (+ 1 (self @f 1))))", "a self call where there can be none"),
            ("(define @f (lambda f (x) (self @f 1 2)))", "a self call with another number of arguments"),
            ("(seq (let ((x 1)) x) x)", "local 0 is used where it is not bound"),
            ("(fix ((f (lambda f () 1))) (set f 1))", "local 0 of a fix is assigned"),
            ("(seq (block B0 1) (break B0 2))", "no block 0 to leave"),
            ("(repeat B0 (break B0 2))", "no block 0 to leave"),
            ("(block B0 (lambda #f () (break B0 2)))", "no block 0 to leave"),
            ("(block B0 (continue B0))", "nothing 0 to repeat"),
            ("(seq (block B0 1) (block B0 2))", "label 0 occurs twice"),
            ("(define @f (lambda f () (return (tail @f))))", "a tail call that is not in tail position"),
            ("(loop L0 ((i 0)) (block B0 (recur L0 1)))", "recur of loop 0 from where it cannot go on"),
        ] {
            match verify(&unit(text)) {
                Ok(()) => panic!("{text} passes"),
                Err(found) => assert!(found.ends_with(what), "{text}: {found}"),
            }
        }
    }

    #[test]
    fn wrong_marks_are_found() {
        let good = unit("(let ((&x 1)) (lambda #f () (captures &x) (set &x 2)))");
        verify(&good).unwrap();
        for flag in 0..2 {
            let mut bad = good.clone();
            if flag == 0 {
                bad.main.locals[0].assigned = false;
            } else {
                bad.main.locals[0].captured = false;
            }
            verify(&bad).unwrap_err();
        }
        let mut twice = unit("(let ((x 1)) (let ((y 2)) y))");
        let Kind::Let(_, body) = &mut twice.main.body.kind else { panic!("a let") };
        let Kind::Let(binds, _) = &mut body.kind else { panic!("a let") };
        binds[0].0 = LocalId(0);
        assert!(verify(&twice).unwrap_err().ends_with("local 0 is bound twice"));
    }

    #[test]
    fn loops_may_end_turns_of_loops_around() {
        verify(&unit("(loop L0 ((i 0)) (loop L1 ((j 0)) (if j (recur L0 1) (recur L1 2))))")).unwrap();
    }
}
