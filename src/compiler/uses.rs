//! What an expression does with the variables of its own function. The walks
//! keep their own stack, so they work on trees of any depth, and those that are
//! repeated on the way down have a budget, so compiling stays linear.
use crate::core::{CaptureFrom, Expr, Kind, Lambda, LocalId};

/// A variable of the function is read, captured or set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mention {
    Read(LocalId),
    Captured(LocalId),
    Set(LocalId),
}

/// Calls `see` with every mention of a local in `root`, in no particular order.
/// False if it gave up after `budget` expressions or because `see` said stop.
pub(super) fn mentions(root: &Expr, budget: usize, mut see: impl FnMut(Mention) -> bool) -> bool {
    // The most frequent arguments need no stack.
    match &root.kind {
        Kind::Const(_) | Kind::Capture(_) | Kind::Global(_) => return true,
        Kind::Local(l) => return see(Mention::Read(*l)),
        _ => {}
    }
    let mut stack = vec![root];
    let mut left = budget;
    while let Some(e) = stack.pop() {
        if left == 0 {
            return false;
        }
        left -= 1;
        let mut go = true;
        let mut captures = |l: &Lambda| {
            for c in &l.captures {
                if let CaptureFrom::Local(l) = c.from {
                    go &= see(Mention::Captured(l));
                }
            }
        };
        match &e.kind {
            Kind::Const(_) | Kind::Capture(_) | Kind::Global(_) | Kind::Compiled(_) | Kind::Continue(_) => {}
            Kind::Block(_, e) | Kind::Break(_, e) | Kind::Repeat(_, e) | Kind::Return(e) => stack.push(e),
            Kind::Local(l) => go = see(Mention::Read(*l)),
            Kind::SetLocal(l, v) => {
                go = see(Mention::Set(*l));
                stack.push(v);
            }
            Kind::SetCapture(_, v) | Kind::SetGlobal(_, v) | Kind::DefineGlobal(_, v) => stack.push(v),
            Kind::Let(binds, body) | Kind::Loop(_, binds, body) => {
                stack.push(body);
                stack.extend(binds.iter().map(|(_, v)| v));
            }
            Kind::Fix(binds, body) => {
                binds.iter().for_each(|(_, l)| captures(l));
                stack.push(body);
            }
            Kind::Cond(clauses, other) => {
                stack.push(other);
                stack.extend(clauses.iter().flat_map(|c| [&c.then, &c.test]));
            }
            Kind::If(c, t, f) => stack.extend([&**f, &**t, &**c]),
            Kind::Seq(items)
            | Kind::Recur(_, items)
            | Kind::SelfCall(_, items)
            | Kind::Prim(_, items)
            | Kind::Native(_, items) => stack.extend(items),
            Kind::Lambda(l) => captures(l),
            Kind::Call { callee, args, .. } => {
                stack.push(callee);
                stack.extend(args);
            }
            Kind::GetField { obj, .. } => stack.push(obj),
            Kind::SetField { obj, value, .. } => stack.extend([&**value, &**obj]),
            Kind::Try { body, handler, .. } => stack.extend([&**handler, &**body]),
        }
        if !go {
            return false;
        }
    }
    true
}

/// How often each local is mentioned in the body of its function.
pub(super) fn count(lambda: &Lambda, uses: &mut Vec<u32>) {
    uses.resize(lambda.locals.len(), 0);
    if !uses.is_empty() {
        mentions(&lambda.body, usize::MAX, |m| {
            let (Mention::Read(l) | Mention::Captured(l) | Mention::Set(l)) = m;
            uses[l.0 as usize] += 1;
            true
        });
    }
}

/// Whether one of the expressions sets the local, as far as a short look tells.
pub(super) fn may_set(later: &[Expr], local: LocalId) -> bool {
    let mut budget = 256;
    later.iter().any(|e| {
        budget -= 1;
        budget == 0 || !mentions(e, budget, |m| m != Mention::Set(local))
    })
}
