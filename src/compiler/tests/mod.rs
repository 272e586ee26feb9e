//! Tests of the compiler, the verifier and the disassembler on hand-made Core.
//! What the Lisp's programs become is in `tests/golden/bytecode`.
mod golden;
mod samples;
mod turns;
mod verifier;

use super::{MAX_DEPTH, compile};
use crate::bytecode::verify::{Limits, verify};
use crate::bytecode::{Arity, Insn, Proto};
use crate::core::*;
use crate::options::{Opt, OptSet};
use crate::syntax::{Code, Diagnostic, Interner};
use samples::*;

const NATIVES: &[Arity] =
    &[Arity { min: 1, max: Some(1) }, Arity { min: 2, max: Some(2) }, Arity { min: 0, max: None }];

fn globals() -> GlobalNames {
    let mut names = GlobalNames::default();
    let mut interner = Interner::default();
    for g in ["f", "g", "h"] {
        names.resolve(interner.intern(g));
    }
    names
}

pub(crate) fn proto(l: Lambda, opts: OptSet) -> Proto {
    compile(&Unit { main: l, revisits: true }, opts, NATIVES, &globals()).expect("compiles")
}

/// Code, one line each: op and fields, jumps as `-> pc`.
fn listing(code: &[Insn]) -> Vec<String> {
    let line = |(pc, i): (usize, &Insn)| {
        let info = i.op().info();
        let mut text = info.name.to_string();
        for (at, (_, kind)) in info.operands.iter().enumerate() {
            use crate::bytecode::Kind::*;
            let f = [i.a, i.b, i.c][at];
            match kind {
                Off => text += &format!(" ->{}", pc as i64 + 1 + f as i16 as i64),
                Off32 => text += &format!(" ->{}", pc as i64 + 1 + i.bc() as i32 as i64),
                Imm => text += &format!(" {}", f as i16),
                Imm32 => text += &format!(" {}", i.bc() as i32),
                k if k.wide() => text += &format!(" {}", i.bc()),
                Unused => {}
                _ => text += &format!(" {f}"),
            }
        }
        text
    };
    code.iter().enumerate().map(line).collect()
}

#[track_caller]
fn check(l: Lambda, plain: &[&str], fused: &[&str]) {
    check_with(l, OptSet::all(), plain, fused);
}
#[track_caller]
fn check_with(l: Lambda, opts: OptSet, plain: &[&str], fused: &[&str]) {
    let p = proto(l, opts);
    let got = (listing(&p.plain().code), listing(&p.code));
    if got.0 != plain || got.1 != fused {
        panic!("plain: {:#?}\nfused: {:#?}", got.0, got.1);
    }
}

#[test]
fn fib_has_no_move() {
    let fib = |n| call(0, vec![prim(Prim::Sub, vec![local(0), int(n)])]);
    let body = if_(prim(Prim::Lt, vec![local(0), int(2)]), local(0), prim(Prim::Add, vec![fib(1), fib(2)]));
    check(
        lambda(1, 1, &[], &[], body),
        &[
            "LtImm 1 0 2",
            "JumpIfFalse 1 ->3",
            "Return 0",
            "SubImm 2 0 1",
            "GetGlobal 1 0",
            "Call 1 1 0",
            "SubImm 3 0 2",
            "GetGlobal 2 0",
            "Call 2 2 1",
            "Add 1 1 2",
            "Return 1",
        ],
        &[
            "JumpUnlessLtImm 0 2 ->2",
            "Return 0",
            "SubImm 2 0 1",
            "CallGlobal 1 1 0",
            "SubImm 3 0 2",
            "CallGlobal 2 2 1",
            "AddReturn 1 2",
        ],
    );
}
#[test]
fn counting_loop() {
    // sum from 0 to n
    let body = loop_(
        vec![(1, int(0)), (2, int(0))],
        if_(
            prim(Prim::NumEq, vec![local(1), local(0)]),
            local(2),
            recur(vec![prim(Prim::Add, vec![local(1), int(1)]), prim(Prim::Add, vec![local(2), local(1)])]),
        ),
    );
    check(
        lambda(1, 3, &[], &[], body),
        &[
            "LoadInt 1 0",
            "LoadInt 2 0",
            "NumEq 3 1 0",
            "JumpIfFalse 3 ->5",
            "Return 2",
            "AddImm 3 1 1",
            "Add 2 2 1",
            "Move 1 3",
            "LoopBack ->2",
        ],
        &[
            "LoadInt 1 0",
            "LoadInt 2 0",
            "JumpUnlessNumEq 1 0 ->4",
            "Return 2",
            "AddImm 3 1 1",
            "Add 2 2 1",
            "MoveLoop 1 3 ->2",
        ],
    );
}

#[test]
fn every_superinstruction_gets_its_operands_from_its_parts() {
    let rules: usize = super::fuse::rules().iter().map(|r| r.len()).sum();
    let rows = crate::bytecode::OPS.iter().filter(|i| !i.parts.is_empty()).count();
    assert_eq!(rules, rows);
}

