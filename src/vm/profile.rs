//! What the profiler found (N9, R10), as data.
use super::Vm;
use crate::heap::kind_name;
use crate::inspect::{AllocationSite, Profile, ProfileEntry, ProfileNode};
use crate::interp::profile::{Cost, Memory, Site, Who};
use crate::syntax::Span;

/// Characters of an allocation site's text.
const SNIPPET: usize = 60;

impl Vm {
    /// Where what ran spent its instructions and its time; none unless
    /// [`super::Config::profile`] is set and the traced loop runs.
    pub fn profile(&self) -> Option<Profile> {
        let p = self.profiler.as_ref()?;
        let mut functions = p.functions.clone();
        for (id, spent) in p.open() {
            functions[id as usize].total.add(spent);
        }
        let mut found: Vec<(Who, Cost)> = vec![];
        let called = |c: &Cost| c.entered.calls > 0;
        // The first function is the entry of tasks.
        found.extend(functions.iter().zip(0..).skip(1).filter(|f| called(f.0)).map(|(c, id)| (Who::Function(id), *c)));
        found.extend(p.natives.iter().zip(0..).filter(|n| called(n.0)).map(|(c, id)| (Who::Native(id), *c)));
        crate::platform::sort_by_key(&mut found, |(_, c)| std::cmp::Reverse(c.own.instructions));
        let mut functions_at = vec![None; functions.len()];
        let mut natives_at = vec![None; p.natives.len()];
        for ((who, _), at) in found.iter().zip(0u32..) {
            match *who {
                Who::Function(id) => functions_at[id as usize] = Some(at),
                Who::Native(id) => natives_at[id as usize] = Some(at),
                Who::All | Who::Rest => {}
            }
        }
        let totals = p.tree.totals();
        let nodes = p.tree.nodes.iter().zip(&totals).zip(0u32..);
        let tree = nodes.map(|((n, total), at)| ProfileNode {
            entry: match n.who {
                Who::Function(id) => functions_at[id as usize],
                Who::Native(id) => natives_at[id as usize],
                Who::All | Who::Rest => None,
            },
            parent: (at > 0).then_some(n.parent),
            calls: n.entered.calls,
            tail_calls: n.entered.tail_calls,
            instructions: n.spent.instructions,
            nanos: n.spent.nanos,
            total_instructions: total.instructions,
            total_nanos: total.nanos,
        });
        Some(Profile {
            instructions: totals[0].instructions,
            nanos: totals[0].nanos,
            entries: found.iter().map(|(who, cost)| self.profile_entry(*who, cost)).collect(),
            tree: tree.collect(),
            sites: self.allocation_sites(&p.memory),
            pauses: self.rt.heap.stats.pauses.clone(),
        })
    }

    fn allocation_sites(&self, memory: &Memory) -> Vec<AllocationSite> {
        let mut sites: Vec<&Site> = memory.sites.iter().collect();
        crate::platform::sort_by_key(&mut sites, |s| std::cmp::Reverse(s.made.bytes));
        let view = |s: &&Site| {
            let f = &self.funcs[s.function as usize];
            let span = f.span(s.pc as usize);
            let file = self.sources().get(span.source);
            let text = self.sources().snippet(span);
            AllocationSite {
                function: s.function,
                name: f.name().to_string(),
                span,
                source: file.map_or(String::new(), |f| f.name.to_string()),
                line: file.map_or(0, |f| f.line_col(span.start).line),
                text: text.lines().next().unwrap_or("").chars().take(SNIPPET).collect(),
                // Programs know the names without the mark of what is the prelude's own.
                through: s.through.map(|id| self.funcs[id as usize].name().trim_start_matches('%').to_string()),
                kind: kind_name(s.kind as usize),
                objects: s.made.objects,
                bytes: s.made.bytes,
            }
        };
        sites.iter().map(view).collect()
    }

    fn profile_entry(&self, who: Who, cost: &Cost) -> ProfileEntry {
        let (name, function, span) = match who {
            Who::Function(id) => {
                let f = &self.funcs[id as usize];
                (f.name(), Some(id), f.proto.span)
            }
            Who::Native(id) => (self.rt.natives[id as usize].name, None, Span::default()),
            Who::All | Who::Rest => ("", None, Span::default()),
        };
        let file = self.sources().get(span.source).filter(|_| function.is_some());
        // A builtin has nothing below it.
        let total = if function.is_some() { cost.total } else { cost.own };
        ProfileEntry {
            name: name.to_string(),
            function,
            span,
            source: file.map_or(String::new(), |f| f.name.to_string()),
            line: file.map_or(0, |f| f.line_col(span.start).line),
            calls: cost.entered.calls,
            tail_calls: cost.entered.tail_calls,
            turns: cost.turns,
            instructions: cost.own.instructions,
            nanos: cost.own.nanos,
            total_instructions: total.instructions,
            total_nanos: total.nanos,
        }
    }
}
