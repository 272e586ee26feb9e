//! Compiled code as text.
use super::epilogue::pc;
use crate::jit::backend::Listing;
use cranelift_codegen::CompiledCode;
use cranelift_codegen::ir::{Function, SourceLoc};

/// Cranelift's IR before it is optimised.
pub(super) fn clif(f: &Function) -> Listing {
    let text = f.display().to_string();
    Listing { kind: "clif", lines: text.lines().map(clif_line).collect() }
}

/// Lines begin with the place they were made for, `@` and a number, if they have one.
fn clif_line(line: &str) -> (String, Option<u32>) {
    let (place, text) = match line.strip_prefix('@').and_then(|l| l.split_once(' ')) {
        Some((place, text)) => (u32::from_str_radix(place, 16).ok().and_then(|bits| pc(SourceLoc::new(bits))), text),
        None => (None, line),
    };
    let text = text.trim();
    let outside = ["function", "block", "}"].iter().any(|w| text.starts_with(w)) || text.is_empty();
    (if outside { text.to_string() } else { format!("    {text}") }, place)
}

/// The machine code, with the distance of each instruction from the first.
#[cfg(target_arch = "x86_64")]
pub(super) fn machine_code(code: &CompiledCode, bytes: &[u8]) -> Listing {
    use iced_x86::{Decoder, DecoderOptions, Formatter, IntelFormatter, Mnemonic};
    let places = code.buffer.get_srclocs_sorted();
    let end = super::epilogue::end(code);
    let mut decoder = Decoder::new(64, &bytes[..end], DecoderOptions::NONE);
    let mut formatter = IntelFormatter::new();
    let options = formatter.options_mut();
    options.set_hex_prefix("0x");
    options.set_hex_suffix("");
    options.set_uppercase_hex(false);
    options.set_space_after_operand_separator(true);
    options.set_branch_leading_zeros(false);
    let (mut lines, mut ends) = (vec![], vec![]);
    while decoder.can_decode() {
        let i = decoder.decode();
        let at = i.ip() as u32;
        let mut text = String::new();
        formatter.format(&i, &mut text);
        // Calls of itself have their target when the code is in its place.
        if code.buffer.relocs().iter().any(|r| (at..i.next_ip() as u32).contains(&r.offset)) {
            text = "call 0x0".to_string();
        }
        let place = places.iter().find(|p| (p.start..p.end).contains(&at));
        ends.push(matches!(i.mnemonic(), Mnemonic::Jmp | Mnemonic::Ret));
        lines.push((format!("{at:5x}  {text}"), place.and_then(|p| pc(p.loc))));
    }
    // What is computed for an instruction stands before it and has no place.
    let mut next = None;
    for (line, end) in lines.iter_mut().zip(ends).rev() {
        next = if end { line.1 } else { line.1.or(next) };
        line.1 = next;
    }
    for (n, word) in bytes[end..].chunks(8).enumerate() {
        let number = word.iter().rev().fold(0u64, |n, &b| n << 8 | b as u64);
        lines.push((format!("{:5x}  {number:#x}", end + 8 * n), None));
    }
    Listing { kind: "machine code", lines }
}

/// The machine code, as Cranelift writes it.
#[cfg(not(target_arch = "x86_64"))]
pub(super) fn machine_code(code: &CompiledCode, _: &[u8]) -> Listing {
    let text = code.vcode.as_deref().unwrap_or_default();
    Listing { kind: "machine code", lines: text.lines().map(|l| (l.to_string(), None)).collect() }
}
