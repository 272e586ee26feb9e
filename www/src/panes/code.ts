// Bytecode and fused code: a row per instruction with what it costs.
import type { FunctionView, InsnView, OpView } from "../../../npm/src/types.ts";
import { h, setAttr, setText } from "../dom.ts";
import { diff } from "../diff.ts";
import { full, heat, percent, plural, short } from "../format.ts";
import { aboutBytecode, aboutFused, plainCounts, totals } from "../insights.ts";
import { info } from "../engine.ts";
import { Rows, type Row } from "../rows.ts";
import * as store from "../store.ts";
import { functionKey, type View } from "../store.ts";
import { addPane, emptyText, Foot, Lighting, pin, point, relight } from "./pane.ts";

interface CodeRow extends Row {
  kind: "fn" | "insn" | "part";
  fn: FunctionView;
  insn: InsnView | null;
  count: number;
  share: number;
  heat: number;
  changed: boolean;
  /** Dispatches that fusion saved here. */
  saved: number;
  /** Last of the parts of an opened row: the bracket ends. */
  last: boolean;
}

/** Programs up to this many instructions are shown whole. */
const SHORT_PROGRAM = 40;
const COLD_SHARE = 0.005;

/** `dst:reg` -> "dst reg"; where name and kind are the same word, once. */
function operandWords(o: string): string {
  const [name, kind] = o.split(":");
  return !kind || name === kind ? name! : `${name} ${kind}`;
}

export type Stage = "plain" | "fused";

export class CodePane {
  readonly el: HTMLElement;
  private readonly rows: Rows<CodeRow>;
  private readonly lighting = new Lighting();
  private readonly foot: Foot;
  private readonly empty = h("p", { class: "empty" });
  private readonly arrow = h("div", { class: "jump", hidden: true });
  private readonly functions = h("select", { class: "functions", "aria-label": "Go to function" });
  /** Functions folded or not by the user, fused rows opened, by name and index. */
  private readonly foldedByUser = new Map<string, boolean>();
  /** Functions that hardly ran are folded at first. */
  private cold = new Set<string>();
  private coldFor = "";
  private readonly opened = new Set<string>();
  private changes: { view: View; before: View; marks: Map<string, boolean[]> } | null = null;
  private ops: Map<string, OpView> | null = null;
  private listed = "";

  constructor(el: HTMLElement, private readonly stage: Stage) {
    this.el = el;
    this.foot = new Foot(`insight-${stage === "plain" ? "bytecode" : "fused"}`);
    this.rows = new Rows<CodeRow>({
      label: stage === "plain" ? "Bytecode as compiled" : "Code as it runs",
      kind: (r) => `code-${r.kind}`,
      paint: (row, r) => this.paint(row, r),
      lit: (r) => this.lighting.of(r),
      onPoint: (r) => {
        point(r);
        this.explain(r);
        this.showJump(r);
      },
      onPin: pin,
      onToggle: (r, open) => this.toggle(r, open),
    });
    this.rows.inner.append(this.arrow);
    const cols = h(
      "div",
      { class: "cols code-cols", "aria-hidden": "true" },
      h("span"), h("span", { class: "r" }, "#"), h("span", null, "op"), h("span", null, "operands"),
      h("span", { class: "r" }, "ran"), h("span", { class: "r share" }, "share"),
    );
    this.functions.addEventListener("change", () => this.goTo(Number(this.functions.value)));
    el.append(cols, this.functions, this.rows.host, this.empty, this.foot.el);
    addPane({ el, draw: () => this.draw(), relight: () => relight(this.rows, this.lighting), reveal: () => this.reveal() });
  }

  draw(): void {
    const v = store.view.get();
    const rows = v ? this.build(v) : [];
    this.empty.hidden = rows.length > 0;
    if (!rows.length) setText(this.empty, emptyText());
    this.rows.host.hidden = !rows.length;
    this.lighting.update(rows);
    this.rows.set(rows);
    this.el.toggleAttribute("data-stale", store.stale.get());
    this.foot.say(v ? (this.stage === "plain" ? aboutBytecode(v) : aboutFused(v, !store.choice.get().without.has("fusion"))) : "");
    this.listFunctions(v);
  }

