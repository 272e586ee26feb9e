//! A flame chart as text: a row for each depth, callers above who they called, as
//! wide as what they cost.
use super::{By, name};
use glassbox::inspect::Profile;
use std::fmt::Write;

/// Columns of the whole.
const WIDTH: usize = 100;
/// Rows at most.
const ROWS: usize = 32;
/// What is narrower is left out.
const LEAST: usize = 3;

/// A piece of the chart: one function below another, its calls of itself included.
struct Piece {
    entry: Option<u32>,
    nodes: Vec<usize>,
    weight: u64,
    /// How often it is open at once, at most.
    deep: usize,
    start: usize,
    width: usize,
}

/// The chart of a profile.
pub fn draw(p: &Profile, by: By) -> String {
    let mut children: Vec<Vec<usize>> = vec![vec![]; p.tree.len()];
    for (i, n) in p.tree.iter().enumerate() {
        if let Some(up) = n.parent {
            children[up as usize].push(i);
        }
    }
    let weight = |i: usize| match by {
        By::Instructions => p.tree[i].total_instructions,
        By::Time => p.tree[i].total_nanos,
    };
    let all = weight(0);
    let mut out = String::new();
    let mut row = vec![Piece { entry: None, nodes: vec![0], weight: all, deep: 1, start: 0, width: WIDTH }];
    for depth in 0.. {
        row = row.iter().flat_map(|above| below(above, p, &children, &weight)).collect();
        if row.is_empty() {
            break;
        }
        if depth == ROWS {
            out.push_str("...\n");
            break;
        }
        out.push_str(&line(&row, p, all));
    }
    if out.contains('~') {
        out.push_str("~ by tail calls only: in the place of its caller\n");
    }
    out
}

/// What a piece called, the heaviest first, side by side below it.
fn below(above: &Piece, p: &Profile, children: &[Vec<usize>], weight: &dyn Fn(usize) -> u64) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = vec![];
    for &child in above.nodes.iter().flat_map(|&n| &children[n]).filter(|c| !above.nodes.contains(c)) {
        let entry = p.tree[child].entry;
        let at = pieces.iter().position(|g| g.entry == entry).unwrap_or_else(|| {
            pieces.push(Piece { entry, nodes: vec![], weight: 0, deep: 0, start: 0, width: 0 });
            pieces.len() - 1
        });
        let piece = &mut pieces[at];
        piece.weight += weight(child);
        let mut level = vec![child];
        let mut deep = 0;
        while !level.is_empty() {
            deep += 1;
            piece.nodes.extend(&level);
            level = level.iter().flat_map(|&n| &children[n]).copied().filter(|&c| p.tree[c].entry == entry).collect();
        }
        piece.deep = piece.deep.max(deep);
    }
    pieces.sort_by_key(|g| std::cmp::Reverse(g.weight));
    let end = above.start + above.width;
    let mut start = above.start;
    for piece in &mut pieces {
        let share = piece.weight as f64 / above.weight.max(1) as f64;
        (piece.start, piece.width) = (start, ((share * above.width as f64).round() as usize).min(end - start));
        start += piece.width;
    }
    pieces.retain(|g| g.width >= LEAST);
    pieces
}

fn line(row: &[Piece], p: &Profile, all: u64) -> String {
    let mut out = String::new();
    let mut at = 0;
    for piece in row {
        let mut label = piece.entry.map_or("...".into(), |e| name(&p.entries[e as usize]));
        let tail = piece.nodes.iter().all(|&n| p.tree[n].calls > 0 && p.tree[n].calls == p.tree[n].tail_calls);
        if tail {
            label.insert(0, '~');
        }
        if piece.deep > 1 {
            let _ = write!(label, " x{}", piece.deep);
        }
        let _ = write!(label, " {:.1}%", 100.0 * piece.weight as f64 / all.max(1) as f64);
        let room = piece.width - 2;
        let label: String = label.chars().take(room).collect();
        let _ = write!(out, "{:1$}[{label:room$}]", "", piece.start - at);
        at = piece.start + piece.width;
    }
    out.push('\n');
    out
}
