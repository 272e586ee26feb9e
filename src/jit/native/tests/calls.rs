//! Calls, tail calls, loops, unwinding, and what is spent.
use super::*;
use crate::jit::mir::Reason;
use crate::object::Generator;

/// `f`: spends, looks for room; below 2 gives the number, else calls itself twice.
/// Register 0 is the argument. While the first call is open, nothing but the argument
/// lives; while the second is, the first result lives in register 1.
pub(super) fn fib(m: &Machine) -> Graph {
    let calls = m.calls();
    let mut k = Making::new(m, &[Rep::Int], Rep::Int);
    let n = k.param(0);
    let s = k.state(0, &[(0, n)]);
    k.op_at(MirOp::Spend, 0, &[], Some(s));
    k.op_at(MirOp::Room, 0, &[], Some(s));
    let two = k.int(2);
    let less = k.op(MirOp::LtInt, 0, &[n, two]);
    let (yes, no) = (k.block(&[]), k.block(&[]));
    k.end(Term::Branch(less, to(yes, &[]), to(no, &[])));
    k.go(yes);
    k.gives(n);
    k.go(no);
    let one = k.int(1);
    let a = k.op(MirOp::SubFits, 0, &[n, one]);
    let s = k.state(calls[0], &[(0, n)]);
    let first = k.op_at(MirOp::CallSelf, 0, &[a], Some(s));
    let b = k.op(MirOp::SubFits, 0, &[n, two]);
    let s = k.state(calls[1], &[(0, n), (1, first)]);
    let second = k.op_at(MirOp::CallSelf, 0, &[b], Some(s));
    let s = k.state(calls[1] + 1, &[(1, first), (2, second)]);
    let sum = k.op_at(MirOp::AddInt, 0, &[first, second], Some(s));
    k.gives(sum);
    k.graph
}

#[test]
fn a_function_calls_itself() {
    let m = &mut Machine::new();
    let g = fib(m);
    m.budget = 1000;
    assert_eq!(m.run(&g, &[int(10)]), Came::Gave(int(55)));
    assert_eq!(m.budget, 1000 - 177);
}

#[test]
fn the_budget_ends_exactly_and_calls_unwind() {
    let m = &mut Machine::new();
    let g = fib(m);
    let code = m.compile(&g, FIRST_EXIT);
    m.budget = 177;
    assert_eq!(m.enter(&code, &[int(10)]), Came::Gave(int(55)));
    assert_eq!(m.budget, 0);

    // The third call finds none: 4 calls 3, which calls 2.
    m.budget = 2;
    m.window.fill(Value::NIL);
    let (calls, first) = (m.calls(), 0);
    assert_eq!(m.enter(&code, &[int(4)]), Came::Left(first, vec![2, 2]));
    assert_eq!(m.budget, 0);
    let d = m.distance(calls[0]);
    assert_eq!((m.window[1], m.window[1 + d], m.window[1 + 2 * d]), (int(4), int(3), int(2)));

    // 3 calls 2, which calls 1 and then 0, which finds none: the second call unwinds,
    // then the first.
    m.budget = 3;
    m.window.fill(Value::NIL);
    assert_eq!(m.enter(&code, &[int(3)]), Came::Left(0, vec![3, 2]));
    let e = m.distance(calls[1]);
    assert_eq!((m.window[1], m.window[1 + d], m.window[1 + d + e]), (int(3), int(2), int(0)));
    assert_eq!(m.window[1 + d + 1], int(1), "the first result of the function in the middle");

    m.budget = 0;
    assert_eq!(m.enter(&code, &[int(4)]), Came::Left(0, vec![]));
    assert_eq!(m.budget, 0);
}

#[test]
fn the_limit_of_windows_is_kept() {
    let m = &mut Machine::new();
    let g = fib(m);
    let d = m.distance(m.calls()[0]);
    let room = m.window.len() - 64 - 1;
    m.budget = 1 << 40;
    // Each call's window begins `d` further; the one that would end past the limit leaves.
    let deepest = (room - 8) / d + 1;
    assert_eq!(m.run(&g, &[int(1 << 40)]), Came::Left(1, vec![2; deepest]));
    for n in 0..=deepest {
        assert_eq!(m.window[1 + n * d], int((1 << 40) - n as i64));
    }
    assert_eq!(m.budget, (1 << 40) - deepest as i64 - 1);
}

