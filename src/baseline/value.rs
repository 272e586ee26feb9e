//! Values of the plain interpreter: an enum with reference counts.
//!
//! Two things go beyond the obvious. Every object carries a [`Charge`], so that
//! a memory limit can be honoured roughly. And objects that hold others give
//! them to [`discard`] when they die, because dropping a list of a million
//! pairs recursively would overflow the host's stack. Cycles are never freed:
//! that is what reference counting is. So functions that refer to each other do
//! not hold each other: see [`Closure::group`].
use super::map::Table;
use crate::core::{Lambda, LocalId, NativeId};
use crate::number::Num;
use crate::syntax::number::format_number;
use crate::syntax::{Code, Sym};
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Largest and smallest integers, the same as the VM's: 51 bits.
pub const INT_MAX: i64 = (1 << 50) - 1;
/// See [`INT_MAX`].
pub const INT_MIN: i64 = -(1 << 50);

/// A value.
#[derive(Clone)]
pub enum Value {
    Nil,
    Unit,
    /// What an optional parameter holds that no argument came for.
    Missing,
    Bool(bool),
    Int(i64),
    Float(f64),
    Char(char),
    Sym(Sym),
    Str(Rc<Str>),
    Pair(Rc<Pair>),
    Vector(Rc<Vector>),
    Bytes(Rc<Bytes>),
    Map(Rc<Map>),
    PVector(Rc<PVector>),
    PMap(Rc<PMap>),
    Closure(Rc<Closure>),
    Native(NativeId),
    RecordType(Rc<RecordType>),
    Record(Rc<Record>),
    Error(Rc<ErrorObject>),
    Parameter(Rc<Parameter>),
    Promise(Rc<Promise>),
    /// What was thrown, offered to a `guard` where it was thrown.
    Offer(Rc<Value>),
    /// Not one value.
    Several(Rc<Vec<Value>>),
    Port(Rc<Port>),
    /// The end of the input.
    Eof,
    /// Any number that is neither of those above.
    Num(Rc<Number>),
}

thread_local! {
    static LIVE: Cell<usize> = const { Cell::new(0) };
    static TRASH: RefCell<Vec<Trash>> = const { RefCell::new(Vec::new()) };
    static DRAINING: Cell<bool> = const { Cell::new(false) };
}

/// Bytes that live objects are charged for, on this thread.
pub fn live_bytes() -> usize {
    LIVE.get()
}

/// What one object is charged for; given back when it dies.
pub struct Charge(usize);

impl Charge {
    pub fn new(bytes: usize) -> Self {
        LIVE.set(LIVE.get() + bytes);
        Charge(bytes)
    }
    /// The object now takes that many bytes.
    pub fn set(&mut self, bytes: usize) {
        LIVE.set(LIVE.get() + bytes - self.0);
        self.0 = bytes;
    }
}

impl Drop for Charge {
    fn drop(&mut self) {
        // After the thread's storage is gone nobody asks any more.
        let _ = LIVE.try_with(|live| live.set(live.get().saturating_sub(self.0)));
    }
}

