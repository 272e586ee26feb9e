// Gets a wasm module, compiled, in browsers, workers and Node.

const compiled = new Map<string, Promise<WebAssembly.Module>>();

/** The compiled module; compiled once per address. */
export function compile(url: string | URL, priority: RequestPriority = "auto"): Promise<WebAssembly.Module> {
  const key = String(url);
  let module = compiled.get(key);
  if (!module) {
    module = fetchAndCompile(key, priority);
    compiled.set(key, module);
    // A failed download may be tried again.
    module.catch(() => compiled.delete(key));
  }
  return module;
}

interface NodeProcess { getBuiltinModule?(name: string): { readFileSync(path: URL): Uint8Array<ArrayBuffer> } | undefined }

/** The bytes of a file. Node's fetch does not read files, and a static import of node:fs would trouble bundlers. */
export function readFile(url: string): Uint8Array<ArrayBuffer> {
  const node = (globalThis as { process?: NodeProcess }).process;
  const fs = node?.getBuiltinModule?.("node:fs");
  if (!fs) throw new Error(`${url} cannot be read here; serve the wasm module over HTTP`);
  return fs.readFileSync(new URL(url));
}

async function fetchAndCompile(url: string, priority: RequestPriority): Promise<WebAssembly.Module> {
  if (url.startsWith("file:")) return WebAssembly.compile(readFile(url));
  const response = await fetch(url, { credentials: "same-origin", priority });
  if (!response.ok) throw new Error(`the wasm module could not be fetched: ${response.status} from ${url}`);
  // Compiling while it arrives needs the right content type; servers that lack it get the slower way.
  if (response.headers.get("content-type")?.startsWith("application/wasm")) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}