  private build(v: View): CodeRow[] {
    const t = totals(v);
    const marks = this.marks(v);
    this.findCold(v);
    const rows: CodeRow[] = [];
    for (const fn of v.inspection.functions) {
      const code = this.stage === "plain" ? fn.plain : fn.fused;
      const counts = this.stage === "plain" ? plainCounts(fn) : null;
      const all = this.stage === "plain" ? t.instructions : t.dispatches;
      const key = `f${fn.id}`;
      const open = !this.isFolded(fn);
      const sum = counts ? counts.reduce((a, b) => a + b, 0) : t.byFunction.get(fn.id)!;
      const marked = marks?.get(functionKey(fn));
      rows.push({
        key, level: 1, kind: "fn", fn, insn: null, span: fn.span, open,
        count: code.length ? (counts ? counts[0]! : code[0]!.count) : 0,
        share: all ? sum / all : 0, heat: 0, changed: !open && !!marked?.includes(true), saved: 0, last: false,
      });
      if (!open) continue;
      for (let i = 0; i < code.length; i++) {
        const insn = code[i]!;
        const count = counts ? counts[i]! : insn.count;
        const k = `${key}.${i}`;
        const fused = this.stage === "fused" && insn.parts.length > 1;
        const opened = fused && this.opened.has(`${functionKey(fn)}.${i}`);
        rows.push({
          key: k, level: 2, kind: "insn", fn, insn, span: insn.span, open: fused ? opened : undefined,
          count, share: all ? count / all : 0, heat: heat(count, t.max), changed: !!marked?.[i],
          saved: fused ? (insn.parts.length - 1) * count : 0, last: false,
        });
        if (!opened) continue;
        insn.parts.forEach((p, n) => {
          const part = fn.plain[p];
          if (part) {
            rows.push({
              key: `${k}.${p}`, level: 3, kind: "part", fn, insn: part, span: part.span, count: 0, share: 0, heat: 0,
              changed: false, saved: 0, last: n === insn.parts.length - 1,
            });
          }
        });
      }
    }
    return rows;
  }

  private isFolded(f: FunctionView): boolean {
    const key = functionKey(f);
    return this.foldedByUser.get(key) ?? this.cold.has(key);
  }

  /** Long programs begin with what runs; decided when a run ends, so that nothing jumps meanwhile. */
  private findCold(v: View): void {
    if (store.runState.get() === "running" && this.coldFor) return;
    const fns = v.inspection.functions;
    const key = `${v.counted} ${fns.map(functionKey).join(" ")}`;
    if (key === this.coldFor) return;
    this.coldFor = key;
    this.cold = new Set();
    const t = totals(v);
    if (!v.counted || !t.dispatches || fns.reduce((n, f) => n + f.plain.length, 0) < SHORT_PROGRAM) return;
    for (const f of fns) if (t.byFunction.get(f.id)! < t.dispatches * COLD_SHARE) this.cold.add(functionKey(f));
  }

  /** Opens what holds the pinned place, and scrolls to it. */
  private reveal(): void {
    const place = store.pinned.get() ?? store.standing.get();
    const v = store.view.get();
    if (!place || !v) return;
    const inside = (i: InsnView) => i.span.start >= place.start && i.span.end <= place.end;
    const holds = v.inspection.functions.filter((f) => f.fused.some(inside));
    if (holds.length && holds.every((f) => this.isFolded(f))) {
      this.foldedByUser.set(functionKey(holds[0]!), false);
      this.draw();
    }
    this.rows.revealLit();
  }

