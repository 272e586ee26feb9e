// Puts functions that look alike beside each other in a wasm module: gzip looks
// back 32 KB only, so the order is worth a few percent of what is downloaded.
// It writes names into the module that sort in this order; `wasm-opt
// --reorder-functions-by-name` then moves the functions, `--strip-debug` takes
// the names away.
import { readFileSync, writeFileSync } from "node:fs";
import { Stop } from "./lib.mjs";

/** Bytes that are compared at once. */
const GRAM = 5;
/** How much a function counts for what comes after it, nearest first. */
const NEAR = [1, 0.6, 0.4, 0.3, 0.2, 0.2, 0.1, 0.1];
/** Grams in more functions than this say nothing. */
const COMMON = 400;

const IMPORT = 2, CODE = 10, CUSTOM = 0;

/** The sections with their bytes, how many functions are imported, and the bodies of the others. */
function parse(bytes) {
  let at = 8;
  const number = () => {
    let n = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      n += (byte & 127) * 2 ** shift;
      if (byte < 128) return n;
    }
  };
  const skip = () => { const length = number(); at += length; };
  const limits = () => { const more = number() & 1; number(); if (more) number(); };
  let imported = 0;
  const sections = [], bodies = [];
  while (at < bytes.length) {
    const start = at, id = bytes[at++], length = number(), end = at + length;
    let name = "";
    if (id === CUSTOM) {
      const size = number();
      name = new TextDecoder().decode(bytes.subarray(at, at + size));
    } else if (id === IMPORT) {
      for (let left = number(); left > 0; left--) {
        skip();
        skip();
        const kind = bytes[at++];
        if (kind === 0) { number(); imported++; }
        else if (kind === 1) { at++; limits(); }
        else if (kind === 2) limits();
        else if (kind === 3) at += 2;
        else throw new Stop(`the wasm module imports something of kind ${kind} (scripts/order.mjs)`);
      }
    } else if (id === CODE) {
      for (let left = number(); left > 0; left--) {
        const size = number();
        bodies.push(bytes.subarray(at, at + size));
        at += size;
      }
    }
    if (name !== "name") sections.push(bytes.subarray(start, end));
    at = end;
  }
  return { sections, imported, bodies };
}

function grams(body) {
  const set = new Set();
  for (let i = 0; i + GRAM <= body.length; i++) {
    let hash = 0;
    for (let j = 0; j < GRAM; j++) hash = (Math.imul(hash, 31) + body[i + j] + 1) | 0;
    set.add(hash);
  }
  return set;
}

/** The place of each function: after the largest comes what resembles it most, and so on. */
function places(bodies) {
  const sets = bodies.map(grams);
  const users = new Map();
  sets.forEach((set, i) => {
    for (const gram of set) {
      const list = users.get(gram);
      if (list) list.push(i);
      else users.set(gram, [i]);
    }
  });
  const rank = new Array(bodies.length).fill(-1);
  const score = new Float64Array(bodies.length);
  const recent = [];
  let next = bodies.reduce((most, body, i) => (body.length > bodies[most].length ? i : most), 0);
  for (let place = 0; place < bodies.length; place++) {
    rank[next] = place;
    recent.unshift(next);
    recent.length = Math.min(recent.length, NEAR.length);
    score.fill(0);
    recent.forEach((f, k) => {
      for (const gram of sets[f]) {
        const list = users.get(gram);
        if (list.length < COMMON) for (const i of list) score[i] += NEAR[k];
      }
    });
    let best = -1;
    for (let i = 0; i < bodies.length; i++) {
      if (rank[i] >= 0) continue;
      const value = score[i] / (sets[i].size + 40);
      if (value > best) [best, next] = [value, i];
    }
  }
  return rank;
}

function leb(n) {
  const out = [];
  for (; n >= 128; n = Math.floor(n / 128)) out.push((n % 128) + 128);
  return [...out, n];
}

const text = (s) => [...leb(s.length), ...Buffer.from(s)];

/** Writes `input` to `output` with such names. */
export function nameByLikeness(input, output) {
  const { sections, imported, bodies } = parse(readFileSync(input));
  if (bodies.length === 0) throw new Stop("the wasm module has no functions (scripts/order.mjs)");
  const names = [...Array(imported).keys(), ...places(bodies).map((place) => imported + place)];
  const map = [...leb(names.length), ...names.flatMap((name, i) => [...leb(i), ...text(String(name).padStart(7, "0"))])];
  const section = [...text("name"), 1, ...leb(map.length), ...map];
  const header = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  writeFileSync(output, Buffer.concat([header, ...sections, Buffer.from([CUSTOM, ...leb(section.length), ...section])]));
}
