//! Random programs on the plain interpreter and on the VM in several
//! configurations: output, value and error must be the same to the last letter;
//! what the plain interpreter refuses, continuations and tasks, on the VM alone.
//! Random texts for the reader. And every builtin with arguments of every kind.
//! How to run more of it: docs/notes/fuzzing.md.
mod common;
mod fuzz;

use common::{Run, assert_none, in_parallel, on_baseline, on_vm, on_vm_in_slices};
use fuzz::hot::Hot;
use fuzz::hot_ways::{self, Counts};
use fuzz::shrink::shrink;
use fuzz::text::{Dice, damaged, datum, soup};
use fuzz::{Maker, number, seeds};
use glassbox::baseline::Limits;
use glassbox::heap::GcMode;
use glassbox::lang::Language;
use glassbox::options::{Dispatch, Opt, OptSet};
use glassbox::syntax::sexpr::read_datums;
use glassbox::syntax::{Interner, SourceId};
use glassbox::vm::{Config, Vm};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Calls and loop turns up to which a program also runs with a collection at each.
const SHORT: u64 = 500;
/// How many ways of running are tried on each program, after the first.
const WAYS: usize = 3;

/// How a program is run.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Way {
    Whole,
    InSlices,
    /// With a collection at every safepoint.
    Stress,
}

fn config(way: usize, seed: u64) -> (String, Config) {
    let pick = |n: usize| Opt::ALL[(seed as usize / n) % Opt::ALL.len()];
    let (one, other) = (pick(1), pick(7));
    let mut c = Config { fuel: Some(400_000), ..Config::default() };
    let name = match way {
        0 => "everything on".into(),
        1 => {
            (c.opts, c.dispatch) = (OptSet::none(), Dispatch::Switch);
            "nothing on, switch".into()
        }
        2 => {
            (c.opts, c.dispatch) = (c.opts.with(one, false).with(other, false), Dispatch::Traced);
            format!("without {} and {}, traced", one.name(), other.name())
        }
        3 => {
            c.opts = OptSet::none().with(one, true);
            format!("only {}", one.name())
        }
        _ => {
            c.cache_size = 1;
            "caches of one".into()
        }
    };
    (name, c)
}

fn ran_out(run: &Run) -> bool {
    matches!(&run.result, Err(e) if e.code == "fuel")
}

/// What is different about a program when it is run in another way than the first,
/// which is the plain interpreter's if it is given.
fn difference(seed: u64, program: &str, first: Option<Run>) -> Option<String> {
    let mut dice = Dice::new(seed);
    let (got, turns) = on_vm(config(0, seed).1, program);
    let wanted = match first {
        Some(wanted) if got != wanted => return Some(format!("\n  got    {got:?}\n  wanted {wanted:?}")),
        _ if ran_out(&got) => return None,
        _ => got,
    };
    for _ in 0..WAYS {
        let (name, config) = config(dice.below(5), seed);
        let ways = [Way::Whole, Way::InSlices, Way::Stress];
        let way = ways[dice.below(if turns < SHORT { 3 } else { 2 })];
        let got = match way {
            Way::Whole => on_vm(config, program).0,
            Way::InSlices => on_vm_in_slices(config, program, seed),
            Way::Stress => on_vm(Config { gc: GcMode::Stress, ..config }, program).0,
        };
        if got != wanted {
            return Some(format!("{name}, {way:?}:\n  got    {got:?}\n  wanted {wanted:?}"));
        }
    }
    None
}

/// What `test` complains of, panics included, with the smallest program that it
/// complains of in the same way.
fn complaint(seed: u64, forms: &[String], test: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let caught = |program: &str| catch_unwind(AssertUnwindSafe(|| test(program))).unwrap_or(Some("it panics".into()));
    let what = caught(&forms.join("\n"))?;
    // Names that have lost their meaning are another matter.
    let smallest = shrink(forms, &|program| caught(program).is_some_and(|w| !w.contains("has no value")));
    let why = caught(&smallest).unwrap_or_default();
    Some(format!("seed {seed}, {what}\nat its smallest:\n{smallest}\n{why}"))
}

