// What changed between two lists of lines.

export interface Change {
  /** For each new line: whether it is not in the old list. */
  changed: boolean[];
  /** Old lines that are gone, by the new index they stood before. */
  removed: Map<number, number[]>;
  count: number;
}

const CELLS = 2_000_000;

export function diff(a: readonly string[], b: readonly string[]): Change {
  let from = 0;
  while (from < a.length && from < b.length && a[from] === b[from]) from++;
  let ea = a.length;
  let eb = b.length;
  while (ea > from && eb > from && a[ea - 1] === b[eb - 1]) {
    ea--;
    eb--;
  }
  const n = ea - from;
  const m = eb - from;
  const changed = new Array<boolean>(b.length).fill(false);
  const removed = new Map<number, number[]>();
  const gone = (before: number, i: number) => {
    const list = removed.get(before);
    if (list) list.push(i);
    else removed.set(before, [i]);
  };
  if ((n + 1) * (m + 1) > CELLS) {
    // Too long to compare well: say that all of the middle changed.
    for (let j = from; j < eb; j++) changed[j] = true;
    for (let i = from; i < ea; i++) gone(from, i);
  } else {
    const w = m + 1;
    const len = new Uint16Array((n + 1) * w);
    for (let i = n - 1; i >= 0; i--) {
      for (let j = m - 1; j >= 0; j--) {
        len[i * w + j] =
          a[from + i] === b[from + j] ? len[(i + 1) * w + j + 1]! + 1 : Math.max(len[(i + 1) * w + j]!, len[i * w + j + 1]!);
      }
    }
    let i = 0;
    let j = 0;
    while (i < n || j < m) {
      if (i < n && j < m && a[from + i] === b[from + j]) {
        i++;
        j++;
      } else if (j < m && (i >= n || len[i * w + j + 1]! > len[(i + 1) * w + j]!)) {
        changed[from + j] = true;
        j++;
      } else {
        gone(from + j, from + i);
        i++;
      }
    }
  }
  let count = 0;
  for (const c of changed) if (c) count++;
  for (const l of removed.values()) count += l.length;
  return { changed, removed, count };
}
