//! Every builtin with arguments of every kind, called by its name and as a value.
use crate::common::{assert_none, in_parallel, on_baseline, on_vm};
use glassbox::baseline::Limits;
use glassbox::lang::lisp::builtins::{BUILTINS, MANY};
use glassbox::vm::Config;

/// What depends on the world, ends the program, or is refused by the baseline.
const NOT_COMPARED: &[&str] = &[
    "current-jiffy",
    "current-second",
    "random",
    "exit",
    "chan",
    "%continuation-winders",
    "%offered",
    "chan?",
    "task?",
    "buffer-stats",
    "gensym",
    "%make-record-type",
    "%make-record",
    "%record-is?",
];

/// Arguments for each place of each builtin.
const ARGUMENTS: &[&str] = &[
    "0",
    "1",
    "2",
    "-1",
    "16",
    "1.5",
    "2.0",
    "1125899906842623",
    "'a",
    "\"\"",
    "\"abc\"",
    "\"añb c\"",
    "#\\b",
    "#t",
    "'()",
    "(list 1 2)",
    "(list #\\a #\\b)",
    "(list \"x\" \"y\")",
    "(list (cons 1 2) (cons \"abc\" 3))",
    "(cons 1 2)",
    "(vector 3 4)",
    "(bytevector 1 2 3 4 5 6 7 8 200)",
    "(hash-map 'a 1)",
    "car",
    "(make-r 1)",
    "r",
    "(packet-buffer 10)",
    "(pvector 1 'b)",
    "(pmap 'a 1)",
];

/// Calls a builtin with all combinations of arguments.
fn calls(name: &str, arity: usize) -> String {
    // With three and more places, only every fourth kind, from a start that depends on the name.
    let step = if arity < 3 { 1 } else { 4 };
    let kinds: Vec<&str> = ARGUMENTS.iter().skip(name.len() % step).step_by(step).copied().collect();
    let clauses: String = kinds.iter().enumerate().map(|(i, a)| format!("    (({i}) {a})\n")).collect();
    let places: Vec<String> = (0..arity).map(|i| format!("x{i}")).collect();
    let fresh: String = places.iter().map(|x| format!("({x} (kind i{x})) ")).collect();
    let args = places.join(" ");
    let mut body = format!(
        "(let ({fresh}) (show (lambda () ({name} {args})) (list {args})))\n\
         (let ({fresh}) (show (lambda () (apply f (list {args}))) (list {args})))"
    );
    for x in &places {
        body = format!("(do ((i{x} 0 (+ i{x} 1))) ((= i{x} {})) {body})", kinds.len());
    }
    format!(
        "(define-record-type thing (make-r f) r? (f r-f))\n(define r thing)\n\
         (define (kind i)\n  (case i\n{clauses}))\n\
         (define f {name})\n\
         (define (show thunk args)\n  (write (guard (e ((error-object? e) (list (error-kind e) (error-object-message e))))\n\
         \x20          (list 'ok (thunk) args)))\n  (newline))\n{body}\n"
    )
}

#[test]
fn builtins_agree_on_arguments_of_every_kind() {
    let only = std::env::var("BUILTIN").unwrap_or_default();
    let mut jobs = vec![];
    for b in BUILTINS.iter().filter(|b| !NOT_COMPARED.contains(&b.name) && b.name.contains(&only)) {
        // One too few and one too many as well.
        let most = if b.max == MANY { b.min as usize + 2 } else { b.max as usize + 1 };
        jobs.extend(((b.min as usize).saturating_sub(1)..=most.min(3)).map(|n| (b.name, n)));
    }
    assert_none(in_parallel(&jobs, |&(name, arity)| {
        let program = calls(name, arity);
        let wanted = on_baseline(Limits { memory: 8 << 20, ..Limits::default() }, &program);
        let (got, _) = on_vm(Config { memory: 8 << 20, ..Config::default() }, &program);
        if got == wanted {
            return None;
        }
        let lines = got.output.lines().zip(wanted.output.lines());
        let differ: Vec<String> =
            lines.filter(|(a, b)| a != b).take(3).map(|(a, b)| format!("\n  vm       {a}\n  baseline {b}")).collect();
        Some(format!("{name} of {arity}: {:?} {:?}{}", got.result, wanted.result, differ.concat()))
    }));
}
