// Results as text to take along.
import { ms, times } from "../format.ts";
import type { Result } from "./run.ts";
import { compare } from "./stats.ts";

export interface Machine {
  browser: string;
  cores: number;
  system: string;
}

interface BrandInfo {
  brands?: { brand: string; version: string }[];
  platform?: string;
}

export function machine(): Machine {
  const data = (navigator as Navigator & { userAgentData?: BrandInfo }).userAgentData;
  const brand = data?.brands?.find((b) => !/not.?a.?brand/i.test(b.brand) && b.brand !== "Chromium") ?? data?.brands?.find((b) => b.brand === "Chromium");
  const ua = navigator.userAgent;
  const m = /(Firefox|Edg|OPR)\/([\d]+)/.exec(ua) ?? /Version\/([\d.]+).*(Safari)/.exec(ua) ?? /((?:Headless)?Chrome)\/([\d]+)/.exec(ua);
  const browser = brand ? `${brand.brand} ${brand.version}` : m ? (m[2] === "Safari" ? `Safari ${m[1]}` : `${m[1]} ${m[2]}`) : "this browser";
  return { browser, cores: navigator.hardwareConcurrency || 1, system: data?.platform || navigator.platform || "" };
}

export function machineWords(m: Machine): string {
  return `${m.browser}${m.system ? `, ${m.system}` : ""}, ${m.cores} ${m.cores === 1 ? "core" : "cores"}`;
}

/** Clocks of browsers tell tenths or hundredths of a millisecond; the rest is noise of doubles. */
function round(v: number): number {
  return Math.round(v * 1e4) / 1e4;
}

interface Line {
  name: string;
  median: number;
  low: number;
  high: number;
  min: number;
  max: number;
  runs: number;
  ratio: number;
  verdict: string;
  error: string;
}

function lines(results: readonly Result[], base: Result | null): Line[] {
  return results.map((r) => {
    const s = r.summary;
    const b = base?.summary;
    return {
      name: r.entry.label,
      median: s?.median ?? NaN, low: s?.low ?? NaN, high: s?.high ?? NaN, min: s?.min ?? NaN, max: s?.max ?? NaN, runs: s?.n ?? 0,
      ratio: s && b ? s.median / b.median : NaN,
      verdict: s && b && r !== base ? compare(s, b) : "",
      error: r.error,
    };
  });
}

export function markdown(title: string, results: readonly Result[], base: Result | null, m: Machine): string {
  const rows = lines(results, base).map((l) =>
    l.error
      ? `| ${l.name} | – | – | – | ${l.error.replace(/\|/g, "\\|")} |`
      : `| ${l.name} | ${ms(l.median)} | ${ms(l.low)} – ${ms(l.high)} | ${times(l.ratio)} | ${l.verdict} |`,
  );
  return [
    `**${title}**, ${machineWords(m)}, ${results[0]?.times.length ?? 0} repeats, ratio to ${base?.entry.label ?? "-"}`,
    "",
    "| configuration | median | 95% of the median | ratio | |",
    "|---|--:|--:|--:|---|",
    ...rows,
    "",
  ].join("\n");
}

export function csv(results: readonly Result[], base: Result | null): string {
  const cell = (v: string | number) => (typeof v === "number" ? (Number.isFinite(v) ? String(round(v)) : "") : /[",\n]/.test(v) ? `"${v.replace(/"/g, '""')}"` : v);
  return [
    "configuration,median_ms,low_ms,high_ms,min_ms,max_ms,runs,ratio,verdict,error",
    ...lines(results, base).map((l) => [l.name, l.median, l.low, l.high, l.min, l.max, l.runs, l.ratio, l.verdict, l.error].map(cell).join(",")),
    "",
  ].join("\n");
}

export function json(title: string, results: readonly Result[], base: Result | null, m: Machine): string {
  return JSON.stringify(
    {
      program: title,
      machine: m,
      base: base?.entry.label ?? null,
      results: results.map((r) => ({
        configuration: r.entry.label, config: r.entry.config, timesMs: r.times.map(round), batch: r.batch, medianMs: r.summary ? round(r.summary.median) : null,
        lowMs: r.summary ? round(r.summary.low) : null, highMs: r.summary ? round(r.summary.high) : null, output: r.print, error: r.error || null,
      })),
    },
    null,
    2,
  );
}
