// Where the wasm module is. Apart from `compile.ts`, so that the worker, which is
// given the module, does not name the file a second time.

/** The wasm module: beside this file, or where a bundler put it. */
export const wasmUrl: URL = new URL("./glassbox_bg.wasm", import.meta.url);
