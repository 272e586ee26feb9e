//! Sending and receiving. Waiting senders and receivers are served in the order
//! in which they came; at any time only one of the two kinds waits.
use super::{Fiber, Selecting, Waiter};
use crate::interp::State;
use crate::lang::VmError;
use crate::object::{Channel, Gc, Vector};
use crate::value::Value;
use crate::vm::Vm;

impl Gc<Channel> {
    fn ring(self) -> Option<Gc<Vector>> {
        self.buffer.get().as_a::<Vector>()
    }
    /// Adds to the buffer; false if it is full.
    fn push(self, v: Value) -> bool {
        let Some(ring) = self.ring() else { return false };
        if self.count.get() == self.capacity {
            return false;
        }
        let at = (self.head.get() + self.count.get()) % self.capacity;
        ring.items()[at as usize].set(v);
        self.count.set(self.count.get() + 1);
        true
    }
    /// Takes the oldest of the buffer.
    fn pop(self) -> Option<Value> {
        if self.count.get() == 0 {
            return None;
        }
        let slot = &self.ring()?.items()[self.head.get() as usize];
        self.head.set((self.head.get() + 1) % self.capacity);
        self.count.set(self.count.get() - 1);
        Some(slot.replace(Value::UNIT))
    }
}

/// What a channel operation wants, if it is one.
struct Operation {
    channel: Gc<Channel>,
    /// What it sends; nothing if it receives.
    sends: Option<Value>,
}

impl Operation {
    /// An element of the list that `Select` takes.
    fn of(v: Value) -> Result<Operation, Value> {
        let (channel, sends) = match v.as_pair() {
            Some(p) => (p.car.get(), Some(p.cdr.get())),
            None => (v, None),
        };
        channel.as_a::<Channel>().map(|channel| Operation { channel, sends }).ok_or(channel)
    }
}

/// Element `n` of a list; unit if there is none.
fn element(list: Value, n: u32) -> Value {
    let mut rest = list;
    for _ in 0..n {
        rest = rest.as_pair().map_or(Value::NIL, |p| p.cdr.get());
    }
    rest.as_pair().map_or(Value::UNIT, |p| p.car.get())
}

impl Vm {
    /// Lets the first of those go on that wait to send on a channel, or to receive
    /// what is given. What it sends is the result.
    unsafe fn serve(&mut self, channel: u32, received: Option<Value>) -> Option<Value> {
        let tasks = &mut self.tasks;
        let queue = if received.is_some() { &mut tasks.receivers } else { &mut tasks.senders };
        let waiter = queue.get_mut(&channel)?.pop_front()?;
        let v = received.unwrap_or(Value::UNIT);
        // SAFETY: the fiber stands at the `Send`, `Recv` or `Select` it waited in.
        unsafe {
            let (mut fiber, sent) = match waiter {
                Waiter::Alone(fiber) => {
                    let sent = fiber.payload;
                    if received.is_some() {
                        fiber.state.set(fiber.state.insn().a, v);
                    }
                    (fiber, sent)
                }
                Waiter::Select { task, operation } => {
                    let Selecting { fiber, channels } = tasks.selecting.remove(&task)?;
                    // It no longer waits for the others.
                    for (channel, sends) in channels {
                        let queue = if sends { &mut tasks.senders } else { &mut tasks.receivers };
                        if let Some(queue) = queue.get_mut(&channel) {
                            queue.retain(|w| !matches!(w, Waiter::Select { task: t, .. } if *t == task));
                        }
                    }
                    let result = fiber.payload;
                    let mut sent = Value::UNIT;
                    if let Some(pair) = result.as_pair() {
                        let operation_done = Operation::of(element(pair.cdr.get(), operation));
                        sent = operation_done.ok().and_then(|o| o.sends).unwrap_or(Value::UNIT);
                        pair.car.set(Value::small(operation as i64));
                        pair.cdr.set(v);
                    }
                    fiber.state.set(fiber.state.insn().a, result);
                    (fiber, sent)
                }
            };
            fiber.state = fiber.state.skip();
            fiber.payload = Value::UNIT;
            self.tasks.ready.push_back(fiber);
            Some(sent)
        }
    }

