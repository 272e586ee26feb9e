// A list of rows of one height: a tree to assistive technology and the
// keyboard, of which only the rows in sight exist in the document.
import { h, setAttr } from "./dom.ts";
import type { Lit, Place } from "./spans.ts";

export interface Row {
  /** Stable across updates: keeps the active row and the opened ones. */
  key: string;
  level: number;
  /** The place in the source; rows without one do not link. */
  span: Place | null;
  /** undefined: nothing to open. */
  open?: boolean;
}

export interface RowsOptions<R extends Row> {
  label: string;
  height?: number;
  /** Fills a new element, and again after each change. */
  paint(el: HTMLElement, row: R): void;
  /** Elements are reused among rows of the same kind. */
  kind(row: R): string;
  lit(row: R): Lit;
  onPoint(row: R | null): void;
  onPin(row: R): void;
  onToggle(row: R, open: boolean): void;
}

const OVERSCAN = 6;

export class Rows<R extends Row> {
  readonly host: HTMLElement;
  readonly inner: HTMLElement;
  private rows: R[] = [];
  private readonly shown = new Map<number, HTMLElement>();
  private readonly spare = new Map<string, HTMLElement[]>();
  private readonly height: number;
  private active: string | null = null;
  private readonly id = `rows${Math.random().toString(36).slice(2, 8)}`;
  private pointed = -1;
  /** Changed while out of sight: to be painted when it is seen again. */
  private dirty = false;
  /** Height and scroll position: asking the browser after a change costs a layout. */
  private sight = 0;
  private scrolled = 0;

  constructor(private readonly options: RowsOptions<R>) {
    this.height = options.height ?? 22;
    this.inner = h("div", { class: "rows-inner", role: "presentation" });
    this.host = h("div", { class: "rows", tabindex: 0, "aria-label": options.label }, this.inner);
    this.host.addEventListener("scroll", () => {
      this.scrolled = this.host.scrollTop;
      this.draw();
    }, { passive: true });
    this.host.addEventListener("pointermove", (e) => e.pointerType !== "touch" && this.point(this.indexAt(e)));
    this.host.addEventListener("pointerleave", () => this.point(-1));
    this.host.addEventListener("click", (e) => this.click(e));
    this.host.addEventListener("keydown", (e) => this.key(e));
    this.host.addEventListener("blur", () => this.options.onPoint(null));
    new ResizeObserver(() => {
      this.sight = this.host.clientHeight;
      this.scrolled = this.host.scrollTop;
      this.draw();
    }).observe(this.host);
  }

  get all(): readonly R[] {
    return this.rows;
  }

  set(rows: R[]): void {
    this.rows = rows;
    this.inner.style.height = `${rows.length * this.height}px`;
    // An empty tree is not a tree.
    setAttr(this.host, "role", rows.length ? "tree" : "group");
    if (this.active !== null && !rows.some((r) => r.key === this.active)) this.active = null;
    for (const [i] of this.shown) if (i >= rows.length) this.drop(i);
    this.draw(true);
  }

  /** Paints the rows in sight again. */
  refresh(): void {
    this.draw(true);
  }

  /** Only what is lit changed. */
  relight(): void {
    for (const [i, el] of this.shown) setAttr(el, "data-lit", this.options.lit(this.rows[i]!) || null);
  }

  /** Scrolls to the first row that is lit exactly, or else inside. */
  revealLit(): void {
    let at = this.rows.findIndex((r) => this.options.lit(r) === "exact");
    if (at < 0) at = this.rows.findIndex((r) => this.options.lit(r) === "inside");
    if (at >= 0) this.reveal(at);
  }

  reveal(index: number): void {
    const top = index * this.height;
    if (!this.sight) return;
    if (top < this.scrolled || top + this.height > this.scrolled + this.sight) {
      this.scrollTo(Math.max(0, top - Math.round(this.sight / 3)));
      this.draw();
    }
  }

  private scrollTo(top: number): void {
    this.host.scrollTop = top;
    this.scrolled = this.host.scrollTop;
  }

  top(index: number): number {
    return index * this.height + this.height / 2;
  }

  private indexAt(e: MouseEvent): number {
    const el = (e.target as Element).closest<HTMLElement>("[data-i]");
    return el && this.inner.contains(el) ? Number(el.dataset.i) : -1;
  }

  private point(i: number): void {
    if (i === this.pointed) return;
    this.pointed = i;
    this.options.onPoint(this.rows[i] ?? null);
  }

