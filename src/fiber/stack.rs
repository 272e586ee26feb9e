//! The two stacks of a fiber: values, which the collector scans, and frames.
//!
//! The invariant this file owns: the value stack is `capacity` initialised
//! values, the frame stack has room for `frame_capacity` frames, and both are
//! freed once.
use crate::interp::Frame;
use crate::value::Value;
use std::alloc::{Layout, alloc_zeroed, dealloc};

/// Values a new fiber has room for.
const VALUES: usize = 1024;
/// Frames a new fiber has room for.
const FRAMES: usize = 128;

/// Both stacks. Zeroed memory is the double 0.0 over and over: always valid.
pub(crate) struct Stack {
    pub values: *mut Value,
    pub capacity: usize,
    pub frames: *mut Frame,
    pub frame_capacity: usize,
    /// Frames in use while the fiber does not run.
    pub depth: usize,
}

fn zeroed<T>(n: usize) -> Option<*mut T> {
    let layout = Layout::array::<T>(n).ok()?;
    // SAFETY: `n` is never 0 here, so the layout is not empty.
    let p = unsafe { alloc_zeroed(layout) }.cast::<T>();
    (!p.is_null()).then_some(p)
}

fn release<T>(p: *mut T, n: usize) {
    if let Ok(layout) = Layout::array::<T>(n) {
        // SAFETY: allocated by `zeroed` with the same layout.
        unsafe { dealloc(p.cast(), layout) };
    }
}

impl Stack {
    /// Fresh stacks, or `None` if there is no memory.
    pub fn new() -> Option<Stack> {
        let values = zeroed(VALUES)?;
        let Some(frames) = zeroed(FRAMES) else {
            release(values, VALUES);
            return None;
        };
        Some(Stack { values, capacity: VALUES, frames, frame_capacity: FRAMES, depth: 0 })
    }
    /// Bytes of both.
    pub fn bytes(&self) -> usize {
        self.capacity * size_of::<Value>() + self.frame_capacity * size_of::<Frame>()
    }
    /// Moves the values to a stack of another size, keeping the first `keep`.
    /// False if there is no memory; then nothing has changed.
    pub fn resize_values(&mut self, capacity: usize, keep: usize) -> bool {
        let Some(new) = zeroed::<Value>(capacity) else { return false };
        // SAFETY: both have room for `keep` values, which callers bound by the capacities.
        unsafe { std::ptr::copy_nonoverlapping(self.values, new, keep.min(capacity).min(self.capacity)) };
        release(self.values, self.capacity);
        self.values = new;
        self.capacity = capacity;
        true
    }
    /// The same for frames.
    pub fn resize_frames(&mut self, capacity: usize, keep: usize) -> bool {
        let Some(new) = zeroed::<Frame>(capacity) else { return false };
        // SAFETY: as for values.
        unsafe { std::ptr::copy_nonoverlapping(self.frames, new, keep.min(capacity).min(self.frame_capacity)) };
        release(self.frames, self.frame_capacity);
        self.frames = new;
        self.frame_capacity = capacity;
        true
    }
    /// Whether it has grown beyond its first size.
    pub fn is_small(&self) -> bool {
        self.capacity == VALUES && self.frame_capacity == FRAMES
    }
    /// Zeroes both, so that nothing old is taken for a value.
    pub fn clear(&mut self) {
        // SAFETY: both have their capacities; zero is valid for either.
        unsafe {
            self.values.write_bytes(0, self.capacity);
            self.frames.write_bytes(0, self.frame_capacity);
        }
        self.depth = 0;
    }
    /// The most frames that were in use at once since the stack was made or
    /// resized: frames are never cleared, so they end where the null ones begin.
    pub fn deepest(&self) -> usize {
        let (mut low, mut high) = (0, self.frame_capacity);
        while low < high {
            let mid = (low + high) / 2;
            // SAFETY: `mid` is below the capacity.
            if unsafe { (*self.frames.add(mid)).ip.is_null() } { high = mid } else { low = mid + 1 }
        }
        low
    }
    /// The least number of values a stack has room for.
    pub const fn least() -> usize {
        VALUES
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        release(self.values, self.capacity);
        release(self.frames, self.frame_capacity);
    }
}
