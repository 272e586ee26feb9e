use super::*;
use crate::host::split_mix;
use crate::object::{Bytes, Closure, Condition, Map, Pair, Record, Str, StrRef, Vector};
use crate::syntax::Code;

/// Fewer turns where each takes long.
const SCALE: usize = if cfg!(miri) { 50 } else { 1 };

fn heap(max: usize) -> Heap {
    Heap::new(max, GcMode::Normal)
}

fn collect(heap: &mut Heap, roots: &[Value]) {
    heap.begin();
    roots.iter().for_each(|&v| heap.mark(v));
    heap.trace();
    heap.finish();
}

fn int(i: usize) -> Value {
    Value::small(i as i64)
}

/// One object of every kind, in a list.
fn one_of_each(h: &mut Heap, n: usize) -> Value {
    let text = format!("a string with the number {n}");
    let s = h.string(&text).unwrap();
    let pair = h.pair(int(n), s).unwrap();
    let map = h.map().unwrap();
    for i in 0..12 {
        map.set(h, int(i), pair).unwrap();
    }
    let closure = h.closure(std::ptr::null(), 2).unwrap();
    closure.captures()[0].set(s);
    closure.captures()[1].set(int(n));
    let boxed = h.boxed(pair).unwrap();
    let record = h.record(7, &[int(n), pair, boxed]).unwrap();
    let ty = h.record_type(7).unwrap();
    let condition = h.condition(Code::Range, s, pair).unwrap();
    let channel = h.channel(1, 3).unwrap();
    let task = h.task(9).unwrap();
    task.result.set(record);
    let vector = h.vector_from(&[s, pair, Value::obj(map)]).unwrap();
    let bytes = h.bytes_from(&[n as u8; 300]).unwrap();
    let all = [s, pair, vector, bytes, Value::obj(map), Value::obj(closure), boxed, record, ty, condition, channel];
    let list = h.list(&all, Value::NIL).unwrap();
    h.pair(Value::obj(task), list).unwrap()
}

fn check_each(list: Value, n: usize) {
    let mut at = list;
    let mut next = || {
        let p = at.as_pair().unwrap();
        at = p.cdr.get();
        p.car.get()
    };
    let task = next();
    let record = task.as_a::<crate::object::Task>().unwrap().result.get().as_a::<Record>().unwrap();
    assert_eq!((record.shape.get(), record.slots().len(), record.slots()[0].get()), (7, 3, int(n)));
    let s = next();
    assert_eq!(s.as_a::<Str>().unwrap().text(), format!("a string with the number {n}"));
    let pair = next();
    assert_eq!(pair.as_pair().map(|p| (p.car.get(), p.cdr.get())), Some((int(n), s)));
    let vector = next().as_a::<Vector>().unwrap();
    assert_eq!(vector.items()[1].get(), pair);
    assert!(next().as_a::<Bytes>().unwrap().bytes().iter().all(|b| b.get() == n as u8));
    let map = next().as_a::<Map>().unwrap();
    assert!((0..12).all(|i| map.get(int(i)) == Some(pair)));
    let closure = next().as_a::<Closure>().unwrap();
    assert_eq!((closure.captures()[0].get(), closure.captures()[1].get()), (s, int(n)));
    assert_eq!(next().as_a::<crate::object::Boxed>().unwrap().value.get(), pair);
    assert_eq!(Value::obj(record), next());
    assert_eq!(next().as_a::<crate::object::RecordType>().unwrap().shape, 7);
    let condition = next().as_a::<Condition>().unwrap();
    assert_eq!((condition.message.get(), condition.irritants.get()), (s, pair));
    assert_eq!(next().as_a::<crate::object::Channel>().unwrap().capacity, 3);
}

