//! `glassbox inspect`: a program seen through.
use super::args::Parsed;
use super::console::{self, Output};
use super::engine::{End, Engine, Source};
use super::flags::{switch, value};
use super::report::Report;
use super::settings::Settings;
use super::table::{Align, aligned, grouped};
use super::{Command, FAILED, Outcome, Usage, compiled, decisions, stats};
use glassbox::inspect::{FunctionView, InsnView, Inspection, SiteView};
use glassbox::options::Dispatch;
use glassbox::syntax::{SourceMap, Span};
use std::fmt::Write;

pub const COMMAND: Command = Command {
    name: "inspect",
    operands: "FILE [ARGS]",
    about: "Show what becomes of a program: core form, bytecode, fused code, decisions",
    text: "Without a choice all of it is shown. With --run the program also runs, in the loop that\n\
           counts, and the fused code has how often each instruction ran, what it quickened from,\n\
           and what its cache knows; then follow the caches, the most frequent pairs of\n\
           instructions and the counters. What the program prints goes to the standard error\n\
           output.",
    flags: &[
        switch("core", "Show Core: as lowered and after each pass that changed it"),
        switch("bytecode", "Show bytecode as compiled"),
        switch("fused", "Show bytecode as it runs: after fusion"),
        value("function", "NAME", "Show only the functions of that name (`<main>` is the file itself)"),
        switch("decisions", "Show what the optimisations did to each function, and why not more"),
        switch("run", "Run the program too, and count"),
        switch("jit", "Run the program, and show what was compiled: MIR after each pass, machine code, exits"),
        switch("json", "Write everything as JSON"),
    ],
    passes_on: false,
    run,
};

/// What is to be shown.
pub struct Choice {
    pub core: bool,
    pub bytecode: bool,
    pub fused: bool,
    /// Whether the program ran, so that counts mean something.
    pub counts: bool,
}

fn run(args: Parsed, settings: Settings) -> Outcome {
    if settings.baseline {
        return Err(Usage::new("the plain interpreter walks the tree: it has nothing to inspect").into());
    }
    let report = Report::new(settings.color);
    let Some(file) = args.operands.first() else {
        return Err(Usage::new("`inspect` needs a file, or `-` for the standard input").into());
    };
    let counts = args.has("run");
    let jit = args.has("jit");
    if counts && jit {
        return Err(
            Usage::new("`--run` counts what the interpreter does, `--jit` shows compiled code: one at a time").into()
        );
    }
    if counts && settings.dispatch_given && settings.config.dispatch != Dispatch::Traced {
        return Err(Usage::new("`--run` counts, and only the traced loop can").hint("leave `--dispatch` out").into());
    }
    let source = Source::read(file, &settings, report)?;
    let mut settings = settings;
    settings.config.glass = true;
    if counts {
        settings.config.dispatch = Dispatch::Traced;
    }
    let words = args.operands.iter().map(|w| w.to_string_lossy().into_owned());
    let mut engine = Engine::new(&settings, Output::Error, words.collect());
    let program = match engine.load(&source) {
        Ok(program) => program,
        Err(problems) => {
            report.diagnostics(&problems, engine.sources());
            return Ok(FAILED);
        }
    };
    let mut status = 0;
    let mut problems = vec![];
    if counts || jit {
        match engine.run_loaded(program) {
            End::Value(_) => {}
            End::Status(s) => status = s as u8,
            End::Failed(found) => {
                report.diagnostics(&found, engine.sources());
                (problems, status) = (found, FAILED);
            }
        }
    }
    let Engine::Vm(vm, _) = &engine else { return Ok(FAILED) };
    let mut seen = vm.inspect(program);
    if let Some(name) = args.value("function") {
        select(&mut seen, name)?;
    }
    if args.has("json") {
        let all = serde_json::json!({
            "file": source.name, "compiled": vm.compiled(), "inspection": seen, "decisions": vm.decisions(program), "stats": vm.stats(), "diagnostics": problems,
        });
        console::print(&format!("{all}\n"));
        return Ok(status);
    }
    if jit {
        console::print(&compiled::text(&vm.compiled(), &seen, vm.sources()));
        return Ok(status);
    }
    let all = !["core", "bytecode", "fused", "decisions"].iter().any(|part| args.has(part));
    let choice = Choice {
        core: args.has("core") || all && !args.has("function"),
        bytecode: args.has("bytecode") || all,
        fused: args.has("fused") || all,
        counts,
    };
    let mut out = text(&seen, &choice, vm.sources());
    if all || args.has("decisions") {
        heading(&mut out, "Decisions");
        out.push_str(&decisions::text(vm, &seen.functions, &vm.decisions(program)));
    }
    if counts && all {
        caches(&mut out, &seen, vm.sources());
        pairs(&mut out, &seen);
        heading(&mut out, "Counters");
        out.push_str(&stats::text(&vm.stats()));
    }
    console::print(&out);
    Ok(status)
}

/// Leaves only the functions of a name, and their caches.
fn select(seen: &mut Inspection, name: &str) -> Result<(), Usage> {
    let names: Vec<String> = seen.functions.iter().map(|f| f.name.clone()).collect();
    seen.functions.retain(|f| f.name == name);
    if seen.functions.is_empty() {
        let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
        names.sort_unstable();
        names.dedup();
        return Err(Usage::unknown("function", name, &names));
    }
    Ok(())
}