    /// Sends now; false if that must wait.
    unsafe fn put(&mut self, channel: Gc<Channel>, v: Value) -> bool {
        // SAFETY: as for `serve`.
        let served = unsafe { self.serve(channel.id, Some(v)).is_some() };
        served || channel.push(v)
    }

    /// Receives now, or nothing if that must wait.
    unsafe fn take(&mut self, channel: Gc<Channel>) -> Option<Value> {
        let oldest = channel.pop();
        // SAFETY: as for `serve`.
        let sent = unsafe { self.serve(channel.id, None) };
        match (oldest, sent) {
            // The buffer was full: what the sender waited with takes the free place.
            (Some(v), Some(sent)) => {
                channel.push(sent);
                Some(v)
            }
            (v, sent) => v.or(sent),
        }
    }
}

/// `Send`.
pub(crate) unsafe fn send(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        let s = match vm.safepoint(s) {
            Ok(s) => s,
            Err(s) => return s,
        };
        let (c, v) = (s.get(s.insn().a), s.get(s.insn().b));
        let Some(chan) = c.as_a::<Channel>() else {
            return vm.raise_words(s, VmError::WrongType { who: "send!", expected: "a channel", got: c });
        };
        if vm.put(chan, v) {
            return s.skip();
        }
        let id = chan.id;
        let wait = |t: &mut super::Tasks, f| t.senders.entry(id).or_default().push_back(Waiter::Alone(f));
        vm.wait(s, v, wait, format!("sends to chan {id}"))
    }
}

/// `Recv`.
pub(crate) unsafe fn recv(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        let s = match vm.safepoint(s) {
            Ok(s) => s,
            Err(s) => return s,
        };
        let c = s.get(s.insn().b);
        let Some(chan) = c.as_a::<Channel>() else {
            return vm.raise_words(s, VmError::WrongType { who: "recv!", expected: "a channel", got: c });
        };
        let Some(v) = vm.take(chan) else {
            let id = chan.id;
            let wait = |t: &mut super::Tasks, f| t.receivers.entry(id).or_default().push_back(Waiter::Alone(f));
            return vm.wait(s, Value::UNIT, wait, format!("receives from chan {id}"));
        };
        s.set(s.insn().a, v);
        s.skip()
    }
}

/// `Select`.
pub(crate) unsafe fn select(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        let s = match vm.safepoint(s) {
            Ok(s) => s,
            Err(s) => return s,
        };
        // Room for the answer is made before anything changes hands.
        let (s, answer) = match vm.alloc(s, |vm, s| vm.rt.heap.pair(Value::FALSE, s.get(s.insn().b))) {
            Ok(made) => made,
            Err(s) => return s,
        };
        let Some(pair) = answer.as_pair() else { return s };
        let mut operations = vec![];
        let mut rest = s.get(s.insn().b);
        while let Some(p) = rest.as_pair() {
            match Operation::of(p.car.get()) {
                Ok(o) => operations.push(o),
                Err(got) => {
                    return vm.raise_words(s, VmError::WrongType { who: "select", expected: "a channel", got });
                }
            }
            rest = p.cdr.get();
        }
        for (i, o) in operations.iter().enumerate() {
            let got = match o.sends {
                Some(v) => vm.put(o.channel, v).then_some(Value::UNIT),
                None => vm.take(o.channel),
            };
            if let Some(got) = got {
                pair.car.set(Value::small(i as i64));
                pair.cdr.set(got);
                s.set(s.insn().a, answer);
                return s.skip();
            }
        }
        if s.get(s.insn().c) != Value::FALSE {
            s.set(s.insn().a, Value::FALSE);
            return s.skip();
        }
        let channels: Vec<(u32, bool)> = operations.iter().map(|o| (o.channel.id, o.sends.is_some())).collect();
        let what = super::among(&channels);
        let wait = |t: &mut super::Tasks, fiber: Fiber| {
            let task = fiber.id;
            for (operation, (channel, sends)) in channels.iter().enumerate() {
                let queue = if *sends { &mut t.senders } else { &mut t.receivers };
                let waiter = Waiter::Select { task, operation: operation as u32 };
                queue.entry(*channel).or_default().push_back(waiter);
            }
            t.selecting.insert(task, Selecting { fiber, channels });
        };
        vm.wait(s, answer, wait, what)
    }
}
