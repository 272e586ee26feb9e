//! Making objects: the only place that writes headers.
use super::{Heap, HeapFull};
use crate::object::*;
use crate::syntax::diag::Code;
use crate::value::Value;
use std::cell::Cell;
use std::ptr::NonNull;

/// What a continuation is made of; see [`Continuation`].
pub(crate) struct Continuing<'a> {
    pub values: &'a [Value],
    pub frames: &'a [crate::interp::Frame],
    pub rewind: Value,
    pub winders: Value,
    pub params: Value,
    pub fiber: u32,
}

impl Heap {
    /// Memory for a `T` with `tail` further bytes and the header written.
    pub(super) fn object<T: Object>(&mut self, len: u32, flags: u16, tail: usize) -> Result<NonNull<T>, HeapFull> {
        self.object_here(len, flags, tail)
    }

    /// The same as part of its caller, for what programs make most.
    #[inline(always)]
    fn object_here<T: Object>(&mut self, len: u32, flags: u16, tail: usize) -> Result<NonNull<T>, HeapFull> {
        let size = size_of::<T>().checked_add(tail).and_then(|s| s.checked_add(7)).ok_or(HeapFull)? & !7;
        let p = self.alloc(size)?.cast::<T>();
        self.stats.counts[T::KIND as usize] += 1;
        self.stats.bytes[T::KIND as usize] += size as u64;
        // SAFETY: `alloc` gave at least `size` bytes, aligned to 8, to us alone.
        unsafe {
            p.cast::<Header>().write(Header { kind: T::KIND, mark: Cell::new(0), flags: Cell::new(flags), len });
        }
        Ok(p)
    }

    /// Writes a pair into memory that `bump` gave.
    #[inline(always)]
    pub(crate) fn init_pair(&mut self, p: NonNull<u8>, car: Value, cdr: Value) -> Value {
        self.stats.counts[ObjKind::Pair as usize] += 1;
        let p = p.cast::<Pair>();
        let header = Header { kind: ObjKind::Pair, mark: Cell::new(0), flags: Cell::new(0), len: 0 };
        // SAFETY: `p` has `size_of::<Pair>()` bytes, given to us alone.
        unsafe {
            p.write(Pair { header, car: Cell::new(car), cdr: Cell::new(cdr) });
            Value::pair(Gc::from_ptr(p))
        }
    }

    /// A pair.
    pub fn pair(&mut self, car: Value, cdr: Value) -> Result<Value, HeapFull> {
        let p = self.alloc(size_of::<Pair>())?;
        Ok(self.init_pair(p, car, cdr))
    }

    /// A list of the items, ending in `tail`.
    pub fn list(&mut self, items: &[Value], tail: Value) -> Result<Value, HeapFull> {
        items.iter().rev().try_fold(tail, |rest, &v| self.pair(v, rest))
    }

    /// A vector of `len` times the same value.
    pub fn vector(&mut self, len: usize, fill: Value) -> Result<Gc<Vector>, HeapFull> {
        let n = u32::try_from(len).map_err(|_| HeapFull)?;
        let g = Gc::from_ptr(self.object::<Vector>(n, 0, len.checked_mul(8).ok_or(HeapFull)?)?);
        for i in 0..len {
            // SAFETY: `len` values follow the struct.
            unsafe { g.tail().add(i).write(Cell::new(fill)) };
        }
        Ok(g)
    }

    /// A vector of the items.
    pub fn vector_from(&mut self, items: &[Value]) -> Result<Value, HeapFull> {
        let g = self.vector(items.len(), Value::UNIT)?;
        g.items().iter().zip(items).for_each(|(slot, &v)| slot.set(v));
        Ok(self.finished(g))
    }

    /// A vector whose elements are in it: marked if all are one kind of number.
    pub(crate) fn finished(&mut self, g: Gc<Vector>) -> Value {
        if self.packed_vectors {
            g.pack();
            if let Some(made) = self.stats.packed.get_mut((g.header.flags.get() as usize).wrapping_sub(1)) {
                made.objects += 1;
                made.bytes += (size_of::<Vector>() + 8 * g.header.len as usize) as u64;
            }
        }
        Value::obj(g)
    }

    /// A byte vector of `len` times the same byte.
    pub fn bytes(&mut self, len: usize, fill: u8) -> Result<Gc<Bytes>, HeapFull> {
        let n = u32::try_from(len).map_err(|_| HeapFull)?;
        let g = Gc::from_ptr(self.object::<Bytes>(n, 0, len)?);
        // SAFETY: `len` bytes follow the struct.
        unsafe { g.tail().cast::<u8>().write_bytes(fill, len) };
        Ok(g)
    }

