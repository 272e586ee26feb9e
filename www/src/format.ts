// How numbers are written. Always the same width classes, so that columns stay still.

const grouped = new Intl.NumberFormat("en-US");

/** 1234567 -> "1,234,567". */
export function full(n: number): string {
  return grouped.format(Math.round(n));
}

/** At most five characters: 999, 12.3k, 1.20M, 31.0G. */
export function short(n: number): string {
  if (n < 1000) return String(Math.round(n));
  const units = ["k", "M", "G", "T", "P"];
  let v = n;
  let u = -1;
  while (v >= 999.5 && u < units.length - 1) {
    v /= 1000;
    u++;
  }
  return v.toFixed(v < 9.995 ? 2 : v < 99.95 ? 1 : 0) + units[u]!;
}

/** At most four characters: 999, 2.0k, 12k, 1.2M. */
export function brief(n: number): string {
  const m = /^([\d.]+)([kMGTP])$/.exec(short(n));
  if (!m) return short(n);
  const v = Number(m[1]);
  return `${v < 9.95 ? v.toFixed(1) : v.toFixed(0)}${m[2]}`;
}

/** In sentences: "1.2 M", "31 k", "950". */
export function words(n: number): string {
  const s = short(n);
  const m = /^([\d.]+)([kMGTP])$/.exec(s);
  if (!m) return s;
  const v = Number(m[1]);
  return `${v < 10 ? v.toFixed(1).replace(/\.0$/, "") : v.toFixed(0)}\u202f${m[2]}`;
}

export function percent(part: number, whole: number, digits = 0): string {
  if (!whole) return "0%";
  const p = (100 * part) / whole;
  // 99.996% must not read 100%: a miss happened.
  const text = p.toFixed(digits);
  if (Number(text) === 100 && part < whole) return `${(Math.floor(p * 100) / 100).toFixed(2)}%`;
  return `${text}%`;
}

/** In columns: a share in percent with one digit, without the sign; 100.0 is all of it. */
export function share(part: number, whole: number): string {
  const p = whole ? (100 * part) / whole : 0;
  return (part < whole ? Math.min(p, 99.9) : p).toFixed(1);
}

export function bytes(n: number): string {
  if (n < 1024) return `${n} B`;
  const units = ["KB", "MB", "GB"];
  let v = n;
  let u = -1;
  do {
    v /= 1024;
    u++;
  } while (v >= 1023.5 && u < units.length - 1);
  return `${v.toFixed(v < 9.95 ? 2 : v < 99.5 ? 1 : 0)} ${units[u]}`;
}

/** Milliseconds in a fitting unit. */
export function ms(n: number): string {
  if (n < 0.0005) return "0 ms";
  if (n < 0.9995) return `${(n * 1000).toFixed(0)} µs`;
  if (n < 9.995) return `${n.toFixed(2)} ms`;
  if (n < 99.95) return `${n.toFixed(1)} ms`;
  if (n < 9999.5) return `${grouped.format(Math.round(n))} ms`;
  return `${(n / 1000).toFixed(1)} s`;
}

/** Time left: whole seconds. */
export function seconds(n: number): string {
  if (n < 950) return "under a second";
  const s = Math.round(n / 1000);
  return s < 90 ? `${s} s` : `${Math.round(s / 60)} min`;
}

/** A ratio: 1.31×. */
export function times(r: number): string {
  return `${r.toFixed(r < 9.995 ? 2 : r < 99.95 ? 1 : 0)}×`;
}

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${full(n)} ${n === 1 ? one : many}`;
}

/** The step of the heat scale, 0 for never to 8 for the hottest. */
export function heat(count: number, max: number): number {
  if (!count || !max) return 0;
  if (max < 4) return 1;
  // Between linear, which shows the hottest row only, and logarithmic, which shows no differences.
  return 1 + Math.round(7 * (count / max) ** 0.35);
}
