//! Safepoints: where fuel is counted, the host may stop the program and the
//! collector runs. Everything live is in registers of some fiber, in globals, in
//! constants or in the few places listed in `roots`.
use super::State;
use crate::fiber::Stack;
use crate::heap::{GcMode, Heap, HeapFull};
use crate::runtime::Fault;
use crate::value::Value;
use crate::vm::{Exit, Vm};

/// Calls and back edges between two looks at the clock of events.
const CHUNK: i64 = 1 << 20;
/// Elements or words that take as long as a call or a back edge, about.
const WORK_UNIT: usize = 16;

impl Vm {
    /// A safepoint at which one unit of the budget is used: called off the fast
    /// path of calls. Goes on with the state given, or leaves with the other.
    #[inline(always)]
    pub(crate) fn safepoint(&mut self, s: State) -> Result<State, State> {
        self.budget = self.budget.max(0);
        let s = if self.budget <= 0 || self.rt.heap.gc_wanted { self.pause(s)? } else { s };
        self.budget -= 1;
        Ok(s)
    }

    /// Sees to whatever made the budget run out, and refills it.
    #[cold]
    #[inline(never)]
    pub(crate) fn pause(&mut self, s: State) -> Result<State, State> {
        let mut s = s;
        // Fast paths decrement before they look.
        self.budget = self.budget.max(0);
        if self.rt.heap.gc_wanted {
            s = self.attend(s)?;
        }
        if self.budget > 0 {
            return Ok(s);
        }
        self.settle();
        if self.stop.load(std::sync::atomic::Ordering::Relaxed) {
            return Err(self.leave(s, Exit::Stopped));
        }
        if self.config.fuel.is_some_and(|f| self.fuel_used >= f) {
            return Err(self.leave(s, Exit::OutOfFuel));
        }
        if self.slice == 0 {
            return Err(self.leave(s, Exit::Slice));
        }
        self.refill();
        Ok(s)
    }

    /// Collects if that is due.
    #[cold]
    pub(crate) fn attend(&mut self, s: State) -> Result<State, State> {
        if self.rt.heap.is_due() { self.collect(s) } else { Ok(s) }
    }

    /// Counts what builtins noted, once it is much, after the one that made it so. Slices,
    /// collections and compiled code come to safepoints and slow parts at different times,
    /// so fuel must not depend on those.
    #[inline]
    pub(crate) fn count_noted(&mut self) {
        if self.rt.heap.gc_wanted {
            let work = self.rt.heap.take_work();
            self.count_work(work);
        }
    }

    /// Counts work beside calls and back edges, by the number of elements or words
    /// that were gone through: such work has no limit of its own but that of memory,
    /// and must not come free.
    pub(crate) fn count_work(&mut self, amount: usize) {
        let units = (amount / WORK_UNIT) as u64;
        // What the budget does not hold is counted at once; the next safepoint sees it.
        let left = units.min(self.budget.max(0) as u64);
        self.budget -= left as i64;
        self.fuel_used = self.fuel_used.saturating_add(units - left);
        self.slice = self.slice.saturating_sub(units - left);
    }

    /// Counts what was used of the budget since it was refilled.
    pub(crate) fn settle(&mut self) {
        let used = (self.refilled - self.budget).max(0) as u64;
        self.fuel_used += used;
        self.slice = self.slice.saturating_sub(used);
        self.refilled = 0;
        self.budget = 0;
    }

    /// Gives the budget the next portion: up to the end of slice or fuel.
    pub(crate) fn refill(&mut self) {
        let mut n = CHUNK;
        if self.rt.heap.mode() == GcMode::Stress {
            n = 1;
        }
        n = n.min(self.slice.min(i64::MAX as u64) as i64);
        if let Some(f) = self.config.fuel {
            n = n.min(f.saturating_sub(self.fuel_used).min(i64::MAX as u64) as i64);
        }
        self.refilled = n;
        self.budget = n;
    }

    /// Collects. `s` is where execution stands; stacks may move. Leaves with the
    /// other state if so little is free that going on makes no sense.
    #[cold]
    #[inline(never)]
    pub(crate) fn collect(&mut self, s: State) -> Result<State, State> {
        if self.rt.heap.mode() == GcMode::Off {
            return Ok(s);
        }
        if self.jit.inside {
            return Err(self.leave_compiled(None));
        }
        let start = self.rt.host.nanos();
        let before = self.rt.heap.in_use();
        // SAFETY: `s.fun` is the running function.
        let registers = (unsafe { (*s.fun).registers } as usize).max(self.spread);
        let top = (s.regs as usize - self.stack.values as usize) / size_of::<Value>() + registers;
        self.note_depth();
        self.stack.depth = self.depth();
        let s = self.shrink(s, top);
        self.rt.heap.begin();
        self.mark_roots(top);
        self.rt.heap.trace();
        self.sweep();
        self.rt.heap.finish();
        let nanos = self.rt.host.nanos().saturating_sub(start);
        self.rt.heap.note_pause(before, nanos);
        if self.rt.heap.exhausted() {
            self.shed_code();
        }
        if self.rt.heap.exhausted() {
            return Err(self.raise(s, Fault::HeapFull));
        }
        Ok(s)
    }

