// Glassbox as a package: a VM in this thread, or a session in a worker.
export { restUrl, wasmUrl } from "./load.js";
export { TrapError } from "./machine.js";
export { createSession } from "./session.js";
export type * from "./types.js";
export { createVm, LoadError, ProgramError, run, Vm } from "./vm.js";
export type { CreateOptions, RunProgramOptions, SlicedOptions, State, VmResult } from "./vm.js";
