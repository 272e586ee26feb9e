//! Fibers: the stacks of tasks, and who runs next. One thread, one running
//! fiber; the others wait in a queue or for a channel. The order is fixed by the
//! program alone: first come, first served.
mod channel;
mod stack;

pub(crate) use channel::{recv, select, send};
pub(crate) use stack::Stack;

use crate::interp::State;
use crate::lang::VmError;
use crate::object::{Closure, Task};
use crate::runtime::Dynamic;
use crate::value::Value;
use crate::vm::{Exit, Vm};
use rustc_hash::FxHashMap;
use std::collections::VecDeque;

/// A task's stacks and place while it does not run.
pub(crate) struct Fiber {
    /// Number of its task.
    pub id: u32,
    /// The task object.
    pub task: Value,
    /// Values and frames.
    pub stack: Stack,
    /// Where it goes on.
    pub state: State,
    /// Its extents and parameters.
    pub dynamic: Dynamic,
    /// What it sends, while it waits to send; while it selects, the pair that it
    /// will get, in which the list of its operations stands.
    pub payload: Value,
}

/// Who waits for a channel.
enum Waiter {
    /// A fiber that waits for nothing else.
    Alone(Fiber),
    /// One of the operations that the fiber in `Tasks::selecting` selects among.
    Select { task: u32, operation: u32 },
}

/// A fiber that waits for several channels.
struct Selecting {
    fiber: Fiber,
    /// The channels, and whether it sends.
    channels: Vec<(u32, bool)>,
}

/// All fibers but the running one.
#[derive(Default)]
pub(crate) struct Tasks {
    /// Those that may run, first come first.
    ready: VecDeque<Fiber>,
    /// Those that wait to send, by channel.
    senders: FxHashMap<u32, VecDeque<Waiter>>,
    /// Those that wait to receive, by channel.
    receivers: FxHashMap<u32, VecDeque<Waiter>>,
    /// Those that wait for several channels, by number of the task.
    selecting: FxHashMap<u32, Selecting>,
    /// Stacks of ended tasks, cleared, to be used again (R1).
    spare: Vec<Stack>,
    /// Number of the last task.
    last: u32,
    /// Tasks started since the counters were reset.
    pub started: u64,
    /// Switches from one task to another.
    pub switches: u64,
}

/// Stacks of ended tasks that are kept.
const SPARE: usize = 16;

impl Tasks {
    /// Every suspended fiber.
    pub fn suspended(&self) -> impl Iterator<Item = &Fiber> {
        let waiting = self.senders.values().chain(self.receivers.values()).flatten();
        let alone = waiting.filter_map(|w| if let Waiter::Alone(f) = w { Some(f) } else { None });
        self.ready.iter().chain(alone).chain(self.selecting.values().map(|s| &s.fiber))
    }
    /// Forgets all of them; gives the bytes their stacks held.
    pub fn clear(&mut self) -> usize {
        let bytes = self.suspended().map(|f| f.stack.bytes()).sum();
        self.ready.clear();
        self.senders.clear();
        self.receivers.clear();
        self.selecting.clear();
        self.last = 1;
        bytes
    }
    /// `task 2 sends to chan 1` for every task that waits, by number of the task.
    fn waits(&self) -> Vec<String> {
        let mut waits: Vec<(u32, String)> = vec![];
        let all = [(&self.senders, "sends to"), (&self.receivers, "receives from")];
        for (map, verb) in all {
            for (chan, waiter) in map.iter().flat_map(|(c, q)| q.iter().map(move |w| (c, w))) {
                if let Waiter::Alone(fiber) = waiter {
                    waits.push((fiber.id, format!("{} {verb} chan {chan}", task_name(fiber.id))));
                }
            }
        }
        for s in self.selecting.values() {
            waits.push((s.fiber.id, format!("{} {}", task_name(s.fiber.id), among(&s.channels))));
        }
        crate::platform::sort_by_key(&mut waits, |w| w.clone());
        waits.into_iter().map(|w| w.1).collect()
    }
}

/// What a task waits for that selects.
fn among(channels: &[(u32, bool)]) -> String {
    let names: Vec<String> = channels.iter().map(|(c, _)| format!("chan {c}")).collect();
    format!("selects among {}", crate::syntax::text::join(names.iter().map(|n| n.as_str()), ", "))
}

fn task_name(id: u32) -> String {
    if id == 1 { "main".to_string() } else { format!("task {id}") }
}

impl Vm {
    /// Stacks for a new fiber, charged to the memory limit.
    fn new_stack(&mut self) -> Option<Stack> {
        let stack = match self.tasks.spare.pop() {
            Some(s) => s,
            None => Stack::new()?,
        };
        if self.rt.heap.charge(stack.bytes()).is_err() {
            return None;
        }
        Some(stack)
    }

