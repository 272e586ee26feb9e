//! `random`: generators, which programs know by their numbers; 0 is the module's own.
use super::super::super::lib::random::Random;
use super::super::natives::integer;
use super::super::values::{float, int};
use super::super::world::{Own, world};
use super::super::{call, compare, iter, raise};
use crate::number::Int;
use crate::object::{Bytes, Compound, Instance, List, Sort, Tuple};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Outcome = Result<Value, Fault>;

/// Bits that one call may ask for.
const MOST_BITS: i64 = 1 << 30;

/// A generator; the first is made when it is first asked for.
fn of(rt: &mut Runtime, number: Value) -> Result<&mut Random, Fault> {
    if world(rt).randoms.is_empty() {
        create(rt, "", &[])?;
    }
    let at = number.as_int().unwrap_or(0) as usize;
    let all = &mut rt.python.as_mut().expect("a program of Python is loaded").randoms;
    match all.get_mut(at) {
        Some(r) => Ok(r),
        None => raise("ValueError", "no such generator"),
    }
}

fn real(rt: &Runtime, v: Value) -> Result<f64, Fault> {
    match float(v)? {
        Some(f) => Ok(f),
        None if v.as_a::<Instance>().is_some() => call(world(rt).own(Own::Float), &[v]),
        None => raise("TypeError", format!("must be real number, not {}", super::super::class::type_name(rt, v))),
    }
}

fn index(rt: &Runtime, v: Value) -> Result<usize, Fault> {
    match v.as_int() {
        Some(i) if i >= 0 => Ok(i as usize),
        Some(_) => raise("ValueError", "Sample larger than population or is negative"),
        None => integer(rt, v).and_then(|_| raise("OverflowError", "Python int too large to convert to C ssize_t")),
    }
}

/// Makes a generator, seeded by the host, and gives its number.
pub fn create(rt: &mut Runtime, _: &'static str, _: &[Value]) -> Outcome {
    let bits = [(); 4].map(|()| rt.host.random());
    let words: Vec<u32> = bits.iter().flat_map(|b| [*b as u32, (b >> 32) as u32]).collect();
    rt.heap.keep_made(size_of::<Random>());
    let all = &mut rt.python.as_mut().expect("a program of Python is loaded").randoms;
    all.push(Random::from_words(&words));
    Ok(Value::small(all.len() as i64 - 1))
}

/// Seeds a generator with a value; nothing has the host seed it.
pub fn seed(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let v = args[1];
    let new = if v == Value::UNIT {
        let bits = [(); 4].map(|()| rt.host.random());
        Random::from_words(&bits.map(|b| b as u32))
    } else if let Ok(i) = integer(rt, v) {
        Random::from_int(&i)
    } else if let Some(s) = v.as_str() {
        Random::from_bytes(s.as_bytes())
    } else if let Some(b) = bytes(v) {
        Random::from_bytes(&b)
    } else if v.is_float() {
        Random::from_hash(compare::full_hash(rt, v)?)
    } else {
        let what = "The only supported seed types are: None,\nint, float, str, bytes, and bytearray.";
        return raise("TypeError", what);
    };
    *of(rt, args[0])? = new;
    Ok(Value::UNIT)
}

fn bytes(v: Value) -> Option<Vec<u8>> {
    let inner = match v.as_a::<Compound>() {
        Some(c) if c.sort() == Sort::Bytes => c.get(0),
        _ => v,
    };
    inner.as_a::<Bytes>().map(|b| b.to_vec())
}

/// Its state: the words, the place among them, and the other number of `gauss`.
pub fn state(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let generator = of(rt, args[0])?;
    let (words, at, gauss) = generator.state();
    let mut all: Vec<Value> = words.iter().map(|&w| Value::small(w as i64)).collect();
    all.extend([Value::small(at as i64), gauss.map_or(Value::UNIT, Value::float)]);
    Ok(rt.heap.tuple(&all)?)
}

