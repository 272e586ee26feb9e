//! Core by hand: builders, and a sample of every construct.
use crate::core::*;
use crate::syntax::{Span, Sym};

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
    e(Kind::Try { body: Box::new(body), var: LocalId(var), handler: Box::new(handler), refuses: false })
}

/// A function whose locals are named a, b, c...; `assigned` and `captured` say
/// which of them are.
pub(crate) fn lambda(params: u32, locals: u32, assigned: &[u32], captured: &[u32], body: Expr) -> Lambda {
    let locals = (0..locals).map(|i| Local {
        name: ((b'a' + i as u8) as char).to_string().into(),
        span: Span::default(),
        assigned: assigned.contains(&i),
        captured: captured.contains(&i),
        revisited: false,
    });
    Lambda {
        name: Some("f".into()),
        span: Span::default(),
        params,
        optional: 0,
        rest: false,
        signature: None,
        locals: locals.collect(),
        captures: vec![],
        body,
    }
}
pub(crate) fn capturing(mut l: Lambda, from: &[(CaptureFrom, bool)]) -> Lambda {
    l.captures = from.iter().map(|&(from, boxed)| Capture { name: "c".into(), from, boxed }).collect();
    l
}

/// Samples of every construct, for other tests: name, tree.
pub(crate) fn samples() -> Vec<(&'static str, Lambda)> {
    use Prim::*;
    let l = local;
    let cap = |c: u32| e(Kind::Capture(CaptureId(c)));
    let from = |l: u32| CaptureFrom::Local(LocalId(l));
    let closure = |l: Lambda| e(Kind::Lambda(Box::new(l)));
    let truth = |b: bool| konst(if b { Const::True } else { Const::False });
    let lt = |a, b| prim(Lt, vec![a, b]);
    let null = |a| prim(IsNull, vec![a]);
    let mut all = vec![];
    let mut add = |name, l| all.push((name, l));
    let unit = || konst(Const::Unit);

    add(
        "list-map",
        lambda(
            2,
            2,
            &[],
            &[],
            if_(
                null(l(1)),
                konst(Const::Nil),
                prim(
                    Cons,
                    vec![
                        e(Kind::Call { callee: Box::new(l(0)), args: vec![prim(Car, vec![l(1)])], tail: false }),
                        call(0, vec![l(0), prim(Cdr, vec![l(1)])]),
                    ],
                ),
            ),
        ),
    );
    add(
        "and-or-not",
        lambda(
            3,
            4,
            &[],
            &[],
            if_(
                if_(
                    lt(l(0), int(1)),
                    prim(Not, vec![let_(3, null(l(1)), if_(l(3), l(3), prim(IsPair, vec![l(2)])))]),
                    truth(false),
                ),
                int(1),
                int(2),
            ),
        ),
    );
    add(
        "or-value",
        lambda(
            2,
            4,
            &[],
            &[],
            let_(2, let_(3, call(1, vec![l(0)]), if_(l(3), l(3), call(2, vec![l(1)]))), prim(Cons, vec![l(2), l(2)])),
        ),
    );
    add("and-value", lambda(2, 2, &[], &[], prim(Not, vec![if_(l(0), l(1), truth(false))])));
    add(
        "cond-effect",
        lambda(
            2,
            3,
            &[],
            &[],
            seq(vec![
                if_(prim(Not, vec![lt(l(0), l(1))]), call(1, vec![]), unit()),
                if_(lt(l(0), l(1)), unit(), call(1, vec![])),
                let_(2, lt(l(0), l(1)), if_(l(2), l(2), call(1, vec![]))),
                int(7),
            ]),
        ),
    );
    add(
        "else-chain",
        lambda(
            1,
            2,
            &[],
            &[],
            let_(
                1,
                if_(lt(l(0), int(1)), int(10), if_(lt(l(0), int(2)), int(20), if_(lt(l(0), int(3)), int(30), l(0)))),
                prim(Mul, vec![l(1), l(1)]),
            ),
        ),
    );
    add(
        "tail-calls",
        lambda(
            2,
            2,
            &[],
            &[],
            if_(
                l(0),
                tail(1, vec![l(1), l(0)]),
                e(Kind::Call { callee: Box::new(l(1)), args: vec![int(1)], tail: true }),
            ),
        ),
    );
    add("apply", lambda(2, 3, &[], &[], let_(2, prim(Apply, vec![l(0), l(1)]), prim(Apply, vec![l(2), l(1)]))));
    add("self-call", {
        let mut f = lambda(
            3,
            4,
            &[],
            &[],
            if_(
                prim(NumEq, vec![l(0), int(0)]),
                l(1),
                let_(
                    3,
                    l(1),
                    e(Kind::SelfCall(
                        GlobalId(0),
                        vec![prim(Sub, vec![l(0), int(1)]), l(2), prim(Add, vec![l(3), l(2)])],
                    )),
                ),
            ),
        );
        f.name = Some("loop".into());
        f
    });
    add(
        "rotation",
        lambda(
            3,
            6,
            &[],
            &[],
            loop_(vec![(3, l(0)), (4, l(1)), (5, l(2))], if_(lt(l(3), l(4)), l(5), recur(vec![l(4), l(5), l(3)]))),
        ),
    );
    add(
        "boxed-loop",
        lambda(
            1,
            2,
            &[1],
            &[1],
            loop_(
                vec![(1, int(0))],
                seq(vec![
                    call(
                        1,
                        vec![closure(capturing(
                            lambda(
                                0,
                                0,
                                &[],
                                &[],
                                seq(vec![
                                    e(Kind::SetCapture(CaptureId(0), Box::new(prim(Add, vec![cap(0), int(1)])))),
                                    cap(0),
                                ]),
                            ),
                            &[(from(1), true)],
                        ))],
                    ),
                    set(1, prim(Add, vec![l(1), int(5)])),
                    recur(vec![prim(Add, vec![l(1), int(1)])]),
                ]),
            ),
        ),
    );
    add(
        "assigned-operand",
        lambda(
            1,
            2,
            &[0, 1],
            &[],
            let_(
                1,
                int(1),
                prim(Add, vec![l(0), seq(vec![set(0, prim(Add, vec![l(0), int(1)])), prim(Add, vec![l(0), l(1)])])]),
            ),
        ),
    );
    add(
        "fix",
        lambda(
            1,
            3,
            &[],
            &[1, 2],
            e(Kind::Fix(
                vec![
                    (
                        LocalId(1),
                        capturing(
                            lambda(1, 1, &[], &[], cap(1)),
                            &[(from(1), false), (from(2), false), (from(0), false)],
                        ),
                    ),
                    (LocalId(2), capturing(lambda(1, 1, &[], &[], cap(0)), &[(from(1), false)])),
                ],
                Box::new(e(Kind::Call { callee: Box::new(l(1)), args: vec![l(0)], tail: true })),
            )),
        ),
    );
    add(
        "boxed-parameter",
        lambda(
            1,
            1,
            &[0],
            &[0],
            seq(vec![
                set(0, prim(Add, vec![l(0), int(1)])),
                closure(capturing(lambda(0, 0, &[], &[], cap(0)), &[(from(0), true)])),
            ]),
        ),
    );
    add(
        "try",
        lambda(
            1,
            3,
            &[],
            &[],
            let_(
                1,
                try_(call(1, vec![l(0)]), 2, prim(Cons, vec![l(2), l(0)])),
                prim(Cons, vec![l(1), try_(call(2, vec![]), 2, tail(1, vec![l(2)]))]),
            ),
        ),
    );
    add(
        "try-tail",
        lambda(1, 2, &[], &[], try_(try_(call(1, vec![]), 1, call(2, vec![l(1)])), 1, tail(1, vec![l(1)]))),
    );
    add(
        "natives",
        lambda(
            3,
            3,
            &[],
            &[],
            seq(vec![
                native(0, vec![l(1)]),
                native(1, vec![l(0), l(1)]),
                native(1, vec![l(1), l(0)]),
                native(2, vec![l(0), int(70000), konst(Const::Float(1.5))]),
                native(2, vec![]),
            ]),
        ),
    );
    add(
        "globals",
        lambda(
            0,
            0,
            &[],
            &[],
            seq(vec![
                e(Kind::DefineGlobal(GlobalId(1), Box::new(closure(lambda(0, 0, &[], &[], global(1)))))),
                e(Kind::SetGlobal(GlobalId(2), Box::new(konst(Const::Str("text".into()))))),
                global(2),
            ]),
        ),
    );
    add(
        "fields",
        lambda(
            1,
            1,
            &[],
            &[],
            seq(vec![
                e(Kind::SetField {
                    obj: Box::new(l(0)),
                    field: crate::syntax::Sym(0),
                    ty: GlobalId(0),
                    value: Box::new(int(3)),
                }),
                e(Kind::GetField { obj: Box::new(l(0)), field: crate::syntax::Sym(0), ty: GlobalId(0) }),
            ]),
        ),
    );
    add(
        "data",
        lambda(
            2,
            2,
            &[],
            &[],
            seq(vec![
                prim(SetCar, vec![l(0), l(1)]),
                prim(VectorSet, vec![l(0), int(1), prim(VectorRef, vec![l(0), int(0)])]),
                prim(BytesSet, vec![l(1), int(0), prim(BytesRef, vec![l(1), int(0)])]),
                prim(Send, vec![l(0), prim(Recv, vec![l(1)])]),
                prim(Spawn, vec![l(0)]),
                prim(Yield, vec![]),
                if_(prim(Eq, vec![l(0), l(1)]), prim(Throw, vec![l(0)]), prim(Cons, vec![l(0), l(1)])),
            ]),
        ),
    );
    let results = Prim::ALL.iter().filter(|p| !matches!(p, Throw | Apply));
    let results = results.map(|p| {
        let mut operands: Vec<Expr> = (0..p.arity() as u32).map(l).collect();
        match p {
            GetAttr | SetAttr => operands[1] = konst(Const::Sym(Sym(1))),
            Unpack => operands[1] = int(2),
            Named => operands[0] = konst(Const::Sym(Sym(1))),
            InPlace => operands[0] = prim(Add, vec![l(0), l(1)]),
            _ => {}
        }
        prim(*p, operands)
    });
    add("primitives", lambda(3, 3, &[], &[], seq(results.chain([l(0)]).collect())));
    let binary = Prim::ALL.iter().filter(|p| p.arity() == 2 && !matches!(p, Apply | GetAttr | Named));
    let results = binary.map(|p| prim(*p, vec![l(0), int(7)]));
    add("constant-operands", lambda(1, 1, &[], &[], seq(results.chain([l(0)]).collect())));
    let method = prim(GetAttr, vec![l(0), konst(Const::Sym(Sym(1)))]);
    let named = |v| prim(Named, vec![konst(Const::Sym(Sym(1))), v]);
    let call_of = |callee: Expr, args| e(Kind::Call { callee: Box::new(callee), args, tail: false });
    add(
        "methods",
        lambda(
            2,
            2,
            &[],
            &[],
            seq(vec![
                call_of(method.clone(), vec![int(1), l(1)]),
                call_of(method, vec![named(int(2))]),
                call_of(l(1), vec![int(1), named(l(0))]),
            ]),
        ),
    );
    add(
        "constants-compared",
        lambda(
            1,
            1,
            &[],
            &[],
            if_(
                prim(Eq, vec![konst(Const::Nil), l(0)]),
                int(1),
                if_(prim(Eq, vec![l(0), konst(Const::Char('x'))]), int(2), l(0)),
            ),
        ),
    );
    let compare = [Lt, Le, Gt, Ge, NumEq];
    add(
        "comparisons",
        lambda(
            2,
            2,
            &[],
            &[],
            compare.iter().fold(l(0), |other, p| {
                if_(prim(*p, vec![l(0), l(1)]), int(1), if_(prim(*p, vec![l(0), int(-5)]), int(2), other))
            }),
        ),
    );
    add(
        "dead-code",
        lambda(
            1,
            1,
            &[],
            &[],
            seq(vec![
                int(1),
                l(0),
                prim(Cons, vec![l(0), call(1, vec![])]),
                if_(truth(false), call(2, vec![]), unit()),
                prim(Add, vec![prim(Throw, vec![l(0)]), call(2, vec![])]),
            ]),
        ),
    );
    all
}
