//! The verifier. The interpreter reads registers, constants, sites and jump
//! targets without looking; it may do so only in code that passed here. Code
//! from the compiler passes (tests see to it); code from archives must.
//!
//! What is proved for each instruction: its op exists and is none that only the
//! VM makes; registers, and windows with their arguments, lie inside the
//! function's window; indexes are inside their tables; jumps and handlers lead
//! to instructions of the function; control never runs off the end; whatever
//! leads backwards counts fuel, so no code can run for ever without the VM being
//! asked; fields without meaning are 0.
//!
//! What is not proved, and so is checked when it happens: what values are. The
//! ops that expect a cell or a closure (`GetBox`, `SetBox`, `GetCaptureBox`,
//! `SetCaptureBox`, `PatchCapture`, and the capture number of the last) look.
use super::ops::{Kind, Op, effect};
use super::proto::{CaptureSource, Details, NO_TYPE, PlainCode, Proto};
use super::{Arity, Insn};
use crate::core::Const;
use crate::syntax::{Code, Diagnostic};

/// What the code may refer to in the VM that is to run it.
#[derive(Clone, Copy, Debug)]
pub struct Limits<'a> {
    /// Number of globals.
    pub globals: u32,
    /// Number of symbols.
    pub symbols: u32,
    /// The natives.
    pub natives: &'a [Arity],
}

/// Deepest nesting of constants and of functions in functions.
const MAX_DEPTH: usize = 10_000;

/// Checks a main function and all functions in it.
pub fn verify(main: &Proto, limits: &Limits) -> Result<(), Diagnostic> {
    if !main.captures.is_empty() {
        return Err(Check { p: main, limits }.function("a main function has nothing to capture"));
    }
    let mut stack = vec![(main, 0)];
    while let Some((p, depth)) = stack.pop() {
        let check = Check { p, limits };
        if depth > MAX_DEPTH {
            return Err(check.function("functions are nested too deeply"));
        }
        check.whole()?;
        for (pc, insn) in p.code.iter().enumerate() {
            check.insn(pc, *insn)?;
        }
        stack.extend(p.functions.iter().map(|f| (f, depth + 1)));
    }
    Ok(())
}

/// Whether details are those of that many instructions.
pub fn details(d: &Details, len: usize) -> Result<(), &'static str> {
    let PlainCode { code, spans, starts } = &d.plain;
    let belongs = (starts.is_empty() && code.is_empty())
        || (starts.len() == len + 1 && starts.is_sorted() && starts.last().is_some_and(|&s| s as usize <= code.len()));
    match () {
        _ if d.spans.len() != len => Err("not every instruction has a span"),
        _ if spans.len() != code.len() => Err("not every plain instruction has a span"),
        _ if !belongs => Err("the plain code does not belong to the code"),
        _ => Ok(()),
    }
}

struct Check<'a> {
    p: &'a Proto,
    limits: &'a Limits<'a>,
}

