//! What leaves the code that runs: errors, values that are raised, and the ends of blocks.
use super::eval::{Machine, Thrown, What};
use super::print::{Style, brief, print};
use super::value::{ErrorObject, Value};
use crate::lang::lisp::messages::{self, Fault};
use crate::syntax::diag::TraceFrame;
use crate::syntax::{Code, Diagnostic, Span};
use std::rc::Rc;

impl Machine {
    pub fn here(&self) -> Span {
        self.frames.last().map_or(Span::default(), |f| f.1)
    }

    fn trace(&self) -> Vec<TraceFrame> {
        let mut trace: Vec<TraceFrame> = vec![];
        for (name, span) in self.frames.iter().rev() {
            let function = name.as_deref().unwrap_or("<lambda>");
            let full = trace.len() == 100;
            match trace.last_mut() {
                Some(last) if last.function == function && last.span == *span => last.repeat += 1,
                _ if full => break,
                _ => trace.push(TraceFrame { function: function.to_string(), span: *span, repeat: 1 }),
            }
        }
        trace
    }

    /// Leaves a block, a turn or a function: nothing that handlers see.
    pub fn leave(&self, what: What) -> Box<Thrown> {
        Box::new(Thrown { what, offered: true, below: usize::MAX, span: Span::default(), trace: vec![] })
    }

    pub fn throw(&self, what: What) -> Box<Thrown> {
        Box::new(Thrown { what, offered: false, below: usize::MAX, span: self.here(), trace: self.trace() })
    }

    pub fn fatal(&self, fault: Fault) -> Box<Thrown> {
        self.throw(What::Fatal(fault))
    }

    /// A fault of the program: an error object if it can be caught.
    pub fn fault(&self, fault: Fault) -> Box<Thrown> {
        if !messages::catchable(fault.0) {
            return self.fatal(fault);
        }
        let (code, message) = fault;
        let error = ErrorObject { kind: Some(code), message: Value::str(message), irritants: Value::Nil };
        self.throw(What::Raised(Value::Error(Rc::new(error))))
    }

    /// Throws a value.
    pub fn raise(&self, v: Value) -> Box<Thrown> {
        self.throw(What::Raised(v))
    }

    /// Ends the program.
    pub fn exit(&self, status: i64) -> Box<Thrown> {
        self.throw(What::Exit(status))
    }

    /// The value as messages show it.
    pub fn brief(&self, v: &Value) -> String {
        brief(v, &self.names)
    }

    /// `who: expected what, got v`.
    pub fn wrong(&self, who: &str, expected: &str, v: &Value) -> Box<Thrown> {
        self.fault(messages::wrong_type(who, expected, &self.brief(v)))
    }

    /// What is reported if nothing catches it.
    pub fn diagnose(&self, thrown: &Thrown) -> Diagnostic {
        let (code, message) = match &thrown.what {
            What::Fatal(fault) => fault.clone(),
            What::Break(..) | What::Continue(_) | What::Return(_) | What::Answered(..) | What::Refused => {
                (Code::Internal, "a block is left from outside".to_string())
            }
            What::Exit(status) => (Code::Uncaught, format!("exit with status {status}")),
            What::Raised(Value::Error(e)) => {
                let message = print(&e.message, Style::Display, &self.names);
                match e.kind {
                    Some(code) => (code, message),
                    None => {
                        let irritants = e.irritants.list_items().unwrap_or_default();
                        let irritants: Vec<String> = irritants.iter().map(|v| self.brief(v)).collect();
                        messages::uncaught_error(&message, &irritants)
                    }
                }
            }
            What::Raised(v) => messages::uncaught(&self.brief(v)),
        };
        let mut d = Diagnostic::error(code, thrown.span, message);
        d.trace = thrown.trace.clone();
        d
    }
}
