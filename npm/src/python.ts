// The VM that runs Python besides the Lisp: a wasm module of its own, so that who
// wants the Lisp alone need not download it. Loaded when first asked for.
export { instantiate, wasmBytes } from "./python-glue.js";

export const pythonUrl: URL = new URL("./glassbox_python_bg.wasm", import.meta.url);
