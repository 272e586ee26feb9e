// The package in Node: what runs, what comes back, what ends.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createSession, createVm, restUrl, TrapError, wasmUrl } from "glassbox";

const lisp = (source) => ({ language: "lisp", source });
async function withVm(config, work) {
  const vm = await createVm(config);
  try { return await work(vm); } finally { vm.free(); }
}
const ENDLESS = "(define (spin n) (spin (+ n 1))) (spin 0)";

test("a value, its text and what was printed", () => withVm({}, (vm) => {
  const result = vm.run(lisp('(display "hello") (newline) (+ 1 2)'));
  assert.deepEqual([result.ok, result.value, result.display, result.output, result.recovered], [true, 3, "3", "hello\n", false]);
  assert.ok(result.compileMs >= 0 && result.runMs >= 0);
}));

test("values cross as JS data, and what has no counterpart as its text", () => withVm({}, (vm) => {
  for (const [source, value] of [
    ["1.5", 1.5], ["#t", true], ["#f", false], ['"abcdefghij"', "abcdefghij"], ["'()", []], ["'(1 (2 3))", [1, [2, 3]]],
    ["(vector 1 2)", [1, 2]], ["-7", -7],
  ]) assert.deepEqual(vm.run(lisp(source)).value, value, source);
  for (const source of ["'(1 . 2)", "car", "(lambda (x) x)"]) {
    const { value, display } = vm.run(lisp(source));
    assert.equal(value.display, display, source);
    assert.ok(display.length > 0);
  }
}));

test("long and cyclic data cross without end or trap", () => withVm({}, (vm) => {
  const cyclic = vm.run(lisp("(define v (vector 1 2)) (vector-set! v 0 v) v"));
  assert.equal(cyclic.ok, true);
  assert.equal(cyclic.recovered, false);
  const deep = vm.run(lisp("(define (nest n x) (if (= n 0) x (nest (- n 1) (list x)))) (nest 100000 '())"));
  assert.equal(deep.ok, true, deep.diagnostics[0]?.message);
  assert.equal(vm.run(lisp("(+ 1 1)")).value, 2);
}));

test("definitions last from run to run", () => withVm({}, (vm) => {
  vm.run(lisp("(define x 20)"));
  assert.equal(vm.run(lisp("(+ x 1)")).value, 21);
}));

test("an error has a code, a place and a trace", () => withVm({}, (vm) => {
  const source = "(define (f x) (+ 1 (car x)))\n(f 5)";
  const result = vm.run(lisp(source));
  assert.equal(result.ok, false);
  const [d] = result.diagnostics;
  assert.equal(d.code, "type");
  assert.equal(d.severity, "error");
  const { start, end } = d.labels[0].span;
  assert.match(source.slice(start, end), /car/);
  assert.ok(d.trace.some((frame) => frame.function === "f"));
}));

test("fuel ends an endless loop", () => withVm({ fuel: 100_000 }, (vm) => {
  const result = vm.run(lisp(ENDLESS));
  assert.equal(result.ok, false);
  assert.equal(result.diagnostics[0].code, "fuel");
  assert.ok(result.stats.fuelUsed >= 99_000 && result.stats.fuelUsed <= 110_000, `${result.stats.fuelUsed}`);
}));

test("memory is limited, and the VM lives on", () => withVm({ memory: 4 << 20 }, (vm) => {
  const result = vm.run(lisp("(define (grow l) (grow (cons 1 l))) (grow '())"));
  assert.equal(result.ok, false);
  assert.equal(result.diagnostics[0].code, "memory");
  assert.equal(result.recovered, false);
  assert.ok(result.stats.peakMemory <= 5 << 20, `${result.stats.peakMemory}`);
  assert.equal(vm.run(lisp("(+ 1 2)")).value, 3);
}));

