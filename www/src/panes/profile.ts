// Profile: who called whom and what it cost, as a chart and by function.
import "../styles/instruments.css";
import type { ProfileEntry } from "../../../npm/src/types.ts";
import { h, setAttr, setText } from "../dom.ts";
import { full, ms, percent, plural, share, short } from "../format.ts";
import { setSentence } from "../glossary.ts";
import { aboutProfile } from "../insights.ts";
import { choose } from "../optmenu.ts";
import { entryKey, flame, nameOf, ownOf, sorted, totalOf, type By, type Piece, type SortBy } from "../profile.ts";
import { Rows, type Row } from "../rows.ts";
import type { Lit } from "../spans.ts";
import * as store from "../store.ts";
import type { Profiled } from "../store.ts";
import { Flame } from "./flame.ts";
import { addPane, emptyText, Foot, Lighting, pin, point, relight, Toggle } from "./pane.ts";

interface EntryRow extends Row {
  entry: ProfileEntry;
}

const COLUMNS: { sort: SortBy; words: string; title: string }[] = [
  { sort: "calls", words: "calls", title: "How often it was called" },
  { sort: "tail", words: "tail", title: "How many of these were tail calls" },
  { sort: "own", words: "own %", title: "What it spent itself" },
  { sort: "total", words: "total %", title: "With all that it called" },
];

/** Pieces narrower than this many pixels are not made. */
const LEAST = 1.5;

export class ProfilePane {
  readonly el: HTMLElement;
  private by: By = "instructions";
  private sort: SortBy = "own";
  private zoom = "";
  private readonly rows: Rows<EntryRow>;
  private readonly chart: Flame;
  private readonly lighting = new Lighting();
  private readonly foot = new Foot("insight-profile");
  private readonly empty = h("p", { class: "empty" });
  private readonly count = h("button", { type: "button", class: "outline", onclick: () => choose({ glass: true }) }, "Count and profile");
  private readonly summary = h("span", { class: "summary num" });
  private readonly out = h("button", { type: "button", class: "quiet", hidden: true, onclick: () => this.zoomTo(null) }, "Whole chart");
  private readonly toggle = new Toggle<By>("Measure", [["instructions", "Dispatches"], ["time", "Time"]], (by) => {
    this.by = by;
    this.draw();
  });
  private readonly heads: HTMLButtonElement[];
  private readonly body: HTMLElement;

  constructor(el: HTMLElement) {
    this.el = el;
    this.rows = new Rows<EntryRow>({
      label: "Functions",
      kind: () => "profile-entry",
      paint: (row, r) => this.paint(row, r.entry),
      lit: (r) => this.lighting.of(r),
      onPoint: (r) => {
        point(r);
        this.foot.explain(r && this.about(r.entry, null));
      },
      onPin: pin,
      onToggle: () => undefined,
    });
    this.chart = new Flame({
      place: (p) => this.row(p)?.span ?? null,
      lit: (p): Lit => {
        const row = this.row(p);
        return row ? this.lighting.of(row) : "";
      },
      onPoint: (p) => {
        point(p && this.row(p));
        this.foot.explain(p?.entry ? this.about(p.entry, p) : null);
      },
      onPin: (p) => {
        const row = this.row(p);
        if (row) pin(row);
      },
      onZoom: (p) => this.zoomTo(p),
    });
    this.heads = COLUMNS.map((c) =>
      h("button", { type: "button", title: `${c.title}. Sorts by it.`, "data-testid": `profile-sort-${c.sort}`, onclick: () => this.sortBy(c.sort) }, c.words),
    );
    this.body = h(
      "div", { class: "profile" },
      h("div", { class: "steps" }, this.toggle.el, this.summary, h("span", { class: "space" }), this.out),
      this.chart.host,
      h("div", { class: "cols profile-cols", role: "group", "aria-label": "Sort by" }, h("span", null, "function"), ...this.heads),
      this.rows.host,
    );
    el.append(this.body, this.empty, this.count, this.foot.el);
    addPane({ el, draw: () => this.draw(), relight: () => this.relight(), reveal: () => this.rows.revealLit() });
  }

  draw(): void {
    const p = store.profile.get();
    const has = !!p && p.profile.instructions > 0;
    const uncounted = !p && !!store.lastRun.get() && !store.lastRun.get()!.choice.glass && store.runState.get() !== "failed";
    this.body.hidden = !has;
    this.empty.hidden = has;
    this.count.hidden = has || !uncounted;
    this.el.toggleAttribute("data-stale", !!p && !store.linked(p));
    if (!has) {
      setSentence(this.empty, uncounted ? "At full speed nobody notes who called whom. With [[traced|counting]] on, this shows it." : p ? "Nothing ran." : emptyText());
      this.foot.say("");
      return;
    }
    this.toggle.show(this.by);
    setText(this.summary, this.by === "time" ? `${ms(p.profile.nanos / 1e6)} while counting` : plural(p.profile.instructions, "dispatch", "dispatches"));
    COLUMNS.forEach((c, i) => setAttr(this.heads[i]!, "aria-pressed", String(c.sort === this.sort)));
    const rows = sorted(p.profile, this.sort, this.by).map((entry) => this.entryRow(entry, p));
    this.lighting.update(rows);
    this.rows.set(rows);
    this.drawChart(p);
    this.foot.say(aboutProfile(p, this.by), !store.linked(p));
  }

