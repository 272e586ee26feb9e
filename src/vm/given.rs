//! What a host gives to programs of Python: functions and values, known everywhere by
//! their names or in modules. A program that calls or reads one stops there; the host
//! answers, at once or later, and it goes on.
use super::Vm;
use crate::host::Answer;
use crate::lang::python;
use crate::object::{Dict, List, Tuple};
use crate::syntax::Diagnostic;
use crate::syntax::{Interner, SourceId};
use crate::value::Value;

/// What programs are told where nobody answers.
pub(super) const NOBODY: &str = "the host does not answer";

/// What was given, each with its module if it has one.
#[derive(Default)]
pub(super) struct Given(Vec<(Option<String>, String, Gift)>);

/// What a name that a host gives stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gift {
    /// A function.
    Function,
    /// A value, which is asked for once.
    Value,
}

/// What a program asks its host. The values stay valid until it is answered.
#[derive(Debug)]
pub struct Asked {
    /// What it wants, by the number that [`Vm::give`] gave.
    pub which: usize,
    /// Arguments by place.
    pub args: Vec<Value>,
    /// Arguments by name.
    pub named: Vec<(String, Value)>,
}

impl Given {
    /// The text that defines what is in a module, or outside of all; nothing if there is
    /// nothing.
    pub(super) fn text(&self, module: Option<&str>) -> Option<String> {
        let mut text = String::new();
        for (number, (_, name, gift)) in self.0.iter().enumerate().filter(|(_, g)| g.0.as_deref() == module) {
            text.push_str(&match gift {
                Gift::Function => format!("def {name}(*args, **named):\n return _ask({number}, args, named)\n"),
                Gift::Value => format!("{name} = _ask({number}, None, None)\n"),
            });
        }
        (!text.is_empty()).then_some(text)
    }
}

impl Vm {
    /// Gives programs of Python a name, in a module or everywhere, before the first of them
    /// is loaded. Gives its number for [`Asked::which`]; fails if that is no name.
    pub fn give(&mut self, module: Option<&str>, name: &str, gift: Gift) -> Result<usize, Vec<Diagnostic>> {
        self.given.0.push((module.map(String::from), name.into(), gift));
        let text = self.given.text(module).unwrap_or_default();
        let problems = python::problems(&mut Interner::default(), SourceId::default(), &text);
        if problems.is_empty() {
            return Ok(self.given.0.len() - 1);
        }
        self.given.0.pop();
        Err(problems)
    }

    /// The value of a builtin class that is in one of a class made of it; else itself.
    pub fn plain(&self, v: Value) -> Value {
        if self.rt.python.is_some() { python::run::plain(&self.rt, v) } else { v }
    }

    /// What the program asks of its host, where it waits for that.
    pub fn asked(&self) -> Option<Asked> {
        let (which, args, named) = self.rt.asked?;
        let listed = || args.as_a::<List>().map(|l| l.to_vec());
        let args = args.as_a::<Tuple>().map(|t| t.values().to_vec()).or_else(listed).unwrap_or_default();
        let mut names = vec![];
        if let Some(d) = named.as_a::<Dict>() {
            names.extend(d.pairs().map(|(key, v)| (key.as_str().map_or_else(String::new, |s| s.to_string()), v)));
        }
        Some(Asked { which, args, named: names })
    }

    /// Answers what the program asked; `resume` goes on with it. What is not answered by then
    /// failed.
    pub fn answer_asked(&mut self, answer: Answer) {
        if self.rt.asked.take().is_some() {
            self.rt.answer = Some(answer);
        }
    }
}
