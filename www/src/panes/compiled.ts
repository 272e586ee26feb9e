// Compiled: what became machine code, its forms step by step, its exits, and when
// all of it happened.
import "../styles/compiled.css";
import type { CompiledStep, CompiledView, ExitView, JitEvent } from "../../../npm/src/types.ts";
import { diff, type Change } from "../diff.ts";
import { h, setAttr, setText } from "../dom.ts";
import { compileAgain, stopCompiling } from "../engine.ts";
import { bytes, full, ms, plural, short } from "../format.ts";
import { setSentence } from "../glossary.ts";
import { aboutCompiled, busiest, left } from "../insights.ts";
import { choose } from "../optmenu.ts";
import { Rows, type Row } from "../rows.ts";
import type { Place } from "../spans.ts";
import * as store from "../store.ts";
import type { Compiled } from "../store.ts";
import { addPane, emptyText, Foot, Lighting, pin, point, relight, Toggle } from "./pane.ts";

interface ListRow extends Row {
  code: CompiledView;
}

interface LineRow extends Row {
  text: string;
  mark: "" | "+" | "−";
  /** Where the line can leave compiled code. */
  exit: ExitView | null;
  pc: number | null;
}

interface EventRow extends Row {
  event: JitEvent;
  /** Milliseconds since the first. */
  at: number;
}

type Way = "code" | "events";
const LIST_ROWS = 5;
const GLYPHS: Record<JitEvent["what"], string> = { compiled: "●", refused: "○", "gave up": "↻", kept: "✕" };
const EXITS = "exits";

export class CompiledPane {
  readonly el: HTMLElement;
  private way: Way = "code";
  private readonly list: Rows<ListRow>;
  private readonly lines: Rows<LineRow>;
  private readonly events: Rows<EventRow>;
  private readonly lit = { list: new Lighting(), lines: new Lighting(), events: new Lighting() };
  private readonly foot = new Foot("insight-compiled");
  private readonly empty = h("p", { class: "empty" });
  private readonly on = h("button", { type: "button", class: "outline", hidden: true, onclick: () => this.switchOn() }, "Switch jit on");
  private readonly summary = h("span", { class: "summary", role: "status" });
  private readonly act = h("button", { type: "button", class: "quiet", "data-testid": "compiled-act", onclick: () => this.stopOrAgain() });
  private readonly toggle = new Toggle<Way>("Compiled code", [["code", "Code"], ["events", "What happened"]], (way) => {
    this.way = way;
    this.draw();
  });
  private readonly bar = h("div", { class: "steps forms", role: "group", "aria-label": "Forms of the code" });
  private readonly codePart: HTMLElement;
  private readonly eventPart: HTMLElement;
  private readonly body: HTMLElement;
  /** What was picked: a code by its name and number, a step by its name and place. */
  private chosen = "";
  private step: string | null = null;
  private diffs = new WeakMap<CompiledStep, Change>();

  constructor(el: HTMLElement) {
    this.el = el;
    this.list = new Rows<ListRow>({
      label: "Functions and loops that were compiled",
      kind: () => "compiled-code",
      paint: (row, r) => this.paintCode(row, r),
      lit: (r) => this.lit.list.of(r),
      onPoint: (r) => {
        point(r);
        this.foot.explain(r && this.aboutCode(r.code));
      },
      onPin: (r) => this.pick(r.code),
      onToggle: (r) => this.pick(r.code),
    });
    this.lines = new Rows<LineRow>({
      label: "Compiled code",
      kind: (r) => (r.mark === "−" ? "mir-gone" : "mir-line"),
      paint: (row, r) => this.paintLine(row, r),
      lit: (r) => this.lit.lines.of(r),
      onPoint: (r) => {
        point(r);
        this.foot.explain(r && this.aboutLine(r));
      },
      onPin: pin,
      onToggle: () => undefined,
    });
    this.events = new Rows<EventRow>({
      label: "What was compiled, given up or refused, in order",
      kind: () => "jit-event",
      paint: (row, r) => this.paintEvent(row, r),
      lit: (r) => this.lit.events.of(r),
      onPoint: (r) => {
        point(r);
        this.foot.explain(r && this.aboutEvent(r));
      },
      onPin: pin,
      onToggle: () => undefined,
    });
    const head = (name: string, ...words: string[]) => h("div", { class: `cols ${name}`, "aria-hidden": "true" }, ...words.map((w, i) => h("span", { class: i < 2 ? "" : "r" }, w)));
    this.list.host.classList.add("compiled-list");
    this.codePart = h("div", { class: "part" }, head("compiled-cols", "", "function or loop", "entered", "left", "size", "took"), this.list.host, this.bar, this.lines.host);
    this.eventPart = h("div", { class: "part" }, this.events.host);
    this.body = h("div", { class: "part" }, h("div", { class: "steps" }, this.toggle.el, this.summary, h("span", { class: "space" }), this.act), this.codePart, this.eventPart);
    el.append(this.body, this.empty, this.on, this.foot.el);
    addPane({
      el,
      draw: () => this.draw(),
      relight: () => {
        relight(this.list, this.lit.list);
        relight(this.lines, this.lit.lines);
        relight(this.events, this.lit.events);
      },
      reveal: () => this.reveal(),
    });
  }

