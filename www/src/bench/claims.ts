// What each requirement claims and what it is worth here: the table of
// `benches/claims.json`, measured in this page on the programs it names.
import rows from "../../../benches/claims.json";
import type { Config, OptView } from "../../../npm/src/types.ts";
import { h, setText } from "../dom.ts";
import { ms, times } from "../format.ts";
import { BenchRun, type Result } from "./run.ts";
import { compare } from "./stats.ts";

const files = import.meta.glob<string>("../../../benches/programs/*.scm", { query: "?raw", import: "default", eager: true });

interface Row {
  ids?: string;
  switch?: string;
  what?: string;
  claim?: string;
  before?: string;
  instead?: Record<string, string>;
  target?: number;
  /** Why there is nothing to measure here, or where it is measured. */
  note?: string;
  source?: string;
  programs?: string[];
}

/** One thing to measure: a program, run one way or two. */
interface Task {
  program: string;
  now: { source: string; config: Config };
  before: { source: string; config: Config } | null;
}

export interface Claim {
  ids: string;
  name: string;
  what: string;
  claim: string;
  /** What it is compared with, in words; empty if with nothing. */
  before: string;
  target: number | null;
  note: string;
  tasks: Task[];
}

function text(name: string): string {
  return files[`../../../benches/programs/${name}.scm`] ?? "";
}

/** The table, with what the VM says of its switches. */
export function claims(opts: readonly OptView[], loop: Config["dispatch"]): Claim[] {
  return (rows as Row[]).flatMap((row) => {
    const opt = opts.find((o) => o.name === row.switch);
    if (row.switch && !opt) return [];
    // What is about the interpreter is measured interpreted.
    const off = opt && /^jit(-|$)/.test(opt.name) ? [] : ["jit"];
    const config: Config = { dispatch: loop, without: off };
    const beforeConfig: Config | null = opt
      ? { dispatch: loop, without: [...off, opt.name] }
      : row.before === "baseline" ? { baseline: true }
      : row.before === "switch" ? { dispatch: "switch", without: off }
      : row.instead ? config
      : null;
    // Here the usual loop is the `match`: the table of handlers is what is compared.
    const now: Config = row.before === "switch" ? { dispatch: "threaded", without: off } : config;
    const programs = row.source ? [{ program: "time", source: row.source }] : (row.programs ?? []).map((p) => ({ program: p, source: text(p) }));
    const replaced = (source: string) => Object.entries(row.instead ?? {}).reduce((s, [from, to]) => s.replaceAll(`(${from} `, `(${to} `), source);
    return [{
      ids: opt?.ids ?? row.ids ?? "",
      name: opt?.name ?? "",
      what: opt?.sentence ?? row.what ?? "",
      claim: opt?.claim ?? row.claim ?? "-",
      before: opt ? `without ${opt.name}` : (row.before ?? ""),
      target: row.target ?? null,
      note: row.note ?? "",
      tasks: programs.map(({ program, source }) => ({ program, now: { source, config: now }, before: beforeConfig && { source: replaced(source), config: beforeConfig } })),
    }];
  });
}

/** What came out of a task, in words. */
function words(claim: Claim, task: Task, before: Result | null, now: Result): string {
  const error = now.error || before?.error;
  if (error) return `${task.program}: ${error}`;
  if (!now.summary) return "";
  if (!before?.summary) {
    const late = claim.target !== null && now.summary.median > claim.target ? ", which is too long" : "";
    return `${ms(now.summary.median)}${late}`;
  }
  const sure = compare(now.summary, before.summary) !== "unclear";
  const differs = before.print !== now.print && !before.unsteady && !now.unsteady ? ", results differ" : "";
  const ratio = before.summary.median / Math.max(now.summary.median, 1e-6);
  const spread = (100 * (before.summary.high - before.summary.low)) / 2 / before.summary.median + (100 * (now.summary.high - now.summary.low)) / 2 / now.summary.median;
  return `${task.program} ${sure ? times(ratio) : "unclear"} ±${Math.round(spread)}%${differs}`;
}

/** The table, and its measuring. */
export class ClaimsTable {
  readonly el = h("div", { class: "bench-table claims", "data-testid": "claims-table", tabindex: 0, role: "group", "aria-label": "Claims" });
  private run: BenchRun | null = null;
  private cancelled = false;
  private list: Claim[] = [];
  private cells: HTMLElement[] = [];

  show(opts: readonly OptView[], loop: Config["dispatch"]): void {
    this.list = claims(opts, loop);
    // Until it is measured: on which programs it will be.
    const planned = (c: Claim) => (c.tasks.some((t) => t.program !== "time") ? `on ${c.tasks.map((t) => t.program).join(", ")}` : "–");
    this.cells = this.list.map((c) => (c.note ? h("td", { class: "here told" }, ...coded(c.note)) : h("td", { class: "here planned num" }, planned(c))));
    const body = h("tbody", null, ...this.list.map((c, i) =>
      h("tr", null,
        h("th", { scope: "row" }, c.ids),
        h("td", { class: "what" }, c.name && h("b", null, `${c.name} `), ...coded(c.what)),
        h("td", { class: "claim" }, c.claim === "-" ? "" : c.claim),
        this.cells[i]!,
        h("td", { class: "against" }, c.before ? `${c.before === "baseline" ? "the plain interpreter" : c.before === "switch" ? "the switch loop" : c.before}` : ""))));
    const head = ["ID", "What it is, and its switch", "Claimed by its source", "Worth here and now", "Compared with"];
    this.el.replaceChildren(h("table", null, h("thead", null, h("tr", null, ...head.map((t) => h("th", { scope: "col" }, t)))), body));
  }

  cancel(): void {
    this.cancelled = true;
    this.run?.cancel();
  }

  /** Measures row by row. True if it went to the end. */
  async measure(repeats: number, progress: (part: number, now: string) => void): Promise<boolean> {
    this.cancelled = false;
    for (const [i, claim] of this.list.entries()) {
      if (!claim.tasks.length) continue;
      const cell = this.cells[i]!;
      const plan = cell.textContent ?? "";
      setText(cell, "measuring…");
      const parts: string[] = [];
      for (const [k, task] of claim.tasks.entries()) {
        progress((i + k / claim.tasks.length) / this.list.length, `${claim.ids} ${task.program}`);
        const [now, before] = await this.time(task, repeats);
        if (this.cancelled || !now) {
          setText(cell, parts.join(", ") || plan);
          return false;
        }
        cell.classList.remove("planned");
        parts.push(words(claim, task, before ?? null, now));
        setText(cell, parts.join(", "));
      }
    }
    progress(1, "");
    return true;
  }

  /** Both ways in turns, so that a slow moment hits both: now, then before. */
  private async time(task: Task, repeats: number): Promise<Result[]> {
    const entry = (id: string, way: Task["now"]) => ({ id, label: id, config: way.config, source: way.source });
    const entries = [entry("now", task.now), ...(task.before ? [entry("before", task.before)] : [])];
    this.run = new BenchRun(task.now.source, "lisp", entries, repeats, () => {}, LONG_ENOUGH_MS);
    const whole = await this.run.run();
    const results = this.run.results;
    this.run = null;
    return whole ? results : [];
  }
}

/** A text with code between backticks. */
function coded(text: string): (Node | string)[] {
  return text.split("`").map((part, i) => (i % 2 ? h("code", null, part) : part));
}

/** After this many milliseconds a way is not run again, if it ran five times. */
const LONG_ENOUGH_MS = 1500;
