//! Where the pieces of a session come from: a person at a terminal, whose lines are
//! edited, completed and kept, or a file or pipe.
use super::console;
use glassbox::Language;
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::FileHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{CompletionType, Config, Context, Editor, Helper};
use std::io::IsTerminal;
use std::path::PathBuf;

const PROMPT: &str = "> ";
/// Where lines are broken if nothing says how wide they may be.
const WIDTH: usize = 80;

/// Whether more must come before a piece is whole.
fn incomplete(language: Language, text: &str) -> bool {
    !text.trim_start().starts_with(':') && language.is_incomplete(text)
}

/// Words that can be completed: of the program, and of the session with their colon.
#[derive(Default)]
struct Words(Vec<String>);

impl Words {
    /// Where the word begins that ends at `pos`, and what it may become.
    fn complete(&self, line: &str, pos: usize) -> (usize, Vec<String>) {
        let before = line.get(..pos).unwrap_or(line);
        let start = before.rfind(|c: char| c.is_whitespace() || "()[]'`,@\";".contains(c)).map_or(0, |at| at + 1);
        let word = &before[start..];
        if word.is_empty() || (word.starts_with(':') && !before[..start].trim().is_empty()) {
            return (start, vec![]);
        }
        (start, self.0.iter().filter(|w| w.starts_with(word)).cloned().collect())
    }
}

/// Asks the editor for more lines while brackets are open, and completes words.
pub struct Assistant {
    words: Words,
    language: Language,
}

impl Validator for Assistant {
    fn validate(&self, ctx: &mut ValidationContext) -> rustyline::Result<ValidationResult> {
        let open = incomplete(self.language, ctx.input());
        Ok(if open { ValidationResult::Incomplete } else { ValidationResult::Valid(None) })
    }
}
impl Completer for Assistant {
    type Candidate = String;
    fn complete(&self, line: &str, pos: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        Ok(self.words.complete(line, pos))
    }
}
impl Hinter for Assistant {
    type Hint = String;
}
impl Highlighter for Assistant {}
impl Helper for Assistant {}

/// Where the pieces come from.
pub enum Input {
    /// A person.
    Terminal(Box<Editor<Assistant, FileHistory>>, Option<PathBuf>),
    /// A file or pipe.
    Lines(Language),
}

/// What was read.
pub enum Piece {
    Text(String),
    /// Ctrl-C at the prompt.
    Dropped,
    End,
}

impl Input {
    /// The standard input, where somebody writes in a language.
    pub fn new(language: Language) -> Input {
        if !std::io::stdin().is_terminal() {
            return Input::Lines(language);
        }
        let config = Config::builder().completion_type(CompletionType::List).build();
        let Ok(mut editor) = Editor::with_config(config) else { return Input::Lines(language) };
        editor.set_helper(Some(Assistant { words: Words::default(), language }));
        let history = history();
        if let Some(path) = &history {
            // The first session has none.
            let _ = editor.load_history(path);
        }
        Input::Terminal(Box::new(editor), history)
    }

    /// The next piece.
    pub fn next(&mut self) -> Piece {
        match self {
            Input::Terminal(editor, _) => {
                console::fresh_line();
                match editor.readline(PROMPT) {
                    Ok(text) => {
                        let _ = editor.add_history_entry(text.trim_end());
                        Piece::Text(text)
                    }
                    Err(ReadlineError::Interrupted) => Piece::Dropped,
                    Err(_) => Piece::End,
                }
            }
            Input::Lines(language) => {
                let mut text = String::new();
                while let Some(line) = console::line(&mut std::io::stdin().lock()) {
                    text.push_str(&line);
                    text.push('\n');
                    if !incomplete(*language, &text) {
                        return Piece::Text(text);
                    }
                }
                // What is left is incomplete: the reader says in which way.
                if text.is_empty() { Piece::End } else { Piece::Text(text) }
            }
        }
    }

    /// Gives the words to complete; they are asked for only if somebody types.
    pub fn learn(&mut self, words: impl FnOnce() -> Vec<String>) {
        if let Input::Terminal(editor, _) = self
            && let Some(assistant) = editor.helper_mut()
        {
            assistant.words = Words(words());
        }
    }

    /// How wide a line may be.
    pub fn width(&mut self) -> usize {
        match self {
            Input::Terminal(editor, _) => editor.dimensions().map_or(WIDTH, |d| (d.0 as usize).max(20)),
            Input::Lines(_) => WIDTH,
        }
    }

    /// Keeps what was typed for the next session.
    pub fn save(&mut self) {
        if let Input::Terminal(editor, Some(path)) = self {
            let made = path.parent().is_none_or(|folder| std::fs::create_dir_all(folder).is_ok());
            if made {
                let _ = editor.save_history(path);
            }
        }
    }
}

/// Where what was typed is kept between sessions.
fn history() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    let state = set("XDG_STATE_HOME").or_else(|| Some(set("HOME")?.join(".local/state")));
    Some(state?.join("glassbox").join("history"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_completed_where_they_begin() {
        let words = Words([":help", ":time", "string-append", "string-map", "my-own"].map(String::from).to_vec());
        let found = |line: &str| {
            let (start, found) = words.complete(line, line.len());
            (start, found.join(" "))
        };
        assert_eq!(found("(string-"), (1, "string-append string-map".into()));
        assert_eq!(found("(f 'my"), (4, "my-own".into()));
        assert_eq!(found(":t"), (0, ":time".into()));
        assert_eq!(found("(:t"), (1, "".into()));
        assert_eq!(found(":time (string-m"), (7, "string-map".into()));
        assert_eq!(found("(f "), (3, "".into()));
        assert_eq!(found("é(my"), (3, "my-own".into()));
    }

    #[test]
    fn more_lines_are_asked_for_while_something_is_open() {
        for text in ["(f", "\"abc", "(let ((x 1))\n  x", "#| comment", "[1 2", "'("] {
            assert!(incomplete(Language::Lisp, text), "{text}");
        }
        for text in [
            "f(",
            "'''abc",
            "def f(a):",
            "def f(a):\n    return a",
            "if x: y",
            "for x in y:\n    z\n",
            "if x: y\n",
            "[1,\n\n",
        ] {
            assert!(incomplete(Language::Python, text), "{text}");
        }
        for text in ["", "(f)", "x", ")", ":inspect (f", "; (", "\"(\""] {
            assert!(!incomplete(Language::Lisp, text), "{text}");
        }
        for text in ["", "f()", "x = 5\n", ")", "def f(a):\n    return a\n\n", "'abc", ":inspect f("] {
            assert!(!incomplete(Language::Python, text), "{text}");
        }
    }
}
