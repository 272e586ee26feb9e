use super::*;

fn lowered(text: &str) -> Result<(Unit, Vec<Diagnostic>), Vec<Diagnostic>> {
    let (mut interner, mut globals) = (Interner::default(), GlobalNames::default());
    let mut env = LispEnv::new(&mut interner);
    lower_prelude(&mut env, &mut interner, &mut globals, SourceId(0));
    lower(&mut env, &mut interner, &mut globals, SourceId(1), text)
}

#[test]
fn benchmark_programs_lower_without_a_word() {
    for entry in std::fs::read_dir("benches/programs").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "scm") {
            let text = std::fs::read_to_string(&path).unwrap();
            match lowered(&text) {
                Ok((_, warnings)) => assert!(warnings.is_empty(), "{}: {warnings:#?}", path.display()),
                Err(errors) => panic!("{}: {errors:#?}", path.display()),
            }
        }
    }
}

/// Everything that is done to a program before it is compiled, on a stack of
/// one megabyte, as browsers give.
fn survives(text: String) -> Option<Code> {
    let run = move || {
        let (mut interner, mut globals) = (Interner::default(), GlobalNames::default());
        let mut env = LispEnv::new(&mut interner);
        match lower(&mut env, &mut interner, &mut globals, SourceId(1), &text) {
            Err(problems) => Some(problems[0].code),
            Ok((mut unit, _)) => {
                let names = crate::core::Names {
                    interner: &interner,
                    globals: &globals,
                    natives: super::super::builtins::NAMES,
                };
                passes::run_all(&mut unit, crate::options::OptSet::all(), &mut |_, unit| {
                    crate::core::print::print(unit, &names);
                });
                None
            }
        }
    };
    std::thread::Builder::new().stack_size(1 << 20).spawn(run).unwrap().join().unwrap()
}

#[test]
fn depth_is_limited_and_the_limit_is_within_the_stack() {
    let nest = |open: &str, inner: &str, close: &str, n: usize| format!("{}{inner}{}", open.repeat(n), close.repeat(n));
    let shapes = [
        ("(if x ", "1", ")"),
        ("(+ 1 ", "1", ")"),
        ("(let ((y 1)) ", "1", ")"),
        ("(let loop ((y 1)) (if y ", "1", " (loop y)))"),
        ("(lambda (y) ", "y", ")"),
        ("(let () (define (f) 1) (f) ", "1", ")"),
        ("(do ((i 0 (+ i 1))) ((= i 1) ", "1", "))"),
        ("(list `(1 ,", "1", "))"),
        ("(cond (x ", "1", ") (else 2))"),
        ("(or (f) (g) (h) ", "1", ")"),
        ("(case 1 ((1) ", "1", ") ((2) 3) (else 4))"),
        ("(try ", "1", " (catch e (f e)) (finally (g)))"),
        ("(guard (e ((f e) ", "1", ")) 2)"),
        ("(f ", "1", ")"),
        ("(begin (define x ", "1", "))"),
        ("'(", "1", ")"),
        ("#(", "1", ")"),
        ("`(1 ", ",x", ")"),
    ];
    for (open, inner, close) in shapes {
        let brackets = open.matches('(').count() - open.matches(')').count();
        for n in [10, MAX_NESTING / 3 / brackets, MAX_NESTING - 1, 100_000] {
            let code = survives(nest(open, inner, close, n));
            match n {
                10 => assert!(code.is_none_or(|c| c != Code::Nesting), "{open}"),
                100_000 => assert_eq!(code, Some(Code::Nesting), "{open}"),
                _ => assert!(matches!(code, None | Some(Code::Nesting | Code::Form)), "{open} {n}: {code:?}"),
            }
        }
    }
    // Long forms are as deep as they are long, long lists are not.
    for (text, deep) in [
        (format!("(cond {})", "((f) 1)".repeat(100_000)), true),
        (format!("(or {})", "(f) ".repeat(100_000)), true),
        (format!("(and {})", "(f) ".repeat(100_000)), true),
        (format!("(case 1 {})", "((1) 1)".repeat(100_000)), true),
        (format!("(+ {})", "(f) ".repeat(100_000)), false),
        (format!("(begin {})", "(f) ".repeat(100_000)), false),
        (format!("(define (g) {} 1)", "(define x (f)) ".repeat(1)), false),
        (format!("(let* ({}) 1)", "(x (f)) ".repeat(100_000)), false),
        (format!("'({})", "x ".repeat(100_000)), false),
        (
            format!("(define (g) {} 1)", (0..20_000).map(|i| format!("(define x{i} (f)) (f)")).collect::<String>()),
            false,
        ),
        (
            format!("(define (g) {} 1)", (0..5_000).map(|i| format!("(define (x{i}) (f)) (x{i})")).collect::<String>()),
            true,
        ),
        ("(define (f) 1)".repeat(100_000), false),
    ] {
        assert_eq!(survives(text.clone()) == Some(Code::Nesting), deep, "{}", &text[..40]);
    }
}
