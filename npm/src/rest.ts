// The rest of the wasm module: what most programs do not need, such as the compiler to
// machine code and the library of Python, is in a file of its own (`scripts/split.mjs`).
// It is fetched meanwhile, and at once when something needs it before it is there.
import { compile, readFile } from "./compile.js";

/** The rest of the VM was needed and could not be had. */
export class MissingRest extends Error {
  override name = "MissingRest";
}

export class Rest {
  #module: WebAssembly.Module | null = null;

  constructor(readonly url: string) {}

  /** Whether nothing has to be fetched any more. */
  get here(): boolean {
    // Files are read when they are needed.
    return this.#module !== null || this.url.startsWith("file:");
  }

  /** Fetches it unless it is there. Settles in any case: what `now` cannot get then, it says. */
  async load(): Promise<void> {
    if (this.here) return;
    try {
      this.#module = await compile(this.url, "low");
    } catch {
      // Perhaps nothing needs it, or the next attempt succeeds.
    }
  }

  /** The compiled module, at once. */
  now(): WebAssembly.Module {
    try {
      return (this.#module ??= new WebAssembly.Module(this.url.startsWith("file:") ? readFile(this.url) : fetchNow(this.url)));
    } catch (error) {
      throw new MissingRest(`the rest of the VM could not be loaded: ${(error as Error).message}`);
    }
  }
}

/** Fetches bytes while everything waits. */
function fetchNow(url: string): Uint8Array<ArrayBuffer> {
  const request = new XMLHttpRequest();
  request.open("GET", url, false);
  // Pages may not ask for bytes in this way, only for a text; in this one each character is a byte.
  request.overrideMimeType("text/plain; charset=x-user-defined");
  request.send();
  if (request.status !== 200) throw new Error(`${request.status} from ${url}`);
  return Uint8Array.from(request.responseText, (c) => c.charCodeAt(0) & 255);
}

const rests = new Map<string, Rest>();

/** The rest at an address; one for all machines. */
export function restAt(url: string | URL): Rest {
  const key = String(url);
  let rest = rests.get(key);
  if (!rest) rests.set(key, (rest = new Rest(key)));
  return rest;
}
