//! A program's runs under many configurations, and their table.
use super::measure::{Program, Setup, Summary, once, summary};
use super::table::{Align, aligned, time};
use glassbox::host::split_mix;
use glassbox::vm::Config;

/// Spreads above it make a median doubtful.
const WIDE: f64 = 0.05;
/// Runs below it are made twice, for the second to find the memory in its place.
pub const SHORT: u64 = 50_000_000;

/// A configuration's runs of one program.
pub struct Row {
    pub setup: Setup,
    pub samples: Vec<u64>,
    /// What it printed and gave, or its error.
    pub result: String,
    pub failed: bool,
}

/// Runs a program under each configuration in turn, that many times. Says before
/// each run how many there were.
pub fn measure(
    program: &Program,
    setups: &[Setup],
    repeats: usize,
    base: &Config,
    seed: u64,
    mut at: impl FnMut(usize, Setup),
) -> Vec<Row> {
    let row = |setup: &Setup| Row { setup: *setup, samples: vec![], result: String::new(), failed: false };
    let mut rows: Vec<Row> = setups.iter().map(row).collect();
    let mut done = 0;
    let mut chance = 1;
    for _ in 0..repeats {
        // In another order each time: what ran before leaves its traces in memory.
        let mut order: Vec<usize> = (0..rows.len()).collect();
        for i in (1..order.len()).rev() {
            order.swap(i, (split_mix(&mut chance) % (i as u64 + 1)) as usize);
        }
        for i in order {
            let row = &mut rows[i];
            at(done, row.setup);
            done += 1;
            // A program that failed fails again.
            if row.failed {
                continue;
            }
            let mut run = once(row.setup, base, seed, program);
            if run.nanos < SHORT {
                run = once(row.setup, base, seed, program);
            }
            row.samples.push(run.nanos);
            (row.result, row.failed) = (run.result, run.failed);
        }
    }
    rows
}

impl Row {
    /// What the runs come to, if there are any.
    pub fn summary(&self) -> Option<Summary> {
        if self.failed || self.samples.is_empty() { None } else { Some(summary(&self.samples)) }
    }
}

/// The runs whose result is not that of the first row that did not fail.
pub fn differing(rows: &[Row]) -> Vec<&Row> {
    let Some(first) = rows.iter().find(|r| !r.failed) else { return vec![] };
    rows.iter().filter(|r| !r.failed && r.result != first.result).collect()
}

/// The rows as text.
pub fn table(name: &str, rows: &[Row], repeats: usize) -> String {
    let all = rows.iter().find(|r| r.setup == Setup::All).and_then(Row::summary);
    let mut cells = vec![["  configuration", "median", "spread", "ratio", ""].map(String::from).to_vec()];
    let mut wide = false;
    let differ = differing(rows);
    for r in rows {
        let name = format!("  {}", r.setup.name());
        let Some(s) = r.summary() else {
            cells.push(vec![name, "failed".into(), String::new(), String::new(), short(&r.result)]);
            continue;
        };
        let ratio = all.map_or(String::new(), |all| format!("{:.2}", s.median / all.median));
        let mut note = String::new();
        if s.spread > WIDE {
            wide = true;
            note = "spread is wide".into();
        }
        if differ.iter().any(|d| d.setup == r.setup) {
            note = format!("DIFFERENT RESULT: {}", short(&r.result));
        }
        cells.push(vec![name, time(s.median), format!("±{:.1}%", 100.0 * s.spread), ratio, note]);
    }
    let mut out = format!("\n{name} ({repeats} runs each, processor time)\n");
    out.push_str(&aligned(&[Align::Left, Align::Right, Align::Right, Align::Right, Align::Left], &cells));
    if wide {
        out.push_str("  Some spreads are wide: close other programs, or raise --repeats, before comparing.\n");
    }
    if !differ.is_empty() {
        out.push_str("  Results differ between configurations: this is a fault of Glassbox, or the program\n");
        out.push_str("  depends on time.\n");
    }
    out
}

fn short(text: &str) -> String {
    let line: String = text.lines().next_back().unwrap_or("").chars().take(60).collect();
    if line.len() < text.len() { format!("{line}...") } else { line }
}
