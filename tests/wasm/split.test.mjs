// A module in two parts does what it does in one.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { createVm, wasmUrl } from "glassbox";
import { root } from "../../scripts/lib.mjs";
import { instrumented, outlined, passed } from "../../scripts/outline.mjs";
import { FIRST, split } from "../../scripts/split.mjs";
import { examples, run } from "../../scripts/train.mjs";
import { parse, write } from "../../scripts/wasm.mjs";
import { instantiate } from "../../target/wasm-pkg/glue.mjs";

/** One of everything that the splitter must carry over: `main` with less than 10 needs `$warm` alone. */
const TEXT = `(module
  (type $unary (func (param i32) (result i32)))
  (import "host" "note" (func $note (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 1024) "first") (data (i32.const 2048) "both later")
  (table 3 funcref) (elem (i32.const 1) $cold $warm)
  (global $count (mut i32) (i32.const 5))
  (func $warm (type $unary) (i32.add (local.get 0) (i32.const 1)))
  (func $cold (type $unary) (local f64)
    (local.set 1 (f64.const 1.5))
    (call $note (local.get 0))
    (global.set $count (i32.add (global.get $count) (i32.const 1)))
    (call $colder (call $warm (i32.trunc_sat_f64_s (f64.mul (local.get 1) (f64.convert_i32_s (local.get 0)))))))
  (func $colder (type $unary)
    (block $a (block $b (block $c (br_table $a $b $c (i32.and (local.get 0) (i32.const 3)))))
      (memory.copy (i32.const 3000) (i32.const 2048) (i32.const 10))
      (return (i32.add (i32.load8_u (i32.const 3000)) (call_indirect (type $unary) (local.get 0) (i32.const 2)))))
    (i32.sub (i32.const 0) (select (result i32) (local.get 0) (i32.const -1) (local.get 0))))
  (func (export "main") (param i32) (result i32)
    (if (result i32) (i32.lt_s (local.get 0) (i32.const 10))
      (then (call_indirect (type $unary) (local.get 0) (i32.const 2)))
      (else (i32.add (call $cold (local.get 0)) (call_indirect (type $unary) (local.get 0) (i32.const 1))))))
  (func (export "count") (result i32) (global.get $count))
  (export "colder" (func $colder)))`;

