// What the program printed. Short outputs are one text that wraps and can be
// searched; long ones keep only the lines in sight in the document.
import type { OutputSink } from "./engine.ts";
import { byId, h, paced, toast } from "./dom.ts";
import { full, ms } from "./format.ts";
import { Lines } from "./lines.ts";
import { ByteMap } from "./spans.ts";
import type { Ran } from "./store.ts";
import { inPlainWords } from "./words.ts";

const SHORT_LINES = 2000;
const SHORT_CHARS = 200_000;
const LINE = 20;
/** Longer lines are cut on screen; Copy has them whole. */
const WIDE = 4000;

export class Output implements OutputSink {
  private readonly el = byId("output");
  private readonly copyButton = byId<HTMLButtonElement>("output-copy");
  private lines = new Lines();
  private chars = 0;
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
    const at = d?.labels[0]?.span;
    if (at) {
      const map = new ByteMap(ran.source);
      const line = ran.source.slice(0, map.toUnit(at.start)).split("\n").length;
      const go = () => dispatchEvent(new CustomEvent("glassbox-goto", { detail: at }));
      box.firstChild!.appendChild(h("button", { type: "button", class: "link", onclick: go }, `line ${line}`));
    }
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
    this.lines = new Lines();
    this.chars = 0;
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
    this.lines.add(text);
    if (!this.virtual && this.lines.total <= SHORT_LINES && this.chars <= SHORT_CHARS) {
      if (!this.text) this.el.append((this.text = document.createTextNode("")));
      this.text.appendData(text);
    } else this.drawVirtual();
    if (stick) this.el.scrollTop = this.el.scrollHeight;
    if (this.virtual) this.drawLines();
    this.first();
  }

  private drawVirtual(): void {
    if (!this.virtual) {
      this.text = null;
      this.el.replaceChildren((this.virtual = h("div", { class: "virtual" })));
      this.el.classList.add("long");
    }
    this.virtual.style.height = `${(this.lines.total - this.lines.dropped + 1) * LINE}px`;
    for (const [, el] of this.shown) el.remove();
    this.shown.clear();
  }

  private drawLines(): void {
    const host = this.virtual!;
    const { total, dropped } = this.lines;
    const count = total - dropped + 1;
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
        el.textContent = `${full(total)} lines${dropped ? `, the first ${full(dropped)} not kept` : ""}`;
      } else el.textContent = clip(this.lines.line(dropped + i - 1));
      el.style.top = `${i * LINE}px`;
      host.append(el);
      this.shown.set(i, el);
    }
  }

  private async copy(): Promise<void> {
    await navigator.clipboard.writeText(this.lines.text());
    toast("Output copied");
  }
}

function clip(s: string): string {
  return s.length > WIDE ? `${s.slice(0, WIDE)}… (${full(s.length - WIDE)} more characters)` : s;
}
