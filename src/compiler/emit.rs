//! The state of one function while it is compiled: code, labels, registers,
//! constants; and how these become a [`Proto`].
use super::expr::Dst;
use super::{Cx, describe, fuse, too_large, uses};
use crate::bytecode::{
    CallSiteInfo, CaptureSource, Details, FieldSiteInfo, Handler, Insn, Op, PlainCode, Proto, Variable,
};
use crate::core::{Const, LabelId, Lambda, LocalId, LoopId};
use crate::options::Opt;
use crate::syntax::{Code, Diagnostic, Span};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// A place in the code that jumps go to; index into [`Func::labels`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Label(pub u32);

/// Where a label stands, once it does, and how many jumps go there.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub pos: u32,
    pub refs: u32,
}

const NOWHERE: u32 = u32::MAX;

/// A loop around the expression being compiled.
pub(super) struct OpenLoop {
    pub id: LoopId,
    pub head: Label,
    pub base: u16,
}

/// A block around the expression being compiled.
#[derive(Clone, Copy)]
pub(super) struct OpenBlock {
    pub id: LabelId,
    /// Where its value is wanted.
    pub dst: Dst,
    /// Where control goes on; for a repeat, where it begins.
    pub at: Label,
}

/// What is open when an expression begins and must be closed when it ends.
#[derive(Clone, Copy)]
pub(super) struct Scope {
    pub next: u32,
    variables: usize,
    loops: usize,
    blocks: usize,
}

/// Buffers that are used for one function after the other.
#[derive(Default)]
pub(super) struct Scratch {
    code: Vec<Insn>,
    spans: Vec<Span>,
    links: Vec<bool>,
    labels: Vec<Place>,
    regs: Vec<u16>,
    uses: Vec<u32>,
    open_variables: Vec<usize>,
    const_keys: Vec<(u8, u64)>,
    fused: fuse::Fused,
}

/// How many constants are looked for one by one before a map is worth it.
const FEW_CONSTANTS: usize = 16;

/// A function being compiled. Until `finish`, the last operand of a jump is a
/// label.
pub(super) struct Func<'a> {
    pub cx: &'a Cx<'a>,
    pub lambda: &'a Lambda,
    pub code: Vec<Insn>,
    pub spans: Vec<Span>,
    /// Whether the register an instruction writes is read by the next one and
    /// by nothing else.
    pub links: Vec<bool>,
    pub labels: Vec<Place>,
    /// The register of each local.
    pub regs: Vec<u16>,
    /// How often each local is mentioned.
    pub uses: Vec<u32>,
    /// First free register.
    pub next: u32,
    /// Control cannot come here: nothing is emitted.
    pub dead: bool,
    /// Instructions whose left operand takes the result if it can change.
    pub in_place: Vec<u32>,
    /// Instructions whose operands are the other way round.
    pub swapped: Vec<u32>,
    /// The next operation is one of those in place.
    pub mark: bool,
    pub loops: Vec<OpenLoop>,
    pub blocks: Vec<OpenBlock>,
    /// How many `Try` bodies are around: nothing in one is in tail position.
    pub protected: u32,
    pub functions: Vec<Proto>,
    pub handlers: Vec<Handler>,
    registers: u32,
    captures: Vec<(Rc<str>, CaptureSource)>,
    consts: Vec<Const>,
    const_keys: Vec<(u8, u64)>,
    const_index: FxHashMap<(u8, u64), u32>,
    call_sites: Vec<CallSiteInfo>,
    field_sites: Vec<FieldSiteInfo>,
    variables: Vec<Variable>,
    /// Where calls begin, by the number of arguments beyond the required ones.
    entries: Vec<Label>,
    open_variables: Vec<usize>,
    failure: Option<Box<Diagnostic>>,
    fused: fuse::Fused,
}

impl<'a> Func<'a> {
    pub fn new(cx: &'a Cx<'a>, lambda: &'a Lambda, captures: Vec<(Rc<str>, CaptureSource)>) -> Self {
        let mut s = cx.scratch.borrow_mut().pop().unwrap_or_default();
        s.regs.resize(lambda.locals.len(), 0);
        uses::count(lambda, &mut s.uses);
        Func {
            cx,
            lambda,
            code: s.code,
            spans: s.spans,
            links: s.links,
            labels: s.labels,
            regs: s.regs,
            uses: s.uses,
            next: 0,
            dead: false,
            in_place: vec![],
            swapped: vec![],
            mark: false,
            loops: vec![],
            blocks: vec![],
            protected: 0,
            functions: vec![],
            handlers: vec![],
            registers: 0,
            captures,
            consts: vec![],
            const_keys: s.const_keys,
            const_index: FxHashMap::default(),
            call_sites: vec![],
            field_sites: vec![],
            variables: vec![],
            entries: vec![],
            open_variables: s.open_variables,
            failure: None,
            fused: s.fused,
        }
    }

