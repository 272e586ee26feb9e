//! Linking: a compiled function becomes one that this VM can run.
use super::detour::DETOURS;
use super::func::{CallSite, FieldSite, Func, Role};
use crate::bytecode::{Insn, Op, Proto};
use crate::core::Const;
use crate::heap::{Heap, HeapFull};
use crate::jit::FuncJit;
use crate::lang::Dialect;
use crate::object::knots::{Knots, tie};
use crate::value::Value;
use crate::vm::Vm;
use rustc_hash::FxHashMap;
use std::cell::{Cell, UnsafeCell};

/// Links a function and those inside it. On failure nothing of it is reachable.
pub(crate) fn link(vm: &mut Vm, proto: Proto, dialect: &'static Dialect) -> Result<*const Func, HeapFull> {
    let mut proto = proto;
    let inner: Box<[*const Func]> =
        std::mem::take(&mut proto.functions).into_iter().map(|p| link(vm, p, dialect)).collect::<Result<_, _>>()?;
    let consts: Box<[Value]> =
        proto.consts.iter().map(|c| constant(&mut vm.rt.heap, &mut vm.labels, c)).collect::<Result<_, _>>()?;
    let bytes = size_of::<Func>()
        + proto.code.len() * 40
        + proto.plain_len() * 24
        + consts.len() * 8
        + proto.call_sites.len() * size_of::<CallSite>()
        + proto.field_sites.len() * size_of::<FieldSite>();
    vm.rt.heap.charge(bytes)?;
    let traced = if vm.counting() { proto.code.len() } else { 0 };
    let first = proto.registers;
    let detours: [Insn; DETOURS] = [
        Insn::new(Op::Call, 0, first + 1, 0),
        Insn::new(Op::Halt, 0, 0, 0),
        Insn::new(Op::Call, first + 1, first + 1, 0),
        Insn::new(Op::Answer, 0, 0, 0),
    ];
    let counted = |i: &Insn| if vm.jit.on() { counting(*i) } else { *i };
    let code = proto.code.iter().map(counted);
    let entries = if proto.entries.is_empty() { &[0][..] } else { &proto.entries };
    let entries = if vm.jit.on() && proto.fills_with_constants() { entries } else { &[] };
    let pads = entries.iter().enumerate().map(|(n, &entry)| {
        let at = proto.code.len() + DETOURS + n;
        Insn::wide(Op::EnterCounted, 0, (entry as i32 - at as i32 - 1) as u32)
    });
    let func = Box::new(Func {
        id: vm.funcs.len() as u32,
        registers: proto.registers as u32,
        params: proto.params,
        optional: proto.optional,
        rest: proto.rest,
        code: code.chain(detours).chain(pads).map(UnsafeCell::new).collect(),
        jit: FuncJit::new(proto.params),
        role: Cell::new(Role::Plain),
        consts,
        call_sites: (proto.call_sites.iter())
            .map(|s| CallSite::new(s.argc, s.global.map_or(u32::MAX, |g| g.0)))
            .collect(),
        field_sites: proto.field_sites.iter().map(|s| FieldSite::new(s.field, s.ty.0)).collect(),
        functions: inner,
        sources: proto.captures.iter().map(|c| c.1).collect(),
        counts: (0..traced).map(|_| Cell::new(0)).collect(),
        dialect,
        proto,
    });
    vm.funcs.push(func);
    Ok(vm.funcs.last().map_or(std::ptr::null(), |f| &raw const **f))
}

/// A back edge as one that counts.
fn counting(insn: Insn) -> Insn {
    let op = match insn.op() {
        Op::LoopBack => Op::LoopBackCounted,
        Op::LoopSelf => Op::LoopSelfCounted,
        Op::MoveLoop => Op::MoveLoopCounted,
        op => op,
    };
    Insn { op: op as u16, ..insn }
}

/// The bits of labelled constants, by their labels.
pub(crate) type Labels = FxHashMap<u64, u64>;

/// Makes a constant.
fn constant(heap: &mut Heap, labels: &mut Labels, c: &Const) -> Result<Value, HeapFull> {
    Ok(match c {
        Const::Nil => Value::NIL,
        Const::True => Value::TRUE,
        Const::False => Value::FALSE,
        Const::Unit => Value::UNIT,
        Const::Missing => Value::MISSING,
        Const::Int(i) => heap.integer(*i)?,
        Const::Float(f) => Value::float(*f),
        Const::Num(n) => heap.number(n)?,
        Const::Char(c) => Value::char(*c),
        Const::Sym(s) => Value::sym(*s),
        Const::Str(s) => heap.string(s)?,
        Const::Bytes(b) => heap.bytes_from(b)?,
        Const::Vector(items) => {
            let items = items.iter().map(|c| constant(heap, labels, c)).collect::<Result<Vec<_>, _>>()?;
            heap.vector_from(&items)?
        }
        Const::List(items, tail) => {
            let items = items.iter().map(|c| constant(heap, labels, c)).collect::<Result<Vec<_>, _>>()?;
            let tail = constant(heap, labels, tail)?;
            heap.list(&items, tail)?
        }
        Const::Ref(id) => labels.get(id).map_or(Value::UNIT, |&bits| Value::from_bits(bits)),
        Const::Labelled(id, inner) => {
            if let Some(&bits) = labels.get(id) {
                return Ok(Value::from_bits(bits));
            }
            let holder = heap.boxed(Value::UNIT)?.bits();
            labels.insert(*id, holder);
            let made = constant(heap, labels, inner)?;
            let made = tie(made, &Knots::from_iter([(holder, made.bits())]));
            labels.values_mut().filter(|bits| **bits == holder).for_each(|bits| *bits = made.bits());
            made
        }
    })
}
