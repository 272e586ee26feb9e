//! What the shared options say.
use super::args::{Parsed, Usage};
use super::files::Files;
use glassbox::Language;
use glassbox::heap::GcMode;
use glassbox::jit::JitMode;
use glassbox::options::{Dispatch, Opt, OptSet};
use glassbox::vm::Config;
use std::io::IsTerminal;

/// Names of the collector's modes.
const GC: &[(&str, GcMode)] = &[("off", GcMode::Off), ("normal", GcMode::Normal), ("stress", GcMode::Stress)];
/// When messages have colours.
const COLOR: &[&str] = &["auto", "always", "never"];
/// The most an inline cache may remember: beyond it, a search costs more than a miss.
const MAX_CACHE: u64 = 64;

/// How programs are to be run.
#[derive(Clone)]
pub struct Settings {
    /// The VM's setup.
    pub config: Config,
    /// Whether the loop was chosen and not left to the VM.
    pub dispatch_given: bool,
    /// Whether the plain interpreter runs instead.
    pub baseline: bool,
    /// The language, if one was named.
    pub language: Option<Language>,
    /// Where random numbers start.
    pub seed: u64,
    /// The files that programs may use.
    pub files: Option<Files>,
    /// Whether programs read the standard input by lines.
    pub by_line: bool,
    /// Whether messages have colours.
    pub color: bool,
}

impl Settings {
    /// From the arguments.
    pub fn read(args: &Parsed) -> Result<Settings, Usage> {
        let mut config = Config { opts: optimisations(args)?, ..Config::default() };
        if let Some(name) = args.value("dispatch") {
            let names: Vec<&str> = Dispatch::ALL.iter().map(|d| d.name()).collect();
            config.dispatch = Dispatch::by_name(name).ok_or_else(|| Usage::unknown("loop", name, &names))?;
        }
        if let Some(name) = args.value("gc") {
            let names: Vec<&str> = GC.iter().map(|m| m.0).collect();
            let mode = GC.iter().find(|m| m.0 == name).ok_or_else(|| Usage::unknown("mode", name, &names))?;
            config.gc = mode.1;
        }
        config.fuel = args.number("fuel", 1)?;
        if let Some(bytes) = args.size("memory")? {
            config.memory = bytes;
        }
        if let Some(name) = args.value("jit-mode") {
            let names: Vec<_> = JitMode::ALL.iter().map(|m| m.name()).collect();
            config.jit.mode = JitMode::by_name(name).ok_or_else(|| Usage::unknown("mode", name, &names))?;
        }
        if let Some(threshold) = args.number("jit-threshold", 1)? {
            config.jit.threshold = threshold;
        }
        config.jit.force_exits = args.has("jit-force-exits");
        if let Some(depth) = args.number("depth", 1)? {
            config.depth = depth;
        }
        if let Some(n) = args.number::<u64>("cache-size", 1)? {
            if n > MAX_CACHE {
                return Err(Usage::new(format!("`--cache-size` is at most {MAX_CACHE}")));
            }
            config.cache_size = n as usize;
        }
        if let Some(bytes) = args.size("slab-size")? {
            config.pool.slab_size = bytes.max(1);
        }
        if let Some(n) = args.number("initial-slabs", 0)? {
            config.pool.initial_slabs = n;
        }
        if let Some(n) = args.number("max-slabs", 0)? {
            config.pool.max_slabs = n;
        }
        let language = args.value("language").map(language).transpose()?;
        let color = match args.value("color") {
            Some("always") => true,
            Some("never") => false,
            None | Some("auto") => std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
            Some(word) => return Err(Usage::unknown("choice", word, COLOR)),
        };
        Ok(Settings {
            config,
            dispatch_given: args.has("dispatch"),
            baseline: args.has("baseline"),
            language,
            seed: args.number("seed", 0)?.unwrap_or(1),
            files: args.value("files").map(|folder| Files::grant(folder).map_err(Usage::new)).transpose()?,
            by_line: false,
            color,
        })
    }
}

fn language(name: &str) -> Result<Language, Usage> {
    let names: Vec<&str> = Language::ALL.iter().map(|l| l.name()).collect();
    Language::by_name(name).ok_or_else(|| Usage::unknown("language", name, &names))
}

/// An optimisation by name.
pub fn optimisation(name: &str) -> Result<Opt, Usage> {
    let names: Vec<&str> = Opt::ALL.iter().map(|o| o.name()).collect();
    Opt::by_name(name).ok_or_else(|| Usage::unknown("optimisation", name, &names))
}

fn optimisations(args: &Parsed) -> Result<OptSet, Usage> {
    if args.has("without") && args.has("only-with") {
        return Err(Usage::new("`--without` and `--only-with` cannot be used together"));
    }
    let mut set = if args.has("only-with") { OptSet::none() } else { OptSet::all() };
    for name in args.words("only-with") {
        set = set.with(optimisation(name)?, true);
    }
    for name in args.words("without") {
        set = if name == "all" { OptSet::none() } else { set.with(optimisation(name)?, false) };
    }
    Ok(set)
}
