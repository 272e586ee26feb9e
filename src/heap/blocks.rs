//! Blocks of lines: 32 KiB, aligned to their size, with a mark byte per line.
//!
//! The invariant this file owns: a block is allocated with `LAYOUT`, its first
//! lines hold the marks, and an address in a block leads to it by masking.
use std::alloc::Layout;
use std::ptr::NonNull;

/// Bytes of a block, and its alignment.
pub const BLOCK: usize = 32 * 1024;
/// Bytes of a line.
pub const LINE: usize = 128;
/// Lines of a block.
pub const LINES: usize = BLOCK / LINE;
/// The first line that holds objects; those before hold the marks.
pub const FIRST_LINE: usize = LINES / LINE;

/// The head of a block: for each line the epoch in which it was last marked.
#[repr(C)]
pub struct Block {
    lines: [u8; LINES],
}

const LAYOUT: Layout = match Layout::from_size_align(BLOCK, BLOCK) {
    Ok(l) => l,
    Err(_) => panic!("block layout"),
};

impl Block {
    /// A block without marks, or `None` if the system has no memory.
    pub fn new() -> Option<NonNull<Block>> {
        // SAFETY: the layout is not empty.
        let p = NonNull::new(unsafe { std::alloc::alloc(LAYOUT) })?.cast::<Block>();
        Self::clear_lines(p);
        Some(p)
    }
    /// Gives a block back to the system. Nothing may refer into it.
    pub fn free(b: NonNull<Block>) {
        // SAFETY: made by `new`; the heap drops its pointer.
        unsafe { std::alloc::dealloc(b.as_ptr().cast(), LAYOUT) };
    }
    /// Forgets all marks.
    pub fn clear_lines(b: NonNull<Block>) {
        // SAFETY: the head is within the block, which the heap owns.
        unsafe { b.as_ptr().cast::<u8>().write_bytes(0, LINES) };
    }
    fn lines<'a>(b: NonNull<Block>) -> &'a [u8; LINES] {
        // SAFETY: initialised by `new`; no `&mut` to it is ever made.
        unsafe { &(*b.as_ptr()).lines }
    }
    /// Lines marked in `epoch`.
    pub fn live_lines(b: NonNull<Block>, epoch: u8) -> usize {
        Self::lines(b)[FIRST_LINE..].iter().filter(|&&l| l == epoch).count()
    }
    /// The next run of lines not marked in `epoch`, from line `from` on.
    pub fn next_hole(b: NonNull<Block>, from: usize, epoch: u8) -> Option<(usize, usize)> {
        let lines = Self::lines(b);
        let start = (from.max(FIRST_LINE)..LINES).find(|&i| lines[i] != epoch)?;
        let end = (start..LINES).find(|&i| lines[i] == epoch).unwrap_or(LINES);
        Some((start, end))
    }
    /// The addresses of a run of lines.
    pub fn range(b: NonNull<Block>, from: usize, to: usize) -> (*mut u8, *mut u8) {
        let base = b.as_ptr().cast::<u8>();
        (base.wrapping_add(from * LINE), base.wrapping_add(to * LINE))
    }
    /// Marks the lines of an object that lies in a block.
    #[inline]
    pub fn mark_lines(object: *mut u8, size: usize, epoch: u8) {
        let offset = object as usize % BLOCK;
        let (first, last) = (offset / LINE, (offset + size - 1) / LINE);
        let head = object.wrapping_sub(offset);
        for line in first..=last {
            // SAFETY: small objects lie within one block, so the line is one of
            // this block, whose head is at the masked address.
            unsafe { head.add(line).write(epoch) };
        }
    }
}
