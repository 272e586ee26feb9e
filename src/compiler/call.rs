//! Calls. A call's window is the top of the caller's registers: the callee,
//! then the arguments, computed where the callee will find them.
use super::emit::Func;
use super::expr::Dst;
use crate::bytecode::{CallSiteInfo, Insn, Op};
use crate::core::{Const, Expr, GlobalId, Kind, NativeId, Prim};
use crate::options::Opt;
use crate::syntax::{Code, Diagnostic, Span, Sym};

impl<'a> Func<'a> {
    pub fn call(&mut self, callee: &'a Expr, args: &'a [Expr], tail: bool, dst: Dst, span: Span) {
        let named = args.iter().any(|a| matches!(a.kind, Kind::Prim(Prim::Named, _)));
        match callee.kind {
            Kind::Prim(Prim::GetAttr, ref parts) => self.call_method(parts, args, dst, span),
            _ if named => self.call_named(callee, args, dst, span),
            Kind::Global(g) => self.call_global(g, callee.span, args, tail, dst, span),
            _ => {
                let argc = self.argc(args.len());
                let w = self.window(Some(callee), args);
                let site = CallSiteInfo::plain(argc, None);
                self.emit_call(Op::Call, Op::TailCall, w, site, tail, dst, span);
            }
        }
    }

    fn call_global(&mut self, g: GlobalId, at: Span, args: &'a [Expr], tail: bool, dst: Dst, span: Span) {
        let argc = self.argc(args.len());
        let w = self.window(None, args);
        self.get_global(w, g, at);
        // The call is the only one to read it.
        self.link();
        let site = CallSiteInfo::plain(argc, Some(g));
        self.emit_call(Op::Call, Op::TailCall, w, site, tail, dst, span);
    }

    /// Brings the arguments, after the callee if it is given, into a window and
    /// gives that; it is the first free register.
    fn window(&mut self, callee: Option<&'a Expr>, args: &'a [Expr]) -> u16 {
        if self.on(Opt::DirectArgs) {
            let w = match callee {
                Some(c) => self.expr_next(c),
                None => self.take(),
            };
            args.iter().for_each(|a| {
                self.expr_next(a);
            });
            self.next = w as u32;
            return w;
        }
        // Everything into registers of its own first, then to its place.
        let callee = callee.map(|c| (self.operand(c, args).reg, c.span));
        let regs = self.operands(args);
        let w = self.take();
        if let Some((r, span)) = callee {
            self.mov(w, r, span);
        }
        self.moves(&regs);
        self.next = w as u32;
        w
    }

