// A VM in the calling thread, made. What it is made of is in a file of its own (`vm.ts`), which pages that only have
// sessions do not fetch.
import { compile } from "./compile.js";
import { wantsBaseline } from "./config.js";
import { ProgramError } from "./errors.js";
import { restUrl, wasmUrl } from "./load.js";
import type { Config, HostOptions, Language, RunOptions, SessionResult } from "./types.js";
import type { Vm } from "./vm.js";

/** How a VM is made, apart from its configuration. */
export interface CreateOptions extends HostOptions {
  /** Where the wasm module is, if not beside the package's own files. */
  wasmUrl?: string | URL;
  /** The same of its rest, which is fetched meanwhile. */
  restUrl?: string | URL;
  /** Whether Core is kept for `inspect`. It costs a little with each program loaded; true if absent. */
  glass?: boolean;
}

/**
 * A VM with these limits and switches, in the calling thread. Each has an
 * instance of the module to itself: what breaks one does not touch another.
 */
export async function createVm(config?: Config, options: CreateOptions = {}): Promise<Vm> {
  const [{ ownVm }, module] = await Promise.all([
    import("./vm.js"),
    wantsBaseline(config) ? null : compile(options.wasmUrl ?? wasmUrl),
  ]);
  return ownVm(config, options, module, options.restUrl ?? restUrl);
}

/** How `run` runs a program. */
export interface RunProgramOptions extends HostOptions, RunOptions {
  config?: Config;
  /** Shown in diagnostics. */
  name?: string;
  /** Ends the run when it is aborted. */
  signal?: AbortSignal;
}

/** Runs a program in a VM of its own, in slices. Throws a ProgramError if it fails. */
export async function run(language: Language, source: string, options: RunProgramOptions = {}): Promise<SessionResult> {
  const { config, name, host, modules, ...rest } = options;
  const vm = await createVm(config, { glass: rest.inspect === true, host, modules });
  try {
    const result = await vm.runSliced({ language, source, name }, rest);
    if (!result.ok) throw new ProgramError(result.diagnostics, result.output);
    return result;
  } finally {
    vm.free();
  }
}
