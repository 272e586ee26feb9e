//! How fast code is made and runs. `cargo test --release --lib jit::native -- --ignored --nocapture`.
use super::calls::fib;
use super::*;
use std::time::Instant;

fn rust_fib(n: i64) -> i64 {
    if n < 2 { n } else { rust_fib(std::hint::black_box(n - 1)) + rust_fib(std::hint::black_box(n - 2)) }
}

fn plain_fib(n: i64) -> i64 {
    if n < 2 { n } else { plain_fib(n - 1) + plain_fib(n - 2) }
}

/// The fastest of several runs, in nanoseconds.
fn best(mut f: impl FnMut()) -> f64 {
    let time = |f: &mut dyn FnMut()| {
        let start = Instant::now();
        f();
        start.elapsed().as_nanos() as f64
    };
    (0..100).map(|_| time(&mut f)).fold(f64::INFINITY, f64::min)
}

#[test]
#[ignore = "it measures"]
fn fib_against_rust() {
    let m = &mut Machine::new();
    let g = fib(m);
    let code = m.compile(&g, FIRST_EXIT);
    // Few enough to be through before the system runs something else.
    let calls = 150_049.0;
    let own = best(|| {
        m.budget = 1 << 40;
        assert_eq!(m.enter(&code, &[int(24)]), Came::Gave(int(46_368)));
    });
    let plain = best(|| assert_eq!(plain_fib(std::hint::black_box(24)), 46_368));
    let opaque = best(|| assert_eq!(rust_fib(std::hint::black_box(24)), 46_368));
    println!(
        "ns per call: compiled {:.2}, Rust {:.2}, Rust without its tricks {:.2}",
        own / calls,
        plain / calls,
        opaque / calls
    );
}

/// A loop of about a hundred instructions: arithmetic of both kinds, guards, vectors.
fn hundred(m: &Machine) -> Graph {
    let mut k = Making::new(m, &[Rep::Int, Rep::Tagged, Rep::Float], Rep::Int);
    let (n, v, x) = (k.param(0), k.param(1), k.param(2));
    let head = k.block(&[Rep::Int, Rep::Float]);
    let (body, done) = (k.block(&[]), k.block(&[]));
    let zero = k.int(0);
    k.end(Term::Jump(to(head, &[zero, x])));
    k.go(head);
    let (i, y) = (k.param(0), k.param(1));
    let s = k.state(4, &[(0, i), (1, v), (2, y)]);
    k.op_at(MirOp::Spend, 0, &[], Some(s));
    let less = k.op(MirOp::LtInt, 0, &[i, n]);
    k.end(Term::Branch(less, to(body, &[]), to(done, &[])));
    k.go(body);
    let (mut j, mut z) = (i, y);
    for _ in 0..8 {
        let p = k.op_at(MirOp::GuardKind, crate::object::ObjKind::Vector as i64, &[v], Some(s));
        let len = k.op(MirOp::Len, 0, &[p]);
        k.op_at(MirOp::GuardIndex, 0, &[j, len], Some(s));
        let e = k.op(MirOp::LoadElem, 8, &[p, j]);
        let f = k.op_at(MirOp::UnboxFloat, 0, &[e], Some(s));
        z = k.op(MirOp::AddFloat, 0, &[z, f]);
        let sum = k.op_at(MirOp::AddInt, 0, &[j, i], Some(s));
        let b = k.op(MirOp::BoxFloat, 0, &[z]);
        k.op_at(MirOp::GuardStores, 0, &[p, b], Some(s));
        k.op(MirOp::StoreElem, 8, &[p, i, b]);
        let one = k.int(1);
        j = k.op_at(MirOp::AddInt, 0, &[sum, one], Some(s));
    }
    k.end(Term::Jump(to(head, &[j, z])));
    k.go(done);
    k.gives(i);
    k.graph
}

#[test]
#[ignore = "it measures"]
fn time_to_compile() {
    let m = &mut Machine::new();
    for (name, g) in [("fib", fib(m)), ("a loop", hundred(m))] {
        for more in [vec![], vec![("opt_level", "speed")], vec![("regalloc_algorithm", "single_pass")]] {
            m.native = Native::with(&more).expect("the settings are known");
            let mut bytes = 0;
            let nanos = best(|| bytes = m.compile(&g, FIRST_EXIT).bytes);
            println!("{name} of {} instructions, {more:?}: {:.0} us, {bytes} bytes", g.size(), nanos / 1000.0);
        }
    }
}

#[test]
#[ignore = "it shows"]
fn listing_of_fib() {
    let m = &mut Machine::new();
    let g = fib(m);
    let helpers = HELPERS;
    let job = Job { graph: &g, first_exit: 0, funcs: &m.vm.funcs, helpers };
    for l in &m.native.listings(&job) {
        println!("; {}", l.kind);
        for (line, pc) in &l.lines {
            println!("{:>4} {line}", pc.map_or(String::new(), |p| p.to_string()));
        }
    }
}