    /// Takes the running fiber off the machine. Its place must be filled at once.
    fn suspend(&mut self, s: State, next: Fiber, payload: Value) -> (Fiber, State) {
        self.note_depth();
        let depth = self.depth();
        let mut stack = std::mem::replace(&mut self.stack, next.stack);
        stack.depth = depth;
        let dynamic = std::mem::replace(&mut self.rt.dynamic, next.dynamic);
        let old = Fiber { id: self.fiber, task: self.task, stack, state: s, dynamic, payload };
        (old, self.install(next.id, next.task, next.state))
    }

    /// Makes the fiber whose stacks are in place the running one.
    fn install(&mut self, id: u32, task: Value, state: State) -> State {
        self.fiber = id;
        self.task = task;
        self.fp = self.stack.frames.wrapping_add(self.stack.depth);
        self.limit.forget();
        self.set_limits();
        self.tasks.switches += 1;
        state
    }

    /// Lets the running fiber wait and runs the next one; a deadlock if there is none.
    /// `wait` puts the suspended fiber where it waits.
    fn wait(&mut self, s: State, payload: Value, wait: impl FnOnce(&mut Tasks, Fiber), what: String) -> State {
        match self.tasks.ready.pop_front() {
            Some(next) => {
                let (old, state) = self.suspend(s, next, payload);
                wait(&mut self.tasks, old);
                state
            }
            None => {
                let mut waits = self.tasks.waits();
                waits.push(format!("{} {what}", task_name(self.fiber)));
                crate::platform::sort_by_key(&mut waits, |w| w.clone());
                let (code, message) = self.words(s, VmError::Deadlock(&waits));
                let d = self.diagnostic(s, code, message);
                self.leave(s, Exit::Failed(Box::new(d)))
            }
        }
    }

    /// Ends the running task with a value. The end of the main task ends the program.
    pub(crate) fn end_task(&mut self, s: State, v: Value) -> State {
        if self.fiber == 1 {
            return self.leave(s, Exit::Done(v));
        }
        if let Some(task) = self.task.as_a::<Task>() {
            task.result.set(v);
            task.done.set(1);
        }
        match self.tasks.ready.pop_front() {
            Some(next) => {
                let (old, state) = self.suspend(s, next, Value::UNIT);
                self.retire(old.stack);
                state
            }
            // The main task waits for a channel that nobody serves any more.
            None => {
                let waits = self.tasks.waits();
                let (code, message) = self.words(s, VmError::Deadlock(&waits));
                let d = match self.tasks.suspended().find(|f| f.id == 1).map(|f| f.state) {
                    Some(main) => self.diagnostic_at(main, code, message),
                    None => self.diagnostic(s, code, message),
                };
                self.leave(s, Exit::Failed(Box::new(d)))
            }
        }
    }

    /// Keeps the stack of an ended task for the next one.
    fn retire(&mut self, mut stack: Stack) {
        self.rt.heap.discharge(stack.bytes());
        if stack.is_small() && self.tasks.spare.len() < SPARE {
            stack.clear();
            self.tasks.spare.push(stack);
        }
    }
}

/// `Spawn`: starts a task that calls a function without arguments.
pub(crate) unsafe fn spawn(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract; `values[1]` is the window of the entry function.
    unsafe {
        let f = s.get(s.insn().b);
        if let Some(c) = f.as_a::<Closure>() {
            let func = c.function();
            let (least, most) = func.arity();
            if least > 0 {
                let max = if func.rest { None } else { Some(most) };
                return vm.raise_words(s, VmError::Arity { who: func.name(), min: least, max, got: 0 });
            }
        } else if f.as_native().is_none() {
            return vm.raise_words(s, VmError::NotAFunction(f));
        }
        let id = vm.tasks.last + 1;
        let (s, task) = match vm.alloc(s, |vm, _| vm.rt.heap.task(id)) {
            Ok(made) => made,
            Err(s) => return s,
        };
        s.set(s.insn().a, Value::obj(task));
        let Some(stack) = vm.new_stack() else {
            return vm.raise(s, crate::runtime::Fault::HeapFull);
        };
        vm.tasks.last = id;
        vm.tasks.started += 1;
        let regs = stack.values.add(1);
        *regs = f;
        let state = State { ip: vm.entry().code_ptr(), regs, fun: vm.entry() };
        // A task begins with the parameters of the one that starts it, outside of its extents.
        let dynamic = Dynamic { params: vm.rt.dynamic.params, ..Dynamic::default() };
        vm.tasks.ready.push_back(Fiber { id, task: Value::obj(task), stack, state, dynamic, payload: Value::UNIT });
        s.skip()
    }
}

/// `Yield`: goes to the end of the queue.
pub(crate) unsafe fn yield_now(vm: &mut Vm, s: State) -> State {
    let s = match vm.safepoint(s) {
        // SAFETY: the handler's contract.
        Ok(s) => unsafe { s.skip() },
        Err(s) => return s,
    };
    match vm.tasks.ready.pop_front() {
        Some(next) => {
            let (old, state) = vm.suspend(s, next, Value::UNIT);
            vm.tasks.ready.push_back(old);
            state
        }
        None => s,
    }
}
