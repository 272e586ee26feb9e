// Moves what programs did not reach inside functions that they did reach into functions
// of its own, so that it can be left to the rest of the module (`split.mjs`). A piece is
// what follows in a list of instructions (a body, a block, an arm of an `if`) behind a
// place that was never passed: nothing enters a list but at its beginning. Such a
// function gets the locals that the piece reads, and gives those that it changes and
// the way on which it was left: at its end, or by a jump to a label around it. What is
// more than one value it gives in globals: with several results of functions that lie
// on the stack, V8 11.3 (Node 20) goes wrong where code of its two compilers meets.
// After the hot-cold splitting of LLVM, which goes by profiles in the same way.
import { decode, leb, localsOf, OP, parse, sleb, VOID, write } from "./wasm.mjs";

const I32 = 0x7f, I64 = 0x7e, F32 = 0x7d, F64 = 0x7c;
/** What globals of a type begin with. */
const initial = (type) => [...({ [I32]: [0x41, 0], [I64]: [0x42, 0], [F32]: [0x43, 0, 0, 0, 0], [F64]: [0x44, 0, 0, 0, 0, 0, 0, 0, 0] }[type] ?? [0xd0, type]), OP.end];
/** Pieces have this many bytes more than what stands in their place, or they are left there. */
const GAIN = 40;
/** A jump by a table with so many targets is how an interpreter's loop finds the code of an instruction: all of that is hot. */
const DISPATCH = 64;

/** How many values an instruction takes and gives, for those that take no part in control. */
function arity({ op, n, type, sub }, m) {
  const ofType = ({ params, results }, more) => [params.length + more, results.length];
  if (op === OP.call) return ofType(m.types[typeOf(m, n)], 0);
  if (op === OP.callIndirect) return ofType(m.types[type], 1);
  if (op === 0x01) return [0, 0];
  if (op === 0x1a) return [1, 0];
  if (op === 0x1b || op === 0x1c) return [3, 1];
  if (op === OP.localGet || op === OP.globalGet || op === 0x3f || (op >= 0x41 && op <= 0x44) || op === 0xd0 || op === OP.refFunc) return [0, 1];
  if (op === OP.localSet || op === OP.globalSet) return [1, 0];
  if (op === 0x26 || (op >= 0x36 && op <= 0x3e)) return [2, 0];
  if (op === OP.localTee || op === 0x25 || op === 0x40 || op === 0xd1 || (op >= 0x28 && op <= 0x35)) return [1, 1];
  if (op === 0xfc) return sub < 8 ? [1, 1] : sub === 15 ? [2, 1] : sub === 16 ? [0, 1] : sub === 9 || sub === 13 ? [0, 0] : [3, 0];
  // Tests, comparisons, arithmetic, conversions.
  const one = op === 0x45 || op === 0x50 || (op >= 0x67 && op <= 0x69) || (op >= 0x79 && op <= 0x7b) || (op >= 0x8b && op <= 0x91) ||
    (op >= 0x99 && op <= 0x9f) || op >= 0xa7;
  return one ? [1, 1] : [2, 1];
}

const typeOf = (m, f) => (f < m.imports.length ? m.imports[f].type : m.functions[f - m.imports.length]);

/** What the label of a block takes from a jump to it, and what the block leaves; null where blocks have parameters. */
function typesOf(m, type) {
  if (type === VOID) return [];
  if (typeof type === "number") return [type];
  const { params, results } = m.types[type.index];
  return params.length > 0 ? null : results;
}

/**
 * A body as lists. Each has its instructions from `from` to `to` (the number of its `end` or `else`), the `labels` around it
 * with what jumps bring them, its own first, the types it leaves, whether its end is `open` to what flows, the lists
 * inside it and the `points` behind which it may be cut: places where a jump may have been taken and no value lies on the stack.
 */