    /// Forgets what is remembered of objects that are not marked.
    fn sweep(&mut self) {
        let heap = &self.rt.heap;
        for f in &self.funcs {
            f.call_sites.iter().for_each(|site| site.sweep(|v| heap.is_marked(v)));
            f.field_sites.iter().for_each(|site| site.sweep(|v| heap.is_marked(v)));
        }
        if let Some(world) = &mut self.rt.python {
            world.sweep(|v| heap.is_marked(v));
        }
        self.traces.sweep(|v| heap.is_marked(v));
    }

    /// Allocates at a safepoint: collects first if that is due, and again if there
    /// is no room. `make` must read registers anew, as stacks may move.
    pub(crate) fn alloc<T>(
        &mut self,
        s: State,
        make: impl Fn(&mut Vm, State) -> Result<T, HeapFull>,
    ) -> Result<(State, T), State> {
        let mut s = s;
        if self.rt.heap.gc_wanted {
            s = self.attend(s)?;
        }
        if let Ok(v) = make(self, s) {
            return Ok((s, v));
        }
        s = self.collect(s)?;
        make(self, s).map(|v| (s, v)).map_err(|_| self.raise(s, Fault::HeapFull))
    }

    /// Collects between programs, when no fiber runs.
    pub(crate) fn collect_idle(&mut self) {
        if self.rt.heap.mode() == GcMode::Off {
            return;
        }
        self.rt.heap.begin();
        self.mark_roots(0);
        self.rt.heap.trace();
        self.sweep();
        self.rt.heap.finish();
    }

    /// Gives back stack memory that a deep recursion left behind.
    fn shrink(&mut self, s: State, top: usize) -> State {
        let offset = (s.regs as usize - self.stack.values as usize) / size_of::<Value>();
        let before = self.stack.bytes();
        if self.stack.capacity > 4 * top.max(Stack::least()) {
            self.stack.resize_values((2 * top).max(Stack::least()), top);
        }
        let depth = self.stack.depth;
        if self.stack.frame_capacity > 4 * depth.max(Stack::least()) {
            self.stack.resize_frames((2 * depth).max(Stack::least()), depth);
        }
        self.rt.heap.discharge(before - self.stack.bytes().min(before));
        self.fp = self.stack.frames.wrapping_add(depth);
        self.set_limits();
        State { regs: self.stack.values.wrapping_add(offset), ..s }
    }

    /// Marks everything that a program or its host can still reach. Registers are
    /// taken as they are, dead ones included: each holds a value that was live at
    /// the last collection or later, because what lies above the windows is cleared.
    fn mark_roots(&mut self, top: usize) {
        let heap = &mut self.rt.heap;
        let scan = |heap: &mut Heap, stack: &Stack, top: usize| {
            for i in 0..stack.capacity {
                // SAFETY: `i` is below the capacity, and all values are initialised.
                unsafe {
                    if i < top {
                        heap.mark(*stack.values.add(i));
                    } else {
                        *stack.values.add(i) = Value::UNSET;
                    }
                }
            }
        };
        scan(heap, &self.stack, top);
        for fiber in self.tasks.suspended() {
            // SAFETY: a suspended fiber's function is valid, its window in its stack.
            let registers = unsafe { (*fiber.state.fun).registers } as usize;
            let offset = (fiber.state.regs as usize - fiber.stack.values as usize) / size_of::<Value>();
            scan(heap, &fiber.stack, offset + registers);
            heap.mark(fiber.task);
            heap.mark(fiber.payload);
            heap.mark(fiber.dynamic.winders);
            heap.mark(fiber.dynamic.params);
        }
        self.globals.iter().for_each(|&v| heap.mark(v));
        for f in &self.funcs {
            f.consts.iter().for_each(|&v| heap.mark(v));
        }
        self.rt.pool.roots().for_each(|v| heap.mark(v));
        self.rt.console.iter().chain(&self.rt.current).chain(&self.rt.files).for_each(|&v| heap.mark(v));
        heap.mark(heap.empty_tuple);
        heap.mark(self.task);
        heap.mark(self.last);
        heap.mark(self.thrown);
        self.pending.iter().for_each(|&v| heap.mark(v));
        self.rt.layouts.classes().for_each(|v| heap.mark(v));
        if let Some(world) = &self.rt.python {
            world.roots().for_each(|v| heap.mark(v));
        }
        self.own.iter().for_each(|&v| heap.mark(v));
        self.jit.roots().for_each(|v| heap.mark(v));
        heap.mark(self.rt.dynamic.winders);
        heap.mark(self.rt.dynamic.params);
        if let Some((v, _)) = &self.escaping {
            heap.mark(*v);
        }
        if let Some((v, _)) = self.passing {
            heap.mark(v);
        }
    }
}
