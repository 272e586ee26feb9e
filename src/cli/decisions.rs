//! What the optimisations decided, as text.
use super::table::{Align, aligned, grouped};
use glassbox::Vm;
use glassbox::inspect::{Decision, FunctionView};
use glassbox::options::Opt;
use std::fmt::Write;

/// Lines of a decision that are listed.
const LINES: usize = 6;

/// Every decision about some functions.
pub fn text(vm: &Vm, functions: &[FunctionView], decisions: &[Decision]) -> String {
    let mut out = String::new();
    let off: Vec<&str> = Opt::ALL.iter().filter(|o| !vm.config().opts.has(**o)).map(|o| o.name()).collect();
    if !off.is_empty() {
        let _ = writeln!(out, "Switched off: {}", off.join(", "));
    }
    for f in functions {
        let own: Vec<&Decision> = decisions.iter().filter(|d| d.function == f.id).collect();
        if own.is_empty() {
            continue;
        }
        let place = vm.sources().get(f.span.source).map_or(String::new(), |s| {
            let line = s.line_col(f.span.start).line;
            format!(" ({}:{line})", s.name)
        });
        let space = if out.is_empty() { "" } else { "\n" };
        let _ = writeln!(out, "{space}{}{place}", f.name);
        let row = |d: &&Decision| {
            vec![
                format!("  {}", if d.done { '+' } else { '-' }),
                d.topic.to_string(),
                lines(d),
                d.text.clone(),
                if d.count > 0 { format!("{} times", grouped(d.count)) } else { String::new() },
            ]
        };
        use Align::Left;
        out.push_str(&aligned(&[Left; 5], &own.iter().map(row).collect::<Vec<_>>()));
    }
    out
}

/// `line 3` or `lines 3, 5`.
fn lines(d: &Decision) -> String {
    let mut all: Vec<u32> = d.places.iter().map(|p| p.line).collect();
    all.sort_unstable();
    all.dedup();
    let shown: Vec<String> = all.iter().take(LINES).map(u32::to_string).collect();
    let more = if all.len() > LINES { ", ..." } else { "" };
    format!("{} {}{more}", if all.len() == 1 { "line" } else { "lines" }, shown.join(", "))
}
