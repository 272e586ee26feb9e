// What the profile pane draws, from a profile's tree: pure, so that it can be tested.
import type { Profile, ProfileEntry } from "../../npm/src/types.ts";

/** What a profile is read by. */
export type By = "instructions" | "time";

/** A piece of the flame chart: one function below another, its direct recursion included. */
export interface Piece {
  /** The way to it, by functions: the same in every run of the same text. */
  key: string;
  /** null: the program as a whole, or what had no room in the tree. */
  entry: ProfileEntry | null;
  parent: Piece | null;
  depth: number;
  /** Where it stands, of a whole of 1. */
  start: number;
  width: number;
  /** With all it called, and in itself. */
  total: number;
  own: number;
  calls: number;
  tailCalls: number;
  /** How many of it were open at once here, at most. */
  deep: number;
}

/** The name people know an entry by: functions without one go by their line. */
export function nameOf(e: ProfileEntry): string {
  return e.name === "<lambda>" ? `<lambda>:${e.line}` : e.name === "<main>" ? "the program" : e.name;
}

/** An entry, the same in every run of the same text. */
export function entryKey(e: ProfileEntry): string {
  return `${e.name}@${e.function === null ? "" : `${e.span.source}.${e.span.start}`}`;
}

export function ownOf(e: ProfileEntry, by: By): number {
  return by === "time" ? e.nanos : e.instructions;
}

export function totalOf(e: ProfileEntry, by: By): number {
  return by === "time" ? e.totalNanos : e.totalInstructions;
}

/**
 * The chart, callers before and above those they called. What is narrower than
 * `least` of the whole is left out, and so is what is deeper than `levels`.
 */
export function flame(p: Profile, by: By, least: number, levels = 64): Piece[] {
  const { tree, entries } = p;
  const children: number[][] = tree.map(() => []);
  tree.forEach((n, i) => n.parent !== null && children[n.parent]!.push(i));
  const total = (i: number) => (by === "time" ? tree[i]!.totalNanos : tree[i]!.totalInstructions);
  const own = (i: number) => (by === "time" ? tree[i]!.nanos : tree[i]!.instructions);
  const all = tree.length ? total(0) : 0;
  if (!all) return [];
  const whole: Piece = { key: "", entry: null, parent: null, depth: 0, start: 0, width: 1, total: all, own: own(0), calls: 1, tailCalls: 0, deep: 1 };
  const out = [whole];
  let row: { piece: Piece; nodes: number[] }[] = [{ piece: whole, nodes: [0] }];
  for (let depth = 1; row.length && depth <= levels; depth++) {
    const next: typeof row = [];
    for (const above of row) {
      const mine = new Set(above.nodes);
      const groups = new Map<number | null, { piece: Piece; nodes: number[] }>();
      for (const child of above.nodes.flatMap((n) => children[n]!)) {
        if (mine.has(child)) continue;
        const entry = tree[child]!.entry;
        let g = groups.get(entry);
        if (!g) {
          const e = entry === null ? null : entries[entry]!;
          g = { piece: { key: `${above.piece.key}/${e ? entryKey(e) : "…"}`, entry: e, parent: above.piece, depth, start: 0, width: 0, total: 0, own: 0, calls: 0, tailCalls: 0, deep: 0 }, nodes: [] };
          groups.set(entry, g);
        }
        g.piece.total += total(child);
        let deep = 0;
        for (let level = [child]; level.length; level = level.flatMap((n) => children[n]!).filter((n) => tree[n]!.entry === entry)) {
          deep++;
          for (const n of level) {
            g.nodes.push(n);
            g.piece.own += own(n);
            g.piece.calls += tree[n]!.calls;
            g.piece.tailCalls += tree[n]!.tailCalls;
          }
        }
        g.piece.deep = Math.max(g.piece.deep, deep);
      }
      let at = above.piece.start;
      for (const g of [...groups.values()].sort((a, b) => b.piece.total - a.piece.total)) {
        g.piece.start = at;
        g.piece.width = g.piece.total / all;
        at += g.piece.width;
        if (g.piece.width < least) continue;
        out.push(g.piece);
        next.push(g);
      }
    }
    row = next;
  }
  // One function that everything was called from stands for the whole itself.
  if (out.filter((x) => x.depth === 1).length === 1 && out[1]!.width > 0.99) {
    out.shift();
    for (const x of out) {
      x.depth--;
      if (x.parent === whole) x.parent = null;
    }
  }
  return out;
}

export type SortBy = "calls" | "tail" | "own" | "total";

/** The entries, most first; in the order of their names where they are equal. */
export function sorted(p: Profile, sort: SortBy, by: By): ProfileEntry[] {
  const key = (e: ProfileEntry) => (sort === "calls" ? e.calls : sort === "tail" ? e.tailCalls : sort === "own" ? ownOf(e, by) : totalOf(e, by));
  return [...p.entries].sort((a, b) => key(b) - key(a) || totalOf(b, by) - totalOf(a, by) || (a.name < b.name ? -1 : 1));
}
