// The worker's side of a session: takes requests in order, runs them in slices.
import { baselineFor, Machine, TrapError } from "./machine.js";
import type { FromWorker, ToWorker } from "./protocol.js";
import { Vm } from "./vm.js";

declare const self: {
  postMessage(message: FromWorker): void;
  addEventListener(type: "message", f: (event: MessageEvent<ToWorker>) => void): void;
};

/** Past this, an instance is dropped after a run, for its memory never shrinks by itself. */
const KEEP_MEMORY = 64 << 20;

let machine: Machine | null = null;
let current: { vm: Vm; abort: AbortController } | null = null;
let queue: Promise<void> = Promise.resolve();

const post = (message: FromWorker) => self.postMessage(message);

async function run(m: Machine, { id, request, progress, output }: Extract<ToWorker, { type: "run" }>): Promise<void> {
  const vm = new Vm(m, request.config, { glass: request.inspect === true });
  const abort = new AbortController();
  current = { vm, abort };
  try {
    const result = await vm.runSliced(request, {
      signal: abort.signal,
      inspect: request.inspect,
      onOutput: output ? (text) => post({ type: "output", id, text }) : undefined,
      onProgress: progress ? (p) => post({ type: "progress", id, progress: p }) : undefined,
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
  const vm = new Vm(m, { ...request.config, baseline: false });
  try {
    post({ type: "checked", id, result: vm.check(request) });
  } finally {
    vm.free();
  }
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
    if (message.type === "run") await run((await baselineFor(message.request.config)) ?? m, message);
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
      machine = new Machine(data.module);
      post({ type: "ready", info: machine.info });
    } catch (error) {
      post({ type: "dead", message: (error as Error).message });
    }
    return;
  }
  const m = machine;
  if (!m) return;
  if (data.type === "stop") current?.abort.abort();
  else if (data.type === "drill") drill(m);
  else queue = queue.then(() => request(m, data));
});
