// Heap: what was allocated where and of what kind, and what the collector did.
import "../styles/instruments.css";
import type { AllocationSite, Pause, Stats } from "../../../npm/src/types.ts";
import { h, setAttr, setText, svg } from "../dom.ts";
import { bytes, full, ms, percent, plural, short } from "../format.ts";
import { setSentence } from "../glossary.ts";
import { aboutHeap } from "../insights.ts";
import { Rows, type Row } from "../rows.ts";
import * as store from "../store.ts";
import type { Profiled } from "../store.ts";
import { addPane, emptyText, Foot, Lighting, pin, point, relight, Toggle } from "./pane.ts";

interface HeapRow extends Row {
  /** null: all of a kind. */
  site: AllocationSite | null;
  kind: string;
  objects: number;
  bytes: number;
}

type Way = "place" | "kind";

/** Figures at the top: a label, and what the counters say. */
const FIGURES: [string, (s: Stats) => string][] = [
  ["[[live|Live]]", (s) => bytes(s.live)],
  ["Most held", (s) => bytes(s.peakMemory)],
  ["Allocated", (s) => bytes(s.allocatedBytes)],
  ["[[collection|Collections]]", (s) => full(s.collections)],
  ["Paused", (s) => ms(s.gcNanos / 1e6)],
  ["Longest", (s) => ms(s.gcMaxNanos / 1e6)],
];

export class HeapPane {
  readonly el: HTMLElement;
  private way: Way = "place";
  private readonly rows: Rows<HeapRow>;
  private readonly lighting = new Lighting();
  private readonly foot = new Foot("insight-heap");
  private readonly empty = h("p", { class: "empty" });
  private readonly closed = new Set<string>();
  private readonly summary = h("span", { class: "summary num" });
  private readonly toggle = new Toggle<Way>("Allocations", [["place", "By place"], ["kind", "By kind"]], (way) => {
    this.way = way;
    this.draw();
    this.rows.host.scrollTop = 0;
  });
  private readonly figures = FIGURES.map(() => h("span", { class: "num" }));
  private readonly curve = new Curve((pause) => this.foot.explain(pause && aboutPause(pause)));
  private readonly body: HTMLElement;

  constructor(el: HTMLElement) {
    this.el = el;
    this.rows = new Rows<HeapRow>({
      label: "Allocations",
      kind: (r) => (r.site ? "heap-site" : "heap-kind"),
      paint: (row, r) => this.paint(row, r),
      lit: (r) => this.lighting.of(r),
      onPoint: (r) => {
        point(r);
        this.foot.explain(r && this.about(r));
      },
      onPin: pin,
      onToggle: (r, open) => {
        if (open) this.closed.delete(r.kind);
        else this.closed.add(r.kind);
        this.draw();
      },
    });
    const list = h("dl", { class: "figures" });
    FIGURES.forEach(([label], i) => {
      const dt = h("dt");
      setSentence(dt, label);
      list.append(h("div", null, dt, h("dd", null, this.figures[i]!)));
    });
    this.body = h(
      "div", { class: "heap" }, list, this.curve.el,
      h("div", { class: "steps" }, this.toggle.el, this.summary),
      h("div", { class: "cols heap-cols", "aria-hidden": "true" }, h("span", null, "made by"), h("span", null, "kind"), h("span", { class: "r" }, "objects"), h("span", { class: "r" }, "bytes"), h("span", { class: "r" }, "share")),
      this.rows.host,
    );
    el.append(this.body, this.empty, this.foot.el);
    addPane({ el, draw: () => this.draw(), relight: () => relight(this.rows, this.lighting), reveal: () => this.rows.revealLit() });
  }