    /// Gives the parameters their registers, what came for none its value, and cells
    /// to those that need one. The code of the function begins once for each number
    /// of arguments that leaves parameters without.
    pub fn prologue(&mut self) {
        let l = self.lambda;
        for i in l.required()..l.params {
            self.entry();
            let none = if l.rest && i + 1 == l.params { Const::Nil } else { Const::Missing };
            let reg = self.reg(i);
            self.load(&none, Dst::Reg(reg), l.span);
        }
        if l.required() < l.params {
            self.entry();
        }
        for i in 0..self.lambda.params {
            self.bind(LocalId(i), i, 0);
        }
        self.next = self.lambda.params;
        for i in 0..self.lambda.params {
            self.box_if_needed(LocalId(i));
        }
    }

    /// A call may begin here.
    fn entry(&mut self) {
        let l = self.label();
        self.place(l);
        self.labels[l.0 as usize].refs += 1;
        self.entries.push(l);
    }

    pub fn on(&self, opt: Opt) -> bool {
        self.cx.opts.has(opt)
    }

    /// Notes the first reason why this function cannot be compiled.
    pub fn fail(&mut self, d: Box<Diagnostic>) {
        self.failure.get_or_insert(d);
        self.dead = true;
    }
    pub fn failed(&self) -> bool {
        self.failure.is_some()
    }
    fn too_large(&mut self, what: &str) {
        let d = too_large(&self.lambda.name, self.lambda.span, what);
        self.fail(d);
    }

    // Registers and variables

    /// The register of that number, which thereby belongs to the function.
    pub fn reg(&mut self, r: u32) -> u16 {
        if r >= self.registers {
            // A detour (see `interp::throw`) counts on two registers more.
            if r >= u16::MAX as u32 - 2 {
                self.too_large("registers");
                return 0;
            }
            self.registers = r + 1;
        }
        r as u16
    }
    /// Takes the first free register.
    pub fn take(&mut self) -> u16 {
        let r = self.reg(self.next);
        self.next += 1;
        r
    }
    /// A register to use within one instruction, or one and the next.
    pub fn scratch(&mut self) -> u16 {
        self.reg(self.next)
    }
    /// From the instruction `start` on, the local lives in a register.
    pub fn bind(&mut self, local: LocalId, r: u32, start: u32) {
        let reg = self.reg(r);
        self.regs[local.0 as usize] = reg;
        self.open_variables.push(self.variables.len());
        let name = self.lambda.locals[local.0 as usize].name.clone();
        self.variables.push(Variable { reg, start, end: NOWHERE, name });
    }
    /// Puts a variable that closures share and someone sets into a cell.
    pub fn box_if_needed(&mut self, local: LocalId) {
        let l = &self.lambda.locals[local.0 as usize];
        if l.boxed() {
            let r = self.regs[local.0 as usize];
            self.op(Op::MakeBox, r, r, 0, l.span);
        }
    }
    pub fn boxed(&self, local: LocalId) -> bool {
        self.lambda.locals[local.0 as usize].boxed()
    }
    pub fn local_reg(&self, local: LocalId) -> u16 {
        self.regs[local.0 as usize]
    }
    pub fn enter(&self) -> Scope {
        Scope {
            next: self.next,
            variables: self.open_variables.len(),
            loops: self.loops.len(),
            blocks: self.blocks.len(),
        }
    }
    pub fn leave(&mut self, s: Scope) {
        let end = self.pc();
        for i in self.open_variables.drain(s.variables..) {
            self.variables[i].end = end;
        }
        self.loops.truncate(s.loops);
        self.blocks.truncate(s.blocks);
        self.next = s.next;
    }

    // Code

