//! Takes something out of Cranelift's epilogues. They set the stack pointer from the
//! frame pointer although it is there already. The frame pointer was just loaded, so
//! that every return of a chain waits for a load, and the next load for it: two fifths
//! of the time of a recursive function.
use cranelift_codegen::CompiledCode;

/// Where the instructions end; constants follow.
pub(super) fn end(code: &CompiledCode) -> usize {
    code.buffer.get_srclocs_sorted().iter().map(|p| p.end as usize).max().unwrap_or(0)
}

/// Makes returns of a function shorter that has no tail calls, which resize frames.
#[cfg(target_arch = "x86_64")]
pub(super) fn mend(code: &CompiledCode, bytes: &mut [u8]) {
    use iced_x86::{Code, Decoder, DecoderOptions, Register};
    let instructions = bytes[..end(code)].to_vec();
    let mut decoder = Decoder::new(64, &instructions, DecoderOptions::NONE);
    // Decoding from the start, nothing in the middle of an instruction is taken for one.
    let mut before = [iced_x86::Instruction::default(); 2];
    while decoder.can_decode() {
        let i = decoder.decode();
        let [set, pop] = before;
        let sets = set.code() == Code::Mov_rm64_r64
            && set.op0_register() == Register::RSP
            && set.op1_register() == Register::RBP;
        if sets && pop.code() == Code::Pop_r64 && pop.op0_register() == Register::RBP && i.code() == Code::Retnq {
            let at = set.ip() as usize;
            // `pop rbp`, `ret`, and a long nop that nothing reaches.
            bytes[at..at + 5].copy_from_slice(&[0x5D, 0xC3, 0x0F, 0x1F, 0x00]);
        }
        before = [pop, i];
    }
}

/// Other machines restore both from memory.
#[cfg(not(target_arch = "x86_64"))]
pub(super) fn mend(_: &CompiledCode, _: &mut [u8]) {}
