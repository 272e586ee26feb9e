//! Rewriting of Core. Each pass is on its own, behind its switch; in debug
//! builds `verify` runs after the front end and after each of them. None
//! recurses deeper than the tree, whose depth front ends limit.
pub mod fold;
pub mod loops;
pub mod notes;
pub mod scope;
pub mod verify;

use super::Unit;
use crate::options::{Opt, OptSet};
use notes::Notes;

/// A pass over a unit.
type Pass = fn(&mut Unit, &mut Notes);

/// The passes, in the order they run.
const PASSES: [(Opt, Pass); 2] = [(Opt::Fold, fold::run), (Opt::Loops, loops::run)];

/// Runs the passes that are switched on. `step` sees the unit as it was lowered
/// and after each pass, with the pass's name; `notes` get what they decide.
pub fn run_all(unit: &mut Unit, opts: OptSet, notes: &mut Notes, step: &mut dyn FnMut(&str, &Unit)) {
    check(unit, "lowered");
    step("lowered", unit);
    for (opt, pass) in PASSES {
        if opts.has(opt) {
            pass(unit, notes);
            check(unit, opt.name());
            step(opt.name(), unit);
        }
    }
    notes::survey(unit, notes);
}

fn check(unit: &Unit, after: &str) {
    if cfg!(debug_assertions)
        && let Err(problem) = verify::verify(unit)
    {
        panic!("Core after {after}: {problem}");
    }
}
