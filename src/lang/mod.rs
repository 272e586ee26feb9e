//! The languages, and how a file's name tells which one it is written in.
pub mod lisp;

/// A language that Glassbox runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Language {
    /// The Lisp: R7RS Scheme's core with FluentAI's words.
    Lisp,
}

impl Language {
    /// Every language.
    pub const ALL: &'static [Language] = &[Language::Lisp];
    /// Its name on the command line and in the page.
    pub fn name(self) -> &'static str {
        match self {
            Language::Lisp => "lisp",
        }
    }
    /// Endings of its files, without the dot; the first is the usual one.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Language::Lisp => &["scm", "ss", "sld", "lisp", "flc"],
        }
    }
    /// The language of that name.
    pub fn by_name(name: &str) -> Option<Language> {
        Self::ALL.iter().copied().find(|l| l.name() == name)
    }
    /// The language whose files end that way (with or without the dot).
    pub fn by_extension(ext: &str) -> Option<Language> {
        let ext = ext.strip_prefix('.').unwrap_or(ext);
        Self::ALL.iter().copied().find(|l| l.extensions().iter().any(|e| e.eq_ignore_ascii_case(ext)))
    }
}
