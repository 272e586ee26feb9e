// Glassbox as a package: a VM in this thread, or a session in a worker.
export { createVm, run } from "./create.js";
export type { CreateOptions, RunProgramOptions } from "./create.js";
export { LoadError, ProgramError, TrapError } from "./errors.js";
export { restUrl, wasmUrl } from "./load.js";
export { createSession } from "./session.js";
export type * from "./types.js";
export type { SlicedOptions, State, Vm, VmResult } from "./vm.js";
