//! The heap: bump allocation into blocks of lines (Immix), mark and reclaim by
//! line, nothing ever moves. Every byte counts against one limit.
//!
//! Who may collect: only the VM, at a safepoint. Allocation here never collects;
//! it sets `gc_wanted`, goes on, and fails with [`HeapFull`] only if the limit
//! (and, for small objects, a reserve beyond it) is used up. The caller then
//! collects and tries again, or throws.
//!
//! The invariant this module owns: between collections, every object that a root
//! reaches lies in lines that are not handed out again.
mod blocks;
mod make;
mod numbers;
mod text;
mod versions;

pub(crate) use make::Continuing;
pub use text::Mutability;

use crate::object::{Gc, Header, ObjKind, Pair, Str};
use crate::value::Value;
use blocks::{BLOCK, Block, FIRST_LINE, LINE, LINES};
use std::alloc::Layout;
use std::ptr::NonNull;

/// No memory left within the limit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HeapFull;

/// When the collector runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum GcMode {
    /// Never; memory only grows.
    Off,
    /// When enough was allocated since the last time.
    #[default]
    Normal,
    /// At every safepoint, to find what is not rooted.
    Stress,
}

/// Objects above this many bytes are allocated one by one.
const LARGE: usize = 8 * 1024;
/// What small objects may take beyond the limit until the next safepoint.
const RESERVE: usize = 1 << 20;
/// Memory is foreseen in steps of at least this.
const FORESEE: usize = 4 << 20;
/// Work of builtins that is counted.
const MUCH_WORK: usize = 1 << 16;
/// Allocation between two collections is at least this.
const MIN_THRESHOLD: usize = 8 << 20;

/// A number for each kind of object.
type ByKind = [u64; ObjKind::ALL.len()];

/// What was allocated of a kind.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct Made {
    /// How many objects.
    pub objects: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// What was allocated by kind: the kinds of objects, then vectors of integers and of
/// floats, which do not count as vectors.
pub type Ledger = [Made; ObjKind::ALL.len() + PACKED.len()];

/// Vectors that hold one kind of number.
const PACKED: [&str; 2] = ["vector of integers", "vector of floats"];

/// The name of a row of the ledger.
pub fn kind_name(row: usize) -> &'static str {
    ObjKind::ALL.get(row).map_or_else(|| PACKED[row - ObjKind::ALL.len()], |k| k.name())
}

/// Counters the heap keeps.
#[derive(Clone, Default)]
pub struct HeapStats {
    /// Objects allocated, by kind.
    counts: ByKind,
    /// Bytes of these, but for pairs; see [`HeapStats::made`].
    bytes: ByKind,
    /// Vectors that were made packed.
    packed: [Made; PACKED.len()],
    /// Collections.
    pub collections: u64,
    /// Nanoseconds in them.
    pub gc_nanos: u64,
    /// The longest.
    pub gc_max_nanos: u64,
    /// What they did, in order.
    pub pauses: Vec<Pause>,
}

/// A collection, or several in a row.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Pause {
    /// How many collections this stands for.
    pub collections: u64,
    /// Bytes that were allocated until then.
    pub allocated: u64,
    /// Bytes in use before, at most.
    pub before: u64,
    /// Bytes in use after the last of them.
    pub after: u64,
    /// Nanoseconds of the longest.
    pub nanos: u64,
}

/// Pauses that are kept apart; beyond, neighbours become one.
const PAUSES: usize = 256;

impl HeapStats {
    /// What was allocated, by kind.
    pub fn made(&self) -> Ledger {
        let mut made = Ledger::default();
        for (i, m) in made.iter_mut().enumerate().take(ObjKind::ALL.len()) {
            *m = Made { objects: self.counts[i], bytes: self.bytes[i] };
        }
        // Pairs are all of one size: their bytes are not counted one by one.
        made[ObjKind::Pair as usize].bytes = self.counts[ObjKind::Pair as usize] * size_of::<Pair>() as u64;
        for (i, packed) in self.packed.into_iter().enumerate() {
            made[ObjKind::ALL.len() + i] = packed;
            let mixed = &mut made[ObjKind::Vector as usize];
            (mixed.objects, mixed.bytes) = (mixed.objects - packed.objects, mixed.bytes - packed.bytes);
        }
        made
    }

    fn note(&mut self, pause: Pause) {
        self.gc_nanos += pause.nanos;
        self.gc_max_nanos = self.gc_max_nanos.max(pause.nanos);
        if self.pauses.len() == PAUSES {
            let pairs = self.pauses.chunks(2).map(|p| p.iter().skip(1).fold(p[0], |a, b| a.with(b)));
            self.pauses = pairs.collect();
        }
        self.pauses.push(pause);
    }
}

