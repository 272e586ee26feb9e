//! What the glass shows of programs of Python.
use glassbox::inspect::SiteView;
use glassbox::lang::Language;
use glassbox::options::Dispatch;
use glassbox::vm::{Config, Vm};

const SOURCE: &str = "
class Base:
    def get(self):
        return self.x

class Point(Base):
    def __init__(self, x, y):
        self.x = x
        self.y = y

class Named(Base):
    def __init__(self, x):
        self.name = 'n'
        self.x = x

total = 0
for i in range(20):
    for p in [Point(i, 0), Named(i)]:
        total += p.get()
total
";

#[test]
fn caches_show_the_shape_the_holder_and_the_slot() {
    for dispatch in [Dispatch::Traced, Dispatch::Switch] {
        let mut vm = Vm::new(Config { dispatch, glass: true, ..Config::default() });
        let program = vm.load(Language::Python, "main.py", SOURCE).expect("it compiles");
        vm.start(program);
        while matches!(vm.resume(u64::MAX), glassbox::Progress::Running) {}
        let seen = vm.inspect(program);
        assert!(seen.core.iter().any(|step| step.lines.iter().any(|line| line.text.contains("get"))));
        let about = |text: &str| {
            // Where attributes are set stands the same text.
            let read = |s: &SiteView| s.remembers.iter().any(|r| r.contains(" is "));
            let is = |s: &&SiteView| &SOURCE[s.span.start as usize..s.span.end as usize] == text && read(s);
            let site = seen.sites.iter().find(is);
            let site = site.unwrap_or_else(|| panic!("no site of {text}"));
            let mut remembers = site.remembers.clone();
            remembers.sort();
            (site.state, remembers)
        };
        let methods = vec!["Named(name, x): get is in Base".to_string(), "Point(x, y): get is in Base".into()];
        assert_eq!(about("p.get()"), ("few", methods));
        let slots = vec!["Named(name, x): x is slot 1".to_string(), "Point(x, y): x is slot 0".into()];
        assert_eq!(about("self.x"), ("few", slots));
    }
}

#[test]
fn what_the_prelude_and_modules_make_is_made_by_the_place_that_called_them() {
    let source = "from collections import Counter\nc = Counter('abracadabra')\ns = sorted('hello', key=ord)\n";
    let mut vm = Vm::new(Config { dispatch: Dispatch::Traced, profile: true, ..Config::default() });
    let program = vm.load(Language::Python, "main.py", source).expect("it compiles");
    vm.start(program);
    while matches!(vm.resume(u64::MAX), glassbox::Progress::Running) {}
    let profile = vm.profile().expect("it was asked for");
    assert!(profile.sites.iter().all(|s| s.source == "main.py"), "{:?}", profile.sites);
    assert!(profile.sites.iter().any(|s| s.text.starts_with("Counter(")), "{:?}", profile.sites);
}

#[test]
fn builtins_have_names_in_code() {
    let mut vm = Vm::new(Config { glass: true, ..Config::default() });
    let program = vm.load(Language::Python, "main.py", "print(len('abc'))").expect("it compiles");
    let seen = vm.inspect(program);
    let rows: Vec<&str> = seen.functions.iter().flat_map(|f| &f.plain).map(|i| &*i.operands).collect();
    assert!(rows.iter().any(|r| r.contains("print(")) && !rows.iter().any(|r| r.contains("native")), "{rows:?}");
}