  draw(): void {
    // Being drawn means being seen: now it is worth a run.
    void compileAgain();
    const c = store.compiled.get();
    const busy = store.compiling.get();
    const ran = store.lastRun.get();
    const off = !!ran?.choice.without.has("jit");
    const error = store.compileError.get();
    const has = !!c && !off && !error;
    this.body.hidden = !has;
    this.empty.hidden = has;
    this.on.hidden = !off;
    const old = !!c && (c.ran !== ran || !store.linked(c));
    this.el.toggleAttribute("data-stale", old);
    setAttr(this.el, "aria-busy", busy ? "true" : null);
    if (!has) {
      setSentence(this.empty, this.emptyWords(off, busy, error));
      this.foot.say("");
      return;
    }
    this.toggle.show(this.way);
    this.codePart.hidden = this.way !== "code";
    this.eventPart.hidden = this.way !== "events";
    setText(this.summary, busy ? "running again, compiled…" : c.stopped ? `stopped after ${ms(c.ms)}` : `ran in ${ms(c.ms)}`);
    setText(this.act, busy ? "Stop" : "Run again");
    this.act.hidden = !busy && !c.stopped;
    if (this.way === "code") this.drawCode(c);
    else this.drawEvents(c);
    this.foot.say(aboutCompiled(c, store.view.get()), old);
  }

  private emptyWords(off: boolean, busy: boolean, error: string | null): string {
    if (off) return "The switch **jit** is off: the interpreter does it all.";
    if (busy) return "Running the program once more at full speed: while it is counted nothing is [[compiled]]…";
    if (error) return `The second run, the one that compiles, failed: ${error}.`;
    if (store.runState.get() === "running") return "While a program is counted nothing is [[compiled]]. When it has ended, it runs once more at full speed for this pane.";
    return emptyText();
  }

  private switchOn(): void {
    const without = new Set(store.choice.get().without);
    without.delete("jit");
    choose({ without });
  }

  private stopOrAgain(): void {
    if (!stopCompiling()) void compileAgain(true);
  }

  private pick(code: CompiledView): void {
    this.chosen = keyOf(code);
    this.draw();
    this.lines.host.scrollTop = 0;
  }

  /** The place of an instruction, if it is in the text of the editor. */
  private place(c: Compiled, fn: number, pc: number | null): Place | null {
    const f = c.functions.get(fn);
    const span = pc === null ? f?.span : f?.fused[pc]?.span;
    return span && span.source === c.source && span.end > span.start && store.linked(c) ? span : null;
  }

