// Counters: what the run cost, each number a way to the pane that explains it.
import type { Stats } from "../../../npm/src/types.ts";
import { h, setText } from "../dom.ts";
import { bytes, full, ms, percent, short } from "../format.ts";
import { setSentence } from "../glossary.ts";
import { aboutCounters, left } from "../insights.ts";
import { showStage, type Stage } from "../layout.ts";
import * as store from "../store.ts";
import { addPane, emptyText, Foot } from "./pane.ts";

interface Item {
  label: string;
  value(s: Stats): string;
  /** For comparing with the run before a switch was flipped. */
  raw?(s: Stats): number;
  to?: Stage;
  /** Known only when the run has ended. */
  still?: boolean;
  /** Only shown if true. */
  when?(s: Stats): boolean;
  id?: string;
}

const counted = (s: Stats) => s.dispatches > 0;
const ran = () => store.lastRun.get();
/** What was compiled in this run, or in the second one for the Compiled pane. */
const codes = () => {
  const c = store.compiled.get();
  return c && c.ran === ran() ? c.jit.compiled : [];
};

const GROUPS: { title: string; items: Item[] }[] = [
  {
    title: "Work",
    items: [
      { label: "[[instruction|Instructions]]", value: (s) => (counted(s) ? full(s.instructions) : "not counted"), raw: (s) => s.instructions, to: "bytecode", id: "instructions" },
      { label: "[[dispatch|Dispatches]]", value: (s) => (counted(s) ? full(s.dispatches) : "not counted"), raw: (s) => s.dispatches, to: "fused", id: "dispatches" },
      { label: "Saved by [[superinstruction|fusion]]", value: (s) => (counted(s) ? percent(s.instructions - s.dispatches, s.instructions, 1) : "–"), to: "fused", id: "saved" },
      { label: "[[quickening|Quickened]]", value: (s) => full(s.quickened), raw: (s) => s.quickened, to: "fused", id: "quickened" },
      { label: "Calls and back edges", value: (s) => full(s.fuelUsed), raw: (s) => s.fuelUsed, to: "bytecode", id: "fuel" },
      { label: "Deepest [[frame|stack]]", value: (s) => full(s.peakDepth), raw: (s) => s.peakDepth, to: "profile", id: "depth" },
    ],
  },
  {
    title: "Time",
    items: [
      { label: "Compiling", value: () => (ran() ? ms(ran()!.compileMs) : "–"), still: true, to: "core", id: "compile" },
      { label: "Running", value: () => (ran() ? ms(ran()!.runMs) : "–"), still: true, to: "profile", id: "run" },
    ],
  },
  {
    title: "Compiled code",
    items: [
      { label: "[[compiled|Functions and loops]]", value: () => full(codes().length), to: "compiled", when: () => codes().length > 0, id: "compiled" },
      { label: "[[exit|Exits]] taken", value: () => full(codes().reduce((n, c) => n + left(c), 0)), to: "compiled", when: () => codes().length > 0, id: "exits" },
      { label: "Compiling", value: () => ms(codes().reduce((n, c) => n + c.nanos, 0) / 1e6), to: "compiled", when: () => codes().length > 0, id: "jit" },
    ],
  },
  {
    title: "Caches",
    items: [
      { label: "[[hit|Hits]]", value: (s) => full(s.cacheHits), raw: (s) => s.cacheHits, to: "caches", id: "hits" },
      { label: "[[hit|Misses]]", value: (s) => full(s.cacheMisses), raw: (s) => s.cacheMisses, to: "caches", id: "misses" },
      { label: "Rate", value: (s) => (s.cacheHits + s.cacheMisses ? percent(s.cacheHits, s.cacheHits + s.cacheMisses, 2) : "–"), to: "caches", id: "rate" },
    ],
  },
  {
    title: "Heap",
    items: [
      { label: "[[allocation|Allocations]]", value: (s) => full(s.allocations), raw: (s) => s.allocations, to: "heap", id: "allocations" },
      { label: "Allocated", value: (s) => bytes(s.allocatedBytes), raw: (s) => s.allocatedBytes, to: "heap", id: "allocated" },
      { label: "Held now", value: (s) => bytes(s.memory), raw: (s) => s.memory, to: "heap", id: "memory" },
      { label: "Most held", value: (s) => bytes(s.peakMemory), raw: (s) => s.peakMemory, to: "heap", id: "peak" },
      { label: "[[collection|Collections]]", value: (s) => full(s.collections), raw: (s) => s.collections, to: "heap", id: "collections" },
      { label: "Paused", value: (s) => (s.collections ? ms(s.gcNanos / 1e6) : "–"), to: "heap", when: (s) => s.collections > 0, id: "paused" },
      { label: "Longest pause", value: (s) => ms(s.gcMaxNanos / 1e6), to: "heap", when: (s) => s.collections > 0, id: "pause" },
      { label: "[[pool|Pool buffers]]", value: (s) => full(s.poolTaken), raw: (s) => s.poolTaken, when: (s) => s.poolTaken > 0, id: "pool" },
      { label: "Of these reused", value: (s) => percent(s.poolReused, s.poolTaken, 1), when: (s) => s.poolTaken > 0, id: "reused" },
    ],
  },
  {
    title: "Tasks",
    items: [
      { label: "[[task|Tasks]]", value: (s) => full(s.tasks), when: (s) => s.tasks > 1, id: "tasks" },
      { label: "Switches", value: (s) => full(s.switches), when: (s) => s.tasks > 1, id: "switches" },
    ],
  },
];

