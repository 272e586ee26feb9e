//! One operation at a time, from a table.
use super::*;
use crate::jit::mir::MIR_OPS;
use crate::jit::mir::ops::Imm;
use crate::object::{Boxed, Bytes, Closure, Object, Pair, Record, Vector};
use crate::value::bits;

/// What an operation should come to.
enum Want {
    Is(Value),
    Goes,
    Leaves,
}
use Want::*;

const T: Value = Value::TRUE;
const F: Value = Value::FALSE;

/// Compiles an operation on parameters and runs it. Addresses are made by guards of
/// the kind that the object has. States say that register 3 holds 42 and register 4
/// the last operand.
fn one(m: &mut Machine, op: MirOp, imm: i64, args: &[Value]) -> Came {
    let info = op.info();
    let held = |r: &Rep| if *r == Rep::Ptr { Rep::Tagged } else { *r };
    let mut k = Making::new(m, &info.operands.fixed.iter().map(held).collect::<Vec<_>>(), Rep::Tagged);
    let mut operands = vec![];
    for (n, rep) in info.operands.fixed.iter().enumerate() {
        let p = k.param(n);
        operands.push(match rep {
            Rep::Ptr if args[n].is_pair() => k.op(MirOp::GuardPair, 0, &[p]),
            Rep::Ptr => {
                let kind = args[n].as_obj().expect("an object").kind;
                k.op(MirOp::GuardKind, kind as i64, &[p])
            }
            _ => p,
        });
    }
    let answer = k.int(42);
    let last = (0..operands.len()).rev().find(|&n| info.operands.fixed[n] != Rep::Ptr).map(|n| (4, operands[n]));
    let live: Vec<(u16, Val)> = [Some((3, answer)), last].into_iter().flatten().collect();
    let state = op.exits().then(|| k.state(5, &live));
    let v = k.op_at(op, imm, &operands, state);
    match info.gives {
        Gives::Rep(Rep::Ptr) => {
            let first = k.op(MirOp::Len, 0, &[v]);
            k.gives(first);
        }
        Gives::None => {
            let v = k.op(MirOp::Tagged, Value::UNIT.bits() as i64, &[]);
            k.gives(v);
        }
        _ => k.gives(v),
    }
    let guards = info.operands.fixed.iter().filter(|&&r| r == Rep::Ptr).count() as u32;
    m.window.fill(Value::NIL);
    match m.run(&k.graph, args) {
        Came::Left(n, unwound) => {
            assert!(n >= guards, "{op:?}: the guard before it failed");
            assert_eq!(m.window[1 + 3], int(42), "{op:?}: what is live is written");
            if let Some((r, v)) = last {
                let n = k.graph.blocks[0].params.iter().position(|&p| p == v).expect("a parameter");
                assert_eq!(m.window[1 + r as usize], args[n], "{op:?}");
            }
            Came::Left(n - guards, unwound)
        }
        gave => gave,
    }
}

fn check(m: &mut Machine, seen: &mut Vec<MirOp>, op: MirOp, imm: i64, args: &[Value], want: Want) {
    seen.push(op);
    let came = one(m, op, imm, args);
    let expected = match want {
        Is(v) => Came::Gave(v),
        Goes => Came::Gave(Value::UNIT),
        Leaves => Came::Left(0, vec![]),
    };
    assert_eq!(came, expected, "{} {imm} {args:?}", op.info().text);
}