test("the default memory limit fits into linear memory", () => withVm({}, (vm) => {
  const result = vm.run(lisp("(define (grow l) (grow (cons l l))) (grow '())"));
  assert.equal(result.diagnostics[0].code, "memory", result.diagnostics[0].message);
  assert.equal(result.recovered, false);
}));

test("one huge object is refused, not tried", () => withVm({}, (vm) => {
  const result = vm.run(lisp("(make-vector 1000000000 0)"));
  assert.equal(result.diagnostics[0].code, "memory");
  assert.equal(result.recovered, false);
}));

test("depth is limited", () => withVm({ depth: 1000 }, (vm) => {
  const source = "(define (down n) (if (= n 0) 0 (+ 1 (down (- n 1)))))";
  vm.run(lisp(source));
  assert.equal(vm.run(lisp("(down 900)")).value, 900);
  assert.equal(vm.run(lisp("(down 100000)")).diagnostics[0].code, "depth");
}));

test("a recursion one million deep", () => withVm({}, (vm) => {
  const result = vm.run(lisp("(define (down n) (if (= n 0) 0 (+ 1 (down (- n 1))))) (down 1000000)"));
  assert.equal(result.value, 1_000_000, result.diagnostics[0]?.message);
}));

test("an endless loop in slices is stopped", () => withVm({}, async (vm) => {
  const abort = new AbortController();
  setTimeout(() => abort.abort(), 50);
  const begin = performance.now();
  const result = await vm.runSliced(lisp(ENDLESS), { signal: abort.signal });
  assert.equal(result.stopped, true);
  assert.equal(result.diagnostics[0].code, "stopped");
  assert.ok(performance.now() - begin < 1000);
  assert.equal(vm.run(lisp("(+ 1 2)")).value, 3);
}));

test("load, start and resume by hand, with stop between", () => withVm({}, (vm) => {
  const program = vm.load(lisp(ENDLESS));
  vm.start(program);
  assert.equal(vm.resume(1000), "running");
  const before = vm.stats().fuelUsed;
  assert.equal(vm.resume(1000), "running");
  const used = vm.stats().fuelUsed - before;
  assert.ok(used >= 900 && used <= 1500, `a slice of 1000 used ${used}`);
  vm.stop();
  assert.equal(vm.resume(1000), "failed");
  assert.equal(vm.diagnostics()[0].code, "stopped");
}));

test("output arrives while the program runs", () => withVm({}, async (vm) => {
  const pieces = [];
  const source = "(define (f i) (when (< i 100000) (display i) (newline) (f (+ i 1)))) (f 0)";
  const result = await vm.runSliced(lisp(source), { onOutput: (text) => pieces.push(text) });
  assert.equal(result.ok, true);
  assert.equal(result.output, "");
  const lines = pieces.join("").split("\n");
  assert.equal(lines.length, 100_001);
  assert.equal(lines[99_999], "99999");
}));

test("progress with statistics and a look inside", () => withVm({ dispatch: "traced" }, async (vm) => {
  const reports = [];
  const abort = new AbortController();
  const result = await vm.runSliced(lisp(ENDLESS), {
    inspect: true, signal: abort.signal,
    onProgress: (p) => { reports.push(p); if (reports.length === 2) abort.abort(); },
  });
  assert.equal(result.stopped, true);
  assert.ok(reports[1].ms > reports[0].ms && reports[1].stats.fuelUsed > reports[0].stats.fuelUsed);
  const counts = (p) => p.inspection.functions.flatMap((f) => f.fused).reduce((sum, i) => sum + i.count, 0);
  assert.ok(counts(reports[1]) > counts(reports[0]));
  assert.ok(result.inspection.functions.length >= 2);
}));

