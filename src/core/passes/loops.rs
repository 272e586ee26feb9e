//! Functions that only call themselves in tail position become loops
//! (`Opt::Loops`, F1).
//!
//! A local function that is called from one place outside itself becomes a loop
//! at that place, in the function around it; what it captured it now shares.
//! Before:
//! ```text
//! (fix ((go (lambda go (i) (captures go n) (if (= i n) i (tail go (+ i 1))))))
//!   (tail go 0))
//! ```
//! After:
//! ```text
//! (loop L0 ((i 0)) (if (= i n) i (recur L0 (+ i 1))))
//! ```
//! A global function's tail calls of itself become `self` calls, which are
//! jumps as long as the global keeps its value. Before:
//! ```text
//! (define @f (lambda f (n) (if (= n 0) n (tail @f (- n 1)))))
//! ```
//! After:
//! ```text
//! (define @f (lambda f (n) (if (= n 0) n (self @f (- n 1)))))
//! ```
use super::notes::{Notes, What, Why};
use crate::core::{Capture, CaptureFrom, CaptureId, Const, Expr, GlobalId, Kind, Lambda, Local, LocalId, LoopId, Unit};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// Finds the loops of a unit.
pub fn run(unit: &mut Unit, notes: &mut Notes) {
    let mut moved = false;
    function(&mut unit.main, notes, &mut moved);
    if moved {
        super::scope::run(unit);
    }
}

/// What a function has that an inner one may move into.
struct Frame<'a> {
    locals: Vec<Local>,
    loops: u32,
    notes: &'a mut Notes,
    /// Whether a function moved somewhere. Jumps change nothing of what variables are.
    moved: &'a mut bool,
}

fn function(l: &mut Lambda, notes: &mut Notes, moved: &mut bool) {
    let mut frame = Frame { locals: std::mem::take(&mut l.locals), loops: 0, notes, moved };
    count_loops(&l.body, &mut frame.loops);
    expr(&mut l.body, &mut frame);
    l.locals = frame.locals;
}

fn count_loops(e: &Expr, next: &mut u32) {
    if let Kind::Loop(id, ..) = &e.kind {
        *next = (*next).max(id.0 + 1);
    }
    e.for_each_child(&mut |c| count_loops(c, next));
}

fn expr(e: &mut Expr, frame: &mut Frame) {
    // Inner functions first: their loops move along with them.
    e.for_each_lambda_mut(&mut |l| function(l, frame.notes, frame.moved));
    e.for_each_child_mut(&mut |c| expr(c, frame));
    match &mut e.kind {
        Kind::Fix(..) => fix(e, frame),
        Kind::DefineGlobal(g, value) => {
            if let Kind::Lambda(l) = &mut value.kind {
                let simple = !l.rest && l.optional == 0;
                let name = l.name.clone().unwrap_or_default();
                let mut calls =
                    SelfCalls { g: *g, params: simple.then_some(l.params as usize), name, notes: frame.notes };
                calls.walk(&mut l.body);
            }
        }
        _ => {}
    }
}

/// Calls of a global inside its own function.
struct SelfCalls<'a> {
    g: GlobalId,
    /// How many arguments those need that become jumps, if any may.
    params: Option<usize>,
    name: Rc<str>,
    notes: &'a mut Notes,
}

impl SelfCalls<'_> {
    fn walk(&mut self, e: &mut Expr) {
        if let Kind::Call { callee, args, tail } = &mut e.kind
            && matches!(callee.kind, Kind::Global(c) if c == self.g)
        {
            let name = &self.name;
            if *tail && self.params == Some(args.len()) {
                self.notes.add(e.span, || What::Jump(name.clone()));
                e.kind = Kind::SelfCall(self.g, std::mem::take(args));
            } else {
                let why = if *tail { Why::Parameters } else { Why::NotLast };
                self.notes.add(e.span, || What::NoLoop(name.clone(), why));
            }
        }
        e.for_each_child_mut(&mut |c| self.walk(c));
    }
}

/// How the functions of a `Fix` are used, by local.
#[derive(Clone, Copy, Default)]
struct Uses {
    /// Calls with the right number of arguments, in the function around.
    calls: u32,
    /// Anything else: it must stay a function.
    other: bool,
}