function assembled(text) {
  const folder = mkdtempSync(join(tmpdir(), "glassbox-"));
  try {
    const [from, to] = [join(folder, "a.wat"), join(folder, "a.wasm")];
    writeFileSync(from, text);
    execFileSync(process.execPath, [join(root, "node_modules", "binaryen", "bin", "wasm-as"), from, "-o", to, "--all-features"]);
    return readFileSync(to);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** An instance with what it told its host. */
function instance(bytes, rest) {
  const notes = [], imports = { host: { note: (n) => notes.push(n) } };
  let joins = 0;
  imports.glassbox = { join: () => {
    joins++;
    new WebAssembly.Instance(new WebAssembly.Module(rest), { ...imports, [FIRST]: own.exports });
  } };
  const own = new WebAssembly.Instance(new WebAssembly.Module(bytes), imports);
  return { ...own.exports, exports: own.exports, notes, joins: () => joins };
}

test("a module that is read and written is the same", () => {
  const whole = assembled(TEXT);
  const again = instance(write(parse(whole)));
  assert.deepEqual([again.main(3), again.main(20), again.notes], [4, instance(whole).main(20), [20, 20]]);
});

/** Numbers of the bodies that were called. */
const reached = (own) => [...passed(own.exports)].filter((n) => n < 5);

test("what was called is noted", () => {
  const whole = assembled(TEXT), own = instance(instrumented(whole));
  own.main(3);
  const names = ["warm", "cold", "colder", "main", "count"];
  assert.deepEqual(reached(own).map((i) => names[i]), ["warm", "main"]);
  own.main(20);
  assert.deepEqual(reached(own).map((i) => names[i]), ["warm", "cold", "colder", "main"]);
});

test("two parts do what the whole does, and are joined when something needs it", () => {
  const bytes = assembled(TEXT), whole = instance(bytes);
  const { first, rest } = split(bytes, new Set([0, 3, 4]), [[2048, 2058]]);
  const both = instance(first, rest);
  const there = (own, at) => new Uint8Array(own.memory.buffer)[at];
  assert.equal(both.main(3), 4);
  assert.deepEqual([both.joins(), there(both, 1024), there(both, 2048)], [0, 0x66, 0]);
  for (const n of [10, 11, 12, 13, 14, 400]) assert.equal(both.main(n), whole.main(n), `${n}`);
  assert.deepEqual([both.joins(), there(both, 2048), both.count(), both.notes], [1, 0x62, whole.count(), whole.notes]);
  // What the module exports may be in the rest.
  const other = instance(first, rest);
  assert.deepEqual([other.colder(1), other.joins()], [whole.colder(1), 1]);
});

/** Jumps of all kinds out of pieces: `f` and `g` do something else for each number. */
const JUMPS = `(module
  (memory (export "memory") 1)
  (func $step (export "f") (param $n i32) (param $m i64) (result i64)
    (local $i i32) (local $sum i64) (local $x f64) (local $last i64)
    (local.set $sum (i64.const 7))
    (block $out
      (loop $again
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br_if $out (i32.gt_s (local.get $i) (i32.const 12)))
        (if (i32.eq (i32.rem_u (local.get $i) (i32.const 3)) (i32.const 1))
          (then
            (local.set $x (f64.add (local.get $x) (f64.convert_i32_s (local.get $i))))
            (local.set $sum (i64.add (local.get $sum) (i64.trunc_sat_f64_s (f64.mul (local.get $x) (f64.const 1.5)))))
            (br_if $again (i32.lt_s (local.get $n) (i32.const 3)))
            (local.set $last (i64.mul (local.get $sum) (i64.const 3)))
            (br_if $out (i32.eq (local.get $n) (i32.const 5)))
            (if (i32.eq (local.get $n) (i32.const 6)) (then (return (i64.sub (local.get $last) (local.get $m)))))
            (local.set $sum (i64.xor (local.get $sum) (local.get $last)))))
        (if (i32.eq (local.get $n) (local.get $i))
          (then
            (block $two (block $one (block $zero
              (br_table $zero $one $two $out $again (i32.rem_u (local.get $n) (i32.const 7))))
              (local.set $sum (i64.add (local.get $sum) (i64.const 100)))
              (br $again))
              (local.set $sum (i64.mul (local.get $sum) (i64.const 5))))
            (local.set $last (i64.add (local.get $last) (local.get $m)))))
        (br_if $again (i32.lt_s (local.get $i) (i32.const 11)))))
    (i64.add (i64.add (local.get $sum) (i64.shl (local.get $last) (i64.const 8))) (i64.extend_i32_s (local.get $i))))
  (func (export "g") (param $n i32) (param $m i64) (result i64) (local $a i32) (local $b i32)
    (i64.extend_i32_s (block $value (result i32)
      (local.set $a (i32.mul (local.get $n) (local.get $n)))
      (drop (br_if $value (i32.const 5) (i32.eq (local.get $n) (i32.const 0))))
      (block $deep
        (br_if $deep (i32.lt_s (local.get $n) (i32.const 4)))
        (local.set $b (i32.add (local.get $a) (i32.wrap_i64 (local.get $m))))
        (i32.store (i32.const 16) (local.get $b))
        (if (i32.eq (local.get $n) (i32.const 9)) (then (br $value (i32.sub (local.get $b) (local.get $a)))))
        (br_if $deep (i32.eq (local.get $n) (i32.const 8)))
        (if (i32.eq (local.get $n) (i32.const 7)) (then (return (i64.load (i32.const 16)))))
        (if (i32.eq (local.get $n) (i32.const 10)) (then (unreachable)))
        (local.set $b (i32.add (local.get $b) (if (result i32) (i32.eq (local.get $n) (i32.const 6))
          (then (i32.mul (local.get $a) (i32.mul (local.get $b) (i32.add (local.get $a) (i32.mul (local.get $b) (i32.const 3))))))
          (else (i32.add (local.get $a) (i32.add (local.get $a) (i32.add (local.get $a) (i32.add (local.get $a) (i32.const 77))))))))))
      (i32.add (local.get $a) (local.get $b))))))`;

/** What it gives for some numbers, with traps. */
const answers = (bytes) => {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  return ["f", "g"].flatMap((name) => Array.from({ length: 15 }, (_, n) => {
    try { return exports[name](n, 1000n * BigInt(n) + 3n); } catch (error) { return error.message; }
  }));
};

/** Numbers from 0 to 1, always the same. */
function dice(seed) {
  return () => ((seed = (Math.imul(seed, 1664525) + 1013904223) | 0) >>> 0) / 2 ** 32;
}

test("pieces that are functions of their own do what they did, whichever they are", (t) => {
  const whole = assembled(JUMPS), wanted = answers(whole);
  assert.deepEqual(answers(instrumented(whole)), wanted);
  const made = new Set();
  for (let seed = 0; seed < 300; seed++) {
    const roll = dice(seed), share = (seed % 10) / 10;
    // Also where a piece takes less than what stands in its place.
    const { bytes } = outlined(whole, new Set([0, 1, ...Array.from({ length: 60 }, (_, i) => 2 + i).filter(() => roll() < share)]), -100);
    assert.deepEqual(answers(bytes), wanted, `seed ${seed}`);
    made.add(parse(bytes).bodies.length);
  }
  t.diagnostic(`${Math.max(...made) - 2} pieces at most`);
  assert.ok(Math.max(...made) > 7, `${[...made]}`);
});

test("examples print the same whichever pieces of the module are functions of their own", () => {
  const whole = readFileSync(join(root, "target", "wasm-pkg", "whole.wasm"));
  const printed = (bytes) => {
    const module = new WebAssembly.Module(bytes);
    return examples().map((example) => run(instantiate(module, () => null), example));
  };
  const wanted = printed(whole), count = parse(whole).bodies.length;
  for (let seed = 0; seed < 4; seed++) {
    const roll = dice(seed);
    // All bodies, and nine of ten points in them: what is cut out is passed all the time.
    const { bytes } = outlined(whole, new Set(Array.from({ length: 100_000 }, (_, i) => i).filter((i) => i < count || roll() < 0.9)));
    assert.ok(parse(bytes).bodies.length > 1.1 * count);
    assert.deepEqual(printed(bytes), wanted, `seed ${seed}`);
  }
});

test("the first part runs what it was tried on by itself", () => {
  const module = new WebAssembly.Module(readFileSync(wasmUrl));
  assert.ok(examples().length >= 38);
  for (const example of examples()) {
    const glue = instantiate(module, () => assert.fail(`${example.name} needs the rest`));
    assert.ok(run(glue, example).length > 0, example.name);
  }
});

test("a VM whose rest is missing says so, and can be used for what needs none", async () => {
  const vm = await createVm(undefined, { restUrl: "file:///nowhere/rest.wasm" });
  const hot = "(define (f n) (if (= n 0) 0 (f (- n 1))))\n(f 1000000)";
  const failed = vm.run({ language: "lisp", source: hot });
  assert.equal(failed.recovered, true);
  assert.match(failed.diagnostics[0].message, /the VM broke: the rest of the VM could not be loaded: .*nowhere/);
  assert.equal(vm.run({ language: "lisp", source: "(+ 1 2)" }).value, 3);
  vm.free();
});