    /// Evaluates operands, each where it is or into a register of its own.
    fn operands(&mut self, args: &'a [Expr]) -> Vec<(u16, Span)> {
        args.iter().enumerate().map(|(i, a)| (self.operand(a, &args[i + 1..]).reg, a.span)).collect()
    }
    /// Copies registers to the first free ones.
    fn moves(&mut self, regs: &[(u16, Span)]) {
        for &(r, span) in regs {
            let to = self.take();
            self.mov(to, r, span);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a call has that many sides")]
    fn emit_call(&mut self, op: Op, tail_op: Op, w: u16, site: CallSiteInfo, tail: bool, dst: Dst, span: Span) {
        if self.dead {
            return;
        }
        let site = self.call_site(site);
        if tail && dst == Dst::Return && self.on(Opt::TailCalls) {
            return self.end(Insn::new(tail_op, 0, w, site), span);
        }
        let d = self.target(dst);
        self.op(op, d, w, site, span);
        self.done(dst, d, span);
    }

    /// A call with some of the last arguments by name.
    fn call_named(&mut self, callee: &'a Expr, args: &'a [Expr], dst: Dst, span: Span) {
        let argc = self.argc(args.len());
        let w = self.expr_next(callee);
        let names = self.arguments(args);
        self.next = w as u32;
        let site = CallSiteInfo { names, ..CallSiteInfo::plain(argc, None) };
        self.emit_call(Op::CallNamed, Op::CallNamed, w, site, false, dst, span);
    }

    /// Brings arguments into the next registers; gives the names of the last ones.
    fn arguments(&mut self, args: &'a [Expr]) -> Box<[Sym]> {
        let mut names = vec![];
        for a in args {
            let value = match &a.kind {
                Kind::Prim(Prim::Named, parts) => {
                    names.extend(name_of(&parts[0]));
                    &parts[1]
                }
                _ => a,
            };
            self.expr_next(value);
        }
        names.into()
    }

    /// A call of a method; the object is the first argument.
    fn call_method(&mut self, parts: &'a [Expr], args: &'a [Expr], dst: Dst, span: Span) {
        let argc = self.argc(args.len() + 1);
        // What is called is put there when it is known.
        let w = self.take();
        self.expr_next(&parts[0]);
        let names = self.arguments(args);
        self.next = w as u32;
        let site = CallSiteInfo { name: name_of(&parts[1]), names, ..CallSiteInfo::plain(argc, None) };
        self.emit_call(Op::CallMethod, Op::CallMethod, w, site, false, dst, span);
    }

    /// A call-like operation whose operands are a window: what is called, then two more.
    pub fn window_op(&mut self, op: Op, args: &'a [Expr], dst: Dst, span: Span) {
        let w = self.expr_next(&args[0]);
        args[1..].iter().for_each(|a| {
            self.expr_next(a);
        });
        self.next = w as u32;
        let site = CallSiteInfo::plain(args.len() as u16 - 1, None);
        self.emit_call(op, op, w, site, false, dst, span);
    }

    pub fn apply(&mut self, args: &'a [Expr], dst: Dst, span: Span) {
        let w = self.window(Some(&args[0]), &args[1..]);
        let site = CallSiteInfo::plain(1, None);
        self.emit_call(Op::Apply, Op::TailApply, w, site, true, dst, span);
    }

    pub fn raise_continuable(&mut self, args: &'a [Expr], dst: Dst, span: Span) {
        let w = self.window(None, args);
        let site = CallSiteInfo::plain(1, None);
        self.emit_call(Op::RaiseContinuable, Op::RaiseContinuable, w, site, false, dst, span);
    }

    /// A tail call to the function itself: the parameters get new values and the
    /// function starts again, unless its global holds something else by now.
    pub fn self_call(&mut self, g: GlobalId, args: &'a [Expr], dst: Dst, span: Span) {
        let params = self.lambda.params;
        if dst != Dst::Return || self.lambda.rest || self.lambda.optional > 0 || args.len() != params as usize {
            return self.call_global(g, span, args, true, dst, span);
        }
        self.assign(0, args, span);
        // The jump has 16 bits; from further away, the call alone does the same.
        if self.pc() < i16::MAX as u32 {
            self.wide(Op::LoopSelf, 0, g.0, span);
        }
        // Nothing but the parameters is alive any more.
        self.next = params;
        let w = self.take();
        for i in 0..params {
            let to = self.take();
            self.mov(to, i as u16, span);
        }
        self.next = params;
        self.get_global(w, g, span);
        self.link();
        let site = CallSiteInfo::plain(params as u16, Some(g));
        self.emit_call(Op::Call, Op::TailCall, w, site, true, dst, span);
    }

    pub fn native(&mut self, n: NativeId, args: &'a [Expr], dst: Dst, span: Span) {
        let arity = self.cx.natives.get(n.0 as usize).copied();
        let Some(arity) = arity.filter(|a| a.accepts(args.len())) else {
            let message = format!("a builtin does not take {} arguments", args.len());
            return self.fail(Box::new(Diagnostic::error(Code::Arity, span, message)));
        };
        let native = n.0 as u16;
        let argc = self.argc(args.len());
        let saved = self.next;
        let run = self.run(args, arity.fixed().is_some());
        self.next = saved;
        if arity.fixed().is_some() {
            let d = self.target(dst);
            self.op(Op::CallNative, d, run, native, span);
            self.done(dst, d, span);
        } else {
            self.op(Op::CallNativeN, run, argc, native, span);
            match dst {
                Dst::Return => self.done(dst, run, span),
                _ => self.deliver(dst, run, span),
            }
        }
    }

    /// Brings arguments into adjacent registers; gives the first. Variables that
    /// stand that way already may stay if the run is only read.
    fn run(&mut self, args: &'a [Expr], read_only: bool) -> u16 {
        if !self.on(Opt::DirectArgs) {
            let regs = self.operands(args);
            let first = self.scratch();
            self.moves(&regs);
            return first;
        }
        if read_only && let Some(first) = args.first().and_then(|a| self.in_place(a, &[])) {
            let mut rest = args.iter().enumerate().skip(1);
            if rest.all(|(i, a)| self.in_place(a, &[]).is_some_and(|r| r as usize == first as usize + i)) {
                return first;
            }
        }
        let first = self.scratch();
        for a in args {
            self.expr_next(a);
        }
        first
    }
}

/// The symbol that an operand is.
pub(super) fn name_of(e: &Expr) -> Option<Sym> {
    match e.kind {
        Kind::Const(Const::Sym(s)) => Some(s),
        _ => None,
    }
}
