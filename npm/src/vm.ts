// A VM in the calling thread. Works in pages, workers and Node.
import type { Glue, RawVm } from "./glue.js";
import { LoadError, TrapError } from "./errors.js";
import { Answers, giftsOf, type Gift } from "./given.js";
import { baselineMachine, Machine } from "./machine.js";
import { breathe, Pace } from "./pace.js";
import { restAt } from "./rest.js";
import { internal, NO_STATS } from "./results.js";
import type {
  CheckResult, Config, Diagnostic, HostOptions, HostValue, Info, Inspection, JitView, Profile, Program, Progress,
  RunOptions, RunResult, SessionResult, Stats, Step, Stopped,
} from "./types.js";

/** How a program stands after a slice; `waiting`: for a host function whose promise is open; `stepped`: a step is done. */
export type State = "running" | "done" | "failed" | "waiting" | "stepped";
const STATES: readonly State[] = ["running", "done", "failed", "stepped"];
/** Functions of the host and programs that call them have the thread for so many milliseconds in a row. */
const LONGEST = 12;

export interface SlicedOptions extends RunOptions {
  /**
   * If given, the program is run line by line: called where it stops, and says what is next. For a VM whose configuration
   * has `steps`.
   */
  onStop?(stopped: Stopped): Step | Promise<Step>;
  /** How it begins then; "into" if absent. */
  step?: Step;
  /** Lines, from 1, at which it stops whatever the step is. */
  breakpoints?: number[];
  /** Called with the lines that were taken. */
  onBreakpoints?(lines: number[]): void;
  /** Ends the run as stopped when it is aborted. */
  signal?: AbortSignal;
}

/** The result of a run in the calling thread. */
export interface VmResult extends RunResult {
  /** The VM broke during this run and was made anew: definitions of earlier runs are gone. */
  recovered: boolean;
}

const EXTENSIONS: Record<string, string> = { lisp: "scm", python: "py" };

export interface VmOptions { glass?: boolean; gifts?: Gift[]; freeing?: () => void }

/**
 * A VM with its limits. Programs run one after another in it share their
 * definitions. `free` gives its memory back at once; forgotten ones are freed
 * when the garbage collector finds them.
 */
export class Vm {
  #machine: Machine;
  #config: Config | undefined;
  #glue!: Glue;
  #raw!: RawVm;
  #options: VmOptions;
  #answers!: Answers;
  #freed = false;
  #broken: string | null = null;

  /** Most hosts use `createVm`. */
  constructor(machine: Machine, config?: Config, options: VmOptions = {}) {
    this.#machine = machine;
    this.#config = config;
    this.#options = options;
    this.#make();
  }

  #make(): void {
    const glue = (this.#glue = this.#machine.glue);
    this.#raw = this.#machine.guard(glue, () => new glue.RawVm(this.#config, this.#options.glass ?? true));
    this.#answers = new Answers(this.#raw, this.#options.gifts ?? []);
  }

