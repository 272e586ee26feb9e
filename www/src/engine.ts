// Runs programs for the page, one thing at a time: the user's run, a check
// while typing, or a measurement. The worker does the work; this decides when.
import type { Config, Diagnostic, DispatchName, Inspection, Language, Profile, Program, Stats, Step } from "../../npm/src/types.ts";
import { cell, paced, settled, toast } from "./dom.ts";
import { LANGUAGES } from "./examples.ts";
import { openSession, type Session } from "./session.ts";
import * as store from "./store.ts";
import type { Choice, Ran, View } from "./store.ts";

/** What the run shows while it goes on. */
export interface OutputSink {
  clear(): void;
  write(text: string): void;
  finish(ran: Ran): void;
  /** What went wrong was not the program. */
  fault(title: string, message: string): void;
}

export type RunReason = "load" | "user" | "switch";

let session: Session | null = null;
let opening: Promise<Session> | null = null;
/** The promise of what the worker is busy with. */
let busy: Promise<unknown> = Promise.resolve();
let stopWanted = false;
let generation = 0;
let sink: OutputSink | null = null;
/** Ends the second run of a program, while there is one. */
let giveWay: (() => void) | null = null;
/** The run that was run a second time last. */
let again: Ran | null = null;
/** What the last run showed, for when an edit is undone. */
let ranView: View | null = null;

/** Why the VM could not be loaded. */
export const loadError = cell<string | null>(null);
/** Set while a measurement has the VM. */
export const measuring = cell(false);
export const diagnostics = cell<Diagnostic[]>([]);

export function setSink(s: OutputSink): void {
  sink = s;
}

export function start(): Promise<Session> {
  opening ??= openSession().then(
    (s) => {
      session = s;
      s.onRecovered = (message) => toast(`The VM was started again: ${message}`);
      store.optimisations.set(s.info.optimisations);
      loadError.set(null);
      return s;
    },
    (e: unknown) => {
      opening = null;
      loadError.set(e instanceof Error ? e.message : String(e));
      store.runState.set("failed");
      throw e;
    },
  );
  return opening;
}

export function info(): Session["info"] | null {
  return session?.info ?? null;
}

/** The loop that runs at full speed for a choice. */
export function loopOf(c: Choice): DispatchName {
  return c.dispatch ?? session?.info.dispatch.find((d) => d !== "traced") ?? "switch";
}

/** The configuration that the VM gets for a choice. */
export function configOf(c: Choice): Config {
  return { without: [...c.without], dispatch: c.glass ? "traced" : loopOf(c), ...(c.glass && { profile: true }) };
}

/** Waits until the VM is free, then has it alone for the length of `f`. */
export async function exclusive<T>(f: (s: Session) => Promise<T>): Promise<T> {
  // What the page does unasked gives way, and a program that stands at a line.
  giveWay?.();
  if (store.runState.get() === "paused") halt();
  const s = await start();
  const turn = busy.catch(() => undefined).then(() => f(s));
  busy = turn.catch(() => undefined);
  return turn;
}

/** What is known of a run, so far or at its end. */
interface Known {
  stats: Stats;
  inspection?: Inspection;
  profile?: Profile;
}

function recount({ stats, inspection, profile }: Known, text: string, counted: boolean): void {
  store.stats.set(stats);
  if (!inspection) return;
  const view = store.makeView(inspection, text, counted);
  store.profile.set(profile ? { profile, map: view.map, source: view.source } : null);
  store.view.set(view);
}

/** A text as the VM gets it. */
function programOf(source: string, language: Language): Program {
  const { ending } = LANGUAGES.find((l) => l.id === language)!;
  return { language, source, name: `${store.example.get()?.replace(/^.*\//, "") ?? "program"}.${ending}` };
}