  private drawCode(c: Compiled): void {
    const codes = busiest(c, store.view.get());
    const nothing = codes.length === 0;
    // After another run: what has the same name.
    const code = codes.find((x) => keyOf(x) === this.chosen) ?? codes.find((x) => keyOf(x).split("#")[0] === this.chosen.split("#")[0]) ?? codes[0];
    this.chosen = code ? keyOf(code) : "";
    const rows = codes.map((x): ListRow => ({ key: keyOf(x), level: 1, span: this.place(c, x.function, x.beginsAt), code: x }));
    this.list.host.style.height = `${22 * Math.max(1, Math.min(LIST_ROWS, rows.length)) + 1}px`;
    this.codePart.toggleAttribute("data-none", nothing);
    this.lit.list.update(rows);
    this.list.set(rows);
    const steps = code?.steps ?? [];
    const lastMir = steps.findLastIndex((s) => s.mir);
    const exits = this.step === EXITS && !!code;
    const found = steps.findIndex((s, i) => stepKey(s, i) === this.step);
    const at = found < 0 ? lastMir : found;
    this.drawSteps(steps, exits ? -1 : at, code);
    const lines = !code ? [] : exits ? this.exitRows(c, code) : at >= 0 ? this.lineRows(c, code, at, at === lastMir) : [];
    const longest = lines.reduce((n, r) => Math.max(n, r.text.length), 0);
    this.lines.inner.style.minWidth = `calc(${longest}ch + 100px)`;
    this.lit.lines.update(lines);
    this.lines.set(lines);
  }

  private change(steps: CompiledStep[], at: number): Change {
    const step = steps[at]!;
    let d = this.diffs.get(step);
    if (!d) this.diffs.set(step, (d = diff(steps[at - 1]!.text.split("\n"), step.text.split("\n"))));
    return d;
  }

  private lineRows(c: Compiled, code: CompiledView, at: number, final: boolean): LineRow[] {
    const step = code.steps[at]!;
    const change = step.mir && at > 0 ? this.change(code.steps, at) : null;
    const before = change && this.step ? code.steps[at - 1]!.text.split("\n") : [];
    const texts = step.text.split("\n");
    const exits = final ? exitsOf(texts, code.exits) : new Map<number, ExitView>();
    const out: LineRow[] = [];
    const gone = (i: number) => {
      for (const old of change?.removed.get(i) ?? []) {
        if (before[old] !== undefined) out.push({ key: `g${old}`, level: 1, span: null, text: before[old], mark: "−", exit: null, pc: null });
      }
    };
    texts.forEach((text, i) => {
      gone(i);
      const pc = step.pcs[i] ?? null;
      const exit = exits.get(i) ?? null;
      out.push({ key: `l${i}`, level: 1, span: pc === null ? null : this.place(c, code.function, pc), text, mark: change?.changed[i] ? "+" : "", exit, pc });
    });
    gone(texts.length);
    return out;
  }

  private exitRows(c: Compiled, code: CompiledView): LineRow[] {
    const sorted = code.exits.map((exit, i) => ({ exit, i })).sort((a, b) => b.exit.count - a.exit.count || a.i - b.i);
    return sorted.map(({ exit, i }) => {
      const span = this.place(c, code.function, exit.pc);
      const insn = c.functions.get(code.function)?.fused[exit.pc];
      const where = `${String(exit.pc).padStart(4)}  ${(insn?.name ?? "").padEnd(18)} ${exit.reason}`;
      return { key: `e${i}`, level: 1, span, text: where, mark: "", exit, pc: exit.pc };
    });
  }

  private paintCode(el: HTMLElement, r: ListRow): void {
    if (!el.firstChild) {
      el.append(h("span", { class: "state", role: "img" }), h("span", { class: "what" }, h("code"), h("span", { class: "fn-facts" })), ...[0, 1, 2, 3].map(() => h("span", { class: "r num" })));
    }
    const [state, what, entered, out, size, took] = el.children as unknown as HTMLElement[];
    const [name, facts] = what!.children as unknown as HTMLElement[];
    const c = r.code;
    setText(state!, c.live ? "●" : "✕");
    setAttr(state!, "data-state", c.live ? "one" : "many");
    setAttr(state!, "aria-label", c.live ? "in use" : "given up");
    setText(name!, c.name);
    setText(facts!, this.kind(c));
    setText(entered!, short(c.entered));
    setText(out!, short(left(c)));
    setText(size!, bytes(c.bytes));
    setText(took!, ms(c.nanos / 1e6));
    const chosen = r.key === this.chosen;
    el.toggleAttribute("data-chosen", chosen);
    setAttr(el, "aria-selected", String(chosen));
    el.toggleAttribute("data-cold", !c.live);
  }

