//! Python in a VM: its classes and its prelude, made when the first program is loaded.
use super::Vm;
use crate::bytecode::{CallSiteInfo, Insn, Op, Proto};
use crate::core::{Expr, GlobalId, Kind, Unit};
use crate::heap::HeapFull;
use crate::interp::link;
use crate::lang::python::{self, run};
use crate::object::{Closure, Gc, Tuple};
use crate::runtime::Fault;
use crate::syntax::{Code, Diagnostic, SourceId, Span, Sym};
use crate::value::Value;

/// What the prelude is called in diagnostics.
const PRELUDE_NAME: &str = "<python>";
/// The same of what the host gives.
const GIVEN_NAME: &str = "<host>";
/// Where in its folder the code of a package is.
const PACKAGE: &str = "/__init__.py";
/// Modules that no file stands in for.
const FIRST: [&str; 3] = ["math", "sys", "time"];
/// The globals with the functions that run the prelude and what the host gives.
pub(super) const PRELUDE: &str = "%python-prelude";
const GIVEN: &str = "%python-given";

impl Vm {
    /// Lowers a program, with a call of the prelude first unless that has run.
    pub(super) fn load_python(&mut self, source: SourceId, text: &str) -> Result<Unit, Vec<Diagnostic>> {
        if self.rt.python.is_none() && self.make_python().is_err() {
            self.rt.python = None;
            return Err(vec![self.no_memory(Span::new(source, 0, 0))]);
        }
        let module = python::lower::Module::new("__main__", false);
        let mut unit = python::load(&mut self.rt.interner, &mut self.rt.globals, source, text, &module)?;
        let file = self.sources.get(source).map_or_else(String::new, |s| s.name.to_string());
        if self.note_file("__main__", &file).is_err() {
            return Err(vec![self.no_memory(Span::new(source, 0, 0))]);
        }
        if self.rt.python.as_ref().is_some_and(|w| !w.is_ready()) {
            let span = unit.main.span;
            let e = |kind| Expr::new(kind, span);
            let body = std::mem::replace(&mut unit.main.body, e(Kind::Const(crate::core::Const::Unit)));
            let names = [Some(PRELUDE), self.given.text(None).map(|_| GIVEN)];
            let globals = names.into_iter().flatten().map(|name| self.own_global(name));
            let call = |g| Kind::Call { callee: Box::new(e(Kind::Global(g))), args: vec![], tail: false };
            unit.main.body = e(Kind::Seq(globals.map(|g| e(call(g))).chain([body]).collect()));
        }
        Ok(unit)
    }

    fn own_global(&mut self, name: &str) -> GlobalId {
        let name = self.rt.interner.intern(name);
        self.rt.globals.resolve(name)
    }

    fn define(&mut self, name: &str, value: Value) {
        let name = self.rt.interner.intern(&format!("builtins:{name}"));
        let global = self.rt.globals.resolve(name).0 as usize;
        self.globals.resize(self.globals.len().max(global + 1), Value::UNSET);
        self.globals[global] = value;
    }

    /// Makes the classes and what else is there before any code in Python.
    pub(super) fn make_world(&mut self) -> Result<(), HeapFull> {
        let world = run::World::new(&mut self.rt)?;
        for (name, value) in world.names_of_builtins(&mut self.rt)? {
            self.define(&name, value);
        }
        self.rt.python = Some(world);
        self.make_constructor()
    }

    fn make_python(&mut self) -> Result<(), HeapFull> {
        self.make_world()?;
        self.define_own(PRELUDE, PRELUDE_NAME, python::PRELUDE, Some(""))?;
        self.prelude.globals = self.rt.globals.len();
        match self.given.text(None) {
            Some(text) => self.define_own(GIVEN, GIVEN_NAME, &text, None),
            None => Ok(()),
        }
    }

