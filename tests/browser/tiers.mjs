// How soon a program leaves the browser's baseline code: time per loop turn,
// slice by slice, in a fresh browser, as it comes and with each of the engine's
// two compilers alone. The figures are in docs/notes/browser.md.
//   npm run tiers [-- PROGRAM.scm]
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { resolveGlue } from "../../scripts/glue.mjs";
import { launch, median, open, root, serve } from "./harness.mjs";

const PROGRAMS = {
  "integer loop": "(define (loop n acc) (if (= n 0) acc (loop (- n 1) (+ acc 3)))) (loop 400000000 0)",
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
const entry = { name: "entry", resolveId: (id) => (id === "entry" ? id : null), load: (id) => (id === "entry"
  ? `export { createVm } from ${JSON.stringify(join(root, "npm", "src", "vm.ts"))}; export { Pace } from ${JSON.stringify(join(root, "npm", "src", "pace.ts"))};` : null) };
const made = await rolldown({ input: "entry", plugins: [entry, resolveGlue(root)], external: ["./baseline.js"] });
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
      const [slowly, quickly] = [each(base), each(best.filter((s) => s.at > 500))];
      // Half way between the two compilers' code, by ratio.
      const edge = Math.sqrt(slowly * quickly);
      // Whatever else the machine does only adds time, so the fastest of several
      // runs in each span of time tells best which code ran in it.
      const spans = [0, 10, 20, 30, 40, 50, 75, 100, 150, 200, 300, 500, 1000, 2000];
      const fastest = spans.slice(0, -1).map(() => Infinity);
      for (let i = 0; i < 7; i++) {
        const sums = spans.map(() => [0, 0]);
        for (const { at, ms, turns } of await measure(source, dispatch, [])) {
          const sum = sums[spans.findLastIndex((from) => at >= from)];
          sum[0] += ms * 1e6;
          sum[1] += turns;
        }
        fastest.forEach((ns, n) => { if (sums[n][0] > 1e6) fastest[n] = Math.min(ns, sums[n][0] / sums[n][1]); });
      }
      const last = fastest.findLastIndex((ns) => ns > edge && ns < Infinity);
      console.log(`${name}, ${dispatch}: ns per turn with the baseline compiler alone ${slowly.toFixed(1)}, with the optimising one alone ${quickly.toFixed(1)}`);
      console.log(`    as it comes, from ${fastest.map((ns, n) => `${spans[n]} ms ${ns < Infinity ? ns.toFixed(1) : "-"}`).join(", ")}`);
      console.log(`    baseline code until ${last < 0 ? spans[1] : spans[last + 1]} ms at most`);
    }
  }
} finally {
  await server.close();
}
