// Python in the package: what CPython prints, values both ways, what a host gives.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createVm, ProgramError, run } from "glassbox";
import { root } from "../../scripts/lib.mjs";

const folder = join(root, "tests/lang/python");
const read = (name) => readFileSync(join(folder, name), "utf8");
/** Names of characters take 140 KB compressed. */
const LACKING = "modules_unicode_names";
const cases = readdirSync(folder).filter((f) => f.endsWith(".py")).map((f) => f.slice(0, -3)).filter((name) => name !== LACKING).sort();
const py = (source) => ({ language: "python", source });

/** One VM for many programs, each of which must not mind the others. */
async function withVm(options, work, config) {
  const vm = await createVm(config, options);
  try { return await work(vm); } finally { vm.free(); }
}

for (const [title, config] of Object.entries({
  "compiled when hot": {}, "compiled at once": { jitThreshold: 1 }, "each exit taken": { jitThreshold: 1, jitForceExits: true },
}))
  test(`cases print what CPython prints, ${title}`, async (t) => {
    assert.ok(cases.length >= 25);
    let compiled = 0;
    for (const name of cases) {
      await withVm({}, (vm) => {
        const result = vm.run({ ...py(read(`${name}.py`)), name: `${name}.py` });
        const wanted = existsSync(join(folder, `${name}.err`)) ? read(`${name}.err`).trimEnd() : undefined;
        assert.equal(result.diagnostics.find((d) => d.severity === "error")?.message, wanted, name);
        assert.equal(result.output, read(`${name}.out`), name);
        compiled += vm.compiled().compiled.length;
      }, config);
    }
    t.diagnostic(`${cases.length} cases, ${compiled} functions and loops compiled`);
    assert.ok(compiled > (config.jitThreshold === 1 ? 1000 : 5));
  });

test("characters by their names are said to be lacking", async () => {
  await withVm({}, (vm) => {
    assert.match(vm.run(py("'\\N{EURO SIGN}'")).diagnostics[0].message, /^not supported: a character by its name/);
    const { output } = vm.run(py("import unicodedata\ntry:\n    print(unicodedata.name('a'))\nexcept Exception as e:\n    print(type(e).__name__, e)"));
    assert.match(output, /not supported/);
  });
});

test("values come out as plain JS values", () => withVm({}, (vm) => {
  for (const [source, value] of [
    ["None", null], ["1 + 2", 3], ["2 ** 80", 2n ** 80n], ["-(2 ** 80)", -(2n ** 80n)], ["1.5", 1.5], ["1 < 2", true],
    ["'a' + 'é😀'", "aé😀"], ["[1, (2, 3), []]", [1, [2, 3], []]], ["{'a': 1, 2: [None]}", new Map([["a", 1], [2, [null]]])],
    ["{1, 2}", new Set([1, 2])], ["frozenset('a')", new Set(["a"])], ["b'ab\\xff'", new Uint8Array([97, 98, 255])],
    ["bytearray(b'ab')", new Uint8Array([97, 98])], ["from collections import Counter\nCounter('aab')", new Map([["a", 2], ["b", 1]])],
    ["x = 1", null], ["def f(): pass", null],
  ]) {
    const result = vm.run(py(source));
    assert.ok(result.ok, result.diagnostics[0]?.message);
    assert.deepEqual(result.value, value, source);
  }
  const { value, display } = vm.run(py("len"));
  assert.deepEqual([value.display, display], ["<built-in function len>", "<built-in function len>"]);
  assert.ok(vm.run(py("a = []\na.append(a)\na")).ok, "cyclic data ends");
}));

test("values go in, and come back as they were", async () => {
  const inputs = {
    nothing: null, yes: true, n: 42, big: 2n ** 70n, minus: -(2n ** 70n), half: 0.5, text: "é😀", list: [1, [2]],
    map: new Map([[1, "x"], ["k", null]]), set: new Set([1, "a"]), bytes: new Uint8Array([1, 2, 255]),
  };
  await withVm({ host: inputs, modules: { data: { rows: [{ name: "Ada", age: 36 }] } } }, (vm) => {
    for (const [name, value] of Object.entries(inputs)) assert.deepEqual(vm.run(py(name)).value, value, name);
    const types = Object.keys(inputs).map((n) => `type(${n}).__name__`).join(", ");
    assert.deepEqual(vm.run(py(`[${types}]`)).value,
      ["NoneType", "bool", "int", "int", "int", "float", "str", "list", "dict", "set", "bytes"]);
    assert.deepEqual(vm.run(py("import data\ndata.rows[0]['name'], data.rows[0]['age'] + 1")).value, ["Ada", 37]);
  });
});

test("functions of the host are called with values, by place and by name", () => {
  const seen = [];
  return withVm({
    host: { note: (...args) => void seen.push(args), double: (n) => n * 2 },
    modules: { shop: { price: (name, options) => ({ name, unit: options?.unit ?? "piece" }), CURRENCY: "EUR" } },
  }, (vm) => {
    const source = "import shop\nfrom shop import CURRENCY\nnote(1, 'a', [2], {'k': b'x'}, unit=3)\n" +
      "total = sum(double(i) for i in range(500))\n[total, shop.price('tea', unit='kg'), CURRENCY]";
    const result = vm.run(py(source));
    assert.ok(result.ok, result.diagnostics[0]?.message);
    assert.deepEqual(seen, [[1, "a", [2], new Map([["k", new Uint8Array([120])]]), { unit: 3 }]]);
    assert.deepEqual(result.value, [249_500, new Map([["name", "tea"], ["unit", "kg"]]), "EUR"]);
    assert.equal(vm.run(py("double(4)")).value, 8, "also in the next program");
    assert.match(vm.run(py("import shopping")).diagnostics[0].message, /ModuleNotFoundError: No module named 'shopping'/);
  });
});

