//! What the optimisations decided, in words (T20): what passes noted, and what
//! shows in the code, its caches and counts.
use super::{ProgramId, Vm};
use crate::bytecode::{Kind, OPS, Op, OpInfo};
use crate::compiler::missed;
use crate::core::GlobalId;
use crate::core::passes::notes::{Note, What, Why};
use crate::core::print::constant;
use crate::inspect::{Decision, FunctionView, InsnView, JitView, Place, SiteView};
use crate::interp::Func;
use crate::object::Closure;
use crate::options::Opt;
use crate::syntax::Span;
use crate::syntax::text::{join, shorten};

/// Characters of an expression that are shown.
const SNIPPET: usize = 40;

/// What is neither a switch's doing nor to be switched off.
const CELLS: &str = "cells";
const BUILTINS: &str = "builtins";

/// Decisions as they come together.
struct Gather<'a> {
    vm: &'a Vm,
    all: Vec<Decision>,
    /// The function at hand.
    function: u32,
}

impl Gather<'_> {
    fn add(&mut self, topic: &'static str, done: bool, span: Span, count: u64, text: String) {
        let function = self.function;
        let line = self.vm.sources().get(span.source).map_or(0, |f| f.line_col(span.start).line);
        let place = Place { span, line };
        let mut own = self.all.iter_mut().rev().take_while(|d| d.function == function);
        match own.find(|d| d.topic == topic && d.text == text) {
            Some(known) => {
                known.count += count;
                if known.places.last() != Some(&place) {
                    known.places.push(place);
                }
            }
            None => self.all.push(Decision { function, topic, done, text, places: vec![place], count }),
        }
    }

    fn yes(&mut self, topic: &'static str, span: Span, count: u64, text: String) {
        self.add(topic, true, span, count, text);
    }
    fn no(&mut self, topic: &'static str, span: Span, count: u64, text: String) {
        self.add(topic, false, span, count, text);
    }

    /// The beginning of an expression, as written.
    fn code(&self, span: Span) -> String {
        let text = self.vm.sources().snippet(span);
        let line = text.lines().next().unwrap_or("");
        let rest = if line.len() < text.len() { " ..." } else { "" };
        format!("`{}{rest}`", shorten(line, SNIPPET))
    }
}

impl Vm {
    /// What the optimisations decided about a program, function by function. What
    /// passes decided is there only if the glass was open when it was loaded.
    pub fn decisions(&self, id: ProgramId) -> Vec<Decision> {
        let seen = self.inspect(id);
        let notes: Vec<(Option<u32>, &Note)> =
            self.program(id).notes.iter().map(|n| (innermost(&seen.functions, n.span), n)).collect();
        let jit = self.compiled();
        let mut g = Gather { vm: self, all: vec![], function: 0 };
        for view in &seen.functions {
            g.function = view.id;
            notes.iter().filter(|n| n.0 == Some(view.id)).for_each(|n| note(&mut g, n.1));
            tail_calls(&mut g, view);
            fusion(&mut g, view, &self.funcs[view.id as usize]);
            quickening(&mut g, view);
            seen.sites.iter().filter(|s| s.function == view.id).for_each(|s| cache(&mut g, s));
            compiled(&mut g, &jit);
        }
        g.all
    }
}

/// The innermost function around a place: what was moved out of it is about it, too.
fn innermost(functions: &[FunctionView], span: Span) -> Option<u32> {
    let holds =
        |f: &&FunctionView| f.span.source == span.source && f.span.start <= span.start && span.end <= f.span.end;
    // Of a program that is one function, that and not the program.
    functions.iter().rev().filter(holds).min_by_key(|f| f.span.end - f.span.start).map(|f| f.id)
}

