//! Each construct, from hand-made Core.
use super::compile;
use crate::bytecode::{Arity, Insn, Proto};
use crate::core::*;
use crate::options::OptSet;
use crate::syntax::{Interner, Span};

pub(crate) const NATIVES: &[Arity] =
    &[Arity { min: 1, max: Some(1) }, Arity { min: 2, max: Some(2) }, Arity { min: 0, max: None }];

pub(crate) fn e(kind: Kind) -> Expr {
    Expr { kind, span: Span::default() }
}
pub(crate) fn int(i: i64) -> Expr {
    e(Kind::Const(Const::Int(i)))
}
pub(crate) fn konst(c: Const) -> Expr {
    e(Kind::Const(c))
}
pub(crate) fn local(l: u32) -> Expr {
    e(Kind::Local(LocalId(l)))
}
pub(crate) fn global(g: u32) -> Expr {
    e(Kind::Global(GlobalId(g)))
}
pub(crate) fn prim(p: Prim, args: Vec<Expr>) -> Expr {
    e(Kind::Prim(p, args))
}
pub(crate) fn call(g: u32, args: Vec<Expr>) -> Expr {
    e(Kind::Call { callee: Box::new(global(g)), args, tail: false })
}
pub(crate) fn tail(g: u32, args: Vec<Expr>) -> Expr {
    e(Kind::Call { callee: Box::new(global(g)), args, tail: true })
}
pub(crate) fn if_(c: Expr, t: Expr, f: Expr) -> Expr {
    e(Kind::If(Box::new(c), Box::new(t), Box::new(f)))
}
pub(crate) fn let_(l: u32, init: Expr, body: Expr) -> Expr {
    e(Kind::Let(vec![(LocalId(l), init)], Box::new(body)))
}
pub(crate) fn set(l: u32, v: Expr) -> Expr {
    e(Kind::SetLocal(LocalId(l), Box::new(v)))
}
pub(crate) fn seq(items: Vec<Expr>) -> Expr {
    e(Kind::Seq(items))
}
pub(crate) fn native(n: u32, args: Vec<Expr>) -> Expr {
    e(Kind::Native(NativeId(n), args))
}
pub(crate) fn loop_(binds: Vec<(u32, Expr)>, body: Expr) -> Expr {
    let binds = binds.into_iter().map(|(l, e)| (LocalId(l), e)).collect();
    e(Kind::Loop(LoopId(0), binds, Box::new(body)))
}
pub(crate) fn recur(args: Vec<Expr>) -> Expr {
    e(Kind::Recur(LoopId(0), args))
}
pub(crate) fn try_(body: Expr, var: u32, handler: Expr) -> Expr {
    e(Kind::Try { body: Box::new(body), var: LocalId(var), handler: Box::new(handler) })
}

/// A function whose locals are named a, b, c...; `assigned` and `captured` say
/// which of them are.
pub(crate) fn lambda(params: u32, locals: u32, assigned: &[u32], captured: &[u32], body: Expr) -> Lambda {
    let locals = (0..locals).map(|i| Local {
        name: ((b'a' + i as u8) as char).to_string().into(),
        span: Span::default(),
        assigned: assigned.contains(&i),
        captured: captured.contains(&i),
    });
    Lambda {
        name: Some("f".into()),
        span: Span::default(),
        params,
        rest: false,
        locals: locals.collect(),
        captures: vec![],
        body,
    }
}
pub(crate) fn capturing(mut l: Lambda, from: &[(CaptureFrom, bool)]) -> Lambda {
    l.captures = from.iter().map(|&(from, boxed)| Capture { name: "c".into(), from, boxed }).collect();
    l
}

fn globals() -> GlobalNames {
    let mut names = GlobalNames::default();
    let mut interner = Interner::default();
    for g in ["f", "g", "h"] {
        names.resolve(interner.intern(g));
    }
    names
}

pub(crate) fn proto(l: Lambda, opts: OptSet) -> Proto {
    compile(&Unit { main: l }, opts, NATIVES, &globals()).expect("compiles")
}

/// Code, one line each: op and fields, jumps as `-> pc`.
fn listing(code: &[Insn]) -> Vec<String> {
    let line = |(pc, i): (usize, &Insn)| {
        let info = i.op().info();
        let mut text = info.name.to_string();
        let mut at = 0;
        for (_, kind) in info.operands {
            use crate::bytecode::Kind::*;
            let f = [i.a, i.b, i.c][at];
            at += 1;
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
    let got = (listing(&p.plain.code), listing(&p.code));
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