  private drawChart(p: Profiled): void {
    const draw = (width: number) => flame(p.profile, this.by, (LEAST * width) / Math.max(100, this.chart.width));
    let pieces = draw(1);
    const zoomed = this.zoom ? pieces.find((x) => x.key === this.zoom) : undefined;
    // Another program has other functions.
    if (!zoomed) this.zoom = "";
    else if (zoomed.width < 1) pieces = draw(zoomed.width);
    this.out.hidden = this.zoom === "";
    this.chart.set(pieces, this.all(), this.zoom);
  }

  private zoomTo(piece: Piece | null): void {
    const focused = document.activeElement === this.out;
    this.zoom = piece?.key ?? "";
    this.draw();
    if (focused) this.chart.host.focus();
  }

  private sortBy(sort: SortBy): void {
    this.sort = sort;
    this.draw();
    this.rows.host.scrollTop = 0;
  }

  private entryRow(entry: ProfileEntry, p: Profiled): EntryRow {
    const inText = entry.function !== null && entry.span.source === p.source && entry.span.end > entry.span.start && store.linked(p);
    return { key: entryKey(entry), level: 1, span: inText ? entry.span : null, entry };
  }

  private row(piece: Piece): EntryRow | null {
    const p = store.profile.get();
    return piece.entry && p ? this.entryRow(piece.entry, p) : null;
  }

  private relight(): void {
    relight(this.rows, this.lighting);
    this.chart.relight();
  }

  private paint(el: HTMLElement, e: ProfileEntry): void {
    if (!el.firstChild) {
      el.append(h("span", { class: "entry-name" }), ...["", "", "", ""].map(() => h("span", { class: "r num" })));
    }
    const [name, calls, tail, own, total] = el.children as unknown as HTMLElement[];
    const all = this.all();
    setText(name!, nameOf(e));
    setAttr(name!, "title", nameOf(e).length > 12 ? nameOf(e) : null);
    setAttr(name!, "data-kind", kindOf(e));
    setText(calls!, short(e.calls));
    setText(tail!, e.tailCalls ? short(e.tailCalls) : "·");
    setText(own!, share(ownOf(e, this.by), all));
    setText(total!, share(totalOf(e, this.by), all));
    el.style.setProperty("--share", (ownOf(e, this.by) / Math.max(1, all)).toFixed(4));
  }

  private all(): number {
    const p = store.profile.get()?.profile;
    return p ? (this.by === "time" ? p.nanos : p.instructions) : 0;
  }

  private about(e: ProfileEntry, here: Piece | null): HTMLElement {
    const p = store.profile.get()!.profile;
    const where = kindOf(e) === "function" ? `line ${e.line}` : kindOf(e);
    const calls = [plural(e.calls, "call")];
    if (e.tailCalls) calls.push(`${e.tailCalls === e.calls ? "all" : full(e.tailCalls)} of them tail calls`);
    if (e.turns) calls.push(plural(e.turns, "turn of its loops", "turns of its loops"));
    const spent = (n: number, nanos: number) => `${plural(n, "dispatch", "dispatches")} (${percent(n, p.instructions, 1)}), ${ms(nanos / 1e6)}`;
    const lines = [
      h("p", null, h("b", { class: "mono" }, nameOf(e)), ` ${where} · ${calls.join(", ")}`),
      h("p", { class: "facts" }, `itself ${spent(e.instructions, e.nanos)}`),
      h("p", { class: "facts" }, here && (here.calls !== e.calls || here.parent?.entry)
        ? `here, called by ${here.parent?.entry ? nameOf(here.parent.entry) : "nobody"}: ${plural(here.calls, "call")}, ${percent(here.total, this.all(), 1)}${here.deep > 1 ? `, ${here.deep} open at once` : ""}`
        : `with all it called ${spent(e.totalInstructions, e.totalNanos)}`),
    ];
    return h("div", null, ...lines);
  }
}

/** Where an entry comes from. */
function kindOf(e: ProfileEntry): "function" | "prelude" | "builtin" {
  if (e.function === null) return "builtin";
  return e.span.source === store.profile.get()?.source ? "function" : "prelude";
}