  /** Which rows differ from before a switch was flipped, by function name. */
  private marks(v: View): Map<string, boolean[]> | null {
    const before = store.before.get();
    if (!before) return null;
    if (this.changes?.view.inspection.functions.length === v.inspection.functions.length && this.changes.before === before) return this.changes.marks;
    const text = (i: InsnView) => `${i.was ?? i.name} ${i.target === null ? i.operands : i.operands.replace(/\d+\s*$/, "")}`;
    const code = (f: FunctionView) => (this.stage === "plain" ? f.plain : f.fused).map(text);
    const old = new Map(before.inspection.functions.map((f) => [functionKey(f), f]));
    const marks = new Map<string, boolean[]>();
    for (const f of v.inspection.functions) {
      const was = old.get(functionKey(f));
      marks.set(functionKey(f), was ? diff(code(was), code(f)).changed : code(f).map(() => true));
    }
    this.changes = { view: v, before, marks };
    return marks;
  }

  private paint(el: HTMLElement, r: CodeRow): void {
    if (r.kind === "fn") this.paintFunction(el, r);
    else this.paintInsn(el, r);
    el.toggleAttribute("data-changed", r.changed);
  }

  private paintFunction(el: HTMLElement, r: CodeRow): void {
    if (!el.firstChild) {
      el.append(
        h("span", { class: "caret", "aria-hidden": "true" }), h("span", { class: "fn-name" }), h("span", { class: "fn-facts" }),
        h("span", { class: "r num" }), h("span", { class: "share" }, h("i"), h("b")),
      );
    }
    const [, name, facts, count, share] = el.children as unknown as HTMLElement[];
    const f = r.fn;
    setText(name!, f.name);
    const words = [`${f.params}${f.rest ? "+" : ""} in`, plural(f.registers, "register")];
    if (f.captures.length) words.push(`captures ${f.captures.join(", ")}`);
    setText(facts!, f.name === "<main>" ? plural(f.registers, "register") : words.join(" · "));
    setText(count!, r.count ? `${short(r.count)}×` : "");
    this.paintShare(share!, r.share);
  }

  private paintInsn(el: HTMLElement, r: CodeRow): void {
    if (!el.firstChild) {
      el.append(
        h("span", { class: "heat" }), h("span", { class: "pc r num" }),
        h("span", { class: "op" }, h("span", { class: "caret", "aria-hidden": "true" }), h("span", { class: "op-name" }), h("span", { class: "was" })),
        h("span", { class: "args" }), h("span", { class: "r num count" }), h("span", { class: "share" }, h("i"), h("b")),
      );
    }
    const i = r.insn!;
    const [strip, pc, op, args, count, share] = el.children as unknown as HTMLElement[];
    const [caret, name, was] = op!.children as unknown as HTMLElement[];
    setAttr(strip!, "data-h", r.heat ? String(r.heat) : null);
    setText(pc!, String(i.pc));
    setAttr(el, "data-pc", String(i.pc));
    setText(name!, i.name);
    caret!.hidden = r.open === undefined && r.kind !== "part";
    el.toggleAttribute("data-last", r.last);
    el.toggleAttribute("data-cold", r.kind === "insn" && r.count === 0);
    setText(was!, i.was && r.kind === "insn" ? `was ${i.was}` : r.open === false ? `${i.parts.length} in 1` : "");
    setText(args!, i.operands);
    setAttr(args!, "title", i.operands.length > 20 ? i.operands : null);
    if (r.kind === "part") return;
    setText(count!, r.count ? short(r.count) : "·");
    this.paintShare(share!, r.share);
  }

  private paintShare(el: HTMLElement, share: number): void {
    const [bar, text] = el.children as unknown as [HTMLElement, HTMLElement];
    const p = Math.round(share * 1000) / 10;
    const width = `${Math.max(p, 0)}%`;
    if (bar.style.width !== width) bar.style.width = width;
    setText(text, p >= 9.95 ? p.toFixed(0) : p >= 0.1 ? p.toFixed(1) : "");
  }

  private toggle(r: CodeRow, open: boolean): void {
    if (r.kind === "fn") {
      this.foldedByUser.set(functionKey(r.fn), !open);
    } else if (r.insn) {
      const key = `${functionKey(r.fn)}.${r.insn.pc}`;
      if (open) this.opened.add(key);
      else this.opened.delete(key);
    }
    this.draw();
  }

