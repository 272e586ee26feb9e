//! Byte vectors, packet fields and packet buffers.
use super::args::{arg, byte, byte_vector, range, size, wrong};
use super::arith::{self, Outcome, get_field, set_field};
use super::string::first_part;
use crate::core::Prim;
use crate::lang::lisp::messages::{self, noun};
use crate::object::Bytes;
use crate::runtime::{Fault, Runtime};
use crate::syntax::text::cut;
use crate::value::Value;
use std::cell::Cell;

type Who = &'static str;

/// The bytes from an optional start to an optional end.
fn part<'a>(rt: &Runtime, who: Who, v: Value, bounds: &[Value]) -> Result<&'a [Cell<u8>], Fault> {
    let b = byte_vector(rt, who, v)?;
    let (start, end) = range(rt, who, bounds, b.bytes().len())?;
    Ok(b.bytes().get(start..end).unwrap_or(&[]))
}

fn copy_cells<'a>(to: &[Cell<u8>], from: impl Iterator<Item = &'a Cell<u8>>) {
    to.iter().zip(from).for_each(|(slot, byte)| slot.set(byte.get()));
}

pub fn is_bytes(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(arg(a, 0).as_a::<Bytes>().is_some()))
}

pub fn make_bytes(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let n = size(rt, who, arg(a, 0))?;
    let fill = a.get(1).map_or(Ok(0), |&v| byte(rt, who, v))?;
    Ok(Value::obj(rt.heap.bytes(n, fill)?))
}

pub fn bytes(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    for &v in a {
        byte(rt, who, v)?;
    }
    let new = rt.heap.bytes(a.len(), 0)?;
    new.bytes().iter().zip(a).for_each(|(slot, v)| slot.set(v.as_int().unwrap_or(0) as u8));
    Ok(Value::obj(new))
}

pub fn length(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    Ok(Value::small(byte_vector(rt, who, arg(a, 0))?.bytes().len() as i64))
}

super::args::primitives! {
    get = BytesRef;
    set = BytesSet;
    get16 = BytesRef16;
    get32 = BytesRef32;
}
pub fn get64(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    get_field(rt, who, 8, arg(a, 0), arg(a, 1))
}
pub fn set16(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    set_field(rt, who, 2, arg(a, 0), arg(a, 1), arg(a, 2))
}
pub fn set32(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    set_field(rt, who, 4, arg(a, 0), arg(a, 1), arg(a, 2))
}
pub fn set64(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    set_field(rt, who, 8, arg(a, 0), arg(a, 1), arg(a, 2))
}

pub fn copy(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let part = part(rt, who, arg(a, 0), a.get(1..).unwrap_or(&[]))?;
    let new = rt.heap.bytes(part.len(), 0)?;
    copy_cells(new.bytes(), part.iter());
    Ok(Value::obj(new))
}

pub fn copy_into(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let to = byte_vector(rt, who, arg(a, 0))?.bytes();
    let at = arg(a, 1).as_int().ok_or_else(|| wrong(rt, who, noun::INDEX, arg(a, 1)))?;
    let from = part(rt, who, arg(a, 2), a.get(3..).unwrap_or(&[]))?;
    let end = at.saturating_add(from.len() as i64);
    let Some(to) = usize::try_from(at).ok().zip(usize::try_from(end).ok()).and_then(|(at, end)| to.get(at..end)) else {
        return Err(messages::bad_range(who, at, end, to.len()).into());
    };
    // Parts of one byte vector may overlap: copied so that no byte is
    // overwritten before it was read.
    if to.as_ptr() <= from.as_ptr() {
        copy_cells(to, from.iter());
    } else {
        to.iter().zip(from).rev().for_each(|(slot, byte)| slot.set(byte.get()));
    }
    Ok(Value::UNIT)
}

pub fn append(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let mut len = 0usize;
    for &v in a {
        len = len.saturating_add(byte_vector(rt, who, v)?.bytes().len());
    }
    let new = rt.heap.bytes(len, 0)?;
    copy_cells(new.bytes(), a.iter().filter_map(|v| v.as_a::<Bytes>()).flat_map(|b| b.bytes()));
    Ok(Value::obj(new))
}

pub fn to_string(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let part = part(rt, who, arg(a, 0), a.get(1..).unwrap_or(&[]))?;
    let bytes: Vec<u8> = part.iter().map(Cell::get).collect();
    match std::str::from_utf8(&bytes) {
        Ok(text) => Ok(rt.heap.fresh_string(text)?),
        Err(_) => Err(messages::not_utf8(who).into()),
    }
}

