//! Sending and receiving. Waiting senders and receivers are served in the order
//! in which they came; at any time only one of the two kinds waits.
use super::Fiber;
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

impl Vm {
    /// Lets a fiber that waited go on after its instruction.
    unsafe fn wake(&mut self, mut fiber: Fiber, received: Option<Value>) {
        // SAFETY: the fiber stands at the `Send` or `Recv` it waited in.
        unsafe {
            if let Some(v) = received {
                fiber.state.set(fiber.state.insn().a, v);
            }
            fiber.state = fiber.state.skip();
        }
        self.tasks.ready.push_back(fiber);
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
        if let Some(receiver) = vm.tasks.receivers.get_mut(&chan.id).and_then(|q| q.pop_front()) {
            vm.wake(receiver, Some(v));
            return s.skip();
        }
        if chan.push(v) {
            return s.skip();
        }
        let id = chan.id;
        let wait = |t: &mut super::Tasks, f| t.senders.entry(id).or_default().push_back(f);
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
        let oldest = chan.pop();
        let sender = vm.tasks.senders.get_mut(&chan.id).and_then(|q| q.pop_front());
        let v = match (oldest, sender) {
            // The buffer was full: what the sender waited with takes the free place.
            (Some(v), Some(sender)) => {
                chan.push(sender.payload);
                vm.wake(sender, None);
                v
            }
            (Some(v), None) => v,
            (None, Some(sender)) => {
                let v = sender.payload;
                vm.wake(sender, None);
                v
            }
            (None, None) => {
                let id = chan.id;
                let wait = |t: &mut super::Tasks, f| t.receivers.entry(id).or_default().push_back(f);
                return vm.wait(s, Value::UNIT, wait, format!("receives from chan {id}"));
            }
        };
        s.set(s.insn().a, v);
        s.skip()
    }
}