impl Pause {
    /// This one and the next as one.
    fn with(self, next: &Pause) -> Pause {
        Pause {
            collections: self.collections + next.collections,
            before: self.before.max(next.before),
            nanos: self.nanos.max(next.nanos),
            ..*next
        }
    }
}

/// The heap of one VM.
pub struct Heap {
    cursor: *mut u8,
    /// End of the current hole; null in stress mode, so that the fast path fails.
    limit: *mut u8,
    hole_end: *mut u8,
    overflow: *mut u8,
    overflow_end: *mut u8,
    blocks: Vec<NonNull<Block>>,
    free: Vec<NonNull<Block>>,
    /// Where the search for holes stands: only blocks that the last collection
    /// left are searched, newer ones are in use up to their end.
    scan_block: usize,
    scan_line: usize,
    scan_end: usize,
    large: Vec<(NonNull<Header>, usize)>,
    epoch: u8,
    mark_stack: Vec<Gc<Header>>,
    versions: versions::Versions,
    /// The tuple without items, once there is one.
    pub(crate) empty_tuple: Value,
    /// Where characters of strings were found last.
    places: [text::Place; text::PLACES],
    /// Bytes in blocks and large objects.
    used: usize,
    /// Bytes held elsewhere that count: stacks, code, names.
    external: usize,
    /// Those among them that programs made and that stay as long as the VM.
    kept: usize,
    peak: usize,
    max: usize,
    /// How far `used` may grow before the platform is told to expect more.
    foreseen: usize,
    since_gc: usize,
    /// Bytes that the last collection found in use.
    live: usize,
    threshold: usize,
    mode: GcMode,
    /// Whether vectors of numbers are marked as such (T15).
    pub(crate) packed_vectors: bool,
    /// Whether short strings live in values (T3).
    pub(crate) short_strings: bool,
    /// A collection is due.
    gc_due: bool,
    /// Set when a collection is due or much work waits to be counted; looked at by
    /// safepoints and before builtins.
    pub gc_wanted: bool,
    /// Elements and words that builtins went through since this was last counted.
    work: usize,
    /// Counters.
    pub stats: HeapStats,
}

impl Heap {
    /// An empty heap that may hold `max` bytes.
    pub fn new(max: usize, mode: GcMode) -> Heap {
        let null = std::ptr::null_mut();
        Heap {
            cursor: null,
            limit: null,
            hole_end: null,
            overflow: null,
            overflow_end: null,
            blocks: vec![],
            free: vec![],
            scan_block: 0,
            scan_line: FIRST_LINE,
            scan_end: 0,
            large: vec![],
            epoch: 1,
            mark_stack: vec![],
            versions: Default::default(),
            empty_tuple: Value::UNSET,
            places: Default::default(),
            used: 0,
            external: 0,
            kept: 0,
            peak: 0,
            max,
            foreseen: 0,
            since_gc: 0,
            live: 0,
            threshold: MIN_THRESHOLD.min(max / 4),
            mode,
            packed_vectors: true,
            short_strings: true,
            gc_due: mode == GcMode::Stress,
            gc_wanted: mode == GcMode::Stress,
            work: 0,
            stats: HeapStats::default(),
        }
    }