    /// A byte vector of the bytes.
    pub fn bytes_from(&mut self, bytes: &[u8]) -> Result<Value, HeapFull> {
        let g = self.bytes(bytes.len(), 0)?;
        g.bytes().iter().zip(bytes).for_each(|(slot, &b)| slot.set(b));
        Ok(Value::obj(g))
    }

    /// An empty hash map.
    pub fn map(&mut self) -> Result<Gc<Map>, HeapFull> {
        let p = self.object::<Map>(0, 0, 0)?;
        // SAFETY: the object is ours; all fields after the header are written.
        unsafe {
            (&raw mut (*p.as_ptr()).entries).write(Cell::new(Value::NIL));
            (&raw mut (*p.as_ptr()).index).write(Cell::new(Value::NIL));
            (&raw mut (*p.as_ptr()).used).write(Cell::new(0));
            (&raw mut (*p.as_ptr()).live).write(Cell::new(0));
        }
        Ok(Gc::from_ptr(p))
    }

    /// A closure whose captures are not set yet.
    pub(crate) fn closure(
        &mut self,
        func: *const crate::interp::Func,
        captures: usize,
    ) -> Result<Gc<Closure>, HeapFull> {
        let size = size_of::<Closure>() + captures * size_of::<Value>();
        let p = self.alloc(size)?;
        // SAFETY: `alloc` gave that many bytes to us alone; the captures are written here.
        unsafe {
            let g = self.init_closure(p, func, captures);
            for i in 0..captures {
                g.tail().add(i).write(Cell::new(Value::UNSET));
            }
            Ok(g)
        }
    }

    /// Writes a closure into memory that `bump` gave.
    ///
    /// # Safety
    /// There is room for the closure and its captures, which the caller writes next.
    #[inline(always)]
    pub(crate) unsafe fn init_closure(
        &mut self,
        p: NonNull<u8>,
        func: *const crate::interp::Func,
        captures: usize,
    ) -> Gc<Closure> {
        let size = size_of::<Closure>() + captures * size_of::<Value>();
        self.stats.counts[ObjKind::Closure as usize] += 1;
        self.stats.bytes[ObjKind::Closure as usize] += size as u64;
        let p = p.cast::<Closure>();
        let header = Header { kind: ObjKind::Closure, mark: Cell::new(0), flags: Cell::new(0), len: captures as u32 };
        // SAFETY: the caller's.
        unsafe {
            (&raw mut (*p.as_ptr()).header).write(header);
            (&raw mut (*p.as_ptr()).func).write(func);
        }
        Gc::from_ptr(p)
    }

    /// Writes a cell into memory that `bump` gave.
    ///
    /// # Safety
    /// There is room for it.
    #[inline(always)]
    pub(crate) unsafe fn init_boxed(&mut self, p: NonNull<u8>, v: Value) -> Value {
        self.stats.counts[ObjKind::Boxed as usize] += 1;
        self.stats.bytes[ObjKind::Boxed as usize] += size_of::<Boxed>() as u64;
        let p = p.cast::<Boxed>();
        let header = Header { kind: ObjKind::Boxed, mark: Cell::new(0), flags: Cell::new(0), len: 0 };
        // SAFETY: the caller's.
        unsafe { p.write(Boxed { header, value: Cell::new(v) }) };
        Value::obj(Gc::from_ptr(p))
    }

    /// A cell.
    pub fn boxed(&mut self, v: Value) -> Result<Value, HeapFull> {
        let p = self.alloc(size_of::<Boxed>())?;
        // SAFETY: `alloc` gave room for it to us alone.
        Ok(unsafe { self.init_boxed(p, v) })
    }

    /// A record with the slots given.
    pub fn record(&mut self, shape: u32, slots: &[Value]) -> Result<Value, HeapFull> {
        let p = self.object::<Record>(slots.len() as u32, 0, slots.len() * 8)?;
        // SAFETY: the object is ours; one value a slot follows the struct.
        unsafe {
            (&raw mut (*p.as_ptr()).shape).write(Cell::new(shape));
            (&raw mut (*p.as_ptr()).pad).write(0);
            let g = Gc::from_ptr(p);
            for (i, &v) in slots.iter().enumerate() {
                g.tail().add(i).write(Cell::new(v));
            }
            Ok(Value::obj(g))
        }
    }

