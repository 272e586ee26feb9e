// Core: the tree as rows, and the passes as steps to flip through.
import type { CoreLine, CoreStep } from "../../../npm/src/types.ts";
import { h, setAttr, setText } from "../dom.ts";
import { diff, type Change } from "../diff.ts";
import { heat, plural, short } from "../format.ts";
import { aboutCore, totals } from "../insights.ts";
import { colour } from "../lisp.ts";
import { Rows, type Row } from "../rows.ts";
import * as store from "../store.ts";
import type { View } from "../store.ts";
import { addPane, emptyText, Foot, Lighting, pin, point, relight } from "./pane.ts";

interface CoreRow extends Row {
  line: CoreLine;
  changed: boolean;
  /** A row of the step before that is gone. */
  gone: boolean;
  count: number;
  heat: number;
  /** Rows folded below this one. */
  hidden: number;
}

/** Deeper rows are folded at first. */
const FOLD_DEPTH = 9;

export class CorePane {
  readonly el: HTMLElement;
  private readonly rows: Rows<CoreRow>;
  private readonly lighting = new Lighting();
  private readonly foot = new Foot("insight-core");
  private readonly empty = h("p", { class: "empty" });
  private readonly bar = h("div", { class: "steps", role: "group", "aria-label": "Passes" });
  /** The step that was picked, by name; null: what is compiled, without what the passes took away. */
  private pass: string | null = null;
  private readonly toggled = new Set<string>();
  private diffs = new WeakMap<CoreStep, Change>();
  private counts: { view: View; bySpan: Map<string, number> } | null = null;

  constructor(el: HTMLElement) {
    this.el = el;
    this.rows = new Rows<CoreRow>({
      label: "Core",
      kind: (r) => (r.gone ? "core-gone" : "core-line"),
      paint: (row, r) => this.paint(row, r),
      lit: (r) => (r.gone ? "" : this.lighting.of(r)),
      onPoint: point,
      onPin: pin,
      onToggle: (r) => {
        if (!this.toggled.delete(r.key)) this.toggled.add(r.key);
        this.draw();
      },
    });
    el.append(this.bar, this.rows.host, this.empty, this.foot.el);
    addPane({ el, draw: () => this.draw(), relight: () => relight(this.rows, this.lighting), reveal: () => this.rows.revealLit() });
  }

  draw(): void {
    const v = store.view.get();
    const steps = v?.inspection.core ?? [];
    const at = Math.max(0, this.pass === null ? steps.length - 1 : steps.findIndex((s) => s.pass === this.pass));
    const rows = v && steps.length ? this.build(v, steps, at) : [];
    this.empty.hidden = rows.length > 0;
    if (!rows.length) setText(this.empty, emptyText());
    this.rows.host.hidden = !rows.length;
    this.drawSteps(steps, at);
    const longest = rows.reduce((n, r) => Math.max(n, r.line.text.length + 2 * r.line.indent), 0);
    this.rows.inner.style.minWidth = `calc(${longest}ch + 110px)`;
    this.lighting.update(rows);
    this.rows.set(rows);
    this.el.toggleAttribute("data-stale", store.stale.get());
    this.foot.say(
      aboutCore(steps.map((s, i) => ({ pass: s.pass, changes: i ? this.change(steps, i).count : 0 })), steps[at]?.lines.length ?? 0),
    );
  }

  /** What a step changed in the one before. */
  private change(steps: CoreStep[], at: number): Change {
    const step = steps[at]!;
    let d = this.diffs.get(step);
    if (!d) {
      const text = (l: CoreLine) => `${" ".repeat(l.indent)}${l.text}`;
      d = diff(steps[at - 1]!.lines.map(text), step.lines.map(text));
      this.diffs.set(step, d);
    }
    return d;
  }

