//! Tracebacks of Python's exceptions: what the VM knows of their ways, and the
//! exceptions behind them.
use super::Vm;
use crate::heap::HeapFull;
use crate::interp::throw::Walk;
use crate::lang::python::run::{self, errors};
use crate::lang::python::traceback::{self, Chain, Frame, Link, Story};
use crate::value::Value;

/// Exceptions that are told of, behind one.
const MOST: usize = 1000;
/// Groups inside each other.
const MOST_GROUPS: usize = 12;

impl Vm {
    /// The traceback of an exception as CPython writes it.
    pub(crate) fn traceback(&self, e: Value) -> String {
        traceback::render(&self.chain(e, &mut vec![], 0))
    }

    /// What modules ask about exceptions: which is handled, the text of one's traceback,
    /// the functions it came through; and which functions run.
    pub(super) fn told_of_exceptions(&mut self, e: Value, what: Value) -> Result<Option<Value>, HeapFull> {
        if e == Value::UNIT && what == Value::UNIT {
            return Ok(Some(self.handled(self.saved).unwrap_or(Value::UNIT)));
        }
        if e == Value::UNIT
            && let Some(most) = what.as_int()
        {
            return self.stack_as_list(usize::try_from(most).unwrap_or(0)).map(Some);
        }
        if !errors::is_raised(&self.rt, e) {
            return Ok(None);
        }
        if errors::is_raised(&self.rt, what) {
            self.traces.copy(e, what);
            return Ok(Some(Value::UNIT));
        }
        let text = match what.as_str().as_deref() {
            Some("all") => self.traceback(e),
            Some("alone") => {
                let mut chain = self.chain(e, &mut vec![], 0);
                traceback::render(&chain.split_off(chain.len() - 1))
            }
            Some("last") => errors::place(&self.rt, e) + &errors::last_lines(&self.rt, e).join("\n") + "\n",
            Some("way") => return self.way_as_list(e).map(Some),
            _ => {
                self.traces.forget(e);
                return Ok(Some(Value::UNIT));
            }
        };
        Ok(Some(self.rt.heap.string(&text)?))
    }

    /// A list of file, line, name, text of the line, and what tracebacks show.
    fn way_as_list(&mut self, e: Value) -> Result<Value, HeapFull> {
        let rows: Vec<_> = self
            .way(e)
            .iter()
            .flat_map(|f| {
                let line = f.file.line_col(f.span.start).line;
                let row =
                    (f.file.name.to_string(), line, f.name.to_string(), f.file.line_text(line).trim().to_string());
                std::iter::repeat_n((row, traceback::frame(f)), f.times.min(1000) as usize)
            })
            .collect();
        let mut made = vec![];
        let heap = &mut self.rt.heap;
        for ((file, line, name, text), shown) in rows {
            let parts = [
                heap.string(&file)?,
                Value::small(line as i64),
                heap.string(&name)?,
                heap.string(&text)?,
                heap.string(&shown)?,
            ];
            made.push(heap.tuple(&parts)?);
        }
        heap.list_of(&made)
    }

    /// So many of the program's functions that run, innermost first: file, line, name, text
    /// of the line, and the module.
    fn stack_as_list(&mut self, most: usize) -> Result<Value, HeapFull> {
        let mut rows = vec![];
        let mut walk = Walk::new(self, self.saved);
        loop {
            // SAFETY: functions of frames are valid.
            let f = unsafe { &*walk.at.fun };
            let span = f.span(walk.pc);
            if let Some(file) = self.sources.get(span.source)
                && !f.proto.is_nowhere()
                && !self.is_prelude(f)
            {
                let name = if f.name() == crate::core::MAIN { "<module>" } else { f.name() };
                let line = file.line_col(span.start).line;
                let module = run::module_of_source(&self.rt, f.proto.span.source);
                let texts = [&*file.name, name, file.line_text(line).trim(), module].map(str::to_string);
                rows.push((line, texts));
            }
            if rows.len() >= most || !walk.up(self) {
                break;
            }
        }
        let heap = &mut self.rt.heap;
        let mut made = vec![];
        for (line, [file, name, text, module]) in rows {
            let [file, name, text, module] = [&file, &name, &text, &module].map(|text| heap.string(text));
            made.push(heap.tuple(&[file?, Value::small(line.into()), name?, text?, module?])?);
        }
        heap.list_of(&made)
    }

    /// An exception after those behind it.
    fn chain(&self, e: Value, seen: &mut Vec<Value>, groups: usize) -> Chain<'_> {
        let mut chain = vec![];
        let mut next = Some((e, Link::Context));
        while let Some((e, link)) = next.filter(|n| !seen.contains(&n.0) && chain.len() < MOST) {
            seen.push(e);
            let members = if groups < MOST_GROUPS { errors::members(&self.rt, e) } else { None };
            let group = members.map(|m| m.into_iter().map(|e| self.chain(e, seen, groups + 1)).collect());
            let story = Story {
                frames: self.way(e),
                place: errors::place(&self.rt, e),
                last: errors::last_lines(&self.rt, e),
                group,
            };
            chain.push((story, link));
            next = errors::behind(&self.rt, e);
        }
        chain.reverse();
        chain
    }

    /// What an exception came through, outermost first, without what is not the program's.
    pub(crate) fn way(&self, e: Value) -> Vec<Frame<'_>> {
        let way = self.traces.way(e);
        let frames = way.iter().enumerate().rev().filter_map(|(i, p)| {
            let mut span = p.span();
            if i == 0 && errors::is_about_name(&self.rt, e) {
                span = p.first_part().unwrap_or(span);
            }
            if span.is_empty() || self.is_prelude(p.func()) {
                return None;
            }
            let name = match p.func().name() {
                crate::core::MAIN => "<module>",
                name => name,
            };
            Some(Frame { file: self.sources.get(span.source)?, span, name, times: p.times })
        });
        frames.collect()
    }
}
