//! `glassbox profile`: where a program spends its instructions and its time.
use super::args::Parsed;
use super::console::{self, Output};
use super::engine::{End, Engine, Source};
use super::flags::{switch, value};
use super::report::Report;
use super::settings::Settings;
use super::table::{Align, aligned, grouped, time};
use super::{Command, FAILED, INTERRUPTED, Outcome, Usage};
use glassbox::inspect::{Profile, ProfileEntry};
use glassbox::options::Dispatch;
use glassbox::syntax::Code;
use std::fmt::Write;

mod chart;
mod memory;

pub const COMMAND: Command = Command {
    name: "profile",
    operands: "FILE [ARGS]",
    about: "Show which functions a program spends its instructions and its time in",
    text: "Runs the program in the loop that counts. The table has what each function and builtin\n\
           cost in itself and with all it called, how often it was called, how often by a tail call,\n\
           and how many turns its loops took; a function that calls itself in tail position is a\n\
           loop (see `--without loops`). The chart has who called whom, a line for each depth.\n\
           Instructions are those dispatched, and the same in every run; the counting loop is slow,\n\
           so times are for comparing. With --allocations: which expressions made how many objects of\n\
           what kind; what a function like `map` makes counts where the program calls it.\n\
           What the program prints goes to the standard error output.",
    flags: &[
        value("by", "WHAT", "Go by `instructions` or by `time` (instructions)"),
        value("top", "N", "Show this many functions or places (30)"),
        switch("allocations", "Show what was allocated where, and what the collector did"),
        switch("folded", "Write stacks as lines `f;g;h COUNT`, as tools for flame graphs read them"),
        switch("json", "Write everything as JSON"),
    ],
    passes_on: true,
    run,
};

/// What a profile is read by.
#[derive(Clone, Copy, PartialEq)]
pub enum By {
    Instructions,
    Time,
}

fn run(args: Parsed, settings: Settings) -> Outcome {
    if settings.baseline {
        return Err(Usage::new("the plain interpreter has no profiler").into());
    }
    if settings.dispatch_given && settings.config.dispatch != Dispatch::Traced {
        return Err(Usage::new("a profile counts, and only the traced loop can").hint("leave `--dispatch` out").into());
    }
    let by = match args.value("by") {
        None | Some("instructions") => By::Instructions,
        Some("time") => By::Time,
        Some(word) => return Err(Usage::unknown("measure", word, &["instructions", "time"]).into()),
    };
    let top: usize = args.number("top", 1)?.unwrap_or(30);
    let report = Report::new(settings.color);
    let Some(file) = args.operands.first() else {
        return Err(Usage::new("`profile` needs a file, or `-` for the standard input").into());
    };
    let source = Source::read(file, &settings, report)?;
    let mut settings = settings;
    settings.config.dispatch = Dispatch::Traced;
    settings.config.profile = true;
    let words = args.operands.iter().map(|w| w.to_string_lossy().into_owned());
    let mut engine = Engine::new(&settings, Output::Error, words.collect());
    let (status, problems) = match engine.run(&source) {
        End::Value(_) => (0, vec![]),
        // Systems keep the low eight bits.
        End::Status(status) => (status as u8, vec![]),
        End::Failed(problems) => {
            report.diagnostics(&problems, engine.sources());
            let stopped = problems.iter().any(|d| d.code == Code::Stopped);
            (if stopped { INTERRUPTED } else { FAILED }, problems)
        }
    };
    let Engine::Vm(vm, _) = &engine else { return Ok(status) };
    let Some(mut profile) = vm.profile() else { return Ok(status) };
    if args.has("json") {
        let all = serde_json::json!({ "file": source.name, "profile": profile, "diagnostics": problems });
        console::print(&format!("{all}\n"));
        return Ok(status);
    }
    // Nothing ran of a program that does not compile.
    if profile.entries.is_empty() {
        return Ok(status);
    }
    if args.has("folded") {
        console::print(&folded(&profile, by));
        return Ok(status);
    }
    if args.has("allocations") {
        console::print(&memory::text(&profile, &vm.stats(), top));
        return Ok(status);
    }
    if by == By::Time {
        by_time(&mut profile);
    }
    console::print(&text(&profile, by, top));
    Ok(status)
}

/// Puts the entries in the order of time.
fn by_time(p: &mut Profile) {
    let mut order: Vec<usize> = (0..p.entries.len()).collect();
    order.sort_by_key(|&i| std::cmp::Reverse(p.entries[i].nanos));
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(new, &old)| place[old] = new as u32);
    p.entries = order.iter().map(|&i| p.entries[i].clone()).collect();
    for n in &mut p.tree {
        n.entry = n.entry.map(|e| place[e as usize]);
    }
}

/// What people call an entry: functions without a name by their place.
fn name(e: &ProfileEntry) -> String {
    if e.name == "<lambda>" { format!("<lambda>:{}", e.line) } else { e.name.clone() }
}

/// A place; its folder would only widen the table.
fn place(source: &str, line: u32) -> String {
    let file = std::path::Path::new(source).file_name().map(|f| f.to_string_lossy());
    format!("{}:{line}", file.as_deref().unwrap_or(source))
}

fn share(n: u64, of: u64) -> String {
    format!("{:.1}%", 100.0 * n as f64 / of.max(1) as f64)
}

fn text(p: &Profile, by: By, top: usize) -> String {
    let heads = ["own", "", "own time", "", "with callees", "", "calls", "tail calls", "turns", "function", ""];
    let mut rows = vec![heads.map(String::from).to_vec()];
    let count = |n: u64| if n == 0 { String::new() } else { grouped(n) };
    for e in p.entries.iter().take(top) {
        let (total, all) = match by {
            By::Instructions => (e.total_instructions, p.instructions),
            By::Time => (e.total_nanos, p.nanos),
        };
        rows.push(vec![
            grouped(e.instructions),
            share(e.instructions, p.instructions),
            time(e.nanos as f64),
            share(e.nanos, p.nanos),
            if by == By::Time { time(total as f64) } else { grouped(total) },
            share(total, all),
            grouped(e.calls),
            count(e.tail_calls),
            count(e.turns),
            e.name.clone(),
            if e.function.is_some() { place(&e.source, e.line) } else { "builtin".into() },
        ]);
    }
    use Align::{Left, Right};
    let columns = [Right, Right, Right, Right, Right, Right, Right, Right, Right, Left, Left];
    let mut out =
        format!("{} instructions, {} in the counting loop\n\n", grouped(p.instructions), time(p.nanos as f64));
    out.push_str(&aligned(&columns, &rows));
    if p.entries.len() > top {
        let _ = writeln!(out, "... and {} more", p.entries.len() - top);
    }
    out.push('\n');
    out.push_str(&chart::draw(p, by));
    out
}

/// A line for each stack that spent something itself.
fn folded(p: &Profile, by: By) -> String {
    let mut paths: Vec<String> = vec![];
    let mut out = String::new();
    for n in &p.tree {
        // These formats know no other way to write the two signs they use.
        let name = n.entry.map(|e| name(&p.entries[e as usize]).replace([';', ' '], "_"));
        let path = match (n.parent.map(|up| paths[up as usize].as_str()), name) {
            (None, _) => String::new(),
            (Some(""), Some(name)) => name,
            (Some(above), name) => format!("{above};{}", name.as_deref().unwrap_or("...")),
        };
        let spent = if by == By::Time { n.nanos } else { n.instructions };
        if spent > 0 && !path.is_empty() {
            let _ = writeln!(out, "{path} {spent}");
        }
        paths.push(path);
    }
    out
}
