// Wasm modules as bytes: what the build needs to take one apart and write another.
// Only what `rustc` may emit for us is understood (`FEATURES` in build.mjs); the
// rest is an error. Names and numbers are those of the WebAssembly specification.
import { Stop } from "./lib.mjs";

export const CUSTOM = 0, TYPE = 1, IMPORT = 2, FUNCTION = 3, TABLE = 4, MEMORY = 5, GLOBAL = 6, EXPORT = 7, ELEMENT = 9, CODE = 10, DATA = 11, DATA_COUNT = 12;
/** Kinds of imports and exports. */
export const FUNC = 0, TABLES = 1, MEM = 2, GLOB = 3;

/** An unsigned number as LEB128. */
export function leb(n) {
  const out = [];
  for (; n >= 128; n = Math.floor(n / 128)) out.push((n % 128) + 128);
  return [...out, n];
}

/** A signed number as LEB128. */
export function sleb(n) {
  const out = [];
  for (;;) {
    const byte = n & 127;
    n >>= 7;
    if ((n === 0 && !(byte & 64)) || (n === -1 && byte & 64)) return [...out, byte];
    out.push(byte + 128);
  }
}

const encoder = new TextEncoder(), decoder = new TextDecoder();

/** A name: its length and its bytes. */
export function text(s) {
  const bytes = encoder.encode(s);
  return [...leb(bytes.length), ...bytes];
}

/** Goes through bytes. */
class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }
  byte() {
    return this.bytes[this.at++];
  }
  number() {
    let n = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++];
      n += (byte & 127) * 2 ** shift;
      if (byte < 128) return n;
    }
  }
  /** A signed number of at most 32 bits. */
  signed() {
    let n = 0, shift = 0, byte;
    do {
      byte = this.bytes[this.at++];
      n |= (byte & 127) << shift;
      shift += 7;
    } while (byte & 128);
    return shift < 32 && byte & 64 ? n | (-1 << shift) : n;
  }
  /** Past a number of any size. */
  skipNumber() {
    while (this.bytes[this.at++] & 128);
  }
  text() {
    const length = this.number();
    return decoder.decode(this.take(length));
  }
  take(length) {
    return this.bytes.subarray(this.at, (this.at += length));
  }
  list(item) {
    return Array.from({ length: this.number() }, item);
  }
  limits() {
    const flags = this.byte();
    return { min: this.number(), max: flags & 1 ? this.number() : null };
  }
}

/** An offset in an active segment, which is a constant here. */
function offset(r) {
  if (r.byte() !== 0x41) throw new Stop("a segment of the wasm module begins at something other than a constant");
  const at = r.signed();
  r.byte();
  return at;
}

const readers = {
  [TYPE]: (r) => r.list(() => {
    const start = r.at++;
    const params = [...r.take(r.number())], results = [...r.take(r.number())];
    return { params, results, bytes: r.bytes.subarray(start, r.at) };
  }),
  [IMPORT]: (r) => r.list(() => {
    const module = r.text(), name = r.text(), kind = r.byte();
    if (kind !== FUNC) throw new Stop(`the wasm module imports ${name}, which is no function`);
    return { module, name, type: r.number() };
  }),
  [FUNCTION]: (r) => r.list(() => r.number()),
  [TABLE]: (r) => r.list(() => ({ type: r.byte(), ...r.limits() })),
  [MEMORY]: (r) => r.list(() => r.limits()),
  [GLOBAL]: (r) => r.list(() => {
    const type = r.byte(), mutable = r.byte(), start = r.at;
    constant(r);
    return { type, mutable, init: r.bytes.subarray(start, r.at) };
  }),
  [EXPORT]: (r) => r.list(() => ({ name: r.text(), kind: r.byte(), index: r.number() })),
  [ELEMENT]: (r) => r.list(() => {
    const flags = r.number();
    if (flags !== 0 && flags !== 2) throw new Stop(`an element segment of the wasm module is of kind ${flags}`);
    const table = flags === 2 ? r.number() : 0, at = offset(r);
    if (flags === 2) r.byte();
    return { table, at, functions: r.list(() => r.number()) };
  }),
  [CODE]: (r) => r.list(() => r.take(r.number())),
  [DATA]: (r) => r.list(() => {
    if (r.number() !== 0) throw new Stop("the wasm module has a data segment that is not active");
    return { at: offset(r), bytes: r.take(r.number()) };
  }),
};

