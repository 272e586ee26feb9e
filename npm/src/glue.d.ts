// The shape of `dist/glue.js`, which the build makes of wasm-bindgen's output.

/** One VM inside one instance. Numbers: `load` -1 is "see diagnostics"; `resume` 0 running, 1 done, 2 failed, 3 a step is done. */
export interface RawVm {
  load(language: unknown, name: unknown, source: unknown): number;
  start(program: unknown): void;
  resume(budget: unknown, interpret: boolean): number;
  value(): unknown;
  display(): string;
  exited(): number | undefined;
  diagnostics(): unknown;
  takeOutput(): string;
  stats(): unknown;
  inspect(program: unknown): unknown;
  profile(): unknown;
  compiled(): unknown;
  stop(): void;
  /** Not in the module with the plain interpreter. */
  step?(step: unknown): void;
  setBreakpoints?(program: unknown, lines: unknown): Uint32Array;
  stoppedAt?(): unknown;
  free(): void;
  /** Nor these. */
  give?(module: unknown, name: unknown, isFunction: boolean): void;
  asked?(): unknown;
  answer?(data: unknown): void;
  refuse?(name: string, message: string): void;
}

export interface Glue {
  RawVm: new (config: unknown, glass: boolean) => RawVm;
  info(): unknown;
  lastPanic(): string;
  drill(): void;
  memory: WebAssembly.Memory;
  /** Keeps the garbage collector from calling into this instance; for after a trap. */
  abandon(): void;
}

/** A fresh, independent instance of the module; `rest` gives the rest of it when that is needed. */
export function instantiate(module: WebAssembly.Module, rest: () => WebAssembly.Module): Glue;
/** Size of the wasm module in bytes. */
export const wasmBytes: number;
/** Size of the rest. */
export const restBytes: number;