  private build(v: View, steps: CoreStep[], at: number): CoreRow[] {
    const { lines } = steps[at]!;
    const change = at > 0 ? this.change(steps, at) : null;
    const before = at > 0 && this.pass !== null ? steps[at - 1]!.lines : [];
    const bySpan = this.spanCounts(v);
    const max = totals(v).max;
    const out: CoreRow[] = [];
    let foldedBelow = Infinity;
    let folder: CoreRow | null = null;
    const gone = (i: number) => {
      for (const old of change?.removed.get(i) ?? []) {
        const line = before[old];
        if (!line) break;
        out.push({ key: `g${old}`, level: line.indent + 1, span: null, line, changed: false, gone: true, count: 0, heat: 0, hidden: 0 });
      }
    };
    lines.forEach((line, i) => {
      if (line.indent > foldedBelow) {
        folder!.hidden++;
        // A fold must not hide what the step is about.
        if (change?.changed[i]) folder!.changed = true;
        return;
      }
      foldedBelow = Infinity;
      gone(i);
      const key = `${i}:${line.text.slice(0, 24)}`;
      const parent = (lines[i + 1]?.indent ?? -1) > line.indent;
      const open = parent ? this.toggled.has(key) !== line.indent < FOLD_DEPTH : undefined;
      const count = bySpan.get(`${line.span.start}-${line.span.end}`) ?? 0;
      const row: CoreRow = {
        key, level: line.indent + 1, span: line.span.end > line.span.start ? line.span : null, open, line,
        changed: !!change?.changed[i], gone: false, count, heat: heat(count, max), hidden: 0,
      };
      out.push(row);
      if (open === false) {
        foldedBelow = line.indent;
        folder = row;
      }
    });
    gone(lines.length);
    return out;
  }

  /** How often the code of each span ran: the most of its instructions. */
  private spanCounts(v: View): Map<string, number> {
    if (this.counts?.view === v) return this.counts.bySpan;
    const bySpan = new Map<string, number>();
    if (v.counted) {
      for (const f of v.inspection.functions) {
        for (const i of f.fused) {
          for (const p of i.parts.length ? i.parts : [i.pc]) {
            const s = (f.plain[p] ?? i).span;
            const key = `${s.start}-${s.end}`;
            if (i.count > (bySpan.get(key) ?? 0)) bySpan.set(key, i.count);
          }
        }
      }
    }
    this.counts = { view: v, bySpan };
    return bySpan;
  }

  private paint(el: HTMLElement, r: CoreRow): void {
    if (!el.firstChild) {
      el.append(
        h("span", { class: "heat" }), h("span", { class: "mark", "aria-hidden": "true" }),
        h("span", { class: "tree" }, h("span", { class: "caret", "aria-hidden": "true" }), h("code"), h("span", { class: "more" })),
        h("span", { class: "r num count" }),
      );
    }
    const [strip, mark, tree, count] = el.children as unknown as HTMLElement[];
    const [caret, code, more] = tree!.children as unknown as HTMLElement[];
    setAttr(strip!, "data-h", r.heat ? String(r.heat) : null);
    setText(mark!, r.gone ? "−" : r.changed ? "+" : "");
    tree!.style.paddingLeft = `${r.line.indent * 2}ch`;
    caret!.style.visibility = r.open === undefined ? "hidden" : "visible";
    if (el.dataset.text !== r.line.text) {
      el.dataset.text = r.line.text;
      colour(code!, r.line.text);
    }
    setText(more!, r.hidden ? `… ${plural(r.hidden, "row")}` : "");
    setText(count!, r.count ? short(r.count) : "");
    el.toggleAttribute("data-changed", r.changed);
  }

  private drawSteps(steps: CoreStep[], at: number): void {
    this.bar.hidden = steps.length === 0;
    const key = steps.map((s, i) => `${s.pass}${i ? this.change(steps, i).count : ""}`).join() + at;
    if (this.bar.dataset.key === key) return;
    this.bar.dataset.key = key;
    const focused = this.bar.contains(document.activeElement);
    this.bar.replaceChildren(
      ...steps.flatMap((s, i) => {
        const n = i ? this.change(steps, i).count : 0;
        const b = h(
          "button",
          {
            type: "button", "aria-pressed": i === at, "data-testid": `step-${s.pass}`,
            title: i ? (n ? `${plural(n, "row")} changed` : "changed nothing here") : "as the front end made it",
            onclick: () => {
              this.pass = this.pass === s.pass ? null : s.pass;
              this.draw();
            },
          },
          s.pass,
          i > 0 && h("span", { class: n ? "n" : "n none" }, n || "–"),
        );
        return i ? [h("span", { class: "sep", "aria-hidden": "true" }, "›"), b] : [b];
      }),
    );
    if (focused) this.bar.querySelector<HTMLElement>("[aria-pressed=true]")?.focus();
  }
}