pub fn from_string(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let (s, part) = first_part(rt, who, a)?;
    Ok(rt.heap.bytes_from(cut(&s, part).as_bytes())?)
}

pub fn packet_buffer(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let slab = rt.pool.slab_size();
    let n = a.first().map_or(Ok(slab), |&v| size(rt, who, v))?;
    if n > slab {
        return Err(messages::bad_size(who, &n.to_string()).into());
    }
    let buffer = if n == slab { rt.pool.take(&mut rt.heap)? } else { rt.pool.take_short(&mut rt.heap, n)? };
    Ok(Value::obj(buffer))
}

pub fn release_buffer(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let v = arg(a, 0);
    match v.as_a::<Bytes>() {
        Some(b) if b.header.flags.get() & Bytes::POOLED != 0 => {
            if !rt.pool.give_back(b) {
                return Err(messages::released(who).into());
            }
            Ok(Value::UNIT)
        }
        _ => Err(wrong(rt, who, noun::BUFFER, v)),
    }
}

pub fn buffer_stats(rt: &mut Runtime, _: Who, _: &[Value]) -> Outcome {
    let live = rt.pool.taken.saturating_sub(rt.pool.returned);
    let counters = [
        ("taken", rt.pool.taken),
        ("reused", rt.pool.reused),
        ("live", live),
        ("free", rt.pool.free_count() as u64),
        ("size", rt.pool.slab_size() as u64),
    ];
    let map = rt.heap.map()?;
    for (name, count) in counters {
        let name = rt.interner.intern(name);
        let count = rt.heap.integer(count as i64)?;
        map.set(&mut rt.heap, Value::sym(name), count)?;
    }
    Ok(Value::obj(map))
}

#[cfg(test)]
mod tests {
    use crate::lang::lisp::builtins::testing::{call, check, read, runtime, value};
    use crate::value::Value;

    #[test]
    fn byte_vectors() {
        check(&[
            ("bytevector?", &["#u8(1)"], "#t"),
            ("make-bytevector", &["2", "255"], "#u8(255 255)"),
            ("make-bytevector", &["2", "256"], "type: make-bytevector: expected a byte, got 256"),
            ("make-bytevector", &["-2"], "range: make-bytevector: size -2 is out of range"),
            ("make-bytevector", &["1000000000000"], "heap full"),
            ("bytevector", &["1", "2"], "#u8(1 2)"),
            ("bytevector", &["1", "x"], "type: bytevector: expected a byte, got x"),
            ("bytevector-length", &["#u8(1 2)"], "2"),
            ("bytevector-copy", &["#u8(1 2 3)", "1"], "#u8(2 3)"),
            ("bytevector-append", &["#u8(1)", "#u8()", "#u8(2 3)"], "#u8(1 2 3)"),
            ("bytevector-append", &["#u8(1)", "#(2)"], "type: bytevector-append: expected a byte vector, got #(2)"),
            ("utf8->string", &["#u8(195 169 97)"], "\"éa\""),
            ("utf8->string", &["#u8(195 169 97)", "2"], "\"a\""),
            ("utf8->string", &["#u8(195 169 97)", "1"], "range: utf8->string: the bytes are not valid UTF-8"),
            ("string->utf8", &["\"éa\""], "#u8(195 169 97)"),
            ("string->utf8", &["\"éabcdefg\"", "1", "3"], "#u8(97 98)"),
            ("string->utf8", &["5"], "type: string->utf8: expected a string, got 5"),
        ]);
    }

