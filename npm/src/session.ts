// The page's side of a VM in a worker.
import { compile } from "./compile.js";
import { giftsOf, type Gift } from "./given.js";
import { restUrl as ownRest, wasmUrl as ownUrl } from "./load.js";
import type { FromWorker, ToWorker } from "./protocol.js";
import { internal, NO_STATS } from "./results.js";
import type {
  CheckRequest, CheckResult, Info, RunRequest, Session, SessionOptions, SessionResult, Step,
} from "./types.js";


/** A worker that has not answered a stop for this long is replaced. */
const PATIENCE = 3000;
/** The baseline runs in one piece and hears nothing meanwhile: replacing the worker is how it is stopped. */
const BASELINE_PATIENCE = 200;

interface Waiting {
  request: RunRequest | null;
  resolve(result: never): void;
  reject(error: Error): void;
}

class WorkerSession implements Session {
  info!: Info;
  onRecovered?: (message: string) => void;
  #module: WebAssembly.Module | null = null;
  #makeWorker: () => Worker;
  #worker: Worker;
  #waiting = new Map<number, Waiting>();
  #next = 1;
  /** Why no further request can be taken. */
  #closed: string | null = null;
  #watchdog: ReturnType<typeof setTimeout> | undefined;
  #ready = false;
  #settle!: { resolve(session: Session): void; reject(error: Error): void };
  /** Settles when the first worker is ready, or cannot be. */
  readonly opened = new Promise<Session>((resolve, reject) => (this.#settle = { resolve, reject }));

  constructor(makeWorker: () => Worker, readonly restUrl: string, readonly gifts: Gift[] = []) {
    this.#makeWorker = makeWorker;
    this.#worker = this.#listen(makeWorker());
  }

  #listen(worker: Worker): Worker {
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#receive(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#lost(event.message || "its script could not be loaded");
    };
    return worker;
  }

  /** Gives the worker what it needs to begin, unless it has been given that. */
  begin(module: WebAssembly.Module, given = false): void {
    this.#module = module;
    if (this.#closed === null && this.gifts.length > 0) this.#give();
    if (this.#closed === null && !given) this.#send({ type: "init", module, restUrl: this.restUrl });
  }

  #give(): void {
    const gifts = this.gifts.map(({ module, name, value }) => {
      const calls = typeof value === "function";
      return { module, name, value: calls ? null : value, calls };
    });
    this.#send({ type: "given", gifts });
  }

  /** Calls a function of the host for a program and sends what it gives. */
  async #called({ call, which, args }: Extract<FromWorker, { type: "call" }>): Promise<void> {
    const worker = this.#worker;
    let answer: ToWorker;
    try {
      const f = this.gifts[which]!.value as (...args: unknown[]) => unknown;
      answer = { type: "answer", call, value: await f(...args) };
      worker.postMessage(answer);
    } catch (error) {
      // Also for what cannot be cloned.
      const { name, message } = error instanceof Error ? error : { name: "Error", message: String(error) };
      worker.postMessage({ type: "threw", call, name, message } satisfies ToWorker);
    }
  }

  /** An answer that came before this session could listen. */
  hear(message: FromWorker): void {
    this.#receive(message);
  }

  /** The module cannot be had. */
  fail(error: Error): void {
    this.#worker.terminate();
    this.#closed = error.message;
    this.#settle.reject(error);
  }

  #send(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #receive(message: FromWorker): void {
    switch (message.type) {
      case "ready":
        this.info = message.info;
        this.#ready = true;
        return this.#settle.resolve(this);
      case "dead":
        return this.#lost(message.message);
      case "recovered":
        return this.onRecovered?.(message.message);
      case "call":
        return void this.#called(message);
    }
    const waiting = this.#waiting.get(message.id);
    if (!waiting) return;
    if (message.type === "output") return waiting.request?.onOutput?.(message.text);
    if (message.type === "progress") return waiting.request?.onProgress?.(message.progress);
    if (message.type === "stopped") return waiting.request?.onStop?.(message.stopped);
    if (message.type === "taken") return waiting.request?.onBreakpoints?.(message.lines);
    this.#waiting.delete(message.id);
    clearTimeout(this.#watchdog);
    this.#watchdog = undefined;
    if (message.type === "refused") {
      const kinds: Record<string, ErrorConstructor> = { TypeError, RangeError };
      waiting.reject(new (kinds[message.name] ?? Error)(message.message));
    } else {
      waiting.resolve(message.result as never);
    }
  }