#[test]
fn random_programs_agree() {
    let seeds = seeds(250);
    let (ran, shown, failed) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    assert_none(in_parallel(&seeds, |&seed| {
        let forms = Maker::new(seed).program();
        if number("SEED").is_some() {
            println!("{}", forms.join("\n"));
        }
        complaint(seed, &forms, &|program| {
            let wanted = on_baseline(Limits { fuel: Some(100_000), ..Limits::default() }, program);
            if ran_out(&wanted) {
                return None;
            }
            ran.fetch_add(1, Ordering::Relaxed);
            shown.fetch_add(wanted.output.lines().count(), Ordering::Relaxed);
            failed.fetch_add(wanted.output.lines().filter(|l| l.starts_with("(error")).count(), Ordering::Relaxed);
            difference(seed, program, Some(wanted))
        })
    }));
    let (ran, shown, failed) = (ran.into_inner(), shown.into_inner(), failed.into_inner());
    println!("{ran} programs showed {shown} results, {failed} of them errors");
    assert!(failed * 10 < shown * 7, "{failed} of {shown} results are errors");
    assert!(ran * 10 >= seeds.len() * 9, "only {ran} programs ended in time");
}

#[test]
fn random_programs_with_continuations_agree() {
    let seeds = seeds(250);
    assert_none(in_parallel(&seeds, |&seed| {
        let forms = Maker::with_jumps(seed).program();
        if number("SEED").is_some() {
            println!("{}", forms.join("\n"));
        }
        complaint(seed, &forms, &|program| difference(seed, program, None))
    }));
}

/// Programs that run one after the other on a VM, and ways of compiling them.
const BATCH: usize = 8;
const COMPILED_WAYS: usize = 3;

#[test]
fn random_hot_programs_agree_when_compiled() {
    let seeds = seeds(150);
    let ways = number("WAYS").map_or(COMPILED_WAYS, |n| n as usize);
    let all = Mutex::new(Counts::new());
    let ran = AtomicUsize::new(0);
    let complaints = in_parallel(&seeds, |&seed| {
        let forms = Hot::new(seed).batch(BATCH);
        if number("SEED").is_some() {
            println!("{}", forms.join("\n"));
        }
        let found = complaint(seed, &forms, &|batch| {
            let mut counts = Counts::new();
            let different = hot_ways::difference(seed, ways, batch, &mut counts);
            let mut all = all.lock().expect("no panic");
            counts.iter().for_each(|(what, n)| *all.entry(what).or_default() += n);
            different
        });
        if let Some(found) = &found {
            println!("{found}");
        }
        let ran = ran.fetch_add(BATCH, Ordering::Relaxed) + BATCH;
        if ran.is_multiple_of(BATCH * 1000) {
            println!("{ran} programs");
        }
        found
    });
    println!("{} programs: {:#?}", ran.into_inner(), all.into_inner().expect("no panic"));
    assert_none(complaints);
}

/// What the reader does with a text that it should not.
fn misread(text: &str) -> Option<String> {
    let mut interner = Interner::default();
    let outcome = read_datums(&mut interner, SourceId(0), text);
    let inside = |start: u32, end: u32| {
        start <= end && text.is_char_boundary(start as usize) && text.is_char_boundary(end as usize)
    };
    let spans = outcome.data.all().iter().map(|d| outcome.data.span(*d));
    let labels = outcome.problems.iter().flat_map(|p| &p.labels).map(|l| l.span);
    let bad = spans.chain(labels).find(|s| !inside(s.start, s.end));
    bad.map(|s| format!("{s:?} is no part of a text of {} bytes", text.len()))
}

#[test]
fn whatever_is_read_has_its_place() {
    let seeds = seeds(4_000);
    assert_none(in_parallel(&seeds, |&seed| {
        let mut dice = Dice::new(seed);
        let text = match seed % 3 {
            0 => soup(&mut dice),
            1 => {
                let mut text = String::new();
                datum(&mut dice, 4, &mut text);
                damaged(&mut dice, &text)
            }
            _ => damaged(&mut dice, &Maker::new(seed).program().join("\n")),
        };
        complaint(seed, &[text], &misread)
    }));
}

#[test]
fn what_is_written_reads_as_the_same() {
    let seeds = seeds(1_000);
    let chunks: Vec<&[u64]> = seeds.chunks(100).collect();
    assert_none(in_parallel(&chunks, |chunk| {
        let mut vm = Vm::new(Config::default());
        let again = "(define (again x) (let ((p (open-output-string))) (write x p) (get-output-string p)))
                     (define (same? x) (let ((text (again x)))
                       (let ((y (read (open-input-string text)))) (or (and (equal? x y) (equal? text (again y))) text))))";
        vm.run(Language::Lisp, "test", again).expect("it is right");
        for &seed in *chunk {
            let mut text = String::new();
            datum(&mut Dice::new(seed), 4, &mut text);
            match vm.run(Language::Lisp, "test", &format!("(same? '{text})")).map(|v| vm.write(v)) {
                Ok(same) if same == "#t" => {}
                other => return Some(format!("seed {seed}: {text}\n  {other:?}")),
            }
        }
        None
    }));
}