test("what became machine code is told, with its forms; while counting nothing does", () => withVm({}, async (vm) => {
  const fib = lisp("(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))) (fib 15)");
  assert.equal(vm.run(fib).value, 610);
  const { backend, missing, threshold, compiled, events } = vm.compiled();
  assert.deepEqual([backend, missing, threshold], ["wasm", null, 100]);
  const code = compiled.find((c) => c.name === "fib");
  assert.ok(code.live && code.beginsAt === null && code.entered > 0 && code.bytes > 0 && code.exits.length > 0);
  assert.deepEqual([code.steps[0].name, code.steps[0].mir, code.steps.at(-1).mir], ["built", true, false]);
  for (const step of code.steps) assert.equal(step.text.split("\n").length, step.pcs.length, step.name);
  assert.ok(events.some((e) => e.what === "compiled" && e.name === "fib"));
  await withVm({ dispatch: "traced" }, (counting) => {
    counting.run(fib);
    assert.equal(counting.compiled().backend, null);
    assert.match(counting.compiled().missing, /counting loop/);
  });
}));

test("inspection has the agreed shape", () => withVm({ dispatch: "traced" }, (vm) => {
  const source = "(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))\n(fib 10)";
  const program = vm.load(lisp(source));
  vm.start(program);
  while (vm.resume(10_000) === "running");
  const seen = vm.inspect(program);
  assert.ok(seen.core.length >= 1 && seen.core[0].lines.length > 0);
  for (const line of seen.core[0].lines) assert.deepEqual(Object.keys(line).sort(), ["indent", "span", "text"]);
  const fib = seen.functions.find((f) => f.name === "fib");
  assert.equal(fib.params, 1);
  assert.match(source.slice(fib.span.start, fib.span.end), /fib n/);
  const keys = ["count", "line", "name", "op", "operands", "parts", "pc", "site", "span", "target", "was"];
  for (const insn of [...fib.plain, ...fib.fused]) {
    assert.deepEqual(Object.keys(insn).sort(), keys);
    for (const part of insn.parts) assert.ok(part < fib.plain.length);
    if (insn.site !== null) assert.ok(seen.sites[insn.site]);
  }
  assert.ok(fib.fused.length < fib.plain.length, "fusion shortens fib");
  assert.ok(seen.sites.some((s) => s.hits > 0 && s.state === "one"));
  assert.ok(seen.pairs.length > 0 && seen.pairs[0].count > 0);
}));

test("switches change the code, not the result", async () => {
  const source = "(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))) (fib 15)";
  const { info } = await createVm();
  assert.ok(info.optimisations.length >= 10);
  for (const config of [{}, { only: [] }, ...info.optimisations.map((o) => ({ without: [o.name] })),
    ...info.dispatch.map((dispatch) => ({ dispatch })), { baseline: true }])
    await withVm(config, (vm) => assert.equal(vm.run(lisp(source)).display, "610", JSON.stringify(config)));
});

test("the tables say what this build can do", async () => {
  const { info } = await createVm();
  assert.match(info.version, /^\d+\.\d+\.\d+$/);
  assert.ok(info.ops.length > 50);
  info.ops.forEach((op, i) => assert.equal(op.op, i));
  assert.ok(info.ops.some((op) => op.parts.length > 1), "superinstructions name their parts");
  assert.deepEqual(info.languages, ["lisp", "python"]);
  assert.deepEqual([...info.dispatch].sort(), ["switch", "threaded", "traced"]);
  assert.equal(info.wasmBytes, readFileSync(wasmUrl).length);
  assert.equal(info.restBytes, readFileSync(restUrl).length);
});

test("freed VMs say so, freeing twice is harmless", async () => {
  const vm = await createVm();
  vm.free();
  vm.free();
  for (const use of [() => vm.run(lisp("1")), () => vm.stats(), () => vm.stop(), () => vm.takeOutput()])
    assert.throws(use, /freed/);
});

test("300 VMs, half of them freed, half forgotten", async () => {
  for (let i = 0; i < 300; i++) {
    const vm = await createVm();
    assert.equal(vm.run(lisp("(make-vector 100000 0) 1")).value, 1);
    if (i % 2) vm.free();
  }
});

