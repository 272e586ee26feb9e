//! The `glassbox` command as people and scripts use it: every subcommand, wrong
//! use, and programs that are wrong in every way there is.
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// What a run of the command gave.
struct Ran {
    status: i32,
    out: String,
    err: String,
}

impl Ran {
    #[track_caller]
    fn ok(&self) -> &Ran {
        self.status(0)
    }
    #[track_caller]
    fn status(&self, status: i32) -> &Ran {
        assert_eq!(self.status, status, "out: {}\nerr: {}", self.out, self.err);
        self
    }
    #[track_caller]
    fn out(&self, part: &str) -> &Ran {
        assert!(self.out.contains(part), "{part:?} is not in the output:\n{}\nerr: {}", self.out, self.err);
        self
    }
    #[track_caller]
    fn err(&self, part: &str) -> &Ran {
        assert!(self.err.contains(part), "{part:?} is not in the messages:\n{}", self.err);
        self
    }
    #[track_caller]
    fn quiet(&self) -> &Ran {
        assert_eq!(self.err, "");
        self
    }
}

/// Runs the command; it must end within a minute.
fn glassbox(args: &[&str], input: &[u8]) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_glassbox"))
        .args(args)
        .env_remove("NO_COLOR")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // A command that does not read closes the pipe.
        let _ = stdin.write_all(&input);
    });
    let read = |mut from: Box<dyn std::io::Read + Send>| {
        std::thread::spawn(move || {
            let mut bytes = vec![];
            from.read_to_end(&mut bytes).expect("a pipe");
            String::from_utf8(bytes).expect("UTF-8")
        })
    };
    let out = read(Box::new(child.stdout.take().expect("a pipe")));
    let err = read(Box::new(child.stderr.take().expect("a pipe")));
    let begin = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("a status") {
            break status;
        }
        if begin.elapsed() > Duration::from_secs(60) {
            let _ = child.kill();
            panic!("{args:?} does not end");
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    writer.join().expect("no panic");
    let status = status.code().unwrap_or(-1);
    Ran { status, out: out.join().expect("no panic"), err: err.join().expect("no panic") }
}

/// Runs a program that is given as the standard input.
fn program(options: &[&str], source: &str) -> Ran {
    let mut args = vec!["run"];
    args.extend(options);
    args.push("-");
    glassbox(&args, source.as_bytes())
}

/// A file that is removed in the end.
struct File(PathBuf);

