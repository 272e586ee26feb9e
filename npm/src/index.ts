// Glassbox as a package: a VM in this thread, or a session in a worker.
export { wasmUrl } from "./load.js";
export { TrapError } from "./machine.js";
export { createSession } from "./session.js";
export type * from "./types.js";
export { createVm, LoadError, Vm } from "./vm.js";
export type { CreateOptions, SlicedOptions, State, VmResult } from "./vm.js";
