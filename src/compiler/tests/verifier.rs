//! The verifier: takes what the compiler makes, gives a reason for what it does
//! not take, and never panics.
use super::turns::Random;
use super::*;
use crate::bytecode::{CaptureSource, OP_COUNT, OPS, Op};

const LIMITS: Limits = Limits { globals: 3, symbols: 3, natives: NATIVES };

fn sample(name: &str) -> Proto {
    let (_, l) = samples().into_iter().find(|(n, _)| *n == name).unwrap();
    proto(l, OptSet::all())
}

#[track_caller]
fn rejects(p: &Proto, reason: &str) {
    let d = verify(p, &LIMITS).expect_err("it is wrong");
    assert_eq!(d.code, Code::Bytecode);
    assert_eq!(d.message, reason);
}

/// The first instruction of that op.
fn find(p: &mut Proto, op: Op) -> (usize, &mut Insn) {
    p.code.iter_mut().enumerate().find(|(_, i)| i.op() == op).unwrap()
}

#[test]
fn what_the_compiler_makes_is_accepted_under_every_switch() {
    let mut sets = vec![OptSet::all(), OptSet::none()];
    sets.extend(Opt::ALL.iter().map(|o| OptSet::all().with(*o, false)));
    sets.extend(Opt::ALL.iter().map(|o| OptSet::none().with(*o, true)));
    for opts in sets {
        for (name, l) in samples() {
            let p = proto(l, opts);
            if let Err(d) = verify(&p, &LIMITS) {
                panic!("{name}: {}", d.message);
            }
            if !opts.has(Opt::Fusion) {
                assert_eq!(p.code, p.plain().code);
                assert_eq!(p.plain().starts, (0..=p.code.len() as u32).collect::<Vec<_>>());
            }
        }
    }
}

#[test]
fn reasons_name_function_instruction_and_op() {
    let mut p = sample("list-map");
    find(&mut p, Op::Car).1.b = 9;
    rejects(&p, "function f, instruction 3 (Car): register 9 is outside the window of 6");
    let mut p = sample("list-map");
    find(&mut p, Op::Call).1.b = 5;
    rejects(&p, "function f, instruction 4 (Call): register 6 is outside the window of 6");
    let mut p = sample("list-map");
    find(&mut p, Op::Call).1.c = 2;
    rejects(&p, "function f, instruction 4 (Call): there is no call site 2");
    let mut p = sample("list-map");
    p.call_sites[0].argc = 9;
    rejects(&p, "function f, instruction 4 (Call): register 11 is outside the window of 6");
    let mut p = sample("list-map");
    p.call_sites[1].global = None;
    rejects(&p, "function f, instruction 7 (CallGlobal): the site names no global");
    let mut p = sample("list-map");
    find(&mut p, Op::Car).1.c = 1;
    rejects(&p, "function f, instruction 3 (Car): a field without meaning is not 0");
    let mut p = sample("list-map");
    find(&mut p, Op::ConsReturn).1.a = 1;
    rejects(&p, "function f, instruction 8 (ConsReturn): the field unused is not 0");
    let mut p = sample("list-map");
    p.code[3].op = Op::AddInt as u16;
    rejects(&p, "function f, instruction 3 (AddInt): only the VM makes quickened instructions");
    let mut p = sample("list-map");
    p.code[3].op = OP_COUNT as u16;
    rejects(&p, &format!("function f, instruction 3 (?): there is no op {OP_COUNT}"));
    let mut p = sample("list-map");
    p.code[3] = Insn::new(Op::Halt, 0, 0, 0);
    rejects(&p, "function f, instruction 3 (Halt): only the VM makes such instructions");
    let mut p = sample("list-map");
    p.code[3] = Insn::wide(Op::LoadConst, 0, 1);
    rejects(&p, "function f, instruction 3 (LoadConst): there is no constant 1");
    let mut p = sample("list-map");
    p.code[3] = Insn::wide(Op::GetGlobal, 0, 3);
    rejects(&p, "function f, instruction 3 (GetGlobal): there is no global 3");
    let mut p = sample("list-map");
    p.code[3] = Insn::new(Op::GetCapture, 0, 0, 0);
    rejects(&p, "function f, instruction 3 (GetCapture): there is no capture 0");
    let mut p = sample("list-map");
    p.code[3] = Insn::new(Op::MakeClosure, 0, 0, 0);
    rejects(&p, "function f, instruction 3 (MakeClosure): there is no inner function 0");
    let mut p = sample("list-map");
    p.code.last_mut().unwrap().op = Op::Cons as u16;
    rejects(&p, "function f, instruction 8 (Cons): control runs off the end of the code");
}