#[test]
fn overflow_deep_inside_unwinds_with_what_lives() {
    let m = &mut Machine::new();
    let mut g = fib(m);
    // Below 2 it gives the greatest integer: the first sum does not fit.
    let big = g.value(Rep::Int);
    let at = g.at_mut(BlockId(1));
    at.insts.push(Inst {
        op: MirOp::Int,
        args: vec![],
        imm: crate::value::bits::INT_MAX,
        dst: Some(big),
        state: None,
        pc: 0,
    });
    at.term = Term::Return(big);
    let d = m.distance(m.calls()[0]);
    assert_eq!(m.run(&g, &[int(4)]), Came::Left(4, vec![2, 2]));
    let max = int(crate::value::bits::INT_MAX);
    assert_eq!((m.window[1 + 2 * d + 1], m.window[1 + 2 * d + 2]), (max, max));
}

/// `(closure, x, y) -> x - y` as floats, with a call to another entry for the closure.
#[test]
fn functions_call_each_other_with_closures_and_floats() {
    let m = &mut Machine::new();
    let mut k = Making::new(m, &[Rep::Tagged, Rep::Float, Rep::Bool], Rep::Float);
    k.graph.closure = true;
    let (c, x, flip) = (k.param(0), k.param(1), k.param(2));
    let s = k.state(0, &[(0, x), (1, flip), (2, c)]);
    k.op_at(MirOp::Spend, 0, &[], Some(s));
    let (yes, no) = (k.block(&[]), k.block(&[]));
    k.end(Term::Branch(flip, to(yes, &[]), to(no, &[])));
    k.go(yes);
    let zero = k.op(MirOp::Float, 0, &[]);
    let minus = k.op(MirOp::SubFloat, 0, &[zero, x]);
    k.gives(minus);
    k.go(no);
    k.gives(x);
    let callee = m.compile(&k.graph, FIRST_EXIT + 10);
    m.entries[5] = callee.direct;

    let calls = m.calls();
    let mut k = Making::new(m, &[Rep::Float, Rep::Bool, Rep::Tagged], Rep::Float);
    let (x, flip, c) = (k.param(0), k.param(1), k.param(2));
    let s = k.state(calls[0], &[(0, x), (1, flip)]);
    let code = k.op_at(MirOp::CodeOf, 5, &[], Some(s));
    let y = k.op_at(MirOp::Call, 5, &[code, c, x, flip], Some(s));
    let sum = k.op(MirOp::AddFloat, 0, &[x, y]);
    k.gives(sum);
    let caller = m.compile(&k.graph, FIRST_EXIT);

    let t = Value::TRUE;
    assert_eq!(m.enter(&caller, &[float(1.5), Value::FALSE, Value::NIL]), Came::Gave(float(3.0)));
    assert_eq!(m.enter(&caller, &[float(1.5), t, Value::NIL]), Came::Gave(float(0.0)));
    m.budget = 0;
    m.window.fill(Value::UNIT);
    assert_eq!(m.enter(&caller, &[float(1.5), t, Value::NIL]), Came::Left(10, vec![1]));
    let d = m.distance(calls[0]);
    assert_eq!(m.window[1..3], [float(1.5), t]);
    assert_eq!(m.window[1 + d..][..3], [float(1.5), t, Value::NIL]);
    m.entries[5] = 0;
    assert_eq!(m.enter(&caller, &[float(1.5), t, Value::NIL]), Came::Left(0, vec![]));

    // The closure of a function that is entered stands below its window.
    m.budget = 1;
    m.window[0] = int(9);
    assert_eq!(m.enter(&callee, &[float(2.0), t]), Came::Gave(float(-2.0)));
}

/// Builtins find their arguments in memory, and give what they give in a machine register.
#[test]
fn builtins_are_called() {
    let m = &mut Machine::new();
    for pc in [5, 0] {
        let mut k = Making::new(m, &[Rep::Tagged], Rep::Tagged);
        let x = k.param(0);
        let s = k.state(5, &[(0, x)]);
        k.op(MirOp::SetReg, 0, &[x]);
        let v = k.op_at(MirOp::Native, pc, &[], Some(s));
        k.gives(v);
        let want = if pc == 0 { Came::Left(0, vec![]) } else { Came::Gave(int(35)) };
        m.budget = 10;
        assert_eq!(m.run(&k.graph, &[int(30)]), want);
        assert_eq!(m.budget, if pc == 0 { 10 } else { 8 });
    }
}