    /// A record type.
    pub fn record_type(&mut self, shape: u32) -> Result<Value, HeapFull> {
        let p = self.object::<RecordType>(0, 0, 0)?;
        // SAFETY: the object is ours.
        unsafe {
            (&raw mut (*p.as_ptr()).shape).write(shape);
            (&raw mut (*p.as_ptr()).pad).write(0);
        }
        Ok(Value::obj(Gc::from_ptr(p)))
    }

    /// An error object.
    pub fn condition(&mut self, code: Code, message: Value, irritants: Value) -> Result<Value, HeapFull> {
        let p = self.object::<Condition>(0, code as u16, 0)?;
        // SAFETY: the object is ours.
        unsafe {
            (&raw mut (*p.as_ptr()).message).write(Cell::new(message));
            (&raw mut (*p.as_ptr()).irritants).write(Cell::new(irritants));
        }
        Ok(Value::obj(Gc::from_ptr(p)))
    }

    /// A channel. `capacity` 0: sender and receiver meet.
    pub fn channel(&mut self, id: u32, capacity: u32) -> Result<Value, HeapFull> {
        let buffer = if capacity == 0 { Value::NIL } else { Value::obj(self.vector(capacity as usize, Value::UNIT)?) };
        let p = self.object::<Channel>(0, 0, 0)?;
        // SAFETY: the object is ours; all fields after the header are written.
        unsafe {
            let c = p.as_ptr();
            (&raw mut (*c).buffer).write(Cell::new(buffer));
            (&raw mut (*c).head).write(Cell::new(0));
            (&raw mut (*c).count).write(Cell::new(0));
            (&raw mut (*c).id).write(id);
            (&raw mut (*c).capacity).write(capacity);
        }
        Ok(Value::obj(Gc::from_ptr(p)))
    }

    /// A port with its data, a byte vector or nil. That of a port to read
    /// characters from must be UTF-8.
    pub(crate) fn port(&mut self, flags: u16, data: Value, file: Value) -> Result<Gc<Port>, HeapFull> {
        let p = self.object::<Port>(0, flags, 0)?;
        // SAFETY: the object is ours; all fields after the header are written.
        unsafe {
            (&raw mut (*p.as_ptr()).data).write(Cell::new(data));
            (&raw mut (*p.as_ptr()).file).write(Cell::new(file));
            (&raw mut (*p.as_ptr()).at).write(Cell::new(0));
            (&raw mut (*p.as_ptr()).pad).write(0);
        }
        Ok(Gc::from_ptr(p))
    }

    /// A port that reads characters.
    pub fn text_port(&mut self, text: &str) -> Result<Gc<Port>, HeapFull> {
        let data = self.bytes_from(text.as_bytes())?;
        self.port(Port::INPUT, data, Value::NIL)
    }

    /// A port that reads bytes.
    pub fn byte_port(&mut self, bytes: &[u8]) -> Result<Gc<Port>, HeapFull> {
        let data = self.bytes_from(bytes)?;
        self.port(Port::INPUT | Port::BINARY, data, Value::NIL)
    }

    /// Adds to what was written to a port. On failure nothing has changed.
    pub fn port_write(&mut self, p: Gc<Port>, bytes: &[u8]) -> Result<(), HeapFull> {
        let used = p.at.get() as usize;
        let new = used + bytes.len();
        let room = p.data.get().as_a::<Bytes>().map_or(0, |b| b.header.len as usize);
        if new > room {
            let data = self.bytes((2 * room).max(new).max(64), 0)?;
            data.bytes().iter().zip(p.written()).for_each(|(slot, &b)| slot.set(b));
            p.data.set(Value::obj(data));
        }
        if let Some(data) = p.data.get().as_a::<Bytes>() {
            data.bytes()[used..].iter().zip(bytes).for_each(|(slot, &b)| slot.set(b));
        }
        p.at.set(new as u32);
        Ok(())
    }

    /// A task.
    pub fn task(&mut self, id: u32) -> Result<Gc<Task>, HeapFull> {
        let p = self.object::<Task>(0, 0, 0)?;
        // SAFETY: the object is ours.
        unsafe {
            (&raw mut (*p.as_ptr()).id).write(id);
            (&raw mut (*p.as_ptr()).done).write(Cell::new(0));
            (&raw mut (*p.as_ptr()).result).write(Cell::new(Value::UNIT));
        }
        Ok(Gc::from_ptr(p))
    }

    /// A promise.
    pub fn promise(&mut self, cell: Value) -> Result<Value, HeapFull> {
        let p = self.object::<Promise>(0, 0, 0)?;
        // SAFETY: the object is ours.
        unsafe { (&raw mut (*p.as_ptr()).cell).write(Cell::new(cell)) };
        Ok(Value::obj(Gc::from_ptr(p)))
    }

