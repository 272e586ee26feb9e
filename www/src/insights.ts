// One sentence under each pane, made from this program's own numbers.
import type { CompiledView, FunctionView, InsnView, Stats } from "../../npm/src/types.ts";
import { bytes, full, ms, percent, plural, words } from "./format.ts";
import type { Sentence } from "./glossary.ts";
import { nameOf, ownOf, sorted, totalOf, type By } from "./profile.ts";
import { functionKey, type Compiled, type Profiled, type Ran, type View } from "./store.ts";

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
    parts.push(`${words(s.allocations)} objects took ${bytes(s.allocatedBytes)}${top ? `, ${percent(top.bytes, s.allocatedBytes)} of it ${kinds(2, top.kind)}` : ""}.`);
  }
  if (s.collections) {
    const share = ran && ran.runMs > 0 ? `, ${percent(s.gcNanos / 1e6, ran.runMs, 1)} of the run` : "";
    parts.push(`${plural(s.collections, "[[collection]]", "[[collection|collections]]")} paused it for ${ms(s.gcNanos / 1e6)}${share}.`);
  } else if (s.allocations) parts.push("No [[collection]] was needed.");
  if (s.tasks > 1) parts.push(`${full(s.tasks)} [[task|tasks]] took turns ${words(s.switches)} times.`);
  return parts.join(" ");
}

/** Below this many milliseconds, clocks of browsers tell little. */
const TIMED_MS = 3;

export function aboutProfile({ profile: p }: Profiled, by: By): Sentence {
  const all = by === "time" ? p.nanos : p.instructions;
  const entries = sorted(p, "own", by);
  const top = entries[0];
  if (!top || !all) return "Nothing ran.";
  if (by === "time" && p.nanos < TIMED_MS * 1e6) return `It took ${ms(p.nanos / 1e6)} in all, and this browser's clock is too coarse to divide that among functions. Dispatches are exact.`;
  const share = percent(ownOf(top, by), all);
  const what = by === "time" ? "the time" : `${words(p.instructions)} [[dispatch|dispatches]]`;
  const called = entries.filter((e) => e.name !== "<main>");
  if (!called.length) return `The program calls nothing: all ${what} are its own.`;
  const part = by === "time" ? share : `${share} of`;
  const parts = [`${name(nameOf(top))} ${by === "time" ? `took ${part} of ${what}` : `spent ${part} ${what}`} [[own|itself]]${top.name === "<main>" ? "" : `, in ${plural(top.calls, "call")}${top.turns ? ` and ${often(top.turns).replace("times", "turns").replace("once", "one turn")} of its loops` : ""}`}.`];
  const calls = called.reduce((n, e) => n + e.calls, 0);
  const tails = called.reduce((n, e) => n + e.tailCalls, 0);
  const builtins = called.filter((e) => e.function === null).reduce((n, e) => n + ownOf(e, by), 0);
  const through = sorted(p, "total", by).find((e) => e.name !== "<main>" && e !== top && ownOf(e, by) < 0.2 * totalOf(e, by) && totalOf(e, by) > 0.5 * all);
  if (tails > 0.1 * calls) parts.push(`${percent(tails, calls)} of ${plural(calls, "call")} were [[tail|tail calls]], which took the place of their caller.`);
  else if (builtins > 0.15 * all && top.function !== null) parts.push(`Builtins took ${percent(builtins, all)}.`);
  else if (through) parts.push(`${percent(totalOf(through, by), all)} went through ${name(nameOf(through))}.`);
  else if (entries[1] && ownOf(entries[1], by) > 0.05 * all) parts.push(`Next is ${name(nameOf(entries[1]))} with ${percent(ownOf(entries[1], by), all)}.`);
  return parts.join(" ");
}

/** A kind of object in the singular or plural. */
export function kinds(n: number, kind: string): string {
  return n === 1 || kind === "multiple values" ? kind : kind.replace(/^(vector(?= of)|[^ ]+(?: [^ ]+)?)/, "$1s");
}