    /// Makes a function that runs a text as a part of the builtins, in a global.
    fn define_own(
        &mut self,
        global: &str,
        title: &str,
        text: &str,
        part: Option<&'static str>,
    ) -> Result<(), HeapFull> {
        let source = self.add_own_source(title, text);
        let module = python::lower::Module::new("builtins", true);
        let named = self.rt.interner.intern("builtins");
        if let Some(world) = &mut self.rt.python {
            world.modules.insert(source, named);
        }
        let main = self.compile_python(global, source, text, &module, part);
        let main = main.unwrap_or_else(|p| panic!("{title}: {}", p.first().map_or("", |p| &p.message)));
        let (_, main) = self.link_main(main, &run::DIALECT, source).map_err(|_| HeapFull)?;
        let closure = self.rt.heap.closure(main, 0)?;
        let global = self.own_global(global);
        self.globals.resize(self.rt.globals.len(), Value::UNSET);
        self.globals[global.0 as usize] = Value::obj(closure);
        Ok(())
    }

    /// Compiles a text. That of a part of Python which is always the same, the prelude or a
    /// module of this name, is taken from its archive, or kept in one.
    pub(super) fn compile_python(
        &mut self,
        name: &str,
        source: SourceId,
        text: &str,
        module: &python::lower::Module,
        part: Option<&'static str>,
    ) -> Result<Proto, Vec<Diagnostic>> {
        let part = part.filter(|_| self.config.opts.archives());
        if let Some(main) = part.and_then(|part| self.archived(part, source)) {
            return Ok(main);
        }
        let first_global = self.rt.globals.len();
        let mut unit = python::load(&mut self.rt.interner, &mut self.rt.globals, source, text, module)?;
        let main = self.compile_whole(name, &mut unit)?;
        if let Some(part) = part {
            self.keep_archive(part, &main, first_global);
        }
        Ok(main)
    }

    /// A function that runs a module, whose text may be given; nothing if there is none of
    /// that name.
    pub(crate) fn python_module(&mut self, name: Value, text: Value) -> Result<Result<Value, Box<Fault>>, HeapFull> {
        if let Some(told) = self.told_of_exceptions(name, text)? {
            return Ok(Ok(told));
        }
        if let Some(limit) = name.as_int() {
            // The limit of recursion: a negative one asks what it is.
            let open = self.open_calls() + 1;
            let Ok(wanted) = usize::try_from(limit) else {
                return Ok(Ok(Value::small(self.limit.recursion() as i64)));
            };
            if wanted > open {
                self.limit.set(wanted);
                self.set_limits();
            }
            return Ok(Ok(Value::small(open as i64)));
        }
        if let Some(f) = name.as_a::<Closure>() {
            let all = if text == Value::UNIT { self.of_function(f) } else { self.defaults_of(f) };
            return all.map(Ok);
        }
        if let Some(module) = run::module_name(name) {
            return self.of_module(name, module, text).map(Ok);
        }
        if let Some(given) = name.as_a::<Tuple>() {
            return self.python_text(given.values());
        }
        let name = name.as_str().map_or_else(String::new, |s| s.to_string());
        self.rt.heap.may_keep(0)?;
        let before = (self.rt.heap.external(), self.rt.interner.bytes());
        let own = python::module(&name);
        let made = text.as_str().map(|s| s.to_string()).or_else(|| self.given.text(Some(&name)));
        // A file beside the program goes before a module of that name, but for some.
        let file = if made.is_none() && !FIRST.contains(&&*name) { self.module_file(&name) } else { None };
        let is_prelude = file.is_none() && (own.is_some() || made.is_some());
        let part = own.filter(|_| is_prelude && made.is_none()).map(|m| m.0);
        let (title, text) = match (made, file, own) {
            (Some(text), ..) => (format!("<{name}>"), text),
            (None, Some(found), _) => {
                self.note_file(&name, &found.0)?;
                found
            }
            (None, None, Some((name, text))) => (format!("<{name}>"), text.to_string()),
            (None, None, None) => return Ok(Ok(Value::UNIT)),
        };
        self.rt.heap.charge(3 * text.len())?;
        let source = match is_prelude {
            true => self.add_own_source(&title, &text),
            false => self.sources.add(&title, &text),
        };
        self.python_code(source, &text, &python::lower::Module::new(&name, is_prelude), part, before)
    }