    pub fn pc(&self) -> u32 {
        self.code.len() as u32
    }
    pub fn insn(&mut self, insn: Insn, span: Span) {
        if !self.dead {
            self.code.push(insn);
            self.spans.push(span);
            self.links.push(false);
        }
    }
    pub fn op(&mut self, op: Op, a: u16, b: u16, c: u16, span: Span) {
        self.insn(Insn::new(op, a, b, c), span);
    }
    pub fn wide(&mut self, op: Op, a: u16, bc: u32, span: Span) {
        self.insn(Insn::wide(op, a, bc), span);
    }
    /// An instruction after which control does not go on.
    pub fn end(&mut self, insn: Insn, span: Span) {
        self.insn(insn, span);
        self.dead = true;
    }
    /// The last instruction's result is for the one that comes next only.
    pub fn link(&mut self) {
        if !self.dead
            && let Some(l) = self.links.last_mut()
        {
            *l = true;
        }
    }
    pub fn mov(&mut self, dst: u16, src: u16, span: Span) {
        if dst != src {
            self.op(Op::Move, dst, src, 0, span);
        }
    }

    pub fn label(&mut self) -> Label {
        self.labels.push(Place { pos: NOWHERE, refs: 0 });
        Label(self.labels.len() as u32 - 1)
    }
    /// A jump; `a` is the register it tests, if it tests one.
    pub fn jump(&mut self, op: Op, a: u16, to: Label, span: Span) {
        if !self.dead {
            self.labels[to.0 as usize].refs += 1;
            self.wide(op, a, to.0, span);
            self.dead = matches!(op, Op::Jump | Op::LoopBack);
        }
    }
    /// The label stands here. If jumps go to it, control comes here.
    pub fn place(&mut self, l: Label) {
        let pos = self.pc();
        let p = &mut self.labels[l.0 as usize];
        p.pos = pos;
        if p.refs > 0 {
            self.dead = self.failure.is_some();
        }
    }

    // Tables

    pub fn constant(&mut self, c: &Const) -> u32 {
        // Data is one object wherever the same text stands twice in the tree,
        // and as many objects as it was written times: so by address.
        let key = match c {
            Const::Nil => (0, 0),
            Const::True => (1, 0),
            Const::False => (2, 0),
            Const::Unit => (3, 0),
            Const::Int(i) => (4, *i as u64),
            Const::Float(f) => (5, f.to_bits()),
            Const::Char(c) => (6, *c as u64),
            Const::Sym(s) => (7, s.0 as u64),
            Const::Str(s) => (8, s.as_ptr() as u64),
            Const::List(l, _) => (9, l.as_ptr() as u64),
            Const::Vector(v) => (10, v.as_ptr() as u64),
            Const::Bytes(b) => (11, b.as_ptr() as u64),
            Const::Missing => (12, 0),
            Const::Num(n) => (13, Rc::as_ptr(n) as u64),
            Const::Labelled(id, _) => (14, *id),
            Const::Ref(id) => (15, *id),
        };
        let n = self.consts.len();
        let known = if n <= FEW_CONSTANTS {
            self.const_keys.iter().position(|k| *k == key).map(|k| k as u32)
        } else {
            if self.const_index.is_empty() {
                self.const_index.extend(self.const_keys.iter().zip(0..).map(|(k, i)| (*k, i)));
            }
            self.const_index.get(&key).copied()
        };
        known.unwrap_or_else(|| {
            self.consts.push(c.clone());
            self.const_keys.push(key);
            if !self.const_index.is_empty() {
                self.const_index.insert(key, n as u32);
            }
            n as u32
        })
    }
    pub fn call_site(&mut self, info: CallSiteInfo) -> u16 {
        if self.call_sites.len() > u16::MAX as usize {
            self.too_large("call sites");
            return 0;
        }
        self.call_sites.push(info);
        (self.call_sites.len() - 1) as u16
    }
    pub fn field_site(&mut self, info: FieldSiteInfo) -> u16 {
        if self.field_sites.len() > u16::MAX as usize {
            self.too_large("field accesses");
            return 0;
        }
        self.field_sites.push(info);
        (self.field_sites.len() - 1) as u16
    }
    pub fn function(&mut self, lambda: &Lambda, captures: Vec<(Rc<str>, CaptureSource)>) -> u16 {
        self.inner(|cx| cx.function(lambda, captures))
    }

    /// The same for one that is compiled already.
    pub fn compiled(&mut self, number: u32) -> u16 {
        self.inner(|cx| Ok(cx.made.borrow_mut()[number as usize].take().expect("each is in one place")))
    }

    fn inner(&mut self, make: impl FnOnce(&Cx) -> Result<Proto, Box<Diagnostic>>) -> u16 {
        if self.functions.len() > u16::MAX as usize {
            self.too_large("inner functions");
            return 0;
        }
        match make(self.cx) {
            Ok(p) => self.functions.push(p),
            Err(d) => {
                self.fail(d);
                return 0;
            }
        }
        (self.functions.len() - 1) as u16
    }

