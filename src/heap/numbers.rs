//! Making numbers that a value cannot hold.
use super::{Heap, HeapFull};
use crate::number::{Int, Num, Real};
use crate::object::*;
use crate::value::Value;

impl Heap {
    /// An integer.
    #[inline]
    pub fn integer(&mut self, i: i64) -> Result<Value, HeapFull> {
        match Value::int(i) {
            Some(v) => Ok(v),
            None => self.limbs(i < 0, 1, std::iter::once(i.unsigned_abs())),
        }
    }

    /// An integer of at most 128 bits, by its sign and its size.
    pub fn wide(&mut self, negative: bool, size: u128) -> Result<Value, HeapFull> {
        if let Ok(i) = i64::try_from(size)
            && let Some(v) = Value::int(if negative { -i } else { i })
        {
            return Ok(v);
        }
        let limbs = [size as u64, (size >> 64) as u64];
        self.limbs(negative, 1 + (limbs[1] != 0) as usize, limbs.into_iter())
    }

    /// An integer of any size, by its sign and its limbs, the last of which is not 0.
    pub fn long(&mut self, negative: bool, limbs: &[u64]) -> Result<Value, HeapFull> {
        match *limbs {
            [] => Ok(Value::small(0)),
            [low] => self.wide(negative, low as u128),
            _ => self.limbs(negative, limbs.len(), limbs.iter().copied()),
        }
    }

    /// An integer of so many limbs, the last of which is not 0, that is too large
    /// for a value.
    fn limbs(&mut self, negative: bool, len: usize, mut limbs: impl Iterator<Item = u64>) -> Result<Value, HeapFull> {
        let n = u32::try_from(len).map_err(|_| HeapFull)?;
        let g = Gc::from_ptr(self.object::<BigInt>(n, negative as u16, len * 8)?);
        for i in 0..len {
            // SAFETY: the object is ours and has `len` limbs after the struct.
            unsafe { g.tail().add(i).write(limbs.next().unwrap_or(0)) };
        }
        Ok(Value::obj(g))
    }

    /// An exact integer of any size.
    pub fn int(&mut self, i: &Int) -> Result<Value, HeapFull> {
        match i {
            Int::Small(i) => self.integer(*i),
            Int::Big(b) => {
                let limbs = b.iter_u64_digits();
                self.limbs(i.is_negative(), limbs.len(), limbs)
            }
        }
    }

    /// A fraction of integers without common divisor.
    pub fn ratio(&mut self, num: Value, den: Value) -> Result<Value, HeapFull> {
        let p = self.object::<Ratio>(0, 0, 0)?;
        // SAFETY: the object is ours.
        unsafe {
            (&raw mut (*p.as_ptr()).num).write(num);
            (&raw mut (*p.as_ptr()).den).write(den);
        }
        Ok(Value::obj(Gc::from_ptr(p)))
    }

    /// A complex number of real parts, the second not an exact 0.
    pub fn complex(&mut self, re: Value, im: Value) -> Result<Value, HeapFull> {
        let p = self.object::<Complex>(0, 0, 0)?;
        // SAFETY: the object is ours.
        unsafe {
            (&raw mut (*p.as_ptr()).re).write(re);
            (&raw mut (*p.as_ptr()).im).write(im);
        }
        Ok(Value::obj(Gc::from_ptr(p)))
    }

    /// A real number.
    pub fn real(&mut self, r: &Real) -> Result<Value, HeapFull> {
        match r {
            Real::Int(i) => self.int(i),
            Real::Ratio(r) => {
                let (num, den) = (self.int(&r.num)?, self.int(&r.den)?);
                self.ratio(num, den)
            }
            Real::Float(f) => Ok(Value::float(*f)),
        }
    }

    /// A number of any kind.
    pub fn number(&mut self, n: &Num) -> Result<Value, HeapFull> {
        match n {
            Num::Real(r) => self.real(r),
            Num::Complex(c) => {
                let (re, im) = (self.real(&c.0)?, self.real(&c.1)?);
                self.complex(re, im)
            }
        }
    }
}
