//! Attributes, elements of lists and tuples, and what handlers do with other objects.
use super::{Builder, Origin};
use crate::bytecode::Insn;
use crate::interp::func::CallSite;
use crate::interp::func::FieldSite;
use crate::jit::mir::{BlockId, Edge, MirOp, Reason, Rep, Term, Val};
use crate::jit::{SHAPES, objects};
use crate::object::{Compound, Instance, List, ObjKind, Sort, Tuple, Vector};
use crate::value::Value;
use std::mem::{offset_of, size_of};

/// Why access to an object that was compiled turned out not to fit, besides its shape.
const MISFITS: [Reason; 5] = [Reason::WrongKind, Reason::NotInt, Reason::OutOfBounds, Reason::Packed, Reason::Unset];

/// Where a part of a compound is.
fn part(n: usize) -> i64 {
    (size_of::<Compound>() + n * size_of::<Value>()) as i64
}

impl Builder<'_> {
    /// Lets the interpreter's handler do an operation on an object.
    pub(super) fn handled(&mut self) {
        self.handled += 1;
        self.generic();
    }

    fn misfits(&self) -> bool {
        MISFITS.into_iter().any(|r| self.failed(r)) || self.too_many_shapes()
    }

    /// Whether shapes turned out to be others so often at the instruction at hand that it is
    /// not worth to compile those that its site has seen by now.
    pub(super) fn too_many_shapes(&self) -> bool {
        let changed = |f: &&(u32, Reason)| **f == (self.pc, Reason::ShapeChanged);
        self.input.failed.iter().filter(changed).count() >= SHAPES
    }

    /// The address of an instance. Code relies on what sites remember of its class.
    pub(super) fn instance(&mut self, v: Val) -> Val {
        self.classes = true;
        self.checked(MirOp::GuardKind, &[v], ObjKind::Instance as i64)
    }

    /// Does something for each shape that an object may have, of which it must have one;
    /// gives what that gave, if it did not leave.
    pub(super) fn by_shape(
        &mut self,
        object: Val,
        shapes: &[u32],
        mut f: impl FnMut(&mut Self, usize) -> Option<Val>,
    ) -> Option<Val> {
        if let [only] = *shapes {
            self.guard(MirOp::GuardShape, &[object], only.into());
            return f(self, 0);
        }
        let after = self.g.block(self.pc);
        let result = self.value(Rep::Tagged, Origin::Other);
        self.g.at_mut(after).params.push(result);
        for (n, &shape) in shapes.iter().enumerate() {
            let mut others = None;
            if n + 1 == shapes.len() {
                self.guard(MirOp::GuardShape, &[object], shape.into());
            } else {
                let test = self.emit(MirOp::IsShape, &[object], shape.into());
                others = self.fork(test);
            }
            if let Some(v) = f(self, n) {
                let v = self.boxed(v);
                self.end(Term::Jump(Edge { to: after, args: vec![v] }));
            }
            self.block = others;
        }
        self.block = Some(after);
        Some(result)
    }

    /// Goes on where a test holds; gives the block for where it does not.
    fn fork(&mut self, test: Val) -> Option<BlockId> {
        let [yes, no] = [(); 2].map(|()| self.g.block(self.pc));
        let edge = |to| Edge { to, args: vec![] };
        self.end(Term::Branch(test, edge(yes), edge(no)));
        self.block = Some(yes);
        Some(no)
    }

    /// Where in an instance a slot is: those it has in itself come first.
    fn slot_in(&mut self, object: Val, slot: u32) -> i64 {
        let slots = self.emit(MirOp::Len, &[object], 0);
        let at = self.int_const(slot.into());
        self.guard(MirOp::GuardIndex, &[at, slots], 0);
        (size_of::<Instance>() + slot as usize * size_of::<Value>()) as i64
    }

    /// The shapes and slots that the site of an attribute remembers.
    fn attribute(&self, site: u16) -> Option<(&FieldSite, Vec<(u32, u32)>)> {
        let site: &FieldSite = &self.input.code.func.field_sites[site as usize];
        (!self.misfits() && !site.many.get()).then(|| (site, site.remembered()))
    }

    pub(super) fn get_attr(&mut self, i: Insn) {
        let Some((_, known)) = self.attribute(i.c).filter(|s| !s.1.is_empty()) else { return self.handled() };
        let v = self.get(i.b);
        let object = self.instance(v);
        let shapes: Vec<u32> = known.iter().map(|k| k.0).collect();
        let v = self.by_shape(object, &shapes, |b, n| {
            let at = b.slot_in(object, known[n].1);
            let v = b.emit(MirOp::Load, &[object], at);
            b.guard(MirOp::GuardNot, &[v], Value::UNSET.bits() as i64);
            Some(v)
        });
        if let Some(v) = v {
            self.set(i.a, v);
        }
    }

    pub(super) fn set_attr(&mut self, i: Insn) {
        let Some((site, known)) = self.attribute(i.c) else { return self.handled() };
        // Those that have the attribute, and those that get it here.
        let mut ways: Vec<(u32, u32, Option<u32>)> =
            known.into_iter().map(|(shape, slot)| (shape, slot, None)).collect();
        ways.extend(site.grown().into_iter().map(|g| (g.from, g.slot, Some(g.to))));
        if ways.is_empty() {
            return self.handled();
        }
        let (object, v) = (self.get(i.a), self.get(i.b));
        let object = self.instance(object);
        let shapes: Vec<u32> = ways.iter().map(|w| w.0).collect();
        self.by_shape(object, &shapes, |b, n| {
            let (_, slot, grown) = ways[n];
            let at = b.slot_in(object, slot);
            b.effect(MirOp::Store, &[object, v], at);
            if let Some(to) = grown {
                b.effect(MirOp::SetShape, &[object], to.into());
            }
            Some(v)
        });
    }

    /// The vector of elements of the list in a register, and the index in another one,
    /// which is within the list.
    fn list(&mut self, r: u16, index: u16) -> (Val, Val) {
        let v = self.get(r);
        let list = self.checked(MirOp::GuardKind, &[v], ObjKind::List as i64);
        let index = self.get(index);
        let index = self.int(index);
        let len = self.emit(MirOp::LoadCount, &[list], offset_of!(List, len) as i64);
        self.guard(MirOp::GuardIndex, &[index, len], 0);
        (self.emit(MirOp::LoadPart, &[list], offset_of!(List, items) as i64), index)
    }

    pub(super) fn get_item(&mut self, i: Insn) {
        if self.misfits() {
            return self.handled();
        }
        let (items, index, first) = match self.input.code.func.jit.objects_at(self.pc) {
            0 | objects::LIST => {
                let (items, index) = self.list(i.b, i.c);
                (items, index, size_of::<Vector>())
            }
            objects::TUPLE => {
                let v = self.get(i.b);
                let tuple = self.checked(MirOp::GuardKind, &[v], ObjKind::Tuple as i64);
                let index = self.get(i.c);
                let index = self.int(index);
                let len = self.emit(MirOp::Len, &[tuple], 0);
                self.guard(MirOp::GuardIndex, &[index, len], 0);
                (tuple, index, size_of::<Tuple>())
            }
            _ => return self.handled(),
        };
        let v = self.emit(MirOp::LoadElem, &[items, index], first as i64);
        self.set(i.a, v);
    }

    /// A tuple of the right length is what it becomes.
    pub(super) fn unpack(&mut self, i: Insn) {
        if self.misfits() || self.input.code.func.jit.objects_at(self.pc) != objects::TUPLE {
            return self.handled();
        }
        let v = self.get(i.b);
        let tuple = self.checked(MirOp::GuardKind, &[v], ObjKind::Tuple as i64);
        let len = self.emit(MirOp::Len, &[tuple], 0);
        let count = self.int_const(i.c.into());
        let fits = self.emit(MirOp::EqInt, &[len, count], 0);
        let other = self.fork(fits);
        self.or_handled(v, &[other], i.a);
    }

    pub(super) fn set_item(&mut self, i: Insn) {
        let kinds = self.input.code.func.jit.objects_at(self.pc);
        if self.misfits() || !matches!(kinds, 0 | objects::LIST) {
            return self.handled();
        }
        let (items, index) = self.list(i.a, i.b);
        let v = self.get(i.c);
        self.guard(MirOp::GuardStores, &[items, v], 0);
        self.effect(MirOp::StoreElem, &[items, index, v], size_of::<Vector>() as i64);
    }

    /// The next element of a list or tuple, or number of a range. Where there is none, the
    /// handler says so.
    pub(super) fn next(&mut self, i: Insn) {
        let kinds = self.input.code.func.jit.objects_at(self.pc);
        if self.misfits() || !matches!(kinds, objects::LIST | objects::TUPLE | objects::COUNTER) {
            return self.handled();
        }
        let v = self.get(i.c);
        let iterator = self.checked(MirOp::GuardKind, &[v], ObjKind::Compound as i64);
        if kinds == objects::COUNTER {
            return self.next_number(i, iterator);
        }
        let of_list = kinds == objects::LIST;
        self.guard(MirOp::GuardFlags, &[iterator], Sort::Iter as i64);
        let source = self.emit(MirOp::Load, &[iterator], part(0));
        let at = self.emit(MirOp::Load, &[iterator], part(1));
        let at = self.checked(MirOp::UnboxInt, &[at], 0);
        let (source, len) = if of_list {
            let list = self.checked(MirOp::GuardKind, &[source], ObjKind::List as i64);
            (list, self.emit(MirOp::LoadCount, &[list], offset_of!(List, len) as i64))
        } else {
            let tuple = self.checked(MirOp::GuardKind, &[source], ObjKind::Tuple as i64);
            (tuple, self.emit(MirOp::Len, &[tuple], 0))
        };
        let more = self.emit(MirOp::LtInt, &[at, len], 0);
        let end = self.fork(more);
        let (items, first) = match of_list {
            true => (self.emit(MirOp::LoadPart, &[source], offset_of!(List, items) as i64), size_of::<Vector>()),
            false => (source, size_of::<Tuple>()),
        };
        let v = self.emit(MirOp::LoadElem, &[items, at], first as i64);
        let one = self.int_const(1);
        let next = self.emit(MirOp::AddFits, &[at, one], 0);
        let next = self.boxed(next);
        self.effect(MirOp::Store, &[iterator, next], part(1));
        self.or_handled(v, &[end], i.a);
    }

    /// The next number of a range. All its parts are small.
    fn next_number(&mut self, i: Insn, iterator: Val) {
        self.guard(MirOp::GuardFlags, &[iterator], Sort::Counter as i64);
        let [next, step, left] = [0, 1, 2].map(|n| self.emit(MirOp::Load, &[iterator], part(n)));
        let left = self.checked(MirOp::UnboxInt, &[left], 0);
        let zero = self.int_const(0);
        let more = self.emit(MirOp::LtInt, &[zero, left], 0);
        let end = self.fork(more);
        let [number, step] = [next, step].map(|v| self.checked(MirOp::UnboxInt, &[v], 0));
        let after = self.emit(MirOp::AddFits, &[number, step], 0);
        let one = self.int_const(1);
        let left = self.emit(MirOp::SubFits, &[left, one], 0);
        for (n, v) in [(0, after), (2, left)] {
            let v = self.boxed(v);
            self.effect(MirOp::Store, &[iterator, v], part(n));
        }
        self.or_handled(next, &[end], i.a);
    }

    /// Ends the way on which an instruction gives a value; on others, the handler does it.
    fn or_handled(&mut self, v: Val, others: &[Option<BlockId>], dst: u16) {
        let [after, handled] = [(); 2].map(|()| self.g.block(self.pc));
        let result = self.value(Rep::Tagged, Origin::Other);
        self.g.at_mut(after).params.push(result);
        self.end(Term::Jump(Edge { to: after, args: vec![v] }));
        for &other in others {
            self.block = other;
            self.end(Term::Jump(Edge { to: handled, args: vec![] }));
        }
        self.block = Some(handled);
        self.generic();
        let last = self.get(dst);
        self.end(Term::Jump(Edge { to: after, args: vec![last] }));
        self.block = Some(after);
        self.set(dst, result);
    }

    /// Whether a value counts as true.
    pub(super) fn truth_of(&mut self, i: Insn) {
        let v = self.get(i.b);
        let known = match self.origin(v) {
            Origin::Bool(b) => Some(b),
            _ if !self.input.code.func.dialect.empty_is_false => return self.generic(),
            Origin::Int(n) => Some(self.not_zero(n)),
            _ => None,
        };
        if let Some(b) = known {
            return self.set(i.a, b);
        }
        let kinds = if self.misfits() { objects::OTHER } else { self.input.code.func.jit.objects_at(self.pc) };
        match kinds {
            objects::INT => {
                let n = self.int(v);
                let b = self.not_zero(n);
                self.set(i.a, b);
            }
            objects::LIST => {
                let list = self.checked(MirOp::GuardKind, &[v], ObjKind::List as i64);
                let len = self.emit(MirOp::LoadCount, &[list], offset_of!(List, len) as i64);
                let b = self.not_zero(len);
                self.set(i.a, b);
            }
            _ if kinds & objects::SINGLE != 0 => self.truth_of_single(i, v),
            _ => self.generic(),
        }
    }

    fn not_zero(&mut self, n: Val) -> Val {
        let zero = self.int_const(0);
        let is_zero = self.emit(MirOp::EqInt, &[n, zero], 0);
        self.emit(MirOp::Not, &[is_zero], 0)
    }

    /// Whether a value counts as true that is often a boolean or `None`.
    fn truth_of_single(&mut self, i: Insn, v: Val) {
        let after = self.g.block(self.pc);
        let result = self.value(Rep::Bool, Origin::Other);
        self.g.at_mut(after).params.push(result);
        for (single, truth) in [(Value::TRUE, 1), (Value::FALSE, 0), (Value::UNIT, 0)] {
            let test = self.emit(MirOp::IsValue, &[v], single.bits() as i64);
            let others = self.fork(test);
            let truth = self.emit(MirOp::Bool, &[], truth);
            self.end(Term::Jump(Edge { to: after, args: vec![truth] }));
            self.block = others;
        }
        self.generic();
        let given = self.get(i.a);
        let truth = self.emit(MirOp::IsValue, &[given], Value::TRUE.bits() as i64);
        self.end(Term::Jump(Edge { to: after, args: vec![truth] }));
        self.block = Some(after);
        self.set(i.a, result);
    }

    /// A call of a builtin.
    pub(super) fn native(&mut self, i: Insn) {
        let native = &self.input.code.natives[i.c as usize];
        let kinds = self.input.code.func.jit.objects_at(self.pc);
        match native.name {
            "%append" if !self.misfits() => return self.append(i.b, i.a, false),
            "len" if kinds == objects::LIST && !self.misfits() => {
                let v = self.get(i.b);
                let list = self.checked(MirOp::GuardKind, &[v], ObjKind::List as i64);
                let len = self.emit(MirOp::LoadCount, &[list], offset_of!(List, len) as i64);
                return self.set(i.a, len);
            }
            _ => {}
        }
        let (first, argc) = self.input.code.arguments(self.input.code.at(self.pc).0, i);
        for r in first..first + argc {
            let v = self.get(r);
            self.effect(MirOp::SetReg, &[v], r.into());
        }
        let v = self.checked(MirOp::Native, &[], self.pc.into());
        self.set(i.a, v);
    }

    /// Adds an element, in the register behind that of the list; a call of a method uses the
    /// budget. Where there is no room, the handler makes some.
    fn append(&mut self, list: u16, dst: u16, is_method: bool) {
        let [v, element] = [list, list + 1].map(|r| self.get(r));
        let list = self.checked(MirOp::GuardKind, &[v], ObjKind::List as i64);
        let items = self.emit(MirOp::Load, &[list], offset_of!(List, items) as i64);
        let none = self.emit(MirOp::IsValue, &[items], Value::NIL.bits() as i64);
        let some = self.emit(MirOp::Not, &[none], 0);
        let empty = self.fork(some);
        let items = self.emit(MirOp::LoadPart, &[list], offset_of!(List, items) as i64);
        let room = self.emit(MirOp::Len, &[items], 0);
        let len = self.emit(MirOp::LoadCount, &[list], offset_of!(List, len) as i64);
        let fits = self.emit(MirOp::LtInt, &[len, room], 0);
        let full = self.fork(fits);
        self.guard(MirOp::GuardStores, &[items, element], 0);
        if is_method {
            self.guard(MirOp::Spend, &[], 0);
        }
        self.effect(MirOp::StoreElem, &[items, len, element], size_of::<Vector>() as i64);
        let one = self.int_const(1);
        let len = self.emit(MirOp::AddFits, &[len, one], 0);
        self.effect(MirOp::StoreCount, &[list, len], offset_of!(List, len) as i64);
        let unit = self.constant(Value::UNIT);
        self.or_handled(unit, &[empty, full], dst);
    }

    /// A method of a builtin object.
    pub(super) fn builtin_method(&mut self, site: &CallSite, i: Insn) {
        let native = site.native().and_then(|id| self.input.code.natives.get(id.0 as usize));
        if native.is_some_and(|n| n.name == "list.append") && site.argc == 2 && !self.misfits() {
            return self.append(i.b + 1, i.a, true);
        }
        self.handled();
    }
}
