//! The layouts. All begin with a [`Header`]; variable parts follow the struct.
use super::Sort;
use super::persistent::{Elements, Entries};
use crate::value::Value;
use std::cell::Cell;
use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::ops::Deref;
use std::ptr::NonNull;

macro_rules! kinds {
    ($($name:ident = $text:literal;)*) => {
        /// Kind of object, in its header.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum ObjKind { $(#[doc = $text] $name,)* }
        impl ObjKind {
            /// Every kind.
            pub const ALL: &'static [ObjKind] = &[$(ObjKind::$name,)*];
            /// What people call it.
            pub fn name(self) -> &'static str { match self { $(ObjKind::$name => $text,)* } }
        }
    };
}

kinds! {
    Pair = "pair";
    Str = "string";
    Vector = "vector";
    Bytes = "byte vector";
    Map = "hash map";
    Closure = "closure";
    Boxed = "cell";
    Record = "record";
    RecordType = "record type";
    Condition = "error";
    Channel = "channel";
    Task = "task";
    Continuation = "continuation";
    Parameter = "parameter";
    Promise = "promise";
    Values = "multiple values";
    Port = "port";
    BigInt = "big integer";
    Ratio = "fraction";
    Complex = "complex number";
    PVector = "persistent vector";
    PMap = "persistent map";
    List = "list";
    Tuple = "tuple";
    Dict = "dict";
    Set = "set";
    Class = "class";
    Instance = "instance";
    Generator = "generator";
    Compound = "compound";
}

/// The first word of every object.
#[repr(C, align(8))]
pub struct Header {
    /// Which layout follows.
    pub kind: ObjKind,
    /// The collector's epoch in which it was last reached.
    pub mark: Cell<u8>,
    /// Bits that the kind defines.
    pub flags: Cell<u16>,
    /// Number of elements of the variable part, in units of the kind.
    pub len: u32,
}

/// A layout that begins with a header of its kind.
///
/// # Safety
/// Implementors are `repr(C)` and begin with a [`Header`] whose kind is `KIND`.
pub unsafe trait Object {
    /// The kind in the header.
    const KIND: ObjKind;
}

/// A pointer to a live object; see the invariant of [`crate::object`].
#[repr(transparent)]
pub struct Gc<T>(NonNull<T>, PhantomData<*const T>);

impl<T> Clone for Gc<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Gc<T> {}
impl<T> PartialEq for Gc<T> {
    fn eq(&self, o: &Self) -> bool {
        self.0 == o.0
    }
}
impl<T> Deref for Gc<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: a Gc points at a live object of its type (module invariant).
        unsafe { self.0.as_ref() }
    }
}

impl<T> Gc<T> {
    /// From the address that a value holds.
    #[inline(always)]
    pub(crate) fn from_addr(addr: u64) -> Gc<T> {
        let p = std::ptr::with_exposed_provenance_mut(addr as usize);
        debug_assert!(addr != 0);
        // SAFETY: addresses in values come from `addr`, which is never null.
        Gc(unsafe { NonNull::new_unchecked(p) }, PhantomData)
    }
    /// From a pointer to memory that holds a whole, initialised object.
    #[inline(always)]
    pub(crate) fn from_ptr(p: NonNull<T>) -> Gc<T> {
        Gc(p, PhantomData)
    }
    /// The address, for a value.
    #[inline(always)]
    pub fn addr(self) -> u64 {
        self.0.as_ptr().expose_provenance() as u64
    }
    /// The pointer.
    #[inline(always)]
    pub fn as_ptr(self) -> *mut T {
        self.0.as_ptr()
    }
    /// The same object as another of its layouts.
    #[inline(always)]
    pub(crate) fn cast<U>(self) -> Gc<U> {
        Gc(self.0.cast(), PhantomData)
    }
}

