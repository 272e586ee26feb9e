// What crosses the border between the VM and JavaScript, as plain data.
// The Rust side of each type is in `src/inspect/` and `src/syntax/diag.rs`.

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
  /** All of it as the program's language writes it, if that has a form of its own. */
  traceback?: string;
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
  function: number; pc: number; kind: "call" | "global-call" | "method-call" | "field" | "attribute";
  state: "empty" | "one" | "few" | "many"; remembers: string[]; hits: number; misses: number; span: Span;
}
export interface PairView { first: string; second: string; count: number }
export interface Inspection { core: CoreStep[]; functions: FunctionView[]; sites: SiteView[]; pairs: PairView[] }

export interface KindStats { kind: string; allocated: number; bytes: number }
export interface Stats {
  fuelUsed: number; dispatches: number; instructions: number; cacheHits: number; cacheMisses: number;
  quickened: number; allocations: number; allocatedBytes: number; byKind: KindStats[];
  live: number; memory: number; peakMemory: number; memoryLimit: number; collections: number; gcNanos: number; gcMaxNanos: number;
  peakDepth: number; tasks: number; switches: number; poolTaken: number; poolReused: number;
}

/** Objects of one kind that one place of the program made. */
export interface AllocationSite {
  /** Number of the function in the VM, and its name. */
  function: number; name: string;
  /** The expression. What a function of the prelude makes is made by its call. */
  span: Span;
  source: string; line: number;
  /** How the expression begins. */
  text: string;
  /** The function of the prelude that is called here and made them. */
  through: string | null;
  /** As in `Stats.byKind`. */
  kind: string;
  objects: number; bytes: number;
}
/** A collection, or several in a row. */
export interface Pause {
  collections: number;
  /** Bytes allocated until then, in use before at most, and in use after. */
  allocated: number; before: number; after: number;
  /** The longest, in nanoseconds. */
  nanos: number;
}
/** A function or builtin: what it spent itself, and with all it called. */
export interface ProfileEntry {
  name: string;
  /** Number in the VM; null for builtins, whose span and source are empty. */
  function: number | null;
  span: Span; source: string; line: number;
  /** Tail calls are among the calls; turns are those of its loops. */
  calls: number; tailCalls: number; turns: number;
  instructions: number; nanos: number; totalInstructions: number; totalNanos: number;
}
/** A function as it was called by another. */
export interface ProfileNode {
  /** Index into the entries; null for the program as a whole and for what had no room. */
  entry: number | null;
  /** Index of the caller's node; null for the first. */
  parent: number | null;
  calls: number; tailCalls: number;
  instructions: number; nanos: number; totalInstructions: number; totalNanos: number;
}
/** Where a program spent its instructions, its time and its memory. */
export interface Profile {
  instructions: number; nanos: number;
  /** The most expensive in themselves first. */
  entries: ProfileEntry[];
  /** Who called whom: callers stand before who they called, the program as a whole first. */
  tree: ProfileNode[];
  /** Most bytes first. */
  sites: AllocationSite[];
  /** What the collector did, in order. */
  pauses: Pause[];
}

/** A place in the source, with its line. */
export interface Located { span: Span; line: number }
/** One form of a compiled function: MIR after a pass, or what the back end made of it. */
export interface CompiledStep {
  name: string; mir: boolean;
  /** Its lines, and for each the instruction of the fused code it was made for. */
  text: string; pcs: (number | null)[];
}
/** A place where compiled code can be left for the interpreter, which goes on at `pc`. */
export interface ExitView { pc: number; place: Located; reason: string; count: number }
/** A function that was compiled, or a loop of one. */
export interface CompiledView {
  code: number;
  /** Number in the VM, as in `FunctionView`. */
  function: number; name: string;
  /** Where the loop begins, or behind which instruction a generator goes on; null for calls of the function, and for generators that begin. */
  beginsAt: number | null;
  /** For a generator that goes on, or begins. */
  resumes: boolean;
  /** In use; else it was given up. */
  live: boolean;
  /** How often the interpreter entered it; compiled code calls it without counting. */
  entered: number;
  nanos: number; bytes: number;
  /** Instructions of MIR in the end. */
  size: number;
  /** Empty unless the glass was open. */
  steps: CompiledStep[];
  /** In the order of the last MIR. */
  exits: ExitView[];
}
export interface JitEvent {
  nanos: number; function: number; name: string; beginsAt: number | null; resumes: boolean; place: Located;
  what: "compiled" | "refused" | "gave up" | "kept";
  /** In words. */
  text: string;
}
/** What the compiler to machine code did. */
export interface JitView {
  /** null: nothing is compiled, and `missing` says why. */
  backend: string | null; missing: string | null;
  /** Calls or turns of a loop after which it is compiled. */
  threshold: number;
  compiled: CompiledView[];
  /** In order. */
  events: JitEvent[];
}