test("after a trap the VM says why and is made anew", async () => {
  const [vm, bystander] = [await createVm({ fuel: 1000 }), await createVm()];
  vm.run(lisp("(define x 1)"));
  assert.throws(() => vm.drill(), (error) => error instanceof TrapError && /a drill/.test(error.message));
  assert.equal(vm.broken, true);
  assert.throws(() => vm.stats(), TrapError);
  const next = vm.run(lisp("(+ 1 2)"));
  assert.deepEqual([next.ok, next.value, vm.broken], [true, 3, false]);
  assert.equal(vm.run(lisp("x")).diagnostics[0].code, "unbound");
  assert.equal(vm.run(lisp(ENDLESS)).diagnostics[0].code, "fuel", "limits hold in the new one");
  assert.equal((await createVm()).run(lisp("(* 6 7)")).value, 42);
  assert.equal(bystander.run(lisp("(+ 20 22)")).value, 42, "other VMs do not notice");
  vm.free();
});

test("a trap in the middle of a run is reported by the run", async () => {
  const vm = await createVm();
  const running = vm.runSliced(lisp(`(display "before") ${ENDLESS}`));
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.throws(() => vm.drill(), TrapError);
  const result = await running;
  assert.deepEqual([result.ok, result.recovered, result.diagnostics[0].code, result.output], [false, true, "internal", "before"]);
  assert.equal(vm.run(lisp("(+ 1 2)")).value, 3);
});

test("a session without workers says what to use", async () => {
  await assert.rejects(() => createSession(), /createVm/);
});

test("a program is run line by line, in slices or by hand", () => withVm({ steps: true }, async (vm) => {
  const source = "(define (f n)\n  (* n\n     2))\n(display (f 3))\n(f 4)";
  const lines = [];
  const result = await vm.runSliced(lisp(source), {
    onStop: async ({ why, frames, globals }) => {
      lines.push(`${why} ${frames[0].function} ${frames[0].line} ${frames[0].variables.map((v) => `${v.name}=${v.value}`)} ${globals.map((v) => v.name)}`);
      return lines.length < 4 ? "into" : "continue";
    },
    breakpoints: [2],
  });
  assert.deepEqual([result.ok, result.value, result.output], [true, 8, "6"]);
  assert.deepEqual(lines, ["step <main> 1  ", "step <main> 4  f", "breakpoint f 2 n=3 f", "step <main> 5  f", "breakpoint f 2 n=4 f"]);

  const program = vm.load(lisp(source));
  vm.start(program);
  assert.deepEqual(vm.setBreakpoints(program, [3, 99]), [4]);
  vm.step("continue");
  assert.equal(vm.resume(1000), "stepped");
  assert.equal(vm.stoppedAt().frames[0].line, 4);
  vm.step("over");
  assert.equal(vm.resume(1000), "stepped");
  assert.equal(vm.stoppedAt().frames[0].line, 5);
  assert.equal(vm.resume(1000), "done");
  assert.equal(vm.stoppedAt(), null);
  assert.throws(() => vm.step("back"), /there is no step "back"/);
  assert.throws(() => vm.setBreakpoints(program, "all"), /must be an array of numbers/);
  assert.throws(() => vm.setBreakpoints(program, [0]), /a breakpoint must be a whole number from 1/);
}));

test("where a program failed that was run line by line is in its result", () => withVm({ steps: true }, async (vm) => {
  const result = await vm.runSliced(lisp("(define (f x)\n  (car x))\n(f 1)"), { onStop: () => "over" });
  assert.equal(result.ok, false);
  assert.deepEqual([result.stoppedAt.why, result.stoppedAt.frames[0].line, result.stoppedAt.frames[0].variables], ["error", 2, [{ name: "x", value: "1", kind: "local" }]]);
  const abort = new AbortController();
  const stopped = await vm.runSliced(lisp('(display 1)\n(display 2)'), { signal: abort.signal, onStop: () => (abort.abort(), "over") });
  assert.deepEqual([stopped.stopped, stopped.output], [true, ""]);
}));
