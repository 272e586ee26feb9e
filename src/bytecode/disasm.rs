//! The disassembler: instructions in words, as data for the glass and as text
//! for the terminal. It goes by the op table; ops that read better another way
//! have a line of their own in `words`. It works on any code, verified or not.
use super::ops::{Kind, Op, effect};
use super::proto::{CaptureSource, Proto};
use super::{Arity, Insn, OpInfo};
use crate::core::print::{character, quoted};
use crate::core::{Const, Names};
use crate::inspect::{FunctionView, InsnView};
use crate::syntax::text::{join, shorten};
use crate::syntax::{SourceMap, Span};
use std::fmt::Write;

/// How many characters of a constant a listing shows.
const CONST_CHARS: usize = 40;

/// What a listing needs beside the function.
#[derive(Clone, Copy)]
pub struct Listing<'a> {
    /// Names of globals, symbols and natives.
    pub names: &'a Names<'a>,
    /// How many arguments natives take.
    pub natives: &'a [Arity],
    /// The source texts, for line numbers.
    pub sources: &'a SourceMap,
}

/// What a VM knows of a function it runs.
#[derive(Clone, Copy)]
pub struct Live<'a> {
    /// The code as it is now, with quickened ops.
    pub code: &'a [Insn],
    /// How often each instruction ran; may be empty.
    pub counts: &'a [u64],
    /// Number of the function's first cache among all. Call sites come first,
    /// then field sites.
    pub first_site: u32,
    /// Its inner functions, which linking took out of the compiled one.
    pub functions: &'a [&'a Proto],
}

impl Listing<'_> {
    /// A function in words. Inner functions have views of their own.
    pub fn function(&self, id: u32, main: bool, proto: &Proto, live: Option<Live>) -> FunctionView {
        let inner = live.map_or_else(|| proto.functions.iter().collect(), |l| l.functions.to_vec());
        let f = Words::new(*self, proto, inner, live.map(|l| l.first_site));
        let plain = proto.plain();
        let plain_rows = plain.code.iter().enumerate().map(|(pc, i)| {
            let span = plain.spans.get(pc).copied().unwrap_or_default();
            f.view(pc, *i, span, pc as u32..pc as u32 + 1, false)
        });
        let fused_rows = proto.code.iter().enumerate().map(|(pc, original)| {
            let insn = live.and_then(|l| l.code.get(pc)).unwrap_or(original);
            let span = proto.spans().get(pc).copied().unwrap_or_default();
            let start = |pc: usize| plain.starts.get(pc).copied().unwrap_or(pc as u32);
            let mut view = f.view(pc, *insn, span, start(pc)..start(pc + 1), true);
            view.count = live.and_then(|l| l.counts.get(pc).copied()).unwrap_or(0);
            view
        });
        FunctionView {
            id,
            name: match &proto.name {
                _ if main => "<main>".to_string(),
                Some(n) => n.to_string(),
                None => "<lambda>".to_string(),
            },
            span: proto.span,
            params: proto.params as u32,
            rest: proto.rest,
            registers: proto.registers as u32,
            captures: proto.captures.iter().map(|(n, _)| n.to_string()).collect(),
            constants: proto.consts.iter().map(|c| f.constant(c)).collect(),
            plain: plain_rows.collect(),
            fused: fused_rows.collect(),
        }
    }

    /// A function's code for the terminal: one instruction a row, with the line
    /// of the source wherever another one begins.
    pub fn text(&self, view: &FunctionView, fused: bool) -> String {
        let rows = if fused { &view.fused } else { &view.plain };
        let plural = |n: u32| if n == 1 { "" } else { "s" };
        let mut out = format!(
            "{}: {} parameter{}{}, {} register{}\n",
            view.name,
            view.params,
            plural(view.params),
            if view.rest { " (the last takes the rest)" } else { "" },
            view.registers,
            plural(view.registers),
        );
        let name_width = rows.iter().map(|r| r.name.len()).max().unwrap_or(0);
        let width = rows.iter().map(|r| r.operands.chars().count()).max().unwrap_or(0).min(40);
        let mut line = 0;
        for r in rows {
            let mut row = format!("{:5}  {:name_width$}  {:width$}", r.pc, r.name, r.operands);
            if r.line != line && r.line != 0 {
                line = r.line;
                let text = self.sources.get(r.span.source).map_or("", |f| f.line_text(line)).trim();
                let _ = write!(row, "  ; {line}: {}", shorten(text, 60));
            }
            out.push_str(row.trim_end());
            out.push('\n');
        }
        out
    }
}

/// The fields of an instruction by the names in its row.
struct Fields {
    insn: Insn,
    info: &'static OpInfo,
}

