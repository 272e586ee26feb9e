// What the page knows, in cells that panes watch.
import type { DispatchName, FunctionView, Inspection, JitView, Language, OptView, Profile, RunResult, Stats, Stopped } from "../../npm/src/types.ts";
import { cell } from "./dom.ts";
import { ByteMap, SpanIndex, type Place } from "./spans.ts";

export type RunState = "loading" | "ready" | "running" | "paused" | "stopped" | "failed";

/** What the user chose: which optimisations are off, which loop, and whether the glass counts. */
export interface Choice {
  without: ReadonlySet<string>;
  /** null: the one that measured best for this build. */
  dispatch: Exclude<DispatchName, "traced"> | null;
  /** Open: the traced loop runs and counts. Closed: full speed, no counts. */
  glass: boolean;
}

/** An inspection with the text it belongs to and what is derived from it once. */
export interface View {
  inspection: Inspection;
  map: ByteMap;
  index: SpanIndex;
  /** Which of the session's sources the spans are in. */
  source: number;
  /** Counts are real: the program ran under the traced loop. */
  counted: boolean;
}

/** A profile with the text it was taken of. */
export interface Profiled {
  profile: Profile;
  map: ByteMap;
  /** Which of the session's sources the text is. */
  source: number;
}

/** A finished run. */
export interface Ran extends RunResult {
  stopped: boolean;
  recovered: boolean;
  /** The configuration it ran with. */
  choice: Choice;
  /** The text that ran, and the language it is in. */
  source: string;
  language: Language;
}

/** What became machine code in a run without counting. */
export interface Compiled {
  jit: JitView;
  /** The program's functions in that run, by number. */
  functions: Map<number, FunctionView>;
  map: ByteMap;
  /** Which of the session's sources the text is. */
  source: number;
  /** The run that the user saw. */
  ran: Ran;
  /** Milliseconds it took, and whether it was stopped before its end. */
  ms: number;
  stopped: boolean;
}

export const runState = cell<RunState>("loading");
export const choice = cell<Choice>({ without: new Set(), dispatch: null, glass: true });
export const optimisations = cell<OptView[]>([]);
/** The language of the program in the editor. */
export const language = cell<Language>("lisp");
/** The program in the editor. */
export const source = cell("");
/** The example it came from; null for one from a link. */
export const example = cell<string | null>(null);
export const view = cell<View | null>(null);
/** The view before the last switch was flipped: what panes compare with. */
export const before = cell<View | null>(null);
export const stats = cell<Stats | null>(null);
export const statsBefore = cell<Stats | null>(null);
/** What the last run spent where; null if it was not counted. */
export const profile = cell<Profiled | null>(null);
/** What was compiled in the last run that could compile, and why the last try gave nothing. */
export const compiled = cell<Compiled | null>(null);
export const compileError = cell<string | null>(null);
/** The program runs a second time, for what is compiled. */
export const compiling = cell(false);
/** The program that runs, or ran last, is run line by line. */
export const stepping = cell(false);
/** Where it stands, or where it failed; kept while it is on its way to the next line. */
export const stopped = cell<Stopped | null>(null);
/** The expression that it would go on with. */
export const standing = cell<Place | null>(null);
/** Milliseconds the running program has had so far. */
export const elapsed = cell(0);
export const lastRun = cell<Ran | null>(null);
/** The text differs from what the view shows. */
export const stale = cell(false);
/** The place pointed at, and the place pinned. */
export const hovered = cell<Place | null>(null);
export const pinned = cell<Place | null>(null);

/** What is lit: what is pointed at, else what is pinned, else where the program stands. */
export function litPlace(): Place | null {
  return hovered.get() ?? pinned.get() ?? standing.get();
}

/** Whether something is of the text in the editor, so that its places are places in it. */
export function linked(p: { map: ByteMap }): boolean {
  return p.map.text === source.get();
}

/** Pins a place, or frees it if it was pinned. */
export function togglePin(place: Place): void {
  const p = pinned.get();
  pinned.set(p && p.start === place.start && p.end === place.end ? null : { start: place.start, end: place.end });
}

/** The name of a function that is the same in every run of the same text, also if others have its name. */
export function functionKey(f: FunctionView): string {
  return `${f.name}@${f.span.start}`;
}

export function makeCompiled(jit: JitView, inspection: Inspection, ran: Ran, result: { runMs: number; stopped: boolean }): Compiled {
  return {
    jit, ran, ms: result.runMs, stopped: result.stopped,
    functions: new Map(inspection.functions.map((f) => [f.id, f])),
    map: new ByteMap(ran.source),
    source: inspection.functions[0]?.span.source ?? 0,
  };
}

export function makeView(raw: Inspection, text: string, counted: boolean): View {
  // In the order of the text, the main function first.
  const [main, ...rest] = raw.functions;
  rest.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const inspection: Inspection = { ...raw, functions: main ? [main, ...rest] : [] };
  return {
    inspection,
    map: new ByteMap(text),
    index: new SpanIndex(inspection),
    source: inspection.functions[0]?.span.source ?? 0,
    counted,
  };
}
