//! The terminal and pipes: what programs print, what the command says, what
//! programs read.
use super::files::Files;
use super::settings::Settings;
use super::{NO_READER, guard};
use glassbox::host::{DENIED, Host, Process};
use std::io::{BufRead, ErrorKind, Write};
use std::path::Path;
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
    fresh_line();
    print(text);
    print("\n");
}

/// Ends the line if something stands in it.
pub fn fresh_line() {
    if IN_LINE.load(Ordering::Relaxed) {
        print("\n");
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
    args: Vec<String>,
    input: Decoder,
    /// Whether programs get no more than a line at a time: the rest is for others.
    by_line: bool,
    files: Option<Files>,
}

impl Console {
    /// A world that prints there.
    pub fn new(settings: &Settings, output: Output, args: Vec<String>) -> Console {
        let process = Process::new(settings.seed);
        Console {
            process,
            output,
            args,
            input: Decoder::default(),
            by_line: settings.by_line,
            files: settings.files.clone(),
        }
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
    fn read(&mut self, most: usize) -> Option<String> {
        guard::reading(true);
        let text = self.input.piece(&mut std::io::stdin().lock(), most, self.by_line);
        guard::reading(false);
        text
    }
    fn write_error(&mut self, text: &str) -> bool {
        error(text);
        true
    }
    fn read_file(&mut self, path: &str, most: usize) -> Result<Vec<u8>, String> {
        self.files.as_ref().ok_or_else(|| DENIED.to_string())?.read(path, most)
    }
    fn read_source(&mut self, name: &str, from: &str, most: usize) -> Result<(String, String), String> {
        // Only what is next to the program, and below.
        let folder = Path::new(from).parent().unwrap_or(Path::new(""));
        let shown = folder.join(name).to_string_lossy().into_owned();
        let folder = if folder.as_os_str().is_empty() { ".".into() } else { folder.to_string_lossy() };
        let bytes = Files::grant(&folder)?.read(name, most)?;
        let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8")?;
        Ok((shown, text))
    }
    fn write_file(&mut self, path: &str, bytes: &[u8], add: bool) -> Result<(), String> {
        self.files.as_ref().ok_or_else(|| DENIED.to_string())?.write(path, bytes, add)
    }
    fn file_exists(&mut self, path: &str) -> bool {
        self.files.as_ref().is_some_and(|files| files.exists(path))
    }
    fn list_folder(&mut self, path: &str) -> Result<Vec<String>, String> {
        self.files.as_ref().ok_or_else(|| DENIED.to_string())?.list(path)
    }
    fn delete_file(&mut self, path: &str) -> Result<(), String> {
        self.files.as_ref().ok_or_else(|| DENIED.to_string())?.delete(path)
    }
}

/// The next line with its end; `None` at the end of the input.
pub fn line(input: &mut impl BufRead) -> Option<String> {
    let mut bytes = vec![];
    let _ = input.read_until(b'\n', &mut bytes);
    if bytes.is_empty() { None } else { Some(String::from_utf8_lossy(&bytes).into_owned()) }
}

/// Makes text of bytes that come in pieces.
#[derive(Default)]
struct Decoder {
    /// The beginning of a character whose end is still to come.
    begun: Vec<u8>,
}

impl Decoder {
    /// What is there of the input, at most about `most` bytes. Bytes that are not
    /// UTF-8 become replacement characters; an input that cannot be read has ended.
    fn piece(&mut self, input: &mut impl BufRead, most: usize, by_line: bool) -> Option<String> {
        loop {
            let found = match input.fill_buf() {
                Ok(found) => found,
                Err(e) if e.kind() == ErrorKind::Interrupted => continue,
                Err(_) => &[],
            };
            if found.is_empty() {
                let last = std::mem::take(&mut self.begun);
                return if last.is_empty() { None } else { Some(String::from_utf8_lossy(&last).into_owned()) };
            }
            let line = found.iter().position(|&b| b == b'\n').filter(|_| by_line);
            let taken = line.map_or(found.len(), |end| end + 1).min(most.max(1));
            self.begun.extend_from_slice(&found[..taken]);
            input.consume(taken);
            let whole = match std::str::from_utf8(&self.begun) {
                Err(e) if e.error_len().is_none() => e.valid_up_to(),
                _ => self.begun.len(),
            };
            let rest = self.begun.split_off(whole);
            let bytes = std::mem::replace(&mut self.begun, rest);
            if !bytes.is_empty() {
                return Some(String::from_utf8_lossy(&bytes).into_owned());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Decoder;
    use std::io::BufReader;

    fn pieces(bytes: &[u8], most: usize) -> Vec<String> {
        let mut input = BufReader::new(bytes);
        let mut decoder = Decoder::default();
        std::iter::from_fn(|| decoder.piece(&mut input, most, false)).collect()
    }

    #[test]
    fn pieces_are_whole_characters() {
        assert_eq!(pieces(b"a\r\nb", 100), ["a\r\nb"]);
        assert_eq!(pieces(b"", 100), [""; 0]);
        assert_eq!(pieces("ab\u{e4}d".as_bytes(), 3), ["ab", "\u{e4}d"]);
        assert_eq!(pieces("\u{20ac}\u{20ac}".as_bytes(), 1), ["\u{20ac}", "\u{20ac}"]);
        assert_eq!(pieces(b"\xff!\xe2\x82", 100), ["\u{fffd}!\u{fffd}"]);
        assert_eq!(pieces(b"\xe2\x82", 100), ["\u{fffd}"]);
        let mut input = BufReader::new(&b"one\ntwo\nthree"[..]);
        assert_eq!(Decoder::default().piece(&mut input, 100, true).as_deref(), Some("one\n"));
        assert_eq!(super::line(&mut input).as_deref(), Some("two\n"));
        assert_eq!(super::line(&mut input).as_deref(), Some("three"));
        assert_eq!(super::line(&mut input), None);
    }
}
