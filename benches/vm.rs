//! `cargo bench`: the programs in `benches/programs` under every switch, in every
//! loop and in the plain interpreter, and how fast programs are loaded.
//!
//! ```text
//! cargo bench                        everything
//! cargo bench --bench vm -- fib tak  programs whose names contain one of these
//!     --quick                        few runs, few configurations
//!     --repeats N                    runs of each configuration
//!     --configs a,b                  these configurations
//!     load                           only the speed of loading
//!     claims                         only what each requirement claims, and its worth here
//! ```
#[allow(dead_code, reason = "the command needs more of it")]
#[path = "../src/cli/bench/claims.rs"]
mod claims;
#[path = "../src/cli/bench/clock.rs"]
mod clock;
#[path = "../src/cli/bench/compare.rs"]
mod compare;
mod load;
#[path = "../src/cli/bench/measure.rs"]
mod measure;
#[path = "../src/cli/table.rs"]
#[allow(dead_code, reason = "the command needs more of it")]
mod table;

use glassbox::{Config, Language};
use measure::{PROGRAMS, Program, Setup};
use table::{Align, aligned};

struct Options {
    quick: bool,
    repeats: usize,
    setups: Vec<Setup>,
    filters: Vec<String>,
}

fn options() -> Result<Options, String> {
    let usual = Config::default().dispatch;
    let mut o = Options { quick: false, repeats: 5, setups: Setup::every(usual), filters: vec![] };
    let (mut repeats, mut setups) = (None, None);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            // Cargo says that it is a benchmark.
            "--bench" => {}
            "--quick" => o.quick = true,
            "--repeats" => repeats = words.next().and_then(|n| n.parse().ok()).filter(|n| *n > 0),
            "--configs" => {
                let names = words.next().unwrap_or_default();
                let find = |n: &str| Setup::by_name(n).ok_or_else(|| format!("there is no configuration `{n}`"));
                setups = Some(names.split(',').map(find).collect::<Result<Vec<_>, _>>()?);
            }
            word if word.starts_with('-') => return Err(format!("there is no option `{word}`")),
            word => o.filters.push(word.to_string()),
        }
    }
    if o.quick {
        o.repeats = 2;
        o.setups.retain(|s| matches!(s, Setup::All | Setup::None | Setup::Loop(_)));
    }
    o.repeats = repeats.unwrap_or(o.repeats);
    o.setups = setups.unwrap_or(o.setups);
    Ok(o)
}

fn main() {
    let o = match options() {
        Ok(o) => o,
        Err(e) => {
            eprintln!("{e}");
            std::process::exit(2);
        }
    };
    let wanted = |name: &str| o.filters.is_empty() || o.filters.iter().any(|f| name.contains(f.as_str()));
    let mut ratios: Vec<Vec<f64>> = vec![vec![]; o.setups.len()];
    let mut wrong = false;
    for (name, text) in PROGRAMS.iter().filter(|p| wanted(p.0)) {
        let program = Program { name: name.to_string(), text: text.to_string(), language: Language::Lisp };
        eprintln!("measuring {name}");
        let rows = compare::measure(&program, &o.setups, o.repeats, &Config::default(), 1, |_, _| {});
        print!("{}", compare::table(name, &rows, o.repeats));
        wrong |= !compare::differing(&rows).is_empty() || rows.iter().any(|r| r.failed && r.setup != Setup::Baseline);
        let all = rows.iter().find(|r| r.setup == Setup::All).and_then(|r| r.summary());
        for (row, ratios) in rows.iter().zip(&mut ratios) {
            if let (Some(all), Some(s)) = (all, row.summary()) {
                ratios.push(s.median / all.median);
            }
        }
    }
    if ratios.iter().any(|r| r.len() > 1) {
        println!("\nall programs (ratio of processor time to `all`, above 1 is slower)");
        let mut rows = vec![["  configuration", "geometric mean", "least", "most"].map(String::from).to_vec()];
        for (setup, ratios) in o.setups.iter().zip(&ratios).filter(|r| !r.1.is_empty()) {
            let least = ratios.iter().copied().fold(f64::INFINITY, f64::min);
            let most = ratios.iter().copied().fold(0.0, f64::max);
            let numbers = [table::mean(ratios), least, most].map(|r| format!("{r:.2}"));
            rows.push(std::iter::once(format!("  {}", setup.name())).chain(numbers).collect());
        }
        print!("{}", aligned(&[Align::Left, Align::Right, Align::Right, Align::Right], &rows));
    }
    if wanted("load") {
        load::report(if o.quick { 3 } else { 11 });
    }
    if wanted("claims") {
        println!("\nclaims (time without, divided by time with)");
        for claim in claims::claims() {
            print!("{}", claim.text(&claim.measure(&Config::default(), 1, o.repeats)));
        }
    }
    if wrong {
        eprintln!("some runs failed or gave different results");
        std::process::exit(1);
    }
}