/// Goes on from a state: the generator, words with the place, the other number of `gauss`.
pub fn restore(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(all) = args[1].as_a::<Tuple>() else { return raise("TypeError", "state vector must be a tuple") };
    let mut words = vec![];
    for &v in all.values() {
        match int(v) {
            Some(i) if i.is_negative() => {
                return raise("OverflowError", "can't convert negative value to unsigned int");
            }
            Some(Int::Small(i)) => words.push(i as u32),
            Some(_) => return raise("OverflowError", "int too large to convert to C unsigned long"),
            None => return raise("TypeError", "an integer is required"),
        }
    }
    let at = words.pop().unwrap_or(0) as usize;
    let Some(new) = Random::restored(&words, at, args[2].as_float()) else {
        let whole = words.len() == 624;
        return raise("ValueError", if whole { "invalid state" } else { "state vector is the wrong size" });
    };
    *of(rt, args[0])? = new;
    Ok(Value::UNIT)
}

/// A float from 0 to below 1.
pub fn random(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let number = args.first().copied().unwrap_or(Value::small(0));
    Ok(Value::float(of(rt, number)?.random()))
}

/// An integer of some bits.
pub fn bits(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let k = integer(rt, args[1])?;
    match args[1].as_int() {
        Some(k) if (0..=MOST_BITS).contains(&k) => {
            rt.heap.charge(k as usize / 8)?;
            let i = of(rt, args[0])?.bits(k as u64);
            Ok(rt.heap.int(&i)?)
        }
        _ if k.is_negative() => raise("ValueError", "number of bits must be non-negative"),
        _ => raise("MemoryError", ""),
    }
}

/// An integer of a range: its start, which alone is the end, its end and step.
pub fn range(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let start = integer(rt, args[1])?;
    let stop = if args[2] == Value::UNIT { None } else { Some(integer(rt, args[2])?) };
    let step = integer(rt, args[3])?;
    let i = of(rt, args[0])?.range(&start, stop.as_ref(), &step)?;
    Ok(rt.heap.int(&i)?)
}

/// An index below a positive count.
pub fn below(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let n = index(rt, args[1])?;
    Ok(Value::small(of(rt, args[0])?.index(n.max(1)) as i64))
}

/// Puts a list into another order.
pub fn shuffle(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(l) = args[1].as_a::<List>() else { return raise("TypeError", "a list is needed") };
    for (i, j) in of(rt, args[0])?.shuffle(l.count()) {
        if let (Some(a), Some(b)) = (l.get(i), l.get(j)) {
            l.put(i, b);
            l.put(j, a);
        }
    }
    Ok(Value::UNIT)
}

/// Different indices: below which number, how many.
pub fn sample(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let (n, k) = (index(rt, args[1])?, index(rt, args[2])?);
    rt.heap.charge(16 * k.min(n))?;
    let all = of(rt, args[0])?.sample(n, k)?;
    let all: Vec<Value> = all.into_iter().map(|i| Value::small(i as i64)).collect();
    Ok(rt.heap.list_of(&all)?)
}

/// Indices that may repeat: below which number, how many, by which sums of weights.
pub fn choices(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let (n, k) = (index(rt, args[1])?, args[2].as_int().unwrap_or(0).max(0) as usize);
    let sums: Vec<f64> = match iter::all(rt, args[3])? {
        Some(all) => all.into_iter().map(|v| real(rt, v)).collect::<Result<_, _>>()?,
        None => vec![],
    };
    rt.heap.charge(16 * k)?;
    let r = of(rt, args[0])?;
    let pick = |_| if sums.is_empty() { r.choice(n) } else { r.weighted(&sums).min(n.saturating_sub(1)) };
    let all: Vec<Value> = (0..k).map(pick).map(|i| Value::small(i as i64)).collect();
    Ok(rt.heap.list_of(&all)?)
}

/// Numbers of some distribution with its parameters, by the name.
pub fn distribution(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let a = real(rt, args[1])?;
    let b = args.get(2).map_or(Ok(0.0), |&v| real(rt, v))?;
    let mode = args.get(3).filter(|&&v| v != Value::UNIT).map(|&v| real(rt, v)).transpose()?;
    let r = of(rt, args[0])?;
    let f = match who {
        "random:_uniform" => r.uniform(a, b),
        "random:_triangular" => r.triangular(a, b, mode),
        "random:_normal" => r.normal(a, b),
        "random:_gauss" => r.gauss(a, b),
        "random:_exponential" if a == 0.0 => return raise("ZeroDivisionError", "float division by zero"),
        "random:_exponential" => r.exponential(a),
        "random:_gamma" => r.gamma(a, b)?,
        _ => r.beta(a, b)?,
    };
    Ok(Value::float(f))
}
