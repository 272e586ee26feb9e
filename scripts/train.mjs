// Tries programs on the module, to find out what of it they reach: that becomes its first
// part (`split.mjs`). Each has a VM to itself, in which nothing becomes hot: the compiler
// to machine code comes with the rest.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root, Stop } from "./lib.mjs";
import { instrumented, passed } from "./outline.mjs";

const LANGUAGES = { lisp: ".scm", python: ".py" };
/** Calls and loop turns at a time. */
const SLICE = 100_000;
/** A configuration with which nothing is compiled to machine code. */
export const COLD = { jitThreshold: 2 ** 32 - 1 };

/** How the page runs a program at first: it counts and profiles. */
const PAGE = { without: [], dispatch: "traced", profile: true };

/** Values that come out, in VMs that are configured as hosts do, looked into or not. */
const PLAIN = [undefined, {}, { without: [], dispatch: "switch" }, PAGE, { fuel: 10_000_000, memory: 64 << 20, depth: 10_000 }]
  .flatMap((config) => [true, false].flatMap((glass) => [
    { language: "lisp", name: "plain.scm", source: '(display (+ 1 2)) (list 1 2.5 "text" #t)', config, glass },
    { language: "python", name: "plain.py", source: 'print(1 + 2)\n[1, 2.5, "text", True, None, {"key": (1, 2)}]', config, glass },
  ]));

/** Examples whose needs come with the rest: reports of errors, regular expressions, JSON, random numbers. */
const LATER = ["errors.scm", "errors.py", "words.py", "orders.py", "epidemic.py"];

/**
 * The other examples that the page offers, also as it runs them at first, and while the compiler is on its way in a VM
 * that nobody looks into.
 */
export const examples = () => offered().flatMap((example) => [
  example,
  { ...example, config: { ...PAGE, ...COLD } },
  { ...example, interpret: true, glass: false },
]);
const offered = () => Object.entries(LANGUAGES).flatMap(([language, ending]) => {
  const folder = join(root, "examples", language);
  return readdirSync(folder).filter((name) => name.endsWith(ending) && !LATER.includes(name)).sort()
    .map((name) => ({ language, name, source: readFileSync(join(folder, name), "utf8") }));
});

/** What the VM with this glue does for a program; what it printed. */
export function run(glue, { language, name, source, ...options }) {
  glue.info();
  const { config, glass, interpret } = { config: COLD, glass: true, interpret: false, ...options };
  const vm = new glue.RawVm(config, glass);
  const program = vm.load(language, name, source);
  if (program < 0) throw new Stop(`${name} does not compile: ${vm.diagnostics()[0].message}`);
  vm.start(program);
  let state, output = "";
  do {
    state = vm.resume(SLICE, interpret);
    output += vm.takeOutput();
  } while (state === 0);
  if (state === 1) {
    vm.value();
    vm.display();
    vm.exited();
  }
  vm.diagnostics();
  vm.stats();
  vm.profile();
  vm.free();
  return output;
}

/**
 * What programs pass in a module with such glue, a file (`outline.mjs`), as `passed`; and as `unused`, of the data that is
 * asked for with `platform::present`, what they do not ask for, as `[from, to]` in memory.
 */
export async function reached(wasm, glue, programs = [...PLAIN, ...examples()]) {
  const module = new WebAssembly.Module(instrumented(wasm));
  const { instantiate } = await import(pathToFileURL(glue));
  const numbers = instantiate(module, () => null).apart();
  const unused = new Map(Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i], numbers[2 * i] + numbers[2 * i + 1]]));
  const seen = new Set();
  for (const program of programs) {
    let instance = null, taken;
    // Where data is asked for, zeros say that it is not there; it is given when it is missed.
    const own = instantiate(module, (missing) => {
      const end = unused.get(missing);
      unused.delete(missing);
      new Uint8Array(own.memory.buffer).set(taken.subarray(missing, end), missing);
      return null;
    }, (made) => (instance = made));
    taken = new Uint8Array(own.memory.buffer).slice();
    for (const [from, to] of unused) new Uint8Array(own.memory.buffer).fill(0, from, to);
    run(own, program);
    for (const n of passed(instance.exports)) seen.add(n);
  }
  return { passed: seen, unused: [...unused] };
}
