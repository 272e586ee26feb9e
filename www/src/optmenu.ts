// The optimisations: a switch for each, what its source claims, and what it is
// worth on this program.
import type { OptView } from "../../npm/src/types.ts";
import { byId, h, setText } from "./dom.ts";
import * as engine from "./engine.ts";
import { BenchRun, type Result } from "./bench/run.ts";
import { compare, type Summary } from "./bench/stats.ts";
import { times } from "./format.ts";
import { sentence } from "./glossary.ts";
import * as store from "./store.ts";
import type { Choice } from "./store.ts";

const ROUNDS = 9;
/** Rounds end early when an optimisation has taken this long. */
const LONG_ENOUGH_MS = 2500;

interface OptRow {
  opt: OptView;
  box: HTMLInputElement;
  measured: HTMLElement;
  button: HTMLButtonElement;
}

/** Sets a new choice, runs the program again and lets the panes mark what changed. */
export function choose(change: Partial<Choice>): void {
  store.choice.set({ ...store.choice.get(), ...change });
  // The link in the address bar no longer says what is shown.
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  void engine.run("switch");
}

export class OptMenu {
  private readonly button = byId<HTMLButtonElement>("opts");
  private readonly panel = h("div", { id: "opt-panel", class: "popover", popover: "auto", role: "dialog", "aria-label": "Optimisations" });
  private rows: OptRow[] = [];
  private cancelled = false;
  private run: BenchRun | null = null;
  private readonly all = h("button", { type: "button", class: "quiet", "data-testid": "opt-measure-all" }, "Measure all");
  private readonly loops: HTMLInputElement[] = [];

  constructor() {
    document.body.append(this.panel);
    this.button.addEventListener("click", () => this.toggle());
    this.panel.addEventListener("toggle", (e) => {
      const open = (e as ToggleEvent).newState === "open";
      this.button.setAttribute("aria-expanded", String(open));
      if (open) return;
      this.cancelled = true;
      this.run?.cancel();
    });
    this.all.addEventListener("click", () => void this.measureAll());
    store.optimisations.on(() => this.build());
    store.choice.on(() => this.show());
    // What was measured was measured on another program.
    store.source.on(() => this.forget());
    this.build();
  }

  toggle(): void {
    if (this.panel.matches(":popover-open")) {
      this.panel.hidePopover();
      return;
    }
    this.panel.showPopover();
    const r = this.button.getBoundingClientRect();
    const p = this.panel.getBoundingClientRect();
    this.panel.style.top = `${r.bottom + 6}px`;
    this.panel.style.left = `${Math.max(8, Math.min(r.right - p.width, innerWidth - p.width - 8))}px`;
    this.rows[0]?.box.focus({ preventScroll: true });
  }

  private build(): void {
    const opts = store.optimisations.get();
    const every = (on: boolean) => choose({ without: on ? new Set() : new Set(opts.map((o) => o.name)) });
    this.rows = opts.map((opt) => {
      const id = `opt-${opt.name}`;
      const box = h("input", {
        type: "checkbox", role: "switch", class: "switch", id, "data-testid": `opt-toggle-${opt.name}`, "aria-describedby": `${id}-words`,
        onchange: () => {
          const without = new Set(store.choice.get().without);
          if (box.checked) without.delete(opt.name);
          else without.add(opt.name);
          choose({ without });
        },
      });
      const measured = h("span", { class: "num", "data-testid": `opt-worth-${opt.name}` });
      const button = h("button", { type: "button", onclick: () => void this.measure(opt.name) }, "Measure", h("span", { class: "hidden" }, ` what ${opt.name} is worth here`));
      return { opt, box, measured, button };
    });
    const loop = h("fieldset", { class: "loop" }, h("legend", { class: "hidden" }, "Dispatch loop at full speed"), h("span", null, sentence("[[threaded|Dispatch loop]] at full speed")));
    this.loops.length = 0;
    for (const d of ["switch", "threaded"] as const) {
      const radio = h("input", { type: "radio", name: "dispatch", value: d, "data-testid": `dispatch-${d}`, onchange: () => choose({ dispatch: d }) });
      this.loops.push(radio);
      loop.append(h("label", null, radio, d));
    }
    this.panel.replaceChildren(
      h(
        "div", { class: "opt-head" }, h("h3", null, "Optimisations"), this.all,
        h("button", { type: "button", class: "quiet", "data-testid": "opt-all-off", onclick: () => every(false) }, "All off"),
        h("button", { type: "button", class: "quiet", "data-testid": "opt-all-on", onclick: () => every(true) }, "All on"),
      ),
      loop,
      ...this.rows.map((r) =>
        h(
          "div", { class: "opt" }, r.box,
          h("div", null, h("label", { for: `opt-${r.opt.name}` }, r.opt.name, h("span", { class: "ids" }, r.opt.ids)), h("p", { id: `opt-${r.opt.name}-words` }, r.opt.sentence, r.opt.claim !== "-" && h("span", { class: "claim" }, ` Claimed: ${r.opt.claim}.`))),
          h("div", { class: "worth" }, r.measured, " ", r.button),
        ),
      ),
      h("p", { class: "note" }, sentence("“Worth here” is this program's time without the optimisation, divided by its time with it, at full speed: [[median|medians]] of rounds in turn. Claims are those of the sources the ideas come from.")),
    );
    this.show();
  }

