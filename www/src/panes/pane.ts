// What all panes share: they draw only while they are seen, light up what is
// pointed at anywhere, and speak in their foot.
import { h, setAttr } from "../dom.ts";
import { setSentence, type Sentence } from "../glossary.ts";
import type { Row, Rows } from "../rows.ts";
import { relation, type Lit, type Place } from "../spans.ts";
import * as store from "../store.ts";

export interface Pane {
  el: HTMLElement;
  draw(): void;
  relight?(): void;
  reveal?(): void;
}

const panes: Pane[] = [];
const dirty = new Set<Pane>();

function seen(p: Pane): boolean {
  return p.el.offsetParent !== null;
}

export function addPane(p: Pane): void {
  panes.push(p);
  dirty.add(p);
}

/** Draws the panes in sight; the others when they come in sight. */
export function drawPanes(): void {
  // Asked of all before one is drawn: each answer after a change would cost a layout.
  const drawn = panes.filter(seen);
  for (const p of panes) dirty.add(p);
  for (const p of drawn) {
    dirty.delete(p);
    p.draw();
  }
}

/** After the layout changed: draws what came in sight. */
export function drawRevealed(): void {
  for (const p of panes.filter(seen)) {
    if (dirty.delete(p)) p.draw();
    p.relight?.();
  }
}

export function relightPanes(): void {
  for (const p of panes.filter(seen)) p.relight?.();
}

export function revealPanes(): void {
  for (const p of panes.filter(seen)) p.reveal?.();
}

/** Decides what is lit among rows: what is the place or part of it, else what is closest around it. */
export class Lighting {
  private place: Place | null = null;
  private mode: "parts" | "around" | "none" = "none";
  private best: Place | null = null;

  update(rows: readonly Row[]): void {
    const place = store.litPlace();
    this.place = place;
    this.mode = "none";
    this.best = null;
    if (!place) return;
    for (const r of rows) {
      const rel = relation(place, r.span);
      if (rel === "exact" || rel === "inside") {
        this.mode = "parts";
        return;
      }
      if (rel === "around" && (!this.best || r.span!.end - r.span!.start < this.best.end - this.best.start)) {
        this.best = r.span;
        this.mode = "around";
      }
    }
  }

  of(row: Row): Lit {
    if (this.mode === "none" || !row.span) return "";
    if (this.mode === "around") return row.span.start === this.best!.start && row.span.end === this.best!.end ? "around" : "";
    const rel = relation(this.place, row.span);
    return rel === "around" ? "" : rel;
  }
}

/** Connects a list of rows with the shared hover and pin. */
export function point(row: Row | null): void {
  const s = row?.span;
  store.hovered.set(s && s.end > s.start ? { start: s.start, end: s.end } : null);
}

export function pin(row: Row): void {
  if (row.span && row.span.end > row.span.start) store.togglePin(row.span);
}

export function relight<R extends Row>(rows: Rows<R>, lighting: Lighting): void {
  lighting.update(rows.all);
  rows.relight();
}

/** The foot of a pane: what the measurements say, or what is pointed at. */
export class Foot {
  readonly el: HTMLElement;
  private readonly insight = h("p", { class: "insight" });
  private readonly help = h("div", { class: "foot-help", hidden: true });

  constructor(testid: string) {
    this.el = h("footer", { class: "foot", "data-testid": testid }, this.insight, this.help);
  }

  /** `old`: what is shown is of a text that is not in the editor any more. */
  say(text: Sentence, old = false): void {
    const before = store.stale.get() ? "Of the last version that compiled: " : old ? "Of the last run: " : "";
    setSentence(this.insight, text && before + text);
  }

  explain(content: Node | null): void {
    this.help.hidden = content === null;
    this.insight.hidden = content !== null;
    this.help.replaceChildren(...(content ? [content] : []));
  }
}

/** A few ways to look at the same thing, of which one is chosen. */
export class Toggle<T extends string> {
  readonly el: HTMLElement;

  constructor(label: string, private readonly ways: readonly (readonly [T, string])[], chosen: (way: T) => void) {
    this.el = h("div", { class: "ways", role: "group", "aria-label": label }, ...ways.map(([way, words]) => h("button", { type: "button", "data-way": way, onclick: () => chosen(way) }, words)));
  }

  show(way: T): void {
    this.ways.forEach(([w], i) => setAttr(this.el.children[i]!, "aria-pressed", String(w === way)));
  }
}

/** What an empty pane says instead of rows. */
export function emptyText(): string {
  switch (store.runState.get()) {
    case "loading":
      return "Loading the virtual machine…";
    case "failed":
      if (store.lastRun.get()?.recovered) return "The virtual machine broke on this program and was started again, so there is nothing to look into.";
      return store.lastRun.get() ? "The program could not be compiled, so there is nothing to look into yet. Problems says why." : "The virtual machine could not be loaded.";
    default:
      return "Nothing to show yet. Run a program with Ctrl+Enter.";
  }
}