#[test]
fn jumps_stay_inside_and_count_fuel_on_the_way_back() {
    let mut p = sample("rotation");
    find(&mut p, Op::JumpUnlessLt).1.c = 100;
    rejects(&p, "function f, instruction 3 (JumpUnlessLt): there is no instruction 104 to jump to");
    let mut p = sample("rotation");
    find(&mut p, Op::JumpUnlessLt).1.c = -5i16 as u16;
    rejects(&p, "function f, instruction 3 (JumpUnlessLt): there is no instruction -1 to jump to");
    let mut p = sample("rotation");
    find(&mut p, Op::JumpUnlessLt).1.c = -2i16 as u16;
    rejects(&p, "function f, instruction 3 (JumpUnlessLt): it leads backwards without counting fuel");
    let mut p = sample("self-call");
    find(&mut p, Op::LoopSelf).1.a += 1;
    let name = "function loop, instruction 6 (LoopSelf)";
    rejects(&p, &format!("{name}: it leads elsewhere than to the function's start"));
}

#[test]
fn natives_get_the_arguments_they_take() {
    let mut p = sample("natives");
    find(&mut p, Op::CallNative).1.c = 2;
    rejects(&p, "function f, instruction 0 (CallNative): the native's number of arguments is not fixed");
    let mut p = sample("natives");
    find(&mut p, Op::CallNative).1.c = 3;
    rejects(&p, "function f, instruction 0 (CallNative): there is no native 3");
    let mut p = sample("natives");
    let (_, i) = find(&mut p, Op::CallNativeN);
    (i.b, i.c) = (0, 1);
    rejects(&p, "function f, instruction 8 (CallNativeN): the native does not take 0 arguments");
    let mut p = sample("natives");
    let (_, i) = find(&mut p, Op::CallNativeN);
    (i.a, i.b) = (6, 0);
    rejects(&p, "function f, instruction 8 (CallNativeN): register 6 is outside the window of 6");
}

#[test]
fn what_belongs_to_the_whole_function_is_checked() {
    type Change = fn(&mut Proto);
    let cases: &[(&str, Change, &str)] = &[
        ("list-map", |p| p.code.clear(), "there is no code"),
        ("list-map", |p| p.details_mut().spans.truncate(1), "not every instruction has a span"),
        ("list-map", |p| p.params = 7, "the parameters do not fit in the window"),
        ("globals", |p| p.rest = true, "there is no parameter for the remaining arguments"),
        ("try", |p| p.handlers[0].end = 99, "a protected range is not in the code"),
        ("try", |p| p.handlers[0].start = 2, "a protected range is not in the code"),
        ("try", |p| p.handlers[0].target = 99, "a handler is not in the code"),
        ("try", |p| p.handlers[0].target = 0, "a handler stands before the end of its range"),
        ("try", |p| p.handlers[0].reg = 5, "a handler's register is outside the window"),
        (
            "fix",
            |p| p.functions[1].captures[0].1 = CaptureSource::Reg(5),
            "an inner function captures c from where there is nothing",
        ),
        (
            "fix",
            |p| p.functions[1].captures[0].1 = CaptureSource::Capture(0),
            "an inner function captures c from where there is nothing",
        ),
        ("list-map", |p| p.call_sites[0].global = Some(GlobalId(3)), "a call site names no global"),
        ("fields", |p| p.field_sites[0].ty = GlobalId(3), "a field access names no global"),
        ("fields", |p| p.field_sites[0].field.0 = 3, "a field access names no symbol"),
        ("list-map", |p| p.details_mut().plain.starts[1] = 99, "the plain code does not belong to the code"),
        ("list-map", |p| p.consts[0] = Const::Int(1 << 50), "the constant 1125899906842624 has more than 51 bits"),
        (
            "list-map",
            |p| p.consts[0] = Const::Vector([Const::List([].into(), Const::Nil.into())].into()),
            "a constant list has no elements",
        ),
        ("list-map", |p| p.consts[0] = Const::Sym(crate::syntax::Sym(3)), "there is no symbol 3"),
        ("list-map", |p| p.captures.push(("x".into(), CaptureSource::Later)), "a main function has nothing to capture"),
    ];
    for (name, change, reason) in cases {
        let mut p = sample(name);
        change(&mut p);
        rejects(&p, &format!("function f: {reason}"));
    }
    // Inner functions are checked as well.
    let mut p = sample("globals");
    p.functions[0].code[0].a = 7;
    rejects(&p, "function f, instruction 0 (GetGlobal): register 7 is outside the window of 1");
}