  /** The worker is beyond help: what waits is answered, and a new one takes its place. */
  #lost(reason: string, stopped = false, expected = false): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = undefined;
    this.#worker.terminate();
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    if (!this.#ready) {
      // One that does not even begin would not do better the next time.
      this.#closed ??= `the worker could not be started: ${reason}`;
      this.#settle.reject(new Error(this.#closed));
    } else if (this.#closed === null) {
      this.#ready = false;
      this.#worker = this.#listen(this.#makeWorker());
      this.begin(this.#module!);
      if (!expected) this.onRecovered?.(reason);
    }
    const recovered = this.#closed === null && !expected;
    for (const { request, resolve, reject } of waiting) {
      if (request) resolve(lostResult(reason, stopped, recovered) as never);
      else reject(new Error(reason));
    }
  }

  #ask<T>(request: RunRequest | null, message: (id: number) => ToWorker): Promise<T> {
    if (this.#closed !== null) return Promise.reject(new Error(this.#closed));
    const id = this.#next++;
    return new Promise<T>((resolve, reject) => {
      // Posting throws for what cannot be cloned, such as a function among the data.
      this.#send(message(id));
      this.#waiting.set(id, { request, resolve: resolve as (r: never) => void, reject });
    });
  }

  run(request: RunRequest): Promise<SessionResult> {
    const { language, source, name, config, inspect, onOutput, onProgress, onStop, step = "into", breakpoints = [] } = request;
    return this.#ask(request, (id) => ({
      type: "run", id, request: { language, source, name, config, inspect }, output: !!onOutput, progress: !!onProgress,
      steps: onStop ? { step, breakpoints } : null,
    }));
  }

  step(step: Step): void {
    if (this.#closed === null) this.#send({ type: "step", step });
  }

  setBreakpoints(lines: number[]): void {
    if (this.#closed === null) this.#send({ type: "breakpoints", lines });
  }

  check(request: CheckRequest): Promise<CheckResult> {
    const { language, source, name, config } = request;
    return this.#ask(null, (id) => ({ type: "check", id, request: { language, source, name, config } }));
  }

  stop(): void {
    if (this.#closed !== null || this.#waiting.size === 0) return;
    this.#send({ type: "stop" });
    if (this.#watchdog !== undefined) return;
    // Requests are answered in order, so the first is the one that runs.
    const [running] = this.#waiting.values();
    this.#watchdog = running?.request?.config?.baseline
      ? setTimeout(() => this.#lost("stopped", true, true), BASELINE_PATIENCE)
      : setTimeout(() => this.#lost("the VM did not answer and was made anew", true), PATIENCE);
  }

  dispose(): void {
    if (this.#closed !== null) return;
    this.#closed = "this session was disposed of";
    this.#lost(this.#closed, true);
  }

  /** Breaks the VM on purpose, as a drill for what the page does about it. */
  drill(): void {
    this.#send({ type: "drill" });
  }
}

function lostResult(reason: string, stopped: boolean, recovered: boolean): SessionResult {
  return {
    ok: false, value: null, display: "", output: "", compileMs: 0, runMs: 0, stats: NO_STATS, stopped, recovered,
    diagnostics: [stopped ? { ...internal(reason, []), code: "stopped" } : internal(reason, [])],
  };
}

/** A VM in a worker of its own, so that the page stays responsive and Stop always works. */
export function createSession(options: SessionOptions = {}): Promise<Session> {
  if (typeof Worker === "undefined")
    return Promise.reject(new Error("createSession needs web workers; use createVm here"));
  const { workerUrl, wasmUrl, restUrl, module, begun } = options;
  let early = options.worker;
  const makeWorker = () => {
    const started = early;
    early = undefined;
    if (started) return started;
    // Bundlers look for exactly this form of the address.
    return workerUrl
      ? new Worker(workerUrl, { type: "module" })
      : new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  };
  // The worker starts while the module is fetched and compiled.
  // A worker has another address than the page.
  const rest = String(new URL(restUrl ?? ownRest, globalThis.location?.href));
  const session = new WorkerSession(makeWorker, rest, giftsOf(options));
  (module ?? compile(wasmUrl ?? ownUrl)).then(
    (module) => session.begin(module, begun !== undefined),
    (error: Error) => session.fail(error),
  );
  void begun?.then((message) => session.hear(message as FromWorker));
  return session.opened;
}
