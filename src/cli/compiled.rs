//! What was compiled to machine code, as text.
use super::table::{Align, aligned, grouped, time};
use glassbox::inspect::{CompiledView, Inspection, JitView};
use glassbox::syntax::SourceMap;
use std::fmt::Write;

/// All of it that belongs to the functions shown, with the events in order.
pub fn text(jit: &JitView, seen: &Inspection, sources: &SourceMap) -> String {
    let Some(backend) = jit.backend else {
        return format!("Nothing is compiled: {}.\n", jit.missing.as_deref().unwrap_or("there is no back end"));
    };
    let shown = |function: u32| seen.functions.iter().any(|f| f.id == function);
    let mut out = String::new();
    for c in jit.compiled.iter().filter(|c| shown(c.function)) {
        code(&mut out, c, seen, sources);
    }
    let _ = writeln!(out, "== What happened (back end {backend}, threshold {})", grouped(jit.threshold.into()));
    let first = jit.events.first().map_or(0, |e| e.nanos);
    let rows: Vec<Vec<String>> = jit
        .events
        .iter()
        .map(|e| {
            let what = match e.begins_at {
                Some(pc) if e.resumes => format!("{}, left at {pc}", e.name),
                Some(pc) => format!("{}, loop at {pc}", e.name),
                None if e.resumes => format!("{}, from its beginning", e.name),
                None => e.name.clone(),
            };
            vec![format!("  {}", time((e.nanos - first) as f64)), what, e.what.to_string(), e.text.clone()]
        })
        .collect();
    out.push_str(&aligned(&[Align::Right, Align::Left, Align::Left, Align::Left], &rows));
    out
}

fn code(out: &mut String, c: &CompiledView, seen: &Inspection, sources: &SourceMap) {
    let what = match c.begins_at {
        Some(pc) if c.resumes => format!("{}, left at instruction {pc}", c.name),
        Some(pc) => format!("{}, from the loop at instruction {pc}", c.name),
        None if c.resumes => format!("{}, the generator from its beginning", c.name),
        None => c.name.clone(),
    };
    let state = if c.live { "" } else { ", given up" };
    let _ = writeln!(
        out,
        "== {what}: compiled in {}, {} bytes, entered {} times{state}",
        time(c.nanos as f64),
        grouped(c.bytes),
        grouped(c.entered)
    );
    let mut before = None;
    for step in &c.steps {
        if before == Some(&step.text) {
            let _ = writeln!(out, "\n-- {}: unchanged", step.name);
            continue;
        }
        let _ = writeln!(out, "\n-- {}", step.name);
        let _ = writeln!(out, "{}", step.text);
        before = Some(&step.text);
    }
    let taken: Vec<_> = c.exits.iter().filter(|e| e.count > 0).collect();
    let _ = writeln!(out, "\n-- {} exits, {} taken", c.exits.len(), taken.len());
    let code = seen.functions.iter().find(|f| f.id == c.function);
    let rows: Vec<Vec<String>> = taken
        .iter()
        .map(|e| {
            let insn = code.and_then(|f| f.fused.get(e.pc as usize)).map_or("?", |i| &i.name);
            let snippet = sources.snippet(e.place.span);
            let line = snippet.lines().next().unwrap_or("");
            vec![
                format!("  {}", grouped(e.count)),
                e.pc.to_string(),
                insn.to_string(),
                e.reason.to_string(),
                line.to_string(),
            ]
        })
        .collect();
    out.push_str(&aligned(&[Align::Right, Align::Right, Align::Left, Align::Left, Align::Left], &rows));
    out.push('\n');
}
