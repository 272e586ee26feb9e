//! The VM behind the border.
use super::config::HostConfig;
use super::host::Page;
use super::value;
use crate::host::Answer;
use crate::inspect::{Inspection, JitView, Profile, Stats, Stopped};
use crate::lang::Language;
use crate::syntax::Diagnostic;
use crate::value::Value;
use crate::vm::Gift;
use crate::vm::{ProgramId, Step};
use crate::{Config, Progress, Vm};
use wasm_bindgen::JsValue;

/// A VM and its programs.
pub struct Engine {
    vm: Box<Vm>,
    programs: Vec<ProgramId>,
}

/// How a slice ended.
pub enum Outcome {
    /// There is more to do.
    Running,
    /// A step is done.
    Stepped,
    /// The program is done.
    Ended(Ended),
    /// It failed.
    Failed(Vec<Diagnostic>),
}

/// What a program left.
pub enum Ended {
    /// A value, alive until the next load or start.
    Value(Value),
    /// It asked to end with this status.
    Exit(i32),
}

impl Ended {
    /// The status, of one that asked to end.
    pub fn status(&self) -> Option<i32> {
        if let Ended::Exit(status) = self { Some(*status) } else { None }
    }
}

impl Engine {
    /// As configured.
    pub fn new(host: HostConfig, glass: bool) -> Result<Engine, &'static str> {
        if host.baseline {
            return Err("the baseline is in a module of its own");
        }
        let mut config = Config {
            opts: host.opts,
            fuel: host.fuel,
            glass,
            profile: host.profile,
            steps: host.steps,
            ..Config::default()
        };
        config.dispatch = host.dispatch.unwrap_or(config.dispatch);
        config.memory = host.memory.unwrap_or(config.memory);
        config.depth = host.depth.unwrap_or(config.depth);
        config.jit.threshold = host.jit_threshold.unwrap_or(config.jit.threshold);
        config.jit.force_exits = host.jit_force_exits;
        Ok(Engine { vm: Box::new(Vm::with_host(config, Box::<Page>::default())), programs: vec![] })
    }

    /// Compiles a program; gives warnings.
    pub fn load(&mut self, language: Language, name: &str, source: String) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
        let id = self.vm.load(language, name, &source)?;
        self.programs.push(id);
        Ok(self.vm.program(id).warnings.clone())
    }

    /// Makes a program ready; gives its warnings.
    pub fn start(&mut self, program: usize) -> Vec<Diagnostic> {
        let id = self.programs[program];
        self.vm.start(id);
        self.vm.program(id).warnings.clone()
    }

    /// Runs a slice, and compiles what is hot or not.
    pub fn resume(&mut self, budget: u64, compiling: bool) -> Outcome {
        self.vm.set_compiling(compiling);
        match self.vm.resume(budget) {
            Progress::Running => Outcome::Running,
            Progress::Stepped => Outcome::Stepped,
            Progress::Done(value) => Outcome::Ended(Ended::Value(value)),
            Progress::Exited(status) => Outcome::Ended(Ended::Exit(status)),
            Progress::Failed(diagnostic) => Outcome::Failed(vec![*diagnostic]),
        }
    }

    /// Has the started program stop.
    pub fn step(&mut self, step: Step) {
        self.vm.step(step);
    }

    /// Sets the lines at which every step ends; gives those that were taken.
    pub fn set_breakpoints(&mut self, program: usize, lines: &[u32]) -> Vec<u32> {
        self.vm.set_breakpoints(self.programs[program], lines)
    }

    /// Where the program stands, or where it failed.
    pub fn stopped_at(&self) -> Option<Stopped> {
        self.vm.stopped_at()
    }

    /// A value as JS data.
    pub fn value(&self, ended: &Ended) -> JsValue {
        match ended {
            Ended::Value(v) => self.data(*v),
            Ended::Exit(_) => JsValue::NULL,
        }
    }

    fn data(&self, v: Value) -> JsValue {
        value::to_js(v, value::Asks { text: &|v| self.vm.write(v), plain: &|v| self.vm.plain(v) })
    }

    /// Gives programs of Python a function or a value by a name; false if it is no name.
    pub fn give(&mut self, module: Option<&str>, name: &str, function: bool) -> bool {
        self.vm.give(module, name, if function { Gift::Function } else { Gift::Value }).is_ok()
    }

    /// What the program that stopped asks for, as `{ which, args, named }`, or `null`.
    pub fn asked(&self) -> JsValue {
        let Some(asked) = self.vm.asked() else { return JsValue::NULL };
        let (object, named) = (js_sys::Object::new(), js_sys::Object::new());
        let args: js_sys::Array = asked.args.iter().map(|&v| self.data(v)).collect();
        // Setting fields of fresh plain objects cannot fail.
        for (name, v) in &asked.named {
            let _ = js_sys::Reflect::set(&named, &name.into(), &self.data(*v));
        }
        let named = if asked.named.is_empty() { JsValue::NULL } else { named.into() };
        for (name, v) in [("which", (asked.which as u32).into()), ("args", args.into()), ("named", named)] {
            let _ = js_sys::Reflect::set(&object, &name.into(), &v);
        }
        object.into()
    }

    /// Answers what it asked for.
    pub fn answer(&mut self, answer: Answer) {
        self.vm.answer_asked(answer);
    }

    /// A value as its language writes it; "" for none worth writing.
    pub fn text(&self, ended: &Ended) -> String {
        match ended {
            Ended::Value(v) => self.vm.answer(*v),
            _ => String::new(),
        }
    }

    /// What was printed since the last call.
    pub fn take_output(&mut self) -> String {
        self.vm.take_output()
    }

    /// Counters.
    pub fn stats(&self) -> Stats {
        self.vm.stats()
    }

    /// What is to be seen of a program.
    pub fn inspect(&self, program: usize) -> Inspection {
        self.vm.inspect(self.programs[program])
    }

    /// Where it spent its instructions, its time and its memory, if that was noted.
    pub fn profile(&self) -> Option<Profile> {
        self.vm.profile()
    }

    /// What the compiler to machine code did.
    pub fn compiled(&self) -> JitView {
        self.vm.compiled()
    }

    /// Makes the running program fail at its next safepoint.
    pub fn stop(&self) {
        self.vm.stop();
    }
}
