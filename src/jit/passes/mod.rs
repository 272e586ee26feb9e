//! Rewriting of MIR. Each pass is on its own, behind its switch; in debug builds
//! the verifier runs between them. Passes take time linear in the graph, or close to
//! it, and index vectors by value or block.
pub mod cse;
pub mod dead_code;
mod edit;
pub mod guard_hoisting;
mod kinds;
pub mod leaf_calls;
mod loops;
pub mod ranges;
pub mod strength;
#[cfg(test)]
mod tests;
pub mod unboxing;

use super::mir::{Graph, verify};
use crate::options::{Opt, OptSet};

/// What passes must know besides the graph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Given {
    /// Whether the upper half of a product is cheap.
    pub mul_high: bool,
    /// Whether callers count on a tagged result.
    pub tagged_result: bool,
}

/// A pass over a graph.
type Pass = fn(&mut Graph, Given);

/// The passes, in the order they run.
const PASSES: [(Opt, Pass); 10] = [
    (Opt::JitDeadCode, dead_code::run),
    (Opt::JitGuardHoisting, guard_hoisting::run),
    (Opt::JitUnboxing, unboxing::run),
    (Opt::JitDeadCode, dead_code::run),
    (Opt::JitLeafCalls, leaf_calls::run),
    (Opt::JitCse, cse::run),
    (Opt::JitRanges, ranges::run),
    (Opt::JitStrength, strength::run),
    (Opt::JitCse, cse::run),
    (Opt::JitDeadCode, dead_code::run),
];

/// Runs the passes that are switched on. `step` sees the graph as it was built and
/// after each pass, with the pass's name.
pub fn run_all(g: &mut Graph, opts: OptSet, given: Given, step: &mut dyn FnMut(&'static str, &Graph)) {
    check(g, "built");
    step("built", g);
    if !opts.has(Opt::JitGuardHoisting) {
        forget_entries(g);
    }
    for (opt, pass) in PASSES {
        if opts.has(opt) {
            pass(g, given);
            check(g, opt.name());
            step(opt.name(), g);
        }
    }
}

/// Runs one pass by the name of its switch; false if there is none.
pub fn run_one(g: &mut Graph, name: &str, given: Given) -> bool {
    let Some((_, pass)) = PASSES.iter().find(|(opt, _)| opt.name() == name) else { return false };
    pass(g, given);
    check(g, name);
    true
}

/// Entry states keep values alive; they go when nothing moves to the front of loops
/// any more.
fn forget_entries(g: &mut Graph) {
    for b in &mut g.blocks {
        b.entry = None;
    }
}

fn check(g: &Graph, after: &str) {
    if cfg!(debug_assertions)
        && let Err(problem) = verify::verify(g)
    {
        panic!("MIR after {after}: {problem}\n{}", super::mir::print::graph(g));
    }
}
