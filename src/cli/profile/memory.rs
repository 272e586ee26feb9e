//! What was allocated where, as text.
use super::{place, share};
use crate::cli::table::{Align, aligned, grouped, size, time};
use glassbox::inspect::{Profile, Stats};
use std::fmt::Write;

/// The places that allocate most, and the collector's work.
pub fn text(p: &Profile, s: &Stats, top: usize) -> String {
    let all: u64 = p.sites.iter().map(|site| site.bytes).sum();
    let objects: u64 = p.sites.iter().map(|site| site.objects).sum();
    let mut out = format!("{} objects allocated, {} in all\n", grouped(objects), size(all));
    let _ = writeln!(
        out,
        "{} held at most of {}; objects take {} now",
        size(s.peak_memory),
        size(s.memory_limit),
        size(s.live)
    );
    if s.collections > 0 {
        let pauses = format!("{} in all, longest {}", time(s.gc_nanos as f64), time(s.gc_max_nanos as f64));
        let after = p.pauses.last().map_or(0, |p| p.after);
        let word = if s.collections == 1 { "collection" } else { "collections" };
        let _ = writeln!(out, "{} {word}, {pauses}; the last left {}", grouped(s.collections), size(after));
    }
    let heads = ["bytes", "", "objects", "kind", "place", "in", "expression"];
    let mut rows = vec![heads.map(String::from).to_vec()];
    for site in p.sites.iter().take(top) {
        let through = site.through.as_ref().map(|f| format!("  through {f}")).unwrap_or_default();
        rows.push(vec![
            size(site.bytes),
            share(site.bytes, all),
            grouped(site.objects),
            site.kind.to_string(),
            place(&site.source, site.line),
            site.name.clone(),
            format!("{}{through}", site.text),
        ]);
    }
    use Align::{Left, Right};
    out.push('\n');
    out.push_str(&aligned(&[Right, Right, Right, Left, Left, Left, Left], &rows));
    if p.sites.len() > top {
        let _ = writeln!(out, "... and {} more", p.sites.len() - top);
    }
    out
}
