// One sentence under each pane, made from this program's own numbers.
import type { FunctionView, InsnView, Stats } from "../../npm/src/types.ts";
import { bytes, full, ms, percent, plural, words } from "./format.ts";
import type { Sentence } from "./glossary.ts";
import type { Ran, View } from "./store.ts";

/** How often each instruction of the plain code ran, from the counts of the fused code. */
export function plainCounts(f: FunctionView): number[] {
  const out = new Array<number>(f.plain.length).fill(0);
  for (const i of f.fused) {
    const parts = i.parts.length ? i.parts : [i.pc];
    for (const p of parts) if (p < out.length) out[p]! += i.count;
  }
  return out;
}

export interface Totals {
  /** Dispatches of the program's own functions. */
  dispatches: number;
  /** Instructions of the plain code they stand for. */
  instructions: number;
  max: number;
  byFunction: Map<number, number>;
}

const cache = new WeakMap<View, Totals>();

export function totals(v: View): Totals {
  let t = cache.get(v);
  if (t) return t;
  t = { dispatches: 0, instructions: 0, max: 0, byFunction: new Map() };
  for (const f of v.inspection.functions) {
    let sum = 0;
    for (const i of f.fused) {
      sum += i.count;
      t.instructions += i.count * Math.max(1, i.parts.length);
      if (i.count > t.max) t.max = i.count;
    }
    t.byFunction.set(f.id, sum);
    t.dispatches += sum;
  }
  cache.set(v, t);
  return t;
}

const NOT_COUNTED = "Compiled, not counted. Run with [[traced|counting]] on to see how often each row ran.";

/** `name` as code in a sentence; names cannot break the markup. */
function name(s: string): string {
  return `**${s.replace(/\*\*|\[\[|\]\]/g, "·")}**`;
}

function often(n: number): string {
  return n === 1 ? "once" : `${words(n)} times`;
}

/** The function that most of the instructions are in. */
function hottest(t: Totals, v: View): { f: FunctionView; counts: number[]; share: string } | null {
  let best: { f: FunctionView; counts: number[]; sum: number } | null = null;
  for (const f of v.inspection.functions) {
    const counts = plainCounts(f);
    const sum = counts.reduce((a, b) => a + b, 0);
    if (!best || sum > best.sum) best = { f, counts, sum };
  }
  return best?.sum ? { ...best, share: percent(best.sum, t.instructions) } : null;
}

export function aboutBytecode(v: View): Sentence {
  const n = v.inspection.functions.reduce((a, f) => a + f.plain.length, 0);
  const size = `${plural(n, "instruction")} in ${plural(v.inspection.functions.length, "function")}`;
  if (!v.counted) return `${size}. ${NOT_COUNTED}`;
  const t = totals(v);
  const hot = hottest(t, v);
  if (!hot) return `${size}; none of them ran.`;
  const { counts } = hot;
  let row = 0;
  for (let i = 0; i < counts.length; i++) if (counts[i]! > counts[row]!) row = i;
  const insn = hot.f.plain[row];
  return `${size} ran ${often(t.instructions)} in all. ${name(hot.f.name)} has ${hot.share} of that${insn ? `; its hottest row, ${name(insn.name)}, ran ${often(counts[row]!)}` : ""}.`;
}

export function aboutFused(v: View, fusionOn: boolean): Sentence {
  if (!v.counted) return `What the loop really runs. ${NOT_COUNTED}`;
  const t = totals(v);
  const saved = t.instructions - t.dispatches;
  let best: InsnView | null = null;
  let value = 0;
  let was = 0;
  for (const f of v.inspection.functions) {
    for (const i of f.fused) {
      const gain = (i.parts.length - 1) * i.count;
      if (gain > value) {
        value = gain;
        best = i;
      }
      if (i.was && i.count) was++;
    }
  }
  const quick = was ? ` ${plural(was, "row")} [[quickening|quickened]] to the types ${was === 1 ? "it" : "they"} saw.` : "";
  if (!fusionOn) return `Fusion is off: every instruction is a [[dispatch]] of its own, ${words(t.dispatches)} of them.${quick}`;
  if (!best) return `No sequence of this program has a [[superinstruction]]: ${words(t.dispatches)} [[dispatch|dispatches]], none saved.${quick}`;
  const share = (100 * saved) / t.instructions;
  const worth = share < 0.05 ? "too few to matter" : `**${share.toFixed(share < 9.95 ? 1 : 0)}%**`;
  return `${best.parts.length} instructions became 1 (${name(best.name)}). All fusion together saved ${saved === 1 ? "1 [[dispatch]]" : `${words(saved)} [[dispatch|dispatches]]`}, ${worth}.${quick}`;
}

