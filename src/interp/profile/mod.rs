//! The profiler (N9): who calls whom, and what each costs. The instrumented loop
//! tells it of every instruction; calls, returns, tail calls and unwinding are read
//! off the depth of frames and the running function, so no handler knows of it.
//!
//! Frames are mirrored by a stack of [`Open`] calls, one for each task. What is
//! spent gathers in `pending` until that stack changes.
mod memory;
mod times;
mod tree;

pub(crate) use memory::{Memory, Site};
pub(crate) use tree::{Entered, Spent, Tree, Who};

use super::{Frame, Func, State};
use crate::bytecode::{OP_COUNT, OPS, Op, ops::effect};
use crate::value::Value;
use crate::vm::Vm;
use rustc_hash::FxHashMap;
use times::{Pace, Stay, Times};

/// A function that runs or waits for one it called.
#[derive(Clone, Copy)]
struct Open {
    fun: *const Func,
    /// In the tree.
    node: u32,
}

/// The calls of one function that are open in one task.
#[derive(Clone, Copy, Default)]
struct Activity {
    open: u32,
    /// What the task had spent when the outermost began.
    since: Spent,
}

/// A task as it is profiled.
#[derive(Default)]
struct Thread {
    /// One for each frame and one for the running function; the first is the entry
    /// of the task, which stands for the program.
    stack: Vec<Open>,
    /// By number of the function.
    active: Vec<Activity>,
    spent: Spent,
}

/// What is known of a function or builtin as a whole.
#[derive(Clone, Copy, Default)]
pub(crate) struct Cost {
    pub entered: Entered,
    /// Turns of its loops; calls of itself in tail position that became jumps are such.
    pub turns: u64,
    /// In itself.
    pub own: Spent,
    /// Of a function: in itself and what it called, each moment once.
    pub total: Spent,
    pace: Pace,
}

/// What is measured while a VM runs.
#[derive(Default)]
pub(crate) struct Profiler {
    pub tree: Tree,
    /// By number in the VM.
    pub functions: Vec<Cost>,
    /// By number in the table of natives.
    pub natives: Vec<Cost>,
    pub memory: Memory,
    thread: Thread,
    /// The other tasks.
    threads: FxHashMap<u32, Thread>,
    fiber: u32,
    /// The frame pointer when the stack was last looked at.
    fp: usize,
    replaced: u64,
    /// Instructions not given to anybody yet.
    pending: u64,
    times: Times,
    /// The builtin that the instruction at hand calls.
    leaf: Option<u32>,
}

/// What an op is to the profiler.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    /// Nothing, unless it throws.
    Plain,
    /// The next turn of a loop.
    Turn,
    /// The same, if it jumps.
    TurnIfJump,
    /// Calls the builtin it names.
    Native,
    /// Calls what is in its window.
    Window { tail: bool },
    /// Calls a global.
    Global { tail: bool },
    /// Enters or leaves a function in some other way.
    Moves,
}

static PARTS: [Part; OP_COUNT] = {
    let mut parts = [Part::Plain; OP_COUNT];
    let mut i = 0;
    while i < OP_COUNT {
        parts[i] = match OPS[i].op {
            Op::LoopBack | Op::MoveLoop => Part::Turn,
            Op::LoopSelf => Part::TurnIfJump,
            Op::CallNative | Op::CallNativeN => Part::Native,
            Op::Call | Op::Apply => Part::Window { tail: false },
            Op::TailCall | Op::TailApply => Part::Window { tail: true },
            Op::CallGlobal => Part::Global { tail: false },
            Op::TailCallGlobal => Part::Global { tail: true },
            _ if OPS[i].effects & effect::CALLS != 0 => Part::Moves,
            _ => Part::Plain,
        };
        i += 1;
    }
    parts
};

impl Profiler {
    /// The loop goes on at `s`.
    ///
    /// # Safety
    /// For this and the rest: `s` is where the running fiber of `vm` stands, or stood
    /// before its instruction, in verified code.
    pub unsafe fn enter_loop(&mut self, vm: &mut Vm, s: State) {
        self.times.since = vm.rt.host.nanos();
        self.memory.forget(vm);
        // SAFETY: the caller's.
        unsafe { self.follow(vm, s, Part::Plain) };
        self.begin(vm, None);
    }

    /// The instruction at `s` is about to run.
    #[inline(always)]
    pub unsafe fn before(&mut self, vm: &mut Vm, s: State) {
        // SAFETY: the caller's.
        unsafe {
            let i = s.insn();
            let callee = match PARTS[i.op as usize] {
                Part::Native => Some(i.c as u32),
                Part::Window { .. } => native(s.get(i.b)),
                Part::Global { .. } => native(vm.globals[super::calls::site(s).global as usize]),
                _ => return,
            };
            if callee.is_some() {
                self.settle(vm, None);
                self.begin(vm, callee);
            }
            self.leaf = callee;
        }
    }

