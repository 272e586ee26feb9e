//! Room for open calls: stacks that grow, the limit of open calls as configured, and
//! the limit of recursion that programs of some languages know and set.
use super::{Frame, State};
use crate::lang::VmError;
use crate::runtime::Fault;
use crate::value::Value;
use crate::vm::Vm;

/// Open calls that are many.
const DEEP: usize = 10_000;
/// Calls that a handler may open beyond the limit.
const HANDLER_DEPTH: usize = 256;
/// Calls of functions of the prelude that may be open for each of the program's: what they
/// do others do without a call, but an end they must have.
const OWN_CALLS: usize = 8;

/// How many calls may be open.
pub(crate) struct CallLimit {
    /// As configured.
    pub most: usize,
    /// More than that while a handler runs that the limit called.
    slack: usize,
    /// Calls of the program, as its language or itself has it; `usize::MAX` without such a
    /// limit.
    recursion: usize,
    /// What a program set, which holds for later ones as well.
    wanted: Option<usize>,
    /// Frames up to which `recursion` is not reached, whosever they are.
    surely: usize,
}

impl CallLimit {
    /// The limit as configured.
    pub fn new(most: usize) -> CallLimit {
        CallLimit { most, slack: 0, wanted: None, recursion: usize::MAX, surely: usize::MAX }
    }

    /// A program begins, whose language has that limit of recursion unless programs set another.
    pub fn begin(&mut self, recursion: usize) {
        self.slack = 0;
        self.recursion = if recursion == usize::MAX { recursion } else { self.wanted.unwrap_or(recursion) };
        self.forget();
    }

    /// The program sets its limit of recursion.
    pub fn set(&mut self, recursion: usize) {
        self.wanted = Some(recursion);
        self.recursion = recursion;
        self.forget();
    }

    /// Forgets how many frames of the running stack have been looked at.
    pub fn forget(&mut self) {
        self.surely = self.recursion;
    }

    /// The limit of recursion.
    pub fn recursion(&self) -> usize {
        self.recursion
    }

    /// Frames that may be in use without another look.
    fn frames(&self) -> usize {
        self.most.max(1).min(self.surely).saturating_add(self.slack)
    }
}

impl Vm {
    /// Makes sure that `count` values fit from `s.regs` on.
    #[inline(always)]
    pub(crate) fn ensure_values(&mut self, s: State, count: usize) -> Result<State, State> {
        let left = (self.stack_end as usize - s.regs as usize) / size_of::<Value>();
        if count <= left { Ok(s) } else { self.grow_values(s, count) }
    }

    #[cold]
    fn grow_values(&mut self, s: State, count: usize) -> Result<State, State> {
        if self.jit.inside {
            return Err(self.leave_compiled(None));
        }
        let offset = (s.regs as usize - self.stack.values as usize) / size_of::<Value>();
        let new = (offset + count).max(self.stack.capacity * 2);
        // Both stacks stand side by side while the values move.
        let mut s = s;
        if self.rt.heap.charge(new * size_of::<Value>()).is_err() {
            s = self.collect(s)?;
            if self.rt.heap.charge(new * size_of::<Value>()).is_err() {
                return Err(self.no_stack(s));
            }
        }
        // Collecting may have moved and shrunk the stack; the offset is the same.
        let old = self.stack.capacity;
        if !self.stack.resize_values(new, old) {
            self.rt.heap.discharge(new * size_of::<Value>());
            return Err(self.raise(s, Fault::HeapFull));
        }
        self.rt.heap.discharge(old * size_of::<Value>());
        self.set_limits();
        Ok(State { regs: self.stack.values.wrapping_add(offset), ..s })
    }

    /// Makes the stacks larger if memory allows it, up to a few times as many values and
    /// frames, so that compiled code has room.
    pub(crate) fn widen(&mut self, s: State, enough: usize) -> State {
        let offset = (s.regs as usize - self.stack.values as usize) / size_of::<Value>();
        let (old, new) = (self.stack.capacity, self.stack.capacity * 2);
        if old < 4 * enough && self.rt.heap.charge(new * size_of::<Value>()).is_ok() {
            let made = self.stack.resize_values(new, old);
            self.rt.heap.discharge(if made { old } else { new } * size_of::<Value>());
        }
        let (depth, old, new) = (self.depth(), self.stack.frame_capacity, self.stack.frame_capacity * 2);
        if old < self.limit.most.min(4 * enough) && self.rt.heap.charge(new * size_of::<Frame>()).is_ok() {
            let made = self.stack.resize_frames(new, depth);
            self.rt.heap.discharge(if made { old } else { new } * size_of::<Frame>());
        }
        self.fp = self.stack.frames.wrapping_add(depth);
        self.set_limits();
        State { regs: self.stack.values.wrapping_add(offset), ..s }
    }

