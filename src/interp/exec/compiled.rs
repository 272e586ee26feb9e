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
    enter_compiled => enter::call;
    loop_back_compiled => enter::turn;
    loop_self_compiled => enter::turn;
    move_loop_compiled => enter::turn;
}

#[inline(always)]
pub(crate) unsafe fn enter_counted(s: State, vm: *mut Vm) -> Step {
    // SAFETY: the handler's contract; the operands are those of a jump.
    unsafe { if (*s.fun).jit.skips() { super::jump(s, vm) } else { Step::Slow(enter::count_call) } }
}

macro_rules! counted {
    ($($name:ident = $plain:ident;)*) => { $(
        #[inline(always)]
        pub(crate) unsafe fn $name(s: State, vm: *mut Vm) -> Step {
            // SAFETY: the handler's contract; the operands are those of the plain form.
            unsafe { if (*s.fun).jit.skips() { super::$plain(s, vm) } else { Step::Slow(enter::count_turn) } }
        }
    )* };
}

counted! {
    loop_back_counted = loop_back;
    loop_self_counted = loop_self;
    move_loop_counted = move_loop;
}
