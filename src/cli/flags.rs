//! The options, as data: parsing, help and suggestions read the same rows.

/// An option.
pub struct Flag {
    /// Without the dashes.
    pub name: &'static str,
    /// A short form.
    pub short: Option<char>,
    /// What its value is called; empty if it takes none.
    pub value: &'static str,
    /// What it does.
    pub text: &'static str,
}

/// A row that takes a value.
pub const fn value(name: &'static str, value: &'static str, text: &'static str) -> Flag {
    Flag { name, short: None, value, text }
}

/// A row that takes none.
pub const fn switch(name: &'static str, text: &'static str) -> Flag {
    Flag { name, short: None, value: "", text }
}

/// Options of every subcommand that loads programs.
pub const SHARED: &[Flag] = &[
    value("language", "NAME", "The language of the program, if its file name does not tell"),
    value("without", "NAMES", "Switch optimisations off, by name, separated by commas; `all` for all"),
    value("only-with", "NAMES", "Switch all optimisations off but these"),
    value("dispatch", "LOOP", "How instructions are reached: threaded, switch or traced (counts them)"),
    value(
        "jit-mode",
        "MODE",
        "Who compiles hot code: auto, off, on (also while counting), or mir (interpreted, for tests)",
    ),
    value("jit-threshold", "N", "Calls or turns of a loop after which it is compiled (100)"),
    switch("jit-force-exits", "Leave compiled code once at each place where that can happen, to test it"),
    switch("baseline", "Use the plain tree-walking interpreter instead of the VM"),
    value("fuel", "N", "End programs after N calls and loop turns"),
    value("memory", "SIZE", "Memory a program may hold, like 64M or 1G (256M)"),
    value("depth", "N", "Calls that may be open at once (10000000)"),
    value("gc", "MODE", "When garbage is collected: off, normal, or stress (all the time)"),
    value("cache-size", "N", "Callees or record types an inline cache remembers (4)"),
    value("slab-size", "BYTES", "Size of the pool's packet buffers (1500)"),
    value("initial-slabs", "N", "Packet buffers made at first (16)"),
    value("max-slabs", "N", "Packet buffers the pool keeps at most (4096)"),
    value("seed", "N", "Where random numbers start (1)"),
    value("files", "DIR", "Let programs use the files in DIR, and nothing above it"),
    value("color", "WHEN", "Colours in messages: auto, always or never"),
    Flag { name: "help", short: Some('h'), value: "", text: "Explain this command" },
];
