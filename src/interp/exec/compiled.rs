//! What counts how hot code is, and leads to compiled code: see [`crate::jit`].
use crate::interp::{State, Step};
use crate::jit::enter;
use crate::vm::Vm;

macro_rules! by_slow_part {
    ($($name:ident => $part:path;)*) => { $(
        #[inline(always)]
        pub(crate) unsafe fn $name(_: State, _: *mut Vm) -> Step {
            Step::Slow($part)
        }
    )* };
}

by_slow_part! {
    enter_counted => enter::count_call;
    enter_compiled => enter::call;
    loop_back_counted => enter::count_turn;
    loop_back_compiled => enter::turn;
    loop_self_counted => enter::count_turn;
    loop_self_compiled => enter::turn;
    move_loop_counted => enter::count_turn;
    move_loop_compiled => enter::turn;
}