/// A generator that was left is let go on by the code of its entry.
#[test]
fn generators_go_on() {
    let m = &mut Machine::new();
    let mut k = Making::new(m, &[Rep::Tagged, Rep::Tagged], Rep::Tagged);
    let sent = k.param(1);
    k.gives(sent);
    let code = m.compile(&k.graph, FIRST_EXIT + 10);
    m.entries[3] = code.direct;
    let v = m.vm.rt.heap.generator(Value::NIL).expect("the heap has room");
    let g = v.as_a::<Generator>().expect("a generator");

    let call = m.calls()[0];
    let mut k = Making::new(m, &[Rep::Tagged], Rep::Tagged);
    let p = k.param(0);
    let s = k.state(call, &[(0, p)]);
    let at = k.op(MirOp::Address, 0, &[p]);
    let code = k.op_at(MirOp::ResumeOf, 0, &[at], Some(s));
    let given = k.op_at(MirOp::Call, 0, &[code, p, p], Some(s));
    k.gives(given);
    let caller = m.compile(&k.graph, FIRST_EXIT);
    for (state, entry, left) in [
        (Generator::FRESH, 3, false),
        (Generator::ENDED, 3, true),
        (Generator::LEFT, 0, true),
        (Generator::RUNS, 3, true),
        (Generator::LEFT, 3, false),
    ] {
        g.state.set(state);
        g.resume.set(entry);
        let want = if left { Came::Left(0, vec![]) } else { Came::Gave(v) };
        assert_eq!(m.enter(&caller, &[v]), want, "{state} {entry}");
    }
}

/// Between a caller and what begins an instance are two registers more.
#[test]
fn initialisers_are_called_with_new_instances() {
    let m = &mut Machine::new();
    let mut k = Making::new(m, &[Rep::Tagged, Rep::Tagged], Rep::Tagged);
    let (o, x) = (k.param(0), k.param(1));
    let s = k.state(0, &[(0, o), (1, x)]);
    k.op_at(MirOp::Spend, 0, &[], Some(s));
    k.gives(o);
    let init = m.compile(&k.graph, FIRST_EXIT + 10);
    m.entries[5] = init.direct;

    let call = m.calls()[0];
    let mut k = Making::new(m, &[Rep::Tagged, Rep::Tagged], Rep::Tagged);
    let (class, x) = (k.param(0), k.param(1));
    let s = k.state(call, &[(0, x)]);
    let code = k.op_at(MirOp::CodeOf, 5, &[], Some(s));
    let o = k.op_at(MirOp::NewInstance, 0, &[class], Some(s));
    let b = m.distance(call) as u16 - 1;
    let open = k.state(call, &[(0, x), (b, class), (b + 1, o), (b + 2, class)]);
    k.op_at(MirOp::CallInit, 5, &[code, o, x], Some(open));
    k.gives(o);
    let caller = m.compile(&k.graph, FIRST_EXIT);

    m.budget = 1;
    let Came::Gave(made) = m.enter(&caller, &[Value::TRUE, int(7)]) else { panic!("it leaves") };
    assert_eq!(made.as_pair().map(|p| p.cdr.get()), Some(Value::TRUE));
    assert_eq!(m.enter(&caller, &[Value::NIL, int(7)]), Came::Left(1, vec![]));
    assert_eq!(m.enter(&caller, &[Value::TRUE, int(7)]), Came::Left(10, vec![2]));
    let inset = m.distance(call) + crate::interp::objects::INSET as usize;
    assert_eq!(m.window[1 + inset..][1], int(7));
    assert_eq!(m.window[1 + inset..][0].as_pair().map(|p| p.cdr.get()), Some(Value::TRUE));
    assert_eq!(m.window[1 + inset - 2], m.window[1 + inset]);
    assert_eq!(m.window[1 + inset - 1], Value::TRUE);
}