/** A variable and its value, as the language writes it, cut to a line. */
export interface VariableView {
  name: string; value: string;
  /** Of globals `variable`, or `definition` for functions, classes and modules. */
  kind: "local" | "captured" | "variable" | "definition";
}
/** A function that runs or waits for one it called. */
export interface FrameView {
  function: string;
  /** Of the innermost what comes next, of others the call. */
  span: Span;
  /** Name of the source; line and column begin with 1. */
  file: string; line: number; column: number;
  variables: VariableView[];
}
/** Where a program stands that is run line by line. */
export interface Stopped {
  why: "step" | "breakpoint" | "error";
  /** Number of the task; the program itself is 1. */
  task: number;
  /** The running function first. */
  frames: FrameView[];
  /** How many more frames there are further out. */
  more: number;
  /** Globals that the program gives values. */
  globals: VariableView[];
}
/**
 * When a program stops next: at the next line, into calls or over them; when the running function has returned; or at a
 * breakpoint.
 */
export type Step = "into" | "over" | "out" | "continue";

export interface OptView { name: string; ids: string; claim: string; sentence: string }
export interface OpView {
  op: number; name: string; doc: string; operands: string[]; effects: string[]; parts: string[]; quickens: string | null;
}

export type Language = "lisp" | "python";
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
  /** Note who calls whom, what it costs and what allocates; only the `traced` loop can. */
  profile?: boolean;
  /** Programs are made to be stepped through: nothing is compiled, fused or folded, so that no line is hidden. */
  steps?: boolean;
  /** Calls of a function or turns of a loop after which it is compiled; 100 if absent. */
  jitThreshold?: number;
  /** Leave compiled code once at each place where it can be left, for tests. */
  jitForceExits?: boolean;
}

/**
 * Values cross as plain JS values; what has no counterpart, such as fractions and complex numbers, functions and objects,
 * crosses as `{ display }`. Exact integers of more than 51 bits are BigInts. From Python: None is null, lists and tuples
 * are arrays, dictionaries are Maps, sets are Sets, bytes are Uint8Arrays; so are classes made of these.
 */
export type HostValue =
  | null | boolean | number | bigint | string | HostValue[] | Uint8Array | Set<HostValue> | Map<HostValue, HostValue> | { display: string };

/**
 * What a host gives to programs of Python, by name. A function gets its arguments as plain JS values, those by name in an
 * object at the end, and may give a promise: the program waits. What it throws the program can catch: as the exception
 * that the error's `name` says if Python has it, TypeError for a TypeError, ValueError for a RangeError, else RuntimeError.
 * Values and results become Python's: null and undefined None, whole numbers and BigInts int, other numbers float, arrays
 * lists, Maps and plain objects dictionaries, Sets sets, Uint8Arrays bytes.
 */
export type Given = Record<string, unknown>;

export interface HostOptions {
  /** Known everywhere by these names, as builtins are. */
  host?: Given;
  /** Modules that programs can import. */
  modules?: Record<string, Given>;
}