impl Fields {
    /// Of an operand of two fields the first.
    fn get(&self, name: &str) -> Option<(Kind, u16)> {
        self.insn.field(name).map(|(kind, field)| (kind, field as u16))
    }
}

/// One function, prepared for putting its instructions into words.
struct Words<'a> {
    list: Listing<'a>,
    p: &'a Proto,
    inner: Vec<&'a Proto>,
    first_site: Option<u32>,
    /// Variables by register, then by where they begin.
    variables: Vec<(u16, u32, u32, &'a str)>,
}

/// Where in the plain code an instruction reads and where what it writes is seen.
#[derive(Clone, Copy)]
struct At {
    read: u32,
    write: u32,
    jumps: bool,
}

impl<'a> Words<'a> {
    fn new(list: Listing<'a>, p: &'a Proto, inner: Vec<&'a Proto>, first_site: Option<u32>) -> Self {
        // Front ends have variables of their own, without names.
        let named = p.details().variables.iter().filter(|v| !v.name.is_empty());
        let mut variables: Vec<_> = named.map(|v| (v.reg, v.start, v.end, &*v.name)).collect();
        crate::platform::sort_by_key(&mut variables, |v| (v.0, v.1));
        Words { list, p, inner, first_site, variables }
    }

    fn view(&self, pc: usize, insn: Insn, span: Span, parts: std::ops::Range<u32>, fused: bool) -> InsnView {
        let Some(op) = Op::from_u16(insn.op) else {
            return InsnView {
                pc: pc as u32,
                op: insn.op,
                name: "?".to_string(),
                operands: format!("{} {} {}", insn.a, insn.b, insn.c),
                span,
                line: 0,
                target: None,
                count: 0,
                parts: vec![],
                was: None,
                site: None,
            };
        };
        let info = op.info();
        let f = Fields { insn, info };
        let at = At { read: parts.start, write: parts.end, jumps: info.effects & effect::JUMPS != 0 };
        let target = insn.target(pc);
        let mut operands = self.words(op, &f, at).unwrap_or_else(|| self.by_table(&f, at));
        if let Some(t) = target {
            let space = if operands.is_empty() { "" } else { " " };
            let _ = write!(operands, "{space}-> {t}");
        }
        let line = match self.list.sources.get(span.source) {
            Some(s) if !span.is_empty() => s.line_col(span.start).line,
            _ => 0,
        };
        let call_sites = self.p.call_sites.len() as u32;
        let site = info.operands.iter().find_map(|(name, kind)| {
            let own = f.get(name).map_or(0, |(_, v)| v as u32);
            match kind {
                Kind::CallSite => Some(own),
                Kind::FieldSite => Some(call_sites + own),
                _ => None,
            }
        });
        InsnView {
            pc: pc as u32,
            op: insn.op,
            name: info.name.to_string(),
            operands,
            span,
            line,
            target,
            count: 0,
            parts: if fused { parts.collect() } else { vec![] },
            was: info.quickens.map(|g| g.info().name.to_string()),
            site: site.and_then(|s| self.first_site.map(|first| first + s)),
        }
    }

