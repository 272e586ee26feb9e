// A link that holds the program, its configuration and what is pinned. All of
// it is behind the `#`, so that it never leaves the browser of who opens it.
import type { Language } from "../../npm/src/types.ts";
import { EXAMPLES, exampleById, LANGUAGES } from "./examples.ts";
import type { Place } from "./spans.ts";
import type { Choice } from "./store.ts";

export interface Shared {
  example: string | null;
  language: Language;
  source: string;
  choice: Choice;
  pin: Place | null;
}

interface Wire {
  /** Program text, absent if it is the example's own. */
  s?: string;
  /** Example it came from. */
  e?: string;
  /** Its language, if that is not the Lisp. */
  l?: Language;
  /** Optimisations that are off. */
  w?: string[];
  d?: "switch" | "threaded";
  /** 0: no counting. */
  g?: 0;
  p?: [number, number];
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const raw = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  const out = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) out[i] = raw.charCodeAt(i);
  return out;
}

/** Links that unpack to more than this are not ours. */
const LARGEST = 16 << 20;

async function pipe(bytes: Uint8Array<ArrayBuffer>, through: CompressionStream | DecompressionStream): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(through as ReadableWritablePair<Uint8Array<ArrayBuffer>, BufferSource>).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    parts.push(value);
    size += value.length;
    if (size > LARGEST) {
      void reader.cancel();
      throw new Error("the link holds too much");
    }
  }
}

/** The part of the link after `#`. */
export async function encode(s: Shared): Promise<string> {
  const wire: Wire = {};
  const example = exampleById(s.example);
  if (s.example) wire.e = s.example;
  if (s.language !== "lisp") wire.l = s.language;
  if (example?.source !== s.source) wire.s = s.source;
  if (s.choice.without.size) wire.w = [...s.choice.without];
  if (s.choice.dispatch) wire.d = s.choice.dispatch;
  if (!s.choice.glass) wire.g = 0;
  if (s.pin) wire.p = [s.pin.start, s.pin.end];
  const bytes = new TextEncoder().encode(JSON.stringify(wire));
  if (typeof CompressionStream === "undefined") return `j=${toBase64(bytes)}`;
  return `z=${toBase64(await pipe(bytes, new CompressionStream("deflate-raw")))}`;
}

/** What a link holds; null if it holds nothing or cannot be read. */
export async function decode(hash: string): Promise<Shared | null> {
  const m = /^#?([jz])=([\w-]+)$/.exec(hash);
  if (!m) return null;
  try {
    let bytes = fromBase64(m[2]!);
    if (m[1] === "z") bytes = await pipe(bytes, new DecompressionStream("deflate-raw"));
    const wire = JSON.parse(new TextDecoder().decode(bytes)) as Wire;
    const example = exampleById(wire.e ?? null);
    const source = typeof wire.s === "string" ? wire.s : (example ?? EXAMPLES[0])?.source ?? "";
    const pin = Array.isArray(wire.p) && wire.p.length === 2 && wire.p.every(Number.isInteger) ? { start: wire.p[0], end: wire.p[1] } : null;
    return {
      example: example?.id ?? null,
      language: LANGUAGES.find((l) => l.id === wire.l)?.id ?? example?.language ?? "lisp",
      source,
      choice: {
        without: new Set(Array.isArray(wire.w) ? wire.w.filter((n) => typeof n === "string") : []),
        dispatch: wire.d === "threaded" || wire.d === "switch" ? wire.d : null,
        glass: wire.g !== 0,
      },
      pin,
    };
  } catch {
    return null;
  }
}