#[test]
fn objects_keep_what_they_hold_across_collections() {
    let mut h = heap(64 << 20);
    let rounds = 600 / SCALE;
    let mut kept: Vec<(usize, Value)> = vec![];
    for n in 0..rounds {
        // Some live for one collection, some for many, so that lines are shared
        // between generations; the epoch starts over twice.
        kept.retain(|(m, _)| m % 50 == 0 || n - m < m % 7);
        kept.push((n, one_of_each(&mut h, n)));
        one_of_each(&mut h, n);
        let roots: Vec<Value> = kept.iter().map(|k| k.1).collect();
        collect(&mut h, &roots);
        if n % 20 == 0 || n + 1 == rounds {
            kept.iter().for_each(|&(m, v)| check_each(v, m));
        }
    }
    assert_eq!(h.stats.collections, rounds as u64);
    assert!(h.held() < 4 << 20, "{} bytes for {} groups", h.held(), kept.len());
}

#[test]
fn the_epoch_starts_over_without_mixing_up_marks() {
    let mut h = heap(64 << 20);
    h.epoch = u8::MAX - 2;
    let kept = one_of_each(&mut h, 1);
    let large = h.vector(5_000, kept).unwrap();
    for n in 0..8 {
        one_of_each(&mut h, n);
        collect(&mut h, &[Value::obj(large)]);
        check_each(kept, 1);
        assert_eq!(h.large.len(), 1);
    }
    assert!(h.epoch < 8);
    collect(&mut h, &[]);
    assert_eq!((h.large.len(), h.blocks.len()), (0, 0));
}

#[test]
fn holes_are_used_again() {
    let mut h = heap(64 << 20);
    let count = 100_000 / SCALE;
    let pairs: Vec<Value> = (0..count).map(|i| h.pair(int(i), Value::NIL).unwrap()).collect();
    let blocks = h.blocks.len();
    // One pair in 64 lives, so most lines are free but hardly a block is.
    let kept: Vec<Value> = pairs.iter().step_by(64).copied().collect();
    collect(&mut h, &kept);
    assert_eq!(h.blocks.len() + h.free.len(), blocks);
    assert!(h.blocks.len() * 2 > blocks);
    for i in 0..count / 2 {
        h.pair(int(i), Value::TRUE).unwrap();
    }
    assert_eq!(h.blocks.len() + h.free.len(), blocks, "new blocks in spite of holes");
    for (i, v) in kept.iter().enumerate() {
        assert_eq!(v.as_pair().unwrap().car.get(), int(i * 64));
    }
}

#[test]
fn medium_objects_do_not_waste_holes() {
    let mut h = heap(64 << 20);
    let mut kept = vec![];
    for i in 0..2000 / SCALE {
        kept.push(h.pair(int(i), Value::NIL).unwrap());
        // Never fits into what a few pairs leave free of a line.
        let bytes = h.bytes(1000 + i % 3000, i as u8).unwrap();
        if i % 5 == 0 {
            kept.push(Value::obj(bytes));
        }
        if i % 100 == 99 {
            collect(&mut h, &kept);
        }
    }
    let mut pairs = 0;
    for v in &kept {
        match v.as_a::<Bytes>() {
            Some(b) => assert!(b.bytes().iter().all(|x| x.get() == b.bytes()[0].get())),
            None => {
                assert_eq!(v.as_pair().unwrap().car.get(), int(pairs));
                pairs += 1;
            }
        }
    }
}

#[test]
fn large_objects_are_freed_one_by_one() {
    let mut h = heap(64 << 20);
    let small = h.pair(Value::NIL, Value::NIL).unwrap();
    let n = 100_000 / SCALE;
    let a = h.vector(n, small).unwrap();
    let b = h.vector(n, Value::TRUE).unwrap();
    b.items()[n - 1].set(Value::obj(a));
    let both = h.held();
    assert!(both > 16 * n);
    collect(&mut h, &[Value::obj(b)]);
    assert_eq!(h.held(), both);
    assert_eq!(a.items()[n - 1].get(), small);
    collect(&mut h, &[Value::obj(a)]);
    assert!(h.held() < both - 7 * n);
    assert_eq!(a.items()[0].get(), small);
    collect(&mut h, &[]);
    assert!(h.large.is_empty());
    assert!(h.peak() >= both);
}