/** Past a constant expression. */
function constant(r) {
  const op = r.byte();
  if (op === 0x43) r.at += 4;
  else if (op === 0x44) r.at += 8;
  else if (op === 0xd0) r.at++;
  else r.skipNumber();
  r.byte();
}

/**
 * A module by its sections: `types`, `imports` (functions), `functions` (types of the others), `tables`, `memories`,
 * `globals`, `exports`, `elements`, `bodies`, `data`. Custom sections are left out.
 */
export function parse(bytes) {
  const r = new Reader(bytes, 8), read = {};
  while (r.at < bytes.length) {
    const id = r.byte(), length = r.number(), end = r.at + length;
    if (readers[id]) read[id] = readers[id](r);
    else if (id !== CUSTOM && id !== DATA_COUNT) throw new Stop(`the wasm module has a section of kind ${id}`);
    r.at = end;
  }
  const of = (id) => read[id] ?? [];
  return {
    types: of(TYPE), imports: of(IMPORT), functions: of(FUNCTION), tables: of(TABLE), memories: of(MEMORY), globals: of(GLOBAL),
    exports: of(EXPORT), elements: of(ELEMENT), bodies: of(CODE), data: of(DATA),
  };
}

/** The locals of a body, as `[count, type]`, and where its instructions begin. */
export function localsOf(body) {
  const r = new Reader(body);
  return { groups: r.list(() => [r.number(), r.byte()]), start: r.at };
}

/** Instructions that the build looks at or makes. */
export const OP = {
  unreachable: 0x00, block: 0x02, loop: 0x03, if: 0x04, else: 0x05, end: 0x0b, br: 0x0c, brIf: 0x0d, brTable: 0x0e, return: 0x0f,
  call: 0x10, callIndirect: 0x11, localGet: 0x20, localSet: 0x21, localTee: 0x22, globalGet: 0x23, globalSet: 0x24,
  i32Const: 0x41, i32Eqz: 0x45, i32Eq: 0x46, refFunc: 0xd2,
};
/** No parameters and no results, as the type of a block. */
export const VOID = 0x40;

/** How many numbers follow an instruction, for those that are not alone or taken apart below. */
const IMMEDIATES = new Map([[0x42, 1], [0x3f, 1], [0x40, 1], [0xd0, 1], [0x25, 1], [0x26, 1]]);
/** Instructions with a number that is kept. */
const NUMBERED = new Set([OP.br, OP.brIf, OP.call, OP.localGet, OP.localSet, OP.localTee, OP.globalGet, OP.globalSet, OP.refFunc]);
/** How many numbers follow those behind the prefix 0xfc. */
const PREFIXED = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

/**
 * The instructions of a body, each with the bytes it takes, `at` to `end`. `n` is the number behind it, if it is in `NUMBERED`;
 * `type` that of a block (`VOID`, the type of its value, or `{ index }` in the table of types) or of an indirect call; `targets`
 * those of a jump by a table; `sub` the number behind a prefix; `constant` an i32; `offset` that of an access to memory.
 */