  draw(): void {
    const s = store.stats.get();
    const p = store.profile.get();
    this.body.hidden = !s;
    this.empty.hidden = !!s;
    this.el.toggleAttribute("data-stale", store.stale.get() || (!!p && !store.linked(p)));
    if (!s) {
      setText(this.empty, emptyText());
      this.foot.say("");
      return;
    }
    FIGURES.forEach(([, value], i) => setText(this.figures[i]!, value(s)));
    this.curve.draw(p?.profile.pauses ?? [], s);
    // Who made what is noted by the counting loop only; kinds are known always.
    const way = p ? this.way : "kind";
    this.toggle.show(way);
    this.toggle.el.toggleAttribute("data-one", !p);
    setText(this.summary, s.allocations ? `${plural(s.allocations, "object")}` : "");
    const rows = way === "place" ? this.places(p!) : this.kinds(s, p);
    this.lighting.update(rows);
    this.rows.set(rows);
    this.foot.say(aboutHeap(s, p, store.lastRun.get()), !!p && !store.linked(p));
  }

  private places(p: Profiled): HeapRow[] {
    return p.profile.sites.map((site) => this.siteRow(site, p, 1));
  }

  private kinds(s: Stats, p: Profiled | null): HeapRow[] {
    const rows: HeapRow[] = [];
    for (const k of [...s.byKind].sort((a, b) => b.bytes - a.bytes)) {
      const sites = p?.profile.sites.filter((x) => x.kind === k.kind) ?? [];
      const open = sites.length ? !this.closed.has(k.kind) : undefined;
      rows.push({ key: k.kind, level: 1, span: null, open, site: null, kind: k.kind, objects: k.allocated, bytes: k.bytes });
      if (open) rows.push(...sites.map((site) => this.siteRow(site, p!, 2)));
    }
    return rows;
  }

  private siteRow(site: AllocationSite, p: Profiled, level: number): HeapRow {
    const inText = site.span.source === p.source && site.span.end > site.span.start && store.linked(p);
    const { kind, objects, bytes } = site;
    return { key: `${site.function}.${site.span.start}-${site.span.end}.${site.through ?? ""}.${kind}`, level, span: inText ? site.span : null, site, kind, objects, bytes };
  }

  private paint(el: HTMLElement, r: HeapRow): void {
    if (!el.firstChild) {
      el.append(
        h("span", { class: "maker" }, h("span", { class: "caret", "aria-hidden": "true" }), h("code")),
        h("span", { class: "of" }), h("span", { class: "r num" }), h("span", { class: "r num" }), h("span", { class: "r num" }),
      );
    }
    const [maker, of, objects, size, share] = el.children as unknown as HTMLElement[];
    const [caret, code] = maker!.children as unknown as HTMLElement[];
    caret!.hidden = r.site !== null;
    caret!.style.visibility = r.open === undefined ? "hidden" : "visible";
    const text = r.site ? snippet(r.site) : r.kind;
    setText(code!, text);
    setAttr(code!, "title", text.length > 14 ? text : null);
    const kind = r.site && this.way === "place" ? r.kind : "";
    setText(of!, kind);
    setAttr(of!, "title", kind.length > 8 ? kind : null);
    const all = store.stats.get()?.allocatedBytes ?? 0;
    setText(objects!, short(r.objects));
    setText(size!, bytes(r.bytes));
    setText(share!, percent(r.bytes, all));
    el.style.setProperty("--share", (r.bytes / Math.max(1, all)).toFixed(4));
  }

  private about(r: HeapRow): HTMLElement {
    const all = store.stats.get()?.allocatedBytes ?? 0;
    const made = `${plural(r.objects, "object")}, ${bytes(r.bytes)}, ${percent(r.bytes, all, 1)} of all that was allocated`;
    if (!r.site) return h("div", null, h("p", null, h("b", null, r.kind)), h("p", { class: "facts" }, `${made}; ${bytes(Math.round(r.bytes / Math.max(1, r.objects)))} each on average`));
    const s = r.site;
    const place = s.span.source === store.profile.get()?.source ? `line ${s.line}, in ${s.name}` : `in ${s.name}, a function of the prelude`;
    return h(
      "div", null, h("p", null, h("b", { class: "mono" }, snippet(s)), ` ${place}${s.through ? `, through ${s.through}` : ""}`),
      h("p", { class: "facts" }, `${r.kind}: ${made}`),
    );
  }
}

function snippet(s: AllocationSite): string {
  return s.text.replace(/\s+/g, " ") || s.name;
}

