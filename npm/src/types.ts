// What crosses the border between the VM and JavaScript, as plain data.
// The Rust side of each type is in `src/inspect/mod.rs` and `src/syntax/diag.rs`.

/** A byte range (UTF-8) of one source text. */
export interface Span { source: number; start: number; end: number }

export interface Label { span: Span; text: string }
export interface TraceFrame { function: string; span: Span; repeat: number }
export interface Diagnostic {
  code: string;
  severity: "error" | "warning";
  message: string;
  /** The primary place first. May be empty. */
  labels: Label[];
  notes: string[];
  trace: TraceFrame[];
}

export interface CoreLine { indent: number; text: string; span: Span }
export interface CoreStep { pass: string; lines: CoreLine[] }

export interface InsnView {
  pc: number; op: number; name: string; operands: string; span: Span; line: number;
  target: number | null; count: number; parts: number[]; was: string | null; site: number | null;
}
export interface FunctionView {
  id: number; name: string; span: Span; params: number; rest: boolean; registers: number;
  captures: string[]; constants: string[]; plain: InsnView[]; fused: InsnView[];
}
export interface SiteView {
  function: number; pc: number; kind: "call" | "global-call" | "field";
  state: "empty" | "one" | "few" | "many"; remembers: string[]; hits: number; misses: number; span: Span;
}
export interface PairView { first: string; second: string; count: number }
export interface Inspection { core: CoreStep[]; functions: FunctionView[]; sites: SiteView[]; pairs: PairView[] }

export interface KindStats { kind: string; allocated: number; bytes: number }
export interface Stats {
  fuelUsed: number; dispatches: number; instructions: number; cacheHits: number; cacheMisses: number;
  quickened: number; allocations: number; allocatedBytes: number; byKind: KindStats[];
  memory: number; peakMemory: number; collections: number; gcNanos: number; gcMaxNanos: number;
  peakDepth: number; tasks: number; switches: number; poolTaken: number; poolReused: number;
}

export interface OptView { name: string; ids: string; claim: string; sentence: string }
export interface OpView {
  op: number; name: string; doc: string; operands: string[]; effects: string[]; parts: string[]; quickens: string | null;
}

export type Language = "lisp";
export type DispatchName = "threaded" | "switch" | "traced";
export interface Config {
  /** Optimisations to switch off, by name. */
  without?: string[];
  /** If given: only these are on. */
  only?: string[];
  dispatch?: DispatchName;
  /** Calls and back edges the program may make; no limit if absent. */
  fuel?: number;
  /** Bytes; 256 MiB if absent. */
  memory?: number;
  /** Frames; 10 million if absent. */
  depth?: number;
  /** Run the plain tree-walking interpreter instead of the VM. */
  baseline?: boolean;
}

/** Values cross as plain JS values; what has no counterpart crosses as `{ display }`. */
export type HostValue = null | boolean | number | string | HostValue[] | { display: string };

export interface RunResult {
  ok: boolean;
  /** The value as JS data, if it ended well. */
  value: HostValue;
  /** The value as the language prints it; "" for none worth printing. */
  display: string;
  /** What was printed and not yet delivered through `onOutput`. */
  output: string;
  diagnostics: Diagnostic[];
  stats: Stats;
  /** Milliseconds spent compiling and running, slices added up. */
  compileMs: number;
  runMs: number;
}
