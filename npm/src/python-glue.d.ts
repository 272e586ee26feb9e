// The shape of the baseline module's glue, which the build makes.
export { instantiate, wasmBytes } from "./glue.js";
