// How soon a program leaves the browser's baseline code: time per loop turn,
// slice by slice, in a fresh browser, as it comes and with each of the engine's
// two compilers alone. The figures are in docs/notes/browser.md.
//   npm run tiers [-- PROGRAM.scm]
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { launch, median, open, root, serve } from "./harness.mjs";

const PROGRAMS = {
  "integer loop": "(define (loop n acc) (if (= n 0) acc (loop (- n 1) (+ acc n)))) (loop 400000000 0)",
  fib: "(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))) (fib 38)",
};
if (process.argv[2]) PROGRAMS[process.argv[2]] = readFileSync(process.argv[2], "utf8");

const BARE = `<!doctype html><title>tiers</title><link rel="icon" href="data:,"><script type="module">
  import { createVm, Pace } from "/tiers.js";
  window.measure = async (source, dispatch, pause, worth) => {
    const vm = await createVm({ dispatch });
    vm.start(vm.load({ language: "lisp", source }));
    const pace = new Pace(), slices = [];
    const channel = new MessageChannel();
    const breathe = () => new Promise((resolve) => { channel.port1.onmessage = resolve; channel.port2.postMessage(0); });
    const began = performance.now();
    let fuel = 0, state = "running";
    while (state === "running" && performance.now() - began < worth) {
      const begin = performance.now();
      state = vm.resume(pace.budget);
      const ms = performance.now() - begin;
      const used = vm.stats().fuelUsed;
      slices.push([begin - began, ms, used - fuel]);
      fuel = used;
      pace.took(ms);
      if (pause) await breathe();
    }
    vm.free();
    return slices;
  };
</script>`;

const { rolldown } = await import("rolldown");
const glue = { name: "glue", resolveId: (id) => (id === "./glue.js" ? join(root, "target", "wasm-pkg", "glue.js") : null) };
const entry = { name: "entry", resolveId: (id) => (id === "entry" ? id : null), load: (id) => (id === "entry"
  ? `export { createVm } from ${JSON.stringify(join(root, "npm", "src", "vm.ts"))}; export { Pace } from ${JSON.stringify(join(root, "npm", "src", "pace.ts"))};` : null) };
const made = await rolldown({ input: "entry", plugins: [entry, glue] });
const code = (await made.generate({ format: "esm" })).output[0].code;
const server = await serve(join(root, "npm", "dist"), { "/": BARE, "/tiers.js": code });

/** Slices of one run in a fresh browser, as { at, ms, turns }. */
async function measure(source, dispatch, flags) {
  const browser = await launch({ flags });
  try {
    const { page } = await open(browser.context, server.url);
    await page.waitForFunction("window.measure");
    return (await page.evaluate(([s, d]) => window.measure(s, d, true, 2000), [source, dispatch])).map(([at, ms, turns]) => ({ at, ms, turns }));
  } finally {
    await browser.close();
  }
}

const each = (slices) => slices.reduce((n, s) => n + s.ms, 0) * 1e6 / slices.reduce((n, s) => n + s.turns, 0);
try {
  for (const [name, source] of Object.entries(PROGRAMS)) {
    for (const dispatch of ["switch", "threaded"]) {
      const base = await measure(source, dispatch, ["--js-flags=--liftoff-only"]);
      const best = await measure(source, dispatch, ["--js-flags=--no-liftoff --no-wasm-lazy-compilation"]);
      const lines = [];
      for (let i = 0; i < 3; i++) {
        const slices = await measure(source, dispatch, []);
        const steady = median(slices.filter((s) => s.at > 1000).map((s) => s.ms * 1e6 / s.turns));
        // The last slice that was clearly slower than what it came to.
        const slow = slices.filter((s) => s.at < 1000 && s.ms > 0.3 && s.ms * 1e6 / s.turns > 1.5 * steady).at(-1);
        const window = (a, b) => { const w = slices.filter((s) => s.at >= a && s.at < b); return w.length ? each(w).toFixed(1) : "-"; };
        lines.push(`    as it comes: ${[[0, 25], [25, 50], [50, 100], [100, 200], [200, 500], [500, 1000], [1000, 2000]].map(([a, b]) => `${a}-${b} ms ${window(a, b)}`).join(", ")}; baseline until ${slow ? (slow.at + slow.ms).toFixed(0) : 0} ms`);
      }
      console.log(`${name}, ${dispatch}: ns per turn: baseline code ${each(base).toFixed(1)}, optimised code ${each(best.filter((s) => s.at > 500)).toFixed(1)}\n${lines.join("\n")}`);
    }
  }
} finally {
  await server.close();
}
