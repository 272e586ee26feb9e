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
    (0..15).map(|_| time(&mut f)).fold(f64::INFINITY, f64::min)
}

#[test]
#[ignore = "it measures"]
fn fib_against_rust() {
    let m = &mut Machine::new();
    let g = fib(m);
    let code = m.compile(&g, FIRST_EXIT);
    let calls = 2_692_537.0;
    let own = best(|| {
        m.budget = 1 << 40;
        assert_eq!(m.enter(&code, &[int(30)]), Came::Gave(int(832_040)));
    });
    let plain = best(|| assert_eq!(plain_fib(std::hint::black_box(30)), 832_040));
    let opaque = best(|| assert_eq!(rust_fib(std::hint::black_box(30)), 832_040));
    println!(
        "ns per call: compiled {:.2}, Rust {:.2}, Rust without its tricks {:.2}",
        own / calls,
        plain / calls,
        opaque / calls
    );
}

#[test]
#[ignore = "it shows"]
fn listing_of_fib() {
    let m = &mut Machine::new();
    let g = fib(m);
    let helpers = HELPERS;
    let job = Job { graph: &g, first_exit: 0, funcs: &m.vm.funcs, helpers, listings: true };
    let code = m.native.compile(&job).expect("it compiles");
    for l in &code.listings {
        println!("; {}", l.kind);
        for (line, pc) in &l.lines {
            println!("{:>4} {line}", pc.map_or(String::new(), |p| p.to_string()));
        }
    }
}