    /// What is known of a function: file, line, names of parameters and variables, how many
    /// take arguments by place, by place alone and by name alone, flags, and the module.
    fn of_function(&mut self, f: Gc<Closure>) -> Result<Value, HeapFull> {
        let proto = &f.function().proto;
        let span = proto.span;
        let Some(signature) = proto.signature.clone() else { return Ok(Value::UNIT) };
        let mut names: Vec<String> = signature.names.iter().map(|&n| self.rt.interner.name(n).to_string()).collect();
        for v in &proto.details().variables {
            if !names.iter().any(|n| **n == *v.name) {
                names.push(v.name.to_string());
            }
        }
        let file = self.sources.get(span.source);
        let (file, line) = file.map_or_else(Default::default, |s| (s.name.to_string(), s.line_col(span.start).line));
        // Generators of every kind are made at the end; a number says which, but for plain ones.
        let last = proto.plain().code.iter().rev().find(|i| i.op() == Op::CallNativeN);
        let made = last.filter(|i| self.rt.natives[i.c as usize].name == "%generator").map(|i| (i.b, signature.waits));
        let kinds = [(signature.rest, 4), (signature.others, 8)];
        let makes = [(made == Some((1, false)), 32), (signature.waits, 128), (made == Some((2, false)), 512)];
        let flags = kinds.iter().chain(&makes).fold(3, |all, f| if f.0 { all | f.1 } else { all });
        let module = run::module_of(&self.rt, Value::obj(f)).to_string();
        let heap = &mut self.rt.heap;
        let names = names.iter().map(|n| heap.string(n)).collect::<Result<Vec<_>, _>>()?;
        let counts = [signature.placed, signature.unnamed, signature.names.len() - signature.placed, flags];
        let counts = counts.map(|n| Value::small(n as i64));
        let all = [heap.string(&file)?, Value::small(line.into()), heap.tuple(&names)?, heap.string(&module)?];
        heap.tuple(&[&all[..], &counts[..]].concat())
    }

    /// The defaults of parameters by their numbers, one after the other. They are what the head
    /// of the function's code puts into its registers, or the cells there.
    fn defaults_of(&mut self, f: Gc<Closure>) -> Result<Value, HeapFull> {
        let (function, captures) = (f.function(), f.captures());
        let Some(signature) = &function.proto.signature else { return Ok(Value::UNIT) };
        let mut defaults = vec![Value::MISSING; signature.names.len()];
        let mut wanted = signature.needed.iter().filter(|needed| !**needed).count();
        let mut loaded = (0, Value::MISSING);
        for insn in &function.proto.plain().code {
            let (reg, value) = match insn.op() {
                Op::LoadInt => (insn.a, Value::small((insn.bc() as i32).into())),
                Op::LoadConst => (insn.a, function.consts[insn.bc() as usize]),
                Op::GetCapture => (insn.a, captures[insn.b as usize].get()),
                Op::SetBox if insn.b == loaded.0 => (insn.a, loaded.1),
                Op::Eq | Op::JumpIfFalse | Op::GetBox | Op::MakeBox => continue,
                _ => break,
            };
            loaded = (reg, value);
            let place = usize::from(reg);
            if value != Value::MISSING && signature.needed.get(place) == Some(&false) {
                wanted -= usize::from(defaults[place] == Value::MISSING);
                defaults[place] = value;
            }
            if wanted == 0 {
                break;
            }
        }
        let given = defaults.into_iter().enumerate().filter(|d| d.1 != Value::MISSING);
        let pairs: Vec<Value> = given.flat_map(|(i, v)| [Value::small(i as i64), v]).collect();
        self.rt.heap.tuple(&pairs)
    }

