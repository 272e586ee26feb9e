//! Takes something out of Cranelift's epilogues. They set the stack pointer from the
//! frame pointer although it is there already. The frame pointer was just loaded, so
//! that every return of a chain waits for a load, and the next load for it: two fifths
//! of the time of a recursive function.
use cranelift_codegen::CompiledCode;
use cranelift_codegen::ir::SourceLoc;

/// In the place of an instruction for Cranelift: that it is a return, whose code ends
/// in an epilogue.
const RETURN: u32 = 1 << 31;
/// Stands for no instruction in the place of a return. With all bits set a place would
/// be Cranelift's for none.
const NOWHERE: u32 = RETURN - 2;

/// The place of a return, made for a bytecode instruction or for none.
pub(super) fn returning(pc: Option<u32>) -> SourceLoc {
    SourceLoc::new(RETURN | pc.unwrap_or(NOWHERE))
}

/// The bytecode instruction that a place means.
pub(super) fn pc(place: SourceLoc) -> Option<u32> {
    let pc = place.bits() & !RETURN;
    (pc != NOWHERE && !place.is_default()).then_some(pc)
}

/// Where the instructions end; constants follow.
pub(super) fn end(code: &CompiledCode) -> usize {
    code.buffer.get_srclocs_sorted().iter().map(|p| p.end as usize).max().unwrap_or(0)
}

/// `mov rsp, rbp`, `pop rbp`, `ret`.
const LONG: [u8; 5] = [0x48, 0x89, 0xEC, 0x5D, 0xC3];
/// `pop rbp`, `ret`, and a long nop that nothing reaches.
const SHORT: [u8; 5] = [0x5D, 0xC3, 0x0F, 0x1F, 0x00];

/// Makes returns of a function shorter that has no tail calls, which resize frames.
pub(super) fn mend(code: &CompiledCode, bytes: &mut [u8]) {
    if !cfg!(target_arch = "x86_64") {
        // Other machines restore both from memory.
        return;
    }
    for place in code.buffer.get_srclocs_sorted() {
        let (start, end) = (place.start as usize, place.end as usize);
        if place.loc.bits() & RETURN == 0 || place.loc.is_default() {
            continue;
        }
        // Nothing but its own epilogue is at the end of a return.
        if let Some(at) = end.checked_sub(LONG.len()).filter(|&at| at >= start)
            && bytes[at..end] == LONG
        {
            bytes[at..end].copy_from_slice(&SHORT);
        }
    }
}