/// Whatever happens to code, the verifier gives an answer, and so does the
/// disassembler.
#[test]
fn damaged_code_is_answered() {
    use crate::bytecode::disasm::Listing;
    let (interner, globals) = (Interner::default(), GlobalNames::default());
    let names = Names { interner: &interner, globals: &globals, natives: &[] };
    let listing = Listing { names: &names, natives: NATIVES, sources: &Default::default() };
    let mut r = Random(0x2545f4914f6cdd1d);
    let protos: Vec<_> = samples().into_iter().map(|(_, l)| proto(l, OptSet::all())).collect();
    let (mut good, mut bad) = (0, 0);
    for _ in 0..20_000 {
        let mut p = protos[r.below(protos.len() as u64) as usize].clone();
        for _ in 0..1 + r.below(3) {
            let pc = r.below(p.code.len() as u64) as usize;
            let small = r.below(12) as u16;
            let any = r.below(1 << 16) as u16;
            let i = &mut p.code[pc];
            match r.below(12) {
                0 => i.op = r.below(OP_COUNT as u64 + 3) as u16,
                1 => i.a = small,
                2 => i.b = small,
                3 => i.c = small,
                4 => i.c = any,
                5 => *i = Insn { op: r.below(OP_COUNT as u64) as u16, a: any, b: small, c: any },
                6 => p.registers = small,
                7 => p.call_sites.truncate(small as usize / 4),
                8 => p.params = small / 2,
                9 => {
                    p.code.truncate(pc + 1);
                    p.details_mut().spans.truncate(pc + 1);
                    p.details_mut().plain.starts.truncate(pc + 2);
                }
                10 => {
                    if let Some(h) = p.handlers.first_mut() {
                        *[&mut h.start, &mut h.end, &mut h.target][small as usize % 3] = any as u32 % 12;
                    }
                }
                _ => p.details_mut().variables.iter_mut().for_each(|v| v.end = any as u32),
            }
        }
        match verify(&p, &LIMITS) {
            Ok(()) => good += 1,
            Err(d) => {
                assert_eq!(d.code, Code::Bytecode);
                bad += 1;
            }
        }
        let view = listing.function(0, true, &p, None);
        assert_eq!(view.fused.len(), p.code.len());
        listing.text(&view, true);
    }
    assert!(good > 1000 && bad > 1000, "{good} accepted, {bad} rejected");
}

/// Every op the compiler may emit occurs in the samples, so the tests above see it.
#[test]
fn samples_cover_the_table() {
    let mut seen = std::collections::HashSet::new();
    fn collect(p: &Proto, seen: &mut std::collections::HashSet<u16>) {
        seen.extend(p.code.iter().chain(&p.plain().code).map(|i| i.op));
        p.functions.iter().for_each(|f| collect(f, seen));
    }
    for opts in [OptSet::all(), OptSet::none()] {
        samples().into_iter().for_each(|(_, l)| collect(&proto(l, opts), &mut seen));
    }
    let missing: Vec<_> = OPS
        .iter()
        .filter(|i| i.quickens.is_none() && !matches!(i.op, Op::Halt | Op::Answer) && !seen.contains(&(i.op as u16)))
        .map(|i| i.name)
        .collect();
    assert_eq!(missing, [""; 0]);
}
