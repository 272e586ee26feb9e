//! Reads arguments by the tables of options.
use super::Command;
use super::flags::{Flag, SHARED};
use lexopt::{Arg, Parser};
use std::ffi::OsString;

/// The command was used wrongly.
#[derive(Debug)]
pub struct Usage {
    /// One sentence.
    pub message: String,
    /// What may have been meant.
    pub hint: Option<String>,
}

impl Usage {
    /// A problem without a hint.
    pub fn new(message: impl Into<String>) -> Usage {
        Usage { message: message.into(), hint: None }
    }
    /// Adds the hint.
    pub fn hint(mut self, hint: impl Into<String>) -> Usage {
        self.hint = Some(hint.into());
        self
    }
    /// A word that is none of those a place takes.
    pub fn unknown(what: &str, word: &str, known: &[&str]) -> Usage {
        let usage = Usage::new(format!("there is no {what} `{word}`"));
        match nearest(word, known.iter().copied()) {
            Some(near) => usage.hint(format!("did you mean `{near}`?")),
            None => usage.hint(format!("there are: {}", known.join(", "))),
        }
    }
}

/// Arguments in order, checked against the options there are.
#[derive(Default, Debug)]
pub struct Parsed {
    /// Options given, with their values.
    values: Vec<(&'static str, String)>,
    /// What is no option.
    pub operands: Vec<OsString>,
}

impl Parsed {
    /// Whether an option was given.
    pub fn has(&self, name: &str) -> bool {
        self.values.iter().any(|v| v.0 == name)
    }
    /// The value of an option; the last one counts.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().rev().find(|v| v.0 == name).map(|v| v.1.as_str())
    }
    /// Every word of an option that takes a list and may be repeated.
    pub fn words(&self, name: &str) -> impl Iterator<Item = &str> {
        let all = self.values.iter().filter(move |v| v.0 == name);
        all.flat_map(|v| v.1.split([',', ' '])).filter(|w| !w.is_empty())
    }
    /// The value of an option that is a number.
    pub fn number<T: TryFrom<u64>>(&self, name: &'static str, least: u64) -> Result<Option<T>, Usage> {
        let Some(text) = self.value(name) else { return Ok(None) };
        let wrong = || Usage::new(format!("`--{name}` takes a whole number of at least {least}, not `{text}`"));
        let n = text.replace('_', "").parse::<u64>().ok().filter(|n| *n >= least).ok_or_else(wrong)?;
        T::try_from(n).map(Some).map_err(|_| wrong())
    }
    /// The value of an option that is a number of bytes.
    pub fn size(&self, name: &'static str) -> Result<Option<usize>, Usage> {
        let Some(text) = self.value(name) else { return Ok(None) };
        let wrong = || Usage::new(format!("`--{name}` takes a size like 64M or 1G, not `{text}`"));
        bytes(text).map(Some).ok_or_else(wrong)
    }
}

/// A number of bytes, with `K`, `M` or `G` for powers of 1024.
fn bytes(text: &str) -> Option<usize> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match text[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" | "kib" => 1 << 10,
        "m" | "mb" | "mib" => 1 << 20,
        "g" | "gb" | "gib" => 1usize << 30,
        _ => return None,
    };
    digits.replace('_', "").parse::<usize>().ok()?.checked_mul(unit)
}

/// Reads the arguments of a subcommand.
pub fn parse(command: &Command, words: Vec<OsString>) -> Result<Parsed, Usage> {
    let flags = || command.flags.iter().chain(SHARED);
    let mut parser = Parser::from_args(words);
    let mut out = Parsed::default();
    let bad = |e: lexopt::Error| Usage::new(e.to_string());
    while let Some(arg) = parser.next().map_err(bad)? {
        let (found, written): (Option<&Flag>, String) = match arg {
            Arg::Value(operand) => {
                out.operands.push(operand);
                if command.passes_on {
                    // What follows is for the program, dashes or not.
                    out.operands.extend(parser.raw_args().map_err(bad)?);
                    break;
                }
                continue;
            }
            Arg::Long(name) => (flags().find(|f| f.name == name), format!("--{name}")),
            Arg::Short(c) => (flags().find(|f| f.short == Some(c)), format!("-{c}")),
        };
        let Some(flag) = found else {
            let usage = Usage::new(format!("`{}` has no option `{written}`", command.name));
            let near = nearest(written.trim_start_matches('-'), flags().map(|f| f.name));
            return Err(match near {
                Some(name) => usage.hint(format!("did you mean `--{name}`?")),
                None => usage,
            });
        };
        let value = if flag.value.is_empty() {
            if parser.optional_value().is_some() {
                return Err(Usage::new(format!("`{written}` takes no value")));
            }
            String::new()
        } else {
            let missing = |_| Usage::new(format!("`{written}` needs a value: {written} {}", flag.value));
            let value = parser.value().map_err(missing)?;
            value.into_string().map_err(|_| Usage::new(format!("the value of `{written}` is not UTF-8")))?
        };
        out.values.push((flag.name, value));
    }
    Ok(out)
}

/// The name most like a word, if one is like it.
pub fn nearest<'a>(word: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let scored = names.map(|n| (if n.starts_with(&word) && word.len() > 1 { 0 } else { distance(&word, n) }, n));
    let (best, name) = scored.min_by_key(|s| s.0)?;
    (best <= 1 + word.chars().count() / 4).then_some(name)
}

/// Insertions, removals, replacements and swaps of neighbours from one word to another.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let same = (a[i - 1] != b[j - 1]) as usize;
            let mut d = (rows[i - 1][j - 1] + same).min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                d = d.min(rows[i - 2][j - 2] + 1);
            }
            row.push(d);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(bytes("64M"), Some(64 << 20));
        assert_eq!(bytes("1g"), Some(1 << 30));
        assert_eq!(bytes("512KiB"), Some(512 << 10));
        assert_eq!(bytes("1_000"), Some(1000));
        for wrong in ["", "M", "1.5G", "-1", "99999999999999999999", "9999999999999G", "1T"] {
            assert_eq!(bytes(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn suggestions_are_near() {
        let names = ["fusion", "fold", "loops", "quickening"];
        assert_eq!(nearest("fuson", names.into_iter()), Some("fusion"));
        assert_eq!(nearest("quick", names.into_iter()), Some("quickening"));
        assert_eq!(nearest("lopos", names.into_iter()), Some("loops"));
        assert_eq!(nearest("zzz", names.into_iter()), None);
    }
}