    /// Makes sure that a frame can be pushed.
    #[inline(always)]
    pub(crate) fn ensure_frame(&mut self, s: State) -> Result<State, State> {
        if self.fp < self.fp_end { Ok(s) } else { self.grow_frames(s) }
    }

    /// That memory has no room for a deeper stack: in languages that know a limit of
    /// recursion, it is that.
    fn no_stack(&mut self, s: State) -> State {
        // SAFETY: `s.fun` is the running function.
        let limited = unsafe { (*s.fun).dialect.objects.calls };
        if limited && self.depth() > DEEP {
            return self.raise_words(s, VmError::Depth(self.depth()));
        }
        self.raise(s, Fault::HeapFull)
    }

    #[cold]
    fn grow_frames(&mut self, s: State) -> Result<State, State> {
        let depth = self.depth();
        let limit = &mut self.limit;
        if depth < limit.most + limit.slack && depth >= limit.frames() {
            // SAFETY: `s.fun` is the running function.
            let open = self.open_calls() + !self.is_prelude(unsafe { &*s.fun }) as usize;
            let limit = &mut self.limit;
            limit.surely = depth + limit.recursion.saturating_sub(open);
            self.set_limits();
            if self.fp < self.fp_end {
                return Ok(s);
            }
        }
        if depth >= self.limit.frames() {
            self.limit.forget();
            self.set_limits();
            return Err(self.raise_words(s, VmError::Depth(self.limit.most)));
        }
        let new = self.stack.frame_capacity * 2;
        let bytes = new * size_of::<Frame>();
        let mut s = s;
        if self.rt.heap.charge(bytes).is_err() {
            s = self.collect(s)?;
            if self.rt.heap.charge(bytes).is_err() {
                return Err(self.no_stack(s));
            }
        }
        let old = self.stack.frame_capacity;
        if !self.stack.resize_frames(new, depth) {
            self.rt.heap.discharge(bytes);
            return Err(self.raise(s, Fault::HeapFull));
        }
        self.rt.heap.discharge(old * size_of::<Frame>());
        self.fp = self.stack.frames.wrapping_add(depth);
        self.set_limits();
        Ok(s)
    }

    /// Makes sure that both stacks have room for that much in all. Growing one may
    /// collect, which may shrink the other.
    pub(crate) fn ensure_total(&mut self, s: State, values: usize, frames: usize) -> Result<State, State> {
        let mut s = s;
        for _ in 0..64 {
            let offset = (s.regs as usize - self.stack.values as usize) / size_of::<Value>();
            s = match () {
                _ if self.stack.frame_capacity < frames => self.grow_frames(s)?,
                _ if self.stack.capacity < values => self.grow_values(s, values - offset)?,
                _ => return Ok(s),
            };
        }
        Err(self.raise(s, Fault::HeapFull))
    }

    /// Frames in use on the running fiber.
    pub(crate) fn depth(&self) -> usize {
        (self.fp as usize - self.stack.frames as usize) / size_of::<Frame>()
    }

    /// Open calls as the limit of recursion counts them, without that of the running function.
    pub(crate) fn open_calls(&self) -> usize {
        let depth = self.depth();
        // SAFETY: so many frames are in use, of functions that live as long as the VM.
        let frames = (0..depth).map(|i| unsafe { &*(*self.stack.frames.add(i)).fun });
        let own = frames.filter(|f| self.is_prelude(f)).count();
        (depth - own).max(own / OWN_CALLS)
    }

    /// Lets a handler run where the limit of open calls was met.
    pub(crate) fn raise_depth(&mut self) {
        self.limit.slack = HANDLER_DEPTH;
        self.set_limits();
    }

    /// The limit of open calls as configured.
    pub(crate) fn lower_depth(&mut self) {
        if self.limit.slack > 0 {
            self.limit.slack = 0;
            self.set_limits();
        }
    }

    /// Sets the limits that fast paths check, from the stacks' sizes.
    pub(crate) fn set_limits(&mut self) {
        self.stack_end = self.stack.values.wrapping_add(self.stack.capacity);
        let frames = self.stack.frame_capacity.min(self.limit.frames());
        self.fp_end = self.stack.frames.wrapping_add(frames);
    }
}