function listsOf(m, code, results) {
  let dispatches = false;
  const list = (from, labels, leaves, entered, inLoop) => {
    const made = { from, labels, leaves, open: true, inner: [], points: entered ? [{ at: from, list: null }] : [] };
    let height = 0, i = from;
    for (; code[i].op !== OP.end && code[i].op !== OP.else; i++) {
      const { op, type } = code[i];
      if (op === OP.block || op === OP.loop || op === OP.if) {
        const types = typesOf(m, type);
        if (!types) return null;
        const around = [op === OP.loop ? [] : types, ...labels];
        if (op === OP.if) height--;
        do {
          const inner = list(i + 1, around, types, op === OP.if, inLoop || op === OP.loop);
          if (!inner) return null;
          made.inner.push(inner);
          i = inner.to;
        } while (code[i].op === OP.else);
        height += types.length;
        if (made.open && height === 0) made.points.push({ at: i + 1 });
      } else if (op === OP.br || op === OP.brTable || op === OP.return || op === OP.unreachable) {
        if (op === OP.brTable && inLoop && code[i].targets.length >= DISPATCH) dispatches = true;
        // What follows cannot be reached; the optimiser leaves little of that.
        made.open = false;
      } else if (op === OP.brIf) {
        height--;
        if (made.open && height === 0) made.points.push({ at: i + 1 });
      } else {
        const [takes, gives] = arity(code[i], m);
        height += gives - takes;
      }
    }
    made.to = i;
    return made;
  };
  const body = list(0, [results], results, true, false);
  return dispatches ? null : body;
}

/** The bodies as lists, null for those that are left alone; their points have numbers from `first`. */
function analysed(m, first, gain) {
  let number = first;
  return m.bodies.map((body, i) => {
    const type = m.types[m.functions[i]], code = [...decode(body)];
    const lists = listsOf(m, code, type.results);
    const visit = (list) => {
      const enough = (at) => at < list.to && code[list.to].at - code[at].at > gain;
      list.points = list.points.filter(({ at }) => enough(at));
      for (const point of list.points) point.number = number++;
      list.inner.forEach(visit);
    };
    if (lists) visit(lists);
    return { body, code, lists, type };
  });
}

/** A module that notes which of its points are passed, and which functions are called, each in a global that it exports. */
export function instrumented(bytes, gain = GAIN) {
  const m = parse(bytes), noted = m.globals.length;
  const all = analysed(m, m.bodies.length, gain);
  let count = m.bodies.length;
  const bodies = all.map(({ body, code, lists }, i) => {
    const places = [[code[0].at, i]];
    const visit = (list) => {
      for (const { at, number } of list.points) places.push([code[at].at, number]);
      list.inner.forEach(visit);
      count += list.points.length;
    };
    if (lists) visit(lists);
    const parts = [];
    let from = 0;
    for (const [at, number] of places.sort(([a], [b]) => a - b)) {
      parts.push(body.subarray(from, at), Uint8Array.from([OP.i32Const, 1, OP.globalSet, ...leb(noted + number)]));
      from = at;
    }
    return Buffer.concat([...parts, body.subarray(from)]);
  });
  return write({
    ...m, bodies,
    globals: [...m.globals, ...Array.from({ length: count }, () => ({ type: I32, mutable: 1, init: [OP.i32Const, 0, OP.end] }))],
    exports: [...m.exports, ...Array.from({ length: count }, (_, i) => ({ name: `passed ${i}`, kind: 3, index: noted + i }))],
  });
}

/** What an instrumented instance passed: numbers of bodies, and behind them of points. */
export const passed = (exports) => new Set(Object.keys(exports)
  .filter((name) => name.startsWith("passed ") && exports[name].value === 1).map((name) => Number(name.slice(7))));

/**
 * The same module with pieces that were not passed as functions of their own, behind the others, as `bytes`; and as `reached`
 * the numbers of the bodies that were called.
 */
export function outlined(bytes, seen, gain = GAIN) {
  const m = parse(bytes);
  const made = { types: [...m.types], functions: [...m.functions], bodies: [] };
  const typeNumbers = new Map(m.types.map(({ params, results }, i) => [`${params}>${results}`, i]));
  const typeNumber = (params, results) => {
    const key = `${params}>${results}`;
    let number = typeNumbers.get(key);
    if (number === undefined) {
      typeNumbers.set(key, (number = made.types.length));
      made.types.push({ params, results, bytes: Uint8Array.from([0x60, ...leb(params.length), ...params, ...leb(results.length), ...results]) });
    }
    return number;
  };
  const globals = [...m.globals], shared = new Map();
  /** Globals for values of these types. */
  const globalsFor = (types) => {
    const taken = new Map();
    return types.map((type) => {
      const own = shared.get(type) ?? shared.set(type, []).get(type), n = taken.get(type) ?? 0;
      taken.set(type, n + 1);
      if (own.length === n) own.push(globals.push({ type, mutable: 1, init: initial(type) }) - 1);
      return own[n];
    });
  };
  const add = (params, results, body) => {
    made.functions.push(typeNumber(params, results));
    made.bodies.push(body);
    return m.imports.length + m.bodies.length + made.bodies.length - 1;
  };
  const bodies = analysed(m, m.bodies.length, gain).map(({ body, code, lists, type }, i) =>
    (lists && seen.has(i) ? cut(body, code, lists, type, seen, { gain, globalsFor, add }) : body));
  return {
    bytes: write({ ...m, globals, types: made.types, functions: made.functions, bodies: [...bodies, ...made.bodies] }),
    reached: new Set([...seen].filter((n) => n < m.bodies.length)),
  };
}

