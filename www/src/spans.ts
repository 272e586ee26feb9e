// Spans are UTF-8 byte ranges; the editor counts UTF-16 units. Lookups from a
// place in the text to the smallest thing the glass knows about it.
import type { Inspection, Span } from "../../npm/src/types.ts";

/** Converts between byte offsets and UTF-16 offsets of one text. */
export class ByteMap {
  /** Byte offset of each UTF-16 unit; null if the text is ASCII and they are equal. */
  private readonly table: Uint32Array | null;
  readonly bytes: number;

  constructor(readonly text: string) {
    let ascii = true;
    for (let i = 0; i < text.length; i++) {
      if (text.charCodeAt(i) > 127) {
        ascii = false;
        break;
      }
    }
    if (ascii) {
      this.table = null;
      this.bytes = text.length;
      return;
    }
    const table = new Uint32Array(text.length + 1);
    let at = 0;
    for (let i = 0; i < text.length; i++) {
      table[i] = at;
      const c = text.charCodeAt(i);
      if (c < 0x80) at += 1;
      else if (c < 0x800) at += 2;
      else if (c >= 0xd800 && c < 0xdc00 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
        table[i + 1] = at;
        i++;
        at += 4;
      } else at += 3;
    }
    table[text.length] = at;
    this.table = table;
    this.bytes = at;
  }

  toByte(unit: number): number {
    return this.table ? this.table[Math.max(0, Math.min(unit, this.text.length))]! : unit;
  }

  toUnit(byte: number): number {
    if (!this.table) return Math.max(0, Math.min(byte, this.text.length));
    let lo = 0;
    let hi = this.text.length;
    while (lo < hi) {
      const mid = (lo + hi) >> 1;
      if (this.table[mid]! < byte) lo = mid + 1;
      else hi = mid;
    }
    return lo;
  }

  /** The text of a span, on one line, cut to a length. */
  snippet(span: Span, max = 60): string {
    const from = this.toUnit(span.start);
    const text = this.text.slice(from, Math.min(this.toUnit(span.end), from + 4 * max)).replace(/\s+/g, " ");
    return text.length > max ? `${text.slice(0, max - 1)}…` : text;
  }
}

/** A place in the program, in bytes. */
export interface Place {
  start: number;
  end: number;
}

export type Lit = "" | "exact" | "inside" | "around";

/** How a row relates to the place that is lit. */
export function relation(place: Place | null, span: Place | null | undefined): Lit {
  if (!place || !span || span.end <= span.start) return "";
  if (span.start === place.start && span.end === place.end) return "exact";
  if (span.start >= place.start && span.end <= place.end) return "inside";
  if (span.start <= place.start && span.end >= place.end) return "around";
  return "";
}

/** All spans of an inspection, for "what is at this byte?". */
export class SpanIndex {
  private readonly spans: Place[];

  constructor(inspection: Inspection) {
    const seen = new Map<string, Place>();
    const add = (s: Span) => {
      if (s.end > s.start) seen.set(`${s.start}-${s.end}`, { start: s.start, end: s.end });
    };
    for (const f of inspection.functions) {
      for (const i of f.plain) add(i.span);
      for (const i of f.fused) add(i.span);
    }
    for (const l of inspection.core[inspection.core.length - 1]?.lines ?? []) add(l.span);
    for (const s of inspection.sites) add(s.span);
    this.spans = [...seen.values()].sort((a, b) => a.start - b.start || b.end - a.end);
  }

  /** The smallest span around a byte. */
  at(byte: number): Place | null {
    let best: Place | null = null;
    for (const s of this.spans) {
      if (s.start > byte) break;
      if (s.end > byte && (!best || s.end - s.start <= best.end - best.start)) best = s;
    }
    return best;
  }
}