    /// Bytes held now.
    pub fn held(&self) -> usize {
        self.used + self.external
    }
    /// Bytes that objects take, dead ones included that were not found yet; in whole lines.
    pub fn in_use(&self) -> usize {
        let rest = |from: *mut u8, to: *mut u8| (to as usize).saturating_sub(from as usize);
        let open = rest(self.cursor, self.hole_end) + rest(self.overflow, self.overflow_end);
        (self.live + self.since_gc).saturating_sub(open)
    }
    /// What changes with every allocation.
    #[inline(always)]
    pub(crate) fn place(&self) -> [usize; 3] {
        [self.cursor as usize, self.overflow as usize, self.large.len()]
    }
    /// Notes what a collection did that took so long.
    pub(crate) fn note_pause(&mut self, before: usize, nanos: u64) {
        let allocated = self.stats.made().iter().map(|m| m.bytes).sum();
        let (before, after) = (before as u64, self.live as u64);
        self.stats.note(Pause { collections: 1, allocated, before, after, nanos });
    }
    /// The most that was held.
    pub fn peak(&self) -> usize {
        self.peak
    }
    /// Lets the peak start from what is held now.
    pub fn reset_peak(&mut self) {
        self.peak = self.held();
    }
    /// The limit.
    pub fn max(&self) -> usize {
        self.max
    }
    /// The mode.
    pub fn mode(&self) -> GcMode {
        self.mode
    }
    /// Counts bytes that are held outside the heap, or fails if they do not fit.
    pub fn charge(&mut self, bytes: usize) -> Result<(), HeapFull> {
        if self.held().saturating_add(bytes) > self.max {
            self.want_collection();
            return Err(HeapFull);
        }
        self.external += bytes;
        self.peak = self.peak.max(self.held());
        Ok(())
    }
    /// Fails if so many bytes do not fit: for work that is not worth beginning then.
    pub fn foresee(&mut self, bytes: u64) -> Result<(), HeapFull> {
        if (self.held() as u64).saturating_add(bytes) > self.max as u64 {
            self.want_collection();
            return Err(HeapFull);
        }
        Ok(())
    }
    /// Whether a program may make more of what stays as long as the VM: names, types,
    /// code. It gets half of the memory for that, so that there is some for programs
    /// that come later.
    pub fn may_keep(&self, bytes: usize) -> Result<(), HeapFull> {
        if self.kept.saturating_add(bytes) > self.max / 2 { Err(HeapFull) } else { Ok(()) }
    }
    /// Counts bytes of what stays as long as the VM.
    pub fn keep(&mut self, bytes: usize) -> Result<(), HeapFull> {
        self.may_keep(bytes)?;
        self.charge(bytes)?;
        self.kept += bytes;
        Ok(())
    }
    /// The same for what is there already, and stays whether it fits or not.
    pub fn keep_made(&mut self, bytes: usize) {
        self.external += bytes;
        self.kept += bytes;
        self.peak = self.peak.max(self.held());
        if self.is_full() {
            self.want_collection();
        }
    }
    /// Counts bytes that were charged as some that stay.
    pub(crate) fn keep_charged(&mut self, bytes: usize) {
        self.kept += bytes;
    }
    /// Bytes that are held outside the heap.
    pub(crate) fn external(&self) -> usize {
        self.external
    }
    /// Asks for a collection at the next safepoint.
    pub(crate) fn want_collection(&mut self) {
        if self.mode != GcMode::Off {
            self.gc_due = true;
            self.gc_wanted = true;
        }
    }
    /// Notes that a builtin went through so many elements or words. Much of it is
    /// counted as fuel at once.
    #[inline]
    pub fn note_work(&mut self, amount: usize) {
        self.work = self.work.saturating_add(amount);
        if self.work >= MUCH_WORK {
            self.gc_wanted = true;
        }
    }
    /// What is noted and not counted yet.
    #[inline(always)]
    pub(crate) fn noted(&self) -> usize {
        self.work
    }
    /// Takes back what was noted since: what failed for want of memory is done again, and
    /// when that happens depends on when the collector runs, as fuel must not.
    #[cold]
    pub(crate) fn take_back(&mut self, noted: usize) {
        self.work = noted;
    }
    /// What was noted since the last time, once it is much; 0 until then. Only a
    /// collection is wanted after that, if one is due.
    pub(crate) fn take_work(&mut self) -> usize {
        if self.work < MUCH_WORK {
            return 0;
        }
        self.gc_wanted = self.gc_due;
        std::mem::take(&mut self.work)
    }
    /// Whether a collection is due.
    pub(crate) fn is_due(&self) -> bool {
        self.gc_due
    }
    /// Gives charged bytes back.
    pub fn discharge(&mut self, bytes: usize) {
        self.external -= bytes.min(self.external);
    }
    /// Whether more is held than the limit allows.
    pub fn is_full(&self) -> bool {
        self.held() > self.max
    }

    /// Memory for a small object on the fast path; none if the slow one must decide.
    #[inline(always)]
    pub(crate) fn bump(&mut self, size: usize) -> Option<NonNull<u8>> {
        let p = self.cursor;
        if (self.limit as usize).wrapping_sub(p as usize) as isize >= size as isize {
            self.cursor = p.wrapping_add(size);
            // SAFETY: a null cursor has a null limit, and sizes are above 0.
            Some(unsafe { NonNull::new_unchecked(p) })
        } else {
            None
        }
    }