#[test]
#[cfg_attr(miri, ignore = "fills megabytes")]
fn the_limit_holds_and_collecting_makes_room() {
    let max = 2 << 20;
    let mut h = heap(max);
    assert!(h.vector(max, Value::NIL).is_err());
    assert!(h.vector(usize::MAX / 8, Value::NIL).is_err());
    assert!(h.bytes(max, 0).is_err());
    assert_eq!(h.held(), 0);
    let mut list = Value::NIL;
    let mut count = 0;
    while let Ok(p) = h.pair(int(count), list) {
        (list, count) = (p, count + 1);
        assert!(h.held() <= max + RESERVE);
    }
    assert!(h.gc_wanted && h.is_full());
    collect(&mut h, &[list]);
    assert!(h.exhausted());
    let mut at = list;
    for i in (0..count).rev() {
        let p: Gc<Pair> = at.as_pair().unwrap();
        assert_eq!(p.car.get(), int(i));
        at = p.cdr.get();
    }
    collect(&mut h, &[]);
    assert!(!h.exhausted() && !h.is_full() && !h.gc_wanted);
    assert!(h.vector(max / 16, Value::NIL).is_ok());
}

#[test]
#[cfg_attr(miri, ignore = "fills megabytes")]
fn objects_of_every_size_count_towards_the_next_collection() {
    for len in [1, 30, 500, 2_000] {
        let mut h = heap(64 << 20);
        while !h.gc_wanted {
            h.vector(len, Value::NIL).unwrap();
        }
        let allocated: u64 = h.stats.made().iter().map(|m| m.bytes).sum();
        assert!(h.in_use() <= MIN_THRESHOLD + BLOCK, "{} bytes in vectors of {len}", h.in_use());
        // What does not fit into the rest of a block or line is lost until then.
        assert!(allocated as usize <= h.in_use() && allocated as usize * 2 > h.in_use(), "{allocated}");
        collect(&mut h, &[]);
        assert_eq!(h.in_use(), 0);
    }
}

#[test]
fn what_is_held_elsewhere_counts() {
    let mut h = heap(1 << 20);
    h.charge(1_000_000).unwrap();
    assert!(h.charge(100_000).is_err());
    assert!(h.vector(10_000, Value::NIL).is_err());
    assert!(h.gc_wanted);
    h.discharge(1_000_000);
    assert!(h.vector(10_000, Value::NIL).is_ok());
    h.discharge(usize::MAX);
    assert!(h.charge(usize::MAX).is_err());
}

#[test]
#[cfg_attr(miri, ignore = "fills megabytes")]
fn collections_are_wanted_as_the_mode_says() {
    let enough = |h: &mut Heap| (0..20).all(|_| h.bytes(1 << 20, 0).is_ok());
    let mut off = Heap::new(64 << 20, GcMode::Off);
    assert!(enough(&mut off) && !off.is_due());
    let mut normal = Heap::new(64 << 20, GcMode::Normal);
    assert!(!normal.is_due());
    assert!(enough(&mut normal));
    assert!(normal.is_due() && normal.gc_wanted);
    let mut stress = Heap::new(64 << 20, GcMode::Stress);
    assert!(stress.gc_wanted);
    stress.pair(Value::NIL, Value::NIL).unwrap();
    assert!(stress.bump(24).is_none(), "the fast path must not skip the safepoint");
    collect(&mut stress, &[]);
    assert!(stress.gc_wanted);
}

#[test]
fn what_is_held_weakly_can_be_asked_for() {
    let mut h = heap(1 << 20);
    let kept = h.pair(Value::NIL, Value::NIL).unwrap();
    let lost = h.pair(Value::NIL, Value::NIL).unwrap();
    h.begin();
    h.mark(kept);
    h.trace();
    assert!(h.is_marked(kept) && !h.is_marked(lost) && h.is_marked(Value::small(1)));
    h.finish();
}

