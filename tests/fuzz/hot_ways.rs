//! Batches of programs interpreted, and compiled in many ways: what they write and
//! give, their errors with places and traces, and the fuel they use must be the same.
use super::hot::NEXT;
use super::text::Dice;
use glassbox::heap::GcMode;
use glassbox::host::split_mix;
use glassbox::jit::{JitConfig, JitMode};
use glassbox::lang::Language;
use glassbox::options::{Dispatch, Opt};
use glassbox::vm::{Config, Progress, Vm};
use std::collections::BTreeMap;
use std::fmt::Write;

/// What a batch did, as text, the fuel it used, and the most memory it held.
struct Ran {
    did: String,
    fuel: u64,
    memory: u64,
}

/// How often compiled code was left, by reason; and "compiled".
pub type Counts = BTreeMap<&'static str, u64>;

/// Runs the programs of a batch one after another on one VM.
fn run(config: Config, batch: &str, slices: Option<u64>, counts: Option<&mut Counts>) -> Ran {
    let mut vm = Vm::new(config);
    let mut ran = Ran { did: String::new(), fuel: 0, memory: 0 };
    let mut seed = slices.unwrap_or(0);
    for (n, program) in batch.split(NEXT).enumerate() {
        let result = vm.load(Language::Lisp, "hot", program).and_then(|program| {
            vm.start(program);
            loop {
                let slice = match slices {
                    None => u64::MAX,
                    Some(_) => {
                        let bits = split_mix(&mut seed);
                        1 + bits % [2, 7, 50, 1000][(bits >> 32) as usize % 4]
                    }
                };
                match vm.resume(slice) {
                    Progress::Running | Progress::Stepped => {}
                    Progress::Done(v) => return Ok(v),
                    Progress::Exited(_) => return Ok(glassbox::value::Value::UNIT),
                    Progress::Failed(d) => return Err(vec![*d]),
                }
            }
        });
        let output = vm.take_output();
        let stats = vm.stats();
        let fuel = stats.fuel_used;
        ran.fuel += fuel;
        ran.memory = ran.memory.max(stats.peak_memory);
        let _ = match result {
            Ok(v) => writeln!(ran.did, "{n}: {output}{} with {fuel}", vm.answer(v)),
            Err(problems) => writeln!(ran.did, "{n}: {output}{problems:?} with {fuel}"),
        };
    }
    if let Some(counts) = counts {
        let view = vm.compiled();
        *counts.entry("compiled").or_default() += view.compiled.len() as u64;
        for exit in view.compiled.iter().flat_map(|c| &c.exits) {
            *counts.entry(exit.reason).or_default() += exit.count;
        }
        for event in view.events.iter().filter(|e| e.what != "compiled") {
            *counts.entry(event.what).or_default() += 1;
        }
    }
    ran
}

/// Fuel up to which a batch also runs with a collection at every safepoint.
const SHORT: u64 = 3_000;

/// What is different about a batch when it is compiled in some ways, all drawn from
/// the seed.
pub fn difference(seed: u64, ways: usize, batch: &str, counts: &mut Counts) -> Option<String> {
    let mut dice = Dice::new(seed ^ 0x3A15);
    let mut base = Config { fuel: Some(20_000), memory: 24 << 20, ..Config::default() };
    base.jit.mode = JitMode::Off;
    match dice.below(12) {
        0 => base.fuel = Some(dice.below(2_000) as u64),
        1 => base.depth = 10 + dice.below(200),
        2 => base.dispatch = Dispatch::Switch,
        _ => {}
    }
    // Everything but the compiler is the same in all runs: it changes how much fuel is used.
    if dice.below(4) == 0 {
        for _ in 0..1 + dice.below(4) {
            base.opts = base.opts.with(Opt::ALL[dice.below(Opt::ALL.len())], false);
        }
        base.opts = base.opts.with(Opt::Jit, true);
    }
    let wanted = run(base.clone(), batch, None, None);
    // Compiled code takes memory itself, so that what is short of it ends elsewhere.
    let full = wanted.memory > (base.memory / 4 * 3) as u64;
    for _ in 0..ways {
        let mut config = base.clone();
        let mode = if dice.below(5) == 0 { JitMode::Mir } else { JitMode::On };
        let threshold = if dice.below(3) == 0 { 1 } else { 1 + dice.below(40) as u32 };
        config.jit = JitConfig { mode, threshold, force_exits: dice.below(4) == 0 };
        if dice.below(2) == 0 {
            let passes = Opt::ALL.iter().filter(|o| o.name().starts_with("jit-"));
            let chance = 1 + dice.below(4);
            for &pass in passes {
                config.opts = config.opts.with(pass, dice.below(5) >= chance);
            }
        }
        let slices = (dice.below(3) == 0).then_some(seed);
        if wanted.fuel < SHORT && dice.below(4) == 0 {
            config.gc = GcMode::Stress;
        }
        let short = dice.below(20) == 0;
        if short {
            config.memory = (1 << 20) + dice.below(1 << 20);
        }
        let got = run(config.clone(), batch, slices, Some(counts));
        if got.did != wanted.did && !short && !full {
            let differ = |(a, b): &(&str, &str)| a != b;
            let line = got.did.lines().zip(wanted.did.lines()).find(differ);
            let off: Vec<&str> = Opt::ALL.iter().filter(|o| !config.opts.has(**o)).map(|o| o.name()).collect();
            return Some(format!(
                "{:?}, slices {slices:?}, gc {:?}, without {off:?}, {:?}, fuel {:?}, depth {}:\n  got    {}\n  wanted {}",
                config.jit,
                config.gc,
                config.dispatch,
                config.fuel,
                config.depth,
                line.map_or(&*got.did, |l| l.0),
                line.map_or(&*wanted.did, |l| l.1),
            ));
        }
    }
    None
}