    fn variable(&self, reg: u16, at: u32) -> Option<&'a str> {
        let before = self.variables.partition_point(|v| (v.0, v.1) <= (reg, at));
        // Ranges of one register nest at most a few deep.
        let ranges = self.variables[..before].iter().rev().take(8);
        ranges.take_while(|v| v.0 == reg).find(|v| at < v.2).map(|v| v.3)
    }
    fn read(&self, reg: u16, at: At) -> String {
        self.variable(reg, at.read).map_or_else(|| format!("r{reg}"), str::to_string)
    }
    fn written(&self, reg: u16, at: At) -> String {
        let name = self.variable(reg, at.write);
        // Behind the last instruction of a loop its variables are gone.
        let name = name.or_else(|| if at.jumps { self.variable(reg, at.read) } else { None });
        name.map_or_else(|| format!("r{reg}"), str::to_string)
    }
    fn global(&self, g: u32) -> String {
        if (g as usize) < self.list.names.globals.len() {
            let sym = self.list.names.globals.name(crate::core::GlobalId(g));
            return self.symbol(sym.0);
        }
        format!("global {g}")
    }
    fn symbol(&self, s: u32) -> String {
        if (s as usize) < self.list.names.interner.len() {
            return self.list.names.interner.name(crate::syntax::Sym(s)).to_string();
        }
        format!("symbol {s}")
    }
    fn native(&self, n: u16) -> String {
        self.list.names.natives.get(n as usize).map_or_else(|| format!("native {n}"), |n| n.to_string())
    }
    fn capture(&self, c: u16) -> String {
        self.p.captures.get(c as usize).map_or_else(|| format!("capture {c}"), |(n, _)| format!("captured {n}"))
    }
    fn constant(&self, c: &Const) -> String {
        let mut out = String::new();
        self.write_const(c, &mut out, 0);
        shorten(&out, CONST_CHARS)
    }

    /// Enough of a constant; `constant` cuts it.
    fn write_const(&self, c: &Const, out: &mut String, depth: u32) {
        let sequence = |open: &str, items: &[Const], tail: Option<&Const>, out: &mut String| {
            out.push_str(open);
            for (i, c) in items.iter().enumerate() {
                if i > 0 {
                    out.push(' ');
                }
                // What is cut anyway need not be made.
                if out.len() > 4 * CONST_CHARS || depth > 20 {
                    out.push_str("...");
                    break;
                }
                self.write_const(c, out, depth + 1);
            }
            if let Some(t) = tail.filter(|t| **t != Const::Nil) {
                out.push_str(" . ");
                self.write_const(t, out, depth + 1);
            }
            out.push(')');
        };
        match c {
            Const::Nil => out.push_str("()"),
            Const::True => out.push_str("#t"),
            Const::False => out.push_str("#f"),
            Const::Unit => out.push_str("unit"),
            Const::Missing => out.push_str("missing"),
            Const::Int(i) => out.push_str(&i.to_string()),
            Const::Float(f) => out.push_str(&crate::syntax::number::format_float(*f)),
            Const::Num(n) => out.push_str(&shorten(&crate::syntax::number::format_number(n, 10), CONST_CHARS)),
            Const::Char(c) => out.push_str(&character(*c)),
            Const::Str(s) => out.push_str(&quoted(&shorten(s, CONST_CHARS))),
            Const::Sym(s) => out.push_str(&self.symbol(s.0)),
            Const::List(items, tail) => sequence("(", items, Some(tail), out),
            Const::Labelled(id, inner) => {
                out.push_str(&format!("#{}=", *id as u32));
                self.write_const(inner, out, depth + 1);
            }
            Const::Ref(id) => out.push_str(&format!("#{}#", *id as u32)),
            Const::Vector(items) => sequence("#(", items, None, out),
            Const::Bytes(b) => {
                let bytes: Vec<_> = b.iter().take(CONST_CHARS).map(u8::to_string).collect();
                out.push_str(&format!("#u8({})", join(bytes, " ")));
            }
        }
    }

    /// One operand in words; those that say nothing by themselves give none.
    fn operand(&self, kind: Kind, field: u16, wide: u32, at: At) -> Option<String> {
        Some(match kind {
            Kind::W => self.written(field, at),
            Kind::R | Kind::Window | Kind::Args => self.read(field, at),
            Kind::Free => return None,
            Kind::Imm => (field as i16).to_string(),
            Kind::Imm32 => (wide as i32).to_string(),
            Kind::Const | Kind::ConstShort => {
                let at = if kind == Kind::Const { wide } else { field as u32 };
                match self.p.consts.get(at as usize) {
                    Some(c) => self.constant(c),
                    None => format!("constant {at}"),
                }
            }
            Kind::Global => self.global(wide),
            Kind::Name => self.symbol(wide),
            Kind::Capture => self.capture(field),
            Kind::Native => self.native(field),
            Kind::Func => match self.inner.get(field as usize) {
                Some(f) => self.closure(f, at),
                None => format!("function {field}"),
            },
            Kind::FieldSite => match self.p.field_sites.get(field as usize) {
                Some(s) => self.symbol(s.field.0),
                None => format!("field {field}"),
            },
            Kind::Argc | Kind::CallSite | Kind::Off | Kind::Off32 | Kind::Unused => return None,
        })
    }

    fn closure(&self, f: &Proto, at: At) -> String {
        let mut out = f.name.as_deref().unwrap_or("<lambda>").to_string();
        for (i, (name, source)) in f.captures.iter().enumerate() {
            out.push_str(if i == 0 { " with " } else { ", " });
            match source {
                CaptureSource::Reg(r) => out.push_str(&self.read(*r, at)),
                _ => out.push_str(name),
            }
        }
        out
    }

    /// What is written, `=`, the rest in order.
    fn by_table(&self, f: &Fields, at: At) -> String {
        let mut written = None;
        let mut rest = vec![];
        for (name, kind) in f.info.operands {
            let (_, field) = f.get(name).expect("the name is from the row");
            let Some(text) = self.operand(*kind, field, f.insn.bc(), at) else { continue };
            match kind {
                Kind::W => written = Some(text),
                _ => rest.push(text),
            }
        }
        match written {
            Some(w) => format!("{w} = {}", join(rest, ", ")),
            None => join(rest, ", "),
        }
    }

    /// Registers of a run in words.
    fn run(&self, first: u16, count: usize, at: At) -> String {
        let regs = (0..count).map(|i| self.read(first.saturating_add(i as u16), at));
        join(regs, ", ")
    }

    /// Ops that read better than by the table. The jump's target is added later.
    fn words(&self, op: Op, f: &Fields, at: At) -> Option<String> {
        let text = |name: &str| {
            let (kind, field) = f.get(name)?;
            self.operand(kind, field, f.insn.bc(), at)
        };
        let to = |value: String| match text("dst") {
            Some(dst) => format!("{dst} = {value}"),
            None => value,
        };
        let base = match op.info().parts.first() {
            Some(part) => *part,
            None => op.generic().info().parts.first().copied().unwrap_or(op.generic()),
        };
        if let Some(sign) = infix(base) {
            let value = format!("{} {sign} {}", text("lhs")?, text("rhs")?);
            return Some(if f.get("to").is_some() { format!("{value} else") } else { to(value) });
        }
        Some(match op {
            Op::SetGlobal | Op::DefineGlobal => format!("{} = {}", text("global")?, text("src")?),
            Op::SetGlobalNamed => format!("{} = {}", text("name")?, text("src")?),
            Op::SetCaptureBox => format!("{} = {}", text("capture")?, text("src")?),
            Op::MakeBox => to(format!("cell({})", text("src")?)),
            Op::GetBox => to(format!("[{}]", text("cell")?)),
            Op::SetBox => format!("[{}] = {}", text("cell")?, text("src")?),
            Op::PatchCapture => format!("{}[{}] = {}", text("closure")?, f.insn.b, text("src")?),
            Op::LoopSelf => format!("if {} is this function", text("global")?),
            Op::JumpUnlessNull => format!("{} is () else", text("src")?),
            Op::JumpUnlessPair => format!("{} is a pair else", text("src")?),
            Op::SetCar => format!("car {} = {}", text("pair")?, text("src")?),
            Op::SetCdr => format!("cdr {} = {}", text("pair")?, text("src")?),
            Op::VectorRef | Op::VectorRefImm => to(format!("{}[{}]", text("vector")?, text("index")?)),
            Op::BytesRef
            | Op::BytesRef16
            | Op::BytesRef32
            | Op::BytesRefImm
            | Op::BytesRef16Imm
            | Op::BytesRef32Imm => to(format!("{}[{}]", text("bytes")?, text("index")?)),
            Op::JumpUnlessEqConst => format!("{} eq? {} else", text("lhs")?, text("constant")?),
            Op::VectorSet => format!("{}[{}] = {}", text("vector")?, text("index")?, text("src")?),
            Op::BytesSet => format!("{}[{}] = {}", text("bytes")?, text("index")?, text("src")?),
            Op::GetField => to(format!("{}.{}", text("record")?, text("site")?)),
            Op::SetField => format!("{}.{} = {}", text("record")?, text("site")?, text("src")?),
            Op::Call | Op::TailCall | Op::CallGlobal | Op::TailCallGlobal | Op::Apply | Op::TailApply => {
                let window = f.insn.b;
                let site = self.p.call_sites.get(f.insn.c as usize)?;
                let callee = match site.global {
                    Some(g) => self.global(g.0),
                    None => self.read(window, at),
                };
                let args = self.run(window.saturating_add(1), site.argc as usize, at);
                let spread = if matches!(op, Op::Apply | Op::TailApply) { "..." } else { "" };
                to(format!("{callee}({args}{spread})"))
            }
            Op::CallNative => {
                let argc = self.list.natives.get(f.insn.c as usize).and_then(|a| a.fixed()).unwrap_or(0);
                to(format!("{}({})", self.native(f.insn.c), self.run(f.insn.b, argc as usize, at)))
            }
            Op::CallNativeN => {
                let args = self.run(f.insn.a, f.insn.b as usize, at);
                format!("{} = {}({args})", self.written(f.insn.a, at), self.native(f.insn.c))
            }
            _ => return None,
        })
    }
}

/// The sign of an operation on two operands.
fn infix(op: Op) -> Option<&'static str> {
    Some(match op {
        Op::Add | Op::AddImm | Op::IntAdd | Op::IntAddImm | Op::FloatAdd => "+",
        Op::Sub | Op::SubImm | Op::IntSub | Op::IntSubImm | Op::FloatSub => "-",
        Op::Mul | Op::MulImm | Op::IntMul | Op::FloatMul => "*",
        Op::Div => "/",
        Op::Lt | Op::LtImm => "<",
        Op::Le | Op::LeImm => "<=",
        Op::Gt | Op::GtImm => ">",
        Op::Ge | Op::GeImm => ">=",
        Op::NumEq | Op::NumEqImm => "==",
        Op::Eq => "eq?",
        _ => return None,
    })
}