export function* decode(body) {
  const r = new Reader(body, localsOf(body).start);
  while (r.at < body.length) {
    const at = r.at, op = r.byte(), found = { op, at };
    if (NUMBERED.has(op)) found.n = r.number();
    else if (op === OP.block || op === OP.loop || op === OP.if) {
      const type = r.signed();
      found.type = type < 0 ? type & 127 : { index: type };
    } else if (op === OP.brTable) found.targets = r.list(() => r.number()).concat(r.number());
    else if (op === OP.callIndirect) {
      found.type = r.number();
      r.skipNumber();
    } else if (op === 0x1c) r.take(r.number());
    else if (op === OP.i32Const) found.constant = r.signed();
    else if (op >= 0x28 && op <= 0x3e) {
      r.skipNumber();
      found.offset = r.number();
    }
    else if (op === 0x43) r.at += 4;
    else if (op === 0x44) r.at += 8;
    else if (op === 0xfc) {
      found.sub = r.number();
      if (found.sub >= PREFIXED.length) throw new Stop(`the wasm module has an instruction 0xfc ${found.sub}`);
      for (let left = PREFIXED[found.sub]; left > 0; left--) r.skipNumber();
    } else if (op > 0xc4 && !IMMEDIATES.has(op)) throw new Stop(`the wasm module has an instruction 0x${op.toString(16)}`);
    else for (let left = IMMEDIATES.get(op) ?? 0; left > 0; left--) r.skipNumber();
    found.end = r.at;
    yield found;
  }
}

/** Calls `seen(instruction)` for each place of a body that names a function. */
export function eachFunction(body, seen) {
  for (const found of decode(body)) if (found.op === OP.call || found.op === OP.refFunc) seen(found);
}

/** A body whose functions have other numbers. */
export function renumbered(body, index) {
  const parts = [];
  let from = 0;
  eachFunction(body, ({ at, end, n }) => {
    parts.push(body.subarray(from, at + 1), Uint8Array.from(leb(index(n))));
    from = end;
  });
  return Buffer.concat([...parts, body.subarray(from)]);
}

const limits = ({ min, max }) => (max === null ? [0, ...leb(min)] : [1, ...leb(min), ...leb(max)]);
const sized = (bytes) => [Uint8Array.from(leb(bytes.length)), bytes];
const listed = (items) => Buffer.concat([Uint8Array.from(leb(items.length)), ...items.map((item) => Uint8Array.from(item))]);
const place = (at) => [0x41, ...sleb(at), 0x0b];

/** What describes an import after its names. */
const described = {
  [FUNC]: ({ type }) => leb(type),
  [TABLES]: ({ type, ...rest }) => [type, ...limits(rest)],
  [MEM]: limits,
  [GLOB]: ({ type, mutable }) => [type, mutable],
};

const writers = [
  [TYPE, (m) => m.types.map(({ bytes }) => bytes)],
  [IMPORT, (m) => m.imports.map(({ module, name, kind = FUNC, ...rest }) => [...text(module), ...text(name), kind, ...described[kind](rest)])],
  [FUNCTION, (m) => m.functions.map(leb)],
  [TABLE, (m) => m.tables.map(({ type, ...rest }) => [type, ...limits(rest)])],
  [MEMORY, (m) => m.memories.map(limits)],
  [GLOBAL, (m) => m.globals.map(({ type, mutable, init }) => [type, mutable, ...init])],
  [EXPORT, (m) => m.exports.map(({ name, kind, index }) => [...text(name), kind, ...leb(index)])],
  [ELEMENT, (m) => m.elements.map(({ table, at, functions }) =>
    [...(table === 0 ? [0, ...place(at)] : [2, ...leb(table), ...place(at), 0]), ...leb(functions.length), ...functions.flatMap(leb)])],
  [CODE, (m) => m.bodies.map((body) => Buffer.concat(sized(body)))],
  [DATA, (m) => m.data.map(({ at, bytes }) => Buffer.concat([Uint8Array.from([0, ...place(at)]), ...sized(bytes)]))],
];

/** The bytes of a module that `parse` gave, or one made like it; `start` is a function that runs first. */
export function write(module) {
  const parts = [Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])];
  for (const [id, items] of writers) {
    if (id === ELEMENT && module.start !== undefined) parts.push(Buffer.from([8, leb(module.start).length, ...leb(module.start)]));
    const list = items(module);
    if (list.length > 0) parts.push(Buffer.from([id]), ...sized(listed(list)));
  }
  return Buffer.concat(parts);
}