#[test]
fn tail_calls_use_no_stack() {
    let m = &mut Machine::new();
    let mut k = Making::new(m, &[Rep::Int, Rep::Int, Rep::Int, Rep::Int, Rep::Int, Rep::Int], Rep::Int);
    let p: Vec<Val> = (0..6).map(|n| k.param(n)).collect();
    let s = k.state(0, &[(0, p[0]), (1, p[5])]);
    k.op_at(MirOp::Spend, 0, &[], Some(s));
    let zero = k.int(0);
    let done = k.op(MirOp::EqInt, 0, &[p[0], zero]);
    let (yes, no) = (k.block(&[]), k.block(&[]));
    k.end(Term::Branch(done, to(yes, &[]), to(no, &[])));
    k.go(yes);
    k.gives(p[5]);
    k.go(no);
    let one = k.int(1);
    let less = k.op(MirOp::SubFits, 0, &[p[0], one]);
    let more = k.op(MirOp::AddInt, 0, &[p[5], p[0]]);
    let code = k.op_at(MirOp::CodeOf, 2, &[], Some(s));
    k.end(Term::TailCall(vec![code, less, p[2], p[3], p[4], p[1], more], 2));
    let code = m.compile(&k.graph, FIRST_EXIT);
    m.entries[2] = code.direct;
    m.budget = 10_000_001;
    let args = [10_000_000, 1, 2, 3, 4, 0].map(int);
    assert_eq!(m.enter(&code, &args), Came::Gave(int(50_000_005_000_000)));
    assert_eq!(m.budget, 0);
    m.budget = 3;
    assert_eq!(m.enter(&code, &args), Came::Left(0, vec![]));
    assert_eq!(m.window[1..3], [int(10_000_000 - 3), int(29_999_997)]);
}

#[test]
fn a_loop_is_entered_and_left() {
    let m = &mut Machine::new();
    let mut k = Making::new(m, &[], Rep::Tagged);
    k.graph.start = Start::Loop(3);
    let i = k.op(MirOp::Reg, 0, &[]);
    let i = k.op(MirOp::UnboxInt, 0, &[i]);
    let x = k.op(MirOp::Reg, 1, &[]);
    let x = k.op(MirOp::UnboxFloat, 0, &[x]);
    let head = k.block(&[Rep::Int, Rep::Float]);
    let (body, done) = (k.block(&[]), k.block(&[]));
    k.end(Term::Jump(to(head, &[i, x])));
    k.go(head);
    let (i, x) = (k.param(0), k.param(1));
    let s = k.state(4, &[(0, i), (1, x)]);
    k.op_at(MirOp::Spend, 0, &[], Some(s));
    let ten = k.int(10);
    let less = k.op(MirOp::LtInt, 0, &[i, ten]);
    let not = k.op(MirOp::Not, 0, &[less]);
    k.end(Term::Branch(not, to(done, &[]), to(body, &[])));
    k.go(body);
    let one = k.int(1);
    let next = k.op_at(MirOp::AddInt, 0, &[i, one], Some(s));
    let y = k.op(MirOp::AddFloat, 0, &[x, x]);
    k.end(Term::Jump(to(head, &[next, y])));
    k.go(done);
    let b = k.op(MirOp::BoxFloat, 0, &[x]);
    k.end(Term::Return(b));
    let code = m.compile(&k.graph, FIRST_EXIT);
    m.budget = 11;
    assert_eq!(m.enter(&code, &[int(0), float(1.0)]), Came::Gave(float(1024.0)));
    assert_eq!(m.budget, 0);
    m.budget = 4;
    assert_eq!(m.enter(&code, &[int(0), float(1.0)]), Came::Left(2, vec![]));
    assert_eq!(m.window[1..3], [int(4), float(16.0)]);
    // What it is entered with may be of other kinds.
    assert_eq!(m.enter(&code, &[Value::NIL, float(1.0)]), Came::Left(0, vec![]));
    assert_eq!(m.enter(&code, &[int(0), int(1)]), Came::Left(1, vec![]));
}