/** A body without the pieces that were not passed. */
function cut(body, code, lists, type, seen, made) {
  const { groups, start } = localsOf(body);
  const locals = [...type.params, ...groups.flatMap(([count, type]) => Array(count).fill(type))];
  const gets = countGets(code, 0, code.length);
  const context = { body, code, locals, gets, ...made };
  const parts = [];
  let from = start;
  const visit = (list) => {
    let inner = 0;
    const point = list.points.find(({ at, number }) => {
      if (seen.has(number)) return false;
      const piece = replaced(context, list, at);
      if (!piece) return false;
      while (inner < list.inner.length && list.inner[inner].from <= at) visit(list.inner[inner++]);
      parts.push(body.subarray(from, code[at].at), Uint8Array.from(piece));
      from = code[list.to].at;
      return true;
    });
    if (!point) for (; inner < list.inner.length; inner++) visit(list.inner[inner]);
  };
  visit(lists);
  return Buffer.concat([body.subarray(0, start), ...parts, body.subarray(from)]);
}

function countGets(code, from, to) {
  const gets = new Map();
  for (let i = from; i < to; i++) if (code[i].op === OP.localGet) gets.set(code[i].n, (gets.get(code[i].n) ?? 0) + 1);
  return gets;
}

/**
 * Makes a function of what a list has from `from` on; what stands in its place, or null if that is not worth it or not
 * understood. `add(params, results, body)` makes a function and gives its number.
 */
