//! Which instructions allocate what (R10): the difference of the heap's counters
//! around each instruction. What a function of the prelude allocates belongs to the
//! place in the program that called it.
use crate::heap::{Ledger, Made};
use crate::interp::{Frame, Func, State};
use crate::vm::Vm;
use rustc_hash::FxHashMap;

/// One kind of object made at one instruction.
pub(crate) struct Site {
    pub function: u32,
    pub pc: u32,
    /// The kind, as a row of the heap's ledger.
    pub kind: u8,
    /// The function of the prelude that was called there, if that made them.
    pub through: Option<u32>,
    pub made: Made,
}

/// What was allocated where.
#[derive(Default)]
pub(crate) struct Memory {
    pub sites: Vec<Site>,
    index: FxHashMap<u64, u32>,
    /// The heap's, when it was last looked at.
    ledger: Ledger,
    place: [usize; 3],
}

impl Memory {
    /// Whether something may have been allocated since it was last asked.
    #[inline(always)]
    pub fn moved(&mut self, vm: &Vm) -> bool {
        let now = vm.rt.heap.place();
        let before = std::mem::replace(&mut self.place, now);
        // Not `!=`, which is a call of `memcmp` in small builds.
        before[0] ^ now[0] | before[1] ^ now[1] | before[2] ^ now[2] != 0
    }

    /// What was allocated until now was so by no instruction.
    pub fn forget(&mut self, vm: &Vm) {
        self.place = vm.rt.heap.place();
        self.ledger = vm.rt.heap.stats.made();
    }

    /// The instruction at `s`, with `depth` frames below it, allocated.
    ///
    /// # Safety
    /// These frames are where they were, and `s` was an instruction of verified code.
    pub unsafe fn note(&mut self, vm: &Vm, s: State, depth: usize) {
        let ledger = std::mem::replace(&mut self.ledger, vm.rt.heap.stats.made());
        // SAFETY: the caller's.
        let (function, pc, through) = unsafe { place(vm, s, depth) };
        for (kind, (now, before)) in (0u8..).zip(self.ledger.iter().zip(&ledger)) {
            if now.objects == before.objects {
                continue;
            }
            let key = (function as u64) << 40 | (pc as u64) << 8 | kind as u64;
            let sites = &mut self.sites;
            let at = *self.index.entry(key).or_insert_with(|| {
                sites.push(Site { function, pc, kind, through, made: Made::default() });
                sites.len() as u32 - 1
            });
            let made = &mut sites[at as usize].made;
            made.objects += now.objects - before.objects;
            made.bytes += now.bytes - before.bytes;
        }
    }
}

/// The innermost instruction that is not the prelude's, and the function of the
/// prelude it called, if it did.
unsafe fn place(vm: &Vm, s: State, depth: usize) -> (u32, u32, Option<u32>) {
    // SAFETY: the caller's; functions live as long as the VM.
    unsafe {
        let here: &Func = &*s.fun;
        let mut through = None;
        let mut at = here;
        let mut ip = s.ip;
        for up in (0..depth).rev() {
            if !vm.is_prelude(at) {
                break;
            }
            through = Some(at.id);
            let frame: Frame = *vm.stack.frames.add(up);
            // The entry of a task is nobody's place.
            if std::ptr::eq(frame.fun, vm.entry()) {
                return (here.id, s.pc() as u32, None);
            }
            (at, ip) = (&*frame.fun, frame.ip);
        }
        let pc = State { ip, regs: s.regs, fun: at }.pc();
        (at.id, pc as u32, through)
    }
}