  private click(e: MouseEvent): void {
    const i = this.indexAt(e);
    const row = this.rows[i];
    if (!row) return;
    this.activate(i, false);
    const caret = (e.target as Element).closest(".caret");
    if (row.open !== undefined && (caret || !row.span)) this.options.onToggle(row, !row.open);
    else if (row.span) this.options.onPin(row);
  }

  private key(e: KeyboardEvent): void {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    let at = this.rows.findIndex((r) => r.key === this.active);
    const row = this.rows[at];
    const page = Math.max(1, Math.floor(this.sight / this.height) - 1);
    switch (e.key) {
      case "ArrowDown": at = at < 0 ? this.firstInSight() : at + 1; break;
      case "ArrowUp": at = at < 0 ? this.firstInSight() : at - 1; break;
      case "PageDown": at += page; break;
      case "PageUp": at -= page; break;
      case "Home": at = 0; break;
      case "End": at = this.rows.length - 1; break;
      case "ArrowRight":
        if (!row) return;
        if (row.open === false) this.options.onToggle(row, true);
        else if (row.open) at++;
        break;
      case "ArrowLeft":
        if (!row) return;
        if (row.open) this.options.onToggle(row, false);
        else while (at > 0 && this.rows[at]!.level >= row.level) at--;
        break;
      case "Enter":
      case " ":
        if (!row) return;
        if (row.span) this.options.onPin(row);
        else if (row.open !== undefined) this.options.onToggle(row, !row.open);
        break;
      default: return;
    }
    e.preventDefault();
    if (this.rows.length) this.activate(Math.max(0, Math.min(at, this.rows.length - 1)), true);
  }

  private firstInSight(): number {
    return Math.ceil(this.scrolled / this.height);
  }

  private activate(i: number, byKey: boolean): void {
    const row = this.rows[i];
    if (!row) return;
    this.active = row.key;
    if (byKey) {
      const top = i * this.height;
      if (top < this.scrolled) this.scrollTo(top);
      else if (top + this.height > this.scrolled + this.sight) this.scrollTo(top + this.height - this.sight);
      this.options.onPoint(row);
    }
    this.draw();
    for (const [n, el] of this.shown) el.toggleAttribute("data-active", n === i);
    this.host.setAttribute("aria-activedescendant", `${this.id}-${i}`);
  }

  private drop(i: number): void {
    const el = this.shown.get(i)!;
    this.shown.delete(i);
    el.remove();
    const kind = el.dataset.kind!;
    const list = this.spare.get(kind) ?? [];
    if (list.length < 60) list.push(el);
    this.spare.set(kind, list);
  }

  private draw(repaint = false): void {
    const from = Math.max(0, Math.floor(this.scrolled / this.height) - OVERSCAN);
    const to = Math.min(this.rows.length, Math.ceil((this.scrolled + this.sight) / this.height) + OVERSCAN);
    if (!this.sight) {
      this.dirty ||= repaint;
      return;
    }
    repaint ||= this.dirty;
    this.dirty = false;
    for (const [i] of this.shown) if (i < from || i >= to) this.drop(i);
    for (let i = from; i < to; i++) {
      const row = this.rows[i]!;
      const kind = this.options.kind(row);
      let el = this.shown.get(i);
      if (el && el.dataset.kind !== kind) {
        this.drop(i);
        el = undefined;
      }
      const fresh = !el;
      if (!el) {
        el = this.spare.get(kind)?.pop() ?? h("div", { class: `row ${kind}`, role: "treeitem", "data-kind": kind });
        el.dataset.i = String(i);
        el.id = `${this.id}-${i}`;
        el.style.top = `${i * this.height}px`;
        this.shown.set(i, el);
        this.place(el, i);
      }
      if (fresh || repaint) {
        this.options.paint(el, row);
        setAttr(el, "aria-level", String(row.level));
        setAttr(el, "aria-expanded", row.open === undefined ? null : String(row.open));
        setAttr(el, "data-lit", this.options.lit(row) || null);
        el.toggleAttribute("data-active", row.key === this.active);
      }
    }
  }

  /** Keeps the rows in document order, for those who read instead of look. */
  private place(el: HTMLElement, i: number): void {
    const next = this.shown.get(i + 1);
    if (next && next.parentNode === this.inner) this.inner.insertBefore(el, next);
    else {
      const prev = this.shown.get(i - 1);
      if (prev && prev.parentNode === this.inner) prev.after(el);
      else this.inner.append(el);
    }
  }
}