fn fix(e: &mut Expr, frame: &mut Frame) {
    loop {
        let Kind::Fix(binds, body) = &mut e.kind else { return };
        let mut uses: FxHashMap<LocalId, (usize, Uses)> =
            binds.iter().map(|(id, l)| (*id, (l.params as usize, Uses::default()))).collect();
        count_uses(body, &mut uses);
        for (id, l) in binds.iter() {
            captured(l, Some(*id), &mut uses);
        }
        let fit = |(id, l): &(LocalId, Lambda)| {
            let used = uses[id].1;
            used.calls == 1 && !used.other && !l.rest && l.optional == 0 && calls_itself_only_last(l, *id)
        };
        let Some(at) = binds.iter().position(fit) else {
            binds.iter().for_each(|(id, l)| note_why(l, *id, uses[id].1, frame.notes));
            return;
        };
        let (id, l) = binds.remove(at);
        *frame.moved = true;
        frame.notes.add(l.span, || What::Loop(l.name.clone().unwrap_or_default()));
        let mut l = Some(l);
        put_loop(body, id, &mut l, frame);
        debug_assert!(l.is_none(), "the one call was found");
        if binds.is_empty() {
            let body = std::mem::replace(&mut **body, Expr::new(Kind::Const(Const::Unit), e.span));
            e.kind = body.kind;
            return;
        }
    }
}

/// Notes why a function that calls itself is called.
fn note_why(l: &Lambda, id: LocalId, uses: Uses, notes: &mut Notes) {
    if l.captures.iter().all(|c| c.from != CaptureFrom::Local(id)) {
        return;
    }
    let why = match uses {
        _ if l.rest || l.optional > 0 => Why::Parameters,
        _ if !calls_itself_only_last(l, id) => Why::NotLast,
        Uses { other: true, .. } => Why::Value,
        Uses { calls, .. } => Why::Places(calls),
    };
    notes.add(l.span, || What::NoLoop(l.name.clone().unwrap_or_default(), why));
}

/// Counts uses in the function around the `Fix`, and by lambdas made there.
fn count_uses(e: &Expr, uses: &mut FxHashMap<LocalId, (usize, Uses)>) {
    match &e.kind {
        Kind::Call { callee, args, .. } => {
            if let Kind::Local(id) = callee.kind
                && let Some((params, u)) = uses.get_mut(&id)
            {
                if *params == args.len() {
                    u.calls += 1;
                } else {
                    u.other = true;
                }
                args.iter().for_each(|a| count_uses(a, uses));
                return;
            }
        }
        Kind::Local(id) => {
            if let Some((_, u)) = uses.get_mut(id) {
                u.other = true;
            }
        }
        _ => {}
    }
    e.for_each_lambda(&mut |l| captured(l, None, uses));
    e.for_each_child(&mut |c| count_uses(c, uses));
}

/// What a lambda captures must stay a function, but for its own name.
fn captured(l: &Lambda, own: Option<LocalId>, uses: &mut FxHashMap<LocalId, (usize, Uses)>) {
    for c in &l.captures {
        if let CaptureFrom::Local(id) = c.from
            && Some(id) != own
            && let Some((_, u)) = uses.get_mut(&id)
        {
            u.other = true;
        }
    }
}

/// Whether all a function does with itself, at least once, is to call itself in
/// tail position, outside of any `try`.
fn calls_itself_only_last(l: &Lambda, id: LocalId) -> bool {
    fn walk(e: &Expr, me: CaptureId, params: usize, in_try: bool, calls: &mut u32) -> bool {
        match &e.kind {
            Kind::Capture(c) if *c == me => return false,
            // What leaves blocks or the function means the function around it.
            Kind::Block(..) | Kind::Repeat(..) | Kind::Return(_) => return false,
            Kind::Call { callee, args, tail } if matches!(callee.kind, Kind::Capture(c) if c == me) => {
                *calls += 1;
                let fits = *tail && !in_try && args.len() == params;
                return fits && args.iter().all(|a| walk(a, me, params, in_try, calls));
            }
            _ => {}
        }
        let mut fine = true;
        e.for_each_lambda(&mut |l| fine &= l.captures.iter().all(|c| c.from != CaptureFrom::Capture(me)));
        let in_try = in_try || matches!(e.kind, Kind::Try { .. });
        e.for_each_child(&mut |c| fine = fine && walk(c, me, params, in_try, calls));
        fine
    }
    let Some(me) = l.captures.iter().position(|c| c.from == CaptureFrom::Local(id)) else { return false };
    let mut calls = 0;
    walk(&l.body, CaptureId(me as u32), l.params as usize, false, &mut calls) && calls > 0
}