test("what a function of the host throws, the program can catch", () => {
  const fail = (kind) => {
    if (kind === "type") throw new TypeError("not that");
    if (kind === "range") throw new RangeError("too far");
    if (kind === "key") throw Object.assign(new Error("gone"), { name: "KeyError" });
    if (kind === "odd") throw "a text";
    return kind === "function" ? () => 1 : kind === "cycle" ? (() => { const a = []; a.push(a); return a; })() : Symbol("s");
  };
  return withVm({ host: { fail } }, (vm) => {
    const caught = (kind) => vm.run(py(`try:\n    fail('${kind}')\nexcept Exception as e:\n    r = [type(e).__name__, str(e)]\nr`)).value;
    assert.deepEqual(caught("type"), ["TypeError", "not that"]);
    assert.deepEqual(caught("range"), ["ValueError", "too far"]);
    assert.deepEqual(caught("key"), ["KeyError", "'gone'"]);
    assert.deepEqual(caught("odd"), ["RuntimeError", "a text"]);
    for (const kind of ["function", "symbol"]) assert.match(caught(kind)[1], /cannot become a value of Python/);
    assert.match(caught("cycle")[1], /too deep, or contains itself/);
    assert.equal(vm.run(py("fail('type')")).diagnostics[0].message, "TypeError: not that");
  });
});

test("a program waits for promises, and can be stopped while it does", async () => {
  const later = (value, ms = 5) => new Promise((resolve) => setTimeout(() => resolve(value), ms));
  const host = {
    later: (n) => later(n * 2), never: () => new Promise(() => {}), fails: async () => { throw new RangeError("no"); },
  };
  await withVm({ host }, async (vm) => {
    const program = py("r = [later(i) for i in range(5)]\ntry:\n    fails()\nexcept ValueError as e:\n    r.append(str(e))\nr");
    assert.deepEqual((await vm.runSliced(program)).value, [0, 2, 4, 6, 8, "no"]);
    assert.match(vm.run(program).diagnostics[0].message, /RuntimeError: .*only runSliced and sessions wait/);
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 30);
    const stopped = await vm.runSliced(py("never()"), { signal: abort.signal });
    assert.deepEqual([stopped.stopped, stopped.diagnostics[0].code], [true, "stopped"]);
    assert.equal((await vm.runSliced(py("later(4)"))).value, 8, "the VM goes on");
    // By hand.
    vm.start(vm.load(py("later(21)")));
    let state;
    while ((state = vm.resume(1000)) === "running");
    assert.equal(state, "waiting");
    assert.equal(vm.resume(1000), "waiting");
    await vm.waiting;
    while ((state = vm.resume(1000)) === "running");
    assert.deepEqual([state, vm.value(), vm.waiting], ["done", 42, null]);
  });
});

test("what hosts get wrong is said", async () => {
  await assert.rejects(() => createVm({}, { host: { "not a name": 1 } }), /cannot be a name in Python/);
  await assert.rejects(() => createVm({}, { host: { class: 1 } }), /cannot be a name in Python/);
  await withVm({}, (both) => {
    assert.equal(both.run({ language: "lisp", source: "(+ 1 2)" }).value, 3);
  });
});

test("run gives the result, or throws what the program ended with", async () => {
  const { value, output } = await run("python", "print('hi')\nsum(range(n))", { host: { n: 5 } });
  assert.deepEqual([value, output], [10, "hi\n"]);
  assert.equal((await run("lisp", "(* 6 7)")).value, 42);
  await assert.rejects(() => run("python", "def f(x):\n    return 1 / x\nprint('before')\nf(0)\n", { name: "div.py" }), (error) => {
    assert.ok(error instanceof ProgramError && error instanceof Error);
    assert.deepEqual([error.name, error.message, error.exception, error.output],
      ["ProgramError", "ZeroDivisionError: division by zero", "ZeroDivisionError", "before\n"]);
    assert.match(error.traceback, /ZeroDivisionError: division by zero/);
    assert.equal(error.diagnostics[0].trace.some((f) => f.function === "f"), true);
    return true;
  });
  await assert.rejects(() => run("python", "f(\n"), (error) => error.code === "syntax");
  await assert.rejects(() => run("python", "while True: pass", { config: { fuel: 10_000 } }), (error) => error.code === "fuel");
});

test("inspection shows the road of a program of Python", () => withVm({}, (vm) => {
  const source = "class P:\n    def __init__(self, x):\n        self.x = x\n    def get(self):\n        return self.x\n" +
    "ps = [P(i) for i in range(50)]\nsum(p.get() for p in ps)\n";
  const program = vm.load(py(source));
  vm.start(program);
  while (vm.resume(10_000) === "running");
  assert.equal(vm.value(), 1225);
  const seen = vm.inspect(program);
  assert.ok(seen.core.length >= 1 && seen.core[0].lines.length > 10);
  assert.ok(seen.functions.some((f) => f.name === "get"), seen.functions.map((f) => f.name).join());
  assert.ok(seen.sites.some((s) => s.hits > 10 && s.state === "one" && s.remembers.length > 0), JSON.stringify(seen.sites.slice(0, 5)));
}, { dispatch: "traced" }));
