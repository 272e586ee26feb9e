// What a careless or hostile host hands over: clear errors, never a trap.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createVm, LoadError, TrapError } from "glassbox";

let vm;
before(async () => { vm = await createVm(); });
after(() => vm.free());

const lisp = (source) => ({ language: "lisp", source });
/** The error must name the matter, and must not be a trap. */
const refuses = (work, type, text) =>
  assert.rejects(async () => work(), (error) => {
    assert.ok(!(error instanceof TrapError), `trapped: ${error.message}`);
    assert.equal(error.name, type);
    assert.match(error.message, text);
    return true;
  });

test("configurations of the wrong shape", async () => {
  const cyclic = { without: [] };
  cyclic.without.push(cyclic.without);
  const throwing = { get fuel() { throw new Error("not today"); } };
  const liar = new Proxy({}, { ownKeys() { throw 42; } });
  const deaf = new Proxy({}, {
    ownKeys: () => ["fuel"],
    getOwnPropertyDescriptor: () => ({ value: 1, configurable: true, enumerable: true }),
    get() { throw { get message() { throw new Error("twice"); } }; },
  });
  const long = new Proxy([], { get: (target, key) => (key === "length" ? 4e9 : "fusion") });
  const huge = new Proxy([], { get: (target, key) => (key === "length" ? "many" : target[key]) });
  for (const [config, type, text] of [
    [null, "TypeError", /must be an object, not null/],
    [7, "TypeError", /must be an object, not a number/],
    ["fuel", "TypeError", /must be an object, not a string/],
    [[], "TypeError", /must be an object, not an array/],
    [() => 1, "TypeError", /must be an object, not a function/],
    [Symbol("x"), "TypeError", /must be an object, not a symbol/],
    [10n, "TypeError", /must be an object, not a bigint/],
    [{ feul: 10 }, "TypeError", /no field "feul"; there are .*fuel/],
    [{ [Symbol("s")]: 1 }, "TypeError", /no field "a symbol"/],
    [{ fuel: "10" }, "TypeError", /fuel must be a number, not a string/],
    [{ fuel: null }, "TypeError", /fuel must be a number, not null/],
    [{ fuel: 10n }, "TypeError", /fuel must be a number, not a bigint/],
    [{ fuel: -1 }, "RangeError", /fuel must be a whole number/],
    [{ fuel: 1.5 }, "RangeError", /fuel must be a whole number/],
    [{ fuel: NaN }, "RangeError", /fuel must be a whole number/],
    [{ fuel: Infinity }, "RangeError", /fuel must be a whole number/],
    [{ fuel: 1e300 }, "RangeError", /fuel must be a whole number/],
    [{ memory: 2 ** 40 }, "RangeError", /memory must be a whole number/],
    [{ depth: 0 }, "RangeError", /depth must be a whole number/],
    [{ dispatch: "guess" }, "RangeError", /no dispatch "guess"; there are/],
    [{ dispatch: {} }, "TypeError", /dispatch must be a string/],
    [{ baseline: "yes" }, "TypeError", /baseline must be true or false/],
    [{ without: "fusion" }, "TypeError", /without must be an array of strings, not a string/],
    [{ without: { length: 1e9 } }, "TypeError", /without must be an array of strings, not an object/],
    [{ without: [1] }, "TypeError", /without\[0\] must be a string, not a number/],
    [{ only: ["warp"] }, "RangeError", /no optimisation "warp"; there are .*fusion/],
    [cyclic, "TypeError", /without\[0\] must be a string, not an array/],
    [throwing, "TypeError", /could not be read: not today/],
    [liar, "TypeError", /could not be read/],
    [deaf, "TypeError", /could not be read/],
    [{ without: long }, "RangeError", /without.length must be a whole number/],
    [{ without: huge }, "TypeError", /without.length must be a number, not a string/],
  ]) await refuses(() => createVm(config), type, text);
});

test("sources and names of the wrong type", async () => {
  for (const source of [undefined, null, 1, {}, [], new String("1"), { toString: () => "1" }, Symbol("1"), 1n])
    await refuses(() => vm.load(lisp(source)), "TypeError", /source must be a string, not/);
  await refuses(() => vm.load({ language: "lisp", source: "1", name: 5 }), "TypeError", /name must be a string/);
  await refuses(() => vm.load({ language: "klingon", source: "1" }), "RangeError", /no language "klingon"/);
  await refuses(() => vm.load({ language: undefined, source: "1" }), "TypeError", /language must be a string/);
  await refuses(() => vm.load(null), "TypeError", /./);
});

test("lone surrogates are refused, not changed", async () => {
  for (const source of ['"\ud800"', "\udc00", '(display "a\ud83d")'])
    await refuses(() => vm.load(lisp(source)), "TypeError", /not valid UTF-16/);
  assert.equal(vm.run(lisp('"\u{1f600}é"')).value, "\u{1f600}é");
});

test("other text that is no program", () => {
  for (const source of ["\0", "\u0000(+ 1 2", "\ufeff(+ 1 2)", ")", "(", '"', "#", "#|", "\uffff", "'", "`", ","]) {
    const result = vm.run(lisp(source));
    if (!result.ok) assert.ok(result.diagnostics.length > 0 && result.diagnostics[0].message, `no diagnostic for ${JSON.stringify(source)}`);
  }
  assert.equal(vm.run(lisp("(+ 1 2)")).value, 3);
});

test("numbers of programs and budgets that do not exist", async () => {
  for (const program of [-1, 1e9, 1.5, NaN, "0", null, undefined, {}]) {
    await refuses(() => vm.start(program), typeof program === "number" ? "RangeError" : "TypeError", /program/);
    await refuses(() => vm.inspect(program), typeof program === "number" ? "RangeError" : "TypeError", /program/);
  }
  vm.start(vm.load(lisp("1")));
  for (const budget of [0, -5, NaN, Infinity, 2 ** 60, 0.5]) await refuses(() => vm.resume(budget), "RangeError", /budget/);
  for (const budget of ["9", null, {}, 9n]) await refuses(() => vm.resume(budget), "TypeError", /budget/);
  assert.equal(vm.resume(1000), "done");
});

test("load errors carry diagnostics", () => {
  assert.throws(() => vm.load(lisp("(")), (error) => error instanceof LoadError && error.diagnostics[0].code === "syntax");
});

test("10 MB of open brackets", () => {
  const result = vm.run(lisp("(".repeat(10_000_000)));
  assert.equal(result.ok, false);
  assert.equal(result.recovered, false, result.diagnostics[0]?.message);
  assert.match(result.diagnostics[0].code, /^(nesting|syntax)$/);
  assert.equal(vm.run(lisp("(+ 40 2)")).value, 42);
});
