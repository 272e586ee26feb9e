//! What can be seen of a VM: counters, and programs as data.
use super::{ProgramId, Vm};
use crate::bytecode::disasm::{Listing, Live};
use crate::bytecode::{Arity, OP_COUNT, OPS};
use crate::core::Names;
use crate::heap::kind_name;
use crate::inspect::{Inspection, KindStats, PairView, SiteView, Stats};
use crate::interp::Func;
use crate::interp::methods::builtin_name;
use crate::lang::python::run::{class_name, holder_name};
use crate::syntax::Sym;
use crate::syntax::text::join;
use crate::value::Value;

/// Pairs of ops that an inspection lists.
const PAIRS: usize = 40;

impl Vm {
    /// The counters. Those of the traced loop are 0 unless it runs.
    pub fn stats(&self) -> Stats {
        let heap = &self.rt.heap;
        let sites = || self.program_funcs();
        let hits = sites().flat_map(|f| &f.call_sites).map(|s| s.hits.get()).sum::<u64>()
            + sites().flat_map(|f| &f.field_sites).map(|s| s.hits.get()).sum::<u64>();
        let misses = sites().flat_map(|f| &f.call_sites).map(|s| s.misses.get()).sum::<u64>()
            + sites().flat_map(|f| &f.field_sites).map(|s| s.misses.get()).sum::<u64>();
        let (mut dispatches, mut instructions) = (0, 0);
        for f in sites() {
            for (pc, n) in f.counts.iter().enumerate() {
                let starts = &f.proto.plain().starts;
                let parts = match (starts.get(pc), starts.get(pc + 1)) {
                    (Some(a), Some(b)) => (b - a) as u64,
                    _ => 1,
                };
                dispatches += n.get();
                instructions += n.get() * parts;
            }
        }
        let made = heap.stats.made();
        let by_kind: Vec<KindStats> = made
            .iter()
            .enumerate()
            .filter(|(_, m)| m.objects > 0)
            .map(|(row, m)| KindStats { kind: kind_name(row), allocated: m.objects, bytes: m.bytes })
            .collect();
        let used = (self.refilled - self.budget).max(0) as u64;
        Stats {
            fuel_used: self.fuel_used + used,
            dispatches,
            instructions,
            cache_hits: hits,
            cache_misses: misses,
            quickened: self.quickened,
            allocations: by_kind.iter().map(|k| k.allocated).sum(),
            allocated_bytes: by_kind.iter().map(|k| k.bytes).sum(),
            by_kind,
            live: heap.in_use() as u64,
            memory: heap.held() as u64,
            peak_memory: heap.peak() as u64,
            memory_limit: heap.max() as u64,
            collections: heap.stats.collections,
            gc_nanos: heap.stats.gc_nanos,
            gc_max_nanos: heap.stats.gc_max_nanos,
            peak_depth: self.peak_depth.max(self.stack.deepest()).saturating_sub(1) as u64,
            tasks: self.tasks.started,
            switches: self.tasks.switches,
            pool_taken: self.rt.pool.taken,
            pool_reused: self.rt.pool.reused,
        }
    }

    /// Every function but the entry of tasks.
    fn program_funcs(&self) -> impl Iterator<Item = &Func> {
        self.funcs.iter().skip(1).map(|f| &**f)
    }

    /// Sets all counters to 0.
    pub fn reset_stats(&mut self) {
        self.rt.heap.stats = Default::default();
        self.rt.heap.reset_peak();
        (self.quickened, self.peak_depth) = (0, 0);
        (self.tasks.started, self.tasks.switches) = (0, 0);
        (self.rt.pool.taken, self.rt.pool.reused, self.rt.pool.returned) = (0, 0, 0);
        self.pairs.fill(0);
        if let Some(p) = &mut self.profiler {
            **p = Default::default();
        }
        for f in &self.funcs {
            f.counts.iter().for_each(|c| c.set(0));
            for s in &f.call_sites {
                s.hits.set(0);
                s.misses.set(0);
            }
            for s in &f.field_sites {
                s.hits.set(0);
                s.misses.set(0);
            }
        }
    }