  #call<T>(work: (raw: RawVm) => T): T {
    if (this.#freed) throw new Error("this VM was freed");
    if (this.#broken !== null) throw new TrapError(this.#broken);
    try {
      return this.#machine.guard(this.#glue, () => work(this.#raw));
    } catch (error) {
      if (error instanceof TrapError) this.#broken = error.message;
      throw error;
    }
  }

  /** What this build can do. */
  get info(): Info {
    return this.#machine.info;
  }

  /** Whether the rest of the wasm module is there already. */
  get whole(): boolean {
    return this.#machine.rest?.here ?? true;
  }

  /** Whether a trap ended this VM; `renew` makes it usable. */
  get broken(): boolean {
    return this.#broken !== null;
  }

  /** A fresh VM with the same configuration in this one's place. */
  renew(): void {
    if (this.#freed) throw new Error("this VM was freed");
    if (this.#broken === null) this.#raw.free();
    this.#make();
    this.#broken = null;
  }

  /** Compiles a program and gives its number. Throws a LoadError with diagnostics if it is wrong. */
  load(program: Program): number {
    const { language, source, name } = program;
    return this.#call((raw) => {
      const n = raw.load(language, name ?? `main.${EXTENSIONS[language] ?? language}`, source);
      if (n < 0) throw new LoadError(raw.diagnostics() as Diagnostic[]);
      return n;
    });
  }

  /** The status of a program that is done because it asked to end; else null. */
  exited(): number | null {
    return this.#call((raw) => raw.exited() ?? null);
  }

  /** Makes a loaded program ready to run from its beginning. */
  start(program: number): void {
    this.#answers.waiting = null;
    this.#call((raw) => raw.start(program));
  }

  /**
   * Runs about `budget` calls and loop turns; in between it calls functions of the host.
   * The compiler is in the rest of the module, which hot code waits for, unless `interpret` is set.
   */
  resume(budget: number, interpret = false): State {
    if (this.#answers.waiting) return "waiting";
    const begin = performance.now();
    for (;;) {
      const state = this.#call((raw) => STATES[raw.resume(budget, interpret)]!);
      if (state !== "running" || !this.#call(() => this.#answers.attend())) return state;
      if (this.#answers.waiting) return "waiting";
      if (performance.now() - begin > LONGEST) return "running";
    }
  }

  /** Has the started program stop at a line: `resume` gives "stepped" then. Also while it runs, between slices. */
  step(step: Step): void {
    this.#call((raw) => raw.step?.(step));
  }

  /**
   * Sets the lines, from 1, at which the started program stops whatever the step is. Gives those that were taken: for each
   * its own line, or the next one that has code.
   */
  setBreakpoints(program: number, lines: number[]): number[] {
    return this.#call((raw) => [...(raw.setBreakpoints?.(program, lines) ?? [])]);
  }

  /** Where the program stands that a step stopped, or where it failed; else null. */
  stoppedAt(): Stopped | null {
    return this.#call((raw) => (raw.stoppedAt?.() ?? null) as Stopped | null);
  }

  /** Settles when the host function that the program waits for has answered; null if it waits for none. */
  get waiting(): Promise<void> | null {
    return this.#answers.waiting;
  }

  /** The value of the program that is done, as JS data. */
  value(): HostValue {
    return this.#call((raw) => raw.value() as HostValue);
  }

  /** The value of the program that is done, as its language prints it. */
  display(): string {
    return this.#call((raw) => raw.display());
  }

  /** Warnings of the last program, and why it could not be compiled or how it failed. */
  diagnostics(): Diagnostic[] {
    return this.#call((raw) => raw.diagnostics() as Diagnostic[]);
  }

  /** What was printed since the last call. */
  takeOutput(): string {
    return this.#call((raw) => raw.takeOutput());
  }

  stats(): Stats {
    return this.#call((raw) => raw.stats() as Stats);
  }

  /** How a loaded program was compiled and what happened in it so far. */
  inspect(program: number): Inspection {
    return this.#call((raw) => raw.inspect(program) as Inspection);
  }

  /** Where what ran so far spent its instructions, its time and its memory; null unless `profile` is set and the `traced` loop runs. */
  profile(): Profile | null {
    return this.#call((raw) => raw.profile() as Profile | null);
  }

  /** What became machine code, when and how, and how often it was left; listings only if the glass is open. */
  compiled(): JitView {
    return this.#call((raw) => raw.compiled() as JitView);
  }

  /** Makes the running program end, as failed with code `stopped`, when it is resumed. */
  stop(): void {
    this.#answers.waiting = null;
    this.#call((raw) => raw.stop());
  }

  /** Compiles without running. */
  check(program: Program): CheckResult {
    try {
      const loaded = this.load(program);
      return { diagnostics: this.diagnostics(), inspection: this.inspect(loaded) };
    } catch (error) {
      if (error instanceof LoadError) return { diagnostics: error.diagnostics };
      throw error;
    }
  }

  /**
   * Runs a program to its end in this thread. Nothing else happens meanwhile,
   * so give a VM that runs foreign programs fuel, or use `runSliced`.
   */
  run(program: Program): VmResult {
    const run = new Run(this, program, {});
    // Nothing comes meanwhile.
    run.patient = false;
    while (run.slice())
      if (this.waiting) this.#answers.refuse(new Error("this function of the host takes time: only runSliced and sessions wait for it"));
    return run.result();
  }

  /** Runs a program in slices and lets the thread handle its events between them. */
  async runSliced(program: Program, options: SlicedOptions = {}): Promise<SessionResult> {
    const run = new Run(this, program, options);
    const { signal } = options;
    const aborted = signal && new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
    const orAborted = <T>(wait: Promise<T>) => Promise.race([wait, ...(aborted ? [aborted] : [])]);
    while (run.slice()) {
      await (run.atLine ? orAborted(run.ask()) : this.waiting ? orAborted(this.waiting) : breathe());
      if (signal?.aborted) run.stop();
    }
    // Looking inside needs the rest; the run is over, so it may be waited for.
    if (options.inspect) await this.#machine.rest?.load();
    return run.result();
  }

  /** Gives the memory back. A second call does nothing. */
  free(): void {
    if (this.#freed) return;
    this.#freed = true;
    if (this.#broken === null) this.#machine.guard(this.#glue, () => this.#raw.free());
    this.#options.freeing?.();
    (this.#glue as Glue | null) = (this.#raw as RawVm | null) = null;
  }

  /** Breaks this VM on purpose, as a drill for what the host does about it. */
  drill(): void {
    this.#call(() => this.#glue.drill());
  }
}

/** One run of one program, slice by slice. */
class Run {
  #pace = new Pace();
  #program = -1;
  #state: State = "running";
  #stopped = false;
  #output = "";
  #sent = -Infinity;
  #reported = performance.now();
  #reportEvery = 100;
  #compileMs = 0;
  #runMs = 0;
  #diagnostics: Diagnostic[] = [];
  #trap: TrapError | null = null;

  /** It stands at a line, and nobody has said yet what is next. */
  atLine = false;

  /** Until the compiler is there, everything is interpreted; it can come between slices. */
  patient = true;

  constructor(readonly vm: Vm, readonly program: Program, readonly options: SlicedOptions) {
    if (vm.broken) vm.renew();
    const begin = performance.now();
    try {
      this.#program = vm.load(program);
      vm.start(this.#program);
      if (options.onStop) {
        const lines = vm.setBreakpoints(this.#program, options.breakpoints ?? []);
        options.onBreakpoints?.(lines);
        vm.step(options.step ?? "into");
      }
    } catch (error) {
      this.#failed(error);
    }
    this.#compileMs = performance.now() - begin;
  }

  #failed(error: unknown): void {
    this.#state = "failed";
    if (error instanceof LoadError) this.#diagnostics = error.diagnostics;
    else if (error instanceof TrapError) this.#trap = error;
    else throw error;
  }

  /** Runs one slice; true if there is more to do. */
  slice(): boolean {
    if (this.#state !== "running") return false;
    const begin = performance.now();
    try {
      this.#state = this.vm.resume(this.#pace.budget, this.patient && !this.vm.whole);
      const now = performance.now();
      this.#runMs += now - begin;
      this.atLine = this.#state === "stepped";
      if (this.atLine || this.#state === "waiting") this.#state = "running";
      else this.#pace.took(now - begin);
      this.#collect(now);
      this.#report(now);
    } catch (error) {
      this.#failed(error);
    }
    return this.#state === "running";
  }

  /** Tells where it stands, and goes on as it is told. */
  async ask(): Promise<void> {
    const stopped = this.vm.stoppedAt();
    const step = (stopped && (await this.options.onStop?.(stopped))) ?? "continue";
    if (!this.#stopped) this.vm.step(step);
  }

  stop(): void {
    this.#stopped = true;
    // A broken one ends by itself.
    if (this.#state === "running" && !this.vm.broken) this.vm.stop();
  }

  #collect(now: number): void {
    const { onOutput } = this.options;
    if (!onOutput) {
      this.#output += this.vm.takeOutput();
    } else if (this.#state !== "running" || this.atLine || now - this.#sent >= 16) {
      // The first output goes out at once, then at most one piece a frame.
      const text = this.vm.takeOutput();
      if (text === "") return;
      this.#sent = now;
      onOutput(text);
    }
  }

  #report(now: number): void {
    const { onProgress, inspect } = this.options;
    if (!onProgress || this.#state !== "running" || now - this.#reported < this.#reportEvery) return;
    const progress: Progress = { ms: this.#runMs, stats: this.vm.stats() };
    if (inspect && this.vm.whole) progress.inspection = this.vm.inspect(this.#program);
    this.#profile(progress);
    onProgress(progress);
    this.#reported = performance.now();
    // Looking inside a large program takes time; let it have a tenth at most.
    this.#reportEvery = Math.max(100, 10 * (this.#reported - now));
  }

  #profile(to: { profile?: Profile }): void {
    const profile = this.vm.profile();
    if (profile) to.profile = profile;
  }

  result(): SessionResult {
    const base = {
      ok: false, value: null, display: "", output: this.#output, compileMs: this.#compileMs, runMs: this.#runMs,
      stopped: false, recovered: false,
    };
    try {
      if (!this.#trap) return this.#told(base);
    } catch (error) {
      this.#failed(error);
    }
    const said = `the VM broke: ${this.#trap?.message}`;
    this.vm.renew();
    const notes = ["this is a fault of Glassbox, not of the program", "the VM was made anew"];
    return { ...base, diagnostics: [internal(said, notes)], stats: NO_STATS, recovered: true };
  }

  /** What the VM says of how it went. */
  #told(base: Omit<SessionResult, "diagnostics" | "stats">): SessionResult {
    const result: SessionResult = { ...base, diagnostics: this.#diagnostics, stats: this.vm.stats() };
    if (this.#program < 0) return result;
    result.diagnostics = this.vm.diagnostics();
    result.stopped = this.#stopped && result.diagnostics.some((d) => d.code === "stopped");
    if (this.#state === "done") {
      result.ok = true;
      result.value = this.vm.value();
      result.display = this.vm.display();
      const status = this.vm.exited();
      if (status !== null) result.exited = status;
    }
    if (this.options.inspect) {
      result.inspection = this.vm.inspect(this.#program);
      result.compiled = this.vm.compiled();
    }
    this.#profile(result);
    const failedAt = this.#state === "failed" && this.options.onStop ? this.vm.stoppedAt() : null;
    if (failedAt) result.stoppedAt = failedAt;
    return result;
  }
}

/** A VM with an instance to itself, of this module or of the plain interpreter. */
export async function ownVm(
  config: Config | undefined, options: HostOptions & VmOptions, module: WebAssembly.Module | null, rest: string | URL,
): Promise<Vm> {
  const machine = module ? new Machine(module, restAt(rest)) : await baselineMachine();
  void machine.rest?.load();
  return new Vm(machine, config, { glass: options.glass, gifts: giftsOf(options), freeing: () => machine.reset() });
}
