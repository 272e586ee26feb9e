// Where the wasm module is, in its two parts. Apart from `compile.ts`, so that the worker, which is
// given the module, does not name the file a second time.

/** What is needed first: beside this file, or where a bundler put it. */
export const wasmUrl: URL = new URL("./glassbox_bg.wasm", import.meta.url);

/** The rest (`rest.ts`). */
export const restUrl: URL = new URL("./glassbox_rest_bg.wasm", import.meta.url);