impl Check<'_> {
    fn name(&self) -> String {
        match &self.p.name {
            Some(n) => format!("function {n}"),
            None => "function <lambda>".to_string(),
        }
    }
    fn function(&self, why: impl std::fmt::Display) -> Diagnostic {
        Diagnostic::error(Code::Bytecode, self.p.span, format!("{}: {why}", self.name()))
    }
    fn at(&self, pc: usize, why: impl std::fmt::Display) -> Diagnostic {
        let op = self.p.code.get(pc).and_then(|i| Op::from_u16(i.op)).map_or("?", |o| o.info().name);
        let span = self.p.spans().get(pc).copied().unwrap_or_default();
        Diagnostic::error(Code::Bytecode, span, format!("{}, instruction {pc} ({op}): {why}", self.name()))
    }

    /// What does not belong to one instruction.
    fn whole(&self) -> Result<(), Diagnostic> {
        let p = self.p;
        let ensure = |ok: bool, why: &str| if ok { Ok(()) } else { Err(self.function(why)) };
        ensure(!p.code.is_empty(), "there is no code")?;
        ensure(p.code.len() < i32::MAX as usize, "there is too much code")?;
        ensure(p.params <= p.registers, "the parameters do not fit in the window")?;
        let open = p.optional as usize + p.rest as usize;
        ensure(open <= p.params as usize, "there is no parameter for the remaining arguments")?;
        ensure(p.entries.len() == if open == 0 { 0 } else { open + 1 }, "not every number of arguments has an entry")?;
        ensure(p.entries.iter().all(|&e| (e as usize) < p.code.len()), "an entry is not in the code")?;
        if let Some(s) = &p.signature {
            let (names, others) = (s.names.len(), s.rest as usize + s.others as usize);
            ensure(
                names + others == p.params as usize
                    && s.needed.len() == names
                    && s.placed <= names
                    && s.unnamed <= names,
                "the signature is not that of the parameters",
            )?;
        }
        ensure(p.captures.len() <= u16::MAX as usize + 1, "there are too many captures")?;
        if let Some(d) = p.details_at_hand() {
            details(d, p.code.len()).map_err(|why| self.function(why))?;
        }
        for h in &p.handlers {
            ensure(h.start < h.end && h.end as usize <= p.code.len(), "a protected range is not in the code")?;
            ensure((h.target as usize) < p.code.len(), "a handler is not in the code")?;
            // Backwards, throwing could go round without end.
            ensure(h.target >= h.end, "a handler stands before the end of its range")?;
            ensure(h.reg < p.registers, "a handler's register is outside the window")?;
        }
        for f in &p.functions {
            for (name, source) in &f.captures {
                let ok = match *source {
                    CaptureSource::Reg(r) => r < p.registers,
                    CaptureSource::Capture(c) => (c as usize) < p.captures.len(),
                    CaptureSource::Later => true,
                };
                ensure(ok, &format!("an inner function captures {name} from where there is nothing"))?;
            }
        }
        for s in &p.call_sites {
            ensure(s.global.is_none_or(|g| g.0 < self.limits.globals), "a call site names no global")?;
        }
        for s in &p.field_sites {
            ensure(s.ty.0 < self.limits.globals || s.ty == NO_TYPE, "a field access names no global")?;
            ensure(s.field.0 < self.limits.symbols, "a field access names no symbol")?;
        }
        p.consts.iter().try_for_each(|c| self.constant(c))
    }

    fn constant(&self, root: &Const) -> Result<(), Diagnostic> {
        let mut stack = vec![(root, 0)];
        while let Some((c, depth)) = stack.pop() {
            if depth > MAX_DEPTH {
                return Err(self.function("a constant is nested too deeply"));
            }
            match c {
                Const::Int(i) if !(-(1 << 50)..1 << 50).contains(i) => {
                    return Err(self.function(format_args!("the constant {i} has more than 51 bits")));
                }
                Const::Sym(s) if s.0 >= self.limits.symbols => {
                    return Err(self.function(format_args!("there is no symbol {}", s.0)));
                }
                Const::List(items, _) if items.is_empty() => {
                    return Err(self.function("a constant list has no elements"));
                }
                Const::List(items, tail) => {
                    stack.extend(items.iter().map(|c| (c, depth + 1)));
                    stack.push((tail, depth + 1));
                }
                Const::Vector(items) => stack.extend(items.iter().map(|c| (c, depth + 1))),
                _ => {}
            }
        }
        Ok(())
    }

    fn insn(&self, pc: usize, insn: Insn) -> Result<(), Diagnostic> {
        let p = self.p;
        let Some(op) = Op::from_u16(insn.op) else {
            return Err(self.at(pc, format_args!("there is no op {}", insn.op)));
        };
        let info = op.info();
        if info.quickens.is_some() {
            return Err(self.at(pc, "only the VM makes quickened instructions"));
        }
        if matches!(op, Op::Halt | Op::Answer) {
            return Err(self.at(pc, "only the VM makes such instructions"));
        }
        if info.effects & effect::ENDS == 0 && pc + 1 == p.code.len() {
            return Err(self.at(pc, "control runs off the end of the code"));
        }
        let fields = [insn.a, insn.b, insn.c];
        let mut at = 0;
        for &(name, kind) in info.operands {
            let f = fields[at];
            let wide = insn.bc();
            at += if kind.wide() { 2 } else { 1 };
            let table = |index: usize, len: usize, what: &str| {
                if index < len { Ok(()) } else { Err(self.at(pc, format_args!("there is no {what} {index}"))) }
            };
            match kind {
                Kind::W | Kind::R => self.registers(pc, f, 1)?,
                Kind::Window => {
                    // Its site says how many arguments follow the callee.
                    let site = p.call_sites.get(insn.c as usize);
                    let Some(site) = site else {
                        return Err(self.at(pc, format_args!("there is no call site {}", insn.c)));
                    };
                    self.registers(pc, f, 1 + site.argc as usize)?;
                    match op {
                        Op::Apply | Op::TailApply if site.argc != 1 => {
                            return Err(self.at(pc, "the site does not have one argument"));
                        }
                        Op::CallMethod if site.name.is_none() || site.argc == 0 => {
                            return Err(self.at(pc, "the site names no method or has no object"));
                        }
                        Op::Spread if site.argc != 2 => {
                            return Err(self.at(pc, "the site does not have two arguments"));
                        }
                        Op::Resume if site.argc != 2 => {
                            return Err(self.at(pc, "the site does not have two arguments"));
                        }
                        Op::CallNamed if site.names.len() > site.argc as usize => {
                            return Err(self.at(pc, "the site has more names than arguments"));
                        }
                        Op::CallGlobal | Op::TailCallGlobal if site.global.is_none() => {
                            return Err(self.at(pc, "the site names no global"));
                        }
                        _ => {}
                    }
                }
                Kind::Free => self.registers(pc, f, 1)?,
                Kind::Args => self.native(pc, op, insn)?,
                Kind::Argc | Kind::Imm | Kind::Imm32 => {}
                Kind::Off => self.jump(pc, op, f as i16 as i64)?,
                Kind::Off32 => self.jump(pc, op, wide as i32 as i64)?,
                Kind::Const => table(wide as usize, p.consts.len(), "constant")?,
                Kind::ConstShort => table(f as usize, p.consts.len(), "constant")?,
                Kind::Global => table(wide as usize, self.limits.globals as usize, "global")?,
                Kind::Name => table(wide as usize, self.limits.symbols as usize, "symbol")?,
                Kind::CallSite => table(f as usize, p.call_sites.len(), "call site")?,
                Kind::FieldSite => {
                    table(f as usize, p.field_sites.len(), "field access")?;
                    let of_record = matches!(op, Op::GetField | Op::SetField);
                    if of_record != (p.field_sites[f as usize].ty != NO_TYPE) {
                        return Err(self.at(pc, "the field access is one of another kind"));
                    }
                }
                Kind::Func => table(f as usize, p.functions.len(), "inner function")?,
                // The capture of another closure, which only shows at run time.
                Kind::Capture if op == Op::PatchCapture => {}
                Kind::Capture => table(f as usize, p.captures.len(), "capture")?,
                Kind::Native => table(f as usize, self.limits.natives.len(), "native")?,
                Kind::Unused => {
                    if f != 0 {
                        return Err(self.at(pc, format_args!("the field {name} is not 0")));
                    }
                }
            }
        }
        if fields[at.min(3)..].iter().any(|&f| f != 0) {
            return Err(self.at(pc, "a field without meaning is not 0"));
        }
        Ok(())
    }

    /// `count` registers from `first` on.
    fn registers(&self, pc: usize, first: u16, count: usize) -> Result<(), Diagnostic> {
        let last = first as usize + count;
        if last <= self.p.registers as usize {
            return Ok(());
        }
        let window = self.p.registers;
        Err(self.at(pc, format_args!("register {} is outside the window of {window}", last - 1)))
    }

    fn native(&self, pc: usize, op: Op, insn: Insn) -> Result<(), Diagnostic> {
        let Some(arity) = self.limits.natives.get(insn.c as usize) else {
            return Err(self.at(pc, format_args!("there is no native {}", insn.c)));
        };
        if op == Op::CallNative {
            return match arity.fixed() {
                Some(n) => self.registers(pc, insn.b, n as usize),
                None => Err(self.at(pc, "the native's number of arguments is not fixed")),
            };
        }
        let argc = insn.b as usize;
        if !arity.accepts(argc) {
            return Err(self.at(pc, format_args!("the native does not take {argc} arguments")));
        }
        // The result takes the first of them, even if there is none.
        self.registers(pc, insn.a, argc.max(1))
    }

    fn jump(&self, pc: usize, op: Op, distance: i64) -> Result<(), Diagnostic> {
        let target = pc as i64 + 1 + distance;
        if target < 0 || target >= self.p.code.len() as i64 {
            return Err(self.at(pc, format_args!("there is no instruction {target} to jump to")));
        }
        if op == Op::LoopSelf && target != 0 {
            return Err(self.at(pc, "it leads elsewhere than to the function's start"));
        }
        if target <= pc as i64 && op.info().effects & effect::GC == 0 {
            return Err(self.at(pc, "it leads backwards without counting fuel"));
        }
        Ok(())
    }
}
