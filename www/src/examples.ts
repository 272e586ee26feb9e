// The programs that come with the page: the files of `examples/`, by language.
import type { Language } from "../../npm/src/types.ts";

const files: Record<Language, Record<string, string>> = {
  lisp: import.meta.glob<string>("../../examples/lisp/*.scm", { query: "?raw", import: "default", eager: true }),
  python: import.meta.glob<string>("../../examples/python/*.py", { query: "?raw", import: "default", eager: true }),
};

export interface Example {
  /** The name of its file; those of Python begin with `python/`. */
  id: string;
  language: Language;
  title: string;
  source: string;
}

export const LANGUAGES: readonly { id: Language; ending: string }[] = [
  { id: "lisp", ending: "scm" },
  { id: "python", ending: "py" },
];

/** The ones to begin with, then what to look at next; others follow by name. */
const ORDER = ["first", "fib", "packet-counter", "checksum", "classify", "python/words", "python/fib", "python/queens", "python/shapes"];

function titleOf(id: string, source: string): string {
  const first = /^\s*(?:;+|#\||#)\s*(.+?)\s*$/m.exec(source.split("\n", 1)[0] ?? "")?.[1];
  const title = (first ?? id.replace(/-/g, " ")).split(/[:.]\s|\s[-–—]\s/)[0]!.replace(/\.$/, "");
  return title.charAt(0).toUpperCase() + title.slice(1);
}

function rank(id: string): number {
  const at = ORDER.indexOf(id);
  return at < 0 ? ORDER.length : at;
}

export const EXAMPLES: readonly Example[] = LANGUAGES.flatMap(({ id: language }) =>
  Object.entries(files[language])
    .map(([path, source]) => {
      const name = path.replace(/^.*\//, "").replace(/\.\w+$/, "");
      return { id: language === "lisp" ? name : `${language}/${name}`, language, source, title: titleOf(name, source) };
    })
    .sort((a, b) => rank(a.id) - rank(b.id) || a.title.localeCompare(b.title)));

export const examplesOf = (language: Language): Example[] => EXAMPLES.filter((e) => e.language === language);

export function exampleById(id: string | null): Example | null {
  return EXAMPLES.find((e) => e.id === id) ?? null;
}