  /** What of its function was compiled. */
  private kind(c: CompiledView): string {
    const f = store.compiled.get()?.functions.get(c.function);
    const line = c.beginsAt === null ? undefined : f?.fused[c.beginsAt]?.line;
    const part = c.resumes ? "after yield" : "loop";
    const what = c.beginsAt === null ? (c.resumes ? "begin" : "") : line ? `${part}, line ${line}` : part;
    return [what, f ? "" : "prelude", c.live ? "" : "given up"].filter(Boolean).join(" · ");
  }

  private paintLine(el: HTMLElement, r: LineRow): void {
    if (!el.firstChild) el.append(h("span", { class: "mark", "aria-hidden": "true" }), h("code", null, h("span"), h("span", { class: "op-name" }), h("span")), h("span", { class: "r num leaves" }));
    const [mark, code, leaves] = el.children as unknown as HTMLElement[];
    setText(mark!, r.mark);
    const [, front, op, rest] = /^(\s*(?:v\d+:\w+ = )?)([a-z]\w*(?:\.\w+)*)?(.*)$/s.exec(r.text)!;
    [front, op, rest].forEach((t, i) => setText(code!.children[i]!, t ?? ""));
    setText(leaves!, r.exit ? `↩ ${short(r.exit.count)}` : "");
    setAttr(leaves!, "data-taken", r.exit?.count ? "" : null);
    el.toggleAttribute("data-changed", r.mark === "+");
  }

  private drawSteps(steps: CompiledStep[], at: number, code: CompiledView | undefined): void {
    this.bar.hidden = !code;
    if (!code) return;
    const taken = left(code);
    const key = `${this.chosen} ${steps.map((s) => `${s.name}${s.text.length}`).join()} ${at} ${this.step} ${taken}`;
    if (this.bar.dataset.key === key) return;
    this.bar.dataset.key = key;
    const focused = this.bar.contains(document.activeElement);
    const button = (name: string, words: string, pressed: boolean, title: string, n: string | number | null) =>
      h("button", {
        type: "button", "aria-pressed": pressed, "data-testid": `form-${name}`, title,
        onclick: () => {
          this.step = this.step === name ? null : name;
          this.draw();
          this.lines.host.scrollTop = 0;
        },
      }, words, n !== null && h("span", { class: n === "–" ? "n none" : "n" }, n));
    const parts: HTMLElement[] = steps.map((s, i) => {
      const n = s.mir && i ? this.change(steps, i).count : null;
      const title = n === null ? (s.mir ? "made of bytecode" : `what the browser gets: ${plural(s.pcs.length, "line")}`) : n ? `${plural(n, "line")} changed` : "changed nothing here";
      return button(stepKey(s, i), s.name.replace(/^jit-/, ""), i === at, title, n === null ? null : n || "–");
    });
    parts.push(button(EXITS, "exits", at < 0, `${plural(code.exits.length, "exit")}, left ${plural(taken, "time")}`, taken ? short(taken) : "–"));
    this.bar.replaceChildren(...parts.flatMap((b, i) => (i ? [h("span", { class: "sep", "aria-hidden": "true" }, "›"), b] : [b])));
    if (focused) this.bar.querySelector<HTMLElement>("[aria-pressed=true]")?.focus();
  }

  private drawEvents(c: Compiled): void {
    const first = c.jit.events[0]?.nanos ?? 0;
    const rows = c.jit.events.map((event, i): EventRow => ({ key: `t${i}`, level: 1, span: this.place(c, event.function, event.beginsAt), event, at: (event.nanos - first) / 1e6 }));
    this.lit.events.update(rows);
    this.events.set(rows);
  }

  private paintEvent(el: HTMLElement, r: EventRow): void {
    if (!el.firstChild) el.append(h("span", { class: "r num" }), h("span", { class: "state", "aria-hidden": "true" }), h("code"), h("span"), h("span", { class: "why" }));
    const [at, glyph, name, what, why] = el.children as unknown as HTMLElement[];
    const e = r.event;
    setText(at!, ms(r.at));
    setText(glyph!, GLYPHS[e.what]);
    setAttr(glyph!, "data-state", { compiled: "one", refused: "empty", "gave up": "few", kept: "many" }[e.what]);
    setText(name!, e.beginsAt === null ? e.name : `${e.name} ${e.resumes ? "⤶" : "↺"} ${e.place.line || ""}`);
    setText(what!, e.what);
    setText(why!, e.text);
  }