    /// What is asked about a module: an attribute by a name that was computed, the names of
    /// all; or that one gets a value.
    fn of_module(&mut self, module: Value, name: Sym, what: Value) -> Result<Value, HeapFull> {
        if let Some(pair) = what.as_a::<Tuple>() {
            let attribute = pair.values()[0].as_str().map_or_else(String::new, |s| s.to_string());
            let attribute = self.rt.interner.intern(&attribute);
            self.set_module_attribute(name, attribute, pair.values()[1]);
            return Ok(Value::UNIT);
        }
        if let Some(s) = what.as_str() {
            let attribute = self.rt.interner.lookup(&s);
            let found = attribute.and_then(|a| self.module_attribute(module, a));
            return Ok(found.unwrap_or(Value::MISSING));
        }
        let prefix = format!("{}:", self.rt.interner.name(name));
        let mut names = vec![];
        for i in 0..self.globals.len().min(self.rt.globals.len()) {
            let full = self.rt.interner.name(self.rt.globals.name(GlobalId(i as u32)));
            if let Some(plain) = full.strip_prefix(&prefix)
                && !matches!(self.globals[i], Value::UNSET | Value::MISSING)
            {
                names.push(self.rt.heap.string(plain)?);
            }
        }
        self.rt.heap.list_of(&names)
    }

    /// A function that runs a text in a module: module, file, text, and what it is.
    fn python_text(&mut self, given: &[Value]) -> Result<Result<Value, Box<Fault>>, HeapFull> {
        let [name, file, text, mode] =
            [0, 1, 2, 3].map(|i| given.get(i).and_then(|v| v.as_str().map(|s| s.to_string())).unwrap_or_default());
        self.rt.heap.may_keep(0)?;
        let before = (self.rt.heap.external(), self.rt.interner.bytes());
        self.rt.heap.charge(3 * text.len())?;
        let source = self.sources.add(&file, &text);
        if mode.starts_with("check") {
            let wrong = python::problems_of(&mut self.rt.interner, source, &text, mode == "check");
            return match wrong.first() {
                Some(d) => Ok(Err(Box::new(self.syntax_error(d)?))),
                None => Ok(Ok(Value::UNIT)),
            };
        }
        let module = python::lower::Module {
            is_more: true,
            gives: mode == "eval",
            displays: mode == "single",
            ..python::lower::Module::new(&name, false)
        };
        self.python_code(source, &text, &module, None, before)
    }

    /// A function that runs a module's text.
    fn python_code(
        &mut self,
        source: SourceId,
        text: &str,
        module: &python::lower::Module,
        part: Option<&'static str>,
        before: (usize, usize),
    ) -> Result<Result<Value, Box<Fault>>, HeapFull> {
        let named = self.rt.interner.intern(module.name);
        if let Some(world) = self.rt.python.as_mut().filter(|_| !module.name.starts_with('<')) {
            world.modules.insert(source, named);
        }
        let compiled = self.compile_python("<module>", source, text, module, part);
        let linked = compiled.and_then(|main| self.link_main(main, &run::DIALECT, source));
        self.rt.heap.keep_charged(self.rt.heap.external().saturating_sub(before.0));
        self.rt.heap.keep_made(self.rt.interner.bytes() - before.1);
        match linked {
            Ok((_, main)) => Ok(Ok(Value::obj(self.rt.heap.closure(main, 0)?))),
            Err(problems) if problems.iter().any(|p| p.code == Code::Memory) => Err(HeapFull),
            Err(problems) => Ok(Err(Box::new(self.syntax_error(&problems[0])?))),
        }
    }

