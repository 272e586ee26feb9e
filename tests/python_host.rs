//! What a host gives to programs of Python: functions, values, modules.
use glassbox::heap::GcMode;
use glassbox::host::{Answer, Data, Failure};
use glassbox::jit::JitMode;
use glassbox::lang::Language;
use glassbox::options::Dispatch;
use glassbox::vm::{Asked, Config, Gift, Progress, Vm};

/// Runs a program whose host gives `double`, `fail`, `LIMIT` and a module `shop`.
fn run(config: Config, source: &str, answer: impl Fn(&Vm, &Asked) -> Answer) -> Result<String, String> {
    let mut vm = Vm::new(config);
    for (module, name, gift) in [
        (None, "double", Gift::Function),
        (None, "fail", Gift::Function),
        (None, "LIMIT", Gift::Value),
        (Some("shop"), "price", Gift::Function),
        (Some("shop"), "STOCK", Gift::Value),
    ] {
        vm.give(module, name, gift).expect("it is a name");
    }
    let program = vm.load(Language::Python, "main.py", source).map_err(|d| d[0].message.clone())?;
    vm.start(program);
    loop {
        match vm.resume(1000) {
            Progress::Running | Progress::Stepped => {
                if let Some(asked) = vm.asked() {
                    let answer = answer(&vm, &asked);
                    vm.answer_asked(answer);
                }
            }
            Progress::Done(v) => return Ok(vm.write(v)),
            Progress::Exited(status) => return Err(format!("exit {status}")),
            Progress::Failed(d) => return Err(d.message),
        }
    }
}

fn shop(vm: &Vm, asked: &Asked) -> Answer {
    Ok(match asked.which {
        0 => Data::Int(glassbox::number::Int::from(2 * asked.args[0].as_int().unwrap_or(0))),
        1 => return Err(Failure { class: "KeyError".into(), message: "no such thing".into() }),
        2 => Data::Float(2.5),
        3 => {
            let named: Vec<String> = asked.named.iter().map(|(n, v)| format!("{n}={}", vm.write(*v))).collect();
            Data::Text(format!("{}; {}", vm.write(asked.args[0]), named.join(",")))
        }
        _ => {
            let list = Data::List(vec![Data::None, Data::Bool(true), Data::Bytes(b"ab".to_vec())]);
            let set = Data::Set(vec![Data::Text("x".into()), Data::Text("x".into())]);
            Data::Map(vec![(Data::Text("list".into()), list), (Data::Text("set".into()), set)])
        }
    })
}

fn configs() -> Vec<Config> {
    let mut all: Vec<Config> = Dispatch::ALL.iter().map(|&dispatch| Config { dispatch, ..Config::default() }).collect();
    all.push(Config { gc: GcMode::Stress, ..Config::default() });
    for force_exits in [false, true] {
        let mut config = Config::default();
        (config.jit.mode, config.jit.threshold, config.jit.force_exits) = (JitMode::On, 1, force_exits);
        all.push(config);
    }
    all
}

#[test]
fn calls_values_and_modules() {
    for (source, value) in [
        ("double(21)", "42"),
        ("LIMIT + LIMIT", "5.0"),
        ("import shop\nshop.price('tea', unit='kg')", "\"'tea'; unit='kg'\""),
        ("from shop import STOCK\nSTOCK", "{'list': [None, True, b'ab'], 'set': {'x'}}"),
        ("total = 0\nfor i in range(300):\n    total += double(i)\ntotal", "89700"),
        ("def f(n):\n    return double(n) + 1\nsum(f(i) for i in range(300))", "90000"),
        ("sorted([3, 1, 2], key=lambda n: -double(n))", "[3, 2, 1]"),
        ("try:\n    fail(1)\nexcept KeyError as e:\n    r = e.args\nr", "('no such thing',)"),
    ] {
        for config in configs() {
            assert_eq!(run(config, source, shop).as_deref(), Ok(value), "{source}");
        }
    }
}

#[test]
fn what_the_host_refuses() {
    let nothing = |_: &Vm, _: &Asked| Err("it is closed".into());
    assert_eq!(run(Config::default(), "1", nothing), Err("RuntimeError: it is closed".to_string()));
    let strange = |vm: &Vm, asked: &Asked| match asked.which {
        1 => Err(Failure { class: "list".into(), message: "odd".into() }),
        _ => shop(vm, asked),
    };
    assert_eq!(run(Config::default(), "fail()", strange), Err("RuntimeError: odd".to_string()));
    let mut vm = Vm::new(Config::default());
    assert!(vm.give(None, "not a name", Gift::Function).is_err());
    assert!(vm.give(None, "def", Gift::Value).is_err());
}

#[test]
fn a_program_that_waits_can_be_stopped_and_is_not_answered_later() {
    let mut vm = Vm::new(Config::default());
    vm.give(None, "wait", Gift::Function).expect("it is a name");
    let program = vm.load(Language::Python, "main.py", "wait()\nwait()").expect("it compiles");
    vm.start(program);
    while vm.asked().is_none() {
        assert!(matches!(vm.resume(1000), Progress::Running));
    }
    vm.stop();
    match vm.resume(1000) {
        Progress::Failed(d) => assert_eq!(d.code.text(), "stopped"),
        other => panic!("{other:?}"),
    }
    vm.start(program);
    assert!(vm.asked().is_none());
    // Whoever does not answer has the program hear of it.
    let end = loop {
        match vm.resume(1000) {
            Progress::Running | Progress::Stepped => {}
            other => break other,
        }
    };
    match end {
        Progress::Failed(d) => assert_eq!(d.message, "RuntimeError: the host does not answer"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_large_answer_meets_the_memory_limit() {
    let large = |vm: &Vm, asked: &Asked| match asked.which {
        0 => Ok(Data::List((0..1_000_000).map(|_| Data::Text("a text of some length".into())).collect())),
        _ => shop(vm, asked),
    };
    let config = Config { memory: 8 << 20, ..Config::default() };
    let source = "try:\n    double(1)\nexcept MemoryError:\n    r = 'no room'\nr";
    assert_eq!(run(config, source, large).as_deref(), Ok("'no room'"));
}
