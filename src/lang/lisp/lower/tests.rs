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

/// Printed Core of a program, without the prelude.
fn core(text: &str) -> String {
    let (mut interner, mut globals) = (Interner::default(), GlobalNames::default());
    let mut env = LispEnv::new(&mut interner);
    let (unit, _) = lower(&mut env, &mut interner, &mut globals, SourceId(1), text).unwrap();
    let natives = super::super::builtins::NAMES;
    let names = crate::core::Names { interner: &interner, globals: &globals, natives };
    let first = crate::core::print::text(&crate::core::print::print(&unit, &names));
    let again = crate::core::read::read(&mut interner, &mut globals, natives, SourceId(2), &first).unwrap();
    let names = crate::core::Names { interner: &interner, globals: &globals, natives };
    assert_eq!(first, crate::core::print::text(&crate::core::print::print(&again, &names)));
    first
}

#[test]
fn show() {
    let text = std::fs::read_to_string("benches/programs/packets.scm").unwrap();
    println!("{}", core(&text));
    println!("{}", core("(define (f x) (define a 1) (display a) (define (ev n) (if (= n 0) #t (od (- n 1)))) (define k (ev x)) (define (od n) (ev (- n 1))) (set! a (+ a 1)) (list a k '(1 2 \"x\" #\\a |a b| . c)))
     (define-record-type point (mk x y) point? (x px) (y py set-py!)) (py (mk 1 2)) (set-py! 1 2)
     (define (g . args) (do ((i 0 (+ i 1)) (acc '() (cons (lambda () i) acc))) ((> i 10) acc) (display i)))
     (try (g 1) (catch e (display e)) (finally (display 1)))
     (letrec ((a (lambda () b)) (b (a))) b)
     `(1 ,(f 1) ,@(g 2) (3 ,4)) (case 1 ((1 2) 'a) ((a b c d e f g) => g) (else 3)) (cond ((f 1)) ((g 1) => f) ((or (f 1) (g 2)) 3))"));
}
