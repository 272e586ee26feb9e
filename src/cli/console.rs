//! The terminal and pipes: what programs print, what the command says, what
//! programs read.
use super::{NO_READER, guard};
use glassbox::host::{Host, Process};
use std::io::{BufRead, ErrorKind, Write};
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the standard output stands in the midst of a line.
static IN_LINE: AtomicBool = AtomicBool::new(false);

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
    if !text.is_empty() {
        IN_LINE.store(!text.ends_with('\n'), Ordering::Relaxed);
    }
}

/// The same for a text with lines of its own, whatever was written before.
pub fn print_lines(text: &str) {
    if IN_LINE.load(Ordering::Relaxed) {
        print("\n");
    }
    print(text);
    print("\n");
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
    args: Vec<String>,
}

impl Console {
    /// A world that prints there.
    pub fn new(seed: u64, output: Output, args: Vec<String>) -> Console {
        Console { process: Process::new(seed), output, args }
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
    fn args(&mut self) -> Vec<String> {
        self.args.clone()
    }
    fn read_line(&mut self, most: usize) -> Option<String> {
        guard::reading(true);
        let line = line(&mut std::io::stdin().lock(), most);
        guard::reading(false);
        line
    }
}

/// The next line without its end, or the next piece of a line that is too long:
/// `most` bytes and what completes the last character. Bytes that are not UTF-8
/// become replacement characters; an input that cannot be read has ended.
pub fn line(input: &mut impl BufRead, most: usize) -> Option<String> {
    let mut out: Vec<u8> = vec![];
    loop {
        let found = match input.fill_buf() {
            Ok(found) => found,
            Err(e) if e.kind() == ErrorKind::Interrupted => continue,
            Err(_) => &[],
        };
        let Some(&next) = found.first() else {
            break if out.is_empty() { None } else { Some(text(out)) };
        };
        // A character is completed, and an end of line goes with the last piece.
        if out.len() >= most.max(1) && next & 0xC0 != 0x80 && !matches!(next, b'\r' | b'\n') {
            break Some(text(out));
        }
        let room = most.saturating_sub(out.len()).clamp(1, found.len());
        let end = found[..room].iter().position(|b| *b == b'\n');
        let taken = end.unwrap_or(room);
        out.extend_from_slice(&found[..taken]);
        input.consume(taken + end.is_some() as usize);
        if end.is_some() {
            if out.last() == Some(&b'\r') {
                out.pop();
            }
            break Some(text(out));
        }
    }
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::line;

    fn lines(mut bytes: &[u8], most: usize) -> Vec<String> {
        std::iter::from_fn(|| line(&mut bytes, most)).collect()
    }

    #[test]
    fn lines_lose_their_ends_only() {
        assert_eq!(lines(b"a\r\n\nb", 100), ["a", "", "b"]);
        assert_eq!(lines(b"a\n", 100), ["a"]);
        assert_eq!(lines(b"", 100), [""; 0]);
        assert_eq!(lines(b"\xff!\n", 100), ["\u{fffd}!"]);
    }

    #[test]
    fn long_lines_come_in_pieces_of_whole_characters() {
        assert_eq!(lines("abcdef\ng".as_bytes(), 4), ["abcd", "ef", "g"]);
        assert_eq!(lines(b"abcd\r\nefgh\n", 4), ["abcd", "efgh"]);
        assert_eq!(lines("abc\u{e4}d\n".as_bytes(), 4), ["abc\u{e4}", "d"]);
        assert_eq!(lines("\u{20ac}\u{20ac}\n".as_bytes(), 1), ["\u{20ac}", "\u{20ac}"]);
    }
}