#[test]
fn every_operation_does_what_its_row_says() {
    use MirOp::*;
    let m = &mut Machine::new();
    let seen = &mut vec![];
    let bit = |v: Value| v.bits() as i64;
    let (max, min) = (bits::INT_MAX, bits::INT_MIN);
    let nan = float(f64::NAN);
    let inf = float(f64::INFINITY);

    let heap = &mut m.vm.rt.heap;
    let full = "the heap has room";
    let pair = heap.pair(int(7), int(8)).expect(full);
    let vector = heap.vector(5, int(3)).expect(full);
    let ints = Value::obj(vector);
    vector.header.flags.set(Vector::INTS);
    let of_floats = heap.vector(2, float(1.5)).expect(full);
    of_floats.header.flags.set(Vector::FLOATS);
    let floats = Value::obj(of_floats);
    let any = Value::obj(heap.vector(3, Value::NIL).expect(full));
    let list = Value::obj(heap.new_list().expect(full));
    let generator = heap.generator(Value::NIL).expect(full);
    let raw = heap.bytes(9, 0).expect(full);
    raw.bytes().iter().enumerate().for_each(|(n, b)| b.set(0xF0 + n as u8));
    let bytes = Value::obj(raw);
    let cell = heap.boxed(int(11)).expect(full);
    let record = heap.record(6, &[int(21), nan]).expect(full);
    let closure = m.vm.run(Language::Lisp, "f2.scm", "f").expect("it is defined");
    let texts = m.vm.run(Language::Lisp, "t.scm", "(define a (list->string (list #\\a #\\b #\\c #\\d #\\e #\\f #\\g))) (cons 4000000000000000000 4000000000000000000)").expect("it runs");
    let big = |n: usize| texts.as_pair().map(|p| if n == 0 { p.car.get() } else { p.cdr.get() }).expect("a pair");

    let mut c = |op, imm, args: &[Value], want| check(m, seen, op, imm, args, want);
    // Constants.
    c(Tagged, bit(pair), &[], Is(pair));
    c(Int, -5, &[], Is(int(-5)));
    c(Float, bit(float(2.5)), &[], Is(float(2.5)));
    c(Bool, 1, &[], Is(T));
    c(Bool, 0, &[], Is(F));
    // The window.
    c(Reg, 2, &[], Is(Value::NIL));
    c(Running, 0, &[], Is(Value::NIL));
    c(SetReg, 2, &[int(4)], Goes);
    c(SetRunning, 0, &[int(4)], Goes);
    // From and to tagged values.
    for i in [0, 1, -1, max, min] {
        c(UnboxInt, 0, &[int(i)], Is(int(i)));
        c(BoxInt, 0, &[int(i)], Is(int(i)));
    }
    let others = [Value::NIL, T, Value::char('x'), pair, ints, Value::UNSET];
    for v in others.into_iter().chain([float(1.5), inf, nan, float(-f64::MAX), float(f64::NEG_INFINITY)]) {
        c(UnboxInt, 0, &[v], Leaves);
    }
    for f in [0.0, -0.0, 1.5, -1e300, f64::INFINITY, f64::NEG_INFINITY, f64::NAN] {
        c(UnboxFloat, 0, &[float(f)], Is(float(f)));
        c(BoxFloat, 0, &[float(f)], Is(float(f)));
    }
    for v in others.into_iter().chain([int(0), int(-1), int(max), int(min)]) {
        c(UnboxFloat, 0, &[v], Leaves);
    }
    c(BoxBool, 0, &[T], Is(T));
    c(BoxBool, 0, &[F], Is(F));
    c(IntToFloat, 0, &[int(-3)], Is(float(-3.0)));
    c(IntToFloat, 0, &[int(max)], Is(float(max as f64)));
    // Guards.
    let vector_kind = Vector::KIND as i64;
    c(GuardPair, 0, &[pair], Is(int(0)));
    for v in [Value::NIL, ints, int(1), int(-1), float(1.0), float(-1.0), nan] {
        c(GuardPair, 0, &[v], Leaves);
        if v != ints {
            c(GuardKind, vector_kind, &[v], Leaves);
        }
    }
    c(GuardKind, vector_kind, &[ints], Is(int(5)));
    c(GuardKind, vector_kind, &[pair], Leaves);
    c(GuardKind, Bytes::KIND as i64, &[ints], Leaves);
    c(GuardKind, Closure::KIND as i64, &[closure], Is(int(0)));
    c(GuardKind, Boxed::KIND as i64, &[cell], Is(int(0)));
    c(GuardValue, bit(int(5)), &[int(5)], Goes);
    c(GuardValue, bit(int(5)), &[float(5.0)], Leaves);
    c(GuardSame, 0, &[closure, closure], Goes);
    c(GuardSame, 0, &[closure, int(5)], Leaves);
    c(GuardNot, bit(Value::UNSET), &[int(5)], Goes);
    c(GuardNot, bit(Value::UNSET), &[Value::UNSET], Leaves);
    let func = closure.as_a::<Closure>().expect("a closure").function().id as i64;
    c(GuardCode, func, &[closure], Goes);
    c(GuardCode, func + 1, &[closure], Leaves);
    c(GuardShape, 6, &[record], Goes);
    c(GuardShape, 7, &[record], Leaves);
    c(IsShape, 6, &[record], Is(T));
    c(IsShape, 7, &[record], Is(F));
    c(SetShape, 7, &[record], Goes);
    c(GuardShape, 7, &[record], Goes);
    c(SetShape, 6, &[record], Goes);
    for (v, [in_ints, in_floats]) in [
        (int(1), [true, false]),
        (int(min), [true, false]),
        (float(1.0), [false, true]),
        (float(-1.0), [false, true]),
        (nan, [false, true]),
        (float(0.0), [false, true]),
        (inf, [false, true]),
        (float(f64::NEG_INFINITY), [false, true]),
        (Value::NIL, [false, false]),
        (pair, [false, false]),
        (Value::UNSET, [false, false]),
    ] {
        c(GuardStores, 0, &[ints, v], if in_ints { Goes } else { Leaves });
        c(GuardStores, 0, &[floats, v], if in_floats { Goes } else { Leaves });
        c(GuardStores, 0, &[any, v], Goes);
    }
    c(GuardFlagsClear, Vector::INTS as i64, &[floats], Goes);
    c(GuardFlagsClear, Vector::INTS as i64, &[ints], Leaves);
    c(GuardFlagsClear, 3, &[any], Goes);
    c(GuardFlags, Vector::INTS as i64, &[ints], Goes);
    c(GuardFlags, Vector::INTS as i64, &[floats], Leaves);
    c(GuardFlags, 0, &[any], Goes);
    for (a, b, inside) in [(0, 1, true), (4, 5, true), (5, 5, false), (-1, 5, false), (0, 0, false), (0, -1, false)] {
        c(GuardIndex, 0, &[int(a), int(b)], if inside { Goes } else { Leaves });
    }
    c(GuardTrue, 0, &[T], Goes);
    c(GuardTrue, 0, &[F], Leaves);
    let mut forced = 0u8;
    let byte = (&raw mut forced).expose_provenance() as i64;
    c(ForceOnce, byte, &[], Leaves);
    c(ForceOnce, byte, &[], Goes);
    // Integers.
    c(AddInt, 0, &[int(2), int(3)], Is(int(5)));
    c(AddInt, 0, &[int(max), int(0)], Is(int(max)));
    c(AddInt, 0, &[int(max), int(1)], Leaves);
    c(AddInt, 0, &[int(min), int(-1)], Leaves);
    c(AddInt, 0, &[int(max), int(max)], Leaves);
    c(AddInt, 0, &[int(min), int(min)], Leaves);
    c(SubInt, 0, &[int(2), int(3)], Is(int(-1)));
    c(SubInt, 0, &[int(min), int(1)], Leaves);
    c(SubInt, 0, &[int(0), int(min)], Leaves);
    c(SubInt, 0, &[int(-1), int(min)], Is(int(max)));
    c(MulInt, 0, &[int(-6), int(7)], Is(int(-42)));
    c(MulInt, 0, &[int(1 << 25), int(1 << 24)], Is(int(1 << 49)));
    c(MulInt, 0, &[int(1 << 25), int(1 << 25)], Leaves);
    c(MulInt, 0, &[int(1 << 25), int(-(1 << 25))], Is(int(min)));
    c(MulInt, 0, &[int(max), int(max)], Leaves);
    c(MulInt, 0, &[int(min), int(min)], Leaves);
    c(AddFits, 0, &[int(2), int(3)], Is(int(5)));
    c(SubFits, 0, &[int(2), int(3)], Is(int(-1)));
    c(MulFits, 0, &[int(-6), int(7)], Is(int(-42)));
    c(MulHigh, 0, &[int(max), int(max)], Is(int(((max as i128 * max as i128) >> 64) as i64)));
    c(MulHigh, 0, &[int(min), int(3)], Is(int(-1)));
    for (a, b) in [(7, 2), (-7, 2), (7, 7), (0, 3), (min, 1), (max, 1 << 20), (-1, max), (-8, 8)] {
        c(QuotInt, 0, &[int(a), int(b)], Is(int(a / b)));
        c(RemInt, 0, &[int(a), int(b)], Is(int(a % b)));
        c(ModInt, 0, &[int(a), int(b)], Is(int(a.rem_euclid(b))));
        c(QuotFits, 0, &[int(a), int(b)], Is(int(a / b)));
        c(RemFits, 0, &[int(a), int(b)], Is(int(a % b)));
        c(ModFits, 0, &[int(a), int(b)], Is(int(a.rem_euclid(b))));
    }
    for op in [QuotInt, RemInt, ModInt] {
        c(op, 0, &[int(5), int(0)], Leaves);
        c(op, 0, &[int(5), int(-1)], Leaves);
    }
    c(And, 0, &[int(12), int(-6)], Is(int(12 & -6)));
    c(Or, 0, &[int(12), int(3)], Is(int(15)));
    c(Xor, 0, &[int(12), int(-1)], Is(int(12 ^ -1)));
    c(Sar, 3, &[int(-17)], Is(int(-17 >> 3)));
    c(Sar, 63, &[int(-17)], Is(int(-1)));
    c(Shr, 60, &[int(-1)], Is(int(15)));
    c(Shr, 0, &[int(9)], Is(int(9)));
    c(ShlInt, 0, &[int(max)], Is(int(max)));
    c(ShlInt, 1, &[int(max)], Leaves);
    c(ShlInt, 1, &[int(min)], Leaves);
    c(ShlInt, 1, &[int(min / 2)], Is(int(min)));
    c(ShlInt, 49, &[int(1)], Is(int(1 << 49)));
    c(ShlInt, 49, &[int(2)], Leaves);
    c(ShlInt, 49, &[int(-2)], Is(int(min)));
    c(ShlFits, 3, &[int(-2)], Is(int(-16)));
    // Floats.
    c(AddFloat, 0, &[float(1.5), float(2.0)], Is(float(3.5)));
    c(SubFloat, 0, &[inf, inf], Is(nan));
    c(MulFloat, 0, &[float(-1.5), float(2.0)], Is(float(-3.0)));
    for f in [0.0, -0.0, 2.0, f64::INFINITY, f64::NAN] {
        c(SqrtFloat, 0, &[float(f)], Is(float(f.sqrt())));
    }
    c(DivFloat, 0, &[float(1.0), float(0.0)], Is(inf));
    c(DivFloat, 0, &[float(0.0), float(0.0)], Is(nan));
    // Tests.
    let truth = Value::bool;
    for (a, b) in [(1, 2), (2, 1), (2, 2), (-1, 0), (min, max)] {
        c(LtInt, 0, &[int(a), int(b)], Is(truth(a < b)));
        c(LeInt, 0, &[int(a), int(b)], Is(truth(a <= b)));
        c(EqInt, 0, &[int(a), int(b)], Is(truth(a == b)));
    }
    for (a, b) in [(1.0, 2.0), (2.0, 1.0), (2.0, 2.0), (f64::NAN, 1.0), (1.0, f64::NAN), (-0.0, 0.0)] {
        c(LtFloat, 0, &[float(a), float(b)], Is(truth(a < b)));
        c(LeFloat, 0, &[float(a), float(b)], Is(truth(a <= b)));
        c(EqFloat, 0, &[float(a), float(b)], Is(truth(a == b)));
    }
    c(Not, 0, &[T], Is(F));
    c(Not, 0, &[F], Is(T));
    c(IsValue, bit(Value::NIL), &[Value::NIL], Is(T));
    c(IsValue, bit(Value::NIL), &[F], Is(F));
    c(IsPair, 0, &[pair], Is(T));
    c(IsPair, 0, &[ints], Is(F));
    c(IsPair, 0, &[int(-1)], Is(F));
    c(Same, 0, &[int(1), int(1)], Is(T));
    c(Same, 0, &[int(1), float(1.0)], Is(F));
    c(Same, 0, &[ints, any], Is(F));
    c(Same, 0, &[ints, pair], Is(F));
    c(Same, 0, &[big(0), big(1)], Is(T));
    c(Compare, 4, &[ints, ints], Is(T));
    c(Compare, 4, &[ints, pair], Is(F));
    c(Compare, 0, &[int(1), int(2)], Is(T));
    c(Compare, 0, &[ints, int(2)], Leaves);
    // Memory.
    let car = std::mem::offset_of!(Pair, car) as i64;
    let first = size_of::<Vector>() as i64;
    c(Load, car + 8, &[pair], Is(int(8)));
    c(Store, car, &[pair, T], Goes);
    c(Load, car, &[pair], Is(T));
    c(Load, size_of::<Record>() as i64 + 8, &[record], Is(nan));
    c(Len, 0, &[ints], Is(int(5)));
    c(LoadCount, std::mem::offset_of!(crate::object::Header, len) as i64, &[ints], Is(int(5)));
    let value = std::mem::offset_of!(Boxed, value) as i64;
    c(Store, value, &[cell, ints], Goes);
    c(LoadPart, value, &[cell], Is(int(5)));
    let count = std::mem::offset_of!(crate::object::List, len) as i64;
    c(StoreCount, count, &[list, int(7)], Goes);
    c(LoadCount, count, &[list], Is(int(7)));
    c(Address, 0, &[ints], Is(int(5)));
    c(NewRegisters, 9, &[generator], Is(int(9)));
    c(NewRegisters, 10, &[generator], Leaves);
    c(ResumeOf, 0, &[generator], Leaves);
    c(StoreElem, first, &[ints, int(4), int(-9)], Goes);
    c(LoadElem, first, &[ints, int(4)], Is(int(-9)));
    c(LoadElem, first, &[ints, int(3)], Is(int(3)));
    let first = size_of::<Bytes>() as i64;
    c(LoadByte, first, &[bytes, int(1)], Is(int(0xF1)));
    c(LoadBe16, first, &[bytes, int(1)], Is(int(0xF1F2)));
    c(LoadBe32, first, &[bytes, int(5)], Is(int(0xF5F6_F7F8)));
    c(StoreByte, first, &[bytes, int(1), int(255)], Goes);
    c(LoadBe16, first, &[bytes, int(0)], Is(int(0xF0FF)));
    c(StoreGlobal, 3, &[int(77)], Goes);
    c(LoadGlobal, 3, &[], Is(int(77)));
    c(LoadGlobal, 2, &[], Is(Value::UNSET));

    // `calls` has the rest.
    seen.extend([Cons, NewInstance, CallInit, Spend, Room, CodeOf, Generic, Native, Call, CallSelf]);
    let missing: Vec<&str> = MIR_OPS.iter().filter(|i| !seen.contains(&i.op)).map(|i| i.text).collect();
    assert!(missing.is_empty(), "not tried: {missing:?}");
}

