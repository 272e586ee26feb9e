use super::*;
use crate::core::{Names, print};
use crate::lang::lisp::builtins;

/// A VM's front end: units are lowered one after the other.
struct World {
    interner: Interner,
    globals: GlobalNames,
    env: LispEnv,
}

impl World {
    fn new() -> World {
        let mut interner = Interner::default();
        let env = LispEnv::new(&mut interner);
        let mut w = World { interner, globals: GlobalNames::default(), env };
        lower_prelude(&mut w.env, &mut w.interner, &mut w.globals, SourceId(0));
        w
    }
    fn lower(&mut self, text: &str) -> Result<(Unit, Vec<Diagnostic>), Vec<Diagnostic>> {
        lower(&mut self.env, &mut self.interner, &mut self.globals, SourceId(1), text)
    }
    /// Printed Core of a unit without errors or warnings.
    #[track_caller]
    fn core(&mut self, text: &str) -> String {
        let (unit, warnings) = self.lower(text).unwrap();
        assert!(warnings.is_empty(), "{warnings:#?}");
        passes::verify::verify(&unit).unwrap();
        let names = Names { interner: &self.interner, globals: &self.globals, natives: builtins::NAMES };
        print::text(&print::print(&unit, &names)).trim_end().to_string()
    }
    /// Code and message of each error.
    fn errors(&mut self, text: &str) -> Vec<String> {
        self.lower(text).unwrap_err().iter().map(|d| format!("{}: {}", d.code.text(), d.message)).collect()
    }
}

fn lowered(text: &str) -> Result<(Unit, Vec<Diagnostic>), Vec<Diagnostic>> {
    World::new().lower(text)
}

#[test]
fn a_definition_counts_in_its_whole_unit_and_later_ones() {
    let mut w = World::new();
    assert_eq!(w.core("(car 1)"), "(car 1)");
    assert_eq!(w.core("(car 1) (define (car x) x)"), "(call @car 1)\n(define @car (lambda car (x) x))");
    assert_eq!(w.core("(car 1)"), "(call @car 1)");
    // Forms can be redefined as well.
    assert_eq!(w.core("(define (assert x y) x) (assert 1 2)").lines().last(), Some("(call @assert 1 2)"));
    // The prelude's own functions hide nothing and can be redefined.
    assert_eq!(w.core("(raise 1)"), "(throw 1)");
    w.core("(define (raise x) x)");
    assert_eq!(w.core("(raise 1)"), "(call @raise 1)");
}

#[test]
fn a_unit_with_errors_changes_nothing() {
    let mut w = World::new();
    w.lower("(define (car x) x) (define y 1) (set! cdr 5) (if)").unwrap_err();
    assert_eq!(w.core("(car (cdr 1))"), "(car (cdr 1))");
    assert_eq!(w.lower("y").unwrap().1.len(), 1, "y has no value");
}

#[test]
fn assigned_builtins_are_called_assigned_locals_change_nothing() {
    let mut w = World::new();
    assert_eq!(w.core("(let ((car 1)) (set! car 2)) "), "(let ((car 1)) (set car 2))");
    assert_eq!(w.core("(car 1)"), "(car 1)");
    assert_eq!(w.core("(set! car cdr) (car 1)"), "(set @car @cdr)\n(call @car 1)");
    assert_eq!(w.core("(car 1)"), "(call @car 1)");
}

#[test]
fn what_the_host_declares_is_known_and_called() {
    let mut w = World::new();
    let (name, car) = (w.interner.intern("answer"), w.interner.intern("car"));
    w.env.declare(name);
    w.env.declare(car);
    assert_eq!(w.core("(car answer)"), "(call @car @answer)");
}

#[test]
fn bindings_hide_forms_and_builtins() {
    let mut w = World::new();
    assert_eq!(w.core("(lambda (if list) (if list))"), "(lambda #f (if list) (tail if list))");
    assert_eq!(w.core("(let ((else #f)) (cond (else 1)))"), "(let ((else #f)) (if else 1 (unit)))");
    assert_eq!(w.core("(let* ((x 1) (x (+ x 1))) x)"), "(let ((x 1) (x.2 (+ x 1))) x.2)");
    assert_eq!(w.core("(let ((x 1)) (let ((x x)) x))"), "(let ((x 1)) (let ((x.2 x)) x.2))");
}

#[test]
fn record_functions_are_fields_until_redefined() {
    let mut w = World::new();
    w.core("(define-record-type point (make x y) point? (x px set-px!) (y py))");
    assert_eq!(w.core("(px (make 1 2))"), "(get (native %make-record @point 1 2) x @point)");
    assert_eq!(w.core("(map px '())"), "(call @map @px '())");
    assert_eq!(w.core("(define (px p) 1) (px 2)").lines().last(), Some("(call @px 2)"));
    assert_eq!(w.core("(px 2)"), "(call @px 2)");
    assert_eq!(w.core("(set! py car) (py 2)").lines().last(), Some("(call @py 2)"));
    assert_eq!(w.core("(py 2)"), "(call @py 2)");
    // A set further down counts above.
    assert!(
        w.core("(define-record-type b (bm bx) b? (bx bx)) (define (f r) (bx r)) (set! bx car)")
            .contains("(tail @bx r)")
    );
    // Used above its definition, in one unit.
    let text = "(define (f p) (w p)) (define-record-type box (b w) box? (w w))";
    assert!(w.core(text).starts_with("(define @f (lambda f (p) (get p w @box)))"));
    // Defined twice: nobody knows which one counts when it is called.
    let text = "(define-record-type a (a1 x) a? (x ax)) (define (ax r) r) (ax 1)";
    assert_eq!(w.core(text).lines().last(), Some("(call @ax 1)"));
}