export function aboutCore(steps: { pass: string; changes: number }[], rows: number): Sentence {
  const active = steps.slice(1).filter((s) => s.changes > 0);
  if (!steps.length) return "";
  if (steps.length === 1) return `${plural(rows, "row")} of [[core|Core]], as the front end made them; no pass is on.`;
  if (!active.length) return `${plural(rows, "row")} of [[core|Core]]. The ${steps.length === 2 ? "pass" : `${steps.length - 1} passes`} found nothing to change in this program.`;
  const best = active.reduce((a, b) => (b.changes > a.changes ? b : a));
  return `${active.length} of ${plural(steps.length - 1, "pass", "passes")} changed this program, ${name(best.pass)} the most: ${plural(best.changes, "row")}. Flip through the steps to see them.`;
}

export function aboutCaches(v: View, stats: Stats | null): Sentence {
  const sites = v.inspection.sites;
  if (!sites.length) return "This program has no call or field access that needs a [[cache]]: what it calls was known when it was compiled, or caches are off.";
  const used = sites.filter((s) => s.hits + s.misses > 0);
  if (!used.length) return `${plural(sites.length, "[[site]]", "[[site|sites]]")}, none reached yet.`;
  let hits = 0;
  let misses = 0;
  for (const s of used) {
    hits += s.hits;
    misses += s.misses;
  }
  if (!hits) return `${plural(used.length, "[[site]]", "[[site|sites]]")} reached, and nothing found twice: ${plural(misses, "[[hit|miss]]", "[[hit|misses]]")}, no hit.`;
  const many = used.filter((s) => s.state === "many");
  const few = used.filter((s) => s.state === "few");
  const rate = percent(hits, hits + misses, 2);
  const lost = stats && stats.cacheMisses > misses ? "" : ` ${plural(misses, "miss", "misses")} in all.`;
  if (!many.length && !few.length) return `${used.length === 1 ? "The only site" : `Each of ${used.length} [[site|sites]]`} in use saw one thing only: **${rate}** [[hit|hits]].${lost}`;
  const worst = used.reduce((a, b) => (b.misses > a.misses ? b : a));
  return `${plural(few.length + many.length, "site")} of ${used.length} saw several things; **${rate}** [[hit|hits]]. Most misses: ${name(v.map.snippet(worst.span, 28))}, ${words(worst.misses)}.`;
}

export function aboutCounters(s: Stats, ran: Ran | null, counted: boolean): Sentence {
  const parts: string[] = [];
  if (s.allocations === 0) parts.push(counted && s.instructions ? `${words(s.instructions)} instructions without one [[allocation]].` : "Not one [[allocation]].");
  else {
    const top = [...s.byKind].sort((a, b) => b.bytes - a.bytes)[0];
    parts.push(`${words(s.allocations)} objects took ${bytes(s.allocatedBytes)}${top ? `, ${percent(top.bytes, s.allocatedBytes)} of it ${top.kind}` : ""}.`);
  }
  if (s.collections) {
    const share = ran && ran.runMs > 0 ? `, ${percent(s.gcNanos / 1e6, ran.runMs, 1)} of the run` : "";
    parts.push(`${plural(s.collections, "[[collection]]", "[[collection|collections]]")} paused it for ${ms(s.gcNanos / 1e6)}${share}.`);
  } else if (s.allocations) parts.push("No [[collection]] was needed.");
  if (s.tasks > 1) parts.push(`${full(s.tasks)} [[task|tasks]] took turns ${words(s.switches)} times.`);
  return parts.join(" ");
}