    /// Memory for an object of `size` bytes, a multiple of 8. Not initialised.
    #[inline(always)]
    fn alloc(&mut self, size: usize) -> Result<NonNull<u8>, HeapFull> {
        if size > LARGE {
            return self.alloc_large(size);
        }
        let left = (self.hole_end as usize).wrapping_sub(self.cursor as usize);
        if self.cursor.is_null() || left < size {
            return self.alloc_slow(size);
        }
        let p = self.cursor;
        self.cursor = p.wrapping_add(size);
        NonNull::new(p).ok_or(HeapFull)
    }

    #[cold]
    #[inline(never)]
    fn alloc_slow(&mut self, size: usize) -> Result<NonNull<u8>, HeapFull> {
        if size > LINE && self.cursor != self.hole_end {
            // A medium object that the hole is too small for goes to the overflow
            // block, so that the rest of the hole is not lost.
            let left = self.overflow_end as usize - self.overflow as usize;
            if left < size {
                let block = self.fresh_block()?;
                self.blocks.push(block);
                (self.overflow, self.overflow_end) = Block::range(block, FIRST_LINE, LINES);
                self.note_allocation(self.overflow_end as usize - self.overflow as usize);
            }
            let p = self.overflow;
            self.overflow = p.wrapping_add(size);
            return NonNull::new(p).ok_or(HeapFull);
        }
        while self.next_hole()? {
            let p = self.cursor;
            if self.hole_end as usize - p as usize >= size {
                self.cursor = p.wrapping_add(size);
                return NonNull::new(p).ok_or(HeapFull);
            }
        }
        Err(HeapFull)
    }

    /// Makes the next free run of lines the current hole.
    fn next_hole(&mut self) -> Result<bool, HeapFull> {
        while self.scan_block < self.scan_end {
            let block = self.blocks[self.scan_block];
            match Block::next_hole(block, self.scan_line, self.epoch) {
                Some((from, to)) => {
                    self.scan_line = to;
                    self.set_hole(Block::range(block, from, to));
                    return Ok(true);
                }
                None => {
                    self.scan_block += 1;
                    self.scan_line = FIRST_LINE;
                }
            }
        }
        let block = self.fresh_block()?;
        self.blocks.push(block);
        self.set_hole(Block::range(block, FIRST_LINE, LINES));
        Ok(true)
    }

    fn set_hole(&mut self, (from, to): (*mut u8, *mut u8)) {
        self.cursor = from;
        self.hole_end = to;
        self.limit = if self.mode == GcMode::Stress { std::ptr::null_mut() } else { to };
        self.note_allocation(to as usize - from as usize);
    }

    fn note_allocation(&mut self, bytes: usize) {
        self.since_gc += bytes;
        if self.since_gc >= self.threshold {
            self.want_collection();
        }
    }

    fn fresh_block(&mut self) -> Result<NonNull<Block>, HeapFull> {
        if let Some(b) = self.free.pop() {
            return Ok(b);
        }
        if self.held() + BLOCK > self.max {
            self.want_collection();
            if self.held() + BLOCK > self.max.saturating_add(RESERVE) {
                return Err(HeapFull);
            }
        }
        if self.used + BLOCK > self.foreseen {
            let more = self.used.max(FORESEE).min(self.max.saturating_sub(self.used));
            crate::platform::foresee(more);
            self.foreseen = self.used + more;
        }
        let b = Block::new().ok_or(HeapFull)?;
        self.used += BLOCK;
        self.peak = self.peak.max(self.held());
        Ok(b)
    }

    fn large_layout(size: usize) -> Option<Layout> {
        Layout::from_size_align(size, 16).ok()
    }

    fn alloc_large(&mut self, size: usize) -> Result<NonNull<u8>, HeapFull> {
        if self.held().saturating_add(size) > self.max {
            self.want_collection();
            return Err(HeapFull);
        }
        let layout = Self::large_layout(size).ok_or(HeapFull)?;
        // SAFETY: the layout's size is above LARGE, so not zero.
        let p = NonNull::new(unsafe { std::alloc::alloc(layout) }).ok_or(HeapFull)?;
        self.large.push((p.cast(), size));
        self.used += size;
        self.note_work(size / size_of::<Value>());
        self.peak = self.peak.max(self.held());
        self.note_allocation(size);
        Ok(p)
    }

    // Collection. The VM calls `begin`, `mark` with every root, `trace`, then may
    // ask `is_marked` for what it holds weakly, then calls `finish`.

    /// Starts a collection.
    pub(crate) fn begin(&mut self) {
        self.forget_places();
        self.epoch = if self.epoch == u8::MAX { 1 } else { self.epoch + 1 };
        if self.epoch == 1 {
            self.forget_marks();
        }
    }