#[test]
fn a_block_ends_by_leaving_and_block_zero_can_be_a_loop() {
    let m = &mut Machine::new();
    let mut k = Making::new(m, &[Rep::Int], Rep::Tagged);
    let n = k.param(0);
    let (out, again) = (k.block(&[]), k.block(&[]));
    let zero = k.int(0);
    let done = k.op(MirOp::LeInt, 0, &[n, zero]);
    k.end(Term::Branch(done, to(out, &[]), to(again, &[])));
    k.go(again);
    let one = k.int(1);
    let less = k.op(MirOp::SubFits, 0, &[n, one]);
    k.end(Term::Jump(to(BlockId(0), &[less])));
    k.go(out);
    let s = k.state(3, &[(2, n), (3, done)]);
    k.end(Term::Exit(s, Reason::Interpreter));
    // An unreachable block has its exit counted all the same.
    assert_eq!(m.run(&k.graph, &[int(5)]), Came::Left(0, vec![]));
    assert_eq!(m.window[3..5], [int(0), Value::TRUE]);
    assert_eq!(m.budget, 1000);
}

#[test]
fn handlers_of_the_interpreter_work_on_registers() {
    let m = &mut Machine::new();
    let mut k = Making::new(m, &[Rep::Int], Rep::Tagged);
    let n = k.param(0);
    let b = k.op(MirOp::BoxInt, 0, &[n]);
    k.op(MirOp::SetReg, 0, &[b]);
    k.op(MirOp::Generic, 5, &[]);
    k.op(MirOp::Generic, 6, &[]);
    let v = k.op(MirOp::Reg, 0, &[]);
    let s = k.state(0, &[(1, n)]);
    k.op_at(MirOp::Spend, 0, &[], Some(s));
    k.op_at(MirOp::Generic, 0, &[], Some(s));
    k.gives(v);
    assert_eq!(m.run(&k.graph, &[int(100)]), Came::Left(3, vec![]));
    assert_eq!(m.window[1..3], [int(111), int(100)]);
    assert_eq!(m.budget, 1000 - 7);
}

#[test]
fn pairs_are_made_if_there_is_room() {
    let m = &mut Machine::new();
    let mut k = Making::new(m, &[Rep::Tagged, Rep::Tagged], Rep::Tagged);
    let (a, b) = (k.param(0), k.param(1));
    let s = k.state(2, &[(5, a)]);
    let p = k.op_at(MirOp::Cons, 0, &[a, b], Some(s));
    k.gives(p);
    let Came::Gave(v) = m.run(&k.graph, &[int(1), int(2)]) else { panic!("it was left") };
    let p = v.as_pair().expect("a pair");
    assert_eq!((p.car.get(), p.cdr.get()), (int(2), int(1)));
    assert_eq!(m.run(&k.graph, &[Value::NIL, int(2)]), Came::Left(0, vec![]));
    assert_eq!(m.window[6], Value::NIL);
}

/// Forty numbers live across the call: the frame is large for what the window moves by.
#[test]
fn large_frames_find_no_room_on_the_machines_stack() {
    let m = &mut Machine::new();
    let call = m.calls()[0];
    let mut k = Making::new(m, &[Rep::Int], Rep::Int);
    let n = k.param(0);
    let s = k.state(0, &[(0, n)]);
    k.op_at(MirOp::Room, 0, &[], Some(s));
    let many: Vec<Val> = (1..41)
        .map(|r| {
            let v = k.op(MirOp::Reg, r, &[]);
            k.op(MirOp::UnboxInt, 0, &[v])
        })
        .collect();
    let one = k.int(1);
    let less = k.op(MirOp::AddFits, 0, &[n, one]);
    let s = k.state(call, &[(0, n)]);
    let mut sum = k.op_at(MirOp::CallSelf, 0, &[less], Some(s));
    for v in many {
        sum = k.op(MirOp::Xor, 0, &[sum, v]);
    }
    k.gives(sum);
    let d = m.distance(call);
    m.window.fill(int(1));
    let Came::Left(0, unwound) = m.run(&k.graph, &[int(0)]) else { panic!("there is always room") };
    let windows = (m.window.len() - 64) / d;
    assert!((1000..windows - 100).contains(&unwound.len()), "{} of {windows}", unwound.len());
    assert_eq!(m.window[1 + d * unwound.len()], int(unwound.len() as i64));
}

#[test]
fn a_call_of_itself_needs_a_beginning() {
    let m = &mut Machine::new();
    let mut g = fib(m);
    g.start = Start::Loop(0);
    let helpers = HELPERS;
    let job = Job { graph: &g, first_exit: 0, funcs: &m.vm.funcs, helpers };
    assert!(m.native.compile(&job).is_err());
}