  private aboutCode(c: CompiledView): HTMLElement {
    const facts = [
      `entered ${plural(c.entered, "time")} by the interpreter`, `${plural(c.size, "instruction")} of MIR`,
      `${bytes(c.bytes)} in ${ms(c.nanos / 1e6)}`, `left ${plural(left(c), "time")} through ${full(c.exits.filter((e) => e.count).length)} of ${plural(c.exits.length, "exit")}`,
    ];
    const what = c.resumes || c.beginsAt !== null ? this.kind(c) : "calls of the function";
    return h("div", null, h("p", null, h("b", { class: "mono" }, c.name), ` ${what}${c.live ? "" : ", given up: its code is not in use any more"}`), h("p", { class: "facts" }, facts.join(" · ")));
  }

  private aboutLine(r: LineRow): HTMLElement | null {
    const c = store.compiled.get();
    const code = c?.jit.compiled.find((x) => keyOf(x) === this.chosen);
    if (!c || !code || r.pc === null) return null;
    const insn = c.functions.get(code.function)?.fused[r.pc];
    const of = insn ? `made for instruction ${r.pc}, ${insn.name} ${insn.operands}, line ${insn.line}` : `made for instruction ${r.pc}`;
    const exit = r.exit && `left here ${plural(r.exit.count, "time")}: ${r.exit.reason}; the interpreter goes on at ${r.exit.pc}`;
    return h("div", null, h("p", null, of), exit && h("p", { class: "facts" }, exit));
  }

  private aboutEvent({ event: e, at }: EventRow): HTMLElement {
    const what = e.beginsAt === null ? (e.resumes ? ", its beginning" : "") : `, ${e.resumes ? "after its yield" : "its loop"}${e.place.line ? ` in line ${e.place.line}` : ""}`;
    return h("div", null, h("p", null, h("b", { class: "mono" }, e.name), `${what}: ${e.what}, ${ms(at)} after the first`), h("p", { class: "facts" }, e.text));
  }

  /** Shows the code that the pinned place is in. */
  private reveal(): void {
    const place = store.pinned.get();
    const c = store.compiled.get();
    if (!place || !c) return;
    const holds = ({ code }: ListRow) => {
      const f = c.functions.get(code.function);
      return !!f && f.span.start <= place.start && f.span.end >= place.end && code.live;
    };
    const inside = this.list.all.filter(holds);
    if (inside.length && !inside.some((r) => r.key === this.chosen)) this.pick(inside[0]!.code);
    this.lines.revealLit();
    this.events.revealLit();
  }
}

/** Why the interpreter goes on after the end of a block: the one reason that is no line's but a block's. */
const BLOCK_END = "the instruction is left to the interpreter";

/**
 * The exits of the lines of the last MIR. They are numbered as they stand there, but
 * some belong to blocks that are not printed, since nothing leads to them any more.
 */
function exitsOf(texts: readonly string[], exits: readonly ExitView[]): Map<number, ExitView> {
  const leaves = texts.flatMap((t, i) => {
    const state = / -> s(\d+)$/.exec(t);
    return state ? [{ i, state: state[1]!, ends: /^\s*exit /.test(t) }] : [];
  });
  const goesOn = new Map(texts.flatMap((t) => {
    const state = /^s(\d+): pc (\d+)/.exec(t);
    return state ? [[state[1]!, Number(state[2])] as const] : [];
  }));
  const out = new Map<number, ExitView>();
  let spare = exits.length - leaves.length;
  let n = 0;
  for (const { i, state, ends } of leaves) {
    const other = (e: ExitView) => e.pc !== goesOn.get(state) || (!ends && e.reason === BLOCK_END);
    while (spare > 0 && other(exits[n]!)) {
      spare--;
      n++;
    }
    const exit = exits[n++];
    if (!exit || other(exit)) return new Map();
    out.set(i, exit);
  }
  return out;
}

function keyOf(c: CompiledView): string {
  return `${c.name}@${c.beginsAt ?? ""}#${c.code}`;
}

function stepKey(s: CompiledStep, i: number): string {
  return `${s.name}.${i}`;
}