    /// The instruction at `s`, an `op`, is done; `next` comes next.
    #[inline(always)]
    pub unsafe fn after(&mut self, vm: &mut Vm, op: usize, s: State, next: State) {
        self.pending += 1;
        if self.memory.moved(vm) {
            // Where frames were replaced or others' are in their place, they tell nothing.
            let same = vm.fiber == self.fiber && vm.replaced == self.replaced;
            let depth = if same { self.thread.stack.len() - 1 } else { 0 };
            // SAFETY: the caller's; frames that were left are still there.
            unsafe { self.memory.note(vm, s, depth) }
        }
        let part = PARTS[op];
        let stays = vm.fp as usize == self.fp && std::ptr::eq(next.fun, s.fun) && vm.fiber == self.fiber;
        if stays {
            match part {
                Part::Plain => return,
                Part::TurnIfJump if next.ip == s.ip.wrapping_add(1) => return,
                // SAFETY: the caller's.
                Part::Turn | Part::TurnIfJump => return row(&mut self.functions, unsafe { (*s.fun).id }).turns += 1,
                _ => {}
            }
        }
        // SAFETY: the caller's.
        unsafe { self.change(vm, part, next) }
    }

    /// The loop was left.
    pub fn leave_loop(&mut self, vm: &mut Vm) {
        self.leaf = None;
        self.settle(vm, None);
        self.divide(vm);
    }

    /// What ran has ended.
    pub fn end(&mut self) {
        let running = std::mem::take(&mut self.thread);
        for mut thread in std::mem::take(&mut self.threads).into_values().chain([running]) {
            thread.leave_to(0, &mut self.functions);
        }
        self.fiber = 0;
    }

    /// What the functions that are open have spent since they were entered.
    pub fn open(&self) -> impl Iterator<Item = (u32, Spent)> {
        self.threads.values().chain([&self.thread]).flat_map(|t| {
            let active = t.active.iter().zip(0..).filter(|(a, _)| a.open > 0);
            active.map(|(a, id)| (id, t.spent.since(a.since)))
        })
    }

    /// The running function may be another one now, or a builtin was called.
    #[inline(never)]
    unsafe fn change(&mut self, vm: &mut Vm, part: Part, next: State) {
        let leaf = self.leaf.take();
        self.settle(vm, leaf);
        if let (Some(id), Some(top)) = (leaf, self.thread.stack.last()) {
            let node = self.tree.child(top.node, Who::Native(id));
            self.tree.nodes[node as usize].entered.count(part.is_tail());
            row(&mut self.natives, id).entered.count(part.is_tail());
        }
        if !next.ip.is_null() {
            if vm.fiber != self.fiber {
                self.divide(vm);
            }
            // SAFETY: the caller's.
            unsafe { self.follow(vm, next, part) }
            self.begin(vm, None);
        }
    }

    /// A builtin or else the running function goes on from here.
    fn begin(&mut self, vm: &mut Vm, leaf: Option<u32>) {
        let Some(top) = self.thread.stack.last() else { return };
        // SAFETY: functions live as long as the VM.
        let who = leaf.map_or_else(|| Who::Function(unsafe { (*top.fun).id }), Who::Native);
        let pace = self.cost(who).pace;
        if self.times.begin(pace) {
            self.divide(vm);
        }
    }

    /// Gives what is pending to a builtin or else to the running function.
    fn settle(&mut self, vm: &mut Vm, leaf: Option<u32>) {
        let instructions = std::mem::take(&mut self.pending);
        let Some(&top) = self.thread.stack.last() else { return };
        let spent = Spent { instructions, nanos: 0 };
        self.thread.spent.add(spent);
        let (node, who) = match leaf {
            Some(id) => (self.tree.child(top.node, Who::Native(id)), Who::Native(id)),
            // SAFETY: functions live as long as the VM.
            None => (top.node, Who::Function(unsafe { (*top.fun).id })),
        };
        self.tree.nodes[node as usize].spent.add(spent);
        self.cost(who).own.add(spent);
        if self.times.end(Stay { node, who, instructions }) {
            self.divide(vm);
        }
    }

    /// Gives the time since it was last given to those who stayed meanwhile.
    fn divide(&mut self, vm: &mut Vm) {
        let alone = self.times.stays.len() == 1;
        let mut times = std::mem::take(&mut self.times);
        let given = times.divide(vm.rt.host.nanos(), |stay, nanos, doubt| {
            let spent = Spent { instructions: 0, nanos };
            self.tree.nodes[stay.node as usize].spent.add(spent);
            let cost = self.cost(stay.who);
            cost.own.add(spent);
            if alone {
                cost.pace.note(nanos);
            } else if doubt {
                cost.pace = Pace::default();
            }
        });
        self.times = times;
        self.thread.spent.add(Spent { instructions: 0, nanos: given });
    }