    /// A parameter.
    pub fn parameter(&mut self, value: Value, converter: Value) -> Result<Value, HeapFull> {
        let p = self.object::<Parameter>(0, 0, 0)?;
        // SAFETY: the object is ours.
        unsafe {
            (&raw mut (*p.as_ptr()).value).write(Cell::new(value));
            (&raw mut (*p.as_ptr()).converter).write(Cell::new(converter));
        }
        Ok(Value::obj(Gc::from_ptr(p)))
    }

    /// Several values, or none.
    pub fn values(&mut self, items: &[Value]) -> Result<Value, HeapFull> {
        let g = Gc::from_ptr(self.object::<Values>(items.len() as u32, 0, items.len() * 8)?);
        for (i, &v) in items.iter().enumerate() {
            // SAFETY: one value an item follows the struct.
            unsafe { g.tail().add(i).write(Cell::new(v)) };
        }
        Ok(Value::obj(g))
    }

    /// An empty list.
    pub fn new_list(&mut self) -> Result<Gc<List>, HeapFull> {
        let p = self.object::<List>(0, 0, 0)?;
        // SAFETY: the object is ours; all fields after the header are written.
        unsafe {
            (&raw mut (*p.as_ptr()).items).write(Cell::new(Value::NIL));
            (&raw mut (*p.as_ptr()).len).write(Cell::new(0));
            (&raw mut (*p.as_ptr()).pad).write(0);
        }
        Ok(Gc::from_ptr(p))
    }

    /// A list of the items.
    pub fn list_of(&mut self, items: &[Value]) -> Result<Value, HeapFull> {
        let l = self.new_list()?;
        if !items.is_empty() {
            l.replace(self, items)?;
        }
        Ok(Value::obj(l))
    }

    /// A list of so many elements of another one, which it has, from one of them on.
    pub fn list_part(&mut self, from: Gc<List>, first: usize, len: usize) -> Result<Value, HeapFull> {
        let l = self.new_list()?;
        if let Some(old) = from.vector().filter(|_| len > 0) {
            let items = self.vector(len, Value::UNIT)?;
            items.items().iter().zip(old.values().skip(first)).for_each(|(to, v)| to.set(v));
            l.items.set(self.finished(items));
            l.len.set(len as u32);
        }
        Ok(Value::obj(l))
    }

    /// A list of that many values.
    pub fn list_from(&mut self, len: usize, values: impl Iterator<Item = Value>) -> Result<Value, HeapFull> {
        let l = self.new_list()?;
        if len > 0 {
            let items = self.vector(len, Value::UNIT)?;
            items.items().iter().zip(values).for_each(|(slot, v)| slot.set(v));
            l.items.set(self.finished(items));
            l.len.set(len as u32);
        }
        Ok(Value::obj(l))
    }

    /// A tuple of the items.
    pub fn tuple(&mut self, items: &[Value]) -> Result<Value, HeapFull> {
        // There is one without items.
        if items.is_empty() && self.empty_tuple != Value::UNSET {
            return Ok(self.empty_tuple);
        }
        let g = Gc::from_ptr(self.object::<Tuple>(items.len() as u32, 0, items.len() * 8)?);
        for (i, &v) in items.iter().enumerate() {
            // SAFETY: one value an item follows the struct.
            unsafe { g.tail().add(i).write(Cell::new(v)) };
        }
        if items.is_empty() {
            self.empty_tuple = Value::obj(g);
        }
        Ok(Value::obj(g))
    }

    /// An object of a small builtin type.
    pub fn compound(&mut self, sort: Sort, items: &[Value]) -> Result<Value, HeapFull> {
        let g = Gc::from_ptr(self.object::<Compound>(items.len() as u32, sort as u16, items.len() * 8)?);
        for (i, &v) in items.iter().enumerate() {
            // SAFETY: one value an item follows the struct.
            unsafe { g.tail().add(i).write(Cell::new(v)) };
        }
        Ok(Value::obj(g))
    }

    /// An empty dictionary.
    pub fn dict(&mut self) -> Result<Gc<Dict>, HeapFull> {
        let p = self.object::<Dict>(0, 0, 0)?;
        // SAFETY: the object is ours; all fields after the header are written.
        unsafe {
            (&raw mut (*p.as_ptr()).entries).write(Cell::new(Value::NIL));
            (&raw mut (*p.as_ptr()).index).write(Cell::new(Value::NIL));
            (&raw mut (*p.as_ptr()).used).write(Cell::new(0));
            (&raw mut (*p.as_ptr()).live).write(Cell::new(0));
        }
        Ok(Gc::from_ptr(p))
    }

