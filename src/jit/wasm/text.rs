//! The text of a module, as wasm writes it.
use super::insn::{Insn, Op, Operand, Ty};
use super::module::{Function, Module, Types};
use crate::jit::backend::Listing;
use std::fmt::Write;

/// The functions of a module, line by line.
pub(super) fn listing(module: &Module) -> Listing {
    let mut lines = vec![];
    module.functions.iter().for_each(|f| function(module, f, &mut lines));
    Listing { kind: "wasm", lines }
}

fn function(module: &Module, f: &Function, lines: &mut Vec<(String, Option<u32>)>) {
    let mut head = format!("(func ${}", f.name);
    signature(&module.types, f.ty, &mut head);
    lines.push((head, None));
    let mut locals = String::new();
    for (i, ty) in f.code.locals.iter().enumerate().skip(f.code.params) {
        let _ = write!(locals, " (local ${i} {})", ty.text());
    }
    if !locals.is_empty() {
        lines.push((format!(" {locals}"), None));
    }
    let mut depth = 1usize;
    for i in &f.code.insns {
        if matches!(i.op, Op::End | Op::Else) {
            depth -= 1;
        }
        if depth == 0 {
            lines.push((")".into(), None));
            break;
        }
        lines.push((line(*i, depth, module), i.pc));
        if matches!(i.op, Op::Block | Op::Loop | Op::If | Op::Else) {
            depth += 1;
        }
    }
}

fn signature(types: &Types, ty: i64, to: &mut String) {
    let (params, results) = &types.0[ty as usize];
    for (word, all) in [("param", params), ("result", results)] {
        if !all.is_empty() {
            let names: Vec<&str> = all.iter().copied().map(Ty::text).collect();
            let _ = write!(to, " ({word} {})", names.join(" "));
        }
    }
}

fn line(i: Insn, depth: usize, module: &Module) -> String {
    let mut s = "  ".repeat(depth);
    s.push_str(i.op.text());
    let n = i.imm;
    let _ = match i.op.operand() {
        Operand::None => Ok(()),
        Operand::Gives if n == 0 => Ok(()),
        Operand::Gives => write!(s, " (result i32)"),
        Operand::Local => write!(s, " ${n}"),
        Operand::Func => write!(s, " ${}", module.functions[n as usize].name),
        Operand::Label => write!(s, " {n}"),
        Operand::Type => {
            signature(&module.types, n, &mut s);
            Ok(())
        }
        Operand::I32 => write!(s, " {}", n as i32),
        // Tagged values are read more easily by their bits.
        Operand::I64 if n.unsigned_abs() >> 52 != 0 => write!(s, " {n:#018x}"),
        Operand::I64 => write!(s, " {n}"),
        Operand::F64 => float(n as u64, &mut s),
        Operand::Offset if n == 0 => Ok(()),
        Operand::Offset => write!(s, " offset={n}"),
    };
    s
}

/// A float as wasm's text has it.
fn float(bits: u64, to: &mut String) -> std::fmt::Result {
    let f = f64::from_bits(bits);
    if f.is_nan() {
        let sign = if f.is_sign_negative() { "-" } else { "" };
        return write!(to, " {sign}nan:{:#x}", bits & ((1 << 52) - 1));
    }
    let sign = if f.is_sign_negative() { "-" } else { "" };
    if f.is_infinite() {
        return write!(to, " {sign}inf");
    }
    write!(to, " {}", crate::syntax::number::format_float(f))
}