#[test]
fn errors_of_hidden_words() {
    let mut w = World::new();
    assert_eq!(w.errors("(load car)"), ["unsupported: not supported: load"]);
    assert_eq!(w.core("(define (load f) (f 1)) (load car)").lines().last(), Some("(call @load @car)"));
    assert_eq!(w.errors("(list if)"), ["form: `if` is a form and has no value"]);
    assert_eq!(w.errors("(set! let 1)"), ["form: `let` is a form and cannot be set"]);
}

#[test]
fn problems_are_limited_in_number() {
    let errors = lowered(&"(if)".repeat(10_000)).unwrap_err();
    assert_eq!(errors.len(), MAX_PROBLEMS);
    let (_, warnings) = lowered(&(0..10_000).map(|i| format!("(print unknown{i})")).collect::<String>()).unwrap();
    assert_eq!(warnings.len(), MAX_PROBLEMS);
}

#[test]
fn near_names_are_found() {
    let names = ["length", "list", "string-append", "%hidden", "x"];
    let near = |s: &str| nearest(s, names.into_iter());
    assert_eq!(near("lenght"), Some("length"));
    assert_eq!(near("lst"), Some("list"));
    assert_eq!(near("strng-apend"), Some("string-append"));
    assert_eq!(near("y"), None);
    assert_eq!(near("completely"), None);
    assert_eq!(near("%hiden"), None);
}

#[test]
fn completion_knows_forms_builtins_and_definitions() {
    let mut w = World::new();
    w.core("(define (string-mine) 1)");
    let found = w.env.completions(&w.interner, "string-m");
    assert_eq!(found, ["string-map", "string-mine"]);
    assert!(w.env.completions(&w.interner, "let").contains(&"let*"));
    assert!(w.env.completions(&w.interner, "%").is_empty());
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
                passes::run_all(
                    &mut unit,
                    crate::options::OptSet::all(),
                    &mut passes::notes::Notes::off(),
                    &mut |_, unit| {
                        crate::core::print::print(unit, &names);
                    },
                );
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
        ("(match x ((list a (or 1 2)) ", "1", "))"),
        ("(match x (", "y", " 1))"),
        ("(match x ((list ", "y", ") 1))"),
        ("(select ((recv! c x) ", "1", ") ((send! c 1) 2))"),
        ("(spawn ", "(f)", ")"),
        ("(list [", "x", "])"),
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
    // Some long forms are as deep as they are long, others and long lists are not.
    for (text, deep) in [
        (format!("(cond {})", "((f) 1)".repeat(100_000)), false),
        (format!("(or {})", "(f) ".repeat(100_000)), false),
        (format!("(and {})", "(f) ".repeat(100_000)), false),
        (format!("(case 1 {})", "((1) 1)".repeat(100_000)), false),
        (format!("(+ {})", "(f) ".repeat(100_000)), false),
        (format!("(begin {})", "(f) ".repeat(100_000)), false),
        (format!("(define (g) {} 1)", "(define x (f)) "), false),
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
        (format!("(match x {})", "(1 2)".repeat(100_000)), false),
        (format!("(match x ((list {}) 2))", "1 ".repeat(100_000)), true),
        (format!("(match x ((or {}) 2))", "1 ".repeat(100_000)), true),
        (format!("(select {})", "((recv! c) 1)".repeat(100_000)), true),
    ] {
        assert_eq!(survives(text.clone()) == Some(Code::Nesting), deep, "{}", &text[..40]);
    }
}

#[test]
fn the_parts_of_the_prelude_are_its_definitions() {
    let mut interner = Interner::default();
    let whole =
        crate::syntax::sexpr::read(&mut interner, SourceId(0), crate::lang::lisp::PRELUDE).expect("the prelude reads");
    let parts = prelude_parts();
    assert_eq!(parts.len(), whole.top.len());
    let mut env = LispEnv::new(&mut interner);
    let mut globals = GlobalNames::default();
    for (name, part) in parts {
        let unit = lower_part(&mut env, &mut interner, &mut globals, SourceId(0), part.clone());
        let id = globals.lookup(interner.lookup(name).expect("its name")).expect("its global");
        let mut defined = vec![];
        fn walk(e: &Expr, defined: &mut Vec<crate::core::GlobalId>) {
            if let Kind::DefineGlobal(g, _) = e.kind {
                defined.push(g);
            }
            e.for_each_child(&mut |c| walk(c, defined));
        }
        walk(&unit.main.body, &mut defined);
        assert_eq!(defined, [id], "{name}");
        assert_eq!(unit.main.span.start as usize, part.start, "{name}");
    }
}
