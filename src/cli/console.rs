//! The terminal and pipes: what programs print, what the command says, what
//! programs read.
use super::NO_READER;
use glassbox::host::{Host, Process};
use std::io::{ErrorKind, Write};

/// Writes to the standard output. When nobody reads it any more the process ends
/// quietly; any other failure is an error.
pub fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    if let Err(e) = out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        if e.kind() != ErrorKind::BrokenPipe {
            error(&format!("error[io]: the output cannot be written: {e}\n"));
            std::process::exit(super::FAILED as i32);
        }
        std::process::exit(NO_READER as i32);
    }
}

/// Writes to the standard error output, if it is there.
pub fn error(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// Where programs print.
#[derive(Clone, Copy, PartialEq)]
pub enum Output {
    /// The standard output.
    Standard,
    /// The standard error output, where the standard output carries a report.
    Error,
    /// Nowhere: it is kept until it is asked for.
    Kept,
}

/// The process as the world of a program.
pub struct Console {
    process: Process,
    output: Output,
}

impl Console {
    /// A world that prints there.
    pub fn new(seed: u64, output: Output) -> Console {
        Console { process: Process::new(seed), output }
    }
}

impl Host for Console {
    fn write(&mut self, text: &str) -> bool {
        match self.output {
            Output::Standard => print(text),
            Output::Error => error(text),
            Output::Kept => return false,
        }
        true
    }
    fn nanos(&mut self) -> u64 {
        self.process.nanos()
    }
    fn seconds(&mut self) -> f64 {
        self.process.seconds()
    }
    fn random(&mut self) -> u64 {
        self.process.random()
    }
}
