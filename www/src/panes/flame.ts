// The flame chart: who called whom, as wide as what it cost. A tree to assistive
// technology and the keyboard.
import { h, setAttr, setText } from "../dom.ts";
import { percent } from "../format.ts";
import { nameOf, type Piece } from "../profile.ts";
import type { Lit, Place } from "../spans.ts";

export interface FlameOptions {
  /** The place in the text that a piece stands for, if it is in the text. */
  place(piece: Piece): Place | null;
  lit(piece: Piece): Lit;
  onPoint(piece: Piece | null): void;
  onPin(piece: Piece): void;
  onZoom(piece: Piece | null): void;
}

/** Pixels of a level. */
const LEVEL = 20;
/** Pieces narrower than this have no room for a label. */
const LABEL = 18;

export class Flame {
  readonly host: HTMLElement;
  /** In pixels; 0 while it is out of sight. */
  width = 0;
  private readonly inner = h("div", { class: "flame-inner", role: "presentation" });
  private pieces: readonly Piece[] = [];
  private zoomed = "";
  private all = 1;
  private active: string | null = null;
  private readonly shown = new Map<string, HTMLElement>();

  constructor(private readonly options: FlameOptions) {
    this.host = h("div", { class: "flame", tabindex: 0, "aria-label": "Flame chart", "data-testid": "flame" }, this.inner);
    this.host.addEventListener("pointermove", (e) => e.pointerType !== "touch" && this.options.onPoint(this.at(e)));
    this.host.addEventListener("pointerleave", () => this.options.onPoint(null));
    this.host.addEventListener("blur", () => this.options.onPoint(null));
    this.host.addEventListener("click", (e) => {
      const piece = this.at(e);
      if (!piece) return;
      this.active = piece.key;
      this.paint();
      this.options.onPin(piece);
    });
    this.host.addEventListener("dblclick", (e) => this.zoom(this.at(e)));
    this.host.addEventListener("keydown", (e) => this.key(e));
    new ResizeObserver(() => {
      this.width = this.host.clientWidth;
      this.paint();
    }).observe(this.host);
  }

  /** `all`: what the shares are of; `zoom`: the key of the piece that is as wide as the chart. */
  set(pieces: readonly Piece[], all: number, zoom: string): void {
    this.pieces = pieces;
    this.all = all;
    this.zoomed = zoom;
    setAttr(this.host, "role", pieces.length ? "tree" : "group");
    this.paint();
  }

  /** Only what is lit changed. */
  relight(): void {
    for (const p of this.pieces) {
      const el = this.shown.get(p.key);
      if (el) setAttr(el, "data-lit", this.options.lit(p) || null);
    }
  }

  private paint(): void {
    const width = this.width;
    if (!width) return;
    const zoom = this.pieces.find((p) => p.key === this.zoomed) ?? this.pieces[0];
    const seen = new Set<string>();
    let levels = 0;
    let last: HTMLElement | null = null;
    for (const p of zoom ? this.pieces : []) {
      const left = Math.max(0, (p.start - zoom!.start) / zoom!.width);
      const right = Math.min(1, (p.start + p.width - zoom!.start) / zoom!.width);
      if ((right - left) * width < 1) continue;
      seen.add(p.key);
      levels = Math.max(levels, p.depth + 1);
      let el = this.shown.get(p.key);
      if (!el) {
        el = h("div", { class: "piece", role: "treeitem", id: `flame${this.shown.size}-${Math.random().toString(36).slice(2, 8)}` });
        el.dataset.key = p.key;
        this.shown.set(p.key, el);
      }
      // In the order of levels and sides, for those who read instead of look.
      if (last ? last.nextSibling !== el : this.inner.firstChild !== el) this.inner.insertBefore(el, last ? last.nextSibling : this.inner.firstChild);
      last = el;
      this.fill(el, p, left, right, width);
    }
    for (const [key, el] of this.shown) {
      if (seen.has(key)) continue;
      el.remove();
      this.shown.delete(key);
    }
    this.inner.style.height = `${levels * LEVEL}px`;
  }

  private fill(el: HTMLElement, p: Piece, left: number, right: number, width: number): void {
    const { all } = this;
    const name = p.entry ? nameOf(p.entry) : p.key ? "…" : "all tasks";
    const tail = p.calls > 0 && p.calls === p.tailCalls;
    const label = `${tail ? "↪ " : ""}${name}${p.deep > 1 ? ` ×${p.deep}` : ""} ${percent(p.total, all, 1)}`;
    setText(el, (right - left) * width < LABEL ? "" : label);
    setAttr(el, "aria-label", `${label}, ${percent(p.own, all, 1)} itself`);
    setAttr(el, "aria-level", String(p.depth + 1));
    setAttr(el, "data-own", String(step(p.own / all)));
    setAttr(el, "data-kind", !p.entry ? "none" : p.entry.function === null ? "builtin" : "function");
    setAttr(el, "data-lit", this.options.lit(p) || null);
    el.toggleAttribute("data-linked", this.options.place(p) !== null);
    el.toggleAttribute("data-active", p.key === this.active);
    el.style.left = `${(100 * left).toFixed(3)}%`;
    el.style.width = `${(100 * (right - left)).toFixed(3)}%`;
    el.style.top = `${p.depth * LEVEL}px`;
  }

  private at(e: Event): Piece | null {
    const key = (e.target as Element).closest<HTMLElement>(".piece")?.dataset.key;
    return this.pieces.find((p) => p.key === key) ?? null;
  }

  private zoom(piece: Piece | null): void {
    this.options.onZoom(piece && piece.key !== this.zoomed ? piece : null);
  }

  private key(e: KeyboardEvent): void {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const seen = this.pieces.filter((p) => this.shown.has(p.key));
    const at = seen.find((p) => p.key === this.active);
    const beside = (by: 1 | -1) => {
      const level = seen.filter((p) => p.depth === at?.depth);
      return level[level.indexOf(at!) + by];
    };
    let to: Piece | undefined;
    switch (e.key) {
      case "ArrowDown": to = at ? seen.find((p) => p.parent === at) : seen[0]; break;
      case "ArrowUp": to = at ? (at.parent ?? undefined) : seen[0]; break;
      case "ArrowLeft": to = at ? beside(-1) : seen[0]; break;
      case "ArrowRight": to = at ? beside(1) : seen[0]; break;
      case "Home": to = seen[0]; break;
      case "Enter": if (at) this.options.onPin(at); break;
      case "z": case " ": if (at) this.zoom(at); break;
      default: return;
    }
    e.preventDefault();
    if (!to) return;
    this.active = to.key;
    this.paint();
    const el = this.shown.get(to.key);
    el?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (el) this.host.setAttribute("aria-activedescendant", el.id);
    this.options.onPoint(to);
  }
}

/** A step of the scale for what a piece cost itself, 0 for next to nothing. */
function step(share: number): number {
  return share < 0.01 ? 0 : share < 0.05 ? 1 : share < 0.15 ? 2 : share < 0.4 ? 3 : 4;
}