export function aboutHeap(s: Stats, p: Profiled | null, ran: Ran | null): Sentence {
  const site = p?.profile.sites[0];
  if (!s.allocations || (p && !site)) return "Not one [[allocation]] while it ran: integers, floats and short strings are in the values themselves.";
  const parts: string[] = [];
  const kind = [...s.byKind].sort((a, b) => b.bytes - a.bytes)[0]!;
  if (site && site.bytes > 0.1 * s.allocatedBytes) {
    const text = site.text.replace(/\s+/g, " ");
    const where = site.span.source === p!.source ? ` in line ${site.line}` : "";
    parts.push(`${name(text.length > 28 ? `${text.slice(0, 27)}…` : text || site.name)}${where} made ${percent(site.bytes, s.allocatedBytes)} of ${bytes(s.allocatedBytes)}: ${words(site.objects)} ${kinds(site.objects, site.kind)}.`);
  } else parts.push(`${percent(kind.bytes, s.allocatedBytes)} of ${bytes(s.allocatedBytes)} went to ${kinds(2, kind.kind)}${p ? "; no place made more than a tenth of all" : ""}.`);
  const packed = s.byKind.filter((k) => k.kind.startsWith("vector of")).reduce((n, k) => n + k.allocated, 0);
  if (s.collections) {
    const share = ran && ran.runMs > 0 ? ` (${percent(s.gcNanos / 1e6, ran.runMs, 1)} of the run)` : "";
    parts.push(`${plural(s.collections, "[[collection]]", "[[collection|collections]]")} paused it for ${ms(s.gcNanos / 1e6)}${share}, ${ms(s.gcMaxNanos / 1e6)} at most.`);
  } else parts.push("No [[collection]] was needed.");
  if (s.peakMemory > s.memoryLimit / 4) parts.push(`It held up to ${bytes(s.peakMemory)} of the ${bytes(s.memoryLimit)} it may.`);
  if (packed) parts.push(`${plural(packed, "vector")} ${packed === 1 ? "was" : "were"} [[packed]].`);
  return parts.join(" ");
}

/** How often compiled code was left for the interpreter. */
export function left(c: CompiledView): number {
  return c.exits.reduce((n, e) => n + e.count, 0);
}

/** What was compiled: what is in use first, then the program's own, then what did most while counted. */
export function busiest({ jit, functions }: Compiled, v: View | null): CompiledView[] {
  const counted = v?.counted ? totals(v) : null;
  const work = new Map(v?.inspection.functions.map((f) => [functionKey(f), counted?.byFunction.get(f.id) ?? 0]));
  const rank = (c: CompiledView) => {
    const f = functions.get(c.function);
    return [c.live, !!f, f ? (work.get(functionKey(f)) ?? 0) : 0, c.beginsAt === null ? 0 : c.entered].map(Number);
  };
  const ranked = jit.compiled.map((c) => ({ c, by: rank(c) }));
  ranked.sort((a, b) => a.by.reduce((d, x, i) => d || b.by[i]! - x, 0) || a.c.code - b.c.code);
  return ranked.map((r) => r.c);
}

export function aboutCompiled(c: Compiled, v: View | null): Sentence {
  const { jit, functions } = c;
  if (!jit.backend) return `Nothing is [[compiled]]: ${jit.missing ?? "there is no back end"}.`;
  const own = busiest(c, v).filter((x) => functions.has(x.function));
  const top = own[0];
  const ended = c.stopped ? ` It was stopped after ${ms(c.ms)}.` : "";
  if (!top) {
    const refused = jit.events.find((e) => e.what === "refused" && functions.has(e.function));
    if (refused) return `Nothing of this program was [[compiled]]. ${name(refused.name)} got hot, but ${refused.text}.${ended}`;
    return `Nothing was hot enough to be [[compiled]]: no function was called ${full(jit.threshold)} times, and no loop turned that often.${ended}`;
  }
  const f = functions.get(top.function)!;
  const seen = v?.counted ? v.inspection.functions.find((x) => functionKey(x) === functionKey(f)) : undefined;
  const line = top.beginsAt === null ? 0 : (f.fused[top.beginsAt]?.line ?? 0);
  const what = top.beginsAt === null ? name(top.name) : `${top.resumes ? "What follows a yield" : "The loop"} of ${name(top.name)}${line ? ` in line ${line}` : ""}`;
  const calls = top.beginsAt === null ? (seen?.fused[0]?.count ?? 0) : 0;
  const hot = `${full(jit.threshold)} ${top.beginsAt === null ? "calls" : "turns"}`;
  const parts = [
    top.resumes ? `${what} left the interpreter.`
    : calls > jit.threshold ? `${what} left the interpreter after ${hot} of ${words(calls)}.`
    : top.beginsAt !== null ? `${what} left the interpreter after ${hot}.`
    : `${what} was [[compiled]].`,
  ];
  const out = own.reduce((n, x) => n + left(x), 0);
  const reasons = new Map<string, number>();
  for (const e of own.flatMap((x) => x.exits)) reasons.set(e.reason, (reasons.get(e.reason) ?? 0) + e.count);
  const [reason, most] = [...reasons].reduce((a, b) => (b[1] > a[1] ? b : a), ["", 0]);
  const why = `${most === out ? "" : "mostly "}because ${reason}`;
  const took = own.reduce((n, x) => n + x.nanos, 0) / 1e6;
  const all = own.length === 1 ? `Compiling it took ${ms(took)}` : `${plural(own.length, "function or loop", "functions and loops")} were [[compiled]] in ${ms(took)}`;
  parts.push(`${all}, and ${out ? `${own.length === 1 ? "it was" : "they were"} left through an [[exit]] ${often(out)}, ${why}` : "no [[exit]] was taken"}.`);
  const gone = own.filter((x) => !x.live).length;
  if (gone) parts.push(`${full(gone)} ${gone === 1 ? "was" : "were"} given up when a [[guard]] kept failing.`);
  return parts.join(" ") + ended;
}