interface Shown {
  item: Item;
  row: HTMLElement;
  value: HTMLElement;
  delta: HTMLElement;
}

export class CountersPane {
  readonly el: HTMLElement;
  private readonly foot = new Foot("insight-counters");
  private readonly empty = h("p", { class: "empty" });
  private readonly body: HTMLElement;
  /** Flows into columns where there is room. */
  private readonly flow = h("div", { class: "flow" });
  private readonly shown: Shown[] = [];
  private readonly groups: { box: HTMLElement; items: Shown[] }[] = [];
  private readonly kinds = h("div", { class: "bars" });
  private readonly ops = h("div", { class: "bars" });
  private readonly pairs = h("div", { class: "bars" });

  constructor(el: HTMLElement) {
    this.el = el;
    this.body = h("div", { class: "counters", tabindex: 0, role: "group", "aria-label": "Counters" }, this.flow);
    for (const g of GROUPS) {
      const list = h("dl");
      const items: Shown[] = [];
      for (const item of g.items) {
        const label = h("dt");
        setSentence(label, item.label);
        const value = item.to
          ? h("button", { type: "button", class: "num", title: `Show ${item.to}`, onclick: () => showStage(item.to!) })
          : h("span", { class: "num" });
        const delta = h("span", { class: "delta num" });
        const row = h("div", null, label, h("dd", { "data-testid": `counter-${item.id}` }, delta, value));
        list.append(row);
        const shown = { item, row, value, delta };
        items.push(shown);
        this.shown.push(shown);
      }
      const box = h("section", null, h("h2", null, g.title), list);
      this.groups.push({ box, items });
      this.flow.append(box);
      if (g.title === "Heap") this.flow.append(h("section", { class: "by" }, h("h2", null, "Bytes by kind"), this.kinds));
    }
    this.flow.append(
      h("section", { class: "by" }, h("h2", null, "Busiest ops"), this.ops),
      h("section", { class: "by" }, h("h2", null, "Ops that follow each other"), this.pairs),
    );
    el.append(this.body, this.empty, this.foot.el);
    addPane({ el, draw: () => this.draw() });
  }

  draw(): void {
    const s = store.stats.get();
    this.el.toggleAttribute("data-stale", store.stale.get());
    this.body.hidden = !s;
    this.empty.hidden = !!s;
    if (!s) {
      setText(this.empty, emptyText());
      return;
    }
    const was = store.statsBefore.get();
    for (const { item, row, value, delta } of this.shown) {
      const hide = item.when ? !item.when(s) : false;
      row.hidden = hide;
      if (hide) continue;
      setText(value, item.still && store.runState.get() === "running" ? "…" : item.value(s));
      setText(delta, this.delta(item, s, was));
    }
    for (const g of this.groups) g.box.hidden = g.items.every((i) => i.row.hidden);
    this.bars(this.kinds, [...s.byKind].sort((a, b) => b.bytes - a.bytes).slice(0, 8).map((k) => ({ name: k.kind, n: k.bytes, text: bytes(k.bytes) })));
    const v = store.view.get();
    const byOp = new Map<string, number>();
    if (v?.counted) for (const f of v.inspection.functions) for (const i of f.fused) if (i.count) byOp.set(i.name, (byOp.get(i.name) ?? 0) + i.count);
    this.bars(this.ops, [...byOp].sort((a, b) => b[1] - a[1]).slice(0, 8).map(([name, n]) => ({ name, n, text: short(n) })));
    this.bars(this.pairs, (v?.counted ? [...v.inspection.pairs] : []).sort((a, b) => b.count - a.count).slice(0, 8).map((p) => ({ name: `${p.first} → ${p.second}`, n: p.count, text: short(p.count) })));
    this.foot.say(aboutCounters(s, ran(), !!v?.counted));
  }

  private delta(item: Item, s: Stats, was: Stats | null): string {
    if (!was || !item.raw || store.runState.get() === "running") return "";
    const a = item.raw(was);
    const b = item.raw(s);
    if (a === b || !a || !b) return "";
    const p = (100 * (b - a)) / a;
    if (Math.abs(p) < 0.05) return "";
    return `${p > 0 ? "+" : "−"}${Math.abs(p) < 10 ? Math.abs(p).toFixed(1) : Math.min(9999, Math.abs(p)).toFixed(0)}%`;
  }

  private bars(host: HTMLElement, items: { name: string; n: number; text: string }[]): void {
    host.parentElement!.hidden = items.length === 0;
    const max = items[0]?.n ?? 1;
    while (host.children.length > items.length) host.lastChild!.remove();
    items.forEach((item, i) => {
      let row = host.children[i] as HTMLElement | undefined;
      if (!row) host.append((row = h("div", { class: "bar" }, h("code"), h("span", { class: "track" }, h("i")), h("span", { class: "num r" }))));
      const [name, track, text] = row.children as unknown as HTMLElement[];
      setText(name!, item.name);
      (track!.firstChild as HTMLElement).style.width = `${(100 * item.n) / max}%`;
      setText(text!, item.text);
    });
  }
}
