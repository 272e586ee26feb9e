// Stepping: the bar with its buttons under the source, the functions on the stack, and
// their variables. What is shown is where the program stands; the engine says when.
import type { FrameView, Step, Stopped, VariableView } from "../../npm/src/types.ts";
import { byId, h, setAttr, setText } from "./dom.ts";
import { full } from "./format.ts";
import * as store from "./store.ts";

/** What the user may do at a stop: its name, the key, and what a click says. */
const WAYS: readonly { step: Step; name: string; key: string; shift?: boolean; text: string }[] = [
  { step: "over", name: "Over", key: "F10", text: "To the next line, over calls" },
  { step: "into", name: "Into", key: "F11", text: "To the next line, into calls" },
  { step: "out", name: "Out", key: "F11", shift: true, text: "Until this function returns" },
  { step: "continue", name: "Continue", key: "F8", text: "To the next breakpoint or the end" },
];

/** What the page does when something here is pressed. */
export interface SteppingEvents {
  step(step: Step): void;
  /** The frame that is looked at; null for none. */
  look(frame: FrameView | null, why: Stopped["why"]): void;
  close(): void;
}

/** The step that a key asks for. */
export function stepOf(e: KeyboardEvent): Step | null {
  if (e.ctrlKey || e.metaKey || e.altKey) return null;
  return WAYS.find((w) => w.key === e.key && !!w.shift === e.shiftKey)?.step ?? null;
}

/** Values by frame and name, counted from the outermost: so they are compared between stops. */
type Known = Map<string, string>;

export class Stepping {
  private readonly el = byId("debug");
  private readonly place = h("p", { class: "place", "data-testid": "step-place" });
  private readonly frames = h("ol", { class: "frames", "data-testid": "frames", "aria-label": "Functions on the stack, the running one first" });
  private readonly variables = h("div", { class: "variables", "data-testid": "variables", tabindex: "0", role: "group", "aria-label": "Variables" });
  private readonly buttons = new Map<Step, HTMLButtonElement>();
  private stopped: Stopped | null = null;
  private before: Known = new Map();
  private now: Known = new Map();

  constructor(private readonly events: SteppingEvents) {
    const bar = h("div", { class: "tabs steps", role: "group", "aria-label": "Steps" });
    for (const { step, name, key, shift, text } of WAYS) {
      const b = h("button", { type: "button", class: "quiet", "data-testid": `step-${step}`, title: `${text} (${shift ? "Shift+" : ""}${key})`, onclick: () => events.step(step) }, name);
      this.buttons.set(step, b);
      bar.append(b);
    }
    bar.append(this.place, h("span", { class: "space" }), h("button", { type: "button", class: "quiet icon", "aria-label": "Close", title: "Close", "data-testid": "step-close", onclick: () => events.close() }, "×"));
    this.el.append(bar, h("div", { class: "stack" }, this.frames, this.variables));
    store.stopped.on((s) => this.show(s));
    store.runState.on(() => this.enable());
    this.enable();
  }

  private enable(): void {
    const can = store.runState.get() === "paused";
    // While it runs on, Into stops it at the line it has come to.
    const running = store.stepping.get() && store.runState.get() === "running";
    for (const [step, b] of this.buttons) b.disabled = !can && !(running && step === "into");
    this.el.classList.toggle("busy", running);
  }

  private show(stopped: Stopped | null): void {
    const begins = !this.stopped;
    this.stopped = stopped;
    for (const el of [this.el, byId("split-debug")]) el.hidden = !stopped;
    if (!stopped) {
      this.before = this.now = new Map();
      this.events.look(null, "step");
      return;
    }
    this.before = begins ? new Map() : this.now;
    this.now = known(stopped);
    this.choose(0);
  }

  /** Shows the variables of a frame, and where it is. */
  private choose(at: number): void {
    const s = this.stopped;
    if (!s) return;
    const items = s.frames.map((f, i) => {
      const b = h("button", { type: "button", "aria-current": i === at ? "true" : undefined, onclick: () => this.pick(i) }, h("code", null, f.function), h("span", { class: "num" }, `line ${full(f.line)}`));
      return h("li", null, b);
    });
    if (s.more) items.push(h("li", { class: "more" }, `… ${full(s.more)} more …`));
    this.frames.replaceChildren(...items);
    this.showVariables(s, at);
    const f = s.frames[at];
    const why = at === 0 ? { step: "", breakpoint: "breakpoint", error: "failed here" }[s.why] : "";
    const task = s.task > 1 ? `task ${s.task}` : "";
    setText(this.place, [f ? `line ${full(f.line)}` : "", task, why].filter(Boolean).join(", "));
    setAttr(this.el, "data-why", s.why);
    this.events.look(f ?? null, at === 0 ? s.why : "step");
  }

  private pick(at: number): void {
    this.choose(at);
    this.frames.querySelectorAll("button")[at]?.focus();
  }

  private showVariables(s: Stopped, at: number): void {
    const f = s.frames[at];
    const depth = s.frames.length + s.more - at;
    const groups: HTMLElement[] = [];
    const group = (title: string, list: readonly VariableView[], key: string) => {
      if (!list.length) return;
      groups.push(h("h2", null, title), h("table", null, h("tbody", null, ...list.map((v) => this.row(v, key)))));
    };
    if (f) {
      group(`In ${f.function}`, f.variables.filter((v) => v.kind === "local"), `${depth} ${f.function}`);
      group("From functions around it", f.variables.filter((v) => v.kind === "captured"), `${depth} ${f.function}`);
    }
    group("Globals", s.globals.filter((v) => v.kind === "variable"), "");
    const defined = s.globals.filter((v) => v.kind === "definition").map((v) => v.name);
    if (defined.length) groups.push(h("h2", null, "Defined"), h("p", { class: "mono" }, defined.join(", ")));
    if (!groups.length) groups.push(h("p", { class: "empty" }, "No variable has a value yet."));
    this.variables.replaceChildren(...groups);
  }

  private row(v: VariableView, key: string): HTMLElement {
    const old = this.before.get(`${key} ${v.name}`);
    // At the first stop everything is new.
    const changed = this.before.size > 0 && old !== v.value;
    const row = h("tr", { "data-name": v.name, class: changed ? "changed" : undefined }, h("th", { scope: "row" }, h("code", null, v.name)), h("td", null, h("code", null, v.value)));
    if (changed) {
      row.lastElementChild!.prepend(h("span", { class: "hidden" }, old === undefined ? "new: " : "changed: "));
      row.title = old === undefined ? "New since the last stop" : `Was ${old}`;
    }
    return row;
  }
}

function known(s: Stopped): Known {
  const all: Known = new Map();
  s.frames.forEach((f, i) => {
    const depth = s.frames.length + s.more - i;
    for (const v of f.variables) all.set(`${depth} ${f.function} ${v.name}`, v.value);
  });
  for (const v of s.globals) all.set(` ${v.name}`, v.value);
  // So that a first stop without variables counts, too.
  all.set("", "");
  return all;
}