enum Trash {
    Value(#[expect(dead_code, reason = "held to be dropped")] Value),
    Scope(#[expect(dead_code, reason = "held to be dropped")] Rc<Scope>),
}

/// Drops what an object held, without recursion: what dies on the way adds to
/// the same list instead of dropping its own parts at once.
fn discard(parts: impl Iterator<Item = Trash>) {
    let queued = TRASH.try_with(|trash| trash.borrow_mut().extend(parts));
    if queued.is_err() || DRAINING.replace(true) {
        return;
    }
    while let Some(part) = TRASH.with(|trash| trash.borrow_mut().pop()) {
        drop(part);
    }
    DRAINING.set(false);
}

fn discard_values(values: impl Iterator<Item = Value>) {
    discard(values.filter(Value::is_object).map(Trash::Value));
}

/// A string.
pub struct Str {
    text: RefCell<Rc<str>>,
    /// Whether the program may change it.
    pub mutable: bool,
    _charge: Charge,
}

/// A number beyond small integers and floats.
pub struct Number {
    pub num: Num,
    _charge: Charge,
}

impl Number {
    pub fn new(num: Num) -> Rc<Number> {
        let charge = Charge::new(64 + num.bits() as usize / 8);
        Rc::new(Number { num, _charge: charge })
    }
    /// What tells it from other numbers: the text says exactness and value.
    pub fn text(&self) -> String {
        format_number(&self.num, 16)
    }
}

impl Str {
    pub fn text(&self) -> Rc<str> {
        self.text.borrow().clone()
    }
    pub fn set(&self, text: String) {
        self.text.replace(text.into());
    }
}

/// A pair.
pub struct Pair {
    pub car: RefCell<Value>,
    pub cdr: RefCell<Value>,
    _charge: Charge,
}

impl Drop for Pair {
    fn drop(&mut self) {
        let parts = [self.car.replace(Value::Nil), self.cdr.replace(Value::Nil)];
        if parts.iter().any(Value::is_object) {
            discard_values(parts.into_iter());
        }
    }
}

/// A vector.
pub struct Vector {
    pub items: RefCell<Vec<Value>>,
    _charge: Charge,
}

impl Drop for Vector {
    fn drop(&mut self) {
        discard_values(self.items.take().into_iter());
    }
}

/// A byte vector or a packet buffer.
pub struct Bytes {
    pub data: RefCell<Vec<u8>>,
    /// Taken from the pool.
    pub pooled: bool,
    /// Given back to it.
    pub released: Cell<bool>,
    _charge: Charge,
}

/// A hash map.
pub struct Map {
    pub table: RefCell<Table>,
    charge: RefCell<Charge>,
}

impl Map {
    /// Adjusts the charge to the number of entries.
    pub fn recharge(&self) {
        self.charge.borrow_mut().set(64 + self.table.borrow().slots() * 80);
    }
}

impl Drop for Map {
    fn drop(&mut self) {
        discard_values(self.table.take().into_values());
    }
}

/// A persistent vector.
pub struct PVector {
    pub items: Vec<Value>,
    _charge: Charge,
}

impl Drop for PVector {
    fn drop(&mut self) {
        discard_values(std::mem::take(&mut self.items).into_iter());
    }
}

/// A persistent map.
pub struct PMap {
    pub table: Table,
    _charge: Charge,
}

impl Drop for PMap {
    fn drop(&mut self) {
        discard_values(std::mem::take(&mut self.table).into_values());
    }
}

/// Variables of one `let`, loop turn or call. The outermost scope of a call has
/// no parent; what the function captured is found through its closure.
pub struct Scope {
    pub vars: RefCell<FxHashMap<LocalId, Value>>,
    pub parent: Option<Rc<Scope>>,
    /// The closure that was called.
    pub closure: Option<Rc<Closure>>,
    _charge: Charge,
}

impl Scope {
    pub fn inner(parent: &Rc<Scope>) -> Rc<Scope> {
        Rc::new(Scope {
            vars: RefCell::default(),
            parent: Some(parent.clone()),
            closure: parent.closure.clone(),
            _charge: Charge::new(160),
        })
    }
    pub fn of_call(closure: Option<Rc<Closure>>) -> Rc<Scope> {
        Rc::new(Scope { vars: RefCell::default(), parent: None, closure, _charge: Charge::new(160) })
    }
    pub fn bind(&self, id: LocalId, value: Value) {
        self.vars.borrow_mut().insert(id, value);
    }
    /// The value of a variable of this call.
    pub fn get(&self, id: LocalId) -> Option<Value> {
        let mut scope = self;
        loop {
            if let Some(v) = scope.vars.borrow().get(&id) {
                return Some(v.clone());
            }
            scope = scope.parent.as_deref()?;
        }
    }
    /// Changes a variable of this call; false if it is not bound.
    pub fn set(&self, id: LocalId, value: Value) -> bool {
        let mut scope = self;
        loop {
            if let Some(v) = scope.vars.borrow_mut().get_mut(&id) {
                *v = value;
                return true;
            }
            match scope.parent.as_deref() {
                Some(parent) => scope = parent,
                None => return false,
            }
        }
    }
}

impl Drop for Scope {
    fn drop(&mut self) {
        discard_values(self.vars.take().into_values());
        discard(self.parent.take().into_iter().map(Trash::Scope));
        discard_values(self.closure.take().into_iter().map(Value::Closure));
    }
}

/// A function with the scope it was made in.
pub struct Closure {
    pub lambda: Rc<Lambda>,
    pub scope: Rc<Scope>,
    /// The functions it was bound together with, itself among them. They are
    /// made into closures when they are looked at, or no recursive function
    /// would ever be freed.
    pub group: Option<Rc<Group>>,
    _charge: Charge,
}

/// Functions bound together.
pub type Group = Vec<(LocalId, Rc<Lambda>)>;

impl Closure {
    /// A function it was bound together with.
    pub fn sibling(&self, id: LocalId) -> Option<Value> {
        let group = self.group.as_ref()?;
        let (_, lambda) = group.iter().find(|(local, _)| *local == id)?;
        Some(Value::closure(lambda.clone(), self.scope.clone(), Some(group.clone())))
    }
}

impl Drop for Closure {
    fn drop(&mut self) {
        discard(std::iter::once(Trash::Scope(self.scope.clone())));
    }
}

/// A record type.
pub struct RecordType {
    pub name: Sym,
    pub fields: Vec<Sym>,
}

/// A record.
pub struct Record {
    pub ty: Rc<RecordType>,
    pub fields: RefCell<Vec<Value>>,
    _charge: Charge,
}

impl Drop for Record {
    fn drop(&mut self) {
        discard_values(self.fields.take().into_iter());
    }
}

/// A port.
pub struct Port {
    /// Whether it is read from; else it is written to.
    pub input: bool,
    pub binary: bool,
    /// Which of the host's ports it is.
    pub console: Option<usize>,
    /// The file it writes to.
    pub file: Option<Rc<str>>,
    /// What is read or was written.
    pub data: RefCell<Vec<u8>>,
    /// How much was read.
    pub at: Cell<usize>,
    pub open: Cell<bool>,
    /// Symbols are read without case.
    pub fold: Cell<bool>,
}

/// An error object.
pub struct ErrorObject {
    /// `None` for those a program made.
    pub kind: Option<Code>,
    /// What `error` got as its first argument; a string for errors of the VM.
    pub message: Value,
    /// A list.
    pub irritants: Value,
}

/// A promise. Promises that are the same share the pair.
pub struct Promise {
    /// A pair: whether it is done, and its value or else what computes it.
    pub cell: RefCell<Value>,
}

/// A parameter, outside of all `parameterize`.
pub struct Parameter {
    pub value: Value,
    /// `#f` for none.
    pub converter: Value,
}

impl Value {
    /// A string that the program cannot change.
    pub fn str(text: impl Into<Rc<str>>) -> Value {
        Value::new_string(text.into(), false)
    }
    /// A string that it can.
    pub fn fresh_str(text: impl Into<Rc<str>>) -> Value {
        Value::new_string(text.into(), true)
    }
    fn new_string(text: Rc<str>, mutable: bool) -> Value {
        let charge = Charge::new(40 + text.len());
        Value::Str(Rc::new(Str { text: RefCell::new(text), mutable, _charge: charge }))
    }
    pub fn cons(car: Value, cdr: Value) -> Value {
        Value::Pair(Rc::new(Pair { car: RefCell::new(car), cdr: RefCell::new(cdr), _charge: Charge::new(72) }))
    }
    pub fn vector(items: Vec<Value>) -> Value {
        let charge = Charge::new(56 + items.len() * size_of::<Value>());
        Value::Vector(Rc::new(Vector { items: RefCell::new(items), _charge: charge }))
    }
    pub fn bytes(data: Vec<u8>, pooled: bool) -> Value {
        let charge = Charge::new(64 + data.len());
        Value::Bytes(Rc::new(Bytes { data: RefCell::new(data), pooled, released: Cell::new(false), _charge: charge }))
    }
    pub fn map(table: Table) -> Value {
        let map = Map { table: RefCell::new(table), charge: RefCell::new(Charge::new(0)) };
        map.recharge();
        Value::Map(Rc::new(map))
    }
    pub fn pvector(items: Vec<Value>) -> Value {
        let charge = Charge::new(56 + items.len() * size_of::<Value>());
        Value::PVector(Rc::new(PVector { items, _charge: charge }))
    }
    pub fn pmap(table: Table) -> Value {
        let charge = Charge::new(64 + table.slots() * 80);
        Value::PMap(Rc::new(PMap { table, _charge: charge }))
    }
    pub fn closure(lambda: Rc<Lambda>, scope: Rc<Scope>, group: Option<Rc<Group>>) -> Value {
        Value::Closure(Rc::new(Closure { lambda, scope, group, _charge: Charge::new(48) }))
    }
    pub fn record(ty: Rc<RecordType>, fields: Vec<Value>) -> Value {
        let charge = Charge::new(64 + fields.len() * size_of::<Value>());
        Value::Record(Rc::new(Record { ty, fields: RefCell::new(fields), _charge: charge }))
    }
    /// A list of these items that ends in `tail`.
    pub fn list_ending(items: impl DoubleEndedIterator<Item = Value>, tail: Value) -> Value {
        items.rev().fold(tail, |list, item| Value::cons(item, list))
    }
    /// A proper list.
    pub fn list(items: impl DoubleEndedIterator<Item = Value>) -> Value {
        Value::list_ending(items, Value::Nil)
    }
    /// Only `#f` is false.
    pub fn truthy(&self) -> bool {
        !matches!(self, Value::Bool(false))
    }
    /// Whether it holds a reference count.
    pub fn is_object(&self) -> bool {
        use Value::*;
        !matches!(self, Nil | Unit | Missing | Eof | Bool(_) | Int(_) | Float(_) | Char(_) | Sym(_) | Native(_))
    }
    /// `eq?`: identity; numbers, characters and strings that never change, by
    /// their contents.
    pub fn is(&self, other: &Value) -> bool {
        use Value::*;
        match (self, other) {
            (Nil, Nil) | (Unit, Unit) | (Missing, Missing) | (Eof, Eof) => true,
            (Bool(a), Bool(b)) => a == b,
            (Int(a), Int(b)) => a == b,
            (Float(a), Float(b)) => a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()),
            (Char(a), Char(b)) => a == b,
            (Sym(a), Sym(b)) => a == b,
            (Native(a), Native(b)) => a == b,
            (Str(a), Str(b)) => Rc::ptr_eq(a, b) || (!a.mutable && !b.mutable && a.text() == b.text()),
            (Num(a), Num(b)) => a.text() == b.text(),
            (Pair(a), Pair(b)) => Rc::ptr_eq(a, b),
            (Vector(a), Vector(b)) => Rc::ptr_eq(a, b),
            (Bytes(a), Bytes(b)) => Rc::ptr_eq(a, b),
            (Map(a), Map(b)) => Rc::ptr_eq(a, b),
            (PVector(a), PVector(b)) => Rc::ptr_eq(a, b),
            (PMap(a), PMap(b)) => Rc::ptr_eq(a, b),
            // One scope makes one closure of a function, so these two tell.
            (Closure(a), Closure(b)) => Rc::ptr_eq(&a.lambda, &b.lambda) && Rc::ptr_eq(&a.scope, &b.scope),
            (RecordType(a), RecordType(b)) => Rc::ptr_eq(a, b),
            (Record(a), Record(b)) => Rc::ptr_eq(a, b),
            (Error(a), Error(b)) => Rc::ptr_eq(a, b),
            (Parameter(a), Parameter(b)) => Rc::ptr_eq(a, b),
            (Promise(a), Promise(b)) => Rc::ptr_eq(a, b),
            (Several(a), Several(b)) => Rc::ptr_eq(a, b),
            (Port(a), Port(b)) => Rc::ptr_eq(a, b),
            _ => false,
        }
    }
    /// The parts of a proper list; `None` for anything else, cyclic lists included.
    pub fn list_items(&self) -> Option<Vec<Value>> {
        let mut items = vec![];
        let mut at = self.clone();
        // A second walk at half the speed meets the first one on a cycle.
        let mut slow = self.clone();
        loop {
            let next = match &at {
                Value::Nil => return Some(items),
                Value::Pair(p) => {
                    items.push(p.car.borrow().clone());
                    p.cdr.borrow().clone()
                }
                _ => return None,
            };
            at = next;
            if items.len() % 2 == 0 {
                let Value::Pair(p) = &slow else { return None };
                let next = p.cdr.borrow().clone();
                slow = next;
                if matches!(at, Value::Pair(_)) && at.is(&slow) {
                    return None;
                }
            }
        }
    }
}
