// The benchmark drawer: what to compare, how it goes, what came out.
import "../styles/bench.css";
import { byId, cell, h, memory, paced, setText, svg, toast } from "../dom.ts";
import { ms, seconds, times } from "../format.ts";
import { sentence } from "../glossary.ts";
import { isPhone, showView } from "../layout.ts";
import * as engine from "../engine.ts";
import { exampleById } from "../examples.ts";
import * as store from "../store.ts";
import { csv, json, machine, machineWords, markdown } from "./export.ts";
import { ClaimsTable } from "./claims.ts";
import { groups, plan, type Group } from "./plan.ts";
import { BenchRun, type Progress, type Result } from "./run.ts";
import { compare } from "./stats.ts";

const picked = new Set<string>(memory.get<string[]>("bench.groups") ?? ["now", "dispatch", "fusion", "caches", "extremes", "baseline"]);

/** What each optimisation is worth: alone, and to the others. */
const ABLATION = ["extremes", "without", "alone"];

/** The end of the axis. What takes many times longer than all others is cut, so that these can be told apart. */
function scale(rows: readonly Result[]): number {
  const tops = rows.flatMap((r) => (r.summary ? [r.summary.max] : [])).sort((a, b) => b - a);
  let at = 0;
  while (at + 2 < tops.length && tops[at]! > 5 * tops[at + 1]!) at++;
  return (tops[at] ?? 1) * (at ? 1.15 : 1) || 1;
}

export class Bench {
  private readonly el = byId("bench");
  private readonly split = byId("split-bench");
  private readonly opener = byId<HTMLButtonElement>("bench-open");
  private readonly chips = h("div", { class: "chips", role: "group", "aria-label": "What to compare" });
  private readonly ablation = h("button", { type: "button", class: "link", "data-testid": "bench-ablation", title: "All off, each alone, all but each, all on" }, "Pick an ablation");
  private readonly repeats = h("select", { "aria-label": "Repeats" }, ...[5, 7, 11, 21, 51].map((n) => h("option", { value: n, selected: n === 7 }, `${n} times`)));
  private readonly go = h("button", { type: "button", class: "primary", "data-testid": "bench-run" }, "Measure");
  private readonly stop = h("button", { type: "button", class: "outline", "data-testid": "bench-cancel", hidden: true }, "Cancel");
  private readonly progress = h("progress", { max: 1, value: 0, "aria-label": "Progress", hidden: true });
  private readonly status = h("p", { class: "bench-status num", role: "status", "data-testid": "bench-status" });
  private readonly note = h("div", { class: "bench-note" });
  private readonly chart = h("div", { class: "chart", "data-testid": "bench-chart" });
  private readonly table = h("div", { class: "bench-table", "data-testid": "bench-table", tabindex: 0, role: "group", "aria-label": "Results" });
  private readonly exports = h("div", { class: "exports", hidden: true });
  private readonly base = h("select", { "aria-label": "Ratio to" });
  private readonly claims = new ClaimsTable();
  private readonly claiming = cell(false);
  private readonly claimsButton = h("button", { type: "button", class: "chip", "aria-pressed": "false", "data-testid": "bench-claims", title: "What each requirement claims, and what it is worth here" }, "Claims");
  private run: BenchRun | null = null;
  private results: Result[] = [];
  private title = "";
  private finished = false;
  private readonly open = cell(false);
  private readonly drawSoon = paced(() => this.draw(), 120);

