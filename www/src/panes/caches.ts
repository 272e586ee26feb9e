// Caches: a row per site, with what it remembers below it.
import type { SiteView } from "../../../npm/src/types.ts";
import { h, setAttr, setText } from "../dom.ts";
import { percent, short } from "../format.ts";
import { aboutCaches } from "../insights.ts";
import { Rows, type Row } from "../rows.ts";
import * as store from "../store.ts";
import type { View } from "../store.ts";
import { addPane, emptyText, Foot, Lighting, pin, point, relight } from "./pane.ts";

interface CacheRow extends Row {
  site: SiteView;
  /** null for the row of the site itself. */
  fact: string | null;
  fn: string;
}

const STATES: Record<SiteView["state"], { glyph: string; words: string }> = {
  empty: { glyph: "○", words: "has seen nothing yet" },
  one: { glyph: "●", words: "saw one thing only" },
  few: { glyph: "◐", words: "saw a few things" },
  many: { glyph: "✕", words: "saw too many things to remember" },
};
const KINDS: Record<SiteView["kind"], string> = {
  call: "call", "global-call": "call by name", "method-call": "method", field: "field", attribute: "attribute",
};

export class CachesPane {
  readonly el: HTMLElement;
  private readonly rows: Rows<CacheRow>;
  private readonly lighting = new Lighting();
  private readonly foot = new Foot("insight-caches");
  private readonly empty = h("p", { class: "empty" });
  private readonly opened = new Set<string>();

  constructor(el: HTMLElement) {
    this.el = el;
    this.rows = new Rows<CacheRow>({
      label: "Inline caches",
      kind: (r) => (r.fact === null ? "cache-site" : "cache-fact"),
      paint: (row, r) => this.paint(row, r),
      lit: (r) => this.lighting.of(r),
      onPoint: (r) => {
        point(r);
        this.explain(r);
      },
      onPin: pin,
      onToggle: (r, open) => {
        if (open) this.opened.add(r.key);
        else this.opened.delete(r.key);
        this.draw();
      },
    });
    const cols = h(
      "div", { class: "cols cache-cols", "aria-hidden": "true" },
      h("span"), h("span", null, "site"), h("span", { class: "r" }, "hits"), h("span", { class: "r" }, "misses"), h("span", { class: "r" }, "rate"),
    );
    el.append(cols, this.rows.host, this.empty, this.foot.el);
    addPane({ el, draw: () => this.draw(), relight: () => relight(this.rows, this.lighting), reveal: () => this.rows.revealLit() });
  }

  draw(): void {
    const v = store.view.get();
    const rows = v ? this.build(v) : [];
    this.empty.hidden = rows.length > 0;
    if (!rows.length) setText(this.empty, v ? "No site of this program has a cache." : emptyText());
    this.rows.host.hidden = !rows.length;
    this.lighting.update(rows);
    this.rows.set(rows);
    this.el.toggleAttribute("data-stale", store.stale.get());
    this.foot.say(v ? aboutCaches(v, store.stats.get()) : "");
  }

  /** Busiest first, in source order among equals. */
  private build(v: View): CacheRow[] {
    const names = new Map(v.inspection.functions.map((f) => [f.id, f.name]));
    const rows: CacheRow[] = [];
    const sites = v.inspection.sites.map((site, i) => ({ site, i }));
    sites.sort((a, b) => b.site.hits + b.site.misses - a.site.hits - a.site.misses || a.site.span.start - b.site.span.start || a.i - b.i);
    for (const { site, i } of sites) {
      const key = `s${i}`;
      const open = site.remembers.length ? this.opened.has(key) : undefined;
      const fn = names.get(site.function) ?? "";
      rows.push({ key, level: 1, span: site.span, open, site, fact: null, fn });
      if (open) site.remembers.forEach((fact, n) => rows.push({ key: `${key}.${n}`, level: 2, span: site.span, site, fact, fn }));
    }
    return rows;
  }

  private paint(el: HTMLElement, r: CacheRow): void {
    if (r.fact !== null) {
      setText(el, r.fact);
      return;
    }
    if (!el.firstChild) {
      el.append(
        h("span", { class: "state" }), h("span", { class: "site" }, h("span", { class: "caret", "aria-hidden": "true" }), h("code")),
        h("span", { class: "r num" }), h("span", { class: "r num" }), h("span", { class: "r num rate" }),
      );
    }
    const [state, site, hits, misses, rate] = el.children as unknown as HTMLElement[];
    const [caret, code] = site!.children as unknown as HTMLElement[];
    const s = r.site;
    const all = s.hits + s.misses;
    setText(state!, STATES[s.state].glyph);
    setAttr(state!, "data-state", s.state);
    setAttr(state!, "aria-label", s.state);
    setAttr(state!, "role", "img");
    setAttr(state!, "title", `${s.state}: ${STATES[s.state].words}`);
    caret!.style.visibility = r.open === undefined ? "hidden" : "visible";
    setText(code!, store.view.get()?.map.snippet(s.span, 48) ?? "");
    setText(hits!, all ? short(s.hits) : "·");
    setText(misses!, all ? short(s.misses) : "·");
    setText(rate!, all ? percent(s.hits, all, 1) : "");
    el.toggleAttribute("data-cold", all === 0);
  }

  private explain(r: CacheRow | null): void {
    if (!r) {
      this.foot.explain(null);
      return;
    }
    const s = r.site;
    const facts = [`in ${r.fn || "the program"}`];
    if (s.remembers.length) facts.push(`remembers ${s.remembers.join("; ")}`);
    this.foot.explain(h("div", null, h("p", null, h("b", null, `${KINDS[s.kind]}: ${s.state}`), ` ${STATES[s.state].words}`), h("p", { class: "facts" }, facts.join(" · "))));
  }
}
