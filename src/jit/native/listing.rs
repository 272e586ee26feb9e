//! Compiled code as text.
use crate::jit::backend::Listing;
use cranelift_codegen::CompiledCode;
use cranelift_codegen::ir::Function;

/// Cranelift's IR before it is optimised. Lines begin with the place they were made
/// for, `@` and a number, if they have one.
pub(super) fn clif(f: &Function) -> Listing {
    let lines = f.display().to_string();
    Listing { kind: "clif", lines: lines.lines().map(clif_line).collect() }
}

fn clif_line(line: &str) -> (String, Option<u32>) {
    if let Some((place, rest)) = line.strip_prefix('@').and_then(|l| l.split_once(' '))
        && let Ok(pc) = u32::from_str_radix(place, 16)
    {
        return (format!("     {rest}"), Some(pc));
    }
    (line.to_string(), None)
}

/// The machine code.
pub(super) fn machine_code(code: &CompiledCode) -> Listing {
    let text = code.vcode.as_deref().unwrap_or_default();
    Listing { kind: "machine code", lines: text.lines().map(|l| (l.to_string(), None)).collect() }
}