function replaced({ body, code, locals, gets, gain, globalsFor, add }, list, from) {
  const { to, labels, leaves, open } = list;
  // Which locals it needs and changes, and the labels it jumps to: `exits` by their depth around the list.
  const known = new Set(), needed = new Set(), changed = new Set(), used = new Set(), exits = new Map();
  const exit = (depth, conditional) => {
    if (conditional && labels[depth].length > 0) return false;
    if (labels[depth].length > 1) return false;
    if (!exits.has(depth)) exits.set(depth, { depth, types: labels[depth] });
    return true;
  };
  let depth = 0;
  for (let i = from; i < to; i++) {
    const { op, n, targets } = code[i];
    if (op === OP.block || op === OP.loop || op === OP.if) depth++;
    else if (op === OP.end) depth--;
    else if (op === OP.localGet) {
      used.add(n);
      if (!known.has(n)) needed.add(n);
    } else if (op === OP.localSet || op === OP.localTee) {
      used.add(n);
      changed.add(n);
      if (depth === 0) known.add(n);
    } else if (op === OP.return && !exit(labels.length - 1, false)) return null;
    else if ((op === OP.br || op === OP.brIf) && n >= depth && !exit(n - depth, op === OP.brIf)) return null;
    else if (op === OP.brTable) for (const target of targets) if (target >= depth && !exit(target - depth, true)) return null;
  }
  if (leaves.length > 1) return null;
  const ways = [...(open ? [{ types: leaves }] : []), ...exits.values()];
  const inside = countGets(code, from, to);
  const out = [...changed].filter((n) => ways.length > 0 && (needed.has(n) || (gets.get(n) ?? 0) > (inside.get(n) ?? 0)));
  // In the order of their types, so that fewer types of functions are needed.
  const sorted = (set) => [...set].sort((a, b) => locals[b] - locals[a] || a - b);
  const params = sorted(new Set([...needed, ...out])), outs = sorted(out);

  // The function: its parameters, the locals it has to itself, and one for each value that a way brings.
  const own = sorted([...used].filter((n) => !params.includes(n)));
  const place = new Map([...params, ...own].map((n, i) => [n, i]));
  const values = ways.flatMap((way) => way.types.map((type) => ({ way, type })));
  const valueOf = new Map(values.map(({ way }, i) => [way, place.size + i]));
  // It gives one thing as its result: on which of two ways it was left, or a value, or a local.
  const selects = ways.length > 1, plain = ways.length === 2 && open && values.length === 0;
  const gives = [
    ...values.map(({ way, type }) => ({ type, from: valueOf.get(way), way })),
    ...(selects ? [{ type: I32, from: null }] : []),
    ...outs.map((n) => ({ type: locals[n], from: place.get(n), to: n })),
  ];
  const result = plain ? gives.find(({ from }) => from === null) : selects ? undefined : gives[0];
  const others = gives.filter((given) => given !== result);
  globalsFor(others.map(({ type }) => type)).forEach((global, i) => (others[i].global = global));
  const answer = (way) => {
    const get = ({ from }) => (from === null ? [OP.i32Const, ...sleb(ways.indexOf(way))] : [OP.localGet, ...leb(from)]);
    return [...others.flatMap((given) => [...get(given), OP.globalSet, ...leb(given.global)]), ...(result ? get(result) : [])];
  };
  const jumps = [...exits.values()];
  const inner = [];
  depth = 0;
  let copied = code[from].at;
  const write = (i, ...bytes) => {
    inner.push(body.subarray(copied, code[i].at), Uint8Array.from(bytes));
    copied = code[i].end;
  };
  const label = (n) => leb(depth + jumps.indexOf(exits.get(n - depth)));
  for (let i = from; i < to; i++) {
    const { op, n, targets } = code[i];
    if (op === OP.block || op === OP.loop || op === OP.if) depth++;
    else if (op === OP.end) depth--;
    else if (op === OP.localGet || op === OP.localSet || op === OP.localTee) write(i, op, ...leb(place.get(n)));
    else if (op === OP.return || (op === OP.br && n >= depth)) {
      const target = op === OP.return ? depth + labels.length - 1 : n, value = valueOf.get(exits.get(target - depth));
      write(i, ...(value === undefined ? [] : [OP.localSet, ...leb(value)]), OP.br, ...label(target));
    } else if (op === OP.brIf && n >= depth) write(i, op, ...label(n));
    else if (op === OP.brTable) {
      const all = targets.map((target) => (target < depth ? leb(target) : label(target)));
      write(i, op, ...leb(all.length - 1), ...all.flat());
    }
  }
  inner.push(body.subarray(copied, code[to].at));
  if (open) inner.push(Uint8Array.from([...(leaves.length ? [OP.localSet, ...leb(valueOf.get(ways[0]))] : []), ...answer(ways[0]), OP.return]));
  for (const jump of jumps) inner.push(Uint8Array.from([OP.end, ...answer(jump), OP.return]));
  const kept = [...own.map((n) => locals[n]), ...values.map(({ type }) => type)];

  // What stands in its place.
  const call = [...params.flatMap((n) => [OP.localGet, ...leb(n)]), OP.call, 0, 0, 0, 0];
  const after = [];
  if (result?.to !== undefined) after.push(OP.localSet, ...leb(result.to));
  for (const { to, global } of others) if (to !== undefined) after.push(OP.globalGet, ...leb(global), OP.localSet, ...leb(to));
  if (ways.length === 0) after.push(OP.unreachable);
  else if (!selects) after.push(...(open ? [] : [OP.br, ...leb(jumps[0].depth)]));
  else if (plain) after.push(OP.brIf, ...leb(jumps[0].depth));
  else {
    const selected = others.find(({ from }) => from === null).global;
    const get = (way) => others.filter((given) => given.way === way).flatMap(({ global }) => [OP.globalGet, ...leb(global)]);
    jumps.forEach((jump, i) => {
      const test = [OP.globalGet, ...leb(selected), OP.i32Const, ...sleb(ways.indexOf(jump)), OP.i32Eq];
      if (!open && i === jumps.length - 1) after.push(...get(jump), OP.br, ...leb(jump.depth));
      else if (jump.types.length === 0) after.push(...test, OP.brIf, ...leb(jump.depth));
      else after.push(...test, OP.if, VOID, ...get(jump), OP.br, ...leb(jump.depth + 1), OP.end);
    });
    if (open) after.push(...get(ways[0]));
  }
  if (code[to].at - code[from].at < call.length + after.length + gain) return null;
  const number = add(params.map((n) => locals[n]), result ? [result.type] : [], Buffer.concat([
    Uint8Array.from([...leb(kept.length), ...kept.flatMap((type) => [1, type]), ...jumps.flatMap(() => [OP.block, VOID])]),
    ...inner, Uint8Array.from([OP.end]),
  ]));
  const at = params.reduce((sum, n) => sum + 1 + leb(n).length, 0) + 1;
  return [...call.slice(0, at), ...leb(number), ...call.slice(at + 4), ...after];
}
