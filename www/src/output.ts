// What the program printed. Short outputs are one text that wraps and can be
// searched; long ones keep only the lines in sight in the document.
import type { OutputSink } from "./engine.ts";
import { byId, h, paced, toast } from "./dom.ts";
import { full, ms } from "./format.ts";
import type { Ran } from "./store.ts";
import { inPlainWords } from "./words.ts";

const SHORT_LINES = 2000;
const SHORT_CHARS = 200_000;
const KEEP_LINES = 800_000;
const KEEP_CHARS = 64 << 20;
/** A line that never ends is ended here. */
const LONGEST_LINE = 100_000;
const LINE = 20;
/** Longer lines are cut on screen; Copy has them whole. */
const WIDE = 4000;

export class Output implements OutputSink {
  private readonly el = byId("output");
  private readonly copyButton = byId<HTMLButtonElement>("output-copy");
  private lines: string[] = [];
  /** The line that has not ended yet. */
  private open = "";
  private chars = 0;
  /** Characters of the lines that are kept. */
  private kept = 0;
  private dropped = 0;
  private pending: string[] = [];
  private text: Text | null = null;
  private virtual: HTMLElement | null = null;
  private readonly shown = new Map<number, HTMLElement>();
  private tail: HTMLElement | null = null;
  private stale = true;
  private clearTimer = 0;
  private readonly flushSoon = paced(() => this.flush());
  private onFirst: (() => void) | null;

  constructor(onFirst: () => void) {
    this.onFirst = onFirst;
    this.el.addEventListener("scroll", () => this.virtual && this.drawLines(), { passive: true });
    this.copyButton.addEventListener("click", () => void this.copy());
    new ResizeObserver(() => this.virtual && this.drawLines()).observe(this.el);
  }

  /** The old output stays until there is new, so that nothing flickers. */
  clear(): void {
    this.stale = true;
    this.pending = [];
    clearTimeout(this.clearTimer);
    this.clearTimer = window.setTimeout(() => this.stale && this.reset(), 180);
  }

  write(text: string): void {
    this.pending.push(text);
    if (this.onFirst) this.flush();
    else this.flushSoon();
  }

  finish(ran: Ran): void {
    this.flush();
    if (this.stale) this.reset();
    const tail = h("div");
    if (ran.ok) {
      if (ran.display) tail.append(h("div", { class: "value" }, h("b", null, "⇒ "), clip(ran.display)));
      else if (!this.chars) tail.append(h("p", { class: "empty" }, "It printed nothing and its value is not worth printing."));
    } else if (ran.stopped) tail.append(h("div", { class: "failure calm" }, h("p", null, h("b", null, "Stopped"), ` after ${ms(ran.runMs)}.`)));
    else tail.append(this.failure(ran));
    this.tail?.remove();
    this.tail = tail;
    const stick = this.atEnd();
    this.el.append(tail);
    if (stick) this.el.scrollTop = this.el.scrollHeight;
    this.copyButton.hidden = !this.chars;
    this.first();
  }

  fault(title: string, message: string): void {
    this.pending = [];
    this.reset();
    this.el.append(h("div", { class: "failure" }, h("p", null, h("b", null, title)), h("p", null, message)));
    this.first();
  }

  private failure(ran: Ran): HTMLElement {
    const d = ran.diagnostics.find((x) => x.severity === "error") ?? ran.diagnostics[0];
    const box = h("div", { class: "failure" }, h("p", null, h("b", null, d ? d.message : "It failed")));
    if (d) box.append(h("p", null, inPlainWords(d.code)));
    if (ran.recovered) box.append(h("p", null, "The virtual machine itself failed here and was started again. Nothing of yours is lost."));
    return box;
  }

  private first(): void {
    const f = this.onFirst;
    this.onFirst = null;
    f?.();
  }

  private reset(): void {
    clearTimeout(this.clearTimer);
    this.stale = false;
    this.lines = [];
    this.open = "";
    this.chars = 0;
    this.kept = 0;
    this.dropped = 0;
    this.text = null;
    this.virtual = null;
    this.tail = null;
    this.shown.clear();
    this.el.classList.remove("long");
    this.el.replaceChildren();
    this.copyButton.hidden = true;
  }

  private atEnd(): boolean {
    return this.el.scrollTop + this.el.clientHeight >= this.el.scrollHeight - 2 * LINE;
  }

  private flush(): void {
    if (!this.pending.length) return;
    if (this.stale) {
      const pending = this.pending;
      this.reset();
      this.pending = pending;
    }
    const text = this.pending.join("");
    this.pending = [];
    if (!text) return;
    const stick = this.atEnd();
    this.chars += text.length;
    const parts = (this.open + text).split("\n");
    this.open = parts.pop()!;
    if (this.open.length > LONGEST_LINE) {
      parts.push(this.open);
      this.open = "";
    }
    for (const p of parts) {
      this.lines.push(p);
      this.kept += p.length;
    }
    this.trim();
    if (!this.virtual && this.lines.length <= SHORT_LINES && this.chars <= SHORT_CHARS) {
      if (!this.text) this.el.append((this.text = document.createTextNode("")));
      this.text.appendData(text);
    } else this.drawVirtual();
    if (stick) this.el.scrollTop = this.el.scrollHeight;
    if (this.virtual) this.drawLines();
    this.first();
  }

  /** Lets go of the oldest lines, many at a time. */
  private trim(): void {
    if (this.lines.length <= KEEP_LINES * 1.25 && this.kept <= KEEP_CHARS * 1.25) return;
    let n = Math.max(0, this.lines.length - KEEP_LINES);
    let chars = 0;
    for (let i = 0; i < n; i++) chars += this.lines[i]!.length;
    while (this.kept - chars > KEEP_CHARS && n < this.lines.length) chars += this.lines[n++]!.length;
    this.lines.splice(0, n);
    this.kept -= chars;
    this.dropped += n;
  }

  private drawVirtual(): void {
    if (!this.virtual) {
      this.text = null;
      this.el.replaceChildren((this.virtual = h("div", { class: "virtual" })));
      this.el.classList.add("long");
    }
    this.virtual.style.height = `${(this.lines.length + (this.open ? 1 : 0) + 1) * LINE}px`;
    for (const [, el] of this.shown) el.remove();
    this.shown.clear();
  }

  private drawLines(): void {
    const host = this.virtual!;
    const count = this.lines.length + (this.open ? 1 : 0) + 1;
    const from = Math.max(0, Math.floor(this.el.scrollTop / LINE) - 5);
    const to = Math.min(count, Math.ceil((this.el.scrollTop + this.el.clientHeight) / LINE) + 5);
    for (const [i, el] of this.shown) {
      if (i < from || i >= to) {
        el.remove();
        this.shown.delete(i);
      }
    }
    for (let i = from; i < to; i++) {
      if (this.shown.has(i)) continue;
      const el = h("div");
      if (i === 0) {
        el.className = "empty";
        el.textContent = `${full(this.lines.length + this.dropped)} lines${this.dropped ? `, the first ${full(this.dropped)} not kept` : ""}`;
      } else el.textContent = clip(this.lines[i - 1] ?? this.open);
      el.style.top = `${i * LINE}px`;
      host.append(el);
      this.shown.set(i, el);
    }
  }

  private async copy(): Promise<void> {
    await navigator.clipboard.writeText([...this.lines, this.open].join("\n"));
    toast("Output copied");
  }
}

function clip(s: string): string {
  return s.length > WIDE ? `${s.slice(0, WIDE)}… (${full(s.length - WIDE)} more characters)` : s;
}
