//! The interpreter: handlers by family in `exec`, one per row of the op table;
//! the loops that go from one to the next in `dispatch`; calls, exceptions and
//! collection, which handlers reach through their slow paths.
//!
//! The invariant this module owns: code that runs was made by the compiler or
//! accepted by the verifier, so register, constant, site and jump operands are
//! in range; `regs` points at a window of at least `fun.registers` initialised
//! values with the running closure one below it. Handlers read and write through
//! raw pointers on that ground; their unsafe blocks refer to it as "verified code".
pub(crate) mod attributes;
pub(crate) mod bind;
pub(crate) mod calls;
mod collect;
pub(crate) mod continuation;
pub(crate) mod depth;
pub(crate) mod detour;
pub(crate) mod dispatch;
pub(crate) mod exec;
pub mod func;
pub(crate) mod generators;
pub(crate) mod link;
pub(crate) mod methods;
pub(crate) mod objects;
pub(crate) mod profile;
pub(crate) mod step;
pub(crate) mod throw;
pub(crate) mod traces;

pub use func::Func;
pub(crate) use link::Labels;

use crate::bytecode::Insn;
use crate::value::Value;
use crate::vm::Vm;

/// Where execution stands. Lives in machine registers while code runs.
#[derive(Clone, Copy)]
pub(crate) struct State {
    /// The instruction at hand; null to leave the loop.
    pub ip: *mut Insn,
    /// Register 0 of the running function.
    pub regs: *mut Value,
    /// The running function.
    pub fun: *const Func,
}

/// Slow part of a handler: does the whole instruction and says where to go on.
pub(crate) type Slow = unsafe fn(&mut Vm, State) -> State;

/// What a handler came to.
pub(crate) enum Step {
    /// Go on here.
    Next(State),
    /// The fast path does not apply; nothing has changed. The slow part decides.
    Slow(Slow),
}

/// A suspended call: where its caller goes on. The caller's window begins
/// `ip.b + 1` registers below the callee's, and the result goes to its `ip.a`.
#[derive(Clone, Copy)]
#[repr(C)]
pub(crate) struct Frame {
    /// The call instruction.
    pub ip: *mut Insn,
    /// The caller.
    pub fun: *const Func,
}

impl State {
    /// Leaves the loop; `Vm::saved` and `Vm::exit` say the rest.
    pub const LEAVE: State = State { ip: std::ptr::null_mut(), regs: std::ptr::null_mut(), fun: std::ptr::null() };

    /// The instruction.
    #[inline(always)]
    pub unsafe fn insn(self) -> Insn {
        // SAFETY: verified code; `ip` is at an instruction.
        unsafe { *self.ip }
    }
    /// Stores it word by word. A slow part gives it in memory, a word at a time; read as a vector
    /// right after, it would wait until those are through.
    #[inline(always)]
    pub unsafe fn store(&self, to: *mut State) {
        // SAFETY: the caller's place for a state; references can be read.
        unsafe {
            (*to).ip = (&raw const self.ip).read_volatile();
            (*to).regs = (&raw const self.regs).read_volatile();
            (*to).fun = (&raw const self.fun).read_volatile();
        }
    }
    /// A register.
    #[inline(always)]
    pub unsafe fn get(self, r: u16) -> Value {
        // SAFETY: verified code.
        unsafe { *self.regs.add(r as usize) }
    }
    /// Writes a register.
    #[inline(always)]
    pub unsafe fn set(self, r: u16, v: Value) {
        // SAFETY: verified code.
        unsafe { *self.regs.add(r as usize) = v }
    }
    /// The next instruction.
    #[inline(always)]
    pub unsafe fn skip(self) -> State {
        // SAFETY: verified code; only ops that do not fall through stand last.
        State { ip: unsafe { self.ip.add(1) }, ..self }
    }
    /// The instruction at a distance from the next one.
    #[inline(always)]
    pub unsafe fn jump(self, offset: i32) -> State {
        // SAFETY: verified code.
        State { ip: unsafe { self.ip.offset(offset as isize + 1) }, ..self }
    }
    /// Goes on with the next instruction.
    #[inline(always)]
    pub unsafe fn next(self) -> Step {
        // SAFETY: as for `skip`.
        Step::Next(unsafe { self.skip() })
    }
    /// Goes on with the next instruction if `holds`, else at a distance from it.
    #[inline(always)]
    pub unsafe fn unless(self, holds: bool, offset: i32) -> Step {
        // SAFETY: as for `jump`.
        unsafe {
            if holds {
                return self.next();
            }
            keep_branch();
            Step::Next(self.jump(offset))
        }
    }
    /// Index of the instruction in its function.
    pub unsafe fn pc(self) -> usize {
        // SAFETY: both point into the function's code.
        unsafe { self.ip.offset_from((*self.fun).code_ptr()) as usize }
    }
    /// The running closure.
    #[inline(always)]
    pub unsafe fn closure(self) -> Value {
        // SAFETY: the closure stands one below the window.
        unsafe { *self.regs.sub(1) }
    }
}

/// Keeps the branch that leads here a branch. As a conditional move of the
/// instruction pointer, the next instruction could not even be fetched before the
/// comparison is done: a fifth of the time of small loops.
#[inline(always)]
fn keep_branch() {
    #[cfg(all(any(target_arch = "x86_64", target_arch = "aarch64"), not(miri)))]
    // SAFETY: there is no instruction in it.
    unsafe {
        std::arch::asm!("", options(nomem, nostack, preserves_flags));
    }
}
