// The plain interpreter: a wasm module of its own, since it is there to be
// compared with and most hosts never need it. Loaded when first asked for.
export { instantiate, wasmBytes } from "./baseline-glue.js";

export const baselineUrl: URL = new URL("./glassbox_baseline_bg.wasm", import.meta.url);
