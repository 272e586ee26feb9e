//! Data that contains itself is made with place-holders first.
use super::Vector;
use crate::value::Value;
use rustc_hash::FxHashMap;

/// Place-holders, by their bits, and the bits of what they stand for.
pub type Knots = FxHashMap<u64, u64>;

/// Puts in pairs and vectors what the place-holders in them stand for; what stands
/// for the root itself.
pub fn tie(root: Value, knots: &Knots) -> Value {
    let meant = |v: Value| {
        let mut v = v;
        while let Some(&bits) = knots.get(&v.bits()) {
            v = Value::from_bits(bits);
        }
        v
    };
    if knots.is_empty() {
        return root;
    }
    let root = meant(root);
    let mut seen = Knots::default();
    let mut todo = vec![root];
    while let Some(v) = todo.pop() {
        if let Some(p) = v.as_pair() {
            if seen.insert(v.bits(), 0).is_none() {
                p.car.set(meant(p.car.get()));
                p.cdr.set(meant(p.cdr.get()));
                todo.extend([p.car.get(), p.cdr.get()]);
            }
        } else if let Some(items) = v.as_a::<Vector>()
            && seen.insert(v.bits(), 0).is_none()
        {
            items.items().iter().for_each(|slot| slot.set(meant(slot.get())));
            todo.extend(items.items().iter().map(|slot| slot.get()));
        }
    }
    root
}