/// Replaces the one call of `id` by the loop its function becomes.
fn put_loop(e: &mut Expr, id: LocalId, l: &mut Option<Lambda>, frame: &mut Frame) {
    if l.is_none() {
        return;
    }
    if let Kind::Call { callee, args, tail } = &mut e.kind
        && matches!(callee.kind, Kind::Local(c) if c == id)
        && let Some(l) = l.take()
    {
        let me = l.captures.iter().position(|c| c.from == CaptureFrom::Local(id)).expect("it calls itself");
        let base = frame.locals.len() as u32;
        let first_loop = frame.loops;
        let own = LoopId(first_loop);
        let mut mover = Mover {
            base,
            captures: &l.captures,
            me: CaptureId(me as u32),
            own,
            first_loop: first_loop + 1,
            tail: *tail,
            loops: first_loop + 1,
        };
        let mut body = l.body;
        mover.expr(&mut body);
        frame.loops = mover.loops;
        frame.locals.extend(l.locals);
        let binds = std::mem::take(args).into_iter().enumerate();
        let binds = binds.map(|(i, a)| (LocalId(base + i as u32), a)).collect();
        e.kind = Kind::Loop(own, binds, Box::new(body));
        return;
    }
    e.for_each_child_mut(&mut |c| put_loop(c, id, l, frame));
}

/// Moves code into the function around its own.
struct Mover<'a> {
    /// What is added to the numbers of its locals.
    base: u32,
    captures: &'a [Capture],
    /// The capture by which the function has itself.
    me: CaptureId,
    own: LoopId,
    /// What is added to the numbers of loops inside.
    first_loop: u32,
    /// Whether the loop is in tail position of its new function.
    tail: bool,
    /// The next free number of a loop.
    loops: u32,
}

impl Mover<'_> {
    fn local(&self, id: &mut LocalId) {
        id.0 += self.base;
    }

    fn loop_id(&mut self, id: &mut LoopId) {
        id.0 += self.first_loop;
        self.loops = self.loops.max(id.0 + 1);
    }

    fn expr(&mut self, e: &mut Expr) {
        let new = match &mut e.kind {
            Kind::Local(id) | Kind::SetLocal(id, _) | Kind::Try { var: id, .. } => {
                self.local(id);
                None
            }
            Kind::Let(binds, _) => {
                binds.iter_mut().for_each(|(id, _)| self.local(id));
                None
            }
            Kind::Cond(clauses, _) => {
                clauses.iter_mut().filter_map(|c| c.var.as_mut()).for_each(|id| self.local(id));
                None
            }
            Kind::Loop(l, binds, _) => {
                binds.iter_mut().for_each(|(id, _)| self.local(id));
                self.loop_id(l);
                None
            }
            Kind::Fix(binds, _) => {
                binds.iter_mut().for_each(|(id, _)| self.local(id));
                None
            }
            Kind::Recur(l, _) => {
                self.loop_id(l);
                None
            }
            Kind::Capture(id) => Some(match self.captures[id.0 as usize].from {
                CaptureFrom::Local(id) => Kind::Local(id),
                CaptureFrom::Capture(id) => Kind::Capture(id),
            }),
            Kind::SetCapture(id, value) => {
                let mut value = std::mem::replace(&mut **value, Expr::new(Kind::Const(Const::Unit), e.span));
                self.expr(&mut value);
                e.kind = match self.captures[id.0 as usize].from {
                    CaptureFrom::Local(id) => Kind::SetLocal(id, Box::new(value)),
                    CaptureFrom::Capture(id) => Kind::SetCapture(id, Box::new(value)),
                };
                return;
            }
            Kind::Call { callee, args, tail } => {
                if matches!(callee.kind, Kind::Capture(c) if c == self.me) {
                    let mut args = std::mem::take(args);
                    args.iter_mut().for_each(|a| self.expr(a));
                    // Set here and not below: its own loop is not renumbered.
                    e.kind = Kind::Recur(self.own, args);
                    return;
                }
                *tail &= self.tail;
                None
            }
            _ => None,
        };
        if let Some(kind) = new {
            e.kind = kind;
            return;
        }
        e.for_each_lambda_mut(&mut |l| {
            for c in &mut l.captures {
                match &mut c.from {
                    CaptureFrom::Local(id) => id.0 += self.base,
                    from @ CaptureFrom::Capture(_) => {
                        let CaptureFrom::Capture(id) = *from else { unreachable!("matched above") };
                        *from = self.captures[id.0 as usize].from;
                    }
                }
            }
        });
        e.for_each_child_mut(&mut |c| self.expr(c));
    }
}