/// With operands that are known, other code is made.
#[test]
fn constant_operands_give_the_same() {
    use MirOp::*;
    let m = &mut Machine::new();
    let (max, min) = (bits::INT_MAX, bits::INT_MIN);
    let numbers = [0, 1, -1, 2, 1000, -1000, 1 << 20, max, max - 1, min, min + 1];
    for op in [AddInt, SubInt, MulInt] {
        for b in [0, 1, -1, 5, -4000, max, min] {
            for known in [0, 1] {
                let mut k = Making::new(m, &[Rep::Int], Rep::Int);
                let p = k.param(0);
                let constant = k.int(b);
                let args = if known == 0 { [constant, p] } else { [p, constant] };
                let v = k.op(op, 0, &args);
                k.gives(v);
                let code = m.compile(&k.graph, FIRST_EXIT);
                for a in numbers {
                    let (x, y) = if known == 0 { (b as i128, a as i128) } else { (a as i128, b as i128) };
                    let exact = match op {
                        AddInt => x + y,
                        SubInt => x - y,
                        _ => x * y,
                    };
                    let fits = i64::try_from(exact).ok().and_then(Value::int);
                    let want = fits.map_or(Came::Left(0, vec![]), Came::Gave);
                    assert_eq!(m.enter(&code, &[int(a)]), want, "{} {x} {y}", op.info().text);
                }
            }
        }
    }
}