  constructor() {
    const close = h("button", { type: "button", class: "icon quiet bench-close", "aria-label": "Close the benchmark", onclick: () => this.open.set(false) }, "×");
    const save = (name: string, text: () => string) =>
      h("button", { type: "button", class: "quiet", "data-testid": `bench-${name.toLowerCase()}`, onclick: () => void navigator.clipboard.writeText(text()).then(() => toast(`Copied as ${name}`)) }, name);
    this.exports.append(
      h("span", null, "Copy as"),
      save("Markdown", () => markdown(this.title, this.sorted(), this.baseResult(), machine())),
      save("CSV", () => csv(this.sorted(), this.baseResult())),
      save("JSON", () => json(this.title, this.sorted(), this.baseResult(), machine())),
    );
    this.el.append(
      h("div", { class: "title" }, h("h2", null, "Benchmark"), this.claimsButton, this.go, this.stop, this.progress, this.status, h("span", { class: "space" }), this.exports, close),
      h(
        "div", { class: "bench-body" },
        h("div", { class: "bench-plan", tabindex: 0, role: "group", "aria-label": "Plan" },
          this.chips, this.ablation,
          h("label", null, "Repeat each ", this.repeats), h("label", { class: "base" }, "Ratio to ", this.base), this.note),
        this.chart, this.table, this.claims.el,
      ),
    );
    this.go.addEventListener("click", () => void (this.claiming.get() ? this.measureClaims() : this.start()));
    this.claimsButton.addEventListener("click", () => this.claiming.set(!this.claiming.get()));
    this.claiming.on((on) => {
      this.cancel();
      this.claimsButton.setAttribute("aria-pressed", String(on));
      this.el.toggleAttribute("data-claims", on);
      if (on) this.claims.show(store.optimisations.get(), engine.loopOf(store.choice.get()));
      this.say();
    });
    this.ablation.addEventListener("click", () => {
      picked.clear();
      for (const id of ABLATION) picked.add(id);
      memory.set("bench.groups", ABLATION);
      this.refresh();
    });
    this.stop.addEventListener("click", () => this.cancel());
    this.base.addEventListener("change", () => this.draw());
    this.opener.addEventListener("click", () => this.toggle());
    this.open.on((on) => {
      this.el.hidden = !on;
      this.split.hidden = !on;
      this.opener.setAttribute("aria-expanded", String(on));
      if (on) this.refresh();
      else this.cancel();
    });
    addEventListener("glassbox-view", (e) => {
      if ((e as CustomEvent).detail === "bench") this.open.set(true);
    });
    store.choice.on(() => this.refresh());
    store.language.on(() => this.refresh());
    store.optimisations.on(() => this.refresh());
    this.refresh();
    this.draw();
  }

  toggle(): void {
    if (isPhone()) showView("bench");
    else this.open.set(!this.open.get());
  }

  cancel(): void {
    this.run?.cancel();
    this.claims.cancel();
  }

  private async measureClaims(): Promise<void> {
    engine.stop();
    this.busy(true);
    let end = "";
    try {
      const whole = await this.claims.measure(Number(this.repeats.value), (part, now) => {
        this.progress.value = part;
        setText(this.status, `${Math.round(100 * part)}% · ${now}`);
      });
      end = whole ? `Done, ${this.repeats.value} times each, on ${machineWords(machine())}` : "Cancelled; what was measured so far is kept";
    } catch (e) {
      end = `Failed: ${e instanceof Error ? e.message : String(e)}`;
    } finally {
      this.busy(false);
    }
    setText(this.status, end);
  }

  /** Shows whether something is being measured. */
  private busy(on: boolean): void {
    engine.measuring.set(on);
    this.go.hidden = on;
    this.stop.hidden = !on;
    this.progress.hidden = !on;
  }

  private groups(): Group[] {
    const all = groups(store.choice.get(), store.optimisations.get());
    // The plain interpreter has the Lisp only.
    return store.language.get() === "lisp" ? all : all.filter((g) => g.id !== "baseline");
  }

  private refresh(): void {
    const all = this.groups();
    this.chips.replaceChildren(
      ...all.map((g) =>
        h(
          "button",
          {
            type: "button", class: "chip", "aria-pressed": picked.has(g.id), title: g.hint, "data-testid": `bench-group-${g.id}`,
            onclick: (e: Event) => {
              const b = e.currentTarget as HTMLElement;
              if (!picked.delete(g.id)) picked.add(g.id);
              b.setAttribute("aria-pressed", String(picked.has(g.id)));
              memory.set("bench.groups", [...picked]);
              this.say();
            },
          },
          g.label, g.entries.length > 1 && h("span", { class: "n" }, g.entries.length),
        ),
      ),
    );
    this.say();
  }

  private say(): void {
    if (this.run) return;
    if (this.claiming.get()) {
      this.go.disabled = false;
      setText(this.status, "Each requirement on programs of its own, with it and without it");
      return;
    }
    const n = plan(this.groups(), picked).length;
    this.go.disabled = n === 0;
    if (!this.results.length) setText(this.status, n ? `${n} configurations of the program in the editor` : "Pick what to compare");
  }

