// What can be said of a handful of times.

export interface Summary {
  n: number;
  median: number;
  min: number;
  max: number;
  /** Where the median would fall again, with 95% confidence, as far as so few times can tell. */
  low: number;
  high: number;
}

function quantile(sorted: readonly number[], q: number): number {
  const at = (sorted.length - 1) * q;
  const i = Math.floor(at);
  const a = sorted[i]!;
  const b = sorted[Math.min(sorted.length - 1, i + 1)]!;
  return a + (b - a) * (at - i);
}

/**
 * The rank k for which the interval from the k-th smallest to the k-th largest
 * holds the true median with at least 95%: by the binomial of n fair coins.
 * Below six times no interval reaches that, and the whole range is used.
 */
export function confidenceRank(n: number): number {
  let k = 0;
  let below = 0;
  let term = Math.pow(0.5, n);
  for (let i = 0; i < Math.floor(n / 2); i++) {
    below += term;
    if (2 * below > 0.05) break;
    k = i + 1;
    term *= (n - i) / (i + 1);
  }
  return Math.max(1, k);
}

export function summarise(times: readonly number[]): Summary {
  const s = [...times].sort((a, b) => a - b);
  const k = confidenceRank(s.length);
  return { n: s.length, median: quantile(s, 0.5), min: s[0]!, max: s[s.length - 1]!, low: s[k - 1]!, high: s[s.length - k]! };
}

export type Verdict = "faster" | "slower" | "unclear";

/** Whether two sets of times differ more than they spread. */
export function compare(a: Summary, base: Summary): Verdict {
  if (a.high < base.low) return "faster";
  if (a.low > base.high) return "slower";
  return "unclear";
}