#[test]
fn deep_structures_take_no_rust_stack() {
    let mut h = heap(256 << 20);
    let n = 300_000 / SCALE;
    let deep = (0..n).fold(Value::NIL, |v, _| h.pair(v, Value::TRUE).unwrap());
    collect(&mut h, &[deep]);
    let mut depth = 0;
    let mut at = deep;
    while let Some(p) = at.as_pair() {
        (at, depth) = (p.car.get(), depth + 1);
    }
    assert_eq!(depth, n);
}

#[test]
fn strings_from_parts() {
    let mut h = heap(1 << 20);
    for parts in [&["", ""][..], &["ab", "cd", "ef"], &["ab", "cd", "efg"], &["日本", "語", "x"], &["a\0"]] {
        let v = h.string_with(|add| parts.iter().for_each(|p| add(p))).unwrap();
        let whole = parts.concat();
        let strings: Vec<Value> = parts.iter().map(|p| h.string(p).unwrap()).collect();
        for kind in [Mutability::Fixed, Mutability::Mutable] {
            let joined = h.concat(&|take| strings.iter().filter_map(|s| s.as_str()).for_each(take), kind).unwrap();
            assert_eq!(&*joined.as_str().unwrap(), whole);
            assert_eq!(joined.as_str().unwrap().char_count(), whole.chars().count());
            assert_eq!(joined.as_str().unwrap().is_mutable(), kind == Mutability::Mutable);
            assert_eq!(joined.is_obj(), kind == Mutability::Mutable || h.string(&whole).unwrap().is_obj());
        }
        let s = v.as_a::<Str>().unwrap();
        assert_eq!(s.text(), whole);
        assert_eq!((s.chars.get() as usize, s.is_ascii()), (whole.chars().count(), whole.is_ascii()));
    }
    // Parts that differ the second time give some string, but a valid one.
    let turn = std::cell::Cell::new(0);
    let v = h.string_with(|add| {
        turn.set(turn.get() + 1);
        if turn.get() == 1 { add("twelve bytes") } else { add("more than twelve bytes") }
    });
    assert_eq!(v.unwrap().as_str().unwrap().len(), 12);
}

/// Strings change like arrays of characters, wherever their bytes lie.
#[test]
fn strings_change_in_place_or_move() {
    let mut h = heap(64 << 20);
    let mut seed = 5;
    for len in [1usize, 2, 7, 8, 9, 40, 300] {
        let mut model: Vec<char> = (0..len).map(|i| (b'a' + (i % 26) as u8) as char).collect();
        let v = h.fresh_string(&model.iter().collect::<String>()).unwrap();
        let s = v.as_a::<Str>().unwrap();
        for step in 0..400 / SCALE.min(4) {
            let at = split_mix(&mut seed) as usize % len;
            let count = 1 + split_mix(&mut seed) as usize % (len - at).min(3);
            // At first mostly wider, later narrower.
            let set = if step % 200 < 100 { ['x', 'ä', '日', '🙂'] } else { ['x', 'y', 'z', 'ä'] };
            let with: Vec<char> = (0..count).map(|_| set[split_mix(&mut seed) as usize % 4]).collect();
            let part = h.byte_of(StrRef::Long(s), at)..h.byte_of(StrRef::Long(s), at + count);
            h.replace(s, part, &with.iter().collect::<String>()).unwrap();
            model[at..at + count].copy_from_slice(&with);
            assert_eq!(s.text(), model.iter().collect::<String>());
            assert_eq!((s.chars.get() as usize, s.is_ascii()), (len, model.iter().all(char::is_ascii)));
            if step % 50 == 0 {
                collect(&mut h, &[v]);
                h.fresh_string(&"?".repeat(1000)).unwrap();
            }
            let k = split_mix(&mut seed) as usize % (len + 2);
            let want = s.text().char_indices().nth(k).map_or(s.text().len(), |(at, _)| at);
            assert_eq!(h.byte_of(StrRef::Long(s), k), want);
        }
    }
}
