//! Help texts, made from the tables.
use super::flags::{Flag, SHARED};
use super::{COMMANDS, Command};
use glassbox::Language;
use glassbox::options::Opt;
use std::fmt::Write;

/// Where texts are broken.
const WIDTH: usize = 96;

/// What `glassbox --help` says.
pub fn overview() -> String {
    let mut out = String::from(
        "Glassbox runs programs and shows how: core form, bytecode, fused instructions,\n\
         inline caches, memory, and what each optimisation is worth.\n\n\
         Usage: glassbox COMMAND [OPTIONS] ...\n\nCommands:\n",
    );
    for c in COMMANDS {
        row(&mut out, &format!("{} {}", c.name, c.operands), 24, c.about);
    }
    row(&mut out, "help [COMMAND]", 24, "Explain the command line, or one command");
    out.push_str("\nOptions:\n");
    row(&mut out, "--version", 24, "Say which version this is");
    row(&mut out, "--help", 24, "Show this text");
    let mut endings = vec![];
    for l in Language::ALL {
        endings.push(format!("{} (.{})", l.name(), l.extensions().join(", .")));
    }
    let _ = write!(
        out,
        "\nLanguages, known by the ending of the file: {}.\n\n\
         Begin with a file `hello.scm` that holds (display \"hello\"), and:\n    \
         glassbox run hello.scm\n    glassbox inspect hello.scm\n",
        endings.join("; ")
    );
    out
}

/// What `glassbox COMMAND --help` says.
pub fn of(c: &Command) -> String {
    let mut out = format!("{}.\n\nUsage: glassbox {} [OPTIONS] {}\n", c.about, c.name, c.operands);
    if !c.text.is_empty() {
        let _ = write!(out, "\n{}\n", c.text);
    }
    if !c.flags.is_empty() {
        out.push_str("\nOptions:\n");
        flags(&mut out, c.flags);
    }
    out.push_str("\nOptions of every command:\n");
    flags(&mut out, SHARED);
    out.push_str("\nOptimisations, all on unless switched off; results never change with them:\n");
    for o in Opt::ALL {
        row(&mut out, o.name(), 18, o.sentence());
    }
    out
}

fn flags(out: &mut String, flags: &[Flag]) {
    for f in flags {
        let short = f.short.map_or(String::new(), |c| format!("-{c}, "));
        let value = if f.value.is_empty() { String::new() } else { format!(" {}", f.value) };
        row(out, &format!("{short}--{}{value}", f.name), 24, f.text);
    }
}

/// A name and what it is, broken into lines.
fn row(out: &mut String, name: &str, column: usize, text: &str) {
    let _ = write!(out, "  {name:column$}  ");
    let mut at = column + 4;
    if name.chars().count() > column {
        let _ = write!(out, "\n{:at$}", "");
    }
    for (i, word) in text.split(' ').enumerate() {
        if i > 0 && at + 1 + word.chars().count() > WIDTH {
            at = column + 4;
            let _ = write!(out, "\n{:at$}", "");
        } else if i > 0 {
            out.push(' ');
            at += 1;
        }
        out.push_str(word);
        at += word.chars().count();
    }
    out.push('\n');
}