/// What was compiled to machine code, what was not and why, and how it was left.
fn compiled(g: &mut Gather, jit: &JitView) {
    let (topic, function) = (Opt::Jit.name(), g.function);
    for e in jit.events.iter().filter(|e| e.function == function) {
        let what = match e.begins_at {
            Some(_) if e.resumes => "how the generator goes on",
            Some(_) => "the loop",
            None if e.resumes => "how the generator begins",
            None => "the function",
        };
        let done = e.what == "compiled";
        let text = if done { format!("{what} is compiled: {}", e.text) } else { format!("{what}: {}", e.text) };
        g.add(topic, done, e.place.span, 0, text);
    }
    let own = jit.compiled.iter().filter(|c| c.function == function);
    for e in own.flat_map(|c| &c.exits).filter(|e| e.count > 0) {
        g.no(topic, e.place.span, e.count, format!("compiled code is left: {}", e.reason));
    }
}

/// What a pass decided.
fn note(g: &mut Gather, n: &Note) {
    let (fold, loops) = (Opt::Fold.name(), Opt::Loops.name());
    let names = g.vm.names();
    match &n.what {
        What::Constant(c) => g.yes(fold, n.span, 0, format!("{} is {}", g.code(n.span), constant(c, &names))),
        What::Known(name, c) => g.yes(fold, n.span, 0, format!("`{name}` is always {}", constant(c, &names))),
        What::Branch(holds) => {
            let which = if *holds { "always holds" } else { "never holds" };
            g.yes(fold, n.span, 0, format!("the condition of {} {which}: one branch is left", g.code(n.span)));
        }
        What::Loop(name) => g.yes(loops, n.span, 0, format!("`{name}` is a loop in the function that calls it")),
        What::Jump(name) => {
            g.yes(loops, n.span, 0, format!("`{name}` calls itself by a jump, as long as the name means it"));
        }
        What::NoLoop(name, why) => {
            let why = match why {
                Why::Parameters => "it does not always take as many arguments".to_string(),
                Why::NotLast => "something is left to do after the call".to_string(),
                Why::Value => "it is used as a value, too".to_string(),
                Why::Places(n) => format!("{n} places call it"),
            };
            g.no(loops, n.span, 0, format!("`{name}` calls itself and is no loop: {why}"));
        }
        What::Cell { name, captured: true } => {
            g.no(CELLS, n.span, 0, format!("`{name}` lives in a cell: closures share it, and it is set"));
        }
        What::Cell { name, captured: false } => {
            let why = "it is set after a call that a continuation may come back to";
            g.no(CELLS, n.span, 0, format!("`{name}` lives in a cell: {why}"));
        }
        What::Copied(name) => g.yes(CELLS, n.span, 0, format!("`{name}` is never set: closures have copies of it")),
        What::Primitive(p) => g.yes(BUILTINS, n.span, 0, format!("`{}` is an instruction, not a call", p.text())),
        What::Direct(id) => {
            let name = g.vm.rt.native(*id).name;
            g.yes(BUILTINS, n.span, 0, format!("`{name}` is called directly: no look at its name, no frame"));
        }
        What::ByName(global) => by_name(g, n.span, *global),
    }
}

/// A call by name, if the name might have meant a builtin.
fn by_name(g: &mut Gather, span: Span, global: GlobalId) {
    let rt = &g.vm.rt;
    let name = rt.interner.name_rc(rt.globals.name(global));
    let closure = g.vm.globals.get(global.0 as usize).and_then(|v| v.as_a::<Closure>());
    let prelude = closure.is_some_and(|c| g.vm.is_prelude(c.function()));
    if prelude {
        let shown = name.trim_start_matches('%');
        g.no(BUILTINS, span, 0, format!("`{shown}` is called by its name: it is written in the Lisp"));
    } else if rt.natives.iter().any(|n| *n.name == *name) {
        g.no(BUILTINS, span, 0, format!("`{name}` is called by its name: the program defines it"));
    }
}

fn info(i: &InsnView) -> &'static OpInfo {
    &OPS[i.op as usize]
}

