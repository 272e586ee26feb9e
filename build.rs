//! Makes the texts of Python's prelude and modules small: what is written in Python goes
//! into the program without comments, empty lines, wide indentation and spaces beside signs.
//! A long one is a folder of parts, which follow each other in the order of their names.
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const FROM: &str = "src/lang/python";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={FROM}/prelude");
    println!("cargo::rerun-if-changed={FROM}/modules");
    let from = Path::new(FROM);
    let to = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("python");
    fs::create_dir_all(to.join("modules"))?;
    fs::write(to.join("prelude.py"), packed(&text(&from.join("prelude"))?))?;
    let mut table = String::from("&[");
    for path in sorted(&from.join("modules"))? {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let name = file.strip_suffix(".py").unwrap_or(&file);
        let to = to.join("modules").join(format!("{name}.py"));
        fs::write(&to, packed(&text(&path)?))?;
        table.push_str(&format!("({name:?}, include_str!({to:?})),"));
    }
    fs::write(to.join("modules.rs"), table + "]")
}

/// What a file holds, or the files of a folder.
fn text(path: &Path) -> io::Result<String> {
    println!("cargo::rerun-if-changed={}", path.display());
    if !path.is_dir() {
        return fs::read_to_string(path);
    }
    sorted(path)?.iter().map(|part| text(part)).collect()
}

/// What is in a folder, by name.
fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut all = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    all.sort();
    Ok(all)
}

/// The text without what the program does not need. Each level of indentation, four
/// spaces, becomes one. Lines inside brackets and strings of several lines keep theirs.
fn packed(text: &str) -> String {
    let mut out = String::new();
    let mut scan = Scan::default();
    for line in text.lines() {
        let begins = scan.depth == 0 && scan.quote.is_empty();
        let (rest, spaces) = match begins {
            true => (line.trim_start(), (line.len() - line.trim_start().len()) / 4),
            false => (line, 0),
        };
        let inside = !scan.quote.is_empty();
        let kept = scan.line(rest);
        let kept = if scan.quote.is_empty() { kept.trim_end() } else { &kept };
        if kept.is_empty() && !inside {
            continue;
        }
        out.extend(std::iter::repeat_n(' ', spaces));
        out.push_str(if begins || inside { kept } else { kept.trim_start() });
        out.push('\n');
    }
    out
}

/// Where in the text a line begins: how deep in brackets, and in which string.
#[derive(Default)]
struct Scan {
    depth: usize,
    quote: String,
}

impl Scan {
    /// Goes through a line; gives it without its comment, and without spaces beside signs.
    fn line(&mut self, line: &str) -> String {
        let mut at = 0;
        let mut out = String::new();
        let mut from = 0;
        while let Some(c) = line[at..].chars().next() {
            let rest = &line[at..];
            if c == ' ' && self.quote.is_empty() {
                let beside = [line[..at].chars().next_back(), rest[1..].chars().next()];
                if beside.into_iter().flatten().any(|c| ",=:+<>-*".contains(c)) {
                    out.push_str(&line[from..at]);
                    from = at + 1;
                }
            }
            if c == '\\' {
                at += 1 + rest.chars().nth(1).map_or(0, char::len_utf8);
                continue;
            }
            if !self.quote.is_empty() {
                if rest.starts_with(&self.quote) {
                    at += self.quote.len();
                    self.quote.clear();
                    continue;
                }
            } else {
                match c {
                    '#' => return out + &line[from..at],
                    '(' | '[' | '{' => self.depth += 1,
                    ')' | ']' | '}' => self.depth = self.depth.saturating_sub(1),
                    '"' | '\'' => {
                        let three = [c, c, c].iter().collect::<String>();
                        self.quote = if rest.starts_with(&three) { three } else { c.to_string() };
                        at += self.quote.len();
                        continue;
                    }
                    _ => {}
                }
            }
            at += c.len_utf8();
        }
        out + &line[from..]
    }
}