  /** The foot explains the op that is pointed at. */
  private explain(r: CodeRow | null): void {
    const i = r?.insn;
    if (!r || !i) {
      this.foot.explain(r ? this.aboutFunction(r) : null);
      return;
    }
    const known = info()?.ops ?? [];
    this.ops ??= known.length ? new Map(known.map((o) => [o.name, o])) : null;
    const op = this.ops?.get(i.name);
    const facts: string[] = [];
    if (op) {
      if (op.operands.length) facts.push(op.operands.map(operandWords).join(", "));
      facts.push(op.effects.length ? op.effects.join(", ") : "no effects");
      const forms = known.filter((o) => o.quickens === op.name).map((o) => o.name);
      if (forms.length) facts.push(`may quicken to ${forms.join(", ")}`);
      if (op.quickens) facts.push(`quick form of ${op.quickens}`);
      if (op.parts.length) facts.push(`stands for ${op.parts.join(" + ")}`);
    }
    if (i.was) facts.push(`was ${i.was} until it had seen its operands`);
    if (r.saved) facts.push(`saved ${full(r.saved)} dispatches`);
    if (r.kind === "insn" && r.count) facts.push(`ran ${plural(r.count, "time")}, ${percent(r.share, 1, 1)}`);
    this.foot.explain(h("div", null, h("p", null, h("b", { class: "mono" }, i.name), " ", h("span", null, op?.doc ?? "")), h("p", { class: "facts" }, facts.join(" · "))));
  }

  private aboutFunction(r: CodeRow): HTMLElement {
    const f = r.fn;
    const facts = [`${plural(f.params, "parameter")}${f.rest ? ", the last takes the rest" : ""}`, plural(f.registers, "register")];
    if (f.captures.length) facts.push(`captures ${f.captures.join(", ")}`);
    if (f.constants.length) facts.push(`constants ${f.constants.slice(0, 12).join("  ")}${f.constants.length > 12 ? " …" : ""}`);
    const ran = r.count ? `entered ${plural(r.count, "time")}, ${percent(r.share, 1, 1)} of all that ran` : "has not run";
    return h("div", null, h("p", null, h("b", { class: "mono" }, f.name), ` ${ran}`), h("p", { class: "facts" }, facts.join(" · ")));
  }

  /** An arrow from a jump to where it goes. */
  private showJump(r: CodeRow | null): void {
    const target = r?.insn?.target;
    this.arrow.hidden = true;
    if (r?.kind !== "insn" || target === null || target === undefined) return;
    const all = this.rows.all;
    const from = all.findIndex((x) => x.key === r.key);
    const to = all.findIndex((x) => x.key === `f${r.fn.id}.${target}`);
    if (from < 0 || to < 0 || from === to) return;
    const a = this.rows.top(from);
    const b = this.rows.top(to);
    this.arrow.hidden = false;
    this.arrow.dataset.way = b > a ? "down" : "up";
    this.arrow.style.top = `${Math.min(a, b)}px`;
    this.arrow.style.height = `${Math.abs(b - a)}px`;
  }

  private listFunctions(v: View | null): void {
    const t = v && totals(v);
    const fns = v ? [...v.inspection.functions].sort((a, b) => t!.byFunction.get(b.id)! - t!.byFunction.get(a.id)!) : [];
    const key = fns.map((f) => `${f.id}${f.name}`).join(" ");
    this.functions.hidden = fns.length < 3;
    if (key === this.listed) return;
    this.listed = key;
    this.functions.replaceChildren(h("option", { value: "-1" }, "Go to…"), ...fns.map((f) => h("option", { value: f.id }, f.name)));
  }

  private goTo(id: number): void {
    this.functions.value = "-1";
    const fn = store.view.get()?.inspection.functions.find((f) => f.id === id);
    if (fn && this.isFolded(fn)) {
      this.foldedByUser.set(functionKey(fn), false);
      this.draw();
    }
    const at = this.rows.all.findIndex((r) => r.kind === "fn" && r.fn.id === id);
    if (at < 0) return;
    this.rows.host.scrollTop = at * 22;
    this.rows.host.focus();
  }
}
