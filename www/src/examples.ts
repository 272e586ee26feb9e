// The programs that come with the page: every Lisp file of `examples/lisp`.
const files = import.meta.glob<string>("../../examples/lisp/*.scm", { query: "?raw", import: "default", eager: true });

export interface Example {
  id: string;
  title: string;
  source: string;
}

/** The one to begin with, then what to look at next; others follow by name. */
const ORDER = ["first", "fib", "packet-counter", "checksum", "classify"];

function titleOf(id: string, source: string): string {
  const first = /^\s*(?:;+|#\|)\s*(.+?)\s*$/m.exec(source.split("\n", 1)[0] ?? "")?.[1];
  const title = (first ?? id.replace(/-/g, " ")).split(/[:.]\s|\s[-–—]\s/)[0]!.replace(/\.$/, "");
  return title.charAt(0).toUpperCase() + title.slice(1);
}

function rank(id: string): number {
  const at = ORDER.indexOf(id);
  return at < 0 ? ORDER.length : at;
}

export const EXAMPLES: readonly Example[] = Object.entries(files)
  .map(([path, source]) => {
    const id = path.replace(/^.*\//, "").replace(/\.scm$/, "");
    return { id, source, title: titleOf(id, source) };
  })
  .sort((a, b) => rank(a.id) - rank(b.id) || a.title.localeCompare(b.title));

export function exampleById(id: string | null): Example | null {
  return EXAMPLES.find((e) => e.id === id) ?? null;
}