macro_rules! layouts {
    ($($(#[doc = $doc:literal])* $name:ident { $($(#[doc = $fdoc:literal])* $field:ident: $ty:ty,)* })*) => { $(
        $(#[doc = $doc])*
        #[repr(C)]
        pub struct $name {
            /// The header.
            pub header: Header,
            $($(#[doc = $fdoc])* pub $field: $ty,)*
        }
        // SAFETY: repr(C), header first, and the heap writes the kind.
        unsafe impl Object for $name { const KIND: ObjKind = ObjKind::$name; }
    )* };
}

layouts! {
    /// A pair.
    Pair {
        /// First part.
        car: Cell<Value>,
        /// Second part.
        cdr: Cell<Value>,
    }
    /// A string that is no short value: room for `header.len` bytes of UTF-8
    /// follows. `flags`: see [`Str`] constants; `string.rs` has the access.
    Str {
        /// Number of code points.
        chars: Cell<u32>,
        /// Number of bytes in use.
        used: Cell<u32>,
    }
    /// A vector: `header.len` values follow. `flags`: see [`Vector`] constants.
    Vector {}
    /// A byte vector: `header.len` bytes follow. `flags`: see [`Bytes`] constants.
    Bytes {}
    /// A hash map in order of insertion; `map.rs` has the algorithm.
    Map {
        /// A vector of key, value pairs, or nil while empty.
        entries: Cell<Value>,
        /// A byte vector of 32-bit slots, or nil while small.
        index: Cell<Value>,
        /// Entries used, deleted ones included.
        used: Cell<u32>,
        /// Live entries.
        live: Cell<u32>,
    }
    /// A closure: `header.len` captures follow.
    Closure {
        /// The function; owned by the VM and never freed before it.
        func: *const crate::interp::Func,
        /// Only for 32-bit targets, where a pointer is half a word.
        pad: [u8; 8 - size_of::<*const u8>()],
    }
    /// A variable that closures share.
    Boxed {
        /// Its value.
        value: Cell<Value>,
    }
    /// A record: `header.len` slots follow.
    Record {
        /// Its shape.
        shape: Cell<u32>,
        /// Keeps the slots aligned.
        pad: u32,
    }
    /// A record type.
    RecordType {
        /// The shape of its records.
        shape: u32,
        /// Keeps the size whole.
        pad: u32,
    }
    /// An error object. `flags` is the index of its code in `Code::ALL`.
    Condition {
        /// What happened, a string.
        message: Cell<Value>,
        /// A list of what it happened with.
        irritants: Cell<Value>,
    }
    /// A channel.
    Channel {
        /// Ring buffer: a vector of at least one element, or nil for rendezvous.
        buffer: Cell<Value>,
        /// Index of the oldest element.
        head: Cell<u32>,
        /// Elements in the buffer.
        count: Cell<u32>,
        /// Its number, for messages.
        id: u32,
        /// Capacity.
        capacity: u32,
    }
    /// A port. `flags`: see [`Port`] constants; `port.rs` has the access.
    Port {
        /// A byte vector: what is to be read, or what was written and is not
        /// taken yet.
        data: Cell<Value>,
        /// The name of the file it writes to, a string; else nil.
        file: Cell<Value>,
        /// How many bytes were read, or written.
        at: Cell<u32>,
        /// Keeps the size whole.
        pad: u32,
    }
    /// A task, as the program sees it.
    Task {
        /// Its number, for messages; also that of its fiber while it runs.
        id: u32,
        /// Not 0 once it has ended.
        done: Cell<u32>,
        /// What it gave, once it has ended.
        result: Cell<Value>,
    }
    /// A continuation: `header.len` values of its stack follow, then its frames.
    Continuation {
        /// What to call with it and the value if the dynamic extents differ.
        rewind: Cell<Value>,
        /// The dynamic extents it is in.
        winders: Cell<Value>,
        /// The parameters in force.
        params: Cell<Value>,
        /// What was thrown where it was made, if it goes to a handler that may call it
        /// to refuse that; else unset.
        thrown: Cell<Value>,
        /// Number of frames.
        frames: u32,
        /// Number of the fiber it belongs to.
        fiber: u32,
    }
    /// A promise. Promises that are the same share the pair.
    Promise {
        /// A pair: whether it is done, and its value or else what computes it.
        cell: Cell<Value>,
    }
    /// A parameter, outside of all `parameterize`.
    Parameter {
        /// Its value there.
        value: Cell<Value>,
        /// What makes a value of what it is given; false for nothing.
        converter: Cell<Value>,
    }
    /// Not one value: `header.len` of them follow.
    Values {}
    /// An integer that a value cannot hold: `header.len` limbs of 64 bits follow,
    /// the lowest first. `flags` is 1 if it is negative.
    BigInt {}
    /// An exact fraction in lowest terms.
    Ratio {
        /// Numerator, an integer.
        num: Value,
        /// Denominator, an integer above 1.
        den: Value,
    }
    /// A complex number that is not real.
    Complex {
        /// Real part, a real number.
        re: Value,
        /// Imaginary part, a real number that is not an exact 0.
        im: Value,
    }
    /// A persistent vector. The heap drops the elements when it reclaims it.
    PVector {
        /// The elements.
        items: ManuallyDrop<Elements>,
    }
    /// A list that grows: the first `len` elements of a vector.
    List {
        /// The vector, or nil while there is none.
        items: Cell<Value>,
        /// Elements in use.
        len: Cell<u32>,
        /// Keeps the size whole.
        pad: u32,
    }
    /// A tuple: `header.len` values follow, which never change.
    Tuple {}
    /// A dictionary in order of insertion; `dict.rs` has the algorithm.
    Dict {
        /// A vector of hash, key, value triples, or nil while empty.
        entries: Cell<Value>,
        /// A byte vector of 32-bit slots, or nil while small.
        index: Cell<Value>,
        /// Entries used, deleted ones included.
        used: Cell<u32>,
        /// Live entries.
        live: Cell<u32>,
    }
    /// A set. `flags`: 1 if it never changes. `dict.rs` has the algorithm.
    Set {
        /// A vector of hash, key pairs, or nil while empty.
        table: Cell<Value>,
        /// Places taken, deleted ones included.
        fill: Cell<u32>,
        /// Elements.
        live: Cell<u32>,
    }
    /// A class.
    Class {
        /// Its name, a string.
        name: Cell<Value>,
        /// A tuple of the classes it is made of.
        bases: Cell<Value>,
        /// A tuple: where attributes are looked for, itself first.
        order: Cell<Value>,
        /// A dictionary of its attributes.
        dict: Cell<Value>,
        /// Its class.
        meta: Cell<Value>,
        /// The builtin that makes its values, or nil.
        maker: Cell<Value>,
        /// The shape of new instances.
        shape: Cell<u32>,
        /// Slots that an instance needed so far.
        room: Cell<u32>,
        /// Facts about it that its language defines.
        facts: Cell<u32>,
        /// Its number among the builtin ones.
        number: Cell<u32>,
        /// How many changes of classes there had been when it was found that its instances are
        /// compared by identity.
        compared_at: Cell<u64>,
    }
    /// An instance of a class: `header.len` slots follow, and more of them are in a
    /// vector where these do not suffice.
    Instance {
        /// Its shape.
        shape: Cell<u32>,
        /// Keeps the slots aligned.
        pad: u32,
        /// The vector, or nil.
        more: Cell<Value>,
    }
    /// A function that is left and entered again.
    Generator {
        /// The closure; its only argument is the generator.
        code: Cell<Value>,
        /// A vector: the registers while it is left.
        regs: Cell<Value>,
        /// What it gave at its end.
        result: Cell<Value>,
        /// The instruction to go on behind.
        pc: Cell<u32>,
        /// See [`Generator`] constants.
        state: Cell<u32>,
        /// The entry of compiled code that lets it go on; 0 if there never was any.
        resume: Cell<u32>,
        /// Keeps the size whole.
        pad: u32,
    }
    /// A small object of a builtin type: `header.len` values follow. `flags` is a [`Sort`].
    Compound {}
    /// A persistent map. The heap drops the entries when it reclaims it.
    PMap {
        /// The entries.
        entries: ManuallyDrop<Entries>,
    }
}

// Objects are aligned to 8 bytes, not more.
const _: () = assert!(align_of::<PVector>() == 8 && align_of::<PMap>() == 8);

macro_rules! tail {
    ($ty:ident, $elem:ty) => {
        impl Gc<$ty> {
            /// Address of the variable part.
            #[inline(always)]
            pub fn tail(self) -> *mut $elem {
                // SAFETY: the heap allocated `header.len` elements after the struct.
                unsafe { self.as_ptr().add(1).cast() }
            }
        }
    };
}
tail!(Str, u8);
tail!(Vector, Cell<Value>);
tail!(Bytes, Cell<u8>);
tail!(Closure, Cell<Value>);
tail!(Record, Cell<Value>);
tail!(Continuation, Cell<Value>);
tail!(Values, Cell<Value>);
tail!(BigInt, u64);
tail!(Tuple, Cell<Value>);
tail!(Instance, Cell<Value>);
tail!(Compound, Cell<Value>);

impl Vector {
    /// Flag: all elements are integers in the value.
    pub const INTS: u16 = 1;
    /// Flag: all elements are floats.
    pub const FLOATS: u16 = 2;

    /// The flag of vectors of such values; 0 for values that are neither.
    #[inline(always)]
    pub fn flag_of(v: Value) -> u16 {
        if v.is_int() {
            Vector::INTS
        } else if v.is_double() {
            Vector::FLOATS
        } else {
            0
        }
    }
}
impl Gc<Vector> {
    /// The elements, to be changed: from now on the vector may hold anything.
    /// Lives as long as the vector, see the module invariant.
    #[inline(always)]
    pub fn items<'a>(self) -> &'a [Cell<Value>] {
        if self.header.flags.get() != 0 {
            self.header.flags.set(0);
        }
        // SAFETY: `header.len` initialised values follow the struct.
        unsafe { std::slice::from_raw_parts(self.tail(), self.header.len as usize) }
    }
    /// Element `i`, to be read.
    #[inline(always)]
    pub fn get(self, i: usize) -> Option<Value> {
        // SAFETY: an index below `header.len`, of which there are initialised values.
        (i < self.header.len as usize).then(|| unsafe { (*self.tail().add(i)).get() })
    }
    /// The elements, to be read.
    pub fn values(self) -> impl DoubleEndedIterator<Item = Value> + ExactSizeIterator + Clone {
        (0..self.header.len as usize).map(move |i| self.get(i).unwrap_or(Value::UNIT))
    }
    /// Sets element `i`, which exists. What is packed and gets another kind of
    /// value may hold anything from then on.
    pub fn put(self, i: usize, v: Value) {
        let flags = self.header.flags.get();
        let kept = if Vector::flag_of(v) == flags { flags } else { 0 };
        self.items()[i].set(v);
        self.header.flags.set(kept);
    }
    /// What was packed before some elements were set stays so if these are of the
    /// same kind.
    pub fn keep_packed(self, before: u16, set: u16) {
        if before == set {
            self.header.flags.set(before);
        }
    }
    /// Notes what all elements are, if they are of one kind of number. Nothing may
    /// hold [`Gc::items`] of it any more.
    pub(crate) fn pack(self) {
        let mut values = self.values();
        let flag = values.next().map_or(0, Vector::flag_of);
        if flag != 0 && values.all(|v| Vector::flag_of(v) == flag) {
            self.header.flags.set(flag);
        }
    }
}
impl Gc<Closure> {
    /// What it captured.
    #[inline(always)]
    pub fn captures<'a>(self) -> &'a [Cell<Value>] {
        // SAFETY: as for vectors.
        unsafe { std::slice::from_raw_parts(self.tail(), self.header.len as usize) }
    }
    /// Its function.
    #[inline(always)]
    pub fn function<'a>(self) -> &'a crate::interp::Func {
        // SAFETY: functions live as long as the VM, and so longer than its objects.
        unsafe { &*self.func }
    }
}
impl Gc<Record> {
    /// Its slots.
    #[inline(always)]
    pub fn slots<'a>(self) -> &'a [Cell<Value>] {
        // SAFETY: as for vectors.
        unsafe { std::slice::from_raw_parts(self.tail(), self.header.len as usize) }
    }
}
impl Gc<Tuple> {
    /// The elements.
    #[inline(always)]
    pub fn items<'a>(self) -> &'a [Cell<Value>] {
        // SAFETY: as for vectors.
        unsafe { std::slice::from_raw_parts(self.tail(), self.header.len as usize) }
    }
    /// The elements, as a builtin gets its arguments: they never change.
    #[inline(always)]
    pub fn values<'a>(self) -> &'a [Value] {
        // SAFETY: as for vectors; a `Cell` has the layout of what is in it, and nothing
        // sets the elements of a tuple once it is made.
        unsafe { std::slice::from_raw_parts(self.tail().cast(), self.header.len as usize) }
    }
}
impl Gc<Instance> {
    /// The slots in the object itself.
    #[inline(always)]
    pub fn slots<'a>(self) -> &'a [Cell<Value>] {
        // SAFETY: as for vectors.
        unsafe { std::slice::from_raw_parts(self.tail(), self.header.len as usize) }
    }
    /// The slot of that number, wherever it is.
    #[inline(always)]
    pub fn slot(self, i: usize) -> Option<Value> {
        match self.slots().get(i) {
            Some(v) => Some(v.get()),
            None => self.more.get().as_a::<Vector>()?.get(i - self.header.len as usize),
        }
    }
    /// Sets a slot that exists; false if it does not.
    #[inline(always)]
    pub fn set_slot(self, i: usize, v: Value) -> bool {
        match self.slots().get(i) {
            Some(slot) => slot.set(v),
            None => {
                let at = i - self.header.len as usize;
                match self.more.get().as_a::<Vector>() {
                    Some(more) if at < more.header.len as usize => more.put(at, v),
                    _ => return false,
                }
            }
        }
        true
    }
}
impl Gc<Compound> {
    /// The values.
    #[inline(always)]
    pub fn items<'a>(self) -> &'a [Cell<Value>] {
        // SAFETY: as for vectors.
        unsafe { std::slice::from_raw_parts(self.tail(), self.header.len as usize) }
    }
    /// Which type it is of.
    #[inline(always)]
    pub fn sort(self) -> Sort {
        Sort::ALL.get(self.header.flags.get() as usize).copied().unwrap_or(Sort::Object)
    }
    /// Value `i`, which exists.
    #[inline(always)]
    pub fn get(self, i: usize) -> Value {
        self.items()[i].get()
    }
}
impl Generator {
    /// State: nothing of it has run.
    pub const FRESH: u32 = 0;
    /// State: it was left and can be entered.
    pub const LEFT: u32 = 1;
    /// State: it runs.
    pub const RUNS: u32 = 2;
    /// State: it has ended.
    pub const ENDED: u32 = 3;
}

impl Gc<Values> {
    /// The values.
    #[inline(always)]
    pub fn items<'a>(self) -> &'a [Cell<Value>] {
        // SAFETY: as for vectors.
        unsafe { std::slice::from_raw_parts(self.tail(), self.header.len as usize) }
    }
}
impl Gc<PVector> {
    /// The elements. Lives as long as the vector, see the module invariant.
    pub fn elements<'a>(self) -> &'a Elements {
        // SAFETY: a live object; the elements never change.
        unsafe { &(*self.as_ptr()).items }
    }
}
impl Gc<PMap> {
    /// The entries. Lives as long as the map, see the module invariant.
    pub fn entries<'a>(self) -> &'a Entries {
        // SAFETY: a live object; the entries never change.
        unsafe { &(*self.as_ptr()).entries }
    }
}
impl Gc<Continuation> {
    /// The values of its stack.
    pub fn values<'a>(self) -> &'a [Cell<Value>] {
        // SAFETY: as for vectors.
        unsafe { std::slice::from_raw_parts(self.tail(), self.header.len as usize) }
    }
    /// Where its frames stand: `frames` of them, behind the values.
    pub(crate) fn frames_ptr(self) -> *mut crate::interp::Frame {
        // SAFETY: the heap allocated room for them there.
        unsafe { self.tail().add(self.header.len as usize).cast() }
    }
}
impl Bytes {
    /// Flag: taken from the packet pool.
    pub const POOLED: u16 = 1;
    /// Flag: given back to the pool; must not be used any more.
    pub const RELEASED: u16 = 2;
}
impl Gc<Bytes> {
    /// The bytes.
    #[inline(always)]
    pub fn bytes<'a>(self) -> &'a [Cell<u8>] {
        // SAFETY: `header.len` initialised bytes follow the struct.
        unsafe { std::slice::from_raw_parts(self.tail(), self.header.len as usize) }
    }
    /// A copy of the bytes.
    pub fn to_vec(self) -> Vec<u8> {
        self.bytes().iter().map(Cell::get).collect()
    }
}
impl Gc<BigInt> {
    /// The limbs, the lowest first; the last is not 0.
    #[inline(always)]
    pub fn limbs<'a>(self) -> &'a [u64] {
        // SAFETY: `header.len` initialised limbs follow the struct, and never change.
        unsafe { std::slice::from_raw_parts(self.tail(), self.header.len as usize) }
    }
    /// Whether it is less than 0.
    #[inline(always)]
    pub fn is_negative(self) -> bool {
        self.header.flags.get() & 1 != 0
    }
}
impl Gc<Header> {
    /// Bytes it takes on the heap.
    pub fn size(self) -> usize {
        let len = self.len as usize;
        let raw = match self.kind {
            ObjKind::Pair => size_of::<Pair>(),
            ObjKind::Str => size_of::<Str>() + len,
            ObjKind::Vector => size_of::<Vector>() + 8 * len,
            ObjKind::Bytes => size_of::<Bytes>() + len,
            ObjKind::Map => size_of::<Map>(),
            ObjKind::Closure => size_of::<Closure>() + 8 * len,
            ObjKind::Boxed => size_of::<Boxed>(),
            ObjKind::Record => size_of::<Record>() + 8 * len,
            ObjKind::RecordType => size_of::<RecordType>(),
            ObjKind::Condition => size_of::<Condition>(),
            ObjKind::Channel => size_of::<Channel>(),
            ObjKind::Task => size_of::<Task>(),
            ObjKind::Continuation => {
                let frames = self.cast::<Continuation>().frames as usize;
                size_of::<Continuation>() + 8 * len + frames * size_of::<crate::interp::Frame>()
            }
            ObjKind::Parameter => size_of::<Parameter>(),
            ObjKind::Promise => size_of::<Promise>(),
            ObjKind::Values => size_of::<Values>() + 8 * len,
            ObjKind::Port => size_of::<Port>(),
            ObjKind::BigInt => size_of::<BigInt>() + 8 * len,
            ObjKind::Ratio => size_of::<Ratio>(),
            ObjKind::Complex => size_of::<Complex>(),
            ObjKind::PVector => size_of::<PVector>(),
            ObjKind::PMap => size_of::<PMap>(),
            ObjKind::List => size_of::<List>(),
            ObjKind::Tuple => size_of::<Tuple>() + 8 * len,
            ObjKind::Dict => size_of::<Dict>(),
            ObjKind::Set => size_of::<Set>(),
            ObjKind::Class => size_of::<Class>(),
            ObjKind::Instance => size_of::<Instance>() + 8 * len,
            ObjKind::Generator => size_of::<Generator>(),
            ObjKind::Compound => size_of::<Compound>() + 8 * len,
        };
        (raw + 7) & !7
    }
    /// Calls `f` with every value it holds.
    pub fn each_value(self, mut f: impl FnMut(Value)) {
        match self.kind {
            ObjKind::Pair => {
                // The collector takes the last first: it then walks a list with its
                // elements, and does not gather all elements before it sees to one.
                let p = self.cast::<Pair>();
                f(p.cdr.get());
                f(p.car.get());
            }
            ObjKind::Vector => self.cast::<Vector>().values().for_each(f),
            ObjKind::Map => {
                let m = self.cast::<Map>();
                f(m.entries.get());
                f(m.index.get());
            }
            ObjKind::Closure => self.cast::<Closure>().captures().iter().for_each(|v| f(v.get())),
            ObjKind::Boxed => f(self.cast::<Boxed>().value.get()),
            ObjKind::Record => self.cast::<Record>().slots().iter().for_each(|v| f(v.get())),
            ObjKind::Condition => {
                let c = self.cast::<Condition>();
                f(c.message.get());
                f(c.irritants.get());
            }
            ObjKind::Channel => f(self.cast::<Channel>().buffer.get()),
            ObjKind::Task => f(self.cast::<Task>().result.get()),
            ObjKind::Ratio => {
                let r = self.cast::<Ratio>();
                f(r.num);
                f(r.den);
            }
            ObjKind::Complex => {
                let c = self.cast::<Complex>();
                f(c.re);
                f(c.im);
            }
            ObjKind::Continuation => {
                let c = self.cast::<Continuation>();
                f(c.rewind.get());
                f(c.winders.get());
                f(c.params.get());
                f(c.thrown.get());
                c.values().iter().for_each(|v| f(v.get()));
            }
            ObjKind::Parameter => {
                let p = self.cast::<Parameter>();
                f(p.value.get());
                f(p.converter.get());
            }
            ObjKind::Promise => f(self.cast::<Promise>().cell.get()),
            ObjKind::Values => self.cast::<Values>().items().iter().for_each(|v| f(v.get())),
            ObjKind::Port => {
                let p = self.cast::<Port>();
                f(p.data.get());
                f(p.file.get());
            }
            ObjKind::Str => {
                if let Some(body) = self.cast::<Str>().body() {
                    f(Value::obj(body));
                }
            }
            ObjKind::PVector => self.cast::<PVector>().elements().iter().for_each(|&v| f(v)),
            ObjKind::PMap => self.cast::<PMap>().entries().each_value(f),
            ObjKind::List => f(self.cast::<List>().items.get()),
            ObjKind::Tuple => self.cast::<Tuple>().items().iter().for_each(|v| f(v.get())),
            ObjKind::Dict => {
                let d = self.cast::<Dict>();
                f(d.entries.get());
                f(d.index.get());
            }
            ObjKind::Set => f(self.cast::<Set>().table.get()),
            ObjKind::Class => {
                let c = self.cast::<Class>();
                [&c.name, &c.bases, &c.order, &c.dict, &c.meta, &c.maker].into_iter().for_each(|v| f(v.get()));
            }
            ObjKind::Instance => {
                let i = self.cast::<Instance>();
                f(i.more.get());
                i.slots().iter().for_each(|v| f(v.get()));
            }
            ObjKind::Generator => {
                let g = self.cast::<Generator>();
                [&g.code, &g.regs, &g.result].into_iter().for_each(|v| f(v.get()));
            }
            ObjKind::Compound => self.cast::<Compound>().items().iter().for_each(|v| f(v.get())),
            ObjKind::Bytes | ObjKind::RecordType | ObjKind::BigInt => {}
        }
    }
}