  private async start(): Promise<void> {
    if (this.run) return;
    const entries = plan(this.groups(), picked);
    if (!entries.length) return;
    // A program that runs on would keep the VM for itself.
    engine.stop();
    this.title = exampleById(store.example.get())?.title ?? "Program";
    this.finished = false;
    const run = new BenchRun(store.source.get(), store.language.get(), entries, Number(this.repeats.value), (p) => this.onProgress(p));
    this.run = run;
    this.results = run.results;
    const keep = this.base.value;
    this.base.replaceChildren(...entries.map((e) => h("option", { value: e.id }, e.label)));
    this.base.value = entries.some((e) => e.id === keep) ? keep : entries[0]!.id;
    this.busy(true);
    this.exports.hidden = true;
    let whole = false;
    let failure = "";
    try {
      whole = await run.run();
    } catch (e) {
      failure = e instanceof Error ? e.message : String(e);
    } finally {
      this.run = null;
      this.busy(false);
    }
    this.finished = true;
    this.exports.hidden = !this.results.some((r) => r.summary);
    setText(this.status, failure ? `Failed: ${failure}` : whole ? `Done, ${this.repeats.value} times each, on ${machineWords(machine())}` : "Cancelled; what was measured so far is kept");
    this.draw();
  }

  private onProgress(p: Progress): void {
    this.progress.value = p.done / p.of;
    setText(this.status, `${Math.round((100 * p.done) / p.of)}% · ${p.now}${p.left === null ? "" : ` · ${seconds(p.left)} left`}`);
    this.drawSoon();
  }

  private baseResult(): Result | null {
    return this.results.find((r) => r.entry.id === this.base.value) ?? this.results[0] ?? null;
  }

  private sorted(): Result[] {
    const key = (r: Result) => r.summary?.median ?? Infinity;
    return [...this.results].sort((a, b) => key(a) - key(b));
  }

  private draw(): void {
    const done = this.sorted().filter((r) => r.summary || r.error);
    this.el.toggleAttribute("data-results", done.length > 0);
    (this.base.parentElement as HTMLElement).hidden = done.length === 0;
    if (!done.length) {
      this.chart.replaceChildren();
      this.table.replaceChildren(
        h("p", { class: "empty" }, "Runs the program under each configuration, in rounds, and shows how long it takes and how sure that is. Nothing else runs meanwhile, so leave the page in sight."),
      );
      this.drawNote([]);
      return;
    }
    this.drawChart(done);
    this.drawTable(done);
    this.drawNote(done);
  }

  private drawChart(rows: Result[]): void {
    const max = scale(rows);
    const base = this.baseResult();
    const at = (t: number) => `${Math.min(100, (100 * t) / max)}%`;
    this.chart.replaceChildren(
      ...rows.map((r) => {
        const s = r.summary;
        const picture = svg("svg", { role: "img", "aria-label": s ? `${r.entry.label}: ${ms(s.median)}` : `${r.entry.label}: ${r.error}` });
        if (s && s.median > max) {
          // A break in the bar: it goes on beyond the scale.
          picture.append(
            svg("rect", { class: r === base ? "took base" : "took", x: 0, y: 5, height: 10, width: "100%" }),
            svg("svg", { x: "94%", width: 12, overflow: "visible" }, svg("path", { class: "break", d: "M0 18L5 2M5 18L10 2" })),
          );
        } else if (s) {
          picture.append(
            svg("rect", { class: r === base ? "took base" : "took", x: 0, y: 5, height: 10, width: at(s.median) }),
            svg("line", { class: "range", x1: at(s.min), x2: at(s.max), y1: 10, y2: 10 }),
            svg("rect", { class: "band", x: at(s.low), y: 4, height: 12, width: at(Math.max(s.high - s.low, max / 400)) }),
            svg("line", { class: "median", x1: at(s.median), x2: at(s.median), y1: 2, y2: 18 }),
          );
        }
        return h(
          "div", { class: "chart-row" },
          h("span", { class: "name", title: r.entry.label }, r.entry.label), picture,
          h("span", { class: "num r" }, s ? ms(s.median) : "–"),
        );
      }),
      this.axis(max),
    );
  }