fn fails(l: Lambda) -> Diagnostic {
    let result = compile(&Unit { main: l, revisits: true }, OptSet::all(), NATIVES, &globals());
    result.map(|p| p.code.len()).expect_err("it cannot").remove(0)
}

#[test]
fn too_large_functions_are_refused() {
    let many = |n: usize, e: Expr| vec![e; n];
    let d = fails(lambda(0, 0, &[], &[], native(2, many(70_000, int(1)))));
    assert_eq!((d.code, &*d.message), (Code::TooLarge, "function f needs more than 65535 arguments in one call"));
    let d = fails(lambda(0, 0, &[], &[], native(2, many(65_534, native(2, many(3, int(1)))))));
    assert_eq!((d.code, &*d.message), (Code::TooLarge, "function f needs more than 65535 registers"));
    let d = fails(lambda(0, 0, &[], &[], seq(many(65_537, call(0, vec![])))));
    assert_eq!((d.code, &*d.message), (Code::TooLarge, "function f needs more than 65535 call sites"));
    let inner = e(Kind::DefineGlobal(GlobalId(0), Box::new(e(Kind::Lambda(Box::new(lambda(0, 0, &[], &[], int(1))))))));
    let d = fails(lambda(0, 0, &[], &[], seq(many(65_537, inner))));
    assert_eq!((d.code, &*d.message), (Code::TooLarge, "function f needs more than 65535 inner functions"));
    let d = fails(lambda(0, 0, &[], &[], native(0, vec![])));
    assert_eq!(d.code, Code::Arity);
}

/// Jumps over more than 32767 instructions are not fused, and still right.
#[test]
fn far_jumps_stay_wide() {
    use crate::bytecode::Op;
    for n in [100, 40_000] {
        let body = if_(
            prim(Prim::Lt, vec![local(0), local(1)]),
            seq(vec![e(Kind::SetGlobal(GlobalId(0), Box::new(local(1)))); n]),
            e(Kind::SelfCall(GlobalId(0), vec![local(1), prim(Prim::Add, vec![local(0), int(1)])])),
        );
        let p = proto(lambda(2, 2, &[], &[], body), OptSet::all());
        verify(&p, &Limits { globals: 3, symbols: 3, natives: NATIVES }).unwrap();
        let has = |op| p.code.iter().any(|i| i.op() == op);
        assert_eq!(has(Op::JumpUnlessLt), n == 100);
        assert_eq!(has(Op::JumpIfFalse), n != 100);
        assert_eq!(has(Op::LoopSelf), n == 100);
    }
}

#[test]
fn deep_trees_take_no_host_stack_on_tails_and_are_refused_elsewhere() {
    let n = 100_000;
    let mut body = local(0);
    for i in 0..n {
        body = if_(local(0), int(1), let_(1, call(1, vec![]), seq(vec![local(1), int(i), body])));
    }
    let l = lambda(1, 2, &[], &[], body);
    // Trees this deep cannot be dropped either, which is not the matter here.
    let l = std::mem::ManuallyDrop::new(Unit { main: l, revisits: true });
    let d = compile(&l, OptSet::all(), NATIVES, &globals()).unwrap_err().remove(0);
    assert_eq!(d.code, Code::TooLarge, "{}", d.message);

    let deep = |n: u32| {
        let mut body = local(0);
        for _ in 0..n {
            body = prim(Prim::Car, vec![if_(local(0), prim(Prim::Add, vec![local(0), body]), int(1))]);
        }
        lambda(1, 1, &[], &[], body)
    };
    proto(deep(MAX_DEPTH / 3 - 3), OptSet::all());
    assert_eq!(fails(deep(MAX_DEPTH)).code, Code::Nesting);

    let functions = |n: u32| {
        (0..n).fold(lambda(0, 0, &[], &[], int(1)), |inner, _| lambda(0, 0, &[], &[], e(Kind::Lambda(Box::new(inner)))))
    };
    let p = proto(functions(MAX_DEPTH / 6 - 1), OptSet::all());
    verify(&p, &Limits { globals: 0, symbols: 0, natives: &[] }).unwrap();
    assert_eq!(fails(functions(MAX_DEPTH)).code, Code::Nesting);
}

#[test]
fn equal_constants_are_one() {
    let text: std::rc::Rc<str> = "text".into();
    let mut items: Vec<_> = (0..40).map(|i| konst(Const::Float(i as f64))).collect();
    items.extend([konst(Const::Str(text.clone())), konst(Const::Str(text)), konst(Const::Str("text".into()))]);
    items.extend([konst(Const::Float(0.0)), konst(Const::Float(-0.0)), konst(Const::Int(1 << 40))]);
    let twice = items.iter().chain(&items).cloned().collect();
    let p = proto(lambda(0, 0, &[], &[], native(2, twice)), OptSet::all());
    // The same literal is one object, two with the same text are two.
    assert_eq!(p.consts.len(), 40 + 2 + 1 + 1);
}