#[test]
fn stores_know_what_was_boxed() {
    let m = &mut Machine::new();
    let vector = m.vm.rt.heap.vector(1, int(0)).expect("the heap has room");
    for (op, rep, own) in [(MirOp::BoxInt, Rep::Int, Vector::INTS), (MirOp::BoxFloat, Rep::Float, Vector::FLOATS)] {
        let mut k = Making::new(m, &[Rep::Tagged, rep], Rep::Tagged);
        let (v, x) = (k.param(0), k.param(1));
        let p = k.op(MirOp::GuardKind, Vector::KIND as i64, &[v]);
        let b = k.op(op, 0, &[x]);
        k.op(MirOp::GuardStores, 0, &[p, b]);
        k.gives(b);
        for flags in [0, Vector::INTS, Vector::FLOATS] {
            vector.header.flags.set(flags);
            let x = if rep == Rep::Int { int(1) } else { float(1.0) };
            let want = if flags == 0 || flags == own { Came::Gave(x) } else { Came::Left(1, vec![]) };
            assert_eq!(m.run(&k.graph, &[Value::obj(vector), x]), want);
        }
    }
}

/// What operations may be given besides values.
#[test]
fn no_constant_is_left_out() {
    let with: Vec<Imm> = MIR_OPS.iter().map(|i| i.imm).collect();
    assert!(with.contains(&Imm::Entry) && with.contains(&Imm::Func));
}
