//! Code that something has happened to: the verifier rejects it, or it runs without
//! harm to the VM. What it does may be nonsense; what it touches must be its own.
use super::*;
use crate::bytecode::{Arity, Insn, OP_COUNT, Proto, verify};
use crate::host::split_mix;
use crate::interp::link;

struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        (split_mix(&mut self.0) % n.max(1) as u64) as usize
    }
}

fn arities(vm: &Vm) -> Vec<Arity> {
    vm.rt.natives.iter().map(|n| Arity { min: n.min, max: n.max }).collect()
}

/// The code of a program, and what it needs of the prelude loaded.
fn compile(vm: &mut Vm, text: &str) -> Proto {
    let source = vm.sources.add("damaged.scm", text);
    let rt = &mut vm.rt;
    let (mut unit, _) = lisp::lower(&mut vm.lisp, &mut rt.interner, &mut rt.globals, source, text).expect("it lowers");
    vm.load_prelude_for(&unit).expect("there is room");
    crate::core::passes::run_all(
        &mut unit,
        vm.config.opts,
        &mut crate::core::passes::notes::Notes::off(),
        &mut |_, _| {},
    );
    let code = crate::compiler::compile(&unit, vm.config.opts, &arities(vm), &vm.rt.globals).expect("it compiles");
    vm.globals.resize(vm.rt.globals.len(), Value::UNSET);
    code
}

/// Changes one of the functions.
fn damage(p: &mut Proto, dice: &mut Dice) {
    if !p.functions.is_empty() && dice.below(4) > 0 {
        let at = dice.below(p.functions.len());
        return damage(&mut p.functions[at], dice);
    }
    let pc = dice.below(p.code.len());
    let register = dice.below(p.registers as usize + 1) as u16;
    let (small, any) = (dice.below(8) as u16, dice.below(1 << 16) as u16);
    let other = p.code[dice.below(p.code.len())];
    let i = &mut p.code[pc];
    match dice.below(14) {
        0 => i.op = dice.below(OP_COUNT) as u16,
        1 => i.a = register,
        2 => i.b = register,
        3 => i.c = register,
        4 => (i.b, i.c) = (small, 0),
        5 => i.c = (i.c as i16).wrapping_add(small as i16 - 4) as u16,
        6 => *i = other,
        7 => *i = Insn { op: dice.below(OP_COUNT) as u16, a: register, b: small, c: any },
        8 => *i = Insn { op: dice.below(OP_COUNT) as u16, a: register, b: small, c: 0 },
        9 => p.registers = p.registers.saturating_add(small).saturating_sub(2),
        10 => p.params = small / 2,
        11 => {
            if let Some(h) = p.handlers.first_mut() {
                *[&mut h.start, &mut h.end, &mut h.target][small as usize % 3] = pc as u32;
                h.reg = register;
            }
        }
        12 => {
            if let Some(site) = p.call_sites.first_mut() {
                site.argc = small;
            }
        }
        _ => {
            let (from, to) = (dice.below(p.code.len()), dice.below(p.code.len()));
            p.code.swap(from, to);
        }
    }
}

#[test]
fn damaged_code_is_rejected_or_does_no_harm() {
    let rounds = match std::env::var("DAMAGED").ok().and_then(|n| n.parse().ok()) {
        Some(rounds) => rounds,
        None if cfg!(miri) => 3,
        None => 40,
    };
    let (mut ran, mut rejected) = (0, 0);
    for round in 0..rounds {
        let mut dice = Dice(round as u64);
        let (_, source, _) = tour::STOPS[round % tour::STOPS.len()];
        let dispatch = Dispatch::ALL[dice.below(Dispatch::ALL.len())];
        let opts = [OptSet::all(), OptSet::none()][dice.below(2)];
        let gc = if cfg!(miri) { GcMode::Normal } else { [GcMode::Normal, GcMode::Stress][dice.below(2)] };
        let config = Config { dispatch, opts, gc, fuel: Some(400), depth: 100, memory: 8 << 20, ..Config::default() };
        let mut vm = vm(config);
        let code = compile(&mut vm, source);
        for _ in 0..if cfg!(miri) { 4 } else { 50 } {
            let mut p = code.clone();
            for _ in 0..1 + dice.below(2) {
                damage(&mut p, &mut dice);
            }
            let arities = arities(&vm);
            let (globals, symbols) = (vm.rt.globals.len() as u32, vm.rt.interner.len() as u32);
            if verify::verify(&p, &verify::Limits { globals, symbols, natives: &arities }).is_err() {
                rejected += 1;
                continue;
            }
            ran += 1;
            let source = vm.sources.add("damaged.scm", "");
            let Ok(main) = link::link(&mut vm, p, &lisp::DIALECT) else { continue };
            vm.programs.push(Program { source, core: vec![], notes: vec![], warnings: vec![], functions: 0..0, main });
            vm.start(ProgramId(vm.programs.len() - 1));
            while let Progress::Running = vm.resume(1 + dice.below(100) as u64) {}
            vm.take_output();
        }
        assert_eq!(run(&mut vm, "(let loop ((i 0)) (if (< i 10) (loop (+ i 1)) (* i 2)))").as_deref(), Ok("20"));
    }
    println!("{ran} ran, {rejected} were rejected");
    assert!(cfg!(miri) || ran > 100 && rejected > 100, "{ran} ran, {rejected} were rejected");
}
