//! temporary
use glassbox::*;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    let mut config = Config::default();
    for a in std::env::args().skip(2) {
        if let Some(d) = options::Dispatch::by_name(&a) {
            config.dispatch = d;
        } else if a == "stress" {
            config.gc = heap::GcMode::Stress;
        } else if let Some(o) = options::Opt::by_name(&a) {
            config.opts = config.opts.with(o, false);
        }
    }
    let mut vm = Vm::with_host(config, Box::new(host::Process::new(1)));
    let t = std::time::Instant::now();
    match vm.run(Language::Lisp, &path, &text) {
        Ok(v) => println!("{} {:?}", vm.write(v), t.elapsed()),
        Err(d) => println!("{d:#?}"),
    }
}
