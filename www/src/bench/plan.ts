// Which configurations a benchmark compares.
import type { Config, OptView } from "../../../npm/src/types.ts";
import { configOf, loopOf } from "../engine.ts";
import type { Choice } from "../store.ts";

export interface Entry {
  id: string;
  label: string;
  config: Config;
  /** Another program than the one that is measured. */
  source?: string;
}

export interface Group {
  id: string;
  label: string;
  hint: string;
  entries: Entry[];
}

/** The groups to pick from. Configurations that are the same appear once in a run. */
export function groups(choice: Choice, opts: readonly OptView[]): Group[] {
  const names = opts.map((o) => o.name);
  const fast = loopOf(choice);
  const without = [...choice.without];
  const plus = (off: string[]) => [...new Set([...without, ...off])];
  const caches = names.filter((n) => n.endsWith("-caches"));
  const now: Config = configOf({ ...choice, glass: false });
  return [
    {
      id: "now", label: "As set", hint: "The switches as they are now, without counting",
      entries: [{ id: "now", label: `${without.length ? `${without.length} off` : "all on"}, ${fast}`, config: now }],
    },
    {
      id: "dispatch", label: "Dispatch loops", hint: "The loops that go from instruction to instruction",
      entries: (["switch", "threaded", "traced"] as const).map((d) => ({ id: `loop-${d}`, label: d === "traced" ? "traced (counting)" : `${d} loop`, config: { without, dispatch: d } })),
    },
    { id: "jit", label: "Interpreted", hint: "Without compiled code", entries: [{ id: "no-jit", label: "without jit", config: { without: plus(["jit"]), dispatch: fast } }] },
    { id: "fusion", label: "Fusion", hint: "Without superinstructions", entries: [{ id: "no-fusion", label: "fusion off", config: { without: plus(["fusion"]), dispatch: fast } }] },
    { id: "caches", label: "Caches", hint: "Without any inline cache", entries: [{ id: "no-caches", label: "caches off", config: { without: plus(caches), dispatch: fast } }] },
    {
      id: "extremes", label: "All on, all off", hint: "Every optimisation, and none",
      entries: [
        { id: "all-on", label: "all on", config: { without: [], dispatch: fast } },
        { id: "all-off", label: "all off", config: { without: names, dispatch: fast } },
      ],
    },
    { id: "baseline", label: "Baseline", hint: "The plain interpreter that walks the tree", entries: [{ id: "baseline", label: "baseline", config: { baseline: true } }] },
    {
      id: "without", label: "All but each", hint: "What is lost when one optimisation is off",
      entries: names.map((n) => ({ id: `without-${n}`, label: `without ${n}`, config: { without: [n], dispatch: fast } })),
    },
    {
      id: "alone", label: "Each alone", hint: "What one optimisation gives by itself",
      // A pass of the compiler is nothing without the compiler.
      entries: names.map((n) => ({ id: `only-${n}`, label: n.startsWith("jit-") ? `only jit, ${n}` : `only ${n}`, config: { only: n.startsWith("jit-") ? ["jit", n] : [n], dispatch: fast } })),
    },
  ];
}

function signature(c: Config): string {
  return JSON.stringify([c.baseline ?? false, c.dispatch ?? "", [...(c.without ?? [])].sort(), c.only ? [...c.only].sort() : null]);
}

/** The entries of the picked groups, without those that are the same. */
export function plan(all: readonly Group[], picked: ReadonlySet<string>): Entry[] {
  const seen = new Set<string>();
  const out: Entry[] = [];
  for (const g of all) {
    if (!picked.has(g.id)) continue;
    for (const e of g.entries) {
      const s = signature(e.config);
      if (seen.has(s)) continue;
      seen.add(s);
      out.push(e);
    }
  }
  return out;
}