export interface RunResult {
  ok: boolean;
  /** The value as JS data, if it ended well. */
  value: HostValue;
  /** The value as the language prints it; "" for none worth printing. */
  display: string;
  /** What was printed and not yet delivered through `onOutput`. */
  output: string;
  diagnostics: Diagnostic[];
  /** The status, if the program asked to end. */
  exited?: number;
  stats: Stats;
  /** Milliseconds spent compiling and running, slices added up. */
  compileMs: number;
  runMs: number;
}

/** What a build of the VM can do; the same for every VM made from it. */
export interface Info {
  version: string;
  optimisations: OptView[];
  ops: OpView[];
  /** The first is the one that is used if the configuration names none. */
  dispatch: DispatchName[];
  languages: Language[];
  /** Codes that diagnostics can have. */
  codes: string[];
  /** Size of the wasm module, uncompressed: what is needed first. */
  wasmBytes: number;
  /** The same of the rest of it. */
  restBytes: number;
}

/** A program and how to run it. */
export interface Program {
  language: Language;
  source: string;
  /** Shown in diagnostics; `main` with the language's extension if absent. */
  name?: string;
}

export interface Progress {
  ms: number; stats: Stats; inspection?: Inspection;
  /** If the configuration asks for one. */
  profile?: Profile;
}

/** How a run in slices is watched. */
export interface RunOptions {
  /** Gives what the program printed, as it prints. Without it, output is in the result. */
  onOutput?(text: string): void;
  /** Called a few times a second. */
  onProgress?(progress: Progress): void;
  /** Look inside when it ended (and with each progress report). */
  inspect?: boolean;
}

export interface RunRequest extends Program, RunOptions {
  config?: Config;
  /**
   * If given, the program is run line by line: called with each place where it stops. There it waits for `step` of the
   * session.
   */
  onStop?(stopped: Stopped): void;
  /** How it begins then; "into" if absent. */
  step?: Step;
  /** Lines, from 1, at which it stops whatever the step is. */
  breakpoints?: number[];
  /** Called with the lines that were taken: a line without code gives way to the next one that has some. */
  onBreakpoints?(lines: number[]): void;
}
export interface CheckRequest extends Program { config?: Config }

export interface SessionResult extends RunResult {
  /** It ended because `stop` was called. */
  stopped: boolean;
  /** The VM broke during this run and was made anew; the diagnostics say why. */
  recovered: boolean;
  inspection?: Inspection;
  /** With the inspection. */
  compiled?: JitView;
  /** If the configuration asks for one. */
  profile?: Profile;
  /** Where it failed, if it was run line by line. */
  stoppedAt?: Stopped;
}

export interface CheckResult { diagnostics: Diagnostic[]; inspection?: Inspection }

/** A VM in a worker. One request is worked on at a time; more wait their turn. */
export interface Session {
  info: Info;
  run(request: RunRequest): Promise<SessionResult>;
  /** Compiles without running. */
  check(request: CheckRequest): Promise<CheckResult>;
  /** Lets the program that was stopped line by line go on; or stops the one that runs so. */
  step(step: Step): void;
  /** Sets the lines at which the program that runs line by line stops. */
  setBreakpoints(lines: number[]): void;
  /** Ends the current run within a slice, also in an endless loop. */
  stop(): void;
  /** Ends the worker. Requests under way end as stopped. */
  dispose(): void;
  /** Called after the VM broke and was made anew. */
  onRecovered?: (message: string) => void;
  /** Breaks the VM on purpose, as a drill for what the page does about it. */
  drill?(): void;
}

export interface SessionOptions extends HostOptions {
  /** Where the wasm module is, if not beside the package's own files. */
  wasmUrl?: string | URL;
  /** The same of its rest, which is fetched meanwhile. */
  restUrl?: string | URL;
  /** Where `worker.js` is, if not beside the package's own files. */
  workerUrl?: string | URL;
  /** A worker that runs `worker.js` already: a page can start it before this script is there. */
  worker?: Worker;
  /** The module, if the page compiles it already. */
  module?: Promise<WebAssembly.Module>;
  /** If the page also sent the module to that worker, as `{ type: "init", module }`: what it answered. */
  begun?: Promise<unknown>;
}