  private show(): void {
    const { without } = store.choice.get();
    const loop = engine.loopOf(store.choice.get());
    const n = this.rows.length;
    const on = this.rows.filter((r) => !without.has(r.opt.name)).length;
    setText(byId("opts-label"), n ? `${on} of ${n} on` : "…");
    setText(byId("opts-short"), n ? `${on}/${n}` : "");
    this.button.title = "Optimisations";
    for (const r of this.rows) r.box.checked = !without.has(r.opt.name);
    for (const l of this.loops) l.checked = l.value === loop;
  }

  private forget(): void {
    for (const r of this.rows) {
      setText(r.measured, "");
      r.button.hidden = false;
    }
  }

  private async measureAll(): Promise<void> {
    this.cancelled = false;
    this.all.disabled = true;
    for (const r of this.rows) {
      if (this.cancelled) break;
      await this.measure(r.opt.name);
    }
    this.all.disabled = false;
  }

  /** With it and without it, in turns, so that a slow moment hits both. */
  private async measure(name: string): Promise<void> {
    const row = this.rows.find((r) => r.opt.name === name)!;
    const source = store.source.get();
    const choice = store.choice.get();
    const rest = [...choice.without].filter((n) => n !== name);
    const entry = (id: string, without: string[]) => ({ id, label: id, config: engine.configOf({ ...choice, without: new Set(without), glass: false }) });
    row.button.hidden = true;
    setText(row.measured, "measuring…");
    const run = new BenchRun(source, store.language.get(), [entry("with", rest), entry("without", [...rest, name])], ROUNDS, () => {
      if (store.source.get() !== source) run.cancel();
    }, LONG_ENOUGH_MS);
    this.run = run;
    engine.measuring.set(true);
    try {
      const whole = await run.run();
      const [on, off] = run.results as [Result, Result];
      const error = on.error || off.error;
      if (!whole) this.forgetOne(row);
      else if (error || !on.summary || !off.summary) {
        setText(row.measured, "fails");
        row.measured.title = error;
      } else this.tell(row, on.summary, off.summary);
    } catch (e) {
      setText(row.measured, "failed");
      row.measured.title = e instanceof Error ? e.message : String(e);
    } finally {
      this.run = null;
      engine.measuring.set(false);
    }
  }

  private forgetOne(row: OptRow): void {
    setText(row.measured, "");
    row.button.hidden = false;
  }

  private tell(row: OptRow, on: Summary, off: Summary): void {
    const ratio = off.median / Math.max(on.median, 1e-6);
    const sure = compare(on, off) !== "unclear";
    row.measured.replaceChildren(...(sure ? [h("b", null, times(ratio)), " here"] : ["unclear"]));
    row.measured.title = `${sure ? "" : "The times spread more than they differ. "}${on.n} rounds; with: ${on.median.toFixed(2)} ms, without: ${off.median.toFixed(2)} ms`;
    row.button.hidden = true;
  }
}
