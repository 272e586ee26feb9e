// Carries out a benchmark: rounds over all configurations, so that what slows
// the machine down for a while hits each of them alike.
import { exclusive, sample, stopAny } from "../engine.ts";
import type { Language } from "../../../npm/src/types.ts";
import type { Entry } from "./plan.ts";
import { summarise, type Summary } from "./stats.ts";

export interface Result {
  entry: Entry;
  times: number[];
  summary: Summary | null;
  compileMs: number;
  /** Length and hash of all output and the value: must be the same everywhere. */
  print: string;
  /** It printed something else from one run to the next: time or chance is in it. */
  unsteady: boolean;
  error: string;
  /** Runs per time: short programs are run several times and divided. */
  batch: number;
}

export interface Progress {
  done: number;
  of: number;
  /** Milliseconds, once there is something to judge by. */
  left: number | null;
  now: string;
  results: Result[];
}

/** A single time shorter than this is mostly the clock. */
const SHORTEST_MS = 4;
const LARGEST_BATCH = 40;

export class BenchRun {
  private cancelled = false;
  readonly results: Result[];

  constructor(
    private readonly source: string,
    private readonly language: Language,
    entries: readonly Entry[],
    private readonly repeats: number,
    private readonly onProgress: (p: Progress) => void,
    /** After this many milliseconds no further round begins, if there were five. */
    private readonly enough = Infinity,
  ) {
    this.results = entries.map((entry) => ({ entry, times: [], summary: null, compileMs: 0, print: "", unsteady: false, error: "", batch: 1 }));
  }

  cancel(): void {
    this.cancelled = true;
    stopAny();
  }

  /** True if it went to the end. */
  async run(): Promise<boolean> {
    const cost = new Map<Result, number>();
    const total = this.results.length * (this.repeats + 1);
    const begin = performance.now();
    let done = 0;
    const left = (round: number, index: number) => {
      if (!cost.size) return null;
      const known = [...cost.values()];
      const mean = known.reduce((a, b) => a + b, 0) / known.length;
      let ms = 0;
      this.results.forEach((r, i) => {
        if (r.error) return;
        const rounds = this.repeats - round + (i > index ? 1 : 0);
        ms += rounds * (cost.get(r) ?? mean);
      });
      return ms;
    };
    // Round 0 warms up, finds how long each takes, and is not counted.
    for (let round = 0; round <= this.repeats; round++) {
      if (round > 5 && performance.now() - begin > this.enough) break;
      for (let i = 0; i < this.results.length; i++) {
        const r = this.results[i]!;
        if (this.cancelled) return false;
        if (!r.error) {
          this.onProgress({ done, of: total, left: left(round, i - 1), now: r.entry.label, results: this.results });
          const from = performance.now();
          const time = await this.time(r);
          if (this.cancelled) return false;
          if (time !== null) {
            if (round === 0) r.batch = Math.max(1, Math.min(LARGEST_BATCH, Math.ceil(SHORTEST_MS / Math.max(time, 0.05))));
            else {
              r.times.push(time);
              r.summary = summarise(r.times);
            }
            const spent = performance.now() - from;
            cost.set(r, round === 0 ? spent * r.batch : 0.6 * (cost.get(r) ?? spent) + 0.4 * spent);
          }
        }
        done++;
      }
    }
    this.onProgress({ done: total, of: total, left: 0, now: "", results: this.results });
    return true;
  }

  private async time(r: Result): Promise<number | null> {
    let sum = 0;
    for (let k = 0; k < r.batch; k++) {
      const s = await exclusive((session) => sample(session, r.entry.source ?? this.source, this.language, r.entry.config));
      if (this.cancelled) return null;
      if (!s.ok) {
        r.error = s.stopped ? "stopped" : s.error || "failed";
        return null;
      }
      sum += s.ms;
      if (r.print && r.print !== s.print) r.unsteady = true;
      r.print = s.print;
      r.compileMs = s.compileMs;
    }
    return sum / r.batch;
  }
}
