//! MIR as text; see `parse` for the way back. Everything comes from the table.
//!
//! ```text
//! function "sum" f3 call, 4 registers, gives int
//! b0(v0:int) at 0
//!   v1:tagged = box.int v0 @0
//!   v2:int = int 1 @1
//!   v3:int = add.int v0 v2 @1 -> s0
//!   return v3
//! s0: pc 1, r0 v1
//! ```
//!
//! An instruction ends with the bytecode instruction it was made for and the state
//! that it leaves to. States that nothing leaves to are left out.
use super::ops::{Gives, Imm};
use super::{BlockId, Edge, Graph, Inst, Rep, Start, StateId, Term, Val};
use crate::object::ObjKind;
use crate::syntax::number::format_float;
use crate::value::{Value, bits};
use std::fmt::{self, Display, Formatter, Write};

impl Display for Val {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        write!(f, "v{}", self.0)
    }
}
impl Display for BlockId {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        write!(f, "b{}", self.0)
    }
}
impl Display for StateId {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        write!(f, "s{}", self.0)
    }
}

/// Constants with a name in listings.
pub(super) const NAMED: [(&str, Value); 6] = [
    ("unset", Value::UNSET),
    ("nil", Value::NIL),
    ("false", Value::FALSE),
    ("true", Value::TRUE),
    ("unit", Value::UNIT),
    ("missing", Value::MISSING),
];

/// A graph as text.
pub fn graph(g: &Graph) -> String {
    lines(g).into_iter().fold(String::new(), |mut all, (line, _)| {
        all.push_str(&line);
        all.push('\n');
        all
    })
}

/// The same by lines, each with the bytecode instruction it was made for.
pub fn lines(g: &Graph) -> Vec<(String, Option<u32>)> {
    let start = match g.start {
        Start::Call => "call".to_string(),
        Start::Loop(pc) => format!("loop {pc}"),
        Start::Begin => "begin".to_string(),
        Start::Resume(pc) => format!("resume {pc}"),
    };
    let closure = if g.closure { ", takes closure" } else { "" };
    let name = quoted(&g.name);
    let what = format!("f{} {start}, {} registers, gives {}{closure}", g.func, g.registers, g.result.text());
    let mut out = vec![(format!("function {name} {what}"), None)];
    let mut used = vec![false; g.states.len()];
    for (id, b) in g.ids().zip(&g.blocks) {
        let empty = b.params.is_empty() && b.insts.is_empty() && matches!(b.term, Term::Exit(..));
        if empty && id.0 != 0 && !is_reached(g, id) {
            continue;
        }
        let mut line = format!("{id}({}) at {}", list(b.params.iter().map(|&v| typed(g, v))), b.pc);
        if let Some(s) = b.entry {
            used[s.0 as usize] = true;
            write!(line, ", entry {s}").expect("strings take everything");
        }
        if b.cold {
            line.push_str(", cold");
        }
        out.push((line, Some(b.pc)));
        for i in &b.insts {
            if let Some(s) = i.state {
                used[s.0 as usize] = true;
            }
            out.push((format!("  {}", inst(g, i)), Some(i.pc)));
        }
        if let Term::Exit(s, _) = b.term {
            used[s.0 as usize] = true;
        }
        out.push((format!("  {}", term(&b.term)), None));
    }
    for (k, s) in g.states.iter().enumerate().filter(|(k, _)| used[*k]) {
        let live = s.live.iter().fold(String::new(), |all, (r, v)| format!("{all}, r{r} {v}"));
        out.push((format!("s{k}: pc {}{live}", s.pc), Some(s.pc)));
    }
    out
}

/// A name in quotes, on one line.
fn quoted(name: &str) -> String {
    let mut out = String::from('"');
    for c in name.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out.push('"');
    out
}

fn is_reached(g: &Graph, id: BlockId) -> bool {
    g.blocks.iter().any(|b| b.term.edges().any(|e| e.to == id))
}

fn list(items: impl Iterator<Item = impl Display>) -> String {
    let all: Vec<_> = items.map(|i| i.to_string()).collect();
    all.join(", ")
}

fn typed(g: &Graph, v: Val) -> String {
    format!("{v}:{}", g.rep(v).text())
}

/// An instruction as text.
pub fn inst(g: &Graph, i: &Inst) -> String {
    let mut s = String::new();
    let mut put = |part: &dyn Display| write!(s, "{part}").expect("strings take everything");
    if let Some(d) = i.dst {
        put(&typed(g, d));
        put(&" = ");
    }
    put(&i.op.info().text);
    for a in &i.args {
        put(&' ');
        put(a);
    }
    let row = i.op.info();
    match row.imm {
        Imm::No => {}
        Imm::Strict if i.imm == 0 => {}
        Imm::Strict => put(&" strict"),
        Imm::Bits if row.gives == Gives::Rep(Rep::Float) => put(&format!(" {}", float(i.imm as u64))),
        Imm::Bits => put(&format!(" {}", value(i.imm as u64))),
        Imm::Int => put(&format!(" {}", i.imm)),
        Imm::Reg => put(&format!(" r{}", i.imm)),
        Imm::Offset => put(&format!(" +{}", i.imm)),
        Imm::Kind => match ObjKind::ALL.get(i.imm as usize) {
            Some(kind) => put(&format!(" {kind:?}")),
            None => put(&format!(" kind{}", i.imm)),
        },
        Imm::Global => put(&format!(" g{}", i.imm)),
        Imm::Func => put(&format!(" f{}", i.imm)),
        Imm::Entry => put(&format!(" e{}", i.imm)),
        Imm::Pc => put(&format!(" pc{}", i.imm)),
        Imm::Address => put(&format!(" {:#x}", i.imm)),
    }
    put(&format!(" @{}", i.pc));
    if let Some(state) = i.state {
        put(&format!(" -> {state}"));
    }
    s
}

/// A float as text that `parse` reads.
fn float(bits: u64) -> String {
    match f64::from_bits(bits) {
        f if f.is_nan() => "NaN".to_string(),
        f if f.is_infinite() => if f > 0.0 { "inf" } else { "-inf" }.to_string(),
        f => format_float(f),
    }
}

/// A tagged value as text: an integer, a float with a point, a name, or the bits.
fn value(v: u64) -> String {
    if let Some((name, _)) = NAMED.iter().find(|(_, n)| n.bits() == v) {
        return name.to_string();
    }
    if bits::is_int(v) {
        bits::int(v).to_string()
    } else if bits::is_float(v) {
        float(v)
    } else {
        format!("{v:#x}")
    }
}

fn edge(e: &Edge) -> String {
    format!("{}({})", e.to, list(e.args.iter()))
}

/// The end of a block as text.
pub fn term(t: &Term) -> String {
    match t {
        Term::Jump(e) => format!("jump {}", edge(e)),
        Term::Branch(v, a, b) => format!("branch {v} {} {}", edge(a), edge(b)),
        Term::Return(v) => format!("return {v}"),
        Term::Exit(s, reason) => format!("exit {} -> {s}", reason.name()),
        Term::TailCall(args, entry) => format!("tail.call e{entry}({})", list(args.iter())),
    }
}
