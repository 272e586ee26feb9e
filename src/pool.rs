//! The pool of packet buffers (F3): byte vectors of one size, taken and given
//! back in constant time. The program frees them by hand; a buffer it forgets is
//! collected like any other object, and one it gave back must not be used.
use crate::heap::{Heap, HeapFull};
use crate::object::{Bytes, Gc};
use crate::value::Value;

/// How the pool is set up.
#[derive(Clone, Copy, Debug)]
pub struct PoolConfig {
    /// Bytes of a buffer.
    pub slab_size: usize,
    /// Buffers made when the first one is taken.
    pub initial_slabs: usize,
    /// Buffers the pool keeps at most.
    pub max_slabs: usize,
    /// Whether it counts.
    pub track_stats: bool,
}

impl Default for PoolConfig {
    fn default() -> Self {
        PoolConfig { slab_size: 1500, initial_slabs: 16, max_slabs: 4096, track_stats: true }
    }
}

/// The pool. Free buffers are roots of the collector.
pub struct BufferPool {
    config: PoolConfig,
    free: Vec<Gc<Bytes>>,
    started: bool,
    /// Whether it keeps buffers at all (the `buffer-pool` switch).
    enabled: bool,
    /// Buffers handed out.
    pub taken: u64,
    /// Of these, how many had been used before.
    pub reused: u64,
    /// Buffers given back.
    pub returned: u64,
}

impl BufferPool {
    /// An empty pool.
    pub fn new(config: PoolConfig, enabled: bool) -> BufferPool {
        BufferPool { config, free: vec![], started: false, enabled, taken: 0, reused: 0, returned: 0 }
    }
    /// Bytes of a buffer.
    pub fn slab_size(&self) -> usize {
        self.config.slab_size
    }
    /// Buffers waiting to be taken.
    pub fn free_count(&self) -> usize {
        self.free.len()
    }
    /// Takes a buffer; all its bytes are 0.
    pub fn take(&mut self, heap: &mut Heap) -> Result<Gc<Bytes>, HeapFull> {
        if self.enabled && !self.started {
            for _ in 0..self.config.initial_slabs {
                let b = heap.bytes(self.config.slab_size, 0)?;
                b.header.flags.set(Bytes::POOLED | Bytes::RELEASED);
                self.free.push(b);
            }
            self.started = true;
        }
        let count = self.config.track_stats as u64;
        let b = match self.free.pop() {
            Some(b) => {
                self.reused += count;
                b
            }
            None => heap.bytes(self.config.slab_size, 0)?,
        };
        b.header.flags.set(Bytes::POOLED);
        self.taken += count;
        Ok(b)
    }
    /// A buffer that is shorter than the pool's: counted, but never kept.
    pub fn take_short(&mut self, heap: &mut Heap, len: usize) -> Result<Gc<Bytes>, HeapFull> {
        let b = heap.bytes(len, 0)?;
        b.header.flags.set(Bytes::POOLED);
        self.taken += self.config.track_stats as u64;
        Ok(b)
    }
    /// Takes a buffer back. False if it is not a pool buffer or was given back before.
    pub fn give_back(&mut self, b: Gc<Bytes>) -> bool {
        if b.header.flags.get() != Bytes::POOLED {
            return false;
        }
        b.header.flags.set(Bytes::POOLED | Bytes::RELEASED);
        self.returned += self.config.track_stats as u64;
        if self.enabled && b.bytes().len() == self.config.slab_size && self.free.len() < self.config.max_slabs {
            b.bytes().iter().for_each(|x| x.set(0));
            self.free.push(b);
        }
        true
    }
    /// The free buffers, for the collector.
    pub(crate) fn roots(&self) -> impl Iterator<Item = Value> {
        self.free.iter().map(|&b| Value::obj(b))
    }
}