    /// An empty set.
    pub fn set(&mut self, frozen: bool) -> Result<Gc<Set>, HeapFull> {
        let p = self.object::<Set>(0, frozen as u16, 0)?;
        // SAFETY: the object is ours; all fields after the header are written.
        unsafe {
            (&raw mut (*p.as_ptr()).table).write(Cell::new(Value::NIL));
            (&raw mut (*p.as_ptr()).fill).write(Cell::new(0));
            (&raw mut (*p.as_ptr()).live).write(Cell::new(0));
        }
        Ok(Gc::from_ptr(p))
    }

    /// A class; what it consists of is set by its maker.
    pub fn class(&mut self, name: Value, shape: u32) -> Result<Gc<Class>, HeapFull> {
        let p = self.object::<Class>(0, 0, 0)?;
        // SAFETY: the object is ours; all fields after the header are written.
        unsafe {
            let c = p.as_ptr();
            (&raw mut (*c).name).write(Cell::new(name));
            for field in
                [&raw mut (*c).bases, &raw mut (*c).order, &raw mut (*c).dict, &raw mut (*c).meta, &raw mut (*c).maker]
            {
                field.write(Cell::new(Value::NIL));
            }
            (&raw mut (*c).shape).write(Cell::new(shape));
            (&raw mut (*c).room).write(Cell::new(0));
            (&raw mut (*c).facts).write(Cell::new(0));
            (&raw mut (*c).number).write(Cell::new(u32::MAX));
            (&raw mut (*c).compared_at).write(Cell::new(u64::MAX));
        }
        Ok(Gc::from_ptr(p))
    }

    /// An instance without attributes, with room for some.
    pub fn instance(&mut self, shape: u32, room: usize) -> Result<Gc<Instance>, HeapFull> {
        let p = self.object::<Instance>(room as u32, 0, room * 8)?;
        // SAFETY: the object is ours; all fields after the header and the slots are written.
        unsafe {
            (&raw mut (*p.as_ptr()).shape).write(Cell::new(shape));
            (&raw mut (*p.as_ptr()).pad).write(0);
            (&raw mut (*p.as_ptr()).more).write(Cell::new(Value::NIL));
            let g = Gc::from_ptr(p);
            for i in 0..room {
                g.tail().add(i).write(Cell::new(Value::UNSET));
            }
            Ok(g)
        }
    }

    /// A generator that has not begun.
    pub fn generator(&mut self, code: Value) -> Result<Value, HeapFull> {
        let p = self.object::<Generator>(0, 0, 0)?;
        // SAFETY: the object is ours; all fields after the header are written.
        unsafe {
            (&raw mut (*p.as_ptr()).code).write(Cell::new(code));
            (&raw mut (*p.as_ptr()).regs).write(Cell::new(Value::NIL));
            (&raw mut (*p.as_ptr()).result).write(Cell::new(Value::UNIT));
            (&raw mut (*p.as_ptr()).pc).write(Cell::new(0));
            (&raw mut (*p.as_ptr()).state).write(Cell::new(Generator::FRESH));
            (&raw mut (*p.as_ptr()).resume).write(Cell::new(0));
            (&raw mut (*p.as_ptr()).pad).write(0);
        }
        Ok(Value::obj(Gc::from_ptr(p)))
    }

    /// A continuation with a copy of the values and frames.
    pub(crate) fn continuation(&mut self, parts: &Continuing) -> Result<Value, HeapFull> {
        let (values, frames) = (parts.values, parts.frames);
        let len = u32::try_from(values.len()).map_err(|_| HeapFull)?;
        let p = self.object::<Continuation>(len, 0, size_of_val(values) + size_of_val(frames))?;
        // SAFETY: the object is ours; all fields after the header are written, and the
        // variable part has room for both.
        unsafe {
            let c = p.as_ptr();
            (&raw mut (*c).rewind).write(Cell::new(parts.rewind));
            (&raw mut (*c).winders).write(Cell::new(parts.winders));
            (&raw mut (*c).params).write(Cell::new(parts.params));
            (&raw mut (*c).thrown).write(Cell::new(Value::UNSET));
            (&raw mut (*c).frames).write(frames.len() as u32);
            (&raw mut (*c).fiber).write(parts.fiber);
            let g = Gc::from_ptr(p);
            g.tail().cast::<Value>().copy_from_nonoverlapping(values.as_ptr(), values.len());
            g.frames_ptr().copy_from_nonoverlapping(frames.as_ptr(), frames.len());
            Ok(Value::obj(g))
        }
    }
}