function aboutPause(p: Pause): HTMLElement {
  const several = p.collections > 1 ? `${full(p.collections)} collections, the longest ` : "The collector ";
  return h(
    "div", null, h("p", null, several, "paused the program for ", h("b", null, ms(p.nanos / 1e6))),
    h("p", { class: "facts" }, `after ${bytes(p.allocated)} had been allocated: ${bytes(p.before)} in use before, ${bytes(p.after)} after`),
  );
}

const HEIGHT = 48;

/** Memory in use over what was allocated: up with each object, down with each collection. */
class Curve {
  readonly el: HTMLElement;
  private readonly picture = svg("svg", { viewBox: `0 0 1000 ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" });
  private readonly area = svg("path", { class: "area" });
  private readonly line = svg("path", { class: "line" });
  /** A stroke for each collection, as high as its pause was long. */
  private readonly strokes = svg("path", { class: "pauses" });
  private readonly mark = svg("path", { class: "mark" });
  private readonly top = h("span", { class: "num" });
  private readonly words = h("span", { class: "words" });
  private pauses: readonly Pause[] = [];
  private all = 1;
  private at = -1;

  constructor(private readonly onPoint: (pause: Pause | null) => void) {
    this.picture.append(this.area, this.line, this.strokes, this.mark);
    this.el = h("div", { class: "curve", tabindex: 0, role: "img" }, this.picture, this.top, this.words);
    this.el.addEventListener("pointermove", (e) => {
      const box = this.el.getBoundingClientRect();
      const place = ((e.clientX - box.left) / box.width) * this.all;
      let best = -1;
      this.pauses.forEach((p, i) => {
        if (best < 0 || Math.abs(p.allocated - place) < Math.abs(this.pauses[best]!.allocated - place)) best = i;
      });
      this.point(best);
    });
    for (const gone of ["pointerleave", "blur"]) this.el.addEventListener(gone, () => this.point(-1));
    this.el.addEventListener("keydown", (e) => {
      const by = e.key === "ArrowRight" ? 1 : e.key === "ArrowLeft" ? -1 : 0;
      if (!by || !this.pauses.length) return;
      e.preventDefault();
      this.point(Math.max(0, Math.min(this.pauses.length - 1, this.at + by)));
    });
  }

  draw(pauses: readonly Pause[], s: Stats): void {
    this.pauses = pauses;
    this.all = Math.max(1, s.allocatedBytes);
    const top = Math.max(1, s.live, ...pauses.map((p) => p.before));
    const x = (n: number) => ((1000 * Math.min(n, this.all)) / this.all).toFixed(1);
    const y = (n: number) => (HEIGHT - 2 - ((HEIGHT - 14) * n) / top).toFixed(1);
    const points = pauses.flatMap((p) => [`${x(p.allocated)} ${y(p.before)}`, `${x(p.allocated)} ${y(p.after)}`]);
    const path = `M0 ${y(0)}L${[...points, `1000 ${y(s.live)}`].join("L")}`;
    this.line.setAttribute("d", path);
    this.area.setAttribute("d", `${path}V${HEIGHT}H0Z`);
    this.strokes.setAttribute("d", pauses.map((p) => `M${x(p.allocated)} ${HEIGHT}V${(HEIGHT - 2 - (16 * p.nanos) / Math.max(1, s.gcMaxNanos)).toFixed(1)}`).join(""));
    this.at = Math.min(this.at, pauses.length - 1);
    const at = pauses[this.at];
    this.mark.setAttribute("d", at ? `M${x(at.allocated)} 0V${HEIGHT}` : "");
    setText(this.top, s.allocations ? bytes(top) : "");
    const said = !s.allocations ? "nothing was allocated" : pauses.length ? "" : s.collections ? "pauses are noted while counting" : "no collection";
    setText(this.words, said);
    setAttr(this.el, "aria-label", `Memory in use over what was allocated: ${bytes(top)} at most, ${plural(s.collections, "collection")}`);
  }

  private point(i: number): void {
    if (i === this.at) return;
    this.at = i;
    const s = store.stats.get();
    if (s) this.draw(this.pauses, s);
    this.onPoint(this.pauses[i] ?? null);
  }
}
