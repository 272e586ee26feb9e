// Finds texts in the data of a module that only the rest of it needs (`split.mjs`):
// messages, and the places that panics tell of. Nothing says what code does with an
// address, so this goes by what the linker lists: where each piece of data lies.
//
// Only texts and lists of texts are moved, and only those that are named at their own
// address somewhere, and that neither code of the first part names nor data that stays.
// Code may go through a table by an address before or behind it: what is near one that it
// names counts as named.
import { decode, OP, parse } from "./wasm.mjs";

/** More than any text, line or column has. */
const LONGEST = 100_000;
/** So far from a piece may be the address by which code goes through it. */
const NEAR = 64;

/** The linker's list of data: `[from, to, name]` for each piece, in order. */
export function piecesOf(map) {
  const pieces = [];
  for (const line of map.split("\n")) {
    // Address, offset in the file, size, and, further in than sections, what it is.
    const [, at, size, indent, name] = /^\s*([0-9a-f]+)\s+[0-9a-f]+\s+([0-9a-f]+)( +)(.*)$/.exec(line) ?? [];
    if (indent?.length > 1 && indent.length < 17 && /:\(\.(ro)?data/.test(name)) pieces.push([parseInt(at, 16), parseInt(at, 16) + parseInt(size, 16), name]);
  }
  return pieces.sort(([a], [b]) => a - b);
}

/** Calls `seen` for each constant and each offset of a body that may be an address. */
function eachAddress(body, seen) {
  for (const { op, constant, offset } of decode(body)) {
    if (op === OP.i32Const) seen(constant);
    else if (offset !== undefined) seen(offset);
  }
}

/**
 * What only bodies need whose numbers are not in `keep`, as `[from, to]` in memory and in order: of the pieces that the
 * linker's `map` lists.
 */
export function textsOfRest(bytes, keep, map) {
  const m = parse(bytes);
  const listed = piecesOf(map);
  const end = Math.max(...m.data.map(({ at, bytes }) => at + bytes.length), ...listed.map(([, to]) => to));
  const memory = Buffer.alloc(end);
  for (const { at, bytes } of m.data) memory.set(bytes, at);
  // Texts that end in zero are merged by the linker, which lists them as one piece.
  const pieces = listed.flatMap(([from, to, name]) => {
    // Constants without a name are never written to.
    if (!name.startsWith("<internal>")) return [{ from, to, constant: /:\(\.rodata|\.\.Lanon\./.test(name) }];
    const parts = [];
    for (let at = from; at < to; ) {
      const zero = memory.indexOf(0, at), next = zero < 0 || zero >= to ? to : zero + 1;
      parts.push({ from: at, to: next, constant: true, isText: true });
      at = next;
    }
    return parts;
  });
  const find = (address) => {
    let low = 0, high = pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pieces[middle].to <= address) low = middle + 1;
      else high = middle;
    }
    return pieces[low] && pieces[low].from <= address ? pieces[low] : null;
  };
  const words = ({ from, to }) => Array.from({ length: (to - from) >> 2 }, (_, i) => memory.readUInt32LE(from + 4 * i));

  const text = ({ from, to }) => memory.subarray(from, to).every((byte) => byte >= 32 || byte === 9 || byte === 10);
  const isText = (piece) => (piece.isText ??= text(piece));
  // Pairs of address and length.
  const isList = (piece) => (piece.isList ??= piece.from % 4 === 0 && (piece.to - piece.from) % 8 === 0 && words(piece).every((word, i) => {
    const of = i % 2 === 0 ? find(word) : null;
    return i % 2 === 1 ? word < LONGEST : of !== null && isText(of);
  }));
  // Where a panic is in a source: name, line and column. Only the hook reads them, and that is in the rest.
  const isFile = (from, to) => memory[to] === 0 && memory.subarray(from, to).toString("latin1").endsWith(".rs");
  const isPlace = (piece) => {
    if (piece.to - piece.from !== 16 || piece.from % 4 !== 0) return false;
    const [file, length, line, column] = words(piece);
    return find(file) !== null && length < LONGEST && isFile(file, file + length) && line < LONGEST && column < LONGEST;
  };
  const always = (piece) => piece.constant && (isPlace(piece) || isFile(piece.from, piece.to - 1));

  // What the first part names, and what that names in turn.
  const stack = [];
  const stay = (piece) => {
    if (piece && !piece.stays) stack.push(Object.assign(piece, { stays: true }));
  };
  const near = (address) => {
    if (address < pieces[0].from - NEAR || address > end + NEAR) return;
    for (let at = address - NEAR; at <= address + NEAR; at++) stay(find(at));
  };
  m.bodies.forEach((body, i) => { if (keep.has(i)) eachAddress(body, near); });
  // All that is not moved in any case.
  for (const piece of pieces) if (!always(piece) && (!piece.constant || !(isText(piece) || isList(piece)))) stay(piece);
  for (let at = 0; at + 4 <= end; at += 4) if (!find(at)) stay(find(memory.readUInt32LE(at)));
  for (let piece = stack.pop(); piece; piece = stack.pop()) if (piece.from % 4 === 0) words(piece).forEach((word) => stay(find(word)));

  // What is named at its own address.
  const named = (address) => {
    const piece = find(address);
    if (piece && piece.from === address) piece.named = true;
  };
  for (const body of m.bodies) eachAddress(body, named);
  for (const piece of pieces) if (piece.from % 4 === 0) words(piece).forEach(named);
  const movable = (piece) => always(piece) || (!piece.stays && piece.named);
  return pieces.filter((piece) => piece.constant && piece.to > piece.from && movable(piece)).map(({ from, to }) => [from, to]);
}