    /// A number of arguments as an operand.
    pub fn argc(&mut self, n: usize) -> u16 {
        if n >= u16::MAX as usize {
            self.too_large("arguments in one call");
        }
        n as u16
    }
    /// One level of nesting down. False if there are too many.
    pub fn descend(&mut self, span: Span) -> bool {
        let depth = self.cx.depth.get() + 1;
        if depth > super::MAX_DEPTH {
            let message = format!("{} is nested too deeply", describe(&self.lambda.name));
            self.fail(Box::new(Diagnostic::error(Code::Nesting, span, message)));
            return false;
        }
        self.cx.depth.set(depth);
        true
    }
    pub fn ascend(&self) {
        self.cx.depth.set(self.cx.depth.get() - 1);
    }

    // The end

    pub fn finish(mut self) -> Result<Proto, Box<Diagnostic>> {
        self.leave(Scope { next: 0, variables: 0, loops: 0, blocks: 0 });
        if let Some(d) = self.failure {
            return Err(d);
        }
        self.thread_jumps();
        let mut fused = std::mem::take(&mut self.fused);
        let fusion = self.cx.opts.has(Opt::Fusion);
        if fusion {
            fuse::fuse(&self, &mut fused);
        }
        for pc in 0..self.code.len() {
            let i = &mut self.code[pc];
            match i.op() {
                Op::Jump | Op::JumpIfFalse | Op::JumpIfTrue | Op::LoopBack => {
                    let to = self.labels[i.bc() as usize].pos;
                    *i = Insn::wide(i.op(), i.a, to.wrapping_sub(pc as u32 + 1));
                }
                Op::LoopSelf => i.a = (pc as u16 + 1).wrapping_neg(),
                _ => {}
            }
        }
        let entries = self.entries.iter().map(|l| self.labels[l.0 as usize].pos);
        let entries = entries.map(|pos| if fusion { fused.moved(pos) } else { pos }).collect();
        let plain = (self.code.clone(), self.spans.clone());
        let (code, spans, starts, handlers) = if fusion {
            (fused.code.clone(), fused.spans.clone(), fused.starts.clone(), fused.handlers.clone())
        } else {
            (plain.0.clone(), plain.1.clone(), (0..=plain.0.len() as u32).collect(), self.handlers)
        };
        self.code.clear();
        self.spans.clear();
        self.links.clear();
        self.labels.clear();
        self.regs.clear();
        self.uses.clear();
        self.open_variables.clear();
        self.const_keys.clear();
        self.cx.scratch.borrow_mut().push(Scratch {
            code: self.code,
            spans: self.spans,
            links: self.links,
            labels: self.labels,
            regs: self.regs,
            uses: self.uses,
            open_variables: self.open_variables,
            const_keys: self.const_keys,
            fused,
        });
        Ok(Proto {
            name: self.lambda.name.clone(),
            span: self.lambda.span,
            params: self.lambda.params as u16,
            optional: self.lambda.optional as u16,
            rest: self.lambda.rest,
            in_place: self.in_place,
            swapped: self.swapped,
            signature: self.lambda.signature.clone(),
            entries,
            registers: self.registers as u16,
            code,
            consts: self.consts,
            functions: self.functions,
            captures: self.captures,
            call_sites: self.call_sites,
            field_sites: self.field_sites,
            handlers,
            details: Details {
                spans,
                variables: self.variables,
                plain: PlainCode { code: plain.0, spans: plain.1, starts },
            }
            .into(),
        })
    }

    /// The facts about call sites, for fusion.
    pub fn call_sites(&self) -> &[CallSiteInfo] {
        &self.call_sites
    }

    /// Jumps that lead to a jump go straight to where that one leads; those that
    /// lead to a return return.
    fn thread_jumps(&mut self) {
        for l in 0..self.labels.len() {
            // A few steps cover real programs; the bound keeps this linear.
            for _ in 0..8 {
                let pos = self.labels[l].pos;
                match self.code.get(pos as usize) {
                    Some(i) if i.op() == Op::Jump => self.labels[l].pos = self.labels[i.bc() as usize].pos,
                    _ => break,
                }
            }
        }
        for pc in 0..self.code.len() {
            let i = self.code[pc];
            if i.op() == Op::Jump {
                let to = &mut self.labels[i.bc() as usize];
                let end = self.code[to.pos as usize];
                if end.op() == Op::Return {
                    self.code[pc] = end;
                    to.refs -= 1;
                }
            }
        }
    }
}