impl File {
    fn new(ending: &str, bytes: &[u8]) -> File {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("glassbox-test-{}-{n}.{ending}", std::process::id()));
        std::fs::write(&path, bytes).expect("a writable folder");
        File(path)
    }
    fn path(&self) -> &str {
        self.0.to_str().expect("UTF-8")
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn example(name: &str) -> String {
    format!("{}/examples/lisp/{name}.scm", env!("CARGO_MANIFEST_DIR"))
}

const FIB: &str =
    "(define (fib n)\n  (if (< n 2)\n      n\n      (+ (fib (- n 1)) (fib (- n 2)))))\n(display (fib 15))\n";

// Help and wrong use.

#[test]
fn help_names_every_command_and_every_option() {
    let all = glassbox(&["--help"], b"");
    for command in ["run", "repl", "debug", "inspect", "profile", "check", "bench", "help"] {
        all.ok().out(&format!("\n  {command} "));
    }
    for command in ["run", "repl", "debug", "inspect", "profile", "check", "bench"] {
        let long = glassbox(&[command, "--help"], b"");
        let options = ["--without", "--only-with", "--dispatch", "--fuel", "--memory", "--depth", "--gc", "--baseline"];
        for option in options {
            long.ok().out(&format!("\n  {option}"));
        }
        long.out("fusion").out("Sequences that occur often become one superinstruction.");
        assert!(long.out.lines().all(|l| l.chars().count() <= 100), "{}", long.out);
        assert_eq!(long.out, glassbox(&["help", command], b"").out);
        assert_eq!(long.out, glassbox(&[command, "-h"], b"").out);
    }
    glassbox(&["--version"], b"").ok().out(concat!("glassbox ", env!("CARGO_PKG_VERSION")));
}

#[test]
fn wrong_use_is_explained() {
    let cases: &[(&[&str], &str, &str)] = &[
        (&[], "Usage: glassbox COMMAND", "bench"),
        (&["rnu"], "there is no command `rnu`", "did you mean `run`?"),
        (&["--fuel", "3"], "a command comes first", "`glassbox --help` explains"),
        (&["run"], "`run` needs a file", "`glassbox run --help` explains"),
        (&["run", "--fule", "3", "x.scm"], "`run` has no option `--fule`", "did you mean `--fuel`?"),
        (&["run", "--zzz"], "`run` has no option `--zzz`", "explains"),
        (&["run", "-x"], "`run` has no option `-x`", "explains"),
        (&["run", "--fuel"], "`--fuel` needs a value: --fuel N", "explains"),
        (&["run", "--fuel", "many", "x.scm"], "not `many`", "--fuel"),
        (&["run", "--fuel", "0", "x.scm"], "at least 1", "--fuel"),
        (&["run", "--fuel", "99999999999999999999", "x.scm"], "whole number", "--fuel"),
        (&["run", "--memory", "1T", "x.scm"], "a size like 64M or 1G, not `1T`", "--memory"),
        (&["run", "--depth", "-4", "x.scm"], "--depth", "-4"),
        (&["run", "--stats=yes", "x.scm"], "`--stats` takes no value", "explains"),
        (&["run", "--without", "fuson", "x.scm"], "there is no optimisation `fuson`", "did you mean `fusion`?"),
        (&["run", "--without", "nothing-like-it", "x.scm"], "there is no optimisation", "there are: tail-calls,"),
        (&["run", "--without", "fold", "--only-with", "fold", "x.scm"], "cannot be used together", "explains"),
        (&["run", "--dispatch", "treaded", "x.scm"], "there is no loop `treaded`", "did you mean `threaded`?"),
        (&["run", "--gc", "on", "x.scm"], "there is no mode `on`", "off"),
        (&["run", "--language", "lips", "x.scm"], "there is no language `lips`", "did you mean `lisp`?"),
        (&["run", "--color", "blue", "x.scm"], "there is no choice `blue`", "auto, always, never"),
        (&["run", "--cache-size", "100", "x.scm"], "`--cache-size` is at most 64", "explains"),
        (&["inspect"], "`inspect` needs a file", "explains"),
        (&["inspect", "--baseline", "x.scm"], "nothing to inspect", "explains"),
        (&["inspect", "--run", "--dispatch", "switch", "x.scm"], "only the traced loop can", "leave `--dispatch` out"),
        (&["profile"], "`profile` needs a file", "explains"),
        (&["profile", "--baseline", "x.scm"], "has no profiler", "explains"),
        (&["profile", "--dispatch", "switch", "x.scm"], "only the traced loop can", "leave `--dispatch` out"),
        (&["profile", "--by", "tim", "x.scm"], "there is no measure `tim`", "did you mean `time`?"),
        (&["check"], "`check` needs at least one file", "explains"),
        (&["repl", "x.scm"], "`repl` takes no file", "glassbox run x.scm"),
        (&["bench", "--configs", "non", "fib"], "there is no configuration `non`", "did you mean `none`?"),
        (&["bench", "--repeats", "0", "fib"], "at least 1", "--repeats"),
        (&["help", "rum"], "there is no command `rum`", "did you mean `run`?"),
    ];
    for (args, first, second) in cases {
        let ran = glassbox(args, b"");
        ran.status(2).err(first).err(second);
        assert_eq!(ran.out, "", "{args:?}");
    }
}

#[test]
fn a_file_in_place_of_a_command_is_understood() {
    let f = File::new("scm", b"1");
    glassbox(&[f.path()], b"").status(2).err(&format!("glassbox run {}", f.path()));
}

// run

#[test]
fn output_and_messages_go_separate_ways() {
    let ran = program(&[], "(display \"out\") (newline) (car 5)");
    assert_eq!(ran.status(1).out, "out\n");
    ran.err("error[type]: car: expected a pair, got 5").err("(car 5)").err("^").err("<stdin>:1");
    assert!(!ran.err.contains('\x1b'), "no colours in a pipe");
    assert!(program(&["--color", "always"], "(car 5)").status(1).err.contains('\x1b'));
    program(&[], "(display 1)").ok().quiet();
}

#[test]
fn programs_choose_their_exit_status() {
    for (source, status) in [("(exit)", 0), ("(exit #t)", 0), ("(exit #f)", 1), ("(exit 7)", 7), ("1", 0)] {
        program(&[], source).status(status).quiet();
    }
}

#[test]
fn the_value_of_the_last_form_can_be_printed() {
    assert_eq!(
        program(&["--print"], "(display \"no end\") (list 1 \"two\")").ok().quiet().out,
        "no end\n(1 \"two\")\n"
    );
    assert_eq!(program(&["--print"], "(define x 1)").ok().out, "nil\n");
    assert_eq!(program(&["--print", "--baseline"], "(* 6 7)").ok().out, "42\n");
    program(&["--print"], "(car 1)").status(1).err("error[type]");
}

#[test]
fn programs_see_their_arguments() {
    let f = File::new("scm", b"(write (command-line))");
    let ran = glassbox(&["run", f.path(), "one", "--two", "-3", "two words"], b"");
    assert_eq!(ran.ok().quiet().out, format!("({:?} \"one\" \"--two\" \"-3\" \"two words\")", f.path()));
    // An option in the wrong place does not go unnoticed.
    let ran = glassbox(&["run", f.path(), "--stats"], b"");
    ran.ok().out("\"--stats\"").err("`--stats` after the file went to the program");
}

#[test]
fn programs_read_lines() {
    let f = File::new("scm", b"(let loop ((l (read-line))) (if (string? l) (begin (write l) (loop (read-line)))))");
    let read = |input: &[u8]| glassbox(&["run", f.path()], input).ok().quiet().out.clone();
    assert_eq!(read(b"one\r\n\ntw\xc3\xb6"), "\"one\"\"\"\"tw\u{f6}\"");
    assert_eq!(read(b""), "");
    assert_eq!(read(b"\xff\n"), "\"\u{fffd}\"");
}

#[test]
fn programs_use_the_files_that_are_granted() {
    let folder = std::env::temp_dir().join(format!("glassbox-cli-files-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let source = r#"
        (define (kind thunk) (guard (e (#t (if (file-error? e) 'file-error e))) (thunk)))
        (call-with-output-file "a.txt" (lambda (p) (write '(1 "two") p) (newline p) (display "three" p)))
        (display (call-with-input-file "a.txt" (lambda (p) (list (read p) (read-line p) (read-line p) (read-line p)))))
        (with-output-to-file "a.txt" (lambda () (display "again")))
        (display (with-input-from-file "a.txt" read-line))
        (define b (open-binary-output-file "b"))
        (let loop ((i 0)) (when (< i 10000) (write-u8 (modulo i 256) b) (loop (+ i 1))))
        (close-port b)
        (define in (open-binary-input-file "b"))
        (display (bytevector-length (read-bytevector 20000 in)))
        (display (list (kind (lambda () (open-input-file "b"))) (kind (lambda () (open-input-file "../x")))))
        (display (list (file-exists? "b") (file-exists? "c") (begin (delete-file "b") (file-exists? "b"))))
        (display "not closed" (open-output-file "c.txt"))
    "#;
    for engine in [&[][..], &["--baseline"]] {
        let args = [&["--files", folder.to_str().expect("UTF-8")], engine].concat();
        let out = "((1 two)  three #<eof>)again10000(file-error file-error)(#t #f #f)";
        assert_eq!(program(&args, source).ok().quiet().out, out);
        assert_eq!(std::fs::read_to_string(folder.join("c.txt")).expect("a file"), "not closed");
    }
    std::fs::remove_dir_all(&folder).expect("the folder goes");
    program(&["--files", "/no such folder"], "1").status(2).err("no such");
    program(&[], "(open-input-file \"x\")").status(1).err("error[io]").err("may not use files");
}

#[test]
fn programs_of_python_use_the_files_that_are_granted() {
    let folder = std::env::temp_dir().join(format!("glassbox-cli-python-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("inner")).expect("a folder");
    let source = include_str!("python/files.py");
    let args = ["--language", "python", "--files", folder.to_str().expect("UTF-8")];
    let out = program(&args, source).ok().quiet().out.clone();
    assert_eq!(std::fs::read_to_string(folder.join("open.txt")).expect("a file"), "not closed");
    std::fs::remove_dir_all(&folder).expect("the folder goes");
    assert_eq!(out, include_str!("python/files.txt"));
    let denied = program(&["--language", "python"], "open('x', 'w')");
    denied.status(1).err("PermissionError: [Errno 13] the program may not use files: 'x'");
    program(&["--language", "python"], "open('x')")
        .status(1)
        .err("FileNotFoundError: [Errno 2] No such file or directory");
}

#[test]
fn programs_include_what_is_next_to_them() {
    let folder = std::env::temp_dir().join(format!("glassbox-cli-include-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("sub")).expect("a folder");
    let path = |name: &str| folder.join(name).to_str().expect("UTF-8").to_string();
    let write = |name: &str, text: &str| std::fs::write(path(name), text).expect("a file");
    write("defs.scm", "(define-syntax two (syntax-rules () ((_) 2)))\n(define a (two))\n(include \"sub/more.scm\")");
    write("sub/more.scm", "(include-ci \"Case.scm\")\n(define (fails x)\n  (car x))");
    write("sub/Case.scm", "(DEFINE B 'Upper)");
    write("main.scm", "(include \"defs.scm\")\n(display (list a b (let () (include \"sub/Case.scm\") 1)))\n(fails 5)");
    write("wrong.scm", "(include \"bad.scm\")");
    write("bad.scm", "\n(if)");
    write("self.scm", "(include \"self.scm\")");
    write("sub/out.scm", "(include \"../defs.scm\")");
    for engine in [&[][..], &["--baseline"]] {
        let run = |name: &str| glassbox(&[&["run"][..], engine, &[&path(name)]].concat(), b"");
        run("main.scm").status(1).err("error[unbound]").err("DEFINE");
        write("sub/Case.scm", "(define b 'Upper)");
        run("main.scm").status(1).out("(2 upper 1)").err("sub/more.scm:3:3").err("main.scm:3:1");
        run("wrong.scm").status(1).err("bad.scm:2:1");
        run("self.scm").status(1).err("error[expansion]").err("includes itself");
        run("sub/out.scm").status(1).err("error[io]").err("outside");
        write("sub/Case.scm", "(DEFINE B 'Upper)");
    }
    glassbox(&["check", &path("wrong.scm")], b"").status(1).err("bad.scm:2:1");
    std::fs::remove_dir_all(&folder).expect("the folder goes");
}

#[test]
fn python_imports_files_and_packages_beside_the_program() {
    let folder = std::env::temp_dir().join(format!("glassbox-cli-packages-{}", std::process::id()));
    let files = [
        ("pkg/__init__.py", "x = 1\nprint('init', __name__, __file__.endswith('pkg/__init__.py'))\n"),
        ("pkg/mod.py", "def f(): return __name__\nif __name__ == '__main__': print('never')\n"),
        ("pkg/sub/__init__.py", ""),
        ("pkg/sub/deep.py", "z = 3\n"),
        ("helper.py", "import pkg.sub.deep as d\ny = d.z + 1\n"),
        ("broken.py", "x = (\n"),
        ("fails.py", "raise ValueError('inside')\n"),
        (
            "main.py",
            "\
import helper, pkg.mod, importlib, sys
from pkg import mod
from pkg.sub import deep
print(helper.y, pkg.x, pkg.mod.f(), mod is pkg.mod, deep is pkg.sub.deep, __name__)
print('pkg.mod' in sys.modules, importlib.import_module('pkg.mod') is mod)
for name in ('pkg.nothing', 'helper.sub', 'nothing.at.all', 'broken', 'fails'):
    try:
        importlib.import_module(name)
    except (ImportError, SyntaxError, ValueError) as e:
        print(type(e).__name__, e if name != 'broken' else '')
try:
    from pkg import nope
except ImportError as e:
    print(str(e).split(' (')[0])
",
        ),
    ];
    for (name, text) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().expect("it is in the folder")).expect("a folder");
        std::fs::write(path, text).expect("it can be written");
    }
    let main = folder.join("main.py");
    glassbox(&["run", &main.to_string_lossy()], b"").status(0).out(
        "init pkg True\n4 1 pkg.mod True True __main__\nTrue True\n\
         ModuleNotFoundError No module named 'pkg.nothing'\n\
         ModuleNotFoundError No module named 'helper.sub'; 'helper' is not a package\n\
         ModuleNotFoundError No module named 'nothing'\nSyntaxError \nValueError inside\n\
         cannot import name 'nope' from 'pkg'\n",
    );
    std::fs::remove_dir_all(&folder).expect("it can be removed");
}

#[test]
fn python_programs_know_the_whole_path_of_their_file() {
    let text = "import os, sys\nprint(os.path.isabs(__file__), sys.argv[0] == __file__)\n1 / 0\n";
    let file = File::new("py", text.as_bytes());
    let here = std::env::current_dir().expect("a folder");
    let up = "../".repeat(here.components().count() - 1);
    let relative = format!("{up}{}", file.path().trim_start_matches('/'));
    let whole = here.join(&relative);
    let shown = format!("File \"{}\", line 3", whole.display());
    glassbox(&["run", &relative], b"").status(1).out("True False\n").err(&shown);
}

#[test]
fn every_switch_and_loop_gives_the_same() {
    for name in glassbox::options::Opt::ALL.iter().map(|o| o.name()) {
        assert_eq!(program(&["--without", name], FIB).ok().quiet().out, "610", "{name}");
        assert_eq!(program(&["--only-with", name], FIB).ok().quiet().out, "610", "{name}");
    }
    let lists: &[&[&str]] = &[
        &["--without", "all"],
        &["--without", "fusion,fold", "--without=loops"],
        &["--dispatch", "switch"],
        &["--dispatch=traced"],
        &["--gc", "stress"],
        &["--gc", "off"],
        &["--cache-size", "1"],
        &["--baseline"],
    ];
    for options in lists {
        assert_eq!(program(options, FIB).ok().quiet().out, "610", "{options:?}");
    }
}

#[test]
fn switches_reach_the_code() {
    let f = File::new("scm", FIB.as_bytes());
    let fused = |options: &[&str]| {
        let mut args = vec!["inspect", "--fused"];
        args.extend(options);
        args.push(f.path());
        glassbox(&args, b"").ok().out.clone()
    };
    assert!(fused(&[]).contains("JumpUnlessLtImm"));
    assert!(!fused(&["--without", "fusion"]).contains("JumpUnlessLtImm"));
    assert!(!fused(&["--only-with", "fold"]).contains("SubImm"));
}

#[test]
fn stats_follow_the_output() {
    let ran = program(&["--stats", "--dispatch", "traced"], FIB);
    assert_eq!(ran.ok().out, "610");
    ran.err("calls and loop turns")
        .err("instructions dispatched")
        .err("memory of objects in use")
        .err("memory held at most")
        .err("inline cache hits");
    program(&["--stats", "--baseline"], FIB).ok().err("does not count");
}

#[test]
fn optimisations_explain_themselves() {
    let ran = program(&["--debug-perf", "--without", "jit"], FIB);
    assert_eq!(ran.ok().out, "610");
    ran.err("fib (<stdin>:1)").err("  +  fusion ").err("CallGlobal stands for GetGlobal and Call");
    ran.err("  -  loops ").err("something is left to do after the call").err("985 hits, 1 miss");
    let ran = program(&["--debug-perf", "--jit-threshold", "10"], FIB);
    ran.ok().err("  +  jit ").err("the function is compiled").err("instructions of MIR");
    program(&["--debug-perf", "--without", "fusion"], FIB).ok().err("Switched off: fusion");
    program(&["--debug-perf", "--dispatch", "traced"], FIB).ok().err(" times");
    program(&["--debug-perf", "--baseline"], FIB).ok().err("has no optimisations");
}

#[test]
fn the_language_is_known_by_the_ending_or_named() {
    let f = File::new("txt", b"(display 1)");
    glassbox(&["run", f.path()], b"").status(2).err("is not known by its name").err("--language").err(".scm");
    assert_eq!(glassbox(&["run", "--language", "lisp", f.path()], b"").ok().out, "1");
    let f = File::new("SCM", b"(display 1)");
    assert_eq!(glassbox(&["run", f.path()], b"").ok().out, "1");
}

#[test]
fn examples_run() {
    for name in ["first", "packet-counter", "checksum", "classify", "pipeline", "queens"] {
        let ran = glassbox(&["run", &example(name)], b"");
        ran.ok().quiet();
        assert!(!ran.out.is_empty(), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_glassbox"))
        .args(["run", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let source = b"(let loop ((i 0)) (display i) (newline) (loop (+ i 1)))";
    child.stdin.take().expect("a pipe").write_all(source).expect("it reads");
    let mut first = [0; 2];
    std::io::Read::read_exact(child.stdout.as_mut().expect("a pipe"), &mut first).expect("output");
    assert_eq!(&first, b"0\n");
    drop(child.stdout.take());
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
    assert_eq!(ended.status.code(), Some(141));
}

#[cfg(unix)]
#[test]
fn output_that_cannot_be_written_is_an_error() {
    let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else { return };
    let f = File::new("scm", b"(display 1)");
    let ended = Command::new(env!("CARGO_BIN_EXE_glassbox"))
        .args(["run", f.path()])
        .stdout(full)
        .output()
        .expect("the command starts");
    assert_eq!(ended.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&ended.stderr).contains("the output cannot be written"));
}

/// Sends Ctrl-C's signal once the program has printed something.
#[cfg(unix)]
fn interrupt(args: &[&str], input: &str) -> Ran {
    use std::io::Read;
    let mut child = Command::new(env!("CARGO_BIN_EXE_glassbox"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("it reads");
    let mut out = vec![0];
    child.stdout.as_mut().expect("a pipe").read_exact(&mut out).expect("output");
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(sent.success());
    let ended = child.wait_with_output().expect("it ends");
    out.extend(ended.stdout);
    let text = |b: Vec<u8>| String::from_utf8(b).expect("UTF-8");
    Ran { status: ended.status.code().unwrap_or(-1), out: text(out), err: text(ended.stderr) }
}

#[cfg(unix)]
#[test]
fn ctrl_c_says_where_the_program_was() {
    let f = File::new("scm", b"(define (spin n) (spin (+ n 1)))\n(display 'on)\n(spin 0)\n");
    let ran = interrupt(&["run", f.path()], "");
    assert_eq!(ran.status(130).out, "on");
    ran.err("error[stopped]").err("spin");
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_the_program_and_not_the_session() {
    let ran = interrupt(&["repl"], "(begin (display 'on) (let loop () (loop)))\n(+ 40 2)\n");
    ran.ok().out("42\n").err("error[stopped]");
}

// repl

#[test]
fn a_session_prints_values_and_survives_errors() {
    let input = "(define x 20)\n(car 5)\n(+ x\n   22)\n\"a\\\"b\"\n)\nunknown\n(display \"printed\")\n(list 1 'b)";
    let ran = glassbox(&["repl"], input.as_bytes());
    assert_eq!(ran.ok().out, "42\n\"a\\\"b\"\nprinted\n(1 b)\n");
    ran.err("error[type]").err("error[syntax]").err("error[unbound]").err("<repl ");
}

#[test]
fn macros_and_libraries_last_for_a_session() {
    let input = "(define-syntax swap (syntax-rules () ((_ a b) (list b a))))\n(swap 1 2)\n\
        (define-library (l) (export f m) (begin (define (f) 'f) (define-syntax m (syntax-rules () ((_) (f))))))\n\
        (import (prefix (l) l:))\n(l:m)\n(swap 1)\n(define-syntax bad (syntax-rules () ((_ x) y)))(if)\n(bad 1)\n\
        (define swap list)\n(swap 1 2)\n(define-syntax def (syntax-rules () ((_ n) (begin (define hidden 5) \
        (define-syntax n (syntax-rules () ((_) hidden)))))))\n(def get)\n(get)\n(eval '(get))\n";
    let ran = glassbox(&["repl"], input.as_bytes());
    assert_eq!(ran.ok().out, "(2 1)\nf\n(1 2)\n5\n5\n");
    ran.err("no rule of the macro `swap`").err("bad has no value");
}

#[test]
fn sessions_have_commands() {
    let input =
        "(define (sq x) (* x x))\n:inspect (sq 5)\n:stats\n:help\n:halp\n:inspect\n:reset\n(sq 2)\n:quit\n(display 1)";
    let ran = glassbox(&["repl"], input.as_bytes());
    ran.ok().out("Core lowered").out("CallGlobal").out("memory held at most").out(":inspect EXPR");
    ran.err("did you mean `:help`?").err(":inspect needs an expression").err("error[unbound]");
    assert!(!ran.out.ends_with('1'), "the session ended at :quit");
    glassbox(&["repl"], b"(exit 5)\n(display 1)\n").status(5).quiet();
}

#[test]
fn sessions_show_values_as_people_read_them() {
    // Several values have a line each; what is long goes over several lines.
    let ran =
        glassbox(&["repl"], b"(values 1 \"two\" '(3))\n(values)\n(iota 40)\n(map (lambda (x) (list x x)) (iota 15))");
    let lines: Vec<&str> = ran.ok().quiet().out.lines().collect();
    assert_eq!(lines[..3], ["1", "\"two\"", "(3)"]);
    assert_eq!(
        lines[3..5],
        [
            "(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29",
            " 30 31 32 33 34 35 36 37 38 39)"
        ]
    );
    assert_eq!(lines[5..7], ["((0 0)", " (1 1)"]);
    assert_eq!(lines.len(), 20);
    let ran = glassbox(&["repl", "--baseline"], b"(values 1 2)\n(iota 3)");
    assert_eq!(ran.ok().out, "1\n2\n(0 1 2)\n");
}

#[test]
fn sessions_explain_and_measure() {
    let input = "(define (f n) (if (= n 0) 'done (f (- n 1))))\n:time (f 100)\n:core (+ 1 2)\n:bytecode (f 1)\n\
                 :doc cons\n:doc let*\n:doc compose\n:doc f\n:doc zzz\n:time\n:time (car 1)\n(+ 1 1)";
    let ran = glassbox(&["repl"], input.as_bytes());
    ran.ok().out("done\n").out("== Core lowered\n(+ 1 2)").out("== Core after fold\n3").out("CallGlobal");
    ran.out("cons is a builtin function of 2 arguments.\nA new pair.").out("let* is a form, written (let* ");
    ran.out("(define (compose . fs)").out("f is what this session has defined").out("\n2\n");
    ran.err("calls and loop turns: 102")
        .err("nothing is known of `zzz`")
        .err(":time needs an expression")
        .err("error[type]");
    let ran = glassbox(&["repl", "--baseline"], b":time (+ 1 2)\n:core 1\n:stats");
    ran.ok().out("3\n").err("s\n").err("nothing to inspect").err("does not count");
}

#[test]
fn a_session_ends_with_its_input() {
    glassbox(&["repl"], b"").ok().quiet();
    glassbox(&["repl"], b"(display 1").ok().err("error[syntax]");
    assert_eq!(glassbox(&["repl", "--baseline"], b"(define x 2)\n(* x 21)\n").ok().out, "42\n");
}

#[test]
fn limits_hold_for_each_piece_of_a_session() {
    let input = "(define (spin) (spin))\n(spin)\n(define (deep n) (+ 1 (deep n)))\n(deep 0)\n(make-vector 100000000 0)\n(+ 1 2)\n";
    let ran = glassbox(&["repl", "--fuel", "10_000_000", "--memory", "16M"], input.as_bytes());
    assert_eq!(ran.ok().out, "3\n");
    ran.err("error[fuel]").err("error[memory]");
}

#[test]
fn a_session_in_python_has_blocks() {
    let lines = b"1 + 2\ndef f(a):\n    return a * 5\n\nf(3)\nf('a' + 1)\nfor i in range(2):\n    print(i, 'turns')\n\n[f(4),\n 5]\n";
    let ran = glassbox(&["repl", "--language", "python"], lines);
    ran.ok().out("3\n15\n").out("0 turns\n1 turns\n").out("[20, 5]\n").err("TypeError: can only concatenate str");
}

// debug

#[test]
fn debug_steps_and_shows_variables() {
    let source = "def half(n):\n    m = n\n    return m / zero\n\nzero = 2\nprint(half(8))\nzero = 0\nhalf(9)\n";
    let f = File::new("py", source.as_bytes());
    let commands = "break 3\nbreak 4\nbreak\nc\nc\nlocals\nprint zero\nbt\nup\nout\nclear 3\nclear 5\nnext\nwhat\nnext\n\nlocals\np m\np q\nlist\ns\nq\n";
    let ran = glassbox(&["debug", f.path()], commands.as_bytes());
    ran.status(1).out("breakpoints: 3, 5").out(":3 in half, breakpoint\n->    3 |     return m / zero\n");
    ran.out("n = 8\nm = 8\n2\n-> half at").out(":6 in <module>\n->    6 | print(half(8))\n").out("4.0\n");
    ran.out("->    7 | zero = 0").out("->    8 | half(9)").out("n = 9\nm = 9\n9\n").out("      2 |     m = n\n");
    ran.err("ZeroDivisionError").err("there is no command `what`").err("no variable `q`").err("the program has ended");

    let f = File::new("scm", b"(define (f x)\n  (display x)\n  (* x 2))\n(f 21)\n(exit 3)\n");
    let ran = glassbox(&["debug", f.path()], b"s\nstep\nl\nn\no\nc\n");
    ran.status(3).out(":2 in f").out("x = 21\n").out("21").out("->    5 | (exit 3)").err("the program has ended");
    glassbox(&["debug"], b"").status(2).err("needs a file");
    glassbox(&["debug", "--baseline", f.path()], b"").status(2).err("no lines to stop at");
    let broken = File::new("scm", b"(car");
    glassbox(&["debug", broken.path()], b"").status(1).err("error[syntax]");
}

// inspect and check

#[test]
fn inspect_shows_every_stage() {
    let f = File::new("scm", FIB.as_bytes());
    let ran = glassbox(&["inspect", f.path()], b"");
    ran.ok().quiet().out("Core lowered").out("(define @fib").out("Core after fold").out("Core after loops");
    ran.out("fib (").out(": bytecode").out(": fused code").out("    2 |   (if (< n 2)").out("stands for 0 1");
    let fused = glassbox(&["inspect", "--fused", "--function", "fib", f.path()], b"");
    fused.ok().out("JumpUnlessLtImm");
    assert!(!fused.out.contains("<main>") && !fused.out.contains("bytecode"), "{}", fused.out);
    ran.out("== Decisions").out("calls itself and is no loop");
    let decisions = glassbox(&["inspect", "--decisions", "--function", "fib", f.path()], b"");
    decisions.ok().out("== Decisions").out("fib (");
    assert!(!decisions.out.contains("<main>") && !decisions.out.contains("Core"), "{}", decisions.out);
    let core = glassbox(&["inspect", "--core", f.path()], b"");
    assert!(!core.ok().out.contains("fused"), "{}", core.out);
    glassbox(&["inspect", "--function", "fob", f.path()], b"").status(2).err("did you mean `fib`?");
    let jit = glassbox(&["inspect", "--jit", "--function", "fib", f.path()], b"");
    jit.ok().err("610").out("-- built").out("-- jit-unboxing").out("call.self").out("-- clif").out("-- machine code");
    jit.out("== What happened (back end cranelift, threshold 100)").out("compiled");
    glassbox(&["inspect", "--jit", "--run", f.path()], b"").status(2).err("one at a time");
}

#[test]
fn inspect_counts_what_runs() {
    let f = File::new("scm", FIB.as_bytes());
    let ran = glassbox(&["inspect", "--run", f.path()], b"");
    // 1973 calls of fib: 2 * fib(16) - 1.
    ran.ok().err("610").out("1 973  0  JumpUnlessLtImm").out("Inline caches").out("global-call  one");
    ran.out("Pairs of instructions").out("SubImm").out("instructions dispatched");
    let failing = glassbox(&["inspect", "--run", "-"], b"(define (f) (car 1)) (f)");
    failing.status(1).err("error[type]").out("f (<stdin>:1)");
}

#[test]
fn inspect_shows_what_sites_know_of_objects() {
    let source = "class A:\n    def __init__(self):\n        self.x, self.y = 1, 2\n    def get(self):\n        return self.y\n\n\n\
                  class B(A):\n    pass\n\n\nfor i in range(9):\n    for o in (A(), B()):\n        print(o.get())\n";
    let f = File::new("py", source.as_bytes());
    let ran = glassbox(&["inspect", "--run", f.path()], b"");
    ran.ok().out("method-call").out("A(x, y): get is in A").out("B(x, y): get is in A").out("attribute");
    ran.out("A(x, y): y is slot 1").out("B(x): y becomes slot 1");
}

#[test]
fn inspect_speaks_json() {
    let f = File::new("scm", FIB.as_bytes());
    let ran = glassbox(&["inspect", "--run", "--json", f.path()], b"");
    let all: serde_json::Value = serde_json::from_str(&ran.ok().out).expect("JSON");
    let functions = all["inspection"]["functions"].as_array().expect("functions");
    let fib = functions.iter().find(|f| f["name"] == "fib").expect("fib");
    assert_eq!(fib["fused"][0]["count"], 1973);
    assert_eq!(fib["fused"][0]["line"], 2);
    assert!(fib["plain"].as_array().expect("rows").len() > fib["fused"].as_array().expect("rows").len());
    assert!(all["inspection"]["core"].as_array().expect("steps").len() >= 2);
    assert!(all["inspection"]["sites"][0]["hits"].is_u64());
    assert!(all["stats"]["dispatches"].as_u64().expect("a number") > 1000);
    assert_eq!(all["diagnostics"], serde_json::json!([]));
}

#[test]
fn a_profile_has_a_table_and_a_chart() {
    let f = File::new("scm", FIB.as_bytes());
    let ran = glassbox(&["profile", f.path()], b"");
    ran.ok().err("610").out("with callees").out("  1 973  ").out("  display").out("builtin").out("[<main> 100.0%");
    ran.out("[fib x15 ");
    let first = ran.out.lines().nth(3).expect("a row");
    assert!(first.contains("fib  ") && first.ends_with(":1"), "the most expensive first: {first}");
    let one = glassbox(&["profile", "--by", "time", "--top", "1", f.path()], b"");
    one.ok().out("... and 2 more").out("[fib x15 ");
    let loops = "(define (even? n) (if (= n 0) #t (odd? (- n 1)))) (define (odd? n) (if (= n 0) #f (even? (- n 1))))
                 (display (even? 1000)) (car '())";
    let ran = glassbox(&["profile", "-"], loops.as_bytes());
    ran.status(1).err("#t").err("error[type]").out("  501         500  ").out("[~odd? 4").out("~ by tail calls only");
    glassbox(&["profile", "-"], b"(car").status(1).err("error[syntax]");
    glassbox(&["profile", "-"], b"(exit 7)").status(7).out("<main>");
}

#[test]
fn a_profile_has_the_places_that_allocate() {
    let source = "(define (squares n) (if (= n 0) '() (cons (* n n)\n  (squares (- n 1)))))
                  (display (apply + (map car (map list (squares 500)))))";
    let ran = glassbox(&["profile", "--allocations", "-"], source.as_bytes());
    ran.ok()
        .out("held at most of 256.0 MB")
        .out("500  pair     <stdin>:1  squares  (cons (* n n)")
        .out("(map list (squares 500))  through map");
    let ran = glassbox(&["profile", "--allocations", "--top", "1", "--gc", "stress", "-"], source.as_bytes());
    ran.ok().out("collections, ").out("... and ").out("through map");
}

#[test]
fn a_profile_can_be_read_by_tools() {
    let f = File::new("scm", FIB.as_bytes());
    let folded = glassbox(&["profile", "--folded", f.path()], b"");
    folded.ok().out("<main>;fib;fib;fib ").out("<main>;display 1\n");
    let sum: u64 =
        folded.out.lines().map(|l| l.rsplit(' ').next().and_then(|n| n.parse::<u64>().ok()).expect("a count")).sum();
    let ran = glassbox(&["profile", "--json", f.path()], b"");
    let all: serde_json::Value = serde_json::from_str(&ran.ok().out).expect("JSON");
    let profile = &all["profile"];
    // What the task's entry does stands in no stack.
    assert_eq!(profile["instructions"], sum + 2);
    let fib = &profile["entries"][0];
    assert_eq!((&fib["name"], &fib["calls"], &fib["tailCalls"]), (&"fib".into(), &1973.into(), &0.into()));
    assert_eq!(profile["tree"][0]["parent"], serde_json::Value::Null);
    assert_eq!(profile["tree"][0]["totalInstructions"], profile["instructions"]);
}

#[test]
fn check_reports_and_does_not_run() {
    let (good, bad) = (File::new("scm", b"(display 1)"), File::new("scm", b"(let ((x)) x)\n(if)"));
    let ran = glassbox(&["check", good.path()], b"");
    assert_eq!(ran.ok().quiet().out, "");
    let ran = glassbox(&["check", good.path(), bad.path(), "/nowhere.scm"], b"");
    ran.status(1).err("error[form]").err(bad.path()).err("/nowhere.scm cannot be read");
    let ran = glassbox(&["check", "--json", good.path(), bad.path()], b"");
    let all: serde_json::Value = serde_json::from_str(&ran.status(1).quiet().out).expect("JSON");
    assert_eq!(all[0]["diagnostics"], serde_json::json!([]));
    assert_eq!(all[1]["diagnostics"][0]["code"], "form");
}

#[test]
fn python_is_checked_and_run() {
    let good = File::new("py", b"def f(x):\n    return x + 1\nprint(f(41))\n");
    let bad = File::new("py", b"if x = 1:\n    pass\n");
    assert_eq!(glassbox(&["check", good.path()], b"").ok().quiet().out, "");
    let ran = glassbox(&["check", good.path(), bad.path()], b"");
    ran.status(1).err("error[syntax]: invalid syntax. Maybe you meant '==' or ':=' instead of '='?").err(":1:4");
    assert_eq!(glassbox(&["run", good.path()], b"").ok().quiet().out, "42\n");
    glassbox(&["inspect", good.path()], b"").ok();
    glassbox(&["profile", good.path()], b"").ok();
    glassbox(&["run", "--baseline", good.path()], b"").status(1).err("not supported: python programs in the baseline");
    let failing = File::new("py", b"import sys\n\ndef f():\n    return 1 / 0\n\nf()\n");
    let ran = glassbox(&["run", failing.path()], b"");
    ran.status(1).err("ZeroDivisionError: division by zero").err("line 4, in f").err("~~^~~");
    let exits = File::new("py", b"import sys\nprint(sys.argv[1:], input())\nsys.exit(3)\n");
    let ran = glassbox(&["run", exits.path(), "a", "b"], b"line\n");
    assert_eq!(ran.status(3).out, "['a', 'b'] line\n");
}

// bench

#[test]
fn bench_compares_configurations() {
    let f = File::new("scm", FIB.as_bytes());
    let ran = glassbox(&["bench", "--repeats", "2", f.path()], b"");
    ran.ok().err("measuring").out("configuration").out("median").out("±");
    for name in ["all", "none", "without-fusion", "without-buffer-pool", "switch", "traced", "baseline"] {
        ran.out(&format!("\n  {name} "));
    }
    assert!(!ran.out.contains("DIFFERENT"), "{}", ran.out);
    assert!(!ran.out.contains("failed"), "{}", ran.out);
}

#[test]
fn bench_speaks_json_and_knows_its_own_programs() {
    let ran = glassbox(&["bench", "--json", "--repeats", "3", "--configs", "all,switch,baseline", "tak"], b"");
    let all: serde_json::Value = serde_json::from_str(&ran.ok().out).expect("JSON");
    let configs = all["programs"][0]["configs"].as_array().expect("configs");
    assert_eq!(configs.iter().map(|c| &c["name"]).collect::<Vec<_>>(), ["all", "switch", "baseline"]);
    for c in configs {
        assert_eq!(c["samples"].as_array().expect("samples").len(), 3);
        assert!(c["medianNanos"].as_f64().expect("a number") > 0.0);
        assert_eq!(c["differs"], false);
    }
    let list = glassbox(&["bench", "--list"], b"");
    for name in ["fib", "packets", "channels"] {
        list.ok().out(&format!("\n  {name} "));
    }
}

#[test]
fn bench_tells_differing_and_failing_runs() {
    // The time differs from run to run, and so between configurations.
    let ran = glassbox(&["bench", "--repeats", "1", "--configs", "all,none", "-"], b"(display (current-second))");
    ran.ok().out("DIFFERENT RESULT").out("Results differ");
    let ran = glassbox(&["bench", "--repeats", "2", "--configs", "all", "-"], b"(car 1)");
    ran.status(1).out("failed").out("car: expected a pair");
}

// Bad input.

#[test]
fn files_that_cannot_be_read() {
    glassbox(&["run", "/nowhere/x.scm"], b"").status(1).err("/nowhere/x.scm cannot be read: there is no such file");
    let folder = std::env::temp_dir();
    let folder = folder.to_str().expect("UTF-8");
    glassbox(&["run", "--language", "lisp", folder], b"").status(1).err("it is a folder");
}

#[test]
fn text_that_is_no_program() {
    let deep = vec![b'('; 10_000_000];
    glassbox(&["run", "-"], &deep).status(1).err("error[nesting]");
    glassbox(&["run", "-"], &vec![b')'; 10_000_000]).status(1).err("error[syntax]");
    glassbox(&["run", "--baseline", "-"], &deep).status(1).err("error[nesting]");
    glassbox(&["run", "-"], b"(display \"a\xff\")").status(1).err("not UTF-8").err("byte 11 is 0xff");
    glassbox(&["check", "-"], b"\x00\x01\x02(((").status(1).err("error[syntax]");
    program(&[], "").ok().quiet();
    program(&[], "; only a comment").ok().quiet();
}

/// Numbers from a seed (a xorshift, to have the same bytes everywhere).
fn random_bytes(seed: u64, n: usize) -> Vec<u8> {
    let mut x = seed * 2 + 1;
    let mut next = || {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        (x >> 32) as u8
    };
    (0..n).map(|_| next()).collect()
}

#[test]
fn random_bytes_and_random_brackets() {
    for seed in 1..20 {
        let ran = glassbox(&["run", "--fuel", "100000", "-"], &random_bytes(seed, 2000));
        assert_eq!(ran.status, 1, "{}", ran.err);
        let marks = b"()'`,@;\"#\\ .|[]{}01azdefine lambda";
        let text: Vec<u8> = random_bytes(seed, 2000).iter().map(|b| marks[*b as usize % marks.len()]).collect();
        let ran = glassbox(&["run", "--fuel", "100000", "-"], &text);
        assert!([0, 1].contains(&ran.status), "{}\n{}", ran.status, ran.err);
        assert!(!ran.err.contains("internal"), "{}", ran.err);
    }
}

#[test]
fn programs_without_end() {
    for options in [&["--fuel", "1000000"][..], &["--fuel", "1000000", "--baseline"]] {
        program(options, "(define (spin) (spin)) (spin)").status(1).err("error[fuel]").err("1000000");
        program(options, "(let loop ((i 0)) (loop (+ i 1)))").status(1).err("error[fuel]");
    }
}

#[test]
fn programs_that_want_too_much() {
    let deep = "(define (deep n) (+ 1 (deep n)))\n(deep 0)";
    program(&["--memory", "64M"], deep).status(1).err("error[memory]").err("deep");
    program(&["--depth", "1000"], deep).status(1).err("error[depth]").err("1000");
    for source in [
        "(make-list 1000000000 0)",
        "(iota 1000000000)",
        "(make-vector 1000000000 0)",
        "(make-bytevector 1000000000 0)",
        "(define (grow l) (grow (cons 1 l))) (grow '())",
        "(define (double s) (double (string-append s s))) (double \"ab\")",
        "(define m (make-hash-map)) (let loop ((i 0)) (hash-set! m i i) (loop (+ i 1)))",
        "(let loop () (spawn (lambda () (recv! (chan)))) (loop))",
    ] {
        program(&["--memory", "64M"], source).status(1).err("error[memory]").err("64");
    }
    // What is caught leaves the program running.
    let caught = "(display (guard (e (#t (error-kind e))) (make-list 1000000000 0)))";
    assert_eq!(program(&["--memory", "64M"], caught).ok().quiet().out, "memory");
}

#[test]
fn data_that_contains_itself_is_printed() {
    let ran = program(&[], "(define l (list 1 2)) (set-cdr! (cdr l) l) (write l) (newline) (display 'after)");
    ran.ok().quiet().out("after");
    let ran = program(&[], "(define v (vector 1 2)) (vector-set! v 0 v) (write v) (newline) (display 'after)");
    ran.ok().quiet().out("after");
    let ran = program(&[], "(define l (list 1 2)) (set-cdr! (cdr l) l) (error \"in a ring:\" l)");
    ran.status(1).err("in a ring:");
}

#[test]
fn tasks_that_wait_for_ever() {
    let ran = program(&[], "(define c (chan))\n(spawn (lambda () (send! (chan) 1)))\n(recv! c)");
    ran.status(1).err("error[deadlock]").err("receives from chan").err("main");
}

#[test]
fn errors_carry_their_trace() {
    let ran = program(&[], "(define (inner x) (car x))\n(define (outer x) (+ 1 (inner x)))\n(display (outer 5))\n");
    ran.status(1).err("error[type]").err("inner").err("outer").err("<stdin>:1");
}