fn heading(out: &mut String, title: &str) {
    let space = if out.is_empty() { "" } else { "\n" };
    let _ = writeln!(out, "{space}== {title}");
}

/// An inspection as text.
pub fn text(seen: &Inspection, choice: &Choice, sources: &SourceMap) -> String {
    let mut out = String::new();
    if choice.core {
        core(&mut out, seen);
    }
    for f in &seen.functions {
        // The two listings of a function stand together, to be compared.
        if choice.bytecode {
            heading(&mut out, &format!("{}: bytecode", head(f, sources)));
            listing(&mut out, &f.plain, &[], sources, false);
        }
        if choice.fused {
            heading(&mut out, &format!("{}: fused code", head(f, sources)));
            listing(&mut out, &f.fused, &seen.sites, sources, choice.counts);
        }
    }
    out
}

fn core(out: &mut String, seen: &Inspection) {
    let mut before = None;
    for step in &seen.core {
        if before == Some(&step.lines) {
            heading(out, &format!("Core after {}: unchanged", step.pass));
            continue;
        }
        let name = if before.is_none() { step.pass.clone() } else { format!("after {}", step.pass) };
        heading(out, &format!("Core {name}"));
        for line in &step.lines {
            let _ = writeln!(out, "{:1$}{2}", "", 2 * line.indent as usize, line.text);
        }
        before = Some(&step.lines);
    }
}

/// A function in a line.
fn head(f: &FunctionView, sources: &SourceMap) -> String {
    let plural = |n: u32, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let mut out = f.name.clone();
    if let Some(place) = place(f.span, sources) {
        let _ = write!(out, " ({place})");
    }
    let rest = if f.rest { ", the last takes the rest" } else { "" };
    let _ = write!(out, ", {}{rest}, {}", plural(f.params, "parameter"), plural(f.registers, "register"));
    if !f.captures.is_empty() {
        let _ = write!(out, ", captures {}", f.captures.join(" "));
    }
    out
}

fn place(span: Span, sources: &SourceMap) -> Option<String> {
    let file = sources.get(span.source).filter(|_| !span.is_empty())?;
    let at = file.line_col(span.start);
    Some(format!("{}:{}", file.name, at.line))
}

/// Rows of code under the lines of the source they come from.
fn listing(out: &mut String, rows: &[InsnView], sites: &[SiteView], sources: &SourceMap, counts: bool) {
    use Align::{Left, Right};
    let mut cells = vec![];
    for r in rows {
        let mut more = vec![];
        if let Some(was) = &r.was {
            more.push(format!("was {was}"));
        }
        if r.parts.len() > 1 {
            let parts: Vec<String> = r.parts.iter().map(u32::to_string).collect();
            more.push(format!("stands for {}", parts.join(" ")));
        }
        if counts && let Some(site) = r.site.and_then(|s| sites.get(s as usize)) {
            more.push(format!("cache {}", known(site)));
        }
        let count = if counts { grouped(r.count) } else { String::new() };
        cells.push(vec![format!("  {count}"), r.pc.to_string(), r.name.clone(), r.operands.clone(), more.join("; ")]);
    }
    let table = aligned(&[Right, Right, Left, Left, Left], &cells);
    let mut line = 0;
    for (r, row) in rows.iter().zip(table.lines()) {
        if r.line != line && r.line != 0 {
            line = r.line;
            let text = sources.get(r.span.source).map_or("", |f| f.line_text(line));
            let _ = writeln!(out, "{line:5} | {}", text.trim_end());
        }
        let _ = writeln!(out, "{row}");
    }
}

/// What a cache knows, in a few words.
fn known(s: &SiteView) -> String {
    let looks = s.hits + s.misses;
    let rate = if looks == 0 { 0.0 } else { 100.0 * s.hits as f64 / looks as f64 };
    format!("{} {rate:.1}%", s.state)
}

fn caches(out: &mut String, seen: &Inspection, sources: &SourceMap) {
    use Align::{Left, Right};
    heading(out, "Inline caches");
    let mut rows = vec![["  where", "kind", "state", "hits", "misses", "remembers"].map(String::from).to_vec()];
    for s in seen.sites.iter().filter(|s| seen.functions.iter().any(|f| f.id == s.function)) {
        let mut remembers = s.remembers.join(", ");
        if remembers.chars().count() > 60 {
            remembers = remembers.chars().take(57).chain("...".chars()).collect();
        }
        rows.push(vec![
            format!("  {}", place(s.span, sources).unwrap_or_default()),
            s.kind.to_string(),
            s.state.to_string(),
            grouped(s.hits),
            grouped(s.misses),
            remembers,
        ]);
    }
    out.push_str(&aligned(&[Left, Left, Left, Right, Right, Left], &rows));
}

fn pairs(out: &mut String, seen: &Inspection) {
    use Align::{Left, Right};
    heading(out, "Pairs of instructions");
    let row =
        |p: &glassbox::inspect::PairView| vec![format!("  {}", grouped(p.count)), p.first.clone(), p.second.clone()];
    let rows: Vec<_> = seen.pairs.iter().take(15).map(row).collect();
    out.push_str(&aligned(&[Right, Left, Left], &rows));
}
