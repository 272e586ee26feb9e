//! Diagnostics: one plain-data type for everything that can be wrong with a
//! program, before it runs and while it runs. Built cheaply (code, spans,
//! message), formatted at the edge: `render` for the terminal, serde for the
//! page.
use super::span::Span;
use serde::Serialize;

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $name:ident = $text:literal;)*) => {
        /// What kind of problem a diagnostic reports. The text is stable and
        /// meant for programs; the message is for people.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        pub enum Code { $($(#[doc = $doc])* $name,)* }
        impl Code {
            /// Every code, in table order.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];
            /// The stable text of the code.
            pub fn text(self) -> &'static str {
                match self { $(Code::$name => $text,)* }
            }
        }
    };
}

codes! {
    /// Unbalanced brackets, bad tokens: the text cannot be read.
    Syntax = "syntax";
    /// A form is used in a way it does not allow.
    Form = "form";
    /// A macro does not come to an end.
    Expansion = "expansion";
    /// Source is nested deeper than the reader accepts.
    Nesting = "nesting";
    /// Something this version does not run.
    Unsupported = "unsupported";
    /// A function or program is larger than bytecode can express.
    TooLarge = "too-large";
    /// A name has no value.
    Unbound = "unbound";
    /// A value of the wrong type.
    Type = "type";
    /// A call with the wrong number of arguments.
    Arity = "arity";
    /// An index outside its object.
    Range = "range";
    /// Division by zero.
    DivideByZero = "divide-by-zero";
    /// The program raised something and nothing caught it.
    Uncaught = "uncaught";
    /// Every task waits for another.
    Deadlock = "deadlock";
    /// The memory limit is reached.
    Memory = "memory";
    /// The depth limit is reached.
    Depth = "depth";
    /// The fuel is used up.
    Fuel = "fuel";
    /// The host asked to stop.
    Stopped = "stopped";
    /// Bytecode that the verifier rejects.
    Bytecode = "bytecode";
    /// A file or stream could not be used.
    Io = "io";
    /// A fault of Glassbox itself.
    Internal = "internal";
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.text())
    }
}

/// How bad it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The program cannot run, or stopped.
    Error,
    /// Probably not what was meant.
    Warning,
}

/// A span with words.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is to be said of that place; may be empty.
    pub text: String,
}

/// One line of a guest stack trace, innermost first.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct TraceFrame {
    /// Name of the function, or `<main>`, `<lambda>`.
    pub function: String,
    /// Where in it execution stood.
    pub span: Span,
    /// How many equal frames in a row this line stands for (1 if only itself).
    pub repeat: u32,
}

/// One problem, with its places. `labels[0]` is the primary place.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Diagnostic {
    /// Kind of problem.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// One sentence for people, without a final full stop.
    pub message: String,
    /// Places, the primary one first. May be empty.
    pub labels: Vec<Label>,
    /// Further sentences: hints, explanations.
    pub notes: Vec<String>,
    /// For run-time errors: the guest stack, innermost first.
    pub trace: Vec<TraceFrame>,
    /// All of it as the program's language writes it, if that has a form of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub traceback: Option<Box<str>>,
}

impl Diagnostic {
    /// An error with one place and no words at it.
    pub fn error(code: Code, span: Span, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            severity: Severity::Error,
            message: message.into(),
            labels: vec![Label { span, text: String::new() }],
            notes: vec![],
            trace: vec![],
            traceback: None,
        }
    }
    /// Adds a further place.
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }
    /// Adds a note.
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }
}