    fn cost(&mut self, who: Who) -> &mut Cost {
        match who {
            Who::Native(id) => row(&mut self.natives, id),
            Who::Function(id) => row(&mut self.functions, id),
            // Nobody stays in what has no row: the entry of tasks stands for it.
            Who::All | Who::Rest => row(&mut self.functions, 0),
        }
    }

    /// Does to the mirrored stack what happened to the frames.
    unsafe fn follow(&mut self, vm: &Vm, s: State, part: Part) {
        self.fp = vm.fp as usize;
        if vm.fiber != self.fiber {
            let new = self.threads.remove(&vm.fiber).unwrap_or_default();
            let old = std::mem::replace(&mut self.thread, new);
            // A task that has come back to its entry has ended.
            if old.stack.len() > 1 {
                self.threads.insert(self.fiber, old);
            }
            self.fiber = vm.fiber;
        }
        let depth = vm.depth();
        if vm.replaced != self.replaced || self.thread.stack.len() < depth.max(1) {
            self.replaced = vm.replaced;
            // SAFETY: the caller's.
            return unsafe { self.mirror(vm, s, depth) };
        }
        self.thread.leave_to(depth + 1, &mut self.functions);
        // SAFETY: `s` is in the code of its function.
        let begins = || unsafe { s.pc() == 0 || (*s.fun).proto.entries.contains(&(s.pc() as u32)) };
        match self.thread.stack.last() {
            _ if self.thread.stack.len() == depth => self.enter(s.fun, false),
            Some(top) if part.is_tail() && (!std::ptr::eq(top.fun, s.fun) || begins()) => {
                self.thread.leave_to(depth, &mut self.functions);
                self.enter(s.fun, true);
            }
            Some(top) if std::ptr::eq(top.fun, s.fun) => {}
            // SAFETY: the caller's.
            _ => unsafe { self.mirror(vm, s, depth) },
        }
    }

    /// Looks at all frames: after a continuation has replaced them, and at first.
    unsafe fn mirror(&mut self, vm: &Vm, s: State, depth: usize) {
        // SAFETY: below `fp` are the frames of the running fiber.
        let frames: &[Frame] = unsafe { std::slice::from_raw_parts(vm.stack.frames, depth) };
        let funs = || frames.iter().map(|f| f.fun).chain([s.fun]);
        let same = self.thread.stack.iter().zip(funs()).take_while(|(o, f)| std::ptr::eq(o.fun, *f)).count();
        self.thread.leave_to(same, &mut self.functions);
        for fun in funs().skip(same) {
            self.open_call(fun);
        }
    }

    /// A function is called.
    fn enter(&mut self, fun: *const Func, tail: bool) {
        let node = self.open_call(fun);
        self.tree.nodes[node as usize].entered.count(tail);
        // SAFETY: functions live as long as the VM.
        row(&mut self.functions, unsafe { (*fun).id }).entered.count(tail);
    }

    fn open_call(&mut self, fun: *const Func) -> u32 {
        // SAFETY: functions live as long as the VM.
        let id = unsafe { (*fun).id };
        let thread = &mut self.thread;
        // The entry of a task stands for the program.
        let node = thread.stack.last().map_or(0, |top| self.tree.child(top.node, Who::Function(id)));
        thread.stack.push(Open { fun, node });
        let spent = thread.spent;
        let activity = row(&mut thread.active, id);
        if activity.open == 0 {
            activity.since = spent;
        }
        activity.open += 1;
        node
    }
}

impl Thread {
    /// Leaves what is open until so many are left.
    fn leave_to(&mut self, left: usize, functions: &mut Vec<Cost>) {
        while self.stack.len() > left {
            let Some(top) = self.stack.pop() else { return };
            // SAFETY: functions live as long as the VM.
            let id = unsafe { (*top.fun).id };
            let activity = row(&mut self.active, id);
            activity.open -= 1;
            if activity.open == 0 {
                row(functions, id).total.add(self.spent.since(activity.since));
            }
        }
    }
}

impl Part {
    fn is_tail(self) -> bool {
        matches!(self, Part::Window { tail: true } | Part::Global { tail: true })
    }
}

fn native(v: Value) -> Option<u32> {
    v.as_native().map(|id| id.0)
}

/// The row of that number, made if it is not there yet.
fn row<T: Default + Clone>(rows: &mut Vec<T>, id: u32) -> &mut T {
    let i = id as usize;
    if i >= rows.len() {
        rows.resize(i + 1, T::default());
    }
    &mut rows[i]
}
