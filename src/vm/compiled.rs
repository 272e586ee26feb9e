//! What the compiler to machine code did, for the glass.
use super::Vm;
use crate::core::GlobalId;
use crate::inspect::{CompiledStep, CompiledView, ExitView, JitEvent, JitView, Place};
use crate::interp::Func;
use crate::jit::backend::Lines;
use crate::jit::mir::Start;
use crate::jit::{Code, Event, What};

impl Vm {
    /// What was compiled, when and how, and how often compiled code was left. Listings
    /// are there only if the glass was open.
    pub fn compiled(&self) -> JitView {
        let codes = self.jit.codes.iter().enumerate();
        JitView {
            backend: self.jit.backend(),
            missing: self.jit.missing.clone(),
            threshold: self.config.jit.threshold,
            compiled: codes.map(|(id, c)| self.compiled_view(id as u32, c)).collect(),
            events: self.jit.events.iter().map(|e| self.event(e)).collect(),
        }
    }

    fn compiled_view(&self, id: u32, c: &Code) -> CompiledView {
        let f = &self.funcs[c.func as usize];
        let step = |name: &str, mir: bool, lines: &Lines| CompiledStep {
            name: name.to_string(),
            mir,
            text: lines.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join("\n"),
            pcs: lines.iter().map(|(_, pc)| *pc).collect(),
        };
        let mir = c.passes.iter().map(|(name, lines)| step(name, true, lines));
        let listings = c.listings.iter().map(|l| step(l.kind, false, &l.lines));
        let exits = &self.jit.exits[c.first_exit as usize..][..c.exits as usize];
        CompiledView {
            code: id,
            function: c.func,
            name: f.name().to_string(),
            begins_at: begins_at(c.start),
            resumes: matches!(c.start, Start::Begin | Start::Resume(_)),
            live: c.compiled.is_some(),
            entered: c.entered,
            nanos: c.nanos,
            bytes: c.bytes as u64,
            size: c.size as u32,
            steps: mir.chain(listings).collect(),
            exits: exits
                .iter()
                .map(|e| ExitView { pc: e.pc, place: self.place(f, e.pc), reason: e.reason.text(), count: e.count })
                .collect(),
        }
    }

    fn place(&self, f: &Func, pc: u32) -> Place {
        let span = f.span(pc as usize);
        let line = self.sources().get(span.source).map_or(0, |s| s.line_col(span.start).line);
        Place { span, line }
    }

    fn event(&self, e: &Event) -> JitEvent {
        let f = &self.funcs[e.func as usize];
        let (what, text) = match &e.what {
            What::Compiled(code) => {
                let c = &self.jit.codes[*code as usize];
                let text =
                    format!("{} instructions of MIR, {} bytes of code, in {} µs", c.size, c.bytes, c.nanos / 1000);
                ("compiled", text)
            }
            What::Refused(why) => ("refused", format!("it stays with the interpreter: {why}")),
            What::GaveUp(_, pc, reason) if *pc == u32::MAX => {
                ("gave up", format!("its code is made anew: an argument is of another type ({})", reason.text()))
            }
            What::GaveUp(_, pc, reason) => {
                let op = f.proto.code.get(*pc as usize).map_or("?", |i| i.op().info().name);
                ("gave up", format!("its code is made anew: at instruction {pc} ({op}) {}", reason.text()))
            }
            What::Redefined(_, global) => {
                let name = self.rt.interner.name(self.rt.globals.name(GlobalId(*global)));
                ("gave up", format!("its code is made anew: global {name} changes"))
            }
            What::Reclassed(_) => ("gave up", "its code is made anew: a class changes".to_string()),
            What::Rests(why) => ("rests", format!("it goes back to the interpreter for a while: {why}")),
            What::Kept(why) => ("kept", format!("it goes back to the interpreter: {why}")),
        };
        JitEvent {
            nanos: e.nanos,
            function: e.func,
            name: f.name().to_string(),
            begins_at: begins_at(e.start),
            resumes: matches!(e.start, Start::Begin | Start::Resume(_)),
            place: self.place(f, begins_at(e.start).unwrap_or(0)),
            what,
            text,
        }
    }
}

fn begins_at(start: Start) -> Option<u32> {
    match start {
        Start::Call | Start::Begin => None,
        Start::Loop(pc) | Start::Resume(pc) => Some(pc),
    }
}
