// The worker's side of a session: takes requests in order, runs them in slices.
import { wantsBaseline } from "./config.js";
import { TrapError } from "./errors.js";
import type { Gift } from "./given.js";
import { baselineMachine, Machine } from "./machine.js";
import type { FromWorker, ToWorker } from "./protocol.js";
import { restAt } from "./rest.js";
import type { Step, Stopped } from "./types.js";
import { Vm } from "./vm.js";

declare const self: {
  postMessage(message: FromWorker): void;
  addEventListener(type: "message", f: (event: MessageEvent<ToWorker>) => void): void;
};

/** Past this, an instance is dropped after a run, for its memory never shrinks by itself. */
const KEEP_MEMORY = 64 << 20;

let machine: Machine | null = null;
let gifts: Gift[] = [];
/** Calls of functions of the host that were not answered yet. */
const calls = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
let lastCall = 0;
/** What runs. Where it stands at a line, `next` lets it go on. */
let current: { vm: Vm; abort: AbortController; id: number; next?: ((step: Step) => void) | null } | null = null;
let queue: Promise<void> = Promise.resolve();

const post = (message: FromWorker) => self.postMessage(message);

/** A function of the host, which is in another thread. */
function far(which: number): (...args: unknown[]) => Promise<unknown> {
  return (...args) => new Promise((resolve, reject) => {
    const call = ++lastCall;
    calls.set(call, { resolve, reject });
    post({ type: "call", call, which, args });
  });
}

async function run(m: Machine, { id, request, progress, output, steps }: Extract<ToWorker, { type: "run" }>): Promise<void> {
  const vm = new Vm(m, steps ? { ...request.config, steps: true } : request.config, { glass: request.inspect === true, gifts });
  const abort = new AbortController();
  const mine: typeof current = (current = { vm, abort, id });
  try {
    const result = await vm.runSliced(request, {
      signal: abort.signal,
      inspect: request.inspect,
      onOutput: output ? (text) => post({ type: "output", id, text }) : undefined,
      onProgress: progress ? (p) => post({ type: "progress", id, progress: p }) : undefined,
      ...(steps && {
        ...steps,
        onBreakpoints: (lines: number[]) => post({ type: "taken", id, lines }),
        onStop: (stopped: Stopped) => {
          post({ type: "stopped", id, stopped });
          return new Promise<Step>((resolve) => (mine.next = resolve));
        },
      }),
    });
    if (result.recovered) post({ type: "recovered", message: result.diagnostics[0]!.message });
    post({ type: "ran", id, result });
  } finally {
    current = null;
    vm.free();
    // Linear memory never shrinks, so after a large run the whole instance goes.
    if (m.memory > KEEP_MEMORY) m.reset();
  }
}

function check(m: Machine, { id, request }: Extract<ToWorker, { type: "check" }>): void {
  const vm = new Vm(m, { ...request.config, baseline: false }, { gifts });
  try {
    post({ type: "checked", id, result: vm.check(request) });
  } finally {
    vm.free();
  }
}

/** Lets the program that stands at a line go on, or has the running one stop. */
function step(how: Step): void {
  const { vm, next } = current ?? {};
  if (!vm || vm.broken) return;
  if (next) {
    current!.next = null;
    next(how);
  } else vm.step(how);
}

/** Sets breakpoints of the program that runs. */
function breakpoints(lines: number[]): void {
  // A VM of the worker runs one program.
  if (current && !current.vm.broken) post({ type: "taken", id: current.id, lines: current.vm.setBreakpoints(0, lines) });
}

/** Breaks the VM of the current run, which then finds out by itself, or one made for it. */
function drill(m: Machine): void {
  const vm = current?.vm ?? new Vm(m);
  try {
    vm.drill();
  } catch (error) {
    if (!current) post({ type: "recovered", message: `the VM broke: ${(error as Error).message}` });
  }
}

async function request(m: Machine, message: Extract<ToWorker, { type: "run" | "check" }>): Promise<void> {
  try {
    // A check of the baseline's program is a check of the VM's.
    if (message.type === "run") await run(wantsBaseline(message.request.config) ? await baselineMachine() : m, message);
    else check(m, message);
  } catch (error) {
    const { name, message: text } = error as Error;
    if (error instanceof TrapError) post({ type: "recovered", message: `the VM broke: ${text}` });
    post({ type: "refused", id: message.id, name, message: text });
  }
}

self.addEventListener("message", ({ data }) => {
  if (data.type === "init") {
    try {
      machine = new Machine(data.module, restAt(data.restUrl));
      post({ type: "ready", info: machine.info });
      void machine.rest!.load();
    } catch (error) {
      post({ type: "dead", message: (error as Error).message });
    }
    return;
  }
  if (data.type === "given") {
    gifts = data.gifts.map(({ calls, value, ...rest }, i) => ({ ...rest, value: calls ? far(i) : value }));
    return;
  }
  if (data.type === "answer" || data.type === "threw") {
    const call = calls.get(data.call);
    calls.delete(data.call);
    if (data.type === "answer") call?.resolve(data.value);
    else call?.reject(Object.assign(new Error(data.message), { name: data.name }));
    return;
  }
  const m = machine;
  if (!m) return;
  if (data.type === "stop") current?.abort.abort();
  else if (data.type === "step") step(data.step);
  else if (data.type === "breakpoints") breakpoints(data.lines);
  else if (data.type === "drill") drill(m);
  else queue = queue.then(() => request(m, data));
});