    /// What numbers in code stand for.
    pub(super) fn names(&self) -> Names<'_> {
        Names { interner: &self.rt.interner, globals: &self.rt.globals, natives: &super::NATIVE_NAMES }
    }

    /// A program seen through. Core is there only if the glass was open when the
    /// program was loaded; counts only if the traced loop ran.
    pub fn inspect(&self, id: ProgramId) -> Inspection {
        let program = self.program(id);
        let names = self.names();
        let natives: Vec<Arity> = self.rt.natives.iter().map(|n| Arity { min: n.min, max: n.max }).collect();
        let listing = Listing { names: &names, natives: &natives, sources: self.sources() };
        let mut out = Inspection { core: program.core.clone(), ..Inspection::default() };
        // Inner functions are linked before those around them: the main one is last.
        for f in self.funcs[program.functions.clone()].iter().rev() {
            let counts: Vec<u64> = f.counts.iter().map(|c| c.get()).collect();
            let code = f.code_now();
            // SAFETY: inner functions live as long as the VM.
            let inner: Vec<_> = f.functions.iter().map(|&f| unsafe { &(*f).proto }).collect();
            let first_site = out.sites.len() as u32;
            let live = Live { code: &code, counts: &counts, first_site, functions: &inner };
            let main = std::ptr::eq(&**f, program.main);
            out.functions.push(listing.function(f.id, main, &f.proto, Some(live)));
            self.sites(f, &mut out.sites);
        }
        out.pairs = self.top_pairs();
        out
    }

    fn sites(&self, f: &Func, out: &mut Vec<SiteView>) {
        use crate::bytecode::{Kind, Op};
        let find = |kind: Kind, index: usize| {
            f.proto.code.iter().position(|i| {
                let operands = i.op().info().operands;
                operands.last().is_some_and(|o| o.1 == kind) && i.c as usize == index
            })
        };
        for (n, s) in f.call_sites.iter().enumerate() {
            let pc = find(Kind::CallSite, n).unwrap_or(0);
            let global = matches!(f.proto.code[pc].op(), Op::CallGlobal | Op::TailCallGlobal);
            out.push(SiteView {
                function: f.id,
                pc: pc as u32,
                kind: match f.proto.call_sites[n].name {
                    Some(_) => "method-call",
                    None if global => "global-call",
                    None => "call",
                },
                state: s.state(),
                remembers: match f.proto.call_sites[n].name {
                    Some(name) => s.layouts().into_iter().map(|l| self.method_text(l, name)).collect(),
                    // SAFETY: remembered functions live as long as the VM.
                    None => s.remembered().iter().map(|f| unsafe { (**f).name() }.to_string()).collect(),
                },
                hits: s.hits.get(),
                misses: s.misses.get(),
                span: f.span(pc),
            });
        }
        for (n, s) in f.field_sites.iter().enumerate() {
            let pc = find(Kind::FieldSite, n).unwrap_or(0);
            let field = self.rt.interner.name(s.field);
            let attribute = s.is_attribute();
            let remembers = s.remembered().into_iter().map(|(shape, slot)| {
                let owner = match attribute {
                    true => self.layout(shape),
                    false => self.rt.interner.name(self.rt.shapes.get(shape).name).to_string(),
                };
                format!("{owner}: {field} is slot {slot}")
            });
            let grown =
                s.grown().into_iter().map(|g| format!("{}: {field} becomes slot {}", self.layout(g.from), g.slot));
            out.push(SiteView {
                function: f.id,
                pc: pc as u32,
                kind: if attribute { "attribute" } else { "field" },
                state: s.state(),
                remembers: remembers.chain(grown).collect(),
                hits: s.hits.get(),
                misses: s.misses.get(),
                span: f.span(pc),
            });
        }
    }

    /// The shape of instances: the class and the attributes they have, in the order of
    /// their slots.
    fn layout(&self, shape: u32) -> String {
        let layouts = &self.rt.layouts;
        let names = layouts.names(shape).into_iter().map(|name| self.rt.interner.name(name));
        format!("{}({})", class_name(layouts.get(shape).class), join(names, ", "))
    }

    /// Where the method is that was found for a shape.
    fn method_text(&self, shape: u32, name: Sym) -> String {
        if let Some(class) = builtin_name(shape) {
            return format!("{class}: {} is in {class}", self.rt.interner.name(name));
        }
        let class = self.rt.layouts.get(shape).class;
        let holder = holder_name(class, name);
        let name = self.rt.interner.name(name);
        format!("{}: {name} is in {holder}", self.layout(shape))
    }

    fn top_pairs(&self) -> Vec<PairView> {
        // The row after the last op counts what began a slice: nothing came before it.
        let followers = self.pairs.iter().copied().take(OP_COUNT * OP_COUNT);
        let mut all: Vec<(usize, u64)> = followers.enumerate().filter(|p| p.1 > 0).collect();
        crate::platform::sort_by_key(&mut all, |&(i, n)| (std::cmp::Reverse(n), i));
        let name = |op: usize| OPS[op].name.to_string();
        let view = |(i, count): (usize, u64)| PairView { first: name(i / OP_COUNT), second: name(i % OP_COUNT), count };
        all.into_iter().take(PAIRS).map(view).collect()
    }

    /// The elements of a list or vector, for hosts that turn values into their own.
    pub fn elements(&self, v: Value) -> Option<Vec<Value>> {
        if let Some(items) = v.as_a::<crate::object::Vector>() {
            return Some(items.items().iter().map(|c| c.get()).collect());
        }
        crate::interp::calls::list_len(v)?;
        let mut out = vec![];
        let mut rest = v;
        while let Some(p) = rest.as_pair() {
            out.push(p.car.get());
            rest = p.cdr.get();
        }
        Some(out)
    }

    /// The text of a string value.
    pub fn string(&self, v: Value) -> Option<String> {
        v.as_str().map(|s| s.to_string())
    }
}
