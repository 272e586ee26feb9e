// Splits the wasm module in two: what the programs that it is tried on reach, which is
// downloaded first, and the rest, which is downloaded after it and joined to it when
// something needs it. Both share memory, table and globals. In the first part each
// function of the rest that is named there has a stub, which has the host join the
// rest, if that has not happened, and calls the function through the table.
import { byLikeness } from "./order.mjs";
import { eachFunction, FUNC, GLOB, leb, MEM, OP, parse, renumbered, sleb, TABLES, VOID, write } from "./wasm.mjs";

const I32 = 0x7f;
/** Bytes from which on a hole in the data is worth two segments. */
const SEGMENT = 64;
/** The function of the host that instantiates the rest. */
export const JOIN = { module: "glassbox", name: "join" };
/** Where the rest finds what the first part exports. */
export const FIRST = "first";

/** Element segments for slots of the table, as `[slot, function]`: one for each run of neighbours. */
function segments(slots) {
  const sorted = [...slots].sort(([a], [b]) => a - b), out = [];
  for (const [slot, f] of sorted) {
    const last = out.at(-1);
    if (last && last.at + last.functions.length === slot) last.functions.push(f);
    else out.push({ table: 0, at: slot, functions: [f] });
  }
  return out;
}

/**
 * The two parts of a module: `first` has the bodies whose numbers are in `keep`, `rest` the others. `later` lists pieces of
 * data, as `[from, to]` in memory and in order, that only the rest writes there.
 */
export function split(bytes, keep, later = []) {
  const m = parse(bytes);
  const imported = m.imports.length;
  const stays = (f) => f < imported || keep.has(f - imported);
  const typeOf = (f) => (f < imported ? m.imports[f].type : m.functions[f - imported]);
  const all = m.bodies.map((_, i) => imported + i);

  // What the first part names of the rest, and the rest of the first part.
  const inward = new Set(), outward = new Set();
  for (const f of all)
    eachFunction(m.bodies[f - imported], ({ n: g }) => {
      if (stays(f) && !stays(g)) inward.add(g);
      else if (!stays(f) && stays(g)) outward.add(g);
    });
  for (const { kind, index } of m.exports) if (kind === FUNC && !stays(index)) inward.add(index);
  // Functions of the rest that have a slot of the table already are called through that.
  const slots = new Map();
  for (const { table, at, functions } of m.elements)
    if (table === 0) functions.forEach((f, i) => { if (!stays(f) && !slots.has(f)) slots.set(f, at + i); });
  const filled = m.elements.flatMap(({ table, at, functions }) => (table === 0 ? functions.flatMap((f, i) => (stays(f) ? [] : [[at + i, f]])) : []));
  for (const f of slots.keys()) inward.add(f);
  let size = m.tables[0].min;
  for (const f of [...inward].sort((f, g) => typeOf(f) - typeOf(g))) if (!slots.has(f)) { slots.set(f, size); filled.push([size++, f]); }

  const tables = m.tables.map((table, i) => (i === 0 ? { ...table, min: size } : table));
  const joined = m.globals.length;
  const globals = [...m.globals, { type: I32, mutable: 1, init: [OP.i32Const, 0, OP.end] }];
  // Of what the host is called by; one more than the module has does no harm.
  const types = [...m.types, { params: [], results: [], bytes: [0x60, 0, 0] }], nullary = m.types.length;

  const first = { ...m, types, tables, globals };
  first.imports = [...m.imports, { ...JOIN, type: nullary }];
  const here = new Map(m.imports.map((_, i) => [i, i]));
  const alike = (functions) => byLikeness(functions.map((f) => m.bodies[f - imported])).map((i) => functions[i]);
  const kept = alike(all.filter(stays));
  const stubs = [...inward].sort((f, g) => typeOf(f) - typeOf(g) || slots.get(f) - slots.get(g));
  [...kept, ...stubs].forEach((f, i) => here.set(f, imported + 1 + i));
  first.functions = [...kept, ...stubs].map(typeOf);
  first.bodies = [
    ...kept.map((f) => renumbered(m.bodies[f - imported], (g) => here.get(g))),
    ...stubs.map((f) => Uint8Array.from([
      0,
      OP.globalGet, ...leb(joined), OP.i32Eqz, OP.if, VOID, OP.call, ...leb(imported), OP.end,
      ...m.types[typeOf(f)].params.flatMap((_, i) => [OP.localGet, ...leb(i)]),
      OP.i32Const, ...sleb(slots.get(f)), OP.callIndirect, ...leb(typeOf(f)), 0, OP.end,
    ])),
  ];
  first.elements = m.elements.map((e) => ({ ...e, functions: e.functions.map((f) => here.get(f)) }));

  const shared = (kind, index) => `${["function", "table", "memory", "global"][kind]} ${index}`;
  const outwards = [...outward].filter((f) => f >= imported).sort((f, g) => here.get(f) - here.get(g));
  first.exports = [
    ...m.exports.map((e) => (e.kind === FUNC ? { ...e, index: here.get(e.index) } : e)),
    ...outwards.map((f, i) => ({ name: i.toString(36), kind: FUNC, index: here.get(f) })),
    ...tables.map((_, i) => ({ name: shared(TABLES, i), kind: TABLES, index: i })),
    ...m.memories.map((_, i) => ({ name: shared(MEM, i), kind: MEM, index: i })),
    ...globals.map((_, i) => ({ name: shared(GLOB, i), kind: GLOB, index: i })),
  ];

  const rest = { types, tables: [], memories: [], globals: [], exports: [], data: [] };
  const hosts = [...outward].filter((f) => f < imported);
  const away = alike(all.filter((f) => !stays(f)));
  const there = new Map([...hosts, ...outwards].map((f, i) => [f, i]));
  away.forEach((f, i) => there.set(f, there.size));
  rest.imports = [
    ...hosts.map((f) => m.imports[f]),
    ...outwards.map((f, i) => ({ module: FIRST, name: i.toString(36), type: typeOf(f) })),
    ...tables.map((table, i) => ({ module: FIRST, name: shared(TABLES, i), kind: TABLES, ...table })),
    ...m.memories.map((memory, i) => ({ module: FIRST, name: shared(MEM, i), kind: MEM, ...memory })),
    ...globals.map((global, i) => ({ module: FIRST, name: shared(GLOB, i), kind: GLOB, ...global })),
  ];
  // The last function of the rest says that it is there.
  rest.functions = [...away.map(typeOf), nullary];
  rest.bodies = [...away.map((f) => renumbered(m.bodies[f - imported], (g) => there.get(g))), Uint8Array.from([0, OP.i32Const, 1, OP.globalSet, ...leb(joined), OP.end])];
  rest.start = there.size;
  rest.elements = segments(filled).map((e) => ({ ...e, functions: e.functions.map((f) => there.get(f)) }));

  first.data = [];
  for (const { at, bytes } of m.data) {
    let left = Buffer.from(bytes), from = at;
    for (const range of later) {
      const [start, end] = [Math.max(range[0], at), Math.min(range[1], at + bytes.length)];
      if (start >= end) continue;
      rest.data.push({ at: start, bytes: bytes.subarray(start - at, end - at) });
      // Short pieces are zeros there: a segment for what is between them would take more.
      left.fill(0, start - from, end - from);
      if (end - start < SEGMENT) continue;
      if (start > from) first.data.push({ at: from, bytes: left.subarray(0, start - from) });
      left = left.subarray(end - from);
      from = end;
    }
    if (left.length > 0) first.data.push({ at: from, bytes: left });
  }
  return { first: write(first), rest: write(rest) };
}