/** Runs the program in the editor. A run that goes on is stopped first. */
export async function run(reason: RunReason): Promise<Ran | null> {
  const mine = ++generation;
  halt();
  const text = store.source.get();
  const language = store.language.get();
  const choice = store.choice.get();
  const ran = await exclusive(async (s) => {
    if (mine !== generation) return null;
    stopWanted = false;
    store.before.set(reason === "switch" ? store.view.get() : null);
    store.statsBefore.set(reason === "switch" ? store.stats.get() : null);
    store.elapsed.set(0);
    store.stepping.set(false);
    store.stopped.set(null);
    store.runState.set("running");
    sink?.clear();
    let last: (Known & { ms: number }) | null = null;
    const show = paced(() => {
      if (!last || mine !== generation || store.runState.get() !== "running") return;
      store.elapsed.set(last.ms);
      recount(last, text, choice.glass);
    });
    const result = await s.run({
      ...programOf(text, language),
      config: configOf(choice),
      inspect: true,
      onOutput: (t) => sink?.write(t),
      onProgress: (p) => {
        last = p;
        show();
      },
    });
    const done: Ran = { ...result, choice, source: text, language };
    last = null;
    if (result.output) sink?.write(result.output);
    sink?.finish(done);
    diagnostics.set(result.diagnostics);
    store.stale.set(store.source.get() !== text);
    // A program that did not compile leaves nothing to see through: keep what was there.
    if (result.inspection?.functions.length) {
      recount(result, text, choice.glass);
      ranView = store.view.get();
    } else {
      ranView = null;
      store.stale.set(true);
    }
    // At full speed hot code was compiled in this very run.
    if (!choice.glass && result.compiled && result.inspection?.functions.length) {
      again = done;
      store.compiled.set(store.makeCompiled(result.compiled, result.inspection, done, result));
    }
    store.lastRun.set(done);
    store.runState.set(result.stopped ? "stopped" : result.ok ? "ready" : "failed");
    return done;
  }).catch((e: unknown) => {
    if (session) sink?.fault("This could not be run", e instanceof Error ? e.message : String(e));
    store.runState.set("failed");
    return null;
  });
  return ran;
}

/** A second run that takes longer than the first one, and than this, is stopped. */
const SECOND_MS = 3000;

/**
 * Runs the last program once more as at full speed, for what is compiled then: while
 * it is counted nothing is. Asked for when somebody looks.
 */
export async function compileAgain(anew = false): Promise<void> {
  const ran = store.lastRun.get();
  const mine = generation;
  if (!ran || !ranView || store.compiling.get() || store.runState.get() === "running" || store.runState.get() === "paused" || (again === ran && !anew)) return;
  if (ran.source !== store.source.get() || measuring.get() || ran.choice.without.has("jit")) return;
  again = ran;
  store.compiling.set(true);
  store.compileError.set(null);
  try {
    await exclusive(async (s) => {
      if (mine !== generation) return;
      let ended = false;
      giveWay = () => !ended && s.stop();
      const timer = setTimeout(giveWay, Math.max(SECOND_MS, ran.runMs));
      try {
        const result = await s.run({
          ...programOf(ran.source, ran.language),
          config: configOf({ ...ran.choice, glass: false }), inspect: true, onOutput: () => undefined,
        });
        if (result.compiled && result.inspection) store.compiled.set(store.makeCompiled(result.compiled, result.inspection, ran, result));
        else store.compileError.set(result.diagnostics[0]?.message ?? "it was not compiled");
      } finally {
        ended = true;
        clearTimeout(timer);
        giveWay = null;
      }
    });
  } catch (e) {
    store.compileError.set(e instanceof Error ? e.message : String(e));
  } finally {
    store.compiling.set(false);
  }
}

/** Stops the second run; false if there is none. */
export function stopCompiling(): boolean {
  giveWay?.();
  return giveWay !== null;
}

/** The way to the next line is shown as running only if it takes longer. */
const SOON = 150;
/** The program is on its way to the next line. */
let onItsWay = false;
/** Lines with breakpoints, and who is told of those that were taken. */
let breakpoints: number[] = [];
let taken: ((lines: number[]) => void) | null = null;

export const breakpointsOf = (): readonly number[] => breakpoints;

/** The name under which the VM knows the text in the editor. */
export const fileName = () => programOf("", store.language.get()).name;

/** Sets the lines at which programs stop that are run line by line. */
export function setBreakpoints(lines: number[], onTaken: (lines: number[]) => void): void {
  breakpoints = lines;
  taken = onTaken;
  if (inSteps()) session?.setBreakpoints(lines);
}

/** A program is run line by line now. */
export function inSteps(): boolean {
  return store.stepping.get() && (store.runState.get() === "paused" || store.runState.get() === "running");
}

