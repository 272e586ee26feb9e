// The wasm build against CPython 3.11: the programs that exist in both languages, as
// Lisp, or all that are in Python as that, in Node and in Chromium, in turns with
// CPython on the same machine.
//   npm run cpython [-- [--language python] [--repeats N] NAME..]
// Times are of the run alone: loading is not in them, on either side. A program
// that is short is run several times; GLASSBOX_PYTHON names another interpreter.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "../../scripts/build.mjs";
import { launch, median, open, root, serve } from "./harness.mjs";

const DRIVER = `
import sys, time, os
with open(sys.argv[1], encoding="utf-8") as f:
    code = compile(f.read(), sys.argv[1], "exec")
sys.setrecursionlimit(100000)
sys.stdout = open(os.devnull, "w")
begin = time.process_time_ns()
exec(code, {"__name__": "__main__"})
print((time.process_time_ns() - begin) / 1e6, file=sys.stderr)
`;
/** The eight that the figures are about. */
const NAMED = ["fib", "ackermann", "int-loop", "mandelbrot", "sieve", "list-map", "strings", "binary-trees"];
/** Runs the program in a fresh VM until 40 ms have gone by; gives the fastest. */
const MEASURE = `async (createVm, language, source) => {
  let best = Infinity;
  const vm = await createVm();
  const program = vm.load({ language, source });
  for (let spent = 0, n = 0; n < 3 || (spent < 40 && n < 50); n++) {
    vm.start(program);
    const begin = performance.now();
    while (vm.resume(1e7) === "running");
    const ms = performance.now() - begin;
    best = Math.min(best, ms);
    spent += ms;
  }
  vm.free();
  return best;
}`;
const BARE = `<!doctype html><title>cpython</title><link rel="icon" href="data:,"><script type="module">
  import { createVm } from "/index.js";
  const measure = ${MEASURE};
  window.measure = (language, source) => measure(createVm, language, source);
</script>`;

const args = process.argv.slice(2);
const option = (name, otherwise) => {
  const at = args.indexOf(name);
  return at >= 0 ? args.splice(at, 2)[1] : otherwise;
};
const repeats = Number(option("--repeats", 5));
const language = option("--language", "lisp");
const ending = language === "lisp" ? ".scm" : ".py";
const folder = join(root, "benches", "programs");
const files = readdirSync(folder);
const all = files.filter((f) => f.endsWith(".py")).map((f) => f.slice(0, -3)).filter((n) => files.includes(n + ending));
const names = args.length ? all.filter((n) => args.includes(n)) : all;

const python = process.env.GLASSBOX_PYTHON ?? "python3.11";
const run = (name) => {
  const out = execFileSync("sh", ["-c", '"$0" -c "$1" "$2" 2>&1 >/dev/null', python, DRIVER, join(folder, `${name}.py`)], { encoding: "utf8" });
  return Number(out.trim().split("\n").at(-1));
};

await build("npm");
const { createVm } = await import("glassbox");
const inNode = (0, eval)(MEASURE);
const server = await serve(join(root, "npm", "dist"), { "/": BARE });
const browser = await launch();
try {
  const { page } = await open(browser.context, server.url);
  await page.waitForFunction("window.measure");
  const rows = names.map((name) => ({ name, source: readFileSync(join(folder, name + ending), "utf8"), node: [], chromium: [], cpython: [] }));
  for (let i = 0; i < repeats; i++) {
    for (const r of rows) {
      r.node.push(await inNode(createVm, language, r.source));
      r.chromium.push(await page.evaluate(([l, s]) => window.measure(l, s), [language, r.source]));
      r.cpython.push(run(r.name));
    }
  }
  const cell = (text) => String(text).padStart(10);
  console.log("program".padEnd(14), ...["Node ms", "Chromium", "CPython", "Node", "Chromium"].map(cell));
  const ratio = (r, where) => median(r[where]) / median(r.cpython);
  for (const r of rows) {
    const ms = ["node", "chromium", "cpython"].map((w) => cell(median(r[w]).toFixed(2)));
    console.log(r.name.padEnd(14), ...ms, cell(ratio(r, "node").toFixed(2)), cell(ratio(r, "chromium").toFixed(2)));
  }
  for (const [what, some] of [["the eight named", rows.filter((r) => NAMED.includes(r.name))], ["all", rows]]) {
    if (!some.length) continue;
    const mean = (where) => Math.exp(some.reduce((sum, r) => sum + Math.log(ratio(r, where)), 0) / some.length).toFixed(2);
    console.log(`geometric mean of ${what}: Node ${mean("node")}, Chromium ${mean("chromium")}`);
  }
} finally {
  await browser.close();
  await server.close();
}
process.exit(0);