/// Calls whose value is the value of the function.
fn tail_calls(g: &mut Gather, view: &FunctionView) {
    let topic = Opt::TailCalls.name();
    let on = g.vm.config.opts.has(Opt::TailCalls);
    // Behind a jump to the function's start stands the call that it replaces.
    let mut replaced = Span::default();
    for (at, i) in view.fused.iter().enumerate() {
        let next = view.fused.get(at + 1).map(|n| info(n).op);
        match info(i).op {
            Op::LoopSelf => replaced = i.span,
            Op::TailCall | Op::TailCallGlobal | Op::TailApply if i.span != replaced => {
                g.yes(topic, i.span, i.count, format!("{} takes the place of its caller", g.code(i.span)));
            }
            Op::Call | Op::CallGlobal if !on && next == Some(Op::Return) => {
                g.no(topic, i.span, i.count, format!("{} is last and keeps its caller: switched off", g.code(i.span)));
            }
            _ => {}
        }
    }
}

/// Superinstructions, and constants in instructions.
fn fusion(g: &mut Gather, view: &FunctionView, f: &Func) {
    let fusion = Opt::Fusion.name();
    for i in view.fused.iter().filter(|i| i.parts.len() > 1) {
        let parts = i.parts.iter().filter_map(|&p| view.plain.get(p as usize)).map(|p| p.name.as_str());
        // What it was before it quickened is what it was fused to.
        let name = i.was.as_deref().unwrap_or(&i.name);
        let text = format!("{name} stands for {}", join(parts, " and "));
        g.yes(fusion, i.span, i.count * (i.parts.len() as u64 - 1), text);
    }
    if g.vm.config.opts.has(Opt::Fusion) {
        for m in missed(&f.proto) {
            let Some(first) = view.plain.get(m.at as usize) else { continue };
            let parts = m.op.info().parts.iter().map(|p| p.info().name);
            g.no(fusion, first.span, 0, format!("{} stay apart: {}", join(parts, " and "), m.why));
        }
    }
    for i in &view.plain {
        if info(i).operands.iter().any(|o| o.1 == Kind::Imm) {
            g.yes(Opt::Immediates.name(), i.span, 0, format!("{} has its constant in it", i.name));
        }
    }
}

/// What instructions have become for the types they saw.
fn quickening(g: &mut Gather, view: &FunctionView) {
    let topic = Opt::Quickening.name();
    for i in &view.fused {
        let quick = |o: &OpInfo| o.quickens == Some(info(i).op);
        if let Some(was) = &i.was {
            g.yes(topic, i.span, i.count, format!("{was} became {}", i.name));
        } else if i.count > 0 && g.vm.quicken && OPS.iter().any(quick) {
            let why = "its operands were of other types";
            g.no(topic, i.span, i.count, format!("{} stayed as it is: {why}", i.name));
        }
    }
}

/// What a cache knows.
fn cache(g: &mut Gather, s: &SiteView) {
    let field = matches!(s.kind, "field" | "attribute");
    let topic = if field { Opt::FieldCaches.name() } else { Opt::CallCaches.name() };
    let (thing, things) = match s.kind {
        "field" => ("record type", "record types"),
        "attribute" => ("kind of object", "kinds of objects"),
        _ => ("function", "functions"),
    };
    let code = g.code(s.span);
    let rate = format!("{} hits, {} {}", s.hits, s.misses, if s.misses == 1 { "miss" } else { "misses" });
    let all = join(&s.remembers, ", ");
    let text = match s.state {
        "empty" if s.misses == 0 => return,
        "empty" => format!("{code} remembers nothing: what it met cannot be remembered; {}", rate),
        "one" => format!("{code} met one {thing}, {all}: {rate}"),
        "few" => format!("{code} met {} {things}, {all}: {rate}", s.remembers.len()),
        _ => format!("{code} met more {things} than it remembers, last {all}: {rate}"),
    };
    g.add(topic, s.state == "one" || s.state == "few", s.span, s.hits, text);
}
