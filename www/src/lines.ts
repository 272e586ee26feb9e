// The lines of a long output. Text is kept in pieces of whole lines, as it
// came: a string for each of a million lines would keep the collector busy.

interface Piece {
  text: string;
  /** Number of its first line, counted from the beginning of the output. */
  first: number;
  lines: number;
  /** Where its lines begin; found when one of them is first asked for. */
  starts: number[] | null;
}

const PIECE = 1 << 16;
/** A line that never ends is ended here. */
const LONGEST = 100_000;

export class Lines {
  private pieces: Piece[] = [];
  /** The line that has not ended yet. */
  private open = "";
  private next = 0;
  private chars = 0;

  constructor(private readonly keepLines = 800_000, private readonly keepChars = 64 << 20) {}

  /** Lines that are not kept any more. */
  get dropped(): number {
    return this.pieces[0]?.first ?? this.next;
  }

  /** Lines so far, with those that are not kept. */
  get total(): number {
    return this.next + (this.open ? 1 : 0);
  }

  add(text: string): void {
    const all = this.open + text;
    const end = all.lastIndexOf("\n") + 1;
    let from = 0;
    while (from < end) {
      let to = Math.min(end, from + PIECE);
      if (to < end) to = all.indexOf("\n", to - 1) + 1;
      this.keep(all.slice(from, to));
      from = to;
    }
    this.open = all.slice(end);
    if (this.open.length > LONGEST) {
      this.keep(this.open);
      this.open = "";
    }
    this.trim();
  }

  private keep(text: string): void {
    let lines = text.endsWith("\n") ? 0 : 1;
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
    this.pieces.push({ text, first: this.next, lines, starts: null });
    this.next += lines;
    this.chars += text.length;
  }

  /** Lets go of the oldest pieces, many at a time. */
  private trim(): void {
    if (this.next - this.dropped <= this.keepLines * 1.25 && this.chars <= this.keepChars * 1.25) return;
    let n = 0;
    while (n < this.pieces.length - 1 && (this.next - this.pieces[n]!.first > this.keepLines || this.chars > this.keepChars)) {
      this.chars -= this.pieces[n]!.text.length;
      n++;
    }
    this.pieces.splice(0, n);
  }

  /** A line by its number; "" if it is not kept. */
  line(n: number): string {
    if (n >= this.next) return n === this.next ? this.open : "";
    let lo = 0;
    let hi = this.pieces.length - 1;
    while (lo < hi) {
      const mid = (lo + hi + 1) >> 1;
      if (this.pieces[mid]!.first <= n) lo = mid;
      else hi = mid - 1;
    }
    const p = this.pieces[lo];
    if (!p || n < p.first) return "";
    if (!p.starts) {
      p.starts = [0];
      for (let at = p.text.indexOf("\n"); at >= 0; at = p.text.indexOf("\n", at + 1)) p.starts.push(at + 1);
    }
    const from = p.starts[n - p.first]!;
    const to = p.text.indexOf("\n", from);
    return to < 0 ? p.text.slice(from) : p.text.slice(from, to);
  }

  /** All that is kept. */
  text(): string {
    return this.pieces.map((p) => p.text).join("") + this.open;
  }
}
