// One compiled module and the instance of it that is in use. A trap leaves an
// instance in an unknown state, so after one the next caller gets a fresh one.
import { compile } from "./compile.js";
import { instantiate, restBytes, wasmBytes, type Glue } from "./glue.js";
import { TrapError } from "./errors.js";
import { MissingRest, type Rest } from "./rest.js";
import type { Info } from "./types.js";

const infos = new WeakMap<WebAssembly.Module, Info>();

export class Machine {
  #glue: Glue | null = null;

  /** `rest` is null for a module that is whole. */
  constructor(
    readonly module: WebAssembly.Module,
    readonly rest: Rest | null,
    readonly make: (module: WebAssembly.Module, rest: () => WebAssembly.Module) => Glue = instantiate,
    readonly sizes = { wasmBytes, restBytes },
  ) {}

  /** The instance in use; made if there is none. */
  get glue(): Glue {
    return (this.#glue ??= this.make(this.module, () => this.rest!.now()));
  }

  get info(): Info {
    let info = infos.get(this.module);
    if (!info) infos.set(this.module, (info = { ...(this.glue.info() as Omit<Info, keyof typeof this.sizes>), ...this.sizes }));
    return info;
  }

  /** Bytes of linear memory, which only ever grows within an instance. */
  get memory(): number {
    return this.#glue?.memory.buffer.byteLength ?? 0;
  }

  /** Calls into an instance. What comes out of Rust as an error passes; a trap ends the instance. */
  guard<T>(glue: Glue, work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (!isTrap(error)) throw error;
      throw new TrapError(this.#bury(glue, error as Error), { cause: error });
    }
  }

  /** Drops the instance, so that its memory can be freed. For when no VM is left in it. */
  reset(): void {
    this.#glue?.abandon();
    this.#glue = null;
  }

  #bury(glue: Glue, error: Error): string {
    let text = "";
    try {
      text = glue.lastPanic();
    } catch {
      // After a stack overflow even this may trap; the engine's words must do.
    }
    glue.abandon();
    if (this.#glue === glue) this.#glue = null;
    return text || error.message;
  }
}

/** A machine that runs the plain interpreter. */
export async function baselineMachine(): Promise<Machine> {
  const { baselineUrl, instantiate, wasmBytes } = await import("./baseline.js");
  return new Machine(await compile(baselineUrl), null, instantiate, { wasmBytes, restBytes: 0 });
}

/** Traps, what stops a VM in its middle, and the stack overflow that engines report as a RangeError of their own. */
function isTrap(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || error instanceof MissingRest || (error instanceof RangeError && /call stack/i.test(error.message)) ||
    (error instanceof Error && error.name === "InternalError");
}
