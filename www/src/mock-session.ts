// Development only: made-up data in the shape of the real session.
import type { CoreLine, FunctionView, InsnView, Inspection, SiteView, Span, Stats } from "../../npm/src/types.ts";
import type { Session } from "./session.ts";

type S = { s: number; e: number; v: string | S[] };
function read(t: string): { forms: S[]; error: { at: number; msg: string } | null } {
  let i = 0;
  const stack: S[][] = [[]];
  const opens: number[] = [];
  while (i < t.length) {
    const c = t[i]!;
    if (/\s/.test(c)) i++;
    else if (c === ";") while (i < t.length && t[i] !== "\n") i++;
    else if (c === "(") { stack.push([]); opens.push(i++); }
    else if (c === ")") {
      if (!opens.length) return { forms: [], error: { at: i, msg: "this closes nothing" } };
      const l = stack.pop()!;
      stack[stack.length - 1]!.push({ s: opens.pop()!, e: ++i, v: l });
    } else if (c === '"') { const s = i++; while (i < t.length && t[i] !== '"') i++; i++; stack[stack.length - 1]!.push({ s, e: i, v: t.slice(s, i) }); }
    else { const s = i; while (i < t.length && !/[\s()";]/.test(t[i]!)) i++; stack[stack.length - 1]!.push({ s, e: i, v: t.slice(s, i) }); }
  }
  if (opens.length) return { forms: [], error: { at: opens[opens.length - 1]!, msg: "this parenthesis is never closed" } };
  return { forms: stack[0]!, error: null };
}
const sp = (x: S): Span => ({ source: 3, start: x.s, end: x.e });
const OPS = ["const", "move", "add", "sub", "less", "jump_if_false", "jump", "call_global", "return", "add_int", "sub_imm", "less_jump", "get_field", "call", "tail_call", "less_int_jump", "closure", "define_global"];

function compile(t: string, without: string[]): Inspection | null {
  const { forms, error } = read(t);
  if (error) return null;
  const text = (x: S): string => (typeof x.v === "string" ? x.v : `(${x.v.map(text).join(" ")})`);
  const lines = (fs: S[], fold: boolean): CoreLine[] => {
    const out: CoreLine[] = [];
    const go = (x: S, d: number) => {
      let s = text(x);
      if (fold) s = s.replace("(* 2 16)", "32").replace("(loop", "(loop #0");
      if (s.length < 46 || typeof x.v === "string") out.push({ indent: d, text: s, span: sp(x) });
      else { const heads = x.v.findIndex((y) => Array.isArray(y.v)); const k = heads < 1 ? 1 : heads; out.push({ indent: d, text: `(${x.v.slice(0, k).map(text).join(" ")}`, span: sp(x) }); x.v.slice(k).forEach((y) => go(y, d + 1)); out[out.length - 1]!.text += ")"; }
    };
    fs.forEach((f) => go(f, 0));
    return out;
  };
  const functions: FunctionView[] = [];
  const sites: SiteView[] = [];
  const fuse = !without.includes("fusion");
  const make = (name: string, span: Span, params: string[], body: S[], weight: number) => {
    const id = functions.length;
    const f: FunctionView = { id, name, span, params: params.length, rest: false, registers: params.length + 4, captures: [], constants: [], plain: [], fused: [] };
    functions.push(f);
    const emit = (op: string, operands: string, at: S, count: number, site: number | null = null, target: number | null = null) => f.plain.push({ pc: f.plain.length, op: OPS.indexOf(op), name: op, operands, span: sp(at), line: t.slice(0, at.s).split("\n").length, target, count, parts: [f.plain.length], was: null, site });
    const go = (x: S, w: number): string => {
      if (typeof x.v === "string") return x.v;
      const head = x.v[0] && typeof x.v[0].v === "string" ? x.v[0].v : "";
      if (head === "define") {
        const n = x.v[1]!;
        if (Array.isArray(n.v)) make(text(n.v[0]!), sp(x), n.v.slice(1).map(text), x.v.slice(2), 140000);
        emit("closure", `t0, ${text(Array.isArray(n.v) ? n.v[0]! : n)}`, x, w);
        emit("define_global", text(Array.isArray(n.v) ? n.v[0]! : n), x, w);
        return "t0";
      }
      if (head === "if") {
        const c = go(x.v[1]!, w);
        const j = f.plain.length;
        emit("jump_if_false", `${c} → `, x.v[1]!, w, null, 0);
        go(x.v[2]!, w * 0.5);
        emit("return", "t1", x.v[2]!, w * 0.5);
        f.plain[j]!.target = f.plain.length;
        f.plain[j]!.operands += f.plain.length;
        if (x.v[3]) go(x.v[3], w * 0.5);
        return "t1";
      }
      if (head === "let" || head === "lambda") { x.v.slice(2).forEach((y) => go(y, w)); return "t2"; }
      const args = x.v.slice(1).map((y) => go(y, w));
      if (head === "+" || head === "-" || head === "<" || head === "=") emit(head === "+" ? "add" : head === "-" ? "sub" : "less", `t${args.length}, ${args.join(", ")}`, x, w);
      else {
        for (const a of args) emit("move", `t3, ${a}`, x, w);
        sites.push({ function: id, pc: f.plain.length, kind: "global-call", state: "one", remembers: [`function ${head}`], hits: Math.max(0, Math.round(w) - 1), misses: Math.min(1, Math.round(w)), span: sp(x) });
        emit("call_global", `t3, ${head}, ${args.length}`, x, w, sites.length - 1);
      }
      return "t3";
    };
    body.forEach((b) => go(b, weight));
    emit("return", "t0", body[body.length - 1] ?? { s: 0, e: 0, v: "" }, weight);
    for (const p of f.plain) p.count = Math.round(p.count);
    for (let i = 0; i < f.plain.length; i++) {
      const a = f.plain[i]!;
      const b = f.plain[i + 1];
      if (fuse && b && a.name === "less" && b.name === "jump_if_false") { f.fused.push({ ...a, name: "less_int_jump", op: 15, operands: `${a.operands.slice(4)} → ${b.target}`, target: b.target, parts: [a.pc, b.pc], was: "less_jump", pc: f.fused.length }); i++; }
      else f.fused.push({ ...a, name: a.name === "add" ? "add_int" : a.name, was: a.name === "add" ? "add" : null, pc: f.fused.length });
    }
    const at = new Map(f.fused.flatMap((x) => x.parts.map((p) => [p, x.pc] as const)));
    for (const x of f.fused) if (x.target !== null) x.target = at.get(x.target) ?? x.target;
    for (const s of sites) if (s.function === id) s.pc = at.get(s.pc)!;
  };
  make("<main>", { source: 3, start: 0, end: t.length }, [], forms, 1);
  return { core: [{ pass: "lowered", lines: lines(forms, false) }, { pass: "fold", lines: lines(forms, true) }, { pass: "loops", lines: lines(forms, true) }], functions, sites, pairs: [{ first: "less_int_jump", second: "move", count: 70000 }, { first: "move", second: "sub", count: 50000 }, { first: "sub", second: "call_global", count: 50000 }] };
}
const zero = (i: Inspection | null): Inspection | undefined => i ? { ...i, functions: i.functions.map((f) => ({ ...f, plain: f.plain.map((x: InsnView) => ({ ...x, count: 0 })), fused: f.fused.map((x) => ({ ...x, count: 0 })) })), sites: i.sites.map((s) => ({ ...s, hits: 0, misses: 0, state: "empty" as const, remembers: [] })) } : undefined;
const stats = (i: Inspection | null, k = 1): Stats => {
  let d = 0, n = 0, hits = 0, misses = 0;
  for (const f of i?.functions ?? []) for (const x of f.fused) { d += x.count; n += x.count * x.parts.length; }
  for (const s of i?.sites ?? []) { hits += s.hits; misses += s.misses; }
  return { fuelUsed: d / 4 * k, dispatches: d * k, instructions: n * k, cacheHits: hits * k, cacheMisses: misses, quickened: 5, allocations: 1240 * k, allocatedBytes: 52000 * k, byKind: [{ kind: "pair", allocated: 1000, bytes: 32000 }, { kind: "closure", allocated: 200, bytes: 16000 }, { kind: "string", allocated: 40, bytes: 4000 }], memory: 262144, peakMemory: 524288, collections: 1, gcNanos: 120000, gcMaxNanos: 120000, peakDepth: 26, tasks: 1, switches: 0, poolTaken: 0, poolReused: 0 };
};
const sleep = (n: number) => new Promise((r) => setTimeout(r, n));

export async function createSession(): Promise<Session> {
  await sleep(20);
  let stopped = false;
  const opts = ["tail-calls", "loops", "fold", "direct-args", "immediates", "fusion", "quickening", "global-slots", "call-caches", "field-caches", "short-strings", "buffer-pool"];
  const diag = (t: string) => {
    const e = read(t).error;
    if (e) return [{ code: "syntax", severity: "error" as const, message: e.msg, labels: [{ span: { source: 3, start: e.at, end: e.at + 1 }, text: "opened here" }], notes: ["Every ( needs its )."], trace: [] }];
    const car = t.indexOf("(car 5)");
    if (car >= 0) return [{ code: "type", severity: "error" as const, message: "`car` wants a pair, and got 5", labels: [{ span: { source: 3, start: car, end: car + 7 }, text: "5 is an integer" }], notes: ["Check with `pair?` first."], trace: [{ function: "fib", span: { source: 3, start: car, end: car + 7 }, repeat: 12 }, { function: "<main>", span: { source: 3, start: 0, end: 10 }, repeat: 1 }] }];
    return [];
  };
  return {
    info: {
      version: "0.1.0", languages: ["lisp"], dispatch: ["threaded", "switch", "traced"], wasmBytes: 400000,
      optimisations: opts.map((name, i) => ({ name, ids: "F1", claim: i % 3 ? "5-10x on method calls" : "-", sentence: "A call in tail position reuses its caller's frame." })),
      ops: OPS.map((name, op) => ({ op, name, doc: "`dst = a + b` for the types the dialect knows; quickens to what it has seen.", operands: ["dst:reg", "a:reg", "b:reg"], effects: name.includes("call") ? ["may throw", "may collect"] : ["pure"], parts: name.includes("_jump") ? ["less", "jump_if_false"] : [], quickens: name === "add_int" ? "add" : null })),
    },
    async run(req) {
      stopped = false;
      const without = req.config?.without ?? [];
      const i = compile(req.source, without);
      const endless = req.source.includes("forever");
      const d = diag(req.source);
      const lots = /lines (\d+)/.exec(req.source);
      const factor = req.config?.baseline ? 40 : 1 + without.length * 0.08 + (req.config?.dispatch === "threaded" ? 0.3 : 0);
      const took = (12 + Math.random()) * factor;
      await sleep(Math.min(took, 200));
      if (lots) for (let k = 0; k < Number(lots[1]); k += 500) { req.onOutput?.(Array.from({ length: 500 }, (_, j) => `line ${k + j}\n`).join("")); if (k % 5000 === 0) await sleep(1); }
      if (!d.length) for (const m of req.source.matchAll(/\(display "([^"]*)"\)/g)) req.onOutput?.(m[1]!.replace(/\\n/g, "\n"));
      let turn = 0;
      while (endless && !stopped) { await sleep(30); turn++; const j = compile(req.source, without)!; for (const f of j.functions) for (const x of f.fused) x.count *= turn; req.onProgress?.({ ms: turn * 30, stats: stats(j, 1), inspection: j }); }
      const traced = req.config?.dispatch === "traced";
      return { ok: !d.length && !stopped, value: null, display: d.length ? "" : "832040", output: d.length ? "" : "fib(25) = 75025\n", diagnostics: stopped ? [{ code: "stopped", severity: "error", message: "stopped", labels: [], notes: [], trace: [] }] : d, stats: stats(traced ? i : null), compileMs: 0.41, runMs: took, stopped, recovered: false, inspection: req.inspect && i ? (traced ? i : zero(i)!) : undefined };
    },
    async check(req) { await sleep(5); const i = compile(req.source, req.config?.without ?? []); return { diagnostics: diag(req.source).filter((d) => d.code === "syntax"), inspection: zero(i) }; },
    stop() { stopped = true; },
    dispose() {},
  };
}