/** Goes on with the program that stands at a line; has one that is on its way stop; else begins with the one in the editor. */
export async function step(how: Step): Promise<void> {
  if (!inSteps()) return runInSteps(how);
  if (store.runState.get() === "running") {
    if (how === "into") session?.step(how);
  } else if (!onItsWay) go(how);
}

function go(how: Step): void {
  onItsWay = true;
  setTimeout(() => onItsWay && store.runState.get() === "paused" && store.runState.set("running"), SOON);
  session?.step(how);
}

async function runInSteps(how: Step): Promise<void> {
  const mine = ++generation;
  halt();
  const text = store.source.get();
  const language = store.language.get();
  const choice = store.choice.get();
  await exclusive(async (s) => {
    if (mine !== generation) return;
    stopWanted = false;
    store.elapsed.set(0);
    store.stepping.set(true);
    store.stopped.set(null);
    store.runState.set("running");
    sink?.clear();
    onItsWay = true;
    try {
      const result = await s.run({
        ...programOf(text, language),
        config: { without: [...choice.without], dispatch: loopOf(choice) },
        step: how === "continue" ? how : "into",
        breakpoints,
        onBreakpoints: (lines) => {
          breakpoints = lines;
          taken?.(lines);
        },
        onOutput: (t) => sink?.write(t),
        onStop: (stopped) => {
          if (mine !== generation) return;
          onItsWay = false;
          store.stopped.set(stopped);
          store.runState.set("paused");
        },
      });
      if (result.output) sink?.write(result.output);
      sink?.finish({ ...result, choice, source: text, language });
      diagnostics.set(result.diagnostics);
      store.stopped.set(result.stopped ? null : (result.stoppedAt ?? null));
      store.runState.set(result.stopped ? "stopped" : result.ok ? "ready" : "failed");
    } finally {
      onItsWay = false;
    }
  }).catch((e: unknown) => {
    if (session) sink?.fault("This could not be run", e instanceof Error ? e.message : String(e));
    store.stopped.set(null);
    store.runState.set("failed");
  });
}

function halt(): void {
  const state = store.runState.get();
  if ((state !== "running" && state !== "paused") || stopWanted) return;
  stopWanted = true;
  session?.stop();
}

/** Stops the running program at its next slice, and what waits to run after it. */
export function stop(): void {
  generation++;
  halt();
}

/** Compiles what is in the editor a moment after the last key. */
export const checkSoon = settled(() => void check(), 220);

async function check(): Promise<void> {
  if (store.runState.get() === "running" || store.runState.get() === "paused" || measuring.get() || !session) return;
  const text = store.source.get();
  const mine = generation;
  const ran = store.lastRun.get();
  // What ran is known better than what is only compiled.
  if (ran?.source === text) {
    diagnostics.set(ran.diagnostics);
    if (ranView) store.view.set(ranView);
    store.stale.set(!ranView);
    return;
  }
  await exclusive(async (s) => {
    if (mine !== generation || text !== store.source.get()) return;
    const c = await s.check({ ...programOf(text, store.language.get()), config: configOf(store.choice.get()) });
    if (mine !== generation || text !== store.source.get()) return;
    diagnostics.set(c.diagnostics);
    if (c.inspection?.functions.length) {
      store.before.set(null);
      store.view.set(store.makeView(c.inspection, text, false));
      store.stale.set(false);
    } else store.stale.set(true);
  });
}

/** One measured run, without output or inspection. */
export async function sample(s: Session, text: string, language: Language, config: Config): Promise<{ ok: boolean; stopped: boolean; ms: number; compileMs: number; print: string; error: string; stats: Stats }> {
  let printed = 0;
  let hash = 0x811c9dc5;
  const eat = (t: string) => {
    printed += t.length;
    for (let i = 0; i < t.length; i++) hash = Math.imul(hash ^ t.charCodeAt(i), 0x01000193);
  };
  const r = await s.run({ ...programOf(text, language), config, onOutput: eat });
  eat(r.output);
  eat(`\u0000${r.display}`);
  return {
    ok: r.ok,
    stopped: r.stopped,
    ms: r.runMs,
    compileMs: r.compileMs,
    print: `${printed}:${(hash >>> 0).toString(16)}`,
    error: r.diagnostics[0]?.message ?? "",
    stats: r.stats,
  };
}

/** Stops whatever the VM is running, measurements too. */
export function stopAny(): void {
  session?.stop();
}