    #[test]
    fn fields() {
        check(&[
            ("u8-ref", &["#u8(1 2)", "2"], "range: bytevector-u8-ref: index 2 is out of range for length 2"),
            ("u16-ref", &["#u8(1 2)", "0"], "258"),
            ("u64-ref", &["#u8(0 0 0 0 0 0 1 0)", "0"], "256"),
            ("u64-ref", &["#u8(255 255 255 255 255 255 255 255)", "0"], "18446744073709551615"),
            ("u64-ref", &["#u8(0 4 0 0 0 0 0 0)", "0"], "1125899906842624"),
            ("u64-ref", &["#u8(0 4 0 0 0 0 0 0)", "1"], "range: u64-ref: 8 bytes at 1 are out of range for length 8"),
            ("u16-set!", &["#u8(0 0)", "0", "65536"], "range: u16-set!: 65536 does not fit in 16 bits"),
            (
                "u64-set!",
                &["#u8(0 0 0 0 0 0 0 0)", "0", "18446744073709551616"],
                "range: u64-set!: 18446744073709551616 does not fit in 64 bits",
            ),
            ("u64-set!", &["#u8(0 0 0 0 0 0 0 0)", "0", "-1"], "range: u64-set!: -1 does not fit in 64 bits"),
            ("u32-set!", &["#u8(0 0 0 0)", "0", "1.0"], "type: u32-set!: expected an integer, got 1.0"),
        ]);
        let rt = &mut runtime();
        let b = read(rt, "#u8(0 0 0 0 0 0 0 0)");
        for (name, n, want) in [
            ("u16-set!", 258, "#u8(1 2 0 0 0 0 0 0)"),
            ("u32-set!", 0x01020304, "#u8(1 2 3 4 0 0 0 0)"),
            ("u64-set!", (1 << 50) - 1, "#u8(0 3 255 255 255 255 255 255)"),
        ] {
            assert_eq!(call(rt, name, &[b, Value::small(0), Value::small(n)]), "#<unit>");
            assert_eq!(call(rt, "bytevector-copy", &[b]), want);
        }
        let large = read(rt, "18446744073709551614");
        assert_eq!(call(rt, "u64-set!", &[b, Value::small(0), large]), "#<unit>");
        assert_eq!(call(rt, "u64-ref", &[b, Value::small(0)]), "18446744073709551614");
    }

    #[test]
    fn copies_within_one_byte_vector() {
        let rt = &mut runtime();
        for (at, start, end, want) in
            [(2, 0, 4, "#u8(0 1 0 1 2 3)"), (0, 2, 6, "#u8(2 3 4 5 4 5)"), (1, 1, 1, "#u8(0 1 2 3 4 5)")]
        {
            let b = read(rt, "#u8(0 1 2 3 4 5)");
            let args = [b, Value::small(at), b, Value::small(start), Value::small(end)];
            assert_eq!(call(rt, "bytevector-copy!", &args), "#<unit>");
            assert_eq!(call(rt, "bytevector-copy", &[b]), want);
        }
        check(&[
            (
                "bytevector-copy!",
                &["#u8(1)", "1", "#u8(2)"],
                "range: bytevector-copy!: range 1 to 2 is out of range for length 1",
            ),
            (
                "bytevector-copy!",
                &["#u8(1)", "-1", "#u8()"],
                "range: bytevector-copy!: range -1 to -1 is out of range for length 1",
            ),
        ]);
    }

    #[test]
    fn packet_buffers() {
        let rt = &mut runtime();
        let b = value(rt, "packet-buffer", &[]);
        assert_eq!(call(rt, "bytevector-length", &[b]), "1500");
        assert_eq!(call(rt, "u8-set!", &[b, Value::small(7), Value::small(9)]), "#<unit>");
        assert_eq!(call(rt, "release-buffer!", &[b]), "#<unit>");
        for name in ["release-buffer!", "bytevector-length", "bytevector-copy", "utf8->string"] {
            let want = format!("range: {name}: the packet buffer was given back to the pool");
            assert_eq!(call(rt, name, &[b]), want);
        }
        let again = value(rt, "packet-buffer", &[]);
        assert_eq!(call(rt, "u8-ref", &[again, Value::small(7)]), "0");
        let short = value(rt, "packet-buffer", &[Value::small(64)]);
        assert_eq!(call(rt, "bytevector-length", &[short]), "64");
        assert_eq!(call(rt, "release-buffer!", &[short]), "#<unit>");
        assert_eq!(
            call(rt, "release-buffer!", &[short]),
            "range: release-buffer!: the packet buffer was given back to the pool"
        );
        for _ in 0..20 {
            let b = value(rt, "packet-buffer", &[]);
            assert_eq!(call(rt, "bytevector-length", &[b]), "1500");
        }
        assert_eq!(
            call(rt, "buffer-stats", &[]),
            "#hash((taken . 23) (reused . 17) (live . 21) (free . 0) (size . 1500))"
        );
        assert_eq!(call(rt, "packet-buffer", &[Value::small(1501)]), "range: packet-buffer: size 1501 is out of range");
        let plain = read(rt, "#u8(1)");
        assert_eq!(
            call(rt, "release-buffer!", &[plain]),
            "type: release-buffer!: expected a packet buffer, got #u8(1)"
        );
    }
}
