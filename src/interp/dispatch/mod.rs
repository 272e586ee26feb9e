//! The loops. The handlers are the same; a loop only says how to get from one to
//! the next. Which one runs is a setting (`--dispatch`), see [`crate::options::Dispatch`].
mod step;
mod stepped;
pub(crate) use step::STEPS;
mod switch;
mod threaded;
mod traced;

use super::State;
use crate::options::Dispatch;
use crate::vm::Vm;

/// Runs until something leaves the loop; `vm.exit` says what.
///
/// # Safety
/// `s` is a state of `vm`'s running fiber, at an instruction of verified code.
pub(crate) unsafe fn run(vm: &mut Vm, s: State) {
    // SAFETY: passed on.
    unsafe {
        if let Some(stepper) = vm.stepper.take_if(|s| s.follows()) {
            return stepped::run(vm, s, stepper);
        }
        match vm.config.dispatch {
            Dispatch::Threaded => threaded::run(vm, s),
            Dispatch::Switch => switch::run(vm, s),
            Dispatch::Traced => traced::run(vm, s),
        }
    }
}
