// The language cases of `tests/lang` and the examples, compiled to wasm: at once, when
// hot, and with each exit taken. `tests/lang.rs` says how a case is written.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createVm } from "glassbox";
import { root } from "../../scripts/lib.mjs";

const configurations = {
  "compiled at once": { jitThreshold: 1 },
  "compiled when hot": { jitThreshold: 100 },
  "each exit taken": { jitThreshold: 1, jitForceExits: true },
};

function programs(folder) {
  const names = readdirSync(join(root, folder)).filter((f) => f.endsWith(".scm")).sort();
  return names.map((name) => ({ name: name.slice(0, -4), source: readFileSync(join(root, folder, name), "utf8") }));
}

function expectations(source) {
  const wanted = { output: [], error: null, line: null, trace: null };
  for (const text of source.split("\n")) {
    const at = text.indexOf("; =>");
    if (at >= 0) wanted.output.push(text.slice(at + 4).replace(/^ /, "").trimEnd());
    else if (text.startsWith(";!! line ")) wanted.line = Number(text.slice(9));
    else if (text.startsWith(";!! trace ")) wanted.trace = text.slice(10).trim().split(/\s+/);
    else if (text.startsWith(";!! ")) wanted.error = /^([^:]*):\s*(.*)$/.exec(text.slice(4).trimEnd()).slice(1);
  }
  return wanted;
}

const lineOf = (source, byte) => Buffer.from(source).subarray(0, byte).toString().split("\n").length;

/** Runs a program in a VM of its own; counts what was compiled. */
async function run(config, name, source, counts) {
  const vm = await createVm(config);
  try {
    const result = vm.run({ language: "lisp", source, name });
    const { backend, missing, compiled } = vm.compiled();
    assert.equal(backend, "wasm", missing);
    counts.made += compiled.length;
    counts.entered += compiled.filter((c) => c.entered > 0).length;
    counts.forced += compiled.flatMap((c) => c.exits).filter((e) => e.reason.startsWith("it was told")).reduce((n, e) => n + e.count, 0);
    return result;
  } finally {
    vm.free();
  }
}

for (const [title, config] of Object.entries(configurations)) {
  test(`language cases and examples, ${title}`, async (t) => {
    const counts = { made: 0, entered: 0, forced: 0 };
    const cases = programs("tests/lang/lisp");
    assert.ok(cases.length >= 60);
    for (const { name, source } of cases) {
      const wanted = expectations(source);
      const result = await run(config, name, source, counts);
      const [problem] = result.diagnostics.filter((d) => d.severity === "error");
      const lines = result.output.split("\n").map((line) => line.trimEnd());
      if (lines.at(-1) === "") lines.pop();
      assert.deepEqual(lines, wanted.output, `${name}: ${problem?.message}`);
      assert.equal(problem?.code, wanted.error?.[0], `${name}: ${problem?.message}`);
      if (wanted.error) assert.ok(problem.message.includes(wanted.error[1]), `${name}: ${problem.message}`);
      if (wanted.line) assert.equal(lineOf(source, problem.labels[0].span.start), wanted.line, name);
      if (wanted.trace) assert.deepEqual(problem.trace.map((f) => f.function), wanted.trace, name);
    }
    for (const { name, source } of programs("examples/lisp")) {
      const result = await run(config, name, source, counts);
      assert.equal(result.output, readFileSync(join(root, "tests/lang/examples", `${name}.out`), "utf8"), name);
      // Only this one is meant to end in an error.
      assert.equal(result.ok, name !== "errors", `${name}: ${result.diagnostics[0]?.message}`);
    }
    t.diagnostic(`${cases.length} cases: ${counts.made} functions and loops compiled, ${counts.forced} exits forced`);
    assert.ok(counts.made > 100 && counts.entered > 50, JSON.stringify(counts));
    assert.equal(counts.forced > 0, config.jitForceExits === true);
  });
}