    /// Old marks must not be taken for new ones when the epoch starts over.
    fn forget_marks(&mut self) {
        for &b in self.blocks.iter().chain(&self.free) {
            Block::clear_lines(b);
        }
        // Object marks of live objects are at most 254 epochs old and never equal 1
        // by then: every live object was marked in the epoch before.
    }

    /// Marks what a root refers to.
    #[inline(always)]
    pub(crate) fn mark(&mut self, v: Value) {
        if let Some(o) = v.as_heap() {
            self.mark_object(o);
        }
    }

    fn mark_object(&mut self, o: Gc<Header>) {
        if o.mark.get() == self.epoch {
            return;
        }
        o.mark.set(self.epoch);
        let size = o.size();
        if size <= LARGE {
            Block::mark_lines(o.as_ptr().cast(), size, self.epoch);
        }
        let leaf = match o.kind {
            ObjKind::Str => o.flags.get() & Str::MOVED == 0,
            // Numbers in the value refer to nothing.
            ObjKind::Vector => o.flags.get() != 0,
            ObjKind::Bytes | ObjKind::RecordType | ObjKind::BigInt => true,
            _ => false,
        };
        if !leaf {
            self.mark_stack.push(o);
        }
    }

    /// Marks all that marked objects refer to.
    pub(crate) fn trace(&mut self) {
        while let Some(o) = self.mark_stack.pop() {
            match o.kind {
                ObjKind::PVector | ObjKind::PMap => self.trace_version(o),
                _ => o.each_value(|v| self.mark(v)),
            }
        }
    }

    /// Whether an object survives the collection under way; true for what is none.
    pub(crate) fn is_marked(&self, v: Value) -> bool {
        v.as_heap().is_none_or(|o| o.mark.get() == self.epoch)
    }

    /// Reclaims what was not marked.
    pub(crate) fn finish(&mut self) {
        let epoch = self.epoch;
        self.drop_versions(|o| o.mark.get() == epoch);
        let mut live_lines = 0;
        let mut free = std::mem::take(&mut self.free);
        self.blocks.retain(|&b| {
            let live = Block::live_lines(b, epoch);
            live_lines += live;
            if live == 0 {
                free.push(b);
            }
            live != 0
        });
        let mut kept_large = 0;
        self.large.retain(|&(p, size)| {
            // SAFETY: large objects stay allocated until this loop frees them.
            let live = unsafe { p.as_ref() }.mark.get() == epoch;
            if live {
                kept_large += size;
            } else if let Some(layout) = Self::large_layout(size) {
                // SAFETY: allocated in `alloc_large` with the same layout; unreachable now.
                unsafe { std::alloc::dealloc(p.as_ptr().cast(), layout) };
            }
            live
        });
        let live = live_lines * LINE + kept_large + self.versions.bytes;
        self.threshold = live.max(MIN_THRESHOLD.min(self.max / 4));
        // Keep as many free blocks as will be needed until the next collection.
        let keep = (self.threshold / BLOCK).max(8);
        while free.len() > keep {
            if let Some(b) = free.pop() {
                Block::free(b);
            }
        }
        self.free = free;
        self.used = (self.blocks.len() + self.free.len()) * BLOCK + kept_large;
        // Free blocks are not in use: under pressure they go back first.
        while self.held() > self.max {
            let Some(b) = self.free.pop() else { break };
            Block::free(b);
            self.used -= BLOCK;
        }
        let null = std::ptr::null_mut();
        (self.cursor, self.limit, self.hole_end) = (null, null, null);
        (self.overflow, self.overflow_end) = (null, null);
        self.scan_block = 0;
        self.scan_line = FIRST_LINE;
        self.scan_end = self.blocks.len();
        self.since_gc = 0;
        self.live = live;
        self.gc_due = self.mode == GcMode::Stress;
        self.gc_wanted = self.gc_due || self.work >= MUCH_WORK;
        self.stats.collections += 1;
    }

    /// Whether so little is free after a collection that going on is pointless.
    pub fn exhausted(&self) -> bool {
        self.held().saturating_sub(self.free.len() * BLOCK) > self.max - self.max / 32
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        self.drop_versions(|_| false);
        for &b in self.blocks.iter().chain(&self.free) {
            Block::free(b);
        }
        for &(p, size) in &self.large {
            if let Some(layout) = Self::large_layout(size) {
                // SAFETY: allocated with this layout; the heap is gone after this.
                unsafe { std::alloc::dealloc(p.as_ptr().cast(), layout) };
            }
        }
    }
}

#[cfg(test)]
mod tests;
