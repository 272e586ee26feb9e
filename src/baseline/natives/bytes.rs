//! Byte vectors, packet fields and the packet pool.
use crate::baseline::eval::{Eval, Machine};
use crate::baseline::map::Table;
use crate::baseline::number::{int, integer};
use crate::baseline::value::{Bytes, Value};
use crate::lang::lisp::messages::{self, noun};
use num_bigint::BigInt;
use std::rc::Rc;

/// Size of a packet buffer.
const SLAB_SIZE: usize = 1500;

/// Counters of the packet pool. The plain interpreter allocates each buffer.
#[derive(Default)]
pub struct Pool {
    taken: i64,
    live: i64,
}

impl Machine {
    /// The byte vector, if it was not given back to the pool.
    pub fn byte_vector<'v>(&self, who: &str, v: &'v Value) -> Eval<&'v Rc<Bytes>> {
        match v {
            Value::Bytes(b) if b.released.get() => Err(self.fault(messages::released(who))),
            Value::Bytes(b) => Ok(b),
            v => Err(self.wrong(who, noun::BYTES, v)),
        }
    }

    /// Where a field of `width` bytes begins.
    fn field_at(&self, who: &str, width: usize, v: &Value, len: usize) -> Eval<usize> {
        if width == 1 {
            return self.index(who, v, len);
        }
        match v {
            Value::Int(i) if *i >= 0 && *i as usize + width <= len => Ok(*i as usize),
            Value::Int(i) => Err(self.fault(messages::field_out_of_range(who, width, *i, len))),
            v => Err(self.wrong(who, noun::INDEX, v)),
        }
    }

    /// A big-endian field of `width` bytes.
    pub fn field_ref(&self, who: &str, width: usize, a: &[Value]) -> Eval<Value> {
        let data = self.byte_vector(who, &a[0])?.data.borrow();
        let at = self.field_at(who, width, &a[1], data.len())?;
        let n = data[at..at + width].iter().fold(0u64, |n, b| n << 8 | *b as u64);
        Ok(integer(BigInt::from(n)))
    }

    /// Sets a big-endian field of `width` bytes.
    pub fn field_set(&self, who: &str, width: usize, a: &[Value]) -> Eval<Value> {
        let mut data = self.byte_vector(who, &a[0])?.data.borrow_mut();
        let at = self.field_at(who, width, &a[1], data.len())?;
        let n = int(&a[2]).ok_or_else(|| self.wrong(who, noun::INTEGER, &a[2]))?;
        let n = match u64::try_from(&n) {
            Ok(n) if width == 8 || n >> (8 * width) == 0 => n,
            _ => return Err(self.fault(messages::does_not_fit(who, &self.brief(&a[2]), 8 * width as u32))),
        };
        data[at..at + width].copy_from_slice(&n.to_be_bytes()[8 - width..]);
        Ok(Value::Unit)
    }

    pub fn byte(&self, who: &str, v: &Value) -> Eval<u8> {
        match v {
            Value::Int(b @ 0..=255) => Ok(*b as u8),
            v => Err(self.wrong(who, noun::BYTE, v)),
        }
    }

    /// The bytes family.
    pub fn bytes(&mut self, name: &str, a: &[Value]) -> Eval<Value> {
        Ok(match name {
            "bytevector?" => Value::Bool(matches!(a[0], Value::Bytes(_))),
            "make-bytevector" => {
                let n = self.size(name, &a[0])?;
                let fill = a.get(1).map_or(Ok(0), |v| self.byte(name, v))?;
                self.reserve(n)?;
                Value::bytes(vec![fill; n], false)
            }
            "bytevector" => Value::bytes(a.iter().map(|v| self.byte(name, v)).collect::<Eval<Vec<u8>>>()?, false),
            "bytevector-length" => Value::Int(self.byte_vector(name, &a[0])?.data.borrow().len() as i64),
            "bytevector-copy" => {
                let data = self.byte_vector(name, &a[0])?.data.borrow();
                let (start, end) = self.range(name, &a[1..], data.len())?;
                Value::bytes(data[start..end].to_vec(), false)
            }
            "bytevector-copy!" => {
                let to = self.byte_vector(name, &a[0])?;
                let Value::Int(at) = a[1] else { return Err(self.wrong(name, noun::INDEX, &a[1])) };
                let from = self.byte_vector(name, &a[2])?.data.borrow().clone();
                let (start, end) = self.range(name, &a[3..], from.len())?;
                let len = to.data.borrow().len();
                if at < 0 || at as usize + (end - start) > len {
                    let fault = messages::bad_range(name, at, at.saturating_add((end - start) as i64), len);
                    return Err(self.fault(fault));
                }
                let at = at as usize;
                to.data.borrow_mut()[at..at + end - start].copy_from_slice(&from[start..end]);
                Value::Unit
            }
            "bytevector-append" => {
                let mut data = vec![];
                for v in a {
                    data.extend_from_slice(&self.byte_vector(name, v)?.data.borrow());
                }
                Value::bytes(data, false)
            }
            "utf8->string" => {
                let data = self.byte_vector(name, &a[0])?.data.borrow();
                let (start, end) = self.range(name, &a[1..], data.len())?;
                match std::str::from_utf8(&data[start..end]) {
                    Ok(text) => Value::fresh_str(text),
                    Err(_) => return Err(self.fault(messages::not_utf8(name))),
                }
            }
            "string->utf8" => Value::bytes(self.slice(name, a)?.into_iter().collect::<String>().into_bytes(), false),
            "u16-set!" => self.field_set(name, 2, a)?,
            "u32-set!" => self.field_set(name, 4, a)?,
            "u64-ref" => self.field_ref(name, 8, a)?,
            "u64-set!" => self.field_set(name, 8, a)?,
            "packet-buffer" => {
                let n = a.first().map_or(Ok(SLAB_SIZE), |v| self.size(name, v))?;
                if n > SLAB_SIZE {
                    return Err(self.fault(messages::bad_size(name, &n.to_string())));
                }
                self.pool.taken += 1;
                self.pool.live += 1;
                Value::bytes(vec![0; n], true)
            }
            "release-buffer!" => match &a[0] {
                Value::Bytes(b) if b.pooled => {
                    self.byte_vector(name, &a[0])?;
                    b.released.set(true);
                    self.pool.live -= 1;
                    Value::Unit
                }
                v => return Err(self.wrong(name, noun::BUFFER, v)),
            },
            "buffer-stats" => {
                let mut table = Table::default();
                let counters = [
                    ("taken", self.pool.taken),
                    ("reused", 0),
                    ("live", self.pool.live),
                    ("free", 0),
                    ("size", SLAB_SIZE as i64),
                ];
                for (key, n) in counters {
                    table.insert(Value::Sym(self.names.intern(key)), Value::Int(n));
                }
                Value::map(table)
            }
            _ => return Err(self.refuse(name)),
        })
    }
}
