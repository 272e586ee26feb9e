//! The counters of a VM as text.
use super::table::{Align, aligned, grouped, size, time};
use glassbox::inspect::Stats;

/// Every counter that says something.
pub fn text(s: &Stats) -> String {
    let mut rows: Vec<Vec<String>> = vec![];
    let mut row = |name: &str, value: String, more: String| rows.push(vec![format!("  {name}"), value, more]);
    let none = String::new;
    row("calls and loop turns", grouped(s.fuel_used), none());
    if s.dispatches > 0 {
        let ratio = s.instructions as f64 / s.dispatches as f64;
        row("instructions dispatched", grouped(s.dispatches), none());
        row("  of plain code", grouped(s.instructions), format!("{ratio:.2} each, by fusion"));
    }
    let looks = s.cache_hits + s.cache_misses;
    if looks > 0 {
        let rate = 100.0 * s.cache_hits as f64 / looks as f64;
        row("inline cache hits", grouped(s.cache_hits), format!("{rate:.1}% of {}", grouped(looks)));
    }
    row("instructions quickened", grouped(s.quickened), none());
    row("objects allocated", grouped(s.allocations), size(s.allocated_bytes));
    for k in &s.by_kind {
        row(&format!("  {}", k.kind), grouped(k.allocated), size(k.bytes));
    }
    row("memory of objects in use", size(s.live), none());
    row("memory held at the end", size(s.memory), none());
    row("memory held at most", size(s.peak_memory), format!("of {} that it may hold", size(s.memory_limit)));
    let longest = if s.collections > 0 {
        format!("{} in all, longest {}", time(s.gc_nanos as f64), time(s.gc_max_nanos as f64))
    } else {
        none()
    };
    row("collections", grouped(s.collections), longest);
    row("calls open at most", grouped(s.peak_depth), none());
    if s.tasks > 1 {
        row("tasks", grouped(s.tasks), format!("{} switches", grouped(s.switches)));
    }
    if s.pool_taken > 0 {
        row("packet buffers taken", grouped(s.pool_taken), format!("{} reused", grouped(s.pool_reused)));
    }
    aligned(&[Align::Left, Align::Right, Align::Left], &rows)
}