    /// A `SyntaxError` with the place: message, and file, line, column, text of the line,
    /// and the end of what it is about.
    fn syntax_error(&mut self, d: &Diagnostic) -> Result<Fault, HeapFull> {
        let class = python::traceback::class_of_problem(&d.message);
        let mut args = vec![self.rt.heap.string(&d.message)?];
        if let Some(file) = d.labels.first().and_then(|l| self.sources.get(l.span.source)) {
            let span = d.labels[0].span;
            let (start, end) = (file.line_col(span.start), file.line_col(span.end.max(span.start)));
            let (name, text) = (file.name.clone(), file.line_text(start.line).to_string());
            let numbers = [start.line, start.col, end.line, end.col].map(|n| Value::small(n as i64));
            let heap = &mut self.rt.heap;
            let parts = [heap.string(&name)?, numbers[0], numbers[1], heap.string(&text)?, numbers[2], numbers[3]];
            args.push(heap.tuple(&parts)?);
        }
        Ok(Fault::Error(Box::new((Code::Syntax, format!("{class}: {}", d.message), args))))
    }

    /// The name and text of a module that the host has as a file.
    fn module_file(&mut self, name: &str) -> Option<(String, String)> {
        let from = self.programs.last().and_then(|p| self.sources.get(p.source)).map(|s| s.name.clone());
        let (from, path) = (from.unwrap_or_default(), name.replace('.', "/"));
        let mut read = |file: String| self.rt.host.read_source(&file, &from, self.config.memory).ok();
        read(format!("{path}{PACKAGE}")).or_else(|| read(format!("{path}.py")))
    }

    /// Tells a module which file it is of, and a package where its modules are.
    fn note_file(&mut self, name: &str, file: &str) -> Result<(), HeapFull> {
        let module = self.rt.interner.intern(name);
        let text = self.rt.heap.string(file)?;
        let name = self.rt.interner.intern("__file__");
        self.set_module_attribute(module, name, text);
        if let Some(folder) = file.strip_suffix(PACKAGE) {
            let folder = self.rt.heap.string(folder)?;
            let path = self.rt.heap.list_of(&[folder])?;
            let name = self.rt.interner.intern("__path__");
            self.set_module_attribute(module, name, path);
        }
        Ok(())
    }

    /// The global behind an attribute of a module, if programs or natives made one.
    pub(crate) fn module_global(&mut self, module: Sym, name: Sym) -> Option<GlobalId> {
        let world = self.rt.python.as_mut()?;
        if let Some(&g) = world.module_globals.get(&(module, name)) {
            return Some(g);
        }
        let text = format!("{}:{}", self.rt.interner.name(module), self.rt.interner.name(name));
        let global = self.rt.globals.lookup(self.rt.interner.lookup(&text)?)?;
        world.module_globals.insert((module, name), global);
        Some(global)
    }

    /// Sets an attribute of a module: a global.
    pub(crate) fn set_module_attribute(&mut self, module: Sym, name: Sym, value: Value) {
        let text = format!("{}:{}", self.rt.interner.name(module), self.rt.interner.name(name));
        if text == "sys:stdout"
            && let Some(world) = &mut self.rt.python
        {
            world.stdout.1 = if value == world.stdout.0 { Value::UNIT } else { value };
        }
        let name = self.rt.interner.intern(&text);
        let global = self.rt.globals.resolve(name).0 as usize;
        self.globals.resize(self.globals.len().max(self.rt.globals.len()), Value::UNSET);
        self.global_changes(global as u32);
        self.globals[global] = value;
    }

    /// The attribute of a module that its code or natives gave a value.
    pub(crate) fn module_attribute(&mut self, v: Value, name: Sym) -> Option<Value> {
        let module = run::module_name(v)?;
        let global = self.module_global(module, name)?;
        self.globals.get(global.0 as usize).copied().filter(|&v| v != Value::UNSET && v != Value::MISSING)
    }

    /// Makes the function that stands between a call of a class and the initialiser: it
    /// calls that and gives the instance in its first register.
    fn make_constructor(&mut self) -> Result<(), HeapFull> {
        let proto = Proto {
            name: Some("<new>".into()),
            registers: 2,
            code: vec![Insn::new(Op::Call, 1, 1, 0), Insn::new(Op::Return, 0, 0, 0)],
            call_sites: vec![CallSiteInfo::plain(0, None)],
            ..Proto::default()
        };
        self.construct = link::link(self, proto, &run::DIALECT)?;
        Ok(())
    }
}