  private axis(max: number): HTMLElement {
    const raw = max / 4;
    const power = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 5, 10].map((k) => k * power).find((k) => k >= raw) ?? raw;
    const ticks: HTMLElement[] = [];
    for (let t = 0; t <= max * 1.001; t += step) ticks.push(h("i", { style: `left:${(100 * t) / max}%` }, t === 0 ? "0" : ms(t).replace(/(\.\d*?)0+(?= )/, "$1").replace(/\.(?= )/, "")));
    return h("div", { class: "chart-row axis", "aria-hidden": "true" }, h("span"), h("span", { class: "ticks" }, ...ticks), h("span"));
  }

  private drawTable(rows: Result[]): void {
    const base = this.baseResult();
    const odd = this.oddOnes(rows);
    const head = ["Configuration", "Median", "95% of the median", "Ratio", ""];
    const body = h("tbody");
    for (const r of rows) {
      const s = r.summary;
      const b = base?.summary;
      const verdict = s && b && r !== base ? compare(s, b) : null;
      const words = r.error ? r.error : odd.has(r) ? "prints something else" : r === base ? "the base" : verdict === "unclear" ? "too close to tell" : (verdict ?? "");
      body.append(
        h(
          "tr", { "data-verdict": r.error || odd.has(r) ? "bad" : (verdict ?? "") },
          h("th", { scope: "row" }, r.entry.label),
          h("td", null, s ? ms(s.median) : "–"), h("td", null, s ? `${ms(s.low)} – ${ms(s.high)}` : "–"),
          h("td", null, s && b ? times(s.median / b.median) : "–"), h("td", { class: "verdict" }, words),
        ),
      );
    }
    this.table.replaceChildren(h("table", null, h("thead", null, h("tr", null, ...head.map((t) => (t ? h("th", { scope: "col" }, t) : h("td"))))), body));
  }

  /** Results that differ from what most configurations print: an optimisation that changes results is a fault. */
  private oddOnes(rows: readonly Result[]): Set<Result> {
    // What changes by itself says nothing about configurations.
    if (rows.some((r) => r.unsteady)) return new Set();
    const votes = new Map<string, number>();
    for (const r of rows) if (r.print && !r.error) votes.set(r.print, (votes.get(r.print) ?? 0) + 1);
    if (votes.size < 2) return new Set();
    const most = [...votes].sort((a, b) => b[1] - a[1])[0]![0];
    return new Set(rows.filter((r) => r.print && !r.error && r.print !== most));
  }

  private drawNote(rows: Result[]): void {
    const parts: string[] = [];
    const odd = this.oddOnes(rows);
    if (odd.size) parts.push(`**Results differ**: ${[...odd].map((r) => r.entry.label).join(", ")} ${odd.size === 1 ? "prints" : "print"} something else than the rest. Optimisations must never change results.`);
    if (rows.some((r) => r.unsteady)) parts.push("The program prints something else each time it runs, so results cannot be compared between configurations.");
    if (this.finished) parts.push(...ablated(rows));
    const base = this.baseResult()?.summary;
    if (base && this.finished) {
      const width = (base.high - base.low) / base.median;
      const unclear = rows.filter((r) => r.summary && r !== this.baseResult() && compare(r.summary, base) === "unclear").length;
      if (width > 0.2) parts.push(`The [[median|spread]] is wide (±${Math.round(width * 50)}%): nothing smaller than that can be concluded. Close other programs and repeat more often.`);
      else if (unclear) parts.push(`${unclear} of ${rows.length - 1} differ less from the base than they [[median|spread]]: nothing can be concluded for these.`);
      if (base.median < 1) parts.push("The program is very short: most of what is measured may be starting it.");
    } else if (!rows.length) parts.push("Bars show the [[median]], bands its [[median|spread]]. “[[baseline|Baseline]]” and “all off” are the before to every after.");
    this.note.replaceChildren(...parts.map((p) => h("p", null, sentence(p))));
    this.note.toggleAttribute("data-bad", odd.size > 0);
  }
}

/** What an ablation comes to: which optimisation is missed most, and which gains most alone. */
function ablated(rows: readonly Result[]): string[] {
  const find = (id: string) => rows.find((r) => r.entry.id === id)?.summary;
  const named = (prefix: string) => rows.flatMap((r) => (r.summary && r.entry.id.startsWith(prefix) ? [{ name: r.entry.id.slice(prefix.length), s: r.summary }] : []));
  const on = find("all-on");
  const off = find("all-off");
  const parts: string[] = [];
  if (on && off) parts.push(compare(on, off) === "unclear" ? "All together differ less from none than they [[median|spread]]." : `All together make it **${times(off.median / on.median)}** as fast.`);
  const missed = named("without-").sort((a, b) => b.s.median - a.s.median)[0];
  if (on && missed && compare(missed.s, on) === "slower") parts.push(`Missed most: **${missed.name}**, ${times(missed.s.median / on.median)} as long without it.`);
  const alone = named("only-").sort((a, b) => a.s.median - b.s.median)[0];
  if (off && alone && compare(alone.s, off) === "faster") parts.push(`Best alone: **${alone.name}**, ${times(off.median / alone.s.median)} as fast as with none.`);
  return parts.length ? [parts.join(" ")] : [];
}
